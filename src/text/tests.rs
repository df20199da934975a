//! The catalogue as a whole, and the checker that the build script uses.

use super::{Lang, Say, say};
use std::collections::BTreeMap;

#[path = "../../build/catalogue.rs"]
mod catalogue;

fn files(content: &str) -> Vec<(String, String)> {
    vec![("desk".to_owned(), content.to_owned())]
}

fn joined(english: &str, indonesian: &str) -> Result<String, Vec<String>> {
    let english = catalogue::read(&files(english))?;
    let indonesian = catalogue::read(&files(indonesian))?;
    Ok(catalogue::rust(&catalogue::join(&english, &indonesian)?))
}

#[test]
fn a_sentence_missing_in_one_language_is_refused() {
    let mistakes = joined("a = 'x'\nb = 'y'", "a = 'x'\nc = 'z'").unwrap_err();
    assert_eq!(
        mistakes,
        [
            "desk_c is missing in English",
            "desk_b is missing in Indonesian"
        ]
    );
}

#[test]
fn a_placeholder_in_one_language_only_is_refused() {
    let mistakes = joined("a = 'by {who}'", "a = 'oleh {siapa}'").unwrap_err();
    assert_eq!(mistakes, ["desk_a: {who} stands in one language only"]);
}

#[test]
fn a_plural_must_count_and_have_a_form_for_the_rest() {
    let one_only = joined("a = { one = '1 car' }", "a = 'mobil'").unwrap_err();
    assert_eq!(one_only, ["desk.toml: a: a plural needs the form other"]);
    let uncounted = joined("a = { one = 'car', other = 'cars' }", "a = 'mobil'").unwrap_err();
    assert_eq!(uncounted, ["desk.toml: a: a plural counts by {n}"]);
}

#[test]
fn broken_braces_and_odd_ids_are_refused() {
    assert!(joined("a = 'half {open'", "a = 'x'").unwrap_err()[0].contains("without its }"));
    assert!(joined("a = 'half open}'", "a = 'x'").unwrap_err()[0].contains("without its {"));
    assert!(joined("Caps = 'x'", "Caps = 'x'").unwrap_err()[0].contains("an id is made of"));
}

#[test]
fn every_mistake_of_a_language_is_told_at_once() {
    let english = catalogue::read(&files("a = 1\nb = '{'\nc = { many = 'x' }"));
    assert_eq!(english.unwrap_err().len(), 3);
}

#[test]
fn the_generated_rust_has_an_entry_or_a_function_for_every_sentence() {
    let rust = joined(
        "title = 'Matches'\nfound = { one = '1 car of {who}', other = '{n} cars of {who}' }",
        "title = 'Cocok'\nfound = '{n} mobil milik {who}'",
    )
    .unwrap();
    assert!(rust.contains("DeskTitle"));
    assert!(rust.contains("pub fn desk_found(lang: Lang, n: u64, who: impl Display) -> String"));
}

#[test]
fn plurals_choose_their_form_and_group_the_count() {
    assert_eq!(say::when_months_ago(Lang::En, 1), "1 month ago");
    assert_eq!(say::when_months_ago(Lang::En, 3), "3 months ago");
    assert_eq!(say::when_months_ago(Lang::Id, 1), "1 bulan lalu");
    assert_eq!(say::when_days_ago(Lang::En, 12_480), "12,480 days ago");
}

#[test]
fn every_sentence_has_an_id_of_its_own() {
    let ids: BTreeMap<_, _> = Say::ALL.iter().map(|say| (say.id(), say)).collect();
    assert_eq!(ids.len(), Say::ALL.len());
    assert_eq!(Say::WordYes.id(), "word_yes");
}

#[test]
fn no_sentence_is_empty_or_carries_control_characters() {
    for say in Say::ALL {
        for lang in Lang::ALL {
            let text = say.in_(lang);
            assert!(!text.is_empty(), "{} is empty", say.id());
            let control = text.chars().any(|c| c.is_control() && c != '\n');
            assert!(!control, "{} has control characters", say.id());
        }
    }
}

/// Sentences of four words or more are never the same in both languages: an English one
/// that was copied over would be.
#[test]
fn no_long_sentence_was_left_untranslated() {
    for say in Say::ALL {
        let english = say.in_(Lang::En);
        if english.split_whitespace().count() >= 4 {
            assert_ne!(english, say.in_(Lang::Id), "{} is not translated", say.id());
        }
    }
}

/// The first table of the glossary holds words of the screen: both languages say them.
#[test]
fn every_word_of_the_glossary_is_said() {
    let said = |folder: &str| -> String {
        let folder = format!("{}/assets/text/{folder}", env!("CARGO_MANIFEST_DIR"));
        let files = std::fs::read_dir(folder).unwrap();
        let texts = files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        texts.collect::<String>().to_lowercase()
    };
    let (english, indonesian) = (said("en"), said("id"));
    let glossary = include_str!("../../docs/glossary.md");
    let table = glossary.split("## ").nth(1).unwrap();
    let rows: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with("| "))
        .skip(2)
        .collect();
    assert!(rows.len() > 20, "the table is read");
    for row in rows {
        let words: Vec<_> = row
            .split('|')
            .map(|cell| cell.trim().to_lowercase())
            .collect();
        assert!(english.contains(&words[1]), "{row}");
        assert!(indonesian.contains(&words[2]), "{row}");
    }
}
