//! Keys, clicks and what they do.

use super::*;

#[test]
fn letters_type_and_function_keys_command() {
    let mut stage = Stage::new();
    stage.press("a<F2><Alt+3>");
    assert_eq!(
        stage.told(),
        ["desk: key a", "desk: NewVisit", "desk: NewCustomer"]
    );
}

#[test]
fn a_command_that_means_nothing_here_comes_as_its_key() {
    let mut stage = Stage::new();
    stage.press("<Up><Ctrl+S>");
    assert_eq!(stage.told(), ["desk: key Up", "desk: key Ctrl+S"]);
}

#[test]
fn a_blocked_command_says_its_reason_and_does_nothing() {
    let mut stage = Stage::new();
    let effects = stage.press("<F9>");
    assert!(stage.told().is_empty());
    assert!(matches!(effects[..], [Effect::Wake(Timer::Notice(_), _)]));
    assert!(stage.shown().contains("Choose a customer first"));
}

#[test]
fn what_the_footer_shows_can_be_clicked() {
    let mut stage = Stage::new();
    let shown = stage.shown();
    let footer = shown.lines().last().expect("a footer");
    let column = u16::try_from(footer.find("visit").expect("in the footer")).expect("narrow");
    stage.update(Msg::Mouse(Mouse {
        kind: MouseKind::Press,
        column,
        row: 23,
    }));
    stage.update(Msg::Mouse(Mouse {
        kind: MouseKind::Press,
        column: 5,
        row: 5,
    }));
    assert_eq!(stage.told(), ["desk: NewVisit", "desk: mouse 5,5"]);
}

#[test]
fn the_language_switches_to_the_other_one() {
    let mut stage = Stage::new();
    assert!(matches!(
        stage.press("<Alt+L>")[..],
        [Effect::RememberLang(Lang::Id)]
    ));
    stage.context.lang = Lang::Id;
    assert!(stage.shown().contains("catat"), "{}", stage.shown());
}

#[test]
fn a_book_that_may_only_be_looked_at_says_so_and_opens_nothing_that_writes() {
    for lang in Lang::ALL {
        let mut stage = Stage::read_only();
        stage.context.lang = lang;
        let mark = Say::ShellLookOnly.in_(lang);
        for size in [(80, 24), (40, 20)] {
            let header = stage.shown_at(size);
            let header = header.lines().next().expect("a header");
            assert!(header.contains(mark), "{header}");
        }
        for key in ["<F2>", "<F3>", "<F8>", "<F9>", "<Ctrl+Z>", "<Alt+Q>"] {
            stage.press(key);
            assert!(stage.told().is_empty(), "{key}");
            assert_eq!(stage.notice(), Some(Level::Attention), "{key}");
        }
        let shown = stage.shown();
        let reason = Say::NoticeBlockedReadOnly.in_(lang);
        assert!(shown.contains(&reason[..30]), "{shown}");
    }
}

#[test]
fn the_footer_of_a_form_names_the_key_that_lets_points_pay_where_they_may() {
    let footer = |stage: &mut Stage| {
        let shown = stage.shown_at((120, 30));
        let lines: Vec<_> = shown.lines().map(str::to_owned).collect();
        lines.into_iter().rfind(|line| line.contains("F1")).unwrap()
    };
    let mut stage = Stage::new().answering("NewCustomer", new_customer());
    let desk = footer(&mut stage);
    assert!(!desk.contains("Alt+B"), "{desk}");
    stage.press("<F3>");
    let form = footer(&mut stage);
    assert!(form.contains("Alt+B points"), "{form}");
}
