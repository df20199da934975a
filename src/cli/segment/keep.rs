//! Keeping a segment, naming it otherwise, and taking it away.

use super::super::args::Segment as Args;
use super::super::exit::{Ended, Exit};
use super::super::json;
use super::super::session::Session;
use super::{damaged, list, named, read, told};
use crate::domain::{Change, SegmentFacts};
use crate::store::Studied;
use crate::text::{insight, say};

/// Adds a segment, or gives one that is there another filter or name.
pub(super) fn save(session: &mut Session, name: &str, filter: Option<&str>, args: &Args) -> Ended {
    let mut store = session.open_to_write()?;
    let (shop, today) = session.shop(&store)?;
    let typed = match filter {
        Some(filter) => Some(read(session, filter, &shop, today)?),
        None => None,
    };
    let known = store
        .segment_named(name)
        .map_err(|error| session.failing(&error))?;
    let called = |before: &str| args.rename.clone().unwrap_or_else(|| before.to_owned());
    let change = match (known, typed) {
        (None, Some(filter)) => Change::AddSegment {
            facts: Box::new(SegmentFacts {
                name: called(name),
                filter,
            }),
        },
        (Some(segment), typed) => {
            let filter = match (typed, &segment.filter) {
                (Some(filter), _) => filter,
                (None, Ok(filter)) => filter.clone(),
                (None, Err(mistake)) => return Err(damaged(session, &segment, mistake)),
            };
            let name = called(&segment.kept.name);
            Change::EditSegment {
                id: segment.id,
                base: Box::new(segment.kept),
                facts: Box::new(SegmentFacts { name, filter }),
            }
        }
        (None, None) => return named(session, &store, name).map(|_| Exit::Done),
    };
    session.save(&mut store, &change)?;
    let segment = named(session, &store, &called(name))?;
    let failing = |error| session.failing(&error);
    let meant = match &segment.filter {
        Ok(filter) => {
            let all = store.appraisal(today, &mut |_| ()).map_err(failing)?;
            store
                .meant(filter, &all, &Studied::default())
                .map_err(failing)?
        }
        Err(mistake) => return Err(damaged(session, &segment, mistake)),
    };
    if args.json {
        let told = told(session, &segment, &shop, Some(&list::counts(&meant)));
        session.out.json(&json::Segments {
            as_of: today,
            segments: vec![told],
        })?;
        return Ok(Exit::Done);
    }
    let text = say::filter_saved(session.lang(), &segment.kept.name);
    session.out.line(&text)?;
    match meant.unsaid {
        Some(why) => session
            .out
            .note(&insight::unsaid_whole(session.lang(), why)),
        None => list::note(session, meant.customers.len(), meant.of)?,
    }
    Ok(Exit::Done)
}

/// Takes a segment away.
pub(super) fn remove(session: &mut Session, name: &str) -> Ended {
    let mut store = session.open_to_write()?;
    let segment = named(session, &store, name)?;
    let text = say::filter_removed(session.lang(), &segment.kept.name);
    let change = Change::RemoveSegment {
        id: segment.id,
        base: Box::new(segment.kept),
    };
    session.save(&mut store, &change)?;
    session.out.line(&text)?;
    Ok(Exit::Done)
}
