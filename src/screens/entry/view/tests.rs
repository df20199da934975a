//! Labels, numbers and the mouse in windows of several sizes.

use super::super::form::Act;
use super::super::parse::mistake;
use super::*;
use crate::kit::probe;
use crate::protocol::{Context, Event, Mouse, MouseKind};
use crate::screens::entry::{Field, Label};
use crate::screens::samples::context;
use crate::text::Lang;

/// A form of a note, a field with a long label, two lines with amounts, and the total.
fn form() -> Form<u8> {
    let line = |id, label, text: &str, amount: &str| {
        [
            Field::text(id, Say::FormServices, text).called(label),
            Field::text(id + 1, Say::FormTotal, amount)
                .depending()
                .number(mistake::money),
        ]
    };
    let mut fields = vec![
        Field::text(0, Say::FormNote, "a note"),
        Field::text(1, Say::FormSource, "a neighbour"),
    ];
    fields.extend(line(
        2,
        Label::Say(Say::FormServices),
        "oil, filter",
        "450.000",
    ));
    fields.extend(line(4, Label::None, "wiper", "1.250.000"));
    fields.push(Field::text(6, Say::FormTotal, "1.700.000").number(mistake::money));
    let mut form = Form::loading();
    form.fill(fields, 1);
    form
}

fn at(columns: u16, rows: u16) -> Context {
    context((columns, rows))
}

fn drawn(form: &Form<u8>, context: &Context) -> String {
    let look = probe::look();
    let (columns, rows) = context.size;
    probe::text(columns, rows, |frame| {
        let area = frame.area();
        let mut canvas = Canvas {
            frame,
            area,
            look: &look,
            lang: Lang::En,
        };
        form.view(&mut canvas, "Form", &[]);
    })
}

/// The row that holds this text.
fn row_of(screen: &str, text: &str) -> usize {
    let rows = screen.lines().position(|line| line.contains(text));
    rows.unwrap_or_else(|| panic!("no {text} in\n{screen}"))
}

#[test]
fn a_label_too_long_for_its_column_stands_above_its_field() {
    let screen = drawn(&form(), &at(40, 16));
    assert!(!screen.contains('…'), "{screen}");
    let label = row_of(&screen, "▸ How they found us");
    assert_eq!(row_of(&screen, "a neighbour"), label + 1);
    let screen = drawn(&form(), &at(80, 16));
    let label = row_of(&screen, "▸ How they found us");
    assert_eq!(row_of(&screen, "a neighbour"), label);
}

#[test]
fn a_label_longer_than_the_form_goes_on_below() {
    let screen = drawn(&form(), &at(18, 20));
    let label = row_of(&screen, "▸ How they");
    assert_eq!(row_of(&screen, "found us"), label + 1);
    assert_eq!(row_of(&screen, "neighbour"), label + 2);
}

#[test]
fn a_line_of_several_fields_takes_the_room_of_its_label_in_a_narrow_form() {
    let screen = drawn(&form(), &at(40, 16));
    assert_eq!(
        row_of(&screen, "oil, filter"),
        row_of(&screen, "Services") + 1
    );
    let screen = drawn(&form(), &at(80, 16));
    assert_eq!(row_of(&screen, "oil, filter"), row_of(&screen, "Services"));
}

#[test]
fn numbers_end_in_one_column() {
    for columns in [40, 80, 120] {
        let screen = drawn(&form(), &at(columns, 16));
        let end = |number: &str| {
            let line = screen.lines().find(|line| line.contains(number));
            let line = line.unwrap_or_else(|| panic!("no {number} in\n{screen}"));
            let before = line.split(number).next().unwrap_or_default();
            before.chars().count() + number.len()
        };
        assert_eq!(end(" 450.000"), end(" 1.250.000"), "{screen}");
    }
}

#[test]
fn a_number_is_typed_against_the_right_edge() {
    let mut form = form();
    form.go_to(6);
    let before = drawn(&form, &at(80, 16));
    form.update(&Event::Paste("9"), &at(80, 16));
    let after = drawn(&form, &at(80, 16));
    let (row, end) = (row_of(&before, "1.700.000"), "1.700.000");
    let line = |screen: &str| screen.lines().nth(row).unwrap_or_default().to_owned();
    let place = line(&before).find(end).map(|at| at + end.len());
    assert_eq!(line(&after).find('9').map(|at| at + 1), place);
}

#[test]
fn the_mouse_hits_the_field_below_its_label() {
    let mut form = form();
    form.go_to(0);
    let screen = drawn(&form, &at(40, 16));
    let row = u16::try_from(row_of(&screen, "a neighbour")).unwrap();
    for (row, focus) in [(row - 1, 0), (row, 1)] {
        let mouse = Mouse {
            kind: MouseKind::Press,
            column: 20,
            row,
        };
        let act = form.update(&Event::Mouse(mouse), &at(40, 16));
        assert!(matches!(act, Act::Steps(steps) if steps.is_empty()));
        assert_eq!(form.focus, focus);
    }
}

#[test]
fn no_label_stands_beside_a_proposal_that_covers_its_field() {
    let mut form = form();
    form.go_to(0);
    let proposal = |text: &str| crate::protocol::Suggestion {
        text: text.to_owned(),
        detail: String::new(),
        amount: None,
        customer: None,
    };
    form.proposals.items = vec![proposal("a noble thing"), proposal("a novelty")];
    for context in [at(80, 24), at(40, 20)] {
        let screen = drawn(&form, &context);
        let row = |text| screen.lines().nth(row_of(&screen, text)).unwrap();
        for text in ["a noble thing", "a novelty"] {
            let before: String = row(text).split(text).take(1).collect();
            assert_eq!(before.trim_matches(['│', ' ']), "", "{screen}");
        }
    }
}

#[test]
fn people_are_told_apart_in_a_narrow_window() {
    let mut form = form();
    form.go_to(0);
    let proposal = |name: &str, phone: &str| crate::protocol::Suggestion {
        text: name.to_owned(),
        detail: phone.to_owned(),
        amount: None,
        customer: Some(crate::domain::CustomerId(7)),
    };
    let both = [
        ("Pak Budi Dipomandala", "0812-0000-0001"),
        ("Pak Budi Indra", "0812-0000-0002"),
    ];
    form.proposals.items = both.map(|(name, phone)| proposal(name, phone)).into();
    let screen = drawn(&form, &at(40, 20));
    for (name, phone) in both {
        let row = screen.lines().nth(row_of(&screen, phone)).unwrap();
        assert!(row.contains(name), "{screen}");
    }
}

#[test]
fn the_field_in_focus_is_seen_with_its_label_however_low_the_window() {
    for id in [0, 1, 2, 3, 5, 6, 4, 1] {
        let mut form = form();
        form.go_to(6);
        let context = at(40, 7);
        drawn(&form, &context);
        form.go_to(id);
        let screen = drawn(&form, &context);
        let value = form.focused().map_or("", Field::value);
        assert!(screen.contains('▸') && screen.contains(value), "{screen}");
    }
}

#[test]
fn what_is_scrolled_out_of_a_line_leaves_the_rest_of_it() {
    let mut form = form();
    form.go_to(6);
    let screen = drawn(&form, &at(40, 8));
    assert!(!screen.contains("How they found us"), "{screen}");
    assert_eq!(row_of(&screen, "a neighbour"), 1);
    assert_eq!(row_of(&screen, "Services"), 2);
}
