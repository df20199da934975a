//! Whom to look after: the lists of the review.

use super::Week;
use crate::insight::{Appraisal, Appraised, Outlook, Visits};

/// Days after which somebody who came once has come and gone.
const ONCE_DAYS: u32 = 30;

/// Customers of one kind, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Listed {
    /// How many in all.
    pub total: usize,
    /// What all of them ever brought, in minor units.
    pub money: i64,
    /// The first of them, in the order of the list.
    pub first: Vec<Appraised>,
}

/// Which list of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The best by money.
    Top,
    /// Loyal, and late.
    Slipping,
    /// The rhythm is broken.
    Sleeping,
    /// Came again once, and are gone as far as one can tell.
    Lost,
    /// Came once, more than 30 days ago.
    OnceSilent,
    /// Came for the first time in this week.
    New,
    /// Came in this week, and had been asleep or probably lost before it.
    Back,
}

impl Kind {
    /// All of them, in the order of the review.
    pub const ALL: [Self; 7] = [
        Self::Top,
        Self::Slipping,
        Self::Sleeping,
        Self::Lost,
        Self::OnceSilent,
        Self::New,
        Self::Back,
    ];

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Slipping => "slipping",
            Self::Sleeping => "sleeping",
            Self::Lost => "lost",
            Self::OnceSilent => "one_timers_silent",
            Self::New => "new",
            Self::Back => "back",
        }
    }

    /// Whether somebody belongs to the list; who came back is told by the week before.
    fn holds(self, one: &Appraised, week: Week, before: Option<&Appraised>) -> bool {
        let this_week = one.visits.last >= week.monday();
        match self {
            Self::Top => true,
            Self::Slipping => one.is_slipping(week.sunday),
            Self::Sleeping => one.outlook == Outlook::Asleep,
            Self::Lost => one.outlook == Outlook::ProbablyLost && one.visits.count > 1,
            Self::OnceSilent => one.visits.count == 1 && one.visits.silent(week.sunday) > ONCE_DAYS,
            Self::New => one.visits.first >= week.monday(),
            Self::Back => this_week && before.is_some_and(was_gone),
        }
    }
}

fn was_gone(before: &Appraised) -> bool {
    matches!(before.outlook, Outlook::Asleep | Outlook::ProbablyLost)
}

impl Listed {
    /// The customers of a list; at most so many of them.
    pub(super) fn of(
        kind: Kind,
        week: Week,
        now: &Appraisal,
        before: &Appraisal,
        most: usize,
    ) -> Listed {
        let holds = |one: &&Appraised| {
            let earlier = (kind == Kind::Back)
                .then(|| before.get(one.customer))
                .flatten();
            kind.holds(one, week, earlier)
        };
        let mut all: Vec<&Appraised> = now.rows.iter().filter(holds).collect();
        let by_money = |visits: &Visits| std::cmp::Reverse(visits.money);
        let order = |one: &&Appraised| (by_money(&one.visits), one.customer.0);
        match kind {
            // Whoever came last may still remember the shop.
            Kind::OnceSilent => {
                all.sort_unstable_by_key(|one| (std::cmp::Reverse(one.visits.last), order(one)));
            }
            _ if all.len() > most => {
                all.select_nth_unstable_by_key(most, order);
            }
            _ => {}
        }
        let total = all.len();
        let money = all
            .iter()
            .fold(0, |sum: i64, one| sum.saturating_add(one.visits.money));
        all.truncate(most);
        if kind != Kind::OnceSilent {
            all.sort_unstable_by_key(order);
        }
        Listed {
            total,
            money,
            first: all.into_iter().copied().collect(),
        }
    }
}
