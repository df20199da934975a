//! Long jobs that two terminals must not do at once: an import, a copy. Advisory: a row says who
//! does it, and a row that a dead process left is taken over.

use rusqlite::{OptionalExtension, TransactionBehavior};

use super::{Store, StoreError, StoreResult, clock};

const HOLDER: &str = "SELECT pid, boot_id, process, who FROM job WHERE name = ?1";
const TAKE: &str = "
    INSERT OR REPLACE INTO job (name, pid, boot_id, process, who, started_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
const LEAVE: &str = "DELETE FROM job WHERE name = ?1 AND pid = ?2 AND boot_id = ?3";

/// A process, told apart from one that got its number later.
#[derive(Debug, PartialEq, Eq)]
struct Process {
    pid: u32,
    boot: String,
    began: String,
}

impl Process {
    fn this() -> Self {
        let pid = std::process::id();
        Self {
            pid,
            boot: boot(),
            began: began(pid),
        }
    }

    fn is_alive(&self) -> bool {
        self.boot == boot() && exists(self.pid) && began(self.pid) == self.began
    }
}

impl Store {
    /// Takes the job `name` for this process; `who` is whom others are told.
    ///
    /// # Errors
    /// [`StoreError::Underway`] when a living process does it.
    pub fn take_job(&mut self, name: &str, who: &str) -> StoreResult<()> {
        self.may_write()?;
        self.still_the_file()?;
        let tx = self
            .conn
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let holder = tx.query_row(HOLDER, [name], |row| {
            let process = Process {
                pid: row.get(0)?,
                boot: row.get(1)?,
                began: row.get(2)?,
            };
            Ok((process, row.get::<_, String>(3)?))
        });
        let this = Process::this();
        if let Some((holder, who)) = holder.optional()?
            && holder != this
            && holder.is_alive()
        {
            let pid = holder.pid;
            return Err(StoreError::Underway { who, pid });
        }
        tx.execute(
            TAKE,
            (name, this.pid, this.boot, this.began, who, clock::now()),
        )?;
        Ok(tx.commit()?)
    }

    /// Gives the job back. One that was not taken is fine.
    ///
    /// # Errors
    /// When the file cannot be written; the next one takes it over all the same.
    pub fn leave_job(&mut self, name: &str) -> StoreResult<()> {
        self.conn
            .execute(LEAVE, (name, std::process::id(), boot()))?;
        Ok(())
    }
}

/// Changes with every start of the computer; empty where nothing says so.
fn boot() -> String {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    id.unwrap_or_default().trim().to_owned()
}

/// When a process began, in the system's own ticks; empty where nothing says so.
fn began(pid: u32) -> String {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // The name of the program stands in brackets and may hold spaces and brackets.
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    after_name
        .split_whitespace()
        .nth(19)
        .unwrap_or_default()
        .to_owned()
}

#[cfg(unix)]
fn exists(pid: u32) -> bool {
    let pid = i32::try_from(pid)
        .ok()
        .and_then(rustix::process::Pid::from_raw);
    let Some(pid) = pid else { return false };
    // "Not permitted" means that it is there.
    rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
}

/// Elsewhere nobody can tell: it counts as alive, and `started_at` says since when.
#[cfg(not(unix))]
fn exists(_pid: u32) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::test_kit::new_store;
    use std::process::{Command, Stdio};

    fn row(store: &Store, pid: u32, boot: &str, began: &str) {
        let at = "2026-01-01T00:00:00.000Z";
        store
            .conn
            .execute(TAKE, ("import", pid, boot, began, "Ani", at))
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
        row(&store, other.id(), &boot(), &began(other.id()));
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
        row(&store, 1, "another boot", &began(1));
        store.take_job("import", "Budi").unwrap();
        row(&store, 1, &boot(), "1 tick earlier");
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
