//! What an archive must pass before a workbook reader sees it: real bytes are counted, whatever
//! the archive claims, and nothing is ever unpacked to disk.

use std::io::{Read, Seek};

use crate::exchange::read::refusal::{MAX_UNZIPPED_BYTES, MAX_ZIP_RATIO, Refusal};

/// Which workbook an archive holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Archive {
    /// Office Open XML.
    Xlsx,
    /// Open Document.
    Ods,
}

/// Parts below this size may be as well packed as they like.
const RATIO_FROM: u64 = 1 << 20;

/// Unfolds every part into nothing, counting.
///
/// # Errors
/// The refusals of damaged, hostile and foreign archives.
pub(crate) fn inspect(file: impl Read + Seek) -> Result<Archive, Refusal> {
    let mut zip = zip::ZipArchive::new(file).map_err(|_| Refusal::BadZip)?;
    let archive = if zip.index_for_name("xl/workbook.xml").is_some() {
        Archive::Xlsx
    } else if zip.index_for_name("content.xml").is_some() {
        Archive::Ods
    } else {
        return Err(Refusal::NotXlsx);
    };
    let mut total = 0;
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).map_err(|_| Refusal::BadZip)?;
        let packed = part.compressed_size().max(1);
        let markup = part.name().is_ok_and(|name| is_markup(&name));
        total = unfold(&mut part, packed, total, markup)?;
    }
    Ok(archive)
}

fn is_markup(name: &str) -> bool {
    let end = name.rsplit('.').next().unwrap_or_default();
    end.eq_ignore_ascii_case("xml") || end.eq_ignore_ascii_case("rels")
}

fn unfold(part: &mut impl Read, packed: u64, before: u64, markup: bool) -> Result<u64, Refusal> {
    let mut chunk = vec![0_u8; 1 << 16];
    let mut overlap: Vec<u8> = Vec::new();
    let mut size = 0_u64;
    loop {
        let filled = part.read(&mut chunk).map_err(|_| Refusal::BadZip)?;
        if filled == 0 {
            return Ok(before + size);
        }
        size += filled as u64;
        if before + size > MAX_UNZIPPED_BYTES
            || (size > RATIO_FROM && size / packed > MAX_ZIP_RATIO)
        {
            return Err(Refusal::ZipBomb);
        }
        if markup {
            overlap.extend(chunk.iter().take(filled));
            if declares_type(&overlap) {
                return Err(Refusal::XmlDtd);
            }
            let keep = overlap.len().saturating_sub(16);
            overlap.drain(..keep);
        }
    }
}

fn declares_type(text: &[u8]) -> bool {
    [&b"<!DOCTYPE"[..], b"<!ENTITY"]
        .iter()
        .any(|tag| memchr::memmem::find(text, tag).is_some())
}
