//! `kenal review --json`.

mod lists;
mod models;
mod money;
mod stay;

use std::collections::BTreeMap;

use serde::Serialize;

use super::campaign::Campaign;
use super::{NotYet, Owed};
use crate::domain::{Day, Liability};
use crate::insight::review::{self, Flow, Kind, Loyalty, Weekly};
use lists::{Birthday, Inbox, Lapse, Listed, Move, Never, Row};
use models::Prediction;
use money::{Pareto, Rfm};
use stay::{Cohort, Kept, Source};

/// The weekly review. A list names the first of its rows; `lists` says how many there are.
#[derive(Debug, Serialize)]
pub struct Review {
    as_of: Day,
    since: Day,
    today: Day,
    week: Week,
    flow: How,
    /// The median of the eight weeks before; nothing where another stretch than a week was asked for.
    usual: Option<Usual>,
    totals: Totals,
    pareto: Pareto,
    rfm: Rfm,
    moves: Vec<Move>,
    lists: BTreeMap<&'static str, Listed>,
    top: Vec<Row>,
    slipping: Vec<Row>,
    sleeping: Vec<Row>,
    lost: Vec<Row>,
    one_timers_silent: Vec<Row>,
    quiet: Vec<Row>,
    never_served: usize,
    never_served_latest: Vec<Never>,
    new: Vec<Row>,
    back: Vec<Row>,
    birthdays: Vec<Birthday>,
    quality: Inbox,
    referrals: Vec<Owed>,
    complaints: NotYet,
    retention: Vec<Kept>,
    cohorts: Vec<Cohort>,
    sources: Vec<Source>,
    points: Option<Liable>,
    points_lapsing: Vec<Lapse>,
    campaigns: Vec<Campaign>,
    prediction: Prediction,
}

/// Which week, by the calendar.
#[derive(Debug, Serialize)]
struct Week {
    number: u32,
    monday: Day,
    sunday: Day,
}

/// What is owed in points, and what of it lapses within so many days: money.
#[derive(Debug, Serialize)]
struct Liable {
    points: i64,
    liability: i64,
    lapsing_30: i64,
    lapsing_60: i64,
    lapsing_90: i64,
}

impl From<&Liability> for Liable {
    fn from(owed: &Liability) -> Liable {
        let [lapsing_30, lapsing_60, lapsing_90] = owed.lapsing.map(|points| owed.worth_of(points));
        Liable {
            points: owed.points,
            liability: owed.worth,
            lapsing_30,
            lapsing_60,
            lapsing_90,
        }
    }
}

/// How some days went.
#[derive(Debug, Serialize)]
struct How {
    visits: u64,
    money: i64,
    new: u64,
    returning: u64,
}

impl From<Flow> for How {
    fn from(flow: Flow) -> How {
        How {
            visits: flow.visits,
            money: flow.money,
            new: flow.new,
            returning: flow.returning,
        }
    }
}

/// How a week usually goes. A median of counts may end in a half.
#[derive(Debug, Serialize)]
struct Usual {
    visits: Half,
    money: i64,
    new: Half,
    returning: Half,
}

impl From<review::Usual> for Usual {
    fn from(usual: review::Usual) -> Usual {
        Usual {
            visits: Half(usual.visits_x2),
            money: usual.money,
            new: Half(usual.new_x2),
            returning: Half(usual.returning_x2),
        }
    }
}

/// Half of a number.
#[derive(Debug)]
struct Half(u64);

impl Serialize for Half {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[expect(clippy::cast_precision_loss, reason = "no shop has 2⁵² visits a week")]
        match self.0 % 2 {
            0 => to.serialize_u64(self.0 / 2),
            _ => to.serialize_f64(self.0 as f64 / 2.0),
        }
    }
}

/// Everybody with visits, together.
#[derive(Debug, Serialize)]
struct Totals {
    customers: usize,
    returning: usize,
    repeat_rate: f64,
    visits: u64,
    money: i64,
}

/// Rows of the best customers.
const BEST: usize = 100;

impl Review {
    /// Of a review that is read on a day.
    pub fn new(weekly: &Weekly, loyalty: &Loyalty, today: Day) -> Review {
        let review = &weekly.review;
        let rows = |kind: Kind, most: usize| {
            let list = review.lists.get(&kind);
            let first = list.map_or(&[] as &[_], |list| &list.first);
            let first = first.iter().take(most);
            first.map(|one| Row::of(one, weekly)).collect()
        };
        let all = |kind| rows(kind, usize::MAX);
        Review {
            as_of: review.week.sunday,
            since: review.since,
            today,
            week: Week {
                number: review.week.number(),
                monday: review.week.monday(),
                sunday: review.week.sunday,
            },
            flow: review.flow.into(),
            usual: review.usual.map(Usual::from),
            totals: Totals::of(review),
            pareto: Pareto::of(&review.concentration),
            rfm: Rfm::of(review),
            moves: lists::moves(weekly),
            lists: Kind::ALL
                .into_iter()
                .map(|kind| (kind.name(), Listed::of(kind, review)))
                .collect(),
            top: rows(Kind::Top, BEST),
            slipping: all(Kind::Slipping),
            sleeping: all(Kind::Sleeping),
            lost: all(Kind::Lost),
            one_timers_silent: all(Kind::OnceSilent),
            quiet: all(Kind::Quiet),
            never_served: weekly.never_served.total,
            never_served_latest: lists::never(weekly),
            new: all(Kind::New),
            back: all(Kind::Back),
            birthdays: lists::birthdays(weekly),
            quality: Inbox::of(weekly),
            referrals: weekly.thanks.iter().map(Owed::from).collect(),
            complaints: None,
            retention: stay::retention(&loyalty.cohorts),
            cohorts: stay::cohorts(&loyalty.cohorts),
            sources: loyalty.sources.iter().map(Source::from).collect(),
            points: weekly.points.as_ref().map(Liable::from),
            points_lapsing: lists::lapsing(weekly),
            campaigns: weekly.campaigns.iter().map(Campaign::of).collect(),
            prediction: Prediction::of(review),
        }
    }
}

impl Totals {
    fn of(review: &review::Review) -> Totals {
        let gate = &review.prediction.gate;
        let money = review.segments.iter().map(|sum| sum.money);
        Totals {
            customers: review.repeat.customers,
            returning: review.repeat.returning,
            repeat_rate: review.repeat.rate(),
            // The first visits, and those after them.
            visits: u64::from(gate.customers) + gate.repeats,
            money: money.fold(0, i64::saturating_add),
        }
    }
}
