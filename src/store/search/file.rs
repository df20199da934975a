//! Finding from the file alone: whole numbers, beginnings and last digits through its indexes.

use rusqlite::{Connection, Params, Row};

use super::super::StoreResult;
use super::super::rows::maybe_day;
use super::codes;
use super::entry::{CodeKey, phone_digits};
use super::hits::{Candidate, Candidates, Rank, Who, day_number};
use super::look::FEW;
use super::query::Query;
use super::rules;
use crate::domain::MatchClass::{Exact, Forgiven};
use crate::domain::MatchField::{Code, Name, Phone, Plate};
use crate::domain::{VehicleId, customer_code};

const BY_KEY: &str = "
    SELECT v.id, v.plate_key, o.customer_id, c.last_day, s.last_day FROM vehicle v
    LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
    LEFT JOIN customer_summary c ON c.customer_id = o.customer_id
    LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id
    WHERE v.plate_key >= ?1 AND v.plate_key < ?2 LIMIT ?3";
const BY_TAIL: &str = "
    SELECT v.id, v.plate_key, o.customer_id, c.last_day, s.last_day FROM vehicle v
    LEFT JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
    LEFT JOIN customer_summary c ON c.customer_id = o.customer_id
    LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id
    WHERE v.plate_tail >= ?1 AND v.plate_tail < ?2 AND v.plate_tail <> '' LIMIT ?3";
const BY_EARLIER_KEY: &str = "
    SELECT p.vehicle_id, p.plate_key, o.customer_id, c.last_day, s.last_day FROM plate_history p
    LEFT JOIN ownership o ON o.vehicle_id = p.vehicle_id AND o.until IS NULL
    LEFT JOIN customer_summary c ON c.customer_id = o.customer_id
    LEFT JOIN vehicle_summary s ON s.vehicle_id = p.vehicle_id
    WHERE p.plate_key >= ?1 AND p.plate_key < ?2 LIMIT ?3";
const BY_CODE: &str = "
    SELECT c.id, c.code, s.last_day FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.code >= ?1 AND c.code < ?2 LIMIT ?3";
const BY_ALIAS: &str = "
    SELECT a.customer_id, a.code, s.last_day FROM alias a LEFT JOIN customer_summary s ON s.customer_id = a.customer_id
    WHERE a.code >= ?1 AND a.code < ?2 LIMIT ?3";
const BY_PHONE: &str = "
    SELECT p.customer_id, p.e164, s.last_day FROM phone p LEFT JOIN customer_summary s ON s.customer_id = p.customer_id
    WHERE p.e164 >= ?1 AND p.e164 < ?2 LIMIT ?3";
const BY_PHONE_TAIL: &str = "
    SELECT p.customer_id, p.e164, s.last_day FROM phone p LEFT JOIN customer_summary s ON s.customer_id = p.customer_id
    WHERE p.tail >= ?1 AND p.tail < ?2 AND p.tail <> '' LIMIT ?3";
const BY_NAME: &str = "
    SELECT c.id, c.name_key, s.last_day FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.name_key >= ?1 AND c.name_key < ?2 LIMIT ?3";
const KEY_THERE: &str =
    "SELECT EXISTS (SELECT 1 FROM vehicle WHERE plate_key >= ?1 AND plate_key < ?2)";
const EARLIER_THERE: &str =
    "SELECT EXISTS (SELECT 1 FROM plate_history WHERE plate_key >= ?1 AND plate_key < ?2)";
const TAIL_THERE: &str = "
    SELECT EXISTS (SELECT 1 FROM vehicle WHERE plate_tail >= ?1 AND plate_tail < ?2 AND plate_tail <> '')";
const PHONE_THERE: &str = "SELECT EXISTS (SELECT 1 FROM phone WHERE e164 >= ?1 AND e164 < ?2)";
const HIGHEST: &str = "SELECT coalesce(max(id), 0) FROM customer";
const COUNT: &str = "SELECT count(*) FROM customer";
const LATEST: &str = "
    SELECT customer_id, '', last_day FROM customer_summary ORDER BY last_day DESC, customer_id DESC LIMIT ?1";
const EVERYBODY: &str = "
    SELECT c.id, '', s.last_day FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id
    ORDER BY s.last_day DESC, c.id DESC LIMIT ?1";
const LATEST_VISITS: &str = "
    SELECT t.customer_id, '', s.last_day FROM (SELECT customer_id FROM visit ORDER BY id DESC LIMIT 500) t
    JOIN customer_summary s ON s.customer_id = t.customer_id
    GROUP BY t.customer_id ORDER BY s.last_day DESC, t.customer_id DESC LIMIT ?1";

