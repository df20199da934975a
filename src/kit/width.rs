//! Text measured in columns of the terminal: cutting, wrapping, padding, cleaning.

use crate::domain::hygiene::{is_unwanted, visible};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns the text takes.
pub fn width(text: &str) -> u16 {
    u16::try_from(text.width()).unwrap_or(u16::MAX)
}

/// The text if it fits into `columns`, else its beginning and `more` (`…`). Never cuts a
/// letter from its marks, and never takes more than `columns`.
pub fn fit<'a>(text: &'a str, columns: u16, more: &str) -> Cow<'a, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mark = if width(more) <= columns { more } else { "" };
    let kept = beginning(text, columns - width(mark));
    Cow::Owned(format!("{}{mark}", kept.trim_end()))
}

/// The longest beginning that takes at most `columns`.
pub fn beginning(text: &str, columns: u16) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return &text[..at];
        }
    }
    text
}

/// The text cut or filled with spaces to exactly `columns`.
pub fn pad(text: &str, columns: u16, more: &str) -> String {
    let text = fit(text, columns, more);
    let missing = columns.saturating_sub(width(&text));
    format!("{text}{}", " ".repeat(usize::from(missing)))
}

/// Lines of at most `columns`, broken between words, and inside a word only where it is
/// longer than a line. Line breaks in the text stay. Always at least one line.
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, columns, &mut lines);
    }
    lines
}

fn wrap_paragraph(paragraph: &str, columns: u16, lines: &mut Vec<String>) {
    let before = lines.len();
    let mut line = String::new();
    for word in words(paragraph) {
        if width(&line) + width(word.trim_end()) <= columns {
            line.push_str(word);
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        line = break_word(word, columns, lines);
    }
    if !line.trim().is_empty() || lines.len() == before {
        lines.push(line.trim_end().to_owned());
    }
}

/// The words, each with the space behind it. An amount stays with its currency, and a number with
/// its kilometres: `Rp 650.000`, `45,210 km`.
fn words(paragraph: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    let mut begins = 0;
    for (at, _) in paragraph.match_indices(' ') {
        let (before, after) = (&paragraph[begins..at], &paragraph[at + 1..]);
        let number = after.starts_with(|c: char| c.is_ascii_digit());
        let amount = before == "Rp" && number;
        let distance = before.ends_with(|c: char| c.is_ascii_digit())
            && after
                .strip_prefix("km")
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if !amount && !distance {
            words.push(&paragraph[begins..=at]);
            begins = at + 1;
        }
    }
    words.push(&paragraph[begins..]);
    words
}

/// Pushes full lines of a word that is too long and answers with what remains of it.
fn break_word(mut word: &str, columns: u16, lines: &mut Vec<String>) -> String {
    while width(word.trim_end()) > columns {
        let mut head = beginning(word, columns);
        if head.is_empty() {
            // A wide letter in a single column: it cannot be shown, and must not hang us.
            head = word.graphemes(true).next().unwrap_or(word);
        }
        lines.push(head.to_owned());
        word = &word[head.len()..];
    }
    word.to_owned()
}

/// The text as it is drawn in one line: breaks and tabs are spaces, and what a terminal
/// would obey instead of show becomes a symbol or is left out.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        let line = text.replace(['\n', '\r', '\t'], " ");
        return Cow::Owned(visible(&line).into_owned());
    }
    visible(text)
}

/// The same, line by line: line breaks stay.
pub fn clean_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(clean).collect();
    lines.join("\n")
}

/// Pasted text made fit for a field of one line: breaks and tabs are spaces, other control
/// characters are left out.
pub fn typable(text: &str) -> String {
    let line = text.trim_matches(['\r', '\n']).replace("\r\n", " ");
    let line = line.replace(['\n', '\r', '\t'], " ");
    let line: String = line.chars().filter(|c| !c.is_control()).collect();
    visible(&line).into_owned()
}

/// Pasted text made fit for a field of several lines: breaks, in one spelling, and tabs stay.
pub fn typable_lines(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines
        .chars()
        .filter(|c| matches!(c, '\n' | '\t') || !is_unwanted(*c))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_too_long_ends_in_the_sign_for_more() {
        assert_eq!(fit("Budi Santoso", 12, "…"), "Budi Santoso");
        assert_eq!(fit("Budi Santoso", 8, "…"), "Budi Sa…");
        assert_eq!(fit("Budi Santoso", 6, "…"), "Budi…");
        assert_eq!(fit("Budi Santoso", 8, "..."), "Budi...");
        assert_eq!(fit("Budi", 1, "..."), "B");
        assert_eq!(fit("Budi", 0, "…"), "");
    }

    #[test]
    fn wide_letters_count_twice_and_are_never_halved() {
        assert_eq!(width("山田太郎"), 8);
        assert_eq!(fit("山田太郎", 6, "…"), "山田…");
        assert_eq!(pad("山田太郎", 6, "…"), "山田… ");
    }

    #[test]
    fn lines_break_between_words_and_keep_their_own_breaks() {
        assert_eq!(
            wrap("call before touching the AC", 12),
            ["call before", "touching the", "AC"]
        );
        assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(
            wrap("supercalifragilistic", 8),
            ["supercal", "ifragili", "stic"]
        );
    }

    #[test]
    fn an_amount_and_a_distance_are_not_torn_apart() {
        assert_eq!(
            wrap("45,210 km · ? odometer doubtful · Rp 650.000", 36),
            ["45,210 km · ? odometer doubtful ·", "Rp 650.000"]
        );
        assert_eq!(wrap("at 45,210 km", 10), ["at", "45,210 km"]);
        assert_eq!(wrap("kmart 5 kmart", 7), ["kmart 5", "kmart"]);
    }

    #[test]
    fn a_wide_letter_in_one_column_does_not_hang() {
        assert_eq!(wrap("山山", 1), ["山", "山"].map(String::from).to_vec());
    }

    #[test]
    fn what_a_terminal_would_obey_is_removed() {
        assert_eq!(clean("a\u{1b}[31mb\tc"), "a␛[31mb c");
        assert_eq!(clean("abc\u{202e}def\u{200b}"), "abcdef");
        assert_eq!(clean_lines("a\r\nb\u{7}"), "a\nb␇");
        assert_eq!(typable("a\r\nb\u{1b}c\n"), "a bc");
    }

    proptest! {
        #[test]
        fn cut_text_never_takes_more_than_its_columns(text in "\\PC*", columns in 0_u16..40) {
            prop_assert!(width(&fit(&text, columns, "…")) <= columns);
            prop_assert_eq!(width(&pad(&text, columns, "…")), columns);
        }

        #[test]
        fn wrapped_lines_keep_every_letter(text in "[a-z ]{0,60}", columns in 1_u16..20) {
            let lines = wrap(&text, columns);
            let letters = |s: &str| s.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
            prop_assert!(lines.iter().all(|line| width(line) <= columns));
        }

        #[test]
        fn cleaned_text_has_no_control_characters(text: String) {
            prop_assert!(!clean(&text).chars().any(char::is_control));
        }
    }
}
