//! Phones as packed digits, sorted, so that beginnings lie together and pieces are found by arithmetic.

use std::collections::BTreeSet;

use super::query::Query;
use super::rules;
use crate::domain::{INDONESIA, MatchClass};

/// Most digits that a number holds; E.164 allows as many.
const DIGITS: usize = 15;
/// So many numbers are looked at together.
const CHUNK: usize = 8;
/// So many digits of a piece tell of nearly all numbers that the whole piece is not in them.
const TELLING: usize = 4;
/// One in each place.
const ONES: u64 = 0x1111_1111_1111_1111;

/// Digits from the left, four bits each: 1 to 10 for `0` to `9`, 0 for none. Packed numbers sort
/// like their texts.
fn pack(digits: &str) -> Option<u64> {
    let fits = digits.len() <= DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    let mut packed = 0;
    for (place, digit) in digits.bytes().enumerate().filter(|_| fits) {
        packed |= u64::from(digit - b'0' + 1) << (60 - 4 * place);
    }
    (fits && packed != 0).then_some(packed)
}

fn length(packed: u64) -> usize {
    16 - packed.trailing_zeros() as usize / 4
}

/// The international digits of phones, with their rows.
#[derive(Debug, Default)]
pub(super) struct Phones {
    numbers: Vec<u64>,
    rows: Vec<u32>,
}

impl Phones {
    /// Packs `(digits, row)`; what has no digits, or too many, is left out.
    pub(super) fn build(packed: &mut [(u64, u32)]) -> Self {
        packed.sort_unstable();
        Self {
            numbers: packed.iter().map(|(number, _)| *number).collect(),
            rows: packed.iter().map(|(_, row)| *row).collect(),
        }
    }

    /// The packed form of a number, to build from.
    pub(super) fn packed(digits: &str) -> Option<u64> {
        pack(digits)
    }

    /// Numbers that begin so: their rows, and whether that is all of the number.
    fn beginning(&self, begin: &str) -> impl Iterator<Item = (u32, bool)> {
        let low = pack(begin);
        let from = low.map_or(0, |low| {
            self.numbers.partition_point(|number| *number < low)
        });
        let past = low.map_or(0, |low| {
            let beyond = low.saturating_add(1 << (64 - 4 * begin.len()));
            self.numbers.partition_point(|number| *number < beyond)
        });
        let numbers = self.numbers.get(from..past).unwrap_or_default();
        let rows = self.rows.get(from..past).unwrap_or_default();
        let whole = move |number: u64| Some(number) == low;
        numbers
            .iter()
            .zip(rows)
            .map(move |(number, row)| (*row, whole(*number)))
    }

    /// Whole numbers and beginnings. `found` answers with the first row that may be left out when
    /// it only begins so.
    pub(super) fn begun(&self, query: &Query, mut found: impl FnMut(MatchClass, u32) -> u32) {
        let mut end = u32::MAX;
        for begin in &query.begins {
            for (row, whole) in self.beginning(begin) {
                if whole {
                    end = found(MatchClass::Exact, row);
                } else if row < end {
                    end = found(MatchClass::Prefix, row);
                }
            }
        }
    }

    /// Ends and middles. What begins so is told again. `go_on` is asked every few thousand numbers.
    pub(super) fn within(
        &self,
        query: &Query,
        go_on: &dyn Fn() -> bool,
        mut found: impl FnMut(MatchClass, u32),
    ) {
        let Some(typed) = query
            .digits
            .as_deref()
            .filter(|typed| typed.len() <= DIGITS)
        else {
            return;
        };
        let wanted: Vec<u64> = typed
            .bytes()
            .map(|b| u64::from(b - b'0' + 1) * ONES)
            .collect();
        let Some(last) = pack(typed).map(|packed| packed >> (64 - 4 * typed.len())) else {
            return;
        };
        let mask = (1_u64 << (4 * typed.len())) - 1;
        let mut tell = |number: u64, row: u32| {
            let end = number >> (4 * (16 - length(number)));
            found(
                if end & mask == last {
                    MatchClass::Tail
                } else {
                    MatchClass::Inside
                },
                row,
            );
        };
        let written = home_places();
        let telling = wanted.get(..TELLING).unwrap_or(&wanted);
        let chunks = self.numbers.chunks(CHUNK).zip(self.rows.chunks(CHUNK));
        for (at, (numbers, rows)) in chunks.enumerate() {
            if at % 1024 == 0 && !go_on() {
                return;
            }
            // In most of these there is none. Between two of one country are no others.
            if let Some(all) = numbers.first_chunk::<CHUNK>()
                && let [first, .., last] = all
                && !does_any_contain(all, telling, written(*first) | written(*last))
            {
                continue;
            }
            for (number, row) in numbers.iter().zip(rows) {
                if does_any_contain(&[*number], &wanted, written(*number)) {
                    tell(*number, *row);
                }
            }
        }
    }

