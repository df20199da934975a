//! The segments that are kept, with how many customers each holds today.

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{columns, json};
use super::{currency, told};
use crate::domain::filter::{Shipped, Unsaid};
use crate::domain::{Day, Segment};
use crate::look::Role;
use crate::store::{Access, Meant, Shop, Store, Studied};
use crate::text::{Say, count, filter as words, insight, say};

pub(super) fn run(session: &mut Session, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let segments = store.segments().map_err(|error| session.failing(&error))?;
    let counted = counted(session, &store, &segments, today)?;
    let both = segments.iter().zip(&counted);
    if as_json {
        let segments = both.map(|(segment, count)| told(session, segment, &shop, count.as_ref()));
        let segments = segments.collect();
        session.out.json(&json::Segments {
            as_of: today,
            segments,
        })?;
        return Ok(if counted.is_empty() {
            Exit::Partly
        } else {
            Exit::Done
        });
    }
    if segments.is_empty() {
        return Err(none(session, &shop));
    }
    let lang = session.lang();
    let rows: Vec<_> = both
        .map(|(segment, customers)| {
            let what = match &segment.filter {
                Ok(_) if let Some(Err(unsaid)) = customers => {
                    (insight::unsaid_whole(lang, *unsaid), Role::Attention)
                }
                Ok(filter) => (filter.text(currency(&shop)), Role::Label),
                Err(mistake) => (words::mistake(lang, mistake), Role::Attention),
            };
            let customers = match customers {
                Some(Ok(customers)) => count(lang, *customers as u64),
                Some(Err(_)) => "–".to_owned(),
                None => session.out.symbols().alert.to_owned(),
            };
            vec![
                (segment.kept.name.clone(), Role::Strong),
                (customers, Role::Value),
                what,
            ]
        })
        .collect();
    columns::print(&mut session.out, &[0, 0, 1], &rows)?;
    Ok(Exit::Done)
}

/// How many a segment holds, or why nobody can say that.
pub(super) type Count = Result<usize, Unsaid>;

/// How many each holds; `None` where its filter cannot be read.
fn counted(
    session: &Session,
    store: &Store,
    segments: &[Segment],
    today: Day,
) -> Ended<Vec<Option<Count>>> {
    if segments.is_empty() {
        return Ok(Vec::new());
    }
    let failing = |error| session.failing(&error);
    let all = store.appraisal(today, &mut |_| ()).map_err(failing)?;
    let mut counted = Vec::new();
    for segment in segments {
        counted.push(match &segment.filter {
            Ok(filter) => {
                let meant = store.meant(filter, &all, &Studied::default());
                Some(counts(&meant.map_err(failing)?))
            }
            Err(_) => None,
        });
    }
    Ok(counted)
}

/// How many are meant.
pub(super) fn counts(meant: &Meant) -> Count {
    meant.unsaid.map_or(Ok(meant.customers.len()), Err)
}

/// What can be saved to begin with.
fn none(session: &Session, shop: &Shop) -> Failing {
    let lang = session.lang();
    let example = |shipped: Shipped| {
        let name = words::shipped(shipped).in_(lang);
        let filter = shipped.filter().text(currency(shop));
        format!("kenal segment \"{name}\" --where \"{filter}\"")
    };
    let lines = Shipped::ALL.into_iter().map(example).collect();
    let hint = Say::FilterNoneHint.in_(lang);
    Failing::new(Exit::Partly, Say::FilterNone.in_(lang), hint).with_lines(lines)
}

/// How many of how many, beside a result.
pub(super) fn note(session: &mut Session, found: usize, of: u64) -> Ended<()> {
    let lang = session.lang();
    session.out.finish()?;
    let found = count(lang, found as u64);
    session.out.note(&say::word_of_customers(lang, found, of));
    Ok(())
}
