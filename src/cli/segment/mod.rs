//! `kenal segment`: filters over customers that are kept under a name (`docs/manual/segments.md`).

mod fields;
mod keep;
mod list;
mod members;

use std::collections::HashSet;
use std::iter;

use super::args::Segment as Args;
use super::exit::{Ended, Exit, Failing};
use super::json;
use super::session::Session;
use crate::domain::filter::{Filter, Mistake, Shipped, Terms, Unsaid};
use crate::domain::{Currency, CustomerId, Day, Segment, SegmentFacts};
use crate::kit::width::width;
use crate::store::{Shop, Store, Studied};
use crate::text::{Lang, Say, filter as words, insight, say};

pub(super) fn run(session: &mut Session, args: &Args) -> Ended {
    if args.fields {
        return fields::run(session, args.json);
    }
    let name = args.name.join(" ");
    match (name.as_str(), &args.filter) {
        ("", None) => list::run(session, args.json),
        ("", Some(filter)) => members::typed(session, filter, args.json),
        (name, _) if args.remove => keep::remove(session, name),
        (name, None) if args.rename.is_none() => members::held(session, name, args.json),
        (name, filter) => keep::save(session, name, filter.as_deref(), args),
    }
}

/// What a name means: the segment that is kept under it, else the one that is offered under it in
/// either language, which need not be kept first.
///
/// # Errors
/// When there is none of that name, or its filter cannot be read.
pub(super) fn meant(session: &Session, store: &Store, name: &str) -> Ended<SegmentFacts> {
    let shipped = words::shipped_named(name);
    let called = |lang| shipped.map(|one| words::shipped(one).in_(lang));
    // One that is kept under its name in the other language is offered no more.
    let names = iter::once(Some(name)).chain(Lang::ALL.map(called));
    for name in names.flatten() {
        let kept = store.segment_named(name);
        let Some(segment) = kept.map_err(|error| session.failing(&error))? else {
            continue;
        };
        return match segment.filter {
            Ok(filter) => Ok(SegmentFacts {
                name: segment.kept.name,
                filter,
            }),
            Err(ref mistake) => Err(damaged(session, &segment, mistake)),
        };
    }
    let offered = shipped.zip(called(session.lang()));
    let offered = offered.map(|(shipped, name)| SegmentFacts {
        name: name.to_owned(),
        filter: shipped.filter(),
    });
    offered.ok_or_else(|| none(session, name))
}

/// Those whom what a name means holds today.
pub(super) fn customers(
    session: &Session,
    store: &Store,
    name: &str,
    today: Day,
) -> Ended<Vec<CustomerId>> {
    holds(session, store, &meant(session, store, name)?.filter, today)
}

/// Those whom a filter holds today.
///
/// # Errors
/// When the shop's visits are too few to say who that is, or the book cannot be read.
pub(super) fn holds(
    session: &Session,
    store: &Store,
    filter: &Filter,
    today: Day,
) -> Ended<Vec<CustomerId>> {
    let all = store.appraisal(today, &mut |_| ());
    let meant = all.and_then(|all| store.meant(filter, &all, &Studied::default()));
    let meant = meant.map_err(|error| session.failing(&error))?;
    match meant.unsaid {
        None => Ok(meant.customers),
        Some(why) => Err(unsaid(session, why)),
    }
}

/// Nobody can say whom a filter holds.
fn unsaid(session: &Session, why: Unsaid) -> Failing {
    let lang = session.lang();
    let why = insight::unsaid_whole(lang, why);
    Failing::new(Exit::Partly, why, Say::FilterNobodyHint.in_(lang))
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

/// The segment that is kept under a name, or that there is none.
fn named(session: &Session, store: &Store, name: &str) -> Ended<Segment> {
    let found = store.segment_named(name);
    let found = found.map_err(|error| session.failing(&error))?;
    found.ok_or_else(|| none(session, name))
}

/// Nothing has this name; what is offered is told by name.
fn none(session: &Session, name: &str) -> Failing {
    let lang = session.lang();
    let offered = Shipped::ALL.map(|one| words::shipped(one).in_(lang));
    let hint = say::filter_no_segment_hint(lang, offered.join(", "));
    Failing::new(Exit::Partly, say::filter_no_segment(lang, name), hint)
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
