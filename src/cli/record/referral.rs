//! `kenal record referral` and `kenal record thanks`.

use super::changed;
use super::mistakes::Mistakes;
use crate::cli::args::{RecordReferral, RecordThanks};
use crate::cli::exit::{Ended, Exit};
use crate::cli::session::Session;
use crate::cli::{json, who};
use crate::domain::{Change, Customer, CustomerFacts};
use crate::screens::entry::parse;
use crate::store::Store;

/// Who brought a customer of the book, or that nobody did.
pub(super) fn run(session: &mut Session, args: &RecordReferral) -> Ended {
    let mut store = session.open_to_write()?;
    let friend = who::customer(session, &store, &args.whose)?;
    let by = args.by.as_deref();
    let by = by.map(|text| who::customer(session, &store, text));
    let facts = CustomerFacts {
        referred_by: by.transpose()?.map(|by| by.id),
        ..friend.facts.clone()
    };
    let change = Change::EditCustomer {
        id: friend.id,
        base: Box::new(friend.facts.clone()),
        facts: Box::new(facts),
    };
    session.save(&mut store, &change)?;
    told(session, &store, &friend, args.json)
}

/// That somebody was thanked for bringing another.
pub(super) fn thank(session: &mut Session, args: &RecordThanks) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let referrer = who::customer(session, &store, &args.to)?;
    let friend = who::customer(session, &store, &args.friend)?;
    let mut mistakes = Mistakes::default();
    let day = mistakes.read("--date", &args.date, |text| parse::past_day(text, today));
    mistakes.none(session.lang())?;
    let change = Change::Thank {
        referrer: referrer.id,
        friend: friend.id,
        day: day.unwrap_or(today),
    };
    session.save(&mut store, &change)?;
    told(session, &store, &referrer, args.json)
}

fn told(session: &mut Session, store: &Store, of: &Customer, as_json: bool) -> Ended {
    if as_json {
        let tree = store.referrals_of(of.id);
        let tree = tree.map_err(|error| session.failing(&error))?;
        session.out.json(&json::Tree::new(of, &tree))?;
        return Ok(Exit::Done);
    }
    changed(session, store, of.id, false)
}
