//! The first hundred bytes of the file, read before SQLite opens it: a foreign or newer file is
//! refused without a byte of it or beside it changing.

use super::super::migrate::{APPLICATION_ID, newest};
use super::super::{StoreError, StoreResult};

/// Bytes of SQLite's header.
pub(super) const LENGTH: usize = 100;

/// Whether the header is that of a book this program can open.
pub(super) fn check(header: &[u8]) -> StoreResult<()> {
    if header.len() < LENGTH || !header.starts_with(b"SQLite format 3\0") {
        return Err(StoreError::NotOurs);
    }
    let number = |at: usize| {
        let bytes = header
            .get(at..at + 4)
            .and_then(|bytes| bytes.try_into().ok());
        bytes.map_or(0, i32::from_be_bytes)
    };
    let (version, application) = (number(60), number(68));
    if application != APPLICATION_ID {
        return Err(StoreError::NotOurs);
    }
    if i64::from(version) > newest() {
        return Err(StoreError::Newer(version.to_string()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(application: i32, version: i32) -> Vec<u8> {
        let mut header = b"SQLite format 3\0".to_vec();
        header.resize(LENGTH, 0);
        header[60..64].copy_from_slice(&version.to_be_bytes());
        header[68..72].copy_from_slice(&application.to_be_bytes());
        header
    }

    #[test]
    fn a_book_of_ours_passes_and_others_do_not() {
        assert!(check(&header(APPLICATION_ID, 1)).is_ok());
        assert!(
            matches!(check(&header(APPLICATION_ID, 99)), Err(StoreError::Newer(v)) if v == "99")
        );
        assert!(matches!(check(&header(0, 1)), Err(StoreError::NotOurs)));
        assert!(matches!(
            check(&header(APPLICATION_ID, 1)[..99]),
            Err(StoreError::NotOurs)
        ));
        assert!(matches!(check(&[]), Err(StoreError::NotOurs)));
        assert!(matches!(check(b"PNG"), Err(StoreError::NotOurs)));
    }
}
