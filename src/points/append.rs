//! Points that come after everything else. Nearly every visit brings such, and its ledger need not be
//! told from its beginning.

use super::{Ledger, Line};
use crate::domain::Day;

impl Ledger {
    /// Whether points that come change nothing of what stands in a ledger that is as it is told: they
    /// are valid, nobody owes any that they would fill up, and nothing was written before under the
    /// same name, whose place in the history they would take.
    pub(super) fn only_adds(&self, line: &Line, today: Day) -> bool {
        line.points > 0
            && line.expires.is_none_or(|last| last >= today)
            && self.open.iter().all(|open| *open >= 0)
            && (line.visit.is_none() || self.lines.iter().all(|other| other.visit != line.visit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::VisitId;
    use crate::points::{Kind, Rule, Stamp, Wanted};
    use chrono::Days;
    use proptest::prelude::*;

    fn first() -> Day {
        "2025-01-01".parse().expect("a day")
    }

    proptest! {
        #[test]
        fn what_only_adds_is_what_the_history_makes(
            visits in proptest::collection::vec((1_i64..300, 0_u64..40, 0_i64..200, 0_u64..3), 1..40)
        ) {
            let mut ledger = Ledger::default();
            let rule = Rule { valid_days: Some(90), ..Rule::default() };
            let mut today = first();
            for (at, (earned, gap, redeemed, late)) in (1..).zip(visits) {
                today = today + Days::new(gap);
                let day = today - Days::new(late * 30);
                let stamp = Stamp { visit: VisitId(at), day, today, rule: &rule, version: 1, blocks: false };
                let came = Wanted { kind: Kind::Earn, points: earned, reason: String::new(), weight: None };
                let paid = Wanted { kind: Kind::Redeem, points: -redeemed, ..came.clone() };
                let pays = redeemed > 0 && redeemed <= ledger.spendable(day, None) && late == 0;
                let wanted = if pays { vec![paid, came] } else { vec![came] };
                // What later ones were paid with cannot be spent before.
                if ledger.clone().settle(stamp, &wanted).is_err() {
                    continue;
                }
                ledger.settle(stamp, &wanted).expect("tried");
                let mut told = ledger.clone();
                told.rework(today);
                prop_assert_eq!(&told, &ledger);
                prop_assert_eq!(ledger.faults(), Vec::<&str>::new());
            }
        }
    }
}
