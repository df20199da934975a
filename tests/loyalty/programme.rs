//! The programme reckoned by itself, from conventions of the field alone: no ledger, no SQL, nothing
//! of `kenal::points` but the numbers of the rule.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Datelike;
use kenal::domain::{CustomerId, Day, VisitFacts, VisitId, VisitStatus};
use kenal::points::{Overdraft, Rewarded, Rule};

use crate::customer::{Customer, Entry, Given, Until, Why, is_paid};
use crate::journal::Journal;
use crate::reckon::{award, may_redeem};

/// The book refuses it.
#[derive(Debug, PartialEq, Eq)]
pub struct Refused;

/// A version of the rules.
#[derive(Debug, Clone)]
pub struct Version {
    pub since: Day,
    pub rule: Rule,
}

/// Everybody, the rules, and with which visit the reward for bringing each came.
#[derive(Debug, Clone, Default)]
pub struct Programme {
    pub customers: BTreeMap<CustomerId, Customer>,
    pub journal: Journal,
    pub versions: Vec<Version>,
    pub rewarded: BTreeMap<CustomerId, VisitId>,
}

/// What is written down at once.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// A visit as it is now; `None`: it is gone.
    pub visit: Option<(VisitId, Option<VisitFacts>)>,
    /// Whom somebody brought, or nobody.
    pub brought: Option<(CustomerId, Option<CustomerId>)>,
}

/// The rewards of some, by whom they are for bringing.
type Targets = BTreeMap<CustomerId, Option<VisitId>>;

impl Programme {
    /// Whose a visit is.
    pub fn owner(&self, id: VisitId) -> Option<CustomerId> {
        let mut all = self.customers.iter();
        all.find(|(_, customer)| customer.visits.contains_key(&id))
            .map(|(whose, _)| *whose)
    }

    pub fn facts(&self, id: VisitId) -> Option<&VisitFacts> {
        self.customers.get(&self.owner(id)?)?.visits.get(&id)
    }

    pub fn of(&mut self, id: CustomerId) -> &mut Customer {
        self.customers.get_mut(&id).unwrap()
    }

    /// Something is written down: everything that hangs on it follows.
    pub fn write(&mut self, written: &Written, today: Day) -> Result<(), Refused> {
        let mut friends: BTreeSet<CustomerId> = BTreeSet::new();
        if let Some((friend, by)) = written.brought {
            if by.is_some_and(|by| self.comes_from(by, friend)) {
                return Err(Refused);
            }
            self.of(friend).referrer = by;
            friends.insert(friend);
        }
        let mut came: BTreeSet<CustomerId> = BTreeSet::new();
        if let Some((id, facts)) = &written.visit {
            came.extend(self.replace(*id, facts.as_ref()));
        }
        friends.extend(&came);
        let [mut comes, mut goes] = [BTreeSet::new(), BTreeSet::new()];
        let mut targets = Targets::new();
        for friend in friends {
            let target = self.target(friend);
            goes.extend(self.rewarded.remove(&friend));
            comes.extend(target);
            targets.insert(friend, target);
        }
        for customer in came {
            comes.extend(self.welcoming(customer));
            goes.extend(self.customers[&customer].welcomed_with());
        }
        let written = written.visit.as_ref().map(|(id, _)| *id);
        let others = |ids: &BTreeSet<VisitId>| -> Vec<VisitId> {
            let ids = ids.iter().filter(|id| Some(**id) != written);
            ids.copied().collect()
        };
        for id in others(&comes) {
            self.follow_gifts(id, &targets, today)?;
        }
        if let Some(id) = written {
            self.follow(id, &targets, today)?;
        }
        goes.retain(|id| !comes.contains(id));
        for id in others(&goes) {
            self.follow_gifts(id, &targets, today)?;
        }
        Ok(())
    }

    /// The visit that welcomes somebody: the first one that was paid, unless that was before there were points.
    fn welcoming(&self, whose: CustomerId) -> Option<VisitId> {
        let begin = self.versions.iter().map(|version| version.since).min()?;
        let customer = self.customers.get(&whose)?;
        let first = customer.first_paid()?;
        (customer.visits[&first].day >= begin).then_some(first)
    }

