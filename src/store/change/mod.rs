//! What each kind of change writes. Everything goes through the `Writer`, one file a thing.

mod clean;
mod customer;
mod import;
mod merge;
mod staff;
mod undo;
mod vehicle;
mod visit;

pub(super) use customer::overwrite as overwrite_customer;
pub(super) use staff::key as staff_key;
pub(super) use undo::{NEWEST as UNDOABLE, names as names_of};
pub(super) use vehicle::overwrite as overwrite_vehicle;
pub(super) use visit::overwrite as overwrite_visit;

use rusqlite::types::Value;

use super::door::Done;
use super::shop::has_amounts;
use super::table::{CONSENT, SHOP};
use super::writer::Writer;
use super::{StoreError, StoreResult};
use crate::domain::hygiene::clean_line;
use crate::domain::{Author, Change, Currency, CustomerId, Day, StaffEdit};
use clean::Remarks;

/// Writes a change.
pub(super) fn run(writer: &mut Writer<'_>, author: &Author, change: &Change) -> StoreResult<Done> {
    match change {
        Change::AddCustomer {
            facts,
            code,
            vehicle,
        } => customer::add(writer, facts, code.as_deref(), vehicle.as_deref()),
        Change::EditCustomer { id, base, facts } => customer::edit(writer, *id, base, facts),
        Change::AddVehicle {
            facts,
            owner,
            since,
        } => vehicle::add(writer, facts, owner, *since),
        Change::EditVehicle { id, base, facts } => vehicle::edit(writer, *id, base, facts),
        Change::ChangeOwner {
            vehicle,
            owner,
            day,
        } => vehicle::change_owner(writer, *vehicle, owner, *day),
        Change::ChangePlate {
            vehicle,
            plate,
            day,
        } => vehicle::change_plate(writer, *vehicle, plate, *day),
        Change::AddVisit { facts } => visit::add(writer, facts),
        Change::EditVisit { id, base, facts } => visit::edit(writer, *id, base, facts),
        Change::SetConsent {
            customer,
            purpose,
            yes,
            day,
            channel,
        } => {
            let answer = Answer {
                purpose,
                yes: *yes,
                day: *day,
                channel,
            };
            consent(writer, author, *customer, &answer)
        }
        Change::AddStaff {
            name,
            at_desk,
            is_mechanic,
        } => staff::add(writer, name, *at_desk, *is_mechanic),
        Change::SetShop { facts, staff } => shop(writer, facts, staff),
        Change::Undo { change } => undo::run(writer, author, *change),
        Change::UndoImport { batch } => import::take_back(writer, *batch),
    }
}

/// What a customer answered.
struct Answer<'a> {
    purpose: &'a str,
    yes: bool,
    day: Day,
    channel: &'a str,
}

/// What a customer can be asked about.
const PURPOSES: [&str; 5] = [
    "service_reminders",
    "promotions",
    "birthday",
    "sensitive",
    "contact",
];

/// Appends an answer; the newest of a purpose counts.
fn consent(
    writer: &mut Writer<'_>,
    author: &Author,
    customer: CustomerId,
    answer: &Answer<'_>,
) -> StoreResult<Done> {
    customer::must_exist(writer, customer)?;
    let mut remarks = Remarks::default();
    if !PURPOSES.contains(&answer.purpose) {
        remarks.say("purpose", "unknown");
    }
    remarks.day("day", Some(answer.day));
    let channel = remarks.line("channel", answer.channel, 60);
    remarks.none()?;
    let staff = match author.staff {
        Some(id) if staff::exists(writer, id)? => Some(id.0),
        _ => staff::known(writer, &author.name)?,
    };
    writer.insert(
        &CONSENT,
        vec![
            ("customer_id", customer.0.into()),
            ("purpose", answer.purpose.to_owned().into()),
            (
                "state",
                if answer.yes { "yes" } else { "no" }.to_owned().into(),
            ),
            ("day", answer.day.to_string().into()),
            ("channel", channel.into()),
            ("staff_id", staff.into()),
        ],
    )?;
    Ok(Done {
        kind: "set_consent",
        customer: Some(customer),
        ..Done::default()
    })
}

/// Facts of the shop that nobody sets after the book was made.
const FIXED: [&str; 2] = ["file_id", "created_at"];

/// The shop's fact that says in which currency its amounts are.
const CURRENCY: &str = "currency";

/// Sets facts of the shop and of those who work there.
fn shop(
    writer: &mut Writer<'_>,
    facts: &[(String, String)],
    people: &[StaffEdit],
) -> StoreResult<Done> {
    let mut remarks = Remarks::default();
    for (key, value) in facts {
        let fits = (1..=60).contains(&key.chars().count()) && clean_line(key).text == *key;
        if !fits || FIXED.contains(&key.as_str()) {
            remarks.say(key, "unknown");
        }
        let value = remarks.note(key, value, 10_000);
        if key == CURRENCY && Currency::of(&value).is_none() {
            remarks.say(key, "bad_currency");
        }
        if !fits {
            continue;
        }
        let at = [key.clone().into()];
        if writer.row(&SHOP, &at)?.is_some() {
            writer.update(&SHOP, &at, vec![("value", value.into())])?;
        } else {
            let set = vec![("key", key.clone().into()), ("value", value.into())];
            writer.insert(&SHOP, set)?;
        }
    }
    remarks.none()?;
    currency_stays(writer)?;
    staff::edit(writer, people)?;
    Ok(Done {
        kind: if facts.is_empty() && !people.is_empty() {
            "edit_staff"
        } else {
            "set_shop"
        },
        ..Done::default()
    })
}

/// Once amounts are written in one currency, another would make them wrong; whoever asks, and an
/// undo too.
fn currency_stays(writer: &Writer<'_>) -> StoreResult<()> {
    let key = Some(Value::from(CURRENCY.to_owned()));
    let mut rows = writer.images.iter();
    let changed = rows.any(|image| {
        let row = [&image.before, &image.after].map(|row| row.as_ref().and_then(|row| row.first()));
        image.table.name == SHOP.name && row.contains(&key.as_ref())
    });
    if changed && has_amounts(writer.conn)? {
        return Err(refused(CURRENCY, "currency_fixed"));
    }
    Ok(())
}

/// A refusal of one field.
fn refused(field: &str, code: &str) -> StoreError {
    StoreError::Refused(vec![(field.to_owned(), code.to_owned())])
}

#[cfg(test)]
mod tests;
