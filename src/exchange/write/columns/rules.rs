//! The versions of the rules of the points.

use super::{ColumnOf, column};
use crate::domain::Money;
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::store::RuleRow as Row;
use crate::text::Say as S;

/// The columns of the rules: what is read of them at a glance, and the whole of them as the book keeps it.
#[rustfmt::skip]
pub const RULES: &[ColumnOf<Row>] = &[
    column("points_rule", S::ExportRuleNo, None, |row, _| Cell::Whole(row.id)),
    column("since", S::ExportRuleSince, Some(F::RuleSince), |row, _| Cell::Day(row.since)),
    column("on", S::ExportRuleOn, None, |row, speech| speech.yes(row.rule.on)),
    column("earn_per", S::ProgrammeEarnPer, None, |row, _| Cell::Money(Money(row.rule.earn_per))),
    column("worth", S::ProgrammeWorth, None, |row, _| Cell::Money(Money(row.rule.worth))),
    column("rule", S::ExportRule, Some(F::RuleText), |row, _| Cell::text(&row.text)),
    column("written", S::ExportRuleWritten, None, |row, _| Cell::day(row.written)),
    column("book", S::ExportBook, Some(F::Book), |_, speech| speech.book()),
];
