//! Who brought whom.

use serde_json::{Value, json};

use crate::support::{Book, has};

/// A day on which the points programme of a book made today has begun, whatever today is.
const LATER: [&str; 2] = ["--today", "2099-11-22"];

fn later<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(&LATER).copied().collect()
}

/// Budi brought Sari, who brought Tono; each paid once, Tono not yet.
fn book() -> Book {
    let book = Book::empty();
    book.out(["record", "customer", "--name", "Pak Budi"]);
    book.out([
        "record",
        "customer",
        "--name",
        "Bu Sari",
        "--referred-by",
        "c1",
    ]);
    book.out(["record", "customer", "--name", "Tono"]);
    book.out(["record", "referral", "--of", "c3", "--by", "c2"]);
    let visit = ["record", "visit", "--customer", "c2", "--total", "200000"];
    book.out(later(&[&visit[..], &["--date", "2099-11-20"]].concat()));
    book
}

#[test]
fn the_tree_is_told_two_steps_deep() {
    let book = book();
    let tree = book.json(["referrals", "c1", "--json"]);
    has(
        &tree,
        "customer_id name referred_by brought came spent then people",
    );
    assert_eq!(tree["referred_by"], Value::Null);
    assert_eq!(tree["spent"], 200_000);
    assert_eq!(tree["then"], json!({"brought": 1, "came": 0, "spent": 0}));
    let sari = &tree["people"][0];
    has(
        sari,
        "customer_id name visits spent first_visit last_visit thanked people",
    );
    assert_eq!(sari["people"][0]["customer_id"], "C-00003");
    let shown = book.json(["show", "c2", "--json"]);
    assert_eq!(shown["customer"]["referred_by"], "C-00001");
    let all = book.json(["referrals", "--json"]);
    assert_eq!(all["total"], 2);
    has(
        &all["referrers"][0],
        "customer_id name brought came spent then",
    );
    let told = book.out(["referrals", "c1"]);
    assert!(told.contains("Sari") && told.contains("Tono"), "{told}");
    assert!(told.contains("has not come yet"), "{told}");
}

#[test]
fn both_are_rewarded_and_thanks_are_owed_until_they_are_said() {
    let book = book();
    for who in ["c1", "c2"] {
        let ledger = book.json(later(&["points", who, "--json"]));
        let lines = ledger["lines"].as_array().unwrap();
        let reward = lines.iter().find(|line| line["kind"] == "referral");
        assert_eq!(reward.unwrap()["points"], 50, "{ledger}");
    }
    let owed = book.json(later(&["referrals", "--thanks", "--json"]));
    let one = &owed["thanks"][0];
    has(one, "referrer friend date paid points");
    assert_eq!(one["referrer"]["customer_id"], "C-00001");
    assert_eq!(
        (&one["paid"], &one["points"]),
        (&json!(200_000), &json!(50))
    );
    let told = book.out(later(&["referrals", "--thanks"]));
    assert!(
        told.contains("Pak Budi") && told.contains("Bu Sari"),
        "{told}"
    );
    book.out(later(&["record", "thanks", "--to", "c1", "--for", "c2"]));
    let ran = book.run(later(&["referrals", "--thanks", "--json"]));
    assert_eq!(ran.code, Some(1));
    let tree = book.json(["referrals", "c1", "--json"]);
    assert_eq!(tree["people"][0]["thanked"], "2099-11-22");
    book.out(["undo"]);
    let owed = book.json(later(&["referrals", "--thanks", "--json"]));
    assert_eq!(owed["thanks"].as_array().unwrap().len(), 1);
}

#[test]
fn what_cannot_be_is_refused_with_a_sentence() {
    let book = book();
    for (words, said) in [
        (
            &["referral", "--of", "c1", "--by", "c3"][..],
            "That one was brought by this customer",
        ),
        (
            &["referral", "--of", "c1", "--by", "c1"],
            "A customer cannot have been brought by themselves",
        ),
        (
            &["thanks", "--to", "c3", "--for", "c2"],
            "That one did not bring this customer",
        ),
    ] {
        let ran = book.run(["record"].iter().chain(words));
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(said), "{words:?}: {}", ran.err);
    }
    let indonesian = book.run([
        "record", "referral", "--of", "c1", "--by", "c3", "--lang", "id",
    ]);
    assert!(
        indonesian.err.contains("Dia sendiri diajak"),
        "{indonesian:?}"
    );
}

