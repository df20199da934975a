//! Messages to customers: what for, by which way, and whether the customer lets us.

use super::{Consent, CustomerId, Day, Purpose};

/// What a message is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessagePurpose {
    /// The next service is due, or overdue.
    ServiceReminder,
    /// It offers something.
    Promotion,
    /// For a birthday; it offers nothing.
    Birthday,
    /// For a holiday; it offers nothing.
    Greeting,
    /// About what the customer came for: ready, thanks, an estimate, a complaint.
    Transactional,
}

impl MessagePurpose {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::ServiceReminder,
        Self::Promotion,
        Self::Birthday,
        Self::Greeting,
        Self::Transactional,
    ];

    /// The stable key in the book.
    pub const fn key(self) -> &'static str {
        match self {
            Self::ServiceReminder => "service_reminder",
            Self::Promotion => "promotion",
            Self::Birthday => "birthday",
            Self::Greeting => "greeting",
            Self::Transactional => "transactional",
        }
    }

    /// The one with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.key() == key)
    }

    /// What the customer can be asked about it; `None` where only "do not contact" counts.
    /// Greetings of every kind go by the answer about birthdays: who wants none wants none.
    pub const fn consent(self) -> Option<Purpose> {
        match self {
            Self::ServiceReminder => Some(Purpose::ServiceReminders),
            Self::Promotion => Some(Purpose::Promotions),
            Self::Birthday | Self::Greeting => Some(Purpose::Birthday),
            Self::Transactional => None,
        }
    }

    /// Whether silence is a no: without a yes nothing is sent.
    pub const fn needs_a_yes(self) -> bool {
        matches!(self, Self::Promotion | Self::Birthday | Self::Greeting)
    }

    /// Whether it greets, and so never sells.
    pub const fn greets(self) -> bool {
        matches!(self, Self::Birthday | Self::Greeting)
    }
}

/// By which way a message goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum MessageChannel {
    /// A chat that is opened by a link.
    #[default]
    WhatsApp,
    /// An e-mail that is opened by a link.
    Email,
    /// Copied, and sent by whatever way.
    Clipboard,
}

impl MessageChannel {
    /// All of them, in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::WhatsApp, Self::Email, Self::Clipboard];

    /// The stable key in the book.
    pub const fn key(self) -> &'static str {
        match self {
            Self::WhatsApp => "whatsapp",
            Self::Email => "email",
            Self::Clipboard => "clipboard",
        }
    }

    /// The one with this key.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.key() == key)
    }

    /// The next one, after the last the first.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::WhatsApp => Self::Email,
            Self::Email => Self::Clipboard,
            Self::Clipboard => Self::WhatsApp,
        }
    }
}

/// Whether a message may be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gate {
    /// It may.
    Open,
    /// Nobody has asked the customer about this yet, and it wants a yes.
    NotAsked(Purpose),
    /// The customer said no to this.
    Refused(Purpose),
    /// The customer does not want to be contacted at all.
    DoNotContact,
}

impl Gate {
    /// What the answers of a customer mean for a message; `consents` holds the newest answer of
    /// each purpose first. "Do not contact" beats everything.
    pub fn of(purpose: MessagePurpose, consents: &[Consent]) -> Self {
        if Purpose::Contact.refused(consents) {
            return Self::DoNotContact;
        }
        match purpose.consent() {
            Some(asked) if asked.refused(consents) => Self::Refused(asked),
            Some(asked) if purpose.needs_a_yes() && !asked.agreed(consents) => {
                Self::NotAsked(asked)
            }
            _ => Self::Open,
        }
    }

    /// Whether it may be sent.
    pub fn is_open(self) -> bool {
        self == Self::Open
    }
}

/// A message as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    /// To whom.
    pub customer: CustomerId,
    /// When.
    pub day: Day,
    /// Key of the template; empty for free text.
    pub template: String,
    /// What for.
    pub purpose: MessagePurpose,
    /// By which way.
    pub channel: MessageChannel,
    /// Its language: `en` or `id`.
    pub language: String,
    /// The text as it went, 1 to 4,000 characters.
    pub body: String,
}

/// A sent message as the book tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageEntry {
    /// The row.
    pub id: i64,
    /// What was sent.
    pub message: SentMessage,
    /// Who sent it.
    pub by: String,
}

