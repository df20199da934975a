//! Messages in words: what a template is called, what for, by which way, and why one does not go.

use crate::domain::{Gate, MessageChannel, MessageEntry, MessagePurpose, Purpose};
use crate::message::Unfit;
use crate::text::{Lang, Say, full_date, say};

use super::Wording;
use super::due;

/// Between who gets a message that is put aside and its template.
const BETWEEN: &str = ", ";

/// What a template is called: one that ships by its name, another by its key.
pub fn called(key: &str, lang: Lang) -> String {
    let named = |say: &&Say| say.id().strip_prefix("message_name_") == Some(key);
    match Say::ALL.iter().find(named) {
        Some(name) => name.in_(lang).to_owned(),
        None if key.is_empty() => Say::MessageFreeText.in_(lang).to_owned(),
        None => key.to_owned(),
    }
}

/// Who gets a message that is put aside, and its template, for whoever reads it in their language.
pub fn draft_about(who: &str, key: &str) -> String {
    format!("{who}{BETWEEN}{key}")
}

/// The same in words.
pub fn draft_told(about: &str, lang: Lang) -> String {
    match about.rsplit_once(BETWEEN) {
        Some((who, key)) => say::message_draft_about(lang, who, called(key, lang)),
        None => about.to_owned(),
    }
}

/// What a message is for.
pub fn purpose(purpose: MessagePurpose) -> Say {
    match purpose {
        MessagePurpose::ServiceReminder => Say::MessagePurposeServiceReminder,
        MessagePurpose::Promotion => Say::MessagePurposePromotion,
        MessagePurpose::Birthday => Say::MessagePurposeBirthday,
        MessagePurpose::Greeting => Say::MessagePurposeGreeting,
        MessagePurpose::Transactional => Say::MessagePurposeTransactional,
    }
}

/// By which way.
pub fn way(channel: MessageChannel) -> Say {
    match channel {
        MessageChannel::WhatsApp => Say::MessageWhatsapp,
        MessageChannel::Email => Say::MessageEmail,
        MessageChannel::Clipboard => Say::MessageClipboard,
    }
}

/// What the code of a bare link opens.
pub fn opened(channel: MessageChannel) -> Say {
    match channel {
        MessageChannel::Email => Say::MessageOpensMail,
        MessageChannel::WhatsApp | MessageChannel::Clipboard => Say::MessageOpensChat,
    }
}

/// In which language a message is.
pub fn language(lang: Lang) -> Say {
    match lang {
        Lang::Id => Say::MessageInIndonesian,
        Lang::En => Say::MessageInEnglish,
    }
}

/// What a language is called.
pub fn tongue(lang: Lang) -> Say {
    match lang {
        Lang::Id => Say::ShopLanguageIndonesian,
        Lang::En => Say::ShopLanguageEnglish,
    }
}

/// What the customer is asked about.
pub fn what(purpose: Purpose) -> Say {
    match purpose {
        Purpose::Promotions => Say::MessageWhatPromotions,
        Purpose::Birthday => Say::MessageWhatBirthday,
        _ => Say::MessageWhatServiceReminders,
    }
}

/// Why a message does not go, and by which keys that is changed; `None` where it may.
pub fn forbidden_here(gate: Gate, lang: Lang) -> Option<String> {
    let next = match gate {
        Gate::Open => return None,
        Gate::DoNotContact | Gate::Refused(_) => Say::MessageNextChanged,
        Gate::NotWished(_) => Say::MessageNextWished,
        Gate::NotAsked(_) => Say::MessageNextAsked,
    };
    let why = forbidden(gate, lang)?;
    Some(format!("{why} {}", next.in_(lang)))
}

/// Why a message does not go; `None` where it may.
pub fn forbidden(gate: Gate, lang: Lang) -> Option<String> {
    match gate {
        Gate::Open => None,
        Gate::DoNotContact => Some(Say::MessageRefusedContact.in_(lang).to_owned()),
        Gate::Refused(asked) => Some(say::message_refused_no(lang, what(asked).in_(lang))),
        Gate::NotWished(feast) => Some(say::message_refused_not_wished(
            lang,
            called(feast.key(), lang),
        )),
        Gate::NotAsked(asked) => Some(say::message_refused_not_asked(lang, what(asked).in_(lang))),
    }
}

/// Why a message whose words offer something does not go.
pub fn offering(found: &str, gate: Gate, lang: Lang) -> String {
    let why = forbidden(gate, lang).unwrap_or_default();
    format!("{} {why}", say::message_offering(lang, found))
}

/// Why a message does not fit today, and what to do.
pub fn unfit(unfit: &Unfit, lang: Lang) -> String {
    let day = |day| full_date(lang, day);
    match unfit {
        Unfit::Company => Say::MessageUnfitCompany.in_(lang).to_owned(),
        Unfit::NoBirthday => Say::MessageUnfitUnknown.in_(lang).to_owned(),
        Unfit::Birthday { day: kept, from } => {
            say::message_unfit_birthday(lang, day(*kept), day(*from))
        }
        Unfit::NotDue(due) => {
            let when = due::written(*due, lang);
            let from = due.due_from().map(day).unwrap_or_default();
            say::message_unfit_not_due(lang, when, from)
        }
        Unfit::Came(on) => say::message_unfit_came(lang, day(*on)),
        Unfit::Late { last, until } => say::message_unfit_late(lang, day(*last), day(*until)),
        Unfit::NeverCame => Say::MessageUnfitNeverCame.in_(lang).to_owned(),
        Unfit::Over(last) => say::message_unfit_over(lang, day(*last)),
        Unfit::Feast(feast) => {
            let name = feast.name.in_(lang);
            match (feast.day, feast.from) {
                (Some(on), Some(from)) => say::message_unfit_feast(lang, name, day(on), day(from)),
                _ => say::message_unfit_no_date(lang, name),
            }
        }
    }
}

/// A message that was sent in one line: day, what, by which way and by whom.
pub fn line(entry: &MessageEntry, wording: Wording<'_>, between: &str) -> String {
    let message = &entry.message;
    let day = wording.date(message.day);
    let called = called(&message.template, wording.lang);
    let way = wording.say(way(message.channel));
    super::wording::joined(&[&day, &called, way, &entry.by], between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Templates;

    #[test]
    fn every_template_that_ships_has_a_name_and_no_name_is_of_none() {
        let templates = Templates::shipped();
        let keys = templates.all().iter().chain([templates.footer()]);
        let keys: Vec<&str> = keys.map(|template| template.key.as_str()).collect();
        let named = Say::ALL
            .iter()
            .filter_map(|say| say.id().strip_prefix("message_name_"));
        let named: Vec<&str> = named.collect();
        for key in &keys {
            assert!(named.contains(key), "{key}");
            assert_ne!(called(key, Lang::En), *key);
        }
        assert_eq!(keys.len(), named.len());
        assert_eq!(called("promo_oli", Lang::Id), "promo_oli");
        let about = draft_about("Pak Budi, SH", "birthday");
        assert_eq!(draft_told(&about, Lang::Id), "Pak Budi, SH, Ulang tahun");
        assert_eq!(draft_told(&about, Lang::En), "Pak Budi, SH, Birthday");
    }
}
