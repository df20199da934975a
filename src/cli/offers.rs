//! `kenal offers`: what is worth offering to a customer; without one, what is often taken together.

use super::args::Offers;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{json, who};
use crate::insight::TakenTogether;
use crate::look::Role;
use crate::screens::sheet::{Wording, counter, offers};
use crate::store::{Access, Store};
use crate::text::{Say, heading};

pub(super) fn run(session: &mut Session, args: &Offers) -> Ended {
    let store = session.open(Access::Read)?;
    let (_, today) = session.shop(&store)?;
    let together = store.taken_together(today);
    let together = together.map_err(|error| session.failing(&error))?;
    if args.who.is_empty() {
        return bundles(session, &store, &together, args.json);
    }
    let text = args.who.join(" ");
    let (_, card) = who::card(session, &store, &text)?;
    let Some(customer) = &card.customer else {
        return Err(who::ownerless(session, &text));
    };
    let found = store.offers(customer.id, today, &together);
    let found = found.map_err(|error| session.failing(&error))?;
    if args.json {
        session.out.json(&json::Worth::new(customer, &found))?;
        return Ok(Exit::Done);
    }
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    let (name, role, code) = counter::who(&card, wording, session.out.symbols());
    let out = &mut session.out;
    out.spans(&[(&name, role), ("  ", Role::Normal), (&code, Role::Label)])?;
    if found.due.is_empty() && found.offers.is_empty() && found.dearer.is_empty() {
        out.spans(&[(wording.say(Say::OffersNothing), Role::Label)])?;
    }
    for fact in offers::facts(&found, wording) {
        out.spans(&[(&fact.text, fact.role)])?;
    }
    Ok(Exit::Done)
}

/// What is often taken together in one visit.
fn bundles(session: &mut Session, store: &Store, together: &TakenTogether, as_json: bool) -> Ended {
    let all = together.bundles();
    if as_json {
        let visits = together.by_visits.counted();
        session.out.json(&json::Bundles::new(&all, visits))?;
        return Ok(Exit::Done);
    }
    let (shop, today) = session.shop(store)?;
    let wording: Wording<'_> = session.wording(&shop, today);
    let out = &mut session.out;
    if all.is_empty() {
        out.spans(&[(wording.say(Say::OffersNothing), Role::Label)])?;
    }
    for bundle in &all {
        let said = offers::bundle(bundle, wording);
        out.spans(&[
            (&heading(&bundle.one), Role::Strong),
            ("  ", Role::Normal),
            (&said, Role::Normal),
        ])?;
    }
    Ok(Exit::Done)
}
