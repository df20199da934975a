//! The real spreadsheets become what `expected.toml` says, and its numbers are those of `expected.json`.

use crate::case::hold;
use crate::expected::Expectations;
use crate::{here, real_folder};

#[test]
fn real_spreadsheets_become_what_was_written_down_beforehand() {
    let Some(folder) = real_folder() else { return };
    let cases = Expectations::read(&here("expected.toml"))
        .into_iter()
        .map(|case| {
            let folder = folder.clone();
            (
                case.name.clone(),
                Box::new(move || case.check(&folder)) as _,
            )
        });
    hold("real", cases.collect());
}

#[test]
fn every_real_spreadsheet_has_an_expectation() {
    let Some(folder) = real_folder() else { return };
    let cases = Expectations::read(&here("expected.toml"));
    let mut missing = Vec::new();
    for (under, place) in [("", folder.clone()), ("derived/", folder.join("derived"))] {
        for entry in std::fs::read_dir(place).expect("the folder") {
            let name = entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned();
            let file = format!("{under}{name}");
            let data = [".csv", ".txt", ".xlsx", ".xls", ".ods"]
                .iter()
                .any(|end| file.ends_with(end));
            if data && !cases.iter().any(|case| case.files.contains(&file)) {
                missing.push(file);
            }
        }
    }
    assert!(missing.is_empty(), "{missing:?}");
    assert!(cases.iter().all(|case| !case.why.trim().is_empty()));
}
