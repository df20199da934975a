//! What the import was unsure of, and which rows of the book it is about.
//!
//! A finding names a line of a file; a record names the lines it was made of. They are brought
//! together at the end, for either may come first.

use std::collections::HashMap;

use crate::domain::{CustomerId, VehicleId, VisitId};
use crate::exchange::plan::{Finding, Level, Origin};
use crate::store::{Load, NewRemark, RemarkId, StoreResult};

/// A line of a sheet of a file of the plan.
type Line = (usize, usize, u64);

/// The rows that a line became.
#[derive(Debug, Clone, Copy, Default)]
struct Became {
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
    visit: Option<VisitId>,
}

/// The remarks of one import.
pub(super) struct Remarks {
    files: Vec<String>,
    open: Vec<(RemarkId, Line)>,
    became: HashMap<Line, Became>,
}

impl Remarks {
    pub(super) fn new(files: Vec<String>) -> Self {
        Self {
            files,
            open: Vec::new(),
            became: HashMap::new(),
        }
    }

    /// Keeps what somebody should look at; notes and skipped rows are told in the report alone.
    pub(super) fn take(&mut self, load: &Load<'_>, finding: &Finding) -> StoreResult<()> {
        let rejected = finding.level == Level::Rejected;
        if !rejected && finding.level != Level::Check {
            return Ok(());
        }
        let file = self.files.get(finding.file).map_or("", String::as_str);
        let file = match finding.sheet.as_str() {
            "" => file.to_owned(),
            sheet => format!("{file}, {sheet}"),
        };
        let remark = load.remark(&NewRemark {
            file: &file,
            row: finding.line,
            column: &finding.column,
            value: &finding.value,
            code: finding.reason.code(),
            rejected,
        })?;
        if !rejected {
            self.open
                .push((remark, (finding.file, finding.sheet_no, finding.line)));
        }
        Ok(())
    }

    pub(super) fn customer(&mut self, origin: &Origin, id: CustomerId) {
        self.each(origin, |became| became.customer = Some(id));
    }

    pub(super) fn vehicle(&mut self, origin: &Origin, id: VehicleId, owner: Option<CustomerId>) {
        self.each(origin, |became| {
            became.vehicle = Some(id);
            became.customer = became.customer.or(owner);
        });
    }

    pub(super) fn visit(
        &mut self,
        origin: &Origin,
        id: VisitId,
        customer: Option<CustomerId>,
        vehicle: Option<VehicleId>,
    ) {
        self.each(origin, |became| {
            became.visit = Some(id);
            became.customer = became.customer.or(customer);
            became.vehicle = became.vehicle.or(vehicle);
        });
    }

    fn each(&mut self, origin: &Origin, say: impl Fn(&mut Became)) {
        for line in &origin.lines {
            say(self
                .became
                .entry((origin.file, origin.sheet, *line))
                .or_default());
        }
    }

    /// Tells the load what each remark is about.
    pub(super) fn connect(&mut self, load: &mut Load<'_>) -> StoreResult<()> {
        for (remark, line) in self.open.drain(..) {
            if let Some(became) = self.became.get(&line) {
                load.remark_is_about(remark, became.customer, became.vehicle, became.visit)?;
            }
        }
        Ok(())
    }
}
