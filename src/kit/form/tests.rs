use super::*;
use crate::kit::probe;
use crate::look::Look;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Id {
    Name,
    Kind,
    Phones,
    Date,
    Note,
}

fn form() -> Form<Id> {
    Form::new(vec![
        Field::line(Id::Name, "Name", "Budi")
            .required()
            .hint("as on the card"),
        Field::choice(
            Id::Kind,
            "Kind",
            vec!["Person".to_owned(), "Company".to_owned()],
            0,
        ),
        Field::many(Id::Phones, "Phones", &["0812 3456 7890".to_owned()]),
        Field::stepping(Id::Date, "Birthday", ""),
        Field::notes(Id::Note, "Note", "waits here", 2),
    ])
}

fn press(form: &mut Form<Id>, keys: &str) -> FormIntent<Id> {
    let keys = Key::sequence(keys).expect("keys");
    keys.into_iter()
        .map(|key| form.press(key))
        .last()
        .expect("a key")
}

fn drawn(form: &Form<Id>, columns: u16, rows: u16) -> String {
    probe::draw(columns, rows, |frame| {
        form.view(frame, frame.area(), &probe::look());
    })
}

#[test]
fn typing_changes_the_focused_field_and_tab_moves_on() {
    let mut form = form();
    assert_eq!(press(&mut form, " S"), FormIntent::Changed(Id::Name));
    assert_eq!(form.value(Id::Name), "Budi S");
    assert_eq!(press(&mut form, "<Tab>"), FormIntent::Left(Id::Name));
    assert_eq!(form.focus(), Some(Id::Kind));
    assert_eq!(
        press(&mut form, "<Shift+Tab><Shift+Tab>"),
        FormIntent::Left(Id::Name)
    );
    assert_eq!(form.focus(), Some(Id::Note));
}

#[test]
fn a_choice_changes_by_arrows_space_and_letter() {
    let mut form = form();
    form.focus_on(Id::Kind);
    assert_eq!(press(&mut form, "c"), FormIntent::Changed(Id::Kind));
    assert_eq!(form.chosen(Id::Kind), Some(1));
    press(&mut form, "<Space>");
    assert_eq!(form.value(Id::Kind), "Person");
    press(&mut form, "<Left>");
    assert_eq!(form.chosen(Id::Kind), Some(1));
    assert_eq!(press(&mut form, "x"), FormIntent::Handled);
}

#[test]
fn several_lines_grow_by_enter_and_shrink_by_backspace() {
    let mut form = form();
    form.focus_on(Id::Phones);
    press(&mut form, "<Enter>021");
    assert_eq!(form.values(Id::Phones), ["0812 3456 7890", "021"]);
    assert_eq!(form.typed(Id::Phones), "021");
    press(&mut form, "<Enter>");
    assert_eq!(press(&mut form, "<Enter>"), FormIntent::Left(Id::Phones));
    form.focus_on(Id::Phones);
    press(&mut form, "<Backspace><Ctrl+U><Backspace>");
    assert_eq!(form.values(Id::Phones), ["0812 3456 7890"]);
}

#[test]
fn up_and_down_ask_a_date_for_a_step() {
    let mut form = form();
    form.focus_on(Id::Date);
    assert_eq!(press(&mut form, "<Up>"), FormIntent::Step(Id::Date, 1));
    assert_eq!(press(&mut form, "<Down>"), FormIntent::Step(Id::Date, -1));
}

#[test]
fn enter_in_the_last_field_says_so_and_keys_of_others_are_left_alone() {
    let mut form = Form::new(vec![Field::line(Id::Name, "Name", "")]);
    assert_eq!(press(&mut form, "<Enter>"), FormIntent::End(Id::Name));
    assert_eq!(press(&mut form, "<F2>"), FormIntent::Ignored);
    assert_eq!(press(&mut form, "<Esc>"), FormIntent::Ignored);
}

#[test]
fn suggestions_are_entered_by_down_and_taken_by_enter() {
    let mut form = form();
    form.suggest(
        Id::Name,
        vec!["Budi Santoso".to_owned(), "Budi Hartono".to_owned()],
    );
    assert_eq!(press(&mut form, "<Down><Down>"), FormIntent::Handled);
    assert_eq!(press(&mut form, "<Enter>"), FormIntent::Changed(Id::Name));
    assert_eq!(form.value(Id::Name), "Budi Hartono");
    assert!(!form.dismiss());
}

