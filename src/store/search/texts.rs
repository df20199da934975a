//! Short texts one after the other, to be looked through at the speed of memory.

use memchr::memmem::Finder;

/// After each text; no key has a line break in it.
const END: u8 = b'\n';

/// Keys of plates or IDs that are too odd to be packed, with the row and vehicle they lead to.
#[derive(Debug, Default)]
pub(super) struct Texts {
    text: Vec<u8>,
    starts: Vec<u32>,
    owners: Vec<(u32, u32)>,
}

impl Texts {
    /// Adds a key of a row, and of one of its vehicles (0 for none).
    pub(super) fn push(&mut self, key: &str, row: u32, vehicle: u32) {
        // Four gigabytes of odd keys are more than any book has; what follows is found from the file.
        let Ok(start) = u32::try_from(self.text.len()) else {
            return;
        };
        self.starts.push(start);
        self.text.extend_from_slice(key.as_bytes());
        self.text.push(END);
        self.owners.push((row, vehicle));
    }

    /// Gives back what growing took too much.
    pub(super) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
        self.owners.shrink_to_fit();
    }

    pub(super) fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    fn at(&self, number: usize) -> Option<(&str, u32, u32)> {
        let start = *self.starts.get(number)? as usize;
        let next = self.starts.get(number + 1).map(|next| *next as usize);
        let end = next.unwrap_or(self.text.len()) - 1;
        let (row, vehicle) = *self.owners.get(number)?;
        let key = std::str::from_utf8(self.text.get(start..end)?).ok()?;
        Some((key, row, vehicle))
    }

    /// Every key, with row and vehicle.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, u32, u32)> {
        (0..self.starts.len()).filter_map(|number| self.at(number))
    }

    /// Keys with `piece` somewhere in them, with row and vehicle; every key for an empty piece.
    pub(super) fn containing<'a>(
        &'a self,
        piece: &'a str,
    ) -> impl Iterator<Item = (&'a str, u32, u32)> {
        let finder = Finder::new(piece);
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = self.text.get(from..).filter(|rest| !rest.is_empty())?;
            let found = from + finder.find(rest)?;
            let number = self
                .starts
                .partition_point(|start| *start as usize <= found)
                - 1;
            let next = self.starts.get(number + 1).map(|next| *next as usize);
            from = next.unwrap_or(self.text.len());
            self.at(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_by_a_piece_of_them_each_once() {
        let mut texts = Texts::default();
        for (row, key) in (0..).zip(["AXAXA", "B", "กก1234", "XA"]) {
            texts.push(key, row, row + 10);
        }
        let found = |piece| {
            texts
                .containing(piece)
                .map(|(_, row, _)| row)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("XA"), [0, 3]);
        assert_eq!(found("ก1"), [2]);
        assert_eq!(found("AB"), [0; 0]);
        assert_eq!(found(""), [0, 1, 2, 3]);
        assert_eq!(texts.iter().nth(2), Some(("กก1234", 2, 12)));
    }
}
