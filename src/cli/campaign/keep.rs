//! A campaign that is begun, and one that is taken away.

use chrono::Days;

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{begun, json, segment};
use super::{Args, known, named};
use crate::domain::hygiene::{clean_line, clean_note};
use crate::domain::{CampaignFacts, CampaignOffer, Change, Day};
use crate::message::{Template, Templates};
use crate::screens::sheet::campaign;
use crate::store::Store;
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
    let template = self::template(session, &store, template)?;
    let offer = promised(session, args, (None, today))?;
    fits(session, &template, offer.as_ref())?;
    let gap = campaign::lacks_offer(&template).filter(|_| offer.is_none());
    let segment = segment::meant(session, &store, segment)?;
    let targets = segment::holds(session, &store, &segment.filter, today)?;
    let facts = CampaignFacts {
        name: clean_line(name).text,
        segment: segment.name,
        filter: segment.filter.to_json(),
        template: template.key,
        purpose: template.purpose.key().to_owned(),
        offer,
        since: today,
        until: until(session, args, today)?,
        within: args.within.unwrap_or(30),
        note: clean_note(args.note.as_deref().unwrap_or_default()).text,
    };
    let change = Change::AddCampaign {
        facts: Box::new(facts),
        targets,
    };
    session.save(&mut store, &change)?;
    let done = told(session, &store, name, (args.json, today))?;
    if gap.is_some() {
        session.out.warn(Say::CampaignOfferGapHint.in_(lang));
    }
    Ok(done)
}

pub(super) fn remove(session: &mut Session, name: &str) -> Ended {
    let mut store = session.open_to_write()?;
    let id = named(session, &store, name)?;
    session.save(&mut store, &Change::RemoveCampaign { id })?;
    let said = say::campaign_removed(session.lang(), name);
    session.out.note(&said);
    Ok(Exit::Done)
}

/// The template of a key, or which there are.
pub(super) fn template(session: &Session, store: &Store, key: &str) -> Ended<Template> {
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
    let text = args.until.as_deref().unwrap_or_default();
    begun::day(session, "--until", text, today)
}

/// What is promised, as the words say it over what was; `--offer ""` promises nothing.
pub(super) fn promised(
    session: &Session,
    args: &Args,
    (before, today): (Option<CampaignOffer>, Day),
) -> Ended<Option<CampaignOffer>> {
    let until = match &args.offer_until {
        Some(text) => begun::day(session, "--offer-until", text, today)?,
        None => before.as_ref().and_then(|offer| offer.until),
    };
    let text = match &args.offer {
        Some(text) => clean_line(text).text,
        None => before.map(|offer| offer.text).unwrap_or_default(),
    };
    if text.is_empty() && args.offer_until.is_some() && until.is_some() {
        let (lang, text) = (session.lang(), Say::CampaignOfferWhat);
        return Err(Failing::said(Exit::Usage, lang, text, Say::CliRefusedHint));
    }
    Ok((!text.is_empty()).then_some(CampaignOffer { text, until }))
}

/// Whether messages of a template carry what is promised.
pub(super) fn fits(
    session: &Session,
    template: &Template,
    offer: Option<&CampaignOffer>,
) -> Ended<()> {
    match offer.and_then(|_| campaign::cannot_offer(template)) {
        None => Ok(()),
        Some(why) => {
            let hint = Say::CliRefusedHint;
            Err(Failing::said(Exit::Refused, session.lang(), why, hint))
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
    let known = known(session, store, (id, name), today)?;
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
