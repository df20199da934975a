//! What the sample shop did for its customers of late, beside serving them: a campaign, a gathering,
//! what was agreed with companies, segments. Written as a person would, on the days on which it
//! happened.

use chrono::Days;
use rusqlite::params;
use sha2::{Digest, Sha256};

use super::super::{Store, StoreError, StoreResult, clock};
use super::Load;
use crate::domain::filter::Filter;
use crate::domain::{
    Author, CampaignFacts, Change, CustomerId, Day, GatheringFacts, GuestState, MessageChannel,
    MessagePurpose, OpId, SegmentFacts, SentMessage, Terms,
};
use crate::sample::{Answer, SHOP_NAME, Thanked};

/// Minutes east of UTC in the sample garage's town.
pub(super) const WESTERN_INDONESIA: i32 = 420;

/// How many days ago the campaign and the gathering were.
const CAMPAIGN: u64 = 40;
const GATHERING: u64 = 61;

/// Who had been away for five months on a day, agreed to offers and has a phone; the best first.
const AWAY: &str = "
    SELECT c.id, c.name FROM customer c
    JOIN (SELECT customer_id, max(day) AS last, count(*) AS visits, sum(total) AS money FROM visit
          WHERE status = 'done' AND day <= ?1 GROUP BY customer_id) v ON v.customer_id = c.id
    WHERE v.visits >= 2 AND v.last < date(?1, '-150 days') AND c.kind = 'person'
      AND EXISTS (SELECT 1 FROM phone WHERE customer_id = c.id)
      AND EXISTS (SELECT 1 FROM consent WHERE customer_id = c.id AND purpose = 'promotions' AND state = 'yes')
      AND NOT EXISTS (SELECT 1 FROM consent WHERE customer_id = c.id AND purpose = 'contact' AND state = 'no')
    ORDER BY v.money DESC, c.id LIMIT 36";
/// The best of a kind who may be contacted.
const BEST: &str = "
    SELECT c.id FROM customer c JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.kind = ?1
      AND NOT EXISTS (SELECT 1 FROM consent WHERE customer_id = c.id AND purpose = 'contact' AND state = 'no')
    ORDER BY s.spent DESC, c.id LIMIT ?2";

/// Whom the campaign means.
const AWAY_SEGMENT: (&str, &str) = (
    "Lama tak mampir",
    concat!(
        r#"{"join":"all","conditions":[{"field":"visits","test":{"number":{"at_least":2}}},"#,
        r#"{"field":"last_visit","test":{"day":{"below":"today-150"}}}]}"#
    ),
);

/// Segments as an owner would keep them, in the form of the book.
const SEGMENTS: &[(&str, &str)] = &[
    (
        "Perusahaan",
        r#"{"join":"all","conditions":[{"field":"kind","test":{"is":["company"]}}]}"#,
    ),
    (
        "Setia dan terlambat",
        concat!(
            r#"{"join":"all","conditions":[{"field":"visits","test":{"number":{"at_least":6}}},"#,
            r#"{"field":"outlook","test":{"is":["overdue"]}}]}"#
        ),
    ),
    AWAY_SEGMENT,
];

const CONSENT: &str = "
    INSERT INTO consent (customer_id, purpose, state, day, channel) VALUES (?1, ?2, ?3, ?4, 'counter')";
const THANKED: &str = "INSERT INTO thanks (customer_id, friend_id, day) VALUES (?1, ?2, ?3)";

impl Load<'_> {
    /// What sample customers agreed to, at the counter.
    pub(super) fn answers(&self, answers: &[Answer]) -> StoreResult<()> {
        for answer in answers {
            let state = if answer.yes { "yes" } else { "no" };
            let day = answer.day.to_string();
            let purpose = answer.purpose.key();
            self.run(CONSENT, (answer.customer.0, purpose, state, day))?;
        }
        Ok(())
    }

    /// Who was thanked for bringing a sample customer.
    pub(super) fn thanked(&self, thanked: &[Thanked]) -> StoreResult<()> {
        for one in thanked {
            let day = one.day.to_string();
            self.run(THANKED, (one.referrer.0, one.friend.0, day))?;
        }
        Ok(())
    }
}

/// Writes one change after another.
struct Hand<'a> {
    store: &'a mut Store,
    author: Author,
    /// What the operations are made of.
    seed: OpId,
    written: u32,
}

impl Store {
    /// Does it all; `op` names the garage.
    pub(super) fn care(&mut self, author: &Author, op: OpId, today: Day) -> StoreResult<()> {
        let mut hand = Hand {
            store: self,
            author: author.clone(),
            seed: op,
            written: 0,
        };
        let done = hand.all(today);
        self.told_at = None;
        self.today_is(today);
        done
    }
}

