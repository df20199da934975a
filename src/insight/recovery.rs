//! Whom to win back, and why.

use std::collections::{BTreeMap, HashMap};

use chrono::Days;

use super::{Appraised, Outlook, Stagnation, Visits, WITHIN, WonBack};
use crate::domain::{CustomerId, Day, Introduced, LostTo};

/// Days after which somebody of few visits has gone silent.
const SILENT_DAYS: u32 = 180;
/// Visits that make a rhythm: whoever has fewer came by chance.
const FEW: u32 = 4;

/// Whether somebody came a few times and has not been seen for long.
pub fn went_silent(visits: &Visits, as_of: Day) -> bool {
    visits.count < FEW && visits.silent(as_of) > SILENT_DAYS
}

/// Why somebody should be looked after; a customer has one reason, the first that holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Need {
    /// The shop knows that they went to another.
    LostTo,
    /// Probably lost, as far as one can tell.
    Lost,
    /// Asleep by their own rhythm, or drifting away.
    Sleeping,
    /// A few visits, and silent for long: too few for a rhythm.
    Silent,
    /// Four visits or more, and late by their own rhythm.
    Slipping,
    /// Comes as often, and brings less.
    Stagnating,
}

impl Need {
    /// All of them, in the order in which they are told: who can be won back with the least effort
    /// first.
    pub const ALL: [Self; 6] = [
        Self::Slipping,
        Self::Stagnating,
        Self::Sleeping,
        Self::Silent,
        Self::LostTo,
        Self::Lost,
    ];

    /// Its name in files and JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::LostTo => "lost_to",
            Self::Lost => "lost",
            Self::Sleeping => "sleeping",
            Self::Silent => "silent",
            Self::Slipping => "slipping",
            Self::Stagnating => "stagnating",
        }
    }

    /// What the rhythm and the model say of somebody as of a day; `None` where nothing is amiss.
    pub fn of(one: &Appraised, as_of: Day) -> Option<Self> {
        match one.outlook {
            Outlook::ProbablyLost => Some(Self::Lost),
            Outlook::Asleep | Outlook::DriftingAway => Some(Self::Sleeping),
            Outlook::DueNow | Outlook::Overdue if one.visits.gaps.is_some() => Some(Self::Slipping),
            _ => went_silent(&one.visits, as_of).then_some(Self::Silent),
        }
    }

    /// Whether somebody does not come any more: the list of the day asks to win those back.
    pub fn stays_away(self) -> bool {
        matches!(self, Self::Lost | Self::Sleeping | Self::Silent)
    }
}

/// Somebody to win back.
#[derive(Debug, Clone, PartialEq)]
pub struct Recovering {
    /// Who, with what is known of their visits.
    pub one: Appraised,
    /// Why.
    pub need: Need,
    /// To whom they went, where that is the reason.
    pub lost_to: Option<LostTo>,
    /// What is less, where that is the reason.
    pub stagnation: Option<Stagnation>,
}

/// Those of one reason.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Needing {
    /// How many.
    pub total: usize,
    /// What all of them ever brought, minor units.
    pub money: i64,
    /// The first of them, who brought most first.
    pub first: Vec<Recovering>,
}

impl Needing {
    /// Of all of them; at most so many are kept.
    pub fn of(mut all: Vec<Recovering>, most: usize) -> Self {
        let order = |one: &Recovering| {
            let visits = &one.one.visits;
            (std::cmp::Reverse(visits.money), one.one.customer.0)
        };
        all.sort_by_key(order);
        let total = all.len();
        let money = all
            .iter()
            .fold(0, |sum: i64, one| sum.saturating_add(one.one.visits.money));
        all.truncate(most);
        Self {
            total,
            money,
            first: all,
        }
    }
}

impl Recovery {
    /// Only these customers; of each reason all must be named.
    pub fn narrow(&mut self, holds: impl Fn(CustomerId) -> bool) {
        let lists = std::mem::take(&mut self.lists).into_iter();
        let lists = lists.map(|(need, list)| {
            let mut held = list.first;
            held.retain(|one| holds(one.one.customer));
            (need, Needing::of(held, usize::MAX))
        });
        self.lists = lists.filter(|(_, list)| list.total > 0).collect();
        for alone in self.left_alone.values_mut() {
            alone.retain(|one| holds(*one));
        }
        self.left_alone.retain(|_, alone| !alone.is_empty());
    }

    /// Writes down who was asked to come back as of a day, and puts those of whom it is still waited what
    /// comes of it below the others.
    #[must_use]
    pub fn with_asked(mut self, today: Day) -> Self {
        // The newest stand first, and stay.
        for one in self.won_back.iter().rev() {
            let last = one.sent.checked_add_days(Days::new(WITHIN.into()));
            let asked = Asked {
                day: one.sent,
                is_waited_for: last.is_none_or(|last| today <= last),
            };
            self.asked.insert(one.who.id, asked);
        }
        let mut lists = std::mem::take(&mut self.lists);
        for list in lists.values_mut() {
            let waits = |one: &Recovering| self.asked(one).is_none_or(|asked| !asked.is_waited_for);
            list.first.sort_by_key(|one| !waits(one));
        }
        self.lists = lists;
        self
    }

    /// That somebody was asked to come back since they were here; `None` where nobody asked.
    pub fn asked(&self, one: &Recovering) -> Option<Asked> {
        let asked = self.asked.get(&one.one.customer).copied();
        asked.filter(|asked| asked.day > one.one.visits.last)
    }

    /// Those of a reason who want to be left alone.
    pub fn left_alone(&self, need: Need) -> &[CustomerId] {
        self.left_alone.get(&need).map_or(&[], Vec::as_slice)
    }
}

/// Whom to win back.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Recovery {
    /// By the reason.
    pub lists: BTreeMap<Need, Needing>,
    /// Those who would stand there and want to be left alone, by the reason.
    pub left_alone: BTreeMap<Need, Vec<CustomerId>>,
    /// Who those are that the lists name.
    pub people: HashMap<CustomerId, Introduced>,
    /// The messages of the last year that asked somebody to come back, the newest first.
    pub won_back: Vec<WonBack>,
    /// When each of those was last sent one.
    pub asked: HashMap<CustomerId, Asked>,
}

/// That somebody was asked to come back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// When last.
    pub day: Day,
    /// Whether it is still waited for what comes of it.
    pub is_waited_for: bool,
}
