//! The thread that writes lists into files. It opens the book, with a connection of its own, for a
//! list of the book; a table of the screen needs none.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use super::checker::Stop;
use super::inbox::Sender;
use super::shop_book::failure;
use crate::config;
use crate::domain::export::{ExportKind, Table};
use crate::domain::trade::Trade;
use crate::domain::{Currency, Day};
use crate::exchange::report::{self, Spoken, Words};
use crate::exchange::write::columns::Speech;
use crate::exchange::write::{Cell, Csv, CsvStyle, List, NewFile, NotListed, TableWriter, Xlsx};
use crate::protocol::{Export, ExportContent, ExportFormat, Exported, Failure, Msg, NotWritten};
use crate::store::{Access, SameFile};
use crate::text::Lang;

/// How long leaving waits for a list that was told to stop.
const STOPS: Duration = Duration::from_millis(500);

/// In which words and which money a list goes out.
#[derive(Debug, Clone)]
pub struct ExportWords {
    /// The person's language.
    pub lang: Lang,
    /// The shop's trade.
    pub trade: Arc<Trade>,
    /// The shop's currency.
    pub currency: Currency,
    /// The shop's calendar day.
    pub today: Day,
}

/// Writes a list into a file.
pub trait Exporting: Send {
    /// Writes it, whole or not at all; `stop` ends it with [`Failure::Cancelled`].
    ///
    /// # Errors
    /// What kept it from being written.
    fn export(
        &mut self,
        export: &Export,
        words: &ExportWords,
        stop: &Stop,
    ) -> Result<Exported, Failure>;
}

/// What the exporter is asked; nothing at the end.
type Job = Option<(Box<Export>, ExportWords)>;

/// The loop's end of the exporter.
#[derive(Debug)]
pub(super) struct Exporter {
    lists: mpsc::Sender<Job>,
    stop: Stop,
    ended: Receiver<()>,
}

/// The exporter's end.
#[derive(Debug)]
pub(super) struct Lists {
    to_do: Receiver<Job>,
    stop: Stop,
    ends: mpsc::Sender<()>,
}

impl Exporter {
    /// An exporter that waits to be started.
    pub(super) fn new() -> (Exporter, Lists) {
        let (lists, to_do) = mpsc::channel();
        let (ends, ended) = mpsc::channel();
        let stop = Stop::default();
        let own = Lists {
            to_do,
            stop: stop.clone(),
            ends,
        };
        (Exporter { lists, stop, ended }, own)
    }

    /// Writes a list after all that were asked for before.
    pub(super) fn export(&self, export: Box<Export>, words: ExportWords) {
        let _ = self.lists.send(Some((export, words)));
    }

    /// Stops a list that is being written, of which nothing stays, and waits until it is gone; not
    /// for long.
    pub(super) fn end(&self) {
        self.stop.stop();
        let _ = self.lists.send(None);
        let _ = self.ended.recv_timeout(STOPS);
    }
}

impl Lists {
    /// Starts the exporter.
    pub(super) fn start(self, mut book: Box<dyn Exporting>, inbox: Sender) -> io::Result<()> {
        let work = move || {
            // Dropped at the end, which the other side hears.
            let _ends = self.ends;
            while let Ok(Some((export, words))) = self.to_do.recv() {
                if self.stop.now() {
                    return;
                }
                let exported = book.export(&export, &words, &self.stop);
                inbox.post(Msg::Exported(exported));
            }
        };
        thread::Builder::new()
            .name("export".into())
            .spawn(work)
            .map(drop)
    }
}

/// Writes lists of the book and of its screens.
pub struct BookExporter(SameFile);

impl BookExporter {
    /// Writes lists of this file.
    pub fn of(file: SameFile) -> Self {
        Self(file)
    }
}

