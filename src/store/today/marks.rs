//! What somebody here has done or put off.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::Days;
use rusqlite::{CachedStatement, OptionalExtension};

use super::super::rows::maybe_day;
use super::super::{Store, StoreResult};
use crate::calendar::Why;
use crate::domain::{CustomerId, Day, Mark, Occasion, OccasionKind};

const OF_ONE: &str = "
    SELECT done_on, snoozed_until FROM today_mark
    WHERE customer_id IS ?1 AND kind = ?2 AND refers = ?3 ORDER BY id DESC LIMIT 1";

/// Whose mark of an occasion, and what it says; the last one of each counts.
const OF_ALL: &str = "
    SELECT customer_id, done_on, snoozed_until FROM today_mark
    WHERE customer_id IS NOT NULL AND kind = ?1 AND refers = ?2 ORDER BY id";

/// When it was sent last.
const SENT: &str = "
    SELECT max(day) FROM message WHERE customer_id = ?1 AND template = ?2 AND day >= ?3";

/// Days after which somebody who was asked to come back and did not may be asked once more.
const ASKED_AGAIN: u64 = 90;

/// Looks marks up.
pub(super) struct Marks<'s> {
    store: &'s Store,
    statement: RefCell<CachedStatement<'s>>,
    sent: RefCell<CachedStatement<'s>>,
    today: Day,
}

impl<'s> Marks<'s> {
    pub(super) fn new(store: &'s Store, today: Day) -> StoreResult<Self> {
        Ok(Self {
            store,
            statement: store.conn.prepare_cached(OF_ONE)?.into(),
            sent: store.conn.prepare_cached(SENT)?.into(),
            today,
        })
    }

    /// Whether a reason is not told today: it is marked, or a message about it was sent.
    pub(super) fn hides_why(&self, customer: CustomerId, why: &Why) -> StoreResult<bool> {
        if self.hides(Some(customer), &why.occasion())? {
            return Ok(true);
        }
        let which = (customer.0, why.template(), why.sent_since().to_string());
        let mut statement = self.sent.borrow_mut();
        let sent = statement.query_row(which, |row| maybe_day(row, 0))?;
        Ok(sent.is_some_and(|sent| why.kind() != OccasionKind::WinBack || self.rests(sent)))
    }

    /// Whether somebody who was asked to come back on that day is still left alone.
    fn rests(&self, asked: Day) -> bool {
        let again = asked.checked_add_days(Days::new(ASKED_AGAIN));
        again.is_none_or(|again| self.today < again)
    }

    /// Whether an occasion is not told today.
    pub(super) fn hides(
        &self,
        customer: Option<CustomerId>,
        occasion: &Occasion,
    ) -> StoreResult<bool> {
        let whose = customer.map(|id| id.0);
        let which = (whose, occasion.kind.key(), &occasion.refers);
        let mark = self
            .statement
            .borrow_mut()
            .query_row(which, |row| Ok((maybe_day(row, 0)?, maybe_day(row, 1)?)));
        let mark = mark.optional()?;
        Ok(mark.is_some_and(|mark| self.says_no(occasion.kind, mark)))
    }

    /// Of whom an occasion is not told today, and whether it is done or put off.
    pub(super) fn hidden(&self, occasion: &Occasion) -> StoreResult<HashMap<CustomerId, Mark>> {
        let mut statement = self.store.conn.prepare_cached(OF_ALL)?;
        let mut rows = statement.query((occasion.kind.key(), &occasion.refers))?;
        let mut hidden = HashMap::new();
        while let Some(row) = rows.next()? {
            let (customer, mark) = (
                CustomerId(row.get(0)?),
                (maybe_day(row, 1)?, maybe_day(row, 2)?),
            );
            if self.says_no(occasion.kind, mark) {
                hidden.insert(customer, mark.1.map_or(Mark::Done, Mark::Until));
            } else {
                hidden.remove(&customer);
            }
        }
        Ok(hidden)
    }

    /// Whether what is done on a day, or put off until one, is not told today.
    fn says_no(&self, kind: OccasionKind, (done, until): (Option<Day>, Option<Day>)) -> bool {
        match done {
            Some(done) => kind != OccasionKind::WinBack || self.rests(done),
            None => until.is_some_and(|day| self.today < day),
        }
    }
}
