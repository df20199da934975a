//! A text with the values of one customer in it.

use super::check::left_open;
use super::{Placeholder, Values};
use crate::text::{Lang, say};

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// As it is written.
    Text(String),
    /// The value of a placeholder.
    Value(Placeholder, String),
    /// No value is known.
    Hole(Hole),
}

/// A placeholder without a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hole {
    /// Nobody knows it of this customer.
    Missing(Placeholder),
    /// There is no such placeholder.
    Unknown(String),
    /// What stands for it has a brace with a name in it, as `{nama}`, which nothing fills.
    Unfilled(Placeholder, String),
}

impl Hole {
    /// As it is written in a template: `{gift}`.
    pub fn written(&self, lang: Lang) -> String {
        match self {
            Self::Missing(placeholder) => format!("{{{}}}", placeholder.name(lang)),
            Self::Unfilled(_, value) => value.clone(),
            Self::Unknown(name) => format!("{{{name}}}"),
        }
    }

    /// Its English name, as files and JSON know it: `gift`.
    pub fn name(&self) -> &str {
        match self {
            Self::Missing(placeholder) | Self::Unfilled(placeholder, _) => {
                placeholder.name(Lang::En)
            }
            Self::Unknown(name) => name,
        }
    }

    /// What is missing, in words: `the gift`.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Missing(placeholder) => placeholder.means().in_(lang).to_owned(),
            Self::Unknown(name) => say::message_hole_unknown(lang, name),
            Self::Unfilled(placeholder, value) => {
                say::message_hole_unfilled(lang, placeholder.means().in_(lang), value)
            }
        }
    }
}

/// A text as it would go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Letter {
    parts: Vec<Part>,
}

impl Letter {
    /// The text of a template, with these values in it.
    pub fn new(text: &str, values: &Values) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        // Whether something was dropped whose space goes with it.
        let mut dropped = false;
        for piece in pieces(text) {
            match piece {
                Piece::Text(text) => {
                    let text = if dropped {
                        closed_up(text, &mut parts)
                    } else {
                        text
                    };
                    dropped = false;
                    push(&mut parts, text);
                }
                Piece::Placeholder(name) => match Placeholder::of(name) {
                    None => parts.push(Part::Hole(Hole::Unknown(name.to_owned()))),
                    Some(placeholder) => match values.get(placeholder) {
                        None => parts.push(Part::Hole(Hole::Missing(placeholder))),
                        Some("") => dropped = true,
                        Some(value) if names_a_hole(value) => {
                            let hole = Hole::Unfilled(placeholder, value.to_owned());
                            parts.push(Part::Hole(hole));
                        }
                        Some(value) => parts.push(Part::Value(placeholder, value.to_owned())),
                    },
                },
            }
        }
        Self { parts }
    }

    /// Its pieces.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The whole text; a hole stands as its placeholder, so that it can be filled in by hand.
    pub fn text(&self, lang: Lang) -> String {
        let parts = self.parts.iter().map(|part| match part {
            Part::Text(text) | Part::Value(_, text) => text.clone(),
            Part::Hole(hole) => hole.written(lang),
        });
        parts.collect()
    }

    /// What is missing, each once, in the order of the text.
    pub fn holes(&self) -> Vec<&Hole> {
        let mut holes = Vec::new();
        for part in &self.parts {
            if let Part::Hole(hole) = part
                && !holes.contains(&hole)
            {
                holes.push(hole);
            }
        }
        holes
    }

    /// Whether it can be sent as it is: it says something, and nothing is missing.
    pub fn is_whole(&self) -> bool {
        let says = |part: &Part| match part {
            Part::Text(text) | Part::Value(_, text) => !text.trim().is_empty(),
            Part::Hole(_) => false,
        };
        self.holes().is_empty() && self.parts.iter().any(says)
    }
}

/// Whether a value has a brace with a name behind it: nothing is filled in there, so it would go out as it is.
pub fn names_a_hole(value: &str) -> bool {
    left_open(value).is_some()
}

fn push(parts: &mut Vec<Part>, text: &str) {
    if !text.is_empty() {
        parts.push(Part::Text(text.to_owned()));
    }
}

/// The text behind something that was dropped, without its space, or without that before it:
/// `untuk {panggilan}.` becomes `untuk.`.
fn closed_up<'a>(text: &'a str, parts: &mut Vec<Part>) -> &'a str {
    if let Some(rest) = text.strip_prefix(' ') {
        return rest;
    }
    if let Some(Part::Text(before)) = parts.last_mut()
        && before.ends_with(' ')
    {
        before.pop();
        if before.is_empty() {
            parts.pop();
        }
    }
    text
}

