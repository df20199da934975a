//! Opening the files of a call and understanding their tables, before anything is written.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::convert::Shop;
use super::foreign::Foreign;
use super::import::{Options, Progress, READINGS};
use super::plan::{FileReport, Level, Reason};
use super::read::Source;
use super::read::cell::Record;
use super::read::refusal::{Refusal, Refused};
use super::recognise::{Content, Field, Layout, knows, names_columns, normal, recognise};
use super::survey::Survey;
use super::table::{RowKind, Walk};
use super::tell::finding;

/// Rows of the beginning that are looked at for understanding a table.
const SAMPLE: usize = 200;

/// Rows between two ticks.
pub(crate) const TICK: u64 = 512;

/// An opened file.
pub(crate) struct Opened {
    pub(crate) path: String,
    pub(crate) source: Source,
}

/// A table of it that is understood.
pub(crate) struct Table {
    pub(crate) file: usize,
    pub(crate) sheet: usize,
    pub(crate) sheet_name: String,
    pub(crate) layout: Layout,
    pub(crate) survey: Survey,
}

/// How far the call is, over all its readings.
pub(crate) struct Meter<'a> {
    progress: &'a mut dyn Progress,
    before: u64,
    total: u64,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(progress: &'a mut dyn Progress) -> Self {
        Self {
            progress,
            before: 0,
            total: 0,
        }
    }

    /// Expects so much more.
    pub(crate) fn expect(&mut self, more: u64) {
        self.total += more;
    }

    /// So much of the present reading is done.
    pub(crate) fn tick(&mut self, done: u64) -> Result<(), Refused> {
        match self
            .progress
            .tick((self.before + done).min(self.total), self.total)
        {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refused::Cancelled),
        }
    }

    /// The present reading is over.
    pub(crate) fn finish(&mut self, all: u64) {
        self.before += all;
    }
}

/// Opens all files.
pub(crate) fn open(paths: &[PathBuf], options: &Options) -> Result<Vec<Opened>, Refused> {
    if let Some(field) = options
        .map
        .values()
        .find(|field| *field != "-" && Field::of_name(field).is_none())
    {
        return Err(Refused::NoSuchField(field.clone()));
    }
    paths.iter().map(|path| open_one(path, options)).collect()
}

fn open_one(path: &Path, options: &Options) -> Result<Opened, Refused> {
    let known = |cell: &str| knows(cell) || options.map.keys().any(|header| header == cell.trim());
    Ok(Opened {
        path: path.display().to_string(),
        source: Source::open(path, options.reader.as_deref(), &known)?,
    })
}

/// Looks that each column the person named is there, in one of the tables at least.
///
/// # Errors
/// [`Refused::NoSuchColumn`]: a slip would leave a column out without a word.
pub(crate) fn all_named(tables: &[Table], options: &Options) -> Result<(), Refused> {
    let names = || tables.iter().flat_map(|table| &table.layout.names);
    let missing = |header: &&String| !names().any(|name| normal(name) == normal(header));
    let Some(header) = options.map.keys().find(missing) else {
        return Ok(());
    };
    let mut headers: Vec<String> = Vec::new();
    for name in names().map(|name| name.trim()) {
        if !name.is_empty() && !headers.iter().any(|known| known == name) {
            headers.push(name.to_owned());
        }
    }
    Err(Refused::NoSuchColumn {
        header: header.clone(),
        headers,
    })
}

