//! Two terminals at one customer.

use kenal::domain::OpId;

use crate::book::{Book, today};
use crate::stage::Stage;

/// Two terminals on one book, each with a form on the same customer open and something typed.
fn two_at_budi(book: &Book) -> (Stage, Stage) {
    let open = |who: u8, keys: &str| {
        let mut stage = Stage::new(book.reader(), book.writer(), today());
        // Attempts to write have names that no other terminal gives.
        stage.context.op = OpId([who; 16]);
        stage.play(&format!("1234<F9>{keys}"));
        stage
    };
    let first = open(1, "081200001111");
    let second = open(2, "<Shift+Tab>Pak Budi Hartono");
    (first, second)
}

#[test]
fn who_saves_second_sees_what_the_first_changed_and_then_saves_beside_it() {
    let book = Book::new();
    let (mut first, mut second) = two_at_budi(&book);
    first.play("<Ctrl+S>");
    second.play("<Ctrl+S>");
    let shown = second.text();
    for said in [
        "Not saved yet: somebody has just changed this too.",
        "Somebody else has just changed this; it was",
        "0812-0000-1111",
        "Pak Budi Hartono",
    ] {
        assert!(shown.contains(said), "{said}\n{shown}");
    }
    let owner = book.card("B 1234 XYZ").customer.expect("an owner").facts;
    assert_eq!(owner.name, "Budi Santoso", "nothing is written unseen");
    second.play("<Ctrl+S>");
    let owner = book.card("B 1234 XYZ").customer.expect("an owner").facts;
    let phone = owner.phones[0].phone.e164.as_deref();
    assert_eq!(
        (owner.name.as_str(), phone),
        ("Budi Hartono", Some("+6281200001111"))
    );
}
