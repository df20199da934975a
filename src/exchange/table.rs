//! One table of a call: a text file, or a sheet of a workbook.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::convert::Shop;
use super::read::cell::{Cell, Record};
use super::read::refusal::ReadError;
use super::read::{Rows, Source};
use super::recognise::{Field, Layout, looks_like_date};
use super::width;
use crate::domain::plate::Indonesian;
use crate::domain::{Phone, plate};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowKind {
    /// Data, with how its width fits the header.
    Data(width::Fit),
    /// Nothing in it that import looks at.
    Blank,
    /// The header again.
    HeaderAgain,
    /// A total.
    Totals,
    /// A day that stands alone above its rows.
    Section,
    /// A signature below the total.
    Footer,
}

/// Reads the rows of a table after its header.
pub(crate) struct Walk<'a> {
    rows: Rows<'a>,
    layout: &'a Layout,
    shop: Shop,
    is_sheet: bool,
    line_before: u64,
    /// Blank sheet rows passed over since they were asked for last.
    blanks: u64,
    /// The cells of a row that was too wide, as they were written.
    original: Vec<Cell>,
    /// Whether a total was seen: what stands below may be a signature.
    after_totals: bool,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(
        source: &'a Source,
        sheet: usize,
        layout: &'a Layout,
        shop: Shop,
    ) -> Result<Self, ReadError> {
        Ok(Self {
            rows: source.rows(sheet)?,
            layout,
            shop,
            is_sheet: matches!(source, Source::Book(_)),
            line_before: 0,
            blanks: 0,
            original: Vec::new(),
            after_totals: false,
        })
    }

    /// Reads the next row after the header; `None` at the end.
    pub(crate) fn next(&mut self, record: &mut Record) -> Result<Option<RowKind>, ReadError> {
        loop {
            if !self.rows.next(record)? {
                return Ok(None);
            }
            if record.line > self.layout.last_header_line {
                break;
            }
        }
        // Sheets leave blank rows out; those between rows of data are counted all the same.
        if self.is_sheet && self.line_before > 0 {
            self.blanks += (record.line - self.line_before).saturating_sub(1);
        }
        self.line_before = record.line;
        let kind = self.kind(record);
        self.after_totals |= kind == RowKind::Totals;
        Ok(Some(kind))
    }

    /// Blank sheet rows since the last call.
    pub(crate) fn take_blanks(&mut self) -> u64 {
        std::mem::take(&mut self.blanks)
    }

    /// How much of the table is read, in the measure of [`Source::size`]; `rows` were read.
    pub(crate) fn done(&self, rows: u64) -> u64 {
        if self.is_sheet {
            rows
        } else {
            self.rows.taken()
        }
    }

    /// The cells of the row that was read last, as they were written.
    pub(crate) fn original<'r>(&'r self, record: &'r Record) -> &'r [Cell] {
        if self.original.is_empty() {
            &record.cells
        } else {
            &self.original
        }
    }

    fn kind(&mut self, record: &mut Record) -> RowKind {
        if record.is_blank() {
            return RowKind::Blank;
        }
        if self.layout.is_header_again(record) {
            return RowKind::HeaderAgain;
        }
        self.original.clear();
        if record.cells.len() > self.layout.width() {
            self.original.clone_from(&record.cells);
        }
        let fit = width::fit(record, self.layout, self.is_sheet, self.shop);
        if is_totals(record, self.layout, self.shop) {
            return RowKind::Totals;
        }
        let dated = self.layout.headings || self.layout.columns.first(Field::VisitDate).is_some();
        if dated && lone_day(record).is_some() {
            return RowKind::Section;
        }
        match filled_fields(record, self.layout).as_slice() {
            // Numbers written ahead, and what stands beside the table.
            [] | [Field::RowNumber] => RowKind::Blank,
            // `Mengetahui,` and a name in brackets below the total.
            [Field::CustomerName] if self.after_totals => RowKind::Footer,
            _ => RowKind::Data(fit),
        }
    }
}

/// The only cell of a row that holds one, if it is a day.
pub(crate) fn lone_day(record: &Record) -> Option<(usize, &Cell)> {
    let mut filled = record
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_blank());
    let (only, more) = (filled.next()?, filled.next());
    let is_day = matches!(only.1, Cell::Date(_)) || looks_like_date(&only.1.text());
    (more.is_none() && is_day).then_some(only)
}

/// The fields that a row fills, each once.
fn filled_fields(record: &Record, layout: &Layout) -> Vec<Field> {
    let filled = |columns: &[usize]| {
        columns
            .iter()
            .any(|&column| !record.cell(column).is_blank())
    };
    let ordinary = layout
        .columns
        .iter()
        .filter(|(_, columns)| filled(columns))
        .map(|(field, _)| field);
    let wide = layout
        .wide
        .iter()
        .flatten()
        .filter(|(_, column)| filled(&[*column]));
    ordinary.chain(wide.map(|(field, _)| *field)).collect()
}

/// Whether a row sums up others: it begins with such a word, or holds nothing but amounts, and
/// shows neither a plate nor a phone.
fn is_totals(record: &Record, layout: &Layout, shop: Shop) -> bool {
    let first = record.cells.iter().find(|cell| !cell.is_blank());
    let fields = filled_fields(record, layout);
    let said = first.is_some_and(|cell| says_total(&cell.text(), false)) && fields.len() <= 4
        || fields.len() <= 3 && labelled_late(record);
    let amounts =
        |field: &Field| field.is_money() || matches!(field, Field::Quantity | Field::Points);
    let only_amounts = !fields.is_empty() && fields.iter().all(amounts) && first_is_number(record);
    (said || only_amounts) && !shows_somebody(record, layout, shop)
}

fn first_is_number(record: &Record) -> bool {
    record
        .cells
        .iter()
        .all(|cell| cell.is_blank() || !cell.text().chars().any(char::is_alphabetic))
}

/// `, , , TOTAL, 12.000`: the word stands right before the amounts.
fn labelled_late(record: &Record) -> bool {
    record
        .cells
        .iter()
        .any(|cell| matches!(cell, Cell::Text(text) if says_total(text, true)))
}

/// Whether a text begins with a word for totals; `alone` asks that no other word follows.
fn says_total(text: &str, alone: bool) -> bool {
    let lower = text.trim().to_lowercase();
    [
        "grand total",
        "sub total",
        "subtotal",
        "total",
        "jumlah",
        "jml",
    ]
    .iter()
    .any(|word| {
        lower.strip_prefix(word).is_some_and(|rest| {
            let another = rest.chars().any(char::is_alphabetic);
            !(rest.starts_with(char::is_alphanumeric) || (alone && another))
        })
    })
}

fn shows_somebody(record: &Record, layout: &Layout, shop: Shop) -> bool {
    let text = |field| {
        let column: Option<usize> = layout.columns.first(field);
        column.map_or(String::new(), |column| {
            record.cell(column).text().into_owned()
        })
    };
    let plate = plate::key(&text(Field::Plate));
    let phone = text(Field::Phone);
    Indonesian::of(&plate).is_some()
        || (!phone.trim().is_empty() && Phone::parse(&phone, shop.home).e164.is_some())
}

/// Whether a cell can be a day, for aligning rows.
pub(crate) fn can_be_day(cell: &Cell) -> bool {
    let text = cell.text();
    matches!(cell, Cell::Date(_))
        || looks_like_date(&text)
        || crate::domain::date::says_no_date(&text)
}

/// A compact key of anything, the same within one run.
pub(crate) fn hash_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
