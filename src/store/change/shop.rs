//! Facts of the shop, merged with what others wrote meanwhile, and of those who work there.

use rusqlite::types::Value;

use super::clean::Remarks;
use super::{refused, staff};
use crate::domain::hygiene::clean_line;
use crate::domain::trade::{FACT_FIELDS, own};
use crate::domain::{Currency, FACT_HOURS, FieldConflict, Hours, ShopEdit, StaffEdit};
use crate::store::door::Done;
use crate::store::shop::has_amounts;
use crate::store::table::SHOP;
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult};

/// Facts of the shop that nobody sets after the book was made.
const FIXED: [&str; 2] = ["file_id", "created_at"];

/// The shop's fact that says in which currency its amounts are.
const CURRENCY: &str = "currency";

/// Sets facts of the shop and of those who work there.
pub(super) fn set(
    writer: &mut Writer<'_>,
    facts: &[ShopEdit],
    people: &[StaffEdit],
) -> StoreResult<Done> {
    let mut remarks = Remarks::default();
    let mut conflicts = Vec::new();
    for edit in facts {
        let key = &edit.key;
        let fits = (1..=60).contains(&key.chars().count()) && clean_line(key).text == *key;
        if !fits || FIXED.contains(&key.as_str()) {
            remarks.say(key, "unknown");
        }
        let value = remarks.note(key, &edit.value, 10_000);
        if key == CURRENCY && Currency::of(&value).is_none() {
            remarks.say(key, "bad_currency");
        }
        if key == FACT_HOURS && !value.is_empty() && value.parse::<Hours>().is_err() {
            remarks.say(key, "bad_hours");
        }
        if fits {
            conflicts.extend(put(writer, edit, value)?);
        }
    }
    remarks.none()?;
    if !conflicts.is_empty() {
        return Err(StoreError::Conflict(conflicts));
    }
    currency_stays(writer)?;
    staff::edit(writer, people)?;
    Ok(Done {
        kind: if facts.is_empty() && !people.is_empty() {
            "edit_staff"
        } else {
            "set_shop"
        },
        ..Done::default()
    })
}

/// Writes one fact, or says who was quicker. A fact that does not stand in the book yet is
/// nobody's.
fn put(
    writer: &mut Writer<'_>,
    edit: &ShopEdit,
    value: String,
) -> StoreResult<Option<FieldConflict>> {
    let at = [edit.key.clone().into()];
    let Some(row) = writer.row(&SHOP, &at)? else {
        let set = vec![("key", edit.key.clone().into()), ("value", value.into())];
        writer.insert(&SHOP, set)?;
        return Ok(None);
    };
    let now = match row.into_iter().nth(1) {
        Some(Value::Text(now)) => now,
        _ => String::new(),
    };
    let Some(merged) = merged(edit, &now, &value) else {
        return Ok(Some(FieldConflict {
            field: edit.key.clone(),
            base: edit.base.clone(),
            theirs: now,
            mine: value,
        }));
    };
    writer.update(&SHOP, &at, vec![("value", merged.into())])?;
    Ok(None)
}

/// What a fact shall be; `None` where two people want two things.
fn merged(edit: &ShopEdit, now: &str, mine: &str) -> Option<String> {
    if now == edit.base || now == mine {
        return Some(mine.to_owned());
    }
    if edit.key != FACT_FIELDS {
        return None;
    }
    let [base, theirs, mine] = [&edit.base, now, mine].map(own::read);
    own::merged(&base, &theirs, &mine).map(|fields| own::written(&fields))
}

/// Once amounts are written in one currency, another would make them wrong; whoever asks, and an
/// undo too.
pub(super) fn currency_stays(writer: &Writer<'_>) -> StoreResult<()> {
    let key = Some(Value::from(CURRENCY.to_owned()));
    let mut rows = writer.images.iter();
    let changed = rows.any(|image| {
        let row = [&image.before, &image.after].map(|row| row.as_ref().and_then(|row| row.first()));
        image.table.name == SHOP.name && row.contains(&key.as_ref())
    });
    if changed && has_amounts(writer.conn)? {
        return Err(refused(CURRENCY, "currency_fixed"));
    }
    Ok(())
}
