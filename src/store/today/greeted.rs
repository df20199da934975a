//! Everybody whom a feast means, to work through them one by one.

use std::collections::HashMap;

use super::super::contact::no_contact;
use super::super::{Store, StoreResult};
use super::marks::Marks;
use super::meant::Meant;
use crate::calendar::{Coming, FeastPeople, Greeted, Greets, LeftOut};
use crate::domain::name::fold;
use crate::domain::{CustomerId, Day};

const HOW_MANY: &str = "SELECT count(*) FROM customer";
const LEFT_ALONE: &str = concat!(
    "SELECT count(*) FROM customer c WHERE ",
    no_contact!("c.id")
);
const NO_VEHICLE: &str = concat!(
    "SELECT count(*) FROM customer c
     WHERE NOT EXISTS (SELECT 1 FROM ownership o WHERE o.customer_id = c.id AND o.until IS NULL) AND NOT ",
    no_contact!("c.id")
);

impl Store {
    /// Everybody whom a feast means: whoever is still to be written to first, those who are not asked yet behind
    /// those who agreed and whoever is put off behind both, then by name; at most so many. Whether there is a
    /// template is not looked at.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn feast_people(
        &self,
        coming: &Coming<'_>,
        today: Day,
        most: usize,
    ) -> StoreResult<FeastPeople> {
        let _moment = self.moment()?;
        let (row, mut all) = self.feast_meant(coming, &Marks::new(self, today)?)?;
        all.sort_by_key(|one| (one.is_done(), !one.waits()));
        let more = all.len() > most;
        all.truncate(most);
        let ids: Vec<CustomerId> = all.iter().map(|one| one.id).collect();
        let mut meant: HashMap<CustomerId, Meant> =
            all.into_iter().map(|one| (one.id, one)).collect();
        let introduced = self.introduce(&ids)?.into_iter();
        let people = introduced.filter_map(|who| {
            let meant = meant.remove(&who.id)?;
            Some(Greeted {
                who,
                agreed: meant.agreed,
                sent: meant.sent,
                mark: meant.mark,
            })
        });
        let mut people: Vec<Greeted> = people.collect();
        let key = |one: &Greeted| {
            let (done, name) = (one.is_done(), fold(&one.who.name));
            let put_off = !done && one.mark.is_some();
            (done, put_off, one.agreed.is_none(), name)
        };
        people.sort_by_cached_key(key);
        Ok(FeastPeople {
            row,
            people,
            more,
            has_template: false,
        })
    }

    /// Why all others are not among so many whom a feast means, where that is told.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn feast_left_out(&self, coming: &Coming<'_>, meant: u64) -> StoreResult<LeftOut> {
        let count = |sql: &str| -> StoreResult<u64> {
            let count: i64 = self.conn.query_row(sql, [], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        };
        let no_contact = count(LEFT_ALONE)?;
        let no_vehicle = match coming.feast.greets {
            Greets::Vehicles => count(NO_VEHICLE)?,
            _ => 0,
        };
        let named = no_contact + no_vehicle + meant;
        Ok(LeftOut {
            no_contact,
            no_vehicle,
            others: count(HOW_MANY)?.saturating_sub(named),
        })
    }
}
