//! The clerk's quiet hour: today's list, typed into the whole program on a real book.

use kenal::domain::{Author, Change, CustomerFacts, Mark, OpId};
use kenal::protocol::Msg;
use kenal::text::Lang;

use crate::book::{Book, today};
use crate::stage::Stage;

/// Pak Budi's book, in which Bu Sari has her birthday today and wished nothing, and Rina comes in
/// four days.
fn stage(size: (u16, u16)) -> (Stage, Book) {
    let book = Book::new();
    let born = [("Bu", "Sari Dewi", "1990-11-22"), ("", "Rina", "--11-26")];
    for (number, (honorific, name, birthday)) in (50..).zip(born) {
        let change = Change::AddCustomer {
            facts: Box::new(CustomerFacts {
                honorific: honorific.to_owned(),
                name: name.to_owned(),
                birthday: birthday.parse().ok(),
                ..CustomerFacts::default()
            }),
            code: None,
            vehicle: None,
        };
        let author = Author {
            staff: None,
            name: "Owner".to_owned(),
            terminal: "elsewhere".to_owned(),
        };
        let written = book.writer().write(&author, OpId([number; 16]), &change);
        written.expect("written");
    }
    let mut stage = Stage::new(book.reader(), book.writer(), today());
    stage.context.size = size;
    (stage, book)
}

/// What was marked last.
fn marked(book: &Book) -> Mark {
    match book.written().last() {
        Some(Change::MarkOccasions { mark, .. }) => *mark,
        other => panic!("a mark, not {other:?}"),
    }
}

#[test]
fn a_birthday_is_greeted_put_off_and_taken_back_with_one_key_each() {
    for size in [(80, 24), (40, 20), (120, 40)] {
        let (mut stage, book) = stage(size);
        stage.play("<F7>");
        let list = stage.text();
        assert!(list.contains("♥ Bu Sari Dewi"), "{list}");
        assert!(list.contains("♥ Rina"), "{list}");
        assert!(list.contains("Birthday today (36)"), "{list}");
        stage.play("d");
        assert_eq!(marked(&book), Mark::Done);
        let done = stage.text();
        assert!(!done.contains("♥ Bu Sari Dewi"), "{done}");
        assert!(done.contains("Done: Bu Sari Dewi."), "{done}");
        stage.play("<Ctrl+Z>");
        let back = stage.text();
        assert!(back.contains("♥ Bu Sari Dewi"), "{back}");
        stage.play("<Down><Down><Up>+3<Enter>");
        let until = "2026-11-25".parse().expect("a day");
        assert_eq!(marked(&book), Mark::Until(until));
        stage.play("<Ctrl+Home><Enter>");
        let card = stage.text();
        assert!(card.contains("♥ Birthday in 4 days, 26 Nov"), "{card}");
        stage.play("<Esc>");
        assert!(stage.text().contains("Today · 22 Nov"), "{}", stage.text());
        stage.play("<Esc>");
        assert!(!stage.text().contains("Today · 22 Nov"), "{}", stage.text());
    }
}

#[test]
fn the_list_is_reached_from_everywhere_and_says_why_in_indonesian() {
    let (mut stage, _) = stage((80, 24));
    stage.context.lang = Lang::Id;
    for from in ["<F7>", "1234<Enter><F7>", "<F6><F7>", "<Ctrl+G><F7>"] {
        stage.play(from);
        let list = stage.text();
        assert!(list.contains("Hari ini · 22 Nov"), "{from}: {list}");
        stage.play("?");
        let why = stage.text();
        assert!(why.contains("tujuh hari sebelum"), "{why}");
        stage.play("<Esc><Esc><Esc><Esc>");
    }
}

#[test]
fn a_row_that_another_terminal_took_away_is_not_taken_for_the_next_one() {
    for lang in Lang::ALL {
        let (mut stage, book) = stage((80, 24));
        stage.context.lang = lang;
        stage.play("<F7>");
        assert!(
            stage.text().contains("▸ ♥ Bu Sari Dewi"),
            "{}",
            stage.text()
        );
        let mut other = Stage::new(book.reader(), book.writer(), today());
        other.context.op = OpId([9; 16]);
        other.play("<F7>d");
        stage.send(Msg::FileChanged);
        let before = book.written().len();
        let looks = |stage: &Stage| assert!(stage.text().contains("▸ ♥ Rina"), "{}", stage.text());
        looks(&stage);
        stage.play("d");
        assert!(stage.text().contains("Bu Sari Dewi"), "{}", stage.text());
        assert_eq!(book.written().len(), before, "nothing for Rina");
        looks(&stage);
        stage.play("d");
        assert_eq!(book.written().len(), before + 1);
        assert!(!stage.text().contains("♥ Rina"), "{}", stage.text());
    }
}

#[test]
fn whoever_answers_no_is_gone_from_the_list_at_once() {
    let (mut stage, book) = stage((80, 24));
    stage.play("<F7>x");
    let Some(Change::SetConsent { purpose, yes, .. }) = book.written().pop() else {
        panic!("an answer, not {:?}", book.written());
    };
    assert_eq!((purpose.as_str(), yes), ("birthday", false));
    let list = stage.text();
    assert!(!list.contains("♥ Bu Sari Dewi"), "{list}");
}

#[test]
fn a_greeting_is_sent_from_the_list_in_four_keys_and_is_done_with_it() {
    let (mut stage, book) = stage((120, 60));
    // Asked at the counter, then greeted.
    stage.play("<F7>y");
    stage.keys();
    stage.play("<F5><Enter><Enter>");
    assert!(stage.keys() <= 3, "the budget of a greeting");
    assert!(
        matches!(book.written().last(), Some(Change::MarkSent(sent)) if sent.template == "birthday"),
        "{:?}",
        book.written().last()
    );
    let list = stage.text();
    assert!(list.contains("Today · 22 Nov"), "{list}");
    assert!(!list.contains("♥ Bu Sari Dewi"), "{list}");
}

#[test]
fn what_is_done_about_a_row_is_named_below_in_every_window() {
    for lang in Lang::ALL {
        for (size, keys) in [
            ((40, 20), &["Enter", "F5", "y", "x", "Esc", "F1"][..]),
            ((80, 24), &["Enter", "F5", "y", "x", "d", "s", "Esc", "F1"]),
            (
                (120, 40),
                &[
                    "Enter", "F5", "y", "x", "?", "/", "d", "s", "Esc", "F1", "F10",
                ],
            ),
        ] {
            let (mut stage, _) = stage(size);
            stage.context.lang = lang;
            stage.play("<F7>");
            let shown = stage.text();
            let footer = shown.lines().last().expect("a footer");
            let first = |hint: &str| hint.trim().split(' ').next().map(str::to_owned);
            let named: Vec<_> = footer.split("  ").filter_map(first).collect();
            for key in keys {
                assert!(named.iter().any(|name| name == key), "{key}: {footer}");
            }
            stage.play("<Alt+X>");
            let win_back = stage.text();
            let footer = win_back.lines().last().expect("a footer");
            assert!(footer.trim_start().starts_with("F5 "), "{footer}");
        }
    }
}
