//! `kenal message`: the message of a template to a customer, or to the customers of a segment.

mod feast;
mod left_out;
mod letter;
mod list;
mod merge;
mod one;
mod whom;

pub(super) use list::{run as listed, told};

use super::args::Message as Args;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::calendar::Calendar;
use crate::config::Holidays;
use crate::domain::Day;
use crate::insight::{CampaignPeople, GatheringGuests};
use crate::message::{Template, Templates};
use crate::store::Store;
use crate::text::{Say, say};

/// The template that invites to a gathering.
const INVITATION: &str = "invitation";

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    if args.list {
        return list::run(session, args.json);
    }
    let lang = session.lang();
    let usage = |why: Say, hint: Say| Failing::new(Exit::Usage, why.in_(lang), hint.in_(lang));
    let no_template = || {
        let hint = Say::MessageNeedsTemplateHint;
        Err(usage(Say::MessageNeedsTemplate, hint))
    };
    let to = match (&args.feast, &args.segment, &args.campaign) {
        (Some(feast), ..) => Some(whom::To::Feast(feast)),
        (_, Some(segment), _) => Some(whom::To::Segment(segment)),
        (.., Some(_)) if args.who.is_empty() => Some(whom::To::Campaign),
        _ if args.event.is_some() && args.who.is_empty() => Some(whom::To::Event),
        _ => None,
    };
    let named = [&args.template, &args.campaign, &args.feast, &args.event];
    let names_one = named.into_iter().any(Option::is_some);
    match to {
        _ if !names_one => no_template(),
        Some(whom::To::Campaign) if args.to.is_none() => {
            Err(usage(Say::CampaignNeedsFile, Say::CliRefusedHint))
        }
        Some(whom::To::Event) if args.to.is_none() => {
            Err(usage(Say::EventNeedsFile, Say::CliRefusedHint))
        }
        Some(to) => merge::run(session, args, to),
        None if args.who.is_empty() || args.to.is_some() => no_template(),
        None => one::run(session, args),
    }
}

/// The campaign in whose name the messages go, with everybody whom it means.
fn campaign(
    session: &Session,
    store: &Store,
    args: &Args,
    today: Day,
) -> Ended<Option<CampaignPeople>> {
    let Some(name) = &args.campaign else {
        return Ok(None);
    };
    let id = super::campaign::named(session, store, name)?;
    super::campaign::known(session, store, (id, name), today).map(Some)
}

/// The gathering to which the messages invite, with its guests.
fn gathering(
    session: &Session,
    store: &Store,
    args: &Args,
    today: Day,
) -> Ended<Option<GatheringGuests>> {
    let Some(name) = &args.event else {
        return Ok(None);
    };
    let id = super::event::named(session, store, name)?;
    super::event::known(session, store, (id, name), today).map(Some)
}

/// The name of the template: the one that is said, else that of the campaign, of the feast or of an
/// invitation.
fn key<'a>(args: &'a Args, campaign: Option<&'a CampaignPeople>) -> &'a str {
    let of_campaign = campaign.map(|all| all.told.campaign.facts.template.as_str());
    let said = args.template.as_deref().or(of_campaign);
    let invites = args.event.as_ref().map(|_| INVITATION);
    said.or(args.feast.as_deref())
        .or(invites)
        .unwrap_or_default()
}

/// The feasts, with the owner's own.
fn holidays(session: &Session) -> Calendar {
    Holidays::read(Holidays::beside(session.settings_file.as_deref())).calendar
}

/// The templates of the shop.
pub(super) fn templates(session: &Session, store: &Store) -> Ended<Templates> {
    let own = store.templates().map_err(|error| session.failing(&error))?;
    Ok(Templates::of_shop(&own))
}

/// The template of that name, which can be sent as it is.
pub(super) fn named<'t>(
    session: &Session,
    templates: &'t Templates,
    name: &str,
) -> Ended<&'t Template> {
    let lang = session.lang();
    let found = templates.all().iter().find(|template| template.key == name);
    let template = found.ok_or_else(|| unknown(session, name))?;
    template.check().map_err(|mistake| {
        let why = say::message_template_wrong(lang, mistake.sentence(lang));
        let hint = say::message_template_wrong_hint(lang, name);
        Failing::new(Exit::Refused, why, hint)
    })?;
    Ok(template)
}

/// No template has this name.
pub(super) fn unknown(session: &Session, name: &str) -> Failing {
    let lang = session.lang();
    let why = say::message_no_template(lang, name);
    Failing::new(Exit::Partly, why, Say::MessageNoTemplateHint.in_(lang))
}
