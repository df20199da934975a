//! Writing visits.

use rusqlite::types::Value;

use super::clean::Remarks;
use super::merge::{self, Three};
use super::{customer, staff, vehicle};
use crate::domain::{CustomerId, Money, VisitFacts, VisitId};
use crate::store::door::Done;
use crate::store::rows::status_word;
use crate::store::table::{VISIT, VISIT_LINE, VISIT_MECHANIC};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult, vehicle as read_vehicle, visit as read};

/// A new visit. Without a customer it is with the vehicle's owner of today.
pub(super) fn add(writer: &mut Writer<'_>, facts: &VisitFacts) -> StoreResult<Done> {
    let mut remarks = Remarks::default();
    let mut facts = remarks.visit(facts);
    remarks.none()?;
    facts.settle_cost(None);
    must_exist(writer, &facts)?;
    if let (None, Some(vehicle)) = (facts.customer, facts.vehicle) {
        facts.customer = read_vehicle::owner_now(writer.conn, vehicle)?;
    }
    let mut set = columns(&facts);
    set.push(("created_at", writer.at.clone().into()));
    let id = writer.insert(&VISIT, set)?;
    hang(writer, id, &facts)?;
    Ok(done("add_visit", VisitId(id), &facts))
}

/// The first visit of a customer, with who brought them.
pub(super) fn add_first(
    writer: &mut Writer<'_>,
    facts: &VisitFacts,
    by: CustomerId,
) -> StoreResult<Done> {
    customer::is_brought(writer, facts.customer, by)?;
    add(writer, facts)
}

/// New facts about a visit, unless others wrote something that this person has not seen.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: VisitId,
    base: &VisitFacts,
    mine: &VisitFacts,
) -> StoreResult<Done> {
    let theirs = read::read(writer.conn, id)?.ok_or(StoreError::Gone)?.facts;
    let mut remarks = Remarks::default();
    let mine = remarks.visit(mine);
    remarks.none()?;
    let mut merged = merge::visit(&Three {
        base,
        theirs: &theirs,
        mine: &mine,
    })?;
    merged.settle_cost(Some(&theirs));
    must_exist(writer, &merged)?;
    overwrite(writer, id, &merged)?;
    Ok(done("edit_visit", id, &merged))
}

/// Writes what differs; a change of lines or mechanics is one of the visit.
pub(in crate::store) fn overwrite(
    writer: &mut Writer<'_>,
    id: VisitId,
    facts: &VisitFacts,
) -> StoreResult<()> {
    let own = writer.update(&VISIT, &[id.0.into()], columns(facts))?;
    if hang(writer, id.0, facts)? && !own {
        writer.touch(&VISIT, id.0)?;
    }
    Ok(())
}

fn done(kind: &'static str, id: VisitId, facts: &VisitFacts) -> Done {
    Done {
        kind,
        customer: facts.customer,
        vehicle: facts.vehicle,
        visit: Some(id),
        ..Done::default()
    }
}

/// Refuses when the customer or the vehicle is not in the book.
fn must_exist(writer: &Writer<'_>, facts: &VisitFacts) -> StoreResult<()> {
    if let Some(id) = facts.customer {
        customer::must_exist(writer, id)?;
    }
    match facts.vehicle {
        Some(id) => vehicle::must_exist(writer, id),
        None => Ok(()),
    }
}

/// The visit's own columns.
fn columns(facts: &VisitFacts) -> Vec<Set> {
    let text = |text: &String| Value::from(text.clone());
    let next = facts.next_service;
    vec![
        ("customer_id", facts.customer.map(|id| id.0).into()),
        ("vehicle_id", facts.vehicle.map(|id| id.0).into()),
        ("day", facts.day.to_string().into()),
        ("status", status_word(facts.status).to_owned().into()),
        ("doc_no", text(&facts.doc_no)),
        ("odometer", facts.odometer.into()),
        ("oil", text(&facts.oil)),
        ("complaint", text(&facts.complaint)),
        ("note", text(&facts.note)),
        ("total", amount(facts.total)),
        ("cost", amount(facts.cost)),
        ("discount", amount(facts.discount)),
        ("redeemed", facts.redeemed.into()),
        ("payment", text(&facts.payment)),
        (
            "next_service_day",
            next.day.map(|day| day.to_string()).into(),
        ),
        ("next_service_odometer", next.odometer.into()),
    ]
}

fn amount(money: Option<Money>) -> Value {
    money.map(|money| money.0).into()
}

/// Lines and mechanics. Says whether anything changed.
fn hang(writer: &mut Writer<'_>, id: i64, facts: &VisitFacts) -> StoreResult<bool> {
    let lines = (0_i64..).zip(&facts.lines).map(|(position, line)| {
        let set = vec![
            ("text", line.text.clone().into()),
            ("quantity", line.quantity.into()),
            ("amount", amount(line.amount)),
            ("cost", amount(line.cost)),
        ];
        (position.into(), set)
    });
    let lines = writer.hang(&VISIT_LINE, id, lines.collect())?;
    let mut mechanics = Vec::new();
    for name in &facts.mechanics {
        let who: Value = staff::named(writer, name, false, true)?.0.into();
        let set = vec![("staff_id", who)];
        if !mechanics.iter().any(|(_, known)| *known == set) {
            let position = i64::try_from(mechanics.len()).unwrap_or(i64::MAX);
            mechanics.push((Value::from(position), set));
        }
    }
    let mechanics = writer.hang(&VISIT_MECHANIC, id, mechanics)?;
    Ok(lines || mechanics)
}
