//! The way in: from paths to a plan that a receiver carries out.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::plan::{FileReport, Report, Sink};
use super::read::Source;
use super::read::refusal::Refused;

/// What the person asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Reject a row with any unreadable value instead of taking it in flagged.
    pub strict: bool,
    /// What the files hold.
    pub kind: Kind,
    /// Only this sheet of a workbook.
    pub sheet: Option<String>,
    /// Headers and the stable field names the person wants for them; `-` leaves a column out.
    pub map: BTreeMap<String, String>,
    /// The shop's today.
    pub today: NaiveDate,
    /// ISO 4217 code of the shop's currency.
    pub currency: String,
    /// ISO 3166 code of the shop's country, for phones, plates and the order of day and month.
    pub country: String,
    /// The program that reads workbooks when run with `READ_WORKBOOK`: our own. `None` reads them
    /// in this process, which only tests of the library should do.
    pub reader: Option<PathBuf>,
}

impl Options {
    /// A lenient import into an Indonesian shop.
    pub fn new(today: NaiveDate) -> Self {
        Self {
            strict: false,
            kind: Kind::Auto,
            sheet: None,
            map: BTreeMap::new(),
            today,
            currency: "IDR".to_owned(),
            country: "ID".to_owned(),
            reader: None,
        }
    }
}

/// What a file holds. Anything but `Auto` was asked for, and then lists that kenal would leave
/// alone (stock, receipts) come in too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// Whatever the columns say.
    #[default]
    Auto,
    /// Customers; dates and amounts make no visits.
    Customers,
    /// Vehicles; dates and amounts make no visits.
    Vehicles,
    /// Visits.
    Visits,
}

/// Watches an import and may stop it.
pub trait Progress {
    /// Called every few hundred rows with bytes (or rows) done and to do. Breaking stops the
    /// import with `Refused::Cancelled`.
    fn tick(&mut self, done: u64, total: u64) -> ControlFlow<()>;
}

/// Nobody watches.
impl Progress for () {
    fn tick(&mut self, _done: u64, _total: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// Brings files in: all of one call form one plan. A refused file refuses the whole call before
/// the sink hears of anything. Customers come before the vehicles and visits that refer to them.
///
/// # Errors
/// [`Refused`] when a file is not taken, when `progress` stops the import, or when the sink fails;
/// in the last two cases the sink has heard a part of the plan and must forget it.
pub fn run(
    paths: &[PathBuf],
    options: &Options,
    sink: &mut dyn Sink,
    progress: &mut dyn Progress,
) -> Result<Report, Refused> {
    let _ = (sink, progress);
    let mut report = Report::default();
    for path in paths {
        Source::open(path, options.reader.as_deref(), &|_| false)?;
        report.files.push(FileReport {
            path: path.display().to_string(),
            ..FileReport::default()
        });
    }
    Ok(report)
}
