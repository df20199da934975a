//! What each kind of change writes. Everything goes through the `Writer`, one file a thing.

mod campaign;
mod clean;
mod corrected;
mod customer;
mod gathering;
mod import;
mod lost;
mod merge;
mod message;
mod occasion;
mod one_person;
mod points;
mod segment;
mod settle;
mod shop;
mod staff;
mod terms;
mod thanks;
mod undo;
mod vehicle;
mod visit;

pub(super) use customer::overwrite as overwrite_customer;
pub(super) use one_person::{landed, survivor};
pub(super) use staff::key as staff_key;
pub(super) use undo::{NEWEST as UNDOABLE, names as names_of};
pub(super) use vehicle::overwrite as overwrite_vehicle;
pub(super) use visit::overwrite as overwrite_visit;

use super::door::Done;
use super::points::Pen;
use super::table::CONSENT;
use super::writer::Writer;
use super::{StoreError, StoreResult};
use crate::domain::hygiene::clean_line;
use crate::domain::{Author, Change, CustomerId, Day};
use clean::Remarks;

/// Writes a change, and settles what was doubted about what it corrects.
pub(super) fn run(
    writer: &mut Writer<'_>,
    author: &Author,
    pen: Pen<'_>,
    change: &Change,
) -> StoreResult<Done> {
    let done = write(writer, author, pen, change)?;
    corrected::settle(writer, change)?;
    Ok(done)
}

#[expect(clippy::too_many_lines, reason = "a line for each change")]
fn write(
    writer: &mut Writer<'_>,
    author: &Author,
    pen: Pen<'_>,
    change: &Change,
) -> StoreResult<Done> {
    match change {
        Change::AddCustomer {
            facts,
            code,
            vehicle,
        } => customer::add(writer, facts, code.as_deref(), vehicle.as_deref()),
        Change::EditCustomer { id, base, facts } => customer::edit(writer, *id, base, facts),
        Change::MergeCustomers {
            keep,
            other,
            base,
            taken,
        } => {
            let both = one_person::Both {
                keep: *keep,
                other: *other,
                base,
                taken,
            };
            one_person::merge(writer, pen, &both)
        }
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
        Change::AddFirstVisit { facts, referred_by } => {
            visit::add_first(writer, facts, *referred_by)
        }
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
        Change::SetShop { facts, staff } => shop::set(writer, facts, staff),
        Change::AdjustPoints {
            customer,
            points,
            redeemed,
            reason,
        } => points::adjust(writer, pen, *customer, (*redeemed, *points), reason),
        Change::SetPointsRule { since, rule } => points::set_rule(writer, *since, rule),
        Change::GiveTier {
            customer,
            tier,
            reason,
        } => {
            let tier = tier.as_ref().map(|(name, until)| (name.as_str(), *until));
            points::give_tier(writer, pen.today, *customer, tier, reason)
        }
        Change::MarkListSent(list) => message::mark_list_sent(writer, author, list, false),
        Change::MarkListSentAgain(list) => message::mark_list_sent(writer, author, list, true),
        Change::MarkSent(sent) => message::mark_sent(writer, author, sent, false),
        Change::MarkSentAgain(sent) => message::mark_sent(writer, author, sent, true),
        Change::SetTemplate { key, base, facts } => {
            message::set_template(writer, key, base.as_deref(), facts.as_deref())
        }
        Change::Thank {
            referrer,
            friend,
            day,
        } => thanks::thank(writer, *referrer, *friend, *day),
        Change::MarkLost {
            customer,
            base,
            lost,
        } => lost::mark(writer, *customer, base.as_ref(), lost.as_ref()),
        Change::SetTerms {
            customer,
            base,
            terms,
        } => terms::set(writer, *customer, base.as_deref(), terms.as_deref()),
        Change::AddCampaign { facts, targets } => campaign::add(writer, facts, targets),
        Change::EditCampaign { id, base, facts } => campaign::edit(writer, *id, base, facts),
        Change::RemoveCampaign { id } => campaign::remove(writer, *id),
        Change::AddGathering { facts, guests } => gathering::add(writer, facts, guests),
        Change::EditGathering {
            id,
            base,
            facts,
            guests,
        } => gathering::edit(writer, *id, base, (facts, guests)),
        Change::RemoveGathering { id } => gathering::remove(writer, *id),
        Change::Invite { gathering, guests } => gathering::invite(writer, *gathering, guests),
        Change::MarkGuest {
            gathering,
            customer,
            state,
        } => gathering::mark(writer, *gathering, (*customer, *state), pen.today),
        Change::AddSegment { facts } => segment::add(writer, facts),
        Change::EditSegment { id, base, facts } => segment::edit(writer, *id, base, facts),
        Change::RemoveSegment { id, base } => segment::remove(writer, *id, base),
        Change::MarkOccasions {
            customer,
            occasions,
            mark,
        } => occasion::mark(
            writer,
            author,
            pen,
            *customer,
            (occasions.as_slice(), *mark),
        ),
        Change::Settle(doubt) => settle::settle(writer, doubt),
        Change::Export { what, rows, place } => Ok(exported(what, *rows, place)),
        Change::Undo { change } => undo::run(writer, author, pen, *change),
        Change::UndoImport { batch } => import::take_back(writer, pen, *batch),
    }
}

/// A list went to a file: how many rows, and where.
fn exported(list: &str, rows: u64, place: &str) -> Done {
    Done {
        kind: "export",
        counts: vec![
            ("list", list.into()),
            ("rows", rows.into()),
            ("place", clean_line(place).text.into()),
        ],
        ..Done::default()
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
    let staff = staff::of(writer, author)?;
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

/// A refusal of one field.
fn refused(field: &str, code: &str) -> StoreError {
    StoreError::Refused(vec![(field.to_owned(), code.to_owned())])
}

#[cfg(test)]
mod tests;
