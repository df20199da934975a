//! What is in a column, whatever its name says.

use crate::domain::plate::{self, Indonesian};
use crate::exchange::convert::parse_day;
use crate::exchange::read::cell::{Cell, Record};

/// Region letters of Indonesian plates.
const REGIONS: &str = " A B D E F G H K L M N P R S T W Z AA AB AD AE AG BA BB BD BE BG BH BK BL BM \
    BN BP DA DB DC DD DE DG DH DK DL DM DN DP DR DT DW EA EB ED KB KH KT KU PA PB PG PS PT PY ";

/// Words of makes; a text column that names one tells of vehicles.
const MAKES: &[&str] = &[
    "toyota",
    "honda",
    "suzuki",
    "daihatsu",
    "mitsubishi",
    "yamaha",
    "kawasaki",
    "nissan",
    "mazda",
    "isuzu",
    "hyundai",
    "kia",
    "wuling",
    "bmw",
    "mercedes",
    "ford",
    "chevrolet",
    "vespa",
    "hino",
    "volkswagen",
    "vw",
    "audi",
    "peugeot",
    "renault",
    "lexus",
    "datsun",
    "chery",
    "byd",
    "ktm",
];

/// Words of a status column.
const STATUSES: &[&str] = &[
    "selesai",
    "proses",
    "done",
    "open",
    "closed",
    "buka",
    "tutup",
    "batal",
    "lunas",
    "pending",
    "completed",
    "menunggu",
    "antri",
    "cancelled",
    "diambil",
    "dikerjakan",
];

/// How many of the filled cells of a column look like what.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    pub(crate) filled: u32,
    pub(crate) phones: u32,
    pub(crate) plates: u32,
    pub(crate) days: u32,
    pub(crate) numbers: u32,
    pub(crate) figures: u32,
    pub(crate) names: u32,
    pub(crate) emails: u32,
    pub(crate) makes: u32,
    pub(crate) statuses: u32,
    pub(crate) sixteen_digits: u32,
    pub(crate) codes: u32,
}

impl Profile {
    /// Profiles of all columns over the sample.
    pub(crate) fn all(sample: &[Record], width: usize) -> Vec<Self> {
        let mut all = vec![Self::default(); width];
        for record in sample {
            for (cell, profile) in record.cells.iter().zip(&mut all) {
                profile.add(cell);
            }
        }
        all
    }

    fn add(&mut self, cell: &Cell) {
        if cell.is_blank() {
            return;
        }
        let text = cell.text();
        let text = text.trim();
        self.filled += 1;
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let is_day = matches!(cell, Cell::Date(_)) || looks_like_date(text);
        self.days += u32::from(is_day);
        self.phones += u32::from(!is_day && letters == 0 && looks_like_phone(text, digits));
        self.plates += u32::from(matches!(cell, Cell::Text(_)) && looks_like_plate(text));
        self.numbers +=
            u32::from(matches!(cell, Cell::Number(_)) || (digits > 0 && letters <= 3 && !is_day));
        self.figures += u32::from(digits > 0 && letters == 0 && !is_day);
        self.names += u32::from(letters >= 2 && digits == 0 && text.len() <= 60);
        self.emails += u32::from(text.contains('@') && !text.contains(' '));
        let lower = text.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        self.makes += u32::from(words.any(|word| MAKES.contains(&word)));
        self.statuses += u32::from(STATUSES.contains(&lower.as_str()));
        let spaced = text.contains(char::is_whitespace);
        self.codes +=
            u32::from(letters > 0 && digits > 0 && !spaced && !is_day && text.len() <= 20);
        let plain = text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '\''));
        self.sixteen_digits += u32::from(digits == 16 && plain);
    }

    /// Whether nearly all filled cells are of the counted kind.
    pub(crate) fn mostly(&self, counted: u32) -> bool {
        self.filled > 0 && counted * 10 >= self.filled * 8
    }

    /// Whether there is enough to go by, and hardly a cell is of the counted kind.
    pub(crate) fn hardly(&self, counted: u32) -> bool {
        self.filled >= 3 && counted * 10 < self.filled
    }
}

/// Whether a text can be a date; lone serials do not count.
pub(crate) fn looks_like_date(text: &str) -> bool {
    parse_day(text).is_some_and(|written| written.has_year())
}

/// Whether a text has the shape of an Indonesian plate of a region that exists, long enough not
/// to be a code of something else.
pub(crate) fn looks_like_plate(text: &str) -> bool {
    if !(4..=14).contains(&text.len()) {
        return false;
    }
    let key = plate::key(text);
    let region = |shape: &Indonesian<'_>| REGIONS.contains(&format!(" {} ", shape.region));
    key.len() >= 5 && Indonesian::of(&key).as_ref().is_some_and(region)
}

fn looks_like_phone(text: &str, digits: usize) -> bool {
    let start = text.trim_start_matches(['\'', '+', '(']);
    (8..=15).contains(&digits)
        && (start.starts_with('0')
            || start.starts_with('8')
            || start.starts_with("62")
            || text.starts_with('+'))
}
