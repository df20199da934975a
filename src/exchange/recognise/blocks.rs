//! Tables that stand side by side on one sheet: the main one counts, small ones beside it
//! (warehouses, mechanics, prices) tell of other things.

use std::ops::Range;

use super::synonyms::claim;
use crate::exchange::read::cell::Record;

/// For each column whether it belongs to the main table.
pub(super) fn main_table(names: &[String], data: &[Record]) -> Vec<bool> {
    let blocks = blocks(names, data);
    let known = |block: &Range<usize>| {
        let names = names.get(block.clone()).unwrap_or_default();
        names.iter().filter(|name| claim(name).is_some()).count()
    };
    let main = blocks
        .iter()
        .max_by_key(|block| (known(block), usize::MAX - block.start))
        .cloned();
    let mut belongs = vec![true; names.len()];
    let Some(main) = main else { return belongs };
    for block in blocks.iter().filter(|block| **block != main) {
        if !goes_along(block, &main, data) {
            for column in block.clone() {
                if let Some(slot) = belongs.get_mut(column) {
                    *slot = false;
                }
            }
        }
    }
    belongs
}

/// Runs of columns without a wholly blank column between them.
fn blocks(names: &[String], data: &[Record]) -> Vec<Range<usize>> {
    let blank = |column: &usize| {
        names.get(*column).is_none_or(|name| name.trim().is_empty())
            && data.iter().all(|record| record.cell(*column).is_blank())
    };
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for column in (0..names.len()).filter(|column| !blank(column)) {
        match blocks.last_mut() {
            Some(block) if block.end == column => block.end += 1,
            _ => blocks.push(column..column + 1),
        }
    }
    blocks
}

/// A spacer of one column is decoration when the rows on both sides belong together.
fn goes_along(block: &Range<usize>, main: &Range<usize>, data: &[Record]) -> bool {
    let apart = if block.start >= main.end {
        block.start - main.end
    } else {
        main.start.saturating_sub(block.end)
    };
    let filled = |record: &Record, range: &Range<usize>| {
        range.clone().any(|column| !record.cell(column).is_blank())
    };
    let rows: Vec<&Record> = data.iter().filter(|record| filled(record, main)).collect();
    let both = rows.iter().filter(|record| filled(record, block)).count();
    let alone = data
        .iter()
        .any(|record| filled(record, block) && !filled(record, main));
    apart <= 1 && !alone && both * 10 >= rows.len() * 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::read::cell::Cell;

    fn table(rows: &[&str]) -> (Vec<String>, Vec<Record>) {
        let cells = |row: &str| row.split(',').map(str::to_owned).collect::<Vec<_>>();
        let record = |row: &&str| Record {
            cells: cells(row).into_iter().map(Cell::Text).collect(),
            ..Record::default()
        };
        (cells(rows[0]), rows[1..].iter().map(record).collect())
    }

    #[test]
    fn a_list_beside_the_table_is_none_of_it() {
        let (names, data) = table(&[
            "nama,nopol,,,mekanik,kode",
            "Budi,B 1 A,,,Asep,A1",
            "Siti,B 2 A,,,,",
        ]);
        assert_eq!(
            main_table(&names, &data),
            [true, true, true, true, false, false]
        );
    }

    #[test]
    fn a_blank_column_for_looks_divides_nothing() {
        let (names, data) = table(&["nama,,nopol", "Budi,,B 1 A", "Siti,,B 2 A"]);
        assert_eq!(main_table(&names, &data), [true; 3]);
    }
}
