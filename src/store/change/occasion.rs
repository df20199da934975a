//! Occasions of a day that are done or put off.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::clean::Remarks;
use super::{customer, staff, thanks};
use crate::domain::{Author, CustomerId, Day, Mark, Occasion, OccasionKind};
use crate::store::door::Done;
use crate::store::points::Pen;
use crate::store::table::TODAY_MARK;
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult};

/// The longest reference to one of a kind, in characters.
const REFERS_CHARS: usize = 100;
/// As many reasons as one customer may have at a time, and more.
const MANY: usize = 50;

const FRIEND: &str = "SELECT id FROM customer WHERE code = ?1";
const KNOWN: &str = "
    SELECT id FROM today_mark WHERE customer_id IS ?1 AND kind = ?2 AND refers = ?3
    ORDER BY id DESC LIMIT 1";

/// The customer of an ID.
fn friend(writer: &Writer<'_>, code: &str) -> StoreResult<CustomerId> {
    let mut statement = writer.conn.prepare_cached(FRIEND)?;
    let id = statement.query_row([code], |row| row.get(0)).optional()?;
    id.map(CustomerId).ok_or(StoreError::Gone)
}

/// Marks occasions; what was marked before is marked anew.
pub(super) fn mark(
    writer: &mut Writer<'_>,
    author: &Author,
    pen: Pen<'_>,
    customer: Option<CustomerId>,
    (occasions, mark): (&[Occasion], Mark),
) -> StoreResult<Done> {
    if let Some(customer) = customer {
        customer::must_exist(writer, customer)?;
    }
    let mut remarks = Remarks::default();
    if occasions.is_empty() || occasions.len() > MANY {
        remarks.say("occasion", "required");
    }
    if let Mark::Until(day) = mark {
        remarks.day("day", Some(day));
        if day <= pen.today {
            remarks.say("day", "too_early");
        }
    }
    let refers: Vec<String> = occasions
        .iter()
        .map(|occasion| remarks.line("occasion", &occasion.refers, REFERS_CHARS))
        .collect();
    if refers.iter().any(String::is_empty) {
        remarks.say("occasion", "required");
    }
    remarks.none()?;
    let staff = staff::of(writer, author)?;
    let (done, until) = match mark {
        Mark::Done => (Some(pen.today.to_string()), None),
        Mark::Until(day) => (None, Some(day.to_string())),
    };
    for (occasion, refers) in occasions.iter().zip(refers) {
        if let (OccasionKind::Thanks, Mark::Done, Some(referrer)) = (occasion.kind, mark, customer)
        {
            // Done is said: that stands with those who were brought.
            let friend = friend(writer, &refers)?;
            thanks::thank(writer, referrer, friend, pen.today)?;
            continue;
        }
        let set = vec![
            ("done_on", done.clone().into()),
            ("snoozed_until", until.clone().into()),
            ("staff_id", staff.into()),
        ];
        put(writer, customer, (occasion.kind, refers), set)?;
    }
    Ok(Done {
        kind: match mark {
            Mark::Done => "done_occasion",
            Mark::Until(_) => "snooze_occasion",
        },
        customer,
        ..Done::default()
    })
}

/// A message was sent on a day about an occasion of a customer: nothing is left to do about that.
pub(super) fn told(
    writer: &mut Writer<'_>,
    customer: CustomerId,
    occasion: &Occasion,
    (day, staff): (Day, Option<i64>),
) -> StoreResult<()> {
    let mut remarks = Remarks::default();
    let refers = remarks.line("occasion", &occasion.refers, REFERS_CHARS);
    remarks.none()?;
    let set = vec![
        ("done_on", day.to_string().into()),
        ("snoozed_until", Value::Null),
        ("staff_id", staff.into()),
    ];
    put(writer, Some(customer), (occasion.kind, refers), set)
}

/// Writes a mark; what was marked before is marked anew.
fn put(
    writer: &mut Writer<'_>,
    customer: Option<CustomerId>,
    (kind, refers): (OccasionKind, String),
    mut set: Vec<Set>,
) -> StoreResult<()> {
    let whose = Value::from(customer.map(|id| id.0));
    let kind = kind.key().to_owned();
    let known: Option<i64> = writer
        .conn
        .prepare_cached(KNOWN)?
        .query_row((&whose, &kind, &refers), |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return writer.update(&TODAY_MARK, &[id.into()], set).map(drop);
    }
    set.push(("customer_id", whose));
    set.push(("kind", kind.into()));
    set.push(("refers", refers.into()));
    writer.insert(&TODAY_MARK, set).map(drop)
}
