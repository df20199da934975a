//! Gatherings on the command line: made, guests invited and marked, told, taken away.

use serde_json::{Value, json};

use crate::support::{Book, has};

fn book() -> Book {
    let book = Book::garage();
    book.out(["segment", "Came", "--where", "visits >= 1"]);
    book.out([
        "event",
        "make",
        "Kopdar",
        "--date",
        "1/11/2026",
        "--place",
        "Bengkel",
        "--invite",
        "came",
    ]);
    book
}

fn told(book: &Book) -> Value {
    book.json(["event", "kopdar", "--json"])
}

#[test]
fn guests_are_invited_and_marked_and_what_it_did_is_told() {
    let book = book();
    let shown = told(&book);
    has(
        &shown,
        "as_of name date place notes days_after came others guests left_out",
    );
    let guests = shown["guests"].as_array().unwrap();
    assert!(!guests.is_empty());
    has(&guests[0], "customer_id name phone state do_not_contact");
    assert_eq!(shown["date"], json!("2026-11-01"));
    assert_eq!(shown["others"]["people"], json!(guests.len()));
    let who = guests[0]["customer_id"].as_str().unwrap();
    book.out(["event", "kopdar", "--guest", who]);
    let shown = told(&book);
    assert_eq!(shown["came"]["people"], json!(1));
    has(&shown["came"], "people before after");
    has(&shown["came"]["before"], "visits money");
    book.out(["event", "kopdar", "--guest", who, "--state", "none"]);
    assert_eq!(
        told(&book)["guests"].as_array().unwrap().len(),
        guests.len() - 1
    );
    book.out(["undo"]);
    assert_eq!(told(&book)["came"]["people"], json!(1));
    let listed = book.out(["event"]);
    assert!(listed.starts_with("Kopdar"), "{listed}");
    let text = book.out(["event", "kopdar"]);
    assert!(text.contains("days before and as many after"), "{text}");
}

#[test]
fn who_does_not_want_to_be_contacted_is_left_out_and_that_is_said() {
    for (lang, said) in [
        (
            "en",
            "Saved without 1 customer, who does not want to be contacted.",
        ),
        ("id", "Tersimpan tanpa 1 orang, yang tidak mau dihubungi."),
    ] {
        let book = book();
        let guests = told(&book)["guests"].as_array().unwrap().clone();
        let who = guests[0]["customer_id"].as_str().unwrap();
        book.out([
            "record",
            "consent",
            "--of",
            who,
            "--purpose",
            "contact",
            "--answer",
            "no",
        ]);
        let marked = &told(&book)["guests"][0];
        assert_eq!(marked["do_not_contact"], json!(true));
        book.out(["event", "kopdar", "--guest", who, "--state", "none"]);
        let made = book.run(["event", "kopdar", "--invite", "came", "--lang", lang]);
        assert!(made.err.contains(said), "{}", made.err);
        assert_eq!(
            told(&book)["guests"].as_array().unwrap().len(),
            guests.len() - 1
        );
        let asked = ["event", "kopdar", "--guest", who, "--state", "invited"];
        assert_eq!(book.run(asked).code, Some(65));
    }
}

#[test]
fn who_will_not_come_was_not_absent_while_the_gathering_is_ahead() {
    let book = book();
    let on = told(&book)["date"].as_str().unwrap().to_owned();
    let who = told(&book)["guests"][0]["customer_id"].clone();
    let who = who.as_str().unwrap();
    let mark = ["event", "kopdar", "--guest", who, "--state", "absent"];
    for (lang, ahead, over) in [
        ("en", "not coming", "not there"),
        ("id", "tidak bisa datang", "tidak datang"),
    ] {
        let say = |day: &str, words: &[&str]| {
            let ran = book.run([words, &["--lang", lang, "--today", day]].concat());
            assert_eq!(ran.code, Some(0), "{ran:?}");
            format!("{}{}", ran.out, ran.err)
        };
        for words in [&mark[..], &["event", "kopdar"], &["history", who]] {
            let before = say("2026-10-20", words);
            assert!(before.contains(ahead), "{on}: {before}");
            assert!(!before.contains(over), "{before}");
            let after = say("2026-12-24", words);
            assert!(after.contains(over), "{on}: {after}");
        }
    }
}

