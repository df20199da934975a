//! `kenal demo`: the sample garage, to look around in or as a book of its own.

use std::path::Path;

use super::args::Demo;
use super::exit::{Ended, Exit};
use super::progress::Progress;
use super::screens::need_terminal;
use super::session::{Session, own_offset_minutes};
use super::throw_away::own_folder;
use super::{Outcome, Screens, wording};
use crate::sample::USUAL_CUSTOMERS;
use crate::store::Store;
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Demo) -> Ended<Outcome> {
    match &args.write {
        Some(path) => written(session, args, path).map(|exit| Outcome::Done(exit.code())),
        None => throw_away(session, args),
    }
}

/// A book that stays.
fn written(session: &mut Session, args: &Demo, path: &Path) -> Ended {
    fill(session, args, path)?;
    let customers = args.customers.unwrap_or(USUAL_CUSTOMERS);
    let text = say::cli_demo_written(session.lang(), customers, path.display());
    session.out.line(&text)?;
    Ok(Exit::Done)
}

/// A book in a folder of its own that goes away with the screens.
fn throw_away(session: &mut Session, args: &Demo) -> Ended<Outcome> {
    need_terminal(session)?;
    let folder = own_folder(session.lang())?;
    let path = folder.path().join("demo.db");
    fill(session, args, &path)?;
    let lang = session.lang();
    session.out.note(Say::CliDemoThrowAway.in_(lang));
    let screens = Screens::new(session, path, Some(folder));
    Ok(Outcome::Screens(Box::new(screens)))
}

fn fill(session: &mut Session, args: &Demo, path: &Path) -> Ended<Store> {
    let today = session.today_at(own_offset_minutes());
    let customers = args.customers.unwrap_or(USUAL_CUSTOMERS);
    let lang = session.lang();
    let mut progress = Progress::start(&session.out, Say::CliDemoWorking.in_(lang), lang)
        .map_err(|error| wording::internal(&error.to_string(), lang))?;
    Store::create_sample(path, args.seed, customers, today, |done, all| {
        progress.step(done, all)
    })
    .map_err(|error| progress.by_signal(wording::failing(&error, path, lang)))
}
