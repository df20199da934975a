//! Totals, the week, the concentration, the map, moves, cohorts.

use serde_json::{Value, json};

use super::truth::{Truth, close};

pub fn check(truth: &Truth, review: &Value) {
    totals(truth, review);
    week(truth, review);
    concentration(truth, &review["pareto"]);
    map(truth, review);
    moves(truth, review);
    cohorts(truth, review);
}

fn totals(truth: &Truth, review: &Value) {
    let totals = &review["totals"];
    for (field, sql) in [
        ("customers", "SELECT count(*) FROM base"),
        ("returning", "SELECT count(*) FROM base WHERE f > 1"),
        ("visits", "SELECT ifnull(sum(f), 0) FROM base"),
        ("money", "SELECT ifnull(sum(m), 0) FROM base"),
    ] {
        assert_eq!(totals[field], truth.number(sql), "{field}");
    }
    close(
        &totals["repeat_rate"],
        truth.real("SELECT avg(f > 1) FROM base"),
        "repeat rate",
    );
}

/// One week and the eight before it, newest first: visits, money, new, returning.
const WEEKS: &str = "
    WITH RECURSIVE w(k, a, z) AS (
        SELECT 0, MONDAY, AS_OF UNION ALL
        SELECT k + 1, date(a, '-7 days'), date(z, '-7 days') FROM w WHERE k < 8)
    SELECT (SELECT count(*) FROM day WHERE d BETWEEN a AND z),
           (SELECT ifnull(sum(total), 0) FROM main.visit WHERE status = 'done' AND day BETWEEN a AND z),
           (SELECT count(*) FROM base WHERE first BETWEEN a AND z),
           (SELECT count(DISTINCT day.c) FROM day JOIN base ON base.c = day.c WHERE d BETWEEN a AND z AND first < a)
    FROM w ORDER BY k";

fn week(truth: &Truth, review: &Value) {
    let read = |row: &rusqlite::Row<'_>| [0, 1, 2, 3].map(|at| row.get::<_, i64>(at).unwrap());
    let weeks: Vec<[i64; 4]> = truth.rows(WEEKS, read);
    let flow = |flow: [i64; 4]| json!({"visits": flow[0], "money": flow[1], "new": flow[2], "returning": flow[3]});
    assert_eq!(review["flow"], flow(weeks[0]));
    for (at, figure) in ["visits", "money", "new", "returning"].iter().enumerate() {
        let mut before: Vec<i64> = weeks[1..].iter().map(|week| week[at]).collect();
        before.sort_unstable();
        let sum = before[(before.len() - 1) / 2] + before[before.len() / 2];
        // Money has no halves.
        let sum = if *figure == "money" {
            sum + sum % 2
        } else {
            sum
        };
        let usual = review["usual"][figure].as_f64().unwrap() * 2.0;
        assert_eq!(usual.to_string(), sum.to_string(), "{figure}");
    }
}

fn concentration(truth: &Truth, pareto: &Value) {
    let placed = "WITH v AS (SELECT max(0, m) AS v FROM base),
        best AS (SELECT v, row_number() OVER (ORDER BY v DESC) AS at, sum(v) OVER (ORDER BY v DESC ROWS UNBOUNDED PRECEDING) AS sum FROM v),
        up AS (SELECT v, row_number() OVER (ORDER BY v) AS i FROM v),
        whole AS (SELECT count(*) AS n, sum(v) AS total FROM v)";
    let ask = |select: &str| format!("{placed} {select}");
    assert_eq!(
        pareto["customers_for_80"],
        truth.number(&ask(
            "SELECT min(at) FROM best, whole WHERE 5 * sum >= 4 * total"
        ))
    );
    assert_eq!(
        pareto["top_20"],
        truth.number(&ask("SELECT (n + 4) / 5 FROM whole"))
    );
    close(
        &pareto["share_of_top_20"],
        truth.real(&ask(
            "SELECT 1.0 * max(sum) / total FROM best, whole WHERE at <= (n + 4) / 5",
        )),
        "best fifth",
    );
    close(
        &pareto["gini"],
        truth.real(&ask(
            "SELECT 1.0 * (2 * sum(i * v) - (n + 1) * total) / (n * total) FROM up, whole",
        )),
        "Gini",
    );
    for tenth in 1..=10 {
        let sql = format!(
            "SELECT 1.0 * max(sum) / total FROM best, whole WHERE at <= ({tenth} * n + 9) / 10"
        );
        close(
            &pareto["deciles"][tenth - 1],
            truth.real(&ask(&sql)),
            "tenths",
        );
    }
}

