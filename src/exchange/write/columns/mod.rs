//! The columns of the book's own lists. One table a list: a column is one line, with its stable
//! name, what people call it, what is in it, and what import makes of it.

mod birthdays;
mod customers;
mod members;
mod messages;
mod points;
mod recovery;
mod rules;
mod segments;
mod vehicles;
mod visits;

pub use birthdays::BIRTHDAYS;
pub use customers::CUSTOMERS;
pub use members::MEMBERS;
pub use messages::MESSAGES;
pub use points::POINTS;
pub(in crate::exchange) use points::kind_of;
pub use recovery::{RECOVERY, WIN_BACKS};
pub use rules::RULES;
pub use segments::SEGMENTS;
pub use vehicles::VEHICLES;
pub use visits::{LINES, VISITS};

use super::Cell;
use crate::domain::export::{Column, ExportKind};
use crate::domain::trade::{Trade, TradeField};
use crate::domain::{Birthday, Day, VisitStatus};
use crate::exchange::recognise::Field;
use crate::text::{Lang, Say};

/// What a list is called.
pub const fn title(kind: ExportKind) -> Say {
    match kind {
        ExportKind::Customers => Say::ExportListCustomers,
        ExportKind::Vehicles => Say::ExportListVehicles,
        ExportKind::Visits => Say::ExportListVisits,
        ExportKind::Lines => Say::ExportListLines,
        ExportKind::Birthdays => Say::ExportListBirthdays,
        ExportKind::Points => Say::ExportListPoints,
        ExportKind::Rules => Say::ExportListRules,
        ExportKind::Segments => Say::ExportListSegments,
        ExportKind::Members => Say::ExportListMembers,
        ExportKind::Messages => Say::MessageList,
        ExportKind::Recovery => Say::RecoveryTitle,
        ExportKind::WinBacks => Say::RecoveryResultsTitle,
    }
}

/// In which words a file speaks.
#[derive(Debug, Clone, Copy)]
pub struct Speech<'a> {
    /// The person's language; `None` for a program, which reads stable words.
    pub lang: Option<Lang>,
    /// The shop's trade, for its own fields.
    pub trade: &'a Trade,
    /// The shop's calendar day.
    pub today: Day,
    /// What the book calls itself, to tell its numbers from those of others.
    pub book: &'a str,
}

impl Speech<'_> {
    /// One word: the stable one, or the person's.
    fn word(&self, stable: &'static str, say: Say) -> Cell<'static> {
        Cell::Text(self.lang.map_or(stable, |lang| say.in_(lang)).into())
    }

    fn book(&self) -> Cell<'static> {
        Cell::made(self.book.to_owned())
    }

    fn status(&self, status: VisitStatus) -> Cell<'static> {
        match status {
            VisitStatus::Open => self.word("open", Say::VisitOpen),
            VisitStatus::Done => self.word("done", Say::VisitDone),
            VisitStatus::Cancelled => self.word("cancelled", Say::VisitCancelled),
        }
    }

    fn yes(&self, yes: bool) -> Cell<'static> {
        if yes {
            self.word("yes", Say::WordYes)
        } else {
            self.word("no", Say::WordNo)
        }
    }
}

/// A column of a list of `R`.
pub struct ColumnOf<R> {
    /// The stable field name.
    pub name: &'static str,
    /// What people call it.
    pub label: Say,
    /// What is in it.
    pub cell: for<'r> fn(&'r R, &Speech<'_>) -> Cell<'r>,
    /// What import takes from it; nothing where it follows from the rest.
    pub(in crate::exchange) field: Option<Field>,
}

/// A line of a table of columns, so that it reads as one.
const fn column<R>(
    name: &'static str,
    label: Say,
    field: Option<Field>,
    cell: for<'r> fn(&'r R, &Speech<'_>) -> Cell<'r>,
) -> ColumnOf<R> {
    ColumnOf {
        name,
        label,
        cell,
        field,
    }
}

