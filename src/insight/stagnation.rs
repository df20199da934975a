//! Who comes as often as ever, and brings less.

use super::median;
use super::visits::days;
use crate::domain::Day;

/// Visits that say how it is now.
const NOW: usize = 3;
/// Visits before those that say how it was, at the least and at the most.
const BEFORE: std::ops::RangeInclusive<usize> = 3..=6;
/// Of what was spent before, per cent: at most that much is less.
const LESS_PERCENT: i128 = 70;
/// The days between visits may grow by this much, per cent, and are as often still.
const AS_OFTEN_PERCENT: i128 = 150;
/// Different things taken before that make a single one a change.
const SEVERAL: usize = 2;

/// A day on which somebody came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// The day.
    pub day: Day,
    /// What was paid, minor units; `None` when nobody wrote it down.
    pub paid: Option<i64>,
    /// What was taken, each thing once, as `thing` calls it.
    pub took: Vec<String>,
}

/// What is less than it was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stagnation {
    /// What a visit brought before, and what one brings now: medians in minor units.
    pub spends: Option<(i64, i64)>,
    /// The only thing that is taken now, and how many different ones were before.
    pub only: Option<(String, usize)>,
}

/// Whether somebody who comes as often as before spends clearly less, or takes one thing only where
/// it was several; `None` where neither holds, or there are too few visits to say.
///
/// `visits` are days with a visit, oldest first. The last three stand against the three to six
/// before them: the median of the days between visits has not grown by more than half, and the
/// median of the money fell to 70 % or below, or all three were for one and the same thing.
pub fn stagnation(visits: &[Came]) -> Option<Stagnation> {
    let split = visits.len().checked_sub(NOW)?;
    let (earlier, now) = visits.split_at(split);
    if earlier.len() < *BEFORE.start() {
        return None;
    }
    let before = &earlier[earlier.len() - earlier.len().min(*BEFORE.end())..];
    if !is_as_often(visits.get(split - 1..)?, before) {
        return None;
    }
    let found = Stagnation {
        spends: spends_less(before, now),
        only: only_thing(before, now),
    };
    (found != Stagnation::default()).then_some(found)
}

/// `now` begins with the last visit of before.
fn is_as_often(now: &[Came], before: &[Came]) -> bool {
    let gap = |visits: &[Came]| {
        let gaps = visits
            .windows(2)
            .map(|two| days(two[0].day, two[1].day).into());
        median(gaps)
    };
    match (gap(now), gap(before)) {
        (Some(now), Some(before)) => {
            i128::from(now) * 100 <= i128::from(before.max(1)) * AS_OFTEN_PERCENT
        }
        _ => false,
    }
}

fn spends_less(before: &[Came], now: &[Came]) -> Option<(i64, i64)> {
    let paid = |visits: &[Came]| {
        let known: Vec<i64> = visits.iter().filter_map(|visit| visit.paid).collect();
        // Where most amounts are unknown, nothing can be said.
        (known.len() * 2 > visits.len()).then(|| median(known))?
    };
    let (before, now) = (paid(before)?, paid(now)?);
    let less = i128::from(now) * 100 <= i128::from(before) * LESS_PERCENT;
    (before > 0 && less).then_some((before, now))
}

fn only_thing(before: &[Came], now: &[Came]) -> Option<(String, usize)> {
    let [only] = &now.first()?.took[..] else {
        return None;
    };
    if !now.iter().all(|visit| visit.took[..] == [only.clone()]) {
        return None;
    }
    let mut all: Vec<&String> = before.iter().flat_map(|visit| &visit.took).collect();
    all.sort_unstable();
    all.dedup();
    (all.len() >= SEVERAL).then(|| (only.clone(), all.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Visits every so many days with what was paid and taken.
    fn came(visits: &[(u64, i64, &[&str])]) -> Vec<Came> {
        let begin: Day = "2025-01-01".parse().expect("a day");
        let mut day = begin;
        let visit = |(after, paid, took): &(u64, i64, &[&str])| {
            day = day + chrono::Days::new(*after);
            Came {
                day,
                paid: (*paid >= 0).then_some(*paid),
                took: took.iter().map(|&thing| thing.to_owned()).collect(),
            }
        };
        visits.iter().map(visit).collect()
    }

    const MUCH: (u64, i64, &[&str]) = (30, 100, &["engine oil", "filter"]);

    #[test]
    fn seventy_per_cent_of_before_is_less_and_a_little_more_is_not() {
        for (now, less) in [(70, true), (71, false), (10, true)] {
            let now = (30, now, &["engine oil", "filter"][..]);
            let all = came(&[MUCH, MUCH, MUCH, now, now, now]);
            let found = stagnation(&all);
            assert_eq!(found.is_some(), less, "{now:?}");
            if let Some(found) = found {
                assert_eq!((found.spends, found.only), (Some((100, now.1)), None));
            }
        }
    }

    #[test]
    fn one_thing_where_it_was_several_is_less_though_it_costs_the_same() {
        let one = (30, 100, &["engine oil"][..]);
        let found = stagnation(&came(&[MUCH, MUCH, MUCH, one, one, one]));
        assert_eq!(
            found.expect("less").only,
            Some(("engine oil".to_owned(), 2))
        );
        let always = came(&[one, one, one, one, one, one]);
        assert_eq!(stagnation(&always), None);
        let other = (30, 100, &["filter"][..]);
        assert_eq!(
            stagnation(&came(&[MUCH, MUCH, MUCH, one, other, one])),
            None
        );
    }

    #[test]
    fn whoever_comes_less_often_is_no_matter_of_this() {
        let seldom = (46, 50, &["engine oil"][..]);
        assert_eq!(
            stagnation(&came(&[MUCH, MUCH, MUCH, seldom, seldom, seldom])),
            None
        );
        let hardly = (45, 50, &["engine oil"][..]);
        assert!(stagnation(&came(&[MUCH, MUCH, MUCH, hardly, hardly, hardly])).is_some());
    }

    #[test]
    fn five_visits_or_unknown_amounts_say_nothing() {
        let less = (30, 10, &["engine oil", "filter"][..]);
        assert_eq!(stagnation(&came(&[MUCH, MUCH, less, less, less])), None);
        let unknown = (30, -1, &["engine oil", "filter"][..]);
        assert_eq!(
            stagnation(&came(&[MUCH, MUCH, MUCH, unknown, unknown, less])),
            None
        );
        assert_eq!(stagnation(&[]), None);
    }
}
