//! A customer of a plan goes into the book.

use super::{
    Receiver, add_lines, differs, fill, fill_some, known, remember, take, take_lines, take_some,
};
use crate::domain::{
    Birthday, CustomerFacts, CustomerId, CustomerKind, Household, INDONESIA, OPENING_POINTS, Phone,
    PhoneEntry, customer_number,
    name::{WrittenName, name_key},
};
use crate::exchange::plan::{PlannedCustomer, PlannedPhone, Reason, Written};
use crate::store::{Kind, StoreResult};

/// The field that keeps money spent before the book began, in minor units.
const SPENT_BEFORE: &str = "import.spent";
/// The field that keeps what stands in the column of companies and names none.
const COMPANY: &str = "import.company";

/// The most characters of an honorific; more than that is no honorific.
const LONGEST_HONORIFIC: usize = 40;

impl Receiver<'_> {
    pub(super) fn take_customer(&mut self, planned: &PlannedCustomer) -> StoreResult<Written> {
        if planned.named_only {
            return self.take_company(planned);
        }
        let origin = &planned.origin;
        let mine = self
            .customers
            .get(planned.key.0 as usize)
            .copied()
            .flatten();
        let (id, written, ours) = match mine {
            Some((id, ours)) => {
                let more = self.fill_customer(id, planned)?;
                (id, more, ours)
            }
            None => self.meet_customer(planned)?,
        };
        let others = planned.own.iter().flat_map(|own| &own.other_ids);
        let numbers = [&planned.member_no].into_iter().chain(others);
        for number in numbers.filter(|number| !number.is_empty()) {
            self.load.alias(number, id)?;
        }
        remember(&mut self.customers, planned.key.0, (id, ours));
        let written = self.tell_referrer(planned, id, written)?;
        if written != Written::Unchanged {
            self.known_again(planned, id)?;
        }
        self.remarks.customer(origin, id);
        Ok(written)
    }

    /// The first sight of a customer in this plan.
    fn meet_customer(
        &mut self,
        planned: &PlannedCustomer,
    ) -> StoreResult<(CustomerId, Written, bool)> {
        let origin = &planned.origin;
        let before = known(
            &self.load,
            Kind::Customer,
            &origin.identities,
            &origin.fingerprint,
        )?;
        let (row, same) = match before {
            Some((row, same)) => (Some(CustomerId(row)), same),
            None => (None, false),
        };
        let before = self.as_said(row, planned)?;
        let same = same && before.is_some();
        let current = if before.is_some() {
            before
        } else {
            let row = self.recognise(planned)?;
            row.map(|id| self.load.customer_facts(id).map(|facts| Some((id, facts?))))
                .transpose()?
                .flatten()
        };
        let Some((id, current)) = current else {
            if self.shares_a_phone(planned)? {
                self.unsure("phone", Reason::PhoneShared);
            }
            let mut facts = self.facts(planned);
            self.find_household(&mut facts)?;
            let id = self.load.customer_under(own_code(planned), &facts)?;
            self.first_made.get_or_insert(id);
            return Ok((id, Written::Created, true));
        };
        if same {
            return Ok((id, Written::Unchanged, false));
        }
        let written = self.update_customer(id, current, planned)?;
        Ok((id, written, false))
    }

    /// By member number, else by a usable phone and the same name, else by plate and name.
    fn recognise(&mut self, planned: &PlannedCustomer) -> StoreResult<Option<CustomerId>> {
        if self.load.fresh() {
            return Ok(None);
        }
        if !planned.member_no.is_empty() && self.may_be_here(planned)? {
            let found = self.load.customer_of_code(&planned.member_no)?;
            if let Some((id, _)) = self.as_said(found, planned)? {
                return Ok(Some(id));
            }
        }
        for phone in planned
            .phones
            .iter()
            .filter_map(|phone| phone.e164.as_ref())
        {
            let found = self.load.customer_of_phone(phone, &planned.name_key)?;
            if found.is_some() {
                return Ok(found);
            }
        }
        // A company that was known by its name alone, until its phone came.
        if planned.is_company
            && let Some(id) = self.told_company(&planned.name_key)?
            && let Some(facts) = self.load.customer_facts(id)?
            && facts.phones.is_empty()
        {
            return Ok(Some(id));
        }
        self.owner_of_that_name(planned)
    }

    /// Whether the number of a row can be one of this book: a list of ours says which book it went out of.
    fn may_be_here(&mut self, planned: &PlannedCustomer) -> StoreResult<bool> {
        Ok(planned.book.is_empty() || planned.book == self.load.mark()?)
    }

    /// Somebody whom a number or an earlier import led to. In a list of ours that does not say which book it
    /// went out of, the number may be that of somebody else there: then a name or a phone has to agree.
    fn as_said(
        &self,
        id: Option<CustomerId>,
        planned: &PlannedCustomer,
    ) -> StoreResult<Option<(CustomerId, CustomerFacts)>> {
        let facts = match id {
            Some(id) => self.load.customer_facts(id)?.map(|facts| (id, facts)),
            None => None,
        };
        let sure = planned.own.is_none() || !planned.book.is_empty();
        Ok(facts.filter(|(_, facts)| sure || agrees(facts, planned)))
    }

    /// Whether somebody of another name who was in the book before has one of the phones.
    fn shares_a_phone(&self, planned: &PlannedCustomer) -> StoreResult<bool> {
        if self.load.fresh() {
            return Ok(false);
        }
        let before = |id: CustomerId| self.first_made.is_none_or(|first| id.0 < first.0);
        for e164 in planned
            .phones
            .iter()
            .filter_map(|phone| phone.e164.as_deref())
        {
            if self.load.first_of_phone(e164)?.is_some_and(before) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The owner of the plate, if he was in the book before and bears the name: somebody whose
    /// phone is another now.
    fn owner_of_that_name(&mut self, planned: &PlannedCustomer) -> StoreResult<Option<CustomerId>> {
        if planned.plate_key.is_empty() || planned.name_key.is_empty() {
            return Ok(None);
        }
        let Some(vehicle) = self.load.vehicle_of_plate(&planned.plate_key)? else {
            return Ok(None);
        };
        let owner = self.load.owner_of(vehicle)?;
        let before = |id: &CustomerId| self.first_made.is_none_or(|first| id.0 < first.0);
        let Some(owner) = owner.filter(before) else {
            return Ok(None);
        };
        let facts = self.load.customer_facts(owner)?;
        let bears = |facts: &CustomerFacts| name_key(&facts.name) == planned.name_key;
        if !facts.as_ref().is_some_and(bears) {
            return Ok(None);
        }
        if facts.is_some_and(|facts| !facts.phones.is_empty()) && !planned.phones.is_empty() {
            self.unsure("phone", Reason::PhoneOther);
        }
        Ok(Some(owner))
    }

    /// More facts about a customer of this plan: what is empty is filled.
    fn fill_customer(&mut self, id: CustomerId, planned: &PlannedCustomer) -> StoreResult<Written> {
        let Some(mut merged) = self.load.customer_facts(id)? else {
            return Ok(Written::Unchanged);
        };
        let mut new = self.facts(planned);
        for (field, known, value) in [
            ("email", &merged.email, &new.email),
            ("address", &merged.address, &new.address),
            ("city", &merged.city, &new.city),
        ] {
            if differs(known, value) {
                self.unsure(field, Reason::FactDiffers);
            }
        }
        if new.birthday.is_some() && merged.birthday.is_some() && new.birthday != merged.birthday {
            self.unsure("birthday", Reason::FactDiffers);
        }
        let mut changed = fill(&mut merged.name, &new.name);
        for (field, value) in texts(&mut merged, &new) {
            changed |= fill(field, value);
        }
        changed |= add_lines(&mut merged.note, &new.note);
        changed |= fill_some(&mut merged.birthday, new.birthday.as_ref());
        changed |= fill_some(&mut merged.member_since, new.member_since.as_ref());
        self.find_household(&mut new)?;
        changed |= fill_some(&mut merged.household, new.household.as_ref());
        changed |= fill_some(&mut merged.company, employer(id, &new));
        changed |= add_phones(&mut merged, &new.phones);
        for (field, key) in [("points", OPENING_POINTS), ("spent", SPENT_BEFORE)] {
            let (known, value) = (merged.fields.get(key), new.fields.get(key));
            if known.is_some() && value.is_some() && known != value {
                self.unsure(field, Reason::FactDiffers);
            }
        }
        for (key, value) in new.fields {
            changed |= !merged.fields.contains_key(&key);
            merged.fields.entry(key).or_insert(value);
        }
        self.rewrite(id, &merged, changed)
    }

    /// What the book knew takes what the record says now; the others stay.
    fn update_customer(
        &mut self,
        id: CustomerId,
        mut merged: CustomerFacts,
        planned: &PlannedCustomer,
    ) -> StoreResult<Written> {
        let mut new = self.facts(planned);
        let mut changed = take(&mut merged.name, &new.name);
        for (field, value) in texts(&mut merged, &new) {
            changed |= take(field, value);
        }
        changed |= take_lines(&mut merged.note, &new.note);
        changed |= take_some(&mut merged.birthday, new.birthday.as_ref());
        changed |= take_some(&mut merged.member_since, new.member_since.as_ref());
        self.find_household(&mut new)?;
        changed |= take_some(&mut merged.household, new.household.as_ref());
        changed |= take_some(&mut merged.company, employer(id, &new));
        changed |= add_phones(&mut merged, &new.phones);
        for (key, value) in new.fields {
            let before = merged.fields.insert(key, value.clone());
            changed |= before.as_ref() != Some(&value);
        }
        self.rewrite(id, &merged, changed)
    }

    /// A planned customer as the book's facts, with the company that came before.
    fn facts(&self, planned: &PlannedCustomer) -> CustomerFacts {
        CustomerFacts {
            company: planned.works_for.and_then(|key| self.customer_id(key)),
            ..facts(planned)
        }
    }

    /// A household by its name is one, whoever says it first.
    fn find_household(&mut self, facts: &mut CustomerFacts) -> StoreResult<()> {
        if let Some(household) = &mut facts.household
            && household.id.is_none()
        {
            household.id = Some(self.load.household(&household.name)?);
        }
        Ok(())
    }

    fn rewrite(
        &mut self,
        id: CustomerId,
        merged: &CustomerFacts,
        changed: bool,
    ) -> StoreResult<Written> {
        if !changed {
            return Ok(Written::Unchanged);
        }
        self.load.update_customer(id, merged)?;
        Ok(Written::Updated)
    }
}

/// The customer ID that a row of our own gives somebody new.
fn own_code(planned: &PlannedCustomer) -> Option<&str> {
    let ours = planned.own.is_some() && customer_number(&planned.member_no).is_some();
    ours.then_some(planned.member_no.as_str())
}

/// Whether a row can be about this customer: a phone is the same, or the names share a word.
fn agrees(facts: &CustomerFacts, planned: &PlannedCustomer) -> bool {
    let known = name_key(&facts.name);
    let mut said = planned.name_key.split(' ');
    let has = |e164: &String| {
        let mut phones = facts.phones.iter();
        phones.any(|known| known.phone.e164.as_ref() == Some(e164))
    };
    let mut phones = planned
        .phones
        .iter()
        .filter_map(|phone| phone.e164.as_ref());
    known.is_empty()
        || planned.name_key.is_empty()
        || said.any(|word| known.split(' ').any(|known| known == word))
        || phones.any(has)
}

/// The texts that a sheet may say something about, beside the name.
fn texts<'a>(
    merged: &'a mut CustomerFacts,
    new: &'a CustomerFacts,
) -> [(&'a mut String, &'a str); 6] {
    [
        (&mut merged.source, &new.source),
        (&mut merged.alert, &new.alert),
        (&mut merged.honorific, &new.honorific),
        (&mut merged.email, &new.email),
        (&mut merged.address, &new.address),
        (&mut merged.city, &new.city),
    ]
}

