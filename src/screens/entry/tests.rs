//! What is offered behind the cursor, and how it is taken or not.

use super::form::Act;
use super::{Field, Form};
use crate::protocol::{
    Answer, Command, Context, Event, Key, Keymap, Query, Scope, Slot, Step, SuggestKind, Suggestion,
};
use crate::screens::samples::context;
use crate::text::Say;
use rstest::rstest;

/// Mechanics, an owner, a household, a note.
fn form() -> Form<u8> {
    let mut mechanics =
        Field::text(0, Say::FormMechanics, "Sari").suggesting(SuggestKind::Mechanic);
    mechanics.several = true;
    let fields = vec![
        mechanics,
        Field::text(1, Say::FormName, "").suggesting(SuggestKind::Customer),
        Field::text(2, Say::FormHousehold, "").suggesting(SuggestKind::Household),
        Field::text(3, Say::FormNote, ""),
    ];
    let mut form = Form::loading();
    form.fill(fields, 0);
    form
}

/// Types; whatever asks for proposals is answered with these. Gives what came of the last key.
fn typed(form: &mut Form<u8>, keys: &str, known: &[&str]) -> Act<u8> {
    let context = context((80, 24));
    let mut last = Act::Steps(Vec::new());
    for key in Key::sequence(keys).unwrap() {
        last = press(form, key, &context);
        if matches!(last, Act::Typed(_)) && form.suggest().is_some() {
            answer(form, known, &context);
        }
    }
    last
}

fn press(form: &mut Form<u8>, key: Key, context: &Context) -> Act<u8> {
    match Keymap::default().command(Scope::Form, key) {
        Some(command) => form.update(&Event::Command(command), context),
        None => form.update(&Event::Key(key), context),
    }
}

fn answer(form: &mut Form<u8>, known: &[&str], context: &Context) {
    let items = known.iter().map(|text| Suggestion {
        text: (*text).to_owned(),
        detail: String::new(),
        amount: Some(7),
        customer: None,
    });
    let answer = Answer::Suggestions(items.collect());
    form.update(&Event::Answer(Slot::Suggest, &answer), context);
}

/// The dim rest.
fn rest(form: &Form<u8>) -> &str {
    form.completion().map_or("", |(_, rest)| rest)
}

const STAFF: &[&str] = &["Joko", "Andi"];

#[test]
fn the_rest_of_the_last_entry_is_offered_while_letters_are_typed() {
    let mut form = form();
    typed(&mut form, "jo", STAFF);
    assert_eq!(rest(&form), "ko");
    typed(&mut form, "ko, an", STAFF);
    assert_eq!(rest(&form), "di");
}

#[rstest]
#[case::deleted("Jox<Backspace>")]
#[case::deleted_before("Jo<Home>x<Delete><End>")]
#[case::a_word_deleted("Andi Jo<Ctrl+W>")]
#[case::cursor_within("Jo<Left>")]
#[case::typed_within("ok<Home>J")]
#[case::typed_whole("Joko")]
#[case::more_than_it("Jokow")]
#[case::another_word("Jo ")]
fn nothing_is_offered(#[case] keys: &str) {
    let mut form = form();
    typed(&mut form, keys, STAFF);
    assert_eq!(rest(&form), "", "{}", form.value(0));
}

#[test]
fn what_stood_there_already_or_was_pasted_is_not_completed() {
    let mut form = form();
    let context = context((80, 24));
    answer(&mut form, &["Sari Dewi"], &context);
    assert_eq!(rest(&form), "");
    typed(&mut form, "<End>", &[]);
    answer(&mut form, &["Sari Dewi"], &context);
    assert_eq!(rest(&form), "");
    form.update(&Event::Paste(" D"), &context);
    answer(&mut form, &["Sari Dewi"], &context);
    assert_eq!((form.value(0), rest(&form)), ("Sari D", ""));
}

#[rstest]
#[case::owner(1)]
#[case::household(2)]
fn people_outside_the_shop_are_proposed_and_never_completed(#[case] id: u8) {
    let mut form = form();
    form.go_to(id);
    typed(&mut form, "Bud", &["Budi", "Budiman"]);
    assert_eq!(form.proposals.items.len(), 2);
    assert_eq!(rest(&form), "");
    typed(&mut form, "<Tab>", &[]);
    assert_eq!(form.value(id), "Bud");
}

#[rstest]
#[case("<Tab>")]
#[case("<Enter>")]
fn tab_or_enter_takes_the_offer_as_if_it_was_chosen(#[case] key: &str) {
    let mut form = form();
    typed(&mut form, "Andi, jO", STAFF);
    let act = typed(&mut form, key, STAFF);
    assert_eq!((form.value(0), form.focus), ("Andi, Joko", 1));
    assert!(matches!(act, Act::Took(0, taken) if taken.amount == Some(7)));
}

#[rstest]
#[case("<Backspace>")]
#[case("<Delete>")]
#[case("<Esc>")]
fn an_offer_that_is_taken_away_leaves_what_was_typed(#[case] key: &str) {
    let mut form = form();
    typed(&mut form, "Jo", STAFF);
    let act = typed(&mut form, key, STAFF);
    assert!(matches!(act, Act::Steps(steps) if steps.is_empty()));
    assert_eq!((form.value(0), rest(&form)), ("Jo", ""));
    let act = typed(&mut form, "<Tab>", STAFF);
    assert!(matches!(act, Act::Steps(_)));
    assert_eq!((form.value(0), form.focus), ("Jo", 1));
}

#[test]
fn the_second_backspace_deletes() {
    let mut form = form();
    typed(&mut form, "Jo<Backspace><Backspace>", STAFF);
    assert_eq!((form.value(0), rest(&form)), ("J", ""));
    typed(&mut form, "o", STAFF);
    assert_eq!(rest(&form), "ko");
}

#[test]
fn another_way_out_of_the_field_keeps_what_was_typed() {
    for key in ["<Shift+Tab>", "<PageDown>", "<PageUp>"] {
        let mut form = form();
        typed(&mut form, "Jo", STAFF);
        typed(&mut form, key, STAFF);
        assert_eq!(form.value(0), "Jo", "{key}");
    }
}

#[test]
fn one_chosen_from_the_list_wins_over_the_offer() {
    let mut form = form();
    typed(&mut form, "J<Down><Down><Tab>", &["Joko", "Jono"]);
    assert_eq!(form.value(0), "Jono");
}

#[test]
fn saving_keeps_what_was_typed() {
    let mut form = form();
    typed(&mut form, "Jo", STAFF);
    let act = form.update(&Event::Command(Command::Save), &context((80, 24)));
    assert!(matches!(act, Act::Save));
    assert_eq!(form.value(0), "Jo");
}

#[test]
fn the_help_explains_what_this_form_has() {
    let mut form = form();
    assert_eq!(form.explains(), [Say::HelpForm, Say::HelpOffer]);
    let status = Field::choice(4, Say::EntryStatus, "done", Vec::new());
    form.fields.push(status);
    assert!(form.explains().contains(&Say::HelpChoice));
    // Customers are proposed and never offered.
    form.fields.remove(0);
    assert!(!form.explains().contains(&Say::HelpOffer));
}

#[test]
fn what_is_asked_for_is_the_entry_that_is_typed() {
    let mut form = form();
    typed(&mut form, "Joko, An ", STAFF);
    let Some(Step::Read(Slot::Suggest, Query::Suggest { text, .. })) = form.suggest() else {
        panic!("a question");
    };
    assert_eq!(text, "An");
}
