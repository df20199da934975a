//! Whether there is room for what comes in.

use std::path::{Path, PathBuf};

use super::refused;
use crate::cli::exit::{Ended, Exit, Failing};
use crate::cli::session::Session;
use crate::exchange::read::glance;
use crate::text::{Say, count, say};

/// A row grows on its way into the book: indexes, the audit, the write-ahead log.
const TIMES: u64 = 3;
/// Beside that, for everything else that goes on.
const SPARE: u64 = 32 << 20;

/// Refuses before anything is read when the disk is too full.
///
/// # Errors
/// Too little room.
pub(super) fn check(session: &Session, files: &[PathBuf], book: &Path) -> Ended<()> {
    let size = |path: &PathBuf| path.metadata().map_or(0, |facts| facts.len());
    let needed = files.iter().map(size).sum::<u64>() * TIMES + SPARE;
    match free(book.parent().unwrap_or(Path::new("."))) {
        // What is no spreadsheet is refused as that, however full the disk is.
        Some(free) if free < needed => {
            for file in files {
                glance(file).map_err(|refused| refused::failing(refused, session))?;
            }
            Err(no_room(session, needed, free))
        }
        _ => Ok(()),
    }
}

fn no_room(session: &Session, needed: u64, free: u64) -> Failing {
    let lang = session.lang();
    let mib = |bytes: u64| format!("{} MiB", count(lang, bytes.div_ceil(1 << 20)));
    let text = say::import_no_room(lang, mib(needed), mib(free));
    Failing::new(Exit::Io, text, Say::ImportNoRoomHint.in_(lang))
}

#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let facts = rustix::fs::statvfs(folder).ok()?;
    Some(facts.f_bavail.saturating_mul(facts.f_frsize))
}

/// Windows does not say; a full disk is met when it is full.
#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}
