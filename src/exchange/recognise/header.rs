//! Finding the row, or the two rows, that name the columns.

use super::profile::looks_like_date;
use super::synonyms::{Strength, claim};
use crate::exchange::read::cell::{Cell, Record};

/// Rows among which a header may stand.
const ROWS: usize = 30;

/// The names of the columns.
#[derive(Debug)]
pub(super) struct Header {
    /// Line of the row that names most columns.
    pub(super) line: u64,
    /// Line of the last header row; data comes after it.
    pub(super) last_line: u64,
    /// Names as written, those of two rows joined by a space.
    pub(super) names: Vec<String>,
    /// For each column what to try when the whole name says nothing: the lower row alone.
    pub(super) lower: Vec<String>,
    /// Every header row, folded, to know it again among the data.
    pub(super) rows: Vec<Vec<String>>,
    /// Columns beyond what is kept.
    pub(super) overflow: usize,
}

/// The header in the first rows of a table, if one of them names at least two columns, or all.
pub(super) fn find(sample: &[Record], wanted: &dyn Fn(&str) -> bool) -> Option<Header> {
    let known = |record: &Record| known_names(record, wanted);
    let first = sample
        .iter()
        .take(ROWS)
        .position(|record| is_header(record, known(record)))?;
    // A title may hold two known words by chance; the header below it holds more. Where data
    // comes between, that is another table.
    let at = (first..sample.len().min(first + 3))
        .take_while(|&at| at == first || sample.get(at).is_some_and(|row| !counts(row)))
        .filter(|&at| {
            sample
                .get(at)
                .is_some_and(|record| is_header(record, known(record)))
        })
        .max_by_key(|&at| (sample.get(at).map_or(0, known), usize::MAX - at))?;
    let main = sample.get(at)?;
    let below = sample
        .get(at + 1)
        .filter(|below| is_lower(main, below, wanted));
    let above = at.checked_sub(1).and_then(|at| sample.get(at));
    let above = above.filter(|above| below.is_none() && is_upper(above, main));
    Some(match (above, below) {
        (_, Some(below)) => joined(main, below, main.line),
        (Some(above), None) => joined(above, main, main.line),
        (None, None) => single(main),
    })
}

/// The header of which not one name is anybody's, but all of them together are: our own rules of the points.
pub(super) fn whole(sample: &[Record], ours: impl Fn(&[String]) -> bool) -> Option<Header> {
    let mut headers = sample.iter().take(ROWS).map(single);
    headers.find(|header| ours(&header.names))
}

fn known_names(record: &Record, wanted: &dyn Fn(&str) -> bool) -> usize {
    let mut fields: Vec<_> = Vec::new();
    let mut asked = 0;
    for text in texts(record) {
        if wanted(&text) {
            asked += 1;
        } else if let Some((field, _)) = claim(&text)
            && !fields.contains(&field)
        {
            fields.push(field);
        }
    }
    fields.len() + asked
}

fn is_header(record: &Record, known: usize) -> bool {
    let filled = record.cells.iter().filter(|cell| !cell.is_blank()).count();
    known >= 2.min(filled) && known > 0 && !holds_data(record)
}

/// Whether a row among data is beyond doubt the header of another table: nearly every cell is the
/// very name of a column, and at least three different ones.
pub(crate) fn names_columns(record: &Record) -> bool {
    let filled = filled(record);
    let no_digits = |cell: &Cell| !cell.text().bytes().any(|b| b.is_ascii_digit());
    if filled < 3 || holds_data(record) || !record.cells.iter().all(no_digits) {
        return false;
    }
    let mut fields: Vec<_> = Vec::new();
    let mut known = 0;
    for text in texts(record) {
        if let Some((field, Strength::Exact)) = claim(&text) {
            known += 1;
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
    }
    fields.len() >= 3 && known * 4 >= filled * 3
}

/// Whether a row holds what no header holds: numbers, days, addresses, long digits.
fn holds_data(record: &Record) -> bool {
    record.cells.iter().any(|cell| match cell {
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => true,
        Cell::Text(text) => {
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            digits >= 6 || text.contains('@') || looks_like_date(text)
        }
        Cell::Empty | Cell::Error => false,
    })
}

/// Whether a row of several cells holds a bare number or what no header holds.
fn counts(record: &Record) -> bool {
    let number = |cell: &Cell| {
        let text = cell.text();
        let figures = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ');
        text.bytes().any(|b| b.is_ascii_digit()) && text.chars().all(figures)
    };
    holds_data(record) || (filled(record) > 1 && record.cells.iter().any(number))
}

/// Whether the row below names the columns under the merged cells of the header.
fn is_lower(main: &Record, below: &Record, wanted: &dyn Fn(&str) -> bool) -> bool {
    let under_nothing = below
        .cells
        .iter()
        .enumerate()
        .any(|(column, cell)| !cell.is_blank() && main.cell(column).is_blank());
    let fewer = filled(below) < filled(main).max(3);
    below.line == main.line + 1
        && !holds_data(below)
        && under_nothing
        && fewer
        && known_names(below, wanted) >= 2
}

/// Whether the row above holds merged cells that group the columns of the header.
fn is_upper(above: &Record, main: &Record) -> bool {
    let groups = filled(above);
    let grouped = above.cells.iter().enumerate().any(|(column, cell)| {
        !cell.is_blank() && above.cell(column + 1).is_blank() && !main.cell(column + 1).is_blank()
    });
    above.line + 1 == main.line && groups >= 2 && grouped && !holds_data(above)
}

fn filled(record: &Record) -> usize {
    record.cells.iter().filter(|cell| !cell.is_blank()).count()
}

fn texts(record: &Record) -> impl Iterator<Item = String> + '_ {
    record
        .cells
        .iter()
        .filter(|cell| matches!(cell, Cell::Text(_)) && !cell.is_blank())
        .map(|cell| cell.text().trim().to_owned())
}

