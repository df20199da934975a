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
        "as_of name segment template purpose offer offer_until since until within_days notes sent not_sent
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
fn a_campaign_means_a_segment_that_is_offered_and_not_kept() {
    let book = Book::garage();
    let make = |name, segment| {
        let words = ["campaign", "make", name, "--segment", segment];
        book.out(words.into_iter().chain(["--template", "win_back"]));
        book.json(["campaign", name, "--json"])
    };
    let shown = make("Once more", "hanya SEKALI datang");
    assert_eq!(shown["segment"], json!("One visit only"));
    let held = book.json(["segment", "One visit only", "--json"])["total"].clone();
    assert_eq!(shown["not_sent"]["people"], held);
    assert_ne!(held, json!(0));
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

/// A campaign with an offer, and two of its people: one agrees to promotions, one is not asked.
fn offering() -> (Book, String, String) {
    let book = book();
    book.out(
        MAKE.into_iter()
            .chain(["--offer", "a free wash", "--offer-until", "31/12/2027"]),
    );
    let people = people(&book)["people"].clone();
    let with_phone = people.as_array().unwrap().iter();
    let mut codes = with_phone
        .filter(|one| one["phone"].is_string())
        .map(|one| one["customer_id"].as_str().unwrap().to_owned());
    let (one, other) = (codes.next().unwrap(), codes.next().unwrap());
    book.out([
        "record",
        "consent",
        "--of",
        &one,
        "--purpose",
        "promotions",
        "--answer",
        "yes",
    ]);
    (book, one, other)
}

#[test]
fn an_offer_fills_the_message_of_everybody_and_a_greeting_never_carries_one() {
    let (book, one, _) = offering();
    let shown = people(&book);
    assert_eq!(shown["offer"], json!("a free wash"));
    assert_eq!(shown["offer_until"], json!("2027-12-31"));
    let words = [
        "message",
        &one,
        "--campaign",
        "back again",
        "--mark-sent",
        "--json",
    ];
    let told = book.json(words);
    assert!(
        told["text"].as_str().unwrap().contains("a free wash"),
        "{told}"
    );
    assert_eq!(
        (&told["template"], &told["campaign"]),
        (&json!("win_back"), &json!("Back again"))
    );
    assert_eq!(people(&book)["sent"]["people"], json!(1));
    for (template, why) in [("birthday", "greeting"), ("service_due", "promotion")] {
        let ran = book.run(["campaign", "back again", "--template", template]);
        assert_eq!(ran.code, Some(65), "{ran:?}");
        assert!(ran.err.contains(why), "{}", ran.err);
    }
    book.out([
        "campaign",
        "back again",
        "--template",
        "birthday",
        "--offer",
        "",
    ]);
    assert_eq!(people(&book)["offer"], Value::Null);
}

#[test]
fn a_script_sends_to_the_list_of_a_campaign_once_and_takes_it_back_as_one() {
    let (book, one, other) = offering();
    book.out([
        "record",
        "consent",
        "--of",
        &other,
        "--purpose",
        "promotions",
        "--answer",
        "yes",
    ]);
    let file = book.path("letters.csv");
    let file = file.to_str().unwrap();
    let words = ["message", "--campaign", "back again", "--to", file];
    let first = book.json(words.into_iter().chain(["--mark-sent", "--json"]));
    assert_eq!(first["messages"], json!(2));
    assert_eq!(people(&book)["sent"]["people"], json!(2));
    let again = book.run(words.into_iter().chain(["--overwrite", "--json"]));
    let again: Value = serde_json::from_str(&again.out).unwrap();
    assert_eq!(
        (&again["messages"], &again["left_out"]["sent_already"]),
        (&json!(0), &json!(2))
    );
    let audit = book.out(["audit"]);
    assert!(audit.contains("a list of messages"), "{audit}");
    book.out(["undo"]);
    assert_eq!(people(&book)["sent"]["people"], json!(0));
    let ran = book.run(["message", "--campaign", "back again"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let _ = one;
}

#[test]
fn whom_a_campaign_does_not_mean_is_sent_nothing_in_its_name() {
    let (book, ..) = offering();
    let new = book.out([
        "record",
        "customer",
        "--name",
        "Sari",
        "--phone",
        "0812 5550 0199",
    ]);
    let ran = book.run(["message", new.trim(), "--campaign", "back again"]);
    assert_eq!(ran.code, Some(65), "{ran:?}");
    assert!(
        ran.err.contains("not on the list of Back again"),
        "{}",
        ran.err
    );
}

#[test]
fn a_campaign_has_another_name_and_template_and_whom_it_means_stays() {
    let book = book();
    book.out(MAKE);
    let held = people(&book)["people"].clone();
    book.out([
        "campaign",
        "back again",
        "--name",
        "Home",
        "--template",
        "birthday_gift",
    ]);
    let shown = book.json(["campaign", "home", "--json"]);
    assert_eq!(shown["template"], json!("birthday_gift"));
    let codes = |people: &Value| -> Vec<Value> {
        let people = people.as_array().unwrap().iter();
        people.map(|one| one["customer_id"].clone()).collect()
    };
    assert_eq!(codes(&shown["people"]), codes(&held));
    let ran = book.run(["campaign", "home", "--segment", "came"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert_eq!(book.run(["campaign", "back again"]).code, Some(1));
}
