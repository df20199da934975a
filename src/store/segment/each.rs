//! What is read customer by customer, of those who are not decided yet, or of everybody to be kept:
//! the usual oil and mechanic, as the card tells them (what is stated, else what most of the last
//! visits say), the last ones, and the tier.

use rusqlite::{Connection, OptionalExtension};

use super::marks::Everybody;
use super::studied::Words;
use super::{Marks, Search};
use crate::domain::filter::{Fact, Known, Ready};
use crate::domain::{CustomerId, Day, FIELD_MECHANIC, FIELD_OIL, USUAL_VISITS, oil, usual};
use crate::store::card::LOOKED_AT;
use crate::store::change::staff_key;
use crate::store::come::share;
use crate::store::points::Tiers;
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
    /// For whom of the `open` one of the words of a fact is as asked.
    pub(super) fn each(&self, fact: Fact, test: &Ready, open: &Marks) -> StoreResult<Marks> {
        let mut marks = self.everybody.nobody();
        if let Some(known) = self.studied.each(fact, test, self.everybody.nobody()) {
            return Ok(known);
        }
        let read = Each::of(&self.store.conn, fact, self.all.as_of)?;
        for (at, id) in self.everybody.marked(open) {
            let known = read.of_customer(id)?;
            if known.iter().any(|known| test.holds(Known::Text(known))) {
                marks.set(at);
            }
        }
        Ok(marks)
    }
}

/// The words of everybody, on a day.
pub(super) fn of_all(
    conn: &Connection,
    (fact, as_of): (Fact, Day),
    everybody: &Everybody,
    come: Come<'_>,
) -> StoreResult<Words> {
    let read = Each::of(conn, fact, as_of)?;
    let mut words = Words::default();
    for (at, id) in everybody.ids().iter().enumerate() {
        if at % TOLD == 0 {
            come(share(at, everybody.ids().len()));
        }
        for word in read.of_customer(*id)? {
            words.push(at, word);
        }
    }
    Ok(words)
}

/// Reads the words of one customer after the other.
struct Each<'c> {
    conn: &'c Connection,
    fact: Fact,
    /// Who works here no more.
    left: Vec<String>,
    /// `None` where there are no tiers, and where nobody asks for them.
    tiers: Option<Tiers>,
}

impl<'c> Each<'c> {
    fn of(conn: &'c Connection, fact: Fact, as_of: Day) -> StoreResult<Self> {
        let left = match fact {
            Fact::UsualMechanic => retired(conn)?,
            _ => Vec::new(),
        };
        let tiers = match fact {
            Fact::Tier => Tiers::on(conn, as_of)?,
            _ => None,
        };
        Ok(Self {
            conn,
            fact,
            left,
            tiers,
        })
    }

    fn of_customer(&self, id: i64) -> StoreResult<Vec<String>> {
        let conn = self.conn;
        match (self.fact, &self.tiers) {
            (Fact::Tier, Some(tiers)) => {
                let tier = tiers.of(conn, CustomerId(id))?;
                Ok(tier.into_iter().map(|(name, _)| name).collect())
            }
            (Fact::Tier, None) => Ok(Vec::new()),
            (Fact::UsualMechanic, _) => Ok(mechanic(conn, id, &self.left)?.into_iter().collect()),
            (Fact::LastMechanic, _) => {
                let last = last(conn, id, 1, |visit, _| texts(conn, MECHANICS, visit))?;
                Ok(last.into_iter().flatten().collect())
            }
            (Fact::LastOil, _) => {
                let last = last(conn, id, 1, |visit, oil| oil_named(conn, visit, oil))?;
                Ok(last.into_iter().flatten().collect())
            }
            _ => Ok(oil_of(conn, id)?.into_iter().collect()),
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
    let last = last(conn, customer, USUAL_VISITS, |visit, oil| {
        oil_named(conn, visit, oil)
    })?;
    Ok(usual(last))
}

/// The oil of a visit: written down as such, else the line that names the grade of one.
fn oil_named(conn: &Connection, visit: i64, oil: String) -> StoreResult<Vec<String>> {
    if !oil.is_empty() {
        return Ok(vec![oil]);
    }
    let lines = texts(conn, LINES, visit)?;
    let named = lines.into_iter().find(|line| oil::is_engine_oil(line));
    Ok(named.into_iter().collect())
}

fn mechanic(conn: &Connection, customer: i64, left: &[String]) -> StoreResult<Option<String>> {
    let here = |name: &String| left.is_empty() || !left.contains(&staff_key(name));
    let stated = stated(conn, customer, FIELD_MECHANIC)?.filter(here);
    if stated.is_some() {
        return Ok(stated);
    }
    let last = last(conn, customer, USUAL_VISITS, |visit, _| {
        let mut names = texts(conn, MECHANICS, visit)?;
        names.retain(here);
        Ok(names)
    })?;
    Ok(usual(last))
}

/// What the newest visits name that name any, at most `most` of them; no more are read than needed.
fn last(
    conn: &Connection,
    customer: i64,
    most: usize,
    mut named: impl FnMut(i64, String) -> StoreResult<Vec<String>>,
) -> StoreResult<Vec<Vec<String>>> {
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
        if found.len() == most {
            break;
        }
    }
    Ok(found)
}

fn texts(conn: &Connection, sql: &str, visit: i64) -> StoreResult<Vec<String>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([visit], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
