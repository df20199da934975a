//! People who work here: added by name, or known by being named.

use rusqlite::OptionalExtension;

use super::clean::Remarks;
use super::merge::{self, Three};
use super::refused;
use crate::domain::hygiene::NAME_CHARS;
use crate::domain::{Author, FIELD_MECHANIC, StaffEdit, StaffFacts, StaffId, name};
use crate::store::door::Done;
use crate::store::table::{CUSTOMER_FIELD, STAFF};
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult};

/// Under which two spellings of one name are one person.
pub(in crate::store) fn key(text: &str) -> String {
    let key = name::name_key(text);
    if key.is_empty() { text.to_owned() } else { key }
}

/// Adds somebody, or gives somebody known another task.
pub(super) fn add(
    writer: &mut Writer<'_>,
    name: &str,
    at_desk: bool,
    is_mechanic: bool,
) -> StoreResult<Done> {
    let mut remarks = Remarks::default();
    let name = remarks.line("name", name, NAME_CHARS);
    if name.is_empty() {
        remarks.say("name", "required");
    }
    remarks.none()?;
    let id = named(writer, &name, at_desk, is_mechanic)?;
    // Whoever is added again has come back.
    writer.update(&STAFF, &[id.0.into()], vec![("active", 1.into())])?;
    Ok(Done {
        kind: "add_staff",
        ..Done::default()
    })
}

/// Other names, who left and who came back, unless others wrote something that this person has
/// not seen.
pub(super) fn edit(writer: &mut Writer<'_>, edits: &[StaffEdit]) -> StoreResult<()> {
    let mut conflicts = Vec::new();
    for edit in edits {
        let now = read(writer, edit.id)?.ok_or(StoreError::Gone)?;
        let mut remarks = Remarks::default();
        let name = remarks.line("staff", &edit.facts.name, NAME_CHARS);
        if name.is_empty() {
            remarks.say("staff", "required");
        }
        remarks.none()?;
        let mine = StaffFacts {
            name,
            ..edit.facts.clone()
        };
        let three = Three {
            base: &edit.base,
            theirs: &now,
            mine: &mine,
        };
        match merge::staff(&three) {
            Ok(merged) => {
                put(writer, edit.id, &merged)?;
                follow(writer, &now.name, &merged.name)?;
            }
            Err(StoreError::Conflict(fields)) => conflicts.extend(fields),
            Err(error) => return Err(error),
        }
    }
    if conflicts.is_empty() {
        Ok(())
    } else {
        Err(StoreError::Conflict(conflicts))
    }
}

fn read(writer: &Writer<'_>, id: StaffId) -> StoreResult<Option<StaffFacts>> {
    let sql = "SELECT name, active FROM staff WHERE id = ?1";
    let mut statement = writer.conn.prepare_cached(sql)?;
    let facts = statement.query_row([id.0], |row| {
        Ok(StaffFacts {
            name: row.get(0)?,
            active: row.get(1)?,
        })
    });
    Ok(facts.optional()?)
}

fn put(writer: &mut Writer<'_>, id: StaffId, facts: &StaffFacts) -> StoreResult<()> {
    if known(writer, &facts.name)?.is_some_and(|other| other != id.0) {
        return Err(refused("staff", "staff_taken"));
    }
    let set = vec![
        ("name", facts.name.clone().into()),
        ("name_key", key(&facts.name).into()),
        ("active", i64::from(facts.active).into()),
    ];
    writer.update(&STAFF, &[id.0.into()], set)?;
    Ok(())
}

/// Customers who prefer somebody go on preferring them under another name.
fn follow(writer: &mut Writer<'_>, before: &str, now: &str) -> StoreResult<()> {
    if before == now {
        return Ok(());
    }
    let preferring = {
        let sql = "SELECT customer_id, value FROM customer_field WHERE key = ?1";
        let mut statement = writer.conn.prepare_cached(sql)?;
        let rows = statement.query_map([FIELD_MECHANIC], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect::<Result<Vec<(i64, String)>, _>>()?
    };
    let wanted = key(before);
    for (customer, _) in preferring.iter().filter(|(_, name)| key(name) == wanted) {
        let row = [(*customer).into(), FIELD_MECHANIC.to_owned().into()];
        let set = vec![("value", now.to_owned().into())];
        writer.update(&CUSTOMER_FIELD, &row, set)?;
    }
    Ok(())
}

/// The row of whoever has that name; `None` for somebody who is not in the book.
pub(super) fn known(writer: &Writer<'_>, name: &str) -> StoreResult<Option<i64>> {
    let mut statement = writer
        .conn
        .prepare_cached("SELECT id FROM staff WHERE name_key = ?1")?;
    Ok(statement
        .query_row([key(name)], |row| row.get(0))
        .optional()?)
}

/// The person of that name; made if there is none. A task once given is not taken away.
pub(super) fn named(
    writer: &mut Writer<'_>,
    name: &str,
    at_desk: bool,
    is_mechanic: bool,
) -> StoreResult<StaffId> {
    let key = key(name);
    let known = known(writer, name)?;
    let tasks = [("at_desk", at_desk), ("is_mechanic", is_mechanic)];
    let mut set: Vec<_> = tasks
        .into_iter()
        .filter(|(_, has)| *has)
        .map(|(task, _)| (task, 1.into()))
        .collect();
    if let Some(id) = known {
        writer.update(&STAFF, &[id.into()], set)?;
        return Ok(StaffId(id));
    }
    set.push(("name", name.to_owned().into()));
    set.push(("name_key", key.into()));
    Ok(StaffId(writer.insert(&STAFF, set)?))
}

/// The row of who writes, as far as the book knows them.
pub(super) fn of(writer: &Writer<'_>, author: &Author) -> StoreResult<Option<i64>> {
    match author.staff {
        Some(id) if exists(writer, id)? => Ok(Some(id.0)),
        _ => known(writer, &author.name),
    }
}

fn exists(writer: &Writer<'_>, id: StaffId) -> StoreResult<bool> {
    Ok(writer.row(&STAFF, &[id.0.into()])?.is_some())
}
