//! Which characters of a plate, ID, phone or name are what was typed.

use std::collections::BTreeSet;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::query::Query;
use super::rules;
use crate::domain::MatchClass::{self, Exact, Tail};
use crate::domain::{name, plate};

/// The compared characters of a shown text, each with the position of the one it comes from.
struct Compared {
    chars: Vec<char>,
    places: Vec<usize>,
}

impl Compared {
    /// `ascii` folds plain characters, `fold` all others.
    fn of(shown: &str, ascii: fn(char) -> Option<char>, fold: impl Fn(&str) -> String) -> Self {
        let (mut chars, mut places) = (Vec::new(), Vec::new());
        for (place, c) in shown.chars().enumerate() {
            if c.is_ascii() {
                let folded = ascii(c);
                places.extend(folded.map(|_| place));
                chars.extend(folded);
                continue;
            }
            for folded in fold(c.encode_utf8(&mut [0; 4])).chars() {
                chars.push(folded);
                places.push(place);
            }
        }
        Self { chars, places }
    }

    fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Where a piece stands: at the end, else at `first` if it does stand there, else where it comes first.
    fn find(&self, piece: &[char], at_end: bool, first: usize) -> Option<usize> {
        let last = self.chars.len().checked_sub(piece.len())?;
        let stands = |at: &usize| self.chars.get(*at..*at + piece.len()) == Some(piece);
        let end = at_end.then_some(last).filter(stands);
        end.or_else(|| Some(first).filter(|at| *at <= last && stands(at)))
            .or_else(|| (0..=last).find(stands))
    }

    fn mark(&self, from: usize, length: usize) -> Vec<usize> {
        sorted(self.places.iter().skip(from).take(length).copied())
    }

    /// What is the same of a text that is one slip away, wherever it begins.
    fn mark_slip(&self, typed: &[char], begins: &[usize]) -> Vec<usize> {
        let text: String = typed.iter().collect();
        for begin in begins {
            for length in [typed.len(), typed.len() + 1, typed.len().saturating_sub(1)] {
                let Some(part) = self.chars.get(*begin..begin + length) else {
                    continue;
                };
                if strsim::osa_distance(&text, &part.iter().collect::<String>()) <= 1 {
                    return self.mark_common(typed, *begin, length);
                }
            }
        }
        // Several characters were misread; those in their place are the same.
        let same = self.chars.iter().zip(typed).enumerate();
        let same = same.filter(|(_, (a, b))| a == b);
        sorted(same.filter_map(|(at, _)| self.places.get(at).copied()))
    }

    fn mark_common(&self, typed: &[char], begin: usize, length: usize) -> Vec<usize> {
        let part = &self.chars[begin..begin + length];
        let head = part.iter().zip(typed).take_while(|(a, b)| a == b).count();
        let rest = typed.len().min(length) - head;
        let ends = part.iter().rev().zip(typed.iter().rev());
        let tail = ends.take(rest).take_while(|(a, b)| a == b).count();
        let mut marks = self.mark(begin, head);
        marks.extend(self.mark(begin + length - tail, tail));
        sorted(marks)
    }
}

fn in_key(c: char) -> Option<char> {
    c.is_ascii_alphanumeric().then(|| c.to_ascii_uppercase())
}

fn sorted(places: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let places: BTreeSet<usize> = places.into_iter().collect();
    places.into_iter().collect()
}

/// In a plate, or in any text that is compared by its letters and digits.
pub(super) fn in_plate(shown: &str, typed: &str, class: MatchClass) -> Vec<usize> {
    let compared = Compared::of(shown, in_key, plate::key);
    let typed: Vec<char> = typed.chars().collect();
    let number = compared
        .chars
        .iter()
        .position(char::is_ascii_digit)
        .unwrap_or(0);
    let numbered = typed.first().is_some_and(char::is_ascii_digit);
    let first = if numbered { number } else { 0 };
    match compared.find(&typed, class == Tail, first) {
        Some(at) => compared.mark(at, typed.len()),
        None if class == MatchClass::Forgiven => compared.mark_slip(&typed, &[0, number]),
        None => Vec::new(),
    }
}

