//! Segments that a shop may begin with. They are offered, and only the ones that somebody takes
//! are written into the book.

use super::Field;
use super::{Bound, Condition, Fact, Figure, Filter, Join, Test, When};
use crate::domain::Purpose;

/// One of them; the text floor has its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shipped {
    /// Came most often of all, and are silent.
    ChampionsAsleep,
    /// Loyal, and later than they usually are.
    LoyalAndLate,
    /// Born in these 31 days.
    BirthdaySoon,
    /// Came once, more than a month ago.
    OneVisitOnly,
    /// The best fifth by money.
    BigSpenders,
    /// A service that was promised for the next two weeks.
    ServiceSoon,
    /// Never came.
    NeverServed,
    /// Said yes to offers, and can be called.
    WantsOffers,
}

impl Shipped {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::ChampionsAsleep,
        Self::LoyalAndLate,
        Self::BirthdaySoon,
        Self::OneVisitOnly,
        Self::BigSpenders,
        Self::ServiceSoon,
        Self::NeverServed,
        Self::WantsOffers,
    ];

    /// Whom it holds.
    pub fn filter(self) -> Filter {
        let is = |fact: Fact, words: &[&str]| {
            let words = words.iter().map(|word| (*word).to_owned()).collect();
            Condition::of(fact, Test::Is(words))
        };
        let number = |fact: Fact, bound: Bound<i64>| {
            Condition::of(fact, Test::Number(bound.map(Figure::whole)))
        };
        let conditions = match self {
            Self::ChampionsAsleep => vec![
                number(Fact::Frequency, Bound::AtLeast(5)),
                is(Fact::Outlook, &["asleep", "probably_lost"]),
            ],
            Self::LoyalAndLate => vec![
                is(Fact::Stage, &["loyal", "advocate"]),
                is(Fact::Outlook, &["due_now", "overdue"]),
            ],
            Self::BirthdaySoon => vec![number(Fact::BirthdayIn, Bound::AtMost(30))],
            Self::OneVisitOnly => vec![
                number(Fact::Visits, Bound::Exactly(1)),
                number(Fact::DaysSilent, Bound::Above(30)),
            ],
            Self::BigSpenders => vec![number(Fact::MoneyScore, Bound::Exactly(5))],
            Self::ServiceSoon => vec![Condition::of(
                Fact::NextServiceDay,
                Test::Day(Bound::Between(When::Today(0), When::Today(14))),
            )],
            Self::NeverServed => vec![number(Fact::Visits, Bound::Exactly(0))],
            Self::WantsOffers => vec![
                Condition::of(
                    Field::Consent(Purpose::Promotions),
                    Test::Is(vec!["yes".to_owned()]),
                ),
                Condition::of(Fact::HasPhone, Test::Yes),
            ],
        };
        Filter::new(Join::All, conditions)
    }
}
