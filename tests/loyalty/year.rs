//! The days: what happens at the counter, told to the book and to the model, and held together.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use chrono::Days;
use kenal::domain::{
    Author, Birthday, Change, Currency, CustomerFacts, CustomerId, Day, Money, Subject, VisitFacts,
    VisitId, VisitLine, VisitStatus,
};
use kenal::points::{Basis, Category, Period, Rule};
use kenal::store::{Store, StoreError, fresh_op};

use crate::dice::Dice;
use crate::model::{Customer, Refused, Version};

/// The sample garage began its programme so long before its day.
const BEGUN: u64 = 400;
const WORK: [&str; 5] = [
    "Ganti oli mesin",
    "Tune up",
    "Kampas rem",
    "Ban dalam",
    "Jasa derek",
];

/// What can be taken back.
enum Did {
    Visit(CustomerId, VisitId, Option<Box<VisitFacts>>),
    Adjust(CustomerId, i64, usize),
    Tier(CustomerId, Option<(String, Day)>),
}

/// How often something happened, so that a year without it fails.
#[derive(Debug, Default)]
struct Seen {
    visits: usize,
    late: usize,
    redeemed: usize,
    corrected: usize,
    undone: usize,
    adjusted: usize,
    refused: usize,
    lapses: usize,
    debts: usize,
    risen: usize,
    fallen: usize,
}

