//! What goes out into a file: a table of typed values, or one of the book's own lists.

use super::{CustomerId, Day, Money, SegmentSort, VehicleId};

/// One value of a table. It keeps its type until it is written, so that a spreadsheet gets real
/// numbers and dates, and text stays text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Value {
    /// Nothing is known.
    #[default]
    Blank,
    /// Text, as the book holds it; a phone, a plate and an ID are text.
    Text(String),
    /// A whole number: visits, kilometres, a year.
    Whole(i64),
    /// Thousandths: the quantity of a line; 1500 is one and a half.
    Thousandths(i64),
    /// An amount in minor units of the shop's currency.
    Money(Money),
    /// A calendar day.
    Day(Day),
}

impl Value {
    /// Text; blank where there is none.
    pub fn text(text: impl Into<String>) -> Value {
        let text = text.into();
        if text.is_empty() {
            Value::Blank
        } else {
            Value::Text(text)
        }
    }

    /// A whole number that may be unknown.
    pub fn whole(number: Option<i64>) -> Value {
        number.map_or(Value::Blank, Value::Whole)
    }

    /// How many.
    pub fn count(number: u64) -> Value {
        Value::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// An amount that may be unknown.
    pub fn money(amount: Option<Money>) -> Value {
        amount.map_or(Value::Blank, Value::Money)
    }

    /// A day that may be unknown.
    pub fn day(day: Option<Day>) -> Value {
        day.map_or(Value::Blank, Value::Day)
    }
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The stable field name that programs read: `customer_id`.
    pub name: String,
    /// What it is called in the person's language: `Customer ID`.
    pub label: String,
}

/// A table that is small enough to be held at once: what a screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// What it is, in the person's language; a workbook's sheet is called so.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, each with one value a column.
    pub rows: Vec<Vec<Value>>,
}

/// A list that the book itself can be asked for, however long it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// Everybody, with everything that is known.
    Customers,
    /// Vehicles with their owners of today.
    Vehicles,
    /// One row a visit.
    Visits,
    /// One row a line of a visit, with the visit on every row: what an import makes whole visits of.
    Lines,
    /// Whoever has a birthday, in the order of the year.
    Birthdays,
    /// Messages that were sent.
    Messages,
    /// Whom to win back, and why.
    Recovery,
    /// Messages that asked customers to come back, with what came of each.
    WinBacks,
    /// The ledger of points, line by line.
    Points,
    /// The versions of the rules of the points that are in force.
    Rules,
    /// The segments that are kept, with how many customers each holds.
    Segments,
    /// The customers of a segment in the order of its screen, with what is computed of them.
    Members,
}

impl ExportKind {
    /// Those of the command line, in the order in which they are told.
    pub const ALL: [ExportKind; 11] = [
        ExportKind::Customers,
        ExportKind::Vehicles,
        ExportKind::Visits,
        ExportKind::Lines,
        ExportKind::Birthdays,
        ExportKind::Points,
        ExportKind::Rules,
        ExportKind::Segments,
        ExportKind::Messages,
        ExportKind::Recovery,
        ExportKind::WinBacks,
    ];

    /// The stable word of the command line.
    pub const fn name(self) -> &'static str {
        match self {
            ExportKind::Customers => "customers",
            ExportKind::Vehicles => "vehicles",
            ExportKind::Visits => "visits",
            ExportKind::Lines => "lines",
            ExportKind::Birthdays => "birthdays",
            ExportKind::Points => "points",
            ExportKind::Rules => "points-rules",
            ExportKind::Segments => "segments",
            ExportKind::Messages => "messages",
            ExportKind::Recovery => "recovery",
            ExportKind::WinBacks => "win-backs",
            ExportKind::Members => "members",
        }
    }
}

/// Which rows of the book's list are wanted. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExportFilter {
    /// Only these customers, their vehicles and their visits.
    pub customers: Option<Vec<CustomerId>>,
    /// Only this vehicle and its visits.
    pub vehicle: Option<VehicleId>,
    /// The first day. Of visits and lines it is the day of the visit, of points that of the line; of customers and vehicles the
    /// newest visit is not before it, and of those to win back; of messages it is the day on which they went; of birthdays only month and day count.
    pub since: Option<Day>,
    /// The last day, likewise.
    pub until: Option<Day>,
    /// In which order members are told.
    pub sort: SegmentSort,
}
