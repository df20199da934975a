//! Words of a trade in a person's language.

use super::Lang;
use crate::domain::trade::Word;

impl Word {
    /// The word in a language.
    pub fn in_(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Id => &self.id,
        }
    }

    /// The word inside a sentence: `plate` for the label "Plate".
    pub fn inside(&self, lang: Lang) -> String {
        inside(self.in_(lang))
    }
}

/// A label inside a sentence: `birthday greetings` for "Birthday greetings".
pub fn inside(text: &str) -> String {
    first_letter(text, |c| c.to_lowercase().collect())
}

/// A text as it begins a line: `Vehicles`.
pub fn heading(text: &str) -> String {
    first_letter(text, |c| c.to_uppercase().collect())
}

fn first_letter(text: &str, change: impl Fn(char) -> String) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(change).unwrap_or_default();
    first + letters.as_str()
}

/// A process that writes: its number, and whose it is and since when where that is known.
pub fn other_writer(lang: super::Lang, by: &crate::domain::OtherWriter) -> String {
    if by.user.is_empty() || by.since.is_empty() {
        return by.pid.to_string();
    }
    super::say::word_process_of(lang, by.pid, &by.user, &by.since)
}
