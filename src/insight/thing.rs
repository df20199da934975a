//! What a line of a visit is about, so that two spellings of one thing count as one.

use crate::domain::name::fold;
use crate::domain::oil;

/// The key of all engine oil, and of changing it: the can and the work are one thing that is taken.
pub const ENGINE_OIL: &str = "engine oil";

/// Words of a change of oil.
const CHANGES: [&str; 3] = ["ganti oli", "oil change", "change of oil"];
/// Words of oil that is no engine's.
const OTHER_OIL: [&str; 6] = ["transmisi", "gardan", "gear", "matic", "filter", "rem"];

/// The key of the thing that a line is about; empty for a line without letters.
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
    words.join(" ")
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
    #[case("Ganti oli transmisi", "ganti oli transmisi")]
    #[case("123", "")]
    fn two_spellings_of_one_thing_are_one(#[case] text: &str, #[case] key: &str) {
        assert_eq!(thing(text), key);
    }
}
