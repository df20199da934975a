//! The folder of copies: their names, which of them stay, and what is left of one that was not
//! finished.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::super::place;
use crate::domain::Day;

/// Newest copies that stay, whatever their day.
const NEWEST: usize = 10;
/// Older ones that stay, the newest of each month.
const MONTHS: usize = 12;
const PARTIAL: &str = ".partial-";

/// Where the copies of one book lie.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) path: PathBuf,
    /// Name and ending of the book.
    stem: String,
    ending: OsString,
}

/// A verified copy: its hash lies beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copy {
    pub(super) path: PathBuf,
    /// Grows with every copy; the clock may not.
    pub(super) number: u32,
    pub(super) day: Day,
    /// Made before a migration.
    pub(super) is_before_migration: bool,
}

impl Folder {
    /// The folder beside a book.
    pub(super) fn of(book: &Path) -> Self {
        Self {
            path: place::folder(book).join("copies"),
            stem: book
                .file_stem()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned(),
            ending: book.extension().unwrap_or_default().to_owned(),
        }
    }

    /// The verified copies, newest first.
    pub(super) fn copies(&self) -> Vec<Copy> {
        let entries = std::fs::read_dir(&self.path)
            .into_iter()
            .flatten()
            .flatten();
        let mut copies: Vec<Copy> = entries
            .filter_map(|entry| self.copy(entry.path()))
            .filter(|copy| hash_of(&copy.path).is_file())
            .collect();
        copies.sort_by_key(|copy| std::cmp::Reverse(copy.number));
        copies
    }

    /// A copy by its name: `book-0007-2026-11-22.kenal`, `book-0008-2026-11-22-v1.kenal`.
    fn copy(&self, path: PathBuf) -> Option<Copy> {
        if path.extension().unwrap_or_default() != self.ending {
            return None;
        }
        let name = path.file_stem()?.to_str()?;
        let rest = name.strip_prefix(&self.stem)?.strip_prefix('-')?;
        let (number, rest) = rest.split_once('-')?;
        let (day, version) = (rest.get(..10)?, rest.get(10..)?);
        let is_before_migration = version.starts_with("-v");
        if !is_before_migration && !version.is_empty() {
            return None;
        }
        Some(Copy {
            number: number.parse().ok()?,
            day: day.parse().ok()?,
            is_before_migration,
            path,
        })
    }

    /// The name of the next copy. Numbers of copies that somebody took away are not used again
    /// while a later one is there.
    pub(super) fn next(&self, day: Day, version: Option<i64>) -> PathBuf {
        let newest = self.copies().first().map_or(0, |copy| copy.number);
        let number = newest.saturating_add(1);
        let version = version.map_or_else(String::new, |version| format!("-v{version}"));
        let mut name = OsString::from(format!("{}-{number:04}-{day}{version}", self.stem));
        if !self.ending.is_empty() {
            name.push(".");
            name.push(&self.ending);
        }
        self.path.join(name)
    }

    /// A name for a copy that is not whole yet.
    pub(super) fn partial(&self) -> PathBuf {
        self.path
            .join(format!("{PARTIAL}{}-{}", self.stem, std::process::id()))
    }

    /// Writes a copy's hash beside where the copy will lie.
    pub(super) fn write_hash(copy: &Path, hash: &str) -> std::io::Result<()> {
        let name = copy.file_name().unwrap_or_default().to_string_lossy();
        let path = hash_of(copy);
        // Left over from a copy that did not get its name.
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        place::create_new(&path)?;
        let mut file = std::fs::OpenOptions::new().write(true).open(&path)?;
        file.write_all(format!("{hash}  {name}\n").as_bytes())?;
        file.sync_all()
    }

    /// Takes away what copies left that were not finished. Nobody else makes one now.
    pub(super) fn tidy(&self) {
        let unfinished = format!("{PARTIAL}{}-", self.stem);
        let entries = std::fs::read_dir(&self.path)
            .into_iter()
            .flatten()
            .flatten();
        for entry in entries {
            if entry.file_name().to_string_lossy().starts_with(&unfinished) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Takes away copies that are not needed any more.
    pub(super) fn thin_out(&self) {
        for copy in surplus(self.copies()) {
            let _ = std::fs::remove_file(&copy.path);
            let _ = std::fs::remove_file(hash_of(&copy.path));
        }
    }
}

fn hash_of(copy: &Path) -> PathBuf {
    place::beside(copy, ".sha256")
}

/// Which copies are not needed: all but the newest ten, the newest of each of twelve older
/// months, and those from before a migration. Newest is by number: the clock may have jumped.
fn surplus(copies: Vec<Copy>) -> Vec<Copy> {
    let mut months: Vec<String> = Vec::new();
    let daily = copies.into_iter().filter(|copy| !copy.is_before_migration);
    daily
        .skip(NEWEST)
        .filter(|copy| {
            let month = copy.day.format("%Y-%m").to_string();
            let stays = !months.contains(&month) && months.len() < MONTHS;
            if stays {
                months.push(month);
            }
            !stays
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copy(number: u32, day: &str) -> Copy {
        Copy {
            path: PathBuf::from(format!("{number}")),
            number,
            day: day.parse().unwrap(),
            is_before_migration: false,
        }
    }

    #[test]
    fn the_newest_ten_and_one_of_each_older_month_stay() {
        let first: Day = "2025-01-01".parse().unwrap();
        let days = first.iter_days().take(700);
        let copies = (1_u32..)
            .zip(days)
            .map(|(n, day)| copy(n, &day.to_string()));
        let mut copies: Vec<_> = copies.collect();
        copies.reverse();
        let gone = surplus(copies.clone());
        assert_eq!(copies.len() - gone.len(), NEWEST + MONTHS);
        assert!(gone.iter().all(|copy| copy.number <= 690));
        let stay = copies.iter().filter(|copy| !gone.contains(copy));
        let months: std::collections::BTreeSet<_> = stay
            .map(|copy| copy.day.format("%Y-%m").to_string())
            .collect();
        assert!(months.len() >= MONTHS);
    }

    #[test]
    fn a_clock_that_jumps_ten_years_takes_no_new_copy_away() {
        let mut copies: Vec<_> = (1..=10).map(|n| copy(n, "2036-05-01")).collect();
        copies.extend((11..=20).map(|n| copy(n, "2026-05-01")));
        copies.reverse();
        assert!(surplus(copies).iter().all(|copy| copy.number <= 10));
    }

    #[test]
    fn a_copy_is_known_by_its_name_and_nothing_else_is_one() {
        let folder = Folder::of(Path::new("/shop/my book.kenal"));
        let next = folder.next("2026-11-22".parse().unwrap(), None);
        assert!(next.ends_with("copies/my book-0001-2026-11-22.kenal"));
        let read = folder.copy(next).unwrap();
        assert_eq!((read.number, read.is_before_migration), (1, false));
        let before = folder.next("2026-11-22".parse().unwrap(), Some(1));
        assert!(folder.copy(before).unwrap().is_before_migration);
        for other in [
            "copies/my book-0001-2026-11-22.csv",
            "copies/other-0001-2026-11-22.kenal",
            "copies/my book-0001-2026-11-22-old.kenal",
            "copies/my book-x-2026-11-22.kenal",
            "copies/my book-0001-é2026-11-2.kenal",
            "copies/.partial-my book-77",
        ] {
            assert_eq!(folder.copy(PathBuf::from(other)), None, "{other}");
        }
    }
}
