//! Whom to look after: the lists of the review.

use crate::domain::Day;
use crate::insight::recovery::went_silent;
use crate::insight::{Appraisal, Appraised, Need, Outlook, Visits};

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
    /// Four visits or more, and due now or overdue.
    Slipping,
    /// Asleep, or drifting away.
    Sleeping,
    /// Probably lost.
    Lost,
    /// Fewer than four visits and silent for over 180 days; only where no model may speak.
    OnceSilent,
    /// Fewer than four visits and silent for over 180 days, and fine as the model has it.
    Quiet,
    /// Came for the first time in this week.
    New,
    /// Came in this week, and had been here before it.
    Returning,
    /// Came in this week, and had been asleep, drifting away or probably lost before it.
    Back,
}

impl Kind {
    /// All of them, in the order of the review.
    pub const ALL: [Self; 9] = [
        Self::Top,
        Self::Slipping,
        Self::Sleeping,
        Self::Lost,
        Self::OnceSilent,
        Self::Quiet,
        Self::New,
        Self::Returning,
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
            Self::Quiet => "quiet",
            Self::New => "new",
            Self::Returning => "returning",
            Self::Back => "back",
        }
    }

    /// Whether it is a list of people to call because they do not come.
    pub fn is_to_call(self) -> bool {
        matches!(
            self,
            Self::Slipping | Self::Sleeping | Self::Lost | Self::OnceSilent | Self::Quiet
        )
    }

    /// Whether somebody belongs to the list; who came back is told by the week before.
    fn holds(
        self,
        one: &Appraised,
        now: &Appraisal,
        since: Day,
        before: Option<&Appraised>,
    ) -> bool {
        let visits = &one.visits;
        let need = Need::of(one, now.as_of);
        match self {
            Self::Top => true,
            Self::Slipping => need == Some(Need::Slipping),
            Self::Sleeping => need == Some(Need::Sleeping),
            Self::Lost => need == Some(Need::Lost),
            Self::OnceSilent => went_silent(visits, now.as_of) && now.prediction.churn.is_none(),
            Self::Quiet => went_silent(visits, now.as_of) && one.outlook == Outlook::Fine,
            Self::New => visits.first >= since,
            Self::Returning => visits.last >= since && visits.first < since,
            Self::Back => {
                let was_gone = |before| {
                    let need = Need::of(before, now.as_of);
                    matches!(need, Some(Need::Sleeping | Need::Lost))
                };
                visits.last >= since && before.is_some_and(was_gone)
            }
        }
    }
}

/// Whether somebody stands on a list of those who do not come any more.
pub fn is_gone(one: &Appraised, now: &Appraisal) -> bool {
    Need::of(one, now.as_of).is_some_and(Need::stays_away)
}

impl Listed {
    /// The customers of a list; at most so many of them.
    pub(super) fn of(
        kind: Kind,
        since: Day,
        now: &Appraisal,
        before: &Appraisal,
        most: usize,
    ) -> Listed {
        let holds = |one: &&Appraised| {
            let earlier = (kind == Kind::Back)
                .then(|| before.get(one.customer))
                .flatten();
            kind.holds(one, now, since, earlier)
        };
        let mut all: Vec<&Appraised> = now.rows.iter().filter(holds).collect();
        let by_money = |visits: &Visits| std::cmp::Reverse(visits.money);
        let order = |one: &&Appraised| (by_money(&one.visits), one.customer.0);
        match kind {
            // Whoever came last may still remember the shop.
            Kind::OnceSilent | Kind::Quiet => {
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
        if !matches!(kind, Kind::OnceSilent | Kind::Quiet) {
            all.sort_unstable_by_key(order);
        }
        Listed {
            total,
            money,
            first: all.into_iter().copied().collect(),
        }
    }
}
