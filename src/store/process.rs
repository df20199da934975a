//! Processes that a book knows of, told apart from those that get their number later.

use rusqlite::Row;

/// A process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Process {
    pub(super) pid: u32,
    /// Changes with every start of the computer; empty where nothing says so.
    pub(super) boot: String,
    /// When it began, in the system's own ticks; empty where nothing says so.
    pub(super) began: String,
}

impl Process {
    /// This one.
    pub(super) fn this() -> Self {
        Self::with(std::process::id())
    }

    /// The one that has this number now.
    pub(super) fn with(pid: u32) -> Self {
        Self {
            pid,
            boot: boot(),
            began: began(pid),
        }
    }

    /// One that was written down, from `pid`, `boot_id` and `process`.
    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            pid: row.get("pid")?,
            boot: row.get("boot_id")?,
            began: row.get("process")?,
        })
    }

    /// Whether it runs.
    pub(super) fn is_alive(&self) -> bool {
        self.boot == boot() && exists(self.pid) && began(self.pid) == self.began
    }
}

fn boot() -> String {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id");
    id.unwrap_or_default().trim().to_owned()
}

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

/// A process that has ended, with the number of this one.
#[cfg(test)]
pub(super) fn dead() -> Process {
    Process {
        boot: "another start of the computer".to_owned(),
        ..Process::this()
    }
}
