//! The people of a feast as a list for a file.

use super::FeastScreen;
use crate::calendar::Greeted;
use crate::domain::export::{Column, Table, Value};
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::sheet::{Wording, today as words};
use crate::text::Say;

/// Everybody, in the order of the screen.
pub(super) fn list(screen: &FeastScreen, context: &Context) -> Option<ExportList> {
    let wording = Wording::of(context);
    let known = screen.people.value.as_ref()?;
    let title = known.row.name.in_(wording.lang).to_owned();
    let rows = known.people.iter().map(|one| values(one, wording));
    Some(ExportList {
        what: "feast",
        name: known.row.key.clone(),
        rows: ExportRows::Here(Table {
            title: title.clone(),
            columns: columns(wording),
            rows: rows.collect(),
        }),
        title,
    })
}

fn columns(wording: Wording<'_>) -> Vec<Column> {
    let all = [
        ("customer_id", Say::ReviewColId),
        ("name", Say::ReviewColName),
        ("phone", Say::ReviewColPhone),
        ("agreed", Say::TodayColAgreed),
        ("sent", Say::CampaignSentOn),
    ];
    let column = |(name, label): (&str, Say)| Column {
        name: name.to_owned(),
        label: wording.say(label).to_owned(),
    };
    all.into_iter().map(column).collect()
}

fn values(one: &Greeted, wording: Wording<'_>) -> Vec<Value> {
    let agreed = match one.agreed {
        Some(true) => Value::text(wording.say(Say::WordYes)),
        Some(false) => Value::text(wording.say(Say::WordNo)),
        None => Value::Blank,
    };
    vec![
        Value::text(&one.who.code),
        Value::text(words::who(&one.who)),
        Value::text(&one.who.phone),
        agreed,
        Value::day(one.sent),
    ]
}
