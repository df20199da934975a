//! How the review looks, read picture by picture.

use std::fmt::Write as _;

use super::{context, play, review, sample};
use crate::domain::CustomerId;
use crate::protocol::{Context, Event, Failure, Slot};
use crate::screens::Screen;
use crate::screens::review::WeeklyReview;
use crate::screens::samples::{day, drawn};
use crate::text::{Lang, Say};

const SIZES: [(u16, u16); 3] = [(80, 22), (40, 18), (120, 38)];

fn in_language(size: (u16, u16), lang: Lang) -> Context {
    Context {
        lang,
        ..context(size)
    }
}

/// The text of a picture, without its styles.
fn text(screen: &WeeklyReview, context: &Context) -> String {
    let drawn = drawn(screen, context);
    let text = drawn.split("-- styles").next().unwrap_or_default();
    text.to_owned()
}

/// What stands on the screen after these keys, in three sizes and both languages.
fn page(keys: &str) -> String {
    let mut page = String::new();
    for lang in [Lang::En, Lang::Id] {
        for size in SIZES {
            let context = in_language(size, lang);
            let mut screen = review(sample::full(), &context);
            play(&mut screen, keys, &context);
            let _ = writeln!(page, "{}x{} {}", size.0, size.1, lang.code());
            page += &text(&screen, &context);
        }
    }
    page
}

#[test]
fn every_step_reads_well_in_three_sizes_and_both_languages() {
    for step in 1..=9 {
        insta::assert_snapshot!(format!("step_{step}"), page(&step.to_string()));
    }
}

#[test]
fn the_week_on_one_page_reads_well() {
    insta::assert_snapshot!("closing", page("9<Right>"));
    let mut end = String::new();
    for size in [(80, 22), (40, 18)] {
        let context = context(size);
        let mut screen = review(sample::full(), &context);
        play(&mut screen, "9<Right>", &context);
        // How far it goes is known once it was seen.
        drawn(&screen, &context);
        play(&mut screen, "<End>", &context);
        end += &text(&screen, &context);
    }
    insta::assert_snapshot!("closing_end", end);
}

#[test]
fn the_lists_of_a_step_read_well_too() {
    for (name, keys) in [
        ("few_visits", "6<Tab>"),
        ("campaigns", "1<Tab>"),
        ("thanks", "7<Tab>"),
        ("points", "7<Tab><Tab>"),
        ("segments", "9<Tab>"),
        ("tenths", "9<Tab><Tab>"),
        ("months", "9<Tab><Tab><Tab>"),
        ("sources", "9<Tab><Tab><Tab><Tab>"),
        ("new_opened", "<Down><Down><Enter>"),
        ("move_opened", "2<Enter>"),
    ] {
        insta::assert_snapshot!(name, page(keys));
    }
}

#[test]
fn why_reads_well() {
    for (name, keys) in [
        ("why_visits", "?"),
        ("why_campaign", "1<Tab>?"),
        ("why_points", "7<Tab><Tab>?"),
        ("why_move", "2?"),
        ("why_person", "3?"),
        ("why_birthday", "7?"),
        ("why_data", "8?"),
        ("why_best", "9?"),
        ("why_segment", "9<Tab>?"),
        ("why_tenth", "9<Tab><Tab>?"),
        ("why_month", "9<Tab><Tab><Tab>?"),
        ("why_source", "9<Tab><Tab><Tab><Tab>?"),
    ] {
        let mut page = String::new();
        for (size, lang) in [((80, 44), Lang::En), ((80, 44), Lang::Id)] {
            let context = in_language(size, lang);
            let mut screen = review(sample::full(), &context);
            play(&mut screen, keys, &context);
            page += &text(&screen, &context);
        }
        insta::assert_snapshot!(name, page);
    }
}

#[test]
fn marks_sorting_and_filter_are_seen() {
    let context = context((80, 22));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "3vvs/bu", &context);
    insta::assert_snapshot!(drawn(&screen, &context));
}

