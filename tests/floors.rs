//! The house: a folder imports only from floors below it, and each border of the outside
//! world is crossed in one place. See `docs/ARCHITECTURE.md`. And no sentence lies about unused.

#![expect(clippy::expect_used, reason = "a test may say what it expects")]

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, lowest first. Folders of one floor do not know each other.
const FLOORS: [&[&str]; 10] = [
    &["domain"],
    &["sample", "insight", "points", "calendar"],
    &["text", "look", "store"],
    &["chart", "message"],
    &["exchange", "protocol"],
    &["config", "kit"],
    &["screens"],
    &["app"],
    &["cli"],
    &["runtime"],
];

fn floor(folder: &str) -> Option<usize> {
    FLOORS.iter().position(|folders| folders.contains(&folder))
}

/// One source file without its comments and its tests.
struct Source {
    path: PathBuf,
    text: String,
}

impl Source {
    fn new(path: impl Into<PathBuf>, text: &str) -> Source {
        let product = text
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        let code = |line: &&str| !line.trim_start().starts_with("//");
        let text = product.lines().filter(code).collect::<Vec<_>>().join("\n");
        Source {
            path: path.into(),
            text,
        }
    }

    fn folder(&self) -> &str {
        self.path
            .iter()
            .next()
            .and_then(|part| part.to_str())
            .unwrap_or_default()
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs")
            || self.path.ends_with("probe.rs")
            || self.path.iter().any(|part| part == "tests")
    }

    fn is_view(&self) -> bool {
        self.path.ends_with("view.rs") || self.path.iter().any(|part| part == "view")
    }

    /// The folders that it imports from: the names after `crate::`.
    fn imports(&self) -> Vec<String> {
        let mut found = Vec::new();
        for after in self.text.split("crate::").skip(1) {
            match after.strip_prefix('{') {
                None => found.push(word(after)),
                Some(group) => found.extend(members(group)),
            }
        }
        found.retain(|name| !name.is_empty());
        found
    }

    /// Whether a crate or path is named, as a whole word.
    fn names(&self, path: &str) -> bool {
        self.text.match_indices(path).any(|(at, _)| {
            let before = self.text[..at].chars().next_back();
            let after = self.text[at + path.len()..].chars().next();
            let part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
            !part(before) && !part(after)
        })
    }
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first names of a group `{a::{b, c}, d}`.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut names, mut name) = (0, Vec::new(), String::new());
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            c if depth == 0 => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names.iter().map(|name| word(name.trim_start())).collect()
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut folders = vec![root.clone()];
    let mut sources = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the source is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).expect("UTF-8");
                sources.push(Source::new(
                    path.strip_prefix(&root).expect("inside"),
                    &text,
                ));
            }
        }
    }
    assert!(sources.len() > 20, "the source was found");
    sources
}

/// What looks up, or sideways.
fn wrong_imports(source: &Source) -> Vec<String> {
    let Some(own) = floor(source.folder()) else {
        return Vec::new();
    };
    let wrong =
        |name: &String| name != source.folder() && floor(name).is_none_or(|theirs| theirs >= own);
    let imports = source.imports().into_iter().filter(wrong);
    imports
        .map(|name| format!("{} imports {name}", source.path.display()))
        .collect()
}

