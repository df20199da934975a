//! What is typed and not saved survives the end of the terminal: every form, from its text to the
//! book and back.

use kenal::domain::{Change, OpId};
use kenal::protocol::{Msg, Timer};

use crate::book::{Book, today};
use crate::stage::Stage;

/// A terminal on the book. Attempts to write have names that no other terminal gives.
fn terminal(book: &Book, number: u8) -> Stage {
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.context.op = OpId([number; 16]);
    stage
}

/// Types these keys and loses the terminal.
fn typed_and_lost(book: &Book, keys: &str) {
    let mut stage = terminal(book, 1);
    stage.play(keys);
    stage.hang_up();
}

/// Nobody types for a while.
fn rests(stage: &mut Stage) {
    stage.send(Msg::Woke(Timer::Draft));
}

fn offers(stage: &mut Stage) -> bool {
    stage.send(Msg::FileChanged);
    stage.text().contains("Not saved:")
}

#[test]
fn a_visit_comes_back_as_it_was_typed_and_is_saved_once() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F2>50x00<Tab><Tab>kampas rem<Tab>350000");
    let mut stage = terminal(&book, 2);
    let shown = stage.text();
    assert!(
        shown.contains("Not saved: a visit · Pak Budi Santoso · B 1234 XYZ,"),
        "{shown}"
    );
    assert!(shown.contains("typed by Rina"), "{shown}");
    assert!(
        shown.contains("Ctrl+R opens it, Ctrl+D throws it away."),
        "{shown}"
    );
    // Letters type as ever, and whoever searches is not disturbed.
    stage.play("1234");
    let shown = stage.text();
    assert!(
        shown.contains("Budi Santoso") && !shown.contains("Not saved"),
        "{shown}"
    );
    stage.play("<Esc><Ctrl+R>");
    let shown = stage.text();
    for text in ["50x00", "kampas rem", "350000", "filter oli"] {
        assert!(shown.contains(text), "{text}\n{shown}");
    }
    assert!(shown.contains("Only digits"), "not yet valid\n{shown}");
    // The last field had the focus, and what stands there is gone on with.
    stage.play("0<Shift+Tab><Shift+Tab><Shift+Tab>50100<Ctrl+S>");
    match book.wrote() {
        Change::AddVisit { facts } => {
            assert_eq!(facts.odometer, Some(50_100));
            let lines: Vec<_> = facts
                .lines
                .iter()
                .map(|line| (line.text.as_str(), line.amount.map(|amount| amount.0)))
                .collect();
            assert_eq!(
                lines,
                [
                    ("kampas rem", Some(3_500_000)),
                    ("filter oli", Some(200_000))
                ]
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(!offers(&mut stage));
}

#[test]
fn a_new_customer_comes_back_with_phones_and_what_is_known_of_the_plate() {
    let book = Book::new();
    let keys = "<F3>Bu Wati<Tab>081299887766<Tab>0217<Tab><Tab>B 1234 XYZ";
    typed_and_lost(&book, keys);
    let mut stage = terminal(&book, 2);
    assert!(stage.text().contains("Not saved: a new customer · Bu Wati"));
    stage.play("<Alt+R>");
    let shown = stage.text();
    for text in ["Bu Wati", "081299887766", "0217", "B 1234 XYZ"] {
        assert!(shown.contains(text), "{text}\n{shown}");
    }
    assert!(
        shown.contains("B 1234 XYZ belongs to Pak Budi Santoso"),
        "the plate is Budi's\n{shown}"
    );
}

#[test]
fn what_somebody_else_changed_meanwhile_shows_both() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F9>081200001111");
    let mut other = terminal(&book, 2);
    other.play("1234<F9>081299990000<Ctrl+S>");
    let mut stage = terminal(&book, 3);
    stage.play("<Ctrl+R>");
    let shown = stage.text();
    assert!(shown.contains("081200001111"), "{shown}");
    assert!(shown.contains("Changed meanwhile to"), "{shown}");
    stage.play("<Ctrl+T><Ctrl+S>");
    let owner = book.card("B 1234 XYZ").customer.expect("an owner");
    let phone = owner.facts.phones[0].phone.e164.as_deref();
    assert_eq!(phone, Some("+6281299990000"));
}

#[test]
fn of_a_correction_only_what_was_typed_comes_back_over_the_book_of_now() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F9>081200001111");
    let mut other = terminal(&book, 2);
    other.play("1234<F9><Shift+Tab>Pak Budi Hartono<Ctrl+S>");
    let mut stage = terminal(&book, 3);
    stage.play("<Ctrl+R><Ctrl+S>");
    let owner = book.card("B 1234 XYZ").customer.expect("an owner");
    assert_eq!(owner.facts.name, "Budi Hartono");
    assert_eq!(
        owner.facts.phones[0].phone.e164.as_deref(),
        Some("+6281200001111")
    );
}

#[test]
fn a_new_plate_and_the_facts_of_the_shop_come_back_too() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F8>nB 777 ZZ");
    typed_and_lost_as(&book, 7, "<Alt+U>Bengkel Sinar");
    let mut stage = terminal(&book, 2);
    let shown = stage.text();
    assert!(shown.contains("Not saved: facts of the shop"), "{shown}");
    assert!(shown.contains("1 more after it."), "{shown}");
    stage.play("<Ctrl+R>");
    assert!(stage.text().contains("Bengkel Sinar"), "{}", stage.text());
    stage.play("<Ctrl+S>");
    assert!(stage.text().contains("Not saved: a new plate · B 1234 XYZ"));
    stage.play("<Ctrl+R>");
    assert!(stage.text().contains("B 777 ZZ"), "{}", stage.text());
    stage.play("<Ctrl+S>");
    assert_eq!(
        book.card("B 777 ZZ").vehicle,
        book.card("B 1234 XYZ").vehicle
    );
    assert!(!offers(&mut stage));
}

