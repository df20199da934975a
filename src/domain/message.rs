//! Messages to customers: what for, by which way, and whether the customer lets us.

use super::{CampaignId, Consent, CustomerId, Day, Greeting, Greetings, Occasion, Purpose};

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

    /// What it needs to be let through, by its template. A greeting at a feast that customers may
    /// wish needs that wish; every other greeting goes by the answer about birthdays.
    pub fn asks(self, template: &str) -> Asks {
        match (self, Greeting::at(template)) {
            (Self::Birthday | Self::Greeting, Some(feast)) => Asks::Wish(feast),
            (Self::Birthday | Self::Greeting, _) => Asks::Yes(Purpose::Birthday),
            (Self::Promotion, _) => Asks::Yes(Purpose::Promotions),
            (Self::ServiceReminder, _) => Asks::NoRefusal(Purpose::ServiceReminders),
            (Self::Transactional, _) => Asks::Nothing,
        }
    }

    /// Whether silence is a no: without a yes or a wish nothing is sent.
    pub const fn needs_a_yes(self) -> bool {
        matches!(self, Self::Promotion | Self::Birthday | Self::Greeting)
    }

    /// Whether it may offer something: only that asks for the consent to promotions.
    pub const fn may_offer(self) -> bool {
        matches!(self, Self::Promotion)
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

/// What a message needs to be let through, beside that the customer may be contacted at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asks {
    /// Nothing.
    Nothing,
    /// That the customer has not said no to this.
    NoRefusal(Purpose),
    /// A yes to this.
    Yes(Purpose),
    /// That the customer wished to be greeted at this feast.
    Wish(Greeting),
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
    /// The customer has not wished to be greeted at this feast.
    NotWished(Greeting),
    /// The customer does not want to be contacted at all.
    DoNotContact,
}

impl Gate {
    /// What the answers and the wishes of a customer mean for what a message asks; `consents` holds
    /// the newest answer of each purpose first. "Do not contact" beats everything.
    pub fn of(asks: Asks, consents: &[Consent], wishes: &Greetings) -> Self {
        if Purpose::Contact.refused(consents) {
            return Self::DoNotContact;
        }
        match asks {
            Asks::Yes(asked) | Asks::NoRefusal(asked) if asked.refused(consents) => {
                Self::Refused(asked)
            }
            Asks::Yes(asked) if !asked.agreed(consents) => Self::NotAsked(asked),
            Asks::Wish(feast) if !wishes.0.contains(&feast) => Self::NotWished(feast),
            _ => Self::Open,
        }
    }

    /// The name of what is in the way in files and JSON; `None` where nothing is.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::NotAsked(_) => Some("not_asked"),
            Self::Refused(_) => Some("refused"),
            Self::NotWished(_) => Some("not_wished"),
            Self::DoNotContact => Some("do_not_contact"),
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
    /// The campaign from whose list it went.
    pub campaign: Option<CampaignId>,
    /// The feast from whose list it went, which is done with it whatever its template; the book keeps that
    /// as a mark of its own.
    pub about: Option<Occasion>,
}

/// Days within which two greetings with the same template are of the same feast or birthday.
const SAME_GREETING: u16 = 182;

impl SentMessage {
    /// Within how many days a message with the same template says the same to the same customer: a
    /// greeting once for its feast or birthday, any other message once a day.
    pub const fn says_the_same_within(&self) -> u16 {
        if self.purpose.greets() {
            SAME_GREETING
        } else {
            0
        }
    }
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
/// Key of the line below every promotion, which tells how to stop them.
pub const STOP_FOOTER: &str = "stop_footer";
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

    /// The gate for a template, of a customer who answered this and wishes that.
    fn gate(
        (purpose, template): (MessagePurpose, &str),
        consents: &[Consent],
        wishes: &str,
    ) -> Gate {
        Gate::of(purpose.asks(template), consents, &wishes.parse().unwrap())
    }

