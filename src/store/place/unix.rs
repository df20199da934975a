//! Owners, modes and locks as Unix has them.

use std::fs::{DirBuilder, File, Metadata, OpenOptions};
use std::io::Read;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::fs::{Access, OFlags, access};
use rustix::process::geteuid;

use super::{OpenRemark, Place, folder, header, network};
use crate::store::{StoreError, StoreResult};

/// A file, whatever its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// The file that lies at `path` now; links are not followed. `None` when there is none.
    pub(in crate::store) fn at(path: &Path) -> Option<Self> {
        path.symlink_metadata().ok().as_ref().map(Self::of)
    }

    fn of(file: &Metadata) -> Self {
        Self {
            device: file.dev(),
            number: file.ino(),
        }
    }

    #[cfg(test)]
    pub(super) fn for_test(device: u64, number: u64) -> Self {
        Self { device, number }
    }
}

/// Looks at a file and its folder.
pub(super) fn look(path: PathBuf) -> StoreResult<Place> {
    let cannot = |error: std::io::Error| StoreError::CannotOpen {
        path: path.clone(),
        why: error.to_string(),
    };
    let file = path.symlink_metadata().map_err(cannot)?;
    if !file.is_file() {
        return Err(StoreError::NotAFile(path));
    }
    // Two names have two write-ahead logs: each would be blind to what goes through the other.
    if file.nlink() > 1 {
        return Err(StoreError::SeveralNames(path));
    }
    let remarks = look_at_folder(folder(&path))?;
    let euid = geteuid().as_raw();
    let owner = (file.uid() != euid).then(|| user_name(file.uid()));
    if let Some(owner) = &owner
        && access(&path, Access::READ_OK).is_err()
    {
        let owner = owner.clone();
        return Err(StoreError::Foreign { owner });
    }
    let may = |path: &Path| access(path, Access::WRITE_OK).is_ok();
    let read_only_mode = file.mode() & 0o200 == 0;
    let writable = owner.is_none() && !read_only_mode && may(&path) && may(folder(&path));
    Ok(Place {
        identity: Identity::of(&file),
        path,
        writable,
        owner,
        remarks,
    })
}

/// Refuses a folder on a network drive, or one in which everybody may rename everybody's files.
pub(super) fn look_at_folder(folder: &Path) -> StoreResult<Vec<OpenRemark>> {
    if file_system(folder).is_some_and(network::is_network) {
        return Err(StoreError::Network);
    }
    let mode = folder.metadata().map_or(0, |folder| folder.mode());
    let (everybody, sticky) = (mode & 0o002 != 0, mode & 0o1000 != 0);
    match (everybody, sticky) {
        (true, false) => Err(StoreError::OpenFolder(folder.into())),
        (true, true) => Ok(vec![OpenRemark::SharedFolder]),
        (false, _) => Ok(Vec::new()),
    }
}

/// What kind of file system it is; `None` where the numbers mean something else.
fn file_system(folder: &Path) -> Option<u64> {
    #[cfg(target_os = "linux")]
    return rustix::fs::statfs(folder)
        .ok()
        .and_then(|system| u64::try_from(system.f_type).ok());
    #[cfg(not(target_os = "linux"))]
    return None;
}

/// The name of a user, or the number where there is none.
pub(super) fn user_name(uid: u32) -> String {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    let line = users
        .lines()
        .map(|line| line.split(':').collect::<Vec<_>>())
        .find(|parts| parts.get(2).and_then(|id| id.parse().ok()) == Some(uid));
    let name = line.and_then(|parts| parts.first().map(|name| (*name).to_owned()));
    name.unwrap_or_else(|| uid.to_string())
}

/// Takes away what others may do with a file; answers whether there was anything.
pub(super) fn make_private(path: &Path) -> bool {
    let open_to_others = |file: &Metadata| file.mode() & 0o077 != 0;
    let file = path.symlink_metadata().ok().filter(open_to_others);
    file.is_some_and(|file| {
        let private = std::fs::Permissions::from_mode(file.mode() & 0o700);
        std::fs::set_permissions(path, private).is_ok()
    })
}

/// Reads the header. Never of a file that SQLite has open: closing it would drop its locks.
pub(in crate::store) fn check_header(path: &Path) -> StoreResult<()> {
    let mut options = OpenOptions::new();
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    options
        .read(true)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    let cannot = |error: std::io::Error| StoreError::CannotOpen {
        path: path.into(),
        why: error.to_string(),
    };
    let file = options.open(path).map_err(cannot)?;
    let mut bytes = Vec::with_capacity(header::LENGTH);
    let length = u64::try_from(header::LENGTH).unwrap_or_default();
    file.take(length).read_to_end(&mut bytes).map_err(cannot)?;
    header::check(&bytes)
}

/// Makes an empty file that is the person's own; nothing may lie there.
pub(in crate::store) fn create_new(path: &Path) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    let flags = OFlags::NOFOLLOW | OFlags::CLOEXEC;
    options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    options.open(path).map(|_| ())
}

/// Makes a folder that is the person's own, unless it is there.
pub(in crate::store) fn make_folder(path: &Path) -> std::io::Result<()> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        result => result,
    }
}

/// Makes names in a folder as durable as what they name.
pub(in crate::store) fn sync_folder(path: &Path) -> std::io::Result<()> {
    File::open(path)?.sync_all()
}
