//! A file as a stream of UTF-8 text, whatever it was written in.

use std::io::{self, Read};

use super::encoding::{Encoding, fill};

const CHUNK: usize = 1 << 16;

/// Text that arrives piece by piece; every piece ends between two characters.
pub(crate) struct Decoded<R> {
    source: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    text: String,
    at: usize,
    ended: bool,
    /// Bytes taken from the source so far.
    pub(crate) taken: u64,
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(source: R, encoding: Encoding) -> Self {
        Self {
            source,
            decoder: encoding.decoder(),
            raw: vec![0; CHUNK],
            text: String::with_capacity(CHUNK * 2),
            at: 0,
            ended: false,
            taken: 0,
        }
    }

    /// What lies ahead, at least one byte unless the text is over.
    pub(crate) fn ahead(&mut self) -> io::Result<&str> {
        while self.at >= self.text.len() && !self.ended {
            self.refill()?;
        }
        Ok(self.text.get(self.at..).unwrap_or_default())
    }

    /// The next byte without taking it.
    pub(crate) fn peek(&mut self) -> io::Result<Option<u8>> {
        Ok(self.ahead()?.as_bytes().first().copied())
    }

    /// Takes `bytes` of what lies ahead; they must end between two characters.
    pub(crate) fn advance(&mut self, bytes: usize) {
        self.at += bytes;
    }

    fn refill(&mut self) -> io::Result<()> {
        let filled = fill(&mut self.source, &mut self.raw)?;
        self.taken += filled as u64;
        self.ended = filled == 0;
        self.text.clear();
        self.at = 0;
        let raw = self.raw.get(..filled).unwrap_or_default();
        let room = self
            .decoder
            .max_utf8_buffer_length(raw.len())
            .unwrap_or(CHUNK * 4);
        self.text.reserve(room);
        // The room is enough for the whole chunk, so one call always takes all of it.
        let _ = self
            .decoder
            .decode_to_string(raw, &mut self.text, self.ended);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_dropped_and_pieces_join() {
        let text = format!("\u{feff}{}é!", "x".repeat(CHUNK - 4));
        let mut decoded = Decoded::new(text.as_bytes(), Encoding::Utf8);
        let mut all = String::new();
        loop {
            let piece = decoded.ahead().unwrap().to_owned();
            if piece.is_empty() {
                break;
            }
            decoded.advance(piece.len());
            all.push_str(&piece);
        }
        assert_eq!(all, text.trim_start_matches('\u{feff}'));
    }
}
