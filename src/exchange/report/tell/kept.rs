//! Who stays, by when and through whom they came.

use super::super::{Cell, Chart, Place, Section, Table};
use super::words::{Tell, maybe, text, whole};
use crate::chart::Heat;
use crate::insight::Period;
use crate::text::{Say, review};

/// Who ever came again, and by the month of the first visit.
pub(super) fn months(tell: &Tell<'_>) -> Section {
    let repeat = tell.weekly.review.repeat;
    let heat = Heat::of(&tell.loyalty.cohorts, Period::Month);
    let mut section = tell.section(
        (
            Say::ReportMonthsTitle,
            Say::ReportMonthsLead,
            Say::ReviewMonthsNone,
        ),
        cohorts(tell),
    );
    section.name = "retention";
    let said = review::came_again(tell.lang(), repeat);
    section.sentences.insert(0, said);
    if !heat.is_empty() {
        section.chart = Some(Chart::Heat(heat));
    }
    section
}

/// One row a month of the first visit and a month since.
fn cohorts(tell: &Tell<'_>) -> Table {
    let cohorts = &tell.loyalty.cohorts;
    let mut rows = Vec::new();
    for cohort in &cohorts.rows {
        let all = cohort.active.first().copied().unwrap_or(0);
        let last = cohort.active.len().saturating_sub(1);
        for (after, came) in cohort.active.iter().enumerate() {
            let over = after < last || cohorts.last_complete;
            let yes = if over {
                Cell::Word("yes", Say::WordYes.in_(tell.lang()))
            } else {
                Cell::Word("no", Say::WordNo.in_(tell.lang()))
            };
            rows.push(vec![
                Cell::Text(Period::Month.label(cohort.period)),
                Cell::Whole(all.into()),
                whole(after),
                Cell::Whole((*came).into()),
                Cell::Share(f64::from(*came) / f64::from(all.max(1))),
                yes,
            ]);
        }
    }
    let file = Place::File;
    Table {
        name: "cohorts",
        title: tell.say(Say::ReportCohorts),
        columns: vec![
            tell.column("month", Say::ReviewHeadMonth, file, 0),
            tell.column("customers", Say::ReviewHeadCame, file, 0),
            tell.column("months_after", Say::ReportColMonthsAfter, file, 0),
            tell.column("came", Say::ReportColCame, file, 0),
            tell.column("share", Say::ReportColShare, file, 0),
            tell.column("month_is_over", Say::ReportColOver, file, 0),
        ],
        total: rows.len(),
        rows,
        on_page: false,
    }
}

/// Through whom they came, and how long they stay.
pub(super) fn sources(tell: &Tell<'_>) -> Section {
    let sources = &tell.loyalty.sources;
    let known = sources.iter().any(|source| !source.name.is_empty());
    let rows: Vec<Vec<Cell>> = sources
        .iter()
        .map(|source| {
            let name = if source.name.is_empty() {
                Cell::Word("", Say::ReviewNoSource.in_(tell.lang()))
            } else {
                text(&source.name)
            };
            vec![
                name,
                whole(source.customers),
                whole(source.returning),
                whole(source.here),
                maybe(source.stays),
                Cell::Money(source.money),
            ]
        })
        .collect();
    let both = Place::Both;
    let table = Table {
        name: "sources",
        title: tell.say(Say::ReviewSourcesLabel),
        columns: vec![
            tell.column("source", Say::ReviewHeadSource, both, 0),
            tell.column("customers", Say::ReviewHeadCustomers, both, 0),
            tell.column("returning", Say::ReviewColReturning, both, 1),
            tell.column("here", Say::ReviewColHere, both, 1),
            tell.column("stays_days", Say::ReviewColStays, both, 2),
            tell.column("money", Say::ReviewHeadMoney, both, 0),
        ],
        total: rows.len(),
        rows,
        // That nobody wrote it down is no list to read.
        on_page: known,
    };
    let lead = if known {
        Say::ReviewSourcesLead
    } else {
        Say::ReviewSourcesNone
    };
    let says = (Say::ReviewSourcesTitle, lead, Say::ReviewSourcesNone);
    tell.section(says, table)
}
