//! Verified copies of the book, in the folder `copies` beside it.
//!
//! A copy gets its name only when it is whole: it is written under a name that says it is not,
//! opened, checked, hashed, made durable and only then renamed. `NAME.sha256` lies beside it, in
//! the form that `sha256sum --check` reads.

mod folder;
mod verify;

use std::path::{Path, PathBuf};

use super::{Store, StoreError, StoreResult, place};
use crate::domain::Day;
use folder::Folder;
pub(super) use verify::hex;

/// The job that two terminals must not do at once.
const JOB: &str = "copy";

impl Store {
    /// Makes today's copy unless there is one, verifies it, and says where it lies. `None` when
    /// today has its copy already, or the book is open for looking only. Takes as long as reading
    /// the whole book does.
    ///
    /// # Errors
    /// When it could not be made or did not verify; earlier copies and the book are untouched.
    pub fn keep_copy(&mut self) -> StoreResult<Option<PathBuf>> {
        if !self.is_writable() {
            return Ok(None);
        }
        let today = self.today();
        let folder = Folder::of(&self.path);
        if folder.copies().iter().any(|copy| copy.day == today) {
            return Ok(None);
        }
        self.take_job(JOB, "")?;
        folder.tidy();
        let made = make(self, &folder, today, None);
        let left = self.leave_job(JOB);
        let made = made?;
        folder.thin_out();
        left?;
        Ok(Some(made))
    }

    /// The newest verified copy.
    pub fn newest_copy(&self) -> Option<PathBuf> {
        let copies = Folder::of(&self.path).copies();
        copies.into_iter().next().map(|copy| copy.path)
    }

    /// Writes a copy to a place where nothing is, also of a book that may only be looked at.
    ///
    /// # Errors
    /// When the book cannot be read, or nothing can be made there.
    pub fn copy_to(&self, path: &Path) -> StoreResult<()> {
        // It forbids the copy as well. The book itself was opened for reading only.
        self.conn.pragma_update(None, "query_only", false)?;
        let written = write(self, path);
        self.conn
            .pragma_update(None, "query_only", !self.is_writable())?;
        written
    }
}

/// The copy that must be there before a migration begins.
pub(super) fn before_migration(store: &mut Store, version: i64) -> StoreResult<PathBuf> {
    let folder = Folder::of(&store.path);
    let today = store.today();
    make(store, &folder, today, Some(version))
}

fn make(store: &Store, folder: &Folder, today: Day, version: Option<i64>) -> StoreResult<PathBuf> {
    place::make_folder(&folder.path).map_err(|error| io(&error))?;
    let partial = folder.partial();
    let made = write(store, &partial).and_then(|()| keep(folder, &partial, today, version));
    if made.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    made
}

/// Writes the copy and verifies it.
fn write(store: &Store, partial: &Path) -> StoreResult<()> {
    place::create_new(partial).map_err(|error| io(&error))?;
    let name = partial
        .to_str()
        .ok_or_else(|| StoreError::Io("the folder's name is not Unicode".to_owned()))?;
    let before = verify::counts(&store.conn)?;
    store.conn.execute("VACUUM INTO ?1", [name])?;
    let after = verify::counts(&store.conn)?;
    verify::whole(partial, &before, &after)
}

/// Gives the copy its name, durably.
fn keep(folder: &Folder, partial: &Path, today: Day, version: Option<i64>) -> StoreResult<PathBuf> {
    let copy = std::fs::File::open(partial).map_err(|error| io(&error))?;
    copy.sync_all().map_err(|error| io(&error))?;
    let hash = verify::hash(copy)?;
    let path = folder.next(today, version);
    Folder::write_hash(&path, &hash).map_err(|error| io(&error))?;
    if path.symlink_metadata().is_ok() {
        return Err(StoreError::Exists(path));
    }
    std::fs::rename(partial, &path).map_err(|error| io(&error))?;
    place::sync_folder(&folder.path).map_err(|error| io(&error))?;
    Ok(path)
}

fn io(error: &std::io::Error) -> StoreError {
    if error.kind() == std::io::ErrorKind::StorageFull {
        StoreError::DiskFull
    } else {
        StoreError::Io(error.to_string())
    }
}

#[cfg(test)]
mod tests;
