//! Whether a text may be a template.

use super::Placeholder;
use super::letter::{Piece, pieces};
use crate::domain::{MESSAGE_CHARS, MessagePurpose, NoWayOut, offer};
use crate::text::{Lang, Say, say};

/// Letters that are told of a brace that is open.
const NEAR: usize = 20;

/// Why a text is no template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistake {
    /// It says nothing.
    Empty,
    /// It is longer than a message may be.
    TooLong,
    /// No placeholder has this name.
    Unknown(String),
    /// A brace is open behind these words.
    Open(String),
    /// The line below promotions does not tell how to stop them.
    NoWayOut(NoWayOut),
    /// The line below promotions has this placeholder, and it goes out as it is written.
    NotFilled(String),
    /// A greeting offers something.
    Sells(Placeholder),
    /// What is about a visit or a reminder offers something by these words, or by this placeholder in
    /// braces: only a promotion asks for the consent.
    Offers(String),
    /// These words of a greeting offer something.
    Tempts(String),
}

impl Mistake {
    /// What is wrong, in a sentence.
    pub fn sentence(&self, lang: Lang) -> String {
        match self {
            Self::Empty => Say::MessageWrongEmpty.in_(lang).to_owned(),
            Self::TooLong => Say::MessageWrongTooLong.in_(lang).to_owned(),
            Self::Unknown(name) => say::message_wrong_unknown(lang, name, Placeholder::names(lang)),
            Self::Open(near) => say::message_wrong_open(lang, near),
            Self::NoWayOut(NoWayOut::Stop) => Say::MessageWrongNoStop.in_(lang).to_owned(),
            Self::NoWayOut(NoWayOut::Way) => Say::MessageWrongNoWay.in_(lang).to_owned(),
            Self::NotFilled(name) => say::message_wrong_not_filled(lang, name),
            Self::Offers(words) => say::message_wrong_offers(lang, words),
            Self::Tempts(words) => say::message_wrong_tempts(lang, words),
            Self::Sells(placeholder) => say::message_wrong_sells(lang, placeholder.name(lang)),
        }
    }
}

/// Looks whether a text may be a template for this purpose. Only promotions carry offers, by a placeholder
/// or in words; that is looked at when nothing else is wrong.
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
    let mut sells = None;
    for piece in pieces(text) {
        let name = match piece {
            Piece::Placeholder(name) => name,
            Piece::Text(text) => {
                if let Some(near) = left_open(text) {
                    return Err(Mistake::Open(near));
                }
                continue;
            }
        };
        let placeholder = Placeholder::of(name).ok_or_else(|| Mistake::Unknown(name.to_owned()))?;
        sells = sells.or(placeholder.sells().then_some(placeholder));
    }
    if let Some(placeholder) = sells.filter(|_| purpose.greets()) {
        return Err(Mistake::Sells(placeholder));
    }
    match offered(purpose, text) {
        Some(words) if purpose.greets() => Err(Mistake::Tempts(words)),
        Some(words) => Err(Mistake::Offers(words)),
        None => Ok(()),
    }
}

/// What a text offers, though it is for something else than promotions: words as they stand there, or a
/// placeholder in its braces. What stands for other placeholders is filled later and not looked at.
pub(super) fn offered(purpose: MessagePurpose, text: &str) -> Option<String> {
    let pieces = pieces(text);
    let offers = |piece: &Piece<'_>| match piece {
        Piece::Placeholder(name) => Placeholder::of(name)
            .filter(|one| one.offers() && !purpose.may_offer())
            .map(|_| format!("{{{name}}}")),
        Piece::Text(_) => None,
    };
    let placeholder = pieces.iter().find_map(offers);
    // A word on each side of a placeholder is no phrase.
    let plain = pieces.iter().map(|piece| match piece {
        Piece::Text(text) => text,
        Piece::Placeholder(_) => " q ",
    });
    let plain: String = plain.collect();
    placeholder.or_else(|| offer(purpose, &plain).map(str::to_owned))
}

/// The word behind a brace that nothing closes: a placeholder that would go out as it is written.
pub(super) fn left_open(text: &str) -> Option<String> {
    let begun = |at: &usize| text[at + 1..].starts_with(|sign: char| sign.is_alphabetic());
    let mut braces = text.match_indices('{').map(|(at, _)| at);
    let at = braces.find(begun)?;
    let word = text[at..].split_whitespace().next().unwrap_or_default();
    Some(word.chars().take(NEAR).collect())
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
    fn what_is_offered_or_given_goes_only_with_the_consent_to_promotions() {
        for name in ["hadiah", "gift", "promo", "offer"] {
            for purpose in MessagePurpose::ALL {
                let fits = check(purpose, &format!("{{nama}}: {{{name}}}")).is_ok();
                assert_eq!(
                    fits,
                    purpose == MessagePurpose::Promotion,
                    "{purpose:?} {name}"
                );
            }
        }
        assert_eq!(check(MessagePurpose::Transactional, "{poin}"), Ok(()));
    }

    #[test]
    fn words_that_offer_want_a_promotion_whatever_the_text_is_for() {
        for purpose in [
            MessagePurpose::ServiceReminder,
            MessagePurpose::Transactional,
        ] {
            let found = check(purpose, "Servis {nama}: diskon 20 %");
            assert_eq!(found, Err(Mistake::Offers("diskon".to_owned())));
            let found = check(purpose, "{nama}: {promo}");
            assert_eq!(found, Err(Mistake::Offers("{promo}".to_owned())));
            assert_eq!(check(purpose, "Totalnya Rp 50.000, {nama}"), Ok(()));
        }
        for lang in Lang::ALL {
            let said = Mistake::Offers("diskon".to_owned()).sentence(lang);
            assert!(said.contains("diskon"), "{said}");
        }
    }

    #[test]
    fn a_placeholder_that_nothing_closes_is_no_text() {
        let purpose = MessagePurpose::Transactional;
        let open = Err(Mistake::Open("{nama,".to_owned()));
        assert_eq!(check(purpose, "Halo {nama, siap"), open);
        assert_eq!(check(purpose, "Halo {nama, siap {bengkel}"), open);
        assert_eq!(check(purpose, "senang :{ sekali, 1{2"), Ok(()));
    }

    #[test]
    fn words_that_offer_have_no_place_in_a_greeting_and_names_are_filled_later() {
        let purpose = MessagePurpose::Birthday;
        let tempts = |words: &str| Err(Mistake::Tempts(words.to_owned()));
        assert_eq!(check(purpose, "{nama}: DISKON 20%"), tempts("DISKON"));
        assert_eq!(
            check(MessagePurpose::Greeting, "Rp 99.000!"),
            tempts("Rp 99")
        );
        assert_eq!(check(MessagePurpose::Promotion, "diskon 20%"), Ok(()));
        assert_eq!(check(purpose, "Selamat dari {bengkel}"), Ok(()));
        assert_eq!(check(purpose, "beli 2 {nama} dapat semoga"), Ok(()));
        // Whatever else is wrong is said first.
        let unknown = check(purpose, "diskon {nmae}");
        assert_eq!(unknown, Err(Mistake::Unknown("nmae".to_owned())));
        for lang in Lang::ALL {
            let said = Mistake::Tempts("diskon".to_owned()).sentence(lang);
            assert!(
                said.contains("diskon") && said.contains("birthday_gift"),
                "{said}"
            );
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