fn map(truth: &Truth, review: &Value) {
    for segment in review["rfm"]["segments"].as_array().unwrap() {
        let name = segment["name"].as_str().unwrap();
        let of =
            |what: &str| truth.number(&format!("SELECT {what} FROM seg WHERE segment = '{name}'"));
        assert_eq!(segment["customers"], of("count(*)"), "{name}");
        assert_eq!(segment["value"], of("ifnull(sum(m), 0)"), "{name}");
    }
    assert_eq!(review["rfm"]["segments"].as_array().unwrap().len(), 10);
    let thresholds = &review["rfm"]["thresholds"];
    for (field, value, score) in [
        ("recency_days", "silent", "sr"),
        ("visits", "f", "sf"),
        ("money", "m", "sm"),
    ] {
        for at in 1..=5_usize {
            let sql = format!("SELECT min({value}), max({value}) FROM score WHERE {score} = {at}");
            let read = |row: &rusqlite::Row<'_>| {
                row.get::<_, Option<i64>>(0)
                    .unwrap()
                    .zip(row.get(1).unwrap())
            };
            let span: Option<(i64, i64)> = truth.rows(&sql, read)[0];
            let span = span.map_or(Value::Null, |(from, to)| json!({"from": from, "to": to}));
            assert_eq!(thresholds[field][at - 1], span, "{field} {at}");
        }
    }
}

fn moves(truth: &Truth, review: &Value) {
    let sql = "SELECT b.segment, s.segment, count(*) FROM seg s LEFT JOIN seg_before b ON b.c = s.c
        WHERE b.segment IS NOT s.segment GROUP BY 1, 2";
    let mut truth: Vec<(Option<String>, String, i64)> = truth.rows(sql, |row| {
        (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        )
    });
    let said = review["moves"].as_array().unwrap().iter().map(|one| {
        let text = |field: &str| one[field].as_str().map(str::to_owned);
        (
            text("from"),
            text("to").unwrap(),
            one["customers"].as_i64().unwrap(),
        )
    });
    let mut said: Vec<_> = said.collect();
    let counts: Vec<i64> = said.iter().map(|one| one.2).collect();
    assert!(
        counts.is_sorted_by(|one, next| one >= next),
        "the most first: {counts:?}"
    );
    truth.sort();
    said.sort();
    assert_eq!(said, truth);
}

fn cohorts(truth: &Truth, review: &Value) {
    let sql = "WITH born AS (SELECT c, substr(first, 1, 7) AS month FROM base)
        SELECT month, 12 * (substr(d, 1, 4) - substr(month, 1, 4)) + substr(d, 6, 2) - substr(month, 6, 2), count(DISTINCT day.c)
        FROM day JOIN born ON born.c = day.c GROUP BY 1, 2";
    let came: Vec<(String, i64, i64)> = truth.rows(sql, |row| {
        (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        )
    });
    let cohorts = review["cohorts"].as_array().unwrap();
    let mut cells = 0;
    for cohort in cohorts {
        for (after, active) in cohort["active"].as_array().unwrap().iter().enumerate() {
            let after = i64::try_from(after).unwrap();
            let cell = came
                .iter()
                .find(|(month, at, _)| cohort["month"] == month.as_str() && *at == after);
            assert_eq!(
                *active,
                cell.map_or(0, |cell| cell.2),
                "{} + {after}",
                cohort["month"]
            );
            cells += usize::from(cell.is_some());
        }
    }
    assert_eq!(cells, came.len(), "no month is missing");
    // Everybody together, as far as a month is over.
    let over = truth.number("SELECT strftime('%d', AS_OF, '+1 day') = '01'");
    for kept in review["retention"].as_array().unwrap() {
        let after = kept["months_after"].as_i64().unwrap();
        let sql = format!("SELECT count(*) FROM base WHERE
            12 * (substr(AS_OF, 1, 4) - substr(first, 1, 4)) + substr(AS_OF, 6, 2) - substr(first, 6, 2) >= {after} + (1 - {over})");
        let all = truth.number(&sql);
        assert_eq!(kept["customers"], all, "{after}");
        let months: Vec<&str> = cohorts
            .iter()
            .filter(|cohort| {
                let width = i64::try_from(cohort["active"].as_array().unwrap().len()).unwrap();
                after < width - (1 - over)
            })
            .map(|cohort| cohort["month"].as_str().unwrap())
            .collect();
        let sum: i64 = came
            .iter()
            .filter(|(month, at, _)| *at == after && months.contains(&month.as_str()))
            .map(|cell| cell.2)
            .sum();
        assert_eq!(kept["came"], sum, "{after}");
    }
}
