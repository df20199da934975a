//! Lines of ledgers of points of a plan.

use std::collections::{BTreeMap, HashSet};

use super::{Receiver, dangling};
use crate::exchange::group::visit_there;
use crate::exchange::plan::{Identity, LooseEnd, PlannedPoints, Reason};
use crate::exchange::recognise::Field;
use crate::store::{BroughtLine, StoreResult};

/// The lines that came with this plan.
#[derive(Debug, Default)]
pub(super) struct Ledgers {
    seen: HashSet<Identity>,
    /// By file and sheet: the numbers that came, and what each rests on.
    sheets: BTreeMap<(usize, usize), Sheet>,
}

#[derive(Debug, Default)]
struct Sheet {
    known: HashSet<i64>,
    /// The lines that rest on others: row, own number, theirs.
    rests: Vec<(u64, i64, Vec<i64>)>,
}

impl Ledgers {
    /// Lines that rest on some that the file does not have: somebody took them out of it, or only
    /// some days went out.
    pub(super) fn loose_ends(&self) -> Vec<LooseEnd> {
        let mut ends = Vec::new();
        for (&(file, sheet), all) in &self.sheets {
            for (line, no, on) in &all.rests {
                if on.iter().any(|on| !all.known.contains(on)) {
                    ends.push(LooseEnd {
                        file,
                        sheet,
                        line: *line,
                        field: Field::LedgerLine.name(),
                        value: no.to_string(),
                        reason: Reason::PointsIncomplete,
                    });
                }
            }
        }
        ends
    }
}

impl Receiver<'_> {
    /// Whether it went out of this book, came in before, or stands in the files twice.
    pub(super) fn knows_line(&mut self, line: &PlannedPoints) -> StoreResult<bool> {
        let place = (line.origin.file, line.origin.sheet);
        let sheet = self.ledgers.sheets.entry(place).or_default();
        sheet.known.insert(line.no);
        let identities = &line.origin.identities;
        if identities.iter().any(|one| self.ledgers.seen.contains(one)) {
            return Ok(true);
        }
        let here = line.book.is_empty() || line.book == self.load.mark()?;
        self.load
            .knows_line(here.then_some(&line.code), &brought(line))
    }

    pub(super) fn take_line(&mut self, line: &PlannedPoints) -> StoreResult<()> {
        let key = line.customer.ok_or_else(|| dangling("customer"))?;
        let customer = self.customer_id(key).ok_or_else(|| dangling("customer"))?;
        self.ledgers.seen.extend(&line.origin.identities);
        let on: Vec<i64> = line
            .draws
            .iter()
            .map(|(lot, _)| *lot)
            .chain(line.takes_back)
            .collect();
        if let (false, Some(row)) = (on.is_empty(), line.origin.lines.first()) {
            let place = (line.origin.file, line.origin.sheet);
            let sheet = self.ledgers.sheets.entry(place).or_default();
            sheet.rests.push((*row, line.no, on));
        }
        self.load.points_line(customer, brought(line));
        Ok(())
    }
}

fn brought(line: &PlannedPoints) -> BroughtLine {
    BroughtLine {
        table: (line.origin.file, line.origin.sheet),
        identity: line.origin.identities.first().copied().unwrap_or_default(),
        no: line.no,
        day: line.day,
        kind: line.kind,
        points: line.points,
        expires: line.expires,
        there: line.visit.map(|no| visit_there(&no.to_string(), line.day)),
        takes_back: line.takes_back,
        draws: line.draws.clone(),
        reason: line.reason.clone(),
        staff: line.staff.clone(),
    }
}
