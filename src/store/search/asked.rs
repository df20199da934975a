//! What a typed plate asks of a packed one.

use super::letters::{Parts, REGION, SUFFIX};
use crate::domain::MatchClass;

/// What typed letters ask of the letters of a plate.
pub(super) struct Asked {
    pattern: u32,
    mask: u32,
    /// Nothing stands before or after the digits that are typed.
    numeric: bool,
    headless: bool,
    open_ended: bool,
}

impl Asked {
    /// Of a typed key; `None` when no packed plate can have such letters.
    pub(super) fn of(parts: Parts<'_>) -> Option<Self> {
        let pattern = parts.packed_letters()?;
        let region = (1_u32 << (5 * parts.region.len())) - 1;
        let suffix = (1_u32 << (5 * parts.suffix.len())) - 1;
        let left = 5 * (3 - parts.suffix.len());
        let (headless, open_ended) = (parts.region.is_empty(), parts.suffix.is_empty());
        Some(Self {
            pattern,
            mask: region << 15 | suffix << left,
            numeric: headless && open_ended,
            headless,
            open_ended,
        })
    }

    /// The class of a plate whose digits are all that is typed (`equal`), or begin or end so.
    #[inline]
    pub(super) fn class(
        &self,
        letters: u32,
        equal: bool,
        begins: bool,
        ends: bool,
    ) -> Option<MatchClass> {
        let differs = letters ^ self.pattern;
        if differs & self.mask != 0 {
            return None;
        }
        let head = self.headless || differs & REGION == 0;
        let end = differs & SUFFIX == 0;
        // Behind typed letters the digits begin; they end there as well only if they are all.
        let ends = if self.headless { ends } else { equal };
        Some(if equal && head && (end || self.numeric) {
            MatchClass::Exact
        } else if head && (equal || (begins && self.open_ended)) {
            MatchClass::Prefix
        } else if ends && (end || self.numeric) {
            MatchClass::Tail
        } else {
            MatchClass::Inside
        })
    }
}

/// The numbers of plates that can match: with the typed digits in them, and nothing before them
/// where letters stand before, nothing behind where letters stand behind.
pub(super) fn numbers_with(parts: Parts<'_>) -> Vec<usize> {
    let free = 4_usize.saturating_sub(parts.digits.len());
    let (Ok(typed), true) = (parts.digits.parse::<usize>(), parts.digits.len() <= 4) else {
        return Vec::new();
    };
    let power = |digits: usize| (0..digits).fold(1, |power, _| power * 10);
    let behind = if parts.suffix.is_empty() { free } else { 0 };
    let mut numbers = Vec::new();
    for right in 0..=behind {
        let before = if parts.region.is_empty() {
            free - right
        } else {
            0
        };
        for left in 0..power(before) {
            // Without digits before it a number does not begin with 0.
            if left == 0 && parts.digits.starts_with('0') {
                continue;
            }
            let first = (left * power(parts.digits.len()) + typed) * power(right);
            numbers.extend(first..first + power(right));
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
