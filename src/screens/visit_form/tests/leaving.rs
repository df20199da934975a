//! Leaving with something typed.

use super::*;

#[test]
fn leaving_asks_only_when_something_was_typed() {
    let mut form = opened(prefilled());
    let steps = press(&mut form, "<Esc>", &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Back(None))]));
    let mut form = opened(prefilled());
    let steps = press(&mut form, "5<Esc>", &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Ask(_))]));
    assert!(
        form.update(Event::Chosen(&Choice::Nth(0)), &at_80())
            .is_empty()
    );
    press(&mut form, "<Esc>", &at_80());
    let steps = form.update(Event::Chosen(&Choice::Nth(1)), &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Back(None))]));
}

#[test]
fn quitting_with_something_typed_asks_and_then_quits() {
    let mut form = opened(prefilled());
    assert!(
        form.update(Event::Command(Command::Quit), &at_80())
            .is_empty()
    );
    press(&mut form, "5", &at_80());
    assert_eq!(
        form.update(Event::Command(Command::Quit), &at_80()).len(),
        1
    );
    let steps = form.update(Event::Chosen(&Choice::Nth(1)), &at_80());
    assert!(matches!(steps.as_slice(), [Step::Go(Go::Quit)]));
}

#[test]
fn unsaved_text_is_asked_about_with_the_letters_of_the_answers() {
    for (lang, letters) in [(Lang::En, ['k', 't']), (Lang::Id, ['l', 'b'])] {
        let mut context = at_80();
        context.lang = lang;
        let mut form = opened(prefilled());
        let steps = press(&mut form, "50100<Esc>", &context);
        let [Step::Go(Go::Ask(question))] = steps.as_slice() else {
            panic!("{steps:?}")
        };
        let asked: Vec<char> = question.choices.iter().map(|(letter, _)| *letter).collect();
        assert_eq!(asked, letters, "{lang:?}");
    }
}
