//! The people of the review.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::some;
use crate::domain::{CustomerId, Day};
use crate::insight::Appraised;
use crate::insight::review::{self, Reason, Weekly};

/// Somebody with visits.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    who: Who,
    outlook: &'static str,
    /// Nothing in a shop of so few customers that places among them say nothing.
    segment: Option<&'static str>,
    scores: Option<Scores>,
    visits: u32,
    first_visit: Day,
    last_visit: Day,
    silent_days: u32,
    money: i64,
    /// The usual days between two visits, from the fourth visit on.
    usual_days: Option<u32>,
    /// Only where predictions are shown.
    expected: Option<Expected>,
}

/// Who that is.
#[derive(Debug, Serialize)]
pub(super) struct Who {
    customer_id: String,
    name: Option<String>,
    plate: Option<String>,
    phone: Option<String>,
    do_not_contact: bool,
}

#[derive(Debug, Serialize)]
struct Scores {
    recency: u8,
    frequency: u8,
    money: u8,
}

/// What may come.
#[derive(Debug, Serialize)]
struct Expected {
    visits_90_days: f64,
    money_per_visit: i64,
    value_3_years: i64,
}

impl Who {
    fn of(who: CustomerId, weekly: &Weekly) -> Who {
        let known = weekly.people.get(&who);
        let text = |fact: fn(&crate::domain::Introduced) -> &String| {
            known.and_then(|known| some(fact(known)))
        };
        Who {
            customer_id: text(|known| &known.code).unwrap_or_default(),
            name: text(|known| &known.name),
            plate: text(|known| &known.plate),
            phone: text(|known| &known.phone),
            do_not_contact: known.is_some_and(|known| known.no_contact),
        }
    }
}

impl Row {
    pub(super) fn of(one: &Appraised, weekly: &Weekly) -> Row {
        let as_of = weekly.review.week.sunday;
        let scored = weekly.review.has_scores();
        let expected = weekly.review.prediction.expected(&one.visits, as_of);
        Row {
            who: Who::of(one.customer, weekly),
            outlook: one.outlook.name(),
            segment: scored.then(|| one.segment().name()),
            scores: scored.then_some(Scores {
                recency: one.scores.recency,
                frequency: one.scores.frequency,
                money: one.scores.money,
            }),
            visits: one.visits.count,
            first_visit: one.visits.first,
            last_visit: one.visits.last,
            silent_days: one.visits.silent(as_of),
            money: one.visits.money,
            usual_days: one.visits.gaps.map(crate::insight::Gaps::usual),
            expected: expected.map(|expected| Expected {
                visits_90_days: expected.visits,
                money_per_visit: minor(expected.per_visit),
                value_3_years: minor(expected.value),
            }),
        }
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is beyond every amount becomes the largest"
)]
fn minor(amount: f64) -> i64 {
    amount.round() as i64
}

/// How many a list holds, named or not; nothing where that cannot be said.
#[derive(Debug, Serialize)]
pub(super) struct Listed {
    customers: Option<usize>,
    money: Option<i64>,
}

impl Listed {
    pub(super) fn of(kind: review::Kind, review: &review::Review) -> Listed {
        let customers = review.total(kind);
        let list = review.lists.get(&kind);
        Listed {
            customers,
            money: customers.map(|_| list.map_or(0, |list| list.money)),
        }
    }
}

/// Those who stand in another segment than before.
#[derive(Debug, Serialize)]
pub(super) struct Move {
    /// Nothing for those who were no customers yet.
    from: Option<&'static str>,
    to: &'static str,
    customers: usize,
    /// The first of them by money.
    first: Vec<String>,
}

/// Who moved; nobody where segments say nothing.
pub(super) fn moves(weekly: &Weekly) -> Vec<Move> {
    let named = |who: &CustomerId| weekly.people.get(who).map(|known| known.code.clone());
    let one = |one: &review::Move| Move {
        from: one.from.map(crate::insight::Segment::name),
        to: one.to.name(),
        customers: one.customers.len(),
        first: one.customers.iter().filter_map(named).take(TOLD).collect(),
    };
    let speaks = weekly.review.has_scores();
    let moves = weekly.review.moves.iter().filter(|_| speaks);
    moves.map(one).collect()
}

/// Customers of a move who are told.
const TOLD: usize = 10;

/// Somebody who never came.
#[derive(Debug, Serialize)]
pub(super) struct Never {
    #[serde(flatten)]
    who: Who,
}

/// The latest of those who never came.
pub(super) fn never(weekly: &Weekly) -> Vec<Never> {
    let first = weekly.never_served.first.iter();
    let one = |who: &CustomerId| Never {
        who: Who::of(*who, weekly),
    };
    first.map(one).collect()
}

/// A birthday ahead.
#[derive(Debug, Serialize)]
pub(super) struct Birthday {
    #[serde(flatten)]
    who: Who,
    day: Day,
    turns: Option<u32>,
    /// Whether they agreed to greetings; `null` while nobody has asked.
    agreed: Option<bool>,
}

/// Birthdays in the two weeks after the review is read.
pub(super) fn birthdays(weekly: &Weekly) -> Vec<Birthday> {
    let one = |one: &review::Birthday| Birthday {
        who: Who::of(one.customer, weekly),
        day: one.day,
        turns: one.turns,
        agreed: one.agreed,
    };
    weekly.birthdays.iter().map(one).collect()
}

/// Somebody whose points lapse.
#[derive(Debug, Serialize)]
pub(super) struct Lapse {
    #[serde(flatten)]
    who: Who,
    points: i64,
    worth: i64,
    last_day: Day,
}

/// Whose points lapse within thirty days after the review is read.
pub(super) fn lapsing(weekly: &Weekly) -> Vec<Lapse> {
    let one = |one: &review::Lapsing| Lapse {
        who: Who::of(one.customer, weekly),
        points: one.points,
        worth: one.worth,
        last_day: one.day,
    };
    weekly.lapsing.0.iter().map(one).collect()
}

/// What should be looked at in the data.
#[derive(Debug, Serialize)]
pub(super) struct Inbox {
    totals: BTreeMap<&'static str, usize>,
    today: Vec<Item>,
}

#[derive(Debug, Serialize)]
struct Item {
    slip: &'static str,
    #[serde(flatten)]
    who: Who,
    about: Option<String>,
    /// What an import noticed: its reason, the file and the row; the day of the visit or reading.
    code: Option<String>,
    file: Option<String>,
    row: Option<u64>,
    day: Option<Day>,
}

impl Item {
    fn of(item: &review::QualityItem, weekly: &Weekly) -> Self {
        let mut who = Who::of(item.customer, weekly);
        if let Some(plate) = item.plate() {
            who.plate = Some(plate.to_owned());
        }
        let remark = match &item.reason {
            Reason::Remark { remark, .. } => Some(remark),
            _ => None,
        };
        Item {
            slip: item.slip.name(),
            who,
            about: some(&item.about),
            code: remark.map(|remark| remark.code.clone()),
            file: remark.map(|remark| remark.file.clone()),
            row: remark.map(|remark| remark.row),
            day: match &item.reason {
                Reason::Remark { visit, .. } => *visit,
                Reason::Reading { reading, .. } => Some(reading.day),
                _ => None,
            },
        }
    }
}

impl Inbox {
    pub(super) fn of(weekly: &Weekly) -> Inbox {
        let quality = &weekly.quality;
        let totals = quality.totals.iter();
        Inbox {
            totals: totals.map(|(slip, n)| (slip.name(), *n)).collect(),
            today: quality
                .today
                .iter()
                .map(|item| Item::of(item, weekly))
                .collect(),
        }
    }
}
