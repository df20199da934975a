//! Awards, lots, settling, tiers, and the same year told by another hand.

mod award;
mod ledger;
mod orders;
mod overlay;
mod past;
mod purse;
mod settle;
mod simulate;
mod tier;

use super::*;
use crate::domain::{Day, VisitId};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A line of points that come, valid through a day.
fn lot(points: i64, on: Day, expires: Option<Day>) -> Line {
    Line {
        kind: Kind::Earn,
        points,
        visit: None,
        rule: None,
        day: on,
        expires,
        reverses: None,
        reason: String::new(),
        weight: None,
    }
}

fn spent(points: i64, on: Day) -> Line {
    Line {
        kind: Kind::Redeem,
        points: -points,
        ..lot(0, on, None)
    }
}