/// Longest text of a message or a template, in characters.
pub const MESSAGE_CHARS: usize = 4_000;
/// Longest key of a template.
pub const TEMPLATE_KEY_CHARS: usize = 60;

/// A template as the shop wrote it: another text of one that ships, or one of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFacts {
    /// Its name: `birthday`; letters a to z, digits and `_`.
    pub key: String,
    /// What for; of one that ships it counts for nothing.
    pub purpose: MessagePurpose,
    /// The Indonesian text; empty for that of the one that ships, or none.
    pub id: String,
    /// The English text, the same way.
    pub en: String,
}

/// Whether a text can be the key of a template.
pub fn is_template_key(key: &str) -> bool {
    (1..=TEMPLATE_KEY_CHARS).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn consents(answers: &[Option<bool>]) -> Vec<Consent> {
        let lines = Purpose::ALL.into_iter().zip(answers);
        let lines = lines.filter_map(|(purpose, answer)| {
            Some(Consent {
                purpose: purpose.key().to_owned(),
                yes: (*answer)?,
                day: "2026-11-22".parse().ok()?,
                channel: String::new(),
                by: String::new(),
            })
        });
        lines.collect()
    }

    fn said(purpose: Purpose, yes: bool) -> Vec<Consent> {
        consents(&Purpose::ALL.map(|one| (one == purpose).then_some(yes)))
    }

    #[test]
    fn keys_name_what_they_are_the_keys_of() {
        for purpose in MessagePurpose::ALL {
            assert_eq!(MessagePurpose::of(purpose.key()), Some(purpose));
        }
        for channel in MessageChannel::ALL {
            assert_eq!(MessageChannel::of(channel.key()), Some(channel));
        }
        assert_eq!(MessagePurpose::of("sales"), None);
    }

    #[test]
    fn silence_lets_a_reminder_through_and_no_greeting_and_no_offer() {
        let gate = |purpose| Gate::of(purpose, &[]);
        assert_eq!(gate(MessagePurpose::ServiceReminder), Gate::Open);
        assert_eq!(gate(MessagePurpose::Transactional), Gate::Open);
        let asked = Gate::NotAsked(Purpose::Promotions);
        assert_eq!(gate(MessagePurpose::Promotion), asked);
        for purpose in [MessagePurpose::Birthday, MessagePurpose::Greeting] {
            assert_eq!(gate(purpose), Gate::NotAsked(Purpose::Birthday));
        }
    }

    #[test]
    fn a_no_to_reminders_stops_reminders() {
        let no = said(Purpose::ServiceReminders, false);
        let gate = Gate::of(MessagePurpose::ServiceReminder, &no);
        assert_eq!(gate, Gate::Refused(Purpose::ServiceReminders));
    }

    #[test]
    fn a_key_of_a_template_is_a_plain_word() {
        assert!(is_template_key("service_due2"));
        for bad in ["", "Birthday", "a b", "é", "a-b"] {
            assert!(!is_template_key(bad), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn do_not_contact_beats_every_other_answer(
            answers in proptest::collection::vec(proptest::option::of(any::<bool>()), 4),
            at in 0..MessagePurpose::ALL.len(),
        ) {
            let mut all = answers;
            all.push(Some(false));
            prop_assert_eq!(Gate::of(MessagePurpose::ALL[at], &consents(&all)), Gate::DoNotContact);
        }

        #[test]
        fn what_wants_a_yes_goes_only_with_one_and_a_no_always_stops(
            answers in proptest::collection::vec(proptest::option::of(any::<bool>()), 5),
            at in 0..MessagePurpose::ALL.len(),
        ) {
            let (purpose, told) = (MessagePurpose::ALL[at], consents(&answers));
            let gate = Gate::of(purpose, &told);
            if let Some(asked) = purpose.consent() {
                prop_assert!(!gate.is_open() || !asked.refused(&told));
                prop_assert!(!gate.is_open() || !purpose.needs_a_yes() || asked.agreed(&told));
            }
            let stopped = Purpose::Contact.refused(&told)
                || purpose.consent().is_some_and(|asked| {
                    asked.refused(&told) || (purpose.needs_a_yes() && !asked.agreed(&told))
                });
            prop_assert_eq!(gate.is_open(), !stopped);
        }
    }
}
