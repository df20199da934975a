//! Visits whose points came along from another book: they bring and take what they did there, by rules that nobody knows here.

use rusqlite::Connection;

use super::ledgers::{Ledgers, due};
use super::now::Now;
use super::referral::Reward;
use super::rules::Version;
use super::{Kept, Rules};
use crate::domain::{Day, VisitId};
use crate::points::{BROUGHT, CAME, Kind, Line, Wanted};
use crate::store::StoreResult;

impl Kept {
    /// Lines of a visit that came along and counted there, by their place.
    pub(super) fn came_with(&self, visit: VisitId) -> Vec<usize> {
        self.came(|line| line.visit == Some(visit))
    }

    /// Welcomes that came along and counted there, by their place, the earliest first.
    pub(super) fn came_welcomes(&self) -> Vec<usize> {
        let mut welcomes = self.came(Line::is_welcome);
        welcomes.sort_by_key(|at| (self.ledger.lines()[*at].day, *at));
        welcomes
    }

    fn came(&self, wanted: impl Fn(&Line) -> bool) -> Vec<usize> {
        let lines = self.ledger.lines().iter().enumerate();
        let own = lines.filter(|(at, line)| {
            let came = self.batch_of(*at).is_some() && line.kind != Kind::Reverse;
            came && wanted(line) && self.counted_there(*at)
        });
        own.map(|(at, _)| at).collect()
    }

    fn counted_there(&self, at: usize) -> bool {
        let mut upon = self.ledger.lines().iter().enumerate().skip(at + 1);
        let by = upon.find(|(by, line)| line.reverses == Some(at) && self.batch_of(*by).is_some());
        by.is_none_or(|(by, _)| !self.counted_there(by))
    }

    /// Lines of a visit that came along stand for what it wants and has by lines of its own, and count again.
    pub(super) fn stand_for(&mut self, visit: VisitId, wanted: &[Wanted], today: Day) {
        for at in self.came_with(visit) {
            let said = Wanted::again(&self.ledger.lines()[at]);
            if !wanted.contains(&said) {
                continue;
            }
            self.ledger.reinstate(at, today);
            let says_so = |own: &usize| said.says(&self.ledger.lines()[*own]);
            let own = self.ledger.of_visit(visit).into_iter();
            let own: Vec<usize> = own
                .filter(|own| self.batch_of(*own).is_none() && says_so(own))
                .collect();
            for own in own {
                self.ledger.reverse(own, today, "");
            }
        }
    }

    /// What of a visit came along, of these lines.
    fn came_wants(&self, visit: VisitId, wanted: impl Fn(&Line) -> bool) -> Vec<Wanted> {
        let came = self.came_with(visit).into_iter();
        let lines = came.map(|at| &self.ledger.lines()[at]);
        lines
            .filter(|line| wanted(line))
            .map(Wanted::again)
            .collect()
    }
}

impl Ledgers {
    /// What a done visit wants whose points came along: those, and what the visit says of redeemed ones. `None` for a visit that
    /// the rules here pay.
    pub(super) fn as_it_came(
        &mut self,
        conn: &Connection,
        rules: &Rules,
        visit: VisitId,
        (now, version): (&Now, Option<&Version>),
    ) -> StoreResult<Option<Vec<Wanted>>> {
        let kept = self.of(conn, now.customer)?;
        if kept.came_with(visit).is_empty() {
            return Ok(None);
        }
        let award =
            |line: &Line| matches!(line.kind, Kind::Earn | Kind::Birthday) && !line.is_welcome();
        let mut wanted = kept.came_wants(visit, award);
        wanted.extend(Wanted::redeemed(now.billed.redeemed));
        let paid = kept.came_wants(visit, |line| line.kind == Kind::Redeem);
        let paid: i64 = paid.iter().map(|line| -line.points).sum();
        if now.billed.redeemed != paid {
            let rule = version.map(|version| &version.rule);
            super::pay::may_redeem(&kept.ledger, rule, visit, &now.billed)?;
        }
        let welcome = self.greeting(conn, rules, (visit, now.customer), version)?;
        wanted.extend(Wanted::welcome(welcome));
        Ok(Some(wanted))
    }

    /// What somebody gets because one of two came with this visit: what came along, else what the rules here say.
    pub(super) fn rewarded(
        &mut self,
        conn: &Connection,
        (visit, now): (VisitId, &Now),
        (version, reward): (Option<&Version>, Option<Reward>),
        holder: i64,
    ) -> StoreResult<Vec<Wanted>> {
        let came_along = !self.of(conn, now.customer)?.came_with(visit).is_empty();
        let kept = self.of(conn, holder)?;
        let came = |reason: &str| {
            let same = |line: &Line| {
                line.kind == Kind::Referral && (reason.is_empty() || line.reason == reason)
            };
            kept.came_wants(visit, same)
        };
        Ok(match reward {
            Some(reward) => {
                let reason = if holder == reward.referrer {
                    BROUGHT
                } else {
                    CAME
                };
                let is_one = holder == reward.referrer || holder == reward.friend;
                if is_one && came_along {
                    came(reason)
                } else {
                    due(version, Some(reward), holder)
                }
            }
            // Nobody here is said to have brought them.
            None if now.referrer.is_none() && now.is_paid() => came(""),
            None => Vec::new(),
        })
    }
}

/// The day with which lines of a visit are written: what came along keeps its own.
pub(super) fn day_of(kept: &Kept, visit: VisitId, day: Day) -> Day {
    let first = kept.came_with(visit).first().copied();
    first.map_or(day, |at| kept.ledger.lines()[at].day)
}
