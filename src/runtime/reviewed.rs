//! All who belong to a list of the weekly review, however many: for a file, or narrowed on the
//! screen.

use crate::domain::{CustomerId, Day};
use crate::insight::review::{Narrowed, OfList, Weekly};
use crate::protocol::{Reviewed, ReviewedList};
use crate::screens::review::WholeList;
use crate::store::{Store, StoreError};

/// So many people are introduced at a time.
const AT_A_TIME: usize = 500;

/// The list, in its order. `come` hears how far that has come, in per cent.
pub(super) fn whole(
    store: &Store,
    asked: &Reviewed,
    today: Day,
    come: &mut dyn FnMut(u8),
) -> Result<WholeList, StoreError> {
    let weekly = store.review_in_full(today, asked.week, come)?;
    let sunday = weekly.review.week.sunday;
    let behind = match &asked.list {
        ReviewedList::Behind(what) => {
            Some(store.stand_behind(what, sunday, usize::MAX, &mut |_| ())?)
        }
        _ => None,
    };
    let mut list = WholeList::of(asked, weekly, behind);
    let all = |list: &WholeList| list.who(0, list.len());
    if list.wants_names() {
        let mut names = Vec::new();
        for some in all(&list).chunks(AT_A_TIME) {
            names.extend(store.names_of(some)?);
        }
        list.name(names);
    }
    if list.wants_since() {
        list.came(&store.seen_since(sunday, today, &all(&list))?);
    }
    Ok(list)
}

/// Its rows, some at a time: who they are about is told, then `each` hears from which row on, and
/// how many.
pub(super) fn in_parts<E: From<StoreError>>(
    store: &Store,
    list: &mut WholeList,
    today: Day,
    mut each: impl FnMut(&WholeList, usize, usize) -> Result<(), E>,
) -> Result<(), E> {
    for from in (0..list.len()).step_by(AT_A_TIME) {
        let who: Vec<CustomerId> = list.who(from, AT_A_TIME);
        let people = store.introduce(&who)?;
        let since = store.seen_since(list.sunday(), today, &who)?;
        list.introduce(people, since);
        each(list, from, AT_A_TIME)?;
    }
    Ok(())
}

/// The first rows of a list, of all who belong to it.
pub(super) fn narrowed(
    store: &Store,
    asked: &Reviewed,
    today: Day,
    come: &mut dyn FnMut(u8),
) -> Result<Narrowed, StoreError> {
    let mut list = whole(store, asked, today, come)?;
    let sunday = list.sunday();
    let mut rows: Vec<OfList> = Vec::new();
    in_parts(store, &mut list, today, |list, from, count| {
        rows.extend(list.told(from, count));
        Ok::<(), StoreError>(())
    })?;
    let (total, money) = (rows.len(), sum(&rows));
    rows.truncate(Weekly::MOST);
    let who: Vec<CustomerId> = rows.iter().map(OfList::who).collect();
    Ok(Narrowed {
        total,
        money,
        people: store.introduce(&who)?,
        since: store.seen_since(sunday, today, &who)?,
        first: rows,
    })
}

fn sum(rows: &[OfList]) -> Option<i64> {
    let money = rows.iter().filter_map(OfList::money);
    money.reduce(i64::saturating_add)
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::insight::review::{Behind, Kind};
    use crate::protocol::ReviewedOrder;

    fn asked(list: ReviewedList, order: ReviewedOrder, filter: &str) -> Reviewed {
        Reviewed {
            week: None,
            list,
            order,
            filter: filter.to_owned(),
            title: String::new(),
        }
    }

    #[test]
    fn a_list_is_narrowed_and_sorted_over_all_who_belong_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let today: Day = "2026-11-23".parse().expect("a day");
        let go_on = |_, _| ControlFlow::Continue(());
        let path = folder.path().join("sample.db");
        let store = Store::create_sample(&path, 7, 600, today, go_on).expect("a sample");
        let weekly = store.review_in_full(today, None, &mut |_| ());
        let weekly = weekly.expect("the review");
        let best = &weekly.review.lists[&Kind::Top];
        assert!(best.total > Weekly::MOST, "more than a screen holds");
        let told = |list, order, filter: &str| {
            let asked = asked(list, order, filter);
            narrowed(&store, &asked, today, &mut |_| ()).expect("told")
        };
        let top = ReviewedList::Of(Kind::Top);
        let longest = told(top.clone(), ReviewedOrder::Longest, "");
        let last = |row: &OfList| match row {
            OfList::Person(one) => one.visits.last,
            other => panic!("{other:?}"),
        };
        assert_eq!(longest.first.len(), Weekly::MOST);
        assert_eq!(
            (longest.total, longest.money),
            (best.total, Some(best.money))
        );
        let first = best.first.iter().map(|one| one.visits.last).min();
        assert_eq!(longest.first.first().map(last), first);
        assert!(longest.first.iter().map(last).is_sorted());
        // Whoever stands beyond the first by money is found as well.
        let beyond = &best.first[Weekly::MOST];
        let code = store.introduce(&[beyond.customer]).expect("known")[0]
            .code
            .clone();
        let found = told(top, ReviewedOrder::Given, &code.to_lowercase());
        assert_eq!((found.total, found.money), (1, Some(beyond.visits.money)));
        assert_eq!(found.people[0].code, code);
        // A move holds everybody who made it.
        for moved in &weekly.review.moves {
            let list = ReviewedList::Behind(Behind::Moved(moved.from, moved.to));
            let made = told(list, ReviewedOrder::Name, "");
            assert_eq!(made.total, moved.customers.len());
        }
    }
}