impl Hand<'_> {
    fn all(&mut self, today: Day) -> StoreResult<()> {
        for (name, filter) in SEGMENTS {
            let name = (*name).to_owned();
            let filter = Filter::from_json(filter)
                .map_err(|mistake| StoreError::Internal(mistake.to_string()))?;
            let facts = Box::new(SegmentFacts { name, filter });
            self.write(today, &Change::AddSegment { facts })?;
        }
        self.companies(today)?;
        self.gathering(today - Days::new(GATHERING))?;
        self.campaign(today - Days::new(CAMPAIGN))
    }

    /// Writes a change on its day.
    fn write(&mut self, day: Day, change: &Change) -> StoreResult<()> {
        self.written += 1;
        let hash = Sha256::new()
            .chain_update(self.seed.0)
            .chain_update(self.written.to_be_bytes())
            .finalize();
        let mut op = [0; 16];
        op.copy_from_slice(&hash[..16]);
        self.store.today_is(day);
        self.store.told_at = Some(clock::midnight(day, WESTERN_INDONESIA));
        self.store.write(&self.author, OpId(op), change).map(drop)
    }

    /// The best of a kind.
    fn best(&self, kind: &str, most: i64) -> StoreResult<Vec<CustomerId>> {
        let mut best = self.store.conn.prepare(BEST)?;
        let best = best.query_map(params![kind, most], |row| Ok(CustomerId(row.get(0)?)))?;
        Ok(best.collect::<Result<_, _>>()?)
    }

    /// What was agreed with two of them; the contract of one ends soon.
    fn companies(&mut self, today: Day) -> StoreResult<()> {
        let agreed = [
            Terms {
                price: "oli dan filter harga grosir".to_owned(),
                discount: Some(750),
                payment_days: Some(30),
                contract: "KTR-014".to_owned(),
                contract_until: Some(today + Days::new(20)),
                note: String::new(),
            },
            Terms {
                discount: Some(500),
                payment_days: Some(14),
                ..Terms::default()
            },
        ];
        for (customer, terms) in self.best("company", 2)?.into_iter().zip(agreed) {
            let terms = Some(Box::new(terms));
            let base = None;
            let change = Change::SetTerms {
                customer,
                base,
                terms,
            };
            self.write(today, &change)?;
        }
        Ok(())
    }

    /// The best customers were invited; most came.
    fn gathering(&mut self, day: Day) -> StoreResult<()> {
        let guests = self.best("person", 24)?;
        if guests.is_empty() {
            return Ok(());
        }
        let facts = Box::new(GatheringFacts {
            name: "Kopi darat pelanggan".to_owned(),
            day,
            place: "Halaman bengkel".to_owned(),
            note: String::new(),
        });
        let invited = guests.clone();
        let guests_of = Change::AddGathering {
            facts,
            guests: invited,
        };
        self.write(day - Days::new(14), &guests_of)?;
        let newest = "SELECT max(id) FROM event";
        let gathering = self.store.conn.query_row(newest, [], |row| row.get(0))?;
        let gathering = crate::domain::GatheringId(gathering);
        for (at, customer) in guests.into_iter().enumerate() {
            let state = match at % 4 {
                0 | 1 => GuestState::Came,
                2 => GuestState::Absent,
                _ => continue,
            };
            let state = Some(state);
            let change = Change::MarkGuest {
                gathering,
                customer,
                state,
            };
            self.write(day, &change)?;
        }
        Ok(())
    }

    /// Those who had been away were asked to come again.
    fn campaign(&mut self, day: Day) -> StoreResult<()> {
        let away: Vec<(CustomerId, String)> = {
            let mut away = self.store.conn.prepare(AWAY)?;
            let away = away.query_map([day.to_string()], |row| {
                Ok((CustomerId(row.get(0)?), row.get(1)?))
            })?;
            away.collect::<Result<_, _>>()?
        };
        if away.is_empty() {
            return Ok(());
        }
        let facts = Box::new(CampaignFacts {
            name: "Cek rem dan aki gratis".to_owned(),
            segment: AWAY_SEGMENT.0.to_owned(),
            filter: AWAY_SEGMENT.1.to_owned(),
            template: "win_back".to_owned(),
            purpose: MessagePurpose::Promotion.key().to_owned(),
            offer: None,
            since: day,
            until: day + Days::new(7),
            within: 30,
            note: String::new(),
        });
        let targets = away.iter().map(|(customer, _)| *customer).collect();
        self.write(day, &Change::AddCampaign { facts, targets })?;
        let newest = "SELECT max(id) FROM campaign";
        let campaign = self.store.conn.query_row(newest, [], |row| row.get(0))?;
        let campaign = Some(crate::domain::CampaignId(campaign));
        // The last ones were not reached yet.
        let reached = away.len() - away.len() / 6;
        let sent = away.into_iter().take(reached).map(|(customer, name)| {
            let body = format!(
                "Halo {name}, sudah lama tidak mampir di {SHOP_NAME}. Bulan ini cek rem dan aki gratis."
            );
            SentMessage {
                customer,
                day,
                template: "win_back".to_owned(),
                purpose: MessagePurpose::Promotion,
                channel: MessageChannel::WhatsApp,
                language: "id".to_owned(),
                body,
                campaign,
            }
        });
        self.write(day, &Change::MarkListSent(sent.collect()))
    }
}
