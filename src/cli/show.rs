//! `kenal show`: the counter card.

use super::args::Who;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{facts, json, who};
use crate::config::Holidays;
use crate::domain::Card;
use crate::look::Role;
use crate::screens::sheet::{Wording, counter, say::sentence};
use crate::store::Access;

pub(super) fn run(session: &mut Session, args: &Who) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let (_, mut card) = who::card(session, &store, &args.who.join(" "))?;
    let file = Holidays::beside(session.settings_file.as_deref());
    let near = Holidays::read(file).calendar.wished_near(today);
    let greets = store.greet_at(&mut card, &near, today);
    greets.map_err(|error| session.failing(&error))?;
    let wording = session.wording(&shop, today);
    if args.json {
        session.out.json(&json::Shown::new(&card, wording))?;
    } else {
        print(session, &card, wording)?;
    }
    Ok(Exit::Done)
}

fn print(session: &mut Session, card: &Card, wording: Wording<'_>) -> Ended<()> {
    let symbols = session.out.symbols();
    let (name, role, code) = counter::who(card, wording, symbols);
    let title = counter::title(card, wording, symbols);
    let out = &mut session.out;
    out.spans(&[(&name, role), ("  ", Role::Normal), (&code, Role::Label)])?;
    if !title.is_empty() {
        out.line(&title)?;
    }
    let columns = out.style().width;
    for line in crate::kit::width::wrap(&sentence(card, wording), columns) {
        out.spans(&[(&line, Role::Accent)])?;
    }
    // Without an owner the first fact names a key of the screens.
    let all = counter::facts(card, wording, symbols);
    let said = usize::from(card.customer.is_none());
    facts::print(out, &all[said.min(all.len())..])
}
