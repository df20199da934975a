//! Long jobs that two terminals must not do at once: an import, a copy. Advisory: a row says who
//! does it, and a row that a dead process left is taken over.

use rusqlite::{Connection, OptionalExtension};

use super::one_write::OneWrite;
use super::process::Process;
use super::{Store, StoreError, StoreResult, clock, connect};

const HOLDER: &str = "SELECT pid, boot_id, process, who FROM job WHERE name = ?1";
const TAKE: &str = "
    INSERT OR REPLACE INTO job (name, pid, boot_id, process, who, started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const LEAVE: &str = "DELETE FROM job WHERE name = ?1 AND pid = ?2 AND boot_id = ?3";

impl Store {
    /// Takes the job `name` for this process; `who` is whom others are told.
    ///
    /// # Errors
    /// [`StoreError::Underway`] when a living process does it, [`StoreError::Damaged`] when the
    /// last check found the file damaged.
    pub fn take_job(&mut self, name: &str, who: &str) -> StoreResult<()> {
        let alone = |write: OneWrite<'_>| hold(write.in_a_sound_book()?, name, who);
        self.one_write(connect::PATIENCE, alone)
    }

    /// The same, on a damaged file too.
    pub(super) fn take_job_anyway(&mut self, name: &str, who: &str) -> StoreResult<()> {
        self.one_write(connect::PATIENCE, |write| hold(write, name, who))
    }

    /// Gives the job back. One that was not taken is fine.
    ///
    /// # Errors
    /// When the file cannot be written; the next one takes it over all the same.
    pub fn leave_job(&mut self, name: &str) -> StoreResult<()> {
        leave(&self.conn, name)
    }
}

fn hold(write: OneWrite<'_>, name: &str, who: &str) -> StoreResult<()> {
    let holder = write.query_row(HOLDER, [name], |row| {
        Ok((Process::of(row)?, row.get::<_, String>("who")?))
    });
    let this = Process::this();
    if let Some((holder, who)) = holder.optional()?
        && holder != this
        && holder.is_alive()
    {
        let pid = holder.pid;
        return Err(StoreError::Underway { who, pid });
    }
    write.execute(
        TAKE,
        (name, this.pid, this.boot, this.began, who, clock::now()),
    )?;
    write.commit_unmarked()
}

/// See [`Store::leave_job`].
pub(super) fn leave(conn: &Connection, name: &str) -> StoreResult<()> {
    let this = Process::this();
    conn.execute(LEAVE, (name, this.pid, this.boot))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::process::dead;
    use crate::store::test_kit::new_store;
    use std::process::{Command, Stdio};

    fn taken_by(store: &Store, holder: &Process) {
        let at = "2026-01-01T00:00:00.000Z";
        store
            .conn
            .execute(
                TAKE,
                ("import", holder.pid, &holder.boot, &holder.began, "Ani", at),
            )
            .unwrap();
    }

    #[test]
    fn a_job_of_a_living_process_is_not_taken() {
        let (_dir, mut store) = new_store();
        let mut other = Command::new("sleep")
            .arg("60")
            .stdin(Stdio::null())
            .spawn()
            .unwrap();
        taken_by(&store, &Process::with(other.id()));
        let taken = store.take_job("import", "Budi");
        other.kill().unwrap();
        other.wait().unwrap();
        let told = matches!(&taken, Err(StoreError::Underway { who, pid }) if who == "Ani" && *pid == other.id());
        assert!(told, "{taken:?}");
        // Now it is dead.
        store.take_job("import", "Budi").unwrap();
    }

    #[test]
    fn a_job_of_another_start_of_the_computer_or_of_a_number_given_anew_is_taken_over() {
        let (_dir, mut store) = new_store();
        taken_by(&store, &dead());
        store.take_job("import", "Budi").unwrap();
        let began = "1 tick earlier".to_owned();
        taken_by(
            &store,
            &Process {
                began,
                ..Process::with(1)
            },
        );
        store.take_job("import", "Budi").unwrap();
    }

    #[test]
    fn a_job_is_given_back_and_can_be_taken_twice_by_one_process() {
        let (_dir, mut store) = new_store();
        store.take_job("import", "Budi").unwrap();
        store.take_job("import", "Budi").unwrap();
        store.leave_job("import").unwrap();
        let left: i64 = store
            .conn
            .query_row("SELECT count(*) FROM job", [], |row| row.get(0))
            .unwrap();
        assert_eq!(left, 0);
    }
}
