//! `kenal record`: writes one thing and prints its ID after it is safe on disk.

mod consent;
mod corrected;
mod customer;
mod edited;
mod lost;
mod mistakes;
mod points;
mod referral;
mod terms;
mod tier;
mod told;
mod vehicle;
mod visit;

use super::args::Record;
use super::exit::{Ended, Exit, Failing};
use super::json;
use super::session::Session;
use crate::domain::{CustomerId, Receipt, Subject};
use crate::screens::sheet::wording::person;
use crate::store::{Shop, Store, StoreError};
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

/// What was written of a customer: the card as it is now where JSON is asked for, else the number of
/// the change, with the sentence beside it.
fn recorded_of(
    session: &mut Session,
    store: &Store,
    (customer, receipt): (CustomerId, &Receipt),
    (as_json, said): (bool, &str),
) -> Ended {
    if as_json {
        return shown(session, store, customer);
    }
    session.out.line(&receipt.change.0.to_string())?;
    session.out.finish()?;
    session.out.note(said);
    Ok(Exit::Done)
}

/// The card of a customer as JSON, as it is now.
fn shown(session: &mut Session, store: &Store, customer: CustomerId) -> Ended {
    let (shop, today) = session.shop(store)?;
    let card = store.card(Subject::Customer(customer, None));
    let card = card.map_err(|error| session.failing(&error))?;
    let card = card.ok_or_else(|| session.failing(&StoreError::Gone))?;
    let shown = json::Shown::new(&card, session.wording(&shop, today));
    session.out.json(&shown)?;
    Ok(Exit::Done)
}

/// A customer of the book who was put right: the card where JSON is asked for, else the customer ID, with a
/// sentence beside it.
fn changed(session: &mut Session, store: &Store, customer: CustomerId, as_json: bool) -> Ended {
    let lang = session.lang();
    said_of(session, store, (customer, as_json), |who| {
        say::cli_changed(lang, who)
    })
}

/// The same with a sentence of one's own, which names them.
fn said_of(
    session: &mut Session,
    store: &Store,
    (customer, as_json): (CustomerId, bool),
    said: impl FnOnce(String) -> String,
) -> Ended {
    if as_json {
        return shown(session, store, customer);
    }
    let customer = store.customer(customer);
    let customer = customer.map_err(|error| session.failing(&error))?;
    let customer = customer.ok_or_else(|| session.failing(&StoreError::Gone))?;
    session.out.line(&customer.code)?;
    session.out.finish()?;
    let text = said(person(&customer.facts));
    session.out.note(&text);
    Ok(Exit::Done)
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
