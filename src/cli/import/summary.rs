//! What an import did, for people: file by file, reasons with their first rows.

use std::collections::BTreeMap;

use super::{Done, rejects};
use crate::cli::exit::Ended;
use crate::cli::output::Output;
use crate::cli::session::Session;
use crate::exchange::plan::{FileReport, Finding, Level, Reason};
use crate::kit::width::{fit, wrap};
use crate::look::Role;
use crate::screens::sheet::Wording;
use crate::screens::sheet::points::below;
use crate::text::{Lang, Say, count, say};

/// Rows that are named for each reason; the others are counted.
const ROWS: usize = 5;

/// Columns that a value may take; of a longer one the beginning is shown.
const VALUE: u16 = 40;

/// Prints the summary.
///
/// # Errors
/// When nobody reads.
pub(super) fn print(
    session: &mut Session,
    done: &Done,
    dry_run: bool,
    wording: Wording<'_>,
) -> Ended<()> {
    let lang = session.lang();
    for (at, file) in done.report.files.iter().enumerate() {
        one(&mut session.out, file, wording)?;
        let paths = done.rejects.get(at).into_iter().flatten();
        let paths: Vec<String> = paths.map(|path| path.display().to_string()).collect();
        if !paths.is_empty() {
            let text = match file.kind.as_str() {
                "none" => say::import_rejects_of_no_kind(lang, paths.join(", ")),
                _ => say::import_rejects_in(lang, paths.join(", ")),
            };
            paragraph(&mut session.out, &text, 2, Role::Attention)?;
        }
    }
    let unsure = done.report.files.iter().any(|file| file.needs_checking > 0);
    if unsure && done.batch.is_some() {
        let text = say::import_to_check_where(lang, Say::CardCheck.in_(lang));
        paragraph(&mut session.out, &text, 0, Role::Normal)?;
    }
    if done.waited > 0 {
        let text = say::import_points_came(lang, done.waited);
        paragraph(&mut session.out, &text, 0, Role::Normal)?;
    }
    // A few are told by their names, many as so many.
    let together = if done.owing.len() <= ROWS {
        1
    } else {
        done.owing.len()
    };
    let owing = done.owing.chunks(together);
    for text in owing.filter_map(|owing| below(owing, lang)) {
        paragraph(&mut session.out, &text, 0, Role::Attention)?;
    }
    let last = match done.batch {
        _ if dry_run => Say::ImportDryRun.in_(lang).to_owned(),
        Some(batch) => say::import_batch(lang, batch.0),
        None => nothing_came(done).in_(lang).to_owned(),
    };
    paragraph(&mut session.out, &last, 0, Role::Strong)
}

/// Why there is no batch.
fn nothing_came(done: &Done) -> Say {
    let sum = |count: fn(&FileReport) -> u64| done.report.files.iter().map(count).sum::<u64>();
    match (sum(|file| file.unchanged), sum(|file| file.rejected)) {
        (0, 0) => Say::ImportNothingThere,
        (0, _) => Say::ImportAllRejected,
        (_, 0) => Say::ImportNothingNew,
        _ => Say::ImportRestKnown,
    }
}

fn one(out: &mut Output, file: &FileReport, wording: Wording<'_>) -> Ended<()> {
    let lang = wording.lang;
    let kind = match file.kind.as_str() {
        "customers" => Say::ImportKindCustomers,
        "vehicles" => Say::ImportKindVehicles,
        "visits" => Say::ImportKindVisits,
        "points" => Say::ImportKindPoints,
        "rules" => Say::ImportKindRules,
        _ => Say::ImportKindNone,
    };
    let head = format!(": {}, {}", kind.in_(lang), say::word_rows(lang, file.rows));
    out.spans(&[(&file.path, Role::Strong), (&head, Role::Normal)])?;
    columns(out, file, lang)?;
    about_the_file(out, file, lang)?;
    let came = say::import_counts(
        lang,
        count(lang, file.imported),
        count(lang, file.unchanged),
        count(lang, file.rejected),
        count(lang, file.skipped),
    );
    paragraph(out, &came, 2, Role::Normal)?;
    paragraph(out, &created(file, wording), 2, Role::Normal)?;
    if file.kind == "points" && file.unchanged > 0 {
        let known = say::import_known_points(lang, count(lang, file.unchanged));
        paragraph(out, &known, 2, Role::Normal)?;
    }
    findings(
        out,
        file,
        Level::Check,
        &say::import_to_check(lang, file.needs_checking),
        lang,
    )?;
    findings(
        out,
        file,
        Level::Rejected,
        &say::import_rejected(lang, file.rejected),
        lang,
    )
}

