//! Text at the door and at the exit: what may be stored, and what may reach a terminal.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Longest name that is kept, in characters.
pub const NAME_CHARS: usize = 200;
/// Longest note or other text that is kept, in characters.
pub const FIELD_CHARS: usize = 10_000;

/// Longest honorific that is kept.
pub const HONORIFIC_CHARS: usize = 40;
/// Longest alert that is kept; all of it must be seen at the counter.
pub const ALERT_CHARS: usize = 500;
/// Longest e-mail address that is kept.
pub const EMAIL_CHARS: usize = 320;
/// Longest plate, or number of a chassis or an engine, that is kept.
pub const PLATE_CHARS: usize = 60;

/// Text made fit for the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// What is kept: trimmed, NFC, without controls.
    pub text: String,
    /// Whether control, bidi or zero-width characters had to go.
    pub removed: bool,
}

/// One line: line breaks and tabs become single spaces.
pub fn clean_line(text: &str) -> Cleaned {
    clean(text, |c| matches!(c, '\n' | '\r' | '\t'), false)
}

/// A note: line breaks and tabs stay; a lone carriage return is a line break as well.
pub fn clean_note(text: &str) -> Cleaned {
    clean(
        &text.replace("\r\n", "\n").replace('\r', "\n"),
        |_| false,
        true,
    )
}

fn clean(text: &str, becomes_space: impl Fn(char) -> bool, keep_breaks: bool) -> Cleaned {
    let mut removed = false;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if keep_breaks && matches!(c, '\n' | '\t') {
            kept.push(c);
        } else if becomes_space(c) {
            if !kept.ends_with(' ') {
                kept.push(' ');
            }
        } else if is_unwanted(c) {
            removed = true;
        } else {
            kept.push(c);
        }
    }
    // Composed last: what went may have stood between a letter and its accent.
    let text = if kept.is_ascii() {
        kept.trim().to_owned()
    } else {
        kept.trim().nfc().collect()
    };
    Cleaned { text, removed }
}

/// Controls, bidi marks, zero-width and tag characters. The joiners stay: names and emoji need them.
pub fn is_unwanted(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}

/// Text for a terminal or a log: controls become visible symbols (`␛`), bidi and zero-width
/// characters are left out. Line breaks are controls here: print lines one by one.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unwanted) {
        return Cow::Borrowed(text);
    }
    let shown = text.chars().filter_map(|c| match c {
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7F}' => Some('\u{2421}'),
        _ if c.is_control() => Some('\u{FFFD}'),
        _ if is_unwanted(c) => None,
        _ => Some(c),
    });
    Cow::Owned(shown.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use unicode_properties::UnicodeGeneralCategory as _;

    #[test]
    fn escapes_bidi_and_zero_width_characters_go_and_joiners_stay() {
        let cleaned = clean_line("  A\u{1b}[2J\u{202e}B\u{200b} 👩\u{200d}🔧\u{feff} ");
        assert_eq!(cleaned.text, "A[2JB 👩\u{200d}🔧");
        assert!(cleaned.removed);
    }

    /// By what Unicode says of each, not by our list.
    #[test]
    fn whatever_steers_text_unseen_goes() {
        let stays = |c: char| {
            matches!(c,
                // Joiners; a hyphen that may be seen; signs around Arabic, Kaithi and Egyptian
                // numbers and letters; shorthand and music.
                '\u{200C}' | '\u{200D}' | '\u{AD}' | '\u{600}'..='\u{605}' | '\u{6DD}' | '\u{70F}'
                | '\u{890}' | '\u{891}' | '\u{8E2}' | '\u{110BD}' | '\u{110CD}'
                | '\u{13430}'..='\u{1343F}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}')
        };
        let steers = |c: &char| {
            use unicode_properties::GeneralCategory as Kind;
            let kind = c.general_category();
            let unseen = [
                Kind::Control,
                Kind::Format,
                Kind::LineSeparator,
                Kind::ParagraphSeparator,
            ];
            unseen.contains(&kind) && !stays(*c)
        };
        let missed: Vec<char> = ('\0'..=char::MAX)
            .filter(steers)
            .filter(|c| !is_unwanted(*c))
            .collect();
        assert_eq!(missed, Vec::<char>::new());
    }

    #[test]
    fn a_line_has_no_breaks_and_a_note_keeps_them() {
        assert_eq!(clean_line("B\r\nC\tD").text, "B C D");
        assert_eq!(clean_note("a\r\nb\tc\rd").text, "a\nb\tc\nd");
    }

    #[test]
    fn decomposed_letters_are_composed() {
        assert_eq!(clean_line("Zoe\u{308}").text, "Zoë");
        assert_eq!(clean_line("Zoe\u{200b}\u{308}").text, "Zoë");
    }

    #[test]
    fn what_reaches_a_terminal_shows_its_controls() {
        assert_eq!(
            visible("a\u{1b}]52;c\u{7}\u{9b}m\u{7f}"),
            "a␛]52;c␇\u{fffd}m␡"
        );
        assert_eq!(visible("x\u{202e}y"), "xy");
        assert!(matches!(visible("Budi"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn no_control_character_ever_survives(text in any::<String>()) {
            prop_assert!(!visible(&text).chars().any(is_unwanted));
            prop_assert!(!clean_line(&text).text.chars().any(is_unwanted));
            let once = clean_line(&text).text;
            prop_assert_eq!(&clean_line(&once).text, &once);
        }

        #[test]
        fn a_cleaned_text_is_clean(text in "[ae\u{300}\u{308}\u{200b}\u{feff}\u{202e}\u{1b} \r\n\t\u{a0}]{0,12}") {
            for clean in [clean_line, clean_note] {
                let once = clean(&text);
                prop_assert_eq!(clean(&once.text), Cleaned { text: once.text.clone(), removed: false });
                prop_assert!(unicode_normalization::is_nfc(&once.text));
            }
            prop_assert!(!clean_line(&text).text.contains(['\n', '\t', '\r']));
        }
    }
}
