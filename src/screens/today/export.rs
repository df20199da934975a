//! The list of a day as a table for a file: a row for every feast and every reason.

use super::TodayList;
use super::rows::Row;
use crate::calendar::{FeastRow, Person, Reason, Why};
use crate::domain::Day;
use crate::domain::export::{Column, Table, Value};
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::listed::in_a_file;
use crate::screens::sheet::{Wording, today as words};
use crate::text::Say;

/// What the screen offers; `None` before the list is there.
pub(super) fn list(screen: &TodayList, context: &Context) -> Option<ExportList> {
    screen.list.value()?;
    let wording = Wording::of(context);
    let called = wording.say(Say::TodayTitle);
    let title = screen.list.of.within.titled(called);
    let rows = screen.list.rows().flat_map(|row| match row {
        Row::Notes => Vec::new(),
        Row::Feast(row) => vec![feast_row(row, wording)],
        Row::Person(person) => {
            let reasons = person.reasons.iter();
            let rows = reasons.map(|reason| reason_row(person, reason, wording));
            rows.collect()
        }
    });
    let rows = rows.collect();
    Some(ExportList {
        what: "today",
        name: in_a_file(called),
        title: title.clone(),
        rows: ExportRows::Here(Table {
            title,
            columns: columns(wording),
            rows,
        }),
    })
}

fn columns(wording: Wording<'_>) -> Vec<Column> {
    let columns = [
        ("customer_id", Say::ReviewColId),
        ("name", Say::ReviewColName),
        ("plate", Say::ReviewColPlate),
        ("phone", Say::ReviewColPhone),
        ("kind", Say::TodayColKind),
        ("date", Say::TodayColDate),
        ("what", Say::TodayColWhat),
        ("agreed", Say::TodayColAgreed),
    ];
    let column = |(name, label): (&str, Say)| Column {
        name: name.to_owned(),
        label: wording.say(label).to_owned(),
    };
    columns.into_iter().map(column).collect()
}

fn feast_row(row: &FeastRow, wording: Wording<'_>) -> Vec<Value> {
    let nobody = std::iter::repeat_n(Value::Blank, 4);
    let own = [
        Value::text(row.occasion().kind.key()),
        Value::Day(row.day),
        Value::text(words::feast(row, wording)),
        Value::Blank,
    ];
    nobody.chain(own).collect()
}

fn reason_row(person: &Person, reason: &Reason, wording: Wording<'_>) -> Vec<Value> {
    let who = &person.who;
    let agreed = match reason.agreed {
        Some(true) => Value::text(wording.say(Say::WordYes)),
        Some(false) => Value::text(wording.say(Say::WordNo)),
        None => Value::Blank,
    };
    vec![
        Value::text(&who.code),
        Value::text(words::who(who)),
        Value::text(&who.plate),
        Value::text(&who.phone),
        Value::text(reason.why.kind().key()),
        Value::day(day(&reason.why)),
        Value::text(words::reason(&reason.why, wording)),
        agreed,
    ]
}

/// The day that a reason is about.
fn day(why: &Why) -> Option<Day> {
    match why {
        Why::Birthday(near) => Some(near.day),
        Why::Feast { day, .. } | Why::Points { day, .. } | Why::Thanks { day, .. } => Some(*day),
        Why::WinBack { .. } => None,
    }
}