#[test]
fn the_audit_names_the_gathering_and_counts_its_guests() {
    let book = book();
    let shown = told(&book);
    let guests = shown["guests"].as_array().unwrap();
    let many = guests.len().to_string();
    let who = guests[0]["customer_id"].as_str().unwrap();
    for (lang, words) in [("en", "a new gathering “Kopdar”"), ("id", "“Kopdar”")] {
        let text = book.out(["audit", "--lang", lang]);
        assert!(text.contains(words), "{text}");
        let lines: Vec<&str> = text.lines().filter(|line| line.ends_with(&many)).collect();
        assert_eq!(lines.len(), 1, "{text}");
        let listed = book.out(["undo", "--list", "--lang", lang]);
        assert!(listed.contains("“Kopdar”"), "{listed}");
    }
    let changes = book.json(["audit", "--json"]);
    let made = &changes["changes"][0];
    has(
        made,
        "id at staff terminal kind customer_id about people fields undoes undone_by",
    );
    assert_eq!(made["about"], json!("Kopdar"));
    assert_eq!(made["people"].as_array().unwrap().len(), guests.len());
    book.out(["event", "kopdar", "--guest", who]);
    let before = book.out(["audit"]);
    assert!(before.contains("Guest: invited → came"), "{before}");
    book.out(["event", "kopdar", "--guest", who]);
    assert_eq!(book.out(["audit"]), before, "nothing was changed");
}

#[test]
fn a_gathering_is_moved_and_taken_away_and_unknown_ones_are_said() {
    let book = book();
    book.out(["event", "kopdar", "--date", "6/12/2026"]);
    assert_eq!(told(&book)["date"], json!("2026-12-06"));
    assert_eq!(book.run(["event", "nonsense"]).code, Some(1));
    assert_eq!(book.run(["event", "make", "Other"]).code, Some(2));
    let bad = ["event", "make", "Other", "--date", "never"];
    assert_eq!(book.run(bad).code, Some(65));
    book.out(["event", "kopdar", "--name", "Kopdar Akbar"]);
    assert_eq!(book.run(["event", "kopdar"]).code, Some(1));
    book.out(["event", "kopdar akbar", "--name", "Kopdar"]);
    book.out(["event", "kopdar", "--remove"]);
    assert_eq!(book.run(["event", "kopdar"]).code, Some(1));
    book.out(["undo"]);
    assert_eq!(told(&book)["date"], json!("2026-12-06"));
}

#[test]
fn nobody_was_at_a_gathering_that_is_still_ahead() {
    let book = book();
    book.out(["event", "kopdar", "--date", "6/12/2026"]);
    let who = told(&book)["guests"][0]["customer_id"].clone();
    let mark = |more: &[&str]| {
        let words = ["event", "kopdar", "--guest", who.as_str().unwrap()];
        book.run(words.iter().chain(more))
    };
    for (lang, why) in [("en", "still ahead"), ("id", "belum berlangsung")] {
        let ran = mark(&["--lang", lang]);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    assert_eq!(mark(&["--state", "coming"]).code, Some(0));
    assert_eq!(mark(&["--today", "2026-12-06"]).code, Some(0));
}

#[test]
fn an_invitation_knows_what_and_when_and_where_and_what_nobody_wrote_down_is_missing() {
    let book = book();
    let guests = told(&book)["guests"].as_array().unwrap().clone();
    let who = guests[0]["customer_id"].as_str().unwrap();
    let before = ["--today", "2026-10-25"];
    book.out([
        "--today",
        "2026-10-25",
        "record",
        "consent",
        "--of",
        who,
        "--purpose",
        "promotions",
        "--answer",
        "yes",
    ]);
    let write = ["message", who, "--event", "kopdar", "--in", "id"];
    let write = before.iter().chain(&write);
    let ran = book.run(write.clone());
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(
        ran.err.contains("the time at which it begins"),
        "{}",
        ran.err
    );
    book.out(["event", "kopdar", "--time", "09.00"]);
    let text = book.out(write);
    for words in ["ke Kopdar", "1 Nov 2026 pukul 09.00 di Bengkel", "STOP"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let file = book.path("out.csv").display().to_string();
    let list = ["message", "--event", "kopdar", "--to", &file, "--json"];
    let merged = book.json(before.iter().chain(&list));
    assert_eq!(merged["messages"], json!(1));
    // It is over, and whoever is no guest any more is not invited.
    let refused = |day: &str, why: &str| {
        let ran = book.run(["--today", day, "message", who, "--event", "kopdar"]);
        assert!(ran.code == Some(65) && ran.err.contains(why), "{ran:?}");
    };
    refused("2026-11-02", "ended on 1 Nov 2026");
    book.out(["event", "kopdar", "--guest", who, "--state", "none"]);
    refused("2026-10-25", "Not on the list of guests");
    let ran = book.run(["message", "--event", "kopdar"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
}
