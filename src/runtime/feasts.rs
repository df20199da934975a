//! Feasts that are near, for the cards of the counter, and those that are not, for the messages that wait.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::calendar::FarFeast;
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
    known: Option<Known>,
}

/// What is known of the feasts on a day.
#[derive(Debug)]
struct Known {
    day: Day,
    read: Stamp,
    near: Vec<NearFeast>,
    far: Vec<FarFeast>,
}

impl NearFeasts {
    /// With the owner's own feasts, from this file.
    pub(super) fn of(file: Option<PathBuf>) -> Self {
        Self { file, known: None }
    }

    /// Those that are near on a day.
    pub(super) fn on(&mut self, today: Day) -> &[NearFeast] {
        &self.known(today).near
    }

    /// Those that are not near on a day.
    pub(super) fn far(&mut self, today: Day) -> &[FarFeast] {
        &self.known(today).far
    }

    fn known(&mut self, today: Day) -> &Known {
        let (file, read) = (&self.file, self.file.as_deref().and_then(stamp));
        let look = || {
            let calendar = Holidays::read(file.clone()).calendar;
            Known {
                day: today,
                read,
                near: calendar.wished_near(today),
                far: calendar.far(today),
            }
        };
        let is_old = |known: &mut Known| (known.day, known.read) != (today, read);
        self.known.take_if(is_old);
        self.known.get_or_insert_with(look)
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
        let waits = |feasts: &mut NearFeasts| {
            let far = feasts.far(today).iter();
            far.filter(|one| one.key == "natal").count()
        };
        assert!(feasts.on(today).is_empty() && waits(&mut feasts) == 1);
        std::fs::write(&file, "[natal]\nevery = \"11-25\"\n").expect("written");
        let near = feasts.on(today);
        assert_eq!(near.len(), 1, "{near:?}");
        assert_eq!(near[0].day, "2026-11-25".parse().expect("a day"));
        assert_eq!(waits(&mut feasts), 0);
        std::fs::remove_file(&file).expect("gone");
        assert!(feasts.on(today).is_empty());
    }
}
