//! A campaign that is put right: until when, what counts as coming back, and the note.

use super::super::exit::Ended;
use super::super::session::Session;
use super::keep::{last_day, told, write};
use super::{Args, named, nothing};
use crate::domain::Change;
use crate::domain::hygiene::clean_note;

/// Whether a word says how a campaign shall be.
pub(super) fn says_something(args: &Args) -> bool {
    args.until.is_some() || args.within.is_some() || args.note.is_some()
}

pub(super) fn run(session: &mut Session, name: &str, args: &Args) -> Ended {
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let id = named(session, &store, name)?;
    let known = store.campaign_people(id, today);
    let known = known.map_err(|error| session.failing(&error))?;
    let known = known.ok_or_else(|| nothing(session, name))?;
    let base = known.told.campaign.facts;
    let mut facts = base.clone();
    if let Some(day) = last_day(session, args, today)? {
        facts.until = day;
    }
    facts.within = args.within.unwrap_or(facts.within);
    if let Some(note) = &args.note {
        facts.note = clean_note(note).text;
    }
    if facts != base {
        let change = Change::EditCampaign {
            id,
            base: Box::new(base),
            facts: Box::new(facts),
        };
        write(session, &mut store, &change)?;
    }
    told(session, &store, name, (args.json, today))
}
