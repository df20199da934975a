//! The review with the people in it, and what belongs to the week beside the visits.

use std::collections::{HashMap, HashSet};

use super::{Flow, Kind, Listed, Quality, Review};
use crate::domain::{CustomerId, Day, Introduced, Liability, ThanksOwed, VehicleId};
use crate::insight::{Appraised, CampaignTold, Cohorts};

/// Everything that the owner's ten minutes need.
#[derive(Debug, Clone, PartialEq)]
pub struct Weekly {
    /// What the visits say.
    pub review: Review,
    /// Everybody who is named in it.
    pub people: HashMap<CustomerId, Introduced>,
    /// The weeks up to the one under review by their Mondays, oldest first: a year of them, or
    /// those since the shop's first visit.
    pub year: Vec<(Day, Flow)>,
    /// Who has a birthday in the two weeks after the review is read, the next first.
    pub birthdays: Vec<Birthday>,
    /// To whom thanks are owed for bringing somebody, the newest first.
    pub thanks: Vec<ThanksOwed>,
    /// Who stands in the book and never came.
    pub never_served: NeverServed,
    /// What should be looked at in the data.
    pub quality: Quality,
    /// What is owed in points on the day on which the review is read; `None` where nobody has any.
    pub points: Option<Liability>,
    /// Whose points lapse within thirty days of that day, the most points first, and how many they
    /// are.
    pub lapsing: (Vec<Lapsing>, usize),
    /// The campaigns that ran in the days under review, or whose messages may still have brought
    /// somebody back in them, the youngest first; what came of them up to the Sunday.
    pub campaigns: Vec<CampaignTold>,
    /// What was done in the days under review: the first of them, and how many there are.
    pub done: (Vec<DoneVisit>, usize),
    /// Others of those visits that are shown, by their places among all.
    pub further: HashMap<usize, DoneVisit>,
    /// Who of those who are named has been here since the week's Sunday, and when last.
    pub since: HashMap<CustomerId, Day>,
}

impl Weekly {
    /// The visit at a place among all that were done in the days under review; `None` where it was
    /// not told.
    pub fn visit(&self, at: usize) -> Option<&DoneVisit> {
        self.done.0.get(at).or_else(|| self.further.get(&at))
    }

    /// When somebody was here last, as the book has it today: after the week too.
    pub fn last_seen(&self, one: &Appraised) -> Day {
        self.since
            .get(&one.customer)
            .copied()
            .unwrap_or(one.visits.last)
    }

    /// When somebody came again after the week; `None` also where an order has been open since before.
    pub fn came_again(&self, one: &Appraised) -> Option<Day> {
        let since = self.since.get(&one.customer).copied();
        since.filter(|day| *day > self.review.week.sunday)
    }

    /// The first of a list as they are told: where it is one of people to call, who has been here
    /// again since the week stands last.
    pub fn in_order<'a>(&self, kind: Kind, list: &'a Listed) -> Vec<&'a Appraised> {
        let mut all: Vec<&Appraised> = list.first.iter().collect();
        if kind.is_to_call() {
            all.sort_by_key(|one| self.since.contains_key(&one.customer));
        }
        all
    }
}

impl Weekly {
    /// How many people are to be thanked: whoever brought two friends is one of them.
    pub fn to_thank(&self) -> usize {
        let who = self.thanks.iter().map(|owed| owed.referrer.id);
        who.collect::<HashSet<_>>().len()
    }

    /// Rows of a list that stand on a screen.
    pub const MOST: usize = 200;
}

/// A done visit of the days under review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoneVisit {
    /// Whose; `None` where that is not known.
    pub customer: Option<CustomerId>,
    /// The vehicle that was there.
    pub vehicle: Option<VehicleId>,
    /// Its plate; empty without one.
    pub plate: String,
    /// When.
    pub day: Day,
    /// What was paid, in minor units.
    pub total: Option<i64>,
}

/// Somebody whose points lapse soon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lapsing {
    /// Whose.
    pub customer: CustomerId,
    /// How many.
    pub points: i64,
    /// What they are worth on the day on which the review is read, minor units.
    pub worth: i64,
    /// The last day on which the first of them are valid.
    pub day: Day,
}

/// A birthday ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Birthday {
    /// Whose.
    pub customer: CustomerId,
    /// The day on which it is kept.
    pub day: Day,
    /// How old they will be; `None` where the year is not known.
    pub turns: Option<u32>,
    /// Whether they agreed to greetings; `None` while nobody has asked. Whoever refused has none here.
    pub agreed: Option<bool>,
}

/// Who never came.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NeverServed {
    /// How many.
    pub total: usize,
    /// The latest of them.
    pub first: Vec<CustomerId>,
}

/// What takes longer to find out: who stayed, by when and through whom they came.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Loyalty {
    /// By month of the first visit.
    pub cohorts: Cohorts,
    /// By what brought them, the most customers first.
    pub sources: Vec<Source>,
}

/// Where customers come from, and how long they stay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// As the shop wrote it; empty where nobody did.
    pub name: String,
    /// Customers with visits.
    pub customers: usize,
    /// Those who came again.
    pub returning: usize,
    /// Those who stand on no list of those who do not come any more.
    pub here: usize,
    /// What all of them brought, in minor units.
    pub money: i64,
    /// Median of the days from the first visit to the last, halves rounded up, among those who
    /// came first a year ago or earlier.
    pub stays: Option<u32>,
}