/// Rows that one question to the file may bring.
const MOST: usize = 300;
/// Up to so many customers a book is read through for its latest visitors.
const SMALL: i64 = 50_000;
/// Behind every text that begins with another.
const LAST: char = char::MAX;

/// One search in a file.
pub(super) struct FileLook<'a> {
    conn: &'a Connection,
    query: &'a Query,
    found: Candidates,
}

impl<'a> FileLook<'a> {
    pub(super) fn new(conn: &'a Connection, query: &'a Query) -> Self {
        Self {
            conn,
            query,
            found: Candidates::default(),
        }
    }

    /// Everybody whom the line finds by a whole number, a beginning or an end; plates and phones
    /// also with one slip, when there are few.
    pub(super) fn run(mut self) -> StoreResult<Candidates> {
        self.plates()?;
        self.codes()?;
        self.phones()?;
        if self.is_whole() {
            self.found.settle();
            return Ok(self.found);
        }
        self.names()?;
        self.found.settle();
        if self.found.list.len() < FEW {
            self.forgiven()?;
            self.found.settle();
        }
        Ok(self.found)
    }

    /// Whether a whole plate, ID or phone was found, and the line cannot be a piece of another.
    fn is_whole(&self) -> bool {
        let exact = self.found.list.iter().any(|one| one.class == Exact);
        exact && self.query.names_one_thing()
    }

    /// Runs over the rows between two texts, as many as are taken at the most.
    fn between(
        &mut self,
        sql: &str,
        from: &str,
        to: &str,
        mut read: impl FnMut(&Row<'_>) -> StoreResult<Option<Candidate>>,
    ) -> StoreResult<()> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query((from, to, i64::try_from(MOST).unwrap_or(i64::MAX)))?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            count += 1;
            self.found.list.extend(read(row)?);
        }
        self.found.more |= count >= MOST;
        Ok(())
    }

    fn beginning(
        &mut self,
        sql: &str,
        begin: &str,
        read: impl FnMut(&Row<'_>) -> StoreResult<Option<Candidate>>,
    ) -> StoreResult<()> {
        self.between(sql, begin, &format!("{begin}{LAST}"), read)
    }

    fn plates(&mut self) -> StoreResult<()> {
        let typed = self.query.key.as_str();
        if typed.is_empty() {
            return Ok(());
        }
        let read = |row: &Row<'_>| plate_row(row, |key| rules::plate(typed, key));
        self.beginning(BY_KEY, typed, read)?;
        self.beginning(BY_EARLIER_KEY, typed, read)?;
        if let Some(number) = typed.find(|c: char| c.is_ascii_digit()) {
            self.beginning(BY_TAIL, &typed[number..], read)?;
        }
        Ok(())
    }

    fn codes(&mut self) -> StoreResult<()> {
        let query = self.query;
        let read = |row: &Row<'_>| {
            let code: String = row.get(1)?;
            let class = match CodeKey::of(&code) {
                CodeKey::Number(number) => rules::number(query, number.into()),
                CodeKey::Foreign(key) => rules::code(query, &key),
            };
            customer_row(row, class.map(|class| (class, Code)))
        };
        for (low, high) in codes::ranges(query) {
            let (low, high) = (customer_code(low.into()), customer_code(high.into()));
            self.between(BY_CODE, &low, &format!("{high}{LAST}"), read)?;
        }
        let exact = query.number.map(customer_code);
        for code in exact.iter().chain(query.typed.iter()) {
            self.beginning(BY_ALIAS, code, read)?;
        }
        for code in &query.typed {
            self.beginning(BY_CODE, code, read)?;
        }
        Ok(())
    }

    fn phones(&mut self) -> StoreResult<()> {
        let query = self.query;
        let Some(typed) = &query.digits else {
            return Ok(());
        };
        let read = |row: &Row<'_>| {
            let digits = phone_digits(row.get_ref(1)?.as_str_or_null().ok().flatten(), "");
            customer_row(
                row,
                rules::phone(query, &digits).map(|class| (class, Phone)),
            )
        };
        for begin in &query.begins {
            self.beginning(BY_PHONE, &format!("+{begin}"), read)?;
        }
        let tail: String = typed.chars().rev().collect();
        self.beginning(BY_PHONE_TAIL, &tail, read)
    }

    fn names(&mut self) -> StoreResult<()> {
        let query = self.query;
        let Some(first) = query.words.first() else {
            return Ok(());
        };
        let read = |row: &Row<'_>| {
            let key: String = row.get(1)?;
            let words: Vec<&str> = key.split(' ').collect();
            let class = rules::name(&query.words, &words, &[]);
            customer_row(row, class.map(|class| (class, Name)))
        };
        let whole = query.words.join(" ");
        self.beginning(BY_NAME, &whole, read)?;
        self.beginning(BY_NAME, first, read)
    }

    /// Plates and phones that may have been meant.
    fn forgiven(&mut self) -> StoreResult<()> {
        let slips = self.query.slips();
        let meant = |row: &Row<'_>| {
            let key: String = row.get(1)?;
            let near = rules::plate_forgiven(&slips.plates, &key);
            let found = plate_row(row, |_| near.map(|_| Forgiven))?;
            Ok(found.zip(near).map(|(one, near)| one.with(near)))
        };
        for slip in &slips.plates {
            let open = slip.chars().count() >= rules::SLIP_BEGINS_PLATE;
            let end = if open { LAST } else { '\0' };
            let end = format!("{slip}{end}");
            for (there, sql) in [(KEY_THERE, BY_KEY), (EARLIER_THERE, BY_EARLIER_KEY)] {
                if self.there(there, slip, &end)? {
                    self.between(sql, slip, &end, meant)?;
                }
            }
            let numbered = slip.starts_with(|c: char| c.is_ascii_digit());
            let end = format!("{slip}{LAST}");
            if numbered && self.there(TAIL_THERE, slip, &end)? {
                self.between(BY_TAIL, slip, &end, meant)?;
            }
        }
        for slip in &slips.phones {
            let open = slip.len() >= rules::SLIP_BEGINS_PHONE;
            let end = if open { LAST } else { '\0' };
            let (slip, end) = (format!("+{slip}"), format!("+{slip}{end}"));
            if self.there(PHONE_THERE, &slip, &end)? {
                let read = |row: &Row<'_>| customer_row(row, Some((Forgiven, Phone)));
                self.between(BY_PHONE, &slip, &end, read)?;
            }
        }
        Ok(())
    }

    /// Whether there is anything between two texts: most slips are nobody's, and this is cheap.
    fn there(&self, sql: &str, from: &str, to: &str) -> StoreResult<bool> {
        let mut statement = self.conn.prepare_cached(sql)?;
        Ok(statement.query_row([from, to], |row| row.get(0))?)
    }
}