/// The columns of a list as import knows them again: stable name, label, and what they fill.
pub(in crate::exchange) fn known(kind: ExportKind) -> Vec<(&'static str, Say, Option<Field>)> {
    match kind {
        ExportKind::Customers => told(CUSTOMERS),
        ExportKind::Vehicles => told(VEHICLES),
        ExportKind::Visits => told(VISITS),
        ExportKind::Lines => told(LINES),
        ExportKind::Birthdays => told(BIRTHDAYS),
        ExportKind::Points => told(POINTS),
        ExportKind::Rules => told(RULES),
        ExportKind::Segments => told(SEGMENTS),
        ExportKind::Members => told(MEMBERS),
        ExportKind::Messages => told(MESSAGES),
        ExportKind::Recovery => told(RECOVERY),
        ExportKind::WinBacks => told(WIN_BACKS),
    }
}

fn told<R>(columns: &[ColumnOf<R>]) -> Vec<(&'static str, Say, Option<Field>)> {
    let told = |column: &ColumnOf<R>| (column.name, column.label, column.field);
    columns.iter().map(told).collect()
}

/// The header of a column.
fn header<R>(column: &ColumnOf<R>, lang: Lang) -> Column {
    Column {
        name: column.name.to_owned(),
        label: column.label.in_(lang).to_owned(),
    }
}

/// The stable name before a field of the trade's own: `field.tyre`.
pub(in crate::exchange) const OWN: &str = "field.";

/// The header of a field of the trade's own, or of an earlier trade.
fn own_header(key: &str, trade: &Trade, lang: Lang) -> Column {
    let label = trade.field(key).map(|field| field.label.in_(lang));
    Column {
        name: format!("{OWN}{key}"),
        label: label.unwrap_or(key).to_owned(),
    }
}

/// The headers of a list: its own columns, with the fields of the trade's own before those that
/// follow from the rest.
pub fn headers(kind: ExportKind, own: &[String], trade: &Trade, lang: Lang) -> Vec<Column> {
    let own = own.iter().map(|key| own_header(key, trade, lang));
    match kind {
        ExportKind::Customers => with_own(CUSTOMERS, own, lang),
        ExportKind::Vehicles => with_own(VEHICLES, own, lang),
        ExportKind::Visits => with_own(VISITS, own, lang),
        ExportKind::Lines => with_own(LINES, own, lang),
        ExportKind::Birthdays => with_own(BIRTHDAYS, own, lang),
        ExportKind::Points => with_own(POINTS, own, lang),
        ExportKind::Rules => with_own(RULES, own, lang),
        ExportKind::Segments => with_own(SEGMENTS, own, lang),
        ExportKind::Members => with_own(MEMBERS, own, lang),
        ExportKind::Messages => with_own(MESSAGES, own, lang),
        ExportKind::Recovery => with_own(RECOVERY, own, lang),
        ExportKind::WinBacks => with_own(WIN_BACKS, own, lang),
    }
}

fn with_own<R>(
    columns: &[ColumnOf<R>],
    own: impl Iterator<Item = Column>,
    lang: Lang,
) -> Vec<Column> {
    let headers = columns.iter().map(|column| header(column, lang));
    headers.chain(own).collect()
}

/// What stands in a field of the trade's own: the choice in the person's words.
pub fn own_cell<'r>(field: Option<&TradeField>, value: &'r str, speech: &Speech<'_>) -> Cell<'r> {
    let choice = field.and_then(|field| field.choice(value));
    match (choice, speech.lang) {
        (Some(choice), Some(lang)) => Cell::made(choice.word().in_(lang).to_owned()),
        _ => Cell::text(value),
    }
}

/// The name as it is said: with the honorific, if there is one.
fn said<'r>(honorific: &str, name: &'r str) -> Cell<'r> {
    if honorific.is_empty() {
        Cell::text(name)
    } else {
        Cell::made(format!("{honorific} {name}"))
    }
}

/// A day where all of it is known; `--05-17` or `1990` where a part is.
fn born<'r>(birthday: Option<Birthday>) -> Cell<'r> {
    let Some(birthday) = birthday else {
        return Cell::Blank;
    };
    let day = match birthday {
        Birthday {
            day: Some(day),
            month: Some(month),
            year: Some(year),
        } => Day::from_ymd_opt(year, month, day),
        _ => None,
    };
    day.map_or_else(|| Cell::made(birthday.to_string()), Cell::Day)
}
