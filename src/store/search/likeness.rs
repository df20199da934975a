//! Names of one class, put in the order of their likeness to the line.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use rusqlite::{Connection, OptionalExtension};

use super::super::StoreResult;
use super::hits::{Candidate, Candidates};
use super::index::Index;
use super::query::Query;
use crate::domain::MatchClass::Forgiven;
use crate::domain::MatchField;

const NAME_KEY: &str = "SELECT name_key FROM customer WHERE id = ?1";

/// So many names of one class, the newest visitors, are ranked by their likeness, or as many as are shown.
const RANKED: usize = 50;
/// With a slip many names are near, and the right one need not be a new visitor.
const RANKED_FORGIVEN: usize = 1_000;

/// How much names are like one line.
pub(super) struct Likeness<'a> {
    conn: &'a Connection,
    /// Knows the names without a look into the file, which for a thousand takes milliseconds.
    index: Option<&'a Index>,
    words: &'a [String],
    line: String,
    matcher: SkimMatcherV2,
}

impl<'a> Likeness<'a> {
    /// To a line; `index` is the one in which they were found.
    pub(super) fn to(conn: &'a Connection, index: Option<&'a Index>, query: &'a Query) -> Self {
        Self {
            conn,
            index,
            words: &query.words,
            line: query.words.join(" "),
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// Puts names of one class in the order of their likeness to the line, as far as they may be shown.
    pub(super) fn rank(&self, found: &mut Candidates, limit: usize) -> StoreResult<()> {
        let mut from = 0;
        while from < found.list.len().min(limit) {
            let first = found.list[from];
            let ranked = if first.class == Forgiven {
                RANKED_FORGIVEN
            } else {
                RANKED
            };
            let window = found.list.len().min(limit.max(ranked));
            let group = found.list[from..window].iter();
            let kind = |one: Candidate| (one.class, one.field, one.distance);
            let alike = |one: &&Candidate| kind(**one) == kind(first);
            let to = from + group.take_while(alike).count();
            if first.field == MatchField::Name && to - from > 1 {
                let mut scored = Vec::with_capacity(to - from);
                for one in &found.list[from..to] {
                    scored.push((-self.of(*one)?, *one));
                }
                scored.sort_unstable();
                for (place, (_, one)) in found.list[from..to].iter_mut().zip(scored) {
                    *place = one;
                }
            }
            from = to;
        }
        Ok(())
    }

    /// How much a name is like the line; more is better.
    fn of(&self, one: Candidate) -> StoreResult<i64> {
        let Some(key) = self.name_key(one)? else {
            return Ok(0);
        };
        if one.class == Forgiven {
            #[expect(clippy::cast_possible_truncation, reason = "between 0 and 1000")]
            return Ok((strsim::jaro_winkler(&key, &self.line) * 1000.0) as i64);
        }
        let score = |typed: &String| {
            let whole = key.split(' ').any(|word| word == typed);
            let fuzzy = self.matcher.fuzzy_match(&key, typed);
            fuzzy.unwrap_or_default() + i64::from(whole)
        };
        Ok(self.words.iter().map(score).sum())
    }

    /// The name of one of them by its words; `None` for a vehicle, and for whoever is no longer in
    /// the book.
    fn name_key(&self, one: Candidate) -> StoreResult<Option<String>> {
        let Some(customer) = one.customer() else {
            return Ok(None);
        };
        if let Some(key) = self.index.and_then(|index| index.name_key(one.rank)) {
            return Ok(Some(key));
        }
        let mut statement = self.conn.prepare_cached(NAME_KEY)?;
        let key = statement.query_row([customer.0], |row| row.get(0));
        Ok(key.optional()?)
    }
}