    #[test]
    fn silence_lets_a_reminder_through_and_no_greeting_and_no_offer() {
        let gate = |purpose| gate((purpose, "own"), &[], "");
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
        let gate = gate((MessagePurpose::ServiceReminder, "mudik"), &no, "lebaran");
        assert_eq!(gate, Gate::Refused(Purpose::ServiceReminders));
    }

    #[test]
    fn the_wish_for_a_feast_is_the_yes_to_its_greeting_and_to_no_other() {
        let to = |template, consents: &[Consent], wishes| {
            gate((MessagePurpose::Greeting, template), consents, wishes)
        };
        let yes = said(Purpose::Birthday, true);
        assert_eq!(to("lebaran", &[], "lebaran"), Gate::Open);
        // Nobody's birthday says at which feasts they wish to be greeted, and no feast says that
        // they wish to be greeted at their birthday.
        let no_wish = Gate::NotWished(Greeting::Lebaran);
        assert_eq!(to("lebaran", &yes, "natal"), no_wish);
        assert_eq!(to("lebaran", &yes, "none"), no_wish);
        let not_asked = Gate::NotAsked(Purpose::Birthday);
        assert_eq!(to("kemerdekaan", &[], "lebaran"), not_asked);
        assert_eq!(to("kemerdekaan", &yes, "none"), Gate::Open);
        let birthday = (MessagePurpose::Birthday, "birthday");
        assert_eq!(gate(birthday, &[], "lebaran, natal"), not_asked);
        let no = said(Purpose::Birthday, false);
        assert_eq!(to("natal", &no, "natal"), Gate::Open);
        let left_alone = said(Purpose::Contact, false);
        assert_eq!(to("natal", &left_alone, "natal"), Gate::DoNotContact);
    }

    #[test]
    fn a_key_of_a_template_is_a_plain_word() {
        assert!(is_template_key("service_due2"));
        for bad in ["", "Birthday", "a b", "é", "a-b"] {
            assert!(!is_template_key(bad), "{bad}");
        }
    }

    /// A template, of a feast or of none, and what somebody wishes.
    fn about() -> impl Strategy<Value = (MessagePurpose, &'static str, Greetings)> {
        let purpose = (0..MessagePurpose::ALL.len()).prop_map(|at| MessagePurpose::ALL[at]);
        let key = prop_oneof![
            Just("lebaran"),
            Just("nyepi"),
            Just("birthday"),
            Just("own")
        ];
        let wish = (0..Greeting::ALL.len()).prop_map(|at| Greeting::ALL[at]);
        let wishes = proptest::collection::btree_set(wish, 0..5).prop_map(Greetings);
        (purpose, key, wishes)
    }

    proptest! {
        #[test]
        fn do_not_contact_beats_every_other_answer_and_every_wish(
            answers in proptest::collection::vec(proptest::option::of(any::<bool>()), 4),
            (purpose, template, wishes) in about(),
        ) {
            let mut all = answers;
            all.push(Some(false));
            let gate = Gate::of(purpose.asks(template), &consents(&all), &wishes);
            prop_assert_eq!(gate, Gate::DoNotContact);
        }

        #[test]
        fn what_wants_a_yes_or_a_wish_goes_only_with_one_and_a_no_always_stops(
            answers in proptest::collection::vec(proptest::option::of(any::<bool>()), 5),
            (purpose, template, wishes) in about(),
        ) {
            let told = consents(&answers);
            let stopped = Purpose::Contact.refused(&told) || match purpose.asks(template) {
                Asks::Nothing => false,
                Asks::NoRefusal(asked) => asked.refused(&told),
                Asks::Yes(asked) => !asked.agreed(&told),
                Asks::Wish(feast) => !wishes.0.contains(&feast),
            };
            let gate = Gate::of(purpose.asks(template), &told, &wishes);
            prop_assert_eq!(gate.is_open(), !stopped);
            prop_assert!(purpose != MessagePurpose::Promotion || !gate.is_open() || Purpose::Promotions.agreed(&told));
        }
    }
}
