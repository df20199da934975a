//! Writing of gatherings: begun, corrected, guests invited and marked, taken away.

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{begun, json, segment, who};
use super::{Args, known, named};
use crate::domain::hygiene::{clean_line, clean_note};
use crate::domain::{Change, CustomerId, Day, GatheringFacts, GuestState};
use crate::screens::sheet::gathering;
use crate::store::Store;
use crate::text::{Say, say};

/// Whether a word says how a gathering shall be.
pub(super) fn says_something(args: &Args) -> bool {
    let words = [
        &args.date,
        &args.time,
        &args.place,
        &args.note,
        &args.renamed,
    ];
    words.into_iter().any(Option::is_some)
}

pub(super) fn make(session: &mut Session, name: &str, args: &Args) -> Ended {
    let lang = session.lang();
    let Some(date) = args.date.as_deref().filter(|_| !name.is_empty()) else {
        let (text, hint) = (Say::EventMakeName, Say::CliRefusedHint);
        return Err(Failing::said(Exit::Usage, lang, text, hint));
    };
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let facts = GatheringFacts {
        name: clean_line(name).text,
        day: day(session, date, today)?,
        time: clean_line(args.time.as_deref().unwrap_or_default()).text,
        place: clean_line(args.place.as_deref().unwrap_or_default()).text,
        note: clean_note(args.note.as_deref().unwrap_or_default()).text,
    };
    let guests = invited(session, &store, args, today)?;
    let change = Change::AddGathering {
        facts: Box::new(facts),
        guests,
    };
    let left_out = session.save(&mut store, &change)?.left_out;
    told(session, &store, (name, left_out), args)
}

pub(super) fn edit(session: &mut Session, name: &str, args: &Args) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let id = named(session, &store, name)?;
    let base = known(session, &store, (id, name), today)?
        .told
        .gathering
        .facts;
    let mut facts = base.clone();
    if let Some(name) = &args.renamed {
        facts.name = clean_line(name).text;
    }
    if let Some(date) = &args.date {
        facts.day = day(session, date, today)?;
    }
    if let Some(time) = &args.time {
        facts.time = clean_line(time).text;
    }
    if let Some(place) = &args.place {
        facts.place = clean_line(place).text;
    }
    if let Some(note) = &args.note {
        facts.note = clean_note(note).text;
    }
    let guests = invited(session, &store, args, today)?;
    let change = if facts != base {
        let (base, facts) = (Box::new(base), Box::new(facts));
        Some(Change::EditGathering {
            id,
            base,
            facts,
            guests,
        })
    } else if guests.is_empty() {
        None
    } else {
        let gathering = id;
        Some(Change::Invite { gathering, guests })
    };
    let left_out = match change {
        Some(change) => session.save(&mut store, &change)?.left_out,
        None => 0,
    };
    let name = args.renamed.as_deref().unwrap_or(name);
    told(session, &store, (name, left_out), args)
}

pub(super) fn mark(session: &mut Session, name: &str, guest: &str, args: &Args) -> Ended {
    let mut store = session.open_to_write()?;
    let id = named(session, &store, name)?;
    let (_, card) = who::card(session, &store, guest)?;
    let Some(customer) = &card.customer else {
        return Err(who::ownerless(session, guest));
    };
    let (_, today) = session.shop(&store)?;
    let facts = known(session, &store, (id, name), today)?
        .told
        .gathering
        .facts;
    let word = args.state.as_deref().unwrap_or("came");
    let state = GuestState::of(word);
    let change = Change::MarkGuest {
        gathering: id,
        customer: customer.id,
        state,
    };
    session.save(&mut store, &change)?;
    if args.json {
        return told(session, &store, (name, 0), args);
    }
    let lang = session.lang();
    let worded = |state| gathering::state(state, facts.is_ahead(today));
    let words = state.map_or(Say::EventNoGuest, worded).in_(lang);
    let said = say::event_marked(lang, who::named(&card), words);
    session.out.note(&said);
    Ok(Exit::Done)
}

pub(super) fn remove(session: &mut Session, name: &str) -> Ended {
    let mut store = session.open_to_write()?;
    let id = named(session, &store, name)?;
    session.save(&mut store, &Change::RemoveGathering { id })?;
    let said = say::event_removed(session.lang(), name);
    session.out.note(&said);
    Ok(Exit::Done)
}

fn day(session: &Session, text: &str, today: Day) -> Ended<Day> {
    let lang = session.lang();
    begun::day(session, "--date", text, today)?.ok_or_else(|| {
        let (text, hint) = (Say::EventMakeName, Say::CliRefusedHint);
        Failing::said(Exit::Usage, lang, text, hint)
    })
}

fn invited(session: &Session, store: &Store, args: &Args, today: Day) -> Ended<Vec<CustomerId>> {
    match &args.invite {
        Some(name) => segment::customers(session, store, name, today),
        None => Ok(Vec::new()),
    }
}

/// What it is now, and how many were left out: they do not want to be contacted.
fn told(session: &mut Session, store: &Store, (name, left_out): (&str, u64), args: &Args) -> Ended {
    let (_, today) = session.shop(store)?;
    let id = named(session, store, name)?;
    let known = known(session, store, (id, name), today)?;
    if args.json {
        let told = json::EventGuests::new(today, &known).without(left_out);
        session.out.json(&told)?;
        return Ok(Exit::Done);
    }
    let lang = session.lang();
    let people = say::event_guests(lang, known.guests.len() as u64);
    let said = say::event_made(lang, &known.told.gathering.facts.name, people);
    session.out.note(&said);
    if left_out > 0 {
        session.out.note(&say::event_left_out(lang, left_out));
    }
    Ok(Exit::Done)
}
