//! The hostile files and what is expected of each.

use std::fs;
use std::path::PathBuf;

use serde::Deserialize;

use crate::here;

#[derive(Deserialize)]
pub struct Manifest {
    pub cases: Vec<Case>,
}

#[derive(Clone, Deserialize)]
pub struct Case {
    pub id: String,
    pub file: String,
    pub expect: Expect,
}

#[derive(Clone, Deserialize)]
pub struct Expect {
    pub result: String,
    pub file_reason: Option<String>,
    pub line: Option<u64>,
    pub encoding: Option<String>,
    pub delimiter_or_sheet: Option<String>,
    pub rows_accepted: u64,
    #[serde(default)]
    pub rows_rejected: u64,
    #[serde(default)]
    pub rejected: Vec<Rejected>,
    pub warnings: Option<Vec<Warning>>,
    #[serde(default)]
    pub values: Vec<serde_json::Map<String, serde_json::Value>>,
}

#[derive(Clone, Deserialize)]
pub struct Rejected {
    pub line: u64,
    pub reason: String,
    pub same_as_line: Option<u64>,
}

#[derive(Clone, Deserialize)]
pub struct Warning {
    pub line: u64,
    pub code: String,
}

pub fn cases() -> Vec<Case> {
    let text = fs::read_to_string(here("nasty/manifest.json")).expect("the manifest");
    let manifest: Manifest = serde_json::from_str(&text).expect("a manifest");
    assert_eq!(manifest.cases.len(), 60);
    manifest.cases
}

/// The file of a case, made here when it is too big to keep or no file at all.
pub fn path_of(case: &Case, scratch: &tempfile::TempDir) -> PathBuf {
    let made = scratch.path().join(&case.file);
    match case.id.as_str() {
        "C48" => fs::write(&made, "a".repeat(2_000_000)).expect("a huge line"),
        #[cfg(unix)]
        "C55" => {
            let status = std::process::Command::new("mkfifo").arg(&made).status();
            assert!(status.is_ok_and(|status| status.success()), "mkfifo");
        }
        #[cfg(unix)]
        "C56" => std::os::unix::fs::symlink("/dev/zero", &made).expect("a link"),
        _ => return here("nasty").join(&case.file),
    }
    made
}
