//! Everybody whom a feast means, to work through them one by one.

use std::collections::HashMap;

use super::super::{Store, StoreResult};
use super::marks::Marks;
use super::meant::Meant;
use crate::calendar::{Coming, FeastPeople, Greeted};
use crate::domain::name::fold;
use crate::domain::{CustomerId, Day};

impl Store {
    /// Everybody whom a feast means: whoever is still to be written to first, those who are not asked yet behind
    /// those who agreed, then by name; at most so many. Whether there is a template is not looked at.
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
        all.sort_by_key(Meant::is_done);
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
                done: meant.marked,
            })
        });
        let mut people: Vec<Greeted> = people.collect();
        let key = |one: &Greeted| (one.is_done(), one.agreed.is_none(), fold(&one.who.name));
        people.sort_by_cached_key(key);
        Ok(FeastPeople {
            row,
            people,
            more,
            has_template: false,
        })
    }
}
