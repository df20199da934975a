//! The index in memory: the packed book, and what has changed since it was packed.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::Connection;

use super::super::{Store, StoreResult, connect};
use super::bits::Bits;
use super::build::Reading;
use super::entry::{Entry, owned, owner};
use super::hits::{Rank, Who};
use super::packed::Packed;
use crate::domain::VehicleId;

/// So many changed rows are kept beside the packed book; more, and it is to be built anew.
const FRESH: usize = 1000;

const NEWEST: &str = "SELECT coalesce(max(id), 0) FROM change";
const SUBJECTS: &str = "
    SELECT kind.key, subject.value
    FROM change c, json_each(c.subjects) kind, json_each(kind.value) subject
    WHERE c.id > ?1 AND c.id <= ?2 LIMIT ?3";
// Loads, and loads taken back, do not name whom they touched.
const LOADS: &str = "
    SELECT EXISTS (SELECT 1 FROM change WHERE id > ?1 AND id <= ?2 AND batch_id IS NOT NULL)";
const CONTACTS: &str = "SELECT id FROM customer WHERE company_id = ?1";

/// What can be found, packed, with the newest change it knows (ADR 0002).
#[derive(Debug, Default)]
pub struct Index {
    pub(super) packed: Packed,
    pub(super) fresh: Fresh,
    seen: i64,
}

/// What has changed since the book was packed.
#[derive(Debug, Default)]
pub(super) struct Fresh {
    /// As they are now.
    pub(super) entries: HashMap<Who, Entry>,
    /// Packed rows that do not count any more.
    pub(super) rows: Bits,
    /// Vehicles whose packed plates do not count any more.
    pub(super) vehicles: HashSet<u32>,
    /// Customers that came and went since.
    pub(super) customers: i64,
}

impl Fresh {
    /// Whether a packed plate still counts.
    #[inline]
    pub(super) fn hides(&self, row: u32, vehicle: u32) -> bool {
        self.rows.contains(row) || (!self.vehicles.is_empty() && self.vehicles.contains(&vehicle))
    }
}

impl Index {
    /// Reads the whole book through `store`, which keeps few pages in memory from then on; about two
    /// seconds for a million customers. `percent` hears how far it is (0–100); `wanted` may stop it.
    ///
    /// # Errors
    /// [`super::super::StoreError::Cancelled`] when no longer wanted, or when the file cannot be read.
    pub fn build(
        store: &Store,
        percent: &dyn Fn(u8),
        wanted: &dyn Fn() -> bool,
    ) -> StoreResult<Self> {
        let conn = &store.conn;
        connect::pass_through(conn)?;
        // Asked first: what changes while reading is read again by the next refresh.
        let seen = newest(conn)?;
        let reading = Reading {
            conn,
            percent,
            wanted,
        };
        let packed = reading.packed()?;
        let fresh = Fresh {
            rows: packed.rows.none(),
            ..Fresh::default()
        };
        Ok(Self {
            packed,
            fresh,
            seen,
        })
    }

    /// Reads again what changed since it last looked; cheap when nothing did. `false`: so much has
    /// changed (an import, for one) that it must be built anew; until then find without it.
    ///
    /// # Errors
    /// When the file cannot be read; the index still asks for the same changes the next time.
    pub fn refresh(&mut self, store: &Store) -> StoreResult<bool> {
        let conn = &store.conn;
        let newest = newest(conn)?;
        if newest == self.seen {
            return Ok(true);
        }
        // A file that was put back to an earlier state, or a load without subjects.
        if newest < self.seen || self.loaded(conn, newest)? {
            return Ok(false);
        }
        let changed = self.changed(conn, newest)?;
        if changed.len() + self.fresh.entries.len() > FRESH {
            return Ok(false);
        }
        self.read_again(conn, changed)?;
        self.seen = newest;
        Ok(true)
    }

    /// The name of a customer by its words, in their order; `None` for whoever has changed since
    /// the book was packed.
    pub(super) fn name_key(&self, rank: Rank) -> Option<String> {
        let row = self.packed.rows.row_of(rank)?;
        if self.fresh.rows.contains(row) {
            return None;
        }
        self.packed.names.key_of(row)
    }

