//! What was agreed with a company, on the command line.

use serde_json::{Value, json};

use crate::support::{Book, has, word};

/// A company with one car, and one of its drivers.
fn book() -> Book {
    let book = Book::empty();
    let file = book.write(
        "old.csv",
        "Nama;No HP;Perusahaan;Nopol\nAgus;081234567890;PT Maju Jaya;B 9001 AA\n",
    );
    book.out(["import", word(&file)]);
    book
}

fn firm(book: &Book) -> String {
    let found = book.json(["find", "pt maju", "--json"]);
    let hits = found["hits"].as_array().unwrap();
    let firm = hits.iter().find(|hit| hit["name"] == "PT Maju Jaya");
    firm.unwrap()["customer_id"].as_str().unwrap().to_owned()
}

fn terms(book: &Book, who: &str) -> Value {
    book.json(["show", who, "--json"])["terms"].clone()
}

#[test]
fn terms_are_written_shown_on_the_cards_and_taken_away() {
    let book = book();
    let firm = firm(&book);
    assert_eq!(terms(&book, &firm), Value::Null);
    let record = ["record", "terms", "--for", &firm];
    let agreed = [
        "--pay-within",
        "30",
        "--discount",
        "7,5",
        "--until",
        "2027-12-31",
    ];
    book.out(record.iter().chain(&agreed));
    let written = terms(&book, &firm);
    has(
        &written,
        "price discount_percent payment_days contract contract_until contract_runs notes",
    );
    assert_eq!(written["discount_percent"], json!(7.5));
    assert_eq!(written["payment_days"], json!(30));
    assert_eq!(written["contract_until"], json!("2027-12-31"));
    assert_eq!(written["contract_runs"], json!("long"));
    // The driver goes by them too.
    assert_eq!(terms(&book, "B 9001 AA"), written);
    let card = book.out(["show", "B 9001 AA"]);
    assert!(
        card.contains("30 days to pay · 7.5 % off · contract until 31 Dec 2027"),
        "{card}"
    );
    // What is not said stays.
    book.out(record.iter().chain(&["--price", "list 2026"]));
    assert_eq!(terms(&book, &firm)["payment_days"], json!(30));
    book.out(record.iter().chain(&["--none"]));
    assert_eq!(terms(&book, &firm), Value::Null);
    book.out(["undo"]);
    assert_eq!(terms(&book, &firm)["price"], json!("list 2026"));
}

#[test]
fn what_is_no_share_day_or_number_is_told_all_at_once_and_nothing_is_written() {
    let book = book();
    let firm = firm(&book);
    let words = [
        "--discount",
        "110",
        "--pay-within",
        "soon",
        "--until",
        "never",
    ];
    let ran = book.run(["record", "terms", "--for", &firm].iter().chain(&words));
    assert_eq!(ran.code, Some(65), "{ran:?}");
    for word in ["--discount", "--pay-within", "--until"] {
        assert!(ran.err.contains(word), "{}", ran.err);
    }
    let ran = book.run(["record", "terms", "--for", &firm]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(terms(&book, &firm), Value::Null);
}

#[test]
fn nothing_is_agreed_with_a_private_person_and_a_driver_stands_for_the_company() {
    let book = book();
    book.out(["record", "customer", "--name", "Tono"]);
    for (lang, said) in [("en", "Terms are for companies"), ("id", "perusahaan")] {
        let words = ["record", "terms", "--for", "Tono", "--discount", "10"];
        let tono = book.json(["find", "tono", "--json"]);
        let code = tono["hits"][0]["customer_id"].as_str().unwrap();
        let words = words.map(|word| if word == "Tono" { code } else { word });
        let ran = book.run(words.into_iter().chain(["--lang", lang]));
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
        assert_eq!(terms(&book, code), Value::Null);
    }
    let words = [
        "record",
        "terms",
        "--for",
        "081234567890",
        "--discount",
        "10",
    ];
    book.out(words);
    let firm = firm(&book);
    assert_eq!(terms(&book, &firm)["discount_percent"], json!(10.0));
    let told = book.out(["audit"]);
    assert!(told.contains("Discount: – → 10 %"), "{told}");
}
