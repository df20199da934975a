//! What is computed of the visits, as a filter asks for it.

use crate::domain::filter::{Fact, Known};
use crate::insight::{Appraisal, Appraised, Expecting, Pace, stage};

/// Of a customer with visits; `None` where nothing can be said.
pub(super) fn known(
    fact: Fact,
    one: &Appraised,
    all: &Appraisal,
    expecting: &mut Expecting,
) -> Option<Known<'static>> {
    let visits = &one.visits;
    Some(match fact {
        Fact::Visits => Known::Whole(visits.count.into()),
        Fact::Money => Known::Whole(visits.money),
        Fact::MoneyPerVisit => Known::Whole(per_visit(visits.money, visits.count.into())),
        Fact::FirstVisit => Known::Day(visits.first),
        Fact::LastVisit => Known::Day(visits.last),
        Fact::DaysSilent => Known::Whole(visits.silent(all.as_of).into()),
        Fact::UsualGap => Known::Whole(visits.gaps?.usual().into()),
        Fact::LongestGap => Known::Whole(visits.gaps?.longest.into()),
        Fact::DueDay => Known::Day(one.rhythm.due?),
        Fact::Outlook => Known::Text(one.outlook.name()),
        Fact::Stage => Known::Text(one.stage.name()),
        Fact::Segment => Known::Text(one.segment().name()),
        Fact::Recency => Known::Whole(one.scores.recency.into()),
        Fact::Frequency => Known::Whole(one.scores.frequency.into()),
        Fact::MoneyScore => Known::Whole(one.scores.money.into()),
        Fact::Chance => Known::Decimal(one.alive? * 100.0),
        Fact::ExpectedVisits => Known::Decimal(expecting.of(visits)?.visits),
        Fact::PredictedValue => Known::Whole(minor(expecting.of(visits)?.value)),
        _ => return None,
    })
}

/// Of a customer who never came.
pub(super) fn without_visits(fact: Fact) -> Option<Known<'static>> {
    match fact {
        Fact::Visits | Fact::Money => Some(Known::Whole(0)),
        Fact::Stage => Some(Known::Text(stage(None, Pace::TooFewVisits, 0, 0).name())),
        _ => None,
    }
}

/// To the nearest minor unit.
fn per_visit(money: i64, visits: i64) -> i64 {
    let half = if money < 0 { -visits } else { visits } / 2;
    money.saturating_add(half) / visits.max(1)
}

#[expect(clippy::cast_possible_truncation, reason = "`as` stops at the ends")]
fn minor(value: f64) -> i64 {
    value.round() as i64
}