struct Year {
    store: Store,
    customers: BTreeMap<CustomerId, Customer>,
    versions: Vec<Version>,
    done: Vec<Did>,
    dice: Dice,
    today: Day,
    seen: Seen,
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
        assert_eq!(rule, Rule::starting(Currency::IDR));
        let versions = vec![Version { since, rule }];
        let mut year = Self {
            store,
            customers: BTreeMap::new(),
            versions,
            done: Vec::new(),
            dice: Dice(seed),
            today,
            seen: Seen::default(),
            _folder: folder,
        };
        for number in 1..=i64::try_from(customers).unwrap() {
            year.meet(CustomerId(number));
        }
        year
    }

    /// Takes somebody over from the book: birthday and visits, nothing of points.
    fn meet(&mut self, id: CustomerId) {
        let subject = Subject::Customer(id, None);
        let card = self.store.card(subject).unwrap().unwrap();
        let facts = card.customer.unwrap().facts;
        let (visits, _) = self.store.history(subject, 0, 10_000).unwrap();
        let own = visits
            .into_iter()
            .filter(|visit| visit.facts.customer == Some(id));
        let visits: BTreeMap<VisitId, VisitFacts> =
            own.map(|visit| (visit.id, visit.facts)).collect();
        let mut customer = Customer::new(
            facts.birthday.and_then(|birthday| birthday.month),
            visits.clone(),
        );
        let mut order: Vec<_> = visits.iter().map(|(id, facts)| (facts.day, *id)).collect();
        order.sort_unstable();
        for (day, visit) in order {
            // The garage was made as if each had been written down on its own day.
            let then = day.min(self.today);
            customer
                .visit(visit, Some(&visits[&visit]), &self.versions, then)
                .unwrap();
        }
        customer.lapse(self.today);
        self.customers.insert(id, customer);
    }

    fn rule(&self) -> &Rule {
        let version = self
            .versions
            .iter()
            .rfind(|version| version.since <= self.today);
        &version.unwrap().rule
    }

    fn write(&mut self, change: &Change) -> Result<kenal::domain::Receipt, StoreError> {
        self.store.write(&author(), fresh_op(), change)
    }

    fn somebody(&mut self) -> CustomerId {
        let ids: Vec<_> = self.customers.keys().copied().collect();
        *self.dice.one_of(&ids)
    }

    fn some_visit(&mut self, of: CustomerId) -> Option<VisitId> {
        let ids: Vec<_> = self.customers[&of].visits.keys().copied().collect();
        if ids.is_empty() {
            None
        } else {
            Some(*self.dice.one_of(&ids))
        }
    }

    /// The book did as the model does, or both refuse.
    fn both(
        &mut self,
        of: CustomerId,
        book: &Result<(), StoreError>,
        model: impl FnOnce(&mut Customer, &[Version], Day) -> Result<(), Refused>,
    ) -> bool {
        let mut customer = self.customers[&of].clone();
        let reckoned = model(&mut customer, &self.versions, self.today);
        match (book, reckoned) {
            (Ok(()), Ok(())) => {
                self.customers.insert(of, customer);
                true
            }
            (Err(StoreError::Refused(_)), Err(Refused)) => {
                self.seen.refused += 1;
                false
            }
            (book, model) => panic!(
                "{}, {of:?}: the book {book:?}, the model {model:?}",
                self.today
            ),
        }
    }

    fn lines(&mut self) -> Vec<VisitLine> {
        let many = self.dice.below(4);
        let line = |dice: &mut Dice| VisitLine {
            text: (*dice.one_of(&WORK)).to_owned(),
            quantity: 1000,
            amount: Some(Money(10_000 * i64::try_from(dice.below(40)).unwrap())),
            cost: None,
        };
        (0..many).map(|_| line(&mut self.dice)).collect()
    }

    fn total(&mut self) -> Money {
        Money(5_000 * i64::try_from(self.dice.below(400)).unwrap())
    }

    /// Somebody comes, today or on an earlier day that is written down now.
    fn come(&mut self, on: Day) {
        let of = self.somebody();
        let total = self.total();
        let mut facts = VisitFacts {
            customer: Some(of),
            total: Some(total),
            lines: self.lines(),
            ..VisitFacts::on(on)
        };
        if self.dice.once_in(3) {
            let wish = 10 * i64::try_from(self.dice.below(30)).unwrap();
            let has = self.customers[&of].balance();
            let most = total.0 / 2 / self.rule().worth.max(1);
            // Mostly what may be, now and then whatever comes to mind.
            let points = if self.dice.once_in(5) {
                wish
            } else {
                wish.min(has).min(most) / 10 * 10
            };
            facts.redeemed = Some(points).filter(|points| *points > 0);
        }
        let change = Change::AddVisit {
            facts: Box::new(facts.clone()),
        };
        let (id, book) = match self.write(&change) {
            Ok(receipt) => (receipt.visit.unwrap(), Ok(())),
            Err(error) => (VisitId(i64::MAX), Err(error)),
        };
        let kept = self
            .store
            .visit(id)
            .unwrap()
            .map_or(facts, |visit| visit.facts);
        let redeems = kept.redeemed.is_some();
        if self.both(of, &book, |customer, versions, today| {
            customer.visit(id, Some(&kept), versions, today)
        }) {
            self.done.push(Did::Visit(of, id, None));
            self.seen.visits += 1;
            self.seen.late += usize::from(on < self.today);
            self.seen.redeemed += usize::from(redeems);
        }
    }

    /// Somebody puts a visit right, or cancels it.
    fn correct(&mut self) {
        let of = self.somebody();
        let Some(id) = self.some_visit(of) else {
            return;
        };
        let base = self.customers[&of].visits[&id].clone();
        let mut facts = base.clone();
        match self.dice.below(6) {
            0 | 1 => facts.total = Some(self.total()),
            2 => facts.lines = self.lines(),
            3 => facts.day = (facts.day + Days::new(self.dice.below(20) as u64)).min(self.today),
            4 => facts.redeemed = None,
            _ => {
                let status = [VisitStatus::Done, VisitStatus::Open, VisitStatus::Cancelled];
                facts.status = *self.dice.one_of(&status);
            }
        }
        self.change(of, id, facts);
    }

    /// A visit is as somebody puts it right.
    fn change(&mut self, of: CustomerId, id: VisitId, facts: VisitFacts) {
        let base = self.customers[&of].visits[&id].clone();
        if facts == base {
            return;
        }
        let change = Change::EditVisit {
            id,
            base: Box::new(base.clone()),
            facts: Box::new(facts.clone()),
        };
        let book = self.write(&change).map(drop);
        let kept = if book.is_ok() {
            self.store.visit(id).unwrap().unwrap().facts
        } else {
            facts
        };
        if self.both(of, &book, |customer, versions, today| {
            customer.visit(id, Some(&kept), versions, today)
        }) {
            self.done.push(Did::Visit(of, id, Some(Box::new(base))));
            self.seen.corrected += 1;
        }
    }

    fn adjust(&mut self) {
        let of = self.somebody();
        let points = i64::try_from(self.dice.below(200)).unwrap() - 100;
        self.put_right(of, points);
    }

    /// All points are spent, and then a visit does not count that had brought some.
    fn spend_and_cancel(&mut self) {
        let of = self.somebody();
        let Some(id) = self.some_visit(of) else {
            return;
        };
        let all = self.customers[&of].balance();
        self.put_right(of, -all.max(0));
        let facts = VisitFacts {
            status: VisitStatus::Cancelled,
            ..self.customers[&of].visits[&id].clone()
        };
        self.change(of, id, facts);
    }

    fn put_right(&mut self, of: CustomerId, points: i64) {
        if points == 0 {
            return;
        }
        let change = Change::AdjustPoints {
            customer: of,
            points,
            redeemed: points < -50,
            reason: "said so".to_owned(),
        };
        let book = self.write(&change).map(drop);
        let expires = self
            .rule()
            .valid_days
            .map(|days| self.today + Days::new(days.into()));
        let mut place = 0;
        let done = self.both(of, &book, |customer, _, today| {
            place = if points > 0 {
                customer.put(points, today, expires, today)
            } else {
                customer.take(-points, today)?
            };
            Ok(())
        });
        if done {
            self.done.push(Did::Adjust(of, points, place));
            self.seen.adjusted += 1;
        }
    }

    fn give_tier(&mut self) {
        let of = self.somebody();
        let until = self.today + Days::new(self.dice.below(90) as u64);
        let tiers = self.rule().tier.clone();
        let tier = (!tiers.is_empty() && !self.dice.once_in(4))
            .then(|| (self.dice.one_of(&tiers).name.clone(), until));
        let before = self.customers[&of].given.clone();
        if tier.is_none() && before.is_none() {
            return;
        }
        let change = Change::GiveTier {
            customer: of,
            tier: tier.clone(),
            reason: String::new(),
        };
        self.write(&change).unwrap();
        self.customers.get_mut(&of).unwrap().given = tier;
        self.done.push(Did::Tier(of, before));
    }

    fn undo(&mut self) {
        let Some(did) = self.done.pop() else { return };
        let book = self.write(&Change::Undo { change: None }).map(drop);
        let of = match &did {
            Did::Visit(of, ..) | Did::Adjust(of, ..) | Did::Tier(of, ..) => *of,
        };
        let done = self.both(of, &book, |customer, versions, today| {
            match &did {
                Did::Visit(_, id, before) => {
                    customer.visit(*id, before.as_deref(), versions, today)?;
                }
                Did::Adjust(_, points, place) if *points > 0 => {
                    customer.void_lot(*place, *points, today);
                }
                Did::Adjust(_, _, place) => customer.void_taken(*place, today),
                Did::Tier(_, before) => customer.given.clone_from(before),
            }
            Ok(())
        });
        if done {
            self.seen.undone += 1;
        } else {
            // What stays is taken back before what came earlier.
            self.done.clear();
        }
    }

    fn new_customer(&mut self) {
        let month = u32::try_from(self.dice.below(12)).unwrap() + 1;
        let facts = CustomerFacts {
            name: "Baru".to_owned(),
            birthday: Birthday::new(5, month, None),
            ..CustomerFacts::default()
        };
        let change = Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        };
        let id = self.write(&change).unwrap().customer.unwrap();
        self.meet(id);
        self.done.clear();
    }

    fn other_rule(&mut self, rule: Rule) {
        let change = Change::SetPointsRule {
            since: self.today,
            rule: rule.to_json(),
        };
        self.write(&change).unwrap();
        self.versions.push(Version {
            since: self.today,
            rule,
        });
        self.done.clear();
    }

    fn happens(&mut self) {
        match self.dice.below(24) {
            0..=10 => self.come(self.today),
            11 | 12 => {
                let days = self.dice.below(90) as u64;
                self.come(self.today - Days::new(days));
            }
            13..=16 => self.correct(),
            17 | 18 => self.undo(),
            19 | 20 => self.adjust(),
            21 => self.give_tier(),
            22 if self.dice.once_in(2) => self.spend_and_cancel(),
            23 if self.dice.once_in(8) => self.new_customer(),
            _ => {}
        }
    }

    fn next_day(&mut self) {
        self.today = self.today.succ_opt().unwrap();
        self.store.today_is(self.today);
        let rule = self.rule().clone();
        for customer in self.customers.values_mut() {
            let (before, owed) = (customer.balance(), customer.balance() < 0);
            customer.lapse(self.today);
            self.seen.lapses += usize::from(customer.balance() < before);
            self.seen.debts += usize::from(owed);
            let tier = |day| customer.tier(&rule, day, true);
            let (was, is) = (tier(self.today - Days::new(1)), tier(self.today));
            self.seen.fallen += usize::from(is < was);
        }
    }

    /// What everybody has together, and where everybody stands.
    fn assert_sums(&mut self) {
        let rule = self.rule().clone();
        let owed = self.store.points_owed(self.today).unwrap();
        let points: i64 = self.customers.values().map(Customer::balance).sum();
        assert_eq!(owed.points, points, "{}", self.today);
        assert_eq!(owed.worth, points * rule.worth, "{}", self.today);
        for (at, days) in [30, 60, 90].into_iter().enumerate() {
            let last = self.today + Days::new(days);
            let lots = self.customers.values().flat_map(Customer::lapsing);
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
            let place = self.customers[&id].tier(&rule, self.today, true);
            if rule.on {
                let tier = place.map(|place| (rule.tier[place].name.clone(), place));
                assert_eq!(hit.tier, tier, "{} {}", self.today, hit.code);
            }
            self.seen.risen += usize::from(place > Some(0));
        }
    }

    fn assert_cards(&mut self, which: impl Fn(i64) -> bool) {
        let ids: Vec<_> = self
            .customers
            .keys()
            .copied()
            .filter(|id| which(id.0))
            .collect();
        for id in ids {
            let customer = &self.customers[&id];
            let card = self
                .store
                .card(Subject::Customer(id, None))
                .unwrap()
                .unwrap();
            let Some(points) = card.points else {
                assert_eq!(customer.balance(), 0, "{} {id:?}", self.today);
                continue;
            };
            let told = (points.balance, points.lapsing);
            assert_eq!(
                told,
                (customer.balance(), customer.lapsing()),
                "{} {id:?}",
                self.today
            );
        }
    }
}

