//! All who belong to a list of the weekly review, however many.

use std::collections::HashMap;

use crate::domain::{CustomerId, Day};
use crate::protocol::{Reviewed, ReviewedList};
use crate::screens::review::WholeList;
use crate::store::{Store, StoreError};

/// So many people are introduced at a time.
pub(super) const AT_A_TIME: usize = 500;

/// The list, in its order. `come` hears how far that has come, in per cent.
pub(super) fn whole(
    store: &Store,
    asked: &Reviewed,
    today: Day,
    come: &mut dyn FnMut(u8),
) -> Result<WholeList, StoreError> {
    let mut list = begun(store, asked, today, come)?;
    let all = |list: &WholeList| list.who(0, list.len());
    if list.wants_names() {
        let who = all(&list);
        let names = names(store, &who)?;
        list.name(&names);
    }
    if list.wants_since() {
        list.came(&store.seen_since(list.sunday(), today, &all(&list))?);
    }
    Ok(list)
}

/// What these people are called.
pub(super) fn names(
    store: &Store,
    who: &[CustomerId],
) -> Result<HashMap<CustomerId, String>, StoreError> {
    let mut names = HashMap::with_capacity(who.len());
    for some in who.chunks(AT_A_TIME) {
        names.extend(some.iter().copied().zip(store.names_of(some)?));
    }
    Ok(names)
}

/// The list as the review lists it.
pub(super) fn begun(
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
    Ok(WholeList::of(asked, weekly, behind))
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
