//! Making a new book.

use std::path::Path;

use chrono::TimeDelta;
use rusqlite::{Connection, TransactionBehavior};

use super::super::connect::{self, Mode};
use super::super::place::{self, Identity, Opened};
use super::super::{Store, StoreError, StoreResult, clock, copy, migrate};
use super::{data_version, newest_change};
use crate::domain::{Currency, Day};
use crate::points::Rule;

/// The facts that a new book begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewShop {
    /// The shop's name; may be empty.
    pub name: String,
    /// ISO 4217 code, such as `IDR`.
    pub currency: String,
    /// Trade profile, such as `garage`.
    pub trade: String,
    /// Minutes east of UTC.
    pub utc_offset_minutes: i32,
}

impl Store {
    /// Makes a new book and opens it for writing.
    ///
    /// # Errors
    /// When something is already there, or nothing can be made there.
    pub fn create(path: &Path, shop: &NewShop) -> StoreResult<Self> {
        Self::create_on(path, shop, None)
    }

    /// As [`Store::create`], on what "today" is told to be.
    ///
    /// # Errors
    /// As for [`Store::create`].
    pub fn create_on(path: &Path, shop: &NewShop, today: Option<Day>) -> StoreResult<Self> {
        let id = random().map_err(|error| StoreError::Io(error.to_string()))?;
        Self::create_as(path, shop, &id, (&clock::now(), today))
    }

    /// As [`Store::create`], with what tells this book from another, and when it was made: the
    /// instant, and the shop's day where it is told to be another.
    pub(in crate::store) fn create_as(
        path: &Path,
        shop: &NewShop,
        id: &[u8; 16],
        at: (&str, Option<Day>),
    ) -> StoreResult<Self> {
        let (path, remarks) = place::for_new(path)?;
        let cannot = |why: String| StoreError::CannotCreate {
            path: path.clone(),
            why,
        };
        place::create_new(&path).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => StoreError::Exists(path.clone()),
            _ => cannot(error.to_string()),
        })?;
        let made = fill(&path, shop, &copy::hex(id), at);
        match made {
            Ok((conn, identity, opened)) => Ok(Self {
                seen: Some(data_version(&conn)?),
                newest: newest_change(&conn),
                beside: None,
                conn,
                path,
                identity,
                mode: Mode::Write,
                remarks,
                unsettled: false,
                told_day: at.1,
                marked: false,
                opened,
            }),
            Err(error) => {
                place::give_up_new(&path);
                Err(match error {
                    StoreError::DiskFull => StoreError::DiskFull,
                    error => cannot(error.to_string()),
                })
            }
        }
    }
}

/// Writes schema and facts into the empty file.
fn fill(
    path: &Path,
    shop: &NewShop,
    id: &str,
    (at, today): (&str, Option<Day>),
) -> StoreResult<(Connection, Identity, Opened)> {
    let identity = Identity::at(path).ok_or(StoreError::Moved)?;
    let opened = Opened::after(identity, || Ok(()))?;
    let mut conn = connect::connect(path, Mode::Write)?;
    connect::settle(&conn, Mode::Write)?;
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    migrate::write_schema(&tx)?;
    let offset = shop.utc_offset_minutes.to_string();
    for (key, value) in [
        ("name", shop.name.as_str()),
        ("currency", &shop.currency),
        ("trade", &shop.trade),
        ("utc_offset_minutes", &offset),
        ("file_id", id),
        ("created_at", at),
    ] {
        tx.execute(
            "INSERT INTO shop (key, value) VALUES (?1, ?2)",
            (key, value),
        )?;
    }
    begin_points(&tx, shop, (at, today))?;
    tx.commit()?;
    let folder = place::folder(path);
    place::sync_folder(folder).map_err(|error| StoreError::Io(error.to_string()))?;
    Ok((conn, identity, opened))
}

/// Visits bring points from the day on which the book is made.
fn begin_points(
    conn: &Connection,
    shop: &NewShop,
    (at, today): (&str, Option<Day>),
) -> StoreResult<()> {
    let currency = Currency::of(&shop.currency).unwrap_or(Currency::IDR);
    let there = clock::instant_of(at).unwrap_or_default()
        + TimeDelta::minutes(shop.utc_offset_minutes.into());
    let since = today.unwrap_or_else(|| there.date_naive());
    let rule = Rule::starting(currency).to_json();
    conn.execute(
        "INSERT INTO points_rule (since, rule, created_at) VALUES (?1, ?2, ?3)",
        (since.to_string(), rule, at),
    )?;
    Ok(())
}

/// What tells one book from another.
fn random() -> Result<[u8; 16], getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}
