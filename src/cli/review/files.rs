//! The review as files. Each is logged before it gets its name, as other exports are.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::args::Review;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::export::{log, opened, place};
use crate::cli::session::Session;
use crate::exchange::report::{self, Report, Spoken};
use crate::exchange::write::NewFile;
use crate::text::{Say, say};

/// Writes whatever files were asked for; says where each is.
pub(super) fn write(
    session: &mut Session,
    args: &Review,
    report: &Report,
    currency: &str,
) -> Ended<()> {
    let lang = session.lang();
    let spoken = Spoken { lang, currency };
    for path in [&args.csv, &args.xlsx, &args.html].into_iter().flatten() {
        place::refuse_the_book(session, path)?;
    }
    for (path, word, endings) in [
        (&args.xlsx, "--xlsx", &["xlsx"][..]),
        (&args.html, "--html", &["html", "htm"]),
    ] {
        fits(session, path.as_deref(), word, endings)?;
    }
    let folder = args
        .csv
        .as_deref()
        .filter(|path| path.extension().is_some());
    if let Some(file) = folder.filter(|path| !path.is_dir()) {
        return Err(misnamed(session, file, "--csv"));
    }
    let overwrite = args.overwrite;
    // Before any of them is written.
    if let Some(path) = there(args, report).filter(|_| !overwrite) {
        let error = io::ErrorKind::AlreadyExists.into();
        return Err(not_made(session, &path, &error));
    }
    if let Some(folder) = &args.csv {
        logged(session, report, folder)?;
        report::csv(report, folder, (args.excel, overwrite), spoken)
            .map_err(|(path, error)| not_made(session, &path, &error))?;
        said(session, folder);
    }
    if let Some(path) = &args.xlsx {
        let fill = |file: &mut NewFile| report::write_xlsx(report, file.file(), spoken);
        one(session, report, (path, overwrite), fill)?;
    }
    if let Some(path) = &args.html {
        let fill = |file: &mut NewFile| report::write_html(report, file.file(), spoken);
        one(session, report, (path, overwrite), fill)?;
    }
    Ok(())
}

/// The first of the files that lies there already.
fn there(args: &Review, report: &Report) -> Option<PathBuf> {
    let tables = args.csv.iter().flat_map(|folder| {
        let tables = report.tables();
        tables.map(|table| report::csv_file(table, folder))
    });
    let pages = [&args.xlsx, &args.html].into_iter().flatten().cloned();
    let is_there = |path: &PathBuf| path.symlink_metadata().is_ok_and(|there| there.is_file());
    tables.chain(pages).find(is_there)
}

fn one(
    session: &mut Session,
    report: &Report,
    (path, overwrite): (&Path, bool),
    fill: impl Fn(&mut NewFile) -> io::Result<()>,
) -> Ended<()> {
    let mut file = place::begin(session, path, overwrite)?;
    fill(&mut file).map_err(|error| place::not_written(session, path, &error))?;
    logged(session, report, path)?;
    place::keep(session, path, file)?;
    said(session, path);
    Ok(())
}

/// Where it is goes to standard error: standard output may hold the review itself.
fn said(session: &mut Session, path: &Path) {
    let text = say::report_written(session.lang(), path.display());
    session.out.note(&text);
}

fn logged(session: &mut Session, report: &Report, path: &Path) -> Ended<()> {
    let (mut store, can) = opened(session)?;
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = path.display().to_string();
    log(session, &mut store, can, "review", report.rows(), path)
}

/// A folder or a file in it could not be begun, or the disk refused it.
fn not_made(session: &Session, path: &Path, error: &io::Error) -> Failing {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::WriteZero => {
            place::not_written(session, path, error)
        }
        _ => place::not_made(session, path, error),
    }
}

/// A workbook under the name of a page would be opened by nobody, and may replace the page.
fn fits(session: &Session, path: Option<&Path>, word: &str, endings: &[&str]) -> Ended<()> {
    let Some(path) = path else { return Ok(()) };
    let ending = path.extension().unwrap_or_default();
    if endings
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
    {
        return Ok(());
    }
    Err(misnamed(session, path, word))
}

fn misnamed(session: &Session, path: &Path, word: &str) -> Failing {
    let lang = session.lang();
    let text = say::report_misnamed(lang, path.display(), word);
    Failing::new(Exit::Usage, text, Say::ReportMisnamedHint.in_(lang))
}
