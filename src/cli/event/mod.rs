//! `kenal event`: the gatherings, the guests of one, and what is written of them.

mod keep;

use super::args::Event as Args;
use super::begun::{self, Meant, there};
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use super::{columns, json};
use crate::domain::{Day, GatheringId};
use crate::insight::GatheringGuests;
use crate::look::Role;
use crate::screens::sheet::{Wording, gathering};
use crate::store::{Access, Store};
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    let name = match Meant::by(&args.name) {
        Meant::All => return list(session, args.json),
        Meant::New(name) => return keep::make(session, &name, args),
        Meant::One(name) => name,
    };
    if args.remove {
        keep::remove(session, &name)
    } else if let Some(who) = &args.guest {
        keep::mark(session, &name, who, args)
    } else if args.invite.is_some() || keep::says_something(args) {
        keep::edit(session, &name, args)
    } else {
        guests(session, &name, args.json)
    }
}

fn list(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let all = store
        .gatherings(today)
        .map_err(|error| session.failing(&error))?;
    let exit = begun::listed(&all);
    if as_json {
        session.out.json(&json::Events::new(today, &all))?;
        return Ok(exit);
    }
    if all.is_empty() {
        let (text, hint) = (Say::EventNoneText, Say::EventNoneHint);
        return Err(Failing::said(exit, session.lang(), text, hint));
    }
    let wording = session.wording(&shop, today);
    let rows: Vec<_> = all
        .iter()
        .map(|told| {
            let facts = &told.gathering.facts;
            vec![
                (facts.name.clone(), Role::Strong),
                (wording.date(facts.day), Role::Value),
                (gathering::attendance(told, wording), Role::Value),
                (facts.place.clone(), Role::Label),
            ]
        })
        .collect();
    columns::print(&mut session.out, &[0, 1, 0, 2], &rows)?;
    Ok(Exit::Done)
}

fn guests(session: &mut Session, name: &str, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let id = named(session, &store, name)?;
    let (shop, today) = session.shop(&store)?;
    let known = known(session, &store, (id, name), today)?;
    if as_json {
        session.out.json(&json::EventGuests::new(today, &known))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let facts = &known.told.gathering.facts;
    let mut head = vec![format!("{}, {}", facts.name, wording.date(facts.day))];
    head.push(gathering::attendance(&known.told, wording));
    head.extend(gathering::effect(&known.told, wording));
    let rows = rows(&known, wording);
    for line in head {
        session.out.line(&line)?;
    }
    columns::print(&mut session.out, &[0, 0, 1, 2], &rows)?;
    Ok(Exit::Done)
}

fn rows(known: &GatheringGuests, wording: Wording<'_>) -> Vec<Vec<(String, Role)>> {
    let guests = known.guests.iter();
    guests
        .map(|guest| {
            let state = gathering::state(guest.state, guest.day > wording.today);
            vec![
                (guest.name.clone(), Role::Strong),
                (wording.say(state).to_owned(), Role::Value),
                gathering::reached_by(guest, wording.lang),
                (guest.code.clone(), Role::Label),
            ]
        })
        .collect()
}

/// The gathering of a name, or that there is none.
pub(super) fn named(session: &Session, store: &Store, name: &str) -> Ended<GatheringId> {
    there(session, store.gathering_named(name), || {
        nothing(session, name)
    })
}

/// A gathering with its guests; it was named so.
pub(super) fn known(
    session: &Session,
    store: &Store,
    (id, name): (GatheringId, &str),
    today: Day,
) -> Ended<GatheringGuests> {
    let known = store.gathering_guests(id, today);
    there(session, known, || nothing(session, name))
}

fn nothing(session: &Session, name: &str) -> Failing {
    let lang = session.lang();
    let hint = Say::EventNoEventHint.in_(lang);
    Failing::new(Exit::Partly, say::event_no_event(lang, name), hint)
}
