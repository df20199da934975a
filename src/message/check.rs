//! Whether a text may be a template.

use super::Placeholder;
use super::letter::{Piece, pieces};
use crate::domain::{MESSAGE_CHARS, MessagePurpose};
use crate::text::{Lang, Say, say};

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// It says nothing.
    Empty,
    /// It is longer than a message may be.
    TooLong,
    /// No placeholder has this name.
    Unknown(String),
    /// A greeting offers something.
    Sells(Placeholder),
}

impl Mistake {
    /// What is wrong, in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => Say::MessageWrongEmpty.in_(lang).to_owned(),
            Self::TooLong => Say::MessageWrongTooLong.in_(lang).to_owned(),
            Self::Unknown(name) => say::message_wrong_unknown(lang, name),
            Self::Sells(placeholder) => say::message_wrong_sells(lang, placeholder.name(lang)),
        }
    }
}

/// Looks whether a text may be a template for this purpose. Greetings carry no offers.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check(purpose: MessagePurpose, text: &str) -> Result<(), Mistake> {
    if text.trim().is_empty() {
        return Err(Mistake::Empty);
    }
    if text.chars().count() > MESSAGE_CHARS {
        return Err(Mistake::TooLong);
    }
    for piece in pieces(text) {
        let Piece::Placeholder(name) = piece else {
            continue;
        };
        let placeholder = Placeholder::of(name).ok_or_else(|| Mistake::Unknown(name.to_owned()))?;
        if purpose.greets() && placeholder.sells() {
            return Err(Mistake::Sells(placeholder));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greeting_that_offers_something_is_refused_in_either_language() {
        for name in ["hadiah", "gift", "promo", "offer", "poin", "points"] {
            let text = format!("Selamat, {{nama}}: {{{name}}}");
            for purpose in MessagePurpose::ALL {
                let refused = matches!(check(purpose, &text), Err(Mistake::Sells(_)));
                assert_eq!(refused, purpose.greets(), "{purpose:?} {name}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_said_with_the_name() {
        let purpose = MessagePurpose::Transactional;
        let unknown = check(purpose, "Hi {nmae}");
        assert_eq!(unknown, Err(Mistake::Unknown("nmae".to_owned())));
        assert_eq!(check(purpose, " \n"), Err(Mistake::Empty));
        assert_eq!(
            check(purpose, &"a".repeat(MESSAGE_CHARS + 1)),
            Err(Mistake::TooLong)
        );
        for lang in Lang::ALL {
            let said = Mistake::Unknown("nmae".to_owned()).sentence(lang);
            assert!(said.contains("nmae"), "{said}");
            let said = Mistake::Sells(Placeholder::Gift).sentence(lang);
            assert!(said.contains(Placeholder::Gift.name(lang)), "{said}");
        }
    }
}
