//! `kenal find`: what the search line finds, best first.

use std::time::Instant;

use super::args::Find;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use super::{columns, json, who};
use crate::domain::{Found, Hit};
use crate::look::Role;
use crate::screens::sheet::Wording;
use crate::store::Access;
use crate::text::say;

/// Which columns stay longest: plate, name, vehicle, last visit, phone, customer ID.
const RANKS: [u8; 6] = [0, 0, 3, 4, 2, 1];

pub(super) fn run(session: &mut Session, args: &Find) -> Ended {
    let store = session.open(Access::Read)?;
    let text = args.text.join(" ");
    let since = Instant::now();
    let found = store
        .find_once(&text, usize::from(args.limit))
        .map_err(|error| session.failing(&error))?;
    let elapsed = u64::try_from(since.elapsed().as_micros()).unwrap_or(u64::MAX);
    let (shop, today) = session.shop(&store)?;
    if args.json {
        let found_json = json::Found::new(&text, elapsed, &found, today);
        session.out.json(&found_json)?;
        return Ok(ended(&found));
    }
    if found.hits.is_empty() {
        return Err(nothing(session, &text));
    }
    let wording = session.wording(&shop, today);
    let rows: Vec<_> = found.hits.iter().map(|hit| row(hit, wording)).collect();
    columns::print(&mut session.out, &RANKS, &rows)?;
    note(session, &found)?;
    Ok(Exit::Done)
}

fn ended(found: &Found) -> Exit {
    if found.hits.is_empty() {
        Exit::Partly
    } else {
        Exit::Done
    }
}

/// Nothing found is no reason to propose the same command again.
fn nothing(session: &Session, text: &str) -> Failing {
    let hint = crate::text::Say::CliFindNothingHint.in_(session.lang());
    Failing {
        hint: hint.to_owned(),
        ..who::nobody(session, text)
    }
}

fn row(hit: &Hit, wording: Wording<'_>) -> Vec<(String, Role)> {
    let last = hit.last_day.map(|day| wording.seen(day));
    let name = if hit.customer.is_none() {
        wording.say(crate::text::Say::SheetUnknownOwner).to_owned()
    } else {
        hit.name.clone()
    };
    let plate = match hit.earlier_plate.as_str() {
        "" => hit.plate.clone(),
        earlier => format!("{} ({})", hit.plate, say::sheet_was(wording.lang, earlier)),
    };
    vec![
        (plate, Role::Strong),
        (name, Role::Value),
        (hit.vehicle_text.clone(), Role::Value),
        (last.unwrap_or_default(), Role::Label),
        (hit.phone.clone(), Role::Value),
        (hit.code.clone(), Role::Label),
    ]
}

/// How many there are, beside the result: a script counts lines.
fn note(session: &mut Session, found: &Found) -> Ended<()> {
    let lang = session.lang();
    // Vehicles without a known owner are nobody, and stand in the list.
    let total = found.total.max(found.hits.len()) as u64;
    session.out.finish()?;
    let text = if found.more {
        say::cli_found_more(lang, total)
    } else {
        say::cli_found(lang, total)
    };
    session.out.note(&text);
    Ok(())
}
