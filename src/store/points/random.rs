//! Whatever is written, put right, taken back and made one, in any order, over months: the ledgers say what the
//! book says, and what anybody has follows from the lines that count alone.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::Store;
use super::super::test_kit::{add_customer, new_store, write};
use super::{Kept, Rules, sound};
use crate::domain::{
    Change, ChangeId, CustomerFacts, CustomerId, Day, Money, Subject, Taken, VisitFacts, VisitId,
    VisitStatus,
};
use crate::points::{Kind, Ledger, Line, Overdraft, Rule};

/// When points began.
const BEGIN: &str = "2026-01-01";

/// One thing that happens at a desk, to one of a few.
#[derive(Debug, Clone)]
enum Happens {
    Comes {
        who: usize,
        total: i64,
        redeemed: Option<i64>,
        late: u64,
    },
    Corrected {
        which: usize,
        total: i64,
        redeemed: Option<i64>,
        later: u64,
    },
    Cancelled(usize),
    PutBack(usize),
    HandedOver(usize, usize),
    Redeemed(usize, i64),
    Adjusted(usize, i64),
    Brought(usize, usize),
    DaysPass(u64),
    OtherRule(usize),
    Merged(usize, usize),
    Undone,
    /// Whichever change is taken back, be it an undo.
    Named(usize),
}

fn happens() -> impl Strategy<Value = Happens> {
    let total = || (0..120_i64).prop_map(|thousands| thousands * 10_000);
    let redeemed = || prop::option::of((5..20_i64).prop_map(|steps| steps * 10));
    prop_oneof![
        6 => (0..3_usize, total(), redeemed(), 0..90_u64)
            .prop_map(|(who, total, redeemed, late)| Happens::Comes { who, total, redeemed, late }),
        4 => (0..99_usize, total(), redeemed(), 0..20_u64)
            .prop_map(|(which, total, redeemed, later)| Happens::Corrected { which, total, redeemed, later }),
        2 => (0..99_usize).prop_map(Happens::Cancelled),
        2 => (0..99_usize).prop_map(Happens::PutBack),
        1 => (0..99_usize, 0..3_usize).prop_map(|(which, who)| Happens::HandedOver(which, who)),
        2 => (0..3_usize, 5..30_i64).prop_map(|(who, steps)| Happens::Redeemed(who, steps * 10)),
        2 => (0..3_usize, -60..120_i64).prop_map(|(who, points)| Happens::Adjusted(who, points)),
        1 => (0..3_usize, 0..3_usize).prop_map(|(who, by)| Happens::Brought(who, by)),
        4 => (0..40_u64).prop_map(Happens::DaysPass),
        1 => (0..4_usize).prop_map(Happens::OtherRule),
        2 => (0..3_usize, 0..3_usize).prop_map(|(keep, other)| Happens::Merged(keep, other)),
        3 => Just(Happens::Undone),
        2 => (0..99_usize).prop_map(Happens::Named),
    ]
}

struct Desk {
    store: Store,
    today: Day,
    visits: Vec<VisitId>,
    people: Vec<CustomerId>,
    made: Vec<ChangeId>,
}

impl Desk {
    /// Writes what can be written; most of what is refused is refused rightly.
    fn write(&mut self, change: &Change) {
        if let Ok(receipt) = write(&mut self.store, change) {
            self.made.push(receipt.change);
            if matches!(change, Change::AddVisit { .. }) {
                self.visits.extend(receipt.visit);
            }
        }
    }

    fn edit(&mut self, which: usize, edit: impl FnOnce(&mut VisitFacts)) {
        let Some(id) = self.visits.get(which % self.visits.len().max(1)).copied() else {
            return;
        };
        let Some(now) = self.store.visit(id).unwrap() else {
            return;
        };
        let base = Box::new(now.facts);
        let mut facts = base.clone();
        edit(&mut facts);
        self.write(&Change::EditVisit { id, base, facts });
    }

    fn facts(&self, who: CustomerId) -> Option<CustomerFacts> {
        let customer = self.store.customer(who).unwrap();
        customer.map(|customer| customer.facts)
    }

    fn adjust(&mut self, who: usize, points: i64, redeemed: bool) {
        self.write(&Change::AdjustPoints {
            customer: self.people[who],
            points,
            redeemed,
            reason: "said so".to_owned(),
        });
    }