/// A vehicle's row: id, key, owner, the owner's newest day, its own newest day.
fn plate_row(
    row: &Row<'_>,
    class: impl Fn(&str) -> Option<crate::domain::MatchClass>,
) -> StoreResult<Option<Candidate>> {
    let key: String = row.get(1)?;
    let Some(class) = class(&key) else {
        return Ok(None);
    };
    let vehicle: i64 = row.get(0)?;
    let rank = match row.get::<_, Option<i64>>(2)? {
        Some(owner) => Rank::new(day_number(maybe_day(row, 3)?), Who::Customer(owner)),
        None => Rank::new(day_number(maybe_day(row, 4)?), Who::Vehicle(vehicle)),
    };
    Ok(Some(Candidate::new(
        class,
        Plate,
        rank,
        Some(VehicleId(vehicle)),
    )))
}

/// A customer's row: id, what is compared, newest day.
fn customer_row(
    row: &Row<'_>,
    how: Option<(crate::domain::MatchClass, crate::domain::MatchField)>,
) -> StoreResult<Option<Candidate>> {
    let Some((class, field)) = how else {
        return Ok(None);
    };
    let who = Who::Customer(row.get(0)?);
    let rank = Rank::new(day_number(maybe_day(row, 2)?), who);
    Ok(Some(Candidate::new(class, field, rank, None)))
}

/// The latest visitors; in a big book among the newest visits only.
pub(super) fn latest(conn: &Connection, limit: usize) -> StoreResult<Candidates> {
    if number(conn, HIGHEST, [])? > SMALL {
        return newest(conn, LATEST_VISITS, limit);
    }
    let found = newest(conn, LATEST, limit)?;
    if found.list.len() < limit {
        // Somebody whom no change touched yet has no summary.
        return newest(conn, EVERYBODY, limit);
    }
    Ok(found)
}

fn newest(conn: &Connection, sql: &str, limit: usize) -> StoreResult<Candidates> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut found = Candidates::default();
    while let Some(row) = rows.next()? {
        found.list.extend(customer_row(row, Some((Exact, Name)))?);
    }
    Ok(found)
}

/// How many customers there are; in a big book the highest number stands for it.
pub(super) fn customers(conn: &Connection) -> StoreResult<usize> {
    let highest = number(conn, HIGHEST, [])?;
    let count = if highest > SMALL {
        highest
    } else {
        number(conn, COUNT, [])?
    };
    Ok(usize::try_from(count).unwrap_or_default())
}

fn number(conn: &Connection, sql: &str, values: impl Params) -> StoreResult<i64> {
    let mut statement = conn.prepare_cached(sql)?;
    Ok(statement.query_row(values, |row| row.get(0))?)
}
