//! `kenal record terms`.

use super::mistakes::Mistakes;
use crate::cli::args::RecordTerms;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::hygiene::{clean_line, clean_note};
use crate::domain::{Change, Customer, CustomerId, CustomerKind, Subject, Terms};
use crate::screens::entry::parse;
use crate::screens::sheet::{Wording, terms};
use crate::store::Store;
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &RecordTerms) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let (_, card) = who::card(session, &store, &args.whose)?;
    let Some(customer) = &card.customer else {
        return Err(who::ownerless(session, &args.whose));
    };
    let (id, named) = company(session, &store, customer, who::named(&card))?;
    let failing = |error| session.failing(&error);
    let base = store.terms_of(id).map_err(failing)?;
    let wanted = if args.none {
        None
    } else {
        Some(understood(
            args,
            base.clone(),
            session.wording(&shop, today),
        )?)
    };
    let change = Change::SetTerms {
        customer: id,
        base: base.map(Box::new),
        terms: wanted.map(Box::new),
    };
    let receipt = session.save(&mut store, &change)?;
    let now = store
        .terms_of(id)
        .map_err(|error| session.failing(&error))?;
    if args.json {
        session
            .out
            .json(&now.as_ref().map(|now| json::Terms::of(now, today)))?;
        return Ok(Exit::Done);
    }
    let symbols = session.out.symbols();
    let words = match &now {
        Some(now) => terms::line(now, session.wording(&shop, today), symbols).0,
        None => Say::TermsNone.in_(session.lang()).to_owned(),
    };
    session.out.line(&receipt.change.0.to_string())?;
    session.out.finish()?;
    let said = say::terms_recorded(session.lang(), named, words);
    session.out.note(&said);
    Ok(Exit::Done)
}

/// The company: the customer, or the one whose contact person or driver they are.
///
/// # Errors
/// Of a private person the data is refused: terms are for companies.
fn company(
    session: &Session,
    store: &Store,
    customer: &Customer,
    named: String,
) -> Ended<(CustomerId, String)> {
    let of = customer.facts.company;
    match (customer.facts.kind, of) {
        (CustomerKind::Company, _) => Ok((customer.id, named)),
        (CustomerKind::Person, Some(id)) => {
            let card = store.card(Subject::Customer(id, None));
            let card = card.map_err(|error| session.failing(&error))?;
            Ok((id, card.map_or(named, |card| who::named(&card))))
        }
        (CustomerKind::Person, None) => {
            let lang = session.lang();
            let (text, hint) = (Say::TermsNoCompany, Say::CliNoCompanyHint);
            Err(Failing::said(Exit::Refused, lang, text, hint))
        }
    }
}

/// What was agreed so far, with what the words say otherwise.
fn understood(args: &RecordTerms, base: Option<Terms>, wording: Wording<'_>) -> Ended<Terms> {
    let mut terms = base.unwrap_or_default();
    let mut mistakes = Mistakes::default();
    for (text, of) in [
        (&args.price, &mut terms.price),
        (&args.contract, &mut terms.contract),
    ] {
        if let Some(text) = text {
            *of = clean_line(text).text;
        }
    }
    if let Some(text) = &args.note {
        terms.note = clean_note(text).text;
    }
    if let Some(text) = &args.discount {
        terms.discount = mistakes.read("--discount", text, parse::percent);
    }
    if let Some(text) = &args.pay_within {
        terms.payment_days = mistakes.read("--pay-within", text, parse::payment_days);
    }
    if let Some(text) = &args.until {
        let read = |text: &str| parse::day(text, wording.today);
        terms.contract_until = mistakes.read("--until", text, read);
    }
    mistakes.none(wording.lang)?;
    if args.says_nothing() {
        let (text, hint) = (Say::TermsNothing, Say::CliRefusedHint);
        return Err(Failing::said(Exit::Usage, wording.lang, text, hint));
    }
    Ok(terms)
}
