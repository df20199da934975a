//! No data and no size is too odd: nothing panics, and nothing is drawn outside of the area.

use crate::chart::samples::odd::{any_heat, any_line, any_map, number};
use crate::chart::{Bars, Curve, Unit, histogram};
use crate::insight::Concentration;
use crate::kit::chart::{bars, curve, heat, line, map};
use crate::kit::{Canvas, probe};
use crate::look::{Look, Theme};
use crate::text::Lang;
use proptest::collection::vec;
use proptest::prelude::*;
use ratatui::layout::Rect;

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
