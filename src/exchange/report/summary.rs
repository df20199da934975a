//! The one page as one table, for a spreadsheet: what stands on it, row by row, with the part of
//! the page in front.

use super::{Cell, Column, Place, Section, Table};
use crate::text::{Lang, Say};

/// The name of the table, which is also that of its file.
pub(super) const NAME: &str = "summary";

/// All tables of the page under one another, below the days that it is of; a cell is blank where a
/// table has no such column.
pub(super) fn summary(days: Cell, page: &[Section], lang: Lang) -> Table {
    let column = |name, label: Say| Column {
        name,
        label: label.in_(lang),
        place: Place::File,
        rank: 0,
    };
    let mut columns = vec![
        column("part", Say::ReportColPart),
        column("what", Say::ReportColWhat),
    ];
    for table in page.iter().flat_map(|section| &section.tables) {
        for at in table.file_columns() {
            let one = &table.columns[at];
            if columns.iter().all(|known| known.name != one.name) {
                columns.push(Column {
                    place: Place::File,
                    ..one.clone()
                });
            }
        }
    }
    let title = Say::ReportTitle.in_(lang).to_owned();
    let mut head = vec![Cell::Told("review".to_owned(), title), days];
    head.resize(columns.len(), Cell::Blank);
    let mut rows = vec![head];
    for section in page {
        for sentence in &section.sentences {
            let mut cells = vec![part(section), Cell::Said(sentence.clone())];
            cells.resize(columns.len(), Cell::Blank);
            rows.push(cells);
        }
        for (table, row) in section.tables.iter().flat_map(of_table) {
            let mut cells = vec![part(section)];
            let rest = columns.iter().skip(1);
            cells.extend(rest.map(|column| under(column.name, table, row)));
            rows.push(cells);
        }
    }
    Table {
        name: NAME,
        title: Say::ReportPageTitle.in_(lang).to_owned(),
        columns,
        total: rows.len(),
        rows,
        on_page: false,
    }
}

/// Which part of the page.
fn part(section: &Section) -> Cell {
    let name = section.name.strip_prefix("page_").unwrap_or(section.name);
    Cell::Told(name.to_owned(), section.title.clone())
}

fn of_table(table: &Table) -> impl Iterator<Item = (&Table, &Vec<Cell>)> {
    table.rows.iter().map(move |row| (table, row))
}

/// What stands in a row under the column of that name.
fn under(name: &str, table: &Table, row: &[Cell]) -> Cell {
    let mut files = table.file_columns().into_iter();
    let at = files.find(|at| table.columns[*at].name == name);
    at.and_then(|at| row.get(at).cloned())
        .unwrap_or(Cell::Blank)
}
