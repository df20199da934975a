//! What the shop owes in points, and whose of them lapse.

use super::super::{Cell, Place, Section, Table};
use super::people::{introduced, who};
use super::words::Tell;
use crate::insight::review::Lapsing;
use crate::text::{Say, count, say};

/// What is owed, in a sentence; `None` where nobody has any points.
pub(super) fn said(tell: &Tell<'_>) -> Option<String> {
    let owed = tell.weekly.points.as_ref()?;
    let points = count(tell.lang(), owed.points.unsigned_abs());
    let (worth, lapse) = (tell.money(owed.worth), owed.percent_lapsing());
    Some(say::review_points_owed(tell.lang(), points, worth, lapse))
}

/// Whose points lapse within thirty days, below what is owed in all.
pub(super) fn points(tell: &Tell<'_>) -> Section {
    let (first, total) = &tell.weekly.lapsing;
    let row = |one: &Lapsing| {
        let mut cells = introduced(one.customer, tell);
        cells.extend([
            Cell::Whole(one.points),
            Cell::Money(one.worth),
            Cell::Day(one.day),
        ]);
        cells
    };
    let mut columns = who(tell);
    columns.extend([
        tell.column("points", Say::PointsFieldPoints, Place::Both, 0),
        tell.column("worth", Say::ReviewColWorth, Place::Both, 1),
        tell.column("valid_until", Say::ReviewColValidUntil, Place::Both, 0),
    ]);
    let table = Table {
        name: "points",
        title: tell.say(Say::PointsFieldPoints),
        columns,
        rows: first.iter().map(row).collect(),
        total: *total,
        on_page: true,
    };
    let says = (
        Say::ReviewLapsingTitle,
        Say::ReportLapsingLead,
        Say::ReviewLapsingNone,
    );
    let mut section = tell.section(says, table);
    let owed = said(tell);
    if let Some(owed) = owed {
        section.sentences.insert(0, owed);
    }
    section
}
