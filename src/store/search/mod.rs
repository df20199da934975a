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

use super::{Store, StoreError, StoreResult};
use crate::domain::{Found, MatchClass, MatchField, Subject};
use file::FileLook;
use fill::Filling;
use hits::{COUNTED, Candidate, Candidates, Rank, Who};
use look::Look;
use query::Query;

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
        let found = match index {
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
        self.fill(&query, found, limit, wanted, &mut answer)?;
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
        let (who, vehicle) = match who {
            Subject::Customer(id, vehicle) => (Who::Customer(id.0), vehicle),
            Subject::Vehicle(id) => (Who::Vehicle(id.0), None),
        };
        let one = Candidate::new(
            MatchClass::Exact,
            MatchField::Name,
            Rank::new(0, who),
            vehicle,
        );
        let _moment = self.moment()?;
        let nothing = Query::parse("");
        if let Some(hit) = Filling::new(&self.conn, &nothing).hit(one)? {
            // Of more than are listed it may be one that is counted already.
            if found.total <= found.hits.len() {
                found.total += 1;
                found.people += usize::from(hit.customer.is_some());
            }
            found.hits.insert(0, hit);
        }
        Ok(())
    }

    /// Fills in the first of those who were found.
    fn fill(
        &self,
        query: &Query,
        mut found: Candidates,
        limit: usize,
        wanted: &dyn Fn() -> bool,
        answer: &mut Found,
    ) -> StoreResult<()> {
        let filling = Filling::new(&self.conn, query);
        if !query.is_empty() {
            filling.rank(&mut found, limit)?;
        }
        for one in found.list.into_iter().take(limit) {
            if !wanted() {
                return Err(StoreError::Cancelled);
            }
            answer.hits.extend(filling.hit(one)?);
        }
        Ok(())
    }
}
