//! Who wants to be left alone: whoever said no, last, to being contacted. Lists by which people are called or
//! written to leave them out and say how many; other lists keep them, with a mark and without a phone.

use std::collections::HashSet;

use rusqlite::Connection;

use super::StoreResult;
use crate::domain::CustomerId;

/// Whether the customer of a row wants to be left alone, as an expression of SQL.
macro_rules! no_contact {
    ($customer:literal) => {
        concat!(
            "coalesce((SELECT n.state = 'no' FROM consent n WHERE n.customer_id = ",
            $customer,
            " AND n.purpose = 'contact' ORDER BY n.id DESC LIMIT 1), 0)"
        )
    };
}

pub(super) use no_contact;

const EVERYBODY: &str = concat!(
    "SELECT DISTINCT c.customer_id FROM consent c WHERE c.purpose = 'contact' AND ",
    no_contact!("c.customer_id")
);

/// Everybody who wants to be left alone.
pub(super) fn left_alone(conn: &Connection) -> StoreResult<HashSet<CustomerId>> {
    let mut statement = conn.prepare_cached(EVERYBODY)?;
    let rows = statement.query_map([], |row| row.get(0).map(CustomerId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::super::test_kit::{add_customer, new_store, write};
    use super::*;
    use crate::domain::{Change, Purpose};

    #[test]
    fn the_last_answer_about_being_contacted_counts() {
        let (_dir, mut store) = new_store();
        let [ani, budi, _] = ["Ani", "Budi", "Citra"].map(|name| add_customer(&mut store, name));
        let mut say = |customer, purpose: Purpose, yes| {
            let answer = Change::SetConsent {
                customer,
                purpose: purpose.key().to_owned(),
                yes,
                day: "2026-11-26".parse().unwrap(),
                channel: "counter".to_owned(),
            };
            write(&mut store, &answer).unwrap();
            left_alone(&store.conn).unwrap()
        };
        assert!(say(ani, Purpose::Promotions, false).is_empty());
        assert_eq!(say(ani, Purpose::Contact, false), HashSet::from([ani]));
        assert_eq!(say(budi, Purpose::Contact, false).len(), 2);
        assert_eq!(say(ani, Purpose::Contact, true), HashSet::from([budi]));
    }
}
