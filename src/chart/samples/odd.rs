//! Charts of whatever data there may be.

use super::{day, thresholds};
use crate::chart::{Heat, Line, SegmentMap, Step, Unit};
use crate::insight::review::SegmentSum;
use crate::insight::{Cohort, Cohorts, Period, Segment};
use proptest::collection::vec;
use proptest::prelude::*;

/// Numbers that are often nothing, small, or as large as they can be.
pub fn number() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), -9_i64..99, any::<i64>()]
}

/// A line of any numbers, perhaps a second one of the same or another unit.
pub fn any_line() -> impl Strategy<Value = Line> {
    let values = || vec(number(), 0..90);
    (values(), values(), 0_u8..4, any::<bool>()).prop_map(|(first, second, lines, month)| {
        let step = if month { Step::Month } else { Step::Week };
        let begin = day("2025-03-05");
        let points = |values: Vec<i64>| begin.iter_weeks().zip(values).collect::<Vec<_>>();
        let to = begin + chrono::Days::new(7 * first.len() as u64);
        let money = || Unit::Money("USD".to_owned());
        let mut line = Line::new(step, begin, to);
        if lines > 0 {
            line = line.series("Money", money(), points(first));
        }
        match lines {
            2 => line.series("Visits", Unit::Count, points(second)),
            3 => line.series("before", money(), points(second)),
            _ => line,
        }
    })
}

/// A table of any cohorts.
pub fn any_heat() -> impl Strategy<Value = Heat> {
    let active = prop_oneof![vec(0_u32..50, 0..30), vec(any::<u32>(), 0..30)];
    let rows = vec((-30_000_i32..30_000, active), 0..30);
    (rows, any::<bool>(), any::<bool>()).prop_map(|(rows, last_complete, month)| {
        let rows = rows.into_iter();
        let rows = rows
            .map(|(period, active)| Cohort { period, active })
            .collect();
        let period = if month {
            Period::Month
        } else {
            Period::Quarter
        };
        Heat::of(
            &Cohorts {
                rows,
                last_complete,
            },
            period,
        )
    })
}

/// A map of any segments, some of them twice or not at all.
pub fn any_map() -> impl Strategy<Value = SegmentMap> {
    let sums = vec((0_usize..10, 0_usize..100_000, number()), 0..10);
    (sums, any::<bool>(), 0_usize..20).prop_map(|(sums, told, chosen)| {
        let sum = |(at, customers, money): (usize, usize, i64)| SegmentSum {
            segment: Segment::ALL[at],
            customers,
            money,
        };
        let sums: Vec<_> = sums.into_iter().map(sum).collect();
        let map = SegmentMap::new(&sums).select(Segment::ALL.get(chosen).copied());
        if told {
            map.thresholds(thresholds())
        } else {
            map
        }
    })
}
