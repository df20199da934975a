//! Under `--strict`: to the letter.

use kenal::exchange::plan::Level;

use super::manifest::{Case, cases};
use super::values::values;
use super::{differs, import, refused, told};
use crate::case::{Wrong, hold};

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

#[test]
fn hostile_files_do_under_strict_what_their_manifest_says() {
    let one = |case: Case| (case.id.clone(), Box::new(move || check_strict(&case)) as _);
    hold("strict", cases().into_iter().map(one).collect());
}