/// The rules of the year, by the day on which they begin.
fn rules(begin: Day) -> Vec<(u64, Rule)> {
    let base = Rule::starting(Currency::IDR);
    let busy = Rule {
        earn_per: 8_000,
        welcome: 50,
        exclude: vec!["derek".to_owned()],
        category: vec![
            Category {
                words: vec!["Oli".to_owned()],
                percent: 200,
            },
            Category {
                words: vec!["ban".to_owned()],
                percent: 0,
            },
        ],
        period: vec![Period {
            from: begin + Days::new(70),
            until: begin + Days::new(80),
            percent: 300,
        }],
        ..base.clone()
    };
    let short = Rule {
        valid_days: Some(45),
        worth: 150,
        birthday_percent: 300,
        ..busy.clone()
    };
    let mut by_points = Rule {
        basis: Basis::Points,
        grace_days: 10,
        minimum: 100_000,
        ..short.clone()
    };
    for tier in &mut by_points.tier {
        tier.from /= 10_000;
    }
    let off = Rule {
        on: false,
        ..base.clone()
    };
    let for_ever = Rule {
        valid_days: None,
        ..base
    };
    vec![
        (60, busy),
        (130, short),
        (200, by_points),
        (270, off),
        (290, for_ever),
    ]
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
        seen.corrected,
        seen.undone,
        seen.adjusted,
        seen.refused,
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
    for seed in 2..=12 {
        assert_full(&play(seed, 60, 20));
    }
}
