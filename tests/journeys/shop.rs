//! The Shop screen and the consent dialog, typed into the whole program on a real book.

use kenal::domain::{Change, OpId};
use kenal::protocol::Msg;

use crate::book::{Book, today};
use crate::stage::Stage;

/// A terminal on the book with somebody at its desk.
fn terminal(book: &Book, staff: &str) -> Stage {
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    staff.clone_into(&mut stage.context.desk.staff);
    stage
}

/// Sari and Rina are written down, each at a terminal of her own; Joko works on the cars.
fn two_terminals() -> (Book, Stage, Stage) {
    let book = Book::new();
    let mut sari = terminal(&book, "");
    sari.play("<Ctrl+W>Sari<Enter>");
    let mut rina = terminal(&book, "");
    // Attempts to write have names that no other terminal gives.
    rina.context.op = OpId([9; 16]);
    rina.play("<Ctrl+W>Rina<Enter>");
    looks(&mut sari);
    (book, sari, rina)
}

/// What another process wrote is noticed.
fn looks(stage: &mut Stage) {
    stage.send(Msg::FileChanged);
}

/// Opens the shop and goes to the name of the person with this place.
fn to_person(place: usize) -> String {
    let tabs = "<Tab>".repeat(13 + 2 * (place - 1));
    format!("<Alt+U>{tabs}")
}

#[test]
fn somebody_is_retired_is_offered_no_more_and_comes_back() {
    let (_book, mut sari, mut rina) = two_terminals();
    sari.play(&format!("{}<Tab><Right>", to_person(3)));
    insta::assert_snapshot!("rina_leaves", sari.text());
    sari.play("<Ctrl+S>");
    assert!(sari.text().contains("Saved"), "{}", sari.text());
    looks(&mut rina);
    let shown = rina.text();
    assert!(shown.contains("Rina no longer works here."), "{shown}");
    assert!(shown.contains("Ctrl+W: who is at the desk?"), "{shown}");
    // The search line is free, and the picker skips who has left.
    rina.play("1234");
    assert!(rina.text().contains("Pak Budi Santoso"));
    rina.play("<Ctrl+W>");
    let picker = rina.text();
    assert!(
        picker.contains("1 Sari") && !picker.contains("1 Rina"),
        "{picker}"
    );
    // Undo brings back.
    sari.play("<Ctrl+Z>");
    assert!(sari.text().contains("Taken back"), "{}", sari.text());
    looks(&mut rina);
    rina.play("<Esc><Ctrl+W>");
    assert!(rina.text().contains("1 Rina"), "{}", rina.text());
}

#[test]
fn who_is_renamed_elsewhere_goes_on_under_the_new_name() {
    let (_book, mut sari, mut rina) = two_terminals();
    sari.play(&format!("{}Rina Wati<Ctrl+S>", to_person(3)));
    looks(&mut rina);
    assert_eq!(rina.context.desk.staff, "Rina Wati");
    assert!(rina.text().contains("Rina is called Rina Wati now."));
}

#[test]
fn two_who_rename_one_person_see_both_names() {
    let (_book, mut sari, mut rina) = two_terminals();
    sari.play(&format!("{}Joko S", to_person(1)));
    rina.play(&format!("{}Joko W<Ctrl+S>", to_person(1)));
    sari.play("<Ctrl+S>");
    let shown = sari.text();
    assert!(
        shown.contains("Joko S") && shown.contains("Joko W"),
        "{shown}"
    );
    insta::assert_snapshot!("both_names", shown);
}

#[test]
fn a_name_that_somebody_has_is_refused_at_its_field() {
    let (_book, mut sari, _rina) = two_terminals();
    sari.play(&format!("{}Sari<Ctrl+S>", to_person(3)));
    let shown = sari.text();
    assert!(
        shown.contains("Somebody else here has that name already."),
        "{shown}"
    );
}

#[test]
fn the_shop_gets_another_name_and_a_field_of_its_own() {
    let book = Book::new();
    let mut stage = terminal(&book, "Rina");
    stage.play("<Alt+U>Bengkel Baru<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>Rack<Ctrl+S>");
    let shown = stage.text();
    assert!(shown.contains("Bengkel Baru"), "{shown}");
    stage.play("<Alt+U>");
    assert!(stage.text().contains("Rack"), "{}", stage.text());
}

#[test]
fn what_a_customer_agrees_to_is_written_down_in_two_keys() {
    let book = Book::new();
    let mut stage = terminal(&book, "Rina");
    stage.play("1234<Enter>p");
    insta::assert_snapshot!("consent", stage.text());
    stage.play("w");
    let written = book.wrote();
    assert!(
        matches!(&written, Change::SetConsent { purpose, yes: true, channel, .. }
            if purpose == "promotions" && channel == "whatsapp"),
        "{written:?}"
    );
    let consents = book.card("B 1234 XYZ").consents;
    assert_eq!((consents.len(), consents[0].yes), (1, true));
}
