//! The way in: from paths to a plan that a receiver carries out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::carry::{Carrier, Plan};
use super::convert::Shop;
use super::plan::{FileReport, Finding, Headers, Level, Report, Sink};
use super::read::Source;
use super::read::refusal::Refused;
use super::recognise::{Content, Field};
pub use super::rejected::{Mark, OURS, are_ours};
use super::tables::{Meter, Opened, Table, all_named, open, understand};
use super::tell::{headers, tell_columns};
use crate::domain::trade::Trade;

/// What the person asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Reject a row with any unreadable value instead of taking it in flagged.
    pub strict: bool,
    /// What the files hold.
    pub kind: Kind,
    /// Only this sheet of a workbook.
    pub sheet: Option<String>,
    /// Headers and the stable field names the person wants for them; `-` leaves a column out.
    pub map: BTreeMap<String, String>,
    /// The shop's today.
    pub today: NaiveDate,
    /// ISO 4217 code of the shop's currency.
    pub currency: String,
    /// ISO 3166 code of the shop's country, for phones, plates and the order of day and month.
    pub country: String,
    /// Whether what the shop's customers bring has names, as pets have.
    pub pets: bool,
    /// The shop's trade: the fields of its own that come back with its exports.
    pub trade: Trade,
    /// The program that reads workbooks when run with `READ_WORKBOOK`: our own. `None` reads them
    /// in this process, which only tests of the library should do.
    pub reader: Option<PathBuf>,
}

impl Options {
    /// A lenient import into an Indonesian shop.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            strict: false,
            kind: Kind::Auto,
            sheet: None,
            map: BTreeMap::new(),
            today,
            currency: "IDR".to_owned(),
            country: "ID".to_owned(),
            pets: false,
            trade: Trade::default(),
            reader: None,
        }
    }
}

/// What a file holds. Anything but `Auto` was asked for, and then lists that kenal would leave
/// alone (stock, receipts) come in too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Whatever the columns say.
    #[default]
    Auto,
    /// Customers; dates and amounts make no visits.
    Customers,
    /// Vehicles; dates and amounts make no visits.
    Vehicles,
    /// Visits.
    Visits,
}

/// Watches an import and may stop it.
pub trait Progress {
    /// Called every few hundred rows with bytes (or rows) done and to do. Breaking stops the
    /// import with `Refused::Cancelled`.
    fn tick(&mut self, done: u64, total: u64) -> ControlFlow<()>;
}

