//! Two records that are one person.

use serde_json::json;

use crate::support::{Book, has};

/// A day on which the points programme of a book made today has begun, whatever today is.
const LATER: [&str; 2] = ["--today", "2099-11-22"];

/// Budi stands there twice, each with a car and a paid visit.
fn book() -> Book {
    let book = Book::empty();
    for (name, plate, phone) in [
        ("Pak Budi Santoso", "B 1234 XYZ", "0812 1111 2222"),
        ("Budi S", "D 77 A", "0813 5555 6666"),
    ] {
        let words = ["record", "customer", "--name", name, "--plate", plate];
        book.out(words.into_iter().chain(["--phone", phone]));
        let visit = ["record", "visit", "--plate", plate, "--total", "200000"];
        book.out(
            visit
                .into_iter()
                .chain(["--date", "2099-11-20"])
                .chain(LATER),
        );
    }
    book
}

fn later<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(&LATER).copied().collect()
}

#[test]
fn one_goes_into_the_other_and_either_id_finds_the_one() {
    let book = book();
    let merged = book.json(later(&[
        "merge", "c1", "D 77 A", "--take", "name", "--json",
    ]));
    has(
        &merged,
        "change customer_id merged aliases visits vehicles points balance taken",
    );
    assert_eq!(merged["customer_id"], "C-00001");
    assert_eq!(merged["merged"], "C-00002");
    assert_eq!(merged["aliases"], json!(["C-00002"]));
    assert_eq!(
        (&merged["visits"], &merged["vehicles"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        (&merged["points"], &merged["balance"]),
        (&json!(120), &json!(140)),
        "one of two welcomes is taken back"
    );
    assert_eq!(merged["taken"], json!(["name"]));
    for who in ["C-00001", "C-00002", "D 77 A", "081355556666"] {
        let shown = book.json(later(&["show", who, "--json"]));
        assert_eq!(shown["customer"]["id"], "C-00001", "{who}");
        assert_eq!(shown["customer"]["aliases"], json!(["C-00002"]));
        assert_eq!(shown["customer"]["name"], "Budi S");
        assert_eq!(
            (&shown["visits"], &shown["spent"]),
            (&json!(1), &json!(400_000))
        );
    }
    let found = book.json(later(&["find", "C-00002", "--json"]));
    assert_eq!(found["hits"][0]["customer_id"], "C-00001");
    let audit = book.json(later(&["audit", "C-00002", "--json"]));
    let text = audit.to_string();
    assert!(
        text.contains("merge_customers") && text.contains("C-00002 Budi S"),
        "{text}"
    );
    let checked = book.json(later(&["check", "--json"]));
    assert_eq!(checked["ok"], true, "{checked}");
}

#[test]
fn undo_brings_both_back() {
    let book = book();
    let before = ["c1", "c2"].map(|who| book.json(later(&["show", who, "--json"])));
    let told = book.out(later(&["merge", "c1", "c2"]));
    assert_eq!(told, "C-00001\n");
    book.out(later(&["undo"]));
    let after = ["c1", "c2"].map(|who| book.json(later(&["show", who, "--json"])));
    assert_eq!(after, before);
}

#[test]
fn what_cannot_be_merged_is_refused_with_a_reason() {
    let book = book();
    book.out(["record", "customer", "--name", "PT Maju"]);
    for (words, code, why) in [
        (["merge", "c1", "c1"], 65, "same record"),
        (["merge", "c1", "c3"], 65, "person and a company"),
        (["merge", "c1", "c9"], 1, "c9"),
    ] {
        let ran = book.run(words);
        assert_eq!(ran.code, Some(code), "{ran:?}");
        assert!(ran.err.contains(why), "{ran:?}");
    }
    let ran = book.run(["merge", "c1", "c2", "--take", "email"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(
        ran.err.contains("email") && ran.err.contains("name"),
        "{ran:?}"
    );
    assert_eq!(book.number("SELECT count(*) FROM customer"), 3);
}

#[test]
fn the_old_sheet_brought_in_again_finds_the_one() {
    let book = Book::empty();
    let sheet = "id,name,phone\nA1,Budi Santoso,081211112222\nA2,Budi S,081355556666\n";
    let file = book.write("customers.csv", sheet);
    let file = crate::support::word(&file);
    book.out(["import", file, "--kind", "customers"]);
    book.out(["merge", "A1", "A2"]);
    let again = book.json(["import", file, "--kind", "customers", "--json"]);
    let created = &again["files"][0]["created"]["customers"];
    assert!(*created == 0, "{again}");
    let changed = sheet.replace("Budi S,081355556666", "Budi S.,081377778888");
    std::fs::write(file, changed).unwrap();
    book.json(["import", file, "--kind", "customers", "--json"]);
    assert_eq!(book.number("SELECT count(*) FROM customer"), 1);
    assert_eq!(
        book.number("SELECT count(*) FROM phone"),
        3,
        "no phone is lost"
    );
}
