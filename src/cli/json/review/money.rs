//! Who brings the money, and the map of segments.

use serde::Serialize;

use crate::insight::Concentration;
use crate::insight::review::{CarePays, Range, Review, SegmentSum};

/// How few bring how much.
#[derive(Debug, Serialize)]
pub(super) struct Pareto {
    customers: usize,
    customers_for_80: usize,
    top_20: usize,
    share_of_top_20: f64,
    gini: f64,
    deciles: [f64; 10],
    care_pays: &'static str,
}

impl Pareto {
    pub(super) fn of(shop: &Concentration) -> Pareto {
        Pareto {
            customers: shop.customers(),
            customers_for_80: shop.customers_for_80_percent(),
            top_20: shop.top_fifth(),
            share_of_top_20: shop.share_of(shop.top_fifth()),
            gini: shop.gini(),
            deciles: shop.deciles(),
            care_pays: CarePays::of(shop).name(),
        }
    }
}

/// The map, and what its scores mean.
#[derive(Debug, Serialize)]
pub(super) struct Rfm {
    /// Nothing in a shop of so few customers that places among them say nothing.
    thresholds: Option<Thresholds>,
    segments: Vec<Segment>,
}

/// For each score from 1 to 5 the least and the most; nothing where nobody has it.
#[derive(Debug, Serialize)]
struct Thresholds {
    recency_days: [Option<Span>; 5],
    visits: [Option<Span>; 5],
    money: [Option<Span>; 5],
}

#[derive(Debug, Serialize)]
struct Span {
    from: i64,
    to: i64,
}

#[derive(Debug, Serialize)]
struct Segment {
    name: &'static str,
    customers: usize,
    value: i64,
}

impl Rfm {
    pub(super) fn of(review: &Review) -> Rfm {
        let scored = review.has_scores();
        let spans = |ranges: [Range; 5]| ranges.map(|range| range.map(Span::from));
        let thresholds = &review.thresholds;
        let segments = review.segments.iter().filter(|_| scored);
        Rfm {
            thresholds: scored.then(|| Thresholds {
                recency_days: spans(thresholds.recency),
                visits: spans(thresholds.frequency),
                money: spans(thresholds.money),
            }),
            segments: segments.map(Segment::from).collect(),
        }
    }
}

impl From<(i64, i64)> for Span {
    fn from((from, to): (i64, i64)) -> Span {
        Span { from, to }
    }
}

impl From<&SegmentSum> for Segment {
    fn from(sum: &SegmentSum) -> Segment {
        Segment {
            name: sum.segment.name(),
            customers: sum.customers,
            value: sum.money,
        }
    }
}
