//! The days of a year, and what the book and the model say at the end of each.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::Days;
use kenal::domain::{Author, Change, Currency, CustomerId, Day, Receipt, Subject, VisitId};
use kenal::points::Rule;
use kenal::store::{Store, StoreError, fresh_op};

use crate::customer::{Customer, Given, Until};
use crate::dice::Dice;
use crate::programme::{Programme, Refused, Version, Written};
use crate::rules::rules;

/// The sample garage began its programme so long before its day.
const BEGUN: u64 = 400;

/// What can be taken back: how things were before.
pub enum Did {
    Wrote(Box<Written>),
    /// Where it stands in the journal.
    Adjust(usize),
    Tier(CustomerId, Vec<Given>),
    /// Everything as it was before two became one.
    Merged(Box<Programme>),
}

/// How often something happened, so that a year without it fails.
#[derive(Debug, Default)]
pub struct Seen {
    pub visits: usize,
    pub late: usize,
    pub redeemed: usize,
    pub redeemed_later: usize,
    pub corrected: usize,
    pub undone: usize,
    pub adjusted: usize,
    pub refused: usize,
    pub brought: usize,
    pub handed: usize,
    pub joined: usize,
    pub merged: usize,
    pub parted: usize,
    rewarded: usize,
    moved: usize,
    unrewarded: usize,
    lapses: usize,
    debts: usize,
    risen: usize,
    fallen: usize,
}

pub struct Year {
    pub store: Store,
    pub model: Programme,
    pub done: Vec<Did>,
    pub dice: Dice,
    pub today: Day,
    pub seen: Seen,
    _folder: tempfile::TempDir,
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn author() -> Author {
    Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "pts/1".to_owned(),
    }
}

impl Year {
    fn begin(seed: u64, customers: u64, today: Day) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("year.db");
        let go_on = |_, _| ControlFlow::Continue(());
        let mut store = Store::create_sample(&path, seed, customers, today, go_on).unwrap();
        store.today_is(today);
        let since = today - Days::new(BEGUN);
        assert_eq!(store.points_rule(since - Days::new(1)).unwrap(), None);
        let rule = store.points_rule(since).unwrap().unwrap();
        // The sample promises something to its tiers; points are those of every new programme.
        let mut plain = rule.clone();
        plain.tier.iter_mut().for_each(|tier| tier.promise.clear());
        assert_eq!(plain, Rule::starting(Currency::IDR));
        let mut year = Self {
            store,
            model: Programme::default(),
            done: Vec::new(),
            dice: Dice(seed),
            today,
            seen: Seen::default(),
            _folder: folder,
        };
        year.model.versions.push(Version { since, rule });
        for number in 1..=i64::try_from(customers).unwrap() {
            year.meet(CustomerId(number));
        }
        year
    }

    /// Takes somebody over from the book: birthday, visits and who brought them, nothing of points.
    pub fn meet(&mut self, id: CustomerId) {
        let subject = Subject::Customer(id, None);
        let card = self.store.card(subject).unwrap().unwrap();
        let facts = card.customer.unwrap().facts;
        let customer = Customer {
            birth_month: facts.birthday.and_then(|birthday| birthday.month),
            referrer: facts.referred_by,
            ..Customer::default()
        };
        self.model.customers.insert(id, customer);
        let (visits, _) = self.store.history(subject, 0, 10_000).unwrap();
        let mut visits: Vec<_> = visits
            .into_iter()
            .filter(|visit| visit.facts.customer == Some(id))
            .collect();
        visits.sort_unstable_by_key(|visit| (visit.facts.day, visit.id));
        // All of them are known before the first is reckoned.
        let known = visits.iter().map(|visit| (visit.id, visit.facts.clone()));
        self.model.of(id).visits = known.collect();
        for visit in visits {
            // The garage was made as if each had been written down on its own day.
            let then = visit.facts.day.min(self.today);
            let written = Written {
                visit: Some((visit.id, Some(visit.facts))),
                brought: None,
            };
            self.model.write(&written, then).unwrap();
        }
    }

    pub fn rule(&self) -> &Rule {
        let mut versions = self.model.versions.iter();
        let version = versions.rfind(|version| version.since <= self.today);
        &version.unwrap().rule
    }

    pub fn write(&mut self, change: &Change) -> Result<Receipt, StoreError> {
        self.store.write(&author(), fresh_op(), change)
    }

    /// The book did as the model does, or both refuse.
    pub fn both(
        &mut self,
        what: &str,
        book: &Result<(), StoreError>,
        model: impl FnOnce(&mut Programme, Day) -> Result<(), Refused>,
    ) -> bool {
        let mut then = self.model.clone();
        let reckoned = model(&mut then, self.today);
        match (book, reckoned) {
            (Ok(()), Ok(())) => {
                self.count_rewards(&then);
                self.model = then;
                true
            }
            (Err(StoreError::Refused(_)), Err(Refused)) => {
                self.seen.refused += 1;
                false
            }
            (book, model) => panic!(
                "{}, {what}: the book {book:?}, the model {model:?}",
                self.today
            ),
        }
    }

    fn count_rewards(&mut self, then: &Programme) {
        let now: &BTreeMap<CustomerId, VisitId> = &self.model.rewarded;
        let is_new = |friend: &&CustomerId| !now.contains_key(friend);
        self.seen.rewarded += then.rewarded.keys().filter(is_new).count();
        for (friend, visit) in now {
            match then.rewarded.get(friend) {
                Some(with) => self.seen.moved += usize::from(with != visit),
                None => self.seen.unrewarded += 1,
            }
        }
    }

    fn other_rule(&mut self, rule: Rule) {
        let since = self.today;
        let change = Change::SetPointsRule {
            since,
            rule: rule.to_json(),
        };
        self.write(&change).unwrap();
        self.model.versions.push(Version { since, rule });
        self.done.clear();
    }

    fn next_day(&mut self) {
        self.today = self.today.succ_opt().unwrap();
        self.store.today_is(self.today);
        let rule = self.rule().clone();
        for (id, customer) in &self.model.customers {
            let purse = self.model.journal.purse(*id, None);
            let before = purse.valid_on(self.today - Days::new(1));
            self.seen.lapses += usize::from(purse.valid_on(self.today) < before);
            self.seen.debts += usize::from(before < 0);
            let tier = |day| customer.tier(&rule, Until::Through(day));
            let (was, is) = (tier(self.today - Days::new(1)), tier(self.today));
            self.seen.fallen += usize::from(is < was);
        }
    }

    /// What everybody has together, and where everybody stands.
    fn assert_sums(&mut self) {
        let rule = self.rule().clone();
        let owed = self.store.points_owed(self.today).unwrap();
        let ids = self.model.customers.keys();
        let purses: Vec<_> = ids.map(|id| self.model.journal.purse(*id, None)).collect();
        let points: i64 = purses.iter().map(|purse| purse.valid_on(self.today)).sum();
        assert_eq!(owed.points, points, "{}", self.today);
        assert_eq!(owed.worth, points * rule.worth, "{}", self.today);
        for (at, days) in [30, 60, 90].into_iter().enumerate() {
            let last = self.today + Days::new(days);
            let lots = purses.iter().flat_map(|purse| purse.lapsing(self.today));
            let lapsing: i64 = lots
                .filter(|(day, _)| *day <= last)
                .map(|(_, points)| points)
                .sum();
            assert_eq!(owed.lapsing[at], lapsing, "{} +{days}", self.today);
        }
        let found = self.store.find(None, "", 10_000, &|| true).unwrap();
        let hits = found
            .hits
            .iter()
            .filter_map(|hit| Some((hit.customer?, hit)));
        for (id, hit) in hits {
            let place = self.model.customers[&id].tier(&rule, Until::Through(self.today));
            if rule.on {
                let tier = place.map(|place| (rule.tier[place].name.clone(), place));
                assert_eq!(hit.tier, tier, "{} {}", self.today, hit.code);
            }
            self.seen.risen += usize::from(place > Some(0));
        }
    }

    fn assert_cards(&self, which: impl Fn(i64) -> bool) {
        let customers = self.model.customers.iter();
        for (id, _) in customers.filter(|(id, _)| which(id.0)) {
            let subject = Subject::Customer(*id, None);
            let card = self.store.card(subject).unwrap().unwrap();
            let purse = self.model.journal.purse(*id, None);
            let Some(points) = card.points else {
                assert_eq!(purse.valid_on(self.today), 0, "{} {id:?}", self.today);
                continue;
            };
            let told = (points.balance, points.lapsing);
            let reckoned = (purse.valid_on(self.today), purse.lapsing(self.today));
            assert_eq!(told, reckoned, "{} {id:?}", self.today);
        }
    }
}

