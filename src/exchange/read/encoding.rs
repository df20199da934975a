//! How the text of a file is written. Decided over the whole file, so that no name is mangled in
//! row ten thousand: byte order mark, else strict UTF-8, else UTF-16 by its pattern of zero bytes,
//! else Windows-1252 with a visible note, else refused.

use std::io::Read;

use super::refusal::{ReadError, Refusal};

/// An encoding that import reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a mark.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows-1252, guessed: worth a note to the person.
    Windows1252,
}

impl Encoding {
    /// The name that reports use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16-le",
            Self::Utf16Be => "utf-16-be",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// The decoder's table.
    pub fn decoder(self) -> encoding_rs::Decoder {
        let encoding = match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Windows1252 => encoding_rs::WINDOWS_1252,
        };
        encoding.new_decoder_with_bom_removal()
    }
}

const CHUNK: usize = 1 << 16;

/// Reads all of `source` and decides how it is written.
///
/// # Errors
/// Refusals of unreadable encodings, binary and empty files; errors of the disk.
pub fn detect(mut source: impl Read) -> Result<Encoding, ReadError> {
    let mut chunk = vec![0_u8; CHUNK];
    let filled = fill(&mut source, &mut chunk)?;
    let head = chunk.get(..filled).unwrap_or_default();
    let marked = marked_encoding(head)?;
    let mut survey = Survey::new(marked.or_else(|| utf16_by_zero_bytes(head)));
    survey.take(head);
    loop {
        let filled = fill(&mut source, &mut chunk)?;
        if filled == 0 {
            break;
        }
        survey.take(chunk.get(..filled).unwrap_or_default());
        if survey.zero_byte {
            // No text, however much of it follows.
            break;
        }
    }
    Ok(survey.verdict(marked.is_some())?)
}

