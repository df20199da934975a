use chrono::{Datelike, Days};
use proptest::prelude::*;

use super::day;
use crate::calendar::{Calendar, Greets, When};
use crate::domain::Greeting;

/// `lebaran 2026-03-21` of all that are told on a day.
fn told(today: &str, ahead: u16) -> Vec<String> {
    let calendar = Calendar::shipped();
    let near = calendar.near(day(today), ahead);
    near.iter()
        .map(|one| format!("{} {}", one.feast.key, one.day))
        .collect()
}

#[test]
fn what_ships_reads_without_a_mistake_and_knows_every_feast_to_2032() {
    let shipped = include_str!("../../../assets/holidays.toml");
    assert_eq!(Calendar::default().with(shipped).1, []);
    let calendar = Calendar::shipped();
    for greeting in Greeting::ALL {
        let feast = &calendar.feasts[greeting.key()];
        assert_eq!(feast.greets, Greets::Chosen(greeting));
        if let When::Days(days) = &feast.when {
            let years: Vec<i32> = days.keys().map(Datelike::year).collect();
            assert_eq!(years, (2024..=2032).collect::<Vec<_>>(), "{}", feast.key);
        }
    }
}

#[test]
fn a_feast_is_told_a_week_ahead_and_as_long_as_a_greeting_fits() {
    assert_eq!(
        told("2026-03-13", 0),
        ["mudik 2026-02-28", "nyepi 2026-03-19"]
    );
    assert_eq!(
        told("2026-03-15", 0),
        ["nyepi 2026-03-19", "lebaran 2026-03-21"]
    );
    assert_eq!(told("2026-03-23", 0), ["lebaran 2026-03-21"]);
    assert_eq!(told("2026-03-28", 0), ["lebaran 2026-03-21"]);
    assert_eq!(told("2026-03-29", 0), Vec::<String>::new());
    assert_eq!(told("2026-12-28", 0), ["natal 2026-12-25"]);
    assert_eq!(told("2026-12-29", 0), Vec::<String>::new());
}

#[test]
fn the_check_before_the_trip_home_is_offered_from_three_weeks_to_one_week_before_lebaran() {
    let mudik = |today: &str| told(today, 0).contains(&"mudik 2026-02-28".to_owned());
    assert!(!mudik("2026-02-27") && mudik("2026-02-28"));
    assert!(mudik("2026-03-14") && !mudik("2026-03-15"));
    let calendar = Calendar::shipped();
    let near = calendar.near(day("2027-02-20"), 0);
    let mudik = near.iter().find(|one| one.feast.key == "mudik").unwrap();
    assert!(mudik.expected, "Lebaran of 2027 is expected");
    assert_eq!(
        mudik.greeting_days(),
        (day("2027-02-17"), day("2027-03-03"))
    );
}

#[test]
fn greetings_begin_on_the_eve() {
    let calendar = Calendar::shipped();
    let near = calendar.near(day("2026-12-22"), 0);
    let on = |date: &str| near[0].greets_on(day(date));
    assert!(!on("2026-12-23") && on("2026-12-24") && on("2026-12-28") && !on("2026-12-29"));
}

#[test]
fn whoever_wants_to_look_further_ahead_sees_more() {
    let far = told("2026-11-26", 120);
    assert_eq!(
        far,
        [
            "natal 2026-12-25",
            "imlek 2027-02-06",
            "mudik 2027-02-17",
            "nyepi 2027-03-08",
            "lebaran 2027-03-10"
        ]
    );
}

#[test]
fn years_that_run_out_are_told_a_year_before() {
    let calendar = Calendar::shipped();
    let told = |today: &str| {
        let over = calendar.runs_out(day(today));
        over.into_iter()
            .map(|one| (one.name.en, one.last.map(|day| day.to_string())))
            .collect::<Vec<_>>()
    };
    assert_eq!(told("2030-12-31"), []);
    let last = Some("2032-01-14".to_owned());
    assert_eq!(
        told("2031-01-20"),
        [("Lebaran (Idulfitri)".to_owned(), last)]
    );
    assert_eq!(told("2040-01-01").len(), 4);
}

#[test]
fn a_day_of_one_year_only_is_not_awaited_again() {
    let over = |days: &str| {
        let text = format!("[jubilee]\nname = \"Ten years\"\ndays = {days}\n");
        let (calendar, mistakes) = Calendar::shipped().with(&text);
        assert_eq!(mistakes, []);
        calendar.runs_out(day("2026-12-20")).len()
    };
    assert_eq!(over("[\"2026-12-22\"]"), 0);
    assert_eq!(over("[\"2026-12-22\", \"2026-12-23\"]"), 0);
    assert_eq!(over("[\"2025-12-22\", \"2026-12-22\"]"), 1);
}

proptest! {
    #[test]
    fn nothing_is_told_too_early_or_too_late(days in 0_u64..3_000, ahead in 0_u16..300) {
        let today = day("2024-06-01") + Days::new(days);
        let calendar = Calendar::shipped();
        for one in calendar.near(today, ahead) {
            let lead = ahead.max(one.feast.ahead);
            prop_assert!((one.day - today).num_days() <= i64::from(lead));
            prop_assert!(one.greeting_days().1 >= today);
        }
    }
}

#[test]
fn a_card_tells_of_a_feast_for_a_week_and_while_a_greeting_fits() {
    let near = |today: &str| {
        let near = Calendar::shipped().wished_near(day(today));
        let told = near.iter().map(|one| (one.greeting, one.day.to_string()));
        told.collect::<Vec<_>>()
    };
    let natal = (Greeting::Natal, "2026-12-25".to_owned());
    assert_eq!(near("2026-12-17"), []);
    for today in ["2026-12-18", "2026-12-25", "2026-12-26"] {
        assert_eq!(near(today), std::slice::from_ref(&natal), "{today}");
    }
    assert_eq!(near("2027-01-20"), []);
    // Everybody is greeted then: that is no wish of one of them.
    assert_eq!(near("2026-08-16"), []);
}

#[test]
fn a_feast_is_far_until_a_week_before_it_and_again_when_no_greeting_fits_any_more() {
    let far = |today: &str| {
        let far = Calendar::shipped().far(day(today));
        let natal = far.into_iter().find(|one| one.key == "natal");
        natal.map(|one| [one.day, one.from].map(|day| day.map(|day| day.to_string())))
    };
    let waits = |on: &str, from: &str| Some([Some(on.to_owned()), Some(from.to_owned())]);
    assert_eq!(far("2026-12-17"), waits("2026-12-25", "2026-12-18"));
    assert_eq!(far("2026-12-18"), None);
    assert_eq!(far("2026-12-28"), None);
    assert_eq!(far("2026-12-29"), waits("2027-12-25", "2027-12-18"));
    // The check before the trip home goes by its stretch.
    let mudik = |today: &str| {
        let far = Calendar::shipped().far(day(today));
        far.iter().any(|one| one.key == "mudik")
    };
    assert!(!mudik("2026-03-14") && mudik("2026-03-15"));
}

#[test]
fn a_feast_that_the_shop_took_out_or_of_which_no_day_is_known_is_far_without_a_day() {
    let (calendar, mistakes) = Calendar::shipped().with("[imlek]\noff = true\n");
    assert_eq!(mistakes, []);
    for (calendar, key) in [(calendar, "imlek"), (Calendar::shipped(), "nyepi")] {
        let far = calendar.far(day("2033-06-01"));
        let one = far.iter().find(|one| one.key == key).unwrap();
        assert_eq!((one.day, one.from), (None, None), "{key}");
    }
}