fn play(seed: u64, customers: u64, busy: usize) -> Seen {
    let begin = day("2026-01-05");
    let mut year = Year::begin(seed, customers, begin);
    year.assert_sums();
    year.assert_cards(|_| true);
    let mut rules = rules(begin).into_iter().peekable();
    for number in 1..=365 {
        year.next_day();
        if let Some((_, rule)) = rules.next_if(|(day, _)| *day == number) {
            year.other_rule(rule);
        }
        for _ in 0..year.dice.below(busy) {
            year.happens();
        }
        year.assert_sums();
        let number = i64::try_from(number).unwrap();
        year.assert_cards(|id| (id + number) % 5 == 0);
        if number % 30 == 0 {
            year.assert_cards(|_| true);
            let found = year.store.examine(Box::new(|| false)).unwrap();
            assert_eq!(found.problems, [], "{}", year.today);
        }
    }
    year.seen
}

/// Everything that a programme knows has happened.
fn assert_full(seen: &Seen) {
    let counts = [
        seen.visits,
        seen.late,
        seen.redeemed,
        seen.redeemed_later,
        seen.corrected,
        seen.undone,
        seen.adjusted,
        seen.refused,
        seen.brought,
        seen.handed,
        seen.joined,
        seen.merged,
        seen.parted,
        seen.rewarded,
        seen.moved,
        seen.unrewarded,
        seen.lapses,
        seen.debts,
        seen.risen,
        seen.fallen,
    ];
    assert!(counts.iter().all(|count| *count > 0), "{seen:?}");
}

#[test]
fn a_year_of_a_programme_agrees_with_a_reckoning_of_its_own_on_every_day() {
    assert_full(&play(1, 30, 8));
}

/// Many years: `KENAL_LONG=1`.
#[test]
fn many_years_agree_as_well() {
    if std::env::var_os("KENAL_LONG").is_none() {
        return;
    }
    for seed in 2..=9 {
        assert_full(&play(seed, 40, 14));
    }
}
