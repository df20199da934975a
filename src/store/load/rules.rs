//! Versions of the rules of the points that a load brings along.

use rusqlite::Connection;

use super::super::table::POINTS_RULE;
use super::super::writer::Writer;
use super::Load;
use crate::domain::Day;
use crate::points::Rule;
use crate::store::StoreResult;
use crate::store::points::unused_first;
use crate::store::rows::day;

const VERSIONS: &str =
    "SELECT id, since, rule FROM points_rule WHERE NOT taken_back ORDER BY since, id";
/// Visits that came with files, on days since the rules hold.
const IMPORTED: &str = "SELECT id FROM visit WHERE batch_id IS NOT NULL AND day >= ?1";

/// What becomes of a version of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BroughtRule {
    /// It takes the place of the one that the book was made with.
    Taken,
    /// The book has it.
    Known,
    /// The book has rules of its own.
    OwnStay,
}

/// The versions of the book, and those that take their place.
#[derive(Debug, Default)]
pub(super) struct BroughtRules {
    had: Vec<(i64, Day, Rule)>,
    untouched: bool,
    /// Whether a version of the book is among those that came.
    known: bool,
    new: Vec<(Day, Rule)>,
}

impl BroughtRules {
    fn of(conn: &Connection) -> StoreResult<Self> {
        let mut statement = conn.prepare_cached(VERSIONS)?;
        let had = statement.query_map([], |row| {
            let rule: String = row.get(2)?;
            let rule = Rule::from_json(&rule).unwrap_or_default();
            Ok((row.get(0)?, day(row, 1)?, rule))
        })?;
        Ok(Self {
            had: had.collect::<Result<_, _>>()?,
            untouched: unused_first(conn)?.is_some(),
            ..Self::default()
        })
    }
}

impl Load<'_> {
    /// A version of the rules, since a day. They hold for everything that this load and others before it brought.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn points_rule(&mut self, since: Day, rule: Rule) -> StoreResult<BroughtRule> {
        if self.rules.is_none() {
            self.rules = Some(BroughtRules::of(&self.tx)?);
        }
        let Some(rules) = &mut self.rules else {
            return Ok(BroughtRule::OwnStay);
        };
        let same = |day: Day, other: &Rule| day == since && *other == rule;
        if rules.new.iter().any(|(day, other)| same(*day, other)) {
            return Ok(BroughtRule::Known);
        }
        if rules.had.iter().any(|(_, day, other)| same(*day, other)) {
            rules.known = true;
            return Ok(BroughtRule::Known);
        }
        if !rules.untouched {
            return Ok(BroughtRule::OwnStay);
        }
        rules.new.push((since, rule));
        Ok(BroughtRule::Taken)
    }

    /// Puts the rules that came in the place of those of the new book. Says which visits of earlier loads are
    /// rewarded by them now.
    pub(super) fn settle_rules(&mut self) -> StoreResult<Vec<i64>> {
        let Some(rules) = self.rules.take().filter(|rules| !rules.new.is_empty()) else {
            return Ok(Vec::new());
        };
        let mut new = rules.new;
        new.sort_by_key(|(since, _)| *since);
        let begun = new.first().map(|(since, _)| *since);
        let begun = begun
            .into_iter()
            .chain(rules.had.iter().map(|(_, since, _)| *since));
        let begun = begun.min().unwrap_or_default().to_string();
        let mut writer = Writer::new(&self.tx, self.at.clone());
        for (id, ..) in rules.had.iter().filter(|_| !rules.known) {
            // Had it been in force, it would have rewarded what brought nothing.
            writer.delete(&POINTS_RULE, &[(*id).into()])?;
        }
        for (since, rule) in new {
            let set = vec![
                ("since", since.to_string().into()),
                ("rule", rule.to_json().into()),
                ("created_at", self.at.clone().into()),
            ];
            writer.insert(&POINTS_RULE, set)?;
        }
        self.rewritten.images.append(&mut writer.images);
        if self.fresh {
            return Ok(Vec::new());
        }
        imported_since(&self.tx, &begun)
    }
}

/// Visits that came with files, on that day or later.
pub(in crate::store) fn imported_since(conn: &Connection, day: &str) -> StoreResult<Vec<i64>> {
    let mut statement = conn.prepare_cached(IMPORTED)?;
    let visits = statement.query_map([day], |row| row.get(0))?;
    Ok(visits.collect::<Result<_, _>>()?)
}
