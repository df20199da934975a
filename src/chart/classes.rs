//! How many customers bring how much: classes that grow as money does.

use super::{Bars, Unit};
use crate::text::{Lang, Say, say};

/// From one amount up to below another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The least that belongs to it; nothing or less where there is none.
    pub from: Option<i64>,
    /// The first that does not belong to it any more; open where there is none.
    pub to: Option<i64>,
    /// How many values belong to it.
    pub count: usize,
}

/// More classes than these are too many to see a shape in.
const MOST: usize = 10;

/// Bounds in each power of ten, the finest first; the last one takes only every third power.
const LADDERS: [(&[i64], u32); 4] = [(&[1, 2, 5], 1), (&[1, 3], 1), (&[1], 1), (&[1], 3)];

/// The values in classes whose bounds are 1, 2, 5, 10 … or coarser where these would be too many:
/// first those of nothing or less, if there are any, then from the least to the most.
pub fn classes(values: impl IntoIterator<Item = i64>) -> Vec<Class> {
    let (mut sorted, mut nothing) = (Vec::new(), 0);
    for value in values {
        if value > 0 {
            sorted.push(value);
        } else {
            nothing += 1;
        }
    }
    sorted.sort_unstable();
    let mut out = Vec::new();
    if nothing > 0 {
        out.push(Class {
            from: None,
            to: Some(1),
            count: nothing,
        });
    }
    if let (Some(least), Some(most)) = (sorted.first(), sorted.last()) {
        let below = |bound: i64| sorted.partition_point(|value| *value < bound);
        let bounds = bounds(*least, *most);
        for (at, from) in bounds.iter().enumerate() {
            let to = bounds.get(at + 1).copied();
            let count = to.map_or(sorted.len(), below) - below(*from);
            out.push(Class {
                from: Some(*from),
                to,
                count,
            });
        }
        // The last bound is beyond the most, so that nothing is left above it.
        out.pop();
    }
    out
}

/// From the bound at or below the least to the one above the most, where there is one.
fn bounds(least: i64, most: i64) -> Vec<i64> {
    let ladder = |(steps, every): (&'static [i64], u32)| {
        let powers = (0..19).step_by(every as usize);
        let all: Vec<i64> = powers
            .flat_map(|power| {
                steps
                    .iter()
                    .map(move |step| step.checked_mul(10_i64.pow(power)))
            })
            .flatten()
            .chain([i64::MAX])
            .collect();
        let first = all
            .partition_point(|bound| *bound <= least)
            .saturating_sub(1);
        let last = all
            .partition_point(|bound| *bound <= most)
            .min(all.len() - 1);
        all[first..=last.max(first + 1).min(all.len() - 1)].to_vec()
    };
    let mut ladders = LADDERS.into_iter().map(ladder);
    let coarsest = ladders.next_back().unwrap_or_default();
    ladders
        .find(|bounds| bounds.len() <= MOST + 1)
        .unwrap_or(coarsest)
}

/// How many of these values lie in each class, as bars.
pub fn histogram(
    lang: Lang,
    name: &str,
    unit: &Unit,
    values: impl IntoIterator<Item = i64>,
) -> Bars {
    let rows = classes(values).into_iter().map(|class| {
        (
            label(lang, unit, class),
            i64::try_from(class.count).unwrap_or(i64::MAX),
        )
    });
    Bars::new(name, Unit::Count, rows)
}

/// `100–200 rb`; the size is said once where both ends share it.
fn label(lang: Lang, unit: &Unit, class: Class) -> String {
    let bare = |value| unit.bare(lang, value);
    let Some(from) = class.from.map(bare) else {
        return Say::ChartNoValue.in_(lang).to_owned();
    };
    let Some(to) = class.to.map(bare) else {
        return say::chart_from(lang, from);
    };
    match (from.split_once(' '), to.split_once(' ')) {
        (Some((number, size)), Some((_, other))) if size == other => format!("{number}–{to}"),
        _ => format!("{from}–{to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(values: &[i64]) -> String {
        let unit = Unit::Money("IDR".to_owned());
        let bars = histogram(Lang::Id, "Pelanggan", &unit, values.iter().copied());
        let rows = bars
            .rows
            .iter()
            .map(|row| format!("{} {}", row.label, row.value));
        rows.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn classes_are_round_and_grow() {
        assert_eq!(
            shown(&[150_000, 199_999, 200_000, 700_000, 1_500_000, 0, -9]),
            "tidak ada 2 | 100–200 rb 2 | 200–500 rb 1 | 500 rb–1 jt 1 | 1–2 jt 1"
        );
        assert_eq!(shown(&[5, 5]), "5–10 2");
        assert_eq!(shown(&[]), "");
    }

    #[test]
    fn a_wide_spread_has_coarser_classes() {
        assert_eq!(
            shown(&[1, 99_999]),
            "1–3 1 | 3–10 0 | 10–30 0 | 30–100 0 | 100–300 0 | 300–1 rb 0 | 1–3 rb 0 | 3–10 rb 0 | 10–30 rb 0 | 30–100 rb 1"
        );
        assert_eq!(classes([1, i64::MAX]).len(), 7);
    }

    proptest! {
        #[test]
        fn every_value_is_counted_once(values: Vec<i64>) {
            let classes = classes(values.iter().copied());
            prop_assert!(classes.len() <= MOST + 1);
            prop_assert_eq!(classes.iter().map(|class| class.count).sum::<usize>(), values.len());
            for pair in classes.windows(2) {
                prop_assert!(pair[0].from < pair[1].from);
            }
        }
    }
}
