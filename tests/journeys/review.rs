//! The owner's ten minutes, typed into the whole program on a real book.

use kenal::domain::Change;

use crate::book::{Book, today};
use crate::stage::Stage;

#[test]
fn the_owner_walks_the_week_writes_a_note_and_comes_back_to_the_same_row() {
    for size in [(80, 24), (40, 20), (120, 40)] {
        let book = Book::new();
        let mut stage = Stage::new(book.reader(), book.writer(), today());
        stage.context.size = size;
        // A Sunday: the week that is over is the one before.
        stage.play("<F6>");
        let week = stage.text();
        let name = if size.0 < 64 { "Week" } else { "week" };
        assert!(
            week.contains(&format!("{name} 46, 9–15 Nov 2026")),
            "{week}"
        );
        assert!(week.contains("How the week went"), "{week}");
        stage.play("<Right><Space>");
        let slipping = stage.text();
        assert!(slipping.contains("3 Slipping"), "{slipping}");
        stage.play("9");
        let best = stage.text();
        assert!(best.contains("Pak Budi Santoso"), "{best}");
        assert!(best.contains("Rp 650 rb"), "{best}");
        stage.play("<Enter>");
        assert!(stage.text().contains("History"), "{}", stage.text());
        stage.play("<Esc>");
        assert!(stage.text().contains("Who brings the money"));
        stage.play("n");
        assert!(stage.text().contains("Note"), "{}", stage.text());
        stage.play("coffee without sugar<Ctrl+S>");
        let Change::EditCustomer { facts, .. } = book.wrote() else {
            panic!("a customer, not {:?}", book.wrote());
        };
        assert_eq!(facts.note, "coffee without sugar");
        let back = stage.text();
        assert!(back.contains("Who brings the money"), "{back}");
        stage.play("<Esc>");
        let desk = stage.text();
        assert!(
            desk.contains("1 customer") && !desk.contains("46,"),
            "{desk}"
        );
    }
}

#[test]
fn why_tells_the_visits_behind_a_row_and_letters_never_reach_the_search_line() {
    let book = Book::new();
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.play("<F6>9?");
    let why = stage.text();
    assert!(why.contains("Why? Pak Budi Santoso"), "{why}");
    assert!(why.contains("12 Aug 2026"), "{why}");
    stage.play("<Esc>svx<Esc>");
    let desk = stage.text();
    assert!(desk.contains("Seen last"), "{desk}");
}

#[test]
fn what_was_said_about_a_week_goes_with_it() {
    let book = Book::new();
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.play("<F6>]");
    let said = "This is the last week that is over";
    assert!(stage.text().contains(said), "{}", stage.text());
    stage.play("[");
    assert!(!stage.text().contains(said), "{}", stage.text());
}
