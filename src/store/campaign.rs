//! Campaigns: what is said of them, whom they mean, and what came of them.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row};

use super::contact::no_contact;
use super::customer::{self, full_name};
use super::numbers::numbers_of;
use super::rows::{day, phone_of};
use super::{Store, StoreResult, message};
use crate::domain::hygiene::clean_line;
use crate::domain::name::fold;
use crate::domain::{
    Campaign, CampaignFacts, CampaignId, CampaignOffer, CampaignPerson, CustomerId, Day, Gate,
    MessagePurpose,
};
use crate::insight::{
    CampaignPeople, CampaignTold, CampaignVisit, PersonTold, Receipt, Targeted, campaign_result,
    returned, touches,
};

const ALL: &str = "
    SELECT id, name, segment, filter, template, purpose, since, until, within_days, note, offer, offer_until
    FROM campaign ORDER BY since DESC, id DESC";
const ONE: &str = "
    SELECT id, name, segment, filter, template, purpose, since, until, within_days, note, offer, offer_until
    FROM campaign WHERE id = ?1";
const NAMED: &str = "SELECT id FROM campaign WHERE name_key = ?1";
const TARGETS: &str = concat!(
    "
    SELECT c.id, c.code, c.honorific, c.name,
           (SELECT p.raw FROM phone p WHERE p.customer_id = c.id AND NOT ",
    no_contact!("c.id"),
    " ORDER BY p.position LIMIT 1)
    FROM campaign_target t JOIN customer c ON c.id = t.customer_id
    WHERE t.campaign_id = ?1 ORDER BY c.name_key, c.id"
);
/// What visits did to the ledger: what was taken back counts against what it takes back.
const VISITS: &str = "
    SELECT t.customer_id, v.day, v.total,
           (SELECT coalesce(sum(l.points), 0) FROM points_line l LEFT JOIN points_line r ON r.id = l.reverses
            WHERE l.visit_id = v.id AND coalesce(r.kind, l.kind) IN ('earn', 'birthday')),
           (SELECT -coalesce(sum(l.points), 0) FROM points_line l LEFT JOIN points_line r ON r.id = l.reverses
            WHERE l.visit_id = v.id AND coalesce(r.kind, l.kind) = 'redeem')
    FROM campaign_target t JOIN visit v ON v.customer_id = t.customer_id
    WHERE t.campaign_id = ?1 AND v.status = 'done' AND v.day <= ?2";
const SENT: &str = "
    SELECT m.customer_id, min(m.day) FROM campaign_target t JOIN message m ON m.customer_id = t.customer_id
    WHERE t.campaign_id = ?1 AND m.campaign_id = ?1 AND m.day <= ?2
    GROUP BY m.customer_id";
/// Of several that run on one day, the youngest.
const RUNNING: &str = "
    SELECT c.id FROM campaign_target t JOIN campaign c ON c.id = t.campaign_id
    WHERE t.customer_id = ?1 AND c.template = ?2 AND ?3 BETWEEN c.since AND c.until
    ORDER BY c.since DESC, c.id DESC LIMIT 1";
/// Points that were put right with the name of the campaign, or what it was called before, as the reason.
const GIVEN: &str = concat!(
    "
    SELECT t.customer_id, sum(l.points)
    FROM campaign_target t JOIN points_line l
      ON l.customer_id IN ",
    numbers_of!("t.customer_id"),
    "
    LEFT JOIN points_line r ON r.id = l.reverses
    WHERE t.campaign_id = ?1 AND coalesce(r.kind, l.kind) = 'adjust' AND l.day <= ?2
      AND coalesce(r.reason, l.reason) IN (SELECT c.name FROM campaign c WHERE c.id = ?1 UNION
          SELECT n.value FROM campaign c, json_each(c.earlier_names) n WHERE c.id = ?1)
    GROUP BY t.customer_id"
);

/// What is said of a campaign; `None` when there is none of that number.
pub(super) fn facts(conn: &Connection, id: CampaignId) -> StoreResult<Option<CampaignFacts>> {
    Ok(one(conn, id)?.map(|campaign| campaign.facts))
}

/// The campaign that a message of a template to a customer is a part of, on a day, though nobody sent
/// it from a campaign's list; `None` when none runs that means them.
pub(super) fn running(
    conn: &Connection,
    (customer, template): (CustomerId, &str),
    on: Day,
) -> StoreResult<Option<CampaignId>> {
    let mut statement = conn.prepare_cached(RUNNING)?;
    let found = statement.query_row((customer.0, template, on.to_string()), |row| row.get(0));
    Ok(found.optional()?.map(CampaignId))
}

fn one(conn: &Connection, id: CampaignId) -> StoreResult<Option<Campaign>> {
    let mut statement = conn.prepare_cached(ONE)?;
    Ok(statement.query_row([id.0], campaign).optional()?)
}

fn campaign(row: &Row<'_>) -> rusqlite::Result<Campaign> {
    Ok(Campaign {
        id: CampaignId(row.get(0)?),
        facts: CampaignFacts {
            name: row.get(1)?,
            segment: row.get(2)?,
            filter: row.get(3)?,
            template: row.get(4)?,
            purpose: row.get(5)?,
            since: day(row, 6)?,
            until: day(row, 7)?,
            within: row.get(8)?,
            note: row.get(9)?,
            offer: offer(row)?,
        },
    })
}

fn offer(row: &Row<'_>) -> rusqlite::Result<Option<CampaignOffer>> {
    let text: String = row.get(10)?;
    let until: Option<String> = row.get(11)?;
    Ok((!text.is_empty()).then(|| CampaignOffer {
        until: until.and_then(|day| day.parse().ok()),
        text,
    }))
}

fn person(row: &Row<'_>) -> rusqlite::Result<CampaignPerson> {
    let (honorific, name): (String, String) = (row.get(2)?, row.get(3)?);
    Ok(CampaignPerson {
        customer: CustomerId(row.get(0)?),
        code: row.get(1)?,
        name: full_name(&honorific, &name),
        phone: phone_of(row, 4)?,
    })
}

impl Store {
    /// All campaigns with what came of them up to a day, the youngest first.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn campaigns(&self, as_of: Day) -> StoreResult<Vec<CampaignTold>> {
        self.campaigns_of(|_| true, as_of)
    }

    /// The campaigns that ran from one day to another or may have brought somebody back in these
    /// days, with what came of them up to the last of these, the youngest first.
    pub(super) fn campaigns_in(&self, from: Day, until: Day) -> StoreResult<Vec<CampaignTold>> {
        self.campaigns_of(|facts| touches(facts, from, until), until)
    }

    fn campaigns_of(
        &self,
        wanted: impl Fn(&CampaignFacts) -> bool,
        as_of: Day,
    ) -> StoreResult<Vec<CampaignTold>> {
        let _moment = self.moment()?;
        let all: Vec<Campaign> = {
            let mut statement = self.conn.prepare_cached(ALL)?;
            let rows = statement.query_map([], campaign)?;
            rows.collect::<Result<_, _>>()?
        };
        let worth = self.point_worth(as_of)?;
        let mut told = Vec::new();
        for campaign in all.into_iter().filter(|one| wanted(&one.facts)) {
            let people = people(&self.conn, campaign.id)?;
            let meant = targeted(&self.conn, &campaign, &people, as_of)?;
            told.push(summed(campaign, meant.values(), as_of, worth));
        }
        Ok(told)
    }

    /// The campaign of a name, case and accents aside; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn campaign_named(&self, name: &str) -> StoreResult<Option<CampaignId>> {
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let key = fold(&clean_line(name).text);
        let id = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(id.map(CampaignId))
    }

    /// A campaign with everybody whom it means and what they did up to a day; `None` when there is
    /// none of that number.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn campaign_people(
        &self,
        id: CampaignId,
        as_of: Day,
    ) -> StoreResult<Option<CampaignPeople>> {
        let _moment = self.moment()?;
        let Some(campaign) = one(&self.conn, id)? else {
            return Ok(None);
        };
        let people = people(&self.conn, id)?;
        let meant = targeted(&self.conn, &campaign, &people, as_of)?;
        let period = period(&campaign.facts);
        let key = &campaign.facts.template;
        let asks = message::purpose_now(&self.conn, key, purpose(&campaign.facts))?.asks(key);
        let mut told = Vec::new();
        for person in people {
            let meant = &meant[&person.customer.0];
            let consents = customer::consents(&self.conn, person.customer)?;
            let wishes = customer::wishes(&self.conn, person.customer)?;
            told.push(PersonTold {
                sent: meant.sent,
                gate: Gate::of(asks, &consents, &wishes),
                returned: returned(meant, period, as_of),
                person,
            });
        }
        Ok(Some(CampaignPeople {
            people: told,
            told: summed(campaign, meant.values(), as_of, self.point_worth(as_of)?),
        }))
    }

    /// What a point is worth on a day, minor units; nothing without a programme.
    fn point_worth(&self, on: Day) -> StoreResult<i64> {
        Ok(self.points_rule(on)?.map_or(0, |rule| rule.worth))
    }
}

