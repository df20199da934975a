//! The ledger of points. What visits bring and what pays a part of them is written whenever a visit
//! is, in the same transaction: nobody books a visit's points by hand (ADR 0007).

mod below;
mod brought;
mod came;
mod cover;
mod follow;
mod gains;
mod join;
mod kept;
mod ledgers;
mod link;
mod now;
mod opening;
mod owed;
mod pay;
mod play;
#[cfg(test)]
mod random;
mod read;
mod reckoned;
mod referral;
mod rules;
mod sound;
mod sound_reward;
#[cfg(test)]
mod tests;
mod tiers;
mod touched;
mod welcome;

pub(super) use below::{below, below_since};
pub use brought::BroughtLine;
pub(super) use brought::{Brought, bring, holds, send_back};
pub(super) use cover::Covered;
pub(super) use follow::{
    follow, follow_day_by_day, follow_without, of_batch, orphans, redeemed_of,
};
pub(super) use join::{count_again, join, lapse, level, newest_line, part, went_on};
pub(super) use kept::Kept;
pub(super) use link::{link, unlink, unlink_gone};
pub(super) use opening::{follow_openings, opened, opened_by, unsaid};
pub use read::PointsEntry;
pub(super) use read::brief;
pub use reckoned::Reckoned;
pub(super) use rules::{Rules, paid_with, unused_first};
pub(super) use sound::faults;
pub(super) use tiers::Tiers;
pub(super) use touched::{One, Touched, touched};
pub(super) use welcome::welcomed_before;

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::StoreResult;
use super::writer::Writer;
use crate::domain::Day;
use crate::points::{Kind, Ledger, Line, Overdrawn, Rule};
use crate::store::StoreError;

/// Who writes a line of the ledger, and when.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pen<'a> {
    /// Signs it.
    pub(super) name: &'a str,
    /// The shop's day.
    pub(super) today: Day,
}

/// Points that somebody puts into a ledger, or, below zero, takes out of it.
pub(super) fn put(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    customer: i64,
    line: Line,
) -> StoreResult<()> {
    let mut kept = Kept::read(writer.conn, customer)?;
    if line.points < 0 {
        let spent = kept.ledger.spend(line, pen.today);
        spent.map_err(|why| overdrawn(&kept.ledger, pen.today, why))?;
    } else {
        kept.ledger.credit(line, pen.today);
    }
    kept.write_noted(writer, pen)
}

/// Makes lines count no longer that were put in by hand: their numbers, of any customers.
///
/// # Errors
/// Also where the rules let nobody's points go below zero and they are spent.
pub(super) fn take_back(writer: &mut Writer<'_>, pen: Pen<'_>, lines: &[i64]) -> StoreResult<()> {
    let mut covered = BTreeMap::new();
    for line in lines {
        let customer = Kept::whose(writer.conn, *line)?;
        let mut kept = Kept::read(writer.conn, customer)?;
        if let Some(at) = kept.place_of(*line)
            && kept.is_by_hand(at)
        {
            if let Entry::Vacant(place) = covered.entry(customer) {
                place.insert(Covered::of(writer.conn, pen.today, Some(customer))?);
            }
            kept.ledger.reverse(at, pen.today, "");
            kept.write_noted(writer, pen)?;
        }
    }
    let mut covered = covered.into_values();
    covered.try_for_each(|covered| covered.holds(writer.conn, pen.today))
}

/// Whether somebody wrote it; the others follow from visits, days and what a sheet said.
fn is_by_hand(line: &Line) -> bool {
    line.visit.is_none() && matches!(line.kind, Kind::Adjust | Kind::Redeem)
}

/// A reason with its numbers behind it: `points_step 10 50 280`.
fn reason(why: &str, numbers: &[i64]) -> String {
    let numbers = numbers.iter().map(|number| format!(" {number}"));
    std::iter::once(why.to_owned()).chain(numbers).collect()
}

fn overdrawn(ledger: &Ledger, today: Day, why: Overdrawn) -> StoreError {
    if why.spent {
        return spent(why.missing);
    }
    let why = reason("too_few_points", &[ledger.balance_on(today).max(0)]);
    StoreError::Refused(vec![("points".to_owned(), why)])
}

/// So many points more would be gone than somebody has.
fn spent(missing: i64) -> StoreError {
    let why = reason("points_spent", &[missing]);
    StoreError::Refused(vec![("points".to_owned(), why)])
}

/// Why so many points may not be redeemed of what there is, at most so many of them; `None` where
/// they may.
pub(super) fn redeeming(rule: &Rule, points: i64, has: i64, most: i64) -> Option<String> {
    let (block, step) = (rule.redeem.block, rule.redeem.step);
    let least = block.max(1).saturating_add(step - 1) / step * step;
    if has < least {
        Some(reason("points_from", &[has.max(0), least]))
    } else if most == 0 && rule.worth > 0 {
        Some(reason("points_small_bill", &[least]))
    } else if points > has {
        Some(reason("too_few_points", &[has.max(0), most]))
    } else if points > most && most < has / step * step {
        Some(reason("too_many_points", &[most]))
    } else if points % step != 0 || points < block {
        Some(reason("points_step", &[block, step, most]))
    } else {
        None
    }
}
