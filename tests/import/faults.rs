//! What no import may ever do, whatever file it reads.

use std::collections::HashSet;

use kenal::domain::hygiene::is_unwanted;
use kenal::exchange::plan::{
    Finding, Level, Origin, PlannedCustomer, PlannedVehicle, PlannedVisit, Report,
};

use crate::book::Book;

/// Texts of a record with their names: (name, text, may hold line breaks, most characters).
type Texts<'a> = Vec<(&'a str, &'a str, bool, usize)>;

/// A text of one line, as long as the book takes it.
fn line<'a>(name: &'a str, text: &'a str) -> (&'a str, &'a str, bool, usize) {
    (name, text, false, 200)
}

/// A number that somebody gave, as long as the book takes it.
fn number<'a>(name: &'a str, text: &'a str) -> (&'a str, &'a str, bool, usize) {
    (name, text, false, 60)
}

fn of_texts(texts: &Texts<'_>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, text, breaks, most) in texts {
        let unfit = |c: char| is_unwanted(c) && !(*breaks && matches!(c, '\n' | '\t'));
        if text.chars().any(unfit) {
            faults.push(format!("{name} holds a control character: {text:?}"));
        }
        if text.trim() != *text {
            faults.push(format!("{name} is not trimmed: {text:?}"));
        }
        if text.chars().count() > *most {
            faults.push(format!("{name} is longer than {most} characters"));
        }
    }
    faults
}

fn of_origin(origin: &Origin) -> Vec<String> {
    let mut faults = Vec::new();
    if origin.identities.is_empty() {
        faults.push("a record without an identity".to_owned());
    }
    if origin.lines.is_empty() || origin.lines.contains(&0) {
        faults.push(format!("a record from no line: {:?}", origin.lines));
    }
    faults
}

pub fn of_customer(new: &PlannedCustomer) -> Vec<String> {
    let mut texts: Texts<'_> = vec![
        ("a name", &new.name, false, 200),
        line("a firm", &new.company),
        line("an e-mail", &new.email),
        ("an address", &new.address, true, 10_000),
        line("a city", &new.city),
        number("a member number", &new.member_no),
        ("a note", &new.note, true, 10_000),
    ];
    texts.extend(new.phones.iter().map(|phone| line("a phone", &phone.raw)));
    let mut faults = of_texts(&texts);
    faults.extend(of_origin(&new.origin));
    if new.name_key != kenal::domain::name::name_key(&new.name) {
        faults.push(format!("a wrong name key: {new:?}"));
    }
    for e164 in new.phones.iter().filter_map(|phone| phone.e164.as_ref()) {
        let digits = e164.strip_prefix('+').unwrap_or_default();
        let fits = (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
        if !fits {
            faults.push(format!("no E.164: {e164:?}"));
        }
    }
    if let Some(birthday) = new.birthday {
        let year = birthday.year.unwrap_or(2000);
        if chrono::NaiveDate::from_ymd_opt(year, birthday.month, birthday.day).is_none() {
            faults.push(format!("no calendar has {birthday:?}"));
        }
    }
    faults
}

pub fn of_vehicle(new: &PlannedVehicle) -> Vec<String> {
    let texts: Texts<'_> = vec![
        number("a plate", &new.plate),
        line("a make", &new.make),
        line("a model", &new.model),
        line("a colour", &new.color),
        number("a chassis number", &new.vin),
        number("an engine number", &new.engine_no),
        ("a note", &new.note, true, 10_000),
    ];
    let mut faults = of_texts(&texts);
    faults.extend(of_origin(&new.origin));
    let key = kenal::domain::Plate::parse(&new.plate).map_or_else(String::new, |plate| plate.key);
    if key != new.plate_key {
        faults.push(format!("a wrong plate key: {new:?}"));
    }
    if new.year.is_some_and(|year| !(1900..=2100).contains(&year)) {
        faults.push(format!("no year of a vehicle: {new:?}"));
    }
    faults
}

pub fn of_visit(new: &PlannedVisit) -> Vec<String> {
    let mut texts: Texts<'_> = vec![
        line("a document number", &new.doc_no),
        line("an oil", &new.oil),
        ("a complaint", &new.complaint, true, 10_000),
        ("a note", &new.note, true, 10_000),
        line("a payment", &new.payment),
    ];
    texts.extend(new.mechanics.iter().map(|name| line("a mechanic", name)));
    texts.extend(
        new.lines
            .iter()
            .map(|l| ("a line", l.text.as_str(), true, 10_000)),
    );
    let mut faults = of_texts(&texts);
    faults.extend(of_origin(&new.origin));
    let mechanics: HashSet<&String> = new.mechanics.iter().collect();
    if mechanics.len() < new.mechanics.len() || new.mechanics.iter().any(String::is_empty) {
        faults.push(format!(
            "mechanics twice or without a name: {:?}",
            new.mechanics
        ));
    }
    if new.lines.iter().any(|line| line.text.is_empty()) {
        faults.push(format!("a line without a word: {new:?}"));
    }
    if new
        .odometer
        .is_some_and(|km| !(1..=9_999_999).contains(&km))
    {
        faults.push(format!("an odometer at {:?}", new.odometer));
    }
    if new.customer.is_none() && new.vehicle.is_none() {
        faults.push(format!("a visit of nobody with nothing: {new:?}"));
    }
    faults
}

pub fn of_finding(finding: &Finding) -> Vec<String> {
    let mut faults = Vec::new();
    if finding.value.chars().count() > 200 {
        faults.push(format!("a finding with a long value: {:?}", finding.reason));
    }
    faults
}

/// The counting rule of the command line, and that the report agrees with what the book received.
pub fn of_report(report: &Report, book: &Book) -> Vec<String> {
    let mut faults = Vec::new();
    let mut say = |holds: bool, what: String| {
        if !holds {
            faults.push(what);
        }
    };
    let rejected = book.lines_at(Level::Rejected);
    let mut doubtful = book.lines_at(Level::Check);
    doubtful.retain(|line| !rejected.contains(line));
    for (index, file) in report.files.iter().enumerate() {
        let sum = file.imported + file.unchanged + file.rejected;
        say(
            file.rows == sum,
            format!("{}: rows {} but {sum} accounted for", file.path, file.rows),
        );
        let of = |lines: &HashSet<(usize, String, u64)>| {
            lines.iter().filter(|(file, _, _)| *file == index).count() as u64
        };
        let (no, check) = (of(&rejected), of(&doubtful));
        say(
            file.rejected == no,
            format!("{}: {} rejected, {no} told", file.path, file.rejected),
        );
        say(
            file.needs_checking == check,
            format!(
                "{}: {} need checking, {check} told",
                file.path, file.needs_checking
            ),
        );
    }
    let celled = |f: &&Finding| f.level == Level::Rejected && !f.cells.is_empty();
    let with_cells: HashSet<(usize, String, u64)> = book
        .findings
        .iter()
        .filter(celled)
        .map(|f| (f.file, f.sheet.clone(), f.line))
        .collect();
    say(
        rejected == with_cells,
        "a rejected row is not told with its cells, once".to_owned(),
    );
    let told = |of: fn(&kenal::exchange::plan::Counts) -> u64| -> u64 {
        report.files.iter().map(|file| of(&file.created)).sum()
    };
    let told = (
        told(|c| c.customers),
        told(|c| c.vehicles),
        told(|c| c.visits),
    );
    let kept = book.created();
    say(
        told == kept,
        format!("(customers, vehicles, visits) told {told:?}, kept {kept:?}"),
    );
    faults
}
