//! Help and wrong usage, in both languages.

use crate::support::Book;

const COMMANDS: [&[&str]; 14] = [
    &["init"],
    &["demo"],
    &["find"],
    &["show"],
    &["history"],
    &["record", "customer"],
    &["record", "vehicle"],
    &["record", "visit"],
    &["import"],
    &["undo"],
    &["audit"],
    &["info"],
    &["completions"],
    &["man"],
];

#[test]
fn help_names_every_command_and_comes_in_both_languages() {
    let book = Book::none();
    for (lang, usage, exit) in [
        ("en", "Usage: kenal", "Exit codes"),
        ("id", "Cara pakai: kenal", "Kode keluar"),
    ] {
        let help = book.out(["--lang", lang, "--help"]);
        assert!(help.contains(usage) && help.contains(exit), "{help}");
        for command in COMMANDS {
            assert!(help.contains(&format!("\n  {}", command[0])), "{command:?}");
            let help = book.out([&["--lang", lang], command, &["--help"]].concat());
            assert!(help.contains(&command.join(" ")), "{help}");
            assert!(help.contains("--json") || !help.contains("JSON"), "{help}");
        }
    }
}

#[test]
fn the_language_comes_from_the_flag_the_variable_and_the_locale_in_this_order() {
    let book = Book::none();
    let help = |variables: &[(&str, &str)], words: &[&str]| {
        let mut command = book.command(words);
        command.env_remove("KENAL_LANG").envs(variables.to_vec());
        crate::support::ended(&mut command).out
    };
    let indonesian = |text: String| text.contains("Cara pakai");
    assert!(indonesian(help(&[("LANG", "id_ID.UTF-8")], &["--help"])));
    assert!(!indonesian(help(&[("LANG", "de_DE.UTF-8")], &["--help"])));
    let both = [("LANG", "id_ID.UTF-8"), ("KENAL_LANG", "en")];
    assert!(!indonesian(help(&both, &["--help"])));
    assert!(indonesian(help(&both, &["--help", "--lang=id"])));
}

#[test]
fn wrong_usage_is_a_sentence_with_a_way_out_and_exits_2() {
    let book = Book::none();
    let cases: [(&[&str], &str); 9] = [
        (&["fnd"], "there is no command fnd; did you mean find?"),
        (&["find"], "<TEXT>... is missing"),
        (&["find", "x", "--limt", "3"], "did you mean --limit?"),
        (&["find", "x", "--limit", "0"], "“0” does not fit --limit"),
        (&["--today", "tomorrow", "info"], "does not fit --today"),
        (&["--color", "pink", "info"], "it takes auto, always, never"),
        (&["info", "--json", "--json"], "more often than it may be"),
        (&["import", "--list", "--undo", "3"], "do not go together"),
        (&["record", "visit"], "--plate <PLATE>|--customer <WHO>"),
    ];
    for (words, why) in cases {
        let ran = book.run(words);
        assert_eq!(ran.code, Some(2), "{words:?}: {ran:?}");
        assert!(ran.err.contains(why), "{words:?}: {}", ran.err);
        assert!(ran.err.starts_with("Error: Wrong usage: "), "{}", ran.err);
        assert!(ran.err.contains("--help shows how. Nothing was changed."));
        assert!(ran.out.is_empty());
    }
    let ran = book.run(["--lang", "id", "fnd"]);
    assert!(
        ran.err
            .starts_with("Galat: Cara pakai salah: tidak ada perintah fnd")
    );
}

#[test]
fn the_screens_need_a_terminal_and_make_no_book_without_one() {
    let book = Book::none();
    for words in [&[][..], &["demo"]] {
        let mut command = book.command(words);
        command.env_remove("KENAL_FILE");
        let ran = crate::support::ended(&mut command);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.err.contains("terminal"), "{}", ran.err);
        assert!(std::fs::read_dir(book.path("")).unwrap().next().is_none());
    }
}

#[test]
fn completions_and_the_manual_page_are_written_for_every_shell() {
    let book = Book::none();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = book.out(["completions", shell]);
        assert!(
            script.contains("history") && script.contains("dry-run"),
            "{shell}"
        );
    }
    let page = book.out(["man"]);
    assert!(page.contains(".TH kenal 1") && page.contains("KENAL RECORD VISIT"));
    assert_ne!(page, book.out(["man", "--lang", "id"]));
}

#[test]
fn wrong_settings_are_all_told_at_once_and_exit_78() {
    let book = Book::empty();
    let settings = book.write("settings.toml", "theme = 'pink'\nmouse = 7\n");
    let ran = book.run(["--config", settings.to_str().unwrap(), "info"]);
    assert_eq!(ran.code, Some(78), "{ran:?}");
    assert!(
        ran.err.contains("line 1") && ran.err.contains("line 2"),
        "{}",
        ran.err
    );
    let ran = book.run(["--config", "none", "info"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}
