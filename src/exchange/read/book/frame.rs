//! What the reading process says to its parent: one JSON value a line.

use serde::{Deserialize, Serialize};

use crate::exchange::read::cell::Cell;

/// One line of the conversation.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Frame {
    /// A sheet begins.
    Sheet(String),
    /// A row of it: its 1-based number and its cells; blank rows are left out.
    Row(u64, Vec<Cell>),
    /// The workbook is refused, with the code of the refusal.
    Refused(String),
    /// Everything was said. Without it the process died half way.
    Done,
}
