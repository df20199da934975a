//! `kenal recovery`: whom to win back, and why.

use super::args::Recovery;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{columns, json, segment};
use crate::insight::{Need, Needing, Recovering, WonBack};
use crate::look::Role;
use crate::screens::sheet::wording::joined;
use crate::screens::sheet::{left_alone, recovery};
use crate::store::{Access, Store};
use crate::text::{Say, count, say};

pub(super) fn run(session: &mut Session, args: &Recovery) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    if args.results {
        return results(session, &store, args);
    }
    let found = store.recovery(today, usize::MAX, &mut |_| ());
    let mut found = found.map_err(|error| session.failing(&error))?;
    if let Some(name) = &args.segment {
        let held = segment::held(session, &store, name, today)?;
        found.narrow(|customer| held.contains(&customer));
    }
    if args.json {
        session.out.json(&json::Recovery::new(&found, today))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let symbols = session.out.symbols();
    if found.lists.is_empty() {
        session.out.note(Say::RecoveryNobody.in_(wording.lang));
    }
    let (none, mut at) = (Needing::default(), 0);
    for need in Need::ALL {
        let list = found.lists.get(&need).unwrap_or(&none);
        let alone = left_alone(found.left_alone(need).len() as u64, wording);
        if list.total == 0 && alone.is_none() {
            continue;
        }
        if at > 0 {
            session.out.line("")?;
        }
        at += 1;
        let title = recovery::title(need).in_(wording.lang);
        let all = say::report_brought(
            wording.lang,
            list.total as u64,
            wording.money(crate::domain::Money(list.money)),
        );
        session.out.spans(&[
            (title, Role::Title),
            ("  ", Role::Normal),
            (&all, Role::Label),
        ])?;
        let row = |one: &Recovering| {
            let who = found.people.get(&one.one.customer);
            let of = |fact: fn(&crate::domain::Introduced) -> &String| {
                who.map_or_else(String::new, |who| fact(who).clone())
            };
            let asked = found.asked(one);
            let asked = asked.map(|asked| recovery::asked(asked.day, wording, symbols));
            let reason = recovery::reason(one, wording);
            let reason = joined(&[&reason, &asked.unwrap_or_default()], symbols.dot);
            vec![
                (of(|who| &who.code), Role::Label),
                (who.map_or_else(String::new, recovery::name), Role::Value),
                (reason, Role::Value),
                (of(|who| &who.phone), Role::Label),
            ]
        };
        let rows: Vec<_> = list.first.iter().map(row).collect();
        columns::print(&mut session.out, &[1, 0, 0, 2], &rows)?;
        let more = list.total.saturating_sub(rows.len());
        if more > 0 {
            let more = say::report_and_more(wording.lang, more as u64);
            session.out.spans(&[(&more, Role::Label)])?;
        }
        if let Some((left, role)) = alone {
            session.out.spans(&[(&left, role)])?;
        }
    }
    let found = !found.lists.is_empty();
    Ok(if found { Exit::Done } else { Exit::Partly })
}

/// What became of messages that asked customers to come back.
fn results(session: &mut Session, store: &Store, args: &Recovery) -> Ended {
    let (shop, today) = session.shop(store)?;
    let all = store.won_back(today, args.days);
    let mut all = all.map_err(|error| session.failing(&error))?;
    if let Some(name) = &args.segment {
        let held = segment::held(session, store, name, today)?;
        all.retain(|one| held.contains(&one.who.id));
    }
    if args.json {
        session.out.json(&json::Results::new(&all, args.days))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let lang = wording.lang;
    let (back, money) = WonBack::sum(&all);
    let (sent, back) = (all.len() as u64, count(lang, back as u64));
    let days = count(lang, args.days.into());
    let money = wording.money(crate::domain::Money(money));
    session
        .out
        .line(&say::recovery_results(lang, sent, back, days, money))?;
    let row = |one: &WonBack| {
        let came = one.came.map(|came| {
            let day = wording.date(came.day);
            let money = wording.money(crate::domain::Money(came.money));
            say::recovery_came_back(lang, day, money)
        });
        vec![
            (one.who.code.clone(), Role::Label),
            (one.who.name.clone(), Role::Value),
            (wording.date(one.sent), Role::Label),
            (came.unwrap_or_default(), Role::Value),
        ]
    };
    let rows: Vec<_> = all.iter().map(row).collect();
    columns::print(&mut session.out, &[1, 0, 0, 0], &rows)?;
    Ok(Exit::Done)
}
