//! Everything about a customer that can be asked for, by a stable name.

use std::borrow::Cow;

use crate::domain::trade::{FieldKind, Trade};
use crate::domain::{FieldKey, Purpose};

/// What a field holds, and so what can be asked about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text: compared without case and accents.
    Text,
    /// Text that was written on some day: asked as text, and whether since a day.
    Dated,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// A calendar day.
    Day,
    /// So many days.
    Days,
    /// One of a few words.
    Choice,
    /// It is so, or not.
    YesNo,
}

/// What a condition is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Field {
    /// A fact or a number that every shop has.
    Fact(Fact),
    /// The newest answer to a question about consent.
    Consent(Purpose),
    /// A preference, a fact of the profile, or a field of the trade's or the shop's own.
    Own(FieldKey),
}

macro_rules! facts {
    ($($(#[$doc:meta])* $fact:ident $name:literal $kind:ident,)*) => {
        /// A fact in the book, or a number computed of the visits.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Fact {
            $($(#[$doc])* $fact,)*
        }

        impl Fact {
            /// All of them, in the order in which they are offered.
            pub const ALL: &[Fact] = &[$(Fact::$fact),*];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Fact::$fact => $name,)*
                }
            }

            /// What it holds.
            pub const fn kind(self) -> Kind {
                match self {
                    $(Fact::$fact => Kind::$kind,)*
                }
            }
        }
    };
}

facts! {
    /// How many days somebody came.
    Visits "visits" Number,
    /// All money, refunds taken off.
    Money "money" Money,
    /// Money over visits.
    MoneyPerVisit "money_per_visit" Money,
    /// The first day.
    FirstVisit "first_visit" Day,
    /// The last day.
    LastVisit "last_visit" Day,
    /// Days since then.
    DaysSilent "days_silent" Days,
    /// The usual distance between visits.
    UsualGap "usual_gap" Days,
    /// The longest time between two visits.
    LongestGap "longest_gap" Days,
    /// When the next visit is expected by the usual distance.
    DueDay "due_day" Day,
    /// What is to be expected of them.
    Outlook "outlook" Choice,
    /// How far they have come with the shop.
    Stage "stage" Choice,
    /// The segment of recency and frequency.
    Segment "rfm" Choice,
    /// How short ago they came, 1 to 5.
    Recency "recency_score" Number,
    /// How often they come, 1 to 5.
    Frequency "frequency_score" Number,
    /// How much they bring, 1 to 5.
    MoneyScore "money_score" Number,
    /// The chance in per cent that they are still a customer.
    Chance "chance" Number,
    /// Visits that are expected within 90 days.
    ExpectedVisits "expected_visits" Number,
    /// What they may still bring, as of today.
    PredictedValue "predicted_value" Money,
    /// How many days somebody came within the last twelve months.
    VisitsYear "visits_12_months" Number,
    /// How many days somebody came within the last 90 days.
    VisitsQuarter "visits_90_days" Number,
    /// The money of the last twelve months, refunds taken off.
    MoneyYear "money_12_months" Money,
    /// The money of the last 90 days, refunds taken off.
    MoneyQuarter "money_90_days" Money,
    /// A service or a part that was taken: the text of a line of a done visit, or its oil.
    Taken "taken" Dated,
    /// The oil that was taken last.
    LastOil "last_oil" Text,
    /// The mechanics of the last visit that names any.
    LastMechanic "last_mechanic" Text,
    /// Points that are valid.
    Points "points" Number,
    /// Points that lapse within 30 days.
    PointsLapsing "points_lapsing_30" Number,
    /// The tier.
    Tier "tier" Text,
    /// Who brought them: the name, the customer ID.
    BroughtBy "brought_by" Text,
    /// How many they brought who came.
    Brought "brought" Number,
    /// The name.
    Name "name" Text,
    /// The customer ID.
    Code "customer_id" Text,
    /// An earlier customer ID, or one of another program.
    OtherCode "other_id" Text,
    /// Person or company.
    CustomerKind "kind" Choice,
    /// Pak, Bu, dr.
    Honorific "honorific" Text,
    /// A phone number, however it is written.
    Phone "phone" Text,
    /// A phone that can be called.
    HasPhone "has_phone" YesNo,
    /// An e-mail address.
    HasEmail "has_email" YesNo,
    /// The e-mail address.
    Email "email" Text,
    /// The postal address.
    Address "address" Text,
    /// The city.
    City "city" Text,
    /// How they came to the shop.
    Source "source" Text,
    /// The pinned alert.
    Alert "alert" Text,
    /// The note.
    Note "note" Text,
    /// Days until the next birthday, 0 today.
    BirthdayIn "birthday_in" Days,
    /// The month of birth, 1 to 12.
    BirthdayMonth "birthday_month" Number,
    /// The year of birth.
    BirthYear "birth_year" Number,
    /// Customer since.
    MemberSince "member_since" Day,
    /// The household's name.
    Household "household" Text,
    /// The name of the company whose contact somebody is.
    Company "company" Text,
    /// How many vehicles they own today.
    Vehicles "vehicles" Number,
    /// A plate of those.
    Plate "plate" Text,
    /// A plate that one of those carried before.
    EarlierPlate "earlier_plate" Text,
    /// A make of those.
    Make "make" Text,
    /// A model of those.
    Model "model" Text,
    /// A model year of those.
    Year "year" Number,
    /// A colour of those.
    Color "color" Text,
    /// The last reading of one of those, in km.
    Odometer "odometer" Number,
    /// The day that was promised for the next service of one of those.
    NextServiceDay "next_service_day" Day,
    /// The reading that was promised for it, in km.
    NextServiceOdometer "next_service_odometer" Number,
    /// The oil that they prefer, or usually took.
    UsualOil "usual_oil" Text,
    /// The mechanic whom they prefer, or usually had.
    UsualMechanic "usual_mechanic" Text,
}

