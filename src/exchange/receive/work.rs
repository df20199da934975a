//! The lines and the total of a visit that the book knew, when a file says something else of them.
//! No line is lost: what the file leaves out stays.

use crate::domain::{Money, VisitFacts, VisitLine};
use crate::exchange::plan::Reason;

/// What becomes of a visit's work.
pub(super) struct Work {
    pub(super) lines: Vec<VisitLine>,
    pub(super) total: Option<Money>,
    /// What somebody should look at.
    pub(super) doubt: Option<Reason>,
}

impl Work {
    /// `edited` says that the visit came from this very file as it was before.
    pub(super) fn of(before: &VisitFacts, new: &VisitFacts, edited: bool) -> Self {
        let plain = |lines: &[VisitLine]| Self {
            lines: lines.to_vec(),
            total: new.total.or(before.total),
            doubt: None,
        };
        if new.lines.is_empty() {
            return plain(&before.lines);
        }
        let merged = Merged::of(&before.lines, &new.lines);
        if merged.left_out == 0 {
            return plain(&merged.lines);
        }
        if edited && corrects(before, new) {
            return Self {
                doubt: Some(Reason::VisitReplaced),
                ..plain(&new.lines)
            };
        }
        if merged.added == 0 {
            return Self {
                total: before.total.or(new.total),
                ..plain(&merged.lines)
            };
        }
        let nothing_shared = merged.left_out == before.lines.len();
        let total = match (before.total, new.total) {
            (Some(before), Some(new)) if nothing_shared && before != new => {
                before.0.checked_add(new.0).and_then(Money::new)
            }
            (before, new) => before.max(new),
        };
        Self {
            total: sum(&merged.lines).or(total),
            doubt: Some(Reason::LinesKept),
            lines: merged.lines,
        }
    }
}

/// A list of visits has the lines of each in one cell, a list of lines has them one by one: of the
/// two the lines count, whichever came first.
pub(super) fn settle_summary(before: &mut Vec<VisitLine>, new: &mut Vec<VisitLine>) {
    let sums_up = |one: &[VisitLine], all: &[VisitLine]| match (one, all) {
        ([one], [_, _, ..]) => {
            let texts: Vec<&str> = all.iter().map(|line| line.text.as_str()).collect();
            one.text == texts.join("; ")
        }
        _ => false,
    };
    if sums_up(before, new) {
        before.clear();
    } else if sums_up(new, before) {
        new.clone_from(before);
    }
}

/// Whether a file says in other words what was done for the same money.
pub(super) fn corrects(before: &VisitFacts, new: &VisitFacts) -> bool {
    new.total.is_some() && new.total == before.total && new.lines.len() == before.lines.len()
}

/// Whether no line of the one is a line of the other.
pub(super) fn is_other_work(before: &VisitFacts, new: &VisitFacts) -> bool {
    let both = !before.lines.is_empty() && !new.lines.is_empty();
    both && Merged::of(&before.lines, &new.lines).left_out == before.lines.len()
}

/// The lines of both, those that say the same once, as the newer one says it.
struct Merged {
    lines: Vec<VisitLine>,
    /// Lines of before that the newer one does not have.
    left_out: usize,
    /// Lines that it has besides.
    added: usize,
}

impl Merged {
    fn of(before: &[VisitLine], new: &[VisitLine]) -> Self {
        let mut lines = before.to_vec();
        let mut met = vec![false; before.len()];
        let mut added = Vec::new();
        for line in new {
            let mut places = lines.iter_mut().zip(&mut met);
            match places.find(|(other, met)| !**met && other.text == line.text) {
                Some((other, met)) => {
                    *met = true;
                    other.quantity = line.quantity;
                    other.amount = line.amount.or(other.amount);
                    other.cost = line.cost.or(other.cost);
                }
                None => added.push(line.clone()),
            }
        }
        let (left_out, more) = (met.iter().filter(|met| !**met).count(), added.len());
        lines.append(&mut added);
        Self {
            lines,
            left_out,
            added: more,
        }
    }
}

/// What the lines cost together, where each says so.
fn sum(lines: &[VisitLine]) -> Option<Money> {
    let amounts = lines.iter().map(|line| line.amount.map(|money| money.0));
    let sum = amounts.reduce(|sum, amount| sum?.checked_add(amount?))??;
    Money::new(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(lines: &[(&str, i64)], total: i64) -> VisitFacts {
        let line = |(text, amount): &(&str, i64)| VisitLine {
            text: (*text).to_owned(),
            quantity: 1000,
            amount: Some(Money(*amount)),
            cost: None,
        };
        VisitFacts {
            lines: lines.iter().map(line).collect(),
            total: Some(Money(total)),
            ..VisitFacts::on(chrono::NaiveDate::default())
        }
    }

    fn told(before: &VisitFacts, new: &VisitFacts) -> (Vec<(String, i64)>, i64, Option<Reason>) {
        let work = Work::of(before, new, true);
        let amount = |line: VisitLine| (line.text, line.amount.map_or(0, |money| money.0));
        let lines = work.lines.into_iter().map(amount).collect();
        (lines, work.total.map_or(0, |money| money.0), work.doubt)
    }

    fn lines(lines: &[(&str, i64)]) -> Vec<(String, i64)> {
        lines
            .iter()
            .map(|(text, amount)| ((*text).to_owned(), *amount))
            .collect()
    }

    #[test]
    fn another_price_and_another_line_are_taken_without_a_word() {
        let before = visit(&[("Oli", 50)], 50);
        let new = visit(&[("Oli", 60), ("Filter", 10)], 70);
        let all = lines(&[("Oli", 60), ("Filter", 10)]);
        assert_eq!(told(&before, &new), (all, 70, None));
    }

    #[test]
    fn a_file_that_knows_only_some_of_the_work_takes_nothing_away() {
        let before = visit(&[("Cuci", 50), ("Blow", 30)], 80);
        let after = (lines(&[("Cuci", 50), ("Blow", 30)]), 80, None);
        assert_eq!(told(&before, &visit(&[("Blow", 30)], 30)), after);
    }

    #[test]
    fn lines_that_the_file_leaves_out_stay_beside_its_own_and_are_told() {
        let before = visit(&[("Cuci", 50), ("Blow", 30)], 80);
        let new = visit(&[("Cuci", 50), ("Shampoo", 80)], 130);
        let all = lines(&[("Cuci", 50), ("Blow", 30), ("Shampoo", 80)]);
        assert_eq!(told(&before, &new), (all, 160, Some(Reason::LinesKept)));
    }

    #[test]
    fn other_words_for_the_same_money_are_a_correction_and_told() {
        let before = visit(&[("Oli", 50), ("Filter", 10)], 60);
        let new = visit(&[("Ganti oli", 50), ("Filter", 10)], 60);
        let after = lines(&[("Ganti oli", 50), ("Filter", 10)]);
        assert_eq!(
            told(&before, &new),
            (after, 60, Some(Reason::VisitReplaced))
        );
    }

    #[test]
    fn two_equal_lines_are_two() {
        let before = visit(&[("Sabun", 50), ("Sabun", 50)], 100);
        assert_eq!(
            told(&before, &before.clone()),
            (lines(&[("Sabun", 50), ("Sabun", 50)]), 100, None)
        );
        assert_eq!(told(&before, &visit(&[("Sabun", 50)], 50)).1, 100);
    }
}
