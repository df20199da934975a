//! Names: a dictionary of their words, and for each word the rows that have it.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem::Finder;

use super::bits::Bits;
use super::rules;
use super::scrap::Scrap;
use crate::domain::MatchClass::{self, Exact, Inside, Prefix, Tail};
use crate::domain::name;

/// The words of all names, and who has them.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The words in order, a line break after each.
    text: Vec<u8>,
    starts: Vec<u32>,
    /// Which letters a word has, to pass over most words that are no typing error away.
    letters: Vec<u32>,
    /// Where the rows of each word begin in `rows`.
    bounds: Vec<u32>,
    rows: Vec<u32>,
    /// The words of all names, row by row, as they stand in the name: the lower bytes of their numbers.
    spelt: Vec<[u8; 3]>,
    /// Where the words of every [`STRIDE`]th row begin in `spelt`.
    places: Vec<u32>,
    /// Words that were spelt otherwise before 1972, by their new spelling.
    respelt: Vec<(Box<str>, u32)>,
    /// Words of companies, with the rows of their contact persons; by word.
    contacts: Vec<(u32, u32)>,
    /// How many words the name of each row has; 255 for more.
    pub(super) lengths: Vec<u8>,
}

/// So many rows are counted through to find where the words of one begin.
const STRIDE: usize = 32;
/// Stands for every word whose number takes more than three bytes.
const UNKNOWN: u32 = 0xFF_FFFF;

/// Collects names to be packed.
#[derive(Debug, Default)]
pub(super) struct NameBuilder {
    words: HashMap<Box<str>, u32>,
    /// Word and row.
    own: Vec<(u32, u32)>,
    contacts: Vec<(u32, u32)>,
    lengths: Vec<u8>,
}

impl NameBuilder {
    /// For so many rows.
    pub(super) fn with_rows(rows: usize) -> Self {
        Self {
            own: Vec::with_capacity(rows * 2),
            lengths: vec![0; rows],
            ..Self::default()
        }
    }

    fn word(&mut self, word: &str) -> u32 {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let new = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.insert(word.into(), new);
        new
    }

    /// Adds a name by its key.
    pub(super) fn push(&mut self, name_key: &str, row: u32) {
        let mut length = 0_u8;
        for word in name_key.split(' ').filter(|word| !word.is_empty()) {
            let word = self.word(word);
            self.own.push((word, row));
            length = length.saturating_add(1);
        }
        if let Some(own) = self.lengths.get_mut(row as usize) {
            *own = length;
        }
    }

    /// Adds the company that a row is a contact person of.
    pub(super) fn push_contact(&mut self, company_key: &str, row: u32) {
        for word in company_key.split(' ').filter(|word| !word.is_empty()) {
            let word = self.word(word);
            self.contacts.push((word, row));
        }
    }

    /// Sorts the words and lays out their rows.
    pub(super) fn build(self, scrap: &mut Scrap) -> Names {
        let mut words: Vec<(Box<str>, u32)> = self.words.into_iter().collect();
        words.sort_unstable();
        let mut renumbered = vec![0_u32; words.len()];
        let mut names = Names {
            lengths: self.lengths,
            ..Names::default()
        };
        for (new, (word, old)) in (0_u32..).zip(&words) {
            renumbered[*old as usize] = new;
            names.add_word(word, new);
        }
        drop(words);
        let renumber = |pairs: Vec<(u32, u32)>| {
            let new = |(word, row): (u32, u32)| (renumbered[word as usize], row);
            pairs.into_iter().map(new).collect::<Vec<_>>()
        };
        names.contacts = renumber(self.contacts);
        names.contacts.sort_unstable();
        names.contacts.shrink_to_fit();
        names.respelt.sort_unstable();
        let own = renumber(self.own);
        names.lay_out(&own);
        names.spell(&own);
        scrap.keep(own);
        names
    }
}

/// One bit for each letter, one for everything else.
fn letters_of(word: &str) -> u32 {
    let bit = |b: u8| if b.is_ascii_lowercase() { b - b'a' } else { 26 };
    word.bytes().fold(0, |set, b| set | 1 << bit(b))
}

impl Names {
    fn add_word(&mut self, word: &str, id: u32) {
        self.starts
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.text.extend_from_slice(word.as_bytes());
        self.text.push(b'\n');
        self.letters.push(letters_of(word));
        let new = rules::respelt(word);
        if new != word {
            self.respelt.push((new.into(), id));
        }
    }

