//! Customer IDs: the shop's own by number, all others by their text.

use super::entry::CodeKey;
use super::query::Query;
use super::rules;
use super::texts::Texts;
use crate::domain::MatchClass;

/// So many numbers are looked at together.
const CHUNK: usize = 64;

/// The customer IDs of a book.
#[derive(Debug, Default)]
pub(super) struct Codes {
    /// The number of each row's ID, 0 for another kind of ID.
    numbers: Vec<u32>,
    /// Foreign IDs and aliases.
    foreign: Texts,
}

impl Codes {
    /// For so many rows.
    pub(super) fn with_rows(rows: usize) -> Self {
        Self {
            numbers: vec![0; rows],
            foreign: Texts::default(),
        }
    }

    /// Sets the ID of a row.
    pub(super) fn set(&mut self, code: &str, row: u32) {
        match CodeKey::of(code) {
            CodeKey::Number(number) => {
                if let Some(own) = self.numbers.get_mut(row as usize) {
                    *own = number;
                }
            }
            CodeKey::Foreign(key) => self.alias(&key, row),
        }
    }

    /// Adds the key of another ID of a row.
    pub(super) fn alias(&mut self, key: &str, row: u32) {
        if !key.is_empty() {
            self.foreign.push(key, row, 0);
        }
    }

    /// Gives back what growing took too much.
    pub(super) fn shrink(&mut self) {
        self.foreign.shrink();
    }

    /// Every ID that a line matches.
    pub(super) fn find(&self, query: &Query, mut found: impl FnMut(MatchClass, u32)) {
        if !self.foreign.is_empty() {
            let typed = (!query.key.is_empty()).then_some(query.key.as_str());
            for key in typed.into_iter().chain(query.number_key.as_deref()) {
                for (own, row, _) in self.foreign.containing(key) {
                    if let Some(class) = rules::code(query, own) {
                        found(class, row);
                    }
                }
            }
        }
        let ranges = ranges(query);
        if ranges.is_empty() {
            return;
        }
        for (rows, numbers) in (0_u32..).step_by(CHUNK).zip(self.numbers.chunks(CHUNK)) {
            // In most chunks there is none.
            if !ranges.iter().any(|range| is_any_within(numbers, *range)) {
                continue;
            }
            for (row, number) in (rows..).zip(numbers) {
                if *number > 0
                    && let Some(class) = rules::number(query, (*number).into())
                {
                    found(class, row);
                }
            }
        }
    }
}

/// Whether one of the numbers lies within a range, its ends included. Without a branch for each,
/// many are compared at once.
fn is_any_within(numbers: &[u32], (low, high): (u32, u32)) -> bool {
    let span = high - low;
    numbers.iter().fold(false, |any, number| {
        any | (number.wrapping_sub(low) <= span)
    })
}

/// The numbers that may match, as ranges.
pub(super) fn ranges(query: &Query) -> Vec<(u32, u32)> {
    let Some(number) = query.number.and_then(|number| u32::try_from(number).ok()) else {
        return Vec::new();
    };
    let mut ranges = vec![(number.max(1), number.max(1))];
    let Some(begin) = &query.number_begin else {
        return ranges;
    };
    // 00042 begins IDs of five digits, 42 also those that are longer.
    let padded = begin.starts_with('0');
    let (mut low, mut width, mut digits) = (number, 1_u32, begin.len());
    while let (Some(wider), Some(next)) = (width.checked_mul(10), low.checked_mul(10)) {
        (low, width, digits) = (next, wider, digits + 1);
        if padded && digits > 5 {
            break;
        }
        ranges.push((low.max(1), low.saturating_add(width - 1)));
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn ids_are_found_as_the_rules_say(
            ids in prop::collection::vec("(C-0000[1-4]|C-0[0-4]{4}|C-1[0-2]{4,6}|K[0-4]{1,4}|2411[0-4]{2})", 1..30),
            typed in "(c|C-)?(0{0,4}[0-4]{1,4}|1[0-2]{2,6}|k[0-4]{0,3}|2411[0-4]?)",
        ) {
            let mut codes = Codes::with_rows(ids.len());
            for (row, id) in (0..).zip(&ids) {
                codes.set(id, row);
            }
            let query = Query::parse(&typed);
            let mut found = vec![None; ids.len()];
            codes.find(&query, |class, row| found[row as usize] = Some(class));
            let wanted: Vec<_> = ids.iter().map(|id| match CodeKey::of(id) {
                CodeKey::Number(number) => rules::number(&query, number.into()),
                CodeKey::Foreign(key) => rules::code(&query, &key),
            }).collect();
            prop_assert_eq!(found, wanted, "{} in {:?}", typed, ids);
        }
    }
}
