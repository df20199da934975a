//! `kenal record points`.

use crate::cli::args::RecordPoints;
use crate::cli::exit::{Ended, Exit};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::Change;
use crate::text::say;

pub(super) fn run(session: &mut Session, args: &RecordPoints) -> Ended {
    let mut store = session.open_to_write()?;
    let (subject, card) = who::card(session, &store, &args.whose)?;
    let Some(customer) = &card.customer else {
        return Err(who::ownerless(session, &args.whose));
    };
    let change = Change::AdjustPoints {
        customer: customer.id,
        points: args.add.or(args.redeem.map(|points| -points)).unwrap_or(0),
        redeemed: args.redeem.is_some(),
        reason: args.reason.clone(),
    };
    let receipt = session.save(&mut store, &change)?;
    let now = store
        .card(subject)
        .map_err(|error| session.failing(&error))?;
    let now = now.unwrap_or(card);
    if args.json {
        let customer = now.customer.as_ref().map(|customer| customer.id);
        let lines = customer.map_or_else(|| Ok(Vec::new()), |id| store.points_of(id));
        let lines = lines.map_err(|error| session.failing(&error))?;
        session.out.json(&json::Ledger::new(&now, &lines))?;
        return Ok(Exit::Done);
    }
    let lang = session.lang();
    let points = now.points.as_ref().map_or(0, |points| points.balance);
    session.out.line(&receipt.change.0.to_string())?;
    session.out.finish()?;
    let whose = who::named(&now);
    let said = match u64::try_from(points) {
        Ok(points) => say::points_recorded(lang, whose, points),
        // How far below zero is said at the end.
        Err(_) => say::cli_changed(lang, whose),
    };
    session.out.note(&said);
    Ok(Exit::Done)
}
