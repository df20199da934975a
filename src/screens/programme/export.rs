//! What a year under other rules came to, as a table for a file: the figures, what is owed month by month, how
//! many would get more and less, and who most.

use super::Programme;
use super::view::played::figures;
use crate::domain::Money;
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
            Value::Blank,
        ]
    });
    let (now, other) = (&played.now.1.owed_on, &played.other.1.owed_on);
    let months = now.iter().map(|(day, owed)| {
        vec![
            Value::text(words.say(Say::PointsOwed)),
            Value::Day(*day),
            Value::Whole(*owed),
            Value::Whole(other.get(day).copied().unwrap_or(0)),
            Value::Blank,
        ]
    });
    let (winners, losers) = played.now.1.moved(&played.other.1);
    let many = [
        (Say::PointsWinners, i64::try_from(winners)),
        (Say::PointsLosers, losers.try_into()),
    ];
    let many = many.into_iter().map(|(what, many)| {
        vec![
            Value::text(words.say(what)),
            Value::Blank,
            Value::Blank,
            Value::Whole(many.unwrap_or(i64::MAX)),
            Value::Blank,
        ]
    });
    let most = [Say::PointsMore, Say::PointsLess].into_iter();
    let most = most.zip(&played.moved).flat_map(|(what, some)| {
        some.iter().map(move |(name, moved)| {
            vec![
                Value::text(words.say(what)),
                Value::Blank,
                Value::money(Some(Money(moved.now))),
                Value::money(Some(Money(moved.other))),
                Value::text(name),
            ]
        })
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
                column("name", Say::FormName),
            ],
            rows: figures.chain(months).chain(many).chain(most).collect(),
        }),
    })
}
