//! For tests: the charts of an invented garage, and charts of anything at all.

pub mod odd;

use crate::chart::{Bars, Curve, Heat, Line, SegmentMap, Step, Unit};
use crate::domain::Day;
use crate::insight::review::{SegmentSum, Thresholds};
use crate::insight::{Cohort, Cohorts, Concentration, Period, Segment};

/// A day as it is written.
///
/// # Panics
/// When it is none.
pub fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// Weeks up to that of 16 November: money that grows and falls back at Lebaran, in amounts of no
/// pattern.
pub fn weeks(count: u32, scale: i64) -> Vec<(Day, i64)> {
    let week = |at: u32| {
        let n = i64::from(at);
        let wave = (n * 7_919) % 17 + (n * 104_729) % 11 + n / 4;
        let value = if (17..19).contains(&at) { 2 } else { 18 + wave };
        let before = chrono::Days::new(u64::from((count - 1 - at) * 7));
        (day("2026-11-16") - before, value * scale)
    };
    (0..count).map(week).collect()
}

/// Money by week up to that of 16 November.
pub fn money(count: u32) -> Line {
    let from = weeks(count, 1)[0].0;
    Line::new(Step::Week, from, day("2026-11-22")).series(
        "Uang masuk",
        Unit::Money("IDR".to_owned()),
        weeks(count, 1_173_400),
    )
}

/// Many customers who bring little and few who bring much.
fn values() -> impl Iterator<Item = i64> {
    (1..=2_357_i64).map(|n| 900_000_000_000 / ((n + 150) * (n + 150)) + (n % 7) * 190_000)
}

/// Few customers bring most.
pub fn curve() -> Curve {
    Curve::of(&Concentration::of(values()))
}

/// How many bring how much.
pub fn histogram() -> Bars {
    let unit = Unit::Money("IDR".to_owned());
    crate::chart::histogram(crate::text::Lang::Id, "Pelanggan", &unit, values())
}

/// What brought them.
pub fn sources() -> Bars {
    let rows = [
        ("Dibawa teman", 812),
        ("Lewat depan bengkel", 640),
        ("Google Maps", 233),
        ("Instagram", 41),
        ("Perusahaan rekanan di kawasan industri", 12),
        ("Brosur", 3),
        ("Tidak tercatat", 616),
    ];
    let rows = rows.map(|(label, value)| (label.to_owned(), value));
    Bars::new("Pelanggan menurut asal", Unit::Count, rows)
}

/// More sources than a small panel has rows.
pub fn many_sources() -> Bars {
    let rows = (1..=24_i64).map(|n| (format!("Agen {n}"), 4_000_000 / n));
    let unit = Unit::Money("IDR".to_owned());
    Bars::new("Uang masuk menurut asal", unit, rows).select(Some(17))
}

/// Where they stand.
pub fn map() -> SegmentMap {
    let sums = Segment::ALL.into_iter().enumerate().map(|(at, segment)| {
        let customers = [212, 377, 201, 188, 95, 124, 230, 171, 43, 716][at];
        let money = [890, 610, 120, 44, 20, 90, 60, 240, 150, 110][at] * 1_000_000;
        SegmentSum {
            segment,
            customers,
            money,
        }
    });
    SegmentMap::new(&sums.collect::<Vec<_>>()).select(Some(Segment::AtRisk))
}

/// What the scores mean.
pub fn thresholds() -> Thresholds {
    Thresholds {
        recency: [
            Some((301, 1_460)),
            Some((147, 300)),
            Some((71, 146)),
            Some((25, 70)),
            Some((0, 24)),
        ],
        frequency: [
            Some((1, 1)),
            Some((2, 2)),
            Some((3, 4)),
            Some((5, 8)),
            Some((9, 61)),
        ],
        money: [None; 5],
    }
}

/// Two years of first visits; who came again is less with every month, and the last month runs.
pub fn heat() -> Heat {
    let cohort = |at: u32| {
        let size = 20 + at * 37 % 31;
        let came = |after: u32| match after {
            0 => size,
            _ => size * (19 + at * 13 % 17) / (40 + after * 17),
        };
        Cohort {
            period: 2026 * 12 + 10 - 23 + at.cast_signed(),
            active: (0..24 - at).map(came).collect(),
        }
    };
    let rows = (0..24).map(cohort).collect();
    let cohorts = Cohorts {
        rows,
        last_complete: false,
    };
    Heat::of(&cohorts, Period::Month)
}
