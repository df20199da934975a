//! What was taken: the lines of the done visits, and the oil that was written down as such. The same
//! few texts come again and again, so that each is compared once.

use std::collections::HashMap;

use super::marks::Marks;
use super::{Search, source};
use crate::domain::Day;
use crate::domain::filter::{Known, Test};
use crate::store::StoreResult;

impl Search<'_> {
    /// Which of the `open` took what is asked for, ever or since a day.
    pub(super) fn taken(&self, test: &Test, open: &Marks) -> StoreResult<Marks> {
        let as_of = self.all.as_of;
        let from = match test {
            Test::Since { from, .. } => from.day(as_of),
            _ => Day::MIN,
        };
        // A day of the book has four figures for the year.
        let from = from.max(Day::from_ymd_opt(1, 1, 1).unwrap_or_default());
        let test = test.ready(as_of);
        let mut marks = self.everybody.nobody();
        let mut compared: HashMap<String, bool> = HashMap::new();
        let mut statement = self.store.conn.prepare_cached(source::TAKEN)?;
        let mut rows = statement.query([from.to_string(), as_of.to_string()])?;
        while let Some(row) = rows.next()? {
            let at = self.everybody.at(row.get(0)?);
            let Some(at) = at.filter(|at| open.has(*at) && !marks.has(*at)) else {
                continue;
            };
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            let known = compared.get(text).copied();
            let holds = known.unwrap_or_else(|| {
                let holds = test.holds(Known::Text(text));
                compared.insert(text.to_owned(), holds);
                holds
            });
            if holds {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}
