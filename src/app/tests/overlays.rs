//! The palette and the help.

use super::*;
use crate::protocol::Command;

#[test]
fn the_palette_runs_a_command_by_a_piece_of_its_name() {
    let mut stage = Stage::new();
    stage.press("<Ctrl+P>visit<Enter>");
    assert_eq!(stage.told(), ["desk: NewVisit"]);
    stage.press("<Ctrl+P>");
    let shown = stage.shown();
    assert!(
        shown.contains("All commands") && shown.contains("F2"),
        "{shown}"
    );
}

#[test]
fn the_words_of_either_language_find_their_command_in_both() {
    for lang in Lang::ALL {
        for (word, command) in [
            ("cancel", Command::Undo),
            ("batal", Command::Undo),
            ("recommend", Command::Thanks),
            ("rekomendasi", Command::Thanks),
            ("offer", Command::OpenCard),
            ("tawaran", Command::Campaigns),
            ("penawaran", Command::Campaigns),
            ("stok", Command::CounterSale),
            ("redeem", Command::Redeem),
            ("tukar", Command::Redeem),
        ] {
            let mut stage = Stage::new();
            stage.context.lang = lang;
            stage.press(&format!("<Ctrl+P>{word}"));
            let shown = stage.shown();
            let title = command.spec().title.in_(lang);
            assert!(shown.contains(title), "{word}: {title} in {shown}");
        }
    }
}

#[test]
fn the_palette_tells_why_a_command_is_not_available() {
    let mut stage = Stage::new();
    stage.press("<Ctrl+P>save what");
    assert!(
        stage.shown().contains("Not on this screen"),
        "{}",
        stage.shown()
    );
    stage.press("<Enter>");
    assert!(stage.told().is_empty());
    assert_eq!(stage.notice(), Some(Level::Attention));
}

#[test]
fn under_help_only_what_disturbs_nothing_is_lit_and_can_be_clicked() {
    let mut stage = Stage::new();
    let dim = Stage::footer_style;
    let before = (dim(&stage, "visit"), dim(&stage, "quit"));
    stage.press("<F1>");
    let under = (dim(&stage, "visit"), dim(&stage, "quit"));
    assert_ne!(before.0, under.0);
    assert_eq!(before.1, under.1);
    let click = |stage: &mut Stage, label: &str| {
        let column = stage.footer_column(label);
        stage.update(Msg::Mouse(Mouse {
            kind: MouseKind::Press,
            column,
            row: 23,
        }))
    };
    click(&mut stage, "visit");
    assert!(stage.told().is_empty());
    let effects = click(&mut stage, "quit");
    assert!(matches!(effects[..], [Effect::Quit]));
}

#[test]
fn help_lists_the_keys_of_this_screen_and_esc_closes_it() {
    let mut stage = Stage::new();
    stage.press("<F1>");
    let shown = stage.shown();
    assert!(
        shown.contains("F2, Alt+2") && !shown.contains("Ctrl+S"),
        "{shown}"
    );
    stage.press("a<Esc>b");
    assert_eq!(stage.told(), ["desk: key b"]);
}

#[test]
fn help_over_a_box_explains_the_box_and_leads_back_to_it() {
    for (opens, words) in [
        ("<Ctrl+P>", "Type a piece of a command's name"),
        ("<Ctrl+W>", "Type a name, or choose one"),
        ("<Ctrl+E>", "Tab changes the kind of file"),
    ] {
        let mut stage = Stage::new();
        stage.press(opens);
        let before = stage.shown();
        stage.press("<F1>");
        let shown = stage.shown();
        assert!(shown.contains(words), "{words} in\n{shown}");
        assert!(!shown.contains("F2, Alt+2"), "{shown}");
        stage.press("<Esc>");
        assert_eq!(stage.shown(), before, "{opens}");
        stage.press("<F1><F1>");
        assert_eq!(stage.shown(), before, "{opens}");
        assert!(stage.told().is_empty(), "{opens}");
    }
}
