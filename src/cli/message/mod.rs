//! `kenal message`: the message of a template to a customer, or to the customers of a segment.

mod letter;
mod list;
mod merge;
mod one;

pub(super) use list::{run as listed, told};

use super::args::Message as Args;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use crate::message::{Template, Templates};
use crate::store::Store;
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    if args.list {
        return list::run(session, args.json);
    }
    let lang = session.lang();
    let usage = |why: Say, hint: Say| Failing::new(Exit::Usage, why.in_(lang), hint.in_(lang));
    if args.to.is_some() && args.segment.is_none() && args.feast.is_none() {
        return Err(usage(
            Say::MessageNeedsTemplate,
            Say::MessageNeedsTemplateHint,
        ));
    }
    if let Some(feast) = &args.feast {
        let name = args.template.as_deref().unwrap_or(feast);
        return merge::run(session, args, merge::To::Feast(feast), name);
    }
    let Some(name) = &args.template else {
        return Err(usage(
            Say::MessageNeedsTemplate,
            Say::MessageNeedsTemplateHint,
        ));
    };
    match &args.segment {
        Some(segment) => merge::run(session, args, merge::To::Segment(segment), name),
        None if args.who.is_empty() => Err(usage(
            Say::MessageNeedsTemplate,
            Say::MessageNeedsTemplateHint,
        )),
        None => one::run(session, args, name),
    }
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
        Failing::new(Exit::Refused, why, Say::MessageTemplateWrongHint.in_(lang))
    })?;
    Ok(template)
}

/// No template has this name.
pub(super) fn unknown(session: &Session, name: &str) -> Failing {
    let lang = session.lang();
    let why = say::message_no_template(lang, name);
    Failing::new(Exit::Partly, why, Say::MessageNoTemplateHint.in_(lang))
}
