//! Visits: gathered line by line, handed over when whole.

use std::hash::{Hash as _, Hasher as _};

use super::{Carrier, Reading};
use crate::exchange::convert::Weight;
use crate::exchange::group::{Another, Open};
use crate::exchange::plan::{Doubt, Finding, Level, PlannedVisit, Reason, Written};
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::Refused;
use crate::exchange::recognise::Field;
use crate::exchange::survey::{Of, Place};
use crate::exchange::table::hasher;
use crate::exchange::tables::Table;
use crate::exchange::tell::{count, finding, tell};

impl Carrier<'_> {
    /// Visits that stand side by side are whole at once.
    pub(super) fn side_visits(
        &mut self,
        visits: Vec<PlannedVisit>,
        who: &str,
        changed: bool,
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let mut changed = changed;
        let mut whole: Vec<Open> = Vec::new();
        for visit in visits {
            let same =
                |open: &&mut Open| open.visit.day == visit.day && open.visit.doc_no == visit.doc_no;
            match whole.iter_mut().find(same) {
                Some(open) => drop(open.join(visit, 0, true)),
                None => whole.push(Open::new(visit, who.to_owned(), 0)),
            }
        }
        for open in whole {
            changed |= self.visit(&open.whole(false, true))?;
            for Doubt { reason, .. } in self.sink.doubts() {
                reading.reader.remark_row(reason, Weight::Doubt, None);
            }
        }
        self.settle_row(changed);
        Ok(())
    }

    /// Counts a row that waits for nothing more.
    pub(super) fn settle_row(&mut self, changed: bool) {
        self.report.rows += 1;
        self.report.imported += u64::from(changed);
        self.report.unchanged += u64::from(!changed);
    }

    pub(super) fn join(
        &mut self,
        visit: PlannedVisit,
        who: String,
        place: Place,
        text: u64,
        changed: bool,
        reading: &mut Reading<'_>,
    ) {
        let has_lines = self.table.layout.columns.first(Field::LineAmount).is_some()
            || self.table.layout.columns.first(Field::UnitPrice).is_some()
            || place.of == Of::Above;
        let Some(open) = reading.open.of(place, &who) else {
            let mut open = Open::new(visit, who, text);
            open.rows = 1;
            open.changed_rows = u64::from(changed);
            return reading.open.insert(place.until, open);
        };
        open.rows += 1;
        open.changed_rows += u64::from(changed);
        let once = reading.once;
        let joined = open.join(visit, text, has_lines || !once);
        if let Some((first, other)) = joined.days_differ {
            reading.reader.remark_days(first, other);
        }
        if joined.totals_differ && reading.once {
            reading
                .reader
                .remark_row(Reason::TotalsDiffer, Weight::Doubt, None);
        }
        // Where each row has a price of its own, rows of one day are lines of one visit.
        let another = match joined.another {
            Another::No => false,
            Another::OwnTotal => !has_lines && !reading.once,
            Another::OwnReading => true,
        };
        if another && joined.repeats.is_none() {
            reading
                .reader
                .remark_row(Reason::SameDay, Weight::Doubt, None);
        }
        let doubt = match joined.repeats {
            Some(_) if has_lines => None,
            Some(line) if once => Some((Reason::RowRepeated, Some(line))),
            Some(line) => Some((Reason::LineTwice, Some(line))),
            // Equal amounts in a few visits may as well be the prices of their lines; in our own lists
            // the total is the visit's, and a discount lies between.
            None if once
                && joined.totals_agree
                && !self.table.layout.ours
                && !reading.groups.are_many() =>
            {
                Some((Reason::TotalOnce, None))
            }
            None => None,
        };
        if let Some((reason, line)) = doubt {
            reading.reader.remark_row(reason, Weight::Doubt, line);
        }
    }

    /// Hands over the visits of which every line was read.
    pub(super) fn close(&mut self, until: u64, reading: &mut Reading<'_>) -> Result<(), Refused> {
        for open in reading.open.take(until) {
            let (rows, changed_rows, flagged) = (open.rows, open.changed_rows, open.flagged);
            let by_number = self.table.survey.documents_are_sure();
            let visit = open.whole(reading.once, by_number);
            let changed = self.visit(&visit)?;
            self.doubted(&visit, flagged)?;
            self.report.rows += rows;
            self.report.imported += if changed { rows } else { changed_rows };
            self.report.unchanged += if changed { 0 } else { rows - changed_rows };
        }
        Ok(())
    }

    /// Tells at its last row what the receiver was unsure of; `flagged` says whether that row needs
    /// checking already.
    fn doubted(&mut self, visit: &PlannedVisit, flagged: bool) -> Result<(), Refused> {
        let doubts = self.sink.doubts();
        self.report.needs_checking += u64::from(!doubts.is_empty() && !flagged);
        for Doubt { reason, .. } in doubts {
            let found = Finding {
                sheet_no: self.table.sheet,
                line: visit.origin.lines.last().copied().unwrap_or_default(),
                ..finding(
                    self.table.file,
                    &self.table.sheet_name,
                    reason,
                    Level::Check,
                )
            };
            tell(found, self.report, self.sink)?;
        }
        Ok(())
    }

    pub(super) fn visit(&mut self, visit: &PlannedVisit) -> Result<bool, Refused> {
        let written = self.sink.visit(visit)?;
        count(self.report, written, true, |report| {
            &mut report.created.visits
        });
        Ok(written > Written::Unchanged)
    }
}

/// The whole row as a key, to know an exact repetition; running numbers do not count.
pub(super) fn row_text(record: &Record, table: &Table) -> u64 {
    let number = table.layout.columns.first(Field::RowNumber);
    let mut hasher = hasher();
    for (column, cell) in record.cells.iter().enumerate() {
        if Some(column) != number {
            cell.text().hash(&mut hasher);
        }
    }
    hasher.finish()
}
