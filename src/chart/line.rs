//! Money or visits over weeks or months.

use super::{Axis, Label, Step, Unit, across, spread};
use crate::domain::Day;
use crate::insight::median;
use crate::text::{Lang, Say, full_date, month_name, say};
use chrono::Datelike;

/// One line: a number for every week or month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// What it shows: "Money", "last year".
    pub name: String,
    /// What its numbers count.
    pub unit: Unit,
    /// One number for every step, the oldest first.
    pub values: Vec<i64>,
}

/// One or two series over the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    step: Step,
    first: i32,
    steps: usize,
    series: Vec<Series>,
}

/// The longest time that a line shows, in steps: nineteen years of weeks.
const LONGEST: usize = 1_000;

/// Up to so many weeks are named by their Mondays; more by the months.
const NAMED_BY_DAY: usize = 16;

impl Line {
    /// Over the weeks or months from that of one day to that of another, both included; the last
    /// thousand of them when there are more. Still without a line.
    pub fn new(step: Step, from: Day, to: Day) -> Line {
        let (first, last) = (step.number(from.min(to)), step.number(to));
        let steps = usize::try_from(last - first)
            .map_or(0, |after| after + 1)
            .min(LONGEST);
        let first = last + 1 - i32::try_from(steps).unwrap_or(0);
        Line {
            step,
            first,
            steps,
            series: Vec::new(),
        }
    }

    /// With one line more: what belongs to a week is added up, a week without anything is nought,
    /// and days outside do not count. The first line is drawn through, the second dotted; a third
    /// is not taken. Two lines of different units are drawn one above the other.
    #[must_use]
    pub fn series(
        mut self,
        name: &str,
        unit: Unit,
        points: impl IntoIterator<Item = (Day, i64)>,
    ) -> Line {
        if self.series.len() == 2 {
            return self;
        }
        let mut values = vec![0_i64; self.steps];
        for (day, value) in points {
            let at = i64::from(self.step.number(day)) - i64::from(self.first);
            let slot = usize::try_from(at).ok().and_then(|at| values.get_mut(at));
            if let Some(slot) = slot {
                *slot = slot.saturating_add(value);
            }
        }
        self.series.push(Series {
            name: name.to_owned(),
            unit,
            values,
        });
        self
    }

    /// The lines, none to two.
    pub fn lines(&self) -> &[Series] {
        &self.series
    }

    /// The same time with only one of its lines; without any when there is no such line.
    #[must_use]
    pub fn only(&self, index: usize) -> Line {
        Line {
            series: self.series.get(index).cloned().into_iter().collect(),
            ..*self
        }
    }

    /// How many weeks or months.
    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether two lines have units of their own, so that one scale cannot hold both.
    pub fn is_mixed(&self) -> bool {
        matches!(&self.series[..], [one, other] if one.unit != other.unit)
    }

    /// One scale for all lines.
    pub fn axis(&self, most_ticks: usize) -> Axis {
        Axis::of(
            self.series
                .iter()
                .flat_map(|line| line.values.iter().copied()),
            most_ticks,
        )
    }

    /// Names of weeks or months under `room` columns.
    pub fn labels(&self, lang: Lang, room: usize) -> Vec<Label> {
        let by_day = self.step == Step::Week && self.steps <= NAMED_BY_DAY;
        let new_month =
            |index: &usize| *index == 0 || self.day(*index).month() != self.day(index - 1).month();
        let candidates: Vec<usize> = match self.step {
            Step::Week if !by_day => (1..self.steps).filter(new_month).collect(),
            _ => (0..self.steps).collect(),
        };
        let at = |index| across(index, self.steps, room);
        spread(&candidates, room, at, |index, before| {
            let day = self.day(index);
            let month = month_name(lang, day);
            let begins = before.is_none_or(|before| self.day(before).year() != day.year());
            match (by_day, begins) {
                (true, _) => format!("{} {month}", day.day()),
                (false, true) => format!("{month} {}", day.year()),
                (false, false) => month.to_owned(),
            }
        })
    }

    /// What the chart shows, in words.
    pub fn summary(&self, lang: Lang) -> String {
        let lines = self.series.iter().filter_map(|line| self.say(line, lang));
        let sentences: Vec<String> = lines.collect();
        if sentences.is_empty() {
            return Say::ChartNothing.in_(lang).to_owned();
        }
        sentences.join(" ")
    }

