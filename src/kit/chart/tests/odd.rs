//! No data and no size is too odd: nothing panics, and nothing is drawn outside of the area.

use crate::chart::{Bars, Curve, Heat, Line, SegmentMap, Step, Unit, histogram};
use crate::insight::review::SegmentSum;
use crate::insight::{Cohort, Cohorts, Concentration, Period, Segment};
use crate::kit::chart::{bars, curve, heat, line, map};
use crate::kit::{Canvas, probe};
use crate::look::{Look, Theme};
use crate::text::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use ratatui::layout::Rect;

use super::samples::{day, thresholds};

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), -9_i64..99, any::<i64>()]
}

/// A line of any numbers, perhaps a second one of the same or another unit.
fn any_line() -> impl Strategy<Value = Line> {
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

fn any_heat() -> impl Strategy<Value = Heat> {
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

fn any_map() -> impl Strategy<Value = SegmentMap> {
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

/// Draws into a part of a screen and holds that nothing is drawn beside it.
fn stays_inside(size: (u16, u16), ascii: bool, draw: impl Fn(&mut Canvas<'_, '_>)) {
    let look = Look::new(Theme::plain(), ascii);
    let text = probe::text(size.0 + 4, size.1 + 2, |frame| {
        let area = Rect::new(2, 1, size.0, size.1);
        let look = &look;
        let lang = Lang::Id;
        draw(&mut Canvas {
            frame,
            area,
            look,
            lang,
        });
    });
    let (columns, rows) = (2..2 + usize::from(size.0), 1..=usize::from(size.1));
    for (y, line) in text.lines().enumerate() {
        for (x, sign) in line.chars().enumerate() {
            let inside = columns.contains(&x) && rows.contains(&y);
            assert!(
                inside || sign == ' ',
                "{sign} at {x},{y} of {size:?}\n{text}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn lines(chart in any_line(), width in 0_u16..130, height in 0_u16..40, ascii: bool) {
        stays_inside((width, height), ascii, |canvas| line(canvas, &chart));
        prop_assert!(!chart.summary(Lang::En).is_empty());
    }

    #[test]
    fn curves(values: Vec<i64>, width in 0_u16..130, height in 0_u16..40, ascii: bool) {
        let chart = Curve::of(&Concentration::of(values));
        stays_inside((width, height), ascii, |canvas| curve(canvas, &chart));
        prop_assert!(!chart.summary(Lang::En).is_empty());
    }

    #[test]
    fn bars_of_any_names(
        rows in vec((".{0,30}", number()), 0..30),
        chosen in proptest::option::of(0_usize..30),
        (width, height, ascii) in (0_u16..130, 0_u16..40, any::<bool>()),
    ) {
        // Wide letters take two cells of the text that is compared.
        let rows = rows.into_iter().map(|(name, value)| (name.replace(|c: char| !c.is_ascii(), "x"), value));
        let chart = Bars::new("x", Unit::Count, rows).select(chosen);
        stays_inside((width, height), ascii, |canvas| bars(canvas, &chart));
    }

    #[test]
    fn histograms(values in vec(number(), 0..60), width in 0_u16..130, height in 0_u16..40) {
        let unit = Unit::Money("IDR".to_owned());
        let chart = histogram(Lang::Id, "x", &unit, values);
        stays_inside((width, height), false, |canvas| bars(canvas, &chart));
    }

    #[test]
    fn maps(chart in any_map(), width in 0_u16..130, height in 0_u16..40, ascii: bool) {
        stays_inside((width, height), ascii, |canvas| map(canvas, &chart));
        prop_assert!(!chart.summary(Lang::En).is_empty());
    }

    #[test]
    fn heats(chart in any_heat(), width in 0_u16..130, height in 0_u16..40, ascii: bool) {
        stays_inside((width, height), ascii, |canvas| heat(canvas, &chart));
        prop_assert!(!chart.summary(Lang::En).is_empty());
    }
}
