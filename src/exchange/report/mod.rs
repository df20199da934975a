//! The weekly review as a report: what is said and shown, before anybody writes it. Sections stand in
//! the fixed order of the review; a table's cells keep their types, so that a page shows them to
//! people and a file hands them to a spreadsheet.

mod files;
mod html;
mod markup;
mod shown;
mod summary;
pub mod svg;
mod tell;

pub use files::{Spoken, csv, csv_file, save, write_html, write_xlsx};
pub use html::html;
pub use shown::shown;
pub use tell::{Words, page, report};

use crate::chart::{Bars, Curve, Heat, Line, SegmentMap};
use crate::domain::Day;

/// A report in a person's language.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What it is, and of which shop.
    pub title: String,
    /// Of which days, and when it was written: `week 47, 16–22 Nov 2026; written on 26 Nov 2026`.
    pub days: String,
    /// The one page that stands before all else: what an owner with two minutes reads.
    pub page: Vec<Section>,
    /// The same as one table, for files.
    pub summary: Table,
    /// All of it: its sections, in the order in which they are read.
    pub sections: Vec<Section>,
}

/// One part of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// Stable name: `slipping`.
    pub name: &'static str,
    /// What stands above it.
    pub title: String,
    /// What is said, each a sentence or two.
    pub sentences: Vec<String>,
    /// Rows to look at.
    pub tables: Vec<Table>,
    /// A picture of it.
    pub chart: Option<Chart>,
}

/// A picture; who writes the report draws it, or says its sentence.
#[derive(Debug, Clone, PartialEq)]
pub enum Chart {
    /// Money and visits over the weeks of a year.
    Line(Line),
    /// How many are in each class.
    Bars(Bars),
    /// How few bring how much.
    Curve(Curve),
    /// The segments.
    Map(Box<SegmentMap>),
    /// Who came again.
    Heat(Heat),
}

/// Rows of typed cells.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Stable name, which is also that of its file: `slipping`.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<Cell>>,
    /// How many rows there are; more than `rows` where only the first are told.
    pub total: usize,
    /// Whether a page shows it, or only a file has it.
    pub on_page: bool,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The stable field name that programs read: `customer_id`.
    pub name: &'static str,
    /// What it is called in the person's language.
    pub label: &'static str,
    /// Where it is shown.
    pub place: Place,
    /// Which goes first where it is narrow: the highest; 0 always stays.
    pub rank: u8,
}

/// Where a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// On pages and in files.
    Both,
    /// Only on pages: it says in words what other columns of the file hold.
    Page,
    /// Only in files.
    File,
}

/// What stands in a row under a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing is known.
    Blank,
    /// It cannot be said: a dash for people, nothing for programs. Why is said beside it.
    Refused,
    /// What the book holds, or a few words.
    Text(String),
    /// One of a few words: as programs know it, and as the person does.
    Word(&'static str, &'static str),
    /// A few words more: as programs read them, and as the person does.
    Told(String, String),
    /// A sentence for people. A row with one is not for programs, which find its numbers in rows of
    /// their own.
    Said(String),
    /// A whole number.
    Whole(i64),
    /// A number with three decimals, in thousandths.
    Thousandths(i64),
    /// A part of all, 0 to 1.
    Share(f64),
    /// An amount in minor units.
    Money(i64),
    /// A day.
    Day(Day),
}

impl Table {
    /// Rows that a page shows; how many more there are is said below them.
    pub const ON_PAGE: usize = 10;

    /// The columns of a page, by their places.
    pub fn page_columns(&self) -> Vec<usize> {
        self.columns_but(Place::File)
    }

    /// The columns of a file, by their places.
    pub fn file_columns(&self) -> Vec<usize> {
        self.columns_but(Place::Page)
    }

    fn columns_but(&self, other: Place) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let shown = columns.filter(|(_, column)| column.place != other);
        shown.map(|(at, _)| at).collect()
    }

    /// How many rows a page leaves out.
    pub fn left_out(&self) -> usize {
        self.total - self.rows.len().min(Table::ON_PAGE).min(self.total)
    }

    /// Whether the numbers of a column stand on the right.
    pub fn is_right(&self, column: usize) -> bool {
        let mut cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.any(|cell| {
            matches!(
                cell,
                Cell::Whole(_) | Cell::Thousandths(_) | Cell::Share(_) | Cell::Money(_)
            )
        })
    }
}
