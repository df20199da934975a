//! Two records of one person, made one at the counter.

use kenal::domain::{Change, CustomerId, OpId};

use crate::book::{Book, today};
use crate::count;
use crate::stage::Stage;

/// Pak Budi, and once more under another plate with his phone.
fn twice() -> (Book, Stage) {
    let book = Book::new();
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.play("<F3>Budi Santoso<Tab>081234567890<Ctrl+S>");
    if book.written().is_empty() {
        // The form warns of the phone, and keeps both when asked to.
        stage.play("<Ctrl+K><Ctrl+S>");
    }
    stage.play("<Esc><Esc>");
    (book, stage)
}

#[test]
fn a_likely_pair_is_one_in_four_keys_and_two_again_in_one() {
    for size in [(80, 24), (40, 20), (120, 40)] {
        let (book, mut stage) = twice();
        stage.context.size = size;
        let keys = "1234<Alt+S><Enter><Ctrl+S>";
        assert!(count::keys(keys) <= 4);
        stage.play("1234<Alt+S>");
        let likely = stage.text();
        assert!(likely.contains("same phone"), "{likely}");
        stage.play("<Enter>");
        let both = stage.text();
        assert!(both.contains("Merge C-00001 into C-00042"), "{both}");
        stage.play("<Ctrl+S>");
        let merged = book.written().last().cloned();
        let Some(Change::MergeCustomers { keep, other, .. }) = merged else {
            panic!("a merge, not {merged:?}");
        };
        assert_eq!((keep, other), (CustomerId(1), CustomerId(2)));
        let said = stage.text();
        assert!(said.contains("are one customer"), "{said}");
        // In a narrow window the first goes back to the list.
        stage.play("<Esc><Esc>C-00001");
        assert!(stage.text().contains("B 1234 XYZ"), "{}", stage.text());
        stage.play("<Ctrl+Z>");
        assert!(matches!(book.written().last(), Some(Change::Undo { .. })));
        assert_eq!(
            book.card("C-00001").customer.map(|one| one.id),
            Some(CustomerId(2))
        );
    }
}

#[test]
fn letters_find_the_other_where_nobody_is_likely() {
    let book = Book::new();
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.play("<F3>Sutarji<Ctrl+S><Esc><Esc>");
    stage.play("1234<Alt+S>");
    let nobody = stage.text();
    assert!(
        nobody.contains("Nobody looks like the same person"),
        "{nobody}"
    );
    stage.play("sutarji<Enter><Ctrl+X><Ctrl+S>");
    let merged = book.written().last().cloned();
    let Some(Change::MergeCustomers { keep, .. }) = merged else {
        panic!("a merge, not {merged:?}:\n{}", stage.text());
    };
    assert_eq!(keep, CustomerId(2), "swapped");
}

#[test]
fn a_visit_typed_for_whoever_is_gone_lands_on_the_one_and_says_so() {
    let (book, mut stage) = twice();
    let mut other = Stage::new(book.reader(), book.writer(), today());
    other.context.op = OpId([7; 16]);
    other.play("C-00001<F2>wiper<Tab>135000");
    stage.play("1234<Alt+S><Enter><Ctrl+S>");
    other.play("<Ctrl+S>");
    let said = other.text();
    assert!(said.contains("merged into C-00042"), "{said}");
    let card = book.card("B 1234 XYZ");
    assert_eq!(card.visits, 2, "the visit stands with the one");
}
