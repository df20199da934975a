//! `kenal merge KEEP OTHER`: two records that are one person.

use super::args::Merge;
use super::exit::{Ended, Exit, Failing};
use super::session::Session;
use super::{json, who};
use crate::domain::{Change, FIELD_TERMS, Subject, Taken, differing};
use crate::screens::sheet::wording::person;
use crate::store::{StoreError, fresh_op};
use crate::text::say;

pub(super) fn run(session: &mut Session, args: &Merge) -> Ended {
    let mut store = session.open_to_write()?;
    let lang = session.lang();
    let keep = who::customer(session, &store, &args.keep)?;
    let other = who::customer(session, &store, &args.other)?;
    let sides = store.side_by_side(keep.id, other.id);
    let sides = sides.map_err(|error| session.failing(&error))?;
    let [keep, other] = sides.ok_or_else(|| session.failing(&StoreError::Gone))?;
    let mut fields = differing(&keep.customer.facts, &other.customer.facts);
    fields.extend(
        keep.terms
            .as_ref()
            .and(other.terms.as_ref())
            .map(|_| FIELD_TERMS.to_owned()),
    );
    let taken: Taken = args.take.iter().cloned().collect();
    if let Some(unknown) = taken.iter().find(|field| !fields.contains(field)) {
        return Err(Failing::new(
            Exit::Refused,
            say::same_cli_alike(lang, unknown),
            say::same_cli_alike_hint(lang, fields.join(", ")),
        ));
    }
    let change = Change::MergeCustomers {
        keep: keep.customer.id,
        other: other.customer.id,
        base: Box::new([keep.customer.facts.clone(), other.customer.facts.clone()]),
        taken: taken.clone(),
    };
    let receipt = store.write(&session.author(), fresh_op(), &change);
    let receipt = receipt.map_err(|error| session.failing(&error))?;
    session.saved(&receipt);
    if args.json {
        let card = store.card(Subject::Customer(keep.customer.id, None));
        let card = card.map_err(|error| session.failing(&error))?;
        let card = card.ok_or_else(|| session.failing(&StoreError::Gone))?;
        let points = card.points.as_ref().map(|points| points.balance);
        let aliases = card
            .customer
            .map_or_else(Vec::new, |customer| customer.aliases);
        session.out.json(&json::OnePerson {
            change: receipt.change.0,
            customer_id: keep.customer.code.clone(),
            merged: other.customer.code.clone(),
            aliases,
            visits: other.visits,
            vehicles: other.vehicles,
            points: other.points,
            balance: points,
            taken: taken.into_iter().collect(),
        })?;
        return Ok(Exit::Done);
    }
    session.out.line(&keep.customer.code)?;
    session.out.finish()?;
    let called = |side: &crate::domain::Side| {
        format!("{} {}", side.customer.code, person(&side.customer.facts))
    };
    session
        .out
        .note(&say::same_done_cli(lang, called(&other), called(&keep)));
    Ok(Exit::Done)
}
