//! What the shop has written before: oils, lines, mechanics, makes, models and cities, for
//! proposing while somebody types.
//!
//! Collected from the newest rows only: a habit that ended years ago is no help, and a large book
//! must not make the clerk wait.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Known;

use super::{Store, StoreResult};
use crate::domain::name::fold;

/// Newest rows of each table that are looked at.
const LOOKED_AT: i64 = 10_000;

const OILS: &str = "
    SELECT oil, NULL FROM visit WHERE id > (SELECT max(id) FROM visit) - ?1 AND oil <> '' ORDER BY id DESC";
const LINES: &str = "
    SELECT text, CASE WHEN quantity = 1000 THEN amount END FROM visit_line
    WHERE visit_id > (SELECT max(id) FROM visit) - ?1 ORDER BY visit_id DESC";
const MECHANICS: &str = "
    SELECT s.name, NULL FROM visit_mechanic m JOIN staff s ON s.id = m.staff_id
    WHERE m.visit_id > (SELECT max(id) FROM visit) - ?1 AND s.active = 1 ORDER BY m.visit_id DESC";
const KNOWN_MECHANICS: &str =
    "SELECT name, NULL FROM staff WHERE is_mechanic = 1 AND active = 1 ORDER BY name_key LIMIT ?1";
const MAKES: &str = "
    SELECT make, NULL FROM vehicle WHERE id > (SELECT max(id) FROM vehicle) - ?1 AND make <> '' ORDER BY id DESC";
const MODELS: &str = "
    SELECT model, NULL FROM vehicle WHERE id > (SELECT max(id) FROM vehicle) - ?1 AND model <> '' ORDER BY id DESC";
const CITIES: &str = "
    SELECT city, NULL FROM customer WHERE id > (SELECT max(id) FROM customer) - ?1 AND city <> '' ORDER BY id DESC";

/// A field whose earlier entries are proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// Oils.
    Oil,
    /// Lines of work and parts.
    Line,
    /// Mechanics.
    Mechanic,
    /// Makes of vehicles.
    Make,
    /// Models of vehicles.
    Model,
    /// Cities of customers.
    City,
}

/// One earlier entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// As it was written last.
    pub text: String,
    /// What was taken for it last, in minor units; lines of quantity one only.
    pub amount: Option<i64>,
    /// How often it was written.
    pub times: usize,
    folded: String,
}

/// Earlier entries of every field that was asked for, most frequent first.
#[derive(Debug, Default)]
pub struct Written {
    fields: HashMap<Field, Vec<Entry>>,
}

impl Written {
    /// Forgets what was collected: the book has changed.
    pub fn forget(&mut self) {
        self.fields.clear();
    }

    /// The entry that is `text`, those that begin with it, then those with a word that does, then those with `text`
    /// inside; among each the most frequent first. At most `limit`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn propose(
        &mut self,
        store: &Store,
        field: Field,
        text: &str,
        limit: usize,
    ) -> StoreResult<Vec<Entry>> {
        let entries = match self.fields.entry(field) {
            Known::Occupied(known) => known.into_mut(),
            Known::Vacant(place) => place.insert(collect(store, field)?),
        };
        let wanted = fold(text.trim());
        let mut ranked: Vec<(u8, &Entry)> = entries
            .iter()
            .filter_map(|entry| Some((rank(&entry.folded, &wanted)?, entry)))
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.truncate(limit);
        Ok(ranked.into_iter().map(|(_, entry)| entry.clone()).collect())
    }
}

fn rank(folded: &str, wanted: &str) -> Option<u8> {
    if folded == wanted {
        return Some(0);
    }
    if folded.starts_with(wanted) {
        return Some(1);
    }
    let mut inside = folded.match_indices(wanted).map(|(at, _)| at);
    let first = inside.next()?;
    let begins_word = |at: usize| {
        let before = folded
            .get(..at)
            .and_then(|before| before.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    };
    let any = std::iter::once(first).chain(inside).any(begins_word);
    Some(if any { 2 } else { 3 })
}

fn collect(store: &Store, field: Field) -> StoreResult<Vec<Entry>> {
    let statements: &[&str] = match field {
        Field::Oil => &[OILS],
        Field::Line => &[LINES],
        Field::Mechanic => &[MECHANICS, KNOWN_MECHANICS],
        Field::Make => &[MAKES],
        Field::Model => &[MODELS],
        Field::City => &[CITIES],
    };
    let mut found: Vec<Entry> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for sql in statements {
        let mut statement = store.conn.prepare_cached(sql)?;
        let mut rows = statement.query([LOOKED_AT])?;
        while let Some(row) = rows.next()? {
            let text: String = row.get(0)?;
            let folded = fold(&text);
            if let Some(entry) = places.get(&folded).and_then(|at| found.get_mut(*at)) {
                entry.times += 1;
                entry.amount = entry.amount.or(row.get(1)?);
                continue;
            }
            places.insert(folded.clone(), found.len());
            found.push(Entry {
                text,
                amount: row.get(1)?,
                times: 1,
                folded,
            });
        }
    }
    // Stable: of equals the one written last stays first.
    found.sort_by_key(|entry| std::cmp::Reverse(entry.times));
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_entry_itself_comes_before_all_that_go_on_from_it() {
        let ranks = ["oli", "oli mesin", "ganti oli", "poliuretan", "filter"];
        let ranks = ranks.map(|entry| rank(entry, "oli"));
        assert_eq!(ranks, [Some(0), Some(1), Some(2), Some(3), None]);
    }
}