    /// Two are one person: what either did is theirs, they were welcomed once and brought once.
    pub fn merge(&mut self, keep: CustomerId, gone: CustomerId, today: Day) -> Result<(), Refused> {
        let other = self.customers.remove(&gone).unwrap();
        self.journal.become_one(gone, keep, today);
        for customer in self.customers.values_mut() {
            if customer.referrer == Some(gone) {
                customer.referrer = Some(keep);
            }
        }
        let tiers = self.versions.iter().rfind(|version| version.since <= today);
        let tiers = tiers.map_or(&[][..], |version| &version.rule.tier);
        let rank = |given: &Given| {
            let place = tiers.iter().position(|tier| tier.name == given.tier);
            (given.until >= today, place, given.until)
        };
        let mine = &self.customers[&keep];
        let mut all = mine.given.clone();
        for theirs in other.given.clone() {
            match all.iter_mut().find(|given| given.since == theirs.since) {
                Some(mine) if rank(&theirs) > rank(mine) => *mine = theirs,
                Some(_) => {}
                None => all.push(theirs),
            }
        }
        let by = mine.referrer.or(other.referrer);
        let by = by.map(|by| if by == gone { keep } else { by });
        let by = by.filter(|by| !self.comes_from(*by, keep));
        let mine = self.of(keep);
        mine.birth_month = mine.birth_month.or(other.birth_month);
        mine.given = all;
        mine.referrer = by;
        for (visit, facts) in other.visits {
            let customer = Some(keep);
            mine.visits.insert(visit, VisitFacts { customer, ..facts });
        }
        for (when, theirs) in other.paid {
            let paid = mine.paid.entry(when).or_insert(theirs);
            *paid = theirs.max(*paid);
        }
        for (when, theirs) in other.weighed {
            let weighed = mine.weighed.entry(when).or_insert(theirs);
            *weighed = theirs.max(*weighed);
        }
        for (visit, entries) in other.entries {
            mine.entries.entry(visit).or_default().extend(entries);
        }
        self.reward_once(keep, gone, today)
    }

    /// They are welcomed once and brought once: with the first visit that either paid.
    fn reward_once(
        &mut self,
        keep: CustomerId,
        gone: CustomerId,
        today: Day,
    ) -> Result<(), Refused> {
        let held = [keep, gone].map(|friend| self.rewarded.remove(&friend));
        let mut others: BTreeSet<VisitId> = held.into_iter().flatten().collect();
        let target = self.target(keep);
        let targets = Targets::from([(keep, target)]);
        let comes: BTreeSet<VisitId> = target.into_iter().chain(self.welcoming(keep)).collect();
        others.extend(self.customers[&keep].welcomed_with());
        for id in comes.iter().chain(others.difference(&comes)) {
            self.follow_gifts(*id, &targets, today)?;
        }
        Ok(())
    }

    /// They are two after all, and everything is as it was `then`.
    pub fn part(&mut self, then: &Self) {
        let mut journal = std::mem::take(&mut self.journal);
        journal.part(&then.journal);
        *self = Self {
            journal,
            ..then.clone()
        };
    }

    /// Whether somebody is this one, or was brought by them, near or far.
    fn comes_from(&self, who: CustomerId, this: CustomerId) -> bool {
        let up = |id: &CustomerId| self.customers[id].referrer;
        std::iter::successors(Some(who), up).any(|id| id == this)
    }

    /// Says whose rewards may lie elsewhere now: nobody's where only lines or words changed.
    fn replace(&mut self, id: VisitId, facts: Option<&VisitFacts>) -> Vec<CustomerId> {
        let before = self.owner(id);
        let old = before.and_then(|whose| self.of(whose).visits.remove(&id));
        let after = facts.and_then(|facts| facts.customer);
        if let (Some(whose), Some(facts)) = (after, facts) {
            self.of(whose).visits.insert(id, facts.clone());
        }
        let decides = |facts: &VisitFacts| {
            let total = facts.total.map(|money| money.0);
            (
                facts.customer,
                facts.day,
                facts.status,
                total,
                facts.redeemed,
            )
        };
        if old.as_ref().map(decides) == facts.map(decides) {
            return Vec::new();
        }
        before.into_iter().chain(after).collect()
    }

    /// With which visit the reward for bringing somebody comes: the first one that they paid.
    fn target(&self, friend: CustomerId) -> Option<VisitId> {
        let customer = &self.customers[&friend];
        customer.referrer.and_then(|_| customer.first_paid())
    }

    /// Who is rewarded with this visit: whoever came, and whoever brought them.
    fn reward(&self, id: VisitId, targets: &Targets) -> Option<(CustomerId, CustomerId)> {
        let friend = self.owner(id)?;
        let target = match targets.get(&friend) {
            Some(target) => *target,
            None => self.target(friend),
        };
        let referrer = self.customers[&friend].referrer?;
        (target == Some(id)).then_some((friend, referrer))
    }

