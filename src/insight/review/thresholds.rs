//! What the scores of a shop mean.

use crate::insight::Appraisal;

/// The least and the most of a figure among those with one score.
pub type Range = Option<(i64, i64)>;

/// What each score from 1 to 5 means in this shop now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thresholds {
    /// Days of silence.
    pub recency: [Range; 5],
    /// Visits.
    pub frequency: [Range; 5],
    /// Money in minor units.
    pub money: [Range; 5],
}

impl Thresholds {
    /// Of the scores of an appraisal.
    pub(super) fn of(now: &Appraisal) -> Self {
        let mut all = Self::default();
        for one in &now.rows {
            let (scores, visits) = (one.scores, &one.visits);
            widen(
                &mut all.recency,
                scores.recency,
                visits.silent(now.as_of).into(),
            );
            widen(&mut all.frequency, scores.frequency, visits.count.into());
            widen(&mut all.money, scores.money, visits.money);
        }
        all
    }
}

fn widen(ranges: &mut [Range; 5], score: u8, value: i64) {
    let at = usize::from(score).saturating_sub(1);
    if let Some(range) = ranges.get_mut(at) {
        let (least, most) = range.unwrap_or((value, value));
        *range = Some((least.min(value), most.max(value)));
    }
}
