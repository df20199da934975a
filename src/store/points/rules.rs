//! Versions of the rules.

use std::cell::RefCell;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::Day;
use crate::points::Rule;
use crate::store::StoreResult;
use crate::store::rows::day;

const IN_FORCE: &str = "
    SELECT id, since, rule FROM points_rule WHERE since <= ?1 AND NOT taken_back
    ORDER BY since DESC, id DESC LIMIT 1";
const EVER: &str = "SELECT id, since, rule FROM points_rule ORDER BY since, id";
const ALL: &str = "SELECT id, since, rule FROM points_rule WHERE NOT taken_back ORDER BY since, id";

/// The version that the book was made with, where it is the only one in force and no line of a ledger remembers it.
const UNUSED_FIRST: &str = "
    SELECT id FROM points_rule WHERE id = 1 AND NOT taken_back
    AND (SELECT count(*) FROM points_rule WHERE NOT taken_back) = 1
    AND NOT EXISTS (SELECT 1 FROM points_line WHERE rule_id = points_rule.id)";

/// Lines that count and were made by a version.
const PAID: &str = "
    SELECT id FROM points_line l WHERE rule_id = ?1 AND kind <> 'reverse'
    AND NOT EXISTS (SELECT 1 FROM points_line r WHERE r.reverses = l.id) ORDER BY id DESC LIMIT 1";

/// The newest line that counts and was made by this version; `None` where its visits were all taken
/// back, or paid by others since.
pub(in crate::store) fn paid_with(conn: &Connection, rule: i64) -> StoreResult<Option<i64>> {
    let mut statement = conn.prepare_cached(PAID)?;
    Ok(statement.query_row([rule], |row| row.get(0)).optional()?)
}

/// The version that the book was made with, where it is the only one in force and never paid anything: nobody
/// decided it.
pub(in crate::store) fn unused_first(conn: &Connection) -> StoreResult<Option<i64>> {
    let mut statement = conn.prepare_cached(UNUSED_FIRST)?;
    Ok(statement.query_row([], |row| row.get(0)).optional()?)
}

/// All versions, by the day from which they are in force.
#[derive(Debug, Clone, Default)]
pub(in crate::store) struct Rules(Vec<Version>);

/// One version.
#[derive(Debug, Clone)]
pub(in crate::store) struct Version {
    pub(in crate::store) id: i64,
    pub(in crate::store) since: Day,
    pub(in crate::store) rule: Rule,
}

impl Rules {
    /// From the book. One that this program cannot read pays nothing.
    pub(in crate::store) fn read(conn: &Connection) -> StoreResult<Self> {
        let mut statement = conn.prepare_cached(ALL)?;
        let rows = statement.query_map([], version)?;
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// All that ever were, those that were taken back too: what was written while they were in force brought what they say.
    pub(in crate::store) fn ever(conn: &Connection) -> StoreResult<Self> {
        let mut statement = conn.prepare_cached(EVER)?;
        let rows = statement.query_map([], version)?;
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// The rule in force on a day, without the other versions: a card asks for it at every
    /// keystroke. `None` before the programme began.
    pub(in crate::store) fn in_force(conn: &Connection, on: Day) -> StoreResult<Option<Rule>> {
        let mut statement = conn.prepare_cached(IN_FORCE)?;
        let found = statement.query_row([on.to_string()], version).optional()?;
        Ok(found.map(|version| version.rule))
    }

    /// The version in force on a day; `None` before the programme began.
    pub(in crate::store) fn on(&self, day: Day) -> Option<&Version> {
        self.0.iter().rev().find(|version| version.since <= day)
    }

    /// All versions in force since that day or earlier.
    pub(in crate::store) fn until(&self, day: Day) -> Vec<&Version> {
        let versions = self.0.iter();
        versions.filter(|version| version.since <= day).collect()
    }

    /// The version of that number.
    pub(in crate::store) fn version(&self, id: i64) -> Option<&Version> {
        self.0.iter().find(|version| version.id == id)
    }

    /// From which day on others hold than on this one.
    pub(in crate::store) fn after(&self, day: Day) -> Option<Day> {
        let mut days = self.0.iter().map(|version| version.since);
        days.find(|since| *since > day)
    }

    /// From when on visits bring points.
    pub(in crate::store) fn begin(&self) -> Option<Day> {
        self.0.first().map(|version| version.since)
    }
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        id: row.get(0)?,
        since: day(row, 1)?,
        rule: understood(row.get_ref(2)?.as_str()?),
    })
}

thread_local! {
    /// The text of a rule that was understood last, and the rule. What stands in the book is compared
    /// with it, so that another rule, of whoever wrote it, is never missed.
    static LAST: RefCell<Option<(String, Rule)>> = const { RefCell::new(None) };
}

/// The rule that a text says: read anew only where the text is another than the last time, for every
/// keystroke asks for it.
fn understood(text: &str) -> Rule {
    LAST.with_borrow_mut(|last| {
        if let Some((known, rule)) = last
            && known == text
        {
            return rule.clone();
        }
        let rule = Rule::from_json(text).unwrap_or_else(|_| Rule {
            on: false,
            ..Rule::default()
        });
        *last = Some((text.to_owned(), rule.clone()));
        rule
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_understood_once_and_another_text_is_another_rule() {
        let rule = Rule {
            welcome: 7,
            ..Rule::default()
        };
        let other = Rule {
            welcome: 8,
            ..Rule::default()
        };
        for wanted in [&rule, &rule, &other, &rule] {
            assert_eq!(understood(&wanted.to_json()), *wanted);
        }
        let known = LAST.with_borrow(|last| last.as_ref().map(|(_, rule)| rule.welcome));
        assert_eq!(known, Some(7));
        assert!(!understood("{").on, "one that nobody can read pays nothing");
    }
}
