//! The customers of a segment, or of a filter that is not kept.

use super::super::exit::{Ended, Exit, Failing};
use super::super::session::Session;
use super::super::{columns, json};
use super::{currency, list, meant, read, unsaid};
use crate::domain::filter::Filter;
use crate::domain::{SegmentFacts, SegmentRow, SegmentSort};
use crate::look::Role;
use crate::screens::sheet::{Wording, reached_by};
use crate::store::{Access, Meant, Store, Studied};
use crate::text::{Say, count, insight};

/// Those of a segment, kept or offered.
pub(super) fn held(session: &mut Session, name: &str, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let SegmentFacts { name, filter } = meant(session, &store, name)?;
    print(session, &store, (Some(name), &filter), as_json)
}

/// Those of a filter that was only typed.
pub(super) fn typed(session: &mut Session, text: &str, as_json: bool) -> Ended {
    let store = session.open(Access::Read)?;
    let (shop, today) = session.shop(&store)?;
    let filter = read(session, text, &shop, today)?;
    print(session, &store, (None, &filter), as_json)
}

fn print(
    session: &mut Session,
    store: &Store,
    (name, filter): (Option<String>, &Filter),
    as_json: bool,
) -> Ended {
    let (shop, today) = session.shop(store)?;
    let (meant, rows) = found(session, store, filter, today)?;
    let exit = if rows.is_empty() {
        Exit::Partly
    } else {
        Exit::Done
    };
    if as_json {
        let lang = session.lang();
        let head = json::Segment {
            name,
            typed: Some(filter.text(currency(&shop))),
            filter: serde_json::from_str(&filter.to_json()).unwrap_or_default(),
            customers: None,
            why_not: meant.unsaid.map(|why| insight::unsaid_whole(lang, why)),
        };
        session
            .out
            .json(&json::Held::new(head, today, &meant, &rows))?;
        return Ok(exit);
    }
    if let Some(why) = meant.unsaid {
        return Err(unsaid(session, why));
    }
    if rows.is_empty() {
        let (text, hint) = (Say::FilterNobody, Say::FilterNobodyHint);
        return Err(Failing::said(exit, session.lang(), text, hint));
    }
    let wording = session.wording(&shop, today);
    let lines: Vec<_> = rows.iter().map(|one| row(one, wording)).collect();
    columns::print(&mut session.out, &[0, 3, 5, 4, 2, 1, 1], &lines)?;
    list::note(session, meant.customers.len(), meant.of)?;
    Ok(exit)
}

fn found(
    session: &Session,
    store: &Store,
    filter: &Filter,
    today: crate::domain::Day,
) -> Ended<(Meant, Vec<SegmentRow>)> {
    let failing = |error| session.failing(&error);
    let all = store.appraisal(today, &mut |_| ()).map_err(failing)?;
    let meant = store
        .meant(filter, &all, &Studied::default())
        .map_err(failing)?;
    let rows = store.segment_rows(&meant.customers, &all, SegmentSort::Money, 0, usize::MAX);
    Ok((meant, rows.map_err(failing)?))
}

fn row(row: &SegmentRow, wording: Wording<'_>) -> Vec<(String, Role)> {
    let last = row.last_visit.map(|day| wording.seen(day));
    vec![
        (row.name.clone(), Role::Strong),
        (row.plate.clone(), Role::Value),
        reached_by(row.no_contact, row.phone.clone(), wording.lang),
        (count(wording.lang, row.visits.into()), Role::Value),
        (wording.money(row.money), Role::Value),
        (last.unwrap_or_default(), Role::Label),
        (row.code.clone(), Role::Label),
    ]
}