impl Exporting for BookExporter {
    fn export(
        &mut self,
        export: &Export,
        words: &ExportWords,
        stop: &Stop,
    ) -> Result<Exported, Failure> {
        let path = placed(&export.path);
        if let ExportContent::Review(week) = &export.content {
            return self.review(&path, *week, (export, words, stop));
        }
        let rows = match &export.content {
            ExportContent::Table(table) => {
                let mut file = NewFile::at(&path).map_err(|error| not_written(&path, &error))?;
                let written = write_table(table, export.format, words, &mut file);
                written.map(|rows| (rows, file)).map_err(NotListed::from)
            }
            ExportContent::Book(kind, filter) => {
                let store = self.0.open(Access::Read).map_err(failure)?;
                let speech = Speech {
                    lang: Some(words.lang),
                    trade: &words.trade,
                    today: words.today,
                };
                let list = List::new(&store, *kind, filter, speech).map_err(failure)?;
                let mut file = NewFile::at(&path).map_err(|error| not_written(&path, &error))?;
                let written = write_list(&list, *kind, export.format, words, &mut file, stop);
                written.map(|rows| (rows, file))
            }
            // Done with above.
            ExportContent::Review(_) => return Err(Failure::Cancelled),
        };
        let kept = rows.and_then(|(rows, file)| Ok((rows, file.keep_beside()?)));
        let (rows, path) = kept.map_err(|error| match error {
            NotListed::Store(error) => failure(error),
            NotListed::File(error) => not_written(&path, &error),
            NotListed::Stopped => Failure::Cancelled,
        })?;
        Ok(Exported {
            path,
            what: export.what.clone(),
            asked: export.asked,
            rows,
        })
    }
}

impl BookExporter {
    /// The weekly review as a page and a workbook in a folder; answers where the page is.
    fn review(
        &self,
        folder: &Path,
        week: Option<Day>,
        (export, words, stop): (&Export, &ExportWords, &Stop),
    ) -> Result<Exported, Failure> {
        let mut store = self.0.open(Access::Read).map_err(failure)?;
        let asking = stop.clone();
        store.stop_study_when(Some(Box::new(move || asking.now())));
        let weekly = store.review(words.today, week, None, &mut |_| {});
        let weekly = weekly.map_err(failure)?;
        let sunday = weekly.review.week.sunday;
        let loyalty = store.loyalty(sunday, &mut |_| {}).map_err(failure)?;
        let shop = store.shop().map_err(failure)?;
        let spoken = Spoken {
            lang: words.lang,
            currency: &shop.currency,
        };
        let told = Words {
            lang: words.lang,
            shop: &shop.name,
            currency: &shop.currency,
            today: words.today,
        };
        let report = report::report(&weekly, &loyalty, &told);
        let saved = report::save(&report, folder, sunday, spoken);
        let [path, _] = saved.map_err(|(path, error)| not_written(&path, &error))?;
        Ok(Exported {
            path,
            what: export.what.clone(),
            asked: false,
            rows: report.rows(),
        })
    }
}

/// `~/list.csv` in the home folder, a bare name among the person's documents.
fn placed(path: &Path) -> PathBuf {
    if let Ok(rest) = path.strip_prefix("~")
        && let Some(home) = config::home_folder()
    {
        return home.join(rest);
    }
    if path.is_absolute() {
        return path.to_owned();
    }
    config::documents_folder().join(path)
}

fn not_written(path: &Path, error: &io::Error) -> Failure {
    Failure::NotWritten(NotWritten {
        path: path.to_owned(),
        kind: error.kind(),
        said: error.to_string(),
    })
}

/// A writer into a file, of the kind that was asked for.
fn writer<'f>(
    format: ExportFormat,
    title: &str,
    words: &ExportWords,
    labels: &[String],
    file: &'f mut NewFile,
) -> io::Result<Box<dyn TableWriter + 'f>> {
    let labels = labels.iter().map(String::as_str);
    let out = file.file();
    Ok(match format {
        ExportFormat::Csv => {
            let style = CsvStyle::spreadsheet(words.lang);
            Box::new(Csv::new(out, style, words.currency, labels)?)
        }
        ExportFormat::Xlsx => Box::new(Xlsx::new(out, title, words.currency, labels)?),
    })
}

fn write_table(
    table: &Table,
    format: ExportFormat,
    words: &ExportWords,
    file: &mut NewFile,
) -> io::Result<u64> {
    let labels: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.label.clone())
        .collect();
    let mut writer = writer(format, &table.title, words, &labels, file)?;
    for row in &table.rows {
        for value in row {
            writer.cell(&Cell::from(value))?;
        }
        writer.end_row()?;
    }
    writer.finish()?;
    Ok(table.rows.len() as u64)
}

fn write_list(
    list: &List<'_>,
    kind: ExportKind,
    format: ExportFormat,
    words: &ExportWords,
    file: &mut NewFile,
    stop: &Stop,
) -> Result<u64, NotListed> {
    let columns = list.columns(words.lang).into_iter();
    let labels: Vec<String> = columns.map(|column| column.label).collect();
    let title = crate::exchange::write::columns::title(kind).in_(words.lang);
    let mut writer = writer(format, title, words, &labels, file)?;
    let rows = list.write(&mut *writer, &mut |_| stop.now())?;
    writer.finish()?;
    Ok(rows)
}
