//! What happens at the counter, told to the book and to the model.

use chrono::Days;
use kenal::domain::{
    Birthday, Change, CustomerFacts, CustomerId, Day, Money, Taken, VisitFacts, VisitId, VisitLine,
    VisitStatus,
};

use crate::programme::{Refused, Written};
use crate::year::{Did, Year};

const WORK: [&str; 5] = [
    "Ganti oli mesin",
    "Tune up",
    "Kampas rem",
    "Ban dalam",
    "Jasa derek",
];

impl Year {
    pub fn happens(&mut self) {
        match self.dice.below(29) {
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
            24 | 25 => self.was_brought(),
            26 => self.hand_over(),
            27 if self.dice.once_in(4) => self.are_one_person(),
            28 if self.dice.once_in(3) => self.merge(),
            _ => {}
        }
    }

    fn somebody(&mut self) -> CustomerId {
        let ids: Vec<_> = self.model.customers.keys().copied().collect();
        *self.dice.one_of(&ids)
    }

    fn some_visit(&mut self, of: CustomerId) -> Option<VisitId> {
        let visits = &self.model.customers[&of].visits;
        let ids: Vec<_> = visits.keys().copied().collect();
        (!ids.is_empty()).then(|| *self.dice.one_of(&ids))
    }

    fn balance(&self, of: CustomerId) -> i64 {
        self.model.journal.purse(of, None).valid_on(self.today)
    }

    fn lines(&mut self) -> Vec<VisitLine> {
        let many = self.dice.below(4);
        (0..many)
            .map(|_| VisitLine {
                text: (*self.dice.one_of(&WORK)).to_owned(),
                quantity: 1000,
                amount: Some(Money(10_000 * i64::try_from(self.dice.below(40)).unwrap())),
                cost: None,
            })
            .collect()
    }

    fn total(&mut self) -> Money {
        Money(5_000 * i64::try_from(self.dice.below(400)).unwrap())
    }

