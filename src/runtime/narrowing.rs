//! A list of the weekly review that somebody narrows key by key. Who belongs to it, and what a filter
//! finds in each row, is found out once and kept while such questions come one after the other.

use std::cmp::Reverse;
use std::collections::HashMap;

use memchr::memmem::Finder;

use super::book::Wanted;
use super::reviewed::{AT_A_TIME, begun, names};
use crate::domain::{CustomerId, Day};
use crate::insight::review::{DoneVisit, Narrowed, OfList, Weekly};
use crate::protocol::{Among, Reviewed, ReviewedList, ReviewedOrder};
use crate::screens::review::filter_words;
use crate::store::{Store, StoreError};

/// The list that was narrowed last.
#[derive(Debug, Default)]
pub(super) struct Narrowing {
    kept: Option<Kept>,
}

impl Narrowing {
    /// The book has changed, or the questions are about something else.
    pub(super) fn forget(&mut self) {
        self.kept = None;
    }

    /// The first rows of a list, of all who belong to it and have the words of the filter. What was
    /// not found out before is of use to the next key too: that ends only when nobody asks about
    /// such a list any more.
    pub(super) fn answer(
        &mut self,
        store: &mut Store,
        (asked, today): (&Reviewed, Day),
        wanted: &Wanted,
    ) -> Result<Narrowed, StoreError> {
        let ticket = wanted.clone();
        store.stop_study_when(Some(Box::new(move || !ticket.or_newer())));
        let known = self.kept.take();
        let known = known.filter(|kept| kept.is_of(asked, today));
        let kept = match known {
            Some(kept) => kept,
            None => Kept::read(store, asked, today, &mut wanted.telling())?,
        };
        let kept = self.kept.insert(kept);
        kept.put_in_order(store, asked.order)?;
        let ticket = wanted.clone();
        store.stop_study_when(Some(Box::new(move || !ticket.still())));
        kept.narrowed(store, asked)
    }
}

/// All rows of a list.
#[derive(Debug)]
struct Kept {
    week: Option<Day>,
    list: ReviewedList,
    today: Day,
    /// The Sunday up to which visits are in it.
    sunday: Day,
    /// As the review lists them.
    rows: Vec<OfList>,
    /// The visits among them, by their places among all of the days under review.
    visits: HashMap<usize, DoneVisit>,
    /// What a filter finds in the rows, one after the other.
    text: String,
    /// Where each of them ends.
    ends: Vec<usize>,
    /// The places of the rows in an order.
    order: (ReviewedOrder, Vec<usize>),
}

impl Kept {
    fn read(
        store: &Store,
        asked: &Reviewed,
        today: Day,
        come: &mut dyn FnMut(u8),
    ) -> Result<Self, StoreError> {
        let as_listed = Reviewed {
            order: ReviewedOrder::Given,
            filter: String::new(),
            within: None,
            ..asked.clone()
        };
        let mut list = begun(store, &as_listed, today, &mut |percent| come(percent / 2))?;
        let mut kept = Self {
            week: asked.week,
            list: asked.list.clone(),
            today,
            sunday: list.sunday(),
            rows: Vec::with_capacity(list.len()),
            visits: HashMap::new(),
            text: String::new(),
            ends: Vec::with_capacity(list.len()),
            // None yet: it is sought when it is asked for.
            order: (ReviewedOrder::Given, Vec::new()),
        };
        for from in (0..list.len()).step_by(AT_A_TIME) {
            come(50 + u8::try_from(from * 50 / list.len()).unwrap_or(0));
            let people = store.introduce(&list.who(from, AT_A_TIME))?;
            // When they came last is told of those alone whom the screen shows.
            list.introduce(people, HashMap::new());
            for (row, text) in list.told(from, AT_A_TIME) {
                if let OfList::Visit { at, .. } = row {
                    let visit = list.visit(at).cloned();
                    kept.visits.extend(visit.map(|visit| (at, visit)));
                }
                kept.rows.push(row);
                kept.text.push_str(&text);
                kept.ends.push(kept.text.len());
            }
        }
        Ok(kept)
    }

    fn is_of(&self, asked: &Reviewed, today: Day) -> bool {
        self.week == asked.week && self.list == asked.list && self.today == today
    }

