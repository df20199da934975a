//! Finding from a script.

use crate::support::{Book, has};

fn book_of_three() -> Book {
    let book = Book::empty();
    for (name, plate, phone) in [
        ("Pak Budi Santoso", "B 1234 XYZ", "0812-3456-7890"),
        ("Bu Sari Dewi", "B 1234 XA", "0813-9876-5432"),
        ("PT Karya Abadi", "D 77 SD", "0274-556677"),
    ] {
        let words = [
            "record", "customer", "--name", name, "--plate", plate, "--phone", phone,
        ];
        book.out(words);
    }
    book
}

#[test]
fn the_json_has_every_documented_field() {
    let book = book_of_three();
    let found = book.json(["find", "1234", "--json"]);
    has(&found, "query elapsed_us total total_more hits");
    assert_eq!(found["query"], "1234");
    assert_eq!(found["total"], 2);
    assert_eq!(found["total_more"], false);
    for hit in found["hits"].as_array().unwrap() {
        has(
            hit,
            "customer_id name plate vehicle phone tier last_visit match",
        );
        assert_eq!(hit["match"], "exact");
        assert_eq!(hit["tier"], serde_json::Value::Null);
    }
}

#[test]
fn a_piece_of_plate_phone_name_or_id_finds() {
    let book = book_of_three();
    for (text, code) in [
        ("b1234xyz", "C-00001"),
        ("34xy", "C-00001"),
        ("5432", "C-00002"),
        ("santoso", "C-00001"),
        ("karya", "C-00003"),
        ("c2", "C-00002"),
        ("D 77 SD", "C-00003"),
    ] {
        let found = book.json(["find", text, "--json"]);
        assert_eq!(found["hits"][0]["customer_id"], code, "{text}: {found}");
    }
}

#[test]
fn lines_for_people_and_the_count_beside_them() {
    let book = book_of_three();
    let ran = book.run(["find", "1234"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(ran.out.lines().count(), 2, "{}", ran.out);
    assert!(
        ran.out.contains("B 1234 XYZ  Pak Budi Santoso"),
        "{}",
        ran.out
    );
    assert_eq!(ran.err, "2 found\n");
    let ran = book.run(["find", "1234", "--limit", "1", "-q"]);
    assert_eq!((ran.out.lines().count(), ran.err.as_str()), (1, ""));
}

#[test]
fn nothing_found_is_exit_1_with_and_without_json() {
    let book = book_of_three();
    let ran = book.run(["find", "zzzzzz"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(
        ran.err.contains("Nothing found for “zzzzzz”."),
        "{}",
        ran.err
    );
    let ran = book.run(["find", "zzzzzz", "--json"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.out.contains("\"hits\":[]"), "{}", ran.out);
    assert_eq!(ran.err, "");
}

#[test]
fn hostile_words_find_nothing_and_break_nothing() {
    let book = book_of_three();
    for text in [
        "%",
        "_",
        "\"",
        "'; DROP TABLE customer; --",
        "*",
        "AND",
        "a\"b*",
        "\\",
        "{}",
    ] {
        let ran = book.run(["find", text]);
        assert!(matches!(ran.code, Some(0 | 1)), "{text}: {ran:?}");
    }
    assert_eq!(book.json(["info", "--json"])["customers"], 3);
}
