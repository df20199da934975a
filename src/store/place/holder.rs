//! Who is writing at this moment, from what the system knows of locks. The files of the book are
//! not opened for it: closing one would give up every lock that this process has on it.

use std::path::Path;
use std::time::SystemTime;

/// The byte of the shared index that SQLite locks while somebody writes.
const WRITING: u64 = 120;

/// The number of the process that holds the right to write; `None` where nobody does or nothing
/// says so.
#[cfg(target_os = "linux")]
pub(in crate::store) fn writer_of(book: &Path) -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    let index = super::beside(book, "-shm").symlink_metadata().ok()?;
    let locks = std::fs::read_to_string("/proc/locks").ok()?;
    find(&locks, index.ino())
}

/// Whose a process is, and when it began.
#[cfg(target_os = "linux")]
pub(in crate::store) fn process(pid: u32) -> (Option<String>, Option<SystemTime>) {
    use std::os::unix::fs::MetadataExt as _;
    let Ok(of) = std::fs::metadata(format!("/proc/{pid}")) else {
        return (None, None);
    };
    (Some(super::system::user_name(of.uid())), of.modified().ok())
}

/// Elsewhere nobody says.
#[cfg(not(target_os = "linux"))]
pub(in crate::store) fn process(_: u32) -> (Option<String>, Option<SystemTime>) {
    (None, None)
}

/// Elsewhere nobody says.
#[cfg(not(target_os = "linux"))]
pub(in crate::store) fn writer_of(_: &Path) -> Option<u32> {
    None
}

/// `12: POSIX  ADVISORY  WRITE 1234 fe:00:56789 120 120`
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "nothing to read"))]
fn find(locks: &str, file: u64) -> Option<u32> {
    locks.lines().find_map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [_, _, _, "WRITE", pid, place, from, to] = words[..] else {
            return None;
        };
        let number: u64 = place.rsplit(':').next()?.parse().ok()?;
        let (from, to): (u64, u64) = (from.parse().ok()?, to.parse().unwrap_or(u64::MAX));
        let writes = number == file && (from..=to).contains(&WRITING);
        pid.parse().ok().filter(|_| writes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCKS: &str = "\
1: POSIX  ADVISORY  READ 11 fe:00:77 120 120
2: POSIX  ADVISORY  WRITE 12 fe:00:78 120 120
3: FLOCK  ADVISORY  WRITE 13 fe:00:99 0 EOF
4: -> POSIX  ADVISORY  WRITE 14 fe:00:77 120 120
5: POSIX  ADVISORY  WRITE 15 fe:00:77 121 127
6: POSIX  ADVISORY  WRITE 16 fe:00:77 120 120
";

    #[test]
    fn the_writer_is_whoever_has_the_lock_and_not_who_waits_or_reads() {
        assert_eq!(find(LOCKS, 77), Some(16));
        assert_eq!(find(LOCKS, 78), Some(12));
        assert_eq!(find(LOCKS, 99), Some(13));
        assert_eq!(find(LOCKS, 100), None);
        assert_eq!(find("?", 77), None);
    }
}
