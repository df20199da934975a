//! `kenal show --json`: the counter card.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Beside, Customer, NotYet, Terms, Vehicle, Visit, some};
use crate::domain::trade::{FieldGroup, Trade};
use crate::domain::{self, Card, Day, LostTo, PointsBrief, Purpose};
use crate::insight::Urgency;
use crate::insight::{Pace, Rhythm, Visits, stage};
use crate::screens::sheet::Wording;
use crate::screens::sheet::due::urgency;
use crate::screens::sheet::say::sentence;

/// The counter card.
#[derive(Debug, Serialize)]
pub struct Shown {
    customer: Option<Customer>,
    vehicles: Vec<Vehicle>,
    last_visit: Option<Visit>,
    usual: Usual,
    due: Vec<Due>,
    points: Option<Points>,
    terms: Option<Terms>,
    alerts: Vec<String>,
    complaints: NotYet,
    lost_to: Option<Lost>,
    follow_ups: NotYet,
    preferences: BTreeMap<String, String>,
    needs_checking: Vec<Remark>,
    visits: u32,
    spent: i64,
    value: Option<Value>,
    /// The sentence to say, in the person's language: the same as on the screen.
    say: String,
}

#[derive(Debug, Serialize)]
struct Usual {
    oil: Option<String>,
    mechanic: Option<String>,
    visits_between_days: Option<u32>,
}

/// What the customer brought so far, and when they are to be expected by their own rhythm.
#[derive(Debug, Serialize)]
struct Value {
    money: i64,
    visit_days: u32,
    first_visit: Day,
    last_visit: Day,
    rhythm: &'static str,
    expected: Option<Day>,
    /// Takes a look at all customers: `kenal review` tells it.
    predicted: NotYet,
}

/// A service that the sheet or the clerk promised. What kind, and how sure, comes with the rules.
#[derive(Debug, Serialize)]
struct Due {
    service: NotYet,
    plate: Option<String>,
    date: Option<Day>,
    odometer: Option<i64>,
    confidence: NotYet,
    status: &'static str,
    why: &'static str,
}

/// Points of the day, and what they are worth.
#[derive(Debug, Serialize)]
pub struct Points {
    balance: i64,
    worth: i64,
    lapsing: Vec<Lapsing>,
}

/// Points that are valid through a day.
#[derive(Debug, Serialize)]
struct Lapsing {
    date: Day,
    points: i64,
}

impl From<&PointsBrief> for Points {
    fn from(brief: &PointsBrief) -> Points {
        let lapsing = brief.lapsing.iter();
        Points {
            balance: brief.balance,
            worth: brief.worth,
            lapsing: lapsing
                .map(|(date, points)| Lapsing {
                    date: *date,
                    points: *points,
                })
                .collect(),
        }
    }
}

/// That the customer went to somebody else and has not come since.
#[derive(Debug, Serialize)]
struct Lost {
    date: Day,
    to: Option<String>,
    reason: Option<String>,
}

impl From<&LostTo> for Lost {
    fn from(lost: &LostTo) -> Lost {
        Lost {
            date: lost.day,
            to: some(&lost.competitor),
            reason: some(&lost.reason),
        }
    }
}

/// What an import was unsure of.
#[derive(Debug, Serialize)]
struct Remark {
    file: String,
    row: u64,
    column: String,
    value: String,
    reason: String,
}

/// The company that a contact person belongs to.
fn company(card: &Card) -> Option<&str> {
    let belongs = card.customer.as_ref()?.facts.company?;
    let own = card.company.iter().find(|(id, _)| *id == belongs)?;
    Some(&own.1)
}

impl Shown {
    /// A card as it is on that day, its sentence in that language.
    pub fn new(card: &Card, wording: Wording<'_>) -> Shown {
        let owner = card.customer.as_ref().map(|customer| customer.id);
        let today = card.vehicle.iter().chain(&card.other_vehicles);
        let all = today.clone().chain(&card.former_vehicles);
        let alert = card.customer.iter().map(|customer| &customer.facts.alert);
        let visits = card.attendance.as_ref();
        let visits = visits.map(|days| Visits::told(days, card.spent.0));
        let rhythm = visits.map(|visits| Rhythm::of(&visits, wording.today));
        let pace = rhythm.map_or(Pace::TooFewVisits, |rhythm| rhythm.pace);
        let stage = stage(visits.as_ref(), pace, 0, card.brought).name();
        let tier = card.points.as_ref().and_then(|points| points.tier.as_ref());
        let tier = tier.map(|tier| tier.name.as_str());
        Shown {
            customer: card.customer.as_ref().map(|customer| {
                Customer::new(
                    customer,
                    &card.consents,
                    Beside {
                        company: company(card),
                        referred_by: card.referred_by.as_ref().map(|by| by.code.as_str()),
                    },
                    wording.trade,
                    (stage, tier),
                )
            }),
            vehicles: all
                .map(|vehicle| Vehicle::of(vehicle, owner, wording.trade))
                .collect(),
            last_visit: card.last_visit.as_ref().map(Visit::from),
            usual: Usual {
                oil: card.usual.oil.clone(),
                mechanic: card.usual.mechanic.clone(),
                visits_between_days: visits.and_then(|visits| Some(visits.gaps?.usual())),
            },
            due: today
                .filter_map(|vehicle| due(vehicle, wording.today))
                .collect(),
            points: card.points.as_ref().map(Points::from),
            terms: card
                .terms
                .as_ref()
                .map(|terms| Terms::of(terms, wording.today)),
            alerts: alert.filter(|alert| !alert.is_empty()).cloned().collect(),
            complaints: None,
            lost_to: card.lost_to.as_ref().map(Lost::from),
            follow_ups: None,
            preferences: preferences(card, wording.trade),
            needs_checking: card.remarks.iter().map(Remark::from).collect(),
            visits: card.visits,
            spent: card.spent.0,
            value: visits.map(|visits| Value {
                money: visits.money,
                visit_days: visits.count,
                first_visit: visits.first,
                last_visit: visits.last,
                rhythm: pace.name(),
                expected: rhythm.and_then(|rhythm| rhythm.due),
                predicted: None,
            }),
            say: sentence(card, wording),
        }
    }
}

fn due(vehicle: &domain::Vehicle, today: Day) -> Option<Due> {
    let promise = vehicle.next_service;
    (!promise.is_empty()).then(|| Due {
        service: None,
        plate: vehicle.facts.plate.as_ref().map(domain::Plate::display),
        date: promise.day,
        odometer: promise.odometer,
        confidence: None,
        status: match urgency(vehicle, today) {
            Urgency::Late => "late",
            Urgency::Now => "now",
            Urgency::Soon => "soon",
            Urgency::Later => "later",
        },
        why: "written down by the shop",
    })
}

/// The fields that the trade keeps as preferences.
fn preferences(card: &Card, trade: &Trade) -> BTreeMap<String, String> {
    let agreed = Purpose::Sensitive.agreed(&card.consents);
    let Some(customer) = &card.customer else {
        return BTreeMap::new();
    };
    let preferred = trade.kept().filter(|field| {
        field.group == FieldGroup::Preference && trade.may_show(&field.key, agreed)
    });
    preferred
        .filter_map(|field| customer.facts.fields.get_key_value(&field.key))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect()
}

impl From<&domain::Remark> for Remark {
    fn from(remark: &domain::Remark) -> Remark {
        Remark {
            file: remark.file.clone(),
            row: remark.row,
            column: remark.column.clone(),
            value: remark.value.clone(),
            reason: remark.code.clone(),
        }
    }
}
