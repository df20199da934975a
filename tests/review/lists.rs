//! Those of whom the visits say nothing: never served, birthdays.

use serde_json::Value;

use super::truth::Truth;

pub fn check(truth: &Truth, review: &Value) {
    never(truth, review);
    birthdays(truth, review);
}

fn codes(list: &Value) -> Vec<&str> {
    let rows = list.as_array().unwrap().iter();
    rows.map(|row| row["customer_id"].as_str().unwrap())
        .collect()
}

fn never(truth: &Truth, review: &Value) {
    let sql = "SELECT code FROM main.customer c WHERE id NOT IN (SELECT c FROM base)
        AND (substr(created_at, 1, 10) <= AS_OF OR NOT EXISTS
            (SELECT 1 FROM main.visit v WHERE v.customer_id = c.id AND v.status = 'done' AND ifnull(total, 0) >= 0))
        AND NOT EXISTS (SELECT 1 FROM main.visit v WHERE v.customer_id = c.id AND v.status = 'open'
                        AND julianday(v.day) > julianday(AS_OF) - 30)
        ORDER BY id DESC";
    let never: Vec<String> = truth.rows(sql, |row| row.get(0).unwrap());
    assert_eq!(review["never_served"], never.len());
    assert_eq!(codes(&review["never_served_latest"]), never);
}

/// Whose birthday, 29 February kept on the 28th in other years, lies in the two weeks from today on,
/// and who has not refused to be greeted or contacted.
fn birthdays(truth: &Truth, review: &Value) {
    let sql = "WITH RECURSIVE ahead(k, d) AS (SELECT 0, TODAY UNION ALL SELECT k + 1, date(d, '+1 day') FROM ahead WHERE k < 13)
        SELECT code, d, CASE WHEN birth_year < substr(d, 1, 4) THEN substr(d, 1, 4) - birth_year END
        FROM ahead JOIN main.customer c ON c.kind = 'person' AND (
            (birth_month = CAST(substr(d, 6, 2) AS INTEGER) AND birth_day = CAST(substr(d, 9, 2) AS INTEGER))
            OR (birth_month = 2 AND birth_day = 29 AND substr(d, 6) = '02-28' AND substr(date(d, '+1 day'), 6) = '03-01'))
        AND NOT EXISTS (SELECT 1 FROM main.consent n
            WHERE n.customer_id = c.id AND n.purpose IN ('birthday', 'contact') AND n.state = 'no'
            AND n.id = (SELECT max(m.id) FROM main.consent m
                WHERE m.customer_id = n.customer_id AND m.purpose = n.purpose))
        ORDER BY k, id";
    let ahead: Vec<(String, String, Option<i64>)> = truth.rows(sql, |row| {
        (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        )
    });
    let said = review["birthdays"].as_array().unwrap().iter().map(|row| {
        let text = |field: &str| row[field].as_str().unwrap().to_owned();
        (text("customer_id"), text("day"), row["turns"].as_i64())
    });
    assert_eq!(said.collect::<Vec<_>>(), ahead);
}
