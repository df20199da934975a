//! Points on the command line: a ledger, the rules, another year, and what is put right by hand.

use serde_json::{Value, json};

use crate::support::{Book, Ran, has, word};

const RULE: &str = "earn_per = 5000\nworth = 200\nwelcome = 0\n";

/// The sample garage, and Budi, who paid Rp 650.000 on the day: 65 points, and 100 to welcome him.
fn book() -> Book {
    let book = Book::garage();
    book.out(["record", "customer", "--name", "Budi", "--plate", "B 1 TES"]);
    book.out(["record", "visit", "--plate", "B 1 TES", "--total", "650000"]);
    book
}

fn adjust(book: &Book, words: &[&str]) -> Ran {
    book.run(["record", "points", "--for", "b1tes"].iter().chain(words))
}

fn refused(ran: &Ran, said: &str) {
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains(said), "{}", ran.err);
    assert!(ran.out.is_empty(), "{ran:?}");
}

fn balance(book: &Book) -> i64 {
    let ledger = book.json(["points", "b1tes", "--json"]);
    ledger["points"]["balance"].as_i64().unwrap()
}

#[test]
fn the_ledger_of_a_customer_is_listed_newest_first_and_in_both_languages() {
    let book = book();
    let shown = book.out(["points", "b1tes"]);
    let lines: Vec<_> = shown.lines().collect();
    assert!(lines[0].starts_with("Budi"), "{shown}");
    assert_eq!(lines[1], "165 = Rp 16.500");
    assert_eq!(lines[2], "22 Nov  +100  22 Nov 2027  Welcome");
    assert_eq!(lines[3], "22 Nov  +65   22 Nov 2027  Visit");
    let shown = book.out(["--lang", "id", "points", "b1tes"]);
    assert!(shown.contains("Selamat datang"), "{shown}");
}

#[test]
fn the_ledger_as_json_adds_up_and_names_the_visit_and_who_wrote() {
    let book = book();
    adjust(&book, &["--add", "40", "--reason", "a mistake of ours"]);
    let ledger = book.json(["points", "b1tes", "--json"]);
    assert_eq!(ledger["customer_id"], "C-00041");
    assert_eq!(ledger["points"]["balance"], 205);
    assert_eq!(ledger["tier"]["name"], "Bronze");
    assert_eq!(
        ledger["tier"]["next"],
        json!({"name": "Silver", "missing": 2_350_000})
    );
    let lines = ledger["lines"].as_array().unwrap();
    let sum: i64 = lines
        .iter()
        .filter_map(|line| line["points"].as_i64())
        .sum();
    assert_eq!(sum, 205);
    let last = lines.last().unwrap();
    assert_eq!(
        (&last["kind"], &last["reason"]),
        (&json!("adjust"), &json!("a mistake of ours"))
    );
    assert_eq!(
        (&last["visit"], &last["staff"]),
        (&Value::Null, &json!("rina"))
    );
    assert!(lines[0]["visit"].is_i64());
}

#[test]
fn somebody_without_points_and_nobody_at_all_are_said_to_be_so() {
    let book = book();
    book.out(["record", "customer", "--name", "Sari"]);
    assert!(book.out(["points", "c42"]).contains("No points"));
    assert_eq!(book.json(["points", "c42", "--json"])["lines"], json!([]));
    let nobody = book.run(["points", "c999"]);
    assert_eq!((nobody.code, &*nobody.out), (Some(1), ""), "{nobody:?}");
    // Several fit.
    let several = book.run(["points", "1"]);
    assert!(matches!(several.code, Some(1 | 65)), "{several:?}");
}

