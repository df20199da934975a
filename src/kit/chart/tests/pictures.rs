//! What people see. Read them before they are accepted.

use super::page;
use crate::chart::Unit;
use crate::chart::samples::{self, day, money, weeks};
use crate::kit::chart::{bars, curve, heat, line, map};

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
