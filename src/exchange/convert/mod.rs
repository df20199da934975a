//! From cells to facts, with a remark for everything that was not plain.

mod amount;
mod answers;
mod birthday;
mod company;
mod day;
mod number;
mod own;
mod person;
mod phone;
mod plate;
mod points;
mod status;
mod text;
mod vehicle;
mod visit;

pub(crate) use birthday::is_without_year;
pub(crate) use company::{CompanyText, company_text};
pub(crate) use day::{Found, day_of, parse as parse_day};
pub(crate) use plate::key_of as plate_key_of;

use chrono::NaiveDate;

use crate::domain::date::DateOrder;
use crate::domain::{Country, Currency, INDONESIA};
use crate::exchange::guard::{unguarded, without_formula_guard};
use crate::exchange::import::{Kind, Options};
use crate::exchange::plan::{Level, Reason};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::{Field, Layout};
use crate::exchange::survey::Survey;

/// What the shop's country and calendar say about values.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shop {
    pub(crate) today: NaiveDate,
    pub(crate) currency: Currency,
    pub(crate) home: Country,
    pub(crate) order: DateOrder,
    pub(crate) strict: bool,
    /// Whether the person said what the file or its columns hold.
    pub(crate) told: bool,
}

impl Shop {
    /// The shop of the options; what is unknown there is Indonesian.
    pub(crate) fn of(options: &Options) -> Self {
        let month_first = options.country == "US";
        Self {
            today: options.today,
            currency: Currency::of(&options.currency).unwrap_or(Currency::IDR),
            home: Country::of(&options.country).unwrap_or(INDONESIA),
            order: if month_first {
                DateOrder::MonthFirst
            } else {
                DateOrder::DayFirst
            },
            strict: options.strict,
            told: options.kind != Kind::Auto || !options.map.is_empty(),
        }
    }
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// Worth telling.
    Note,
    /// Somebody should look, whatever the mode.
    Doubt,
    /// The value cannot be read: rejects the row under `--strict`, else needs checking.
    Unreadable,
}

impl Weight {
    /// The level of a finding of this weight.
    pub(crate) fn level(self, strict: bool) -> Level {
        match self {
            Self::Note => Level::Note,
            Self::Unreadable if strict => Level::Rejected,
            Self::Doubt | Self::Unreadable => Level::Check,
        }
    }
}

/// Something about a value that was not plain.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Remark {
    pub(crate) column: Option<usize>,
    pub(crate) value: String,
    pub(crate) reason: Reason,
    pub(crate) weight: Weight,
    pub(crate) same_as_line: Option<u64>,
}

/// Reads the values of one row after another and remembers what it noticed.
pub(crate) struct Reader<'a> {
    pub(crate) shop: Shop,
    pub(crate) layout: &'a Layout,
    pub(crate) survey: &'a Survey,
    pub(crate) remarks: Vec<Remark>,
    /// The column of the visit's total.
    pub(crate) total: Option<usize>,
    /// The column of the discount on the whole visit.
    pub(crate) discount: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(shop: Shop, layout: &'a Layout, survey: &'a Survey) -> Self {
        Self {
            shop,
            layout,
            survey,
            remarks: Vec::new(),
            total: None,
            discount: None,
        }
    }

    /// The text of a cell without the apostrophe that guards it.
    fn bare<'t>(&self, text: &'t str) -> &'t str {
        if self.layout.ours {
            unguarded(text)
        } else {
            without_formula_guard(text)
        }
    }

    /// Notes something about a value.
    pub(crate) fn remark(&mut self, column: usize, cell: &Cell, reason: Reason, weight: Weight) {
        self.remarks.push(Remark {
            column: Some(column),
            value: cell.text().chars().take(200).collect(),
            reason,
            weight,
            same_as_line: None,
        });
    }

    /// Notes something about the row that a text says.
    pub(crate) fn remark_text(&mut self, text: &str, reason: Reason, weight: Weight) {
        self.remarks.push(Remark {
            column: None,
            value: text.chars().take(200).collect(),
            reason,
            weight,
            same_as_line: None,
        });
    }

    /// Notes something about the row.
    pub(crate) fn remark_row(&mut self, reason: Reason, weight: Weight, same_as_line: Option<u64>) {
        self.remarks.push(Remark {
            column: None,
            value: String::new(),
            reason,
            weight,
            same_as_line,
        });
    }

    /// Lines of one document carry two days: both are told.
    pub(crate) fn remark_days(&mut self, first: NaiveDate, other: NaiveDate) {
        self.remarks.push(Remark {
            column: None,
            value: format!("{first}, {other}"),
            reason: Reason::DatesDiffer,
            weight: Weight::Doubt,
            same_as_line: None,
        });
    }

    /// The best column of a field.
    fn column(&self, field: Field) -> Option<usize> {
        self.layout.columns.first(field)
    }

    /// Whether the row may come in under the mode.
    pub(crate) fn is_rejected(&self) -> bool {
        self.shop.strict
            && self
                .remarks
                .iter()
                .any(|remark| remark.weight == Weight::Unreadable)
    }
}

/// Words and signs that stand where a text is missing.
fn says_nothing(text: &str) -> bool {
    let bare = text.trim_matches(['(', ')', '[', ']', ' ']);
    bare.chars()
        .all(|c| matches!(c, '-' | '–' | '—' | '0' | '.' | '_' | '?' | '#'))
        || [
            "blank", "bla", "null", "none", "n/a", "#n/a", "nan", "kosong",
        ]
        .iter()
        .any(|word| bare.eq_ignore_ascii_case(word))
}

/// The cell of a column of a row.
fn cell_of(record: &Record, column: usize) -> &Cell {
    record.cell(column)
}

#[cfg(test)]
mod tests;
