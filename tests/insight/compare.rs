//! Expected against actual, each number within its tolerance (`tolerances.json`).

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
pub struct Tolerances {
    json: Vec<Rule>,
    csv: BTreeMap<String, Rule>,
}

/// How near is near enough; the first rule whose path fits counts.
#[derive(Deserialize, Default)]
struct Rule {
    #[serde(default)]
    path: String,
    #[serde(default)]
    ignore: bool,
    #[serde(default)]
    exact: bool,
    abs: Option<f64>,
    rel: Option<f64>,
    #[serde(default)]
    skip_near: Vec<f64>,
}

impl Rule {
    fn allows(&self, expected: f64, actual: f64) -> bool {
        let least = if self.rel.is_some() { 0.0 } else { 1e-9 };
        let most = self.abs.unwrap_or(least) + self.rel.unwrap_or(0.0) * expected.abs();
        actual.is_finite() && (actual - expected).abs() <= most
    }
}

impl Tolerances {
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("tolerances");
        serde_json::from_str(&text).expect("tolerances are JSON")
    }

    /// Where two answers differ; fields of the names in `unanswered` may be absent.
    pub fn differences(
        &self,
        expected: &Value,
        actual: &Value,
        unanswered: &[&str],
    ) -> Vec<String> {
        let mut wrong = Vec::new();
        self.walk(expected, actual, "", unanswered, &mut wrong);
        wrong
    }

    fn walk(
        &self,
        expected: &Value,
        actual: &Value,
        path: &str,
        may: &[&str],
        wrong: &mut Vec<String>,
    ) {
        let rule = self.json.iter().find(|rule| fits(&rule.path, path));
        if rule.is_some_and(|rule| rule.ignore) {
            return;
        }
        let below = |name: &str| format!("{path}{}{name}", if path.is_empty() { "" } else { "." });
        match (expected, actual) {
            (Value::Object(fields), Value::Object(_)) => {
                for (name, value) in fields {
                    match actual.get(name) {
                        Some(actual) => self.walk(value, actual, &below(name), may, wrong),
                        None if may.contains(&name.as_str()) => {}
                        None => self.absent(&below(name), wrong),
                    }
                }
            }
            (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
                for (at, (value, actual)) in items.iter().zip(others).enumerate() {
                    self.walk(value, actual, &below(&at.to_string()), may, wrong);
                }
            }
            (Value::Number(number), Value::Number(other)) if !number.is_i64() || rule.is_some() => {
                let [number, other] = [number, other].map(|n| n.as_f64().expect("a number"));
                if !rule.unwrap_or(&Rule::default()).allows(number, other) {
                    wrong.push(format!("{path}: expected {number}, got {other}"));
                }
            }
            _ if expected == actual => {}
            _ => wrong.push(format!("{path}: expected {expected}, got {actual}")),
        }
    }

    fn absent(&self, path: &str, wrong: &mut Vec<String>) {
        let ignored = self.json.iter().find(|rule| fits(&rule.path, path));
        if !ignored.is_some_and(|rule| rule.ignore) {
            wrong.push(format!("{path}: not answered"));
        }
    }

    /// Where two tables of customers differ.
    pub fn rows(&self, expected: &str, actual: &str) -> Vec<String> {
        let (expected, actual) = (table(expected), table(actual));
        let names = |table: &BTreeMap<String, _>| table.keys().cloned().collect::<Vec<_>>();
        if names(&expected) != names(&actual) {
            return vec!["other customers".to_owned()];
        }
        let mut wrong = Vec::new();
        for (name, cells) in &expected {
            for (column, cell) in cells {
                let got = actual[name].get(column).map_or("", String::as_str);
                if !self.same_cell(column, cell, got, cells) {
                    wrong.push(format!("{name}.{column}: expected {cell}, got {got}"));
                }
            }
        }
        wrong
    }

    fn same_cell(&self, column: &str, expected: &str, actual: &str, row: &Row) -> bool {
        let Some(rule) = self.csv.get(column) else {
            return expected == actual;
        };
        if rule.exact {
            let alive: Option<f64> = row.get("p_alive").and_then(|cell| cell.parse().ok());
            let near = |edge: &f64| alive.is_some_and(|alive| (alive - edge).abs() < 0.005);
            return expected == actual || rule.skip_near.iter().any(near);
        }
        match (expected.parse(), actual.parse()) {
            (Ok(expected), Ok(actual)) => rule.allows(expected, actual),
            _ => expected == actual,
        }
    }
}

type Row = BTreeMap<String, String>;

fn table(text: &str) -> BTreeMap<String, Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<Row> = reader
        .deserialize()
        .map(|row| row.expect("a row"))
        .collect();
    rows.into_iter()
        .map(|row| (row["customer_id"].clone(), row))
        .collect()
}

/// Whether a path fits a pattern in which `*` stands for any text.
fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern == path,
        Some((start, rest)) => path.strip_prefix(start).is_some_and(|path| {
            let mut ends = (0..=path.len()).filter(|end| path.is_char_boundary(*end));
            ends.any(|end| fits(rest, &path[end..]))
        }),
    }
}

#[test]
fn a_wrong_number_is_found() {
    let rules = Tolerances::read(&super::here("tolerances.json"));
    let wrong = |expected: Value, actual: Value| rules.differences(&expected, &actual, &[]).len();
    let fit = |r: f64| json!({"fits": {"mbg_map": {"params": [r]}}});
    assert_eq!(wrong(fit(0.5), fit(0.5004)), 0);
    assert_eq!(wrong(fit(0.5), fit(0.501)), 1);
    assert_eq!(wrong(json!({"a": 1}), json!({"a": 2})), 1);
    assert_eq!(wrong(json!({"a": 0.5}), json!({"a": 0.5 + 1e-8})), 1);
    assert_eq!(wrong(json!({"a": 1}), json!({})), 1);
    assert_eq!(wrong(json!({"a": [1, 2]}), json!({"a": [1]})), 1);
}