/// Reads until the buffer is full or the source ends.
pub(crate) fn fill(source: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while let Some(rest) = buffer.get_mut(filled..).filter(|rest| !rest.is_empty()) {
        match source.read(rest) {
            Ok(0) => break,
            Ok(n) => filled += n,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(filled)
}

fn marked_encoding(head: &[u8]) -> Result<Option<Encoding>, Refusal> {
    if head.starts_with(&[0xFF, 0xFE, 0, 0]) || head.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err(Refusal::EncodingUtf32);
    }
    Ok(match head {
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        _ => None,
    })
}

/// Latin text in UTF-16 has a zero in every other byte and nowhere else.
fn utf16_by_zero_bytes(head: &[u8]) -> Option<Encoding> {
    let pairs = head.chunks_exact(2);
    let total = pairs.len();
    let zeros = |side: usize| {
        head.chunks_exact(2)
            .filter(|pair| pair.get(side) == Some(&0))
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = |count: usize| total >= 2 && count * 10 >= total * 4;
    match (many(even), many(odd)) {
        (false, true) if even == 0 => Some(Encoding::Utf16Le),
        (true, false) if odd == 0 => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// What was seen of a file so far.
struct Survey {
    utf16: Option<Utf16Check>,
    utf8: Utf8Check,
    line: u64,
    zero_byte: bool,
    not_cp1252: Option<u64>,
    content: bool,
}

impl Survey {
    fn new(assumed: Option<Encoding>) -> Self {
        let utf16 = match assumed {
            Some(Encoding::Utf16Le) => Some(Utf16Check::new(Encoding::Utf16Le)),
            Some(Encoding::Utf16Be) => Some(Utf16Check::new(Encoding::Utf16Be)),
            _ => None,
        };
        Self {
            utf16,
            utf8: Utf8Check::default(),
            line: 1,
            zero_byte: false,
            not_cp1252: None,
            content: false,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        if let Some(check) = &mut self.utf16 {
            check.take(bytes);
            return;
        }
        self.utf8.take(bytes);
        self.zero_byte |= memchr::memchr(0, bytes).is_some();
        if !self.content {
            let text = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            self.content = text.iter().any(|byte| !byte.is_ascii_whitespace());
        }
        if self.not_cp1252.is_none() && !bytes.is_ascii() {
            let hole = bytes
                .iter()
                .position(|b| matches!(b, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
            self.not_cp1252 = hole.map(|at| self.line + newlines(bytes.get(..at)));
        }
        self.line += newlines(Some(bytes));
    }

    fn verdict(self, marked: bool) -> Result<Encoding, Refusal> {
        if let Some(check) = self.utf16 {
            return check.verdict();
        }
        if self.zero_byte {
            return Err(Refusal::BinaryFile);
        }
        if !self.content {
            return Err(Refusal::EmptyFile);
        }
        let Some(bad) = self.utf8.first_bad() else {
            return Ok(Encoding::Utf8);
        };
        if marked {
            return Err(Refusal::EncodingBroken { line: bad });
        }
        match self.not_cp1252 {
            Some(line) => Err(Refusal::EncodingUnknown { line }),
            None => Ok(Encoding::Windows1252),
        }
    }
}

fn newlines(bytes: Option<&[u8]>) -> u64 {
    memchr::memchr_iter(b'\n', bytes.unwrap_or_default()).count() as u64
}

/// Strict UTF-8 over chunks that may cut a character.
#[derive(Default)]
struct Utf8Check {
    carry: Vec<u8>,
    line: u64,
    bad: Option<u64>,
}

impl Utf8Check {
    fn take(&mut self, bytes: &[u8]) {
        if self.bad.is_some() {
            return;
        }
        let joined;
        let text = if self.carry.is_empty() {
            bytes
        } else {
            joined = [self.carry.as_slice(), bytes].concat();
            self.carry.clear();
            &joined
        };
        match std::str::from_utf8(text) {
            Ok(_) => self.line += newlines(Some(text)),
            Err(error) => {
                let good = text.get(..error.valid_up_to());
                self.line += newlines(good);
                if error.error_len().is_some() {
                    self.bad = Some(self.line + 1);
                } else {
                    self.carry = text.get(error.valid_up_to()..).unwrap_or_default().to_vec();
                }
            }
        }
    }

    fn first_bad(&self) -> Option<u64> {
        self.bad
            .or_else(|| (!self.carry.is_empty()).then_some(self.line + 1))
    }
}

/// UTF-16 with whole units and paired surrogates only.
struct Utf16Check {
    encoding: Encoding,
    carry: Option<u8>,
    high: bool,
    line: u64,
    bad: Option<u64>,
    content: bool,
}

impl Utf16Check {
    fn new(encoding: Encoding) -> Self {
        Self {
            encoding,
            carry: None,
            high: false,
            line: 1,
            bad: None,
            content: false,
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            let Some(first) = self.carry.take() else {
                self.carry = Some(byte);
                continue;
            };
            let unit = if self.encoding == Encoding::Utf16Le {
                u16::from_le_bytes([first, byte])
            } else {
                u16::from_be_bytes([first, byte])
            };
            self.unit(unit);
        }
    }

    fn unit(&mut self, unit: u16) {
        let low = (0xDC00..0xE000).contains(&unit);
        if low != self.high {
            self.bad = self.bad.or(Some(self.line));
        }
        self.high = (0xD800..0xDC00).contains(&unit);
        self.line += u64::from(unit == u16::from(b'\n'));
        let blank = unit == 0xFEFF || u8::try_from(unit).is_ok_and(|b| b.is_ascii_whitespace());
        self.content |= !blank;
    }

    fn verdict(self) -> Result<Encoding, Refusal> {
        let cut = self.carry.is_some() || self.high;
        if let Some(line) = self.bad.or(cut.then_some(self.line)) {
            return Err(Refusal::EncodingBroken { line });
        }
        if self.content {
            Ok(self.encoding)
        } else {
            Err(Refusal::EmptyFile)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Result<Encoding, Refusal> {
        detect(bytes).map_err(|error| match error {
            ReadError::Refusal(refusal) => refusal,
            ReadError::Io(error) => panic!("{error}"),
        })
    }

    fn utf16le(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn plain_and_accented_text_is_utf8() {
        assert_eq!(of(b"name\n"), Ok(Encoding::Utf8));
        assert_eq!(of("José\n".as_bytes()), Ok(Encoding::Utf8));
    }

    #[test]
    fn a_character_cut_by_the_chunk_is_whole_again() {
        let text = format!("{}é\n", "a".repeat(CHUNK - 1));
        assert_eq!(of(text.as_bytes()), Ok(Encoding::Utf8));
    }

    #[test]
    fn utf16_without_a_mark_shows_in_its_zero_bytes() {
        assert_eq!(of(&utf16le("name,phone\n")), Ok(Encoding::Utf16Le));
    }

    #[test]
    fn a_broken_promise_names_its_line() {
        assert_eq!(
            of(b"\xEF\xBB\xBFa\nb\xE9\n"),
            Err(Refusal::EncodingBroken { line: 2 })
        );
    }

    #[test]
    fn windows_text_is_taken_and_its_holes_are_refused() {
        assert_eq!(of(b"name\nRen\xE9\n"), Ok(Encoding::Windows1252));
        assert_eq!(
            of(b"a\nb\n\x81\n"),
            Err(Refusal::EncodingUnknown { line: 3 })
        );
    }

    #[test]
    fn a_cut_surrogate_breaks_utf16() {
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(utf16le("a\n"));
        bytes.extend([0x3D, 0xD8]);
        assert_eq!(of(&bytes), Err(Refusal::EncodingBroken { line: 2 }));
    }

    #[test]
    fn white_space_alone_is_an_empty_file() {
        assert_eq!(of(b""), Err(Refusal::EmptyFile));
        assert_eq!(of(b"\xEF\xBB\xBF \r\n"), Err(Refusal::EmptyFile));
    }
}