#[test]
fn enter_keeps_what_was_typed_when_no_suggestion_was_selected() {
    let mut form = form();
    form.suggest(Id::Name, vec!["Budi Santoso".to_owned()]);
    assert_eq!(press(&mut form, "<Enter>"), FormIntent::Left(Id::Name));
    assert_eq!(form.value(Id::Name), "Budi");
}

#[test]
fn esc_closes_the_suggestions_first() {
    let mut form = form();
    form.suggest(Id::Name, vec!["Budi Santoso".to_owned()]);
    assert_eq!(press(&mut form, "<Esc>"), FormIntent::Handled);
    assert_eq!(press(&mut form, "<Esc>"), FormIntent::Ignored);
}

#[test]
fn a_suggestion_taken_in_one_of_several_lines_replaces_that_line() {
    let mut form = form();
    form.focus_on(Id::Phones);
    press(&mut form, "<Enter>x");
    form.suggest(Id::Phones, vec!["oil change".to_owned()]);
    press(&mut form, "<Down><Enter>");
    assert_eq!(form.values(Id::Phones), ["0812 3456 7890", "oil change"]);
}

#[test]
fn typing_into_a_field_takes_its_remark_away() {
    let mut form = form();
    form.remark(Id::Note, Some(Remark::Error("too long".to_owned())));
    form.remark(Id::Date, Some(Remark::Warning("not yet".to_owned())));
    assert_eq!(form.errors(), 1);
    assert!(form.focus_first_error());
    assert_eq!(form.focus(), Some(Id::Note));
    press(&mut form, "x");
    assert_eq!(form.errors(), 0);
    assert!(!form.focus_first_error());
}

#[test]
fn a_form_knows_whether_anything_was_typed() {
    let mut form = form();
    assert!(!form.is_changed());
    press(&mut form, "x");
    assert!(form.is_changed());
    press(&mut form, "<Backspace>");
    assert!(!form.is_changed());
    form.set(Id::Name, "Sari");
    form.opened_now();
    assert!(!form.is_changed());
}

#[test]
fn a_paste_stays_in_its_field() {
    let mut form = form();
    assert_eq!(form.paste("x\ny\n"), FormIntent::Changed(Id::Name));
    assert_eq!(
        (form.value(Id::Name), form.focus()),
        ("Budix y".to_owned(), Some(Id::Name))
    );
}

#[test]
fn the_mouse_gives_a_field_the_focus_and_takes_a_suggestion() {
    let mut form = form();
    form.suggest(Id::Name, vec!["Budi Santoso".to_owned()]);
    drawn(&form, 44, 10);
    assert_eq!(
        form.click(Position { x: 16, y: 1 }),
        FormIntent::Changed(Id::Name)
    );
    drawn(&form, 44, 10);
    assert_eq!(
        form.click(Position { x: 16, y: 3 }),
        FormIntent::Left(Id::Name)
    );
    assert_eq!(form.focus(), Some(Id::Date));
    assert_eq!(form.click(Position { x: 16, y: 9 }), FormIntent::Ignored);
}

#[test]
fn labels_stand_in_one_column_and_remarks_at_their_field() {
    let mut form = form();
    form.remark(
        Id::Phones,
        Some(Remark::Error(
            "This does not look like a phone number.".to_owned(),
        )),
    );
    form.remark(
        Id::Date,
        Some(Remark::Warning("Is the year right?".to_owned())),
    );
    insta::assert_snapshot!(drawn(&form, 44, 11));
}

#[test]
fn suggestions_lie_over_the_fields_below() {
    let mut form = form();
    form.suggest(
        Id::Name,
        vec!["Budi Santoso".to_owned(), "Budi Hartono".to_owned()],
    );
    press(&mut form, "<Down>");
    insta::assert_snapshot!(drawn(&form, 44, 8));
}

#[test]
fn a_low_window_scrolls_to_the_focus() {
    let mut form = form();
    form.focus_on(Id::Note);
    insta::assert_snapshot!("scrolled_down", drawn(&form, 30, 4));
    form.focus_on(Id::Name);
    insta::assert_snapshot!("scrolled_back", drawn(&form, 30, 4));
}

#[test]
fn nothing_is_too_small_to_draw_on() {
    let mut form = form();
    form.suggest(Id::Name, vec!["Budi Santoso".to_owned()]);
    let look = Look::default();
    for (columns, rows) in [(1, 1), (2, 2), (5, 3), (12, 2)] {
        for id in [Id::Name, Id::Phones, Id::Note] {
            form.focus_on(id);
            probe::draw(columns, rows, |frame| form.view(frame, frame.area(), &look));
        }
    }
}
