//! Which feast is meant by whoever names one.

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use crate::calendar::{Calendar, Coming, Greets};
use crate::domain::{Day, Greeting};
use crate::message::{Template, Templates};
use crate::screens::sheet::message as words;
use crate::text::{Say, say};

/// The feast of a key, with its next date, for the template of a name.
///
/// # Errors
/// Where there is none of it, it greets nobody, or its own message is meant and nobody has written that.
pub(super) fn meant<'c>(
    session: &Session,
    (calendar, templates): (&'c Calendar, &Templates),
    (key, template): (&str, &str),
    today: Day,
) -> Ended<Coming<'c>> {
    let lang = session.lang();
    let own_text = template == key;
    let Some(coming) = calendar.next(key, today) else {
        let names = calendar.greeting(today).into_iter();
        let names = names.filter(|one| !own_text || templates.named(&one.feast.key).is_some());
        let names: Vec<&str> = names.map(|one| one.feast.key.as_str()).collect();
        let hint = match names.as_slice() {
            [] => Say::FeastNoneHint.in_(lang).to_owned(),
            names => say::feast_unknown_hint(lang, names.join(", ")),
        };
        let why = say::feast_unknown(lang, key);
        return Err(Failing::new(Exit::Partly, why, hint));
    };
    let name = coming.feast.name.in_(lang);
    if coming.feast.greets == Greets::Nobody {
        let why = say::feast_greets_nobody(lang, name);
        let hint = if Greeting::at(key).is_some() {
            say::feast_greets_nobody_chosen(lang, key)
        } else {
            say::feast_greets_nobody_hint(lang, key)
        };
        return Err(Failing::new(Exit::Refused, why, hint));
    }
    if own_text && templates.named(key).is_none() {
        let why = say::feast_without_text(lang, key, name);
        let hint = say::feast_without_text_hint(lang, key);
        return Err(Failing::new(Exit::Partly, why, hint));
    }
    Ok(coming)
}

/// Whether a template is a message of a feast: its own, or one that is for the same and for no other day. A
/// greeting never sells and reminds of nothing, and no birthday is greeted because of a feast.
///
/// # Errors
/// Where it is not; those that are, are named.
pub(super) fn takes(
    session: &Session,
    (calendar, templates): (&Calendar, &Templates),
    coming: &Coming<'_>,
    template: &Template,
) -> Ended<()> {
    let (feast, purpose) = (coming.feast, coming.purpose());
    let fits = |one: &Template| {
        let of_another_day = || calendar.feasts().any(|other| other.key == one.key);
        one.key == feast.key || (one.made_for == purpose && !of_another_day())
    };
    if fits(template) {
        return Ok(());
    }
    let lang = session.lang();
    let why = if template.made_for == purpose {
        say::message_feast_template(lang, &template.key)
    } else {
        let [is, takes] = [template.made_for, purpose].map(|one| words::purpose(one).in_(lang));
        say::message_feast_template_is_for(lang, &template.key, is, takes)
    };
    let all = templates.all().iter().filter(|one| fits(one));
    let names: Vec<&str> = all.map(|one| one.key.as_str()).collect();
    let hint = if names.is_empty() {
        say::feast_without_text_hint(lang, &feast.key)
    } else {
        say::message_feast_template_hint(lang, names.join(", "))
    };
    Err(Failing::new(Exit::Usage, why, hint))
}
