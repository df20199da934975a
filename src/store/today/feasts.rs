//! Feasts that are near, and who wished to be greeted at them.

use super::super::{Store, StoreResult};
use super::Found;
use super::marks::Marks;
use super::meant::Meant;
use crate::calendar::{Coming, FeastRow, Greets, Why};
use crate::domain::{Card, CustomerId, Day, Greetings, NearFeast};

const WISHED: &str = "SELECT customer_id, value FROM customer_field WHERE key = 'greetings'";

impl Store {
    /// Who wished to be greeted at the feasts of this day.
    pub(super) fn wished(&self, near: &[Coming<'_>], today: Day) -> StoreResult<Vec<Found>> {
        let open: Vec<_> = near.iter().filter(|one| one.greets_on(today)).collect();
        let chosen = open.iter().filter_map(|one| match one.feast.greets {
            Greets::Chosen(greeting) => Some((*one, greeting)),
            Greets::All | Greets::Vehicles | Greets::Nobody => None,
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

    /// The feasts with how many customers are still to be written to, without those at which nothing is left to do
    /// today: they are done or put off themselves, or with everybody whom they mean.
    pub(super) fn feast_rows(
        &self,
        near: &[Coming<'_>],
        marks: &Marks<'_>,
    ) -> StoreResult<Vec<FeastRow>> {
        let mut rows = Vec::new();
        for coming in near {
            if !marks.hides(None, &FeastRow::of(coming).occasion())? {
                let (row, all) = self.feast_meant(coming, marks)?;
                // A day that nobody wished to be greeted at is told all the same.
                let is_told = if all.is_empty() {
                    row.greets != Greets::Vehicles
                } else {
                    all.iter().any(Meant::waits)
                };
                rows.extend(is_told.then_some(row));
            }
        }
        Ok(rows)
    }

    /// Takes the feasts that are near into a card, as far as its customer wishes to be greeted at them and was
    /// not greeted yet.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn greet_at(&self, card: &mut Card, near: &[NearFeast], today: Day) -> StoreResult<()> {
        card.greet_at(near);
        let customer = card.customer.as_ref().map(|customer| customer.id);
        let Some(customer) = customer.filter(|_| !card.feasts.is_empty()) else {
            return Ok(());
        };
        let marks = Marks::new(self, today)?;
        for near in std::mem::take(&mut card.feasts) {
            let why = Why::Feast {
                key: near.greeting.key().to_owned(),
                name: near.name.clone(),
                day: near.day,
                until: near.day,
            };
            if !marks.hides_why(customer, &why)? {
                card.feasts.push(near);
            }
        }
        Ok(())
    }

    /// Everybody's wishes; what cannot be read wishes nothing.
    pub(super) fn each_wish(
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
