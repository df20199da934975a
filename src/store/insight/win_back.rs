//! What became of messages that asked customers to come back.

use std::collections::HashMap;

use chrono::Days;

use super::super::rows::day;
use super::super::{Store, StoreResult, referral};
use super::standing::OF_ONE;
use crate::domain::{CustomerId, Day};
use crate::insight::{Receipt, WonBack, came_back};

const SENT: &str = "
    SELECT customer_id, day FROM message WHERE template = 'win_back' AND day > ?1 AND day <= ?2
    ORDER BY day DESC, id DESC";

/// Days for which messages are looked back at.
const BACK: u64 = 365;

impl Store {
    /// The messages of the last year that asked somebody to come back, the newest first, with what
    /// came of each within so many days.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn won_back(&self, today: Day, within: u32) -> StoreResult<Vec<WonBack>> {
        let _moment = self.moment()?;
        let from = today.checked_sub_days(Days::new(BACK)).unwrap_or(Day::MIN);
        let mut statement = self.conn.prepare_cached(SENT)?;
        let rows = statement.query_map([from.to_string(), today.to_string()], |row| {
            Ok((CustomerId(row.get(0)?), day(row, 1)?))
        })?;
        let sent: Vec<(CustomerId, Day)> = rows.collect::<Result<_, _>>()?;
        let mut all = Vec::with_capacity(sent.len());
        let mut next = HashMap::new();
        for (customer, sent) in sent {
            // What follows the next message is that one's: no money counts twice.
            let within = next.insert(customer, sent).map_or(within, |next: Day| {
                let between = next.signed_duration_since(sent).num_days();
                within.min(u32::try_from(between).unwrap_or(0))
            });
            let mut statement = self.conn.prepare_cached(OF_ONE)?;
            let visits = statement.query_map([customer.0], |row| {
                Ok(Receipt {
                    day: day(row, 0)?,
                    amount: row.get(1)?,
                })
            })?;
            let visits: Vec<Receipt> = visits.collect::<Result<_, _>>()?;
            let known = visits.into_iter().filter(|visit| visit.day <= today);
            let came = came_back(sent, within, known);
            if let Some(who) = referral::named(&self.conn, customer)? {
                all.push(WonBack { who, sent, came });
            }
        }
        Ok(all)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{add_customer, new_store, write};
    use crate::domain::{Change, Money, VisitFacts};
    use crate::insight::WITHIN;

    #[test]
    fn a_message_is_followed_to_the_visit_and_its_money() {
        let (_dir, mut store) = new_store();
        let [budi, sari] = ["Budi", "Sari"].map(|name| add_customer(&mut store, name));
        let message = "
            INSERT INTO message (customer_id, day, at, template, purpose, channel, language, body)
            VALUES (?1, '2026-10-01', '2026-10-01T00:00:00.000Z', 'win_back', 'promotion', 'whatsapp', 'id', 'halo')";
        for customer in [budi, sari] {
            store.conn.execute(message, [customer.0]).unwrap();
        }
        let facts = VisitFacts {
            customer: Some(budi),
            total: Some(Money(250_000)),
            ..VisitFacts::on("2026-10-15".parse().unwrap())
        };
        let facts = Box::new(facts);
        write(&mut store, &Change::AddVisit { facts }).unwrap();
        let all = store
            .won_back("2026-11-22".parse().unwrap(), WITHIN)
            .unwrap();
        let came = |id| {
            let one = all.iter().find(|one| one.who.id == id).unwrap();
            one.came.map(|came| (came.day.to_string(), came.money))
        };
        assert_eq!(came(budi), Some(("2026-10-15".to_owned(), 250_000)));
        assert_eq!(came(sari), None);
        let again = message.replace("2026-10-01'", "2026-10-10'");
        store.conn.execute(&again, [budi.0]).unwrap();
        let all = store
            .won_back("2026-11-22".parse().unwrap(), WITHIN)
            .unwrap();
        let came = all.iter().filter(|one| one.came.is_some());
        let came: Vec<String> = came.map(|one| one.sent.to_string()).collect();
        assert_eq!(
            came,
            ["2026-10-10"],
            "the visit is that of the message before it"
        );
        let later = store
            .won_back("2027-10-10".parse().unwrap(), WITHIN)
            .unwrap();
        assert_eq!(later, []);
        let before = store
            .won_back("2026-10-14".parse().unwrap(), WITHIN)
            .unwrap();
        assert!(before.iter().all(|one| one.came.is_none()));
    }
}
