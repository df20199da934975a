//! Real spreadsheets of workshops, which are not part of the project.

use std::path::PathBuf;

/// Their folder, if anybody has it.
pub fn folder() -> Option<PathBuf> {
    let beside = || {
        Some(
            PathBuf::from(env!("CARGO_MANIFEST_DIR"))
                .parent()?
                .join("shared/data/real"),
        )
    };
    std::env::var_os("KENAL_REAL_DATA")
        .map(PathBuf::from)
        .or_else(beside)
}
