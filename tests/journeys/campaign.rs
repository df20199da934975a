//! From a segment to a message and to what came of it; a gathering and who was there.

use kenal::domain::filter::{Filter, Terms};
use kenal::domain::trade::Trade;
use kenal::domain::{Author, Change, Currency, GuestState, OpId, Purpose, SegmentFacts};

use crate::book::{Book, today};
use crate::count;
use crate::stage::Stage;

fn write(book: &Book, number: u8, change: &Change) {
    let author = Author {
        staff: None,
        name: "Rina".to_owned(),
        terminal: "elsewhere".to_owned(),
    };
    let op = OpId([number; 16]);
    book.writer().write(&author, op, change).expect("written");
}

/// Everybody who came.
fn came() -> Filter {
    let terms = Terms {
        trade: &Trade::named("garage").expect("a trade"),
        currency: Currency::IDR,
        today: today(),
    };
    Filter::read("visits >= 1", terms).expect("a filter")
}

/// A book with one segment that is kept.
fn book() -> Book {
    let book = Book::new();
    let facts = Box::new(SegmentFacts {
        name: "Came".to_owned(),
        filter: came(),
    });
    write(&book, 111, &Change::AddSegment { facts });
    book
}

fn desk(book: &Book) -> Stage {
    Stage::new(book.reader(), book.writer(), today())
}

#[test]
fn a_campaign_is_made_from_a_segment_in_three_keys_and_its_people_lead_to_the_message() {
    const MAKE: &str = "<Ctrl+G><Ctrl+N><Ctrl+S>";
    let book = book();
    let mut stage = desk(&book);
    stage.play(MAKE);
    assert!(count::keys(MAKE) <= 3, "{}", count::keys(MAKE));
    let targets = book.written().into_iter().find_map(|change| match change {
        Change::AddCampaign { targets, .. } => Some(targets),
        _ => None,
    });
    let targets = targets.expect("a campaign");
    for (at, customer) in (120..).zip(&targets) {
        let agreed = Change::SetConsent {
            customer: *customer,
            purpose: Purpose::Promotions.key().to_owned(),
            yes: true,
            day: today(),
            channel: "counter".to_owned(),
        };
        write(&book, at, &agreed);
    }
    stage.play("<Alt+M><Enter>");
    assert!(stage.text().contains("not sent"), "{}", stage.text());
    stage.play("<F5>");
    assert!(stage.text().contains("Come back"), "{}", stage.text());
}

#[test]
fn a_gathering_is_made_with_a_segment_and_a_guest_is_marked_at_the_door() {
    let book = book();
    let mut stage = desk(&book);
    stage.play("<Alt+I><Ctrl+N>Kopdar<Tab>today<Tab><Tab><Tab><Right><Ctrl+S><Enter><Enter>");
    let marked = book.written().into_iter().find_map(|change| match change {
        Change::MarkGuest { state, .. } => Some(state),
        _ => None,
    });
    assert_eq!(marked, Some(Some(GuestState::Came)));
    assert!(stage.text().contains("✓ came"), "{}", stage.text());
    stage.play("<Ctrl+Z>");
    assert!(!stage.text().contains("✓ came"), "{}", stage.text());
}

#[test]
fn whoever_is_on_no_list_becomes_a_guest_in_a_few_keys_and_undo_takes_them_off() {
    let book = book();
    let mut stage = desk(&book);
    stage.play("<Alt+I><Ctrl+N>Kopdar<Tab>today<Ctrl+S><Enter>");
    assert!(
        stage.text().contains("Nobody is invited yet"),
        "{}",
        stage.text()
    );
    stage.play("<Ctrl+N>budi<Enter>");
    assert!(stage.text().contains("✓ came"), "{}", stage.text());
    stage.play("<Ctrl+N>budi<Enter>");
    assert!(
        stage.text().contains("is a guest already: came"),
        "{}",
        stage.text()
    );
    stage.play("<Ctrl+Z>");
    assert!(
        stage.text().contains("Nobody is invited yet"),
        "{}",
        stage.text()
    );
}
