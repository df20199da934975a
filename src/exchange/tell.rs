//! Findings and counts: what the person hears.

use std::borrow::Cow;

use super::convert::{Found, Reader, Shop, Weight, day_of, parse_day};
use super::plan::{FileReport, Finding, Level, Reason, Sink, Written};
use super::read::cell::{Cell, Record};
use super::read::refusal::Refused;
use super::recognise::{Content, Field, Layout};
use super::rejected::OURS;
use super::survey::Order;
use super::tables::Table;
use super::write::columns::OWN as OWN_FIELD;
use crate::domain::date::{DateSystem, from_serial};

/// A finding about a whole table.
pub(crate) fn finding(file: usize, sheet: &str, reason: Reason, level: Level) -> Finding {
    Finding {
        file,
        sheet_no: 0,
        sheet: sheet.to_owned(),
        line: 0,
        column: String::new(),
        value: String::new(),
        reason,
        level,
        same_as_line: None,
        cells: Vec::new(),
        is_no_data: false,
    }
}

/// Tells the receiver and the report.
pub(crate) fn tell(
    finding: Finding,
    report: &mut FileReport,
    sink: &mut dyn Sink,
) -> Result<(), Refused> {
    if finding.level == Level::Check && !sink.knows(&finding)? {
        report.new_doubts += 1;
    }
    sink.finding(&finding)?;
    report.keep(finding);
    Ok(())
}

/// Tells everything that was noticed about a row, and says whether it needs checking. `rejected`
/// says that the row stays out.
pub(crate) fn tell_row(
    reader: &mut Reader<'_>,
    table: &Table,
    record: &Record,
    original: &[Cell],
    rejected: bool,
    report: &mut FileReport,
    sink: &mut dyn Sink,
) -> Result<bool, Refused> {
    let strict = reader.shop.strict;
    let mut checks = false;
    for remark in reader.remarks.drain(..) {
        let mut level = remark.weight.level(strict);
        let keeps_out = matches!(
            remark.reason,
            Reason::EmptyIdentity | Reason::NoPointsLine | Reason::NoRule
        );
        if rejected && keeps_out {
            level = Level::Rejected;
        } else if rejected && level == Level::Check {
            // A row that did not come in needs no checking.
            level = Level::Note;
        }
        checks |= level == Level::Check;
        let carries = rejected && level == Level::Rejected;
        let column = remark
            .column
            .and_then(|column| table.layout.names.get(column));
        let finding = Finding {
            file: table.file,
            sheet_no: table.sheet,
            sheet: table.sheet_name.clone(),
            line: record.line,
            column: column.map_or(String::new(), |name| name.trim().to_owned()),
            value: remark.value,
            reason: remark.reason,
            level,
            same_as_line: remark.same_as_line,
            cells: if carries {
                decided_cells(original, table, reader.shop)
            } else {
                Vec::new()
            },
            is_no_data: false,
        };
        tell(finding, report, sink)?;
    }
    if rejected {
        report.rejected += 1;
        report.rows += 1;
    } else {
        report.needs_checking += u64::from(checks);
    }
    Ok(checks && !rejected)
}

/// Tells of a row that is no data.
pub(crate) fn tell_skipped(
    table: &Table,
    record: &Record,
    reason: Reason,
    level: Level,
    report: &mut FileReport,
    sink: &mut dyn Sink,
) -> Result<(), Refused> {
    let first = record.cells.iter().find(|cell| !cell.is_blank());
    let finding = Finding {
        sheet_no: table.sheet,
        line: record.line,
        value: first.map_or(String::new(), |cell| {
            cell.text().chars().take(200).collect()
        }),
        cells: if level == Level::Rejected {
            cells(&record.cells)
        } else {
            Vec::new()
        },
        // A row of data without an identity is told with what else was noticed about it.
        is_no_data: matches!(reason, Reason::TotalsRow | Reason::EmptyIdentity),
        ..finding(table.file, &table.sheet_name, reason, level)
    };
    tell(finding, report, sink)
}

/// Cells as the file of rejected rows holds them.
pub(crate) fn cells(cells: &[Cell]) -> Vec<String> {
    cells.iter().map(rejected_cell).collect()
}

