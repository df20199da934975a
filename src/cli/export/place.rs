//! Where a list goes, and why it did not get there.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::Export;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::progress::Progress;
use crate::cli::session::Session;
use crate::cli::wording;
use crate::exchange::write::{NewFile, NotListed};
use crate::store::StoreError;
use crate::text::{Say, say};

/// Where a list goes.
#[derive(Debug)]
pub(super) enum Place {
    /// To whoever reads the output.
    Output,
    /// Into this file.
    File(PathBuf),
}

impl Place {
    /// The place that the words name.
    ///
    /// # Errors
    /// When they do not say what kind of file it becomes.
    pub(super) fn of(session: &Session, args: &Export) -> Ended<Place> {
        let lang = session.lang();
        let path = &args.to;
        if path.as_os_str() == "-" {
            return Ok(Place::Output);
        }
        let place = path.display().to_string();
        if !is_workbook(path) && !ends_in(path, "csv") {
            let why = say::export_ending(lang, place);
            let hint = Say::ExportEndingHint.in_(lang);
            return Err(Failing::new(Exit::Usage, say::cli_usage(lang, why), hint));
        }
        if is_workbook(path) && args.delimiter.is_some() {
            let why = Say::ExportNoSeparator.in_(lang);
            let hint = Say::ExportNoSeparatorHint.in_(lang);
            return Err(Failing::new(Exit::Usage, say::cli_usage(lang, why), hint));
        }
        Ok(Place::File(path.clone()))
    }
}

/// Whether a file is a workbook, by its ending.
pub(super) fn is_workbook(path: &Path) -> bool {
    ends_in(path, "xlsx")
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension()
        .is_some_and(|known| known.eq_ignore_ascii_case(ending))
}

/// Begins the file that is asked for. What lies there is replaced only where that is said, and the book never.
///
/// # Errors
/// When the book or anything else lies there, or the folder lets no file be made.
pub(in crate::cli) fn begin(session: &Session, path: &Path, overwrite: bool) -> Ended<NewFile> {
    refuse_the_book(session, path)?;
    let file = if overwrite {
        NewFile::at(path)
    } else {
        NewFile::where_nothing_is(path)
    };
    file.map_err(|error| not_made(session, path, &error))
}

/// Gives a file its name.
///
/// # Errors
/// When the disk refuses, or something came to lie there meanwhile.
pub(in crate::cli) fn keep(session: &Session, path: &Path, file: NewFile) -> Ended<()> {
    file.keep().map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => not_made(session, path, &error),
        _ => not_written(session, path, &error),
    })
}

/// A file that would take the place of the book is refused.
pub(in crate::cli) fn refuse_the_book(session: &Session, path: &Path) -> Ended<()> {
    let whole = |path: &Path| path.canonicalize().ok();
    if whole(path).is_none_or(|path| Some(path) != whole(&session.file)) {
        return Ok(());
    }
    let lang = session.lang();
    let text = say::export_is_the_book(lang, path.display());
    let hint = Say::ExportIsTheBookHint.in_(lang);
    Err(Failing::new(Exit::CannotCreate, text, hint))
}

/// The file could not be begun.
pub(in crate::cli) fn not_made(session: &Session, path: &Path, error: &io::Error) -> Failing {
    let lang = session.lang();
    if error.kind() == io::ErrorKind::AlreadyExists {
        let text = say::error_exists_text(lang, path.display());
        return Failing::new(Exit::CannotCreate, text, Say::ExportExistsHint.in_(lang));
    }
    let why = match error.kind() {
        io::ErrorKind::NotFound => Say::ExportWhyNoFolder.in_(lang).to_owned(),
        _ => wording::why(error, lang),
    };
    Failing::new(
        Exit::CannotCreate,
        say::error_cannot_create_text(lang, path.display(), why),
        Say::ExportNotMadeHint.in_(lang),
    )
}

/// The disk refused the file.
pub(in crate::cli) fn not_written(session: &Session, path: &Path, error: &io::Error) -> Failing {
    let lang = session.lang();
    let why = wording::why(error, lang);
    Failing::new(
        Exit::Io,
        say::export_not_written(lang, path.display(), why),
        Say::ExportNotWrittenHint.in_(lang),
    )
}

/// The list did not get into its file.
pub(super) fn not_listed(
    session: &Session,
    progress: &Progress,
    path: &Path,
    error: NotListed,
) -> Failing {
    match error {
        NotListed::File(error) => not_written(session, path, &error),
        NotListed::Store(error) => session.failing(&error),
        NotListed::Stopped => progress.by_signal(session.failing(&StoreError::Cancelled)),
    }
}
