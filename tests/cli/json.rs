//! The fields that programs rely on. They may grow, not change.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::support::{Book, has, names};

const NULL: Value = Value::Null;

#[test]
fn the_card_has_every_documented_field() {
    let book = Book::garage();
    for number in 1..=12 {
        let shown = book.json(["show", &format!("C-{number:05}"), "--json"]);
        has(
            &shown,
            "customer vehicles last_visit usual due points terms alerts complaints follow_ups
             preferences visits spent value say",
        );
        for later in ["complaints", "follow_ups"] {
            assert_eq!(shown[later], NULL, "{later}");
        }
        points(&shown["points"]);
        customer(&shown["customer"]);
        for vehicle in shown["vehicles"].as_array().unwrap() {
            has(vehicle, "plate make model year odometer since until");
        }
        if shown["last_visit"] != NULL {
            visit(&shown["last_visit"]);
        }
        has(&shown["usual"], "oil mechanic visits_between_days");
        // A rhythm takes four visits.
        let rhythm = shown["usual"]["visits_between_days"].is_u64();
        let days = shown["value"]["visit_days"].as_u64().unwrap_or(0);
        assert_eq!(rhythm, days >= 4, "{shown}");
        for due in shown["due"].as_array().unwrap() {
            has(due, "service plate date odometer confidence status why");
            let status = due["status"].as_str().unwrap();
            assert!(["late", "now", "soon", "later"].contains(&status));
        }
        assert!(shown["alerts"].is_array() && shown["preferences"].is_object());
        assert!(shown["visits"].is_u64() && shown["spent"].is_i64());
        assert!(shown["say"].as_str().unwrap().ends_with('.'));
    }
}

fn points(points: &Value) {
    has(points, "balance worth lapsing");
    // One is worth Rp 100 at the start.
    let balance = points["balance"].as_i64().unwrap();
    assert_eq!(points["worth"].as_i64(), Some(balance * 100));
    let lapsing = points["lapsing"].as_array().unwrap();
    let lapse: i64 = lapsing
        .iter()
        .filter_map(|lot| lot["points"].as_i64())
        .sum();
    assert_eq!(lapse, balance.max(0), "all of them lapse within a year");
    for lot in lapsing {
        has(lot, "date points");
    }
}

fn customer(customer: &Value) {
    has(
        customer,
        "id aliases name honorific kind phones email birthday stage tier buying_type alert notes
         consent fields",
    );
    assert_eq!(customer["buying_type"], NULL);
    let tiers = ["Bronze", "Silver", "Gold", "Platinum"];
    assert!(tiers.contains(&customer["tier"].as_str().unwrap()));
    let rungs = [
        "suspect",
        "first_time",
        "repeat",
        "regular",
        "loyal",
        "advocate",
    ];
    assert!(rungs.contains(&customer["stage"].as_str().unwrap()));
    let kind = customer["kind"].as_str().unwrap();
    assert!(["person", "company"].contains(&kind));
    if customer["birthday"] != NULL {
        assert_eq!(names(&customer["birthday"]), ["day", "month", "year"]);
    }
    assert!(customer["fields"].is_object() && customer["consent"].is_object());
    assert!(customer["phones"].is_array() && customer["aliases"].is_array());
}

fn visit(visit: &Value) {
    has(
        visit,
        "id date plate odometer services oil mechanics total complaint",
    );
    assert!(visit["services"].is_array() && visit["mechanics"].is_array());
}

#[test]
fn the_history_is_one_document_of_visits() {
    let book = Book::garage();
    let history = book.json(["history", "C-00001", "--json"]);
    has(&history, "customer_id plate total visits");
    assert_eq!(history["customer_id"], "C-00001");
    history["visits"].as_array().unwrap().iter().for_each(visit);
}

#[test]
fn the_book_tells_its_facts() {
    let book = Book::garage();
    let info = book.json(["info", "--json"]);
    has(
        &info,
        "version file bytes schema_version shop customers vehicles visits changes last_copy
         last_check",
    );
    assert_eq!(info["customers"], 40);
    assert_eq!(
        info["shop"],
        json!({"name": "Bengkel Maju Jaya", "currency": "IDR", "trade": "garage",
               "utc_offset_minutes": 420, "address": null, "phone": null, "hours": null, "closes": null, "closed_from": null, "closed_until": null, "message_language": null})
    );
}

