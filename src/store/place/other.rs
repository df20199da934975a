//! What is known about files elsewhere. Windows has no owners and modes like these: the folder of
//! the account is private by itself, an open file cannot be moved or replaced, and SQLite refuses
//! what it cannot lock.

use std::fs::{File, OpenOptions};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::{OpenRemark, Place, header};
use crate::store::{StoreError, StoreResult};

/// A file by its path: it cannot be replaced while it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Identity(u64);

impl Identity {
    /// The file that lies at `path` now. `None` when there is none.
    pub(in crate::store) fn at(path: &Path) -> Option<Self> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        path.symlink_metadata().ok()?;
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        Some(Self(hasher.finish()))
    }

    #[cfg(test)]
    pub(super) fn for_test(device: u64, number: u64) -> Self {
        Self(device ^ number)
    }
}

pub(super) fn look(path: PathBuf) -> StoreResult<Place> {
    let file = path.symlink_metadata();
    let file = file.map_err(|error| StoreError::CannotOpen {
        path: path.clone(),
        why: error.to_string(),
    })?;
    let Some(identity) = Identity::at(&path).filter(|_| file.is_file()) else {
        return Err(StoreError::NotAFile(path));
    };
    Ok(Place {
        identity,
        writable: !file.permissions().readonly(),
        owner: None,
        remarks: Vec::new(),
        path,
    })
}

/// The folders of an account are private by themselves.
pub(super) fn make_private(_: &Path) -> bool {
    false
}

pub(super) fn look_at_folder(folder: &Path) -> StoreResult<Vec<OpenRemark>> {
    // \\server\share, and how it reads once resolved
    let name = folder.to_string_lossy();
    if name.starts_with(r"\\?\UNC\") || (name.starts_with(r"\\") && !name.starts_with(r"\\?\")) {
        return Err(StoreError::Network);
    }
    Ok(Vec::new())
}

pub(in crate::store) fn check_header(path: &Path) -> StoreResult<()> {
    let cannot = |error: std::io::Error| StoreError::CannotOpen {
        path: path.into(),
        why: error.to_string(),
    };
    let mut bytes = Vec::with_capacity(header::LENGTH);
    let length = u64::try_from(header::LENGTH).unwrap_or_default();
    let file = File::open(path).map_err(cannot)?;
    file.take(length).read_to_end(&mut bytes).map_err(cannot)?;
    header::check(&bytes)
}

pub(in crate::store) fn create_new(path: &Path) -> std::io::Result<()> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .map(|_| ())
}

pub(in crate::store) fn make_folder(path: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(path)
}

pub(in crate::store) fn sync_folder(_path: &Path) -> std::io::Result<()> {
    Ok(())
}
