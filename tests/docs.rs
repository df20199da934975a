//! Generated pages are current, and what pages name is there. `KENAL_BLESS=1 cargo test --test docs` writes them again.

#![expect(clippy::expect_used, reason = "a test may say what it expects")]

#[path = "docs/commands.rs"]
mod commands;
#[path = "docs/paths.rs"]
mod paths;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use kenal::protocol::{COMMANDS, CommandSpec, Scope};
use kenal::text::{Lang, Say};

/// A generated page with its text as the program would write it now.
fn assert_current(page: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/manual")
        .join(page);
    if env::var_os("KENAL_BLESS").is_some() {
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder");
        fs::write(&path, text).expect("the page is written");
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == text,
        "{page} is not current: KENAL_BLESS=1 cargo test --test docs"
    );
}

/// The sections of the page: title, and the rows of the table that belong there. Movements are
/// the same everywhere and stand once.
fn sections(lang: Lang) -> Vec<(&'static str, Vec<&'static CommandSpec>)> {
    let own = |en, id| if lang == Lang::En { en } else { id };
    let rows = |scope: Scope| {
        let here = |spec: &&CommandSpec| spec.scopes.contains(&scope) && !spec.id.moves();
        COMMANDS.iter().filter(here).collect::<Vec<_>>()
    };
    vec![
        (own("At the front desk", "Di meja depan"), rows(Scope::Desk)),
        (
            own("On the full card", "Di kartu lengkap"),
            rows(Scope::Card),
        ),
        (own("In a form", "Di formulir"), rows(Scope::Form)),
        (
            own("In the weekly review", "Di ulasan mingguan"),
            rows(Scope::Review),
        ),
        (
            own("In today's list", "Di daftar hari ini"),
            rows(Scope::Today),
        ),
        (
            own("At the points of a customer", "Di poin pelanggan"),
            rows(Scope::Points),
        ),
        (
            own("At the rules of points", "Di aturan poin"),
            rows(Scope::Programme),
        ),
        (own("At the segments", "Di segmen"), rows(Scope::Segments)),
        (
            own("At the list of those to win back", "Di daftar ajak kembali"),
            rows(Scope::Recovery),
        ),
        (
            own("Where two records become one", "Saat dua data digabungkan"),
            rows(Scope::Merge),
        ),
        (
            own("While a segment is built", "Saat menyusun segmen"),
            rows(Scope::Filter),
        ),
        (own("In a message", "Di pesan"), rows(Scope::Message)),
        (
            own(
                "In the lists of campaigns, gatherings and vehicles",
                "Di daftar kampanye, acara, dan kendaraan",
            ),
            rows(Scope::Lists),
        ),
        (Say::HelpEverywhere.in_(lang), rows(Scope::Global)),
        (
            own("Moving about", "Berpindah"),
            COMMANDS.iter().filter(|spec| spec.id.moves()).collect(),
        ),
    ]
}

fn key_page(lang: Lang) -> String {
    let mut page = format!("# {}\n\n", Say::HelpKeysTitle.in_(lang));
    let _ = writeln!(
        page,
        "<!-- Written by tests/docs.rs from the table of commands. -->\n"
    );
    let _ = writeln!(
        page,
        "{}\n{}",
        Say::HelpTyping.in_(lang),
        Say::HelpMouse.in_(lang)
    );
    for (title, rows) in sections(lang) {
        let _ = writeln!(page, "\n## {title}\n\n| | |\n| --- | --- |");
        for spec in rows {
            let _ = writeln!(page, "| {} | {} |", keys(spec, lang), spec.help.in_(lang));
        }
    }
    page
}

/// The keys of a command; one without any is found in the palette.
fn keys(spec: &CommandSpec, lang: Lang) -> String {
    if spec.keys.is_empty() {
        return format!(
            "{}: *{}*",
            Say::HelpPaletteTitle.in_(lang),
            spec.label.in_(lang)
        );
    }
    spec.keys
        .iter()
        .map(|key| format!("`{}`", kenal::text::key(lang, key)))
        .collect::<Vec<_>>()
        .join(", ")
}

#[test]
fn the_key_pages_say_what_the_table_says() {
    for lang in Lang::ALL {
        assert_current(&format!("keys.{}.md", lang.code()), &key_page(lang));
    }
}

