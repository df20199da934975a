//! Writing many rows at once: an import, the sample garage.
//!
//! A load is one transaction with one line in the audit. Its rows carry no images, they carry the
//! number of the batch, which is what takes them back; only rows that were in the book before keep
//! their images. Into an empty book the indexes are built after the rows, which takes a third of
//! the time.

mod answers;
mod care;
mod garage;
mod indexes;
mod insert;
mod known;
mod later;
mod points_line;
mod referral;
mod remark;
mod rules;
mod settle;
mod stop;
mod update;

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

pub use known::{Identity, Kind, Known};
pub use referral::Referred;
pub use remark::NewRemark;
pub use rules::BroughtRule;
pub(in crate::store) use rules::imported_since;

use super::one_write::OneWrite;
use super::points::Brought;
use super::{StopRead, Store, StoreError, StoreResult, clock, connect};
use crate::domain::{Author, BatchId, Day, OpId, Owing, StaffId, VisitId};

/// What a load is called in the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadKind {
    /// Files of the shop.
    Import,
    /// The sample garage.
    Demo,
}

impl LoadKind {
    const fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Demo => "demo",
        }
    }
}

/// A load under way. Dropping it without [`Load::commit`] leaves the book as it was.
pub struct Load<'a> {
    tx: OneWrite<'a>,
    stop: stop::Stop,
    batch: BatchId,
    change: PendingChange,
    at: String,
    /// The shop's day.
    today: Day,
    staff: HashMap<String, StaffId>,
    /// Whether the book held no customer, vehicle or visit before.
    fresh: bool,
    next_code: u64,
    /// Whether a row brought its customer ID along.
    given: bool,
    /// Row number of the newest visit that there is or was.
    last_visit: i64,
    /// Rows that are not written yet; without `fresh` they are written as they come.
    later: later::Later,
    /// Rows of before that the load changes.
    rewritten: update::Rewritten,
    /// Lines of ledgers, by whose they are; they are written when everything else is.
    ledgers: Brought,
    /// Visits that came with their number in another book, where lines of its ledger may be here already.
    numbered: Vec<(Identity, VisitId)>,
    /// Whether points are said to have paid a part of any visit.
    redeems: bool,
    /// Visits without the points that should have paid a part of them, once that is known.
    settled: Option<Vec<VisitId>>,
    /// Versions of the rules of the points, once one came.
    rules: Option<rules::BroughtRules>,
    /// How many visits had waited for points that came with this load.
    waited: u64,
    /// Whose points it left below zero.
    owing: Vec<Owing>,
    /// What the book calls itself, once somebody asked.
    mark: Option<String>,
}

/// What the audit will say.
struct PendingChange {
    op: OpId,
    author: Author,
    kind: LoadKind,
}

/// What a load did, given only after it is safe on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Takes the load back.
    pub batch: BatchId,
    /// How many visits had waited for points that came with it.
    pub waited: u64,
    /// Whose points went below zero by it: nobody can be asked about a row.
    pub owing: Vec<Owing>,
}

impl Store {
    /// Begins a load. `files` are the names of the files it comes from.
    ///
    /// # Errors
    /// When the book cannot be written, or somebody else is write.
    pub fn load(
        &mut self,
        author: &Author,
        op: OpId,
        kind: LoadKind,
        files: &[String],
    ) -> StoreResult<Load<'_>> {
        self.load_at(author, op, kind, files, clock::now())
    }

    /// As [`Store::load`]; `at` is when it was written.
    fn load_at(
        &mut self,
        author: &Author,
        op: OpId,
        kind: LoadKind,
        files: &[String],
        at: String,
    ) -> StoreResult<Load<'_>> {
        let today = self.told_today();
        let stop = stop::Stop::default();
        let tx = self
            .begin(connect::PATIENCE, Some(stop.asking()))?
            .in_a_sound_book()?;
        let files = serde_json::to_string(files)
            .map_err(|error| StoreError::Internal(error.to_string()))?;
        tx.execute(
            "INSERT INTO import_batch (at, staff_id, files) VALUES (?1, ?2, ?3)",
            (&at, author.staff.map(|id| id.0), files),
        )?;
        let batch = BatchId(tx.last_insert_rowid());
        let fresh = is_empty(&tx)?;
        if fresh {
            indexes::drop_all(&tx)?;
        }
        let next_code = tx
            .query_row(
                "SELECT value FROM counter WHERE name = 'customer_code'",
                [],
                |row| row.get::<_, i64>(0),
            )
            .map_or(0, i64::unsigned_abs);
        let last_visit = tx
            .query_row(LAST_VISIT, [], |row| row.get(0))
            .optional()?
            .unwrap_or_default();
        cache(&tx, WHILE_LOADING)?;
        Ok(Load {
            tx,
            stop,
            batch,
            change: PendingChange {
                op,
                author: author.clone(),
                kind,
            },
            at,
            today,
            staff: HashMap::new(),
            fresh,
            next_code,
            given: false,
            last_visit,
            later: later::Later::default(),
            rewritten: update::Rewritten::default(),
            ledgers: Brought::default(),
            numbered: Vec::new(),
            redeems: false,
            settled: None,
            owing: Vec::new(),
            rules: None,
            waited: 0,
            mark: None,
        })
    }
}

