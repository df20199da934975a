//! `kenal check`: whether everything in the book agrees.

use super::args::Check;
use super::exit::{Ended, Exit, Failing};
use super::progress::Progress;
use super::session::Session;
use super::{facts, json};
use crate::kit::Fact;
use crate::store::{Access, Examined, Part, Problem, StoreError};
use crate::text::{Lang, Say, say};

pub(super) fn run(session: &mut Session, args: &Check) -> Ended {
    let mut store = session.open(Access::Read)?;
    let lang = session.lang();
    let what = Say::CheckUnderWay.in_(lang);
    let progress = Progress::start(&session.out, what, lang)
        .map_err(|error| session.failing(&StoreError::Io(error.to_string())))?;
    let found = store.examine(progress.under_way(what));
    let found = found.map_err(|error| progress.by_signal(session.failing(&error)))?;
    drop(progress);
    if args.json {
        let info = store.info().map_err(|error| session.failing(&error))?;
        let file = store.path().display().to_string();
        let version = info.schema_version;
        session
            .out
            .json(&json::Checked::new(&file, version, &found))?;
    } else {
        let parts: Vec<_> = Part::ALL
            .iter()
            .map(|part| of(*part, &found, lang))
            .collect();
        facts::print(&mut session.out, &parts)?;
    }
    if found.is_sound() {
        session.out.finish()?;
        session.out.note(Say::CheckSound.in_(lang));
        return Ok(Exit::Done);
    }
    let lines = found.problems.iter().map(|problem| told(problem, lang));
    let failing = Failing::said(Exit::Refused, lang, Say::CheckFound, Say::CheckHint);
    Err(failing.with_lines(lines.collect()))
}

fn name(part: Part) -> Say {
    match part {
        Part::Integrity => Say::CheckIntegrity,
        Part::ForeignKeys => Say::CheckForeignKeys,
        Part::Ledger => Say::CheckLedger,
        Part::Summaries => Say::CheckSummaries,
        Part::SearchIndex => Say::CheckSearchIndex,
    }
}

fn of(part: Part, found: &Examined, lang: Lang) -> Fact {
    let problems = found.problems.iter().filter(|problem| problem.part == part);
    let text = match found.of(part) {
        None => Say::CheckNotLooked.in_(lang).to_owned(),
        Some(true) => Say::CheckRight.in_(lang).to_owned(),
        Some(false) => say::check_wrong(lang, problems.count() as u64),
    };
    Fact::new(name(part).in_(lang), text)
}

/// A problem in words; what SQLite says stays as it is.
fn told(problem: &Problem, lang: Lang) -> String {
    let what = match problem.what.as_str() {
        "sum" => Say::CheckLedgerSum.in_(lang),
        "overdrawn" => Say::CheckLedgerOverdrawn.in_(lang),
        "draws" => Say::CheckLedgerDraws.in_(lang),
        "welcome" => Say::CheckLedgerWelcome.in_(lang),
        "lots" => Say::CheckLedgerLots.in_(lang),
        "day" => Say::CheckLedgerDay.in_(lang),
        "redeemed" => Say::CheckLedgerRedeemed.in_(lang),
        "award" => Say::CheckLedgerAward.in_(lang),
        "referral" => Say::CheckLedgerReferral.in_(lang),
        "visit" => Say::CheckLedgerVisit.in_(lang),
        "summary" => Say::CheckSummary.in_(lang),
        other => other,
    };
    let part = name(problem.part).in_(lang);
    match problem.about.as_str() {
        "" => format!("{part}: {what}"),
        about => format!("{part}, {about}: {what}"),
    }
}
