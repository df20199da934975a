//! One table of a call: a text file, or a sheet of a workbook.

use std::hash::{BuildHasher as _, Hash, Hasher};

use foldhash::quality::FixedState;

use super::convert::Shop;
use super::read::cell::{Cell, Record};
use super::read::refusal::ReadError;
use super::read::{Rows, Source};
use super::recognise::{Field, Layout, looks_like_date};
use super::rejected::{Untouched, untouched};
use super::rows::{self, Filled};
use super::width;

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
    /// A row of another list that stands below this table.
    Foreign,
    /// A row that was rejected before and that nobody corrected.
    Rejected,
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
            if record.line >= self.layout.ends_before {
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
        match untouched(record, self.layout, self.shop) {
            Some(Untouched::Rejected) => return RowKind::Rejected,
            Some(Untouched::PassedOver) => return RowKind::Totals,
            None => {}
        }
        if self.layout.is_foreign(record.line) {
            return RowKind::Foreign;
        }
        self.original.clear();
        if record.cells.len() > self.layout.width() {
            self.original.clone_from(&record.cells);
        }
        let fit = width::fit(record, self.layout, self.is_sheet, self.shop);
        let filled = Filled::of(record, self.layout);
        if rows::is_totals(record, filled, self.layout, self.shop) {
            return RowKind::Totals;
        }
        let dated = self.layout.headings || self.layout.columns.first(Field::VisitDate).is_some();
        if dated && rows::lone_day(record).is_some() {
            return RowKind::Section;
        }
        if filled.is_within(&[Field::RowNumber]) {
            // Numbers written ahead, and what stands beside the table.
            RowKind::Blank
        } else if filled.is_within(&[Field::CustomerName])
            && (self.after_totals || rows::lone_remark(record))
        {
            // `Mengetahui,` and a name in brackets below the total; a remark in brackets anywhere.
            RowKind::Footer
        } else {
            RowKind::Data(fit)
        }
    }
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
    let mut hasher = hasher();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Makes such a key of several things.
pub(crate) fn hasher() -> impl Hasher {
    FixedState::default().build_hasher()
}
