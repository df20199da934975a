//! A campaign that is begun, and one that is taken away.

use chrono::Days;

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{json, segment};
use super::{Args, named, nothing};
use crate::domain::hygiene::{clean_line, clean_note};
use crate::domain::{CampaignFacts, Change, Day};
use crate::message::{Template, Templates};
use crate::screens::entry::parse;
use crate::store::{Store, fresh_op};
use crate::text::{Say, say};

/// Days that a campaign lasts, and in which a visit counts, where nothing else is said.
const MONTH: u64 = 30;

pub(super) fn make(session: &mut Session, name: &str, args: &Args) -> Ended {
    let lang = session.lang();
    let said = args.segment.as_deref().zip(args.template.as_deref());
    let Some((segment, template)) = said.filter(|_| !name.is_empty()) else {
        let (text, hint) = (Say::CampaignMakeName, Say::CliRefusedHint);
        return Err(Failing::said(Exit::Usage, lang, text, hint));
    };
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let template = known(session, &store, template)?;
    let targets = segment::customers(session, &store, segment, today)?;
    let kept = store.segment_named(segment);
    let kept = kept.map_err(|error| session.failing(&error))?;
    let (segment, filter) = kept.map_or_else(Default::default, |known| {
        (known.kept.name, known.kept.filter)
    });
    let facts = CampaignFacts {
        name: clean_line(name).text,
        segment,
        filter,
        template: template.key,
        purpose: template.purpose.key().to_owned(),
        since: today,
        until: until(session, args, today)?,
        within: args.within.unwrap_or(30),
        note: clean_note(args.note.as_deref().unwrap_or_default()).text,
    };
    let change = Change::AddCampaign {
        facts: Box::new(facts),
        targets,
    };
    write(session, &mut store, &change)?;
    told(session, &store, name, (args.json, today))
}

pub(super) fn remove(session: &mut Session, name: &str) -> Ended {
    let mut store = session.open_to_write()?;
    let id = named(session, &store, name)?;
    write(session, &mut store, &Change::RemoveCampaign { id })?;
    let said = say::campaign_removed(session.lang(), name);
    session.out.note(&said);
    Ok(Exit::Done)
}

pub(super) fn write(session: &Session, store: &mut Store, change: &Change) -> Ended<()> {
    let written = store.write(&session.author(), fresh_op(), change);
    written.map_err(|error| session.failing(&error))?;
    session.out.is_saved();
    Ok(())
}

/// The template of a key, or which there are.
fn known(session: &Session, store: &Store, key: &str) -> Ended<Template> {
    let own = store.templates().map_err(|error| session.failing(&error))?;
    let templates = Templates::of_shop(&own);
    if let Some(template) = templates.all().iter().find(|one| one.key == key) {
        return Ok(template.clone());
    }
    let lang = session.lang();
    let keys: Vec<&str> = templates.all().iter().map(|one| one.key.as_str()).collect();
    let hint = say::campaign_no_template_hint(lang, keys.join(", "));
    Err(Failing::new(
        Exit::Refused,
        say::campaign_no_template(lang, key),
        hint,
    ))
}

fn until(session: &Session, args: &Args, today: Day) -> Ended<Day> {
    let month = today.checked_add_days(Days::new(MONTH)).unwrap_or(today);
    Ok(last_day(session, args, today)?.unwrap_or(month))
}

/// The last day that is said, if one is.
pub(super) fn last_day(session: &Session, args: &Args, today: Day) -> Ended<Option<Day>> {
    let lang = session.lang();
    let text = args.until.as_deref().unwrap_or_default();
    match parse::day(text, today) {
        Ok(day) => Ok(day),
        Err(why) => {
            let line = format!("--until “{text}”: {}", why.in_(lang));
            let (text, hint) = (Say::CliMistakesText, Say::CliRefusedHint);
            Err(Failing::said(Exit::Refused, lang, text, hint).with_lines(vec![line]))
        }
    }
}

/// What it is now.
pub(super) fn told(
    session: &mut Session,
    store: &Store,
    name: &str,
    (as_json, today): (bool, Day),
) -> Ended {
    let id = named(session, store, name)?;
    let known = store.campaign_people(id, today);
    let known = known.map_err(|error| session.failing(&error))?;
    let known = known.ok_or_else(|| nothing(session, name))?;
    if as_json {
        session.out.json(&json::CampaignShown::new(today, &known))?;
        return Ok(Exit::Done);
    }
    let lang = session.lang();
    let people = say::word_customers(lang, known.people.len() as u64);
    let said = say::campaign_made(lang, &known.told.campaign.facts.name, people);
    session.out.note(&said);
    Ok(Exit::Done)
}