    fn happens(&mut self, event: &Happens) {
        let today = self.today;
        match *event {
            Happens::Comes {
                who,
                total,
                redeemed,
                late,
            } => {
                let facts = Box::new(VisitFacts {
                    customer: Some(self.people[who]),
                    total: Some(Money(total)),
                    redeemed,
                    ..VisitFacts::on(today - chrono::Days::new(late))
                });
                self.write(&Change::AddVisit { facts });
            }
            Happens::Corrected {
                which,
                total,
                redeemed,
                later,
            } => self.edit(which, |facts| {
                facts.total = Some(Money(total));
                facts.redeemed = redeemed;
                facts.day = (facts.day + chrono::Days::new(later)).min(today);
            }),
            Happens::Cancelled(which) => {
                self.edit(which, |facts| facts.status = VisitStatus::Cancelled);
            }
            Happens::PutBack(which) => self.edit(which, |facts| facts.status = VisitStatus::Done),
            Happens::HandedOver(which, who) => {
                let to = self.people[who];
                self.edit(which, |facts| facts.customer = Some(to));
            }
            Happens::Redeemed(who, points) => self.adjust(who, -points, true),
            Happens::Adjusted(who, points) => self.adjust(who, points, false),
            Happens::Brought(who, by) => {
                let id = self.people[who];
                let Some(base) = self.facts(id) else { return };
                let facts = Box::new(CustomerFacts {
                    referred_by: Some(self.people[by]),
                    ..base.clone()
                });
                let base = Box::new(base);
                self.write(&Change::EditCustomer { id, base, facts });
            }
            Happens::DaysPass(days) => {
                self.today = today + chrono::Days::new(days);
                self.store.today_is(self.today);
            }
            Happens::OtherRule(which) => {
                let rule = Rule {
                    valid_days: [Some(60), Some(30), None, Some(90)][which],
                    overdraft: [Overdraft::Allow, Overdraft::Block][which % 2],
                    on: which != 3,
                    welcome: [100, 30, 0, 70][which],
                    ..Rule::default()
                };
                let (since, rule) = (self.today, rule.to_json());
                self.write(&Change::SetPointsRule { since, rule });
            }
            Happens::Merged(keep, other) => {
                let (keep, other) = (self.people[keep], self.people[other]);
                let Some((mine, theirs)) = self.facts(keep).zip(self.facts(other)) else {
                    return;
                };
                let (base, taken) = (Box::new([mine, theirs]), Taken::new());
                self.write(&Change::MergeCustomers {
                    keep,
                    other,
                    base,
                    taken,
                });
            }
            Happens::Undone => self.write(&Change::Undo { change: None }),
            Happens::Named(which) => {
                let change = self.made.get(which % self.made.len().max(1)).copied();
                self.write(&Change::Undo { change });
            }
        }
    }

    /// What each has, by last days, and owes.
    fn everything(&self) -> Vec<(BTreeMap<Option<Day>, i64>, i64)> {
        let people = self.people.iter();
        let ledgers = people.map(|id| Kept::read(&self.store.conn, id.0).unwrap().ledger);
        let lapsed = ledgers.map(|mut ledger| {
            ledger.lapse(self.today);
            left(&ledger)
        });
        lapsed.collect()
    }

    /// One visit welcomes somebody, the first that they paid, as the rules that paid it say; none where that was before there
    /// were points.
    fn assert_welcomed(&self, who: CustomerId) {
        let mut paid = Vec::new();
        for id in &self.visits {
            let facts = self.store.visit(*id).unwrap().map(|visit| visit.facts);
            let counts = |facts: &VisitFacts| {
                facts.customer == Some(who)
                    && facts.status == VisitStatus::Done
                    && facts.total.is_some_and(|total| total.0 > 0)
            };
            paid.extend(facts.filter(counts).map(|facts| (facts.day, *id)));
        }
        paid.sort();
        let begin: Day = BEGIN.parse().unwrap();
        let first = paid.into_iter().next().filter(|(day, _)| *day >= begin);
        let on = first.map_or(begin, |(day, _)| day);
        let kept = Kept::read(&self.store.conn, who.0).unwrap();
        let lines = kept.ledger.lines();
        let welcomes = kept.ledger.welcomes().map(|at| &lines[at]);
        let welcomes: Vec<_> = welcomes.map(|line| (line.visit, line.points)).collect();
        let rules = Rules::read(&self.store.conn).unwrap();
        let wanted = first.and_then(|(_, first)| {
            let rule = &rules.version(kept.ledger.paid_by(first, on)?)?.rule;
            (rule.on && rule.welcome > 0).then_some((Some(first), rule.welcome))
        });
        assert_eq!(welcomes, wanted.into_iter().collect::<Vec<_>>());
    }

