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

/// `istri 0857…`, `0857… (istri)`, `WA:0857…`: the words become the label.
pub(super) fn labelled(part: &str, home: Country) -> (Phone, String) {
    let part = part.replace(':', ": ");
    let words = part.split_whitespace();
    let (label, number): (Vec<&str>, Vec<&str>) =
        words.partition(|word| word.chars().any(char::is_alphabetic));
    let label = label.join(" ");
    let label = label.trim_matches([':', '(', ')', '-', ' ']);
    (Phone::parse(&number.join(" "), home), label.to_owned())
}

fn digits_in(text: &str) -> usize {
    text.chars().filter(char::is_ascii_digit).count()
}
