//! What concerns a table as a whole.

use super::Carrier;
use crate::exchange::import::CARRYING;
use crate::exchange::plan::{Finding, Level, Reason};
use crate::exchange::read::Source;
use crate::exchange::read::cell::Record;
use crate::exchange::read::encoding::Encoding;
use crate::exchange::read::refusal::Refused;
use crate::exchange::recognise::Content;
use crate::exchange::rejected::reject_again;
use crate::exchange::table::RowKind;
use crate::exchange::tables::{Meter, TICK};
use crate::exchange::tell::{finding, tell, tell_skipped};

impl Carrier<'_> {
    /// Tells what concerns the table as a whole, and counts its rows as passed over when it is a
    /// list that makes no customers.
    pub(crate) fn introduce(&mut self) -> Result<(), Refused> {
        let layout = &self.table.layout;
        let mut about = Vec::new();
        for &column in &layout.columns.sensitive {
            let name = layout.names.get(column).map_or("", |name| name.trim());
            about.push((Reason::SensitiveLeftOut, Level::Note, name.to_owned()));
        }
        let guessed = matches!(
            &self.file.source,
            Source::Text {
                encoding: Encoding::Windows1252,
                ..
            }
        );
        if guessed {
            about.push((Reason::EncodingGuessed, Level::Note, String::new()));
        }
        if layout.header_row == 0 {
            about.push((Reason::NoHeader, Level::Check, String::new()));
        }
        match layout.content {
            Content::StockList => about.push((Reason::StockList, Level::Check, String::new())),
            Content::CashLog => about.push((Reason::CashLog, Level::Check, String::new())),
            Content::Visits if self.table.survey.fills_down() => {
                about.push((Reason::DateFilledDown, Level::Note, String::new()));
            }
            _ => {}
        }
        for (reason, level, column) in about {
            let finding = finding(self.table.file, &self.table.sheet_name, reason, level);
            tell(Finding { column, ..finding }, self.report, self.sink)?;
        }
        Ok(())
    }

    /// Turns away every row of a list that makes no customers, and says so of each.
    pub(crate) fn turn_away(&mut self, meter: &mut Meter<'_>) -> Result<(), Refused> {
        let reason = match self.table.layout.content {
            Content::StockList => Reason::StockList,
            Content::CashLog => Reason::CashLog,
            _ => Reason::AnotherTable,
        };
        let size = self.file.source.size(self.table.sheet);
        meter.finish(size);
        let mut walk = self.walk()?;
        let mut record = Record::default();
        let mut rows = 0;
        while let Some(kind) = walk.next(&mut record).map_err(|error| self.failed(error))? {
            rows += 1;
            self.report.skipped += walk.take_blanks();
            if kind == RowKind::Rejected {
                reject_again(self.table, &record, self.report, self.sink)?;
            } else if let RowKind::Data(_) | RowKind::Foreign = kind {
                self.report.rows += 1;
                self.report.rejected += 1;
                let (level, table) = (Level::Rejected, self.table);
                tell_skipped(table, &record, reason, level, self.report, self.sink)?;
            } else {
                self.report.skipped += 1;
            }
            if rows % TICK == 0 {
                meter.tick(walk.done(rows) * CARRYING)?;
            }
        }
        meter.finish(size * CARRYING);
        Ok(())
    }
}