/// The words of an answer about consent.
pub(super) const ANSWERS: &[&str] = &["yes", "no"];

impl Kind {
    /// Whether it is asked by words, and not by what is less or more.
    pub(super) const fn is_worded(self) -> bool {
        matches!(self, Kind::Text | Kind::Dated | Kind::Choice)
    }

    /// Whether it may have something in it.
    pub(super) const fn is_text(self) -> bool {
        matches!(self, Kind::Text | Kind::Dated)
    }
}

impl Fact {
    /// The words that one of a few may be; a test holds those of the visits against `insight`.
    pub const fn choices(self) -> &'static [&'static str] {
        match self {
            Fact::CustomerKind => &["person", "company"],
            Fact::Segment => &[
                "champion",
                "loyal",
                "potential_loyalist",
                "new",
                "promising",
                "need_attention",
                "about_to_sleep",
                "at_risk",
                "cant_lose",
                "hibernating",
            ],
            Fact::Outlook => &[
                "new",
                "on_rhythm",
                "due_this_week",
                "due_now",
                "overdue",
                "asleep",
                "fine",
                "drifting_away",
                "probably_lost",
                "too_early_to_say",
            ],
            Fact::Stage => &[
                "suspect",
                "prospect",
                "first_time",
                "repeat",
                "regular",
                "loyal",
                "advocate",
            ],
            _ => &[],
        }
    }

    /// Whether it is computed of the visits, and needs them summed up.
    pub const fn is_computed(self) -> bool {
        (self as u8) <= Fact::PredictedValue as u8
    }
}

impl Field {
    /// The stable name: `city`, `consent.promotions`, `field.likes`.
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Field::Fact(fact) => fact.name().into(),
            Field::Consent(purpose) => format!("consent.{}", purpose.key()).into(),
            Field::Own(key) => format!("field.{key}").into(),
        }
    }

    /// The field of a stable name. Any key may stand behind `field.`: a shop may have thrown the
    /// field away that a filter asks for.
    pub fn named(name: &str) -> Option<Field> {
        if let Some(key) = name.strip_prefix("consent.") {
            let purpose = Purpose::ALL.into_iter().find(|known| known.key() == key);
            return purpose.map(Field::Consent);
        }
        if let Some(key) = name.strip_prefix("field.") {
            let fits = (1..=60).contains(&key.chars().count());
            return (fits && key.chars().all(is_of_key)).then(|| Field::Own(key.to_owned()));
        }
        let mut facts = Fact::ALL.iter().copied();
        facts.find(|fact| fact.name() == name).map(Field::Fact)
    }

    /// What it holds in this trade; a field that the trade does not know is text.
    pub fn kind(&self, trade: &Trade) -> Kind {
        match self {
            Field::Fact(fact) => fact.kind(),
            Field::Consent(_) => Kind::Choice,
            Field::Own(key) => match trade.field(key) {
                Some(own) if !own.choices.is_empty() => Kind::Choice,
                Some(own) if own.kind == FieldKind::Number => Kind::Number,
                Some(own) if own.kind == FieldKind::Date => Kind::Day,
                _ => Kind::Text,
            },
        }
    }

    /// The words that it may be, where it is one of a few.
    pub fn choices<'a>(&self, trade: &'a Trade) -> Vec<&'a str> {
        match self {
            Field::Fact(fact) => fact.choices().to_vec(),
            Field::Consent(_) => ANSWERS.to_vec(),
            Field::Own(key) => {
                let choices = trade.field(key).map_or(&[][..], |own| &own.choices);
                choices.iter().map(|choice| &*choice.value).collect()
            }
        }
    }

    /// Every field that can be asked for in this trade.
    pub fn all(trade: &Trade) -> Vec<Field> {
        let facts = Fact::ALL.iter().copied().map(Field::Fact);
        let consents = Purpose::ALL.into_iter().map(Field::Consent);
        let own = trade.kept().map(|own| Field::Own(own.key.clone()));
        facts.chain(consents).chain(own).collect()
    }
}

/// What the key of an own field is made of.
fn is_of_key(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '.' | '-')
}

impl From<Fact> for Field {
    fn from(fact: Fact) -> Self {
        Field::Fact(fact)
    }
}
