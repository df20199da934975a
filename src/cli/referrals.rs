//! `kenal referrals`: who brought whom, and to whom thanks are owed.

use super::args::Referrals;
use super::exit::{Ended, Exit};
use super::session::Session;
use super::{columns, json, who};
use crate::domain::{Brought, BroughtSum, ThanksOwed};
use crate::look::Role;
use crate::screens::sheet::{Wording, left_alone, referral};
use crate::store::{Access, Store};
use crate::text::{Say, say};

/// Rows that are listed at the most.
const MOST: usize = 10_000;

pub(super) fn run(session: &mut Session, args: &Referrals) -> Ended {
    let store = session.open(Access::Read)?;
    if args.thanks {
        return thanks(session, &store, args.json);
    }
    if args.who.is_empty() {
        return all(session, &store, args.json);
    }
    of(session, &store, &args.who.join(" "), args.json)
}

/// Everybody who brought somebody.
fn all(session: &mut Session, store: &Store, as_json: bool) -> Ended {
    let (shop, today) = session.shop(store)?;
    let found = store.referrers(MOST);
    let (referrers, total) = found.map_err(|error| session.failing(&error))?;
    if as_json {
        session.out.json(&json::Referrers::new(&referrers, total))?;
        return Ok(ended(total));
    }
    let wording = session.wording(&shop, today);
    let row = |one: &crate::domain::Referrer| {
        vec![
            (one.who.code.clone(), Role::Label),
            (one.who.name.clone(), Role::Value),
            (referral::sum(one.brought, wording), Role::Value),
            (beyond(one.then, wording), Role::Label),
        ]
    };
    let rows: Vec<_> = referrers.iter().map(row).collect();
    if rows.is_empty() {
        session.out.note(Say::ReferralNobody.in_(session.lang()));
    }
    columns::print(&mut session.out, &[0, 0, 0, 1], &rows)?;
    Ok(ended(total))
}

/// Whom one customer brought.
fn of(session: &mut Session, store: &Store, text: &str, as_json: bool) -> Ended {
    let (shop, today) = session.shop(store)?;
    let customer = who::customer(session, store, text)?;
    let tree = store.referrals_of(customer.id);
    let tree = tree.map_err(|error| session.failing(&error))?;
    if as_json {
        session.out.json(&json::Tree::new(&customer, &tree))?;
        return Ok(Exit::Done);
    }
    let wording = session.wording(&shop, today);
    let facts = referral::facts(&tree, wording);
    if facts.is_empty() {
        session.out.note(Say::ReferralNone.in_(session.lang()));
    }
    let mut rows = Vec::new();
    for one in &tree.brought {
        rows.push(person(one, "", wording));
        let under = tree.then.iter().filter(|then| then.by == one.who.id);
        rows.extend(under.map(|then| person(then, "  ", wording)));
    }
    let out = &mut session.out;
    if let Some(by) = &tree.by {
        let by = say::referral_by_whom(wording.lang, &by.name, &by.code);
        out.spans(&[(&by, Role::Value)])?;
    }
    columns::print(out, &[0, 0, 1, 0, 2], &rows)?;
    Ok(Exit::Done)
}

fn person(one: &Brought, indent: &str, wording: Wording<'_>) -> Vec<(String, Role)> {
    let last = one.last_visit.map(|day| wording.date(day));
    let last = last.unwrap_or_else(|| wording.say(Say::ReferralNotYet).to_owned());
    let thanked = one.thanked.map(|day| {
        let day = wording.date(day);
        say::referral_thanked(wording.lang, day)
    });
    vec![
        (format!("{indent}{}", one.who.code), Role::Label),
        (one.who.name.clone(), Role::Value),
        (last, Role::Label),
        (wording.money(one.spent), Role::Value),
        (thanked.unwrap_or_default(), Role::Label),
    ]
}

fn beyond(then: BroughtSum, wording: Wording<'_>) -> String {
    if then.made == 0 {
        return String::new();
    }
    say::referral_then(wording.lang, referral::sum(then, wording))
}

/// To whom thanks are owed.
fn thanks(session: &mut Session, store: &Store, as_json: bool) -> Ended {
    let (shop, today) = session.shop(store)?;
    let owed = store.thanks_owed(today);
    let owed = owed.map_err(|error| session.failing(&error))?;
    if as_json {
        let all: Vec<_> = owed.owed.iter().map(json::Owed::from).collect();
        let told = serde_json::json!({ "thanks": all, "do_not_contact": owed.left_alone });
        session.out.json(&told)?;
        return Ok(ended(owed.owed.len()));
    }
    let wording = session.wording(&shop, today);
    let row = |one: &ThanksOwed| {
        vec![
            (one.referrer.code.clone(), Role::Label),
            (one.referrer.name.clone(), Role::Value),
            (referral::thanks_for(one, wording), Role::Value),
        ]
    };
    let rows: Vec<_> = owed.owed.iter().map(row).collect();
    if rows.is_empty() {
        session
            .out
            .note(Say::ReferralAllThanked.in_(session.lang()));
    }
    columns::print(&mut session.out, &[0, 0, 0], &rows)?;
    if let Some((left, _)) = left_alone(owed.left_alone, wording) {
        session.out.note(&left);
    }
    Ok(ended(owed.owed.len()))
}

/// Nothing found is an exit code of its own.
fn ended(found: usize) -> Exit {
    if found == 0 { Exit::Partly } else { Exit::Done }
}
