//! What was agreed with a company.

use rusqlite::Connection;

use super::clean::Remarks;
use super::{customer, merge, refused};
use crate::domain::hygiene::FIELD_CHARS;
use crate::domain::{CustomerId, CustomerKind, FieldConflict, Terms};
use crate::store::door::Done;
use crate::store::table::{COMPANY_TERMS, CUSTOMER};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult, customer as read, terms};

/// The longest text about prices or of a contract, in characters.
const TEXT_CHARS: usize = 500;

/// Writes what is agreed from now on; nothing takes it away. What others made of it meanwhile is
/// seen first.
pub(super) fn set(
    writer: &mut Writer<'_>,
    id: CustomerId,
    base: Option<&Terms>,
    wanted: Option<&Terms>,
) -> StoreResult<Done> {
    customer::must_exist(writer, id)?;
    let wanted = wanted.map(clean).transpose()?;
    let wanted = wanted.filter(|wanted| !wanted.is_empty());
    if wanted.is_some() && !is_company(writer, id)? {
        return Err(refused("customer", "no_company"));
    }
    let theirs = terms::read(writer.conn, id)?;
    if theirs.as_ref() != base && theirs != wanted {
        let none = Terms::default();
        let three = [base.unwrap_or(&none), theirs.as_ref().unwrap_or(&none)];
        return Err(StoreError::Conflict(conflicts(
            three,
            wanted.as_ref().unwrap_or(&none),
        )));
    }
    let key = [id.0.into()];
    match (wanted, theirs) {
        (None, _) => writer.delete(&COMPANY_TERMS, &key)?,
        (Some(wanted), Some(_)) => {
            writer.update(&COMPANY_TERMS, &key, columns(wanted))?;
        }
        (Some(wanted), None) => {
            let mut set = columns(wanted);
            set.push(("customer_id", id.0.into()));
            writer.insert(&COMPANY_TERMS, set)?;
        }
    }
    Ok(Done {
        kind: "set_terms",
        customer: Some(id),
        ..Done::default()
    })
}

const HAS_PEOPLE: &str = "SELECT EXISTS (SELECT 1 FROM customer WHERE company_id = ?1)";

/// Refuses to make a person of a company that something was agreed with, or to which people belong.
pub(super) fn stay_with_companies(
    conn: &Connection,
    id: CustomerId,
    kind: CustomerKind,
) -> StoreResult<()> {
    if kind != CustomerKind::Person {
        return Ok(());
    }
    if terms::read(conn, id)?.is_some() {
        return Err(refused("kind", "has_terms"));
    }
    let mut statement = conn.prepare_cached(HAS_PEOPLE)?;
    if statement.query_row([id.0], |row| row.get(0))? {
        return Err(refused("kind", "has_people"));
    }
    Ok(())
}

/// The same of what an undo brought back, customers or their terms.
pub(super) fn stay_after_undo(writer: &Writer<'_>) -> StoreResult<()> {
    for image in &writer.images {
        let id = match image.table.name {
            name if name == CUSTOMER.name => image.number("id"),
            name if name == COMPANY_TERMS.name => image.number("customer_id"),
            _ => None,
        };
        let Some(id) = id.map(CustomerId) else {
            continue;
        };
        if let Some(now) = read::facts(writer.conn, id)? {
            stay_with_companies(writer.conn, id, now.kind)?;
        }
    }
    Ok(())
}

fn is_company(writer: &Writer<'_>, id: CustomerId) -> StoreResult<bool> {
    let facts = read::facts(writer.conn, id)?;
    Ok(facts.is_some_and(|facts| facts.kind == CustomerKind::Company))
}

fn clean(terms: &Terms) -> StoreResult<Terms> {
    let mut remarks = Remarks::default();
    let within = |value: Option<i64>, least: i64, most: i64| {
        value.is_none_or(|value| (least..=most).contains(&value))
    };
    if !within(terms.discount, 1, Terms::ALL) {
        remarks.say("discount_percent", "too_large");
    }
    if !within(terms.payment_days, 0, Terms::MOST_DAYS) {
        remarks.say("payment_days", "too_large");
    }
    remarks.day("contract_until", terms.contract_until);
    let clean = Terms {
        price: remarks.line("price", &terms.price, TEXT_CHARS),
        contract: remarks.line("contract", &terms.contract, TEXT_CHARS),
        note: remarks.note("note", &terms.note, FIELD_CHARS),
        ..*terms
    };
    remarks.none()?;
    Ok(clean)
}

fn columns(terms: Terms) -> Vec<Set> {
    let until = terms.contract_until.map(|day| day.to_string());
    vec![
        ("price", terms.price.into()),
        ("discount", terms.discount.into()),
        ("payment_days", terms.payment_days.into()),
        ("contract", terms.contract.into()),
        ("contract_until", until.into()),
        ("note", terms.note.into()),
    ]
}

/// The fields that somebody else changed meanwhile.
fn conflicts([base, theirs]: [&Terms; 2], mine: &Terms) -> Vec<FieldConflict> {
    merge::met([base, theirs, mine].map(texts))
}

fn texts(terms: &Terms) -> [(&'static str, String); 6] {
    let number = |value: Option<i64>| value.map_or_else(String::new, |value| value.to_string());
    let until = terms.contract_until;
    [
        ("price", terms.price.clone()),
        ("discount_percent", number(terms.discount)),
        ("payment_days", number(terms.payment_days)),
        ("contract", terms.contract.clone()),
        (
            "contract_until",
            until.map_or_else(String::new, |day| day.to_string()),
        ),
        ("note", terms.note.clone()),
    ]
}