    /// Numbers that are one slip away.
    pub(super) fn forgiven(&self, slips: &BTreeSet<String>, mut found: impl FnMut(u32)) {
        for slip in slips {
            let begins = slip.len() >= rules::SLIP_BEGINS_PHONE;
            for (row, whole) in self.beginning(slip) {
                if whole || begins {
                    found(row);
                }
            }
        }
    }
}

/// Tells where a piece of a number may begin, one in each place: the calling code of the home
/// country is not written at home.
fn home_places() -> impl Fn(u64) -> u64 {
    let code = INDONESIA.calling();
    let (size, code) = (4 * code.len(), pack(code).unwrap_or_default());
    move |number| {
        let is_home = number >> (64 - size) == code >> (64 - size);
        if is_home { ONES >> size } else { ONES }
    }
}

/// Whether the digits stand somewhere in one of the numbers, from one of `places` on. All places of
/// many numbers are compared at once: where the digits stand, no bit differs. `wanted` holds each
/// digit in every place.
#[inline]
fn does_any_contain<const MANY: usize>(numbers: &[u64; MANY], wanted: &[u64], places: u64) -> bool {
    let mut differs = [0; MANY];
    for (place, digit) in wanted.iter().enumerate() {
        for at in 0..MANY {
            // Places beyond the end hold 0, which is no digit.
            differs[at] |= (numbers[at] << (4 * place)) ^ digit;
        }
    }
    let same = differs.iter().fold(0, |same, differs| {
        let any = differs | differs >> 1;
        same | !(any | any >> 2)
    });
    same & places != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_are_found_by_arithmetic_as_by_reading(number in "[0-9]{1,15}", piece in "[0-9]{1,15}", from in 0_usize..15, size in 1_usize..8) {
            let own: String = number.chars().skip(from).take(size).collect();
            for piece in [piece, own].iter().filter(|piece| !piece.is_empty()) {
                let wanted: Vec<u64> = piece.bytes().map(|b| u64::from(b - b'0' + 1) * ONES).collect();
                let packed = pack(&number).unwrap();
                prop_assert_eq!(does_any_contain(&[packed], &wanted, ONES), number.contains(piece.as_str()));
                prop_assert_eq!(length(packed), number.len());
            }
        }

        #[test]
        fn phones_are_found_as_the_rules_say(numbers in prop::collection::vec("(62|1)[0-9]{1,6}", 1..20), typed in "[0-3]?[0-9]{3,6}") {
            let mut packed: Vec<_> = (0..).zip(&numbers).filter_map(|(row, n)| Some((pack(n)?, row))).collect();
            let phones = Phones::build(&mut packed);
            let query = Query::parse(&typed);
            let mut best = vec![None; numbers.len()];
            let mut found = |class, row: u32| {
                let best = &mut best[row as usize];
                *best = Some(best.map_or(class, |old: MatchClass| old.min(class)));
            };
            phones.begun(&query, |class, row| {
                found(class, row);
                u32::MAX
            });
            phones.within(&query, &|| true, &mut found);
            let wanted: Vec<_> = numbers.iter().map(|number| rules::phone(&query, number)).collect();
            prop_assert_eq!(best, wanted);
        }
    }
}
