//! A search line, read every way that it may be meant.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::entry::Slips;
use crate::domain::{INDONESIA, customer_code, customer_number, name, phone, plate};

/// Longest line that is read, in characters; what follows cannot narrow anything any more.
const LONGEST: usize = 100;
/// Most words that are looked for one by one.
const MOST_WORDS: usize = 8;
/// Fewest characters of a plate, and of all the words of a name, in which a slip is forgiven.
const FORGIVE_FROM: usize = 4;
/// Fewest letters of one word among others in which a slip is forgiven.
const FORGIVE_WORD_FROM: usize = 3;
/// Longest first word that may have been meant as a title ("paak").
const LONGEST_TITLE: usize = 4;
/// Fewest typed digits of a phone in which a slip is forgiven.
const FORGIVE_PHONE_FROM: usize = 6;
/// Fewest digits that are a piece of a phone.
const PHONE_FROM: usize = 3;

/// A line, read as a plate, a customer ID, a phone and a name at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    /// Letters and digits alone, as plates and foreign IDs are compared; may be empty.
    pub(super) key: String,
    /// As typed and in capitals, as foreign IDs stand in the file.
    pub(super) typed: Vec<String>,
    /// The running number of a customer ID, when the line may be one.
    pub(super) number: Option<u64>,
    /// The key of the customer ID with that number.
    pub(super) number_key: Option<String>,
    /// The digits after a typed `C`; they begin an ID. Digits alone only are one.
    pub(super) number_begin: Option<String>,
    /// The digits of a piece of a phone.
    pub(super) digits: Option<String>,
    /// What those digits may begin, as international digits; themselves among them.
    pub(super) begins: Vec<String>,
    /// Folded words of a name.
    pub(super) words: Vec<String>,
    /// Each word of the line on its own, for lines that mix kinds; empty for a single word.
    pub(super) tokens: Vec<Query>,
    /// Its slips, once somebody asked for them.
    slips: OnceLock<Slips>,
}

impl Query {
    /// What it may have been meant to be, worked out once.
    pub(super) fn slips(&self) -> &Slips {
        self.slips.get_or_init(|| Slips::of(self))
    }

    /// Reads a line; any text will do.
    pub(super) fn parse(text: &str) -> Self {
        let text: String = text.trim().chars().take(LONGEST).collect();
        let tokens: Vec<&str> = text.split_whitespace().take(MOST_WORDS).collect();
        let mut query = Self::whole(&text);
        if tokens.len() > 1 {
            query.tokens = tokens.into_iter().map(Self::whole).collect();
        }
        query
    }

    fn whole(text: &str) -> Self {
        let key = plate::key(text);
        let mut words = name::search_words(text);
        words.truncate(MOST_WORDS);
        let digits = phone_digits(text, &key);
        let mut begins = Vec::new();
        if let Some(digits) = &digits {
            begins = phone::query_starts(text, INDONESIA);
            begins.push(digits.clone());
            begins.sort_unstable();
            begins.dedup();
        }
        let number = customer_number(text);
        let mut typed = vec![text.to_owned(), text.to_uppercase()];
        typed.dedup();
        typed.retain(|text| !text.is_empty());
        let after_c = key.strip_prefix('C').filter(|_| number.is_some());
        Self {
            typed,
            number,
            number_key: number.map(|number| plate::key(&customer_code(number))),
            number_begin: after_c.map(str::to_owned),
            key,
            digits,
            begins,
            words,
            tokens: Vec::new(),
            slips: OnceLock::new(),
        }
    }

    /// Whether nothing is in it that anything could be found by.
    pub(super) fn is_empty(&self) -> bool {
        self.key.is_empty() && self.words.is_empty()
    }

    /// Whether the line is no mere piece of anything: it has letters and digits, or many digits.
    pub(super) fn names_one_thing(&self) -> bool {
        let digits = self.key.chars().filter(char::is_ascii_digit).count();
        digits >= 9 || (digits > 0 && self.key.starts_with(char::is_alphabetic))
    }

