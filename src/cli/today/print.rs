//! The list of a day as text: feasts, then every customer with the reasons below.

use super::super::exit::Ended;
use super::super::session::Session;
use crate::calendar::{FeastRow, Person, Today};
use crate::look::Role;
use crate::screens::sheet::wording::joined;
use crate::screens::sheet::{Wording, today as words};
use crate::text::Say;

pub(super) fn print(session: &mut Session, list: &Today, wording: Wording<'_>) -> Ended<()> {
    if list.people.is_empty() && list.feasts.is_empty() {
        return session.out.line(wording.say(Say::TodayNothing));
    }
    for row in &list.feasts {
        feast(session, row, wording)?;
    }
    for each in &list.people {
        person(session, each, wording)?;
    }
    if list.more {
        let more = wording.say(Say::TodayMore);
        session.out.spans(&[(more, Role::Label)])?;
    }
    Ok(())
}

fn feast(session: &mut Session, row: &FeastRow, wording: Wording<'_>) -> Ended<()> {
    let symbols = session.out.symbols();
    let head = format!("{} {}", symbols.star, words::feast(row, wording));
    let expected = if row.expected {
        wording.say(Say::TodayExpected)
    } else {
        ""
    };
    let whom = words::greeted(row, wording);
    let rest = joined(&[expected, &whom], symbols.dot);
    session.out.spans(&[(&head, Role::Strong)])?;
    if rest.is_empty() {
        return Ok(());
    }
    session
        .out
        .spans(&[("  ", Role::Normal), (&rest, Role::Label)])
}

fn person(session: &mut Session, person: &Person, wording: Wording<'_>) -> Ended<()> {
    let symbols = session.out.symbols();
    let name = words::who(&person.who);
    let reached = words::reached(&person.who, wording, symbols.dot);
    session.out.spans(&[
        (&name, Role::Strong),
        ("  ", Role::Normal),
        (&reached, Role::Label),
    ])?;
    for reason in &person.reasons {
        let sign = words::sign(reason.why.kind(), symbols);
        let line = format!("  {sign} {}", words::reason(&reason.why, wording));
        let asked = match reason.agreed {
            None => format!(" ({})", wording.say(Say::TodayNotAsked)),
            Some(_) => String::new(),
        };
        session
            .out
            .spans(&[(&line, Role::Value), (&asked, Role::Attention)])?;
    }
    Ok(())
}
