//! That every sentence of the review stands in both languages and says something of its own.

use super::super::page::{Page, Part};
use super::super::row::Row;
use super::{answer, context, play, review, sample};
use crate::look::Symbols;
use crate::protocol::Context;
use crate::screens::samples::drawn;
use crate::text::{self, Lang};

fn parts() -> Vec<Part> {
    Page::ALL
        .iter()
        .flat_map(|page| [page.parts(false), page.parts(true)].concat())
        .collect::<std::collections::BTreeSet<Part>>()
        .into_iter()
        .collect()
}

#[test]
fn every_list_has_a_name_a_use_and_a_good_word_where_it_is_empty() {
    let mut said = Vec::new();
    for part in parts() {
        for lang in Lang::ALL {
            let texts = [part.title(), part.lead(), part.nothing()].map(|say| say.in_(lang));
            assert!(
                texts[1].ends_with('.') && texts[2].ends_with('.'),
                "{part:?}"
            );
            said.push((lang.code(), texts[0]));
        }
    }
    let all = said.len();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said.len(), all, "no two lists have one name");
}

#[test]
fn the_words_of_the_bar_of_steps_are_short_and_fit_beside_each_other() {
    for lang in Lang::ALL {
        let words = Page::ALL.map(|page| page.label().in_(lang));
        let columns: usize = words.iter().map(|word| word.chars().count() + 4).sum();
        assert!(columns <= 118, "{words:?}");
        assert!(words.iter().all(|word| word.chars().count() <= 10));
    }
}

#[test]
fn the_trial_on_the_past_is_told_with_its_own_numbers() {
    let context = context((80, 22));
    let weekly = sample::full();
    let test = weekly.review.prediction.backtest.expect("enough history");
    let mut screen = review(weekly, &context);
    play(&mut screen, "3", &context);
    let (_, told) = screen.explained(&context, &Symbols::UNICODE).expect("told");
    let said = format!(
        "foreseen {:.0} visits of {} customers; {} came",
        test.predicted, test.customers, test.actual
    );
    assert!(
        told.iter().any(|(line, _)| line.contains(&said)),
        "{said}: {told:?}"
    );
}

/// Everything that the explanations of a list's rows say.
fn explained(lang: Lang, keys: &str) -> String {
    let context = Context {
        lang,
        ..context((80, 22))
    };
    let mut screen = review(sample::full(), &context);
    play(&mut screen, keys, &context);
    let (_, told) = screen.explained(&context, &Symbols::UNICODE).expect("told");
    let lines: Vec<String> = told.into_iter().map(|(line, _)| line).collect();
    lines.join("\n")
}

#[test]
fn no_owner_reads_a_greek_letter_a_parameter_or_a_raw_chance() {
    for lang in Lang::ALL {
        for keys in ["3", "4", "5", "6<Tab>", "9", "9<Tab>", "9<Tab><Tab>"] {
            let told = explained(lang, keys);
            let odd = told.chars().find(|c| ('α'..='ω').contains(c));
            assert_eq!(odd, None, "{told}");
            assert!(!told.contains("NBD") && !told.contains("Gamma"), "{told}");
        }
    }
    let told = explained(Lang::En, "3");
    assert!(told.contains("almost surely still a customer"), "{told}");
    // What goes into it, in words.
    assert!(told.contains("comes about every") && told.contains("stay away for good"));
}

#[test]
fn distances_are_counted_to_today_and_tell_of_a_visit_since() {
    let context = context((100, 30));
    let mut weekly = sample::full();
    let mut screen = review(weekly.clone(), &context);
    play(&mut screen, "3", &context);
    let Some(Row::Person(one)) = screen.row() else {
        panic!("a person")
    };
    let tell = screen.tell(&context).expect("told");
    let days = (context.today - one.visits.last).num_days();
    assert_eq!(
        tell.ago(&one),
        text::distance(Lang::En, one.visits.last, context.today)
    );
    assert!(days > 1);
    weekly.since.insert(one.customer, context.today);
    answer(&mut screen, weekly, &context);
    let tell = screen.tell(&context).expect("told");
    assert_eq!(tell.ago(&one), "here again today");
}

#[test]
fn where_the_model_speaks_the_last_step_of_the_absent_shows_who_is_quiet_and_why() {
    let context = context((100, 30));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "6<Tab>", &context);
    assert_eq!(screen.part(), Part::Quiet);
    assert!(explained(Lang::En, "6<Tab>").contains("not given up"));
    let mut young = review(sample::small(), &context);
    play(&mut young, "6<Tab>", &context);
    assert_eq!(young.part(), Part::Once);
    let nobody = drawn(
        &{
            let mut young = review(sample::small(), &context);
            play(&mut young, "5", &context);
            young
        },
        &context,
    );
    assert!(nobody.contains("that takes 30 customers with"), "{nobody}");
}

#[test]
fn value_ranks_by_what_is_expected_and_says_why_where_nothing_may_be_said() {
    let context = context((100, 30));
    let mut screen = review(sample::foretold(), &context);
    play(&mut screen, "9<Tab><Tab><Tab><Tab><Tab>", &context);
    let list = crate::screens::Screen::list(&screen, &context).expect("a list for a file");
    // Of everybody, on the screen as in the file.
    let crate::protocol::ExportRows::Reviewed(asked) = list.rows else {
        panic!("more than the screen has");
    };
    assert_eq!(asked.list, crate::protocol::ReviewedList::Ahead);
    let values: Vec<f64> = screen
        .rows()
        .iter()
        .filter_map(|row| match row {
            crate::screens::review::row::Row::Ahead(_, expected) => Some(expected.value),
            _ => None,
        })
        .collect();
    assert_eq!(values.len(), 52);
    assert!(values.is_sorted_by(|one, other| one >= other));
    let mut young = review(sample::small(), &context);
    play(&mut young, "9<Tab><Tab><Tab><Tab><Tab>", &context);
    assert!(young.rows().is_empty());
    let prediction = &sample::small().review.prediction;
    let why = crate::text::insight::why_not_predicted(context.lang, prediction).unwrap();
    let told = crate::text::heading(&why);
    let drawn = crate::screens::samples::drawn(&young, &context);
    let first: String = told.chars().take(30).collect();
    assert!(drawn.contains(&first), "{drawn}");
}

#[test]
fn what_somebody_is_called_on_the_sunday_is_told_with_the_sunday() {
    let context = context((100, 30));
    let mut screen = review(sample::full(), &context);
    play(&mut screen, "3", &context);
    let Some(Row::Person(one)) = screen.row() else {
        panic!("a person")
    };
    let told = screen.tell(&context).expect("told").sentence(&one);
    assert!(told.starts_with("Due now on 22 Nov: comes every"), "{told}");
    assert!(told.contains("; last seen "), "{told}");
}

#[test]
fn a_shop_too_young_to_say_who_is_lost_says_so_at_a_glance() {
    let context = context((120, 38));
    let screen = review(sample::small(), &context);
    let shown = drawn(&screen, &context);
    assert!(shown.contains("cannot be said yet"), "{shown}");
    // Of an earlier week it is told which parts are of today.
    assert!(!shown.contains("points: today"), "{shown}");
    let later = Context {
        today: context.today + chrono::Days::new(7),
        ..context
    };
    assert!(drawn(&screen, &later).contains("birthdays, data, points: today"));
}
