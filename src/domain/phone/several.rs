//! Fields that hold several numbers, with words beside them.

use super::{Country, Phone};

/// Whether there are two whole numbers, with a separator that no single number has.
pub(super) fn holds_several(text: &str) -> bool {
    let whole = |part: &String| digits_in(part) >= 7;
    split(text).iter().filter(|part| whole(part)).count() > 1
}

/// Cuts at `/`, `,`, `;`, `&`, `|`, line breaks, `dan`, `atau`, and at the space between two whole numbers.
pub(super) fn split(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.len() > 1 && words.iter().all(|word| digits_in(word) >= 9) {
        return words.iter().map(|&word| word.to_owned()).collect();
    }
    let marked: Vec<&str> = text
        .split(['\n', '\r'])
        .flat_map(|line| line.split_whitespace().chain(["/"]))
        .map(|word| if is_and(word) { "/" } else { word })
        .collect();
    let parts = marked.join(" ");
    let parts = parts.split(['/', ',', ';', '&', '|']).map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

fn is_and(word: &str) -> bool {
    ["dan", "atau", "and", "or"]
        .iter()
        .any(|and| word.eq_ignore_ascii_case(and))
}

/// `istri 0857…`, `0857… (istri)`, `WA:0857…`: the words become the label. Brackets around digits
/// belong to the number, but behind a number that is whole without them they say which one it is.
pub(super) fn labelled(part: &str, home: Country) -> (Phone, String) {
    let (outside, bracketed) = without_bracketed_words(part);
    if let Some((number, which)) = outside.trim_end().rsplit_once('(') {
        let number = Phone::parse(number, home);
        if number.e164.is_some() && (1..3).contains(&digits_in(which)) {
            return (number, joined([which, &bracketed]));
        }
    }
    let outside = outside.replace(':', ": ");
    let words: Vec<&str> = outside.split_whitespace().collect();
    let is_number = |word: &&str| digits_in(word) > 0 || word.starts_with('+');
    let from = words.iter().position(is_number).unwrap_or(words.len());
    let to = words.iter().rposition(is_number).map_or(from, |at| at + 1);
    let (before, rest) = words.split_at(from);
    let (number, after) = rest.split_at(to - from);
    let label = joined([&before.join(" "), &after.join(" "), &bracketed]);
    (Phone::parse(&number.join(" "), home), label)
}

/// Words around a number as one label, without what only sets them apart.
fn joined<const MANY: usize>(words: [&str; MANY]) -> String {
    let words = words.map(|text| text.trim_matches([':', ',', ';', '(', ')', '-', ' ']));
    let said = |text: &&str| text.chars().any(char::is_alphanumeric);
    words.into_iter().filter(said).collect::<Vec<_>>().join(" ")
}

/// What stands outside of brackets with letters in them, and what in these.
fn without_bracketed_words(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, open)) = rest.split_once('(') {
        let end = closing(open);
        let (group, after) = open.split_at(end);
        outside.push_str(before);
        if group.chars().any(char::is_alphabetic) {
            inside.push(group.trim());
            outside.push(' ');
            rest = after.strip_prefix(')').unwrap_or(after);
        } else {
            outside.push('(');
            rest = open;
        }
    }
    outside.push_str(rest);
    (outside, inside.join(" "))
}

/// Where the bracket that is open is closed; the end of the text when it never is.
fn closing(text: &str) -> usize {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

fn digits_in(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}