#[test]
fn the_audit_is_one_document_of_changes() {
    let book = Book::garage();
    let audit = book.json(["audit", "--json"]);
    let changes = audit["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 1);
    has(
        &changes[0],
        "id at staff terminal kind customer_id fields undoes undone_by",
    );
    assert_eq!(changes[0]["kind"], "demo");
    let batches = book.json(["import", "--list", "--json"]);
    has(
        &batches["batches"][0],
        "batch at staff files undone customers vehicles visits",
    );
    assert_eq!(
        book.json(["undo", "--list", "--json"]),
        json!({"changes": []})
    );
}

/// Paths of all fields: `customer.birthday.day`. Arrays are looked through, `{}` is anything.
fn paths(value: &Value, before: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                let path = format!("{before}.{name}");
                paths(value, &path, found);
                found.insert(path);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| paths(value, before, found)),
        _ => {}
    }
}

/// The documented fields of a command.
fn documented(command: &str) -> BTreeSet<String> {
    let page = include_str!("../../docs/manual/json.md");
    let section = page.split(&format!("\n## {command}\n")).nth(1).unwrap();
    let block = section.split("```json\n").nth(1).unwrap();
    let block = block.split("```").next().unwrap();
    let value: Value = serde_json::from_str(block).unwrap();
    let mut found = BTreeSet::new();
    paths(&value, "", &mut found);
    found
}

#[test]
fn the_manual_names_exactly_the_fields_that_are_printed() {
    let garage = Book::garage();
    let book = Book::empty();
    let sheet = "Nama;No HP;Nopol;Tanggal;Total\nBudi;0812;B 1 A;22/08/2026;5\n;;;23/08/2026;7\n";
    let sheet = book.write("old.csv", sheet);
    let import = book.json(["import", "--json", sheet.to_str().unwrap()]);
    let firms = garage.json(["segment", "--where", "kind = company", "--json"]);
    let firm = firms["customers"][0]["customer_id"].as_str().unwrap();
    let terms = ["record", "terms", "--for", firm, "--pay-within", "30"];
    garage.out(terms.iter().chain(&["--until", "2027-12-31"]));
    let cards = (1..=40).map(|number| garage.json(["show", &format!("C-{number:05}"), "--json"]));
    let cards = cards.chain([garage.json(["show", firm, "--json"])]);
    let cards = cards.chain([book.json(["show", "b1a", "--json"])]);
    book.out(["record", "customer", "--name", "Sari"]);
    garage.out(["segment", "Came", "--where", "visits > 0"]);
    let today = ["2026-11-22", "2026-12-24"];
    let today = today.map(|day| garage.json(["today", "--json", "--today", day]));
    let far = garage.json(["today", "--json", "--today", "2040-01-01"]);
    let rules = garage.out(["points", "rule"]);
    assert!(rules.contains("earn_per = 10000\n"), "{rules}");
    let rules = rules.replace("earn_per = 10000\n", "earn_per = 5000\n");
    let rule = garage.write("rules.toml", &rules);
    let rule = rule.to_str().unwrap();
    let ledgers =
        (1..=40).map(|number| garage.json(["points", &format!("C-{number:05}"), "--json"]));

    let broken = Book::garage();
    broken.sql("INSERT INTO points_lot (customer_id, line_id, points) VALUES (9999, 1, 5)");
    let cases: [(&str, Vec<Value>); _] = [
        ("kenal check", vec![broken.json(["check", "--json"])]),
        ("kenal points", ledgers.collect()),
        (
            "kenal points rule",
            vec![garage.json(["points", "rule", "--json"])],
        ),
        (
            "kenal points simulate",
            vec![garage.json(["points", "simulate", "--rule", rule, "--json"])],
        ),
        ("kenal segment", vec![garage.json(["segment", "--json"])]),
        (
            "kenal segment NAME",
            vec![garage.json(["segment", "Came", "--json"])],
        ),
        ("kenal today", today.into_iter().chain([far]).collect()),
        ("kenal show", cards.collect()),
        ("kenal import", vec![import]),
        (
            "kenal import --list",
            vec![book.json(["import", "--list", "--json"])],
        ),
        ("kenal audit", vec![book.json(["audit", "--json"])]),
        ("kenal undo", vec![book.json(["undo", "--json"])]),
        ("kenal info", vec![book.json(["info", "--json"])]),
        (
            "kenal find",
            vec![garage.json(["find", "C-00001", "--json"])],
        ),
    ];
    // What is under these depends on the data.
    let open = [
        ".customer.consent.",
        ".customer.fields.",
        ".preferences.",
        ".filter.",
        ".segments.filter.",
        ".files.mapping.",
        ".now.owed_on.",
        ".now.in_tier.",
        ".other.owed_on.",
        ".other.in_tier.",
    ];
    for (command, values) in cases {
        let mut printed = BTreeSet::new();
        for value in &values {
            paths(value, "", &mut printed);
        }
        printed.retain(|path| !open.iter().any(|open| path.starts_with(open)));
        assert_eq!(printed, documented(command), "{command}");
    }
}
