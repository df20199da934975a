//! Whoever wants to be left alone, on lists.

use super::Wording;
use crate::look::Role;
use crate::text::{Lang, Say, say};

/// A phone; that somebody wants to be left alone where they said so.
pub fn reached_by(no_contact: bool, phone: String, lang: Lang) -> (String, Role) {
    if no_contact {
        return (Say::EventDoNotContact.in_(lang).to_owned(), Role::Danger);
    }
    (phone, Role::Label)
}

/// How many a list leaves out because they want to be left alone; nothing where it leaves out nobody.
pub fn left_alone(many: u64, wording: Wording<'_>) -> Option<(String, Role)> {
    let said = || say::message_said_no_contact(wording.lang, many);
    (many > 0).then(|| (said(), Role::Label))
}