    /// What is kept, what the card says, what the audit of the check finds, and what the visits say agree.
    fn assert_sound(&self) {
        let found = sound::faults(&self.store.conn, 9).unwrap();
        assert_eq!(found, []);
        for id in self.people.iter().filter(|id| self.facts(**id).is_some()) {
            self.assert_welcomed(*id);
        }
        for id in self.people.iter().filter(|id| self.facts(**id).is_some()) {
            let kept = Kept::read(&self.store.conn, id.0).unwrap();
            let mut ledger = kept.ledger;
            ledger.lapse(self.today);
            let again = from_nothing(&ledger, self.today);
            assert_eq!(left(&again), left(&ledger));
            assert_eq!(again.balance(), ledger.balance());
            let sql = "
                SELECT coalesce(sum(points), 0) FROM points_lot
                WHERE customer_id = ?1 AND (expires_on IS NULL OR expires_on >= ?2)";
            let lots = (id.0, self.today.to_string());
            let lots: i64 = self
                .store
                .conn
                .query_row(sql, lots, |row| row.get(0))
                .unwrap();
            let card = self
                .store
                .card(Subject::Customer(*id, None))
                .unwrap()
                .unwrap();
            let told = card.points.map_or(0, |points| points.balance);
            assert_eq!((told, lots), (ledger.balance(), ledger.balance()));
            for visit in &self.visits {
                let lines = ledger
                    .of_visit(*visit)
                    .into_iter()
                    .map(|at| &ledger.lines()[at]);
                let redeemed: i64 = lines
                    .filter(|line| line.kind == Kind::Redeem)
                    .map(|line| -line.points)
                    .sum();
                let now = self.store.visit(*visit).unwrap().map(|visit| visit.facts);
                let pays = now.filter(|facts| {
                    facts.status == VisitStatus::Done && facts.customer == Some(*id)
                });
                assert_eq!(redeemed, pays.and_then(|facts| facts.redeemed).unwrap_or(0));
            }
        }
    }
}

/// What is left, by its last day, and what is owed.
fn left(ledger: &Ledger) -> (BTreeMap<Option<Day>, i64>, i64) {
    let mut left = BTreeMap::new();
    for (line, points) in ledger.lots() {
        *left.entry(line.expires).or_insert(0) += points;
    }
    (left, ledger.open().iter().filter(|open| **open < 0).sum())
}

/// The same lines without a draw and without what lapsed, reckoned anew.
fn from_nothing(ledger: &Ledger, today: Day) -> Ledger {
    let is_lapse = |line: &Line| {
        let mut line = line;
        while let Some(of) = line.reverses {
            line = &ledger.lines()[of];
        }
        line.kind == Kind::Expire
    };
    let stays: Vec<usize> = (0..ledger.lines().len())
        .filter(|at| !is_lapse(&ledger.lines()[*at]))
        .collect();
    let place = |at: usize| stays.partition_point(|stay| *stay < at);
    let lines = stays.iter().map(|at| ledger.lines()[*at].clone());
    let lines = lines.map(|line| Line {
        reverses: line.reverses.map(place),
        ..line
    });
    let whose = stays.iter().map(|at| ledger.whose()[*at]).collect();
    let joins = ledger.joins().iter().map(|join| crate::points::Join {
        before: place(join.before),
        ..*join
    });
    let (lines, joins) = (lines.collect(), joins.collect());
    let mut again = Ledger::of_one(lines, Vec::new(), (0, whose), joins);
    again.level(today);
    again
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_happens_the_ledgers_are_what_the_book_says(events in prop::collection::vec((happens(), prop::bool::weighted(0.3)), 1..50)) {
        let (_dir, mut store) = new_store();
        let rule = Rule { valid_days: Some(60), ..Rule::default() };
        let sql = "UPDATE points_rule SET since = ?1, rule = ?2";
        store.conn.execute(sql, [BEGIN, &rule.to_json()]).unwrap();
        let today: Day = "2026-03-10".parse().unwrap();
        store.today_is(today);
        let people = ["Budi", "Sari", "Dewi"].map(|name| add_customer(&mut store, name)).to_vec();
        let mut desk = Desk { store, today, people, visits: Vec::new(), made: Vec::new() };
        for (event, regretted) in events {
            if matches!(event, Happens::OtherRule(_)) {
                // Who brought nothing on a day follows the rules of that day as they are by then.
                desk.happens(&Happens::DaysPass(1));
            }
            let (made, before) = (desk.made.len(), desk.everything());
            desk.happens(&event);
            desk.assert_sound();
            if regretted && desk.made.len() > made {
                let change = desk.made.last().copied();
                let undone = write(&mut desk.store, &Change::Undo { change });
                prop_assert!(undone.is_ok(), "{:?} {:?}", event, undone);
                prop_assert_eq!(desk.everything(), before, "{:?}", event);
                desk.assert_sound();
            }
        }
    }
}
