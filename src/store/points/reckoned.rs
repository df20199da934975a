//! By what an award was reckoned, for whoever asks why it is as much.

use rusqlite::Connection;

use super::now::{Now, lines};
use super::{PointsEntry, Rules};
use crate::domain::Day;
use crate::points::{Award, Kind};
use crate::store::StoreResult;

/// By what the points of a visit were reckoned, beside the tier and the month of the birthday.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reckoned {
    /// Since when the rules hold that paid it.
    pub since: Day,
    /// Money for one point, minor units.
    pub earn_per: i64,
    /// Points that paid a part of the visit.
    pub redeemed: i64,
    /// What they were worth, minor units.
    pub worth: i64,
    /// The money that earned, minor units: with the shares of kinds of work.
    pub counted: i64,
    /// Per cent of the usual points in the days of the visit.
    pub percent: u32,
}

/// Of a line, as the visit is today; `None` where that is not what the line was reckoned by.
pub(super) fn reckoned(
    conn: &Connection,
    rules: &Rules,
    entry: &PointsEntry,
    rule: Option<i64>,
) -> StoreResult<Option<Reckoned>> {
    let version = rule.and_then(|id| rules.version(id));
    let (Some(version), Some(visit), Some(weight)) = (version, entry.visit, entry.weight) else {
        return Ok(None);
    };
    let Some(mut now) = Now::read(conn, visit)?.filter(|now| now.is_done) else {
        return Ok(None);
    };
    let rule = &version.rule;
    if !rule.category.is_empty() || !rule.exclude.is_empty() {
        now.billed.lines = lines(conn, visit)?;
    }
    let award = Award::of(rule, &now.billed, weight);
    let brought = match entry.kind {
        Kind::Earn => award.earned,
        Kind::Birthday => award.birthday,
        _ => 0,
    };
    let is_it = (brought, now.billed.day) == (entry.points, entry.day) && brought != 0;
    Ok(is_it.then(|| Reckoned {
        since: version.since,
        earn_per: rule.earn_per,
        redeemed: now.billed.redeemed,
        worth: now.billed.redeemed.saturating_mul(rule.worth),
        counted: now.billed.counted(rule),
        percent: rule.percent_on(now.billed.day),
    }))
}
