//! A visit in a history: one line to scan, and what was done.

use super::{Wording, wording};
use crate::domain::{Visit, VisitStatus};
use crate::look::{Role, Symbols};
use crate::text::Say;

/// Columns of the date at the left.
const DATE: usize = 12;

/// The head of a visit: date, plate, reading, total, and whether it is open or cancelled.
pub fn head(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Vec<(String, Role)> {
    let facts = &visit.facts;
    let date = wording.date(facts.day);
    let km = facts.odometer.map(|km| wording.km(km)).unwrap_or_default();
    let total = facts
        .total
        .map(|total| wording.money(total))
        .unwrap_or_default();
    let plate = if facts.vehicle.is_some() {
        visit.plate.as_str()
    } else {
        wording.say(Say::VisitCounterSale)
    };
    let numbers = wording::joined(&[plate, &km, &total], symbols.dot);
    let mut parts = vec![
        (format!("{date:<DATE$} "), Role::Strong),
        (numbers, Role::Value),
    ];
    let (sign, word, role) = match facts.status {
        VisitStatus::Done => return parts,
        VisitStatus::Open => (symbols.more, Say::VisitOpen, Role::Attention),
        VisitStatus::Cancelled => ("×", Say::VisitCancelled, Role::Label),
    };
    let dot = if parts[1].0.is_empty() {
        ""
    } else {
        symbols.dot
    };
    parts.push((format!("{dot}{sign} {}", wording.say(word)), role));
    parts
}

/// What was done, by whom; empty when nothing is written down.
pub fn work(visit: &Visit, symbols: &Symbols) -> String {
    let facts = &visit.facts;
    let services = wording::services(facts).join(", ");
    let work = wording::joined(
        &[&services, &facts.oil, &facts.mechanics.join(", ")],
        symbols.dot,
    );
    if work.is_empty() {
        facts.complaint.clone()
    } else {
        work
    }
}

/// Both, the second indented under the first.
pub fn lines(visit: &Visit, wording: Wording<'_>, symbols: &Symbols) -> Vec<Vec<(String, Role)>> {
    let mut lines = vec![head(visit, wording, symbols)];
    let work = work(visit, symbols);
    if !work.is_empty() {
        lines.push(vec![(format!("{:DATE$} {work}", ""), Role::Label)]);
    }
    lines
}
