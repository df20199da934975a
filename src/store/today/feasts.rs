//! Feasts that are near: who wished to be greeted, and how many those are.

use super::super::{Store, StoreResult};
use super::Found;
use super::answers::Asking;
use super::marks::Marks;
use crate::calendar::{Coming, FeastRow, Greets, When, Why};
use crate::domain::{CustomerId, Day, Greeting, Greetings, Purpose};

const WISHED: &str = "SELECT customer_id, value FROM customer_field WHERE key = 'greetings'";
const CUSTOMERS: &str = "SELECT count(*) FROM customer";
/// Who said no, last, to being contacted or to this.
const REFUSED: &str = "
    SELECT count(DISTINCT n.customer_id) FROM consent n
    WHERE n.state = 'no' AND (n.purpose = 'contact' OR n.purpose = ?1)
      AND NOT EXISTS (SELECT 1 FROM consent m
                      WHERE m.customer_id = n.customer_id AND m.purpose = n.purpose AND m.id > n.id)";

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

    fn greeted(&self, coming: &Coming<'_>) -> StoreResult<u64> {
        match coming.feast.greets {
            Greets::Nobody => Ok(0),
            Greets::Chosen(greeting) => self.wishers(greeting),
            Greets::All => {
                // A stretch before a feast offers work: that is a reminder, and may be refused.
                let reminds = matches!(coming.feast.when, When::Before { .. });
                let purpose = if reminds {
                    Purpose::ServiceReminders
                } else {
                    Purpose::Contact
                };
                let all: i64 = self.conn.query_row(CUSTOMERS, [], |row| row.get(0))?;
                let mut statement = self.conn.prepare_cached(REFUSED)?;
                let refused: i64 = statement.query_row([purpose.key()], |row| row.get(0))?;
                Ok(u64::try_from(all - refused).unwrap_or(0))
            }
        }
    }

    /// How many wished this greeting and may be contacted.
    fn wishers(&self, greeting: Greeting) -> StoreResult<u64> {
        let mut asking = Asking::new(self)?;
        let mut count = 0;
        self.each_wish(|customer, wished| {
            if wished.0.contains(&greeting) {
                let answers = asking.of(customer)?;
                let refuses = |purpose| answers.refuses(purpose);
                count += u64::from(!refuses(Purpose::Contact) && !refuses(Purpose::Birthday));
            }
            Ok(())
        })?;
        Ok(count)
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
