//! The letters of plates, packed in one number: those before the digits in the upper half, those
//! behind in the lower.

use std::collections::BTreeSet;

use super::bits::Bits;
use crate::domain::MatchClass;

/// The letters before the number.
pub(super) const REGION: u32 = 0x7FFF << 15;
/// The letters behind it.
pub(super) const SUFFIX: u32 = 0x7FFF;

/// The letters of up to three, five bits each, the last in the lowest bits.
fn letters(text: &str) -> Option<u32> {
    let fits = text.len() <= 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let pack = |packed: u32, letter: u8| packed << 5 | u32::from(letter - b'A' + 1);
    fits.then(|| text.bytes().fold(0, pack))
}

/// A key in three parts: letters, digits, letters.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts<'a> {
    pub(super) region: &'a str,
    pub(super) digits: &'a str,
    pub(super) suffix: &'a str,
}

impl<'a> Parts<'a> {
    /// Of any key; the suffix holds what follows the first number.
    pub(super) fn of(key: &'a str) -> Self {
        let digit = |c: char| c.is_ascii_digit();
        let (region, rest) = key.split_at(key.find(digit).unwrap_or(key.len()));
        let (digits, suffix) = rest.split_at(rest.find(|c| !digit(c)).unwrap_or(rest.len()));
        Self {
            region,
            digits,
            suffix,
        }
    }

    /// Both letter groups in one number: the region to the right of its place, the suffix to the left.
    pub(super) fn packed_letters(self) -> Option<u32> {
        let left = 5 * (3 - self.suffix.len().min(3));
        Some(letters(self.region)? << 15 | letters(self.suffix)? << left)
    }
}

/// Which groups of letters stand before and behind the numbers of a book.
#[derive(Debug, Default)]
pub(super) struct Groups {
    regions: Bits,
    suffixes: Bits,
}

impl Groups {
    /// Of packed plates with a number, by their letters.
    pub(super) fn of(letters: &[u32]) -> Self {
        let none = || Bits::none(SUFFIX as usize + 1);
        let (mut regions, mut suffixes) = (none(), none());
        for letters in letters {
            regions.insert((letters & REGION) >> 15);
            suffixes.insert(letters & SUFFIX);
        }
        Self { regions, suffixes }
    }
}

/// How typed letters match each group of letters of a plate with a number.
pub(super) struct Tables {
    regions: Vec<Option<MatchClass>>,
    suffixes: Vec<Option<MatchClass>>,
    /// In which classes some group matches.
    classes: BTreeSet<MatchClass>,
}

impl Tables {
    /// Whether a plate with a number may match in a class that counts.
    pub(super) fn any(&self, counts: impl Fn(MatchClass) -> bool) -> bool {
        self.classes.iter().any(|class| counts(*class))
    }

    /// How typed letters match a plate with these letters and a number.
    #[inline]
    pub(super) fn class(&self, letters: u32) -> Option<MatchClass> {
        let region = *self.regions.get(((letters & REGION) >> 15) as usize)?;
        let suffix = *self.suffixes.get((letters & SUFFIX) as usize)?;
        match (region, suffix) {
            (Some(region), Some(suffix)) => Some(region.min(suffix)),
            (region, suffix) => region.or(suffix),
        }
    }
}

/// Where letters may stand in a plate: in every group of so many neighbours.
pub(super) struct Places {
    pattern: u32,
    mask: u32,
    length: usize,
}

impl Places {
    /// Of one to three typed letters.
    pub(super) fn of(typed: &str) -> Self {
        Self {
            pattern: letters(typed).unwrap_or(u32::MAX),
            mask: (1 << (5 * typed.len())) - 1,
            length: typed.len(),
        }
    }

    /// Whether they stand in a group of letters, `right` places from its right end.
    #[inline]
    fn at(&self, group: u32, right: usize) -> bool {
        (group >> (5 * right)) & self.mask == self.pattern
    }

    /// How they match a plate with these letters.
    #[inline]
    pub(super) fn class(&self, letters: u32, without_number: bool) -> Option<MatchClass> {
        let (region, suffix) = ((letters & REGION) >> 15, letters & SUFFIX);
        let room = 3 - self.length;
        let anywhere = (0..=room).any(|right| self.at(region, right) || self.at(suffix, right));
        if !anywhere {
            return None;
        }
        let size = |group: u32| (32 - group.leading_zeros()).div_ceil(5) as usize;
        let begins = size(region) >= self.length && self.at(region, size(region) - self.length);
        if region == self.pattern && without_number {
            Some(MatchClass::Exact)
        } else if begins {
            Some(MatchClass::Prefix)
        } else if self.length < 2 {
            None
        } else if self.ends(suffix) || (without_number && self.at(region, 0)) {
            Some(MatchClass::Tail)
        } else {
            Some(MatchClass::Inside)
        }
    }

    /// The class of every region and of every suffix that there is.
    pub(super) fn tables(&self, groups: &Groups) -> Tables {
        let mut tables = Tables {
            regions: vec![None; SUFFIX as usize + 1],
            suffixes: vec![None; SUFFIX as usize + 1],
            classes: BTreeSet::new(),
        };
        for region in groups.regions.iter() {
            let class = self.class(region << 15, false);
            tables.classes.extend(class);
            tables.regions[region as usize] = class;
        }
        for suffix in groups.suffixes.iter() {
            let class = self.class(suffix, false);
            tables.classes.extend(class);
            tables.suffixes[suffix as usize] = class;
        }
        tables
    }

    /// Whether a suffix, which lies to the left of its place, ends so.
    #[inline]
    fn ends(&self, suffix: u32) -> bool {
        let empty = suffix.trailing_zeros() as usize / 5;
        suffix != 0 && empty < 3 && self.at(suffix, empty)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_judged_beforehand_are_judged_the_same() {
        for typed in ["A", "B", "AB", "BA", "ABA", "X"] {
            let places = Places::of(typed);
            let keys = [
                "A1", "AB1", "BAB1B", "B1A", "B1AB", "ABA1BAB", "A1ABA", "C1C", "1",
            ];
            let letters = keys.map(|key| Parts::of(key).packed_letters().unwrap());
            let tables = places.tables(&Groups::of(&letters));
            let (mut any, mut best) = (false, None);
            for (key, letters) in keys.iter().zip(letters) {
                let class = places.class(letters, false);
                assert_eq!(tables.class(letters), class, "{typed} {key}");
                any |= class.is_some();
                best = best.into_iter().chain(class).min();
            }
            assert_eq!(tables.any(|_| true), any);
            assert_eq!(tables.any(|class| best == Some(class)), any);
        }
    }
}
