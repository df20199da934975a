//! Days that are played again under other rules: what the book knows of them, customer by customer.

use std::collections::HashSet;
use std::iter::Peekable;

use rusqlite::{Connection, Row};

use super::now::{first_paid_of, lines};
use crate::domain::{Birthday, CustomerId, Day, VisitId};
use crate::points::{Billed, Outcome, Past, PastVisit, Rule, Simulation, a_year_to};
use crate::store::come::Come;
use crate::store::rows::day;
use crate::store::{Store, StoreResult};

const LAST: &str = "SELECT coalesce(max(id), 0) FROM customer";
/// All three go by the number of the customer, and side by side: everything is read once.
pub(super) const PEOPLE: &str = "SELECT id, birth_day, birth_month, birth_year, referred_by IS NOT NULL FROM customer ORDER BY id";
/// As the index has them, the last one first. Of those before the days only which were paid is asked.
pub(super) const VISITS: &str = "
    SELECT customer_id, id, day, total, CASE WHEN day >= ?1 THEN redeemed END FROM visit
    WHERE customer_id IS NOT NULL AND status = 'done' AND day <= ?2 AND (day >= ?1 OR total > 0)
    ORDER BY customer_id, day DESC, id DESC";
/// First paid visits of those whom somebody brought.
pub(super) const BROUGHT: &str = concat!(
    "
    SELECT c.referred_by, f.day, f.id FROM customer c JOIN visit f ON f.id = (",
    first_paid_of!("id", "c.id"),
    ") WHERE c.referred_by IS NOT NULL AND f.day >= ?1 AND f.day <= ?2 ORDER BY c.referred_by, f.day, f.id"
);
/// Whoever had points before this book.
const MEMBERS: &str = "
    SELECT DISTINCT coalesce(m.customer_id, l.customer_id)
    FROM points_line l LEFT JOIN merged m ON m.gone_id = l.customer_id WHERE l.kind = 'opening'
    AND NOT EXISTS (SELECT 1 FROM points_line r WHERE r.customer_id = l.customer_id AND r.reverses = l.id)";

impl Store {
    /// What the visits of some days come to under two rules, customer by customer.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn play_again(
        &self,
        rules: &[Rule; 2],
        (from, until): (Day, Day),
        come: Come<'_>,
    ) -> StoreResult<[Outcome; 2]> {
        let _moment = self.moment()?;
        let mut plays = [&rules[0], &rules[1]].map(|rule| Simulation::new(rule, from, until));
        let by_words = |rule: &Rule| !rule.category.is_empty() || !rule.exclude.is_empty();
        let with_lines = rules.iter().any(by_words);
        let last: i64 = self.conn.query_row(LAST, [], |row| row.get(0))?;
        each_past(&self.conn, (from, until), with_lines, |past| {
            for play in &mut plays {
                play.play(past);
            }
            let percent = past.customer.0.max(0) * 100 / last.max(1);
            come(u8::try_from(percent.min(100)).unwrap_or(100));
        })?;
        Ok(plays.map(Simulation::end))
    }
}

/// Everybody who has something to be played from a day to a day, both included, with the visits of the year before. With the
/// lines of these only where they are asked for.
fn each_past(
    conn: &Connection,
    (from, until): (Day, Day),
    with_lines: bool,
    mut play: impl FnMut(&Past),
) -> StoreResult<()> {
    // The year before makes the tiers that somebody begins with.
    let (before, _) = a_year_to(from);
    let [before_said, until_said] = [before, until].map(|day| day.to_string());
    let members = members(conn)?;
    let mut people = conn.prepare(PEOPLE)?;
    let mut visits = conn.prepare(VISITS)?;
    let mut brought = conn.prepare(BROUGHT)?;
    let mut visits = visits
        .query_map([&before_said, &until_said], visit)?
        .peekable();
    let mut brought = brought
        .query_map([&before_said, &until_said], first)?
        .peekable();
    for past in people.query_map([], person)? {
        let mut past = past?;
        past.was_member = members.contains(&past.customer.0);
        while let Some(mut visit) = next_of(&mut visits, past.customer)? {
            if visit.billed.is_paid() {
                past.first_paid = Some(visit.id);
            }
            if visit.billed.day < before {
                continue;
            }
            if with_lines {
                visit.billed.lines = lines(conn, visit.id)?;
            }
            past.visits.push(visit);
        }
        past.visits.reverse();
        while let Some(first) = next_of(&mut brought, past.customer)? {
            past.brought.push(first);
        }
        if !past.visits.is_empty() || !past.brought.is_empty() {
            play(&past);
        }
    }
    Ok(())
}

fn members(conn: &Connection) -> StoreResult<HashSet<i64>> {
    let mut statement = conn.prepare(MEMBERS)?;
    let members = statement.query_map([], |row| row.get(0))?;
    Ok(members.collect::<Result<_, _>>()?)
}

/// The next row, as long as it is of this customer.
fn next_of<T>(
    rows: &mut Peekable<impl Iterator<Item = rusqlite::Result<(i64, T)>>>,
    customer: CustomerId,
) -> rusqlite::Result<Option<T>> {
    let is_due = |row: &rusqlite::Result<(i64, T)>| {
        row.as_ref().map_or(true, |(whose, _)| *whose <= customer.0)
    };
    while let Some(row) = rows.next_if(is_due) {
        let (whose, row) = row?;
        if whose == customer.0 {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

fn person(row: &Row<'_>) -> rusqlite::Result<Past> {
    let birthday = Birthday {
        day: row.get(1)?,
        month: row.get(2)?,
        year: row.get(3)?,
    };
    Ok(Past {
        customer: CustomerId(row.get(0)?),
        birthday: Some(birthday),
        visits: Vec::new(),
        first_paid: None,
        was_member: false,
        was_brought: row.get(4)?,
        brought: Vec::new(),
    })
}

fn visit(row: &Row<'_>) -> rusqlite::Result<(i64, PastVisit)> {
    let billed = Billed {
        day: day(row, 2)?,
        total: row.get(3)?,
        redeemed: row.get::<_, Option<i64>>(4)?.unwrap_or(0),
        lines: Vec::new(),
    };
    let id = VisitId(row.get(1)?);
    Ok((row.get(0)?, PastVisit { id, billed }))
}

fn first(row: &Row<'_>) -> rusqlite::Result<(i64, (Day, VisitId))> {
    Ok((row.get(0)?, (day(row, 1)?, VisitId(row.get(2)?))))
}
