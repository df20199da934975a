//! Feasts that are near: who wished to be greeted, and how many those are.

use super::super::{Store, StoreResult};
use super::Found;
use super::answers::Asking;
use super::marks::Marks;
use crate::calendar::{Coming, FeastRow, Greets, Why};
use crate::domain::{CustomerId, Day, Greeting, Greetings, Purpose};

const WISHED: &str = "SELECT customer_id, value FROM customer_field WHERE key = 'greetings'";
impl Store {
    /// Who wished to be greeted at the feasts of this day.
    pub(super) fn wished(&self, near: &[Coming<'_>], today: Day) -> StoreResult<Vec<Found>> {
        let open: Vec<_> = near.iter().filter(|one| one.greets_on(today)).collect();
        let chosen = open.iter().filter_map(|one| match one.feast.greets {
            Greets::Chosen(greeting) => Some((*one, greeting)),
            Greets::All | Greets::Nobody => None,
        });
        let chosen: Vec<_> = chosen.collect();
        if chosen.is_empty() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        self.each_wish(|customer, wished| {
            let theirs = chosen.iter().filter(|(_, one)| wished.0.contains(one));
            found.extend(theirs.map(|(coming, _)| {
                let why = Why::Feast {
                    key: coming.feast.key.clone(),
                    name: coming.feast.name.clone(),
                    day: coming.day,
                    until: coming.greeting_days().1,
                };
                (customer, why)
            }));
            Ok(())
        })?;
        Ok(found)
    }

    /// The feasts with how many customers are greeted, without those that are done or put off.
    pub(super) fn feast_rows(
        &self,
        near: &[Coming<'_>],
        marks: &Marks<'_>,
    ) -> StoreResult<Vec<FeastRow>> {
        let mut rows = Vec::new();
        for coming in near {
            let row = FeastRow::of(coming, self.greeted(coming)?);
            if !marks.hides(None, &row.occasion())? {
                rows.push(row);
            }
        }
        Ok(rows)
    }

    fn greeted(&self, coming: &Coming<'_>) -> StoreResult<(u64, u64)> {
        match coming.feast.greets {
            Greets::Nobody => Ok((0, 0)),
            Greets::Chosen(greeting) => Ok((self.wishers(greeting)?.len() as u64, 0)),
            Greets::All => self.everybody(coming),
        }
    }

    /// Who wished this greeting and may be contacted.
    pub(super) fn wishers(&self, greeting: Greeting) -> StoreResult<Vec<CustomerId>> {
        let mut asking = Asking::new(self)?;
        let mut wishers = Vec::new();
        self.each_wish(|customer, wished| {
            if wished.0.contains(&greeting) && !asking.of(customer)?.refuses(Purpose::Contact) {
                wishers.push(customer);
            }
            Ok(())
        })?;
        Ok(wishers)
    }

    /// Everybody's wishes; what cannot be read wishes nothing.
    fn each_wish(
        &self,
        mut take: impl FnMut(CustomerId, &Greetings) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let mut statement = self.conn.prepare_cached(WISHED)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let wished: Greetings = row.get_ref(1)?.as_str().map_or_else(
                |_| Greetings::default(),
                |text| text.parse().unwrap_or_default(),
            );
            take(CustomerId(row.get(0)?), &wished)?;
        }
        Ok(())
    }
}
