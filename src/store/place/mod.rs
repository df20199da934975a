//! Where the book lies: looked at before SQLite touches it.

#[cfg_attr(unix, path = "unix.rs")]
#[cfg_attr(not(unix), path = "other.rs")]
mod system;

mod header;
mod holder;
mod network;
mod registry;

pub(super) use holder::{process, writer_of};

use std::path::{Path, PathBuf};

pub(super) use registry::Opened;
pub(super) use system::{Identity, check_header, create_new, make_folder, sync_folder};

use super::{StoreError, StoreResult};

/// Something that whoever opens a book should hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenRemark {
    /// Others could read the file; that was taken away.
    MadePrivate,
    /// The folder is one that everybody writes in, such as the system's for temporary files.
    SharedFolder,
    /// It can be looked at but not changed; whose it is, as far as known.
    LookOnly {
        /// The owner's name or number; empty when it is the person's own.
        owner: String,
    },
    /// The folder is copied to other computers by a program; copies of an open book are unsafe.
    SyncedFolder,
}

/// A file that may be opened.
#[derive(Debug)]
pub(super) struct Place {
    /// Resolved once; never followed again.
    pub(super) path: PathBuf,
    pub(super) identity: Identity,
    /// Whether it can be changed, its folder included.
    pub(super) writable: bool,
    /// The owner when it is somebody else's.
    pub(super) owner: Option<String>,
    pub(super) remarks: Vec<OpenRemark>,
}

impl Place {
    /// Looks at an existing file and its folder.
    pub(super) fn of(path: &Path) -> StoreResult<Self> {
        let path = resolve(path)?;
        let mut place = system::look(path)?;
        let folder = folder(&place.path);
        if [".stfolder", ".dropbox"]
            .iter()
            .any(|mark| folder.join(mark).exists())
        {
            place.remarks.push(OpenRemark::SyncedFolder);
        }
        if !place.writable {
            let owner = place.owner.clone().unwrap_or_default();
            place.remarks.push(OpenRemark::LookOnly { owner });
        }
        Ok(place)
    }

    /// Takes away what others may do with the file, once it is known to be a book and before
    /// SQLite lays files of the same mode beside it.
    pub(super) fn make_private(&mut self) {
        if self.writable && system::make_private(&self.path) {
            self.remarks.push(OpenRemark::MadePrivate);
        }
    }

    /// Whether somebody has the file open, or left changes in its write-ahead log.
    pub(super) fn has_log(&self) -> bool {
        beside(&self.path, "-wal").symlink_metadata().is_ok()
    }

    /// Whether anything stands in that log.
    pub(super) fn log_says_something(&self) -> bool {
        let log = beside(&self.path, "-wal").symlink_metadata();
        log.is_ok_and(|log| log.len() > 0)
    }
}

/// A new file's path: its folder must be there and fit, and nothing may lie in its place.
pub(super) fn for_new(path: &Path) -> StoreResult<(PathBuf, Vec<OpenRemark>)> {
    let taken = |path: &Path| path.symlink_metadata().is_ok();
    if taken(path) {
        return Err(StoreError::Exists(path.into()));
    }
    let cannot = |why: String| StoreError::CannotCreate {
        path: path.into(),
        why,
    };
    let name = path
        .file_name()
        .ok_or_else(|| cannot("no file name".to_owned()))?;
    let folder = folder(path);
    let folder = folder
        .canonicalize()
        .map_err(|error| cannot(error.to_string()))?;
    let remarks = system::look_at_folder(&folder)?;
    let path = folder.join(name);
    // What an earlier book of this name left behind would be taken for a part of the new one.
    for ending in ["-wal", "-shm", "-journal"] {
        let rest = beside(&path, ending);
        if taken(&rest) {
            return Err(StoreError::Exists(rest));
        }
    }
    Ok((path, remarks))
}

/// Links are followed here, once.
fn resolve(path: &Path) -> StoreResult<PathBuf> {
    path.canonicalize().map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => StoreError::Missing(path.into()),
        _ => StoreError::CannotOpen {
            path: path.into(),
            why: error.to_string(),
        },
    })
}

/// The folder a file lies in.
pub(super) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// Takes away a new file that could not be finished, with what lies beside it. That a piece of it
/// stays is untidy, not wrong: nothing of anybody's is in it.
pub(super) fn give_up_new(path: &Path) {
    for ending in ["-wal", "-shm", "-journal", ""] {
        let _ = std::fs::remove_file(beside(path, ending));
    }
}

/// `book.kenal` and `-wal` give `book.kenal-wal`.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}
