//! Where rejected rows lie: in a file that was not there, or in one that holds the very same
//! already. What is anybody's else stays as it is.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// How many names are tried beside a file when other rejects still lie there.
const NAMES: u32 = 99;

/// What a file of rejected rows adds to the name of the file that came.
const REJECTED: &str = ".rejected";

/// A file of rejected rows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) path: PathBuf,
    /// Whether it was made now; else it held these rows already.
    pub(super) made: bool,
}

/// Puts rejected rows beside the file that they came from; where nothing can be made there, as on
/// a stick for reading only, beside the book. `ours` says that they came from a file of rejected
/// rows: then they lie beside the file from which those came.
pub(super) fn beside(input: &str, ours: bool, book: &Path, text: &[u8]) -> io::Result<Placed> {
    let input = Path::new(input);
    let input = if ours { first(input) } else { input.to_owned() };
    named_after(&input, text).or_else(|error| {
        let folder = book.parent().unwrap_or(Path::new("."));
        let name = input.file_name().ok_or(error)?;
        named_after(&folder.join(name), text)
    })
}

/// Puts rejected rows there, or finds them there.
///
/// # Errors
/// `AlreadyExists` where something else lies there; otherwise when the file cannot be made.
pub(super) fn at(path: PathBuf, text: &[u8]) -> io::Result<Placed> {
    match exclusive(&path) {
        Ok(mut made) => {
            let written = made.write_all(text).and_then(|()| made.sync_all());
            if written.is_err() {
                let _ = std::fs::remove_file(&path);
            }
            written.map(|()| Placed { path, made: true })
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && holds(&path, text) => {
            Ok(Placed { path, made: false })
        }
        Err(error) => Err(error),
    }
}

/// `old.csv.rejected.csv`; while other rejects lie there, `old.csv.rejected-2.csv` and so on.
fn named_after(path: &Path, text: &[u8]) -> io::Result<Placed> {
    for number in 1..=NAMES {
        let mut name = path.as_os_str().to_owned();
        name.push(match number {
            1 => format!("{REJECTED}.csv"),
            _ => format!("{REJECTED}-{number}.csv"),
        });
        match at(PathBuf::from(name), text) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            placed => return placed,
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// The file whose rejected rows lie in this one: `old.csv` of `old.csv.rejected-2.csv`; the file
/// itself where its name does not tell.
fn first(path: &Path) -> PathBuf {
    let stem = path.file_stem().and_then(|stem| stem.to_str());
    let parts = stem.and_then(|stem| stem.rsplit_once(REJECTED));
    match parts {
        Some((first, number)) if !first.is_empty() && is_number(number) => {
            path.with_file_name(first)
        }
        _ => path.to_owned(),
    }
}

/// Nothing, or `-2`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-');
    text.is_empty() || digits.is_some_and(|digits| digits.parse::<u32>().is_ok())
}

/// The named file for the first input, `name-2.csv` for the second.
pub(super) fn numbered(path: &Path, at: usize) -> PathBuf {
    if at == 0 {
        return path.to_owned();
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| ending.to_string_lossy());
    let ending = ending.map_or_else(String::new, |ending| format!(".{ending}"));
    path.with_file_name(format!("{stem}-{}{ending}", at + 1))
}

/// Whether a file holds exactly this. A link is no file, wherever it leads.
fn holds(path: &Path, text: &[u8]) -> bool {
    let same_length = path
        .symlink_metadata()
        .is_ok_and(|found| found.is_file() && found.len() == text.len() as u64);
    same_length && std::fs::read(path).is_ok_and(|found| found == text)
}

/// A file that was not there, readable by its owner only. It follows no link.
fn exclusive(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_rejects_are_never_overwritten_and_the_same_ones_lie_there_once() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("old.csv");
        let put = |text: &str| named_after(&input, text.as_bytes()).unwrap();
        let named = |name: &str, made| Placed {
            path: folder.path().join(name),
            made,
        };
        assert_eq!(put("one"), named("old.csv.rejected.csv", true));
        assert_eq!(put("two"), named("old.csv.rejected-2.csv", true));
        assert_eq!(put("two"), named("old.csv.rejected-2.csv", false));
        assert_eq!(put("one"), named("old.csv.rejected.csv", false));
        let first = folder.path().join("old.csv.rejected.csv");
        assert_eq!(std::fs::read(&first).unwrap(), b"one");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = first.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
        }
    }

    #[test]
    #[cfg(unix)]
    fn no_link_is_followed() {
        let folder = tempfile::tempdir().unwrap();
        let [link, elsewhere] = ["link.csv", "elsewhere"].map(|name| folder.path().join(name));
        std::os::unix::fs::symlink(&elsewhere, &link).unwrap();
        assert!(at(link.clone(), b"one").is_err());
        assert!(!elsewhere.exists());
        std::fs::write(&elsewhere, b"one").unwrap();
        assert!(at(link, b"one").is_err());
    }

    #[test]
    fn where_nothing_can_be_made_they_lie_beside_the_book() {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("gone/old.csv");
        let book = folder.path().join("kenal.db");
        let placed = beside(input.to_str().unwrap(), false, &book, b"one").unwrap();
        assert_eq!(placed.path, folder.path().join("old.csv.rejected.csv"));
    }

    #[test]
    fn what_is_rejected_again_lies_beside_the_first_file() {
        for (input, is) in [
            ("it/old.csv.rejected.csv", "it/old.csv"),
            ("old.csv.rejected-2.csv", "old.csv"),
            ("old.csv.rejected-2.xlsx", "old.csv"),
            ("old.csv.rejected-two.csv", "old.csv.rejected-two.csv"),
            (".rejected.csv", ".rejected.csv"),
            ("fixed.csv", "fixed.csv"),
        ] {
            assert_eq!(first(Path::new(input)), Path::new(is), "{input}");
        }
    }

    #[test]
    fn further_files_get_names_of_their_own() {
        let path = Path::new("out/bad.csv");
        assert_eq!(numbered(path, 0), path);
        assert_eq!(numbered(path, 1), Path::new("out/bad-2.csv"));
    }
}
