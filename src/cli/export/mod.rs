//! `kenal export`: one of the book's lists into a file, or to whoever reads the output.

pub(super) mod place;

use std::io::{IsTerminal as _, Seek, Write};
use std::path::Path;

use super::args::Export;
use super::exit::{Ended, Failing};
use super::progress::Progress;
use super::segment;
use super::session::Session;
use super::{Exit, wording};
use crate::domain::Change;
use crate::domain::export::{ExportFilter, ExportKind};
use crate::exchange::write::columns::{Speech, title};
use crate::exchange::write::{Csv, CsvStyle, List, NewFile, NotListed, TableWriter, Xlsx};
use crate::store::{Access, Reached, Shop, Store, StoreError, fresh_op};
use crate::text::{Lang, Say, say};
use place::Place;

/// Rows between two looks at the clock and at whether somebody asked to stop.
const TICK: u64 = 256;

pub(super) fn run(session: &mut Session, args: &Export) -> Ended {
    let place = Place::of(session, args)?;
    let some = args.segment.is_some() || args.since.is_some() || args.until.is_some();
    let whole = match args.what {
        ExportKind::Segments => Some((Say::ExportSegmentsWhole, Say::ExportSegmentsWholeHint)),
        ExportKind::Rules => Some((Say::ExportRulesWhole, Say::ExportRulesWholeHint)),
        _ => None,
    };
    if let Some((why, hint)) = whole.filter(|_| some) {
        let lang = session.lang();
        let why = say::cli_usage(lang, why.in_(lang));
        return Err(Failing::new(Exit::Usage, why, hint.in_(lang)));
    }
    let (mut store, logged) = opened(session)?;
    let (shop, today) = session.shop(&store)?;
    let customers = match &args.segment {
        Some(name) => Some(segment::customers(session, &store, name, today)?),
        None => None,
    };
    let filter = ExportFilter {
        customers,
        since: args.since,
        until: args.until,
        ..ExportFilter::default()
    };
    let lang = session.lang();
    let book = store.mark().map_err(|error| session.failing(&error))?;
    let speech = Speech {
        lang: args.excel.then_some(lang),
        trade: &shop.profile,
        today,
        book: &book,
    };
    let list = List::new(&store, args.what, &filter, speech);
    let going = Going {
        list: list.map_err(|error| session.failing(&error))?,
        args,
        shop: &shop,
        lang,
    };
    let left;
    match &place {
        Place::Output => {
            let rows = going.to_output(session)?;
            left = going.list.left_alone();
            session.out.finish()?;
            log(
                session,
                &mut store,
                logged,
                args.what.name(),
                rows,
                "-".to_owned(),
            )?;
        }
        Place::File(path) => {
            let (rows, file) = going.to_file(session, path)?;
            left = going.list.left_alone();
            let where_to = std::path::absolute(path).unwrap_or_else(|_| path.clone());
            let where_to = where_to.display().to_string();
            // Before the file is there: none is without its line in the audit.
            log(
                session,
                &mut store,
                logged,
                args.what.name(),
                rows,
                where_to,
            )?;
            place::keep(session, path, file)?;
            let text = say::export_written(lang, rows, path.display());
            session.out.line(&text)?;
        }
    }
    if left > 0 {
        session.out.note(&say::message_said_no_contact(lang, left));
    }
    Ok(Exit::Done)
}

/// The book, and whether it can be written into: from one that can only be looked at lists go out
/// too, and that it is not logged is said.
pub(super) fn opened(session: &mut Session) -> Ended<(Store, bool)> {
    match session.try_open(Access::Write) {
        Err(StoreError::ReadOnly { .. }) => Ok((session.open(Access::Read)?, false)),
        opened => Ok((opened.map_err(|error| session.failing(&error))?, true)),
    }
}

