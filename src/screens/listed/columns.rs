//! The columns of a list without those that somebody put away.

use crate::kit::table::{Column, without};
use crate::protocol::{Context, ListColumns};

/// The columns, of which those that are put away have no room.
pub fn wanted(columns: &[Column], of: &ListColumns, context: &Context) -> Vec<Column> {
    without(columns, &of.away(&context.columns))
}
