//! Hostile files. Under `--strict` their manifest holds to the letter; by default nothing is
//! dropped and everything doubtful is flagged.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use kenal::exchange::plan::{Level, Report};
use kenal::exchange::read::refusal::Refused;
use serde::Deserialize;

use crate::book::Book;
use crate::case::{Check, Wrong, hold};
use crate::{here, options};

#[derive(Deserialize)]
struct Manifest {
    cases: Vec<Case>,
}

#[derive(Clone, Deserialize)]
struct Case {
    id: String,
    file: String,
    expect: Expect,
}

#[derive(Clone, Deserialize)]
struct Expect {
    result: String,
    file_reason: Option<String>,
    line: Option<u64>,
    encoding: Option<String>,
    delimiter_or_sheet: Option<String>,
    rows_accepted: u64,
    #[serde(default)]
    rows_rejected: u64,
    #[serde(default)]
    rejected: Vec<Rejected>,
    warnings: Option<Vec<Warning>>,
    #[serde(default)]
    values: Vec<serde_json::Map<String, serde_json::Value>>,
}

#[derive(Clone, Deserialize)]
struct Rejected {
    line: u64,
    reason: String,
    same_as_line: Option<u64>,
}

#[derive(Clone, Deserialize)]
struct Warning {
    line: u64,
    code: String,
}

fn cases() -> Vec<Case> {
    let text = fs::read_to_string(here("nasty/manifest.json")).expect("the manifest");
    let manifest: Manifest = serde_json::from_str(&text).expect("a manifest");
    assert_eq!(manifest.cases.len(), 60);
    manifest.cases
}

/// The file of a case, made here when it is too big to keep or no file at all.
fn path_of(case: &Case, scratch: &tempfile::TempDir) -> PathBuf {
    let made = scratch.path().join(&case.file);
    match case.id.as_str() {
        "C48" => fs::write(&made, "a".repeat(2_000_000)).expect("a huge line"),
        #[cfg(unix)]
        "C55" => {
            let status = std::process::Command::new("mkfifo").arg(&made).status();
            assert!(status.is_ok_and(|status| status.success()), "mkfifo");
        }
        #[cfg(unix)]
        "C56" => std::os::unix::fs::symlink("/dev/zero", &made).expect("a link"),
        _ => return here("nasty").join(&case.file),
    }
    made
}

/// The import, or a complaint when it does not come back: a pipe must not block for ever.
fn import(case: &Case, strict: bool) -> Result<(Book, Result<Report, Refused>), String> {
    let case = case.clone();
    let (done, wait) = mpsc::channel();
    std::thread::spawn(move || {
        let scratch = tempfile::tempdir().expect("a folder");
        let path = path_of(&case, &scratch);
        let mut options = options();
        options.strict = strict;
        let mut book = Book::default();
        let result = book.import(&[path], &options);
        let _ = done.send((book, result));
    });
    let far_beyond_any_slowness = Duration::from_mins(5);
    wait.recv_timeout(far_beyond_any_slowness)
        .map_err(|_| "it does not come back, or panics".to_owned())
}

fn refused(case: &Case, refused: &Refused) -> Wrong {
    let expect = &case.expect;
    let Refused::File { refusal, .. } = refused else {
        return vec![format!("refused as {refused}")];
    };
    let mut wrong = Vec::new();
    let reason = expect.file_reason.clone().unwrap_or_default();
    differs(&mut wrong, "reason", refusal.code(), reason.as_str());
    let exit = if reason == "not_a_regular_file" {
        66
    } else {
        65
    };
    differs(&mut wrong, "exit code", refusal.exit_code(), exit);
    // C12 names its line in the note only.
    let line = if case.id == "C12" {
        Some(3)
    } else {
        expect.line
    };
    if line.is_some() {
        differs(&mut wrong, "line", refusal.line(), line);
    }
    wrong
}

fn differs<T: PartialEq + std::fmt::Debug>(wrong: &mut Wrong, what: &str, is: T, should: T) {
    if is != should {
        wrong.push(format!("{what}: {is:?}, should be {should:?}"));
    }
}

