//! The prediction once more: `kenal insight` on the same receipts.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::books::Book;
use super::truth::{Truth, close};

pub fn check(book: &Book, truth: &Truth, review: &Value) {
    let told = &review["prediction"];
    for (field, sql) in [
        ("customers", "SELECT count(*) FROM base"),
        ("returning", "SELECT count(*) FROM base WHERE f > 1"),
        ("repeat_visits", "SELECT ifnull(sum(f - 1), 0) FROM base"),
        ("days", "SELECT ifnull(max(known), 0) FROM base"),
    ] {
        assert_eq!(told["trained_on"][field], truth.number(sql), "{field}");
    }
    back(book, truth, review);
    margin(truth, told);
    let again = insight(book, truth, &truth.as_of);
    assert_eq!(told["shown"], again["numbers_may_be_shown"]);
    assert_eq!(told["why_not"].is_null(), told["shown"] == true);
    let tried = &again["backtest_90d"];
    assert_eq!(told["backtest"].is_null(), tried.is_null());
    if !tried.is_null() {
        assert_eq!(told["backtest"]["actual"], tried["actual"]);
        assert_eq!(told["backtest"]["customers"], tried["customers"]);
        near(
            &told["backtest"]["predicted"],
            &tried["predicted"],
            "back-test",
        );
    }
    let fitted = &again["fits"]["mbg_map"];
    for (at, name) in ["r", "alpha", "a", "b"].into_iter().enumerate() {
        near(&told["parameters"][name], &fitted["params"][at], name);
    }
    for (at, name) in ["p", "q", "gamma"].into_iter().enumerate() {
        near(
            &told["parameters"][name],
            &again["fits"]["gg_map_all_visits"]["params"][at],
            name,
        );
    }
    if told["shown"] == true {
        near(
            &told["visits_90_days"],
            &again["totals_fitted"]["visits_next"],
            "visits ahead",
        );
    }
}

/// What is earned of done visits whose cost is known: of the whole, or of every line with an amount.
fn margin(truth: &Truth, told: &Value) {
    let sql = "
        WITH line AS (SELECT visit_id, max(amount IS NOT NULL AND cost IS NULL) AS unknown,
                             count(amount) AS paid, sum(cost) AS cost
                      FROM main.visit_line GROUP BY visit_id),
             known AS (SELECT total, CASE WHEN unknown = 0 AND paid > 0 THEN line.cost ELSE v.cost END AS cost
                       FROM main.visit v LEFT JOIN line ON visit_id = v.id
                       WHERE status = 'done' AND customer_id IS NOT NULL)
        SELECT 1.0 - 1.0 * sum(cost) / sum(total) FROM known WHERE total IS NOT NULL AND cost IS NOT NULL";
    match truth.rows(sql, |row| row.get::<_, Option<f64>>(0).unwrap())[0] {
        Some(share) => close(&told["margin"], share, "margin"),
        None => assert!(told["margin"].is_null()),
    }
}

/// Who came this week, and was gone by the label of the Sunday before.
fn back(book: &Book, truth: &Truth, review: &Value) {
    let before: Vec<String> =
        truth.rows("SELECT date(MONDAY, '-1 day')", |row| row.get(0).unwrap());
    insight(book, truth, &before[0]);
    let table = std::fs::read_to_string(book.path("customers.csv")).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .map(|line| line.split(',').collect())
        .collect();
    let label = rows[0]
        .iter()
        .position(|name| *name == "owner_label")
        .unwrap();
    let gone =
        |row: &&Vec<&str>| ["asleep", "drifting_away", "probably_lost"].contains(&row[label]);
    let gone: Vec<&str> = rows.iter().filter(gone).map(|row| row[0]).collect();
    assert!(!gone.is_empty(), "somebody is always gone");
    let sql = "SELECT code FROM base JOIN main.customer ON id = c WHERE last >= MONDAY ORDER BY m DESC, id";
    let mut came: Vec<String> = truth.rows(sql, |row| row.get(0).unwrap());
    came.retain(|code| gone.contains(&code.as_str()));
    let said = review["back"].as_array().unwrap().iter();
    let said: Vec<&str> = said
        .map(|row| row["customer_id"].as_str().unwrap())
        .collect();
    assert_eq!(said, came);
}

/// Climbing a hill on two ways ends a hair apart.
fn near(said: &Value, again: &Value, about: &str) {
    match (said.as_f64(), again.as_f64()) {
        (Some(said), Some(again)) => assert!(
            (said - again).abs() <= 1e-6 * again.abs().max(1e-3),
            "{about}: {said}, and again {again}"
        ),
        _ => assert!(
            said.is_null() && again.is_null(),
            "{about}: {said}, and again {again}"
        ),
    }
}

/// The receipts of the book as a case.
fn insight(book: &Book, truth: &Truth, as_of: &str) -> Value {
    let case = json!({
        "name": "book", "kind": "transactions", "as_of": as_of, "exponent": 0,
        "margin": 1.0, "annual_discount": 0.1, "horizon_days": 1095, "predict_days": 90,
    });
    let receipts: Vec<(String, String, i64)> = truth.rows(
        "SELECT code, day, ifnull(total, 0) FROM main.visit v JOIN main.customer c ON c.id = v.customer_id
         WHERE status = 'done' AND day <= AS_OF",
        |row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap()),
    );
    let mut table = "customer_id,date,amount\n".to_owned();
    for (code, day, amount) in receipts {
        let _ = writeln!(table, "{code},{day},{amount}");
    }
    let [case_file, receipts] =
        [("case.json", case.to_string()), ("receipts.csv", table)].map(|(name, text)| {
            std::fs::write(book.path(name), text).unwrap();
            book.path(name).to_str().unwrap().to_owned()
        });
    let said = book.run(&[
        "insight",
        "--case",
        &case_file,
        "--transactions",
        &receipts,
        "--customers",
        "customers.csv",
        "--json",
    ]);
    serde_json::from_str(&said).unwrap()
}
