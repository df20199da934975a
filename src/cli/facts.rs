//! Facts with their labels in one column, as text.

use super::exit::Ended;
use super::output::Output;
use crate::kit::Fact;
use crate::kit::width::{pad, width, wrap};
use crate::look::Role;

/// Columns between the longest label and the texts.
const GAP: u16 = 2;
/// Narrower than this the texts are not made.
const NARROWEST: u16 = 20;

/// Prints facts, wrapped to the terminal.
///
/// # Errors
/// When nobody reads.
pub fn print(out: &mut Output, facts: &[Fact]) -> Ended<()> {
    let widest = facts.iter().map(|fact| width(&fact.label)).max();
    let column = widest.unwrap_or_default() + GAP;
    let columns = out.style().width;
    for fact in facts {
        let beside = if fact.label.is_empty() { 0 } else { column };
        let room = columns.saturating_sub(beside).max(NARROWEST);
        let mut label = pad(&fact.label, beside, "");
        for line in wrap(&fact.text, room) {
            out.spans(&[(&label, Role::Label), (&line, fact.role)])?;
            label = " ".repeat(usize::from(beside));
        }
    }
    Ok(())
}
