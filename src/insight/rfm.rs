//! Recency, frequency, money: each customer's place among all, and the segment that it makes.

use std::collections::BTreeMap;

use super::Visits;
use crate::domain::Day;

/// Scores from 1 (worst) to 5 (best).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scores {
    /// How short ago the last visit was.
    pub recency: u8,
    /// How many visits.
    pub frequency: u8,
    /// How much money.
    pub money: u8,
}

impl Scores {
    /// The segment of these scores.
    pub fn segment(self) -> Segment {
        Segment::of(self.recency, self.frequency)
    }
}

/// A customer's place on the map of recency and frequency: 25 cells without gap or overlap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Come often and were just here.
    Champion,
    /// Come often.
    Loyal,
    /// Were just here, and came more than once.
    PotentialLoyalist,
    /// Were here for the first time.
    New,
    /// Came once, not long ago.
    Promising,
    /// Came a few times, and not lately.
    NeedAttention,
    /// Came seldom, and not lately.
    AboutToSleep,
    /// Came often, long ago.
    AtRisk,
    /// Came most often of all, long ago.
    CantLose,
    /// Came seldom, long ago.
    Hibernating,
}

impl Segment {
    /// All of them, the best first.
    pub const ALL: [Self; 10] = [
        Self::Champion,
        Self::Loyal,
        Self::PotentialLoyalist,
        Self::New,
        Self::Promising,
        Self::NeedAttention,
        Self::AboutToSleep,
        Self::AtRisk,
        Self::CantLose,
        Self::Hibernating,
    ];

    /// The cell of these two scores.
    pub fn of(recency: u8, frequency: u8) -> Self {
        match (recency, frequency) {
            (..=2, ..=2) => Self::Hibernating,
            (..=2, 3..=4) => Self::AtRisk,
            (..=2, _) => Self::CantLose,
            (3, ..=2) => Self::AboutToSleep,
            (3, 3) => Self::NeedAttention,
            (4, 1) => Self::Promising,
            (5.., 1) => Self::New,
            (4.., 2..=3) => Self::PotentialLoyalist,
            (5.., _) => Self::Champion,
            _ => Self::Loyal,
        }
    }

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::Loyal => "loyal",
            Self::PotentialLoyalist => "potential_loyalist",
            Self::New => "new",
            Self::Promising => "promising",
            Self::NeedAttention => "need_attention",
            Self::AboutToSleep => "about_to_sleep",
            Self::AtRisk => "at_risk",
            Self::CantLose => "cant_lose",
            Self::Hibernating => "hibernating",
        }
    }
}

/// The scores of all customers with visits, in the order in which they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rfm(pub Vec<Scores>);

/// A way to turn values into scores from 1 to 5; equal values always get equal scores.
type Score = fn(&[i64]) -> Vec<u8>;

impl Rfm {
    /// By rank, as the screens show it.
    pub fn by_rank(customers: &[Visits], as_of: Day) -> Self {
        Self::by(rank_scores, customers, as_of)
    }

    /// By quantiles, to be compared with other programs.
    pub fn by_quantile(customers: &[Visits], as_of: Day) -> Self {
        Self::by(quantile_scores, customers, as_of)
    }

    fn by(score: Score, customers: &[Visits], as_of: Day) -> Self {
        let column = |value: fn(&Visits) -> i64| customers.iter().map(value).collect::<Vec<_>>();
        let silent: Vec<i64> = customers.iter().map(|c| c.silent(as_of).into()).collect();
        let recency = score(&silent);
        let frequency = score(&column(|visits| visits.count.into()));
        let money = score(&column(|visits| visits.money));
        let scores = recency.iter().zip(frequency).zip(money);
        Self(
            scores
                .map(|((silence, frequency), money)| Scores {
                    recency: 6 - silence,
                    frequency,
                    money,
                })
                .collect(),
        )
    }

    /// How many customers stand in each segment; a segment without any is absent.
    pub fn segments(&self) -> BTreeMap<Segment, usize> {
        let mut counts = BTreeMap::new();
        for scores in &self.0 {
            *counts.entry(scores.segment()).or_default() += 1;
        }
        counts
    }
}

/// Scores by rank: 1 + 5 × (how many are smaller) div n. Equal values never differ, as they do
/// with `NTILE`, and customers of one visit never rise above the lowest score for it.
pub fn rank_scores(values: &[i64]) -> Vec<u8> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let smaller = |value: &i64| sorted.partition_point(|other| other < value);
    let score = |value| u8::try_from(5 * smaller(value) / values.len()).map_or(5, |rank| rank + 1);
    values.iter().map(score).collect()
}

/// Scores by the quantiles of 20, 40, 60 and 80 % (type 7 of Hyndman and Fan): 1 + how many of
/// them lie below.
pub fn quantile_scores(values: &[i64]) -> Vec<u8> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    // Five times the quantile, so that all stays whole: it lies at (n − 1) × k / 5.
    let five_fold = |k: usize| {
        let at = sorted.len().saturating_sub(1) * k;
        let low = i128::from(sorted[at / 5]);
        let high = i128::from(sorted[(at / 5 + 1).min(sorted.len() - 1)]);
        5 * low + (high - low) * i128::try_from(at % 5).unwrap_or(0)
    };
    if sorted.is_empty() {
        return Vec::new();
    }
    let cuts = [1, 2, 3, 4].map(five_fold);
    let below = |value: &i64| {
        cuts.iter()
            .filter(|cut| **cut < 5 * i128::from(*value))
            .count()
    };
    values
        .iter()
        .map(|value| u8::try_from(below(value)).map_or(5, |n| n + 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_cell_has_one_segment_and_every_segment_a_cell() {
        let cells = (1..=5).flat_map(|r| (1..=5).map(move |f| Segment::of(r, f)));
        let mut seen: Vec<Segment> = cells.collect();
        assert_eq!(seen.len(), 25);
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, Segment::ALL);
    }

    #[test]
    fn the_map_is_the_published_one() {
        let row = |r| {
            (1..=5)
                .map(|f| Segment::of(r, f).name())
                .collect::<Vec<_>>()
                .join(" ")
        };
        let low = "hibernating hibernating at_risk at_risk cant_lose";
        assert_eq!(row(1), low);
        assert_eq!(row(2), low);
        assert_eq!(
            row(3),
            "about_to_sleep about_to_sleep need_attention loyal loyal"
        );
        assert_eq!(
            row(4),
            "promising potential_loyalist potential_loyalist loyal loyal"
        );
        assert_eq!(
            row(5),
            "new potential_loyalist potential_loyalist champion champion"
        );
    }

    proptest! {
        #[test]
        fn equal_values_get_equal_scores_and_larger_ones_no_smaller(
            values in proptest::collection::vec(-50_i64..50, 1..80)
        ) {
            for scores in [rank_scores(&values), quantile_scores(&values)] {
                for (i, a) in values.iter().enumerate() {
                    for (j, b) in values.iter().enumerate() {
                        prop_assert!((1..=5).contains(&scores[i]));
                        if a == b { prop_assert_eq!(scores[i], scores[j]); }
                        if a < b { prop_assert!(scores[i] <= scores[j]); }
                    }
                }
            }
        }
    }
}
