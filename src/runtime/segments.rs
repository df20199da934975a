//! Questions about segments. What everybody's visits say is found out once and kept while such
//! questions come one after the other, as they do while somebody builds a filter.

use super::book::Wanted;
use crate::domain::filter::{Filter, Silence};
use crate::domain::{Day, Money, SegmentHeld, SegmentSort};
use crate::insight::Appraisal;
use crate::protocol::{Answer, Query};
use crate::store::{Store, StoreError, Studied};

/// Everybody judged, and what else takes long, kept between two questions.
#[derive(Debug, Default)]
pub(super) struct Judged {
    all: Option<Appraisal>,
    studied: Studied,
}

impl Judged {
    /// The book has changed, or the questions are about something else.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Answers a question about segments; `None` for another one.
    pub(super) fn answer(
        &mut self,
        store: &mut Store,
        query: &Query,
        wanted: &Wanted,
    ) -> Option<Result<Answer, StoreError>> {
        match query {
            Query::Segments(today) => Some(self.segments(store, *today, wanted)),
            Query::Meant {
                filter,
                today,
                sort,
                limit,
            } => Some(self.meant(store, (filter, *today), (*sort, *limit), wanted)),
            _ => None,
        }
    }

    fn segments(
        &mut self,
        store: &mut Store,
        today: Day,
        wanted: &Wanted,
    ) -> Result<Answer, StoreError> {
        let mut counted = Vec::new();
        let mut silence = Silence::default();
        for segment in store.segments()? {
            let count = match &segment.filter {
                Ok(filter) => {
                    let (all, studied) = self.ready(store, (filter, today), wanted)?;
                    silence = all.silence;
                    let meant = store.meant(filter, all, studied)?;
                    let said = meant.unsaid.is_none();
                    said.then_some(meant.customers.len() as u64)
                }
                Err(_) => None,
            };
            counted.push((segment, count));
        }
        Ok(Answer::Segments(counted, silence))
    }

    fn meant(
        &mut self,
        store: &mut Store,
        (filter, today): (&Filter, Day),
        (sort, limit): (SegmentSort, usize),
        wanted: &Wanted,
    ) -> Result<Answer, StoreError> {
        let (all, studied) = self.ready(store, (filter, today), wanted)?;
        let meant = store.meant(filter, all, studied)?;
        let rows = store.segment_rows(&meant.customers, all, sort, 0, limit)?;
        Ok(Answer::Meant(Box::new(SegmentHeld {
            customers: meant.customers,
            of: meant.of,
            visits: meant.visits,
            money: Money(meant.money),
            rows,
            unsaid: meant.unsaid,
        })))
    }

    /// Finds out what takes long and was not found out before. The next question needs it too: it
    /// ends only when nobody asks about segments any more. What follows ends at a newer question.
    fn ready(
        &mut self,
        store: &mut Store,
        (filter, today): (&Filter, Day),
        wanted: &Wanted,
    ) -> Result<(&Appraisal, &Studied), StoreError> {
        let ticket = wanted.clone();
        store.stop_study_when(Some(Box::new(move || !ticket.or_newer())));
        let mut told = wanted.telling();
        let known = self.all.take().filter(|all| all.as_of == today);
        let all = match known {
            Some(all) => all,
            None => store.appraisal(today, &mut told)?,
        };
        let all = self.all.insert(all);
        store.study(filter, today, &mut self.studied, &mut told)?;
        let ticket = wanted.clone();
        store.stop_study_when(Some(Box::new(move || !ticket.still())));
        Ok((all, &self.studied))
    }
}