/// In a customer ID.
pub(super) fn in_code(shown: &str, query: &Query, class: MatchClass) -> Vec<usize> {
    let Some(number) = query.number else {
        return in_plate(shown, &query.key, class);
    };
    let compared = Compared::of(shown, in_key, plate::key);
    let digits = query
        .number_begin
        .clone()
        .unwrap_or_else(|| number.to_string());
    let digits: Vec<char> = digits.chars().collect();
    let zeros = |c: &char| !('1'..='9').contains(c);
    let significant = compared.chars.iter().take_while(|c| zeros(c)).count();
    // The digits behind the zeros; an ID typed with zeros is marked from its end, or its beginning.
    let at = compared.find(&digits, class == Exact, significant);
    let trimmed: Vec<char> = digits.iter().skip_while(|c| **c == '0').copied().collect();
    match at {
        Some(at) => compared.mark(at, digits.len()),
        None => match compared.find(&trimmed, class == Exact, significant) {
            Some(at) => compared.mark(at, trimmed.len()),
            None => in_plate(shown, &query.key, class),
        },
    }
}

/// In a phone as people write it.
pub(super) fn in_phone(shown: &str, query: &Query, class: MatchClass) -> Vec<usize> {
    let compared = Compared::of(
        shown,
        |c| Some(c).filter(char::is_ascii_digit),
        |c| {
            let key = plate::key(c);
            key.chars().filter(char::is_ascii_digit).collect()
        },
    );
    let Some(typed) = &query.digits else {
        return Vec::new();
    };
    let digits = |text: &str| text.chars().collect::<Vec<_>>();
    if matches!(class, Tail | MatchClass::Inside) {
        let typed = digits(typed);
        let at = compared.find(&typed, class == Tail, 0);
        return at.map_or_else(Vec::new, |at| compared.mark(at, typed.len()));
    }
    // What was typed, written as at home, abroad, or without either.
    let home = |begin: &String| begin.strip_prefix("62").map(|rest| format!("0{rest}"));
    let bare = |begin: &String| begin.strip_prefix("62").map(ToOwned::to_owned);
    let begins = &query.begins;
    let spellings: Vec<String> = [typed.clone()]
        .into_iter()
        .chain(begins.iter().filter_map(home))
        .chain(begins.iter().cloned())
        .chain(begins.iter().filter_map(bare))
        .filter(|spelling| !spelling.is_empty())
        .collect();
    let text = compared.text();
    let bare_typed = text
        .strip_prefix('0')
        .is_some_and(|rest| rest.starts_with(typed));
    if bare_typed && !text.starts_with(typed) {
        return compared.mark(1, typed.len());
    }
    if let Some(spelling) = spellings
        .iter()
        .find(|spelling| text.starts_with(spelling.as_str()))
    {
        return compared.mark(0, spelling.len());
    }
    let after_zero = spellings.iter().find(|s| {
        text.get(1..)
            .is_some_and(|rest| rest.starts_with(s.as_str()))
    });
    match after_zero {
        Some(spelling) => compared.mark(1, spelling.len()),
        None if class == MatchClass::Forgiven => {
            let near = |spelling: &&String| {
                spelling.len().abs_diff(text.len()) <= 1
                    && strsim::osa_distance(spelling, &text) <= 1
            };
            let meant = spellings.iter().find(near).unwrap_or(typed);
            compared.mark_slip(&digits(meant), &[0, 1])
        }
        None => Vec::new(),
    }
}

/// In a name, word by word.
pub(super) fn in_name(shown: &str, words: &[String], matcher: &SkimMatcherV2) -> Vec<usize> {
    let compared = Compared::of(shown, |c| Some(c.to_ascii_lowercase()), name::fold);
    let spans = spans(&compared.chars);
    let mut marks = Vec::new();
    for typed in words {
        let best = spans.iter().filter_map(|(from, to)| {
            let word: String = compared.chars[*from..*to].iter().collect();
            Some((quality(typed, &word)?, *from, word))
        });
        if let Some((_, from, word)) = best.min() {
            let chars: Vec<usize> = in_word(typed, &word, matcher);
            marks.extend(
                chars
                    .into_iter()
                    .filter_map(|at| compared.places.get(from + at)),
            );
        }
    }
    sorted(marks)
}

/// The words of a folded name, from and to.
fn spans(chars: &[char]) -> Vec<(usize, usize)> {
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        if !c.is_ascii_alphanumeric() && name::words(&format!("a{c}")) != [format!("a{c}")] {
            continue;
        }
        match spans.last_mut() {
            Some((_, to)) if *to == at => *to = at + 1,
            _ => spans.push((at, at + 1)),
        }
    }
    spans
}

/// How well a typed word matches a word as it is written.
fn quality(typed: &str, word: &str) -> Option<MatchClass> {
    let unified = name::search_words(word);
    let class = rules::word(typed, word);
    let class = class.or_else(|| rules::word(typed, unified.first()?));
    let slip = || rules::word_forgiven(typed, word).then_some(MatchClass::Forgiven);
    class.or_else(slip)
}

