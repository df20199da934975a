//! Screens over screens.

use super::*;

#[test]
fn what_is_said_about_one_screen_does_not_stand_on_the_next() {
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    stage.press("<F9>");
    assert_eq!(stage.notice(), Some(Level::Attention));
    stage.press("<F3>");
    assert_eq!(stage.notice(), None);
}

#[test]
fn a_screen_opens_another_and_is_shown_again_when_that_one_closes() {
    let said = Notice {
        level: Level::Done,
        text: "Saved.".to_owned(),
        hint: String::new(),
    };
    let mut stage = Stage::new()
        .answering("NewCustomer", new_customer())
        .answering("Back", Step::Go(Go::Back(Some(said))));
    stage.press("<F3>x<F2><Esc>y");
    let told = stage.told();
    assert_eq!(told[..2], ["desk: NewCustomer", "form: shown"]);
    assert_eq!(told[2..5], ["form: key x", "form: key F2", "form: Back"]);
    assert_eq!(told[5..], ["desk: shown", "desk: key y"]);
    assert_eq!(stage.notice(), Some(Level::Done));
}

#[test]
fn the_lowest_screen_never_closes() {
    let mut stage = Stage::new().answering("Back", Step::Go(Go::Back(None)));
    stage.press("<Esc><Esc>x");
    assert_eq!(stage.told().last().map(String::as_str), Some("desk: key x"));
}

#[test]
fn what_is_to_be_heard_about_the_place_of_the_book_is_said_once_below_the_search_line() {
    let mut stage = Stage::new();
    let text = Say::CliSyncedFolder.in_(Lang::En);
    stage.app = stage.app.greeting(text.to_owned());
    let effects = stage.app.start(&stage.context);
    let stands = effects.iter().find_map(|effect| match effect {
        Effect::Wake(Timer::Notice(_), stands) => Some(*stands),
        _ => None,
    });
    // Long enough to be read.
    assert!(stands.is_some_and(|stands| stands >= Duration::from_secs(10)));
    assert!(stage.shown().contains("Another program copies this folder"));
    // Typing goes to the desk as ever.
    stage.press("1");
    assert_eq!(stage.told().last().map(String::as_str), Some("desk: key 1"));
    let again = stage.app.start(&stage.context);
    assert!(
        !again
            .iter()
            .any(|effect| matches!(effect, Effect::Wake(Timer::Notice(_), _)))
    );
}