/// What is new in the book.
fn created(file: &FileReport, wording: Wording<'_>) -> String {
    let lang = wording.lang;
    let made = &file.created;
    if file.kind == "rules" {
        return say::import_created_rules(lang, made.rules);
    }
    let customers = say::word_customers(lang, made.customers);
    if file.kind == "points" {
        let lines = say::word_lines(lang, made.points);
        return say::import_created_points(lang, lines, customers);
    }
    say::import_created(
        lang,
        customers,
        wording.counted_assets(made.vehicles),
        say::word_visits(lang, made.visits),
        count(lang, file.updated),
    )
}

/// What was understood of the columns, and what was left out.
fn columns(out: &mut Output, file: &FileReport, lang: Lang) -> Ended<()> {
    let symbols = out.symbols();
    let understood: Vec<String> = file
        .mapping
        .iter()
        .map(|(header, field)| format!("{header} {} {field}", symbols.arrow))
        .collect();
    for (say, list) in [
        (Say::ImportUnderstood, &understood),
        (Say::ImportUnmapped, &file.unmapped),
        (Say::ImportSensitive, &file.sensitive),
    ] {
        if !list.is_empty() {
            let text = format!("{}: {}", say.in_(lang), list.join(", "));
            paragraph(out, &text, 2, Role::Label)?;
        }
    }
    Ok(())
}

/// What was noticed about the whole file.
fn about_the_file(out: &mut Output, file: &FileReport, lang: Lang) -> Ended<()> {
    let mut said: Vec<String> = Vec::new();
    let mut guessed = false;
    for finding in file.findings.iter().filter(|finding| finding.line == 0) {
        let sheet = match finding.reason {
            Reason::SensitiveLeftOut => continue,
            Reason::SheetLeftOut => finding.sheet.as_str(),
            _ => "",
        };
        guessed |= finding.reason == Reason::NoHeader;
        let why = rejects::told(finding.reason, sheet, lang);
        let text = match finding.level {
            Level::Check => say::import_check_file(lang, why),
            _ => say::import_about_file(lang, why),
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    for text in &said {
        paragraph(out, text, 2, Role::Attention)?;
    }
    if guessed {
        paragraph(out, Say::ImportGuessedHint.in_(lang), 2, Role::Normal)?;
    }
    if file.kind == "none" {
        paragraph(out, Say::ImportKindHint.in_(lang), 2, Role::Normal)?;
    }
    Ok(())
}

fn findings(
    out: &mut Output,
    file: &FileReport,
    level: Level,
    title: &str,
    lang: Lang,
) -> Ended<()> {
    let about_rows = |finding: &&Finding| finding.line > 0;
    let mut by_reason: BTreeMap<Reason, Vec<&Finding>> = BTreeMap::new();
    for finding in file.of_level(level).filter(about_rows) {
        by_reason.entry(finding.reason).or_default().push(finding);
    }
    if by_reason.is_empty() {
        return Ok(());
    }
    let role = match level {
        Level::Rejected => Role::Danger,
        _ => Role::Attention,
    };
    paragraph(out, title, 2, role)?;
    let times = |reason| file.found.get(&(level, reason)).copied().unwrap_or(0);
    let mut reasons: Vec<_> = by_reason
        .into_iter()
        .map(|(reason, found)| (times(reason), reason, found))
        .collect();
    reasons.sort_by_key(|(times, ..)| std::cmp::Reverse(*times));
    for (times, reason, found) in reasons {
        let why = rejects::told(reason, "", lang);
        let where_ = places(file, &found, times, out.symbols().more, lang);
        let text = format!("{} × {why} ({where_})", count(lang, times));
        paragraph(out, &text, 4, Role::Normal)?;
    }
    Ok(())
}

/// `row 3 “31/02/2024”, row 5 “?” and 12 more`.
fn places(file: &FileReport, found: &[&Finding], times: u64, more: &str, lang: Lang) -> String {
    let place = |finding: &&Finding| {
        let value = fit(&finding.value, VALUE, more);
        let row = say::import_row(lang, finding.line);
        // A workbook's only sheet needs no name.
        let row = match finding.sheet.as_str() {
            sheet if !sheet.is_empty() && file.delimiter != sheet => format!("{sheet}, {row}"),
            _ => row,
        };
        if finding.value.is_empty() {
            row
        } else {
            format!("{row} “{value}”")
        }
    };
    let mut named: Vec<String> = found.iter().take(ROWS).map(place).collect();
    let others = times.saturating_sub(named.len() as u64);
    if others > 0 {
        named.push(say::word_more(lang, others));
    }
    named.join(", ")
}

/// A text wrapped to the terminal behind some spaces.
fn paragraph(out: &mut Output, text: &str, indent: u16, role: Role) -> Ended<()> {
    let spaces = " ".repeat(usize::from(indent));
    let room = out.style().width.saturating_sub(indent).max(20);
    for line in wrap(text, room) {
        out.spans(&[(&spaces, Role::Normal), (&line, role)])?;
    }
    Ok(())
}