    /// The version that pays a visit: for good the one that paid it first.
    fn version(&self, id: VisitId, reward: Option<(CustomerId, CustomerId)>) -> Option<usize> {
        let owner = self.owner(id)?;
        let day = self.facts(id)?.day;
        let paid = |whose: CustomerId| {
            let paid = self.customers[&whose].paid.get(&(id, day));
            paid.map(|(_, version)| *version)
        };
        let in_force = || {
            let mut versions = self.versions.iter();
            versions.rposition(|version| version.since <= day)
        };
        paid(owner).or_else(|| paid(reward?.1)).or_else(in_force)
    }

    /// Makes what a visit did with somebody's points what it shall have done.
    fn settle(
        &mut self,
        whose: CustomerId,
        (id, day, today): (VisitId, Day, Day),
        version: Option<usize>,
        wanted: Vec<(Why, i64)>,
    ) -> Result<(), Refused> {
        let valid_days = version.and_then(|at| self.versions[at].rule.valid_days);
        let before = self.journal.purse(whose, None).valid_on(today);
        let customer = self.customers.get_mut(&whose).unwrap();
        let expires = valid_days.map(|days| day + chrono::Days::new(days.into()));
        let mut missing = wanted;
        let mut entries = customer.entries.remove(&id).unwrap_or_default();
        entries.retain(|entry| {
            let same = missing.iter().position(|(why, points)| {
                (*why, *points, day) == (entry.why, entry.points, entry.day)
            });
            if same.is_none() {
                self.journal.strike(entry.place);
            }
            same.map(|at| missing.remove(at)).is_some()
        });
        // What the visit brings itself does not pay it.
        missing.sort_by_key(|(why, _)| *why == Why::Redeemed);
        let mut stood_again = false;
        for (why, points) in missing {
            let redeems = why == Why::Redeemed;
            let stood = redeems && self.journal.stood((id, whose), day, points);
            stood_again |= stood;
            let has = self.journal.purse(whose, Some(id)).valid_on(day);
            let owed = self.journal.purse(whose, None).owed();
            if redeems && !stood && has < points {
                return Err(Refused);
            }
            let (sum, expires) = if redeems {
                (-points, None)
            } else {
                (points, expires)
            };
            let written = self.journal.next();
            let place = self.journal.write_of((id, why), whose, sum, (day, expires));
            if redeems && !stood && self.journal.purse(whose, None).owed() > owed {
                return Err(Refused);
            }
            let customer = self.of(whose);
            customer.paid.insert((id, day), (written, version.unwrap()));
            let weighed = &mut customer.weighed;
            if let (Why::Award | Why::Birthday, Some(weighed)) = (why, weighed.get_mut(&(id, day)))
            {
                weighed.0 = written;
            }
            entries.push(Entry {
                why,
                points,
                day,
                place,
            });
        }
        if !entries.is_empty() {
            self.of(whose).entries.insert(id, entries);
        }
        // Whichever rule pays the visit, that of today says whether somebody may owe points.
        let today_is = self
            .versions
            .iter()
            .rev()
            .find(|version| version.since <= today);
        let blocks = today_is.is_some_and(|version| version.rule.overdraft == Overdraft::Block);
        if blocks && !stood_again && self.journal.purse(whose, None).valid_on(today) < before.min(0)
        {
            return Err(Refused);
        }
        Ok(())
    }

    /// Whoever this visit did something to.
    fn holders(&self, id: VisitId) -> BTreeSet<CustomerId> {
        let all = self.customers.iter();
        all.filter(|(_, customer)| customer.entries.contains_key(&id))
            .map(|(whose, _)| *whose)
            .collect()
    }

    /// What a reward brings to one of the two.
    fn due(
        &mut self,
        whose: CustomerId,
        reward: Option<(CustomerId, CustomerId)>,
        id: VisitId,
        version: Option<usize>,
    ) -> Option<(Why, i64)> {
        let ((friend, referrer), version) = reward.zip(version)?;
        let rule = &self.versions[version].rule;
        if !rule.on || rule.referral == 0 {
            return None;
        }
        let (to, points) = (rule.referral_to, rule.referral);
        self.rewarded.insert(friend, id);
        let why = if whose == referrer && to != Rewarded::Came {
            Why::Brought
        } else if whose == friend && to != Rewarded::Brought {
            Why::Came
        } else {
            return None;
        };
        Some((why, points))
    }