    /// Puts the rows in an order, if they do not stand in it.
    fn put_in_order(&mut self, store: &Store, order: ReviewedOrder) -> Result<(), StoreError> {
        let (known, places) = &self.order;
        if *known == order && places.len() == self.rows.len() {
            return Ok(());
        }
        let mut places: Vec<usize> = (0..self.rows.len()).collect();
        let rows = &self.rows;
        let who: Vec<CustomerId> = rows.iter().filter_map(OfList::who).collect();
        let called = matches!(self.list, ReviewedList::Of(kind) if kind.is_to_call());
        match order {
            ReviewedOrder::Given if called => {
                let since = store.seen_since(self.sunday, self.today, &who)?;
                let again = |who| since.contains_key(&who);
                places.sort_by_key(|at| rows[*at].who().is_some_and(again));
            }
            // No list of people or visits stands in the last two.
            ReviewedOrder::Given | ReviewedOrder::Many | ReviewedOrder::Segment => {}
            ReviewedOrder::Longest => {
                // Counted to today, as the rows tell it.
                let since = store.seen_since(self.sunday, self.today, &who)?;
                let again = |row: &OfList| since.get(&row.who()?).copied();
                places.sort_by_key(|at| {
                    let last = rows[*at].last();
                    last.map(|last| again(&rows[*at]).unwrap_or(last))
                });
            }
            ReviewedOrder::Name => {
                let names = names(store, &who)?;
                places.sort_by_cached_key(|at| {
                    let name = rows[*at].who().and_then(|who| names.get(&who));
                    ReviewedOrder::by_name(name.map_or("", String::as_str))
                });
            }
            ReviewedOrder::Money => places.sort_by_key(|at| Reverse(rows[*at].money())),
            ReviewedOrder::Soonest => places.sort_by_key(|at| rows[*at].day()),
        }
        self.order = (order, places);
        Ok(())
    }

    /// The rows that have the words of the filter, about those to whom the list is narrowed.
    fn narrowed(&self, store: &Store, asked: &Reviewed) -> Result<Narrowed, StoreError> {
        let words = filter_words(&asked.filter);
        let words: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
        let mut narrowed = Narrowed::default();
        for at in &self.order.1 {
            let text = self.text_of(*at);
            if !words.iter().all(|word| word.find(text).is_some()) {
                continue;
            }
            let row = self.rows[*at];
            if !Among::keeps(asked.within.as_ref(), row.who()) {
                continue;
            }
            narrowed.total += 1;
            if let Some(money) = row.money() {
                let sum = narrowed.money.unwrap_or(0);
                narrowed.money = Some(sum.saturating_add(money));
            }
            if narrowed.first.len() < Weekly::MOST {
                narrowed.first.push(row);
            }
        }
        let visits = narrowed.first.iter().filter_map(|row| match row {
            OfList::Visit { at, .. } => Some((*at, self.visits.get(at)?.clone())),
            _ => None,
        });
        narrowed.visits = visits.collect();
        let who: Vec<CustomerId> = narrowed.first.iter().filter_map(OfList::who).collect();
        narrowed.people = store.introduce(&who)?;
        narrowed.since = store.seen_since(self.sunday, self.today, &who)?;
        Ok(narrowed)
    }

    fn text_of(&self, at: usize) -> &[u8] {
        let before = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let end = self.ends.get(at).copied().unwrap_or_default();
        let text = self.text.as_bytes().get(before.copied().unwrap_or(0)..end);
        text.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::super::analyst::BookAnalyst;
    use super::super::book::Reading;
    use super::super::reviewed::{in_parts, whole};
    use super::*;
    use crate::domain::{
        Author, Change, CustomerFacts, Money, Owner, Plate, VehicleFacts, VehicleId, VisitFacts,
    };
    use crate::insight::review::{Behind, Kind};
    use crate::protocol::{Answer, Query};
    use crate::screens::review::WholeList;
    use crate::store::fresh_op;

    fn asked(list: ReviewedList, order: ReviewedOrder, filter: &str) -> Reviewed {
        Reviewed {
            week: None,
            list,
            order,
            filter: filter.to_owned(),
            within: None,
            title: String::new(),
        }
    }

    fn today() -> Day {
        "2026-11-23".parse().expect("a day")
    }

    fn sample(folder: &tempfile::TempDir) -> Store {
        let go_on = |_, _| ControlFlow::Continue(());
        let path = folder.path().join("sample.db");
        Store::create_sample(&path, 7, 600, today(), go_on).expect("a sample")
    }

    fn told(narrowing: &mut Narrowing, store: &mut Store, asked: &Reviewed) -> Narrowed {
        let told = narrowing.answer(store, (asked, today()), &Wanted::always());
        told.expect("told")
    }

    fn add(store: &mut Store, name: &str) {
        let facts = Box::new(CustomerFacts {
            name: name.to_owned(),
            ..CustomerFacts::default()
        });
        let change = Change::AddCustomer {
            facts,
            code: None,
            vehicle: None,
        };
        store
            .write(&author(), fresh_op(), &change)
            .expect("written");
    }

    fn author() -> Author {
        Author {
            staff: None,
            name: "Ani".to_owned(),
            terminal: "test".to_owned(),
        }
    }

    #[test]
    fn a_list_is_narrowed_over_all_who_belong_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = sample(&folder);
        let weekly = store.review_in_full(today(), None, &mut |_| ());
        let weekly = weekly.expect("the review");
        let best = &weekly.review.lists[&Kind::Top];
        assert!(best.total > Weekly::MOST, "more than a screen holds");
        let mut narrowing = Narrowing::default();
        let mut told = |list, order, filter: &str| {
            told(&mut narrowing, &mut store, &asked(list, order, filter))
        };
        let top = ReviewedList::Of(Kind::Top);
        let all = told(top.clone(), ReviewedOrder::Longest, "");
        assert_eq!(all.first.len(), Weekly::MOST);
        assert_eq!((all.total, all.money), (best.total, Some(best.money)));
        // Whoever stands beyond the first by money is found as well.
        let beyond = &best.first[Weekly::MOST];
        let id = beyond.customer;
        let code = format!("c-{:05}", id.0);
        let found = told(top, ReviewedOrder::Given, &code);
        assert_eq!((found.total, found.money), (1, Some(beyond.visits.money)));
        assert_eq!(found.people[0].id, id);
        // A move holds everybody who made it.
        for moved in &weekly.review.moves {
            let list = ReviewedList::Behind(Behind::Moved(moved.from, moved.to));
            let made = told(list, ReviewedOrder::Name, "");
            assert_eq!(made.total, moved.customers.len());
        }
    }

