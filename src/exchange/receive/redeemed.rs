//! Visits of which a row says that points paid a part.

use std::collections::HashSet;

use super::Receiver;
use crate::domain::VisitId;
use crate::exchange::plan::{LooseEnd, PlannedVisit, Reason};
use crate::exchange::recognise::Field;
use crate::store::StoreResult;

/// Where it was said of a visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Redeemed {
    visit: VisitId,
    file: usize,
    sheet: usize,
    line: u64,
    points: i64,
    /// Whether it is a visit of another book, whose ledger may come along.
    from_elsewhere: bool,
}

impl Redeemed {
    pub(super) fn of(visit: VisitId, planned: &PlannedVisit) -> Self {
        let origin = &planned.origin;
        Self {
            visit,
            file: origin.file,
            sheet: origin.sheet,
            line: origin.lines.first().copied().unwrap_or_default(),
            points: planned.redeemed.unwrap_or_default(),
            from_elsewhere: !planned.no.is_empty(),
        }
    }
}

impl Receiver<'_> {
    /// The rows whose visits came in without the points that they name. A plan that names none waits with everything until it
    /// is committed.
    pub(super) fn find_unpaid(&mut self) -> StoreResult<Vec<LooseEnd>> {
        if self.redeemed.is_empty() {
            return Ok(Vec::new());
        }
        let unpaid = self.load.settle()?;
        let unpaid: HashSet<i64> = unpaid.into_iter().map(|visit| visit.0).collect();
        let told = self.redeemed.iter();
        let mut ends = Vec::new();
        for told in told.filter(|told| unpaid.contains(&told.visit.0)) {
            let waits = told.from_elsewhere && !self.load.has_ledger_from_elsewhere(told.visit)?;
            ends.push(LooseEnd {
                file: told.file,
                sheet: told.sheet,
                line: told.line,
                field: Field::Redeemed.name(),
                value: told.points.to_string(),
                reason: if waits {
                    Reason::PointsToCome
                } else {
                    Reason::PointsNotRedeemed
                },
            });
        }
        Ok(ends)
    }
}
