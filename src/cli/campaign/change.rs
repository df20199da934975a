//! A campaign that is put right: what it is called, what is sent and promised, until when, what counts
//! as coming back, and the note. Whom it means stays.

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::keep::{fits, last_day, promised, template, told};
use super::{Args, known, named};
use crate::domain::Change;
use crate::domain::hygiene::{clean_line, clean_note};
use crate::text::Say;

/// Whether a word says how a campaign shall be.
pub(super) fn says_something(args: &Args) -> bool {
    let says = [
        &args.renamed,
        &args.segment,
        &args.template,
        &args.offer,
        &args.offer_until,
        &args.until,
        &args.note,
    ];
    args.within.is_some() || says.into_iter().any(Option::is_some)
}

pub(super) fn run(session: &mut Session, name: &str, args: &Args) -> Ended {
    if args.segment.is_some() {
        let (lang, text) = (session.lang(), Say::CampaignSegmentStays);
        return Err(Failing::said(Exit::Usage, lang, text, Say::CliRefusedHint));
    }
    let mut store = session.open_to_write()?;
    let (_, today) = session.shop(&store)?;
    let id = named(session, &store, name)?;
    let base = known(session, &store, (id, name), today)?;
    let base = base.told.campaign.facts;
    let mut facts = base.clone();
    if let Some(name) = &args.renamed {
        facts.name = clean_line(name).text;
    }
    let key = args.template.as_deref().unwrap_or(&base.template);
    facts.offer = promised(session, args, (base.offer.clone(), today))?;
    if args.template.is_some() || facts.offer != base.offer {
        let template = template(session, &store, key)?;
        fits(session, &template, facts.offer.as_ref())?;
        facts.template.clone_from(&template.key);
        template.purpose.key().clone_into(&mut facts.purpose);
    }
    if let Some(day) = last_day(session, args, today)? {
        facts.until = day;
    }
    facts.within = args.within.unwrap_or(facts.within);
    if let Some(note) = &args.note {
        facts.note = clean_note(note).text;
    }
    let called = facts.name.clone();
    if facts != base {
        let change = Change::EditCampaign {
            id,
            base: Box::new(base),
            facts: Box::new(facts),
        };
        session.save(&mut store, &change)?;
    }
    told(session, &store, &called, (args.json, today))
}
