//! The one line that says what happened, for as long as a person needs to read it.

mod view;

use std::time::Duration;

use crate::protocol::{Effect, Level, Notice, Timer};

pub(super) use view::{over, rows, view};

/// The notice on show.
#[derive(Debug, Default)]
pub(super) struct Notices {
    shown: Option<Notice>,
    number: u64,
}

impl Notices {
    /// Shows a notice in place of the one before. The answer takes it away in time.
    pub(super) fn show(&mut self, notice: Notice) -> Effect {
        let stands = stands(&notice);
        self.shown = Some(notice);
        self.number += 1;
        Effect::Wake(Timer::Notice(self.number), stands)
    }

    /// The time of a notice has run out; a newer one stays.
    pub(super) fn expire(&mut self, number: u64) {
        if number == self.number {
            self.shown = None;
        }
    }

    /// Another screen comes: what was said about the one before means nothing there. What was
    /// written, and what went wrong, stays.
    pub(super) fn turn(&mut self) {
        let about_a_screen =
            |notice: &mut Notice| matches!(notice.level, Level::Info | Level::Attention);
        self.shown.take_if(about_a_screen);
    }

    /// What comes next is read down to the last row: only what went wrong stays over it.
    pub(super) fn makes_room(&mut self) {
        self.shown.take_if(|notice| notice.level != Level::Problem);
    }

    /// What stands there now.
    pub(super) fn shown(&self) -> Option<&Notice> {
        self.shown.as_ref()
    }
}

/// Characters of a long notice that are read in a second, without hurry.
const READ: u64 = 15;

/// A save is confirmed for two seconds, longer only where more is said; what did not happen stays until it can be read twice.
fn stands(notice: &Notice) -> Duration {
    Duration::from_secs(match notice.level {
        Level::Done => (notice.text.chars().count() as u64 / READ).max(2),
        Level::Info => 3,
        Level::Attention => (notice.text.chars().count() as u64 / READ).max(6),
        Level::Problem => 12,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(level: Level) -> Notice {
        Notice {
            level,
            text: "Saved.".to_owned(),
            hint: String::new(),
        }
    }

    #[test]
    fn a_save_is_confirmed_for_two_seconds() {
        let mut notices = Notices::default();
        let wake = notices.show(notice(Level::Done));
        assert!(matches!(wake, Effect::Wake(Timer::Notice(1), stands) if stands.as_secs() == 2));
        notices.expire(1);
        assert_eq!(notices.shown(), None);
    }

    #[test]
    fn another_screen_takes_a_hint_away_and_leaves_what_went_wrong() {
        let mut notices = Notices::default();
        for (level, stays) in [
            (Level::Info, false),
            (Level::Attention, false),
            (Level::Done, true),
            (Level::Problem, true),
        ] {
            notices.show(notice(level));
            notices.turn();
            assert_eq!(notices.shown().is_some(), stays, "{level:?}");
        }
    }

    #[test]
    fn what_was_written_before_makes_room_for_what_is_read_down_to_the_last_row() {
        let mut notices = Notices::default();
        for (level, stays) in [(Level::Done, false), (Level::Problem, true)] {
            notices.show(notice(level));
            notices.makes_room();
            assert_eq!(notices.shown().is_some(), stays, "{level:?}");
        }
    }

    #[test]
    fn the_timer_of_an_older_notice_leaves_the_newer_one() {
        let mut notices = Notices::default();
        notices.show(notice(Level::Done));
        notices.show(notice(Level::Problem));
        notices.expire(1);
        assert_eq!(
            notices.shown().map(|notice| notice.level),
            Some(Level::Problem)
        );
    }
}