/// The characters of a word that are what was typed; all of it when it is another spelling.
fn in_word(typed: &str, word: &str, matcher: &SkimMatcherV2) -> Vec<usize> {
    let all = || (0..word.chars().count()).collect();
    if !word.contains(typed) {
        if !rules::word_forgiven(typed, word) {
            return all();
        }
        let compared = Compared::of(word, Some, ToOwned::to_owned);
        return compared.mark_slip(&typed.chars().collect::<Vec<_>>(), &[0]);
    }
    matcher
        .fuzzy_indices(word, typed)
        .map_or_else(all, |(_, indices)| indices)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::MatchClass::{Forgiven, Inside, Prefix};
    use rstest::rstest;

    /// The marked characters of a text.
    fn marked(text: &str, marks: &[usize]) -> String {
        let chars: Vec<char> = text.chars().collect();
        marks.iter().map(|at| chars[*at]).collect()
    }

    #[rstest]
    #[case("B 1234 XYZ", "1234", Exact, &[2, 3, 4, 5])]
    #[case("B 1234 XYZ", "B12", Prefix, &[0, 2, 3])]
    #[case("B 1234 XYZ", "XYZ", Tail, &[7, 8, 9])]
    #[case("B 1211 XY", "1", Prefix, &[2])]
    #[case("B 1243 XYZ", "B1234XYZ", Forgiven, &[0, 2, 3, 7, 8, 9])]
    #[case("B 1234 XYZ", "1234XY", Prefix, &[2, 3, 4, 5, 7, 8])]
    #[case("B 124 XYZ", "B1234XYZ", Forgiven, &[0, 2, 3, 4, 6, 7, 8])]
    #[case("กข ๑๒๓๔", "1234", Exact, &[3, 4, 5, 6])]
    fn a_plate_shows_what_was_typed(
        #[case] shown: &str,
        #[case] typed: &str,
        #[case] class: MatchClass,
        #[case] marks: &[usize],
    ) {
        assert_eq!(in_plate(shown, typed, class), marks);
    }

    #[rstest]
    #[case("C-00042", "c42", Exact, "42")]
    #[case("C-00042", "C-00042", Exact, "00042")]
    #[case("C-00420", "c42", Prefix, "42")]
    #[case("C-01000", "c1", Prefix, "1")]
    #[case("K-77/12", "k771", Prefix, "K771")]
    #[case("C-00042", "0042", Exact, "42")]
    fn an_id_shows_what_was_typed(
        #[case] shown: &str,
        #[case] typed: &str,
        #[case] class: MatchClass,
        #[case] chars: &str,
    ) {
        assert_eq!(
            marked(shown, &in_code(shown, &Query::parse(typed), class)),
            chars
        );
    }

    #[rstest]
    #[case("0812-3456-7890", "0812 34", Prefix, "081234")]
    #[case("0812-3456-7890", "+62 812", Prefix, "0812")]
    #[case("0812-3456-7890", "812", Prefix, "812")]
    #[case("0812-3456-7890", "890", Tail, "890")]
    #[case("0812-3456-7890", "5678", Inside, "5678")]
    #[case("0812-3456-7890", "081234567890", Exact, "081234567890")]
    #[case("0812-3456-7890", "081234567980", Forgiven, "0812345670")]
    fn a_phone_shows_what_was_typed(
        #[case] shown: &str,
        #[case] typed: &str,
        #[case] class: MatchClass,
        #[case] digits: &str,
    ) {
        assert_eq!(
            marked(shown, &in_phone(shown, &Query::parse(typed), class)),
            digits
        );
    }

    #[rstest]
    #[case("Pak Budi Santoso", "budi san", "BudiSan")]
    #[case("Pak Budi Santoso", "santoso budi", "BudiSantoso")]
    #[case("Moh. Fauzi", "muhammad", "Moh")]
    #[case("Soeharto", "suharto", "Soeharto")]
    #[case("Budi Santoso", "snatoso", "Stoso")]
    #[case("José Müller", "muller", "Müller")]
    #[case("王小明", "小明", "小明")]
    #[case("أحمد علي", "علي", "علي")]
    #[case("Straße Groß", "gross", "Groß")]
    #[case("Sari Dewi", "wi", "wi")]
    #[case("Budi", "%", "")]
    fn a_name_shows_what_was_typed(#[case] shown: &str, #[case] typed: &str, #[case] chars: &str) {
        let marks = in_name(shown, &Query::parse(typed).words, &SkimMatcherV2::default());
        assert_eq!(marked(shown, &marks), chars);
    }
}