/// Line and code of the findings of some levels, each once.
fn told(book: &Book, levels: &[Level]) -> BTreeSet<(u64, String)> {
    let wanted = book.findings.iter().filter(|f| levels.contains(&f.level));
    wanted
        .map(|f| (f.line, f.reason.code().to_owned()))
        .collect()
}

fn check_strict(case: &Case) -> Wrong {
    let (book, result) = match import(case, true) {
        Ok(done) => done,
        Err(complaint) => return vec![complaint],
    };
    let expect = &case.expect;
    let mut wrong = book.faults.clone();
    let report = match (&result, expect.result.as_str()) {
        (Err(error), "file_rejected") => return refused(case, error),
        (Ok(report), "ok") => report,
        (result, _) => return vec![format!("should be {}, is {result:?}", expect.result)],
    };
    let file = &report.files[0];
    let encoding = expect.encoding.as_deref().unwrap_or_default();
    let encoding = if encoding == "xlsx" {
        "workbook"
    } else {
        encoding
    };
    differs(&mut wrong, "encoding", file.encoding.as_str(), encoding);
    let delimiter = expect.delimiter_or_sheet.as_deref().unwrap_or_default();
    differs(
        &mut wrong,
        "delimiter or sheet",
        file.delimiter.as_str(),
        delimiter,
    );
    differs(&mut wrong, "rejected", file.rejected, expect.rows_rejected);
    let accepted = file.imported + file.unchanged;
    differs(&mut wrong, "accepted", accepted, expect.rows_accepted);
    let rejected = expect
        .rejected
        .iter()
        .map(|r| (r.line, r.reason.clone()))
        .collect();
    differs(
        &mut wrong,
        "rejected",
        told(&book, &[Level::Rejected]),
        rejected,
    );
    for row in expect
        .rejected
        .iter()
        .filter(|row| row.same_as_line.is_some())
    {
        let is_it =
            |f: &&kenal::exchange::plan::Finding| f.line == row.line && f.level == Level::Rejected;
        let same = book
            .findings
            .iter()
            .find(is_it)
            .and_then(|f| f.same_as_line);
        differs(
            &mut wrong,
            "the line that it repeats",
            same,
            row.same_as_line,
        );
    }
    if let Some(warnings) = &expect.warnings {
        let mut is = told(&book, &[Level::Note, Level::Check, Level::Skipped]);
        is.retain(|(_, code)| code != "blank_row");
        if case.id == "X02" {
            // A note of the manifest: told when the reader does not see the cell's format.
            is.remove(&(4, "leading_zero_restored".to_owned()));
        }
        let should = warnings.iter().map(|w| (w.line, w.code.clone())).collect();
        differs(&mut wrong, "warnings", is, should);
    }
    wrong.extend(values(case, &book));
    differs(
        &mut wrong,
        "exit code",
        report.exit_code(),
        i32::from(expect.rows_rejected > 0),
    );
    wrong
}

/// The values that the manifest names, where the book has them.
fn values(case: &Case, book: &Book) -> Wrong {
    let mut wrong = Vec::new();
    for wanted in &case.expect.values {
        let line = wanted["line"].as_u64().expect("a line");
        let customers = book.customers_of_line(line);
        let Some(customer) = customers.first() else {
            wrong.push(format!("line {line}: no customer"));
            continue;
        };
        let vehicle = book.vehicles_of_line(line).first().copied();
        let phone = customer.phones.first();
        let text = |text: &str| serde_json::Value::from(text);
        for (field, should) in wanted.iter().filter(|(field, _)| *field != "line") {
            let is = match field.as_str() {
                "name" => text(&customer.name),
                "note" => text(&customer.note),
                "phone" => phone.map(|phone| phone.raw.as_str()).into(),
                "phone_norm" => phone.and_then(|phone| phone.e164.as_deref()).into(),
                "plate" => vehicle.map(|vehicle| vehicle.plate.as_str()).into(),
                "plate_norm" => vehicle.map(|vehicle| vehicle.plate_key.as_str()).into(),
                "points" => customer.points.into(),
                "spent" => customer.spent.into(),
                "birthday" => birthday(customer).into(),
                _ => panic!("the manifest asks for {field}"),
            };
            differs(
                &mut wrong,
                &format!("line {line}, {field}"),
                is,
                should.clone(),
            );
        }
    }
    wrong
}

