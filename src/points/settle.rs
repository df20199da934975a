//! How a ledger follows a visit.

use super::{Award, Kind, Ledger, Line, Overdraft, Overdrawn, Rule};
use crate::domain::{Day, VisitId};

/// A line that a visit wants in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Why.
    pub kind: Kind,
    /// How many come, or, below zero, go.
    pub points: i64,
    /// What is said about it.
    pub reason: String,
}

/// When, and by which version of the rule.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// The visit.
    pub visit: VisitId,
    /// Its day.
    pub day: Day,
    /// The shop's today.
    pub today: Day,
    /// The rule that pays it.
    pub rule: &'a Rule,
    /// Its version.
    pub version: i64,
}

/// The reason of the points that come with the first paid visit.
pub const WELCOME: &str = "welcome";
/// The reason of the points of whoever was brought.
pub const CAME: &str = "came";
/// The reason of the points of whoever brought somebody.
pub const BROUGHT: &str = "brought";

impl Wanted {
    /// What a visit that is done wants: points that pay a part of it, the award, and the welcome.
    pub fn of(award: Award, redeemed: i64, welcome: i64) -> Vec<Self> {
        let line = |kind, points, reason: &str| Self {
            kind,
            points,
            reason: reason.to_owned(),
        };
        let award = [
            line(Kind::Earn, award.earned, ""),
            line(Kind::Birthday, award.birthday, ""),
        ];
        let award = award.into_iter().filter(|line| line.points != 0);
        let redeemed = Self::redeemed(redeemed).into_iter();
        redeemed
            .chain(award)
            .chain(Self::welcome(welcome))
            .collect()
    }

    /// What a line says, once more.
    pub fn again(line: &Line) -> Self {
        Self {
            kind: line.kind,
            points: line.points,
            reason: line.reason.clone(),
        }
    }

    /// Points that pay a part of a visit. Nothing of no points.
    pub fn redeemed(points: i64) -> Option<Self> {
        (points != 0).then(|| Self {
            kind: Kind::Redeem,
            points: -points,
            reason: String::new(),
        })
    }

    /// The points of the first paid visit. Nothing of no points.
    pub fn welcome(points: i64) -> Option<Self> {
        (points != 0).then(|| Self {
            kind: Kind::Earn,
            points,
            reason: WELCOME.to_owned(),
        })
    }

    /// What somebody gets because one of two came and the other brought them: [`CAME`] or
    /// [`BROUGHT`]. Nothing of no points.
    pub fn referral(points: i64, reason: &str) -> Option<Self> {
        (points != 0).then(|| Self {
            kind: Kind::Referral,
            points,
            reason: reason.to_owned(),
        })
    }
}

impl Ledger {
    /// The version of the rule that paid a visit, if any did.
    pub fn paid_by(&self, visit: VisitId) -> Option<i64> {
        let mut lines = self.lines().iter().rev();
        lines.find_map(|line| line.rule.filter(|_| line.visit == Some(visit)))
    }

    /// Welcomes that count, by their place.
    pub fn welcomes(&self) -> impl Iterator<Item = usize> {
        let lines = self.lines().iter().enumerate();
        let welcomes = lines.filter(|(_, line)| line.is_welcome());
        welcomes
            .map(|(at, _)| at)
            .filter(|at| !self.is_reversed(*at))
    }

    /// Whether they had points before this book, and so were welcomed long ago.
    pub fn was_member(&self) -> bool {
        let lines = self.lines().iter().enumerate();
        let mut brought = lines.filter(|(_, line)| line.kind == Kind::Opening);
        brought.any(|(at, _)| !self.is_reversed(at))
    }

    /// What of a visit counts as it stands, but for a reward for bringing somebody and the welcome.
    pub fn but_for_gifts(&self, visit: VisitId) -> Vec<Wanted> {
        let lines = self.of_visit(visit).into_iter().map(|at| &self.lines()[at]);
        let own = lines.filter(|line| line.kind != Kind::Referral && !line.is_welcome());
        own.map(Wanted::again).collect()
    }