#[test]
fn whoever_went_elsewhere_is_lost_until_they_come_again() {
    let book = book();
    let words = ["record", "lost", "--of", "c2", "--to", "Bengkel Sebelah"];
    let lost = book.json(later(
        &[
            &words[..],
            &["--reason", "nearer", "--date", "2099-11-21", "--json"],
        ]
        .concat(),
    ));
    assert_eq!(
        lost["lost_to"],
        json!({"date": "2099-11-21", "to": "Bengkel Sebelah", "reason": "nearer"})
    );
    book.out(later(&[
        "record",
        "visit",
        "--customer",
        "c2",
        "--total",
        "10000",
    ]));
    assert_eq!(book.json(["show", "c2", "--json"])["lost_to"], Value::Null);
    book.out(["undo"]);
    assert_ne!(book.json(["show", "c2", "--json"])["lost_to"], Value::Null);
    book.out(["record", "lost", "--of", "c2", "--back"]);
    assert_eq!(book.json(["show", "c2", "--json"])["lost_to"], Value::Null);
}

#[test]
fn a_sheet_names_who_brought_somebody_by_id_phone_or_name() {
    let book = Book::empty();
    let sheet = book.write(
        "pelanggan.csv",
        "Nama;No HP;Direkomendasikan oleh\n\
         Wayan;0812 1111 2222;\n\
         Made;0812 1111 3333;Wayan\n\
         Putu;0812 1111 4444;081211112222\n\
         Ketut;0812 1111 5555;C-00003\n\
         Nyoman;0812 1111 6666;Pak Gede\n\
         Wayan;0812 1111 7777;\n\
         Komang;0812 1111 8888;Made\n",
    );
    let ran = book.run(["import", sheet.to_str().unwrap(), "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    let by = |who: &str| book.json(["show", who, "--json"])["customer"]["referred_by"].clone();
    // Two are called Wayan: the name alone says nothing for certain.
    assert_eq!(by("081211113333"), Value::Null);
    assert_eq!(by("081211114444"), "C-00001");
    assert_eq!(by("081211115555"), "C-00003");
    assert_eq!(by("081211116666"), Value::Null);
    assert_eq!(by("081211118888"), "C-00002");
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    let file = &told["files"][0];
    assert_eq!(file["mapping"]["Direkomendasikan oleh"], "referred_by");
    assert_eq!(file["needs_checking"], 2, "{told}");
    // The same file again says nothing new.
    let again = book.run(["import", sheet.to_str().unwrap(), "--json"]);
    let told: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(told["files"][0]["unchanged"], 7, "{told}");
    assert_eq!(told["files"][0]["needs_checking"], 0, "{told}");
}

#[test]
fn who_brought_whom_goes_out_and_comes_back() {
    let book = book();
    let list = book.path("customers.csv");
    book.out(["export", "customers", "--to", list.to_str().unwrap()]);
    let other = Book::empty();
    other.out(["import", list.to_str().unwrap()]);
    for (who, by) in [
        ("c2", json!("C-00001")),
        ("c3", json!("C-00002")),
        ("c1", Value::Null),
    ] {
        assert_eq!(
            other.json(["show", who, "--json"])["customer"]["referred_by"],
            by
        );
    }
}

#[test]
fn a_recommendation_that_was_none_is_taken_away() {
    let book = book();
    book.out(["record", "referral", "--of", "c3", "--none"]);
    let shown = book.json(["show", "c3", "--json"]);
    assert_eq!(shown["customer"]["referred_by"], Value::Null);
    for words in [&["--none", "--by", "c2"][..], &[]] {
        let ran = book.run(["record", "referral", "--of", "c3"].iter().chain(words));
        assert_eq!(ran.code, Some(2), "{ran:?}");
    }
}
