//! `kenal audit --json`, `kenal undo --json`, `kenal info --json`, `kenal import --list --json`.

use std::path::Path;

use serde::Serialize;

use super::some;
use crate::domain::{Day, Hours};
use crate::store::{self, AuditLine, Shop, Store, StoreResult};

/// Lines of the audit, newest first.
#[derive(Debug, Serialize)]
pub struct Audit {
    changes: Vec<Change>,
}

/// One acknowledged write. `at` is UTC.
#[derive(Debug, Serialize)]
struct Change {
    id: i64,
    at: String,
    staff: String,
    terminal: String,
    kind: String,
    customer_id: Option<String>,
    about: Option<String>,
    people: Vec<Person>,
    fields: Vec<Field>,
    undoes: Option<i64>,
    undone_by: Option<i64>,
}

/// Somebody whom a list of guests or of a campaign named.
#[derive(Debug, Serialize)]
struct Person {
    customer_id: String,
    name: String,
}

/// One field of it; empty stands for nothing.
#[derive(Debug, Serialize)]
struct Field {
    #[serde(rename = "field")]
    name: String,
    from: String,
    to: String,
}

impl Audit {
    /// The lines as they are, with those whom a list named.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn read(store: &Store, lines: &[AuditLine]) -> StoreResult<Audit> {
        let changes = lines.iter().map(|line| {
            let people = store.named_in(line.id)?;
            Ok(Change::new(line, people))
        });
        let changes = changes.collect::<StoreResult<_>>()?;
        Ok(Audit { changes })
    }
}

impl Change {
    fn new(line: &AuditLine, people: Vec<store::Named>) -> Change {
        let person = |named: store::Named| Person {
            customer_id: named.code,
            name: named.name,
        };
        Change {
            id: line.id.0,
            at: line.at.clone(),
            staff: line.who.clone(),
            terminal: line.terminal.clone(),
            kind: line.kind.clone(),
            customer_id: line.code.clone(),
            about: line.about.as_ref().map(|about| about.value.clone()),
            people: people.into_iter().map(person).collect(),
            fields: line.fields.iter().map(Field::from).collect(),
            undoes: line.undoes.map(|change| change.0),
            undone_by: line.undone_by.map(|change| change.0),
        }
    }
}

impl From<&store::AuditField> for Field {
    fn from(field: &store::AuditField) -> Field {
        Field {
            name: field.name.clone(),
            from: field.old.clone(),
            to: field.new.clone(),
        }
    }
}

/// What was taken back.
#[derive(Debug, Serialize)]
pub struct Undone {
    /// The change that is no longer in force.
    pub change: i64,
    /// Its kind, such as `add_visit`.
    pub kind: String,
    /// The change that took it back.
    #[serde(rename = "undone_by")]
    pub by: i64,
    /// Of an import: whom and what it brought that stays, because something newer rests on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kept: Option<Vec<String>>,
    /// Of an import: the numbers of other imports whose points keep somebody here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub points_of: Option<Vec<i64>>,
}

/// Facts of the book.
#[derive(Debug, Serialize)]
pub struct Info {
    version: &'static str,
    file: String,
    bytes: u64,
    schema_version: i64,
    sqlite: &'static str,
    shop: ShopFacts,
    customers: i64,
    vehicles: i64,
    visits: i64,
    changes: i64,
    last_copy: Option<String>,
    last_check: Option<Check>,
    settings_file: Option<String>,
}

/// A check of the whole file; nothing is found in a sound one.
#[derive(Debug, Serialize)]
struct Check {
    at: String,
    sound: bool,
    found: Vec<String>,
}

/// Facts of the shop.
#[derive(Debug, Serialize)]
struct ShopFacts {
    name: String,
    currency: String,
    trade: String,
    utc_offset_minutes: i32,
    address: Option<String>,
    phone: Option<String>,
    hours: Option<String>,
    closes: Option<String>,
    closed_from: Option<Day>,
    closed_until: Option<Day>,
    message_language: Option<String>,
}

impl Info {
    /// The facts of a book at a path.
    pub fn new(
        file: &str,
        settings: Option<&Path>,
        (shop, today): (&Shop, Day),
        info: &store::Info,
    ) -> Info {
        let copy = info.last_copy.as_ref();
        Info {
            version: env!("CARGO_PKG_VERSION"),
            file: file.to_owned(),
            bytes: info.bytes,
            schema_version: info.schema_version,
            sqlite: info.sqlite,
            shop: ShopFacts {
                name: shop.name.clone(),
                currency: shop.currency.clone(),
                trade: shop.trade.clone(),
                utc_offset_minutes: shop.utc_offset_minutes,
                address: some(&shop.sign.address),
                phone: some(&shop.sign.phone),
                hours: shop.sign.hours.as_ref().map(Hours::to_string),
                closes: shop.sign.closes(today).map(|at| at.to_string()),
                closed_from: shop.sign.closed_from,
                closed_until: shop.sign.closed_until,
                message_language: some(&shop.sign.language),
            },
            customers: info.customers,
            vehicles: info.vehicles,
            visits: info.visits,
            changes: info.changes,
            last_copy: copy.map(|copy| copy.display().to_string()),
            last_check: info.last_check.as_ref().map(|check| Check {
                at: check.at.clone(),
                sound: check.is_sound(),
                found: check.found.clone(),
            }),
            settings_file: settings.map(|path| path.display().to_string()),
        }
    }
}

/// Imports, newest first.
#[derive(Debug, Serialize)]
pub struct Batches {
    batches: Vec<Batch>,
}

/// One import, with what of it is in the book now.
#[derive(Debug, Serialize)]
struct Batch {
    #[serde(rename = "batch")]
    id: i64,
    at: String,
    staff: String,
    files: Vec<String>,
    undone: bool,
    customers: i64,
    vehicles: i64,
    visits: i64,
    points_lines: i64,
}

impl Batches {
    /// The imports as they are.
    pub fn new(batches: &[store::Batch]) -> Batches {
        let one = |batch: &store::Batch| Batch {
            id: batch.id.0,
            at: batch.at.clone(),
            staff: batch.who.clone(),
            files: batch.files.clone(),
            undone: batch.undone,
            customers: batch.customers,
            vehicles: batch.vehicles,
            visits: batch.visits,
            points_lines: batch.points,
        };
        Batches {
            batches: batches.iter().map(one).collect(),
        }
    }
}
