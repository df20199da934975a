//! The segments of recency and frequency, as an owner calls them.

use super::Say;
use crate::insight::Segment;

/// What a segment is called: "Champions".
pub fn segment_name(segment: Segment) -> Say {
    match segment {
        Segment::Champion => Say::SegmentChampion,
        Segment::Loyal => Say::SegmentLoyal,
        Segment::PotentialLoyalist => Say::SegmentPotentialLoyalist,
        Segment::New => Say::SegmentNew,
        Segment::Promising => Say::SegmentPromising,
        Segment::NeedAttention => Say::SegmentNeedAttention,
        Segment::AboutToSleep => Say::SegmentAboutToSleep,
        Segment::AtRisk => Say::SegmentAtRisk,
        Segment::CantLose => Say::SegmentCantLose,
        Segment::Hibernating => Say::SegmentHibernating,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_segments_share_a_name() {
        for lang in Lang::ALL {
            let names = Segment::ALL.map(|segment| segment_name(segment).in_(lang));
            assert_eq!(BTreeSet::from(names).len(), Segment::ALL.len());
        }
    }
}
