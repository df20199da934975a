//! Looking: the card, the history, the facts of the book, the audit.

use crate::support::Book;

#[test]
fn the_card_says_who_it_is_and_what_to_say() {
    let book = Book::garage();
    let shown = book.json(["show", "C-00001", "--json"]);
    let text = book.out(["show", "c1"]);
    let name = shown["customer"]["name"].as_str().unwrap();
    assert!(text.lines().next().unwrap().contains(name), "{text}");
    assert!(text.contains("C-00001"));
    let said = shown["say"].as_str().unwrap().split(';').next().unwrap();
    assert!(text.contains(said), "{text}");
    let indonesian = book.out(["--lang", "id", "show", "c1"]);
    assert_ne!(text, indonesian);
}

#[test]
fn a_plate_and_a_phone_mean_the_same_customer_as_the_id() {
    let book = Book::garage();
    let with_both = (1..=40).find_map(|number| {
        let code = format!("C-{number:05}");
        let shown = book.json(["show", &code, "--json"]);
        let plate = shown["vehicles"][0]["plate"].as_str()?.to_owned();
        let phone = shown["customer"]["phones"][0].as_str()?.to_owned();
        let company = shown["customer"]["kind"] == "company";
        (!company).then_some((code, plate, phone))
    });
    let (code, plate, phone) = with_both.expect("somebody has both");
    let who = |text: &str| book.json(["show", text, "--json"])["customer"]["id"].clone();
    assert_eq!(who(&plate), code.as_str());
    assert_eq!(who(&plate.replace(' ', "").to_lowercase()), code.as_str());
    let ran = book.run(["show", &phone, "--json"]);
    assert!(ran.code == Some(0) || ran.code == Some(65), "{ran:?}");
    // Unquoted, the words of a plate belong together.
    let words: Vec<&str> = ["show"].into_iter().chain(plate.split(' ')).collect();
    assert!(book.out(words).contains(&code));
}

#[test]
fn nobody_is_exit_1_and_the_sentence_says_what_to_do() {
    let book = Book::garage();
    for command in ["show", "history", "audit"] {
        let ran = book.run([command, "ZZ 9999 ZZZ"]);
        assert_eq!(ran.code, Some(1), "{ran:?}");
        assert!(
            ran.err.contains("Nothing found for “ZZ 9999 ZZZ”."),
            "{}",
            ran.err
        );
        assert!(ran.err.contains("Hint: "), "{}", ran.err);
    }
}

#[test]
fn the_history_is_newest_first_and_complete() {
    let book = Book::garage();
    let history = book.json(["history", "C-00001", "--json"]);
    let visits = history["visits"].as_array().unwrap();
    assert_eq!(history["total"], visits.len());
    let days: Vec<&str> = visits
        .iter()
        .map(|visit| visit["date"].as_str().unwrap())
        .collect();
    assert!(days.is_sorted_by(|newer, older| newer >= older), "{days:?}");
    assert!(!book.out(["history", "C-00001"]).is_empty());
}

#[test]
fn a_new_book_has_an_empty_history_of_changes() {
    let book = Book::empty();
    assert_eq!(book.out(["audit"]), "Nothing has been changed yet.\n");
    let ran = book.run(["undo", "--list"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("There is nothing of rina to take back."));
    let ran = book.run(["--staff", "Sari", "undo"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.err.contains("There is nothing of Sari to take back."));
    assert_eq!(
        book.out(["import", "--list"]),
        "Nothing has been brought in yet.\n"
    );
}

#[test]
fn narrow_terminals_get_narrow_lines() {
    let book = Book::garage();
    for columns in ["40", "72"] {
        let mut command = book.command(["show", "C-00001"]);
        let ran = crate::support::ended(command.env("COLUMNS", columns));
        let limit: usize = columns.parse().unwrap();
        for line in ran.out.lines() {
            assert!(line.chars().count() <= limit, "{columns}: {line}");
        }
    }
}