    /// Keys of plates that this may have been meant to be, one slip away or misread.
    pub(super) fn plate_slips(&self) -> BTreeSet<String> {
        if !(FORGIVE_FROM..=12).contains(&self.key.chars().count()) {
            return BTreeSet::new();
        }
        let mut slips = plate::neighbours(&self.key);
        slips.extend(plate::repaired(&self.key));
        slips
    }

    /// International digits of phones that this may have been meant to be.
    pub(super) fn phone_slips(&self) -> BTreeSet<String> {
        let Some(typed) = &self.digits else {
            return BTreeSet::new();
        };
        if !(FORGIVE_PHONE_FROM..=16).contains(&typed.len()) {
            return BTreeSet::new();
        }
        let mut slips = BTreeSet::new();
        for meant in digit_slips(typed) {
            slips.extend(phone::query_starts(&meant, INDONESIA));
            slips.insert(meant);
        }
        slips
    }

    /// Whether slips in this line can be forgiven in names.
    pub(super) fn may_be_misspelt(&self) -> bool {
        let letters: usize = self.words.iter().map(|word| word.chars().count()).sum();
        letters >= FORGIVE_FROM && self.words.iter().any(|word| forgivable(word))
    }

    /// The words as they would be with one space wrong, missing, or one too many, or without a
    /// first short word that may have been a title.
    pub(super) fn name_slips(&self) -> Vec<Vec<String>> {
        if !self.may_be_misspelt() {
            return Vec::new();
        }
        let mut slips = Vec::new();
        for at in 0..self.words.len() {
            let (before, rest) = self.words.split_at(at);
            let (before, behind) = (before.join(" "), |taken| {
                rest.get(taken..).map(|rest| rest.join(" "))
            });
            let cut = rest.first().map_or_else(Vec::new, |word| cuts(word, true));
            slips.extend(
                behind(1)
                    .into_iter()
                    .flat_map(|rest| cut.iter().map(move |cut| format!("{cut} {rest}")))
                    .map(|rest| format!("{before} {rest}")),
            );
            if let (Some([one, other]), Some(rest)) = (rest.get(..2), behind(2)) {
                let mut cut = cuts(&format!("{one}{other}"), false);
                cut.push(format!("{one}{other}"));
                slips.extend(cut.iter().map(|cut| format!("{before} {cut} {rest}")));
            }
        }
        if let [first, rest @ ..] = self.words.as_slice()
            && first.chars().count() <= LONGEST_TITLE
        {
            slips.push(rest.join(" "));
        }
        let words = slips.iter().map(|line| name::search_words(line));
        words
            .filter(|words| !words.is_empty() && *words != self.words)
            .collect()
    }
}

/// A word cut in two everywhere, and, if a letter may stand for the space, with one letter left out.
fn cuts(word: &str, letter_for_space: bool) -> Vec<String> {
    let ends: Vec<usize> = word
        .char_indices()
        .map(|(end, _)| end)
        .chain([word.len()])
        .collect();
    let mut cuts = Vec::new();
    for pair in ends.windows(2).skip(1) {
        if let [end, next] = pair {
            cuts.push(format!("{} {}", &word[..*end], &word[*end..]));
            let rest = &word[*next..];
            if letter_for_space && !rest.is_empty() {
                cuts.push(format!("{} {rest}", &word[..*end]));
            }
        }
    }
    cuts
}

/// Whether a slip in a word of a name is forgiven: it is long enough, and no number.
pub(super) fn forgivable(word: &str) -> bool {
    word.chars().count() >= FORGIVE_WORD_FROM && !word.chars().any(|c| c.is_ascii_digit())
}

/// Digits one slip away: one wrong, missing, extra, or two swapped.
fn digit_slips(typed: &str) -> Vec<String> {
    let mut slips = Vec::new();
    for at in 0..=typed.len() {
        let (head, rest) = typed.split_at(at);
        let after = rest.get(1..);
        for digit in '0'..='9' {
            slips.push(format!("{head}{digit}{rest}"));
            slips.extend(after.map(|after| format!("{head}{digit}{after}")));
        }
        slips.extend(after.map(|after| format!("{head}{after}")));
        if let (Some(one), Some(other), Some(after)) =
            (rest.get(..1), rest.get(1..2), rest.get(2..))
        {
            slips.push(format!("{head}{other}{one}{after}"));
        }
    }
    slips.sort_unstable();
    slips.dedup();
    slips.retain(|slip| slip != typed);
    slips
}