/// `1990-05-17`, or `--05-17` when nobody wrote a year.
fn birthday(customer: &kenal::exchange::plan::PlannedCustomer) -> Option<String> {
    let birthday = customer.birthday?;
    let year = birthday
        .year
        .map_or("-".to_owned(), |year| format!("{year:04}"));
    Some(format!("{year}-{:02}-{:02}", birthday.month, birthday.day))
}

#[test]
fn hostile_files_do_under_strict_what_their_manifest_says() {
    let one = |case: Case| (case.id.clone(), Box::new(move || check_strict(&case)) as _);
    hold("strict", cases().into_iter().map(one).collect());
}

/// Where the lenient outcome is another than the general rule of [`check_lenient`] gives.
struct Exception {
    id: &'static str,
    /// Data rows.
    rows: u64,
    /// Rows that do not come in even so.
    rejected: &'static [(u64, &'static str)],
    /// Findings that need checking; a row may carry more.
    check: &'static [(u64, &'static str)],
    /// Customers at least and at most.
    customers: (u64, u64),
    why: &'static str,
}

const EXCEPTIONS: &[Exception] = &[
    Exception {
        id: "C22",
        rows: 3,
        rejected: &[],
        check: &[(4, "duplicate_in_file")],
        customers: (2, 2),
        why: "the same phone and the same name key are one customer, told; the same phone under \
              another name is a household, two customers and a suggestion, never a silent merge",
    },
    Exception {
        id: "C29",
        rows: 1,
        rejected: &[],
        check: &[],
        customers: (1, 1),
        why: "a totals row is skipped and no data row; only --strict lists it as rejected",
    },
    Exception {
        id: "C31",
        rows: 2,
        rejected: &[],
        check: &[],
        customers: (2, 2),
        why: "a missing header is recognised by content: a name and a phone are two columns",
    },
    Exception {
        id: "C32",
        rows: 1,
        rejected: &[],
        check: &[],
        customers: (1, 1),
        why: "a repeated header is taken leftmost first, the rest as further values",
    },
];

fn check_lenient(case: &Case) -> Wrong {
    let (book, result) = match import(case, false) {
        Ok(done) => done,
        Err(complaint) => return vec![complaint],
    };
    let expect = &case.expect;
    let exception = EXCEPTIONS.iter().find(|exception| exception.id == case.id);
    let report = match (&result, expect.result.as_str()) {
        (Err(error), "file_rejected") if exception.is_none() => return refused(case, error),
        (Ok(report), "ok") => report,
        (Ok(report), _) if exception.is_some() => report,
        (result, _) => return vec![format!("should be {}, is {result:?}", expect.result)],
    };
    let mut wrong = book.faults.clone();
    let file = &report.files[0];
    // Every row has a name, so every row that --strict rejects comes in, flagged for the same reason.
    let rows = exception.map_or(expect.rows_accepted + expect.rows_rejected, |e| e.rows);
    differs(&mut wrong, "rows", file.rows, rows);
    let rejected = exception.map_or(&[] as &[_], |e| e.rejected);
    let owned = |list: &[(u64, &str)]| -> BTreeSet<_> {
        list.iter()
            .map(|(line, code)| (*line, (*code).to_owned()))
            .collect()
    };
    differs(
        &mut wrong,
        "rejected",
        told(&book, &[Level::Rejected]),
        owned(rejected),
    );
    let flagged = told(&book, &[Level::Check]);
    let should = exception.map_or_else(
        || {
            expect
                .rejected
                .iter()
                .map(|r| (r.line, r.reason.clone()))
                .collect()
        },
        |e| owned(e.check),
    );
    let missing: Vec<_> = should.difference(&flagged).collect();
    if !missing.is_empty() {
        wrong.push(format!("not flagged: {missing:?}; flagged: {flagged:?}"));
    }
    let warned: BTreeSet<_> = expect
        .warnings
        .iter()
        .flatten()
        .map(|w| (w.line, w.code.clone()))
        .collect();
    let all = told(&book, &[Level::Note, Level::Check, Level::Skipped]);
    let untold: Vec<_> = warned.difference(&all).collect();
    if !untold.is_empty() {
        wrong.push(format!("not told: {untold:?}; told: {all:?}"));
    }
    let customers = book.customers.len() as u64;
    let (least, most) = exception.map_or((rows, rows), |e| e.customers);
    if !(least..=most).contains(&customers) {
        let why = exception.map_or("each row its own", |e| e.why);
        wrong.push(format!(
            "{customers} customers, should be {least} to {most}: {why}"
        ));
    }
    wrong.extend(values(case, &book));
    // Whether a doubt about the whole file counts is not decided.
    let rows_only = flagged.iter().any(|(line, _)| *line > 0);
    if rows_only || flagged.is_empty() {
        differs(
            &mut wrong,
            "exit code",
            report.exit_code(),
            i32::from(rows_only),
        );
    }
    wrong
}

