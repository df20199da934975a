//! The lines of the ledger as a list.

use crate::domain::export::{ExportFilter, ExportKind, Value};
use crate::domain::{CustomerId, Day};
use crate::look::Role;
use crate::protocol::{
    Answer, Applies, Command, Context, ExportRows, PointsSheet, Query, Scope, Slot, Step,
};
use crate::screens::listed::{
    Acts, Column, FileColumn, Fit, Heard, ListScreen, Looks, Order, Source, Tell, Words, earliest,
    latest, most,
};
use crate::screens::sheet::Wording;
use crate::screens::sheet::points::{kind, named};
use crate::store::PointsEntry;
use crate::text::{Lang, Say, say, signed};

/// The lines of a customer's ledger, those of the newest day first.
#[derive(Debug)]
pub(super) struct Lines(pub(super) CustomerId);

impl Source for Lines {
    /// Nothing where the customer is no longer in the book.
    type Known = Option<PointsSheet>;
    type Row<'a> = &'a PointsEntry;
    type Id = (Option<i64>, Day);

    const SLOT: Slot = Slot::Points;

    fn query(&self, _: Day) -> Query {
        Query::Points(self.0)
    }

    fn heard(&self, answer: &Answer) -> Heard<Self::Known> {
        match answer {
            Answer::Points(sheet) => Heard::Known(sheet.as_deref().cloned()),
            _ => Heard::Else,
        }
    }

    fn count(&self, known: &Self::Known) -> usize {
        known.as_ref().map_or(0, |sheet| sheet.lines.len())
    }

    fn row<'a>(&self, known: &'a Self::Known, at: usize) -> &'a PointsEntry {
        let lines: &[PointsEntry] = known.as_ref().map_or(&[], |sheet| &sheet.lines);
        &lines[lines.len() - 1 - at]
    }

    fn id(line: &PointsEntry) -> (Option<i64>, Day) {
        (line.id, line.day)
    }

    fn sought(line: &PointsEntry) -> Vec<String> {
        let kinds = Lang::ALL.map(|lang| named(line.kind).in_(lang).to_owned());
        let said = [&line.reason, &line.staff].map(String::clone);
        kinds.into_iter().chain(said).collect()
    }

    fn orders(&self) -> &'static [Order<Self>] {
        const ORDERS: &[Order<Lines>] = &[
            // Of one day the one that was written last stands first, as they come.
            Order::new(Say::RowsByNewest, |line| {
                (0, latest(Some(line.day)), String::new())
            }),
            Order::new(Say::LedgerByPoints, |line| {
                (0, most(line.points), String::new())
            }),
            Order::new(Say::LedgerByLapse, |line| {
                let until = line.expires.filter(|_| line.points > 0);
                (0, earliest(until), String::new())
            }),
        ];
        ORDERS
    }
}

impl Looks for Lines {
    fn name(&self) -> &'static str {
        "points"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    /// The book's own list of all of them, which says more of each.
    fn elsewhere(list: &ListScreen<Self>) -> Option<ExportRows> {
        let filter = ExportFilter {
            customers: Some(vec![list.of.0]),
            ..ExportFilter::default()
        };
        (list.stands() == (0, "")).then_some(ExportRows::Book(ExportKind::Points, filter))
    }

    fn title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        words.say(Say::LedgerLines).to_owned()
    }

    fn file_title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        words.say(Say::LedgerTitle).to_owned()
    }

    fn file_name(&self, words: Wording<'_>) -> Option<String> {
        Some(words.say(Say::LedgerTitle).to_owned())
    }

    fn status(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        crate::text::count(words.lang, list.list.len() as u64)
    }

    /// What those that are shown come to, where they are not all: all of them are what there is.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        if !list.is_narrowed() {
            return Vec::new();
        }
        let sum = list.rows().map(|line| line.points).sum();
        vec![(
            say::ledger_sum(words.lang, signed(words.lang, sum)),
            Role::Label,
        )]
    }

    fn none(_: &ListScreen<Self>, _: Wording<'_>) -> Words {
        (String::new(), Role::Label)
    }

    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        super::why::explained(list.value()?.as_ref()?, list.chosen(), tell.words)
    }
}

const COLUMNS: &[Column<Lines>] = &[
    Column::new(
        "date",
        Say::ExportPointsDate,
        Fit::exactly(11, 0),
        |line, tell| (tell.words.date(line.day), Role::Label),
    ),
    Column::new(
        "points",
        Say::PointsFieldPoints,
        Fit::exactly(8, 0).right(),
        |line, tell| {
            let role = if line.points < 0 {
                Role::Attention
            } else {
                Role::Strong
            };
            (signed(tell.words.lang, line.points), role)
        },
    ),
    Column::new(
        "kind",
        Say::ExportPointsKind,
        Fit::grows(12, 1, 0),
        |line, tell| (kind(line, tell.words), Role::Value),
    ),
    Column::new(
        "expires",
        Say::ExportPointsExpires,
        Fit::exactly(11, 2),
        |line, tell| {
            let until = line.expires.filter(|_| line.points > 0);
            let until = until.map(|day| tell.words.date(day));
            (until.unwrap_or_default(), Role::Label)
        },
    ),
    Column::new(
        "staff",
        Say::ExportPointsStaff,
        Fit::exactly(10, 3),
        |line, _| (line.staff.clone(), Role::Label),
    ),
];

const FILE: &[FileColumn<Lines>] = &[
    FileColumn::new("points_line", Say::ExportPointsLine, |line, _| {
        line.id.map_or(Value::Blank, Value::Whole)
    }),
    FileColumn::new("date", Say::ExportPointsDate, |line, _| {
        Value::Day(line.day)
    }),
    FileColumn::new("kind", Say::ExportPointsKind, |line, words| {
        Value::text(words.say(named(line.kind)))
    }),
    FileColumn::new("points", Say::PointsFieldPoints, |line, _| {
        Value::Whole(line.points)
    }),
    FileColumn::new("expires", Say::ExportPointsExpires, |line, _| {
        Value::day(line.expires)
    }),
    FileColumn::new("reason", Say::PointsFieldReason, |line, _| {
        Value::text(&line.reason)
    }),
    FileColumn::new("staff", Say::ExportPointsStaff, |line, _| {
        Value::text(&line.staff)
    }),
];

impl Acts for Lines {
    const SCOPE: Scope = Scope::Points;
    const EXPLAINS: Say = Say::LedgerExplain;

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            // They are those of the customer, whatever is chosen.
            Command::Why if list.value().is_some_and(Option::is_some) => Applies::Yes,
            Command::Why => Applies::Blocked(Say::WordLoading),
            _ => Applies::No,
        }
    }

    fn does(_: &mut ListScreen<Self>, _: Command, _: &Context) -> Vec<Step> {
        Vec::new()
    }
}
