//! Questions, and leaving.

use super::*;

#[test]
fn a_question_is_answered_to_its_screen_and_a_paste_never_chooses() {
    let question = Question {
        title: "Sure?".to_owned(),
        body: vec!["It stays.".to_owned()],
        choices: vec![('k', "keep".to_owned()), ('d', "drop".to_owned())],
    };
    let mut stage = Stage::new().answering("key a", Step::Go(Go::Ask(question)));
    stage.press("a");
    stage.told();
    stage.update(Msg::Paste("d\n\n".to_owned()));
    stage.press("x<F2>");
    assert!(
        stage.told().is_empty(),
        "the question keeps everything else away"
    );
    stage.press("d");
    assert_eq!(stage.told(), [format!("desk: chosen {:?}", Choice::Nth(1))]);
    stage.press("a<Esc>");
    assert_eq!(
        stage.told().last(),
        Some(&format!("desk: chosen {:?}", Choice::None))
    );
}

#[test]
fn quit_leaves_unless_the_screen_has_something_to_ask() {
    let mut stage = Stage::new();
    assert!(matches!(stage.press("<F10>")[..], [Effect::Quit]));
    let question = Question {
        title: "Unsaved".to_owned(),
        body: Vec::new(),
        choices: vec![('k', "keep".to_owned())],
    };
    let mut stage = stage
        .answering("Quit", Step::Go(Go::Ask(question)))
        .answering("chosen Nth(0)", Step::Go(Go::Quit));
    assert!(stage.press("<Ctrl+Q>").is_empty());
    assert!(matches!(stage.press("k")[..], [Effect::Quit]));
}

#[test]
fn leaving_waits_for_the_last_write_and_stays_when_it_fails() {
    let change = Change::Undo { change: None };
    let mut stage = Stage::new().answering("key a", Step::Write(OpId([1; 16]), Box::new(change)));
    let quits = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Quit));
    for result in [Ok(receipt()), Err(Failure::DiskFull)] {
        let effects = stage.press("a<F10>");
        let Some(Effect::Write { id, .. }) = effects.first() else {
            panic!("{effects:?}")
        };
        assert!(!quits(&effects));
        let fine = result.is_ok();
        assert_eq!(quits(&stage.update(Msg::Wrote(*id, result))), fine);
    }
    assert_eq!(stage.notice(), Some(Level::Problem));
    assert!(
        quits(&stage.press("<F10>")),
        "nothing is under way any more"
    );
}
