//! What a line of a visit is about, so that two spellings of one thing count as one.

use crate::domain::name::fold;
use crate::domain::oil;

/// The key of all engine oil, and of changing it: the can and the work are one thing that is taken.
pub const ENGINE_OIL: &str = "engine oil";

/// Words of a change of oil.
const CHANGES: [&str; 3] = ["ganti oli", "oil change", "change of oil"];
/// Words of oil that is no engine's.
const OTHER_OIL: [&str; 6] = ["transmisi", "gardan", "gear", "matic", "filter", "rem"];

/// Words of the work on a part: with them a line is about the same thing as the part alone.
const WORK: [&str; 16] = [
    "biaya",
    "bongkar",
    "fit",
    "fitting",
    "ganti",
    "install",
    "jasa",
    "labor",
    "labour",
    "ongkos",
    "pasang",
    "pemasangan",
    "penggantian",
    "replace",
    "replacement",
    "upah",
];

/// The key of the thing that a line is about: a part and the work on it are one. Empty for a line
/// without letters.
pub fn thing(text: &str) -> String {
    let folded = fold(text);
    let other = OTHER_OIL.iter().any(|word| folded.contains(word));
    let changes = CHANGES.iter().any(|words| folded.contains(words));
    if (changes && !other) || oil::is_engine_oil(text) {
        return ENGINE_OIL.to_owned();
    }
    let words: Vec<&str> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let part = words.iter().filter(|word| !WORK.contains(word));
    let part: Vec<&str> = part.copied().collect();
    // Work that names no part is a thing of its own.
    let key = if part.is_empty() { words } else { part };
    key.join(" ")
}

/// Whether a line names the work on a thing and not the thing itself: a name without that word is the
/// better one.
pub fn is_work(text: &str) -> bool {
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORK.contains(&word)) && thing(text) != ENGINE_OIL
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("Ganti oli mesin", ENGINE_OIL)]
    #[case("Shell HX7 10W-40", ENGINE_OIL)]
    #[case("oil change", ENGINE_OIL)]
    #[case("Filter oli", "filter oli")]
    #[case("FILTER  OLI", "filter oli")]
    #[case("4 x Busi", "x busi")]
    #[case("Ganti oli transmisi", "oli transmisi")]
    #[case("Jasa kampas rem depan", "kampas rem depan")]
    #[case("Ongkos pasang ban", "ban")]
    #[case("Kampas rem belakang", "kampas rem belakang")]
    #[case("Servis AC", "servis ac")]
    #[case("Jasa", "jasa")]
    #[case("123", "")]
    fn two_spellings_of_one_thing_are_one(#[case] text: &str, #[case] key: &str) {
        assert_eq!(thing(text), key);
    }

    #[test]
    fn a_part_has_the_better_name_than_the_work_on_it() {
        assert!(is_work("Jasa busi") && is_work("GANTI BAN") && !is_work("Busi"));
        // The can and the work are called as they come.
        assert!(!is_work("Ganti oli mesin"));
    }
}
