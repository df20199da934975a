//! What a file is, by its first bytes and never by its name.

use super::refusal::Refusal;

/// How a file is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Container {
    /// Text with separators.
    Text,
    /// An archive: perhaps xlsx or ods.
    Zip,
    /// An old compound file: perhaps xls.
    Ole,
}

/// Bytes that [`sniff`] wants to see.
pub const SNIFF_BYTES: usize = 4096;

const SQLITE: &[u8] = b"SQLite format 3\0";
const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Beginnings of pictures, documents, programs and packed files.
const BINARY: [&[u8]; 9] = [
    b"\x89PNG",
    b"GIF8",
    b"\xFF\xD8\xFF",
    b"%PDF-",
    b"\x7FELF",
    b"\x1F\x8B",
    b"BZh",
    b"7z\xBC\xAF",
    b"Rar!",
];

/// Decides from the first [`SNIFF_BYTES`] bytes how a file is to be read.
///
/// # Errors
/// The refusals of files that are neither text nor a spreadsheet.
pub fn sniff(head: &[u8]) -> Result<Container, Refusal> {
    if head.starts_with(SQLITE) {
        return Err(Refusal::IsSqliteFile);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(Container::Zip);
    }
    if head.starts_with(OLE) {
        return Ok(Container::Ole);
    }
    if BINARY.iter().any(|magic| head.starts_with(magic)) {
        return Err(Refusal::BinaryFile);
    }
    if is_markup(head) {
        return Err(Refusal::HtmlOrXmlFile);
    }
    Ok(Container::Text)
}

fn is_markup(head: &[u8]) -> bool {
    let text = head
        .strip_prefix(b"\xEF\xBB\xBF")
        .unwrap_or(head)
        .trim_ascii_start();
    let starts = |tag: &[u8]| {
        text.get(..tag.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(tag))
    };
    [
        &b"<!doctype"[..],
        b"<html",
        b"<?xml",
        b"<table",
        b"<head",
        b"<body",
        b"<!--",
    ]
    .iter()
    .any(|tag| starts(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_decide_and_not_the_name() {
        assert_eq!(sniff(b"name,phone\n"), Ok(Container::Text));
        assert_eq!(sniff(b"PK\x03\x04rest"), Ok(Container::Zip));
        assert_eq!(sniff(OLE), Ok(Container::Ole));
        assert_eq!(sniff(SQLITE), Err(Refusal::IsSqliteFile));
        assert_eq!(sniff(b"\x89PNG\r\n"), Err(Refusal::BinaryFile));
        assert_eq!(sniff(b"\n <HTML><body>"), Err(Refusal::HtmlOrXmlFile));
    }

    #[test]
    fn a_name_that_begins_with_a_bracket_is_text() {
        assert_eq!(sniff(b"<3 Budi,0812\n"), Ok(Container::Text));
    }
}
