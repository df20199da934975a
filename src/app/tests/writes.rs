//! What is written, and who hears of it.

use super::*;

#[test]
fn a_write_is_answered_to_the_screen_that_asked() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new().answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let effects = stage.press("aa");
    let ids: Vec<_> = effects
        .iter()
        .map(|effect| match effect {
            Effect::Write { id, op, .. } => {
                assert_eq!(*op, OpId([1; 16]));
                *id
            }
            other => panic!("{other:?}"),
        })
        .collect();
    stage.told();
    stage.update(Msg::Wrote(ids[0], Ok(receipt())));
    assert_eq!(
        (stage.told(), stage.notice()),
        (vec!["desk: saved".to_owned()], None)
    );
    stage.update(Msg::Wrote(ids[1], Err(Failure::Conflict(Vec::new()))));
    assert_eq!(
        (stage.told(), stage.notice()),
        (vec!["desk: not saved Conflict([])".to_owned()], None)
    );
}

#[test]
fn a_write_that_failed_says_what_is_safe_and_what_to_do() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new().answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let effects = stage.press("a");
    let Some(Effect::Write { id, .. }) = effects.first() else {
        panic!("{effects:?}")
    };
    stage.update(Msg::Wrote(*id, Err(Failure::DiskFull)));
    let shown = stage.shown();
    assert!(
        shown.contains("The disk is full.") && shown.contains("Free some space"),
        "{shown}"
    );
}

#[test]
fn undo_writes_once_however_long_the_key_is_held() {
    let mut stage = Stage::new();
    let effects = stage.press("<Ctrl+Z><Ctrl+Z><Ctrl+Z>");
    let writes: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Write { id, op, change } => Some((*id, *op, change.clone())),
            _ => None,
        })
        .collect();
    let [(id, op, change)] = &writes[..] else {
        panic!("{writes:?}")
    };
    assert_eq!(
        (*op, &**change),
        (stage.context.op, &Change::Undo { change: None })
    );
    stage.update(Msg::Wrote(*id, Ok(receipt())));
    assert_eq!(stage.notice(), Some(Level::Done));
    assert!(matches!(
        stage.press("<Ctrl+Z>")[..],
        [Effect::Write { .. }]
    ));
}

#[test]
fn the_desk_hears_what_a_form_over_it_has_written() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new()
        .answering("key n", new_customer())
        .answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let effects = stage.press("na");
    let id = effects.iter().find_map(|effect| match effect {
        Effect::Write { id, .. } => Some(*id),
        _ => None,
    });
    stage.told();
    stage.update(Msg::Wrote(id.expect("a write"), Ok(receipt())));
    assert_eq!(stage.told(), ["desk: saved above", "form: saved"]);
}

#[test]
fn every_screen_below_hears_what_a_form_has_written() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new()
        .answering("key n", new_customer())
        .answering("key m", new_customer())
        .answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let effects = stage.press("nma");
    let id = effects.iter().find_map(|effect| match effect {
        Effect::Write { id, .. } => Some(*id),
        _ => None,
    });
    stage.told();
    stage.update(Msg::Wrote(id.expect("a write"), Ok(receipt())));
    assert_eq!(
        stage.told(),
        ["desk: saved above", "form: saved above", "form: saved"]
    );
}

#[test]
fn undo_says_what_was_taken_back_and_whose_in_both_languages() {
    let undone = Undone {
        kind: "add_visit".to_owned(),
        code: "C-00042".to_owned(),
        name: "Pak Budi Santoso".to_owned(),
        vehicle: "B 1234 XYZ".to_owned(),
        day: "2026-08-12".parse().ok(),
    };
    let about = "(C-00042 Pak Budi Santoso, B 1234 XYZ, 12";
    for (lang, said) in [
        (Lang::En, "Taken back: a visit"),
        (Lang::Id, "Diurungkan: kunjungan"),
    ] {
        let mut stage = Stage::new();
        stage.context.lang = lang;
        let [Effect::Write { id, .. }] = &stage.press("<Ctrl+Z>")[..] else {
            panic!("a write")
        };
        let receipt = Receipt {
            undone: Some(undone.clone()),
            ..receipt()
        };
        stage.update(Msg::Wrote(*id, Ok(receipt)));
        let shown = stage.shown();
        assert!(shown.contains(&format!("{said} {about}")), "{shown}");
    }
}

#[test]
fn a_copy_that_could_not_be_made_says_nothing_of_an_entry() {
    let stage = Stage::new();
    let failures = [
        Failure::Io("File exists".to_owned()),
        Failure::DiskFull,
        Failure::Busy(None),
        Failure::Moved,
        Failure::Damaged,
    ];
    for failure in failures {
        let said = stage.app.no_copy(&failure, &stage.context);
        assert!(!said.contains("not saved"), "{said}");
        assert!(!said.contains("entry"), "{said}");
    }
    let said = stage
        .app
        .no_copy(&Failure::Io("File exists".to_owned()), &stage.context);
    assert_eq!(
        said,
        "Today's copy of the book could not be made; the book itself is safe. \
         The disk answered with an error: File exists."
    );
}
