//! Whom to win back, and what came of the messages that asked customers to come back.

use std::collections::{HashMap, HashSet};

use super::Reached;
use crate::domain::export::ExportFilter;
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::{Need, Recovering, WITHIN, WonBack};
use crate::store::{Store, StoreError};

/// Somebody to win back, on the way out.
#[derive(Debug, Clone, PartialEq)]
pub struct RecoveryRow {
    /// Who.
    pub who: Introduced,
    /// Why, with what is known of their visits.
    pub needing: Recovering,
}

/// So many people are introduced at a time.
const AT_A_TIME: usize = 500;

/// Whether the filter means a customer on a day.
fn means(filter: &ExportFilter) -> impl Fn(CustomerId, Day) -> bool {
    let wanted = filter.customers.as_ref();
    let wanted: Option<HashSet<CustomerId>> = wanted.map(|ids| ids.iter().copied().collect());
    let (since, until) = (filter.since, filter.until);
    move |customer, day| {
        wanted.as_ref().is_none_or(|ids| ids.contains(&customer))
            && since.is_none_or(|since| day >= since)
            && until.is_none_or(|until| day <= until)
    }
}

impl Store {
    /// Gives everybody to win back as of a day whom the filter means, the reasons in the order of
    /// their screen, in each who brought most first. Answers how many of those whom the filter names are left
    /// out because they want to be left alone.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_recovery<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        today: Day,
        mut each: impl FnMut(&RecoveryRow, Reached) -> Result<(), E>,
    ) -> Result<u64, E> {
        let _moment = self.listing()?;
        let means = means(filter);
        let (mut lists, left_alone) = self.needing(today, usize::MAX, &mut |_| ())?;
        let ordered = Need::ALL.iter().filter_map(|need| lists.remove(need));
        let mut all: Vec<Recovering> = ordered.flat_map(|list| list.first).collect();
        all.retain(|one| means(one.one.customer, one.one.visits.last));
        let mut reached = Reached {
            done: 0,
            all: all.len() as u64,
        };
        for some in all.chunks(AT_A_TIME) {
            let ids: Vec<CustomerId> = some.iter().map(|one| one.one.customer).collect();
            let people = self.introduce(&ids)?.into_iter();
            let mut people: HashMap<_, _> = people.map(|one| (one.id, one)).collect();
            for needing in some {
                reached.done += 1;
                if let Some(who) = people.remove(&needing.one.customer) {
                    let needing = needing.clone();
                    each(&RecoveryRow { who, needing }, reached)?;
                }
            }
        }
        let wanted = filter.customers.as_ref();
        let meant = |id: &&CustomerId| wanted.is_none_or(|ids| ids.contains(id));
        let left_alone = left_alone.values().flatten();
        Ok(left_alone.filter(meant).count() as u64)
    }

    /// Gives every message of the last year that asked somebody to come back and that the filter
    /// means by the day on which it was sent, the newest first, with what came of it.
    ///
    /// # Errors
    /// As [`Store::export_recovery`].
    pub fn export_win_backs<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        today: Day,
        mut each: impl FnMut(&WonBack, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let means = means(filter);
        let all = self.won_back(today, WITHIN)?;
        for (done, one) in all.iter().enumerate() {
            let reached = Reached {
                done: done as u64 + 1,
                all: all.len() as u64,
            };
            if means(one.who.id, one.sent) {
                each(one, reached)?;
            }
        }
        Ok(())
    }
}
