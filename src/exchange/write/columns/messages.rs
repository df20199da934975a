//! Messages that were sent.

use super::{ColumnOf, column, said};
use crate::exchange::write::Cell;
use crate::store::MessageRow as Row;
use crate::text::Say as S;

/// The columns of a list of messages.
#[rustfmt::skip]
pub const MESSAGES: &[ColumnOf<Row>] = &[
    column("day", S::FormDate, None, |row, _| Cell::Day(row.day)),
    column("customer_id", S::FormCustomerId, None, |row, _| Cell::text(&row.code)),
    column("name", S::FormName, None, |row, _| said(&row.honorific, &row.name)),
    column("template", S::MessageFieldTemplate, None, |row, _| Cell::text(&row.template)),
    column("purpose", S::MessageFieldPurpose, None, |row, _| Cell::text(&row.purpose)),
    column("channel", S::MessageFieldChannel, None, |row, _| Cell::text(&row.channel)),
    column("language", S::MessageFieldLanguage, None, |row, _| Cell::text(&row.language)),
    column("message", S::MessageFieldMessage, None, |row, _| Cell::text(&row.body)),
    column("staff", S::WordStaff, None, |row, _| Cell::text(&row.staff)),
];