    /// Lays out rows by word, lowest row first.
    fn lay_out(&mut self, pairs: &[(u32, u32)]) {
        let mut bounds = vec![0_u32; self.starts.len() + 1];
        for (word, _) in pairs {
            bounds[*word as usize + 1] += 1;
        }
        for at in 1..bounds.len() {
            bounds[at] += bounds[at - 1];
        }
        let mut next = bounds.clone();
        self.rows = vec![0; pairs.len()];
        for (word, row) in pairs {
            let place = &mut next[*word as usize];
            self.rows[*place as usize] = *row;
            *place += 1;
        }
        self.bounds = bounds;
    }

    /// Lays out the words by row, in the order in which they stand in a name; `pairs` has those of
    /// a name one after the other.
    fn spell(&mut self, pairs: &[(u32, u32)]) {
        let mut all = 0_usize;
        for (row, length) in self.lengths.iter().enumerate() {
            if row % STRIDE == 0 {
                self.places.push(u32::try_from(all).unwrap_or(u32::MAX));
            }
            all += usize::from(*length);
        }
        self.spelt = vec![[0; 3]; all];
        for name in pairs.chunk_by(|(_, one), (_, other)| one == other) {
            let Some((_, row)) = name.first() else {
                continue;
            };
            let range = self.spelt_of(*row);
            let places = self.spelt.get_mut(range).unwrap_or_default();
            for (place, (word, _)) in places.iter_mut().zip(name) {
                let [_, bytes @ ..] = (*word).min(UNKNOWN).to_be_bytes();
                *place = bytes;
            }
        }
    }

    /// Where the words of a row's name stand.
    fn spelt_of(&self, row: u32) -> Range<usize> {
        let row = row as usize;
        let block = row / STRIDE;
        let before = self.lengths.get(block * STRIDE..row).unwrap_or_default();
        let before: usize = before.iter().map(|length| usize::from(*length)).sum();
        let from = self.places.get(block).map_or(0, |place| *place as usize) + before;
        from..from + self.lengths.get(row).copied().map_or(0, usize::from)
    }

    /// The words of a row's name, in their order, a space between them; `None` where one of them has
    /// a number that is too high to be kept.
    pub(super) fn key_of(&self, row: u32) -> Option<String> {
        let mut key = String::new();
        for [high, middle, low] in self.spelt.get(self.spelt_of(row))? {
            let word = u32::from_be_bytes([0, *high, *middle, *low]);
            if word == UNKNOWN {
                return None;
            }
            if !key.is_empty() {
                key.push(' ');
            }
            key.push_str(self.word(word));
        }
        Some(key)
    }

