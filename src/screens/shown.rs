//! Something that was asked of the book and is shown while newer data is on its way.

use crate::protocol::Failure;

/// A value, whether a newer one is awaited, and whether asking failed. The old value stays
/// until the new one is there, so that nothing flickers.
#[derive(Debug, Clone)]
pub struct Shown<T> {
    /// The newest value that has arrived.
    pub value: Option<T>,
    /// Whether a newer one is awaited.
    pub pending: bool,
    /// Whether it takes so long that the screen should say so.
    pub slow: bool,
    /// How far that has come, in per cent, where it tells.
    pub come: Option<u8>,
    /// Why the last question was not answered.
    pub failed: Option<Failure>,
}

impl<T> Default for Shown<T> {
    fn default() -> Self {
        Self {
            value: None,
            pending: false,
            slow: false,
            come: None,
            failed: None,
        }
    }
}

impl<T> Shown<T> {
    /// A question is on its way.
    pub fn ask(&mut self) {
        self.pending = true;
        self.slow = false;
        self.come = None;
    }

    /// What is awaited takes longer than a moment.
    pub fn takes_long(&mut self) {
        self.slow = self.pending;
    }

    /// What is awaited has come so far, in per cent.
    pub fn has_come(&mut self, percent: u8) {
        self.come = self.pending.then_some(percent);
    }

    /// The answer is here.
    pub fn put(&mut self, value: Option<T>) {
        *self = Self {
            value,
            ..Self::default()
        };
    }

    /// The question was not answered. One that is no longer wanted says nothing.
    pub fn fail(&mut self, failure: &Failure) {
        self.pending = false;
        self.slow = false;
        self.come = None;
        if *failure != Failure::Cancelled {
            self.failed = Some(failure.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_value_stays_until_the_new_one_is_there() {
        let mut shown = Shown::default();
        shown.put(Some(1));
        shown.ask();
        assert_eq!((shown.value, shown.pending), (Some(1), true));
        shown.put(Some(2));
        assert_eq!((shown.value, shown.pending), (Some(2), false));
    }

    #[test]
    fn how_far_it_has_come_is_of_what_is_awaited_alone() {
        let mut shown = Shown::<u8>::default();
        shown.has_come(7);
        shown.takes_long();
        assert_eq!((shown.come, shown.slow), (None, false));
        shown.ask();
        shown.has_come(42);
        shown.takes_long();
        assert_eq!((shown.come, shown.slow), (Some(42), true));
        shown.ask();
        assert_eq!((shown.come, shown.slow), (None, false));
    }

    #[test]
    fn a_failure_is_kept_and_a_cancelled_question_is_none() {
        let mut shown = Shown::<u8>::default();
        shown.fail(&Failure::Cancelled);
        assert_eq!(shown.failed, None);
        shown.fail(&Failure::Busy(None));
        assert_eq!(shown.failed, Some(Failure::Busy(None)));
        shown.put(None);
        assert_eq!(shown.failed, None);
    }
}
