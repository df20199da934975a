//! What matches how: the rules, for one plate, ID, phone or name. The packed lists find the same,
//! faster; a test compares them.

use std::collections::BTreeSet;

use super::hits::Distance;
use super::query::{Query, forgivable};
use crate::domain::MatchClass::{self, Exact, Inside, Prefix, Tail};
use crate::domain::{INDONESIA, name};

/// Fewest characters that are sought at the end or in the middle.
const WITHIN_FROM: usize = 2;
/// Fewest characters of a foreign ID that are sought at its end or in its middle.
const WITHIN_CODE_FROM: usize = 3;
/// A plate that is still being typed is forgiven a slip from so many characters on.
pub(super) const SLIP_BEGINS_PLATE: usize = 5;
/// A phone likewise, in international digits.
pub(super) const SLIP_BEGINS_PHONE: usize = 10;
/// A word likewise.
const SLIP_BEGINS_WORD: usize = 5;

/// The key from its first digit on, and its first digits.
fn number_of(key: &str) -> (&str, &str) {
    let digit = |c: char| c.is_ascii_digit();
    let tail = key.find(digit).map_or("", |at| &key[at..]);
    let end = tail.find(|c| !digit(c)).unwrap_or(tail.len());
    (tail, &tail[..end])
}

/// How a typed key matches the key of a plate. Digits alone are compared with the plate's digits
/// first; what begins with a digit also with the plate from its number on.
pub(super) fn plate(typed: &str, key: &str) -> Option<MatchClass> {
    if typed.is_empty() {
        return None;
    }
    let (tail, digits) = number_of(key);
    let numbered = typed.starts_with(|c: char| c.is_ascii_digit());
    let numeric = typed.bytes().all(|b| b.is_ascii_digit());
    if key == typed || (numbered && tail == typed) || (numeric && digits == typed) {
        Some(Exact)
    } else if key.starts_with(typed) || (numbered && tail.starts_with(typed)) {
        Some(Prefix)
    } else if typed.chars().count() < WITHIN_FROM {
        None
    } else if key.ends_with(typed) || (numeric && digits.ends_with(typed)) {
        Some(Tail)
    } else {
        key.contains(typed).then_some(Inside)
    }
}

/// Whether a plate is one that was meant: all of it, from its number on, its digits, or what is
/// typed of it so far.
pub(super) fn plate_forgiven(slips: &BTreeSet<String>, key: &str) -> Option<Distance> {
    if slips.is_empty() {
        return None;
    }
    let (tail, digits) = number_of(key);
    let begun = |part: &&str| begins_one_of(slips, part, SLIP_BEGINS_PLATE);
    if [key, tail, digits].iter().any(|part| slips.contains(*part)) {
        Some(Distance::Near)
    } else {
        [key, tail].iter().any(begun).then_some(Distance::Far)
    }
}

/// Whether a beginning of the text, of at least so many characters, is in the set.
fn begins_one_of(set: &BTreeSet<String>, text: &str, least: usize) -> bool {
    let ends = text.char_indices().map(|(at, _)| at).skip(least);
    ends.take(12).any(|end| set.contains(&text[..end]))
}

/// How a line matches a customer ID by its running number.
pub(super) fn number(query: &Query, number: u64) -> Option<MatchClass> {
    if query.number == Some(number) {
        return Some(Exact);
    }
    let begin = query.number_begin.as_deref()?;
    let begins = number.to_string().starts_with(begin) || format!("{number:05}").starts_with(begin);
    begins.then_some(Prefix)
}

/// How a line matches an alias or a foreign ID by its key.
pub(super) fn code(query: &Query, key: &str) -> Option<MatchClass> {
    let typed = query.key.as_str();
    let length = typed.chars().count();
    if key == typed || query.number_key.as_deref() == Some(key) {
        Some(Exact).filter(|_| !key.is_empty())
    } else if length >= WITHIN_FROM && key.starts_with(typed) {
        Some(Prefix)
    } else if length < WITHIN_CODE_FROM {
        None
    } else if key.ends_with(typed) {
        Some(Tail)
    } else {
        key.contains(typed).then_some(Inside)
    }
}

