//! The templates by name, with what each is for.

use super::super::exit::{Ended, Exit};
use super::super::session::Session;
use super::super::{columns, json};
use super::templates;
use crate::look::Role;
use crate::message::Template;
use crate::screens::sheet::message as words;
use crate::store::Access;
use crate::text::{Lang, Say};

pub(in crate::cli) fn run(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let templates = templates(session, &store)?;
    let all = templates.all().iter().chain([templates.footer()]);
    if as_json {
        session.out.json(&json::Templates {
            templates: all.map(told).collect(),
        })?;
        return Ok(Exit::Done);
    }
    let lang = session.lang();
    let rows: Vec<_> = all.map(|template| row(template, lang)).collect();
    columns::print(&mut session.out, &[0, 1, 2, 3], &rows)?;
    Ok(Exit::Done)
}

pub(in crate::cli) fn told(template: &Template) -> json::Template {
    json::Template {
        name: template.key.clone(),
        purpose: template.purpose.key(),
        offers: template.offers.clone(),
        ships: template.ships,
        changed: template.changed,
        text_id: template.text(Lang::Id).to_owned(),
        text_en: template.text(Lang::En).to_owned(),
    }
}

fn row(template: &Template, lang: Lang) -> Vec<(String, Role)> {
    let own = match (template.ships, template.changed) {
        (false, _) => Say::MessageOwn.in_(lang),
        (true, true) => Say::MessageChanged.in_(lang),
        (true, false) => "",
    };
    vec![
        (template.key.clone(), Role::Strong),
        (words::called(&template.key, lang), Role::Value),
        (
            words::purpose(template.purpose).in_(lang).to_owned(),
            Role::Label,
        ),
        (own.to_owned(), Role::Label),
    ]
}
