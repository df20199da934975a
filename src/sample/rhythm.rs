//! How often a vehicle comes, and when it stops coming.

use super::calendar::{DayNo, lebaran_from, open_day};
use super::dice::Dice;

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rhythm {
    /// Written down, never served.
    Never,
    /// Once and not again.
    Once,
    /// Every so many days, give or take so many per cent.
    Every {
        /// Days between two visits.
        gap: i64,
        /// Spread in per cent.
        spread: i64,
    },
    /// Once a year, in the weeks before Lebaran.
    BeforeLebaran,
}

/// How the story ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Still comes.
    Active,
    /// Came regularly and is late.
    Slipping,
    /// Has not come for several of its own gaps.
    Sleeping,
    /// Stopped long ago.
    Lost,
}

const FAMILY_CAR: Rhythm = Rhythm::Every {
    gap: 95,
    spread: 25,
};
const HALF_YEARLY: Rhythm = Rhythm::Every {
    gap: 178,
    spread: 25,
};
/// Cars that live from driving: taxis, delivery, rental.
pub(super) const TAXI: Rhythm = Rhythm::Every {
    gap: 35,
    spread: 20,
};
/// Cars of a fleet.
pub(super) const FLEET: Rhythm = Rhythm::Every {
    gap: 70,
    spread: 20,
};

const PRIVATE: &[(Rhythm, u64)] = &[
    (Rhythm::Never, 30),
    (Rhythm::Once, 250),
    (TAXI, 40),
    (FAMILY_CAR, 290),
    (HALF_YEARLY, 300),
    (Rhythm::BeforeLebaran, 90),
];

const ENDINGS: &[(Ending, u64)] = &[
    (Ending::Active, 55),
    (Ending::Slipping, 12),
    (Ending::Sleeping, 13),
    (Ending::Lost, 20),
];

/// A rhythm for a private car.
pub(super) fn private(dice: &mut Dice) -> Rhythm {
    *dice.weighted(PRIVATE)
}

/// An ending.
pub(super) fn ending(dice: &mut Dice) -> Ending {
    *dice.weighted(ENDINGS)
}

/// Visit days in order, each once, from `from` to `today`, on days that the shop is open.
pub(super) fn days(
    dice: &mut Dice,
    rhythm: Rhythm,
    ending: Ending,
    from: DayNo,
    today: DayNo,
) -> Vec<DayNo> {
    let mut days = match rhythm {
        Rhythm::Never => Vec::new(),
        Rhythm::Once => vec![dice.between(from, today)],
        Rhythm::Every { gap, spread } => {
            let last = last_day(dice, ending, gap, from, today);
            regular(dice, gap, spread, from, last)
        }
        Rhythm::BeforeLebaran => {
            let last = last_day(dice, ending, 354, from, today);
            before_lebaran(dice, from, last)
        }
    };
    for day in &mut days {
        *day = open_day(*day);
    }
    days.sort_unstable();
    days.dedup();
    days.retain(|day| *day <= today);
    days
}

fn last_day(dice: &mut Dice, ending: Ending, gap: i64, from: DayNo, today: DayNo) -> DayNo {
    let silent = match ending {
        Ending::Active => 0,
        Ending::Slipping => gap * dice.between(170, 240) / 100,
        Ending::Sleeping => gap * dice.between(300, 600) / 100,
        Ending::Lost => return dice.between(from, (today - 400).max(from)),
    };
    (today - silent).max(from)
}

fn regular(dice: &mut Dice, gap: i64, spread: i64, from: DayNo, last: DayNo) -> Vec<DayNo> {
    let mut days = Vec::new();
    let mut day = from;
    while day <= last {
        days.push(in_season(dice, day).clamp(from, last));
        day = day.max(days.last().copied().unwrap_or(day)) + dice.about(gap, spread).max(7);
    }
    days
}

/// Before Lebaran people bring the car forward, or in after the journey home.
fn in_season(dice: &mut Dice, day: DayNo) -> DayNo {
    let lebaran = lebaran_from(day - 20);
    let near = (lebaran - 45..lebaran + 20).contains(&day);
    if near && dice.chance(450) {
        lebaran - dice.between(3, 21)
    } else {
        day
    }
}

fn before_lebaran(dice: &mut Dice, from: DayNo, last: DayNo) -> Vec<DayNo> {
    let mut days = Vec::new();
    let mut lebaran = lebaran_from(from);
    while lebaran - 3 <= last {
        let day = lebaran - dice.between(3, 25);
        if (from..=last).contains(&day) {
            days.push(day);
        }
        lebaran = lebaran_from(lebaran + 1);
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TODAY: DayNo = 739_942;

    proptest! {
        #[test]
        fn days_are_in_order_and_never_ahead(seed: u64, kind in 0_usize..6, end in 0_usize..4) {
            let mut dice = Dice::new(seed, 0);
            let days = days(&mut dice, PRIVATE[kind].0, ENDINGS[end].0, TODAY - 1800, TODAY);
            prop_assert!(days.windows(2).all(|pair| pair[0] < pair[1]), "{days:?}");
            prop_assert!(days.iter().all(|day| (TODAY - 1800..=TODAY).contains(day)));
        }
    }

    #[test]
    fn a_taxi_comes_every_five_weeks_and_a_sleeper_has_stopped() {
        let mut dice = Dice::new(5, 0);
        let taxi = days(&mut dice, TAXI, Ending::Active, TODAY - 700, TODAY);
        assert!((17..=24).contains(&taxi.len()), "{}", taxi.len());
        assert!(TODAY - taxi.last().unwrap() < 45);
        let asleep = days(&mut dice, FAMILY_CAR, Ending::Sleeping, TODAY - 1800, TODAY);
        assert!(TODAY - asleep.last().unwrap() >= 280);
    }

    #[test]
    fn the_yearly_customer_comes_before_lebaran() {
        let mut dice = Dice::new(9, 0);
        let days = days(
            &mut dice,
            Rhythm::BeforeLebaran,
            Ending::Active,
            TODAY - 1800,
            TODAY,
        );
        assert!(days.len() >= 4);
        assert!(days.iter().all(|day| lebaran_from(*day) - day <= 26));
    }
}