fn single(main: &Record) -> Header {
    let mut names: Vec<String> = main.cells.iter().map(shown).collect();
    while names.last().is_some_and(String::is_empty) {
        names.pop();
    }
    Header {
        line: main.line,
        last_line: main.line,
        lower: vec![String::new(); names.len()],
        names,
        rows: vec![folded(main)],
        overflow: main.overflow,
    }
}

fn joined(upper: &Record, lower: &Record, line: u64) -> Header {
    let width = upper.cells.len().max(lower.cells.len());
    let mut names = Vec::with_capacity(width);
    let mut below = Vec::with_capacity(width);
    let mut group = String::new();
    for column in 0..width {
        let (top, bottom) = (shown(upper.cell(column)), shown(lower.cell(column)));
        if !top.is_empty() {
            group.clone_from(&top);
        } else if bottom.is_empty() {
            group.clear();
        }
        // A merged cell reaches as far as there are names below it.
        let above = if top.is_empty() && !bottom.is_empty() {
            &group
        } else {
            &top
        };
        names.push(format!("{above} {bottom}").trim().to_owned());
        below.push(bottom.clone());
        if bottom.is_empty() {
            group.clear();
        }
    }
    while names.last().is_some_and(String::is_empty) {
        names.pop();
        below.pop();
    }
    Header {
        line,
        last_line: lower.line,
        names,
        lower: below,
        rows: vec![folded(upper), folded(lower)],
        overflow: upper.overflow.max(lower.overflow),
    }
}

/// A name on one line.
fn shown(cell: &Cell) -> String {
    let text = cell.text();
    crate::domain::hygiene::clean_line(&text).text
}

/// The row as it is compared with rows of data.
fn folded(record: &Record) -> Vec<String> {
    let fold = |cell: &Cell| cell.text().trim().to_lowercase();
    record.cells.iter().map(fold).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &[&str]) -> Vec<Record> {
        let cell = |text: &str| match text {
            "" => Cell::Empty,
            text => text
                .parse()
                .map_or(Cell::Text(text.to_owned()), Cell::Number),
        };
        let row = |(at, row): (usize, &&str)| Record {
            line: at as u64 + 1,
            cells: row.split(',').map(cell).collect(),
            overflow: 0,
        };
        text.iter().enumerate().map(row).collect()
    }

    fn find_in(text: &[&str]) -> Option<Header> {
        find(&rows(text), &|_| false)
    }

    #[test]
    fn titles_above_the_header_are_passed_over() {
        let found = find_in(&[
            "BENGKEL JAYA",
            "Laporan servis,,",
            "no,nama,nopol",
            "1,Budi,B 1 A",
        ])
        .unwrap();
        assert_eq!((found.line, found.names.len()), (3, 3));
    }

    #[test]
    fn a_header_of_two_rows_is_joined_under_its_merged_cells() {
        let found = find_in(&[
            "NO,TANGGAL,PELANGGAN,,KENDARAAN,,KM",
            ",,NAMA,NO HP,MERK,TH,",
            "1,2,Budi,0812,HONDA,2018,3",
        ])
        .unwrap();
        let wanted = [
            "NO",
            "TANGGAL",
            "PELANGGAN NAMA",
            "PELANGGAN NO HP",
            "KENDARAAN MERK",
            "KENDARAAN TH",
            "KM",
        ];
        assert_eq!(
            (found.names, found.last_line),
            (wanted.map(str::to_owned).to_vec(), 2)
        );
    }

    #[test]
    fn groups_above_the_header_are_joined_too() {
        let found =
            find_in(&["PELANGGAN,,SERVIS 1,,SERVIS 2,", "NAMA,NOPOL,TGL,KM,TGL,KM"]).unwrap();
        assert_eq!(found.names.get(3).map(String::as_str), Some("SERVIS 1 KM"));
    }

    #[test]
    fn data_is_no_header() {
        assert!(
            find_in(&["Budi,Honda,081234567890", "Siti,Motor,Servis"])
                .is_none_or(|found| found.line != 1)
        );
        assert!(find_in(&["Budi,tanya istri", "Siti,ibu"]).is_none());
    }
}