/// What its messages are for; what nobody understands wants a yes.
fn purpose(facts: &CampaignFacts) -> MessagePurpose {
    MessagePurpose::of(&facts.purpose).unwrap_or(MessagePurpose::Promotion)
}

fn period(facts: &CampaignFacts) -> (Day, u64) {
    (facts.since, facts.within.unsigned_abs())
}

fn summed<'a>(
    campaign: Campaign,
    meant: impl Iterator<Item = &'a Targeted>,
    as_of: Day,
    worth: i64,
) -> CampaignTold {
    let result = campaign_result(meant, period(&campaign.facts), as_of);
    CampaignTold {
        cost: result.cost().saturating_mul(worth),
        campaign,
        result,
    }
}

fn people(conn: &Connection, id: CampaignId) -> StoreResult<Vec<CampaignPerson>> {
    let mut statement = conn.prepare_cached(TARGETS)?;
    let rows = statement.query_map([id.0], person)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is known of everybody whom a campaign means.
fn targeted(
    conn: &Connection,
    campaign: &Campaign,
    people: &[CampaignPerson],
    as_of: Day,
) -> StoreResult<BTreeMap<i64, Targeted>> {
    let sent = sent(conn, campaign, as_of)?;
    let begun = people.iter().map(|person| {
        let meant = Targeted {
            sent: sent.get(&person.customer.0).copied(),
            ..Targeted::default()
        };
        (person.customer.0, meant)
    });
    let mut all: BTreeMap<i64, Targeted> = begun.collect();
    let mut statement = conn.prepare_cached(VISITS)?;
    let mut rows = statement.query((campaign.id.0, as_of.to_string()))?;
    while let Some(row) = rows.next()? {
        let visit = CampaignVisit {
            receipt: Receipt {
                day: day(row, 1)?,
                amount: row.get(2)?,
            },
            earned: row.get(3)?,
            redeemed: row.get(4)?,
        };
        if let Some(meant) = all.get_mut(&row.get(0)?) {
            meant.visits.push(visit);
        }
    }
    let mut statement = conn.prepare_cached(GIVEN)?;
    let mut rows = statement.query((campaign.id.0, as_of.to_string()))?;
    while let Some(row) = rows.next()? {
        if let Some(meant) = all.get_mut(&row.get(0)?) {
            meant.given = row.get(1)?;
        }
    }
    Ok(all)
}

/// To whom a message of the campaign went up to a day, and when first.
fn sent(conn: &Connection, campaign: &Campaign, as_of: Day) -> StoreResult<HashMap<i64, Day>> {
    let mut statement = conn.prepare_cached(SENT)?;
    let rows = statement.query_map((campaign.id.0, as_of.to_string()), |row| {
        Ok((row.get(0)?, day(row, 1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests;