/// A piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// As it is written.
    Text(&'a str),
    /// What stands between braces.
    Placeholder(&'a str),
}

/// Longest name between braces; a brace in a sentence begins no placeholder.
const NAME: usize = 40;

/// Cuts a template into its pieces. A brace without its other one is text.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(open) = text[at..].find('{').map(|found| at + found) {
        let inside = &text[open + 1..];
        let name = inside.find(['{', '}', '\n']);
        let closed = name.filter(|end| inside[*end..].starts_with('}'));
        match closed.filter(|end| inside[..*end].chars().count() <= NAME) {
            Some(end) => {
                pieces.push(Piece::Text(&text[from..open]));
                pieces.push(Piece::Placeholder(&inside[..end]));
                from = open + 1 + end + 1;
                at = from;
            }
            None => at = open + 1,
        }
    }
    pieces.push(Piece::Text(&text[from..]));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn values(known: &[(Placeholder, &str)]) -> Values {
        let mut values = Values::default();
        for (placeholder, value) in known {
            values.give(*placeholder, value);
        }
        values
    }

    fn filled(text: &str, known: &[(Placeholder, &str)]) -> String {
        Letter::new(text, &values(known)).text(Lang::En)
    }

    #[test]
    fn both_names_of_a_placeholder_are_filled_alike() {
        let known = [(Placeholder::Name, "Budi"), (Placeholder::Shop, "Maju")];
        assert_eq!(
            filled("Hi {name} {NAMA}, {shop}={bengkel}", &known),
            "Hi Budi Budi, Maju=Maju"
        );
    }

    #[test]
    fn what_is_missing_stays_seen_with_its_name_and_the_letter_is_not_whole() {
        let letter = Letter::new("{nama}: {hadiah} {hadiah} {diskon}", &values(&[]));
        assert_eq!(letter.text(Lang::En), "{name}: {gift} {gift} {diskon}");
        let words: Vec<_> = letter
            .holes()
            .iter()
            .map(|hole| hole.words(Lang::En))
            .collect();
        assert_eq!(words.len(), 3, "{words:?}");
        assert!(!letter.is_whole());
        assert!(Letter::new("Hi", &values(&[])).is_whole());
        assert!(!Letter::new("  ", &values(&[])).is_whole());
    }

    #[test]
    fn a_value_that_says_a_placeholder_is_as_good_as_none() {
        let letter = Letter::new("Total {total}", &values(&[(Placeholder::Total, "{nama}")]));
        assert!(!letter.is_whole());
        let hole = Hole::Unfilled(Placeholder::Total, "{nama}".to_owned());
        assert_eq!(letter.holes(), [&hole]);
        for lang in Lang::ALL {
            assert_eq!(letter.text(lang), "Total {nama}");
            assert!(hole.words(lang).contains("{nama}"), "{}", hole.words(lang));
        }
        assert_eq!(hole.name(), "total");
    }

    #[test]
    fn a_dropped_honorific_leaves_no_gap() {
        let known = [
            (Placeholder::Honorific, ""),
            (Placeholder::Name, "PT Karya"),
            (Placeholder::Address, ""),
        ];
        assert_eq!(
            filled("Halo {sapaan} {nama}, poin {panggilan} di sini", &known),
            "Halo PT Karya, poin di sini"
        );
        assert_eq!(filled("{sapaan} {nama}", &known), "PT Karya");
        assert_eq!(filled("Untuk {panggilan}.", &known), "Untuk.");
        assert_eq!(filled("Untuk {panggilan}", &known), "Untuk ");
    }

    #[test]
    fn a_lone_brace_is_text() {
        for text in ["a { b", "a } b", "{\n}", "{", "}{"] {
            assert_eq!(filled(text, &[]), text);
        }
        assert_eq!(filled("{ {name}", &[(Placeholder::Name, "B")]), "{ B");
    }

    proptest! {
        #[test]
        fn emoji_and_every_other_sign_go_through(text in "[^{}]*") {
            prop_assert_eq!(filled(&text, &[]), text);
        }

        #[test]
        fn what_a_value_says_is_never_filled_and_a_brace_with_a_name_in_it_is_a_hole(
            value in "[{}a-z][ {}a-z]{0,7}[{}a-z]",
        ) {
            let letter = Letter::new("<{name}>", &values(&[(Placeholder::Name, &value)]));
            let names = value.as_bytes().windows(2).any(|two| two[0] == b'{' && two[1].is_ascii_lowercase());
            prop_assert_eq!(letter.holes().is_empty(), !names);
            prop_assert_eq!(letter.text(Lang::En), format!("<{value}>"));
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            let _ = Letter::new(&text, &Values::default()).text(Lang::Id);
        }
    }
}