    fn say(&self, line: &Series, lang: Lang) -> Option<String> {
        let say_value = |value: i64| line.unit.short(lang, value);
        let mut sorted = line.values.clone();
        sorted.sort_unstable();
        let (least, most) = (*sorted.first()?, *sorted.last()?);
        let from = full_date(lang, self.day(0));
        let to = full_date(lang, self.day(self.steps - 1));
        let span = match self.step {
            Step::Week => say::chart_weeks(lang, &line.name, from, to),
            Step::Month => say::chart_months(lang, &line.name, from, to),
        };
        let usual = say_value(median(sorted)?);
        let last = say_value(*line.values.last()?);
        let range = say::chart_range(lang, last, usual, say_value(least), say_value(most));
        Some(format!("{span} {range}"))
    }

    /// The first day of a step.
    pub fn day(&self, index: usize) -> Day {
        let after = i32::try_from(index).unwrap_or(i32::MAX);
        self.step.first_day(self.first.saturating_add(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn visits(step: Step, from: &str, to: &str, points: &[(&str, i64)]) -> Line {
        let points = points.iter().map(|(at, value)| (day(at), *value));
        Line::new(step, day(from), day(to)).series("Visits", Unit::Count, points)
    }

    #[test]
    fn a_week_without_visits_is_nought_and_days_of_a_week_add_up() {
        let points = [
            ("2026-11-02", 3),
            ("2026-11-08", 4),
            ("2026-11-22", 5),
            ("2026-11-23", 9),
        ];
        let line = visits(Step::Week, "2026-11-04", "2026-11-22", &points);
        assert_eq!(line.lines()[0].values, [7, 0, 5]);
        assert_eq!(line.day(0), day("2026-11-02"));
        let line = visits(
            Step::Month,
            "2025-12-31",
            "2026-02-01",
            &[("2026-01-31", 2)],
        );
        assert_eq!(line.lines()[0].values, [0, 2, 0]);
        assert_eq!(line.day(0), day("2025-12-01"));
    }

    fn labels(line: &Line, lang: Lang, room: usize) -> String {
        let labels = line.labels(lang, room);
        labels
            .iter()
            .map(|label| label.text.as_str())
            .collect::<Vec<_>>()
            .join(" | ")
    }

    #[test]
    fn few_weeks_are_named_by_their_mondays_and_many_by_months() {
        let few = visits(Step::Week, "2026-10-05", "2026-11-22", &[]);
        assert_eq!(
            labels(&few, Lang::Id, 40),
            "5 Okt | 19 Okt | 2 Nov | 16 Nov"
        );
        let year = visits(Step::Week, "2025-11-24", "2026-11-22", &[]);
        assert_eq!(labels(&year, Lang::En, 40), "Feb 2026 | May | Aug | Nov");
        assert_eq!(labels(&year, Lang::Id, 12), "Nov 2026");
        let months = visits(Step::Month, "2025-06-01", "2026-11-22", &[]);
        assert_eq!(
            labels(&months, Lang::Id, 60),
            "Agu 2025 | Nov | Feb 2026 | Mei | Agu | Nov"
        );
    }

    #[test]
    fn a_sentence_says_what_the_line_shows() {
        let points = [("2026-11-02", 3), ("2026-11-22", 5)];
        let line = visits(Step::Week, "2026-11-04", "2026-11-22", &points);
        assert_eq!(
            line.summary(Lang::En),
            "Visits by week, 2 Nov 2026 to 16 Nov 2026. The last is 5, the one in the middle 3, the least 0, the most 5."
        );
        assert_eq!(
            Line::new(Step::Week, day("2026-11-04"), day("2026-11-22")).summary(Lang::En),
            "Nothing to show yet."
        );
    }

    #[test]
    fn no_time_is_too_long_or_too_far() {
        for step in [Step::Week, Step::Month] {
            let line =
                Line::new(step, Day::MIN, Day::MAX).series("x", Unit::Count, [(Day::MAX, 1)]);
            assert_eq!(line.lines()[0].values.len(), LONGEST);
            assert_eq!(line.lines()[0].values.last(), Some(&1));
            let early =
                Line::new(step, Day::MAX, Day::MIN).series("x", Unit::Count, [(Day::MIN, 1)]);
            assert_eq!(early.lines()[0].values, [1]);
            assert!(!early.summary(Lang::Id).is_empty() && !line.summary(Lang::Id).is_empty());
            assert!(line.labels(Lang::Id, 80).len() < 20);
        }
    }
}
