//! The segments on the map of recency and frequency.

use super::{Bars, Unit, share};
use crate::insight::Segment;
use crate::insight::review::{SegmentSum, Thresholds};
use crate::text::{Lang, Say, count, insight, say};

/// Rows and columns of the map.
pub const SCORES: usize = 5;

/// The map: how many customers stand in each segment and what they brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentMap {
    sums: Vec<SegmentSum>,
    thresholds: Option<Thresholds>,
    /// The segment that is chosen.
    pub selected: Option<Segment>,
}

/// The rectangle of a segment in cells: columns by frequency from the left, rows by recency from
/// the top, where those stand who were here last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Whose.
    pub segment: Segment,
    /// The first column and the one behind the last.
    pub columns: (usize, usize),
    /// The first row and the one below the last.
    pub rows: (usize, usize),
}

impl SegmentMap {
    /// Of the sums by segment; a segment that is not among them has nobody.
    pub fn new(sums: &[SegmentSum]) -> SegmentMap {
        SegmentMap {
            sums: sums.to_vec(),
            thresholds: None,
            selected: None,
        }
    }

    /// With what the scores mean in this shop, which is written along the map.
    #[must_use]
    pub fn thresholds(mut self, thresholds: Thresholds) -> SegmentMap {
        self.thresholds = Some(thresholds);
        self
    }

    /// With one segment chosen.
    #[must_use]
    pub fn select(mut self, segment: Option<Segment>) -> SegmentMap {
        self.selected = segment;
        self
    }

    /// Whether anybody stands on it.
    pub fn is_empty(&self) -> bool {
        self.customers() == 0
    }

    /// How many customers stand on it.
    pub fn customers(&self) -> usize {
        self.sums.iter().map(|sum| sum.customers).sum()
    }

    /// Who stands in a segment, and their money.
    pub fn sum(&self, segment: Segment) -> SegmentSum {
        let sum = self.sums.iter().find(|sum| sum.segment == segment);
        sum.copied().unwrap_or(SegmentSum {
            segment,
            customers: 0,
            money: 0,
        })
    }

    /// A segment's part of the customers, in ten-thousandths.
    pub fn share(&self, segment: Segment) -> u32 {
        let number = |n: usize| i128::try_from(n).unwrap_or(i128::MAX);
        share(
            number(self.sum(segment).customers),
            number(self.customers()),
        )
    }

    /// A segment's part of the money, in ten-thousandths.
    pub fn money_share(&self, segment: Segment) -> u32 {
        let money = |sum: &SegmentSum| i128::from(sum.money.max(0));
        share(money(&self.sum(segment)), self.sums.iter().map(money).sum())
    }

    /// The largest part that one segment has of the customers.
    pub fn largest(&self) -> u32 {
        Segment::ALL
            .map(|segment| self.share(segment))
            .into_iter()
            .max()
            .unwrap_or(0)
    }

    /// The same as bars, the best segment first.
    pub fn bars(&self, lang: Lang) -> Bars {
        let row = |segment: Segment| {
            let customers = self.sum(segment).customers;
            let name = insight::segment(segment).in_(lang).to_owned();
            (name, i64::try_from(customers).unwrap_or(i64::MAX))
        };
        let selected = self.selected;
        let at = selected.and_then(|one| Segment::ALL.iter().position(|other| *other == one));
        let name = Say::ChartSegments.in_(lang);
        Bars::new(name, Unit::Count, Segment::ALL.map(row)).select(at)
    }

    /// What the chart shows, in words.
    pub fn summary(&self, lang: Lang) -> String {
        if self.is_empty() {
            return Say::ChartNothing.in_(lang).to_owned();
        }
        self.bars(lang).summary(lang)
    }

