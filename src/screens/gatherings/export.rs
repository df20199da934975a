//! The gatherings as a list for a file.

use super::Gatherings;
use crate::domain::Money;
use crate::domain::export::Value;
use crate::insight::GatheringTold;
use crate::protocol::{Context, ExportList};
use crate::screens::listed;
use crate::text::Say;

const COLUMNS: [(&str, Say); 10] = [
    ("gathering", Say::EventFieldName),
    ("day", Say::EventDay),
    ("place", Say::EventPlace),
    ("guests", Say::EventFileGuests),
    ("came", Say::EventFileCame),
    ("came_visits_before", Say::EventFileVisitsBefore),
    ("came_visits_after", Say::EventFileVisitsAfter),
    ("came_money_before", Say::EventFileMoneyBefore),
    ("came_money_after", Say::EventFileMoneyAfter),
    ("note", Say::EventNote),
];

/// All of them, in the order of the screen.
pub(super) fn list(screen: &Gatherings, context: &Context) -> Option<ExportList> {
    let told = screen.told();
    let title = Say::EventTitle.in_(context.lang);
    let rows = told.iter().map(values).collect();
    let about = ("gatherings", title, title);
    (!told.is_empty()).then(|| listed::file(about, &COLUMNS, rows, context.lang))
}

fn values(told: &GatheringTold) -> Vec<Value> {
    let facts = &told.gathering.facts;
    let came = &told.result.came;
    let whole = |n: u64| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    vec![
        Value::text(&facts.name),
        Value::Day(facts.day),
        Value::text(&facts.place),
        whole(came.people + told.result.others.people),
        whole(came.people),
        whole(came.before.visits),
        whole(came.after.visits),
        Value::Money(Money(came.before.money)),
        Value::Money(Money(came.after.money)),
        Value::text(&facts.note),
    ]
}
