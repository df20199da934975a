//! `kenal record`: writes one thing and prints its ID after it is safe on disk.

mod customer;
mod mistakes;
mod vehicle;
mod visit;

use super::args::Record;
use super::exit::Ended;
use super::session::Session;
use crate::domain::{Change, Receipt};
use crate::store::Store;

pub(super) fn run(session: &mut Session, what: &Record) -> Ended {
    match what {
        Record::Customer(args) => customer::run(session, args),
        Record::Vehicle(args) => vehicle::run(session, args),
        Record::Visit(args) => visit::run(session, args),
    }
}

/// Writes one thing under a fresh name.
fn write(session: &Session, store: &mut Store, change: &Change) -> Ended<Receipt> {
    store
        .write(&session.author(), session.op()?, change)
        .map_err(|error| session.failing(&error))
}

/// The ID as the result, the sentence beside it.
fn recorded(session: &mut Session, what: &str, id: &str) -> Ended<()> {
    session.out.line(id)?;
    session.out.finish()?;
    let lang = session.lang();
    let text = crate::text::say::cli_recorded(lang, what, id);
    session.out.note(&text);
    Ok(())
}
