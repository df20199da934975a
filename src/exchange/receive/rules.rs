//! Versions of the rules of the points of a plan.

use super::Receiver;
use crate::exchange::plan::{PlannedRule, Reason, Written};
use crate::points::Rule;
use crate::store::{BroughtRule, StoreResult};

impl Receiver<'_> {
    /// They take the place of the rules that the book was made with, as long as nobody has chosen others or
    /// given points by them.
    pub(super) fn take_rule(&mut self, planned: &PlannedRule) -> StoreResult<Written> {
        let rule = Rule::from_json(&planned.rule).unwrap_or_default();
        let taken = self.load.points_rule(planned.since, rule)?;
        Ok(match taken {
            BroughtRule::Taken => Written::Created,
            BroughtRule::Known => Written::Unchanged,
            BroughtRule::OwnStay => {
                self.unsure("rule_since", Reason::RulesKept);
                Written::Unchanged
            }
        })
    }
}
