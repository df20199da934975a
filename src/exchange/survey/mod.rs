//! What whole columns say, found in a first reading of the table: which number is the month,
//! which mark stands before decimals, what plates usually look like here.

mod days;
mod groups;

pub(crate) use days::Order;
pub(crate) use groups::{GroupKeys, Groups, Of, Place, day_columns};

use std::collections::{HashMap, HashSet};

use days::DayVotes;

use crate::domain::date::DateShape;
use crate::domain::name::name_key;
use crate::domain::{Amount, Currency, DecimalMark};
use crate::exchange::convert::plate_key_of;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::{Content, Field, Layout};
use crate::exchange::table::hash_of;

/// Fewer plates than this do not say what is usual.
const USUAL_FROM: u32 = 20;

/// What the columns of a table say together.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    /// Rows of data.
    pub(crate) rows: u64,
    days: DayVotes,
    marks: HashMap<usize, Mark>,
    grouping: HashSet<(usize, DecimalMark)>,
    plates: u32,
    usual_plates: u32,
    dated: u32,
    undated: u32,
    first_is_dated: bool,
    latest: bool,
    documents: HashMap<u64, u64>,
    ambiguous_documents: u32,
    documents_are_sure: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Says(DecimalMark),
    Contradicts,
}

impl Survey {
    /// Ready for the rows of a table.
    pub(crate) fn new(layout: &Layout) -> Self {
        let day = layout.columns.first(Field::VisitDate);
        let name = day.and_then(|column| layout.names.get(column));
        let latest = |name: &String| {
            let name = name.to_lowercase();
            ["terakhir", "last", "ultim"]
                .iter()
                .any(|word| name.contains(word))
        };
        let mut new = Self {
            latest: name.is_some_and(latest),
            ..Self::default()
        };
        // Visits side by side are columns cut into pieces: their dates vote together.
        for &(field, column) in layout.wide.iter().flatten() {
            let first = layout
                .wide
                .first()
                .into_iter()
                .flatten()
                .find(|(other, _)| *other == field);
            if let Some((_, first)) = first {
                new.days.share(column, *first);
            }
        }
        new
    }

    /// Takes in a row of data.
    pub(crate) fn add(&mut self, record: &Record, layout: &Layout) {
        self.rows += 1;
        for (field, columns) in layout.columns.iter() {
            for &column in columns {
                self.add_cell(field, column, record.cell(column));
            }
        }
        for &(field, column) in layout.wide.iter().flatten() {
            self.add_cell(field, column, record.cell(column));
        }
        let plate = plate_key_of(record, layout);
        if !plate.is_empty() {
            self.plates += 1;
            self.usual_plates += u32::from(crate::domain::plate::Indonesian::of(&plate).is_some());
        }
        if layout.content == Content::Visits {
            self.add_visit(record, layout, &plate);
        }
    }

    fn add_cell(&mut self, field: Field, column: usize, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        if field.is_day() {
            self.days.add(column, text);
        } else if field.is_money() {
            self.add_amount(column, text);
        }
    }

    fn add_amount(&mut self, column: usize, text: &str) {
        // `150,000`: nobody writes a hundred and fifty with three decimals. `1,000` says nothing.
        if let Some((mark, true)) = Amount::grouping(text) {
            self.grouping.insert((column, mark));
        }
        let Some(mark) = Amount::decimal_mark(text) else {
            return;
        };
        let mark = Mark::Says(mark);
        let known = self.marks.entry(column).or_insert(mark);
        if *known != mark {
            *known = Mark::Contradicts;
        }
    }

    fn add_visit(&mut self, record: &Record, layout: &Layout, plate: &str) {
        let date = layout.columns.first(Field::VisitDate);
        let named = |field| {
            layout
                .columns
                .first(field)
                .is_some_and(|column| !record.cell(column).is_blank())
        };
        if let Some(date) = date
            && (!plate.is_empty() || named(Field::CustomerName))
        {
            let dated = !record.cell(date).is_blank();
            if self.dated + self.undated == 0 {
                self.first_is_dated = dated;
            }
            self.dated += u32::from(dated);
            self.undated += u32::from(!dated);
        }
        let document = layout
            .columns
            .first(Field::InvoiceNo)
            .map(|column| record.cell(column).text());
        let name = || {
            let column = layout.columns.first(Field::CustomerName);
            column.map_or(String::new(), |column| {
                name_key(&record.cell(column).text())
            })
        };
        let who = if plate.is_empty() {
            name()
        } else {
            plate.to_owned()
        };
        if let Some(document) = document.filter(|document| !document.trim().is_empty())
            && !who.is_empty()
        {
            let (document, who) = (hash_of(document.trim()), hash_of(&who));
            let known = self.documents.entry(document).or_insert(who);
            // A document is counted once, however many vehicles stand under it.
            if *known != who && *known != 0 {
                *known = 0;
                self.ambiguous_documents += 1;
            }
        }
    }

    /// Frees what only the first reading needs.
    pub(crate) fn close(&mut self) {
        self.documents_are_sure = self.ambiguous_documents as usize * 10 <= self.documents.len();
        self.documents = HashMap::new();
    }

    /// The decimal mark of a money column, if its cells agree on one.
    pub(crate) fn mark(&self, column: usize) -> Option<DecimalMark> {
        match self.marks.get(&column)? {
            Mark::Says(mark) => Some(*mark),
            Mark::Contradicts => None,
        }
    }

    /// Whether an amount says for certain what its mark does where a currency has no decimals, by
    /// itself or with the column. `1.000` is a thousand there unless the column groups by commas
    /// only; `1,000` is one only in such a column.
    pub(crate) fn groups_as(&self, column: usize, text: &str, currency: Currency) -> bool {
        let Some((mark, false)) = Amount::grouping(text) else {
            return true;
        };
        let other = match mark {
            DecimalMark::Point => DecimalMark::Comma,
            DecimalMark::Comma => DecimalMark::Point,
        };
        let seen = |mark| self.grouping.contains(&(column, mark));
        let usual = mark != currency.usual_mark();
        seen(mark) != seen(other) && seen(mark) || usual && seen(mark) == seen(other)
    }

    /// The order of day and month in a column for dates of one shape.
    pub(crate) fn order(&self, column: usize, shape: DateShape) -> Order {
        self.days.order(column, shape)
    }

    /// Whether nearly all plates of the table have the Indonesian shape and this one has not.
    pub(crate) fn is_odd_plate(&self, key: &str) -> bool {
        self.plates >= USUAL_FROM
            && self.usual_plates * 10 >= self.plates * 9
            && crate::domain::plate::Indonesian::of(key).is_none()
    }

    /// Whether a row without a day may have that of the row above. Not where the column holds the
    /// last day only: there an empty cell says that nobody came.
    pub(crate) fn may_fill_down(&self) -> bool {
        self.first_is_dated && !self.latest
    }

    /// Whether the day stands on the first row of each day only.
    pub(crate) fn fills_down(&self) -> bool {
        self.may_fill_down() && self.undated > 0 && self.undated * 10 >= self.dated + self.undated
    }

    /// Whether a document number belongs to one vehicle, or person without one, as receipts do and
    /// queue numbers do not.
    pub(crate) fn documents_are_sure(&self) -> bool {
        self.documents_are_sure
    }
}
