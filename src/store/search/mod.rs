//! Finding: one line, and who it may mean (ADR 0002).
//!
//! Two ways with the same order of hits: from the file alone, and from a packed [`Index`] in memory.
//! The order is that of [`MatchClass`], then of [`MatchField`]; then names by their likeness to the
//! line, then the newest visitor first (`hits`). What matches how is written once, in `rules`.
//!
//! A line of several words that finds nobody as a whole may mix kinds ("budi avanza", "1234 budi"):
//! then every word must find the same customer in its way. A make or a model alone finds nobody.
//!
//! [`MatchClass`]: crate::domain::MatchClass
//! [`MatchField`]: crate::domain::MatchField

mod asked;
mod bits;
mod build;
mod codes;
mod entry;
mod file;
mod fill;
mod hits;
mod index;
mod letters;
mod likeness;
mod look;
mod marks;
mod name_search;
mod names;
mod own;
mod packed;
mod phones;
mod plates;
mod query;
mod rules;
mod scrap;
#[cfg(test)]
mod tests;
mod texts;

pub use index::Index;

use super::{Reached, Store, StoreError, StoreResult};
use crate::domain::{Found, Hit, MatchClass, MatchField, Subject};
use file::FileLook;
use fill::Filling;
use hits::{COUNTED, Candidate, Candidates};
use likeness::Likeness;
use look::Look;
use query::Query;

/// More than any book can have found.
const ALL: usize = usize::MAX / 8;

impl Store {
    /// What a line finds, best first, at most `limit` hits. Without an index only beginnings and
    /// whole numbers are sought, and the answer says so (`partial`). An empty line finds the latest
    /// visitors. `wanted` is asked now and then; when it says no, the search is given up.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`] when no longer wanted, or when the file cannot be read.
    pub fn find(
        &self,
        index: Option<&Index>,
        text: &str,
        limit: usize,
        wanted: &dyn Fn() -> bool,
    ) -> StoreResult<Found> {
        let _moment = self.moment()?;
        let mut answer = self.hits(index, text, limit, wanted)?;
        answer.customers = match index {
            Some(index) => index.customers(),
            None => file::customers(&self.conn)?,
        };
        if text.trim().is_empty() {
            (answer.total, answer.people) = (answer.customers, answer.customers);
        }
        Ok(answer)
    }

    /// The same without the number of customers: counting them takes longer than finding one.
    fn hits(
        &self,
        index: Option<&Index>,
        text: &str,
        limit: usize,
        wanted: &dyn Fn() -> bool,
    ) -> StoreResult<Found> {
        let query = Query::parse(text);
        let _moment = self.moment()?;
        let conn = &self.conn;
        let nobody = query.is_empty() && !text.trim().is_empty();
        let mut found = match index {
            _ if nobody => Candidates::default(),
            Some(index) if query.is_empty() => look::latest(index, limit),
            None if query.is_empty() => file::latest(conn, limit)?,
            Some(index) => {
                let models = |some, words: &[&Query]| fill::with_models(conn, some, words);
                Look::new(index, &query, limit, wanted).run(&models)?
            }
            None => FileLook::new(conn, &query).run()?,
        };
        let mut answer = Found {
            total: found.list.len(),
            people: found.people(),
            more: found.more,
            partial: index.is_none(),
            ..Found::default()
        };
        if found.list.len() > COUNTED {
            (answer.total, answer.more) = (COUNTED, true);
        }
        if !query.is_empty() {
            Likeness::to(conn, index, &query).rank(&mut found, limit)?;
        }
        let filling = Filling::new(conn, &query).with_tiers(self.told_today())?;
        for one in found.list.into_iter().take(limit) {
            if !wanted() {
                return Err(StoreError::Cancelled);
            }
            answer.hits.extend(filling.hit(one)?);
        }
        Ok(answer)
    }

    /// What a line finds in a process that lives for one answer: from the file when that finds a
    /// whole plate, ID or phone, else from an index built for it. Customers may not be counted.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn find_once(&self, text: &str, limit: usize) -> StoreResult<Found> {
        let mut found = self.hits(None, text, limit, &|| true)?;
        let whole = found
            .hits
            .first()
            .is_some_and(|hit| hit.class == MatchClass::Exact && hit.field != MatchField::Name);
        if whole && Query::parse(text).names_one_thing() {
            found.partial = false;
            return Ok(found);
        }
        let index = Index::build(self, &|_| (), &|| true)?;
        self.find(Some(&index), text, limit, &|| true)
    }

    /// Puts somebody before those who were found, unless they are among them or no longer in the
    /// book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn put_among(&self, found: &mut Found, who: Subject) -> StoreResult<()> {
        if found.hits.iter().any(|hit| hit.is_of(who)) {
            return Ok(());
        }
        let _moment = self.moment()?;
        let nothing = Query::parse("");
        let filling = Filling::new(&self.conn, &nothing).with_tiers(self.told_today())?;
        if let Some(hit) = filling.hit(Candidate::known(who))? {
            // Of more than are listed it may be one that is counted already.
            if found.total <= found.hits.len() {
                found.total += 1;
                found.people += usize::from(hit.customer.is_some());
            }
            found.hits.insert(0, hit);
        }
        Ok(())
    }

    /// All that a line finds, one after the other in the order of [`Store::find`]; everybody where
    /// it is empty. Whoever is named as `also` and not found comes first. `each` hears how many of
    /// how many it has.
    ///
    /// # Errors
    /// When the file cannot be read, and what `each` says.
    pub fn find_all<E: From<StoreError>>(
        &self,
        index: &Index,
        text: &str,
        also: Option<Subject>,
        mut each: impl FnMut(Hit, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let query = Query::parse(text);
        let _moment = self.moment()?;
        let conn = &self.conn;
        let filling = Filling::new(conn, &query);
        let mut found = if query.is_empty() {
            if text.trim().is_empty() {
                look::latest(index, ALL)
            } else {
                Candidates::default()
            }
        } else {
            let models = |some, words: &[&Query]| fill::with_models(conn, some, words);
            Look::new(index, &query, ALL, &|| true).run(&models)?
        };
        if !query.is_empty() {
            Likeness::to(conn, Some(index), &query).rank(&mut found, ALL)?;
        }
        let among = |who: &Subject| found.list.iter().any(|one| one.is_of(*who));
        let mut reached = Reached {
            done: 0,
            all: found.list.len() as u64,
        };
        if let Some(who) = also.filter(|who| !among(who))
            && let Some(hit) = Filling::new(conn, &Query::parse("")).hit(Candidate::known(who))?
        {
            each(hit, reached)?;
        }
        for one in found.list {
            reached.done += 1;
            if let Some(hit) = filling.hit(one)? {
                each(hit, reached)?;
            }
        }
        Ok(())
    }
}
