//! Whatever file the pages name is there, and so is whatever picture.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The pages that people write; those of the manual are generated.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md"), root.join("CHANGELOG.md")];
    for folder in ["docs", "docs/adr", "docs/checklists"] {
        let entries = fs::read_dir(root.join(folder)).expect("the pages are there");
        let paths = entries.map(|entry| entry.expect("an entry").path());
        pages.extend(paths.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    }
    pages
}

/// What a page names in `code` or as a link, where it is the path of a file.
fn named(page: &str) -> Vec<String> {
    let code = page.split('`').skip(1).step_by(2);
    let links = page
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next());
    let endings = [".rs", ".md", ".toml", ".tsv", ".sql", ".svg"];
    let is_path = |text: &&str| {
        text.contains('/')
            && endings.iter().any(|ending| text.ends_with(ending))
            // `a/{b,c}/*.toml` and `NNNN_what.sql` name many, or one to come.
            && !text.contains(['{', '*', ' ', ':'])
            && !text.contains("NNNN")
    };
    code.chain(links)
        .filter(is_path)
        .map(str::to_owned)
        .collect()
}

/// Pages say `store/door.rs` for `src/store/door.rs`; a link is meant from the page's own folder.
fn is_there(page: &Path, name: &str) -> bool {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let beside = page.parent().unwrap_or(root);
    [
        root.to_owned(),
        root.join("src"),
        root.join("docs"),
        beside.to_owned(),
    ]
    .iter()
    .any(|folder| folder.join(name).is_file())
}

#[test]
fn every_file_that_a_page_names_is_there() {
    let mut lost = Vec::new();
    let mut found = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).expect("UTF-8");
        for name in named(&text) {
            found += 1;
            if !is_there(&page, &name) {
                lost.push(format!("{}: {name}", page.display()));
            }
        }
    }
    assert!(found > 50, "the pages were read: {found}");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn every_picture_is_drawn_by_the_test_of_pictures_and_shown_in_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = include_str!("../../README.md");
    let drawn = include_str!("../pictures.rs");
    let entries = fs::read_dir(root.join("docs/pictures")).expect("the pictures are there");
    let names = entries.map(|entry| entry.expect("an entry").file_name());
    let names: BTreeSet<String> = names.filter_map(|name| name.into_string().ok()).collect();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        assert!(
            drawn.contains(&format!("\"{name}\"")),
            "nobody draws {name}"
        );
        assert!(
            readme.contains(&format!("docs/pictures/{name}")),
            "nobody shows {name}"
        );
    }
}
