//! How records are known when the file comes again: hashes that hold nothing readable.

use sha2::{Digest, Sha256};

use crate::exchange::plan::{
    Identity, PlannedCustomer, PlannedOwn, PlannedPoints, PlannedVehicle, PlannedVisit,
};

/// Hashes parts one after the other, each with its length, so that no two lists look alike.
struct Parts(Sha256);

impl Parts {
    fn of(kind: &str) -> Self {
        Self(Sha256::new()).text(kind)
    }

    fn text(mut self, text: &str) -> Self {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
        self
    }

    fn number(mut self, number: Option<i64>) -> Self {
        self.0.update([u8::from(number.is_some())]);
        self.0.update(number.unwrap_or_default().to_le_bytes());
        self
    }

    fn end(self) -> Identity {
        let mut identity = Identity::default();
        for (to, from) in identity.iter_mut().zip(self.0.finalize()) {
            *to = from;
        }
        identity
    }
}

/// The identity of a record by what makes it one.
pub(super) fn identity(kind: &str, parts: &[&str]) -> Identity {
    parts
        .iter()
        .fold(Parts::of(kind), |all, part| all.text(part))
        .end()
}

/// The first eight bytes, for looking up.
pub(super) fn short(identity: Identity) -> u64 {
    u64::from_le_bytes(identity.first_chunk().copied().unwrap_or_default())
}

/// The identity of the visit number `n` (1, 2 …) beside the first of that identity.
pub(crate) fn one_more(first: Identity, n: usize) -> Identity {
    let first = first.map(|byte| format!("{byte:02x}")).concat();
    identity("one more visit", &[&first, &n.to_string()])
}

/// The identity of a visit that is known by whose it is alone, once it is known who that is in the book.
pub(crate) fn of_customer_here(rest: Identity, row: i64) -> Identity {
    let rest = rest.map(|byte| format!("{byte:02x}")).concat();
    identity("visit of a customer here", &[&rest, &row.to_string()])
}

/// The number of an identity paper as a key that is the same in every run: people are known again
/// by it, and the number itself is not kept.
pub(crate) fn paper_key(number: &str) -> u64 {
    short(identity("identity paper", &[number]))
}

/// What must agree for a line of a ledger to be the same: number, customer, day, kind, points, and
/// how long they are valid.
pub(crate) fn line_of_ledger(line: &PlannedPoints) -> Identity {
    Parts::of("line of a ledger")
        .text(&line.code)
        .text(line.kind.key())
        .number(Some(line.no))
        .number(Some(days(line.day)))
        .number(Some(line.points))
        .number(line.expires.map(days))
        .end()
}

/// What a visit of another book and the lines of its ledger have in common: its number there, and its day.
pub(crate) fn visit_there(no: &str, day: chrono::NaiveDate) -> Identity {
    identity("visit there", &[no, &day.to_string()])
}

/// Everything that a customer's record says.
pub(super) fn of_customer(customer: &PlannedCustomer) -> Identity {
    let born = customer.birthday;
    let mut parts = Parts::of("customer says");
    for text in [
        &customer.name,
        &customer.company,
        &customer.email,
        &customer.address,
        &customer.city,
        &customer.member_no,
        &customer.note,
    ] {
        parts = parts.text(text);
    }
    for phone in &customer.phones {
        // The same number in another spelling says nothing new.
        parts = parts.text(phone.e164.as_ref().unwrap_or(&phone.raw));
        if !phone.label.is_empty() {
            parts = parts.text(&phone.label);
        }
    }
    // Nothing said leaves the fingerprint as it was.
    if !customer.referred_by.is_empty() {
        parts = parts.text("referred by").text(&customer.referred_by);
    }
    for answer in &customer.answers {
        let says = if answer.yes { "agreed to" } else { "refused" };
        parts = parts.text(says).text(answer.purpose.key());
        parts = parts.text(&answer.channel).number(answer.day.map(days));
    }
    if let Some(own) = &customer.own {
        parts = of_own(own, parts);
    }
    parts
        .number(born.map(|born| i64::from(born.day) * 100 + i64::from(born.month)))
        .number(born.and_then(|born| born.year).map(i64::from))
        .number(customer.points)
        .number(customer.spent)
        .number(customer.member_since.map(days))
        .end()
}

/// What only our own exports say; nothing said leaves the fingerprint as it was.
fn of_own(own: &PlannedOwn, mut parts: Parts) -> Parts {
    for text in [&own.honorific, &own.household, &own.source, &own.alert] {
        parts = parts.text(text);
    }
    for id in &own.other_ids {
        parts = parts.text(id);
    }
    of_fields(&own.fields, parts)
}

fn of_fields(fields: &[(String, String)], mut parts: Parts) -> Parts {
    for (key, value) in fields {
        parts = parts.text(key).text(value);
    }
    parts
}

/// Everything that a vehicle's record says, whose it is included.
pub(super) fn of_vehicle(vehicle: &PlannedVehicle, owner: Option<Identity>) -> Identity {
    let mut parts = Parts::of("vehicle says");
    for text in [
        &vehicle.plate,
        &vehicle.make,
        &vehicle.model,
        &vehicle.color,
        &vehicle.vin,
        &vehicle.engine_no,
        &vehicle.note,
    ] {
        parts = parts.text(text);
    }
    for plate in &vehicle.earlier_plates {
        parts = parts.text(&plate.plate);
    }
    of_fields(&vehicle.fields, parts)
        .number(vehicle.year.map(i64::from))
        .number(vehicle.engine_cc)
        .number(owner.map(|owner| short(owner).cast_signed()))
        .end()
}

/// Everything that a visit's record says.
pub(super) fn of_visit(visit: &PlannedVisit) -> Identity {
    let mut parts = Parts::of("visit says");
    for text in [
        &visit.doc_no,
        &visit.oil,
        &visit.complaint,
        &visit.note,
        &visit.payment,
    ] {
        parts = parts.text(text);
    }
    for name in &visit.mechanics {
        parts = parts.text(name);
    }
    for line in &visit.lines {
        parts = parts
            .text(&line.text)
            .number(Some(line.quantity))
            .number(line.amount)
            .number(line.cost);
    }
    if visit.cost.is_some() {
        parts = parts.number(visit.cost);
    }
    if visit.redeemed.is_some() {
        parts = parts.text("redeemed").number(visit.redeemed);
    }
    parts
        .number(Some(days(visit.day)))
        .number(Some(visit.status as i64))
        .number(visit.odometer)
        .number(visit.total)
        .number(visit.discount)
        .number(visit.next_day.map(days))
        .number(visit.next_odometer)
        .end()
}

fn days(day: chrono::NaiveDate) -> i64 {
    i64::from(chrono::Datelike::num_days_from_ce(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_one_part_ends_matters() {
        assert_ne!(identity("x", &["ab", "c"]), identity("x", &["a", "bc"]));
        assert_ne!(identity("x", &["a"]), identity("y", &["a"]));
        assert_eq!(identity("x", &["a", "b"]), identity("x", &["a", "b"]));
    }
}
