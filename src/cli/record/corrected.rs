//! `kenal record visit --visit`: a visit that is put right, or cancelled.

use super::visit;
use crate::cli::args::RecordVisit;
use crate::cli::exit::{Ended, Exit};
use crate::cli::session::Session;
use crate::domain::{Change, VisitFacts, VisitId, VisitStatus};
use crate::store::{Store, StoreError};
use crate::text::Say;

/// `said`: what the words say; what they do not say stays.
pub(super) fn run(
    session: &mut Session,
    mut store: Store,
    args: &RecordVisit,
    (id, said): (VisitId, VisitFacts),
) -> Ended {
    let known = store.visit(id).map_err(|error| session.failing(&error))?;
    let base = known
        .ok_or_else(|| session.failing(&StoreError::Gone))?
        .facts;
    let facts = over(&base, said, args);
    if facts == base {
        let text = Say::NoticeUnchanged.in_(session.lang());
        session.out.note(text);
        return Ok(Exit::Done);
    }
    let (shop, today) = session.shop(&store)?;
    let wording = session.wording(&shop, today);
    let mut doubtful = facts.clone();
    if facts.odometer == base.odometer {
        doubtful.odometer = None;
    }
    for warning in visit::doubts(session, &store, &doubtful, wording)? {
        session.out.warn(&warning);
    }
    let change = Change::EditVisit {
        id,
        base: Box::new(base),
        facts: Box::new(facts),
    };
    session.save(&mut store, &change)?;
    visit::told(session, &store, id, args.json)
}

/// What a visit says once the words of the command stand over it.
fn over(base: &VisitFacts, said: VisitFacts, args: &RecordVisit) -> VisitFacts {
    let given = |text: &str| !text.trim().is_empty();
    let mut facts = base.clone();
    if given(&args.date) {
        facts.day = said.day;
    }
    if given(&args.odometer) {
        facts.odometer = said.odometer;
    }
    if !args.line.is_empty() {
        facts.lines = said.lines;
    }
    if given(&args.total) || !args.line.is_empty() {
        facts.total = said.total;
    }
    if given(&args.redeem) {
        facts.redeemed = said.redeemed;
    }
    if !args.mechanic.is_empty() {
        facts.mechanics = said.mechanics;
    }
    for (fact, text, word) in [
        (&mut facts.oil, said.oil, &args.oil),
        (&mut facts.complaint, said.complaint, &args.complaint),
        (&mut facts.note, said.note, &args.note),
    ] {
        if given(word) {
            *fact = text;
        }
    }
    if args.cancel {
        facts.status = VisitStatus::Cancelled;
    }
    facts
}