/// How a line matches the international digits of a phone. A piece stands in the number as it is
/// written at home: nobody looks for the end of the calling code with what comes behind it.
pub(super) fn phone(query: &Query, number: &str) -> Option<MatchClass> {
    let typed = query.digits.as_deref()?;
    if query.begins.iter().any(|begin| begin == number) {
        return Some(Exact);
    }
    if query.begins.iter().any(|begin| number.starts_with(begin)) {
        return Some(Prefix);
    }
    let written = INDONESIA.national(number).unwrap_or(number);
    if written.ends_with(typed) {
        Some(Tail)
    } else {
        written.contains(typed).then_some(Inside)
    }
}

/// Whether a phone is one that was meant.
pub(super) fn phone_forgiven(slips: &BTreeSet<String>, number: &str) -> bool {
    slips.contains(number) || begins_one_of(slips, number, SLIP_BEGINS_PHONE)
}

/// Whether a word is long enough to be sought at the end or in the middle of another.
pub(super) fn is_sought_within(typed: &str) -> bool {
    typed.chars().count() >= WITHIN_FROM
}

/// How a typed word matches one word of a name.
pub(super) fn word(typed: &str, word: &str) -> Option<MatchClass> {
    if word == typed {
        Some(Exact)
    } else if word.starts_with(typed) || (word == "muhammad" && name::begins_muhammad(typed)) {
        Some(Prefix)
    } else if !is_sought_within(typed) {
        None
    } else if word.ends_with(typed) {
        Some(Tail)
    } else {
        (word.contains(typed) || old_spelling(typed, word)).then_some(Inside)
    }
}

/// The spelling from before 1972 in the new one.
pub(super) fn respelt(word: &str) -> String {
    word.replace("oe", "u")
        .replace("dj", "j")
        .replace("tj", "c")
}

/// Whether both are one word in the new spelling; from four letters on its beginning will do.
pub(super) fn old_spelling(typed: &str, word: &str) -> bool {
    let (typed, new) = (respelt(typed), respelt(word));
    new == typed || (typed.chars().count() >= 4 && new.starts_with(&typed))
}

/// Whether a typed word is one slip away from a word, or from five letters on from the beginning
/// of one.
pub(super) fn word_forgiven(typed: &str, word: &str) -> bool {
    let length = typed.chars().count();
    if !forgivable(typed) {
        false
    } else if typed.is_ascii() && word.is_ascii() {
        one_slip(
            typed.as_bytes(),
            word.as_bytes(),
            length >= SLIP_BEGINS_WORD,
        )
    } else {
        let ends = word.char_indices().map(|(at, _)| at);
        let begins = (length >= SLIP_BEGINS_WORD)
            .then_some(ends)
            .into_iter()
            .flatten();
        let near = |end: usize| strsim::osa_distance(typed, &word[..end]) <= 1;
        near(word.len()) || begins.skip(length - 1).take(3).any(near)
    }
}

/// Whether one text is the other, or the beginning of it, but for one letter wrong, missing, extra
/// or two swapped. The same as the distance of strsim, without its tables.
fn one_slip(typed: &[u8], word: &[u8], begin: bool) -> bool {
    let common = typed.iter().zip(word).take_while(|(a, b)| a == b).count();
    let (typed, word) = (&typed[common..], &word[common..]);
    let same = |typed: Option<&[u8]>, word: Option<&[u8]>| match (typed, word) {
        (Some(typed), Some(word)) if begin => word.starts_with(typed),
        (Some(typed), Some(word)) => word == typed,
        _ => false,
    };
    let swapped = matches!((typed, word), ([a, b, ..], [c, d, ..]) if a == d && b == c);
    same(Some(typed), Some(word))
        || same(typed.get(1..), word.get(1..))
        || same(typed.get(1..), Some(word))
        || same(Some(typed), word.get(1..))
        || (swapped && same(typed.get(2..), word.get(2..)))
}

