//! Lines of a ledger of points: each row is one.

use super::rows::{Facts, has_identity};
use super::{Carrier, Reading};
use crate::exchange::convert::Weight;
use crate::exchange::plan::Reason;
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::read::refusal::Refused;
use crate::exchange::tell::{tell_row, without_identity};

impl Carrier<'_> {
    /// A line that the book knows changes nothing; another one comes with its customer.
    pub(super) fn points_row(
        &mut self,
        record: &Record,
        original: &[Cell],
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        if reading.reader.is_unwritten_lapse(record) {
            self.settle_row(false);
            let (table, report) = (self.table, &mut *self.report);
            let reader = &mut reading.reader;
            tell_row(reader, table, record, original, false, report, self.sink)?;
            return Ok(());
        }
        let origin = self.origin(record);
        let line = reading.reader.points_line(record, origin);
        let mut rejected = line.is_none() || reading.reader.is_rejected();
        if line.is_none() {
            let reader = &mut reading.reader;
            reader.remark_row(Reason::NoPointsLine, Weight::Unreadable, None);
        }
        if let Some(mut line) = line.filter(|_| !rejected) {
            if self.sink.knows_points(&line)? {
                self.settle_row(false);
            } else {
                let mut facts = Facts::of(reading.reader.customer(record));
                if has_identity(&facts, self.table) || self.is_numbered(&facts) {
                    let whose = self.customer(record, &mut facts, reading)?;
                    line.customer = whose.map(|(key, _)| key);
                    self.sink.points(&line)?;
                    self.report.created.points += 1;
                    self.settle_row(true);
                } else {
                    without_identity(&mut reading.reader);
                    rejected = true;
                }
            }
        }
        let (table, report) = (self.table, &mut *self.report);
        let reader = &mut reading.reader;
        tell_row(reader, table, record, original, rejected, report, self.sink)?;
        Ok(())
    }
}
