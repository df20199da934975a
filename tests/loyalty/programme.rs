//! The programme reckoned by itself, from conventions of the field alone: no ledger, no SQL, nothing
//! of `kenal::points` but the numbers of the rule.

use std::collections::{BTreeMap, BTreeSet};

use kenal::domain::{CustomerId, Day, VisitFacts, VisitId, VisitStatus};
use kenal::points::{Overdraft, Rewarded, Rule};

use crate::customer::{Customer, Why, is_paid};
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
        if let Some((id, facts)) = &written.visit {
            friends.extend(self.replace(*id, facts.as_ref()));
        }
        let mut others: BTreeSet<VisitId> = BTreeSet::new();
        let mut targets = Targets::new();
        for friend in friends {
            let target = self.target(friend);
            others.extend(self.rewarded.remove(&friend));
            others.extend(target);
            targets.insert(friend, target);
        }
        if let Some((id, _)) = written.visit {
            others.remove(&id);
            self.follow(id, &targets, today)?;
        }
        for id in others {
            self.follow_reward(id, &targets, today)?;
        }
        Ok(())
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

    /// With which visit the reward for bringing somebody comes: the one that it came with, while
    /// that is paid and theirs, else the first paid one.
    fn target(&self, friend: CustomerId) -> Option<VisitId> {
        let customer = &self.customers[&friend];
        customer.referrer?;
        let held = self.rewarded.get(&friend);
        let held = held.filter(|id| customer.visits.get(id).is_some_and(is_paid));
        held.copied().or_else(|| customer.first_paid())
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
        let paid = |whose: CustomerId| self.customers[&whose].paid.get(&id).copied();
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
        let rule = version.map(|at| self.versions[at].rule.clone());
        let valid_days = rule.as_ref().and_then(|rule| rule.valid_days);
        let customer = self.of(whose);
        customer.purse.lapse(today);
        let before = customer.purse.balance();
        if !wanted.is_empty() {
            customer.paid.entry(id).or_insert(version.unwrap());
        }
        customer.settle((id, day, today), valid_days, wanted)?;
        let blocks = rule.is_some_and(|rule| rule.overdraft == Overdraft::Block);
        if blocks && customer.purse.balance() < before.min(0) {
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
                let version = self.customers[&holder].paid.get(&id).copied();
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
            return if redeems { Err(Refused) } else { Ok(()) };
        };
        let mut wanted = self.wanted(payer, id, &facts, version, today)?;
        wanted.extend(self.due(payer, reward, id, Some(version)));
        self.settle(payer, at, Some(version), wanted)
    }

    /// The reward of a visit that was not written itself; what else it did stays.
    fn follow_reward(&mut self, id: VisitId, targets: &Targets, today: Day) -> Result<(), Refused> {
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
            let kept = entries.filter(|entry| !matches!(entry.why, Why::Came | Why::Brought));
            let mut wanted: Vec<_> = kept.map(|entry| (entry.why, entry.points)).collect();
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
        today: Day,
    ) -> Result<Vec<(Why, i64)>, Refused> {
        let rule = self.versions[version].rule.clone();
        let customer = self.of(whose);
        let total = facts.total.map_or(0, |money| money.0);
        let redeemed = facts.redeemed.unwrap_or(0);
        customer.purse.lapse(today);
        let held = customer.redeemed(id);
        let has = customer.balance_without(id, facts.day, today);
        if redeemed > 0 && redeemed != held && !may_redeem(&rule, total, redeemed, has) {
            return Err(Refused);
        }
        let tier = customer.tier(&rule, facts.day, false);
        let percent = tier.map_or(100, |tier| rule.tier[tier].percent);
        let (usual, birthday) = award(&rule, facts, percent, customer.birth_month);
        let welcome = if rule.on && customer.is_welcomed_with(id) {
            rule.welcome
        } else {
            0
        };
        let mut wanted = vec![
            (Why::Redeemed, redeemed),
            (Why::Award, usual),
            (Why::Birthday, birthday),
            (Why::Welcome, welcome),
        ];
        wanted.retain(|(_, points)| *points > 0);
        Ok(wanted)
    }
}
