//! `kenal record tier`.

use super::mistakes::Mistakes;
use super::write;
use crate::cli::args::RecordTier;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::{Change, Day, Subject};
use crate::screens::entry::parse;
use crate::store::{Store, StoreError};
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &RecordTier) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let customer = who::customer(session, &store, &args.whose)?;
    let tier = match &args.tier {
        Some(name) => Some((
            named(session, &store, name, today)?,
            until(session, args, today)?,
        )),
        None => None,
    };
    let change = Change::GiveTier {
        customer: customer.id,
        tier,
        reason: args.reason.clone(),
    };
    let receipt = write(session, &mut store, &change)?;
    if args.json {
        let subject = Subject::Customer(customer.id, None);
        let card = store.card(subject);
        let card = card.map_err(|error| session.failing(&error))?;
        let card = card.ok_or_else(|| session.failing(&StoreError::Gone))?;
        let shown = json::Shown::new(&card, session.wording(&shop, today));
        session.out.json(&shown)?;
        return Ok(Exit::Done);
    }
    session.out.line(&receipt.change.0.to_string())?;
    session.out.finish()?;
    let said = say::cli_tier_recorded(session.lang(), &customer.code);
    session.out.note(&said);
    Ok(Exit::Done)
}

/// The tier of the rules of today that is called so.
fn named(session: &Session, store: &Store, name: &str, today: Day) -> Ended<String> {
    let lang = session.lang();
    let rule = store.points_rule(today);
    let rule = rule.map_err(|error| session.failing(&error))?;
    let names: Vec<String> = rule.map_or_else(Vec::new, |rule| {
        rule.tier.into_iter().map(|tier| tier.name).collect()
    });
    let called = |known: &&String| known.to_lowercase() == name.trim().to_lowercase();
    if let Some(known) = names.iter().find(called) {
        return Ok(known.clone());
    }
    let why = if names.is_empty() {
        Say::LedgerNoTiers.in_(lang).to_owned()
    } else {
        say::ledger_no_such_tier(lang, names.join(", "))
    };
    Err(Failing::new(
        Exit::Refused,
        why,
        Say::CliRefusedHint.in_(lang),
    ))
}

/// Its last day, which is still to come.
fn until(session: &Session, args: &RecordTier, today: Day) -> Ended<Day> {
    let mut mistakes = Mistakes::default();
    let text = args.until.as_deref().unwrap_or_default();
    let until = mistakes.read("--until", text, |text| parse::day(text, today));
    if until.is_some_and(|until| until < today) {
        mistakes.add("--until", text, Say::LedgerDayOver);
    }
    if text.trim().is_empty() {
        mistakes.add("--until", text, Say::FormRequired);
    }
    mistakes.none(session.lang())?;
    Ok(until.unwrap_or(today))
}