#[test]
fn the_command_pages_say_what_help_says() {
    for lang in Lang::ALL {
        assert_current(
            &format!("commands.{}.md", lang.code()),
            &commands::page(lang),
        );
    }
}

#[test]
fn the_manual_page_names_every_command_and_every_word_in_both_languages() {
    fn check(command: &clap::Command, page: &str) {
        let shown = command.get_subcommands();
        for child in shown.filter(|child| !child.is_hide_set()) {
            let about = child.get_about().expect("a sentence").to_string();
            assert!(page.contains(&about), "{}", child.get_name());
            check(child, page);
        }
        for word in command.get_arguments().filter_map(clap::Arg::get_long) {
            assert!(page.contains(&format!("--{word}")), "--{word}");
        }
    }
    for lang in Lang::ALL {
        let page = kenal::cli::papers::page(lang).expect("written into memory");
        let mut tree = kenal::cli::help::command(lang);
        tree = tree.mut_subcommand("record", |record| record.about("record"));
        check(&tree, &page.replace("\\-", "-"));
        assert!(!page.contains("Print help") && page.matches(".ie ").count() == 1);
    }
}

/// The schema as a page: what the migration says of every table and column, and the views with
/// the columns that other programs may rely on.
fn schema_page() -> String {
    let sql = include_str!("../src/store/migrations/0001_customer_book.sql");
    let mut page = String::from(
        "# The schema\n\n<!-- Written by tests/docs.rs from src/store/migrations. -->\n\n\
         Other programs read the views `v_*`; their columns are added to, never renamed or removed. \
         Nothing but kenal writes the tables.\n",
    );
    let (mut about, mut inside): (Vec<&str>, bool) = (Vec::new(), false);
    let mut begun = String::new();
    for line in sql.lines() {
        let text = line.trim();
        if let Some(comment) = text.strip_prefix("--") {
            about.push(comment.trim());
        } else if let Some(rest) = text.strip_prefix("CREATE TABLE ") {
            let name = rest.split(' ').next().unwrap_or_default();
            let _ = writeln!(page, "\n## {name}\n");
            if !about.is_empty() {
                let _ = writeln!(page, "{}\n", about.join(" "));
            }
            let _ = writeln!(page, "| column | type | rule |\n| --- | --- | --- |");
            about.clear();
            inside = true;
        } else if text.starts_with(')') {
            column(&mut page, &std::mem::take(&mut begun));
            inside = false;
        } else if inside {
            begun.push_str(if begun.is_empty() { "" } else { " " });
            begun.push_str(text);
            if text.ends_with(',') {
                column(&mut page, &std::mem::take(&mut begun));
            }
        } else {
            about.clear();
        }
    }
    let _ = writeln!(page, "\n## Views");
    let conn = rusqlite::Connection::open_in_memory().expect("in memory");
    conn.execute_batch(sql).expect("the schema is valid");
    for view in ["v_customer", "v_vehicle", "v_visit", "v_visit_line"] {
        let statement = conn
            .prepare(&format!("SELECT * FROM {view}"))
            .expect("the view is there");
        let columns: Vec<String> = statement
            .column_names()
            .map(|name| format!("`{name}`"))
            .collect();
        let _ = writeln!(page, "\n**{view}**: {}", columns.join(", "));
    }
    page
}

/// A line of a table, or several lines up to the comma; rules of the whole table stand in a row of
/// their own.
fn column(page: &mut String, text: &str) {
    let text = text.trim_end_matches(',');
    let mut words = text.splitn(3, ' ');
    let name = words.next().unwrap_or_default();
    let rest: Vec<&str> = words.map(str::trim).collect();
    let of_table = ["PRIMARY", "CHECK", "UNIQUE", "FOREIGN"];
    let escaped = |text: &str| text.replace('|', "\\|");
    if of_table.contains(&name) || of_table.iter().any(|word| name.starts_with(word)) {
        let _ = writeln!(page, "| | | `{}` |", escaped(text));
        return;
    }
    let text = rest.join(" ");
    let (kind, rule) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
    let rule = escaped(rule.trim());
    let rule = if rule.is_empty() {
        rule
    } else {
        format!("`{rule}`")
    };
    let _ = writeln!(page, "| `{name}` | {kind} | {rule} |");
}

#[test]
fn the_page_of_the_schema_is_current() {
    assert_current("../schema.md", &schema_page());
}
