//! `kenal record consent`.

use super::mistakes::Mistakes;
use super::write;
use crate::cli::args::RecordConsent;
use crate::cli::exit::{Ended, Exit};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::{Change, Subject};
use crate::screens::entry::parse;
use crate::store::StoreError;
use crate::text::say;

pub(super) fn run(session: &mut Session, args: &RecordConsent) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let customer = who::customer(session, &store, &args.whose)?;
    let mut mistakes = Mistakes::default();
    let day = mistakes.read("--date", &args.date, |text| parse::past_day(text, today));
    mistakes.none(session.lang())?;
    let change = Change::SetConsent {
        customer: customer.id,
        purpose: args.purpose.clone(),
        yes: args.answer == "yes",
        day: day.unwrap_or(today),
        channel: args.channel.clone(),
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
    let said = say::cli_answer_recorded(session.lang(), &customer.code);
    session.out.note(&said);
    Ok(Exit::Done)
}
