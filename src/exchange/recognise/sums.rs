//! Columns that add others up, whatever their names say.

use super::{Columns, Field};
use crate::domain::{Amount, Currency, Money};
use crate::exchange::read::cell::{Cell, Record};

/// Where no column is named a total: finds the amount that is the sum of another column and of
/// the amount for parts (or for work), and takes it for the total that it is.
pub(super) fn find_total(columns: &mut Columns, data: &[Record], width: usize) {
    let (None, Some(work), Some(parts)) = (
        columns.first(Field::Total),
        columns.first(Field::LabourAmount),
        columns.first(Field::PartsAmount),
    ) else {
        return;
    };
    let free: Vec<usize> = (0..width)
        .filter(|column| !columns.is_taken(*column))
        .collect();
    for third in free {
        if adds_up(data, third, parts, work) {
            return columns.make_total(work, Field::LabourAmount, third);
        }
        if adds_up(data, third, work, parts) {
            return columns.make_total(parts, Field::PartsAmount, third);
        }
    }
}

/// Whether `a + b = sum` in nearly all rows, and not only because `b` is 0 everywhere.
fn adds_up(data: &[Record], a: usize, b: usize, sum: usize) -> bool {
    let (mut rows, mut fits, mut tells) = (0, 0, false);
    for record in data {
        let [Some(a), Some(b), Some(sum)] = [a, b, sum].map(|column| amount(record.cell(column)))
        else {
            continue;
        };
        rows += 1;
        // Whole rupiah may differ by their rounding.
        let fit = (a + b - sum).abs() <= 2;
        fits += i32::from(fit);
        tells |= fit && a != 0 && b != 0;
    }
    tells && rows >= 3 && fits * 20 >= rows * 19
}

fn amount(cell: &Cell) -> Option<i64> {
    let money = match cell {
        Cell::Number(number) => Money::from_number(*number, Currency::IDR),
        Cell::Text(text) => Amount::parse(text, Currency::IDR, None)
            .ok()?
            .map(|amount| amount.money),
        _ => None,
    };
    money.map(|money| money.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[[f64; 3]]) -> Vec<Record> {
        let row = |cells: &[f64; 3]| Record {
            cells: cells.map(Cell::Number).to_vec(),
            ..Record::default()
        };
        rows.iter().map(row).collect()
    }

    #[test]
    fn a_sum_is_told_from_a_coincidence() {
        let sums = rows(&[[10.0, 5.0, 15.0], [10.0, 0.0, 10.0], [7.0, 1.0, 8.0]]);
        assert!(adds_up(&sums, 0, 1, 2));
        let nothing_added = rows(&[[10.0, 0.0, 10.0], [9.0, 0.0, 9.0], [7.0, 0.0, 7.0]]);
        assert!(!adds_up(&nothing_added, 0, 1, 2));
        let other = rows(&[[10.0, 5.0, 15.0], [10.0, 1.0, 99.0], [7.0, 1.0, 8.0]]);
        assert!(!adds_up(&other, 0, 1, 2));
    }
}
