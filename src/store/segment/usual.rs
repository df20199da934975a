//! The usual oil and mechanic, as the card tells them: what is stated, else what most of the last
//! visits say. Read customer by customer, and only of those who are not decided yet.

use rusqlite::{Connection, OptionalExtension};

use super::{Marks, Search};
use crate::domain::filter::{Fact, Known, Ready};
use crate::domain::{FIELD_MECHANIC, FIELD_OIL, USUAL_VISITS, oil, usual};
use crate::store::StoreResult;
use crate::store::card::LOOKED_AT;
use crate::store::change::staff_key;
use crate::store::shop::retired;

const STATED: &str = "SELECT value FROM customer_field WHERE customer_id = ?1 AND key = ?2";
const VISITS: &str = "
    SELECT id, oil, status FROM visit WHERE customer_id = ?1 ORDER BY day DESC, id DESC LIMIT ?2";
const LINES: &str = "SELECT text FROM visit_line WHERE visit_id = ?1 ORDER BY position";
const MECHANICS: &str = "
    SELECT s.name FROM visit_mechanic m JOIN staff s ON s.id = m.staff_id
    WHERE m.visit_id = ?1 ORDER BY m.position";

impl Search<'_> {
    /// For whom of the `open` the usual oil or mechanic is as asked.
    pub(super) fn usual(&self, fact: Fact, test: &Ready, open: &Marks) -> StoreResult<Marks> {
        let conn = &self.store.conn;
        let left = match fact {
            Fact::UsualMechanic => retired(conn)?,
            _ => Vec::new(),
        };
        let mut marks = self.everybody.nobody();
        for (at, id) in self.everybody.marked(open) {
            let known = match fact {
                Fact::UsualMechanic => mechanic(conn, id, &left)?,
                _ => oil_of(conn, id)?,
            };
            if known.is_some_and(|known| test.holds(Known::Text(&known))) {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}

fn stated(conn: &Connection, customer: i64, key: &str) -> StoreResult<Option<String>> {
    let mut statement = conn.prepare_cached(STATED)?;
    let value = statement.query_row((customer, key), |row| row.get(0));
    Ok(value.optional()?)
}

fn oil_of(conn: &Connection, customer: i64) -> StoreResult<Option<String>> {
    let stated = stated(conn, customer, FIELD_OIL)?;
    if stated.is_some() {
        return Ok(stated);
    }
    last(conn, customer, |visit, oil| {
        if !oil.is_empty() {
            return Ok(vec![oil]);
        }
        let lines = texts(conn, LINES, visit)?;
        let named = lines.into_iter().find(|line| oil::is_engine_oil(line));
        Ok(named.into_iter().collect())
    })
}

fn mechanic(conn: &Connection, customer: i64, left: &[String]) -> StoreResult<Option<String>> {
    let here = |name: &String| left.is_empty() || !left.contains(&staff_key(name));
    let stated = stated(conn, customer, FIELD_MECHANIC)?.filter(here);
    if stated.is_some() {
        return Ok(stated);
    }
    last(conn, customer, |visit, _| {
        let mut names = texts(conn, MECHANICS, visit)?;
        names.retain(here);
        Ok(names)
    })
}

/// What most of the last visits name, of which as many are read as are needed.
fn last(
    conn: &Connection,
    customer: i64,
    mut named: impl FnMut(i64, String) -> StoreResult<Vec<String>>,
) -> StoreResult<Option<String>> {
    let mut statement = conn.prepare_cached(VISITS)?;
    let mut rows = statement.query((customer, i64::try_from(LOOKED_AT).unwrap_or(i64::MAX)))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        if row.get_ref(2)?.as_str() == Ok("cancelled") {
            continue;
        }
        let names = named(row.get(0)?, row.get(1)?)?;
        if !names.is_empty() {
            found.push(names);
        }
        if found.len() == USUAL_VISITS {
            break;
        }
    }
    Ok(usual(found))
}

fn texts(conn: &Connection, sql: &str, visit: i64) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([visit], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
