//! What a change did, in the names of fields, from the row images behind it.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::images::Kept;
use super::{AuditField, rule};
use crate::domain::ChangeId;
use crate::store::StoreResult;
use crate::store::table::{Column, POINTS_RULE, Table};
use crate::store::writer::Image;

/// A vehicle that has no plate yet is called by what is known of it.
const VEHICLE: &str = "
    SELECT CASE WHEN plate <> '' THEN plate ELSE trim(make || ' ' || model) END
    FROM vehicle WHERE id = ?1";

type Row = Option<Vec<Value>>;

/// Names of the fields that differ, each once.
pub(in crate::store) fn names(images: &[Image]) -> Vec<String> {
    let mut names: Vec<String> = images
        .iter()
        .flat_map(|image| differing(image.table, &image.before, &image.after))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Lists of people: the rows of each are counted, and who they were is asked for by itself.
const LISTS: [(&str, &str); 2] = [("event_guest", "guests"), ("campaign_target", "customers")];

/// Fields with what they were and what they became.
pub(super) fn values(
    conn: &Connection,
    change: ChangeId,
    images: &[Kept],
) -> StoreResult<Vec<AuditField>> {
    let mut fields: BTreeMap<String, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for (table, field) in LISTS {
        let rows = images.iter().filter(|image| image.table.name == table);
        if is_list(images, table) {
            let (old, new) = fields.entry(field.to_owned()).or_default();
            old.extend(counted(rows.clone().filter(|row| row.before.is_some())));
            new.extend(counted(rows.filter(|row| row.after.is_some())));
        }
    }
    for image in images {
        if is_list(images, image.table.name) {
            continue;
        }
        for name in differing(image.table, &image.before, &image.after) {
            let (old, new) = fields.entry(name.clone()).or_default();
            old.extend(shown(conn, images, image.table, &image.before, &name)?);
            new.extend(shown(conn, images, image.table, &image.after, &name)?);
        }
        // A version of the rules is a row of its own, and changes what held until then.
        if image.table.name == POINTS_RULE.name && image.before.is_none() {
            let (since, rule) = (texts(&image.after, "since"), "points_rule".to_owned());
            let before = rule::before(conn, change, &since)?;
            fields.entry(rule).or_default().0.push(before);
        }
    }
    let field = |(name, (old, new)): (String, (Vec<String>, Vec<String>))| AuditField {
        name,
        old: old.join(", "),
        new: new.join(", "),
    };
    Ok(fields.into_iter().map(field).collect())
}

/// Whether a change has rows of a list, and more than the mark of one guest.
fn is_list(images: &[Kept], table: &str) -> bool {
    let is_known = LISTS.iter().any(|(known, _)| *known == table);
    let mut rows = images.iter().filter(|image| image.table.name == table);
    let first = rows.next();
    let alone = rows.next().is_none() && images.len() == 1;
    is_known && first.is_some_and(|first| !alone || is_invited(first))
}

/// Whether a row is a new guest of whom no more is known than that they are invited.
fn is_invited(image: &Kept) -> bool {
    let state = image.table.at("state");
    let held = |row: &Row| row.as_ref()?.get(state?).cloned();
    let invited = Value::Text("invited".to_owned());
    image.before.is_none() && held(&image.after) == Some(invited)
}

fn texts(row: &Row, column: &str) -> String {
    let held = POINTS_RULE.at(column).zip(row.as_ref());
    match held.and_then(|(at, row)| row.get(at)) {
        Some(Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

fn counted<'a>(rows: impl Iterator<Item = &'a Kept>) -> Option<String> {
    let count = rows.count();
    (count > 0).then(|| count.to_string())
}

/// Names of the fields in which two versions of a row differ.
fn differing(table: &'static Table, before: &Row, after: &Row) -> Vec<String> {
    let value = |row: &Row, at: usize| row.as_ref().and_then(|row| row.get(at).cloned());
    let mut names = Vec::new();
    for (at, column) in table.columns.iter().enumerate() {
        let (old, new) = (value(before, at), value(after, at));
        if !column.field.is_empty()
            && old != new
            && !(is_empty(old.as_ref()) && is_empty(new.as_ref()))
        {
            let row = after.as_ref().or(before.as_ref());
            names.push(name(table, column, row));
        }
    }
    names.dedup();
    names
}

fn is_empty(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::Text(text)) => text.is_empty(),
        Some(_) => false,
    }
}

/// `field.` and `shop.` are followed by the row's own key.
fn name(table: &'static Table, column: &Column, row: Option<&Vec<Value>>) -> String {
    let key = table.at("key").and_then(|at| row?.get(at));
    match key {
        Some(Value::Text(key)) if column.field.ends_with('.') => format!("{}{key}", column.field),
        _ => column.field.to_owned(),
    }
}

/// Everything that a row says about a field.
fn shown(
    conn: &Connection,
    images: &[Kept],
    table: &'static Table,
    row: &Row,
    field: &str,
) -> StoreResult<Option<String>> {
    let Some(values) = row else { return Ok(None) };
    let mut words = Vec::new();
    for (column, value) in table.columns.iter().zip(values) {
        if column.field.is_empty() || name(table, column, Some(values)) != field {
            continue;
        }
        match value {
            Value::Text(text) if !text.is_empty() => words.push(text.clone()),
            Value::Integer(id) if !column.refers.is_empty() => {
                words.push(said(conn, images, column.refers, *id)?);
            }
            Value::Integer(number) => words.push(number.to_string()),
            _ => {}
        }
    }
    Ok((!words.is_empty()).then(|| words.join(" ")))
}

/// What people call a row. Of one that is gone the change may know it, having made or taken it;
/// else its number stands.
fn said(conn: &Connection, images: &[Kept], table: &str, id: i64) -> StoreResult<String> {
    let (sql, column) = match table {
        "customer" => ("SELECT code FROM customer WHERE id = ?1", "code"),
        "vehicle" => (VEHICLE, "plate"),
        "staff" => ("SELECT name FROM staff WHERE id = ?1", "name"),
        "household" => ("SELECT name FROM household WHERE id = ?1", "name"),
        _ => return Ok(id.to_string()),
    };
    let mut statement = conn.prepare_cached(sql)?;
    let name: Option<String> = statement.query_row([id], |row| row.get(0)).optional()?;
    let name = name.or_else(|| in_images(images, table, id, column));
    Ok(name.unwrap_or_else(|| format!("#{id}")))
}

/// What the images of a change say in a column of a row.
fn in_images(images: &[Kept], table: &str, id: i64, column: &str) -> Option<String> {
    let of_row = |image: &&Kept| image.table.name == table && image.key() == [Value::Integer(id)];
    let image = images.iter().find(of_row)?;
    let row = image.before.as_ref().or(image.after.as_ref())?;
    match row.get(image.table.at(column)?)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}