/// How the words of a line match a name: every one must, in any order; the weakest counts. Words
/// of the company a contact person belongs to count as found inside.
pub(super) fn name(typed: &[String], words: &[&str], company: &[&str]) -> Option<MatchClass> {
    let mut weakest = Exact;
    for one in typed {
        let own = words.iter().filter_map(|known| word(one, known)).min();
        weakest = weakest.max(own.or_else(|| via_company(one, company))?);
    }
    if typed.is_empty() {
        return None;
    }
    Some(if weakest == Exact && typed.len() != words.len() {
        Prefix
    } else {
        weakest
    })
}

fn via_company(typed: &str, company: &[&str]) -> Option<MatchClass> {
    let begins = company.iter().any(|known| known.starts_with(typed));
    begins.then_some(Inside)
}

/// How far a name is from what was typed, if it may be meant: every word matches somehow, with one slip each, or with
/// the spaces as in one of `slips`.
pub(super) fn name_forgiven(
    typed: &[String],
    slips: &[Vec<String>],
    words: &[&str],
    company: &[&str],
) -> Option<Distance> {
    let as_it_is = |one: &&String| {
        let known = |known: &&str| word(one, known).is_some();
        words.iter().any(known) || via_company(one, company).is_some()
    };
    let near = |one: &&String| words.iter().any(|known| word_forgiven(one, known));
    let begun =
        |slip: &Vec<String>| name(slip, words, company).is_some_and(|class| class <= Prefix);
    let with_slips: Vec<_> = typed.iter().filter(|one| !as_it_is(one)).collect();
    if typed.is_empty() || !with_slips.iter().all(near) {
        slips.iter().any(begun).then_some(Distance::Near)
    } else {
        let far = with_slips.len() > 1;
        Some(if far { Distance::Far } else { Distance::Near })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// A shorter beginning has too many neighbours: everybody would be found.
    #[test]
    fn a_beginning_with_a_slip_is_forgiven_only_when_it_is_long_enough() {
        let meant = |text: &str| BTreeSet::from([text.to_owned()]);
        let plate = |begun| plate_forgiven(&meant(begun), "B1234XYZ");
        assert_eq!(plate("B1234"), Some(Distance::Far));
        assert_eq!(plate("B123"), None);
        let phone = |begun| phone_forgiven(&meant(begun), "6281234567890");
        assert!(phone("6281234567") && !phone("628123456"));
        assert!(phone("6281234567890"));
        assert!(word_forgiven("sntos", "santoso") && !word_forgiven("snto", "santoso"));
    }

    #[rstest]
    #[case("1234", "B1234XYZ", Some(Exact))]
    #[case("1234XYZ", "B1234XYZ", Some(Exact))]
    #[case("B1234XYZ", "B1234XYZ", Some(Exact))]
    #[case("12", "B1234XYZ", Some(Prefix))]
    #[case("1234XY", "B1234XYZ", Some(Prefix))]
    #[case("B1", "B1234XYZ", Some(Prefix))]
    #[case("234", "B1234XYZ", Some(Tail))]
    #[case("XYZ", "B1234XYZ", Some(Tail))]
    #[case("34XYZ", "B1234XYZ", Some(Tail))]
    #[case("23", "B1234XYZ", Some(Inside))]
    #[case("B1234XYZ", "AB1234XYZ", Some(Tail))]
    #[case("3", "B1234XYZ", None)]
    #[case("1235", "B1234XYZ", None)]
    #[case("", "B1234XYZ", None)]
    fn plates_match_as_they_are_read_aloud(
        #[case] typed: &str,
        #[case] key: &str,
        #[case] class: Option<MatchClass>,
    ) {
        assert_eq!(plate(typed, key), class);
    }

    #[rstest]
    #[case("B1243XYZ", true)]
    #[case("8I234XYZ", true)]
    #[case("1243XYZ", true)]
    #[case("1243", true)]
    #[case("B1243", true)]
    #[case("B124", true)]
    #[case("B14", false)]
    #[case("B4321XYZ", false)]
    fn a_slip_in_a_plate_is_forgiven(#[case] typed: &str, #[case] forgiven: bool) {
        let slips = Query::parse(typed).plate_slips();
        assert_eq!(
            plate_forgiven(&slips, "B1234XYZ").is_some()
                || plate_forgiven(&slips, "BI234XYZ").is_some(),
            forgiven
        );
    }

    #[rstest]
    #[case("B1234XZ", Some(Distance::Near))]
    #[case("1234YZ", Some(Distance::Near))]
    #[case("1243", Some(Distance::Near))]
    #[case("B1243", Some(Distance::Far))]
    #[case("B1243X", Some(Distance::Far))]
    #[case("B4321XYZ", None)]
    fn a_slip_is_in_the_whole_plate_or_in_its_beginning(
        #[case] typed: &str,
        #[case] near: Option<Distance>,
    ) {
        let slips = Query::parse(typed).plate_slips();
        assert_eq!(plate_forgiven(&slips, "B1234XYZ"), near);
    }

    #[rstest]
    #[case("c42", 42, Some(Exact))]
    #[case("42", 42, Some(Exact))]
    #[case("C-00042", 42, Some(Exact))]
    #[case("c4", 42, Some(Prefix))]
    #[case("c0004", 42, Some(Prefix))]
    #[case("4", 42, None)]
    #[case("c", 42, None)]
    fn a_customer_id_is_found_by_its_number(
        #[case] typed: &str,
        #[case] of: u64,
        #[case] class: Option<MatchClass>,
    ) {
        assert_eq!(number(&Query::parse(typed), of), class);
    }

    #[rstest]
    #[case("0812 3456 7890", Some(Exact))]
    #[case("+62812", Some(Prefix))]
    #[case("812", Some(Prefix))]
    #[case("890", Some(Tail))]
    #[case("3456", Some(Inside))]
    #[case("90", None)]
    #[case("x890", None)]
    fn a_phone_is_found_in_any_spelling(#[case] typed: &str, #[case] class: Option<MatchClass>) {
        assert_eq!(phone(&Query::parse(typed), "6281234567890"), class);
    }

    #[rstest]
    #[case("budi santoso", Some(Exact))]
    #[case("santoso budi", Some(Exact))]
    #[case("pak budi santoso", Some(Exact))]
    #[case("budi san", Some(Prefix))]
    #[case("santoso", Some(Prefix))]
    #[case("toso", Some(Tail))]
    #[case("anto", Some(Inside))]
    #[case("boedi", Some(Inside))]
    #[case("budi sari", None)]
    fn names_are_found_by_their_words_in_any_order(
        #[case] typed: &str,
        #[case] class: Option<MatchClass>,
    ) {
        let words = Query::parse(typed).words;
        assert_eq!(name(&words, &["budi", "santoso"], &[]), class);
    }

    #[rstest]
    #[case("moh", "muhammad", Some(Exact))]
    #[case("moham", "muhammad", Some(Prefix))]
    #[case("suharto", "soeharto", Some(Inside))]
    fn spellings_of_one_name_find_each_other(
        #[case] typed: &str,
        #[case] of: &str,
        #[case] class: Option<MatchClass>,
    ) {
        assert_eq!(name(&Query::parse(typed).words, &[of], &[]), class);
    }

    #[rstest]
    #[case("snatoso", true)]
    #[case("santosa", true)]
    #[case("santso", true)]
    #[case("santooso", true)]
    #[case("sanyo", true)]
    #[case("sapyo", false)]
    #[case("santu", true)]
    #[case("sam", false)]
    #[case("stn", false)]
    fn a_slip_in_a_word_is_forgiven(#[case] typed: &str, #[case] forgiven: bool) {
        assert_eq!(word_forgiven(typed, "santoso"), forgiven);
    }

    proptest! {
        #[test]
        fn one_slip_is_a_distance_of_one(typed in "[ab]{0,6}", word in "[ab]{0,7}") {
            let near = |end: usize| strsim::osa_distance(&typed, &word[..end]) <= 1;
            let (one, other) = (typed.as_bytes(), word.as_bytes());
            prop_assert_eq!(one_slip(one, other, false), near(word.len()));
            prop_assert_eq!(one_slip(one, other, true), (0..=word.len()).any(near));
        }
    }
}
