//! Whether the file is sound. SQLite looks through it once a day, and again after somebody who
//! wrote has ended without closing; what it found is written into the book, where every terminal
//! reads it. Into a damaged book nothing more is written: what is broken may get worse.

use rusqlite::{Connection, OptionalExtension};

use super::{StopRead, Store, StoreError, StoreResult, clock, connect, job, unclean};

/// The job that two terminals must not do at once.
const JOB: &str = "check";

/// Facts of the shop: when the last check ended, and what it found, line by line.
pub(super) const CHECKED_AT: &str = "checked_at";
pub(super) const FOUND: &str = "check_found";
const FACT: &str = "SELECT value FROM shop WHERE key = ?1";
const SET: &str = "
    INSERT INTO shop (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
/// The schema comes last: with it goes the list of free pages.
const TABLES: &str = "
    SELECT name FROM (SELECT name, 0 AS last FROM sqlite_schema WHERE type = 'table'
                      UNION ALL SELECT 'sqlite_schema', 1) ORDER BY last, name";

/// Pages, or steps of SQLite's machine, between two looks at whether to stop: a few milliseconds.
const STEPS: i32 = 100;
/// Lines that are kept of what was found, and characters of a line.
const LINES: usize = 20;
const WIDTH: usize = 200;

/// A check of the whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The instant at which it ended, as the book writes it.
    pub at: String,
    /// What SQLite found, in its words; empty when the file is sound.
    pub found: Vec<String>,
}

impl Check {
    /// Whether nothing was found.
    pub fn is_sound(&self) -> bool {
        self.found.is_empty()
    }
}

impl Store {
    /// The last check that came to its end; `None` before the first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn last_check(&self) -> StoreResult<Option<Check>> {
        let Some(at) = self.shop_fact(CHECKED_AT)? else {
            return Ok(None);
        };
        let found = found(&self.conn)?;
        Ok(Some(Check { at, found }))
    }

    /// Whether a check is due: today has none, somebody who wrote has ended without closing, or
    /// the last one found damage, which may be mended by now.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn check_is_due(&self) -> StoreResult<bool> {
        let Some(last) = self.last_check()? else {
            return Ok(true);
        };
        let today = clock::instant_of(&last.at).map(|at| self.day_of(at)) == Some(self.today());
        Ok(!today || !last.is_sound() || !unclean::left_behind(&self.conn)?.is_empty())
    }

    /// Looks through the whole file when that is due, or `anyway`, and writes down what was found.
    /// `None` when it is not due, another terminal does it now, or this connection is for looking only.
    /// Takes as long as reading the whole file; nobody has to wait for it meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] soon after `stop` says `true`; else when the file cannot be read
    /// or written. It stays due then.
    pub fn check(&mut self, anyway: bool, stop: StopRead) -> StoreResult<Option<Check>> {
        if !self.is_writable() || !(anyway || self.check_is_due()?) {
            return Ok(None);
        }
        match self.take_job_anyway(JOB, "") {
            Err(StoreError::Underway { .. }) => return Ok(None),
            held => held?,
        }
        let done = self.check_alone(anyway, stop);
        if !matches!(done, Ok(Some(_))) {
            let _ = self.leave_job(JOB);
        }
        done
    }

    fn check_alone(&mut self, anyway: bool, stop: StopRead) -> StoreResult<Option<Check>> {
        // Another terminal may have come to the end of one just now.
        if !(anyway || self.check_is_due()?) {
            return Ok(None);
        }
        let unclean = unclean::left_behind(&self.conn)?;
        self.conn.progress_handler(STEPS, Some(stop))?;
        connect::pass_through(&self.conn)?;
        let found = self.check_integrity();
        self.stop_when(None);
        let check = Check {
            found: found?,
            at: clock::now(),
        };
        self.write_down(&check, &unclean)?;
        Ok(Some(check))
    }

    fn write_down(&mut self, check: &Check, unclean: &[String]) -> StoreResult<()> {
        self.one_write(connect::PATIENCE, |write| {
            write.execute(SET, (CHECKED_AT, &check.at))?;
            write.execute(SET, (FOUND, check.found.join("\n")))?;
            unclean::forget(&write, unclean)?;
            job::leave(&write, JOB)?;
            write.commit_unmarked()
        })
    }

    /// Looks through the whole file for damage, table by table with its indexes: no read is held
    /// for longer than the largest of them takes, so that the write-ahead log can be emptied in
    /// between. Empty when the file is sound, else the first of what SQLite found.
    ///
    /// # Errors
    /// When the file cannot be read, or [`Store::stop_when`] stopped it.
    pub fn check_integrity(&self) -> StoreResult<Vec<String>> {
        let mut found = Vec::new();
        for table in tables(&self.conn)? {
            match check_table(&self.conn, &table, &mut found) {
                // So damaged that SQLite looks no further.
                Err(StoreError::Damaged(why)) => found.push(why),
                Err(StoreError::NotOurs) => found.push(StoreError::NotOurs.to_string()),
                done => done?,
            }
        }
        Ok(first_of(&found))
    }
}

/// Refuses when the last check found the file damaged.
pub(super) fn must_be_sound(conn: &Connection) -> StoreResult<()> {
    match found(conn)?.into_iter().next() {
        Some(damage) => Err(StoreError::Damaged(damage)),
        None => Ok(()),
    }
}

fn found(conn: &Connection) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached(FACT)?;
    let found = statement.query_row([FOUND], |row| row.get::<_, String>(0));
    let found = found.optional()?.unwrap_or_default();
    Ok(found.lines().map(str::to_owned).collect())
}

fn tables(conn: &Connection) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare(TABLES)?;
    let tables = statement.query_map([], |row| row.get(0))?;
    Ok(tables.collect::<Result<_, _>>()?)
}

fn check_table(conn: &Connection, table: &str, found: &mut Vec<String>) -> StoreResult<()> {
    conn.pragma(None, "quick_check", table, |row| {
        let line: String = row.get(0)?;
        if line != "ok" {
            found.push(line);
        }
        Ok(())
    })?;
    Ok(())
}

/// As much of it as is kept; SQLite may say several lines at once.
fn first_of(found: &[String]) -> Vec<String> {
    let lines = found.iter().flat_map(|text| text.lines());
    let short = lines.map(|line| line.chars().take(WIDTH).collect::<String>());
    short.filter(|line| !line.is_empty()).take(LINES).collect()
}

#[cfg(test)]
mod tests;