/// Nobody watches.
impl Progress for () {
    fn tick(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Brings files in: all of one call form one plan. A refused file refuses the whole call before
/// the sink hears of anything. Customers come before the vehicles and visits that refer to them.
///
/// # Errors
/// [`Refused`] when a file is not taken, when `progress` stops the import, or when the sink fails;
/// in the last two cases the sink has heard a part of the plan and must forget it.
pub fn run(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn Sink,
    progress: &mut dyn Progress,
) -> Result<Report, Refused> {
    let files = open(paths, options)?;
    let mut meter = Meter::new(progress);
    for file in &files {
        meter.expect(
            (0..file.source.sheets().len())
                .map(|sheet| file.source.size(sheet) * READINGS)
                .sum(),
        );
    }
    let mut reports: Vec<FileReport> = files.iter().map(described).collect();
    let mut tables = Vec::new();
    for (at, (file, report)) in files.iter().zip(&mut reports).enumerate() {
        let found = understand(at, file, options, report, &mut meter)?;
        describe_tables(file, &found, options.kind, report);
        tables.extend(found);
    }
    all_named(&tables, options)?;
    for finding in reports.iter().flat_map(|report| &report.findings) {
        sink.finding(finding)?;
    }
    // Who is referred to comes before who refers: people, then their vehicles, then visits.
    tables.sort_by_key(|table| table.layout.content);
    let mut plan = Plan::default();
    if tables.iter().any(names_companies) {
        plan.watch_companies();
    }
    for (number, table) in (0_u32..).zip(&tables) {
        let (Some(file), Some(report)) = (files.get(table.file), reports.get_mut(table.file))
        else {
            continue;
        };
        let shop = Shop::of(options);
        let mut carrier = Carrier {
            number,
            table,
            file,
            shop,
            plan: &mut plan,
            report,
            sink,
        };
        carrier.introduce()?;
        if table.layout.content.comes_in() {
            carrier.carry(&mut meter)?;
        } else {
            carrier.turn_away(&mut meter)?;
        }
    }
    loose_ends(&tables, sink, &mut reports)?;
    reports.iter_mut().for_each(FileReport::settle);
    Ok(Report { files: reports })
}

/// Tells what led nowhere when everything was there, at the rows that said it.
fn loose_ends(
    tables: &[Table],
    sink: &mut dyn Sink,
    reports: &mut [FileReport],
) -> Result<(), Refused> {
    for end in sink.loose_ends()? {
        let here = |table: &&Table| (table.file, table.sheet) == (end.file, end.sheet);
        let table = tables.iter().find(here);
        let column = table.and_then(|table| {
            let at = table.layout.columns.first(Field::of_name(end.field)?)?;
            headers(&table.layout).get(at).cloned()
        });
        let mut finding = Finding {
            file: end.file,
            sheet_no: end.sheet,
            sheet: table.map_or_else(String::new, |table| table.sheet_name.clone()),
            line: end.line,
            column: column.unwrap_or_default(),
            value: end.value,
            reason: end.reason,
            level: Level::Check,
            same_as_line: None,
            cells: Vec::new(),
            is_no_data: false,
        };
        let Some(report) = reports.get_mut(end.file) else {
            continue;
        };
        if sink.knows(&finding)? {
            finding.level = Level::Note;
        } else {
            sink.finding(&finding)?;
            report.new_doubts += 1;
            let came_in = report.rows.saturating_sub(report.rejected);
            report.needs_checking = (report.needs_checking + 1).min(came_in);
        }
        report.keep(finding);
    }
    Ok(())
}

/// The stable names of what a column can fill, as `--map` takes them.
pub fn field_names() -> impl Iterator<Item = &'static str> {
    Field::ALL.iter().map(|field| field.name())
}

/// Whether rows of a table name companies beside people.
fn names_companies(table: &Table) -> bool {
    table.layout.columns.first(Field::Company).is_some()
}

/// What the readings of a table cost: what its columns say, which rows are one visit, and the rows
/// themselves.
pub(crate) const READINGS: u64 = 2 + CARRYING;
/// What it costs to read rows and hand them over, when only to look at them costs one.
pub(crate) const CARRYING: u64 = 12;

/// What is known of a file before its tables are.
fn described(file: &Opened) -> FileReport {
    let (encoding, delimiter) = match &file.source {
        Source::Text {
            encoding, dialect, ..
        } => (encoding.name(), char::from(dialect.delimiter).to_string()),
        Source::Book(_) => ("workbook", String::new()),
    };
    FileReport {
        path: file.path.clone(),
        encoding: encoding.to_owned(),
        delimiter,
        ..FileReport::default()
    }
}

/// What the tables of a file turned out to be.
fn describe_tables(file: &Opened, tables: &[Table], asked: Kind, report: &mut FileReport) {
    let content = tables
        .iter()
        .map(|table| table.layout.content)
        .filter(|content| content.comes_in())
        .max();
    let content = content.or_else(|| tables.first().map(|table| table.layout.content));
    let kind = match asked {
        Kind::Auto => content.map_or("none", Content::name),
        Kind::Customers => "customers",
        Kind::Vehicles => "vehicles",
        Kind::Visits => "visits",
    };
    kind.clone_into(&mut report.kind);
    let others = |table: &&Table| table.layout.content != Content::Nothing;
    let first = tables.iter().find(others);
    report.header_row = first.map_or(0, |table| table.layout.header_row);
    let named = tables.iter().filter(others).map(|table| Headers {
        sheet_no: table.sheet,
        from: table.layout.header_row,
        names: headers(&table.layout),
    });
    report.tables = named.collect();
    if matches!(file.source, Source::Book(_)) {
        report.delimiter = tables
            .iter()
            .map(|table| table.sheet_name.as_str())
            .collect::<Vec<_>>()
            .join(",");
    }
    for table in tables.iter().filter(others) {
        tell_columns(&table.layout, report);
    }
}

#[cfg(test)]
mod tests;