fn typed_and_lost_as(book: &Book, number: u8, keys: &str) {
    let mut stage = terminal(book, number);
    stage.play(keys);
    stage.hang_up();
}

#[test]
fn two_terminals_never_open_the_same_draft() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F2>50100");
    let (mut first, mut second) = (terminal(&book, 2), terminal(&book, 3));
    first.play("<Ctrl+R>");
    assert!(first.text().contains("50100"));
    // This one has not heard of it yet.
    assert!(second.text().contains("Not saved"));
    second.play("<Ctrl+R>");
    let shown = second.text();
    assert!(shown.contains("Somebody else has opened it"), "{shown}");
    assert!(!shown.contains("Not saved"), "{shown}");
    // The one who has it loses the terminal as well: it is anybody's again.
    first.hang_up();
    assert!(offers(&mut second));
    second.play("<Ctrl+R>");
    assert!(second.text().contains("50100"));
}

#[test]
fn throwing_away_asks_first_and_paste_answers_nothing() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F2>50100");
    let mut stage = terminal(&book, 2);
    stage.play("<Ctrl+D>");
    let shown = stage.text();
    assert!(shown.contains("Throw away what was not saved?"), "{shown}");
    stage.send(Msg::Paste("t\n".to_owned()));
    stage.play("<Esc>");
    assert!(stage.text().contains("Not saved"));
    stage.play("<Ctrl+D>t");
    assert!(stage.text().contains("Thrown away."), "{}", stage.text());
    assert!(!offers(&mut stage) && !offers(&mut terminal(&book, 3)));
    // Now there is nothing to open, and the palette says so.
    stage.play("<Ctrl+R>");
    assert!(stage.text().contains("Nothing unsaved is kept"));
}

#[test]
fn text_that_rests_is_kept_while_it_is_typed_and_goes_when_it_is_given_up() {
    let book = Book::new();
    let mut stage = terminal(&book, 1);
    stage.play("1234<F2>50100");
    rests(&mut stage);
    assert_eq!(book.drafts(), 1);
    let mut other = terminal(&book, 2);
    assert!(!offers(&mut other), "it is open, not lost");
    stage.play("<Esc>t");
    assert!(stage.text().contains("Recent") || stage.text().contains("B 1234 XYZ"));
    assert_eq!(book.drafts(), 0);
    // The same when the program is left from the form.
    stage.play("<Esc>1234<F2>50200");
    rests(&mut stage);
    assert_eq!(book.drafts(), 1);
    stage.play("<F10>t");
    assert!(stage.ended);
    assert_eq!(book.drafts(), 0);
}

#[test]
fn text_that_is_typed_back_to_what_it_was_leaves_no_draft_behind() {
    let book = Book::new();
    let mut stage = terminal(&book, 1);
    stage.play("1234<F9><Tab>x");
    rests(&mut stage);
    assert_eq!(book.drafts(), 1);
    stage.play("<Backspace><Esc>");
    assert_eq!(book.drafts(), 0);
    assert!(!stage.text().contains("Edit customer"));
}

#[test]
fn a_form_that_lies_under_a_card_is_kept_when_the_program_is_left_from_there() {
    let book = Book::new();
    let mut stage = terminal(&book, 1);
    stage.play("<F3>Bu Wati<Tab><Tab>B 1234 XYZ<Ctrl+O><F10>");
    assert!(stage.ended);
    stage.leaves();
    let stage = terminal(&book, 2);
    assert!(stage.text().contains("Not saved: a new customer · Bu Wati"));
}

#[test]
fn a_customer_who_is_gone_leaves_the_text_to_be_thrown_away_by_a_person() {
    let book = Book::new();
    let mut first = terminal(&book, 1);
    first.play("<F3>Bu Wati<Tab><Tab>D 4321 AB<Ctrl+S>");
    first.play("4321<F9>0812777788");
    first.hang_up();
    let mut stage = terminal(&book, 2);
    stage.play("<Ctrl+Z><Ctrl+R>");
    let shown = stage.text();
    assert!(shown.contains("This is no longer in the book."), "{shown}");
    stage.play("<Esc>");
    assert!(offers(&mut stage), "{}", stage.text());
    stage.play("<Ctrl+D>t");
    assert!(!offers(&mut stage));
}

#[test]
fn the_offer_is_said_in_indonesian() {
    let book = Book::new();
    typed_and_lost(&book, "1234<F2>50100");
    let mut stage = terminal(&book, 2);
    stage.play("<Alt+L>");
    let shown = stage.text();
    assert!(
        shown.contains("Belum disimpan: kunjungan · Pak Budi Santoso · B 1234 XYZ,"),
        "{shown}"
    );
    assert!(shown.contains("Ctrl+R membukanya"), "{shown}");
    stage.context.size = (40, 20);
    let shown = stage.text();
    assert!(shown.contains("Ctrl+D membuangnya."), "{shown}");
}
