//! Which rows are one visit, and which of them is the last: so that a visit can be handed over as
//! soon as it is whole, however long the file is.

use chrono::NaiveDate;
use foldhash::{HashMap, HashMapExt as _};
use std::borrow::Cow;

use super::Survey;
use crate::domain::name::name_key;
use crate::exchange::convert::{Found, Shop, day_of, plate_key_of};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::{Field, Layout};
use crate::exchange::table::hash_of;

/// Money columns that are watched for being the same in all lines of a visit.
const WATCHED: usize = 4;
/// Visits of several rows in which equal amounts are no chance any more.
const MANY: usize = 5;

/// Gives each row the key of its visit. Rows must come in the order of the file.
#[derive(Debug, Default)]
pub(crate) struct GroupKeys {
    key: u64,
    until: u64,
    document: String,
    day: Option<NaiveDate>,
    filled: bool,
    plate: String,
    person: String,
    beside: String,
}

/// Where a row belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Key of its visit, as far as the row's own words tell.
    pub(crate) key: u64,
    /// Key of the rows among which others of its visit may stand. Without a plate that is the whole
    /// day, or the whole document: who two rows mean is known when both are read.
    pub(crate) until: u64,
    /// Its day, and whether it was taken from a row above.
    pub(crate) day: Option<NaiveDate>,
    /// Whether the day was taken from a row above.
    pub(crate) filled: bool,
    /// Whether nothing says that days stand on their first row only: it is taken, and told.
    pub(crate) guessed: bool,
    /// Which visit it is a line of.
    pub(crate) of: Of,
}

/// By what a row says which visit it is a line of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    /// By its day and whom it names.
    Day,
    /// By its document number, whoever is named on it.
    Document,
    /// By the row above: it is a further line without a head of its own.
    Above,
}

impl GroupKeys {
    /// Remembers a day that stands alone above its rows.
    pub(crate) fn section(&mut self, day: NaiveDate) {
        self.day = Some(day);
        self.filled = true;
    }

    /// The key of the plate on the row that was placed last; empty without one.
    pub(crate) fn plate(&self) -> &str {
        &self.plate
    }

    /// What tells the visit of the row that was placed last from others of the same person: the
    /// chassis number without a plate, or the name of the animal.
    pub(crate) fn beside(&self) -> &str {
        &self.beside
    }

    /// The place of the next row.
    pub(crate) fn place(
        &mut self,
        record: &Record,
        layout: &Layout,
        shop: Shop,
        survey: &Survey,
    ) -> Place {
        self.plate = plate_key_of(record, layout);
        let mut who = who(&self.plate, record, layout);
        let document = document(record, layout);
        let sure = layout.ours || survey.documents_are_sure();
        let by_number = !document.is_empty() && sure;
        let beside = self.beside_of(&who, by_number, record, layout);
        self.person.clear();
        if !beside.is_empty() {
            self.person.push_str(&who);
            who = format!("{who}\u{1f}{beside}").into();
        }
        self.beside = beside;
        let own_day = own_day(record, layout, shop, survey);
        let same_document = document.is_empty() || document == self.document;
        if who.is_empty()
            && same_document
            && own_day.is_none()
            && self.key != 0
            && tells_of_work(record, layout)
        {
            return Place {
                key: self.key,
                until: self.until,
                day: self.day,
                filled: false,
                guessed: false,
                of: Of::Above,
            };
        }
        let sure = survey.fills_down() || self.filled;
        let works = tells_of_work(record, layout);
        let may_fill = if sure {
            // A name alone is nobody's visit.
            works || has_amount(record, layout) || !self.plate.is_empty()
        } else {
            works && !shop.strict && survey.may_fill_down()
        };
        let filled = own_day.is_none() && may_fill && is_blank_day(record, layout);
        let day = if filled { self.day } else { own_day };
        if own_day.is_some() {
            self.day = own_day;
        }
        self.key = if by_number {
            hash_of(&("document", &document, &who))
        } else {
            hash_of(&("day", &who, day))
        };
        self.until = match (by_number, self.plate.is_empty()) {
            (true, _) => hash_of(&("document", &document)),
            (false, true) => hash_of(&("day", day)),
            (false, false) => self.key,
        };
        self.document = document;
        Place {
            key: self.key,
            until: self.until,
            day,
            filled: filled && day.is_some(),
            guessed: filled && !sure,
            of: if by_number { Of::Document } else { Of::Day },
        }
    }
}

impl GroupKeys {
    /// Which vehicle or animal of a person the row is about: two of them on one day are two visits.
    /// A further line need not name it again; a receipt is one visit, whoever stands on it.
    fn beside_of(&self, who: &str, by_number: bool, record: &Record, layout: &Layout) -> String {
        if !self.plate.is_empty() || who.is_empty() || by_number {
            return String::new();
        }
        let key = |column: Option<usize>| {
            column.map_or(String::new(), |column| {
                name_key(&record.cell(column).text())
            })
        };
        let columns = &layout.columns;
        let pet = columns.first(Field::Make).filter(|_| layout.pets);
        match [key(columns.first(Field::Vin)), key(pet)].concat() {
            beside if beside.is_empty() && who == self.person => self.beside.clone(),
            beside => beside,
        }
    }
}

