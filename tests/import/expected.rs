//! Expected outcomes as they stand in TOML files, and holding an import against them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kenal::exchange::plan::{FileReport, PlannedStatus};
use kenal::exchange::read::refusal::Refused;
use serde::Deserialize;

use crate::book::Book;
use crate::case::Wrong;
use crate::options;

/// Cases of one file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expectations {
    case: Vec<Expected>,
}

impl Expectations {
    pub fn read(path: &Path) -> Vec<Expected> {
        let text = std::fs::read_to_string(path).expect("the expectations");
        let read: Self = toml::from_str(&text).expect("expectations");
        read.case
    }
}

/// A number that a rule decides, or the least and the most.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(untagged)]
enum Number {
    Exactly(i64),
    Between(i64, i64),
}

impl Number {
    fn holds(self, number: i64) -> bool {
        match self {
            Self::Exactly(wanted) => number == wanted,
            Self::Between(least, most) => (least..=most).contains(&number),
        }
    }
}

/// The outcome of importing some files together into an empty book.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub name: String,
    pub files: Vec<String>,
    pub why: String,
    encoding: Option<String>,
    delimiter: Option<String>,
    header_row: Option<u64>,
    exit: Option<i32>,
    rows: Option<Number>,
    rejected: Option<Number>,
    skipped: Option<Number>,
    needs_checking: Option<Number>,
    customers: Option<Number>,
    /// Customers who work for one of the others.
    employed: Option<Number>,
    vehicles: Option<Number>,
    owned: Option<Number>,
    visits: Option<Number>,
    visits_with_customer: Option<Number>,
    open: Option<Number>,
    cancelled: Option<Number>,
    total: Option<Number>,
    points: Option<Number>,
    #[serde(default)]
    told: BTreeMap<String, usize>,
    #[serde(default)]
    untouched: bool,
    refused: Option<String>,
    or_refused: Option<String>,
    /// Fields of customers, vehicles and visits that somebody looked up in the file.
    #[serde(default)]
    pub look: Vec<crate::shops::Look>,
}

impl Expected {
    /// Imports the files of the case out of a folder, and says what is not as it should be.
    pub fn check(&self, folder: &Path) -> Wrong {
        let paths: Vec<PathBuf> = self.files.iter().map(|file| folder.join(file)).collect();
        let mut book = Book::default();
        let report = match book.import(&paths, &options()) {
            Ok(report) => report,
            Err(Refused::File { refusal, .. }) => return self.check_refusal(refusal.code()),
            Err(other) => return vec![format!("refused: {other}")],
        };
        let mut wrong = book.faults.clone();
        if let Some(code) = &self.refused {
            wrong.push(format!("taken in, should be refused as {code}"));
        }
        for file in &report.files {
            self.check_reading(file, &mut wrong);
        }
        if self.exit.is_some_and(|exit| exit != report.exit_code()) {
            wrong.push(format!("exit code {}", report.exit_code()));
        }
        let sum = |of: fn(&FileReport) -> u64| -> i64 {
            let all: u64 = report.files.iter().map(of).sum();
            i64::try_from(all).expect("a number of rows")
        };
        self.check_numbers(&book, sum, &mut wrong);
        for (code, least) in &self.told {
            let times = book.found(code);
            if times < *least {
                wrong.push(format!(
                    "{code} told {times} times, should be {least} or more"
                ));
            }
        }
        wrong.extend(self.look.iter().flat_map(|look| look.check(&book)));
        wrong
    }

    fn check_refusal(&self, code: &str) -> Wrong {
        let may = [&self.refused, &self.or_refused];
        if may.into_iter().flatten().any(|may| may == code) {
            return Vec::new();
        }
        vec![format!("refused as {code}")]
    }

    fn check_reading(&self, file: &FileReport, wrong: &mut Wrong) {
        let said = [
            ("encoding", &self.encoding, &file.encoding),
            ("delimiter", &self.delimiter, &file.delimiter),
        ];
        for (what, should, is) in said {
            if should.as_ref().is_some_and(|should| should != is) {
                wrong.push(format!("{what} {is:?}"));
            }
        }
        if self.header_row.is_some_and(|row| row != file.header_row) {
            wrong.push(format!("header in row {}", file.header_row));
        }
    }

    fn check_numbers(
        &self,
        book: &Book,
        sum: impl Fn(fn(&FileReport) -> u64) -> i64,
        wrong: &mut Wrong,
    ) {
        let number = |n: usize| i64::try_from(n).expect("a small number");
        let visits = || book.visits.iter().map(|kept| &kept.record);
        let with_status = |status| number(visits().filter(|visit| visit.status == status).count());
        let attended = (0..book.visits.len()).filter(|visit| book.visitor(*visit).is_some());
        let employed = book.customers.iter();
        let employed = employed.filter(|kept| book.company_of(&kept.record).is_some());
        let owned = number(book.owners.iter().flatten().count());
        let total = visits().filter_map(|visit| visit.total).sum();
        let points = book
            .customers
            .iter()
            .filter_map(|kept| kept.record.points)
            .sum();
        let nothing = self.untouched.then_some(Number::Exactly(0));
        let numbers = [
            ("rows", self.rows, sum(|file| file.rows)),
            ("rejected", self.rejected, sum(|file| file.rejected)),
            ("skipped", self.skipped, sum(|file| file.skipped)),
            (
                "needs checking",
                self.needs_checking,
                sum(|file| file.needs_checking),
            ),
            (
                "customers",
                nothing.or(self.customers),
                number(book.customers.len()),
            ),
            (
                "vehicles",
                nothing.or(self.vehicles),
                number(book.vehicles.len()),
            ),
            (
                "customers of a company",
                self.employed,
                number(employed.count()),
            ),
            ("vehicles with an owner", self.owned, owned),
            ("visits", nothing.or(self.visits), number(book.visits.len())),
            (
                "visits with a customer",
                self.visits_with_customer,
                number(attended.count()),
            ),
            ("open visits", self.open, with_status(PlannedStatus::Open)),
            (
                "cancelled visits",
                self.cancelled,
                with_status(PlannedStatus::Cancelled),
            ),
            ("sum of totals", self.total, total),
            ("points", self.points, points),
        ];
        for (what, should, is) in numbers {
            if should.is_some_and(|should| !should.holds(is)) {
                wrong.push(format!("{what}: {is}, should be {should:?}"));
            }
        }
    }
}
