//! That every sentence of the review stands in both languages and says something of its own.

use super::super::page::{Page, Part};
use super::{context, play, review, sample};
use crate::look::Symbols;
use crate::text::Lang;

fn parts() -> Vec<Part> {
    Page::ALL
        .iter()
        .flat_map(|page| page.parts().to_vec())
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
