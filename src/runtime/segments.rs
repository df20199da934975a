//! Questions about segments. What everybody's visits say is found out once and kept while such
//! questions come one after the other, as they do while somebody builds a filter.

use crate::domain::filter::Filter;
use crate::domain::{Day, Money, SegmentHeld, SegmentSort};
use crate::insight::Appraisal;
use crate::protocol::{Answer, Query};
use crate::store::{Store, StoreError};

/// Everybody judged, kept between two questions.
#[derive(Debug, Default)]
pub(super) struct Judged(Option<Appraisal>);

impl Judged {
    /// The book has changed, or the questions are about something else.
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }

    fn of(&mut self, store: &Store, today: Day) -> Result<&Appraisal, StoreError> {
        let known = self.0.take().filter(|all| all.as_of == today);
        let all = match known {
            Some(all) => all,
            None => store.appraisal(today)?,
        };
        Ok(self.0.insert(all))
    }

    /// Answers a question about segments; `None` for another one.
    pub(super) fn answer(
        &mut self,
        store: &Store,
        query: &Query,
    ) -> Option<Result<Answer, StoreError>> {
        match query {
            Query::Segments(today) => Some(self.segments(store, *today)),
            Query::Meant {
                filter,
                today,
                sort,
                limit,
            } => Some(self.meant(store, filter, *today, (*sort, *limit))),
            _ => None,
        }
    }

    fn segments(&mut self, store: &Store, today: Day) -> Result<Answer, StoreError> {
        let segments = store.segments()?;
        let mut counted = Vec::new();
        for segment in segments {
            let count = match &segment.filter {
                Ok(filter) => {
                    let meant = store.meant(filter, self.of(store, today)?)?;
                    Some(meant.customers.len() as u64)
                }
                Err(_) => None,
            };
            counted.push((segment, count));
        }
        Ok(Answer::Segments(counted))
    }

    fn meant(
        &mut self,
        store: &Store,
        filter: &Filter,
        today: Day,
        (sort, limit): (SegmentSort, usize),
    ) -> Result<Answer, StoreError> {
        let all = self.of(store, today)?;
        let meant = store.meant(filter, all)?;
        let rows = store.segment_rows(&meant.customers, all, sort, 0, limit)?;
        Ok(Answer::Meant(Box::new(SegmentHeld {
            customers: meant.customers,
            of: meant.of,
            visits: meant.visits,
            money: Money(meant.money),
            rows,
        })))
    }
}