    /// Customers in the book.
    pub(in crate::store) fn customers(&self) -> usize {
        let all = i64::try_from(self.packed.customers).unwrap_or(i64::MAX);
        usize::try_from(all + self.fresh.customers).unwrap_or_default()
    }

    fn loaded(&self, conn: &Connection, newest: i64) -> StoreResult<bool> {
        let mut statement = conn.prepare_cached(LOADS)?;
        Ok(statement.query_row([self.seen, newest], |row| row.get(0))?)
    }

    fn changed(&self, conn: &Connection, newest: i64) -> StoreResult<BTreeSet<Who>> {
        let mut statement = conn.prepare_cached(SUBJECTS)?;
        let most = i64::try_from(FRESH).unwrap_or(i64::MAX) + 1;
        let rows = statement.query_map([self.seen, newest, most], |row| {
            let (kind, id): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(if kind == "customer" {
                Who::Customer(id)
            } else {
                Who::Vehicle(id)
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Reads some again, with everybody who is found by the same things.
    fn read_again(&mut self, conn: &Connection, changed: BTreeSet<Who>) -> StoreResult<()> {
        let everybody = self.concerned(conn, changed)?;
        let rows = self.packed.rows.find(&everybody);
        let vanished = rows.iter().filter(|row| self.fresh.rows.insert(**row));
        let vanished = vanished.filter_map(|row| self.packed.rows.who(*row));
        self.fresh.customers -= customers(vanished);
        for who in everybody {
            if let Who::Vehicle(id) = who {
                self.fresh.vehicles.extend(u32::try_from(id).ok());
            }
            self.fresh.customers -= customers(self.fresh.entries.remove(&who).map(|_| who));
            if let Some(entry) = Entry::read(conn, who)? {
                self.fresh.entries.insert(who, entry);
                self.fresh.customers += customers(Some(who));
            }
        }
        Ok(())
    }

    /// With a customer its vehicles of then and now and a company's contact persons; with a
    /// vehicle its owner of now and of then.
    fn concerned(&self, conn: &Connection, changed: BTreeSet<Who>) -> StoreResult<BTreeSet<Who>> {
        let mut all = BTreeSet::new();
        let mut open: Vec<Who> = changed.into_iter().collect();
        open.extend(self.vehicles_of(&open).into_iter().map(Who::Vehicle));
        while let Some(who) = open.pop() {
            if !all.insert(who) {
                continue;
            }
            match who {
                Who::Customer(id) => {
                    open.extend(owned(conn, id)?.into_iter().map(Who::Vehicle));
                    let mut statement = conn.prepare_cached(CONTACTS)?;
                    for contact in statement.query_map([id], |row| row.get(0))? {
                        open.push(Who::Customer(contact?));
                    }
                }
                Who::Vehicle(id) => {
                    open.extend(owner(conn, id)?.map(Who::Customer));
                    let theirs = |entry: &&Entry| entry.vehicles().contains(&VehicleId(id));
                    let holders = self.fresh.entries.values().filter(theirs);
                    open.extend(holders.map(|entry| entry.rank.who()));
                }
            }
        }
        Ok(all)
    }

    /// The vehicles that some are found by so far.
    fn vehicles_of(&self, some: &[Who]) -> BTreeSet<i64> {
        let entries = some.iter().filter_map(|who| self.fresh.entries.get(who));
        let mut vehicles: BTreeSet<i64> =
            entries.flat_map(Entry::vehicles).map(|id| id.0).collect();
        let rows = self.packed.rows.find(&some.iter().copied().collect());
        let mut bits = self.packed.rows.none();
        for row in rows {
            bits.insert(row);
        }
        let packed = self.packed.plates.iter();
        let theirs = packed.filter(|(row, _)| bits.contains(*row));
        vehicles.extend(theirs.map(|(_, vehicle)| i64::from(vehicle)));
        vehicles
    }
}

fn newest(conn: &Connection) -> StoreResult<i64> {
    let mut statement = conn.prepare_cached(NEWEST)?;
    Ok(statement.query_row([], |row| row.get(0))?)
}

fn customers(some: impl IntoIterator<Item = Who>) -> i64 {
    let customer = |who: &Who| matches!(who, Who::Customer(_));
    i64::try_from(some.into_iter().filter(customer).count()).unwrap_or_default()
}
