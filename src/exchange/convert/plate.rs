//! Plates of a row.

use super::{Reader, Weight, cell_of, without_formula_guard};
use crate::domain::Plate;
use crate::domain::hygiene::clean_line;
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::{Field, Layout};

/// Longest plate that is kept, in characters.
const LONGEST: usize = 40;

impl Reader<'_> {
    /// The plate of a row, if it has one.
    pub(super) fn plate(&mut self, record: &Record) -> Option<Plate> {
        let column = self.column(Field::Plate)?;
        let cell = cell_of(record, column);
        if cell.is_blank() {
            return None;
        }
        let damaged = match cell {
            Cell::Date(_) => Some(Reason::PlateIsDate),
            Cell::Error => Some(Reason::CellError),
            Cell::Number(_) => Some(Reason::PlateNumericCell),
            _ if is_scientific(&cell.text()) => Some(Reason::PlateScientific),
            _ => None,
        };
        if let Some(reason) = damaged {
            self.remark(column, cell, reason, Weight::Unreadable);
        }
        let plate = read(cell);
        if let Some(plate) = &plate {
            if plate.typed.chars().count() > LONGEST {
                self.remark(column, cell, Reason::FieldTooLong, Weight::Unreadable);
                return None;
            }
            if damaged.is_none() && self.survey.is_odd_plate(&plate.key) {
                self.remark(column, cell, Reason::PlateUnusual, Weight::Doubt);
            }
        } else if damaged.is_none() {
            self.remark(column, cell, Reason::PlatePlaceholder, Weight::Doubt);
        }
        plate
    }
}

/// The key of the plate that a row shows; empty without one.
pub(crate) fn key_of(record: &Record, layout: &Layout) -> String {
    let column = layout.columns.first(Field::Plate);
    let plate = column.and_then(|column| read(cell_of(record, column)));
    plate.map_or(String::new(), |plate| plate.key)
}

/// What a cell shows as a plate. A short number may be one that a spreadsheet took for a number.
fn read(cell: &Cell) -> Option<Plate> {
    match cell {
        Cell::Number(number) if !(100.0..100_000.0).contains(number) => return None,
        Cell::Number(_) | Cell::Text(_) => {}
        _ => return None,
    }
    let text = cell.text();
    if is_scientific(&text) {
        return None;
    }
    let text = clean_line(without_formula_guard(&text)).text;
    Plate::parse(text.trim_start_matches('\''))
}

/// `1.00E+10`: only a spreadsheet writes that; `1E10` is a plate.
fn is_scientific(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let fraction = mantissa
        .split_once(['.', ','])
        .is_some_and(|(a, b)| plain(a) && plain(b));
    let signed = exponent.strip_prefix(['+', '-']).is_some_and(plain);
    (fraction && (signed || plain(exponent))) || (plain(mantissa) && signed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_spreadsheet_writes_an_exponent_with_a_sign_or_a_fraction() {
        assert!(is_scientific("1.00E+10") && is_scientific("1,5E10") && is_scientific("12E+3"));
        assert!(!is_scientific("1E10") && !is_scientific("12E3") && !is_scientific("B 1 E"));
    }
}
