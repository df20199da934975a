//! By default: nothing is dropped, and everything doubtful is flagged.

use std::collections::BTreeSet;

use kenal::exchange::plan::Level;

use super::manifest::{Case, cases};
use super::values::values;
use super::{differs, import, refused, told};
use crate::case::{Wrong, hold};

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
