//! `kenal record tier`.

use super::mistakes::Mistakes;
use super::recorded_of;
use crate::cli::args::RecordTier;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::cli::who;
use crate::domain::{Change, Day};
use crate::screens::entry::parse;
use crate::store::Store;
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &RecordTier) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
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
    let receipt = session.save(&mut store, &change)?;
    let said = say::cli_tier_recorded(session.lang(), &customer.code);
    let told = (customer.id, &receipt);
    recorded_of(session, &store, told, (args.json, &said))
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
