//! One customer of the model: what visits brought and took, and which tier that makes.

use std::collections::BTreeMap;

use kenal::domain::{CustomerId, Day, VisitFacts, VisitId, VisitStatus};
use kenal::points::{Basis, Rule};

use crate::programme::Refused;
use crate::purse::Purse;
use crate::reckon::held;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Award,
    Birthday,
    Welcome,
    Redeemed,
    /// For having been brought.
    Came,
    /// For having brought somebody.
    Brought,
}

/// What a visit brought or took, while it counts.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub why: Why,
    pub points: i64,
    day: Day,
    /// The place of its lot, or of what it took.
    place: usize,
}

/// What a visit brought at some time for the same reason: the places of the lots, and of what was taken
/// for those that count no more.
#[derive(Debug, Clone, Default)]
pub struct Before {
    lots: Vec<usize>,
    taken_back: Vec<usize>,
}

/// Everything about one customer.
#[derive(Debug, Clone, Default)]
pub struct Customer {
    pub birth_month: Option<u32>,
    /// Who brought them.
    pub referrer: Option<CustomerId>,
    pub given: Option<(String, Day)>,
    pub visits: BTreeMap<VisitId, VisitFacts>,
    /// The version that paid each visit first, in this ledger.
    pub paid: BTreeMap<VisitId, usize>,
    pub entries: BTreeMap<VisitId, Vec<Entry>>,
    pub purse: Purse,
    pub before: BTreeMap<(VisitId, Why), Before>,
}

pub fn is_paid(facts: &VisitFacts) -> bool {
    facts.status == VisitStatus::Done && facts.total.is_some_and(|money| money.0 > 0)
}

impl Customer {
    /// The first visit that was paid.
    pub fn first_paid(&self) -> Option<VisitId> {
        let paid = self.visits.iter().filter(|(_, facts)| is_paid(facts));
        let first = paid.min_by_key(|(visit, facts)| (facts.day, **visit));
        first.map(|(visit, _)| *visit)
    }

    /// Points of a visit that were redeemed already.
    pub fn redeemed(&self, id: VisitId) -> i64 {
        let entries = self.entries.get(&id).into_iter().flatten();
        let redeemed = entries.filter(|entry| entry.why == Why::Redeemed);
        redeemed.map(|entry| entry.points).sum()
    }

    /// Whether the welcome comes with this visit.
    pub fn is_welcomed_with(&self, id: VisitId) -> bool {
        let brings = |entries: &Vec<Entry>| entries.iter().any(|e| e.why == Why::Welcome);
        let welcomed = self.entries.iter().filter(|(_, entries)| brings(entries));
        let welcomed: Vec<VisitId> = welcomed.map(|(visit, _)| *visit).collect();
        self.visits.get(&id).is_some_and(is_paid)
            && welcomed.iter().all(|visit| *visit == id)
            && (welcomed.contains(&id) || self.first_paid() == Some(id))
    }

    /// What there would be without a visit: only that may pay a part of it.
    pub fn balance_without(&self, id: VisitId, day: Day, today: Day) -> i64 {
        let mut without = self.clone();
        match without.settle((id, today, today), None, Vec::new()) {
            Ok(()) => without.purse.valid_on(day),
            Err(Refused) => 0,
        }
    }

    /// Makes what a visit did here what it shall have done: what is right stays, what is wrong is
    /// taken back first, and what is redeemed is never paid with points of the same visit: where it
    /// is redeemed anew, all that the visit brought comes after that.
    pub fn settle(
        &mut self,
        (id, day, today): (VisitId, Day, Day),
        valid_days: Option<u32>,
        wanted: Vec<(Why, i64)>,
    ) -> Result<(), Refused> {
        let expires = valid_days.map(|days| day + chrono::Days::new(days.into()));
        let mut missing = wanted;
        let (mut stays, mut wrong) = (Vec::new(), Vec::new());
        let stood = self.entries.remove(&id).unwrap_or_default();
        let redeems_anew = missing.iter().any(|(why, points)| {
            let stands = |entry: &Entry| (entry.points, entry.day) == (*points, day);
            let mut redeemed = stood.iter().filter(|entry| entry.why == Why::Redeemed);
            *why == Why::Redeemed && !redeemed.any(stands)
        });
        for entry in stood {
            if redeems_anew && entry.why != Why::Redeemed {
                wrong.push(entry);
                continue;
            }
            let same = missing.iter().position(|(why, points)| {
                (*why, *points, day) == (entry.why, entry.points, entry.day)
            });
            match same {
                Some(at) => {
                    missing.remove(at);
                    stays.push(entry);
                }
                None => wrong.push(entry),
            }
        }
        for entry in wrong {
            match entry.why {
                Why::Redeemed => self.purse.void_taken(entry.place, today),
                why => {
                    let place = self.purse.void_lot(entry.place, entry.points, today);
                    let before = self.before.entry((id, why)).or_default();
                    before.taken_back.push(place);
                }
            }
        }
        missing.sort_by_key(|(why, _)| *why != Why::Redeemed);
        for (why, points) in missing {
            let place = if why == Why::Redeemed {
                self.purse.take(points, day, today)?
            } else {
                let before = self.before.entry((id, why)).or_default();
                let again = (&before.lots[..], &before.taken_back[..]);
                let place = self.purse.put(points, (day, expires), again, today);
                before.lots.push(place);
                place
            };
            stays.push(Entry {
                why,
                points,
                day,
                place,
            });
        }
        if !stays.is_empty() {
            self.entries.insert(id, stays);
        }
        Ok(())
    }

    /// The place of the tier on a day: on its morning, or with what came on it.
    pub fn tier(&self, rule: &Rule, on: Day, whole_day: bool) -> Option<usize> {
        let top = rule.tier.len().checked_sub(1)?;
        let gains = self.gains(rule, on, whole_day);
        let held = held(rule, &gains, on);
        let given = self.given.as_ref().filter(|(_, until)| *until >= on);
        let floor =
            given.and_then(|(name, _)| rule.tier.iter().position(|tier| tier.name == *name));
        Some(held.max(floor.unwrap_or(0)).min(top))
    }

    fn gains(&self, rule: &Rule, on: Day, whole_day: bool) -> Vec<(Day, i64)> {
        let counts = |day: Day| day < on || (whole_day && day == on);
        let mut gains: Vec<(Day, i64)> = match rule.basis {
            Basis::Spend => {
                let done = self
                    .visits
                    .values()
                    .filter(|facts| facts.status == VisitStatus::Done);
                done.filter_map(|facts| Some((facts.day, facts.total?.0)))
                    .collect()
            }
            Basis::Points => {
                let entries = self.entries.values().flatten();
                let came = entries.filter(|entry| entry.why != Why::Redeemed);
                came.map(|entry| (entry.day, entry.points)).collect()
            }
        };
        gains.retain(|(day, _)| counts(*day));
        gains.sort_unstable();
        gains
    }
}
