//! Typing, and what is asked of the book for it.

use super::*;

#[test]
fn every_keystroke_asks_for_matches() {
    let mut desk = Desk::new();
    let steps = press(&mut desk, "12", &at_80());
    let expected = [
        (Slot::Matches, "1".to_owned()),
        (Slot::Matches, "12".to_owned()),
    ];
    assert_eq!(asked(&steps), expected);
}

#[test]
fn the_card_of_the_first_match_is_asked_for_at_once() {
    let mut desk = Desk::new();
    press(&mut desk, "1234", &at_80());
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(three()), &at_80());
    assert_eq!(asked(&steps), [(Slot::Card, format!("{BUDI:?}"))]);
}

#[test]
fn a_card_that_came_with_the_matches_is_shown_without_asking() {
    let mut desk = served(three(), &at_80());
    let late = press(&mut desk, "5<Down>", &at_80());
    assert_eq!(
        asked(&late).len(),
        2,
        "the second of the old matches is asked for"
    );
    let mut newer = found(vec![hit(42, "B 1234 XYZ", "Pak Budi Santoso")]);
    newer.first = Some(Box::new(card()));
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    assert_eq!(asked(&steps), []);
    assert_eq!(desk.card.value, Some(card()));

    let mut other = card();
    other.spent = Money(1);
    let other = Answer::Card(Some(Box::new(other)));
    answer(&mut desk, Slot::Card, &other, &at_80());
    assert_eq!(
        desk.card.value,
        Some(card()),
        "the card of the old second came too late"
    );
}

#[test]
fn a_card_that_came_with_the_matches_is_not_taken_for_that_of_another_match() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "<Down>", &at_80());
    desk.update(Event::Stale, &at_80());
    let mut again = three();
    again.first = Some(Box::new(card()));
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(again), &at_80());
    assert!(asked(&steps)[0].1.contains("CustomerId(43)"));
}

#[test]
fn letters_type_while_the_list_is_moved() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "<Down>", &at_80());
    assert_eq!(desk.list.selected(), Some(1));
    let steps = press(&mut desk, "x", &at_80());
    assert_eq!(asked(&steps), [(Slot::Matches, "1234x".to_owned())]);
}

#[test]
fn the_chosen_match_stays_while_the_same_line_is_asked_again() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "<Down>", &at_80());
    desk.update(Event::Stale, &at_80());
    let mut newer = three();
    newer.hits.insert(0, hit(50, "B 1234 AA", "Bu Ani"));
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    assert_eq!(desk.list.selected(), Some(2));
    assert!(asked(&steps)[0].1.contains("CustomerId(43)"));
}

#[test]
fn a_quick_hand_acts_on_what_was_typed_and_not_on_what_is_still_shown() {
    let mut desk = served(three(), &at_80());
    assert!(went(&press(&mut desk, "5<F2>", &at_80())).is_empty());
    let newer = found(vec![hit(51, "B 12345 C", "Pak Eko")]);
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    let eko = Subject::Customer(CustomerId(51), Some(VehicleId(51)));
    assert_eq!(went(&steps), [Go::NewVisit(eko)]);
}

#[test]
fn typing_on_takes_back_what_was_asked_too_early() {
    let mut desk = served(three(), &at_80());
    press(&mut desk, "5<Enter>6", &at_80());
    let newer = found(vec![hit(51, "B 12345 C", "Pak Eko")]);
    let steps = answer(&mut desk, Slot::Matches, &Answer::Found(newer), &at_80());
    assert!(went(&steps).is_empty());
}

#[test]
fn a_paste_types_and_confirms_nothing() {
    let mut desk = Desk::new();
    let steps = desk.update(Event::Paste("B 1234\n"), &at_80());
    assert_eq!(asked(&steps), [(Slot::Matches, "B 1234".to_owned())]);
    assert!(went(&steps).is_empty());
}

#[test]
fn going_down_past_the_last_match_asks_for_more() {
    let context = at_80();
    let mut many = three();
    many.total = 400;
    let mut desk = served(many, &context);
    let steps = press(&mut desk, "<Down><Down>", &context);
    let limit = steps.iter().find_map(|step| match step {
        Step::Read(_, Query::Find { limit, .. }) => Some(*limit),
        _ => None,
    });
    assert_eq!(limit, Some(3 + 17));
}

#[test]
fn esc_empties_the_line_and_never_leaves() {
    let mut desk = served(three(), &at_80());
    assert_eq!(
        asked(&press(&mut desk, "<Esc>", &at_80())),
        [(Slot::Matches, String::new())]
    );
    assert!(press(&mut desk, "<Esc>", &at_80()).is_empty());
}

#[test]
fn history_is_asked_for_only_where_it_is_shown() {
    for (columns, expected) in [(80, 1), (200, 2)] {
        let context = context((columns, 50));
        let mut desk = Desk::new();
        press(&mut desk, "1234", &context);
        let steps = answer(&mut desk, Slot::Matches, &Answer::Found(three()), &context);
        assert_eq!(steps.len(), expected, "{columns}");
    }
}

#[test]
fn a_card_that_arrives_when_nothing_is_chosen_any_more_is_dropped() {
    let desk = served(found(Vec::new()), &at_80());
    assert!(desk.card.value.is_none());
}

#[test]
fn esc_is_called_what_it_does_and_is_off_where_there_is_nothing_to_clear() {
    let nothing = Applies::Blocked(Say::DeskNothingToClear);
    let narrow = context((40, 20));
    let mut desk = served(three(), &narrow);
    assert_eq!(desk.applies(Command::Back), Applies::Yes);
    assert_eq!(desk.back_is_called(&narrow).0, Say::CommandClear);
    press(&mut desk, "<Enter>", &narrow);
    assert_eq!(desk.back_is_called(&narrow).0, Say::CommandBack);
    press(&mut desk, "<Esc>", &narrow);
    assert_eq!(desk.back_is_called(&narrow).0, Say::CommandClear);
    press(&mut desk, "<Esc>", &narrow);
    assert_eq!(desk.applies(Command::Back), nothing);
    assert_eq!(Desk::new().applies(Command::Back), nothing);
}

#[test]
fn why_opens_over_the_card_while_a_question_mark_types() {
    let context = at_80();
    let mut desk = served(three(), &context);
    let steps = press(&mut desk, "<Alt+Y>", &context);
    assert!(matches!(went(&steps)[..], [Go::WhyCard(_)]));
    let steps = press(&mut desk, "?", &context);
    assert_eq!(asked(&steps), [(Slot::Matches, "1234?".to_owned())]);
}
