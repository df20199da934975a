//! `kenal history`: all visits, newest first, and between them the messages that were sent and the
//! gatherings.

use super::args::Who;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{json, who};
use crate::domain::{Attended, Card, Day, MessageEntry, Subject, Visit};
use crate::kit::width::{width, wrap};
use crate::look::Role;
use crate::screens::sheet::{Wording, counter, gathering, message, timeline};
use crate::store::Access;
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Who) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let (subject, card) = who::card(session, &store, &args.who.join(" "))?;
    // A plate means the vehicle, whoever brought it.
    let of = match subject {
        Subject::Customer(_, Some(vehicle)) => Subject::Vehicle(vehicle),
        subject => subject,
    };
    let (visits, total) = store
        .history(of, 0, usize::MAX >> 1)
        .map_err(|error| session.failing(&error))?;
    // Of a vehicle alone there are none: they went to people.
    let known = card
        .customer
        .as_ref()
        .filter(|_| matches!(of, Subject::Customer(..)));
    let messages = match known {
        Some(customer) => store.messages_of(customer.id, usize::MAX >> 1),
        None => Ok(Vec::new()),
    };
    let messages = messages.map_err(|error| session.failing(&error))?;
    let attended = match known {
        Some(customer) => store.gatherings_of(customer.id),
        None => Ok(Vec::new()),
    };
    let attended = attended.map_err(|error| session.failing(&error))?;
    if args.json {
        let customer = card.customer.as_ref();
        let vehicle = card.vehicle.as_ref().map(|vehicle| &vehicle.facts);
        let plate = vehicle.and_then(|facts| facts.plate.as_ref());
        session.out.json(&json::History {
            customer_id: customer.map(|customer| customer.code.clone()),
            plate: plate
                .filter(|_| matches!(of, Subject::Vehicle(_)))
                .map(crate::domain::Plate::display),
            total,
            visits: visits.iter().map(json::Visit::from).collect(),
            messages: messages.iter().map(json::Sent::from).collect(),
            gatherings: attended.iter().map(json::Gathering::from).collect(),
        })?;
    } else {
        let of_vehicle = matches!(of, Subject::Vehicle(_));
        let wording = session.wording(&shop, today);
        let beside = beside(&messages, &attended, session, wording);
        print(session, &card, of_vehicle, (&visits, beside), wording)?;
    }
    Ok(Exit::Done)
}

/// What stands between the visits: messages that were sent and gatherings, newest first, each with
/// its day.
fn beside(
    messages: &[MessageEntry],
    attended: &[Attended],
    session: &Session,
    wording: Wording<'_>,
) -> Vec<(Day, String)> {
    let symbols = session.out.symbols();
    let sent = messages.iter().map(|entry| {
        let what = message::line(entry, wording, symbols.dot);
        (entry.message.day, format!("{} {what}", symbols.arrow))
    });
    let attended = attended.iter().map(|one| {
        let state = wording.say(gathering::state(one.state, one.day > wording.today));
        let what = say::event_history(wording.lang, &one.name, state);
        let day = wording.date(one.day);
        (
            one.day,
            format!("{} {day}{}{what}", symbols.bullet, symbols.dot),
        )
    });
    let mut all: Vec<_> = sent.chain(attended).collect();
    all.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    all
}

fn print(
    session: &mut Session,
    card: &Card,
    of_vehicle: bool,
    (visits, beside): (&[Visit], Vec<(Day, String)>),
    wording: Wording<'_>,
) -> Ended<()> {
    let symbols = session.out.symbols();
    let (name, role, code) = counter::who(card, wording, symbols);
    let out = &mut session.out;
    if of_vehicle {
        let vehicle = counter::title(card, wording, symbols);
        out.spans(&[(&vehicle, Role::Strong)])?;
    }
    out.spans(&[(&name, role), ("  ", Role::Normal), (&code, Role::Label)])?;
    if visits.is_empty() && beside.is_empty() {
        return out.spans(&[(wording.say(Say::CliHistoryEmpty), Role::Label)]);
    }
    let mut beside = beside.into_iter().peekable();
    for visit in visits {
        while let Some((_, text)) = beside.next_if(|(day, _)| *day > visit.facts.day) {
            line(session, &[(text, Role::Label)])?;
        }
        let by = timeline::by_another(card, visit, wording).map(|by| by.whole);
        for (at, mut parts) in (0..).zip(timeline::lines(visit, wording, symbols)) {
            let by = by.as_ref().filter(|_| at == 0);
            parts.extend(by.map(|by| (format!("{}{by}", symbols.dot), Role::Label)));
            line(session, &parts)?;
        }
    }
    for (_, text) in beside {
        line(session, &[(text, Role::Label)])?;
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
