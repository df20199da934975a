//! Whom somebody means by a customer ID, a plate or a phone.

use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::domain::{Card, Customer, Subject};
use crate::screens::sheet::wording;
use crate::store::{Store, StoreError};
use crate::text::{Say, say};

/// How many are named when the words fit several.
const NAMED: usize = 10;

/// The one who is meant.
///
/// # Errors
/// Nobody (exit 1), or several (exit 65, with up to ten of them).
pub fn one(session: &Session, store: &Store, text: &str) -> Ended<Subject> {
    let fits = store.who(text).map_err(|error| session.failing(&error))?;
    match fits.as_slice() {
        [] => Err(nobody(session, text)),
        [only] => Ok(*only),
        several => Err(ambiguous(session, store, text, several)),
    }
}

/// The card of the one who is meant.
///
/// # Errors
/// As for [`one`].
pub fn card(session: &Session, store: &Store, text: &str) -> Ended<(Subject, Card)> {
    let subject = one(session, store, text)?;
    let card = store
        .card(subject)
        .map_err(|error| session.failing(&error))?;
    let mut card = card.ok_or_else(|| session.failing(&StoreError::Gone))?;
    let (_, today) = session.shop(store)?;
    card.as_of(today);
    Ok((subject, card))
}

/// The customer who is meant; of a vehicle its owner.
///
/// # Errors
/// As for [`one`], and where the owner of the vehicle is not known.
pub fn customer(session: &Session, store: &Store, text: &str) -> Ended<Customer> {
    let (_, card) = card(session, store, text)?;
    card.customer.ok_or_else(|| ownerless(session, text))
}

/// Nobody in the book is meant.
pub fn nobody(session: &Session, text: &str) -> Failing {
    Failing::new(
        Exit::Partly,
        say::cli_not_found(session.lang(), text),
        Say::CliNotFoundHint.in_(session.lang()),
    )
}

/// A vehicle is meant, and its owner is asked for, who is not known.
pub fn ownerless(session: &Session, text: &str) -> Failing {
    Failing::new(
        Exit::Refused,
        say::cli_ownerless_text(session.lang(), text),
        Say::CliOwnerlessHint.in_(session.lang()),
    )
}

fn ambiguous(session: &Session, store: &Store, text: &str, several: &[Subject]) -> Failing {
    let mut lines: Vec<String> = several
        .iter()
        .take(NAMED)
        .filter_map(|subject| store.card(*subject).ok().flatten())
        .map(|card| named(&card))
        .collect();
    let others = several.len().saturating_sub(NAMED) as u64;
    if others > 0 {
        lines.push(say::word_more(session.lang(), others));
    }
    Failing::new(
        Exit::Refused,
        say::cli_ambiguous(session.lang(), text),
        Say::CliAmbiguousHint.in_(session.lang()),
    )
    .with_lines(lines)
}

/// Customer ID, name, plate and vehicle in one line.
pub fn named(card: &Card) -> String {
    let customer = card.customer.as_ref();
    let code = customer.map_or("", |customer| customer.code.as_str());
    let name = customer.map(|customer| wording::person(&customer.facts));
    let facts = card.vehicle.as_ref().map(|vehicle| &vehicle.facts);
    let plate = facts.and_then(|facts| facts.plate.as_ref());
    let plate = plate.map(crate::domain::Plate::display).unwrap_or_default();
    let vehicle = facts.map(wording::vehicle).unwrap_or_default();
    wording::joined(&[code, &name.unwrap_or_default(), &plate, &vehicle], "  ")
}
