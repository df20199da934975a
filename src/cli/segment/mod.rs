//! `kenal segment`: filters over customers that are kept under a name (`docs/manual/segments.md`).

mod fields;
mod keep;
mod list;
mod members;

use std::collections::HashSet;

use super::args::Segment as Args;
use super::exit::{Ended, Exit, Failing};
use super::json;
use super::session::Session;
use crate::domain::filter::{Filter, Mistake, Terms};
use crate::domain::{Currency, CustomerId, Day, Segment};
use crate::kit::width::width;
use crate::store::{Shop, Store, Studied};
use crate::text::{Say, filter as words, insight, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    if args.fields {
        return fields::run(session, args.json);
    }
    let name = args.name.join(" ");
    match (name.as_str(), &args.filter) {
        ("", None) => list::run(session, args.json),
        ("", Some(filter)) => members::meant(session, filter, args.json),
        (name, _) if args.remove => keep::remove(session, name),
        (name, None) if args.rename.is_none() => members::held(session, name, args.json),
        (name, filter) => keep::save(session, name, filter.as_deref(), args),
    }
}

/// Those whom a segment holds today.
pub(super) fn customers(
    session: &Session,
    store: &Store,
    name: &str,
    today: Day,
) -> Ended<Vec<CustomerId>> {
    let segment = named(session, store, name)?;
    let filter = match &segment.filter {
        Ok(filter) => filter,
        Err(mistake) => return Err(damaged(session, &segment, mistake)),
    };
    let all = store.appraisal(today, &mut |_| ());
    let meant = all.and_then(|all| store.meant(filter, &all, &Studied::default()));
    Ok(meant.map_err(|error| session.failing(&error))?.customers)
}

/// The same, to ask whether somebody is among them.
pub(super) fn held(
    session: &Session,
    store: &Store,
    name: &str,
    today: Day,
) -> Ended<HashSet<CustomerId>> {
    Ok(customers(session, store, name, today)?
        .into_iter()
        .collect())
}

/// What amounts of a shop are in.
fn currency(shop: &Shop) -> Currency {
    Currency::of(&shop.currency).unwrap_or(Currency::IDR)
}

/// Reads a typed filter, or says what is wrong and where.
fn read(session: &Session, text: &str, shop: &Shop, today: Day) -> Ended<Filter> {
    let terms = Terms {
        trade: &shop.profile,
        currency: currency(shop),
        today,
    };
    Filter::read(text, terms).map_err(|mistake| {
        let mut lines = vec![text.to_owned()];
        if let Some(at) = mistake.at {
            let before: String = text.chars().take(at).collect();
            lines.push(format!("{}^", " ".repeat(width(&before).into())));
        }
        let lang = session.lang();
        let hint = Say::FilterWrongHint.in_(lang);
        Failing::new(Exit::Refused, words::mistake(lang, &mistake), hint).with_lines(lines)
    })
}

/// The segment of a name, or that there is none.
fn named(session: &Session, store: &Store, name: &str) -> Ended<Segment> {
    let found = store.segment_named(name);
    let found = found.map_err(|error| session.failing(&error))?;
    found.ok_or_else(|| {
        let lang = session.lang();
        let hint = Say::FilterNoSegmentHint.in_(lang);
        Failing::new(Exit::Partly, say::filter_no_segment(lang, name), hint)
    })
}

/// A kept filter that this program cannot read.
fn damaged(session: &Session, segment: &Segment, mistake: &Mistake) -> Failing {
    let lang = session.lang();
    let text = say::filter_damaged(lang, &segment.kept.name);
    let lines = vec![words::mistake(lang, mistake), segment.kept.filter.clone()];
    Failing::new(Exit::Refused, text, Say::FilterDamagedHint.in_(lang)).with_lines(lines)
}

/// A segment for a program, with how many it holds.
fn told(
    session: &Session,
    segment: &Segment,
    shop: &Shop,
    customers: Option<&list::Count>,
) -> json::Segment {
    let filter = segment.filter.as_ref();
    let lang = session.lang();
    let unsaid = customers.and_then(|count| count.as_ref().err());
    json::Segment {
        name: Some(segment.kept.name.clone()),
        typed: filter.ok().map(|filter| filter.text(currency(shop))),
        filter: serde_json::from_str(&segment.kept.filter).unwrap_or_default(),
        customers: customers.and_then(|count| count.as_ref().ok().copied()),
        why_not: filter
            .err()
            .map(|mistake| words::mistake(lang, mistake))
            .or_else(|| unsaid.map(|why| insight::unsaid_whole(lang, *why))),
    }
}
