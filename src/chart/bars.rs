//! Things beside each other: what brought customers, segments, classes of value.

use super::{Unit, WHOLE, share};
use crate::text::{Lang, Say, percent, say};

/// One thing with its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is called.
    pub label: String,
    /// How much; less than nothing has no bar.
    pub value: i64,
}

/// Bars below each other, in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// What is counted: "Customers".
    pub name: String,
    /// What the numbers count.
    pub unit: Unit,
    /// The bars.
    pub rows: Vec<Bar>,
    /// The one that is chosen.
    pub selected: Option<usize>,
}

/// As many are named in the sentence.
const NAMED: usize = 5;

impl Bars {
    /// Bars of these labels and numbers, none of them chosen.
    pub fn new(name: &str, unit: Unit, rows: impl IntoIterator<Item = (String, i64)>) -> Bars {
        let rows = rows.into_iter().map(|(label, value)| Bar { label, value });
        Bars {
            name: name.to_owned(),
            unit,
            rows: rows.collect(),
            selected: None,
        }
    }

    /// With one of them chosen; none where there is no such row.
    #[must_use]
    pub fn select(mut self, row: Option<usize>) -> Bars {
        self.selected = row.filter(|row| *row < self.rows.len());
        self
    }

    /// The largest number; nought when all are less.
    pub fn most(&self) -> i64 {
        self.rows
            .iter()
            .map(|row| row.value)
            .max()
            .unwrap_or(0)
            .max(0)
    }

    /// All that is more than nothing, added up.
    pub fn total(&self) -> i128 {
        self.rows
            .iter()
            .map(|row| i128::from(row.value.max(0)))
            .sum()
    }

    /// A row's part of all, in ten-thousandths.
    pub fn share(&self, row: &Bar) -> u32 {
        share(row.value.into(), self.total())
    }

    /// How long a row's bar is, out of `room`: the largest takes all of it, and more than nothing
    /// never takes nothing.
    pub fn length(&self, row: &Bar, room: usize) -> usize {
        let most = i128::from(self.most());
        if row.value <= 0 || room == 0 {
            return 0;
        }
        let room = i128::try_from(room).unwrap_or(i128::from(WHOLE));
        let length = (i128::from(row.value) * room + most / 2) / most.max(1);
        usize::try_from(length.clamp(1, room)).unwrap_or(1)
    }

    /// The number as it is written beside its bar.
    pub fn value(&self, row: &Bar, lang: Lang) -> String {
        self.unit.short(lang, row.value)
    }

    /// What the chart shows, in words.
    pub fn summary(&self, lang: Lang) -> String {
        if self.rows.is_empty() {
            return Say::ChartNothing.in_(lang).to_owned();
        }
        let mut order: Vec<&Bar> = self.rows.iter().collect();
        order.sort_by_key(|row| std::cmp::Reverse(row.value));
        let one = |row: &&Bar| {
            let part = percent(lang, self.share(row));
            format!("{} {} ({part})", row.label, self.value(row, lang))
        };
        let mut parts: Vec<String> = order.iter().take(NAMED).map(one).collect();
        if let Some(more @ 1..) = order.len().checked_sub(NAMED) {
            parts.push(say::word_more(lang, u64::try_from(more).unwrap_or(0)));
        }
        format!("{}: {}.", self.name, parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sources(values: &[i64]) -> Bars {
        let rows = values
            .iter()
            .enumerate()
            .map(|(at, n)| (format!("s{at}"), *n));
        Bars::new("Customers", Unit::Count, rows)
    }

    #[test]
    fn the_largest_takes_all_the_room_and_a_little_more_than_nothing() {
        let bars = sources(&[200, 100, 1, 0, -50]);
        let lengths: Vec<usize> = bars.rows.iter().map(|row| bars.length(row, 40)).collect();
        assert_eq!(lengths, [40, 20, 1, 0, 0]);
        assert_eq!(bars.share(&bars.rows[0]), 6_645);
    }

    #[test]
    fn a_sentence_names_the_largest_first() {
        let bars = sources(&[1, 200, 0, 7, 5, 6, 4]);
        assert_eq!(
            bars.summary(Lang::En),
            "Customers: s1 200 (90 %), s3 7 (3 %), s5 6 (3 %), s4 5 (2 %), s6 4 (2 %), and 2 more."
        );
    }

    proptest! {
        #[test]
        fn no_numbers_are_too_odd(values: Vec<i64>, room in 0_usize..2_000) {
            let bars = sources(&values).select(Some(3));
            for row in &bars.rows {
                prop_assert!(bars.length(row, room) <= room);
                prop_assert!(bars.share(row) <= WHOLE);
            }
            prop_assert!(!bars.summary(Lang::Id).is_empty());
        }
    }
}
