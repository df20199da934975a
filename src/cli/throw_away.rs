//! A folder of our own for books that do not stay.

use std::io;

use tempfile::{Builder, TempDir};

use super::exit::{Ended, Exit, Failing};
use super::wording;
use crate::text::{Lang, Say, say};

/// A folder that only its owner may look into, and that goes away with the value.
///
/// # Errors
/// When the temporary folder of the system takes nothing.
pub fn own_folder(lang: Lang) -> Ended<TempDir> {
    made().map_err(|error| {
        let place = std::env::temp_dir();
        Failing::new(
            Exit::CannotCreate,
            say::error_cannot_create_text(lang, place.display(), wording::why(&error, lang)),
            Say::ErrorCannotCreateHint.in_(lang),
        )
    })
}

#[cfg(unix)]
fn made() -> io::Result<TempDir> {
    use std::os::unix::fs::PermissionsExt as _;
    Builder::new()
        .prefix("kenal-")
        .permissions(std::fs::Permissions::from_mode(0o700))
        .tempdir()
}

/// The person's temporary folder is their own on Windows.
#[cfg(not(unix))]
fn made() -> io::Result<TempDir> {
    Builder::new().prefix("kenal-").tempdir()
}
