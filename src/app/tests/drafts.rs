use super::*;
use crate::domain::{Draft, DraftForm, DraftText};
use crate::protocol::Fate;

fn draft(number: u8) -> Draft {
    Draft {
        op: OpId([number; 16]),
        form: DraftForm::NewCustomer,
        subject: None,
        visit: None,
        about: "Bu Wati".to_owned(),
        text: DraftText::default(),
    }
}

/// A form with something typed into it.
fn typing() -> Stage {
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    stage.press("<F3>");
    stage.types("form", draft(1));
    stage
}

fn rests(stage: &mut Stage) -> Vec<Draft> {
    let effects = stage.update(Msg::Woke(Timer::Draft));
    effects
        .into_iter()
        .flat_map(|effect| match effect {
            Effect::KeepDrafts(drafts) => drafts,
            other => panic!("{other:?}"),
        })
        .collect()
}

fn ends(effects: &[Effect]) -> Vec<(OpId, Fate)> {
    let ends = effects.iter().filter_map(|effect| match effect {
        Effect::EndDraft(op, fate) => Some((*op, *fate)),
        _ => None,
    });
    ends.collect()
}

fn quits(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Quit))
}

#[test]
fn typing_into_a_form_is_kept_when_it_rests_and_only_once() {
    let mut stage = typing();
    let wakes = |effects: Vec<Effect>| {
        let draft = |effect: &Effect| matches!(effect, Effect::Wake(Timer::Draft, _));
        effects.iter().any(draft)
    };
    assert!(wakes(stage.press("W")));
    assert_eq!(rests(&mut stage), [draft(1)]);
    assert_eq!(rests(&mut stage), [], "nothing was typed since");
    let more = Draft {
        about: "Bu Watini".to_owned(),
        ..draft(1)
    };
    stage.types("form", more.clone());
    assert_eq!(rests(&mut stage), [more]);
    // Where nothing is filled in, nobody wakes.
    let mut desk = Stage::new();
    assert!(!wakes(desk.press("1234")));
    assert_eq!(rests(&mut desk), []);
}

#[test]
fn a_form_that_is_closed_takes_what_was_kept_of_it_along() {
    let mut stage = typing().answering("Back", Step::Go(Go::Back(None)));
    assert_eq!(ends(&stage.press("<Esc>")), [], "nothing was kept yet");
    let mut stage = typing().answering("Back", Step::Go(Go::Back(None)));
    rests(&mut stage);
    let ended = ends(&stage.press("<Esc>"));
    assert_eq!(ended, [(OpId([1; 16]), Fate::Thrown)]);
}

#[test]
fn undo_takes_nothing_back_behind_text_that_is_not_saved() {
    let mut stage = typing();
    assert!(
        stage
            .press("<Ctrl+Z>")
            .iter()
            .all(|effect| !matches!(effect, Effect::Write { .. }))
    );
    let shown = stage.shown();
    assert!(shown.contains("Undo takes back what is saved."), "{shown}");
}

#[test]
fn whoever_leaves_was_asked_about_the_form_on_top_but_not_about_one_below() {
    let of = Subject::Vehicle(VehicleId(7));
    let mut stage = typing().answering("key o", Step::Go(Go::Card(of)));
    rests(&mut stage);
    let effects = stage.press("<F10>");
    assert_eq!(ends(&effects), [(OpId([1; 16]), Fate::Thrown)]);
    assert!(quits(&effects));
    assert_eq!(stage.app.unsaved(true, &stage.context), []);

    let mut stage = typing().answering("key o", Step::Go(Go::Card(of)));
    rests(&mut stage);
    let effects = stage.press("o<F10>");
    assert_eq!(ends(&effects), []);
    assert!(quits(&effects));
    assert_eq!(stage.app.unsaved(true, &stage.context), [draft(1)]);
}

#[test]
fn a_program_that_ends_unasked_keeps_every_form() {
    let stage = typing();
    stage.types("desk", draft(2));
    let unsaved = stage.app.unsaved(false, &stage.context);
    assert_eq!(unsaved, [draft(2), draft(1)], "the lowest first");
}

#[test]
fn a_draft_is_opened_when_it_was_taken_and_kept_again_only_when_it_changes() {
    let mut stage = Stage::new().answering("OpenDraft", Step::Go(Go::TakeDraft(OpId([1; 16]))));
    let effects = stage.press("<Ctrl+R>");
    assert!(matches!(effects.first(), Some(Effect::TakeDraft(op)) if *op == OpId([1; 16])));
    stage.told();
    stage.update(Msg::Taken(Ok(Box::new(draft(1)))));
    assert_eq!(stage.told(), ["form: shown"]);
    assert_eq!(stage.notice(), Some(Level::Info));
    stage.types("form", draft(1));
    assert_eq!(rests(&mut stage), []);
}

#[test]
fn a_draft_that_came_late_is_said_and_the_desk_looks_again() {
    let mut stage = Stage::new();
    stage.update(Msg::Taken(Err(Failure::Gone)));
    assert_eq!(stage.told(), ["desk: stale"]);
    assert_eq!(stage.notice(), Some(Level::Attention));
}

#[test]
fn whoever_went_elsewhere_meanwhile_is_not_disturbed() {
    for keys in ["<F3>", "<Ctrl+P>"] {
        let mut stage = Stage::new().answering("NewCustomer", new_customer());
        stage.press(keys);
        stage.told();
        let effects = stage.update(Msg::Taken(Ok(Box::new(draft(1)))));
        assert_eq!(ends(&effects), [(OpId([1; 16]), Fate::Left)], "{keys}");
        assert_eq!(stage.told(), Vec::<String>::new());
    }
}

/// A message that lies over the desk, with something written into it.
fn message() -> Stage {
    let of = crate::protocol::Addressed::to(Subject::Vehicle(VehicleId(7)));
    let mut stage = Stage::new()
        .answering("Message", Step::Go(Go::Message(Box::new(of))))
        .answering("EditMessage", Step::LeaveDraft(Box::new(draft(1))))
        .answering("Back", Step::Go(Go::Back(None)));
    stage.press("<F5>");
    stage.types("message", draft(1));
    stage
}

#[test]
fn a_text_that_is_put_aside_outlives_its_screen() {
    let mut stage = message();
    assert_eq!(rests(&mut stage), [draft(1)]);
    let effects = stage.press("<F9>");
    assert!(
        matches!(&effects[..], [Effect::LeaveDraft(left), ..] if **left == draft(1)),
        "{effects:?}"
    );
    assert_eq!(ends(&stage.press("<Esc>")), []);
}

#[test]
fn a_draft_that_a_message_asked_for_comes_to_the_message() {
    let mut stage = message();
    stage.told();
    stage.update(Msg::Taken(Ok(Box::new(draft(1)))));
    assert_eq!(stage.told(), ["message: taken Bu Wati"]);
    assert_eq!(rests(&mut stage), [], "the book has it");
}
