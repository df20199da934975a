//! Lists of the book and of its screens, each into a file of its own.

use std::io;
use std::path::{Path, PathBuf};

use super::super::shop_book::failure;
use super::lists::{Output, found, of_book, recovering, reviewed, table};
use super::{ExportWords, Exporting, Watch};
use crate::config;
use crate::domain::Day;
use crate::exchange::report::{self, Spoken, Words};
use crate::exchange::write::{NewFile, NotListed};
use crate::protocol::{Export, ExportContent, ExportRows, Exported, Failure, NotWritten};
use crate::store::{Access, SameFile, Store};

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
        mut watch: Watch<'_>,
    ) -> Result<Exported, Failure> {
        let path = placed(&export.path);
        match &export.content {
            ExportContent::Review(week) => self.review(&path, *week, (export, words), &mut watch),
            ExportContent::Rows(rows) => self.rows(&path, rows, (export, words), &mut watch),
        }
    }
}

impl BookExporter {
    /// The book, read until somebody stops it.
    fn open(&self, watch: &Watch<'_>) -> Result<Store, Failure> {
        let mut store = self.0.open(Access::Read).map_err(failure)?;
        let asking = watch.stop.clone();
        store.stop_study_when(Some(Box::new(move || asking.now())));
        Ok(store)
    }

    fn rows(
        &self,
        path: &Path,
        rows: &ExportRows,
        (export, words): (&Export, &ExportWords),
        watch: &mut Watch<'_>,
    ) -> Result<Exported, Failure> {
        // Before the file is begun: a book that cannot be opened leaves none behind.
        let store = match rows {
            ExportRows::Here(_) => None,
            _ => Some(self.open(watch)?),
        };
        let mut file = NewFile::at(path).map_err(|error| not_written(path, &error))?;
        let output = Output {
            file: &mut file,
            format: export.format,
            words,
            without: &export.without,
        };
        let written = match (rows, &store) {
            (ExportRows::Here(rows), _) => table(rows, output),
            (ExportRows::Book(kind, filter), Some(store)) => {
                of_book(store, (*kind, filter), output, watch)
            }
            (ExportRows::Found { text, also }, Some(store)) => {
                found(store, (text, *also), output, watch)
            }
            (ExportRows::Recovering(asked), Some(store)) => recovering(store, asked, output, watch),
            (ExportRows::Reviewed(list), Some(store)) => reviewed(store, list, output, watch),
            (_, None) => Err(NotListed::Stopped),
        };
        let kept = written.and_then(|rows| Ok((rows, file.keep_beside()?)));
        let (rows, path) = kept.map_err(|error| match error {
            NotListed::Store(error) => failure(error),
            NotListed::File(error) => not_written(path, &error),
            NotListed::Stopped => Failure::Cancelled,
        })?;
        Ok(Exported {
            path,
            what: export.what.clone(),
            rows,
        })
    }

    /// The weekly review as a page and a workbook in a folder; answers where the page is.
    fn review(
        &self,
        folder: &Path,
        week: Option<Day>,
        (export, words): (&Export, &ExportWords),
        watch: &mut Watch<'_>,
    ) -> Result<Exported, Failure> {
        let store = self.open(watch)?;
        let weekly = store.review_for_files(words.today, week, None, watch.come);
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
        let stop = || watch.stop.now();
        let saved = report::save(&report, folder, sunday, spoken, &stop);
        let [path, _] = saved.map_err(|(path, error)| match error.kind() {
            io::ErrorKind::Interrupted if stop() => Failure::Cancelled,
            _ => not_written(&path, &error),
        })?;
        Ok(Exported {
            path,
            what: export.what.clone(),
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
