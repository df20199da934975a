//! Who brought whom, from the first visit to the thanks, and whom the shop lost.

use kenal::domain::Change;

use crate::book::{Book, today};
use crate::stage::Stage;

/// What was written last.
fn newest(book: &Book) -> Change {
    book.written()
        .last()
        .cloned()
        .expect("something was written")
}

/// Goes on through the fields until this one has the focus.
fn to_field(stage: &mut Stage, label: &str) {
    for _ in 0..30 {
        if stage.text().contains(&format!("▸ {label}")) {
            return;
        }
        stage.play("<Tab>");
    }
    panic!("no field {label}:\n{}", stage.text());
}

#[test]
fn at_the_first_visit_a_friend_is_named_and_the_review_says_whom_to_thank() {
    for size in [(80, 24), (40, 20), (120, 40)] {
        let book = Book::new();
        let mut stage = Stage::new(book.reader(), book.writer(), today());
        stage.context.size = size;
        stage.play("<F3>Bu Sari Dewi<Tab>081299998888<Ctrl+S>");
        stage.play("<F2>");
        to_field(&mut stage, "Services");
        stage.play("wiper<Tab>135000");
        to_field(&mut stage, "Brought by");
        stage.play("Budi<Down><Enter><Ctrl+S>");
        let Change::AddFirstVisit { facts, .. } = newest(&book) else {
            panic!("a first visit, not {:?}:\n{}", newest(&book), stage.text());
        };
        assert_eq!(facts.lines[0].text, "wiper");
        // Nobody is asked twice.
        stage.play("<F2>");
        assert!(!stage.text().contains("Brought by"), "{}", stage.text());
        stage.play("<Esc>");
        // The full card of whoever brought her tells of it.
        stage.play("<Esc>Budi<Enter>");
        let card = stage.text();
        let told = card.contains("Bu Sari Dewi, 1 ×");
        assert!(told || size.0 < 120, "{card}");
        stage.play("<Esc><F6>7<Tab>");
        let review = stage.text();
        assert!(review.contains("Pak Budi Santoso"), "{review}");
        stage.play("d");
        assert!(matches!(newest(&book), Change::Thank { .. }));
        let done = stage.text();
        assert!(!done.contains("for Bu Sari"), "{done}");
        stage.play("<Ctrl+Z>");
        assert!(matches!(newest(&book), Change::Undo { .. }));
        // From the counter the palette finds the same.
        stage.play("<Esc><Ctrl+P>thanks<Enter>");
        let owed = stage.text();
        let told = owed.contains("Referrals to thank") && owed.contains("Pak Budi Santoso");
        assert!(told && owed.contains("Bu Sari"), "{owed}");
        stage.play("<Ctrl+D>");
        assert!(matches!(newest(&book), Change::Thank { .. }));
    }
}

#[test]
fn a_customer_who_went_elsewhere_is_marked_with_one_key_and_a_save() {
    let book = Book::new();
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.play("1234<Enter><Alt+T>Bengkel Sebelah<Ctrl+S>");
    let Change::MarkLost {
        lost: Some(lost), ..
    } = newest(&book)
    else {
        panic!("a mark, not {:?}", newest(&book));
    };
    assert_eq!((&*lost.competitor, lost.day), ("Bengkel Sebelah", today()));
    let card = stage.text();
    assert!(card.contains("Went to Bengkel Sebelah"), "{card}");
    stage.play("<Alt+X>");
    let list = stage.text();
    assert!(list.contains("Went to another shop 1"), "{list}");
    assert!(list.contains("Budi Santoso"), "{list}");
    stage.play("<Enter>");
    assert!(stage.text().contains("History"), "{}", stage.text());
    stage.play("<Esc><Esc>");
}
