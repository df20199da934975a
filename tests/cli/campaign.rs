//! Campaigns on the command line: made for a segment, listed, opened, taken away.

use serde_json::{Value, json};

use crate::support::{Book, has};

/// The sample garage with a segment of everybody who came.
fn book() -> Book {
    let book = Book::garage();
    book.out(["segment", "Came", "--where", "visits >= 1"]);
    book
}

const MAKE: [&str; 8] = [
    "campaign",
    "make",
    "Back",
    "again",
    "--segment",
    "came",
    "--template",
    "win_back",
];

fn people(book: &Book) -> Value {
    book.json(["campaign", "back", "again", "--json"])
}

#[test]
fn a_campaign_means_those_whom_the_segment_holds_and_is_told_with_its_control() {
    let book = book();
    let held = book.json(["segment", "came", "--json"])["total"].clone();
    book.out(MAKE);
    let shown = people(&book);
    has(
        &shown,
        "as_of name segment template purpose since until within_days notes sent not_sent
         points_earned points_given points_redeemed cost people",
    );
    assert_eq!(shown["name"], json!("Back again"));
    assert_eq!(shown["purpose"], json!("promotion"));
    assert_eq!(shown["not_sent"]["people"], held);
    has(
        &shown["sent"],
        "people came money due_anyway due_anyway_money open",
    );
    for one in shown["people"].as_array().unwrap() {
        has(
            one,
            "customer_id name phone sent may_send came money due_anyway",
        );
        // Nobody of the sample has been asked yet.
        assert_eq!(one["sent"], Value::Null);
    }
    let all = book.json(["campaign", "--json"]);
    assert_eq!(all["campaigns"].as_array().unwrap().len(), 1);
    let listed = book.out(["campaign"]);
    assert!(listed.starts_with("Back again"), "{listed}");
    let text = book.out(["campaign", "back again"]);
    assert!(text.contains("back within 30 days"), "{text}");
}

#[test]
fn what_is_missing_or_unknown_is_said_and_undo_takes_a_campaign_back() {
    let book = book();
    assert_eq!(book.run(["campaign"]).code, Some(1));
    assert_eq!(book.run(["campaign", "make", "Back"]).code, Some(2));
    let unknown = [
        "campaign",
        "make",
        "Back",
        "--segment",
        "came",
        "--template",
        "nonsense",
    ];
    let ran = book.run(unknown);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(ran.err.contains("win_back"), "{}", ran.err);
    book.out(MAKE);
    assert_eq!(book.run(MAKE).code, Some(65));
    book.out(["campaign", "back again", "--remove"]);
    assert_eq!(book.run(["campaign", "back again"]).code, Some(1));
    book.out(["undo"]);
    assert!(!people(&book)["people"].as_array().unwrap().is_empty());
    book.out(["undo"]);
    assert_eq!(book.run(["campaign", "back again"]).code, Some(1));
}
