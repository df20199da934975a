//! How a ledger follows a visit.

use super::{Award, Kind, Ledger, Line, Overdrawn, Rule, Weight};
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
    /// By what else an award was reckoned.
    pub weight: Option<Weight>,
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
    /// Whether nobody's points may go below zero by it.
    pub blocks: bool,
}

/// The reason of the points that come with the first paid visit.
pub const WELCOME: &str = "welcome";
/// The reason of the points of whoever was brought.
pub const CAME: &str = "came";
/// The reason of the points of whoever brought somebody.
pub const BROUGHT: &str = "brought";

impl Wanted {
    /// What a visit that is done wants: points that pay a part of it, the award, and the welcome.
    pub fn of((award, weight): (Award, Weight), redeemed: i64, welcome: i64) -> Vec<Self> {
        let line = |kind, points| Self {
            kind,
            points,
            reason: String::new(),
            weight: Some(weight),
        };
        let award = [
            line(Kind::Earn, award.earned),
            line(Kind::Birthday, award.birthday),
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
            weight: line.weight,
        }
    }

    /// Whether it says the same as a line, whatever that was reckoned by.
    pub fn says(&self, line: &Line) -> bool {
        (self.kind, self.points, &self.reason) == (line.kind, line.points, &line.reason)
    }

    /// Points that pay a part of a visit. Nothing of no points.
    pub fn redeemed(points: i64) -> Option<Self> {
        (points != 0).then(|| Self {
            kind: Kind::Redeem,
            points: -points,
            reason: String::new(),
            weight: None,
        })
    }

    /// The points of the first paid visit. Nothing of no points.
    pub fn welcome(points: i64) -> Option<Self> {
        (points != 0).then(|| Self {
            kind: Kind::Earn,
            points,
            reason: WELCOME.to_owned(),
            weight: None,
        })
    }

    /// What somebody gets because one of two came and the other brought them: [`CAME`] or
    /// [`BROUGHT`]. Nothing of no points.
    pub fn referral(points: i64, reason: &str) -> Option<Self> {
        (points != 0).then(|| Self {
            kind: Kind::Referral,
            points,
            reason: reason.to_owned(),
            weight: None,
        })
    }
}

impl Ledger {
    /// The version of the rule that paid a visit on that day, if any did; a visit that is moved to another day is another one.
    pub fn paid_by(&self, visit: VisitId, on: Day) -> Option<i64> {
        let mut lines = self.lines().iter().rev();
        let paid = |line: &&Line| {
            (line.visit, line.day) == (Some(visit), on) && line.kind != Kind::Reverse
        };
        lines.find_map(|line| line.rule.filter(|_| paid(&line)))
    }

    /// The version of the rule that paid a visit last, on whichever day.
    pub fn last_paid_by(&self, visit: VisitId) -> Option<i64> {
        let mut lines = self.lines().iter().rev();
        lines.find_map(|line| line.rule.filter(|_| line.visit == Some(visit)))
    }

    /// By what an award of a visit on that day was reckoned when it was first written down here.
    pub fn weighed(&self, visit: VisitId, day: Day) -> Option<Weight> {
        let mut lines = self.lines().iter().rev();
        lines.find_map(|line| {
            line.weight
                .filter(|_| (line.visit, line.day) == (Some(visit), day))
        })
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

    /// Points of this many that pay a part of a visit on that day: what pays it now, or did before, if nobody has spent any since
    /// that was given back. They need no cover anew: who puts something back finds everything as it was.
    pub fn held_for(&self, visit: VisitId, day: Day, points: i64) -> i64 {
        if self.stood(visit, day, points) {
            points
        } else {
            self.redeemed_at(visit)
        }
    }

    fn stood(&self, visit: VisitId, day: Day, points: i64) -> bool {
        let is_it = |line: &Line| {
            let same = (line.visit, line.day, line.points) == (Some(visit), day, -points);
            same && line.kind == Kind::Redeem
        };
        let before = self.lines().iter().rposition(is_it);
        let given_back = before.and_then(|at| self.reversed_by(at));
        given_back.is_some_and(|since| {
            let spent = self.counting().into_iter().filter(|at| {
                let line = &self.lines()[*at];
                let spends = matches!(line.kind, Kind::Redeem | Kind::Adjust) && line.points < 0;
                spends && line.visit != Some(visit)
            });
            spent.map(|at| self.newest_of(at)).all(|at| at < since)
        })
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
            let same = |wanted: &&Wanted| wanted.says(line) && line.day == stamp.day;
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
        let points: i64 = spent.iter().map(|wanted| -wanted.points).sum();
        let stood = points > 0 && self.stood(stamp.visit, stamp.day, points);
        let mut owed = i64::MAX;
        if points > 0 && !stood {
            self.can_spend(points, stamp.day, Some(stamp.visit))?;
            let mut without = self.clone();
            without.put(&came, stamp);
            owed = without.owed();
        }
        self.put(&[spent, came].concat(), stamp);
        self.owes_no_more(owed)?;
        let balance = self.balance();
        if stamp.blocks && !stood && balance < before.min(0) {
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
            weight: wanted.weight,
        }
    }
}
