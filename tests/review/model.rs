//! The prediction once more: `kenal insight` on the same receipts.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::books::Book;
use super::truth::Truth;

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
    let again = insight(book, truth);
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
fn insight(book: &Book, truth: &Truth) -> Value {
    let case = json!({
        "name": "book", "kind": "transactions", "as_of": truth.as_of, "exponent": 0,
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
        "--json",
    ]);
    serde_json::from_str(&said).unwrap()
}
