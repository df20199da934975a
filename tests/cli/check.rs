//! Whether everything in the book agrees.

use serde_json::json;

use crate::support::Book;

const TOO_MANY: &str = "INSERT INTO points_lot (customer_id, line_id, points)
    SELECT 3, max(id), 5 FROM points_line WHERE customer_id <> 3";

#[test]
fn a_book_in_order_is_said_to_be_in_order_and_not_touched() {
    let book = Book::garage();
    let before = book.bytes();
    let ran = book.run(["check"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.err, "Everything agrees.\n");
    assert_eq!(ran.out.matches("in order").count(), 5, "{}", ran.out);
    let found = book.json(["check", "--json"]);
    assert_eq!(
        (&found["ok"], &found["problems"]),
        (&json!(true), &json!([]))
    );
    assert_eq!(found["schema_version"], 1);
    assert!(book.bytes() == before);
}

#[test]
fn what_does_not_agree_is_named_in_both_languages_with_the_code_of_refused_data() {
    let book = Book::garage();
    book.sql(TOO_MANY);
    let ran = book.run(["check"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.out.contains("1 problem\n"), "{}", ran.out);
    let said = "Points, C-00003: the lots that are kept are not those of the lines";
    assert!(ran.err.contains(said), "{}", ran.err);
    let id = book.run(["check", "--lang", "id"]);
    assert!(
        id.err.starts_with("Galat: ") && id.err.contains("Poin, C-00003"),
        "{}",
        id.err
    );
    let found = book.run(["check", "--json"]);
    assert_eq!(found.code, Some(65), "{found:?}");
    let found: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(
        (&found["ok"], &found["ledger"]),
        (&json!(false), &json!(false))
    );
    assert_eq!(found["summaries"], true);
    assert_eq!(
        found["problems"],
        json!([{"part": "ledger", "about": "C-00003", "what": "lots"}])
    );
}

#[test]
fn a_damaged_file_is_said_to_be_damaged_and_nothing_else_of_it() {
    let book = Book::garage();
    let root = book.number("SELECT rootpage FROM sqlite_schema WHERE name = 'visit_by_vehicle'");
    let mut bytes = book.bytes();
    let start = usize::try_from(root - 1).unwrap() * 4096;
    bytes[start..start + 4096].fill(0);
    std::fs::write(book.file(), bytes).unwrap();
    let found = book.run(["check", "--json"]);
    assert_eq!(found.code, Some(65), "{found:?}");
    let found: serde_json::Value = serde_json::from_str(&found.out).unwrap();
    assert_eq!(found["integrity"], false);
    assert_eq!(found["ledger"], serde_json::Value::Null);
}
