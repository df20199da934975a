//! `kenal history`: all visits, newest first.

use super::args::Who;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{json, who};
use crate::domain::{Card, Visit};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::screens::sheet::{Wording, counter, timeline};
use crate::store::Access;
use crate::text::Say;

pub(super) fn run(session: &mut Session, args: &Who) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let (subject, card) = who::card(session, &store, &args.who.join(" "))?;
    let (visits, total) = store
        .history(subject, 0, usize::MAX >> 1)
        .map_err(|error| session.failing(&error))?;
    if args.json {
        let customer = card.customer.as_ref();
        let vehicle = card.vehicle.as_ref().map(|vehicle| &vehicle.facts);
        let plate = vehicle.and_then(|facts| facts.plate.as_ref());
        session.out.json(&json::History {
            customer_id: customer.map(|customer| customer.code.clone()),
            plate: plate.map(crate::domain::Plate::display),
            total,
            visits: visits.iter().map(json::Visit::from).collect(),
        })?;
    } else {
        print(session, &card, &visits, session.wording(&shop, today))?;
    }
    Ok(Exit::Done)
}

fn print(session: &mut Session, card: &Card, visits: &[Visit], wording: Wording<'_>) -> Ended<()> {
    let symbols = session.out.symbols();
    let (name, role, code) = counter::who(card, wording, symbols);
    let out = &mut session.out;
    out.spans(&[(&name, role), ("  ", Role::Normal), (&code, Role::Label)])?;
    if visits.is_empty() {
        return out.spans(&[(wording.say(Say::CliHistoryEmpty), Role::Label)]);
    }
    for visit in visits {
        for parts in timeline::lines(visit, wording, symbols) {
            line(session, &parts)?;
        }
    }
    Ok(())
}

/// One line of the timeline; what is longer than the terminal goes on under its beginning.
fn line(session: &mut Session, parts: &[(String, Role)]) -> Ended<()> {
    let whole: String = parts.iter().map(|(text, _)| text.as_str()).collect();
    let columns = session.out.style().width;
    if width(&whole) <= columns || parts.len() > 1 {
        let parts: Vec<_> = parts
            .iter()
            .map(|(text, role)| (text.as_str(), *role))
            .collect();
        return session.out.spans(&parts);
    }
    let role = parts.first().map_or(Role::Normal, |(_, role)| *role);
    let text = whole.trim_start();
    let indent = " ".repeat(whole.len() - text.len());
    for line in wrap(text, columns.saturating_sub(width(&indent)).max(20)) {
        session
            .out
            .spans(&[(&indent, Role::Normal), (&line, role)])?;
    }
    Ok(())
}