    #[test]
    fn what_is_kept_narrows_and_sorts_as_a_list_that_goes_into_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = sample(&folder);
        let mut narrowing = Narrowing::default();
        let lists = [
            ReviewedList::Of(Kind::Top),
            ReviewedList::Of(Kind::Sleeping),
            ReviewedList::Ahead,
            ReviewedList::Never,
            ReviewedList::Birthdays,
            ReviewedList::Lapsing,
            ReviewedList::Of(Kind::Quiet),
            ReviewedList::Done,
        ];
        let orders = [
            ReviewedOrder::Given,
            ReviewedOrder::Longest,
            ReviewedOrder::Name,
            ReviewedOrder::Money,
            ReviewedOrder::Soonest,
            ReviewedOrder::Given,
        ];
        let even = Among::of((1..=300).map(|half| CustomerId(2 * half)).collect());
        let mut left_out = 0;
        for list in lists {
            for order in orders {
                for (filter, within) in [
                    ("", None),
                    ("a", None),
                    ("AN", None),
                    ("an i", None),
                    ("08", None),
                    ("nobody has this", None),
                    ("", Some(&even)),
                    ("a", Some(&even)),
                ] {
                    let asked = Reviewed {
                        within: within.cloned(),
                        ..asked(list.clone(), order, filter)
                    };
                    let told = told(&mut narrowing, &mut store, &asked);
                    let mut into_a_file =
                        whole(&store, &asked, today(), &mut |_| ()).expect("the list");
                    left_out += into_a_file.len() - told.total;
                    let mut rows = Vec::new();
                    let each = |list: &_, from, count| {
                        let list: &WholeList = list;
                        rows.extend(list.told(from, count).into_iter().map(|(row, _)| row));
                        Ok::<_, StoreError>(())
                    };
                    in_parts(&store, &mut into_a_file, today(), each).expect("told");
                    assert_eq!(told.total, rows.len(), "{asked:?}");
                    rows.truncate(Weekly::MOST);
                    assert_eq!(told.first, rows, "{asked:?}");
                    let is_even = |who: CustomerId| who.0 % 2 == 0;
                    let meant = |row: &OfList| within.is_none() || row.who().is_some_and(is_even);
                    assert!(told.first.iter().all(meant), "{asked:?}");
                }
            }
        }
        assert!(left_out > 100, "the filters leave some out");
    }

    /// One more visit of the week, of a customer or with a car of which nobody knows whose it is.
    fn visit(store: &mut Store, customer: Option<i64>, vehicle: Option<VehicleId>, total: i64) {
        let facts = Box::new(VisitFacts {
            customer: customer.map(CustomerId),
            vehicle,
            total: Some(Money(total)),
            ..VisitFacts::on("2026-11-18".parse().expect("a day"))
        });
        let written = store.write(&author(), fresh_op(), &Change::AddVisit { facts });
        written.expect("written");
    }

    #[test]
    fn receipts_of_a_week_are_narrowed_and_sorted_over_all_of_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = sample(&folder);
        let car = Change::AddVehicle {
            facts: Box::new(VehicleFacts {
                plate: Plate::parse("ZZ 9 QQX"),
                ..VehicleFacts::default()
            }),
            owner: Owner::Unknown,
            since: None,
        };
        let car = store.write(&author(), fresh_op(), &car).expect("written");
        visit(&mut store, None, car.vehicle, 77_000);
        for customer in 1..=Weekly::MOST {
            let customer = i64::try_from(customer).expect("few");
            visit(&mut store, Some(customer), None, 1_000 + customer);
        }
        visit(&mut store, Some(300), None, 99_000_000);
        visit(&mut store, None, car.vehicle, 88_000);
        let weekly = store.review_in_full(today(), None, &mut |_| ());
        let weekly = weekly.expect("the review");
        let all = weekly.done.1;
        assert!(all > Weekly::MOST + 2, "more than a screen holds");
        let mut narrowing = Narrowing::default();
        let mut told = |order, filter: &str| {
            let asked = asked(ReviewedList::Done, order, filter);
            told(&mut narrowing, &mut store, &asked)
        };
        let given = told(ReviewedOrder::Given, "");
        assert_eq!((given.first.len(), given.total), (Weekly::MOST, all));
        assert_eq!(given.money, Some(weekly.review.flow.money));
        // The dearest stands first, wherever it was written down, and is told with its facts.
        let dearest = told(ReviewedOrder::Money, "");
        let OfList::Visit { at, customer, .. } = dearest.first[0] else {
            panic!("{:?}", dearest.first[0]);
        };
        assert_eq!(customer, Some(CustomerId(300)));
        assert_eq!(dearest.visits[&at].total, Some(99_000_000));
        assert_eq!(dearest.visits.len(), dearest.first.len());
        // Whose the car is nobody knows; its plate finds both of its visits.
        let of_car = told(ReviewedOrder::Money, "zz9");
        let totals: Vec<_> = of_car.first.iter().map(OfList::money).collect();
        assert_eq!(totals, [Some(88_000), Some(77_000)]);
        assert_eq!(of_car.money, Some(165_000));
    }

    #[test]
    fn receipts_go_into_a_file_by_name_and_those_of_nobody_stand_last() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = sample(&folder);
        let car = Change::AddVehicle {
            facts: Box::new(VehicleFacts {
                plate: Plate::parse("ZZ 9 QQX"),
                ..VehicleFacts::default()
            }),
            owner: Owner::Unknown,
            since: None,
        };
        let car = store.write(&author(), fresh_op(), &car).expect("written");
        for customer in [40, 7, 300] {
            visit(&mut store, None, car.vehicle, 77_000);
            visit(&mut store, Some(customer), None, 1_000);
        }
        let asked = asked(ReviewedList::Done, ReviewedOrder::Name, "");
        let mut list = whole(&store, &asked, today(), &mut |_| ()).expect("the list");
        let mut rows = Vec::new();
        let each = |list: &WholeList, from, count| {
            rows.extend(list.told(from, count).into_iter().map(|(row, _)| row));
            Ok::<_, StoreError>(())
        };
        in_parts(&store, &mut list, today(), each).expect("told");
        let who: Vec<CustomerId> = rows.iter().filter_map(OfList::who).collect();
        let names = store.names_of(&who).expect("names");
        assert!(names.is_sorted() && names.len() > 3, "{names:?}");
        assert_eq!(rows.len(), who.len() + 3);
        let last = &rows[rows.len() - 3..];
        assert!(last.iter().all(|row| row.who().is_none()), "{last:?}");
    }

    #[test]
    fn a_list_is_kept_until_the_book_changes_or_another_is_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut store = sample(&folder);
        let mut narrowing = Narrowing::default();
        let never = asked(ReviewedList::Never, ReviewedOrder::Given, "sukma wijaya");
        let top = asked(ReviewedList::Of(Kind::Top), ReviewedOrder::Given, "");
        let mut found = |store: &mut Store, asked| told(&mut narrowing, store, asked).total;
        assert_eq!(found(&mut store, &never), 0);
        add(&mut store, "Sukma Wijaya");
        assert_eq!(found(&mut store, &never), 0, "kept");
        found(&mut store, &top);
        assert_eq!(found(&mut store, &never), 1, "read again");
        // Who answers the screens sees what others write.
        let mut analyst = BookAnalyst::of(store.same_file());
        let mut found = || {
            let query = Query::Narrowed {
                asked: never.clone(),
                today: today(),
            };
            match analyst.answer(&query, &Wanted::always()) {
                Ok(Answer::Narrowed(narrowed)) => narrowed.total,
                other => panic!("{other:?}"),
            }
        };
        assert_eq!([found(), found()], [1; 2]);
        add(&mut store, "Sukma Wijaya");
        assert_eq!([found(), found()], [2; 2]);
    }
}