/// The same with days as days where the whole column has decided that they are written in another
/// order than is usual here: the few rejected ones might decide otherwise.
fn decided_cells(original: &[Cell], table: &Table, shop: Shop) -> Vec<String> {
    let mut cells = cells(original);
    if original.len() > table.layout.width() {
        return cells;
    }
    let days = table.layout.columns.iter().filter(|(field, _)| {
        // Of a birthday the year need not be known.
        field.is_day() && *field != Field::Birthday
    });
    for &column in days.flat_map(|(_, columns)| columns) {
        let Some(text) = original.get(column).filter(|cell| !cell.is_blank()) else {
            continue;
        };
        let shape = parse_day(&text.text()).and_then(|written| written.shape());
        let decided = shape.map(|shape| table.survey.order(column, shape));
        let unusual = matches!(decided, Some(Order::Decided(order)) if order != shop.order);
        if unusual
            && let Found::Day(day, None) = day_of(text, column, shop, &table.survey)
            && let Some(cell) = cells.get_mut(column)
        {
            *cell = day.to_string();
        }
    }
    cells
}

/// A cell as the file of rejected rows holds it. A date is written as a day: as the bare number
/// that it is in a workbook it would come back as a doubt, or as a plate.
fn rejected_cell(cell: &Cell) -> String {
    let day = match cell {
        Cell::Date(serial) => from_serial(*serial, DateSystem::From1900),
        _ => None,
    };
    day.map_or_else(|| cell.text().into_owned(), |day| day.to_string())
}

/// Which columns fill what, and which fill nothing.
pub(crate) fn tell_columns(layout: &Layout, report: &mut FileReport) {
    for (column, name) in layout.names.iter().enumerate() {
        let name = name.trim();
        if name.is_empty() || OURS.contains(&name) {
            continue;
        }
        let ordinary = layout
            .columns
            .iter()
            .find(|(_, columns)| columns.contains(&column))
            .map(|(field, _)| field);
        let wide = layout
            .wide
            .iter()
            .flatten()
            .find(|(_, wide)| *wide == column)
            .map(|(field, _)| *field);
        if layout.columns.sensitive.contains(&column) {
            add(&mut report.sensitive, name);
        } else if let Some(field) = ordinary
            .or(wide)
            .filter(|field| is_used(*field, layout.content))
            .map(|field| Cow::Borrowed(field.name()))
            .or_else(|| own_field(layout, column).map(Cow::Owned))
        {
            let known = (name.to_owned(), field);
            if !report.mapping.contains(&known) {
                report.mapping.push(known);
            }
        } else {
            add(&mut report.unmapped, name);
        }
    }
}

/// The field of the trade's own that a column of ours fills, by its stable name.
fn own_field(layout: &Layout, column: usize) -> Option<String> {
    let (_, key) = layout.own.iter().find(|(own, _)| *own == column)?;
    Some(format!("{OWN_FIELD}{key}"))
}

/// The headers in the order of the columns; where none stands, what the column was recognised as.
pub(crate) fn headers(layout: &Layout) -> Vec<String> {
    let recognised = |column: usize| {
        let mut fields = layout.columns.iter();
        fields.find_map(|(field, columns)| columns.contains(&column).then(|| field.name()))
    };
    let header = |(column, name): (usize, &String)| match name.trim() {
        "" => recognised(column).unwrap_or_default().to_owned(),
        name => name.to_owned(),
    };
    layout.names.iter().enumerate().map(header).collect()
}

/// Lists of people and vehicles have no place for what tells of a visit.
fn is_used(field: Field, content: Content) -> bool {
    let no_visits = matches!(content, Content::Customers | Content::Vehicles);
    !(no_visits && field.is_of_visit()) || field == Field::Complaint
}

fn add(list: &mut Vec<String>, name: &str) {
    if !list.iter().any(|known| known == name) {
        list.push(name.to_owned());
    }
}

/// Counts what the receiver made of a record.
pub(crate) fn count(
    report: &mut FileReport,
    written: Written,
    news: bool,
    created: impl Fn(&mut FileReport) -> &mut u64,
) {
    match written {
        Written::Created => *created(report) += 1,
        Written::Updated if news => report.updated += 1,
        Written::Updated | Written::Unchanged => {}
    }
}

/// Whether a remark must be told as a rejection even by default.
pub(crate) fn without_identity(reader: &mut Reader<'_>) {
    reader.remark_row(Reason::EmptyIdentity, Weight::Unreadable, None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case(Cell::Date(45_649.0), "2024-12-23")]
    #[case(Cell::Date(45_649.75), "2024-12-23")]
    #[case(Cell::Date(60.0), "60")]
    #[case(Cell::Number(45_649.0), "45649")]
    #[case(Cell::Text("B 1 A".into()), "B 1 A")]
    fn a_rejected_date_is_written_as_a_day(#[case] cell: Cell, #[case] written: &str) {
        assert_eq!(rejected_cell(&cell), written);
    }
}
