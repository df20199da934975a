//! What a year under other rules came to, as a table for a file.

use super::Programme;
use super::view::played::figures;
use crate::domain::export::{Column, Table, Value};
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::listed::in_a_file;
use crate::screens::sheet::Wording;
use crate::text::Say;

/// What the screen offers; `None` before anything was played.
pub(super) fn list(screen: &Programme, context: &Context) -> Option<ExportList> {
    let played = screen.played.value.as_ref()?;
    let words = Wording::of(context);
    let title = words.say(Say::ProgrammePlayed);
    let column = |name: &str, label: Say| Column {
        name: name.to_owned(),
        label: words.say(label).to_owned(),
    };
    let figures = figures(played).into_iter().map(|(what, [now, other], _)| {
        vec![
            Value::text(words.say(what)),
            Value::Blank,
            Value::Whole(now),
            Value::Whole(other),
        ]
    });
    let (now, other) = (&played.now.1.owed_on, &played.other.1.owed_on);
    let months = now.iter().map(|(day, owed)| {
        vec![
            Value::text(words.say(Say::PointsOwed)),
            Value::Day(*day),
            Value::Whole(*owed),
            Value::Whole(other.get(day).copied().unwrap_or(0)),
        ]
    });
    Some(ExportList {
        what: "programme",
        name: in_a_file(title),
        title: title.to_owned(),
        rows: ExportRows::Here(Table {
            title: title.to_owned(),
            columns: vec![
                column("what", Say::ReportColWhat),
                column("date", Say::PointsOwedOn),
                column("now", Say::PointsNow),
                column("other", Say::PointsOther),
            ],
            rows: figures.chain(months).collect(),
        }),
    })
}
