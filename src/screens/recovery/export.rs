//! The list of one reason as a table for a file.

use super::{WinBack, results};
use crate::domain::export::{Column, Table, Value};
use crate::domain::{Introduced, Money};
use crate::insight::Recovering;
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::sheet::{Wording, recovery};
use crate::text::{Lang, Say};

const COLUMNS: [(&str, Say); 8] = [
    ("customer_id", Say::ReviewColId),
    ("name", Say::ReviewColName),
    ("plate", Say::ReviewColPlate),
    ("phone", Say::ReviewColPhone),
    ("last_visit", Say::ReviewColLast),
    ("visits", Say::ReviewColVisits),
    ("money", Say::ReviewHeadMoney),
    ("reason", Say::RecoveryReasonColumn),
];

pub(super) fn list(screen: &WinBack, context: &Context) -> ExportList {
    let wording = Wording::of(context);
    let Some(need) = screen.need() else {
        return results::list(screen, context);
    };
    let title = recovery::title(need).in_(context.lang);
    let rows = screen.rows().iter().map(|row| values(screen, row, wording));
    ExportList {
        what: "recovery",
        name: file_name(title),
        title: title.to_owned(),
        rows: ExportRows::Here(Table {
            title: title.to_owned(),
            columns: COLUMNS.map(|one| column(one, context.lang)).to_vec(),
            rows: rows.collect(),
        }),
    }
}

pub(super) fn file_name(title: &str) -> String {
    let kept = title
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' });
    kept.flat_map(char::to_lowercase).collect()
}

pub(super) fn column((name, label): (&str, Say), lang: Lang) -> Column {
    Column {
        name: name.to_owned(),
        label: label.in_(lang).to_owned(),
    }
}

fn values(screen: &WinBack, row: &Recovering, wording: Wording<'_>) -> Vec<Value> {
    let who = screen.who(row);
    let of = |fact: fn(&Introduced) -> &String| Value::text(who.map_or("", |who| fact(who)));
    let visits = &row.one.visits;
    vec![
        of(|who| &who.code),
        Value::text(who.map_or_else(String::new, recovery::name)),
        of(|who| &who.plate),
        of(|who| &who.phone),
        Value::Day(visits.last),
        Value::Whole(visits.count.into()),
        Value::Money(Money(visits.money)),
        Value::text(recovery::reason(row, wording)),
    ]
}
