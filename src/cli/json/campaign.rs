//! `kenal campaign --json`.

use serde::Serialize;

use super::some;
use crate::domain::Day;
use crate::insight::{CampaignPeople, CampaignTold, Group, PersonTold};

/// All campaigns.
#[derive(Debug, Serialize)]
pub struct Campaigns {
    as_of: Day,
    campaigns: Vec<Campaign>,
}

/// One of them, with everybody whom it means.
#[derive(Debug, Serialize)]
pub struct CampaignShown {
    as_of: Day,
    #[serde(flatten)]
    campaign: Campaign,
    people: Vec<Person>,
}

/// What is said of a campaign, and what came of it.
#[derive(Debug, Serialize)]
pub struct Campaign {
    name: String,
    segment: Option<String>,
    template: String,
    purpose: String,
    offer: Option<String>,
    offer_until: Option<Day>,
    since: Day,
    until: Day,
    within_days: i64,
    notes: Option<String>,
    sent: Sums,
    not_sent: Sums,
    points_earned: i64,
    points_given: i64,
    points_redeemed: i64,
    cost: i64,
}

#[derive(Debug, Serialize)]
struct Sums {
    people: u64,
    came: u64,
    money: i64,
    due_anyway: u64,
    due_anyway_money: i64,
    open: u64,
}

#[derive(Debug, Serialize)]
struct Person {
    #[serde(rename = "customer_id")]
    code: String,
    name: String,
    phone: Option<String>,
    sent: Option<Day>,
    may_send: bool,
    not_sent: Option<&'static str>,
    came: Option<Day>,
    money: Option<i64>,
    due_anyway: bool,
}

impl Campaigns {
    /// As of a day.
    pub fn new(as_of: Day, all: &[CampaignTold]) -> Self {
        Self {
            as_of,
            campaigns: all.iter().map(Campaign::of).collect(),
        }
    }
}

impl CampaignShown {
    /// As of a day.
    pub fn new(as_of: Day, known: &CampaignPeople) -> Self {
        Self {
            as_of,
            campaign: Campaign::of(&known.told),
            people: known.people.iter().map(Person::of).collect(),
        }
    }
}

impl Campaign {
    /// As it is told.
    pub fn of(told: &CampaignTold) -> Self {
        let (facts, result) = (&told.campaign.facts, &told.result);
        Self {
            name: facts.name.clone(),
            segment: some(&facts.segment),
            template: facts.template.clone(),
            purpose: facts.purpose.clone(),
            offer: facts.offer.as_ref().map(|offer| offer.text.clone()),
            offer_until: facts.offer.as_ref().and_then(|offer| offer.until),
            since: facts.since,
            until: facts.until,
            within_days: facts.within,
            notes: some(&facts.note),
            sent: Sums::of(&result.sent),
            not_sent: Sums::of(&result.control),
            points_earned: result.earned,
            points_given: result.given,
            points_redeemed: result.redeemed,
            cost: told.cost,
        }
    }
}

impl Sums {
    fn of(group: &Group) -> Self {
        Self {
            people: group.people,
            came: group.came,
            money: group.money,
            due_anyway: group.due_anyway,
            due_anyway_money: group.due_anyway_money,
            open: group.open,
        }
    }
}

impl Person {
    fn of(one: &PersonTold) -> Self {
        let returned = &one.returned;
        Self {
            code: one.person.code.clone(),
            name: one.person.name.clone(),
            phone: some(&one.person.phone),
            sent: one.sent,
            may_send: one.gate.is_open(),
            not_sent: one.gate.name().filter(|_| one.sent.is_none()),
            came: returned.came,
            money: returned.came.map(|_| returned.money),
            due_anyway: returned.due_anyway,
        }
    }
}
