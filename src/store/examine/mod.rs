//! Everything in the book that can be held against something else: the pages of the file, rows
//! that refer to others, the ledgers of points, the summaries, the index of the search.

mod others;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{StopRead, Store, StoreResult, place, points};

/// At most so many problems of one part are named.
const NAMED: usize = 100;

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The pages of the file.
    Integrity,
    /// Rows that refer to rows.
    ForeignKeys,
    /// Points: every balance the sum of its lots, every line what the visits say.
    Ledger,
    /// Sums that are kept beside the visits.
    Summaries,
    /// Whether the search knows everybody.
    SearchIndex,
}

impl Part {
    /// All of them, in the order in which they are looked at.
    pub const ALL: [Part; 5] = [
        Part::Integrity,
        Part::ForeignKeys,
        Part::Ledger,
        Part::Summaries,
        Part::SearchIndex,
    ];

    /// The stable word in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Part::Integrity => "integrity",
            Part::ForeignKeys => "foreign_keys",
            Part::Ledger => "ledger",
            Part::Summaries => "summaries",
            Part::SearchIndex => "search_index",
        }
    }
}

/// Something that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where.
    pub part: Part,
    /// Whose or which: a customer ID, a table; may be empty.
    pub about: String,
    /// What: a stable word, or what SQLite says.
    pub what: String,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examined {
    /// What was looked at to its end. In a damaged file nothing else is.
    pub parts: BTreeSet<Part>,
    /// What does not agree, the first of each part.
    pub problems: Vec<Problem>,
    /// Bytes of the write-ahead log.
    pub wal: u64,
}

impl Examined {
    /// Whether a part is in order; `None` when it was not looked at.
    pub fn of(&self, part: Part) -> Option<bool> {
        let looked = self.parts.contains(&part);
        looked.then(|| self.problems.iter().all(|problem| problem.part != part))
    }

    /// Whether everything is in order.
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }
}

impl Store {
    /// Looks through everything; takes as long as reading all of the book, and writes nothing.
    ///
    /// # Errors
    /// [`StoreError::Cancelled`](super::StoreError::Cancelled) soon after `stop` says `true`, else
    /// when the file cannot be read at all.
    pub fn examine(&mut self, stop: StopRead) -> StoreResult<Examined> {
        self.stop_study_when(Some(stop));
        let done = self.examine_parts();
        self.stop_study_when(None);
        done
    }

    fn examine_parts(&self) -> StoreResult<Examined> {
        let mut found = Examined {
            parts: BTreeSet::new(),
            problems: Vec::new(),
            wal: std::fs::metadata(place::beside(self.path(), "-wal")).map_or(0, |meta| meta.len()),
        };
        for part in Part::ALL {
            if !found.is_sound()
                && part > Part::Integrity
                && found.of(Part::Integrity) == Some(false)
            {
                break;
            }
            found.problems.extend(self.examine_part(part)?);
            found.parts.insert(part);
        }
        Ok(found)
    }

    fn examine_part(&self, part: Part) -> StoreResult<Vec<Problem>> {
        let named: Vec<(String, String)> = match part {
            Part::Integrity => {
                let found = self.check_integrity()?.into_iter();
                found.map(|what| (String::new(), what)).collect()
            }
            Part::ForeignKeys => others::loose(&self.conn)?,
            Part::Ledger => {
                let faults = points::faults(&self.conn, NAMED)?.into_iter();
                let named = faults.map(|(customer, what)| {
                    Ok((others::code(&self.conn, customer)?, what.to_owned()))
                });
                named.collect::<StoreResult<_>>()?
            }
            Part::Summaries => others::untrue(&self.conn)?,
            Part::SearchIndex => others::unknown(self)?,
        };
        let problem = |(about, what)| Problem { part, about, what };
        Ok(named.into_iter().take(NAMED).map(problem).collect())
    }
}
