//! The list of one reason as a table for a file.

use super::{WinBack, results};
use crate::domain::export::{Column, Table, Value};
use crate::domain::{Introduced, Money};
use crate::insight::{Need, Recovering, Recovery};
use crate::protocol::{Context, ExportList, ExportRows, Recovered};
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

/// What the screen offers: everybody of the reason, of whom it may have only the first.
pub(super) fn list(screen: &WinBack, context: &Context) -> ExportList {
    let Some(need) = screen.need() else {
        return results::list(screen, context);
    };
    let title = recovery::title(need).in_(context.lang);
    let whole = screen
        .needing()
        .is_none_or(|list| list.first.len() >= list.total);
    let rows = if whole {
        ExportRows::Here(table(screen, need, context))
    } else {
        ExportRows::Recovering(Recovered { need })
    };
    ExportList {
        what: "recovery",
        name: file_name(title),
        title: title.to_owned(),
        rows,
    }
}

/// Everybody of a reason, out of all who are to be won back.
pub fn whole(found: Recovery, asked: &Recovered, context: &Context) -> Table {
    table(&WinBack::of(found, asked.need), asked.need, context)
}

fn table(screen: &WinBack, need: Need, context: &Context) -> Table {
    let wording = Wording::of(context);
    let rows = screen.rows().iter().map(|row| values(screen, row, wording));
    Table {
        title: recovery::title(need).in_(context.lang).to_owned(),
        columns: COLUMNS.map(|one| column(one, context.lang)).to_vec(),
        rows: rows.collect(),
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
