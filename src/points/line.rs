//! The lines of a ledger, and what draws on what.

use super::{WELCOME, Weight};
use crate::domain::{Day, VisitId};

/// Why points came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A visit brought them; with the first one the welcome.
    Earn,
    /// They paid a part of a bill.
    Redeem,
    /// They were valid no longer.
    Expire,
    /// Somebody put something right, and said why.
    Adjust,
    /// Somebody was brought, or brought somebody.
    Referral,
    /// The month of the birthday added them.
    Birthday,
    /// What the customer had before this book.
    Opening,
    /// Another line does not count.
    Reverse,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 8] = [
        Kind::Earn,
        Kind::Redeem,
        Kind::Expire,
        Kind::Adjust,
        Kind::Referral,
        Kind::Birthday,
        Kind::Opening,
        Kind::Reverse,
    ];

    /// The stable word in book, export and JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Kind::Earn => "earn",
            Kind::Redeem => "redeem",
            Kind::Expire => "expire",
            Kind::Adjust => "adjust",
            Kind::Referral => "referral",
            Kind::Birthday => "birthday",
            Kind::Opening => "opening",
            Kind::Reverse => "reverse",
        }
    }

    /// The kind of that word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// One line. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Why.
    pub kind: Kind,
    /// How many came, or, below zero, went.
    pub points: i64,
    /// The visit that it belongs to.
    pub visit: Option<VisitId>,
    /// The version of the rule that it was made by.
    pub rule: Option<i64>,
    /// The day that it counts from: of the visit, or the first one on which a lot is valid no more.
    pub day: Day,
    /// The last day on which what came is valid; `None` for ever.
    pub expires: Option<Day>,
    /// The line that does not count any more, by its place.
    pub reverses: Option<usize>,
    /// What was said about it, or a word of our own: `welcome`.
    pub reason: String,
    /// By what else an award was reckoned; only lines of awards have it.
    pub weight: Option<Weight>,
}

impl Line {
    /// Whether it welcomed somebody.
    pub fn is_welcome(&self) -> bool {
        self.kind == Kind::Earn && self.reason == WELCOME
    }
}

/// Points of one line that another one draws on. Below zero: given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw {
    /// The line that draws, by its place.
    pub line: usize,
    /// The lot that it draws on, by its place.
    pub lot: usize,
    /// How many.
    pub points: i64,
    /// Whether it came along from another book, and so stays as it is.
    pub given: bool,
}

/// There are not that many points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{missing} points are missing")]
pub struct Overdrawn {
    /// How many are missing.
    pub missing: i64,
    /// Points that go back are spent already, and the rule does not let the balance go below zero.
    pub spent: bool,
}
