//! A file of rules of the points: where somebody says, or beside the settings file.

use std::io;
use std::path::{Path, PathBuf};

use super::file::{home_folder, text_of};
use crate::points::{Rule, RuleError};

/// The most files that are proposed.
const MOST: usize = 50;

/// A file of rules, by its path or, where there is none of it, by its name beside the settings. `None`:
/// it cannot be opened. What it does not say stays as in `base`.
pub fn rules_of_file(
    typed: &str,
    beside: Option<&Path>,
    base: &Rule,
) -> Option<Result<Rule, RuleError>> {
    let path = at_home(typed.trim());
    let own = beside.map(|folder| folder.join(&path));
    let found = [Some(path), own].into_iter().flatten();
    let mut texts = found.map(|path| text_of(&path));
    let text = texts.find_map(|text| match text {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        text => Some(text.ok()),
    })??;
    Some(Rule::from_toml(&text, base))
}

/// Paths that begin as it is typed: folders, and files of rules; without a folder in it first those
/// beside the settings that can be read as rules.
pub fn rules_files(typed: &str, beside: Option<&Path>) -> Vec<String> {
    let typed = typed.trim_start();
    let (folder, start) = match typed.rfind(['/', std::path::MAIN_SEPARATOR]) {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed),
    };
    let mut found = Vec::new();
    let base = Rule::default();
    if let (true, Some(beside)) = (folder.is_empty(), beside) {
        let own = entries(beside, start).into_iter();
        let rules = own.filter(|(name, is_folder)| {
            !is_folder && matches!(rules_of_file(name, Some(beside), &base), Some(Ok(_)))
        });
        found.extend(rules.map(|(name, _)| name));
    }
    if !typed.is_empty() {
        let place = if folder.is_empty() {
            PathBuf::from(".")
        } else {
            at_home(folder)
        };
        let paths = entries(&place, start).into_iter();
        found.extend(paths.map(|(name, is_folder)| {
            let end = if is_folder { "/" } else { "" };
            format!("{folder}{name}{end}")
        }));
    }
    found.dedup();
    found.truncate(MOST);
    found
}

/// Folders and TOML files of a folder whose names begin so, in order; hidden ones only where a dot is
/// typed.
fn entries(folder: &Path, start: &str) -> Vec<(String, bool)> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    let named = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok()?;
        let fits = name.starts_with(start) && (start.starts_with('.') || !name.starts_with('.'));
        let is_folder = entry.path().is_dir();
        let is_rules = Path::new(&name)
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("toml"));
        (fits && (is_folder || is_rules)).then_some((name, is_folder))
    });
    let mut named: Vec<_> = named.collect();
    named.sort();
    named
}

/// With the home folder for `~`.
fn at_home(path: &str) -> PathBuf {
    let rest = path.strip_prefix("~/").zip(home_folder());
    rest.map_or_else(|| PathBuf::from(path), |(rest, home)| home.join(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("written");
        };
        write("generous.toml", "earn_per = 5000\n");
        write("settings.toml", "theme = \"dark\"\n");
        write("notes.txt", "");
        std::fs::create_dir(folder.path().join("gone")).expect("made");
        folder
    }

    #[test]
    fn files_of_rules_beside_the_settings_are_proposed_and_no_others() {
        let folder = folder();
        let beside = Some(folder.path());
        assert_eq!(rules_files("", beside), ["generous.toml"]);
        assert_eq!(rules_files("gen", beside), ["generous.toml"]);
        let rule = rules_of_file("generous.toml", beside, &Rule::default()).expect("it is there");
        assert_eq!(rule.expect("rules").earn_per, 5_000);
    }

    #[test]
    fn a_path_is_completed_folder_by_folder() {
        let folder = folder();
        let typed = format!("{}/g", folder.path().display());
        let whole = |name: &str| format!("{}/{name}", folder.path().display());
        assert_eq!(
            rules_files(&typed, None),
            [whole("generous.toml"), whole("gone/")]
        );
        assert_eq!(rules_files("/no/such/folder/x", None), [""; 0]);
    }

    #[test]
    fn what_is_no_file_of_rules_says_why() {
        let folder = folder();
        let beside = Some(folder.path());
        assert!(matches!(
            rules_of_file("settings.toml", beside, &Rule::default()),
            Some(Err(RuleError::Unreadable(_)))
        ));
        assert_eq!(
            rules_of_file("missing.toml", beside, &Rule::default()),
            None
        );
        assert_eq!(rules_of_file("gone", beside, &Rule::default()), None);
    }
}
