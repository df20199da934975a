//! `kenal check --json`.

use serde::Serialize;

use crate::store::{Examined, Part};

/// What came of it; a part that was not looked at is `null`.
#[derive(Debug, Serialize)]
pub struct Checked {
    ok: bool,
    integrity: Option<bool>,
    foreign_keys: Option<bool>,
    search_index: Option<bool>,
    ledger: Option<bool>,
    summaries: Option<bool>,
    /// Bytes.
    wal: u64,
    file: String,
    schema_version: i64,
    problems: Vec<Problem>,
}

#[derive(Debug, Serialize)]
struct Problem {
    part: &'static str,
    about: Option<String>,
    what: String,
}

impl Checked {
    /// Of the book at that place.
    pub fn new(file: &str, schema_version: i64, found: &Examined) -> Checked {
        let problems = found.problems.iter().map(|problem| Problem {
            part: problem.part.key(),
            about: super::some(&problem.about),
            what: problem.what.clone(),
        });
        Checked {
            ok: found.is_sound(),
            integrity: found.of(Part::Integrity),
            foreign_keys: found.of(Part::ForeignKeys),
            search_index: found.of(Part::SearchIndex),
            ledger: found.of(Part::Ledger),
            summaries: found.of(Part::Summaries),
            wal: found.wal,
            file: file.to_owned(),
            schema_version,
            problems: problems.collect(),
        }
    }
}