    /// A visit that was written.
    fn follow(&mut self, id: VisitId, targets: &Targets, today: Day) -> Result<(), Refused> {
        let reward = self
            .reward(id, targets)
            .filter(|_| self.facts(id).is_some_and(is_paid));
        let facts = self.facts(id).cloned();
        let day = facts.as_ref().map_or(today, |facts| facts.day);
        let payer = facts
            .filter(|facts| facts.status == VisitStatus::Done)
            .and_then(|facts| Some((facts.customer?, facts)));
        let at = (id, day, today);
        for holder in self.holders(id) {
            let pays = payer.as_ref().is_some_and(|(whose, _)| *whose == holder);
            if !pays && reward.is_none_or(|(_, referrer)| referrer != holder) {
                let version = self.customers[&holder].last_paid(id);
                self.settle(holder, at, version, Vec::new())?;
            }
        }
        let Some((payer, facts)) = payer else {
            return Ok(());
        };
        let version = self.version(id, reward);
        if let Some((_, referrer)) = reward {
            let brought = self.due(referrer, reward, id, version);
            self.settle(referrer, at, version, brought.into_iter().collect())?;
        }
        let Some(version) = version else {
            let redeems = facts.redeemed.is_some_and(|points| points > 0);
            return if redeems {
                Err(Refused)
            } else {
                self.settle(payer, at, None, Vec::new())
            };
        };
        let mut wanted = self.wanted(payer, id, &facts, version)?;
        wanted.extend(self.due(payer, reward, id, Some(version)));
        self.settle(payer, at, Some(version), wanted)
    }

    /// The reward and the welcome of a visit that was not written itself; what else it did stays.
    fn follow_gifts(&mut self, id: VisitId, targets: &Targets, today: Day) -> Result<(), Refused> {
        let Some(facts) = self.facts(id).cloned() else {
            return Ok(());
        };
        let reward = self.reward(id, targets).filter(|_| is_paid(&facts));
        let version = self.version(id, reward);
        let mut all = self.holders(id);
        all.extend(facts.customer);
        all.extend(reward.map(|(_, referrer)| referrer));
        for whose in all {
            let entries = self.customers[&whose]
                .entries
                .get(&id)
                .into_iter()
                .flatten();
            let gifts = |why| matches!(why, Why::Came | Why::Brought | Why::Welcome);
            let kept = entries.filter(|entry| !gifts(entry.why));
            let mut wanted: Vec<_> = kept.map(|entry| (entry.why, entry.points)).collect();
            if facts.customer == Some(whose) {
                wanted.extend(self.welcome(whose, id, version));
            }
            wanted.extend(self.due(whose, reward, id, version));
            self.settle(whose, (id, facts.day, today), version, wanted)?;
        }
        Ok(())
    }

    /// What a done visit brings and takes of whoever came.
    fn wanted(
        &mut self,
        whose: CustomerId,
        id: VisitId,
        facts: &VisitFacts,
        version: usize,
    ) -> Result<Vec<(Why, i64)>, Refused> {
        let rule = self.versions[version].rule.clone();
        let customer = &self.customers[&whose];
        let total = facts.total.map_or(0, |money| money.0);
        let redeemed = facts.redeemed.unwrap_or(0);
        let held = if self.journal.stood((id, whose), facts.day, redeemed) {
            redeemed
        } else {
            customer.redeemed(id)
        };
        let has = self.journal.purse(whose, Some(id)).valid_on(facts.day);
        if redeemed > 0 && redeemed != held && !may_redeem(&rule, total, redeemed, has) {
            return Err(Refused);
        }
        let known = customer.weighed.get(&(id, facts.day));
        let weight = known.map_or_else(
            || {
                let tier = customer.tier(&rule, Until::Visit(facts.day, id));
                let percent = tier.map_or(100, |tier| rule.tier[tier].percent);
                (percent, customer.birth_month == Some(facts.day.month()))
            },
            |(_, weight)| *weight,
        );
        let (usual, birthday) = award(&rule, facts, weight);
        if usual + birthday > 0 {
            let place = self.journal.next();
            let weighed = &mut self.of(whose).weighed;
            weighed.entry((id, facts.day)).or_insert((place, weight));
        }
        let mut wanted = vec![
            (Why::Redeemed, redeemed),
            (Why::Award, usual),
            (Why::Birthday, birthday),
        ];
        wanted.retain(|(_, points)| *points > 0);
        wanted.extend(self.welcome(whose, id, Some(version)));
        Ok(wanted)
    }

    /// The welcome that comes with a visit.
    fn welcome(
        &self,
        whose: CustomerId,
        id: VisitId,
        version: Option<usize>,
    ) -> Option<(Why, i64)> {
        let rule = &self.versions[version?].rule;
        let welcomes = rule.on && rule.welcome > 0 && self.welcoming(whose) == Some(id);
        welcomes.then_some((Why::Welcome, rule.welcome))
    }
}
