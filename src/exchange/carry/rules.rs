//! Versions of the rules of the points: each row is one.

use super::{Carrier, Reading};
use crate::exchange::convert::Weight;
use crate::exchange::plan::{Doubt, Reason, Written};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::read::refusal::Refused;
use crate::exchange::tell::tell_row;

impl Carrier<'_> {
    /// A version that the book knows changes nothing; nor does one where it has rules of its own.
    pub(super) fn rule_row(
        &mut self,
        record: &Record,
        original: &[Cell],
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let rule = reading.reader.rule(record);
        let reader = &mut reading.reader;
        let rejected = rule.is_none();
        if let Some(rule) = rule {
            let written = self.sink.rule(&rule)?;
            for Doubt { reason, .. } in self.sink.doubts() {
                reader.remark_text(&rule.since.to_string(), reason, Weight::Doubt);
            }
            let taken = written > Written::Unchanged;
            self.report.created.rules += u64::from(taken);
            self.settle_row(taken);
        } else {
            reader.remark_row(Reason::NoRule, Weight::Unreadable, None);
        }
        let (table, report) = (self.table, &mut *self.report);
        let reader = &mut reading.reader;
        tell_row(reader, table, record, original, rejected, report, self.sink)?;
        Ok(())
    }
}