#[test]
fn a_young_garage_and_an_empty_book_are_told_what_is_missing() {
    let context = context((80, 22));
    let mut pages = String::new();
    for (weekly, keys) in [
        (sample::small(), "2"),
        (sample::small(), "5"),
        (sample::small(), "6"),
        (sample::small(), "5?"),
        (sample::empty(), "1"),
        (sample::empty(), "3"),
        (sample::empty(), "9"),
    ] {
        let mut screen = review(weekly, &context);
        play(&mut screen, keys, &context);
        pages += &text(&screen, &context);
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn large_numbers_stay_in_their_places() {
    let mut pages = String::new();
    for size in SIZES {
        let context = context(size);
        let mut screen = review(sample::huge(sample::full()), &context);
        for keys in ["1", "5"] {
            play(&mut screen, keys, &context);
            pages += &text(&screen, &context);
        }
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn what_takes_long_says_so_and_what_fails_says_why() {
    let context = context((80, 22));
    let mut screen = WeeklyReview::new();
    screen.update(Event::Shown, &context);
    let first = text(&screen, &context);
    assert!(!first.contains("Working"), "{first}");
    screen.update(Event::Slow(Slot::Review), &context);
    assert!(text(&screen, &context).contains("Working it out… Esc leaves"));
    screen.update(Event::Come(Slot::Review, 42), &context);
    assert!(text(&screen, &context).contains("Working it out: 42 %"));
    screen.update(Event::Failed(Slot::Review, &Failure::Damaged), &context);
    let said = text(&screen, &context);
    assert!(said.contains("damaged"), "{said}");
}

#[test]
fn every_size_and_step_can_be_drawn() {
    for size in [
        (1, 1),
        (3, 2),
        (20, 6),
        (40, 4),
        (250, 68),
        (99, 21),
        (100, 3),
    ] {
        let context = context(size);
        for weekly in [sample::full(), sample::empty()] {
            let mut screen = review(weekly, &context);
            for step in 1..=9 {
                play(&mut screen, &format!("{step}<Tab>?"), &context);
                drawn(&screen, &context);
                play(&mut screen, "<Esc>/", &context);
                drawn(&screen, &context);
                play(&mut screen, "<Esc>", &context);
            }
            play(&mut screen, "9<Right><End>", &context);
            drawn(&screen, &context);
        }
    }
}

#[test]
fn a_name_that_would_move_the_cursor_is_shown_harmless() {
    let context = context((80, 22));
    let mut weekly = sample::full();
    let who = weekly.people.get_mut(&CustomerId(1)).expect("Pak Budi");
    who.name = "\u{1b}[2JBudi\nSantoso".to_owned();
    let mut screen = review(weekly, &context);
    play(&mut screen, "9?", &context);
    let said = text(&screen, &context);
    assert!(!said.contains('\u{1b}'), "{said}");
}

#[test]
fn what_the_best_may_bring_reads_well_and_is_explained() {
    for (name, keys) in [("value", ""), ("why_value", "?")] {
        let mut page = String::new();
        for (size, lang) in [((80, 44), Lang::En), ((120, 40), Lang::Id)] {
            let context = in_language(size, lang);
            let mut screen = review(sample::foretold(), &context);
            play(
                &mut screen,
                &format!("9<Tab><Tab><Tab><Tab><Tab>{keys}"),
                &context,
            );
            page += &text(&screen, &context);
        }
        insta::assert_snapshot!(name, page);
    }
}

#[test]
fn the_chart_of_the_week_follows_the_chosen_figure() {
    for lang in [Lang::En, Lang::Id] {
        for size in SIZES {
            let context = in_language(size, lang);
            let mut screen = review(sample::full(), &context);
            for label in [
                Say::ReviewFigureVisits,
                Say::ReviewFigureMoney,
                Say::ReviewFigureNew,
                Say::ReviewFigureReturning,
            ] {
                let said = text(&screen, &context);
                let title = Say::ReviewYearTitle.in_(lang);
                let mut lines = said
                    .lines()
                    .skip_while(|line| !line.contains(title))
                    .skip(1);
                let legend = lines.next().unwrap_or_default();
                assert!(
                    legend.contains(label.in_(lang)),
                    "{label:?} {size:?}: {said}"
                );
                play(&mut screen, "<Down>", &context);
            }
        }
    }
}

#[test]
fn in_an_earlier_week_lists_of_today_say_so() {
    for size in SIZES {
        let context = Context {
            today: day("2026-12-01"),
            ..context(size)
        };
        let mut screen = review(sample::full(), &context);
        for (keys, says) in [("3", false), ("7", true), ("<Tab>", true), ("8", true)] {
            play(&mut screen, keys, &context);
            let shown = text(&screen, &context);
            let said = shown.contains("As of today, 1 Dec, not of that week.");
            assert_eq!(said, says, "{keys} {size:?}: {shown}");
        }
    }
}
