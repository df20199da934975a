//! Feasts that are near, for the cards of the counter.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::config::Holidays;
use crate::domain::{Day, NearFeast};

/// What tells one state of a file from another: when it was written, and its length. `None` where there
/// is no file.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// The feasts of a day. The counter looks at a card at every key: the owner's own file is read again
/// only when it has changed, or the day has.
#[derive(Debug, Default)]
pub(super) struct NearFeasts {
    /// Where the owner's own feasts lie, or would lie.
    file: Option<PathBuf>,
    known: Option<(Day, Stamp, Vec<NearFeast>)>,
}

impl NearFeasts {
    /// With the owner's own feasts, from this file.
    pub(super) fn of(file: Option<PathBuf>) -> Self {
        Self { file, known: None }
    }

    /// Those that are near on a day.
    pub(super) fn on(&mut self, today: Day) -> &[NearFeast] {
        let stamp = self.file.as_deref().and_then(stamp);
        let is_known = |(day, read, _): &(Day, Stamp, _)| (*day, *read) == (today, stamp);
        if !self.known.as_ref().is_some_and(is_known) {
            let holidays = Holidays::read(self.file.clone());
            self.known = Some((today, stamp, holidays.calendar.wished_near(today)));
        }
        self.known.as_ref().map_or(&[], |(.., near)| near)
    }
}

fn stamp(file: &Path) -> Stamp {
    let facts = file.metadata().ok()?;
    Some((facts.modified().ok(), facts.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_the_owner_changes_is_on_the_cards_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("holidays.toml");
        let mut feasts = NearFeasts::of(Some(file.clone()));
        let today = "2026-11-22".parse().expect("a day");
        assert!(feasts.on(today).is_empty());
        std::fs::write(&file, "[natal]\nevery = \"11-25\"\n").expect("written");
        let near = feasts.on(today);
        assert_eq!(near.len(), 1, "{near:?}");
        assert_eq!(near[0].day, "2026-11-25".parse().expect("a day"));
        std::fs::remove_file(&file).expect("gone");
        assert!(feasts.on(today).is_empty());
    }
}
