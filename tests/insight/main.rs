//! The findings held against published truth: every case in which the arithmetic was done by
//! others (`cases`, and where they lie beside the project, the large ones).

#![expect(clippy::expect_used, reason = "a test may say what it expects")]
#![expect(clippy::print_stdout, reason = "a skipped test says what it needs")]

mod compare;

use std::path::{Path, PathBuf};
use std::process::Command;

use compare::Tolerances;
use serde_json::Value;

/// What the program answers to a case, and its table of customers.
struct Answer {
    json: Value,
    customers: Option<String>,
}

fn here(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/insight")
        .join(name)
}

fn tolerances() -> Tolerances {
    Tolerances::read(&here("tolerances.json"))
}

fn answer(case: &Path) -> Answer {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("customers.csv");
    let mut kenal = Command::new(env!("CARGO_BIN_EXE_kenal"));
    kenal.args(["--config", "none", "insight", "--json", "--case"]);
    kenal.arg(case.join("case.json"));
    for (word, file) in [
        ("--transactions", "transactions.csv"),
        ("--contacts", "contacts.csv"),
    ] {
        if case.join(file).exists() {
            kenal.arg(word).arg(case.join(file));
        }
    }
    let done = kenal
        .arg("--customers")
        .arg(&table)
        .output()
        .expect("kenal runs");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{}: {said}", case.display());
    Answer {
        json: serde_json::from_slice(&done.stdout).expect("JSON"),
        customers: std::fs::read_to_string(&table).ok(),
    }
}

/// Compares all that is published, but sections that are another model's own.
fn holds(case: &Path, unanswered: &[&str]) {
    let answer = answer(case);
    let expected = std::fs::read_to_string(case.join("expected.json")).expect("the truth");
    let expected: Value = serde_json::from_str(&expected).expect("JSON");
    let mut wrong = tolerances().differences(&expected, &answer.json, unanswered);
    if let Ok(expected) = std::fs::read_to_string(case.join("expected_customers.csv")) {
        let actual = answer.customers.expect("a table of customers");
        wrong.extend(tolerances().rows(&expected, &actual));
    }
    assert!(
        wrong.is_empty(),
        "{}:\n{}",
        case.display(),
        wrong.join("\n")
    );
}

/// A case that is not part of the project.
fn large_folder(name: &str) -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    let case = beside.join("shared/analytics/cases").join(name);
    if !case.exists() {
        println!("skipped: needs the published case {name}");
        return None;
    }
    Some(case)
}

fn large(name: &str, unanswered: &[&str]) {
    if let Some(case) = large_folder(name) {
        holds(&case, unanswered);
    }
}

#[test]
fn formulas_at_published_arguments_give_published_values() {
    holds(&here("cases/formulas"), &[]);
}

#[test]
fn a_shop_that_can_be_checked_with_a_pencil() {
    holds(&here("cases/tiny_shop"), &[]);
}

#[test]
fn cdnow_gives_the_published_estimates_and_predictions() {
    large("cdnow_sample", &["pnbd_mle"]);
}

#[test]
fn online_retail_with_refunds_and_no_visible_loss() {
    large("online_retail_even", &[]);
}

#[test]
fn orders_scored_by_rank() {
    large("rfm_orders", &[]);
}

/// CDNOW in weeks at the published parameters (Fader, Hardie, Lee 2005; conventions of `lifetimes`).
#[test]
fn the_published_likelihoods_are_those_published() {
    use kenal::insight::model::{Churn, History, Kind, Pareto};
    let Some(folder) = large_folder("cdnow_sample") else {
        return;
    };
    let histories = weeks(&folder);
    let bg = Churn {
        kind: Kind::Bg,
        r: 0.242_593,
        alpha: 4.413_532,
        a: 0.792_886,
        b: 2.425_753,
    };
    let mbg = Churn {
        kind: Kind::Mbg,
        r: 0.524_838,
        alpha: 6.182_992,
        a: 0.891_356,
        b: 1.613_999,
    };
    let pareto = Pareto {
        r: 0.553_276,
        alpha: 10.577_61,
        s: 0.606_214,
        beta: 11.667_91,
    };
    let sum = |ll: &dyn Fn(History) -> f64| histories.iter().map(|one| ll(*one)).sum::<f64>();
    for (found, published) in [
        (sum(&|one| bg.log_likelihood(one)), -9582.4256),
        (sum(&|one| mbg.log_likelihood(one)), -9582.1327),
        (sum(&|one| pareto.log_likelihood(one)), -9594.9739),
    ] {
        assert!(
            (found - published).abs() < 0.01,
            "{found} is not {published}"
        );
    }
}

fn weeks(case: &Path) -> Vec<kenal::insight::model::History> {
    let mut reader = csv::Reader::from_path(case.join("transactions.csv")).expect("receipts");
    let mut days = std::collections::BTreeMap::<String, Vec<chrono::NaiveDate>>::new();
    for row in reader.records() {
        let row = row.expect("a row");
        let day: chrono::NaiveDate = row[1].parse().expect("a day");
        days.entry(row[0].to_owned()).or_default().push(day);
    }
    let end = chrono::NaiveDate::from_ymd_opt(1997, 9, 30).expect("a day");
    let weeks = |from: chrono::NaiveDate, to: chrono::NaiveDate| {
        f64::from(u32::try_from((to - from).num_days()).expect("in order")) / 7.0
    };
    let history = |mut days: Vec<chrono::NaiveDate>| {
        days.retain(|day| *day <= end);
        days.sort_unstable();
        days.dedup();
        let (first, last) = (*days.first()?, *days.last()?);
        Some(kenal::insight::model::History {
            repeats: u32::try_from(days.len() - 1).expect("few"),
            span: weeks(first, last),
            known: weeks(first, end),
        })
    };
    days.into_values().filter_map(history).collect()
}
