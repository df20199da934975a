//! The usual oil and mechanic, as the card tells them: what is stated, else what most of the last
//! visits say. Read customer by customer: of those who are not decided yet, or of everybody to be
//! kept.

use rusqlite::{Connection, OptionalExtension};

use super::marks::Everybody;
use super::studied::Words;
use super::{Marks, Search};
use crate::domain::filter::{Fact, Known, Ready};
use crate::domain::{FIELD_MECHANIC, FIELD_OIL, USUAL_VISITS, oil, usual};
use crate::store::card::LOOKED_AT;
use crate::store::change::staff_key;
use crate::store::come::share;
use crate::store::shop::retired;
use crate::store::{Come, StoreResult};

const STATED: &str = "SELECT value FROM customer_field WHERE customer_id = ?1 AND key = ?2";
const VISITS: &str = "
    SELECT id, oil, status FROM visit WHERE customer_id = ?1 ORDER BY day DESC, id DESC LIMIT ?2";
const LINES: &str = "SELECT text FROM visit_line WHERE visit_id = ?1 ORDER BY position";
const MECHANICS: &str = "
    SELECT s.name FROM visit_mechanic m JOIN staff s ON s.id = m.staff_id
    WHERE m.visit_id = ?1 ORDER BY m.position";

/// So many customers are read between two words about how far it has come.
const TOLD: usize = 4_096;

impl Search<'_> {
    /// For whom of the `open` the usual oil or mechanic is as asked.
    pub(super) fn usual(&self, fact: Fact, test: &Ready, open: &Marks) -> StoreResult<Marks> {
        let mut marks = self.everybody.nobody();
        if let Some(known) = self.studied.usual(fact, test, self.everybody.nobody()) {
            return Ok(known);
        }
        let read = Usually::of(&self.store.conn, fact)?;
        for (at, id) in self.everybody.marked(open) {
            let known = read.of_customer(id)?;
            if known.is_some_and(|known| test.holds(Known::Text(&known))) {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}

/// The usual oil or mechanic of everybody.
pub(super) fn of_all(
    conn: &Connection,
    fact: Fact,
    everybody: &Everybody,
    come: Come<'_>,
) -> StoreResult<Words> {
    let read = Usually::of(conn, fact)?;
    let mut words = Words::default();
    for (at, id) in everybody.ids().iter().enumerate() {
        if at % TOLD == 0 {
            come(share(at, everybody.ids().len()));
        }
        words.push(read.of_customer(*id)?);
    }
    Ok(words)
}

/// Reads what is usual of one customer after the other.
struct Usually<'c> {
    conn: &'c Connection,
    fact: Fact,
    /// Who works here no more.
    left: Vec<String>,
}

impl<'c> Usually<'c> {
    fn of(conn: &'c Connection, fact: Fact) -> StoreResult<Self> {
        let left = match fact {
            Fact::UsualMechanic => retired(conn)?,
            _ => Vec::new(),
        };
        Ok(Self { conn, fact, left })
    }

    fn of_customer(&self, id: i64) -> StoreResult<Option<String>> {
        match self.fact {
            Fact::UsualMechanic => mechanic(self.conn, id, &self.left),
            _ => oil_of(self.conn, id),
        }
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
