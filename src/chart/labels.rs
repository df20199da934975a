//! Which of many labels fit under a chart.

/// A label and the first column that it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The point that it belongs to.
    pub index: usize,
    /// Its first column, counted from the left of the chart.
    pub start: usize,
    /// Its text.
    pub text: String,
}

/// Columns between two labels.
const GAP: usize = 2;

/// Every n-th that people expect: 1, 2, 3, 4, 6 and their multiples.
const STRIDES: [usize; 11] = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240];

/// The labels of as many of the `candidates` as fit into `room` columns without touching, evenly
/// chosen, the last one always among them. `at` is the middle column of a candidate; `text` its
/// words, told which one stands before it. None at all where not even one fits.
pub fn spread(
    candidates: &[usize],
    room: usize,
    at: impl Fn(usize) -> usize,
    text: impl Fn(usize, Option<usize>) -> String,
) -> Vec<Label> {
    let chosen = |stride: usize| {
        let end = candidates.len().saturating_sub(1);
        let picked = candidates.iter().enumerate();
        let picked = picked.filter(move |(place, _)| (end - place).is_multiple_of(stride));
        picked.map(|(_, index)| *index).collect::<Vec<_>>()
    };
    let tries = STRIDES.into_iter().map(chosen);
    let last = candidates.last().copied().into_iter().collect();
    let mut tries = tries.chain([last]);
    tries
        .find_map(|picked| laid(&picked, room, &at, &text))
        .unwrap_or_default()
}

/// The labels, unless two of them touch or one is wider than all the room.
fn laid(
    picked: &[usize],
    room: usize,
    at: &impl Fn(usize) -> usize,
    text: &impl Fn(usize, Option<usize>) -> String,
) -> Option<Vec<Label>> {
    let mut labels: Vec<Label> = Vec::new();
    let (mut free, mut before) = (0, None);
    for index in picked {
        let text = text(*index, before);
        let width = text.chars().count();
        let start = at(*index)
            .saturating_sub(width / 2)
            .min(room.checked_sub(width)?);
        if start < free {
            return None;
        }
        free = start + width + GAP;
        before = Some(*index);
        labels.push(Label {
            index: *index,
            start,
            text,
        });
    }
    Some(labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn line(labels: &[Label]) -> String {
        let mut out = String::new();
        for label in labels {
            out += &" ".repeat(label.start - out.chars().count());
            out += &label.text;
        }
        out
    }

    #[test]
    fn as_many_stand_as_fit_and_the_last_is_one_of_them() {
        let all: Vec<usize> = (0..9).collect();
        let text = |index: usize, _| format!("{index}.");
        let labels = |room| line(&spread(&all, room, |index| index * (room - 1) / 8, text));
        assert_eq!(
            labels(49),
            "0.   1.    2.    3.    4.    5.    6.    7.    8."
        );
        assert_eq!(labels(20), "   2.     5.      8.");
        assert_eq!(labels(11), " 2.  5.  8.");
        assert_eq!(labels(5), "   8.");
        assert_eq!(labels(1), "");
    }

    proptest! {
        #[test]
        fn labels_never_touch(count in 0_usize..400, room in 1_usize..130, width in 1_usize..14) {
            let all: Vec<usize> = (0..count).collect();
            let at = |index: usize| super::super::across(index, count, room);
            let labels = spread(&all, room, at, |_, _| "x".repeat(width));
            for pair in labels.windows(2) {
                prop_assert!(pair[0].start + width + GAP <= pair[1].start);
            }
            prop_assert!(labels.iter().all(|label| label.start + width <= room));
        }
    }
}