    /// Points that pay a part of a visit.
    pub fn redeemed_at(&self, visit: VisitId) -> i64 {
        let lines = self.of_visit(visit).into_iter().map(|at| &self.lines()[at]);
        let redeemed = lines.filter(|line| line.kind == Kind::Redeem);
        redeemed.map(|line| -line.points).sum()
    }

    /// Lines of a visit that count, by their place.
    pub fn of_visit(&self, visit: VisitId) -> Vec<usize> {
        let lines = self.lines().iter().enumerate();
        let own = lines.filter(|(_, line)| line.visit == Some(visit) && line.kind != Kind::Reverse);
        own.map(|(at, _)| at)
            .filter(|at| !self.is_reversed(*at))
            .collect()
    }

    /// Makes the lines of a visit that count those of `wanted`: what is right already stays, what
    /// is not is reversed. What it brought itself may not pay a part of it.
    ///
    /// # Errors
    /// When there are not enough points to redeem, or the rule does not let the balance go below
    /// zero. The ledger must be thrown away then.
    pub fn settle(&mut self, stamp: Stamp<'_>, wanted: &[Wanted]) -> Result<(), Overdrawn> {
        let before = self.balance_on(stamp.today);
        let mut missing: Vec<&Wanted> = wanted.iter().collect();
        let mut wrong = self.of_visit(stamp.visit);
        wrong.retain(|at| {
            let line = &self.lines()[*at];
            let same = |wanted: &&Wanted| {
                (wanted.kind, wanted.points, &wanted.reason)
                    == (line.kind, line.points, &line.reason)
                    && line.day == stamp.day
            };
            let stands = missing.iter().position(same);
            stands.map(|place| missing.remove(place)).is_none()
        });
        if wrong.is_empty() && missing.is_empty() {
            return Ok(());
        }
        self.lapse(stamp.today);
        if wrong.is_empty() && self.is_added(&missing, stamp) {
            return Ok(());
        }
        for at in wrong {
            self.push_reverse(at, stamp.today, "");
        }
        let (spent, came): (Vec<_>, Vec<_>) =
            missing.into_iter().partition(|wanted| wanted.points < 0);
        let mut owed = i64::MAX;
        if !spent.is_empty() {
            let points = spent.iter().map(|wanted| -wanted.points).sum();
            self.can_spend(points, stamp.day, Some(stamp.visit))?;
            let mut without = self.clone();
            without.put(&came, stamp);
            owed = without.owed();
        }
        self.put(&[spent, came].concat(), stamp);
        self.owes_no_more(owed)?;
        let balance = self.balance();
        if stamp.rule.overdraft == Overdraft::Block && balance < before.min(0) {
            return Err(Overdrawn {
                missing: -balance,
                spent: true,
            });
        }
        Ok(())
    }

    /// Adds what comes where that changes nothing of what was before; `false`, and as it was, where it
    /// would.
    fn is_added(&mut self, wanted: &[&Wanted], stamp: Stamp<'_>) -> bool {
        let lines: Vec<Line> = wanted.iter().map(|wanted| stamp.line(wanted)).collect();
        let adds = lines.iter().all(|line| self.only_adds(line, stamp.today));
        if adds {
            for line in lines {
                self.push(line);
            }
        }
        adds
    }

    fn put(&mut self, wanted: &[&Wanted], stamp: Stamp<'_>) {
        for wanted in wanted {
            self.push(stamp.line(wanted));
        }
        self.rework(stamp.today);
    }
}

impl Stamp<'_> {
    fn line(&self, wanted: &Wanted) -> Line {
        let comes = wanted.points > 0;
        Line {
            kind: wanted.kind,
            points: wanted.points,
            visit: Some(self.visit),
            rule: Some(self.version),
            day: self.day,
            expires: self.rule.valid_through(self.day).filter(|_| comes),
            reverses: None,
            reason: wanted.reason.clone(),
        }
    }
}
