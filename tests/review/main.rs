//! Every number of `kenal review --json` once more: with plain SQL on the book, written from the
//! definitions (docs/insight.md) and not from the program, and with a second prediction by
//! `kenal insight`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may")]

mod books;
mod campaigns;
mod figures;
mod labels;
mod lists;
mod model;
mod truth;

use books::Book;
use truth::Truth;

#[test]
fn the_review_of_a_sample_garage_is_what_plain_sql_says() {
    held_against(&Book::garage());
}

#[test]
fn the_review_of_an_earlier_week_is_what_plain_sql_says() {
    let book = Book::garage().on("2026-11-02");
    assert_eq!(
        book.review()["lists"]["back"]["customers"],
        1,
        "somebody came back"
    );
    held_against(&book);
}

#[test]
fn the_review_of_a_real_workshop_is_what_plain_sql_says() {
    match Book::carspeed() {
        Some(book) => held_against(&book),
        None => println!("skipped: the files of the real workshop do not lie beside the project"),
    }
}

#[test]
fn what_came_of_a_campaign_is_what_plain_sql_says() {
    let book = Book::garage().on("2026-10-20");
    campaigns::begun(&book);
    let book = book.on("2026-11-02");
    let review = book.review();
    campaigns::check(&Truth::of(&book, &review), &review);
}

fn held_against(book: &Book) {
    let review = book.review();
    let truth = Truth::of(book, &review);
    figures::check(&truth, &review);
    lists::check(&truth, &review);
    labels::check(&truth, &review);
    model::check(book, &truth, &review);
}
