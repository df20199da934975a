//! Hostile files. Under `--strict` their manifest holds to the letter; by default nothing is
//! dropped and everything doubtful is flagged.

mod doubtful;
mod lenient;
mod manifest;
mod strict;
mod values;

use std::collections::BTreeSet;
use std::sync::mpsc;
use std::time::Duration;

use kenal::exchange::plan::{Level, Report};
use kenal::exchange::read::refusal::Refused;

use crate::book::Book;
use crate::case::Wrong;
use crate::options;
use manifest::{Case, path_of};

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
