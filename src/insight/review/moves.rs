//! Who stands in another segment than a week before.

use std::collections::BTreeMap;

use crate::domain::CustomerId;
use crate::insight::{Appraisal, Appraised, Segment};

/// Customers who stand in another segment than a week before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Where they stood; `None` for those who were no customers yet.
    pub from: Option<Segment>,
    /// Where they stand.
    pub to: Segment,
    /// Who, by money.
    pub customers: Vec<CustomerId>,
}

impl Move {
    /// All moves between two appraisals, the most first.
    pub(super) fn all(now: &Appraisal, before: &Appraisal) -> Vec<Move> {
        let mut by: BTreeMap<(Option<Segment>, Segment), Vec<&Appraised>> = BTreeMap::new();
        for one in &now.rows {
            let from = before.get(one.customer).map(Appraised::segment);
            let to = one.segment();
            if from != Some(to) {
                by.entry((from, to)).or_default().push(one);
            }
        }
        let mut moves: Vec<Move> = by
            .into_iter()
            .map(|((from, to), mut who)| {
                who.sort_unstable_by_key(|one| {
                    (std::cmp::Reverse(one.visits.money), one.customer.0)
                });
                let customers = who.into_iter().map(|one| one.customer).collect();
                Move {
                    from,
                    to,
                    customers,
                }
            })
            .collect();
        moves.sort_by_key(|one| std::cmp::Reverse(one.customers.len()));
        moves
    }
}
