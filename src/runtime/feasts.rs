//! Feasts that are near, for the cards of the counter.

use std::path::PathBuf;

use crate::config::Holidays;
use crate::domain::{Day, NearFeast};

/// The feasts of a day. The owner's own file is read once a day: the counter looks at a card at every
/// key.
#[derive(Debug, Default)]
pub(super) struct NearFeasts {
    /// Where the owner's own feasts lie, or would lie.
    file: Option<PathBuf>,
    known: Option<(Day, Vec<NearFeast>)>,
}

impl NearFeasts {
    /// With the owner's own feasts, from this file.
    pub(super) fn of(file: Option<PathBuf>) -> Self {
        Self { file, known: None }
    }

    /// Those that are near on a day.
    pub(super) fn on(&mut self, today: Day) -> &[NearFeast] {
        if self.known.as_ref().is_none_or(|(day, _)| *day != today) {
            let holidays = Holidays::read(self.file.clone());
            self.known = Some((today, holidays.calendar.wished_near(today)));
        }
        self.known.as_ref().map_or(&[], |(_, near)| near)
    }
}