/// Understands the tables of a file and reads each of them once from end to end.
pub(crate) fn understand(
    at: usize,
    file: &Opened,
    options: &Options,
    report: &mut FileReport,
    meter: &mut Meter<'_>,
) -> Result<Vec<Table>, Refused> {
    let shop = Shop::of(options);
    let mut tables = Vec::new();
    let mut refusal = Refusal::NoHeader;
    for (sheet, name) in wanted_sheets(file, options)? {
        let mut from = Some(0);
        while let Some(line) = from.take() {
            let sample = sample(&file.source, sheet, line).map_err(|error| error.of(&file.path))?;
            if sample.is_empty() {
                break;
            }
            let layout = recognise(&sample, options)
                .map_err(|refusal| Refused::file(&file.path, refusal))?;
            if layout.is_some() {
                refusal = Refusal::NoIdentity;
            }
            let left_out = || finding(at, &name, Reason::SheetLeftOut, Level::Note);
            let Some(layout) = layout else {
                report.keep(left_out());
                break;
            };
            let mut table = Table {
                file: at,
                sheet,
                sheet_name: name.clone(),
                survey: Survey::new(&layout),
                layout,
            };
            from = survey(&mut table, file, shop, meter)?;
            if table.layout.content == Content::Nothing && line == 0 && from.is_none() {
                report.keep(left_out());
            } else {
                // A list of something else above or below is turned away row by row.
                tables.push(table);
            }
        }
    }
    if !tables
        .iter()
        .any(|table| table.layout.content != Content::Nothing)
    {
        return Err(Refused::file(&file.path, refusal));
    }
    Ok(tables)
}

/// The sheets to look at, with their names.
fn wanted_sheets(file: &Opened, options: &Options) -> Result<Vec<(usize, String)>, Refused> {
    let sheets: Vec<(usize, String)> = file
        .source
        .sheets()
        .iter()
        .map(|&name| name.to_owned())
        .enumerate()
        .collect();
    let Some(wanted) = options
        .sheet
        .as_ref()
        .filter(|_| matches!(file.source, Source::Book(_)))
    else {
        return Ok(sheets);
    };
    let (found, others): (Vec<_>, Vec<_>) = sheets
        .into_iter()
        .partition(|(_, name)| name.trim() == wanted.trim());
    if found.is_empty() {
        return Err(Refused::NoSuchSheet {
            path: file.path.clone(),
            sheet: wanted.clone(),
            sheets: others.into_iter().map(|(_, name)| name).collect(),
        });
    }
    Ok(found)
}

/// The first rows from a line on.
fn sample(
    source: &Source,
    sheet: usize,
    from: u64,
) -> Result<Vec<Record>, super::read::refusal::ReadError> {
    let mut rows = source.rows(sheet)?;
    let mut sample = Vec::new();
    let mut record = Record::default();
    while sample.len() < SAMPLE && rows.next(&mut record)? {
        if record.line >= from && !record.is_blank() {
            sample.push(record.clone());
        }
    }
    Ok(sample)
}

/// Reads a table once, up to where another one begins below it: the line is told.
fn survey(
    table: &mut Table,
    file: &Opened,
    shop: Shop,
    meter: &mut Meter<'_>,
) -> Result<Option<u64>, Refused> {
    let failed = |error: super::read::refusal::ReadError| error.of(&file.path);
    let mut walk = Walk::new(&file.source, table.sheet, &table.layout, shop).map_err(failed)?;
    let mut record = Record::default();
    let mut rows = 0;
    let mut foreign = Foreign::default();
    let mut ranges = Vec::new();
    // The line of the row above if that is a title.
    let (mut title, mut another) = (None, None);
    while let Some(kind) = walk.next(&mut record).map_err(failed)? {
        rows += 1;
        let judged = if let RowKind::Data(_) = kind {
            if names_columns(&record) {
                another = Some(title.unwrap_or(record.line));
                break;
            }
            let filled = record.cells.iter().filter(|cell| !cell.is_blank()).count();
            title = (filled == 1).then_some(record.line);
            foreign.take(&record, &table.layout, shop)
        } else {
            foreign.pause(record.line)
        };
        ranges.extend(judged.foreign);
        for record in &judged.own {
            table.survey.add(record, &table.layout);
        }
        if judged.is_own {
            table.survey.add(&record, &table.layout);
        }
        if rows % TICK == 0 {
            meter.tick(walk.done(rows))?;
        }
    }
    let last = foreign.end();
    ranges.extend(last.foreign);
    let above = |record: &&Record| another.is_none_or(|line| record.line < line);
    for record in last.own.iter().filter(above) {
        table.survey.add(record, &table.layout);
    }
    table.layout.foreign = ranges;
    table.survey.close();
    meter.finish(file.source.size(table.sheet));
    if let Some(line) = another {
        table.layout.ends_before = line;
        // Another table is read as often as this one.
        meter.expect(file.source.size(table.sheet) * READINGS);
    }
    Ok(another)
}