    /// The book was told something about a visit, or about who brought whom: so is the model.
    fn told(&mut self, change: &Change, mut written: Written) -> bool {
        let what = format!("{written:?}");
        let receipt = self.write(change);
        if let (Ok(receipt), Some((id, facts))) = (&receipt, &mut written.visit) {
            *id = receipt.visit.unwrap();
            *facts = Some(self.store.visit(*id).unwrap().unwrap().facts);
        }
        let visit = written.visit.as_ref();
        let before = Written {
            visit: visit.map(|(id, _)| (*id, self.model.facts(*id).cloned())),
            brought: written
                .brought
                .map(|(friend, _)| (friend, self.model.customers[&friend].referrer)),
        };
        let done = self.both(&what, &receipt.map(drop), |model, today| {
            model.write(&written, today)
        });
        if done {
            self.done.push(Did::Wrote(Box::new(before)));
        }
        done
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
            facts.redeemed = self.wish(of, total);
        }
        let redeems = facts.redeemed.is_some();
        let visit = Some((VisitId(i64::MAX), Some(facts.clone())));
        let by = self.dice.once_in(12).then(|| self.somebody());
        let known = self.model.customers[&of].referrer;
        let (change, brought) = match by.filter(|by| known.is_none_or(|known| known == *by)) {
            Some(referred_by) => (
                Change::AddFirstVisit {
                    facts: Box::new(facts),
                    referred_by,
                },
                Some((of, Some(referred_by))),
            ),
            None => (
                Change::AddVisit {
                    facts: Box::new(facts),
                },
                None,
            ),
        };
        if self.told(&change, Written { visit, brought }) {
            self.seen.visits += 1;
            self.seen.late += usize::from(on < self.today);
            self.seen.redeemed += usize::from(redeems);
            self.seen.brought += usize::from(brought.is_some());
        }
    }

    /// Mostly what may be, now and then whatever comes to mind.
    fn wish(&mut self, of: CustomerId, total: Money) -> Option<i64> {
        let wish = 10 * i64::try_from(self.dice.below(30)).unwrap();
        let most = total.0 / 2 / self.rule().worth.max(1);
        let points = if self.dice.once_in(5) {
            wish
        } else {
            wish.min(self.balance(of)).min(most) / 10 * 10
        };
        Some(points).filter(|points| *points > 0)
    }

    /// Somebody puts a visit right, or cancels it.
    fn correct(&mut self) {
        let of = self.somebody();
        let Some(id) = self.some_visit(of) else {
            return;
        };
        let mut facts = self.model.facts(id).unwrap().clone();
        match self.dice.below(6) {
            0 | 1 => facts.total = Some(self.total()),
            2 => facts.lines = self.lines(),
            3 => facts.day = (facts.day + Days::new(self.dice.below(20) as u64)).min(self.today),
            4 if self.dice.once_in(2) => facts.redeemed = None,
            4 => {
                let total = facts.total.unwrap_or(Money(0));
                facts.redeemed = self.wish(of, total);
            }
            _ => {
                let status = [VisitStatus::Done, VisitStatus::Open, VisitStatus::Cancelled];
                facts.status = *self.dice.one_of(&status);
            }
        }
        let before = self.model.facts(id).unwrap().redeemed.unwrap_or(0);
        let redeems = facts.redeemed.unwrap_or(0) > before;
        let done = self.change(id, facts);
        self.seen.redeemed_later += usize::from(done && redeems);
    }

    /// A visit is as somebody puts it right.
    fn change(&mut self, id: VisitId, facts: VisitFacts) -> bool {
        let base = self.model.facts(id).unwrap().clone();
        if facts == base {
            return false;
        }
        let change = Change::EditVisit {
            id,
            base: Box::new(base),
            facts: Box::new(facts.clone()),
        };
        let written = Written {
            visit: Some((id, Some(facts))),
            brought: None,
        };
        let done = self.told(&change, written);
        self.seen.corrected += usize::from(done);
        done
    }

    /// A visit was somebody else's.
    fn hand_over(&mut self) {
        let (from, to) = (self.somebody(), self.somebody());
        if let Some(id) = self.some_visit(from) {
            let done = self.is_now_with(id, to);
            self.seen.handed += usize::from(done);
        }
    }

    fn is_now_with(&mut self, id: VisitId, to: CustomerId) -> bool {
        let facts = VisitFacts {
            customer: Some(to),
            ..self.model.facts(id).unwrap().clone()
        };
        self.change(id, facts)
    }

    /// Two of the book are one person: what one did is the other's, and the points that are left.
    fn are_one_person(&mut self) {
        let (keep, other) = (self.somebody(), self.somebody());
        if keep == other {
            return;
        }
        let visits = self.model.customers[&other].visits.keys();
        let visits: Vec<VisitId> = visits.copied().collect();
        for id in visits {
            self.is_now_with(id, keep);
        }
        let left = self.balance(other);
        self.put_right(other, -left);
        self.put_right(keep, left);
        let rest = &self.model.customers[&other].visits;
        self.seen.joined += usize::from(rest.is_empty());
    }

    /// Two records of the book are one person, and the book is told so.
    fn merge(&mut self) {
        let (keep, other) = (self.somebody(), self.somebody());
        let facts = |id| self.store.customer(id).unwrap().unwrap().facts;
        let base = Box::new([facts(keep), facts(other)]);
        if keep == other || base[0].kind != base[1].kind {
            return;
        }
        let change = Change::MergeCustomers {
            keep,
            other,
            base,
            taken: Taken::new(),
        };
        let book = self.write(&change).map(drop);
        let before = Box::new(self.model.clone());
        let done = self.both("merge", &book, |model, today| {
            model.merge(keep, other, today)
        });
        if done {
            self.done.push(Did::Merged(before));
            self.seen.merged += 1;
        }
    }

    /// It turns out who brought somebody, or that nobody did.
    fn was_brought(&mut self) {
        let (friend, by) = (self.somebody(), self.somebody());
        let by = (!self.dice.once_in(5)).then_some(by);
        let base = self.store.customer(friend).unwrap().unwrap().facts;
        if base.referred_by == by {
            return;
        }
        let facts = CustomerFacts {
            referred_by: by,
            ..base.clone()
        };
        let change = Change::EditCustomer {
            id: friend,
            base: Box::new(base),
            facts: Box::new(facts),
        };
        let written = Written {
            visit: None,
            brought: Some((friend, by)),
        };
        let done = self.told(&change, written);
        self.seen.brought += usize::from(done);
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
        self.put_right(of, -self.balance(of).max(0));
        let facts = VisitFacts {
            status: VisitStatus::Cancelled,
            ..self.model.facts(id).unwrap().clone()
        };
        self.change(id, facts);
    }

    fn put_right(&mut self, of: CustomerId, points: i64) {
        // Redeemed are whole steps from a block on.
        let redeemed = points < -50;
        let points = if redeemed { points / 10 * 10 } else { points };
        if points == 0 {
            return;
        }
        let change = Change::AdjustPoints {
            customer: of,
            points,
            redeemed,
            reason: "said so".to_owned(),
        };
        let book = self.write(&change).map(drop);
        let valid = self.rule().valid_days;
        let expires = valid.map(|days| self.today + Days::new(days.into()));
        let mut place = 0;
        let what = format!("{change:?}");
        let done = self.both(&what, &book, |model, today| {
            if points < 0 && model.journal.purse(of, None).valid_on(today) < -points {
                return Err(Refused);
            }
            let expires = expires.filter(|_| points > 0);
            place = model.journal.write(of, points, today, expires);
            Ok(())
        });
        if done {
            self.done.push(Did::Adjust(place));
            self.seen.adjusted += 1;
        }
    }

    fn give_tier(&mut self) {
        let of = self.somebody();
        let until = self.today + Days::new(self.dice.below(90) as u64);
        let tiers = self.rule().tier.clone();
        let tier = (!tiers.is_empty() && !self.dice.once_in(4))
            .then(|| (self.dice.one_of(&tiers).name.clone(), until));
        let before = self.model.customers[&of].given.clone();
        if tier.is_none() && before.iter().all(|given| given.until < self.today) {
            return;
        }
        let change = Change::GiveTier {
            customer: of,
            tier: tier.clone(),
            reason: String::new(),
        };
        self.write(&change).unwrap();
        let today = self.today;
        self.model.of(of).give(today, tier);
        self.done.push(Did::Tier(of, before));
    }

    fn undo(&mut self) {
        let Some(did) = self.done.pop() else { return };
        let book = self.write(&Change::Undo { change: None }).map(drop);
        let done = self.both("undo", &book, |model, today| {
            match &did {
                Did::Wrote(before) => return model.write(before, today),
                Did::Adjust(place) => model.journal.strike(*place),
                Did::Merged(before) => model.part(before),
                Did::Tier(of, before) => model.of(*of).given.clone_from(before),
            }
            Ok(())
        });
        if done {
            self.seen.undone += 1;
            self.seen.parted += usize::from(matches!(did, Did::Merged(_)));
        } else {
            // What stays is taken back before what came earlier.
            self.done.clear();
        }
    }

    fn new_customer(&mut self) {
        let month = u32::try_from(self.dice.below(12)).unwrap() + 1;
        let by = self.dice.once_in(2).then(|| self.somebody());
        let facts = CustomerFacts {
            name: "Baru".to_owned(),
            birthday: Birthday::new(5, month, None),
            referred_by: by,
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
}