/// The digits, when the line is written like a phone: digits and what people put between them.
fn phone_digits(text: &str, key: &str) -> Option<String> {
    let between = |c: char| c.is_whitespace() || "+-–().,/".contains(c);
    let written = text.chars().all(|c| c.is_numeric() || between(c));
    let numeric = key.bytes().all(|b| b.is_ascii_digit());
    (written && numeric && (PHONE_FROM..=17).contains(&key.len())).then(|| key.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[test]
    fn a_short_piece_of_a_phone_is_forgiven_no_slip() {
        let slips = |text: &str| Query::parse(text).phone_slips();
        assert!(slips("08123").is_empty());
        assert!(slips("081234").contains("081243"));
        assert!(slips("0812-3456-7891").contains("6281234567890"));
    }

    #[rstest]
    #[case("1234xy", "1234XY", None, None, false)]
    #[case("1234", "1234", Some(1234), None, true)]
    #[case("c42", "C42", Some(42), Some("42"), false)]
    #[case("C-00042", "C00042", Some(42), Some("00042"), false)]
    #[case("0812-345", "0812345", None, None, true)]
    #[case("12", "12", Some(12), None, false)]
    #[case("%_'", "", None, None, false)]
    fn a_line_is_read_every_way_it_may_be_meant(
        #[case] text: &str,
        #[case] key: &str,
        #[case] number: Option<u64>,
        #[case] begin: Option<&str>,
        #[case] phone: bool,
    ) {
        let query = Query::parse(text);
        assert_eq!(query.key, key);
        assert_eq!(query.number, number);
        assert_eq!(query.number_begin.as_deref(), begin);
        assert_eq!(query.digits.is_some(), phone);
    }

    #[test]
    fn a_phone_is_sought_in_every_spelling() {
        let begins = |text| Query::parse(text).begins;
        assert!(begins("0812").contains(&"62812".to_owned()));
        assert!(begins("+62 812").contains(&"62812".to_owned()));
        assert!(begins("812").contains(&"62812".to_owned()));
    }

    #[test]
    fn a_space_may_be_wrong_missing_or_too_much() {
        let slips = |text| {
            let slips = Query::parse(text).name_slips();
            slips
                .iter()
                .map(|words| words.join(" "))
                .collect::<Vec<_>>()
        };
        assert!(slips("budisantoso").contains(&"budi santoso".to_owned()));
        assert!(slips("bud isantoso").contains(&"budi santoso".to_owned()));
        assert!(slips("budi san toso").contains(&"budi santoso".to_owned()));
        assert!(!slips("budi santoso").contains(&"budi santoso".to_owned()));
        assert!(slips("budixsantoso").contains(&"budi santoso".to_owned()));
        assert!(slips("paak santoso").contains(&"santoso".to_owned()));
        assert!(slips("pakbudi").contains(&"budi".to_owned()));
        assert!(slips("bu").is_empty());
    }

    #[test]
    fn slips_of_digits_are_one_slip_away() {
        let slips = digit_slips("0812");
        assert!(
            slips
                .iter()
                .all(|slip| strsim::osa_distance(slip, "0812") == 1)
        );
        let numeric = |slip: &String| slip.bytes().all(|b| b.is_ascii_digit());
        let wanted: Vec<_> = plate::neighbours("0812")
            .into_iter()
            .filter(numeric)
            .collect();
        assert_eq!(slips, wanted);
    }

    #[test]
    fn a_line_without_end_is_cut() {
        let query = Query::parse(&"x y ".repeat(100_000));
        assert!(query.key.len() <= 100 && query.tokens.len() <= 8);
    }
}