/// Writes into the audit what went out, how many rows and where to.
pub(super) fn log(
    session: &mut Session,
    store: &mut Store,
    logged: bool,
    what: &str,
    rows: u64,
    place: String,
) -> Ended<()> {
    let change = Change::Export {
        what: what.to_owned(),
        rows,
        place,
    };
    let written = logged.then(|| store.write(&session.author(), fresh_op(), &change));
    match written {
        Some(Ok(_)) => Ok(()),
        // From a damaged book as much as possible is to be saved.
        None | Some(Err(StoreError::Damaged(_))) => {
            session.out.warn(Say::ExportNotLogged.in_(session.lang()));
            Ok(())
        }
        Some(Err(error)) => Err(session.failing(&error)),
    }
}

/// A list that is going out.
struct Going<'a> {
    list: List<'a>,
    args: &'a Export,
    shop: &'a Shop,
    lang: Lang,
}

impl Going<'_> {
    fn to_output(&self, session: &mut Session) -> Ended<u64> {
        let mut progress = begun(session)?;
        if std::io::stdout().is_terminal() {
            // The rows are to be seen, not the bar between them.
            progress.stays_hidden();
        }
        let mut output = session.out.data();
        let written = self.csv(&mut output).and_then(|mut writer| {
            let rows = self.list.write(&mut *writer, &mut watch(&mut progress))?;
            writer.finish()?;
            Ok(rows)
        });
        written.map_err(|error| match error {
            NotListed::File(error) => session.out.not_written(&error),
            error => place::not_listed(session, &progress, Path::new("-"), error),
        })
    }

    fn to_file(&self, session: &Session, path: &Path) -> Ended<(u64, NewFile)> {
        let mut file = place::begin(session, path, self.args.overwrite)?;
        let mut progress = begun(session)?;
        let workbook = place::is_workbook(path);
        let written = self.fill(file.file(), workbook, &mut progress);
        match written {
            Ok(rows) => Ok((rows, file)),
            Err(error) => Err(place::not_listed(session, &progress, path, error)),
        }
    }

    fn fill(
        &self,
        out: impl Write + Seek,
        workbook: bool,
        progress: &mut Progress,
    ) -> Result<u64, NotListed> {
        let mut writer = if workbook {
            self.xlsx(out)?
        } else {
            self.csv(out)?
        };
        let rows = self.list.write(&mut *writer, &mut watch(progress))?;
        writer.finish()?;
        if progress.stopped() {
            return Err(NotListed::Stopped);
        }
        Ok(rows)
    }

    fn csv<'w>(&self, out: impl Write + 'w) -> Result<Box<dyn TableWriter + 'w>, NotListed> {
        let style = if self.args.excel {
            CsvStyle::spreadsheet(self.lang)
        } else {
            CsvStyle::PROGRAM
        };
        let style = self
            .args
            .delimiter
            .map_or(style, |delimiter| style.delimited(delimiter));
        let headers = self.headers();
        let headers = headers.iter().map(String::as_str);
        Ok(Box::new(Csv::new(out, style, self.shop.unit(), headers)?))
    }

    fn xlsx<'w>(
        &self,
        out: impl Write + Seek + 'w,
    ) -> Result<Box<dyn TableWriter + 'w>, NotListed> {
        let title = title(self.args.what).in_(self.lang);
        let headers = self.headers();
        let headers = headers.iter().map(String::as_str);
        Ok(Box::new(Xlsx::new(out, title, self.shop.unit(), headers)?))
    }

    fn headers(&self) -> Vec<String> {
        let columns = self.list.columns(self.lang).into_iter();
        if self.args.excel {
            columns.map(|column| column.label).collect()
        } else {
            columns.map(|column| column.name).collect()
        }
    }
}

fn begun(session: &Session) -> Ended<Progress> {
    let lang = session.lang();
    Progress::start(&session.out, Say::ExportWorking.in_(lang), lang)
        .map_err(|error| wording::internal(&error.to_string(), lang))
}

/// Looks now and then how far it is.
fn watch(progress: &mut Progress) -> impl FnMut(Reached) -> bool + '_ {
    let mut rows = 0_u64;
    move |reached| {
        rows += 1;
        rows.is_multiple_of(TICK) && progress.step(reached.done, reached.all).is_break()
    }
}