/// The plate, else the person, of a row; empty without either.
fn who<'a>(plate: &'a str, record: &Record, layout: &Layout) -> Cow<'a, str> {
    if !plate.is_empty() {
        return plate.into();
    }
    let text = |field| {
        let column = layout.columns.first(field);
        column.map_or(String::new(), |column| {
            record.cell(column).text().trim().to_lowercase()
        })
    };
    let name = || {
        let names = [Field::CustomerName, Field::FirstName, Field::LastName].map(text);
        name_key(&names.join(" "))
    };
    let number = || text(Field::MemberNo);
    let mut ways = [number(), name(), text(Field::Phone), text(Field::Vin)].into_iter();
    ways.find(|way| !way.is_empty()).unwrap_or_default().into()
}

fn document(record: &Record, layout: &Layout) -> String {
    // In our own exports every visit has a number of its own.
    let no = layout.columns.first(Field::VisitNo).filter(|_| layout.ours);
    if let Some(column) = no.filter(|column| !record.cell(*column).is_blank()) {
        return format!("#{}", record.cell(column).text().trim());
    }
    let column = layout.columns.first(Field::InvoiceNo);
    column.map_or(String::new(), |column| {
        record.cell(column).text().trim().to_owned()
    })
}

/// The columns in which the day of a visit may stand, the best first.
pub(crate) fn day_columns(layout: &Layout) -> impl Iterator<Item = usize> + '_ {
    [Field::VisitDate, Field::DateOut]
        .into_iter()
        .filter_map(|field| layout.columns.first(field))
}

fn own_day(record: &Record, layout: &Layout, shop: Shop, survey: &Survey) -> Option<NaiveDate> {
    day_columns(layout).find_map(
        |column| match day_of(record.cell(column), column, shop, survey) {
            Found::Day(day, _) => Some(day),
            _ => None,
        },
    )
}

fn is_blank_day(record: &Record, layout: &Layout) -> bool {
    let column = layout.columns.first(Field::VisitDate);
    column.map_or(layout.headings, |column| record.cell(column).is_blank())
}

fn has_amount(record: &Record, layout: &Layout) -> bool {
    let column = layout.columns.first(Field::Total);
    column.is_some_and(|column| !record.cell(column).is_blank())
}

fn tells_of_work(record: &Record, layout: &Layout) -> bool {
    [Field::WorkDone, Field::Parts, Field::LineAmount, Field::Oil]
        .into_iter()
        .any(|field| {
            layout
                .columns
                .all(field)
                .iter()
                .any(|&column| !record.cell(column).is_blank())
        })
}

/// A row with the key of its visit, until all are there. There are millions, so they stand in one
/// list, which a sort makes visits of.
#[derive(Debug, Clone, Copy)]
struct Row {
    key: u64,
    number: u32,
    amounts: [u32; WATCHED],
}

/// The visits of a table: their last rows, and which amounts are the same in all lines.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    rows: Vec<Row>,
    last_of_several: HashMap<u64, u32>,
    /// The last row of each day, or document, of which the visits are told apart later.
    last_of_shared: HashMap<u64, u32>,
    watched: Vec<usize>,
    constant: Vec<bool>,
    /// How many visits have several rows.
    several: usize,
}

impl Groups {
    pub(crate) fn new(layout: &Layout) -> Self {
        let mut watched = layout.columns.totals.clone();
        watched.truncate(WATCHED / 2);
        watched.extend(layout.columns.discounts.iter().take(WATCHED / 2));
        Self {
            watched,
            ..Self::default()
        }
    }

    /// Takes in a row by its number (0, 1, 2 …).
    #[expect(
        clippy::cast_possible_truncation,
        reason = "32 bits of a hash tell amounts of one visit apart"
    )]
    pub(crate) fn add(&mut self, place: Place, row: u32, record: &Record) {
        let mut amounts = [0; WATCHED];
        for (value, &column) in amounts.iter_mut().zip(&self.watched) {
            *value = amount(record.cell(column)) as u32;
        }
        if place.until != place.key {
            self.last_of_shared.insert(place.until, row);
        }
        self.rows.push(Row {
            key: place.key,
            number: row,
            amounts,
        });
    }

    /// Decides, and frees what is not needed any more.
    pub(crate) fn close(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.sort_unstable_by_key(|row| (row.key, row.number));
        let mut differ = vec![0; self.watched.len()];
        let visits = rows.chunk_by(|one, next| one.key == next.key);
        self.last_of_several = HashMap::new();
        for visit in visits.filter(|visit| visit.len() > 1) {
            for (at, differ) in differ.iter_mut().enumerate() {
                let mut amounts = visit.iter().map(|row| row.amounts.get(at));
                let first = amounts.next();
                *differ += usize::from(amounts.any(|amount| Some(amount) != first));
            }
            let last = visit.last().map(|row| (row.key, row.number));
            self.last_of_several.extend(last);
        }
        self.several = self.last_of_several.len();
        let constant = |differ: &usize| differ * 20 <= self.several;
        self.constant = differ.iter().map(constant).collect();
    }

    /// Whether no row after this one belongs to a visit that may be its own.
    pub(crate) fn ends(&self, place: Place, row: u32) -> bool {
        let last = if place.until == place.key {
            self.last_of_several.get(&place.key)
        } else {
            self.last_of_shared.get(&place.until)
        };
        last.is_none_or(|last| *last <= row)
    }

    /// Whether there are enough visits of several rows to believe what their amounts say.
    pub(crate) fn are_many(&self) -> bool {
        self.several >= MANY
    }

    /// Whether a money column holds the same amount in all lines of a visit, and so is the visit's.
    pub(crate) fn is_constant(&self, column: usize) -> bool {
        let at = self.watched.iter().position(|watched| *watched == column);
        at.and_then(|at| self.constant.get(at)) == Some(&true)
    }
}

fn amount(cell: &Cell) -> u64 {
    hash_of(cell.text().trim())
}
