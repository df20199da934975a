//! What the fields of a customer say, read as facts.

use super::CustomerForm;
use super::fields::{COMPANY, CustomerField as F};
use crate::domain::name::WrittenName;
use crate::domain::trade::FieldKind;
use crate::domain::{
    CustomerFacts, CustomerId, CustomerKind, Day, FIELD_ROLE, Household, PhoneEntry, VehicleFacts,
};
use crate::screens::entry::parse;
use crate::text::Say;

/// What is wrong, field by field.
pub(super) type Errors = Vec<(F, Say)>;

/// Why a field of the trade does not take what is written.
fn unread(kind: FieldKind) -> Say {
    match kind {
        FieldKind::Date => Say::FormBadDate,
        FieldKind::Greetings => Say::TodayBadGreetings,
        FieldKind::Number | FieldKind::Text => Say::EntryBadOwnNumber,
    }
}

impl CustomerForm {
    /// The customer that the fields describe, over what no field shows.
    pub(super) fn facts(&self, today: Day) -> Result<CustomerFacts, Errors> {
        let mut errors = Errors::new();
        let mut facts = self
            .base
            .as_ref()
            .map_or_else(CustomerFacts::default, |base| base.facts.clone());
        self.name(&mut facts, &mut errors);
        facts.kind = match self.form.value(F::Kind) {
            COMPANY => CustomerKind::Company,
            _ => CustomerKind::Person,
        };
        facts.phones = self.phones(&facts.phones, &mut errors);
        if self.form.is_touched(F::Birthday) {
            let read = |text: &str| parse::birthday(text, today);
            facts.birthday = self.read(F::Birthday, &mut errors, read);
        }
        if self.form.is_touched(F::Since) {
            let read = |text: &str| parse::day(text, today);
            facts.member_since = self.read(F::Since, &mut errors, read);
        }
        if self.form.is_touched(F::Email) {
            self.form.write(F::Email, &mut facts.email);
            if !facts.email.is_empty() && !facts.email.contains('@') {
                errors.push((F::Email, Say::FormBadEmail));
            }
        }
        self.form.write(F::Address, &mut facts.address);
        self.form.write(F::City, &mut facts.city);
        self.form.write(F::Alert, &mut facts.alert);
        self.form.write(F::Note, &mut facts.note);
        self.form.write(F::Source, &mut facts.source);
        facts.household = self.household(facts.household.as_ref());
        facts.company = self.chosen(F::Company, &mut errors);
        facts.referred_by = self.chosen(F::Brought, &mut errors);
        if self.form.is_touched(F::Role) {
            match self.form.value(F::Role) {
                "" => drop(facts.fields.remove(FIELD_ROLE)),
                role => drop(facts.fields.insert(FIELD_ROLE.to_owned(), role.to_owned())),
            }
        }
        for (at, field) in self.trade.iter().enumerate() {
            if !self.form.is_touched(F::Trade(at)) {
                continue;
            }
            let id = F::Trade(at);
            let value = self.form.value(id);
            if value.is_empty() {
                facts.fields.remove(&field.key);
            } else if field.sensitive && !self.agreed {
                errors.push((id, Say::EntryNeedsConsent));
            } else if let Some(value) = field.kind.read(value, today) {
                facts.fields.insert(field.key.clone(), value);
            } else {
                errors.push((id, unread(field.kind)));
            }
        }
        if errors.is_empty() {
            Ok(facts)
        } else {
            Err(errors)
        }
    }

    /// The first vehicle of a new customer, if anything is written about one.
    pub(super) fn vehicle(&self, today: Day) -> Result<Option<VehicleFacts>, Errors> {
        let mut errors = Errors::new();
        let facts = VehicleFacts {
            plate: parse::plate(self.form.value(F::Plate)),
            make: self.form.value(F::Make).to_owned(),
            model: self.form.value(F::Model).to_owned(),
            year: self.read(F::Year, &mut errors, |text| parse::year(text, today)),
            ..VehicleFacts::default()
        };
        if errors.is_empty() {
            Ok((facts != VehicleFacts::default()).then_some(facts))
        } else {
            Err(errors)
        }
    }

    fn read<T>(
        &self,
        id: F,
        errors: &mut Errors,
        read: impl FnOnce(&str) -> parse::Read<T>,
    ) -> Option<T> {
        match read(self.form.value(id)) {
            Ok(value) => value,
            Err(why) => {
                errors.push((id, why));
                None
            }
        }
    }

    /// Honorific and name, taken apart only when somebody wrote them anew.
    fn name(&self, facts: &mut CustomerFacts, errors: &mut Errors) {
        let text = self.form.value(F::Name);
        if text.is_empty() {
            errors.push((F::Name, Say::FormRequired));
        } else if self.base.is_none() || self.form.is_touched(F::Name) {
            let written = WrittenName::parse(text);
            facts.honorific = written.honorific;
            facts.name = written.name;
        }
    }

    /// The phones; one that was not touched keeps how it was written.
    fn phones(&self, before: &[PhoneEntry], errors: &mut Errors) -> Vec<PhoneEntry> {
        let count = self
            .form
            .fields
            .iter()
            .filter(|field| matches!(field.id, F::Phone(_)))
            .count();
        let mut phones = Vec::new();
        for at in 0..count {
            let id = F::Phone(at);
            let kept = before.get(at).filter(|_| !self.form.is_touched(id));
            let entry = match kept {
                Some(kept) => Some(kept.clone()),
                None => self.read(id, errors, parse::phone),
            };
            phones.extend(entry);
        }
        phones
    }

    fn household(&self, before: Option<&Household>) -> Option<Household> {
        let name = self.form.value(F::Household);
        let same = before.filter(|household| household.name == name).cloned();
        same.or_else(|| {
            let new = Household {
                id: None,
                name: name.to_owned(),
            };
            (!name.is_empty()).then_some(new)
        })
    }

    /// The customer who was chosen for this field.
    fn chosen(&self, id: F, errors: &mut Errors) -> Option<CustomerId> {
        let (chosen, why) = match id {
            F::Brought => (&self.referrer, Say::ReferralChoose),
            _ => (&self.company, Say::EntryChooseCompany),
        };
        let name = self.form.value(id);
        let known = chosen.as_ref().filter(|(_, known)| known == name);
        if known.is_none() && !name.is_empty() {
            errors.push((id, why));
        }
        known.map(|(id, _)| *id)
    }
}
