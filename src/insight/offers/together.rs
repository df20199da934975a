//! What is taken together: what those who take the same also take.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::WINDOW;
use crate::domain::Day;
use crate::insight::is_work;
use crate::insight::visits::days;

/// Customers who took a thing, below which it says nothing of others.
const ENOUGH: u32 = 20;
/// Customers who took both, at the least.
const BOTH: u32 = 10;
/// Of a hundred who take the one, so many take the other as well.
const CONFIDENCE_PERCENT: u32 = 40;
/// So much more often than customers in general, per cent.
const LIFT_PERCENT: u64 = 120;

/// A thing by its place.
pub type Thing = u32;

/// How many took what, and what together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Together {
    /// What the things are called, by place.
    names: Vec<String>,
    places: HashMap<String, Thing>,
    /// How many were counted.
    all: u32,
    /// How many took each.
    took: Vec<u32>,
    /// How many took both, the lower place first.
    pub(super) both: HashMap<(Thing, Thing), u32>,
}

/// That those who take one thing often take another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Who takes this
    pub one: Thing,
    /// often takes that.
    pub other: Thing,
    /// How many took both.
    pub both: u32,
    /// How many took the first.
    pub of: u32,
}

/// Something to offer to one customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What.
    pub thing: String,
    /// What they take, and others take together with it.
    pub because: String,
    /// How many took both.
    pub both: u32,
    /// How many took what they take.
    pub of: u32,
    /// When it was taken last; `None` for never.
    pub last: Option<Day>,
}

impl Offer {
    /// Of ten who take what they take, so many take this too.
    pub fn of_ten(&self) -> u32 {
        (self.both * 10 + self.of / 2) / self.of.max(1)
    }
}

impl Together {
    /// The place of a thing by its key; `name` is what it is called where it is new, or where until now
    /// only the work on it has a name.
    pub fn place(&mut self, key: &str, name: &str) -> Thing {
        if let Some(place) = self.places.get(key) {
            let known = usize::try_from(*place).ok();
            if let Some(known) = known.and_then(|at| self.names.get_mut(at))
                && is_work(known)
                && !is_work(name)
            {
                name.clone_into(known);
            }
            return *place;
        }
        let place = Thing::try_from(self.names.len()).unwrap_or(Thing::MAX);
        self.names.push(name.to_owned());
        self.took.push(0);
        self.places.insert(key.to_owned(), place);
        place
    }

    /// The place of a thing that was counted.
    pub fn known(&self, key: &str) -> Option<Thing> {
        self.places.get(key).copied()
    }

    /// What a thing is called.
    pub fn name(&self, thing: Thing) -> &str {
        let at = usize::try_from(thing).ok();
        at.and_then(|at| self.names.get(at))
            .map_or("", String::as_str)
    }

    /// How many were counted.
    pub fn counted(&self) -> u32 {
        self.all
    }

    /// Counts one customer, or one visit, with what was taken.
    pub fn add(&mut self, took: &BTreeSet<Thing>) {
        self.all += 1;
        for (at, one) in took.iter().enumerate() {
            if let Some(count) = usize::try_from(*one)
                .ok()
                .and_then(|one| self.took.get_mut(one))
            {
                *count += 1;
            }
            for other in took.iter().skip(at + 1) {
                *self.both.entry((*one, *other)).or_default() += 1;
            }
        }
    }

    /// What who takes this often takes as well, if it says anything: at least twenty took the one
    /// and ten both, which is 40 % of them or more, and 1.2 times as often as in general.
    pub(super) fn rule(&self, one: Thing, other: Thing) -> Option<Rule> {
        let pair = (one.min(other), one.max(other));
        let both = *self.both.get(&pair)?;
        let count = |thing: Thing| {
            usize::try_from(thing)
                .ok()
                .and_then(|at| self.took.get(at))
                .copied()
        };
        let (of, general) = (count(one)?, count(other)?);
        let enough = of >= ENOUGH && both >= BOTH;
        let often = u64::from(both) * 100 >= u64::from(of) * u64::from(CONFIDENCE_PERCENT);
        // both / of >= 1.2 * general / all
        let more = u64::from(both) * u64::from(self.all) * 100
            >= u64::from(of) * u64::from(general) * LIFT_PERCENT;
        (enough && often && more).then_some(Rule {
            one,
            other,
            both,
            of,
        })
    }

    /// What to offer to somebody, by when they took what last: things that were not taken within a
    /// year, each for the best reason among those that were; the surest first, at most so many.
    pub fn offers(&self, taken: &BTreeMap<Thing, Day>, as_of: Day, most: usize) -> Vec<Offer> {
        let lately = |thing: &Thing| {
            let last = taken.get(thing);
            last.is_some_and(|last| days(*last, as_of) <= WINDOW)
        };
        let takes: Vec<Thing> = taken.keys().copied().filter(lately).collect();
        let things = 0..Thing::try_from(self.names.len()).unwrap_or(Thing::MAX);
        let mut rules: Vec<Rule> = things
            .filter(|thing| !lately(thing))
            .filter_map(|thing| {
                let rules = takes.iter().filter_map(|one| self.rule(*one, thing));
                rules.max_by(surer)
            })
            .collect();
        rules.sort_by(|a, b| surer(b, a).then(a.other.cmp(&b.other)));
        rules.truncate(most);
        let offer = |rule: Rule| Offer {
            thing: self.name(rule.other).to_owned(),
            because: self.name(rule.one).to_owned(),
            both: rule.both,
            of: rule.of,
            last: taken.get(&rule.other).copied(),
        };
        rules.into_iter().map(offer).collect()
    }
}

/// By the share, then by how many it rests on.
pub(super) fn surer(a: &Rule, b: &Rule) -> std::cmp::Ordering {
    let share = u64::from(a.both) * u64::from(b.of);
    let other = u64::from(b.both) * u64::from(a.of);
    share.cmp(&other).then(a.both.cmp(&b.both))
}