/// Adds the phones that are not there yet; says whether there were any.
fn add_phones(facts: &mut CustomerFacts, new: &[PhoneEntry]) -> bool {
    let before = facts.phones.len();
    for entry in new {
        let same = |known: &PhoneEntry| match &entry.phone.e164 {
            Some(e164) => known.phone.e164.as_ref() == Some(e164),
            None => known.phone.raw == entry.phone.raw,
        };
        if !facts.phones.iter().any(same) {
            facts.phones.push(entry.clone());
        }
    }
    facts.phones.len() > before
}

/// The company of a customer; nobody works for himself.
fn employer(id: CustomerId, new: &CustomerFacts) -> Option<&CustomerId> {
    new.company.as_ref().filter(|company| **company != id)
}

/// A planned customer as the book's facts, without the company.
pub(super) fn facts(planned: &PlannedCustomer) -> CustomerFacts {
    let written = WrittenName::parse(&planned.name);
    let (kind, honorific, name) = if planned.is_company {
        // `Mas Motor` is no Motor whom people call Mas.
        let name = planned.name.split_whitespace().collect::<Vec<_>>();
        (CustomerKind::Company, String::new(), name.join(" "))
    } else if written.honorific.chars().count() > LONGEST_HONORIFIC {
        (written.kind, String::new(), planned.name.clone())
    } else {
        (written.kind, written.honorific, written.name)
    };
    let (honorific, name) = match &planned.own {
        Some(own) if own.has_honorific => (own.honorific.clone(), planned.name.clone()),
        _ => (honorific, name),
    };
    let own = planned.own.as_deref().cloned().unwrap_or_default();
    let kind = match own.is_company {
        Some(true) => CustomerKind::Company,
        Some(false) => CustomerKind::Person,
        None => kind,
    };
    let mut facts = CustomerFacts {
        kind,
        source: own.source,
        alert: own.alert,
        household: (!own.household.is_empty()).then_some(Household {
            id: None,
            name: own.household,
        }),
        fields: own.fields.into_iter().collect(),
        honorific,
        name,
        phones: planned.phones.iter().map(phone).collect(),
        email: planned.email.clone(),
        address: planned.address.clone(),
        city: planned.city.clone(),
        note: planned.note.clone(),
        member_since: planned.member_since,
        birthday: planned.birthday.map(|birthday| Birthday {
            day: Some(birthday.day),
            month: Some(birthday.month),
            year: birthday.year,
        }),
        ..CustomerFacts::default()
    };
    let loose = planned.works_for.is_none() && !planned.company.is_empty();
    let company = loose.then(|| planned.company.clone());
    let fields = [
        (OPENING_POINTS, planned.points.map(|n| n.to_string())),
        (SPENT_BEFORE, planned.spent.map(|n| n.to_string())),
        (COMPANY, company),
    ];
    for (key, value) in fields {
        if let Some(value) = value {
            facts.fields.insert(key.to_owned(), value);
        }
    }
    facts
}

/// The number as the plan read it; what made it doubtful is read again.
fn phone(planned: &PlannedPhone) -> PhoneEntry {
    PhoneEntry {
        phone: Phone {
            raw: planned.raw.clone(),
            e164: planned.e164.clone(),
            flag: Phone::parse(&planned.raw, INDONESIA).flag,
        },
        label: planned.label.clone(),
    }
}
