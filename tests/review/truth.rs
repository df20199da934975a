//! The book in tables as the definitions have them, as of the Sunday under review and as of the one
//! before.

use rusqlite::{Connection, OpenFlags, Row};
use serde_json::Value;

use super::books::Book;

pub struct Truth {
    pub conn: Connection,
    pub today: String,
    pub as_of: String,
    pub monday: String,
}

/// `?` is where the names of a table end: nothing for the Sunday, `_before` for the one before.
const TABLES: &str = "
-- A visit is a customer-day with a done receipt of nothing or more, or of an unknown amount.
CREATE TEMP TABLE day? AS
    SELECT customer_id AS c, day AS d FROM main.visit
    WHERE status = 'done' AND customer_id IS NOT NULL AND ifnull(total, 0) >= 0 AND day <= 'DAY'
    GROUP BY customer_id, day;
CREATE TEMP TABLE base? AS
    SELECT c, count(*) AS f, min(d) AS first, max(d) AS last,
           CAST(julianday('DAY') - julianday(max(d)) AS INTEGER) AS silent,
           CAST(julianday('DAY') - julianday(min(d)) AS INTEGER) AS known,
           (SELECT ifnull(sum(total), 0) FROM main.visit v
            WHERE v.customer_id = c AND v.status = 'done' AND v.day <= 'DAY') AS m
    FROM day? GROUP BY c;
CREATE TEMP TABLE score? AS
    SELECT *, 5 - 5 * (rank() OVER (ORDER BY silent) - 1) / count(*) OVER () AS sr,
              1 + 5 * (rank() OVER (ORDER BY f) - 1) / count(*) OVER () AS sf,
              1 + 5 * (rank() OVER (ORDER BY m) - 1) / count(*) OVER () AS sm
    FROM base?;
CREATE TEMP TABLE seg? AS
    SELECT *, CASE
        WHEN sr <= 2 AND sf <= 2 THEN 'hibernating'
        WHEN sr <= 2 AND sf <= 4 THEN 'at_risk'
        WHEN sr <= 2 THEN 'cant_lose'
        WHEN sr = 3 AND sf <= 2 THEN 'about_to_sleep'
        WHEN sr = 3 AND sf = 3 THEN 'need_attention'
        WHEN sr = 3 THEN 'loyal'
        WHEN sr = 4 AND sf = 1 THEN 'promising'
        WHEN sr = 4 AND sf <= 3 THEN 'potential_loyalist'
        WHEN sr = 4 THEN 'loyal'
        WHEN sf = 1 THEN 'new'
        WHEN sf <= 3 THEN 'potential_loyalist'
        ELSE 'champion' END AS segment
    FROM score?;
-- The gaps of whoever has four visits, their median doubled, and the longest.
CREATE TEMP TABLE rhythm? AS
    WITH gap AS (SELECT c, CAST(julianday(d) - julianday(lag(d) OVER (PARTITION BY c ORDER BY d)) AS INTEGER) AS g FROM day?),
         placed AS (SELECT c, g, row_number() OVER (PARTITION BY c ORDER BY g) AS at, count(*) OVER (PARTITION BY c) AS n FROM gap WHERE g IS NOT NULL)
    SELECT c, sum(CASE WHEN at = (n + 1) / 2 THEN g ELSE 0 END) + sum(CASE WHEN at = n / 2 + 1 THEN g ELSE 0 END) AS g2,
           max(g) AS longest
    FROM placed GROUP BY c HAVING n >= 3;
CREATE TEMP TABLE pace? AS
    SELECT s.*, r.g2, CASE
        WHEN r.g2 IS NULL THEN 'too_few_visits'
        WHEN 2 * silent <= g2 THEN CASE WHEN (g2 + 1) / 2 - silent <= 7 THEN 'due_this_week' ELSE 'on_rhythm' END
        WHEN silent <= g2 OR silent <= longest OR silent < 14 THEN 'due_now'
        WHEN silent <= 2 * g2 OR silent < 30 THEN 'overdue'
        ELSE 'sleeping' END AS pace
    FROM seg? s LEFT JOIN rhythm? r ON r.c = s.c;";

impl Truth {
    pub fn of(book: &Book, review: &Value) -> Truth {
        let conn =
            Connection::open_with_flags(book.file(), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        let text = |sql: &str| -> String { conn.query_row(sql, [], |row| row.get(0)).unwrap() };
        // The last Sunday before today: 0 is a Sunday to SQLite.
        let today = book.today;
        let as_of = text(&format!(
            "SELECT date('{today}', '-1 day', '-' || strftime('%w', '{today}', '-1 day') || ' days')"
        ));
        let monday = text(&format!("SELECT date('{as_of}', '-6 days')"));
        let before = text(&format!("SELECT date('{as_of}', '-7 days')"));
        assert_eq!(review["as_of"], as_of.as_str());
        assert_eq!(review["since"], monday.as_str());
        assert_eq!(review["today"], today);
        for (ending, day) in [("", &as_of), ("_before", &before)] {
            let tables = TABLES.replace('?', ending).replace("DAY", day);
            conn.execute_batch(&tables).unwrap();
        }
        Truth {
            today: today.to_owned(),
            as_of,
            monday,
            conn,
        }
    }

    /// The rows of a question. `AS_OF`, `MONDAY` and `TODAY` stand for the days.
    pub fn rows<T>(&self, sql: &str, read: impl Fn(&Row<'_>) -> T) -> Vec<T> {
        let sql = sql
            .replace("AS_OF", &format!("'{}'", self.as_of))
            .replace("MONDAY", &format!("'{}'", self.monday))
            .replace("TODAY", &format!("'{}'", self.today));
        let mut statement = self.conn.prepare(&sql).unwrap();
        let rows = statement.query_map([], |row| Ok(read(row))).unwrap();
        rows.map(Result::unwrap).collect()
    }

    /// One whole number.
    pub fn number(&self, sql: &str) -> i64 {
        self.rows(sql, |row| row.get(0).unwrap())[0]
    }

    /// One number.
    pub fn real(&self, sql: &str) -> f64 {
        self.rows(sql, |row| row.get(0).unwrap())[0]
    }
}

/// Two numbers are the same but for the last digits of a float.
pub fn close(said: &Value, truth: f64, about: &str) {
    let said = said.as_f64().unwrap_or_else(|| panic!("{about}: {said}"));
    assert!(
        (said - truth).abs() <= 1e-9 * truth.abs().max(1.0),
        "{about}: {said}, and not {truth}"
    );
}
