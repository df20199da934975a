//! What a customer agreed to, purpose by purpose.

use super::Consent;

/// What a customer can be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Purpose {
    /// Reminders of the next service.
    ServiceReminders,
    /// Offers.
    Promotions,
    /// Birthday greetings.
    Birthday,
    /// Keeping what the law calls sensitive.
    Sensitive,
    /// Being contacted at all; a no beats every list.
    Contact,
}

impl Purpose {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Purpose; 5] = [
        Purpose::ServiceReminders,
        Purpose::Promotions,
        Purpose::Birthday,
        Purpose::Sensitive,
        Purpose::Contact,
    ];

    /// The stable key in the book.
    pub const fn key(self) -> &'static str {
        match self {
            Purpose::ServiceReminders => "service_reminders",
            Purpose::Promotions => "promotions",
            Purpose::Birthday => "birthday",
            Purpose::Sensitive => "sensitive",
            Purpose::Contact => "contact",
        }
    }

    /// The newest answer among these; `None` while nobody has asked.
    pub fn answer(self, consents: &[Consent]) -> Option<&Consent> {
        consents.iter().find(|line| line.purpose == self.key())
    }

    /// Whether the newest answer is yes.
    pub fn agreed(self, consents: &[Consent]) -> bool {
        self.answer(consents).is_some_and(|line| line.yes)
    }

    /// Whether the newest answer is no.
    pub fn refused(self, consents: &[Consent]) -> bool {
        self.answer(consents).is_some_and(|line| !line.yes)
    }
}
