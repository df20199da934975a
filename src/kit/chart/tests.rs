//! Every chart at the sizes of a panel, half a screen and a whole one, with Braille and with
//! ASCII; and at every other size with whatever data there may be.

use super::*;
use crate::chart::{Curve, Line, Step, Unit};
use crate::domain::Day;
use crate::insight::Concentration;
use crate::kit::probe;
use crate::look::{Look, Theme};
use crate::text::Lang;
use proptest::prelude::*;
use ratatui::layout::Rect;
use std::fmt::Write as _;

const SIZES: [(u16, u16); 3] = [(38, 10), (78, 18), (118, 36)];

fn drawn(size: (u16, u16), lang: Lang, look: &Look, draw: impl Fn(&mut Canvas<'_, '_>)) -> String {
    probe::draw(size.0, size.1, |frame| {
        let area = frame.area();
        draw(&mut Canvas {
            frame,
            area,
            look,
            lang,
        });
    })
}

/// A page with a chart in all sizes, first with Braille and then in ASCII; the styles of the
/// smallest one with colours and without.
fn page(draw: impl Fn(&mut Canvas<'_, '_>)) -> String {
    let mut page = String::new();
    for (look, lang) in [
        (Look::new(Theme::plain(), false), Lang::Id),
        (Look::new(Theme::plain(), true), Lang::En),
    ] {
        for size in SIZES {
            let text = drawn(size, lang, &look, &draw);
            let text = text.split("-- styles").next().unwrap_or_default();
            let _ = write!(page, "{}x{} {}\n{text}\n", size.0, size.1, lang.code());
            if look.symbols.is_ascii() {
                assert!(text.is_ascii(), "{text}");
            }
        }
    }
    for look in [probe::look(), Look::default()] {
        let text = drawn(SIZES[0], Lang::En, &look, &draw);
        page += text
            .split_once("-- styles\n")
            .map_or("", |(_, styles)| styles);
        page += "\n";
    }
    page
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

/// A garage's year: money that grows and falls back at Lebaran, in amounts of no pattern.
fn weeks(count: u32, scale: i64) -> Vec<(Day, i64)> {
    let week = |at: u32| {
        let at_i = i64::from(at);
        let wave = (at_i * 7_919) % 17 + (at_i * 104_729) % 11 + at_i / 4;
        let value = if (17..19).contains(&at) { 2 } else { 18 + wave };
        (
            day("2026-11-16") - chrono::Days::new(u64::from((count - 1 - at) * 7)),
            value * scale,
        )
    };
    (0..count).map(week).collect()
}

fn money(count: u32) -> Line {
    let from = weeks(count, 1)[0].0;
    Line::new(Step::Week, from, day("2026-11-22")).series(
        "Uang masuk",
        Unit::Money("IDR".to_owned()),
        weeks(count, 1_173_400),
    )
}

/// Many customers who bring little and few who bring much.
fn shop() -> Concentration {
    Concentration::of(
        (1..=2_357_i64).map(|n| 900_000_000_000 / ((n + 150) * (n + 150)) + (n % 7) * 190_000),
    )
}

#[test]
fn a_year_of_money_by_week() {
    insta::assert_snapshot!(page(|canvas| line(canvas, &money(52))));
}

#[test]
fn a_quarter_of_money_and_visits_stands_one_above_the_other() {
    let both = money(13).series("Kunjungan", Unit::Count, weeks(13, 2));
    insta::assert_snapshot!(page(|canvas| line(canvas, &both)));
}

#[test]
fn this_year_and_the_last_share_a_plot() {
    let last = weeks(52, 1).into_iter().rev().map(|(at, value)| {
        (
            day("2026-11-16") - (at - day("2025-11-24")),
            value * 900_000,
        )
    });
    let both = money(52).series("setahun lalu", Unit::Money("IDR".to_owned()), last);
    insta::assert_snapshot!(page(|canvas| line(canvas, &both)));
}

#[test]
fn few_customers_bring_most_of_the_money() {
    insta::assert_snapshot!(page(|canvas| curve(canvas, &Curve::of(&shop()))));
}

/// A line of any numbers, perhaps a second one of the same or another unit.
fn any_line() -> impl Strategy<Value = Line> {
    let values =
        || proptest::collection::vec(prop_oneof![Just(0), -9_i64..99, any::<i64>()], 0..90);
    (values(), values(), 0_u8..4, any::<bool>()).prop_map(|(first, second, lines, month)| {
        let step = if month { Step::Month } else { Step::Week };
        let points = |values: Vec<i64>| {
            let days = day("2025-03-05").iter_weeks();
            days.zip(values).collect::<Vec<_>>()
        };
        let to = day("2025-03-05") + chrono::Days::new(7 * first.len() as u64);
        let mut line = Line::new(step, day("2025-03-05"), to);
        if lines > 0 {
            line = line.series("Money", Unit::Money("USD".to_owned()), points(first));
        }
        match lines {
            2 => line.series("Visits", Unit::Count, points(second)),
            3 => line.series("before", Unit::Money("USD".to_owned()), points(second)),
            _ => line,
        }
    })
}

/// Draws into a part of a screen and holds that nothing is drawn beside it.
fn stays_inside(size: (u16, u16), ascii: bool, draw: impl Fn(&mut Canvas<'_, '_>)) {
    let look = Look::new(Theme::plain(), ascii);
    let text = probe::text(size.0 + 4, size.1 + 2, |frame| {
        let area = Rect::new(2, 1, size.0, size.1);
        draw(&mut Canvas {
            frame,
            area,
            look: &look,
            lang: Lang::Id,
        });
    });
    let rows: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
    for (y, row) in rows.iter().enumerate() {
        for (x, sign) in row.iter().enumerate() {
            let inside =
                (2..2 + usize::from(size.0)).contains(&x) && (1..=usize::from(size.1)).contains(&y);
            assert!(
                inside || *sign == ' ',
                "{sign} at {x},{y} of {size:?}\n{text}"
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn no_line_and_no_size_is_too_odd(chart in any_line(), width in 0_u16..130, height in 0_u16..40, ascii: bool) {
        stays_inside((width, height), ascii, |canvas| line(canvas, &chart));
        prop_assert!(!chart.summary(Lang::En).is_empty());
    }

    #[test]
    fn no_curve_and_no_size_is_too_odd(values: Vec<i64>, width in 0_u16..130, height in 0_u16..40, ascii: bool) {
        let chart = Curve::of(&Concentration::of(values));
        stays_inside((width, height), ascii, |canvas| curve(canvas, &chart));
        prop_assert!(!chart.summary(Lang::En).is_empty());
    }
}
