//! Three-way comparison by field: what the person saw, what the book holds now, what the person
//! wants. Nothing of two people is put together before the second of them has seen it.

use std::collections::BTreeSet;

use crate::domain::{
    CustomerFacts, CustomerKind, FieldConflict, Household, Money, PhoneEntry, StaffFacts,
    VehicleFacts, VisitFacts, VisitLine, VisitStatus,
};
use crate::store::{StoreError, StoreResult};

/// The three versions of one thing.
pub(super) struct Three<'a, T> {
    pub(super) base: &'a T,
    pub(super) theirs: &'a T,
    pub(super) mine: &'a T,
}

/// Collects what others changed meanwhile, and whether this person changes anything.
#[derive(Default)]
struct Merge {
    met: Vec<FieldConflict>,
    writes: bool,
}

/// Of what is compared as texts, field by field: what others changed meanwhile.
pub(super) fn met<const N: usize>(
    [base, theirs, mine]: [[(&'static str, String); N]; 3],
) -> Vec<FieldConflict> {
    let fields = base.into_iter().zip(theirs).zip(mine);
    let met = fields.filter(|((base, theirs), _)| base != theirs);
    met.map(|(((field, base), (_, theirs)), (_, mine))| FieldConflict {
        field: field.to_owned(),
        base,
        theirs,
        mine,
    })
    .collect()
}

impl Merge {
    /// Only mine: taken. Both the same: fine. Theirs, whether or not this person changes it too:
    /// to be seen first.
    fn field<T: Clone, K: PartialEq>(
        &mut self,
        name: &str,
        (base, theirs, mine): (&T, &T, &T),
        what: impl Fn(&T) -> K,
        shown: impl Fn(&T) -> String,
    ) -> T {
        let (was, is, wanted) = (what(base), what(theirs), what(mine));
        if wanted == is {
            return theirs.clone();
        }
        self.writes |= wanted != was;
        if is != was {
            self.met.push(FieldConflict {
                field: name.to_owned(),
                base: shown(base),
                theirs: shown(theirs),
                mine: shown(mine),
            });
        }
        if wanted == was {
            theirs.clone()
        } else {
            mine.clone()
        }
    }

    fn text(&mut self, name: &str, three: (&String, &String, &String)) -> String {
        self.field(name, three, String::clone, String::clone)
    }

    fn maybe<T: Copy + PartialEq + ToString>(
        &mut self,
        name: &str,
        three: (&Option<T>, &Option<T>, &Option<T>),
    ) -> Option<T> {
        self.field(name, three, |value| *value, |value| shown(*value))
    }

    fn money(
        &mut self,
        name: &str,
        three: (&Option<Money>, &Option<Money>, &Option<Money>),
    ) -> Option<Money> {
        let shown = |money: &Option<Money>| shown(money.map(|money| money.0));
        self.field(name, three, |money| *money, shown)
    }

    fn fields(&mut self, three: (&Fields, &Fields, &Fields)) -> Fields {
        let (base, theirs, mine) = three;
        let all = [base, theirs, mine].into_iter().flat_map(Fields::keys);
        let keys: BTreeSet<String> = all.cloned().collect();
        let mut merged = Fields::new();
        for key in keys {
            let of = |fields: &Fields| fields.get(&key).cloned().unwrap_or_default();
            let value = self.text(&format!("field.{key}"), (&of(base), &of(theirs), &of(mine)));
            if !value.is_empty() {
                merged.insert(key, value);
            }
        }
        merged
    }

    fn done<T>(self, merged: T) -> StoreResult<T> {
        if self.met.is_empty() || !self.writes {
            Ok(merged)
        } else {
            Err(StoreError::Conflict(self.met))
        }
    }
}

type Fields = std::collections::BTreeMap<String, String>;

fn shown<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}

/// The same field of the three versions.
macro_rules! of {
    ($three:ident . $($field:ident).+) => {
        (&$three.base.$($field).+, &$three.theirs.$($field).+, &$three.mine.$($field).+)
    };
}

/// Somebody who works here.
pub(super) fn staff(three: &Three<'_, StaffFacts>) -> StoreResult<StaffFacts> {
    let mut merge = Merge::default();
    let switch = |on: &bool| i64::from(*on).to_string();
    let merged = StaffFacts {
        name: merge.text("staff", of!(three.name)),
        active: merge.field("active", of!(three.active), |on| *on, switch),
    };
    merge.done(merged)
}

/// Refuses where a customer is not as the person saw them.
pub(super) fn as_seen(base: &CustomerFacts, now: &CustomerFacts) -> StoreResult<()> {
    let three = Three {
        base,
        theirs: now,
        mine: base,
    };
    // Whatever is wanted, it rests on what was seen.
    let merge = Merge {
        writes: true,
        ..Merge::default()
    };
    of_customer(merge, &three).map(drop)
}

/// A customer's facts.
pub(super) fn customer(three: &Three<'_, CustomerFacts>) -> StoreResult<CustomerFacts> {
    of_customer(Merge::default(), three)
}

fn of_customer(mut merge: Merge, three: &Three<'_, CustomerFacts>) -> StoreResult<CustomerFacts> {
    let kind = |kind: &CustomerKind| crate::store::rows::kind_word(*kind).to_owned();
    let merged = CustomerFacts {
        kind: merge.field("kind", of!(three.kind), |kind| *kind, kind),
        honorific: merge.text("honorific", of!(three.honorific)),
        name: merge.text("name", of!(three.name)),
        phones: merge.field(
            "phone",
            of!(three.phones),
            |phones| same_phones(phones),
            |phones| shown_phones(phones),
        ),
        email: merge.text("email", of!(three.email)),
        address: merge.text("address", of!(three.address)),
        city: merge.text("city", of!(three.city)),
        birthday: merge.maybe("birthday", of!(three.birthday)),
        alert: merge.text("alert", of!(three.alert)),
        note: merge.text("note", of!(three.note)),
        source: merge.text("source", of!(three.source)),
        member_since: merge.maybe("member_since", of!(three.member_since)),
        household: merge.field("household", of!(three.household), Clone::clone, |mine| {
            household(mine.as_ref())
        }),
        company: merge.field(
            "company",
            of!(three.company),
            |company| *company,
            |company| shown(company.map(|id| id.0)),
        ),
        referred_by: merge.field(
            "referred_by",
            of!(three.referred_by),
            |who| *who,
            |who| shown(who.map(|id| id.0)),
        ),
        fields: merge.fields(of!(three.fields)),
    };
    merge.done(merged)
}

/// Phones are one field: a list with two hands in it is for a person to sort out.
fn same_phones(phones: &[PhoneEntry]) -> Vec<(String, Option<String>, String)> {
    let entry = |entry: &PhoneEntry| {
        let phone = &entry.phone;
        (phone.raw.clone(), phone.e164.clone(), entry.label.clone())
    };
    phones.iter().map(entry).collect()
}

fn shown_phones(phones: &[PhoneEntry]) -> String {
    let raw: Vec<_> = phones
        .iter()
        .map(|entry| entry.phone.raw.as_str())
        .collect();
    raw.join(", ")
}

fn household(household: Option<&Household>) -> String {
    shown(household.map(|household| &household.name))
}

/// A vehicle's facts.
pub(super) fn vehicle(three: &Three<'_, VehicleFacts>) -> StoreResult<VehicleFacts> {
    let mut merge = Merge::default();
    let merged = VehicleFacts {
        plate: merge.field("plate", of!(three.plate), Clone::clone, |plate| {
            shown(plate.as_ref().map(crate::domain::Plate::display))
        }),
        make: merge.text("make", of!(three.make)),
        model: merge.text("model", of!(three.model)),
        year: merge.maybe("year", of!(three.year)),
        color: merge.text("color", of!(three.color)),
        vin: merge.text("vin", of!(three.vin)),
        engine_no: merge.text("engine_no", of!(three.engine_no)),
        engine_cc: merge.maybe("engine_cc", of!(three.engine_cc)),
        note: merge.text("note", of!(three.note)),
        fields: merge.fields(of!(three.fields)),
    };
    merge.done(merged)
}

/// A visit's facts.
pub(super) fn visit(three: &Three<'_, VisitFacts>) -> StoreResult<VisitFacts> {
    let mut merge = Merge::default();
    let status = |status: &VisitStatus| crate::store::rows::status_word(*status).to_owned();
    let names = |names: &Vec<String>| names.join(", ");
    let keys = |names: &Vec<String>| names.iter().map(|name| super::staff_key(name)).collect();
    let keys: fn(&Vec<String>) -> Vec<String> = keys;
    let merged = VisitFacts {
        customer: merge.field(
            "customer",
            of!(three.customer),
            |customer| *customer,
            |customer| shown(customer.map(|id| id.0)),
        ),
        vehicle: merge.field(
            "vehicle",
            of!(three.vehicle),
            |vehicle| *vehicle,
            |vehicle| shown(vehicle.map(|id| id.0)),
        ),
        day: merge.field("day", of!(three.day), |day| *day, ToString::to_string),
        status: merge.field("status", of!(three.status), |status| *status, status),
        doc_no: merge.text("doc_no", of!(three.doc_no)),
        odometer: merge.maybe("odometer", of!(three.odometer)),
        oil: merge.text("oil", of!(three.oil)),
        mechanics: merge.field("mechanics", of!(three.mechanics), keys, names),
        lines: merge.field("lines", of!(three.lines), Clone::clone, |lines| {
            shown_lines(lines)
        }),
        complaint: merge.text("complaint", of!(three.complaint)),
        note: merge.text("note", of!(three.note)),
        total: merge.money("total", of!(three.total)),
        cost: merge.money("cost", of!(three.cost)),
        discount: merge.money("discount", of!(three.discount)),
        redeemed: merge.maybe("redeemed", of!(three.redeemed)),
        payment: merge.text("payment", of!(three.payment)),
        next_service: merge.field(
            "next_service",
            of!(three.next_service),
            |next| *next,
            |next| {
                format!("{} {}", shown(next.day), shown(next.odometer))
                    .trim()
                    .to_owned()
            },
        ),
    };
    merge.done(merged)
}

fn shown_lines(lines: &[VisitLine]) -> String {
    let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    texts.join("; ")
}
