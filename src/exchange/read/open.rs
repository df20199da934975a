//! Opening a file that a person named, without ever waiting for it.

use std::fs::File;
use std::io;
use std::path::Path;

use super::refusal::{Refusal, Refused};

/// Opens a regular file, or a link to one. Pipes, devices, terminals and folders are refused at
/// once: the file is opened without blocking and its kind is asked of the open file, so nothing
/// can be put in its place in between.
///
/// # Errors
/// [`Refused::CannotOpen`] when the system says no, [`Refusal::NotARegularFile`] for the rest.
pub fn open_regular(path: &Path) -> Result<File, Refused> {
    let shown = path.display().to_string();
    let file = open_without_waiting(path).map_err(|source| match source.kind() {
        io::ErrorKind::IsADirectory => Refused::file(&shown, Refusal::NotARegularFile),
        _ => Refused::CannotOpen {
            path: shown.clone(),
            source,
        },
    })?;
    let kind = file.metadata().map_err(|source| Refused::CannotOpen {
        path: shown.clone(),
        source,
    })?;
    if kind.is_file() && !is_kernel_file(path) {
        Ok(file)
    } else {
        Err(Refused::file(&shown, Refusal::NotARegularFile))
    }
}

#[cfg(unix)]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let flags = rustix::fs::OFlags::NONBLOCK | rustix::fs::OFlags::NOCTTY;
    File::options()
        .read(true)
        .custom_flags(flags.bits().cast_signed())
        .open(path)
}

/// Windows has no pipes in the file system that block an opening; the kind is asked all the same.
#[cfg(not(unix))]
fn open_without_waiting(path: &Path) -> io::Result<File> {
    File::open(path)
}

/// `/proc` and `/sys` call their files regular though they have neither length nor end.
fn is_kernel_file(path: &Path) -> bool {
    cfg!(target_os = "linux")
        && path
            .canonicalize()
            .is_ok_and(|real| real.starts_with("/proc") || real.starts_with("/sys"))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn reason(path: &str) -> Option<Refusal> {
        match open_regular(Path::new(path)) {
            Err(Refused::File { refusal, .. }) => Some(refusal),
            _ => None,
        }
    }

    #[test]
    fn devices_and_folders_are_refused() {
        for path in ["/dev/zero", "/dev/null", "/tmp", "/proc/self/mem"] {
            assert_eq!(reason(path), Some(Refusal::NotARegularFile), "{path}");
        }
    }

    #[test]
    fn a_missing_file_cannot_be_opened() {
        let error = open_regular(Path::new("/no/such/file.csv")).unwrap_err();
        assert!(matches!(error, Refused::CannotOpen { .. }), "{error:?}");
    }

    #[test]
    fn a_link_to_a_regular_file_is_followed() {
        let dir = tempfile::tempdir().unwrap();
        let target = dir.path().join("a.csv");
        std::fs::write(&target, "name\n").unwrap();
        let link = dir.path().join("b.csv");
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(open_regular(&link).is_ok());
    }
}
