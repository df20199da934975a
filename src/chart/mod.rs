//! Floor 3: what a chart shows, before anybody draws it.
//!
//! Plain numbers come in; round ticks, classes, places, words for them and one sentence that says
//! it all go out. `kit::chart` draws the same values into the terminal that
//! `exchange::report::svg` draws on paper. Shares are in ten-thousandths ([`share`]), so that
//! every place is found with whole numbers.

mod axis;
mod bars;
mod classes;
mod curve;
pub mod heat;
mod labels;
mod line;
pub mod map;
#[cfg(test)]
pub mod samples;
mod step;
mod unit;

pub use axis::Axis;
pub use bars::{Bar, Bars};
pub use classes::{Class, classes, histogram};
pub use curve::Curve;
pub use heat::Heat;
pub use labels::{Label, spread};
pub use line::{Line, Series};
pub use map::SegmentMap;
pub use step::Step;
pub use unit::Unit;

/// All, where shares are in ten-thousandths.
pub const WHOLE: u32 = 10_000;

/// A part of all in ten-thousandths, rounded; nought where there is nothing, and never below
/// nought or above [`WHOLE`].
pub fn share(part: i128, all: i128) -> u32 {
    if all <= 0 {
        return 0;
    }
    let part = part.clamp(0, all);
    let whole = i128::from(WHOLE);
    // Beyond this the product would overflow, and the last digits do not count.
    let (part, all) = if all > i128::MAX / whole / 2 {
        (part / whole / 2, all / whole / 2)
    } else {
        (part, all)
    };
    u32::try_from((part * whole + all / 2) / all).unwrap_or(WHOLE)
}

/// The place of `value` between `low` and `high` on a line of `steps` steps, 0 to `steps` − 1,
/// rounded; what lies outside stands at the end.
pub fn place(value: i128, low: i128, high: i128, steps: usize) -> usize {
    let Some(last) = steps.checked_sub(1) else {
        return 0;
    };
    if high <= low {
        return 0;
    }
    let (span, steps) = (high - low, i128::try_from(last).unwrap_or(0));
    let at = (value.clamp(low, high) - low).saturating_mul(steps);
    usize::try_from((at.saturating_add(span / 2)) / span).map_or(last, |at| at.min(last))
}

/// Column or dot of the point `index` of `count` on a line of `room`: the last point stands at
/// the end, also when it is the only one.
pub fn across(index: usize, count: usize, room: usize) -> usize {
    let end = room.saturating_sub(1);
    match count.checked_sub(1) {
        None | Some(0) => end,
        Some(last) => (index.min(last) * end + last / 2) / last,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_are_rounded_and_stay_between_nought_and_all() {
        assert_eq!(share(1, 3), 3_333);
        assert_eq!(share(2, 3), 6_667);
        assert_eq!(share(-5, 3), 0);
        assert_eq!(share(5, 0), 0);
        assert_eq!(share(i128::MAX, i128::MAX), WHOLE);
    }

    #[test]
    fn the_ends_of_a_line_are_its_first_and_last_step() {
        assert_eq!(place(0, 0, 100, 11), 0);
        assert_eq!(place(100, 0, 100, 11), 10);
        assert_eq!(place(46, 0, 100, 11), 5);
        assert_eq!(across(0, 53, 40), 0);
        assert_eq!(across(52, 53, 40), 39);
        assert_eq!(across(0, 1, 40), 39);
    }

    proptest! {
        #[test]
        fn no_number_is_too_odd(part: i128, all: i128, low: i64, high: i64, value: i64, steps in 0_usize..3_000) {
            prop_assert!(share(part, all) <= WHOLE);
            let at = place(value.into(), low.into(), high.into(), steps);
            prop_assert!(at < steps.max(1));
            prop_assert!(across(steps, steps, steps / 2) < (steps / 2).max(1));
        }
    }
}