    fn count(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// The bytes of a word; they sort like the words.
    fn bytes(&self, id: u32) -> &[u8] {
        let at = id as usize;
        let start = self.starts.get(at).map_or(0, |start| *start as usize);
        let next = self.starts.get(at + 1).map(|next| *next as usize);
        let end = next.unwrap_or(self.text.len()).saturating_sub(1);
        self.text.get(start..end).unwrap_or_default()
    }

    fn word(&self, id: u32) -> &str {
        std::str::from_utf8(self.bytes(id)).unwrap_or_default()
    }

    fn partition(&self, before: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.count());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.bytes(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// The words that begin so.
    fn beginning(&self, begin: &str) -> Range<u32> {
        let begin = begin.as_bytes();
        let low = self.partition(|word| word < begin);
        let high = self.partition(|word| word < begin || word.starts_with(begin));
        low..high
    }

    fn rows_of(&self, word: u32) -> &[u32] {
        let bound = |at: u32| {
            self.bounds
                .get(at as usize)
                .map_or(0, |bound| *bound as usize)
        };
        self.rows
            .get(bound(word)..bound(word + 1))
            .unwrap_or_default()
    }

    fn add_rows(&self, word: u32, bits: &mut Bits) {
        for row in self.rows_of(word) {
            bits.insert(*row);
        }
    }

    /// Adds the rows that have a word which matches exactly so.
    pub(super) fn add(&self, typed: &str, class: MatchClass, bits: &mut Bits) {
        match class {
            Exact => {
                let first = self.beginning(typed).next();
                let whole = first.filter(|word| self.word(*word) == typed);
                if let Some(word) = whole {
                    self.add_rows(word, bits);
                }
            }
            Prefix => {
                for word in self.beginning(typed) {
                    self.add_rows(word, bits);
                }
                if name::begins_muhammad(typed) {
                    self.add("muhammad", Exact, bits);
                }
            }
            Tail | Inside => self.add_within(typed, class, bits),
            MatchClass::Forgiven => self.add_forgiven(typed, bits),
        }
    }

    fn add_within(&self, typed: &str, class: MatchClass, bits: &mut Bits) {
        let finder = Finder::new(typed);
        // A single letter stands in nearly every word and is sought in none.
        let mut from = if rules::is_sought_within(typed) {
            0
        } else {
            self.text.len()
        };
        while let Some(at) = self.text.get(from..).and_then(|text| finder.find(text)) {
            let found = from + at;
            let word = self
                .starts
                .partition_point(|start| *start as usize <= found)
                - 1;
            let next = self.starts.get(word + 1).map(|next| *next as usize);
            from = next.unwrap_or(self.text.len());
            let word = u32::try_from(word).unwrap_or(u32::MAX);
            if rules::word(typed, self.word(word)) == Some(class) {
                self.add_rows(word, bits);
            }
        }
        if class == Inside {
            self.add_old_spelling(typed, bits);
            self.add_contacts(typed, bits);
        }
    }

    fn add_old_spelling(&self, typed: &str, bits: &mut Bits) {
        let new = rules::respelt(typed);
        let from = self.respelt.partition_point(|(word, _)| **word < *new);
        let old = self.respelt.get(from..).unwrap_or_default();
        let old = old.iter().take_while(|(word, _)| word.starts_with(&new));
        let mut words: Vec<u32> = old.map(|(_, id)| *id).collect();
        if new != typed {
            words.extend(self.beginning(&new));
        }
        for word in words {
            if rules::old_spelling(typed, self.word(word)) {
                self.add_rows(word, bits);
            }
        }
    }

    fn add_contacts(&self, typed: &str, bits: &mut Bits) {
        let words = self.beginning(typed);
        let from = self
            .contacts
            .partition_point(|(word, _)| *word < words.start);
        let contacts = self.contacts.get(from..).unwrap_or_default();
        for (_, row) in contacts.iter().take_while(|(word, _)| *word < words.end) {
            bits.insert(*row);
        }
    }

    fn add_forgiven(&self, typed: &str, bits: &mut Bits) {
        let letters = letters_of(typed);
        for (id, own) in (0..).zip(&self.letters) {
            let foreign = (letters & !own).count_ones();
            if foreign <= 1 && rules::word_forgiven(typed, self.word(id)) {
                self.add_rows(id, bits);
            }
        }
    }

    /// Whether some word begins so.
    pub(super) fn knows(&self, begin: &str) -> bool {
        !self.beginning(begin).is_empty() || name::begins_muhammad(begin)
    }

    /// How many words of names begin so, about: the fewer, the sooner they are worth a look.
    pub(super) fn how_many_begin(&self, begin: &str) -> u32 {
        let words = self.beginning(begin);
        let bound = |at: u32| self.bounds.get(at as usize).copied().unwrap_or_default();
        bound(words.end).saturating_sub(bound(words.start))
    }

    /// Rows whose every word of the line begins a word of the name, for lines that mix kinds.
    pub(super) fn begun(&self, typed: &str, rows: usize) -> Bits {
        let mut bits = Bits::none(rows);
        self.add(typed, Prefix, &mut bits);
        bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_a_name_stand_in_their_order_and_of_a_very_long_one_the_first() {
        let long = (0..300).map(|at| format!("w{at}")).collect::<Vec<_>>();
        let names = ["sari dewi sari", "", &long.join(" "), "budi"];
        let rows = 100;
        let name = |row: usize| names[row % names.len()];
        let mut builder = NameBuilder::with_rows(rows);
        // Customers come by their number, not by their row.
        for row in (0..rows).rev() {
            builder.push(name(row), u32::try_from(row).unwrap());
        }
        let built = builder.build(&mut Scrap::default());
        for row in 0..rows {
            let key = built.key_of(u32::try_from(row).unwrap()).unwrap();
            let wanted: Vec<_> = name(row)
                .split(' ')
                .filter(|word| !word.is_empty())
                .take(255)
                .collect();
            assert_eq!(key, wanted.join(" "), "{row}");
        }
        assert_eq!(built.key_of(u32::MAX).as_deref(), Some(""));
    }
}
