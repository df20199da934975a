//! `kenal template`: the texts of the messages, shown, set from a file, put back.

use std::path::Path;

use super::args::Template as Args;
use super::columns;
use super::exit::{Ended, Exit, Failing};
use super::message::{listed, templates, told, unknown};
use super::session::Session;
use crate::domain::{Change, MESSAGE_CHARS, MessagePurpose, TemplateFacts, is_template_key};
use crate::look::Role;
use crate::message::{Mistake, Placeholder, Template};
use crate::screens::sheet::message as words;
use crate::store::{Access, Store};
use crate::text::{Say, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    match &args.name {
        _ if args.placeholders => placeholders(session),
        None => listed(session, args.json),
        Some(name) if args.reset => reset(session, name),
        Some(name) => match &args.text {
            Some(path) => set(session, name, path, args),
            None => show(session, name, args.json),
        },
    }
}

fn placeholders(session: &mut Session) -> Ended {
    let lang = session.lang();
    let rows: Vec<_> = Placeholder::ALL
        .into_iter()
        .map(|(placeholder, id, en)| {
            vec![
                (format!("{{{id}}}"), Role::Strong),
                (format!("{{{en}}}"), Role::Strong),
                (placeholder.means().in_(lang).to_owned(), Role::Label),
            ]
        })
        .collect();
    columns::print(&mut session.out, &[0, 0, 1], &rows)?;
    Ok(Exit::Done)
}

/// The text in the language of the session.
fn show(session: &mut Session, name: &str, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let templates = templates(session, &store)?;
    let template = templates
        .named(name)
        .ok_or_else(|| unknown(session, name))?;
    if as_json {
        session.out.json(&told(template))?;
    } else {
        for line in template.text(session.lang()).lines() {
            session.out.line(line)?;
        }
    }
    Ok(Exit::Done)
}

fn set(session: &mut Session, name: &str, path: &Path, args: &Args) -> Ended {
    let lang = session.lang();
    let text = read(session, path)?;
    let mut store = session.open_to_write()?;
    let own = own(session, &store, name)?;
    let known = templates(session, &store)?;
    let known = known.named(name);
    if !is_template_key(name) {
        let hint = Say::MessageTemplateKeyHint.in_(lang);
        return Err(Failing::new(
            Exit::Refused,
            Say::MessageTemplateKey.in_(lang),
            hint,
        ));
    }
    let Some(made_for) = known.map(|template| template.made_for).or(args.purpose) else {
        let (why, hint) = (Say::MessageTemplatePurpose, Say::MessageTemplatePurposeHint);
        return Err(Failing::new(Exit::Usage, why.in_(lang), hint.in_(lang)));
    };
    let wanted = args.purpose.unwrap_or(made_for);
    let is_for = |is: MessagePurpose| {
        let [is, not] = [is, wanted].map(|purpose| words::purpose(purpose).in_(lang));
        let why = say::message_template_is_for(lang, words::called(name, lang), is, not);
        let hint = Say::MessageTemplateIsForHint.in_(lang);
        Failing::new(Exit::Usage, why, hint)
    };
    let as_promotion = wanted == MessagePurpose::Promotion && !made_for.greets();
    if wanted != made_for && !as_promotion {
        return Err(is_for(made_for));
    }
    let fresh = Template::new(name, made_for);
    let template = known.unwrap_or(&fresh);
    match template.check_text(&text) {
        Ok(()) => {}
        // What offers something is kept as a promotion where that is said.
        Err(Mistake::Offers(_)) if as_promotion => {}
        Err(Mistake::Offers(words)) => {
            let why = say::message_template_offers(lang, words);
            let hint = Say::MessageTemplateOffersHint.in_(lang);
            return Err(Failing::new(Exit::Refused, why, hint));
        }
        Err(mistake) => {
            let why = say::message_template_wrong(lang, mistake.sentence(lang));
            let hint = say::message_template_wrong_hint(lang, name);
            return Err(Failing::new(Exit::Refused, why, hint));
        }
    }
    let facts = template.written(own.as_ref(), lang, &text);
    let is = facts.purpose;
    if is != wanted && wanted != made_for {
        return Err(is_for(is));
    }
    write(session, &mut store, (name, own), Some(facts))?;
    let language = words::language(lang).in_(lang);
    let said = say::message_template_kept(lang, words::called(name, lang), language);
    session.out.line(&said)?;
    if is != made_for {
        let goes = Say::MessageTemplatePromotes.in_(lang);
        session.out.line(goes)?;
    }
    Ok(Exit::Done)
}

fn reset(session: &mut Session, name: &str) -> Ended {
    let lang = session.lang();
    let mut store = session.open_to_write()?;
    let known = templates(session, &store)?;
    let ships = known.named(name).map(|template| template.ships);
    let ships = ships.ok_or_else(|| unknown(session, name))?;
    let Some(own) = own(session, &store, name)? else {
        let said = say::message_template_as_ships(lang, words::called(name, lang));
        session.out.line(&said)?;
        return Ok(Exit::Partly);
    };
    write(session, &mut store, (name, Some(own)), None)?;
    let called = words::called(name, lang);
    let said = if ships {
        say::message_template_reset(lang, called)
    } else {
        say::message_template_gone(lang, called)
    };
    session.out.line(&said)?;
    Ok(Exit::Done)
}

/// What the shop wrote for a template.
fn own(session: &Session, store: &Store, name: &str) -> Ended<Option<TemplateFacts>> {
    let all = store.templates().map_err(|error| session.failing(&error))?;
    Ok(all.into_iter().find(|own| own.key == name))
}

fn write(
    session: &mut Session,
    store: &mut Store,
    (name, base): (&str, Option<TemplateFacts>),
    facts: Option<TemplateFacts>,
) -> Ended<()> {
    let change = Change::SetTemplate {
        key: name.to_owned(),
        base: base.map(Box::new),
        facts: facts.map(Box::new),
    };
    session.save(store, &change).map(drop)
}

/// The text of a file, without the break behind its last line.
fn read(session: &Session, path: &Path) -> Ended<String> {
    let lang = session.lang();
    // A letter has at most four bytes.
    let most = MESSAGE_CHARS as u64 * 4;
    let small = std::fs::metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() <= most);
    let text = small.then(|| std::fs::read_to_string(path).ok()).flatten();
    let text = text.ok_or_else(|| {
        let why = say::message_template_file(lang, path.display());
        Failing::new(
            Exit::CannotOpen,
            why,
            Say::MessageTemplateFileHint.in_(lang),
        )
    })?;
    Ok(text.trim_start_matches('\u{feff}').trim().to_owned())
}
