//! What the import was unsure of, and which rows of the book it is about.
//!
//! A finding names a line of a file; a record names the lines it was made of. They are brought
//! together at the end, for either may come first.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash as _, Hasher as _};
use std::num::NonZeroU32;

use crate::domain::{CustomerId, RemarkId, VehicleId, VisitId};
use crate::exchange::plan::{Finding, Level, Origin};
use crate::exchange::table::hasher;
use crate::store::{Load, NewRemark, StoreResult};

/// A sheet of a file of the plan.
type Sheet = (usize, usize);

/// The rows that a line became. There are millions of lines, so an ID takes no more than it must:
/// one beyond 4,294,967,295 is not kept, and a remark is not connected with it.
#[derive(Debug, Clone, Copy, Default)]
struct Became {
    customer: Option<NonZeroU32>,
    vehicle: Option<NonZeroU32>,
    visit: Option<NonZeroU32>,
}

fn remark<'a>(file: &'a str, finding: &'a Finding, rejected: bool) -> NewRemark<'a> {
    NewRemark {
        file,
        row: finding.line,
        column: &finding.column,
        value: &finding.value,
        code: finding.reason.code(),
        rejected,
    }
}

fn key(remark: &NewRemark<'_>) -> u64 {
    let mut hasher = hasher();
    (remark.file, remark.row, remark.column).hash(&mut hasher);
    (remark.value, remark.code).hash(&mut hasher);
    hasher.finish()
}

/// The remarks of one import.
pub(super) struct Remarks {
    files: Vec<String>,
    /// What earlier imports have left in the book; read when it is asked for.
    before: Option<HashSet<u64>>,
    open: Vec<(RemarkId, Sheet, u64)>,
    /// By sheet, and there by line.
    became: HashMap<Sheet, Vec<Became>>,
}

impl Remarks {
    pub(super) fn new(files: Vec<String>) -> Self {
        Self {
            files,
            before: None,
            open: Vec::new(),
            became: HashMap::new(),
        }
    }

    /// The name of a file of the plan.
    pub(super) fn file(&self, number: usize) -> &str {
        self.files.get(number).map_or("", String::as_str)
    }

    /// Whether an earlier import has left the same remark about the same row in the book.
    pub(super) fn knows(&mut self, load: &Load<'_>, finding: &Finding) -> StoreResult<bool> {
        if self.before.is_none() {
            let mut before = HashSet::new();
            load.earlier_remarks(|remark| {
                before.insert(key(remark));
            })?;
            self.before = Some(before);
        }
        let file = self.place(finding);
        let key = key(&remark(&file, finding, false));
        Ok(self
            .before
            .as_ref()
            .is_some_and(|before| before.contains(&key)))
    }

    /// The file of a finding, with its sheet.
    fn place(&self, finding: &Finding) -> String {
        let file = self.file(finding.file);
        match finding.sheet.as_str() {
            "" => file.to_owned(),
            sheet => format!("{file}, {sheet}"),
        }
    }

    /// Keeps what somebody should look at; notes and skipped rows are told in the report alone.
    pub(super) fn take(&mut self, load: &Load<'_>, finding: &Finding) -> StoreResult<()> {
        let rejected = finding.level == Level::Rejected;
        if !rejected && finding.level != Level::Check {
            return Ok(());
        }
        let file = self.place(finding);
        let remark = load.remark(&remark(&file, finding, rejected))?;
        if !rejected {
            self.open
                .push((remark, (finding.file, finding.sheet_no), finding.line));
        }
        Ok(())
    }

    pub(super) fn customer(&mut self, origin: &Origin, id: CustomerId) {
        self.each(origin, |became| became.customer = short(id.0));
    }

    pub(super) fn vehicle(&mut self, origin: &Origin, id: VehicleId, owner: Option<CustomerId>) {
        let owner = owner.and_then(|id| short(id.0));
        self.each(origin, |became| {
            became.vehicle = short(id.0);
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
        let customer = customer.and_then(|id| short(id.0));
        let vehicle = vehicle.and_then(|id| short(id.0));
        self.each(origin, |became| {
            became.visit = short(id.0);
            became.customer = became.customer.or(customer);
            became.vehicle = became.vehicle.or(vehicle);
        });
    }

    fn each(&mut self, origin: &Origin, say: impl Fn(&mut Became)) {
        let sheet = self.became.entry((origin.file, origin.sheet)).or_default();
        for line in &origin.lines {
            let at = place(*line);
            if sheet.len() <= at {
                sheet.resize(at + 1, Became::default());
            }
            if let Some(became) = sheet.get_mut(at) {
                say(became);
            }
        }
    }

    /// Tells the load what each remark is about.
    pub(super) fn connect(&mut self, load: &mut Load<'_>) -> StoreResult<()> {
        for (remark, sheet, line) in self.open.drain(..) {
            let lines = self.became.get(&sheet);
            let Some(became) = lines.and_then(|lines| lines.get(place(line))) else {
                continue;
            };
            let [customer, vehicle, visit] =
                [became.customer, became.vehicle, became.visit].map(|id| id.map(long));
            if customer.or(vehicle).or(visit).is_some() {
                load.remark_is_about(
                    remark,
                    customer.map(CustomerId),
                    vehicle.map(VehicleId),
                    visit.map(VisitId),
                )?;
            }
        }
        Ok(())
    }
}

fn short(id: i64) -> Option<NonZeroU32> {
    NonZeroU32::new(u32::try_from(id).ok()?)
}

fn long(id: NonZeroU32) -> i64 {
    id.get().into()
}

/// The place of a line in the list of its sheet.
fn place(line: u64) -> usize {
    usize::try_from(line).unwrap_or_default()
}