/// Pages that a load keeps in memory, in KiB, so that they are written once and indexes are
/// sorted there.
const WHILE_LOADING: i64 = 64_000;

const LAST_VISIT: &str = "SELECT seq FROM sqlite_sequence WHERE name = 'visit'";

/// Keeps so many KiB of pages from now on.
fn cache(conn: &Connection, kib: i64) -> StoreResult<()> {
    Ok(conn.pragma_update(None, "cache_size", -kib)?)
}

fn is_empty(conn: &Connection) -> StoreResult<bool> {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM customer) AND NOT EXISTS (SELECT 1 FROM vehicle)
               AND NOT EXISTS (SELECT 1 FROM visit)";
    Ok(conn.query_row(sql, [], |row| row.get(0))?)
}

impl Load<'_> {
    /// Whether the book held no customer, vehicle or visit before; nothing can be known then.
    pub fn fresh(&self) -> bool {
        self.fresh
    }

    /// From now on [`Load::commit`] asks `stop` now and then, until it hands everything to the
    /// disk; with [`StoreError::Cancelled`] nothing was written.
    pub fn stop_when(&mut self, stop: StopRead) {
        self.stop.set(Some(stop));
    }

    /// Whose points it would leave below zero, for a trial that is thrown away.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn would_owe(mut self) -> StoreResult<Vec<Owing>> {
        // Nobody begins below zero.
        if !self.fresh {
            self.write_later(true)?;
            self.settle()?;
        }
        Ok(self.owing)
    }

    /// Builds what was put off, brings the summaries up to date, writes the audit and commits.
    /// `counts` are names and numbers for the audit line.
    ///
    /// # Errors
    /// Nothing was written, also after [`StoreError::Cancelled`]; only after [`StoreError::Unsure`]
    /// is that not known.
    pub fn commit(mut self, counts: &[(&str, u64)]) -> StoreResult<Loaded> {
        self.write_later(true)?;
        self.settle()?;
        let conn: &Connection = &self.tx;
        conn.execute(
            "INSERT INTO counter (name, value) VALUES ('customer_code', ?1)
             ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value)",
            [i64::try_from(self.next_code).unwrap_or(i64::MAX)],
        )?;
        let author = &self.change.author;
        let counts: serde_json::Map<String, serde_json::Value> = counts
            .iter()
            .map(|(name, n)| ((*name).to_owned(), (*n).into()))
            .collect();
        conn.execute(
            "INSERT INTO change (op_id, at, staff_id, staff_name, terminal, kind, batch_id, fields)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (
                self.change.op.0,
                &self.at,
                author.staff.map(|id| id.0),
                &author.name,
                &author.terminal,
                self.change.kind.word(),
                self.batch.0,
                serde_json::Value::Object(counts).to_string(),
            ),
        )?;
        self.rewritten.keep(conn, conn.last_insert_rowid())?;
        cache(conn, connect::WRITING)?;
        // What is under way to the disk is not stopped any more.
        self.stop.set(None);
        let loaded = Loaded {
            batch: self.batch,
            waited: self.waited,
            owing: self.owing,
        };
        self.tx.commit().map_err(unsure)?;
        Ok(loaded)
    }
}

/// A commit that the disk let fail may be in the file all the same.
fn unsure(error: StoreError) -> StoreError {
    match error {
        StoreError::Io(why) => StoreError::Unsure(why),
        error => error,
    }
}
