//! Feasts that are near, for the cards of the counter, and those that are not, for the messages that wait.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use crate::calendar::FarFeast;
use crate::config::Holidays;
use crate::domain::{Day, NearFeast};

/// What tells one state of a file from another: when it was written, and its length. `None` where there
/// is no file.
type Stamp = Option<(Option<SystemTime>, u64)>;

/// How long the owner's file is taken for unchanged without a look at it: a key is quicker than that.
const FRESH: Duration = Duration::from_millis(500);

/// The feasts of a day. The counter looks at a card at every key: the owner's own file is looked at now and then, and
/// read again only when it has changed, or the day has.
#[derive(Debug, Default)]
pub(super) struct NearFeasts {
    /// Where the owner's own feasts lie, or would lie.
    file: Option<PathBuf>,
    known: Option<Known>,
    /// How long what was seen of the file holds without a look.
    fresh: Duration,
}

/// What is known of the feasts on a day.
#[derive(Debug)]
struct Known {
    day: Day,
    read: Stamp,
    looked: Instant,
    near: Vec<NearFeast>,
    far: Vec<FarFeast>,
}

impl NearFeasts {
    /// With the owner's own feasts, from this file.
    pub(super) fn of(file: Option<PathBuf>) -> Self {
        Self {
            file,
            known: None,
            fresh: FRESH,
        }
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
        let now = Instant::now();
        let is_fresh = |known: &Known| now.duration_since(known.looked) < self.fresh;
        let known = self.known.take().filter(|known| known.day == today);
        let known = match known {
            Some(known) if is_fresh(&known) => known,
            known => {
                let read = self.file.as_deref().and_then(stamp);
                let same = known.filter(|known| known.read == read);
                let known = same.unwrap_or_else(|| self.look(today, read));
                Known {
                    looked: now,
                    ..known
                }
            }
        };
        self.known.insert(known)
    }

    fn look(&self, today: Day, read: Stamp) -> Known {
        let calendar = Holidays::read(self.file.clone()).calendar;
        Known {
            day: today,
            read,
            looked: Instant::now(),
            near: calendar.wished_near(today),
            far: calendar.far(today),
        }
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
    fn a_date_that_the_owner_changes_is_on_the_cards_when_the_file_is_looked_at() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("holidays.toml");
        let mut feasts = NearFeasts::of(Some(file.clone()));
        feasts.fresh = Duration::ZERO;
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
        // Between two keys nobody looks.
        feasts.fresh = Duration::from_hours(1);
        std::fs::remove_file(&file).expect("gone");
        assert_eq!(feasts.on(today).len(), 1);
        feasts.fresh = Duration::ZERO;
        assert!(feasts.on(today).is_empty());
    }
}
