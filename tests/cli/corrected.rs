//! What the screens put right, put right on the command line.

use serde_json::json;

use crate::support::Book;

/// The sample garage, and Budi, who paid Rp 1.650.000 on the day: 165 points, and 100 to welcome him.
fn book() -> Book {
    let book = Book::garage();
    book.out(["record", "customer", "--name", "Budi", "--plate", "B 1 TES"]);
    book.out([
        "record", "visit", "--plate", "B 1 TES", "--total", "1650000",
    ]);
    book
}

fn balance(book: &Book) -> i64 {
    let ledger = book.json(["points", "b1tes", "--json"]);
    ledger["points"]["balance"].as_i64().unwrap()
}

#[test]
fn points_pay_a_part_of_a_visit_that_is_corrected_and_cancelled_by_its_id() {
    let book = book();
    let words = ["record", "visit", "--plate", "B 1 TES", "--total", "800000"];
    let id = book.out(words.into_iter().chain(["--redeem", "200"]));
    let id = id.trim().to_owned();
    assert_eq!(balance(&book), 265 - 200 + 78);
    let visit = |words: &[&str]| {
        let begin = ["record", "visit", "--visit", &id];
        book.run(begin.iter().chain(words))
    };
    let more = visit(&["--redeem", "280"]);
    assert_eq!(more.code, Some(65), "{more:?}");
    assert!(
        more.err.contains("There are 265 points; at most 260"),
        "{more:?}"
    );
    let same = visit(&["--redeem", "200"]);
    assert_eq!(same.code, Some(0), "{same:?}");
    let put = visit(&["--redeem", "0", "--note", "paid in full", "--json"]);
    let shown: serde_json::Value = serde_json::from_str(&put.out).unwrap();
    assert_eq!(shown["total"], json!(800_000));
    assert_eq!(shown["notes"], json!("paid in full"));
    assert_eq!(balance(&book), 265 + 80);
    let cancelled = visit(&["--cancel"]);
    assert_eq!((cancelled.code, balance(&book)), (Some(0), 265));
    book.out(["undo"]);
    assert_eq!(balance(&book), 345);
    assert_eq!(visit(&["--visit", "999999"]).code, Some(2));
    let gone = book.run(["record", "visit", "--visit", "999999", "--cancel"]);
    assert_eq!(gone.code, Some(75), "{gone:?}");
    assert_eq!(book.run(["record", "visit", "--cancel"]).code, Some(2));
}

#[test]
fn an_answer_is_written_down_and_counts() {
    let book = book();
    let answer = |answer| {
        let words = [
            "record",
            "consent",
            "--of",
            "b1tes",
            "--purpose",
            "promotions",
        ];
        book.run(words.into_iter().chain(["--answer", answer, "--json"]))
    };
    for (word, state) in [("yes", "yes"), ("no", "no")] {
        let ran = answer(word);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        let shown: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
        let told = &shown["customer"]["consent"]["promotions"];
        assert!(told.to_string().contains(state), "{told}");
    }
    assert_eq!(answer("perhaps").code, Some(2));
}

#[test]
fn a_tier_is_given_until_a_day_and_taken_away() {
    let book = book();
    let tier = |words: &[&str]| book.run(["record", "tier", "--for", "b1tes"].iter().chain(words));
    let given = tier(&[
        "--tier",
        "gold",
        "--until",
        "31/12/2026",
        "--reason",
        "a friend",
    ]);
    assert_eq!(given.code, Some(0), "{given:?}");
    let shown = book.json(["points", "b1tes", "--json"]);
    assert_eq!(shown["tier"]["name"], json!("Gold"));
    let unknown = tier(&["--tier", "diamond", "--until", "31/12/2026"]);
    assert_eq!(unknown.code, Some(65));
    assert!(
        unknown.err.contains("Bronze, Silver, Gold, Platinum"),
        "{unknown:?}"
    );
    let over = tier(&["--tier", "gold", "--until", "1/1/2020"]);
    assert_eq!(over.code, Some(65), "{over:?}");
    assert_eq!(tier(&["--tier", "gold"]).code, Some(2));
    assert_eq!(tier(&["--none"]).code, Some(0));
    let shown = book.json(["points", "b1tes", "--json"]);
    assert_eq!(shown["tier"]["name"], json!("Bronze"));
}

#[test]
fn a_row_of_the_day_is_done_or_put_off() {
    let book = Book::garage();
    let listed = || {
        let list = book.json(["today", "--days", "30", "--json"]);
        let people = list["customers"].as_array().unwrap().clone();
        let ids = people.into_iter();
        ids.map(|one| one["customer_id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let before = listed();
    let (first, second) = (&before[0], &before[1]);
    book.out(["today", "--days", "30", "--done", first]);
    book.out(["today", "--days", "30", "--later", second, "--until", "+3"]);
    let after = listed();
    assert!(
        !after.contains(first) && !after.contains(second),
        "{after:?}"
    );
    let again = book.run(["today", "--days", "30", "--done", first]);
    assert_eq!(again.code, Some(1), "{again:?}");
    let past = book.run(["today", "--later", &after[0], "--until", "1/1/2020"]);
    assert!(past.err.contains("put it off"), "{}", past.err);
    assert_eq!(past.code, Some(65), "{past:?}");
    book.out(["undo"]);
    let back = listed();
    assert!(back.contains(second) && !back.contains(first), "{back:?}");
}

#[test]
fn a_campaign_lasts_longer_and_counts_other_days() {
    let book = Book::garage();
    book.out(["segment", "Came", "--where", "visits >= 1"]);
    let make = [
        "campaign",
        "make",
        "Back",
        "--segment",
        "came",
        "--template",
        "win_back",
    ];
    book.out(make);
    book.out([
        "campaign",
        "back",
        "--until",
        "31/12/2026",
        "--within",
        "45",
        "--note",
        "longer",
    ]);
    let shown = book.json(["campaign", "back", "--json"]);
    assert_eq!(shown["until"], json!("2026-12-31"));
    assert_eq!(shown["within_days"], json!(45));
    assert_eq!(shown["notes"], json!("longer"));
}

#[test]
fn a_file_of_messages_counts_as_sent_where_that_is_said() {
    let book = Book::garage();
    book.out(["segment", "Came", "--where", "visits >= 1"]);
    let file = book.path("letters.csv");
    let file = file.to_str().unwrap();
    let words = [
        "message",
        "--segment",
        "came",
        "--template",
        "service_due",
        "--to",
        file,
    ];
    let told = book.json(words.into_iter().chain(["--mark-sent", "--json"]));
    let sent = book.out(["export", "messages", "--to", "-"]);
    let rows = sent.lines().count() - 1;
    assert_eq!(json!(rows), told["messages"]);
    assert!(rows > 0);
}

#[test]
fn nothing_is_cut_where_no_terminal_is() {
    let book = Book::garage();
    let name = "A name that is longer than the forty signs that a column has on a terminal";
    book.out(["segment", name, "--where", "visits >= 1"]);
    assert!(book.out(["segment"]).contains(name));
}