#[test]
fn points_are_added_redeemed_and_taken_back_with_a_reason() {
    let book = book();
    let added = adjust(&book, &["--add", "35", "--reason", "complaint settled"]);
    assert_eq!(added.code, Some(0), "{added:?}");
    assert!(
        added.out.trim().parse::<u64>().is_ok(),
        "the change's number: {}",
        added.out
    );
    assert_eq!(
        added.err,
        "Saved. C-00041  Budi  B 1 TES now has 200 points.\n"
    );
    let redeemed = adjust(
        &book,
        &["--redeem", "150", "--reason", "a keyring", "--json"],
    );
    let ledger: Value = serde_json::from_str(&redeemed.out).unwrap();
    assert_eq!(ledger["points"]["balance"], 50);
    assert_eq!(
        ledger["lines"].as_array().unwrap().last().unwrap()["kind"],
        "redeem"
    );
    let less = adjust(&book, &["--add", "-20", "--reason", "counted twice"]);
    assert_eq!((less.code, balance(&book)), (Some(0), 30));
    for back in [50, 200, 165] {
        book.out(["undo"]);
        assert_eq!(balance(&book), back);
    }
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence_and_changes_nothing() {
    let book = book();
    refused(
        &adjust(&book, &["--redeem", "166", "--reason", "a keyring"]),
        "There are 165 points; at most 160 may pay",
    );
    refused(
        &adjust(&book, &["--redeem", "7", "--reason", "a pen"]),
        "From 50 points on, in steps of 10; at most 160 here",
    );
    refused(
        &adjust(&book, &["--add", "-166", "--reason", "oops"]),
        "There are 165 points",
    );
    refused(
        &adjust(&book, &["--add", "0", "--reason", "nothing"]),
        "Points: Required",
    );
    refused(
        &adjust(&book, &["--add", "5", "--reason", " "]),
        "Reason: Required",
    );
    let id = book.run([
        "--lang",
        "id",
        "record",
        "points",
        "--for",
        "b1tes",
        "--redeem",
        "166",
        "--reason",
        "gantungan",
    ]);
    refused(&id, "Ada 165 poin; paling banyak 160");
    assert!(id.err.starts_with("Galat: "), "{}", id.err);
    for words in [
        &["--reason", "no number"][..],
        &["--add", "5"],
        &["--redeem", "-5", "--reason", "below"],
        &["--add", "5", "--redeem", "5", "--reason", "both"],
        &["--add", "five", "--reason", "word"],
    ] {
        assert_eq!(adjust(&book, words).code, Some(2), "{words:?}");
    }
    assert_eq!(balance(&book), 165);
}

#[test]
fn the_rules_are_printed_as_the_file_that_sets_them() {
    let book = book();
    let rules = book.out(["points", "rule"]);
    assert!(rules.contains("earn_per = 10000"), "{rules}");
    let file = book.write(
        "rules.toml",
        &rules.replace("earn_per = 10000", "earn_per = 5000"),
    );
    let set = book.run(["points", "rule", "--rule", word(&file)]);
    assert_eq!((set.code, &*set.out), (Some(0), ""), "{set:?}");
    assert!(set.err.contains("22 Nov 2026"), "{}", set.err);
    let now = book.json(["points", "rule", "--json"]);
    assert_eq!(now["earn_per"], 5000);
    has(
        &now,
        "on earn_per worth minimum valid_days welcome referral birthday_percent exclude category
         period redeem overdraft basis grace_days tier",
    );
    // The visit of this morning keeps the rules that paid it, the next one has the new ones.
    assert_eq!(balance(&book), 165);
    book.out(["record", "visit", "--plate", "B 1 TES", "--total", "650000"]);
    assert_eq!(balance(&book), 165 + 130);
}

#[test]
fn a_file_that_is_no_rules_is_refused_and_the_rules_stay() {
    let book = book();
    let cases = [
        ("earn_per = 0\n", 65, "earn_per"),
        ("earn_per = \"much\"\n", 65, "no file of rules"),
        ("earn = 5\n", 65, "no file of rules"),
        ("[[tier]]\nname = \"Gold\"\nfrom = 5\n", 65, "tier"),
    ];
    for (text, code, said) in cases {
        let file = book.write("rules.toml", text);
        let ran = book.run(["points", "rule", "--rule", word(&file)]);
        assert_eq!(ran.code, Some(code), "{text}: {ran:?}");
        assert!(ran.err.contains(said), "{text}: {}", ran.err);
    }
    let missing = book.run(["points", "rule", "--rule", "nowhere.toml"]);
    assert_eq!(missing.code, Some(66), "{missing:?}");
    let file = book.write("rules.toml", RULE);
    let older = [
        "points",
        "rule",
        "--rule",
        word(&file),
        "--since",
        "2024-01-01",
    ];
    refused(&book.run(older), "There are younger rules already");
    assert_eq!(book.json(["points", "rule", "--json"])["earn_per"], 10_000);
}

#[test]
fn a_year_is_played_again_under_other_rules() {
    let book = book();
    let file = book.write("rules.toml", RULE);
    let words = ["points", "simulate", "--rule", word(&file)];
    let played = book.json(words.iter().chain(&["--json"]));
    assert_eq!(
        (&played["from"], &played["until"]),
        (&json!("2025-11-23"), &json!("2026-11-22"))
    );
    let (now, other) = (&played["now"], &played["other"]);
    assert_eq!(now["money"], other["money"], "the visits are the same");
    for side in [now, other] {
        let number = |field: &str| side[field].as_i64().unwrap();
        assert_eq!(
            number("earned"),
            number("redeemed") + number("lapsed") + number("owed"),
            "{side}"
        );
        let last = side["owed_on"]
            .as_object()
            .unwrap()
            .iter()
            .next_back()
            .unwrap();
        assert_eq!(last, (&"2026-11-22".to_owned(), &side["owed"]));
    }
    let winners = played["winners"].as_u64().unwrap();
    assert!(winners > 0, "{played}");
    let said = book.out(words);
    assert!(
        said.starts_with("23 Nov 2025 to 22 Nov 2026, played again\n"),
        "{said}"
    );
    assert!(
        said.contains(&format!("{winners} customers would get more")),
        "{said}"
    );
    let shorter = words
        .iter()
        .chain(&["--since", "2026-11-01", "--until", "2026-11-10", "--json"]);
    let shorter = book.json(shorter);
    assert!(shorter["now"]["money"].as_i64() < now["money"].as_i64());
    assert_eq!(shorter["until"], "2026-11-10");
}

#[test]
fn up_to_five_years_are_played_with_who_would_get_most_more_and_less() {
    let book = book();
    let file = book.write("rules.toml", RULE);
    let words = ["points", "simulate", "--rule", word(&file), "--years", "3"];
    let played = book.json(words.iter().chain(&["--json"]));
    assert_eq!(played["from"], "2023-11-23");
    assert_eq!(played["now"]["owed_on"].as_object().unwrap().len(), 37);
    let most = played["most_more"].as_array().unwrap();
    assert!(!most.is_empty() && most.len() <= 10, "{played}");
    let more = |moved: &Value| moved["other"].as_i64().unwrap() - moved["now"].as_i64().unwrap();
    assert!(most.windows(2).all(|pair| more(&pair[0]) >= more(&pair[1])));
    let said = book.out(words);
    let name = most[0]["name"].as_str().unwrap();
    assert!(
        said.contains("Owed at the end of") && said.contains(name),
        "{said}"
    );
    let many = book.run(["points", "simulate", "--rule", word(&file), "--years", "6"]);
    assert_eq!(many.code, Some(2), "{many:?}");
}

#[test]
fn the_same_rules_move_nobody() {
    let book = book();
    let file = book.write("rules.toml", &book.out(["points", "rule"]));
    let same = book.json(["points", "simulate", "--rule", word(&file), "--json"]);
    assert_eq!(same["now"], same["other"]);
    assert_eq!((&same["winners"], &same["losers"]), (&json!(0), &json!(0)));
}