    /// Visits of each column from the left, and days of silence of each row from the top: `5–8`,
    /// `0–24 d`; the last column says that it counts visits. Empty where nobody stands; nothing
    /// at all where thresholds were not given.
    pub fn ranges(&self, lang: Lang) -> Option<([String; SCORES], [String; SCORES])> {
        let text = |range: Option<(i64, i64)>| match range {
            None => String::new(),
            Some((least, most)) if least == most => count(lang, least.unsigned_abs()),
            Some((least, most)) => {
                let (least, most) = (least.unsigned_abs(), most.unsigned_abs());
                format!("{}–{}", count(lang, least), count(lang, most))
            }
        };
        let thresholds = self.thresholds?;
        let mut days = thresholds.recency.map(|range| match range {
            None => String::new(),
            range => say::chart_days(lang, text(range)),
        });
        days.reverse();
        let mut visits = thresholds.frequency.map(text);
        if let Some(last) = visits.iter_mut().rev().find(|text| !text.is_empty()) {
            *last = say::chart_visits(lang, &last);
        }
        Some((visits, days))
    }

    /// The regions of the map, which cover it without overlap.
    pub fn regions() -> Vec<Region> {
        Segment::ALL.into_iter().map(region).collect()
    }
}

/// Where a cell's segment stands: row and column from the top left.
pub fn at(row: usize, column: usize) -> Segment {
    let score = |n: usize| u8::try_from(n).unwrap_or(5);
    Segment::of(score(SCORES - row.min(4)), score(column.min(4) + 1))
}

fn region(segment: Segment) -> Region {
    let cells = (0..SCORES).flat_map(|row| (0..SCORES).map(move |column| (row, column)));
    let own: Vec<_> = cells
        .filter(|(row, column)| at(*row, *column) == segment)
        .collect();
    let span = |pick: fn(&(usize, usize)) -> usize| {
        let (least, most) = (own.iter().map(pick).min(), own.iter().map(pick).max());
        (least.unwrap_or(0), most.map_or(0, |last| last + 1))
    };
    Region {
        segment,
        columns: span(|cell| cell.1),
        rows: span(|cell| cell.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_regions_are_rectangles_that_cover_the_map() {
        let mut cells = 0;
        for region in SegmentMap::regions() {
            for row in region.rows.0..region.rows.1 {
                for column in region.columns.0..region.columns.1 {
                    assert_eq!(at(row, column), region.segment);
                    cells += 1;
                }
            }
        }
        assert_eq!(cells, SCORES * SCORES);
        assert_eq!(at(0, 4), Segment::Champion);
        assert_eq!(at(4, 0), Segment::Hibernating);
    }

    #[test]
    fn parts_are_of_all_customers_and_of_all_money() {
        let sum = |segment, customers, money| SegmentSum {
            segment,
            customers,
            money,
        };
        let map = SegmentMap::new(&[sum(Segment::Champion, 1, 900), sum(Segment::New, 3, -100)]);
        assert_eq!(
            (map.share(Segment::New), map.money_share(Segment::New)),
            (7_500, 0)
        );
        assert_eq!(map.money_share(Segment::Champion), 10_000);
        assert_eq!(map.share(Segment::Loyal), 0);
        assert_eq!(
            map.summary(Lang::En),
            "Customers by segment: New 3 (75 %), Champions 1 (25 %), Loyal 0 (0 %), Potential loyalists 0 (0 %), Promising 0 (0 %), and 5 more."
        );
    }

    #[test]
    fn scores_are_told_as_visits_and_days() {
        let mut thresholds = Thresholds::default();
        thresholds.frequency[0] = Some((1, 1));
        thresholds.frequency[4] = Some((9, 1_200));
        thresholds.recency[4] = Some((0, 12));
        let map = SegmentMap::new(&[]).thresholds(thresholds);
        let (visits, days) = map.ranges(Lang::En).unwrap();
        assert_eq!(visits, ["1", "", "", "", "9–1,200 visits"]);
        assert_eq!(days, ["0–12 d", "", "", "", ""]);
    }
}
