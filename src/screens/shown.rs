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
    /// Why the last question was not answered.
    pub failed: Option<Failure>,
}

impl<T> Default for Shown<T> {
    fn default() -> Self {
        Self {
            value: None,
            pending: false,
            slow: false,
            failed: None,
        }
    }
}

impl<T> Shown<T> {
    /// A question is on its way.
    pub fn ask(&mut self) {
        self.pending = true;
        self.slow = false;
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