/// The files that name something outside of where it belongs.
fn trespassers(what: &str, allowed: impl Fn(&Source) -> bool) -> Vec<String> {
    let sources = sources();
    let outside = sources
        .iter()
        .filter(|source| !allowed(source) && source.names(what));
    outside
        .map(|source| format!("{} names {what}", source.path.display()))
        .collect()
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_folder_imports_only_from_floors_below() {
    none(&sources().iter().flat_map(wrong_imports).collect::<Vec<_>>());
}

#[test]
fn every_folder_has_its_floor() {
    let known = ["", "lib.rs", "main.rs"];
    let homeless =
        |source: &&Source| floor(source.folder()).is_none() && !known.contains(&source.folder());
    none(
        &sources()
            .iter()
            .filter(homeless)
            .map(|source| source.path.display().to_string())
            .collect::<Vec<_>>(),
    );
}

#[test]
fn only_the_store_speaks_sql() {
    none(&trespassers("rusqlite", |source| {
        source.folder() == "store"
    }));
}

#[test]
fn only_the_runtime_knows_the_terminal_library() {
    none(&trespassers("crossterm", |source| {
        source.folder() == "runtime"
    }));
}

#[test]
fn only_views_draw() {
    none(&trespassers("ratatui", |source| {
        ["kit", "look", "runtime"].contains(&source.folder())
            || source.is_view()
            || source.is_test()
    }));
}

#[test]
fn only_the_output_of_the_command_line_prints() {
    for print in ["println!", "eprintln!", "print!", "eprint!", "dbg!"] {
        let output =
            |source: &Source| source.path.starts_with("cli") && source.path.ends_with("output.rs");
        none(&trespassers(print.trim_end_matches('!'), |source| {
            output(source) || source.is_test() || !source.text.contains(print)
        }));
    }
}

#[test]
fn what_is_and_what_is_shown_reads_no_clock_and_no_file() {
    let pure = [
        "domain", "insight", "calendar", "text", "look", "chart", "sample", "protocol", "kit",
        "screens", "app",
    ];
    for outside in [
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant",
        "std::fs",
        "std::env",
        "std::net",
    ] {
        none(&trespassers(outside, |source| {
            !pure.contains(&source.folder()) || source.is_test()
        }));
    }
}

/// The sentences of `assets/text` by their ids, such as `desk_title`.
fn sentences() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/text/en");
    let mut ids = Vec::new();
    for entry in fs::read_dir(folder).expect("the sentences are there") {
        let path = entry.expect("an entry").path();
        let area = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let text = fs::read_to_string(&path).expect("UTF-8");
        let table: toml::Table = text.parse().expect("TOML");
        ids.extend(table.keys().map(|key| format!("{area}_{key}")));
    }
    ids
}

/// `desk_title` as the variant of `Say` that it becomes without anything to fill in: `DeskTitle`.
fn variant(id: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    id.split('_').map(capital).collect()
}

#[test]
fn every_sentence_is_said_somewhere() {
    // Found by their ids at run time; `text/kind.rs`, `sheet/message.rs` and `cli/help.rs` have tests
    // of their own.
    let by_id = ["import_reason_", "usage_", "message_name_"];
    let mut product = String::from(include_str!("docs.rs"));
    product.extend(
        sources()
            .iter()
            .filter(|source| !source.is_test())
            .map(|source| &*source.text),
    );
    let words: std::collections::BTreeSet<&str> = product
        .split(|c: char| !c.is_alphanumeric() && c != '_')
        .collect();
    let said = |id: &String| words.contains(id.as_str()) || words.contains(variant(id).as_str());
    let dead = sentences()
        .into_iter()
        .filter(|id| !by_id.iter().any(|area| id.starts_with(area)) && !said(id));
    none(
        &dead
            .map(|id| format!("nobody says {id}"))
            .collect::<Vec<_>>(),
    );
}

#[test]
fn the_check_itself_finds_what_looks_up_and_sideways() {
    let wrong = |path: &str, text: &str| wrong_imports(&Source::new(path, text)).len();
    assert_eq!(wrong("domain/plate.rs", "use crate::store::Store;"), 1);
    assert_eq!(wrong("text/mod.rs", "use crate::look::Look;"), 1);
    assert_eq!(wrong("app/mod.rs", "fn f() { crate::runtime::run() }"), 1);
    assert_eq!(
        wrong(
            "kit/list.rs",
            "use crate::{domain::Day, screens::{Screen, desk}};"
        ),
        1
    );
    assert_eq!(
        wrong(
            "kit/list.rs",
            "use crate::{kit::draw, protocol::Key, look::{Look, Role}};"
        ),
        0
    );
    assert_eq!(
        wrong(
            "app/mod.rs",
            "// see crate::runtime\nuse crate::screens::Screen;"
        ),
        0
    );
    assert_eq!(
        wrong(
            "domain/mod.rs",
            "#[cfg(test)]\nmod tests {\n use crate::store::Store; }"
        ),
        0
    );
    assert!(Source::new("a.rs", "use crossterm::event;").names("crossterm"));
    assert!(!Source::new("a.rs", "ratatui_crossterm::x").names("crossterm"));
}
