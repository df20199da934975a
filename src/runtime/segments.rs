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
            } => {
                let held = self.meant(store, (filter, *today), (*sort, *limit), wanted);
                Some(held.map(|held| Answer::Meant(Box::new(held))))
            }
            Query::Holds(name, today) => Some(self.holds(store, (name, *today), wanted)),
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
    ) -> Result<SegmentHeld, StoreError> {
        let (all, studied) = self.ready(store, (filter, today), wanted)?;
        let meant = store.meant(filter, all, studied)?;
        let rows = store.segment_rows(&meant.customers, all, sort, 0, limit)?;
        Ok(SegmentHeld {
            customers: meant.customers,
            of: meant.of,
            visits: meant.visits,
            money: Money(meant.money),
            rows,
            unsaid: meant.unsaid,
        })
    }

    /// A segment is looked up by its name at every question: its filter may be another by now.
    fn holds(
        &mut self,
        store: &mut Store,
        (name, today): (&str, Day),
        wanted: &Wanted,
    ) -> Result<Answer, StoreError> {
        let kept = store.segment_named(name)?;
        let Some(filter) = kept.and_then(|segment| segment.filter.ok()) else {
            return Ok(Answer::Holds(None));
        };
        let nobody = (SegmentSort::default(), 0);
        let held = self.meant(store, (&filter, today), nobody, wanted)?;
        Ok(Answer::Holds(Some(Box::new(held))))
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

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::analyst::BookAnalyst;
    use super::super::book::Reading;
    use super::*;
    use crate::domain::filter::{Bound, Condition, Fact, Field, Figure, Join, Test};
    use crate::domain::{Author, Change, SegmentFacts};
    use crate::store::fresh_op;

    /// Who came so often.
    fn facts(visits: i64) -> SegmentFacts {
        let field = Field::Fact(Fact::Visits);
        let often = Test::Number(Bound::AtLeast(Figure::whole(visits)));
        SegmentFacts {
            name: "VIP".to_owned(),
            filter: Filter::new(Join::All, vec![Condition::of(field, often)]),
        }
    }

    #[test]
    fn a_segment_is_looked_up_by_its_name_at_every_question() {
        let today: Day = "2026-11-23".parse().expect("a day");
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("sample.db");
        let go_on = |_, _| ControlFlow::Continue(());
        let mut store = Store::create_sample(&path, 7, 80, today, go_on).expect("a sample");
        let mut analyst = BookAnalyst::of(store.same_file());
        let mut held = || {
            let query = Query::Holds("VIP".to_owned(), today);
            match analyst.answer(&query, &Wanted::always()) {
                Ok(Answer::Holds(held)) => held.map(|held| held.customers.len()),
                other => panic!("{other:?}"),
            }
        };
        let mut write = |change| {
            let author = Author {
                staff: None,
                name: "Ani".to_owned(),
                terminal: "test".to_owned(),
            };
            store.write(&author, fresh_op(), &change).expect("written");
            store.segments().expect("read").pop()
        };
        assert_eq!(held(), None);
        let kept = write(Change::AddSegment {
            facts: Box::new(facts(1)),
        })
        .expect("kept");
        let many = held().expect("kept");
        let kept = write(Change::EditSegment {
            id: kept.id,
            base: Box::new(kept.kept),
            facts: Box::new(facts(20)),
        });
        let few = held().expect("kept");
        assert!(0 < few && few < many, "{few} of {many}");
        let kept = kept.expect("kept");
        write(Change::RemoveSegment {
            id: kept.id,
            base: Box::new(kept.kept),
        });
        assert_eq!(held(), None);
    }
}