#[test]
fn hostile_files_lose_nothing_by_default_and_what_is_doubtful_is_flagged() {
    let one = |case: Case| (case.id.clone(), Box::new(move || check_lenient(&case)) as _);
    hold("lenient", cases().into_iter().map(one).collect());
}

#[test]
fn what_lenient_reads_out_of_doubtful_values_is_what_the_policy_says() {
    let customer = |file: &'static str, line: u64| {
        let mut book = Book::default();
        book.import(&[here("nasty").join(file)], &options())
            .expect("taken in");
        book.customers_of_line(line)
            .first()
            .copied()
            .cloned()
            .expect("a customer")
    };
    let phones = move |file, line| -> Vec<Option<String>> {
        customer(file, line)
            .phones
            .into_iter()
            .map(|phone| phone.e164)
            .collect()
    };
    let number = |text: &str| Some(text.to_owned());
    let check = move |is: bool, what: &str| if is { vec![] } else { vec![what.to_owned()] };
    let cases: Vec<(&str, Check)> = vec![
        (
            "two phones in a cell are two phones",
            Box::new(move || {
                let is = phones("c21_phone_bad.csv", 2);
                check(
                    is == [number("+6281200000026"), number("+6285700000026")],
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "a repeated header gives a second phone",
            Box::new(move || {
                let is = phones("c32_duplicate_header.csv", 2);
                check(
                    is == [number("+6281200000055"), number("+6281200000056")],
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "digits that a spreadsheet destroyed are not invented",
            Box::new(move || {
                let is = customer("c17_phone_scientific.csv", 2);
                let raw = is.phones.first().map(|phone| phone.raw.as_str());
                let kept = raw.is_none_or(|raw| raw == "6.28123E+12");
                check(
                    kept && is.phones.iter().all(|phone| phone.e164.is_none()),
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "a serial in a column of dates is a date",
            Box::new(move || {
                let is = customer("c25_dates.csv", 9);
                check(
                    birthday(&is).as_deref() == Some("1990-01-01"),
                    &format!("{is:?}"),
                )
            }),
        ),
        (
            "an impossible day is no birthday",
            Box::new(move || {
                let is: Vec<_> = [3, 4, 11, 12, 16, 18]
                    .map(|line| birthday(&customer("c25_dates.csv", line)))
                    .into_iter()
                    .flatten()
                    .collect();
                check(is.is_empty(), &format!("{is:?}"))
            }),
        ),
        (
            "a serial in a spreadsheet cell is a date",
            Box::new(move || {
                let is = customer("x05_dates_1900.xlsx", 6);
                check(
                    birthday(&is).as_deref() == Some("1990-05-17"),
                    &format!("{is:?}"),
                )
            }),
        ),
    ];
    hold(
        "doubtful",
        cases
            .into_iter()
            .map(|(name, check)| (name.to_owned(), check))
            .collect(),
    );
}
