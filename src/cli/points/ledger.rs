//! The ledger of a customer.

use super::super::exit::{Ended, Exit};
use super::super::session::Session;
use super::super::{columns, json, who};
use crate::look::Role;
use crate::screens::sheet::points::{balance, kind};
use crate::screens::sheet::{Wording, counter};
use crate::store::{Access, PointsEntry};
use crate::text::{Say, signed};

pub(super) fn run(session: &mut Session, text: &str, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let (_, card) = who::card(session, &store, text)?;
    let Some(customer) = &card.customer else {
        return Err(who::ownerless(session, text));
    };
    let lines = store.points_of(customer.id);
    let lines = lines.map_err(|error| session.failing(&error))?;
    if as_json {
        session.out.json(&json::Ledger::new(&card, &lines))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let symbols = session.out.symbols();
    let (name, role, code) = counter::who(&card, wording, symbols);
    let out = &mut session.out;
    out.spans(&[(&name, role), ("  ", Role::Normal), (&code, Role::Label)])?;
    let said = card
        .points
        .as_ref()
        .and_then(|points| balance(points, wording));
    match said {
        Some((text, role)) => out.spans(&[(&text, role)])?,
        None => out.spans(&[(wording.say(Say::CardPointsNone), Role::Label)])?,
    }
    let rows: Vec<_> = lines.iter().rev().map(|line| row(line, wording)).collect();
    columns::print(out, &[0, 0, 0, 1], &rows)?;
    Ok(Exit::Done)
}

fn row(line: &PointsEntry, wording: Wording<'_>) -> Vec<(String, Role)> {
    let role = if line.points < 0 {
        Role::Attention
    } else {
        Role::Value
    };
    let until = line.expires.filter(|_| line.points > 0);
    let until = until.map(|day| wording.date(day)).unwrap_or_default();
    vec![
        (wording.date(line.day), Role::Label),
        (signed(wording.lang, line.points), role),
        (until, Role::Label),
        (kind(line, wording), Role::Value),
    ]
}
