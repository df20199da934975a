//! `kenal import`: brings spreadsheets in, shows what was brought in, takes it back.

mod batches;
mod late;
mod refused;
mod rejects;
mod room;
mod summary;

use std::path::{Path, PathBuf};

use super::args::Import;
use super::exit::{Ended, Exit, Failing};
use super::progress::Progress;
use super::session::Session;
use super::{json, wording};
use crate::domain::{BatchId, Day, Owing};
use crate::exchange::import::{self, Options};
use crate::exchange::plan::Report;
use crate::store::{Shop, Store, StoreError, fresh_op};
use crate::text::Say;
use late::Late;
use rejects::Rejects;

pub(super) fn run(session: &mut Session, args: &Import) -> Ended {
    match args.undo {
        _ if args.list => batches::list(session, args.json),
        Some(batch) => batches::undo(session, BatchId(batch), args.json),
        None => bring_in(session, args),
    }
}

/// Two imports into one book wait for each other.
const JOB: &str = "import";

/// What an import did.
struct Done {
    report: Report,
    batch: Option<BatchId>,
    /// How many visits had waited for points that came.
    waited: u64,
    /// Whose points are below zero after it.
    owing: Vec<Owing>,
    /// Where the rejected rows of each file went.
    rejects: Vec<Vec<PathBuf>>,
}

fn bring_in(session: &mut Session, args: &Import) -> Ended {
    // Named so that the folder of a trial stays until the end.
    let (mut store, _folder) = if args.dry_run {
        session.open_for_trial()?
    } else {
        (session.open_to_write()?, None)
    };
    let (shop, today) = session.shop(&store)?;
    if !args.dry_run {
        room::check(session, &args.files, store.path())?;
    }
    let options = options(args, &shop, today);
    let done = if args.dry_run {
        carry_out(session, &mut store, args, &options)?
    } else {
        alone(session, &mut store, args, &options)?
    };
    if args.json {
        let batch = done.batch.map(|batch| batch.0);
        let imported = json::Imported::new(
            (batch, done.waited, &done.owing),
            args.dry_run,
            &done.report,
            &done.rejects,
        );
        session.out.json(&imported)?;
    } else {
        let wording = session.wording(&shop, today);
        summary::print(session, &done, args.dry_run, wording)?;
    }
    match done.report.exit_code() {
        0 => Ok(Exit::Done),
        _ => Ok(Exit::Partly),
    }
}

fn options(args: &Import, shop: &Shop, today: Day) -> Options {
    Options {
        strict: args.strict,
        kind: args.kind,
        sheet: args.sheet.clone(),
        map: args.map.iter().cloned().collect(),
        currency: shop.currency.clone(),
        trade: shop.profile.clone(),
        pets: shop.profile.asset.as_ref().is_some_and(|asset| asset.named),
        // Without our own path workbooks would be read in this process, unguarded.
        reader: Some(std::env::current_exe().unwrap_or_else(|_| PathBuf::from("kenal"))),
        ..Options::new(today)
    }
}

/// Carries it out while no other import into this book is under way.
fn alone(session: &Session, store: &mut Store, args: &Import, options: &Options) -> Ended<Done> {
    let taken = store.take_job(JOB, &session.author().name);
    taken.map_err(|error| session.failing(&error))?;
    let done = carry_out(session, store, args, options);
    // One that cannot be given back is taken over once this process has ended.
    let _ = store.leave_job(JOB);
    done
}

/// Reads first, writes last: the book is locked only while rows go in.
fn carry_out(
    session: &Session,
    store: &mut Store,
    args: &Import,
    options: &Options,
) -> Ended<Done> {
    let lang = session.lang();
    let mut progress = Progress::start(&session.out, Say::ImportWorking.in_(lang), lang)
        .map_err(|error| wording::internal(&error.to_string(), lang))?;
    let names = args.files.iter().map(|path| file_name(path)).collect();
    let mut late = Late::new(store, session.author(), fresh_op(), names);
    let report = import::run(&args.files, options, &mut late, &mut progress)
        .map_err(|refused| progress.by_signal(refused::failing(refused, session)))?;
    let (load, rejected) = late.finish().map_err(|error| session.failing(&error))?;
    if progress.stopped() {
        return Err(progress.by_signal(session.failing(&StoreError::Cancelled)));
    }
    let mut rejects = Rejects::default();
    if !args.dry_run || args.rejects.is_some() {
        rejects = rejects::write(session, &report, &rejected, args)?;
    }
    let (mut batch, mut waited, mut owing) = (None, 0, Vec::new());
    if let Some(mut load) = load.filter(|_| changes(&report)) {
        load.stop_when(progress.stop());
        if args.dry_run {
            let owes = load.would_owe();
            owing = owes.map_err(|error| progress.by_signal(session.failing(&error)))?;
        } else {
            progress.goes_to_disk(Say::ImportToDisk.in_(lang));
            let loaded = load.commit(&counts(&report));
            let lost = |error| progress.by_signal(lost(session, &rejects, &error));
            let loaded = loaded.map_err(lost)?;
            session.out.is_saved();
            (batch, waited, owing) = (Some(loaded.batch), loaded.waited, loaded.owing);
        }
    }
    Ok(Done {
        report,
        batch,
        waited,
        owing,
        rejects: rejects.paths,
    })
}

/// Whether anything of the report is news to the book. The same file again is none, and leaves
/// no batch behind.
fn changes(report: &Report) -> bool {
    report
        .files
        .iter()
        .any(|file| file.imported > 0 || file.updated > 0)
}

fn counts(report: &Report) -> Vec<(&'static str, u64)> {
    let sum = |count: fn(&crate::exchange::plan::FileReport) -> u64| {
        report.files.iter().map(count).sum::<u64>()
    };
    let mut counts = vec![
        ("customers", sum(|file| file.created.customers)),
        ("vehicles", sum(|file| file.created.vehicles)),
        ("visits", sum(|file| file.created.visits)),
        ("updated", sum(|file| file.updated)),
    ];
    let lines = sum(|file| file.created.points);
    counts.extend((lines > 0).then_some(("points_lines", lines)));
    counts
}

/// Nothing came in, so nothing was rejected either.
fn lost(session: &Session, rejects: &Rejects, error: &StoreError) -> Failing {
    rejects.remove();
    session.failing(error)
}

/// The name without its folders: the audit needs no more.
fn file_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    name.to_string_lossy().into_owned()
}
