//! What people see. Read them before they are accepted.

use super::{drawn, page};
use crate::chart::samples::{self, day, money, weeks};
use crate::chart::{Bars, Curve, Line, Step, Unit};
use crate::kit::chart::{bars, curve, heat, line, map};
use crate::look::Look;
use crate::text::Lang;
use std::fmt::Write as _;

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
    let mirrored = |at| day("2026-11-16") - (at - day("2025-11-24"));
    let last = weeks(52, 900_000).into_iter();
    let last = last.map(|(at, value)| (mirrored(at), value));
    let both = money(52).series("setahun lalu", Unit::Money("IDR".to_owned()), last);
    insta::assert_snapshot!(page(|canvas| line(canvas, &both)));
}

#[test]
fn few_customers_bring_most_of_the_money() {
    insta::assert_snapshot!(page(|canvas| curve(canvas, &samples::curve())));
}

#[test]
fn what_brought_the_customers() {
    insta::assert_snapshot!(page(|canvas| bars(canvas, &samples::sources())));
}

#[test]
fn more_bars_than_rows_end_in_what_is_left_and_the_chosen_one_is_seen() {
    insta::assert_snapshot!(page(|canvas| bars(canvas, &samples::many_sources())));
}

#[test]
fn how_many_customers_bring_how_much() {
    insta::assert_snapshot!(page(|canvas| bars(canvas, &samples::histogram())));
}

#[test]
fn the_segments_are_a_map_where_there_is_room() {
    insta::assert_snapshot!(page(|canvas| map(canvas, &samples::map())));
}

#[test]
fn the_map_says_what_its_scores_mean() {
    let chart = samples::map().thresholds(samples::thresholds());
    insta::assert_snapshot!(page(|canvas| map(canvas, &chart)));
}

#[test]
fn who_came_again_by_the_month_of_the_first_visit() {
    insta::assert_snapshot!(page(|canvas| heat(canvas, &samples::heat())));
}

/// What the panel below a list has in a window of 80 × 24.
const PANEL: (u16, u16) = (76, 10);

#[test]
fn all_ten_segments_are_on_the_map_in_the_panel_of_a_small_window() {
    let mut page = String::new();
    for (lang, ascii) in [(Lang::En, true), (Lang::Id, false)] {
        let look = Look::new(crate::look::Theme::plain(), ascii);
        for chosen in crate::insight::Segment::ALL {
            let chart = samples::map().thresholds(samples::thresholds());
            let chart = chart.select(Some(chosen));
            let text = drawn(PANEL, lang, &look, |canvas| map(canvas, &chart));
            let text = text.split("-- styles").next().unwrap_or_default();
            for segment in crate::insight::Segment::ALL {
                let name = crate::text::insight::segment(segment).in_(lang);
                assert!(text.contains(name), "{name}\n{text}");
            }
            if chosen == crate::insight::Segment::CantLose {
                let _ = writeln!(page, "{text}");
            }
        }
    }
    insta::assert_snapshot!(page);
}

#[test]
fn the_chosen_month_is_seen_and_the_numbers_are_explained_in_the_panel_of_a_small_window() {
    let mut page = String::new();
    for (lang, ascii, chosen) in [(Lang::En, true, 23), (Lang::Id, false, 3)] {
        let look = Look::new(crate::look::Theme::plain(), ascii);
        let chart = samples::heat().select(Some(chosen));
        let text = drawn(PANEL, lang, &look, |canvas| heat(canvas, &chart));
        let text = text.split("-- styles").next().unwrap_or_default();
        assert!(
            text.contains(&chart.label(&chart.rows[chosen], lang)),
            "{text}"
        );
        assert!(text.contains(chart.short_caption(lang)) || ascii, "{text}");
        let _ = writeln!(page, "{text}");
    }
    insta::assert_snapshot!(page);
}

/// One month, nothing at all, less than nothing, and the largest there is, in a small panel.
#[test]
fn odd_numbers_are_told_as_they_are() {
    let unit = || Unit::Money("IDR".to_owned());
    let months = |values: &[i64]| {
        let days = (1..=values.len()).map(|month| day(&format!("2026-{month:02}-15")));
        let last = day(&format!("2026-{:02}-28", values.len().max(1)));
        let points: Vec<_> = days.zip(values.iter().copied()).collect();
        Line::new(Step::Month, day("2026-01-01"), last).series("Uang masuk", unit(), points)
    };
    let look = Look::default();
    let mut page = String::new();
    for values in [
        &[2_500_000][..],
        &[0, 0, 0],
        &[1_000_000, -3_000_000, 2_000_000],
        &[i64::MAX, 1],
    ] {
        let chart = months(values);
        let text = drawn((38, 8), Lang::Id, &look, |canvas| line(canvas, &chart));
        let text = text.split("-- styles").next().unwrap_or_default();
        let _ = write!(page, "{}\n{text}\n", chart.summary(Lang::Id));
    }
    let none = Bars::new("Asal", Unit::Count, []);
    let text = drawn((38, 3), Lang::Id, &look, |canvas| bars(canvas, &none));
    let few = Curve::of(&crate::insight::Concentration::of([500_000]));
    let _ = write!(page, "{text}\n{}\n", few.summary(Lang::Id));
    page += &drawn((38, 8), Lang::Id, &look, |canvas| curve(canvas, &few));
    insta::assert_snapshot!(page);
}
