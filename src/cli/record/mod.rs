//! `kenal record`: writes one thing and prints its ID after it is safe on disk.

mod consent;
mod corrected;
mod customer;
mod lost;
mod mistakes;
mod points;
mod referral;
mod terms;
mod tier;
mod vehicle;
mod visit;

use super::args::Record;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::domain::{Change, Receipt};
use crate::store::{Shop, Store, fresh_op};
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, what: &Record) -> Ended {
    match what {
        Record::Customer(args) => customer::run(session, args),
        Record::Vehicle(args) => vehicle::run(session, args),
        Record::Visit(args) => visit::run(session, args),
        Record::Points(args) => points::run(session, args),
        Record::Consent(args) => consent::run(session, args),
        Record::Tier(args) => tier::run(session, args),
        Record::Referral(args) => referral::run(session, args),
        Record::Thanks(args) => referral::thank(session, args),
        Record::Lost(args) => lost::run(session, args),
        Record::Terms(args) => terms::run(session, args),
    }
}

/// Writes one thing under a fresh name.
fn write(session: &Session, store: &mut Store, change: &Change) -> Ended<Receipt> {
    let receipt = store
        .write(&session.author(), fresh_op(), change)
        .map_err(|error| session.failing(&error))?;
    session.out.is_saved();
    Ok(receipt)
}

/// Looks that the shop keeps vehicles, or whatever its trade calls them.
///
/// # Errors
/// The data is refused where the trade knows customers only.
fn keeps_assets(session: &Session, shop: &Shop) -> Ended<()> {
    if shop.profile.asset.is_some() {
        return Ok(());
    }
    let lang = session.lang();
    let text = say::cli_no_assets_text(lang, shop.profile.name.in_(lang));
    let hint = Say::CliNoAssetsHint.in_(lang);
    Err(Failing::new(Exit::Refused, text, hint))
}

/// The ID as the result, the sentence beside it.
fn recorded(session: &mut Session, what: &str, id: &str) -> Ended<()> {
    session.out.line(id)?;
    session.out.finish()?;
    let lang = session.lang();
    let text = say::cli_recorded(lang, what, id);
    session.out.note(&text);
    Ok(())
}
