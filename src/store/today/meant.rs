//! Whom a feast means: who wished to be greeted, everybody who may be, or whoever has a vehicle to check. The row of
//! the day, its list and the messages to all of them are of these and no others.

use std::collections::HashMap;

use super::super::message::{purpose_now, template};
use super::super::rows::maybe_day;
use super::super::{Store, StoreResult};
use super::answers::Asking;
use super::marks::Marks;
use crate::calendar::{Coming, FeastRow, Greets};
use crate::domain::{Asks, CustomerId, Day, Greeting, Mark, MessagePurpose, Purpose};

/// By name, everybody who refused neither this, nor reminders where it reminds, nor to be contacted, with the answer
/// to this; where vehicles are meant, whoever owns one.
const EVERYBODY: &str = "
    WITH newest AS MATERIALIZED (
        SELECT n.customer_id, n.purpose, n.state FROM consent n
        WHERE n.purpose IN ('contact', ?1, ?2)
          AND NOT EXISTS (SELECT 1 FROM consent m
                          WHERE m.customer_id = n.customer_id AND m.purpose = n.purpose AND m.id > n.id))
    SELECT c.id, c.id IN (SELECT customer_id FROM newest WHERE purpose = ?1 AND state = 'yes')
    FROM customer c
    WHERE c.id NOT IN (SELECT customer_id FROM newest WHERE state = 'no')
      AND (NOT ?3 OR c.id IN (SELECT customer_id FROM ownership WHERE until IS NULL))
    ORDER BY c.name_key, c.id";
/// Who was sent the message of a template since a day, and when last.
const SENT: &str = "
    SELECT customer_id, max(day) FROM message WHERE template = ?1 AND day >= ?2 GROUP BY customer_id";

/// Somebody whom a feast means.
pub(super) struct Meant {
    pub(super) id: CustomerId,
    /// Whether they agreed, or need not be asked; `None` while nobody has.
    pub(super) agreed: Option<bool>,
    /// When its message was sent.
    pub(super) sent: Option<Day>,
    /// How somebody here has marked it; `None` too where it was put off until today or earlier.
    pub(super) mark: Option<Mark>,
}

impl Meant {
    /// Whether nothing is left to do about it.
    pub(super) fn is_done(&self) -> bool {
        self.mark == Some(Mark::Done) || self.sent.is_some()
    }

    /// Whether it is to be done today: neither done nor put off.
    pub(super) fn waits(&self) -> bool {
        self.mark.is_none() && self.sent.is_none()
    }
}

impl Store {
    /// The row of a feast with everybody whom it means, whoever has not agreed yet behind the others, then by name.
    pub(super) fn feast_meant(
        &self,
        coming: &Coming<'_>,
        marks: &Marks<'_>,
    ) -> StoreResult<(FeastRow, Vec<Meant>)> {
        let row = FeastRow::of(coming);
        let all = match coming.feast.greets {
            Greets::Nobody => Vec::new(),
            Greets::Chosen(greeting) => self.wishers(greeting)?,
            Greets::All | Greets::Vehicles => self.everybody(coming)?,
        };
        let (sent, marks) = (self.sent_about(coming)?, marks.hidden(&row.occasion())?);
        let all = all.into_iter().map(|(id, agreed)| Meant {
            sent: sent.get(&id).copied(),
            mark: marks.get(&id).copied(),
            id,
            agreed,
        });
        let mut all: Vec<Meant> = all.collect();
        all.sort_by_key(|one| one.agreed.is_none());
        let row = row.with(all.iter().map(|one| (one.agreed, one.is_done())));
        Ok((row, all))
    }

    /// Who wished this greeting and may be contacted: the wish is the yes to it.
    fn wishers(&self, greeting: Greeting) -> StoreResult<Vec<(CustomerId, Option<bool>)>> {
        let mut asking = Asking::new(self)?;
        let mut wishers = Vec::new();
        self.each_wish(|customer, wished| {
            if wished.0.contains(&greeting) && !asking.of(customer)?.refuses(Purpose::Contact) {
                wishers.push((customer, Some(true)));
            }
            Ok(())
        })?;
        Ok(wishers)
    }

    fn everybody(&self, coming: &Coming<'_>) -> StoreResult<Vec<(CustomerId, Option<bool>)>> {
        let (asked, silence) = match self.meant_as(coming)?.asks(&coming.feast.key) {
            Asks::Yes(asked) => (asked, None),
            Asks::NoRefusal(asked) => (asked, Some(true)),
            Asks::Nothing | Asks::Wish(_) => (Purpose::Contact, Some(true)),
        };
        let also = match coming.purpose() {
            MessagePurpose::ServiceReminder => Purpose::ServiceReminders,
            _ => asked,
        };
        let vehicles = coming.feast.greets == Greets::Vehicles;
        let mut statement = self.conn.prepare_cached(EVERYBODY)?;
        let rows = statement.query_map((asked.key(), also.key(), vehicles), |row| {
            let yes = row.get::<_, bool>(1)?.then_some(true);
            Ok((CustomerId(row.get(0)?), yes.or(silence)))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What its message is for, by what the shop wrote for it: what offers something is a promotion.
    fn meant_as(&self, coming: &Coming<'_>) -> StoreResult<MessagePurpose> {
        let usual = coming.purpose();
        let key = &coming.feast.key;
        let own = template(&self.conn, key)?.map(|own| own.purpose);
        purpose_now(&self.conn, key, own.unwrap_or(usual))
    }

    fn sent_about(&self, coming: &Coming<'_>) -> StoreResult<HashMap<CustomerId, Day>> {
        let mut statement = self.conn.prepare_cached(SENT)?;
        let since = coming.sent_since().to_string();
        let mut rows = statement.query((&coming.feast.key, since))?;
        let mut sent = HashMap::new();
        while let Some(row) = rows.next()? {
            let id = CustomerId(row.get(0)?);
            sent.extend(maybe_day(row, 1)?.map(|day| (id, day)));
        }
        Ok(sent)
    }
}
