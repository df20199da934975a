//! A line of a ledger of points, as our own exports write it.

use super::{Reader, Weight, cell_of};
use crate::exchange::group::line_of_ledger;
use crate::exchange::plan::{Origin, PlannedPoints, PlannedRule, Reason};
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::{MAX_FIELD_CHARS, MAX_NAME_CHARS, MAX_POINTS};
use crate::exchange::recognise::Field;
use crate::exchange::write::columns::kind_of;
use crate::points::{Kind, Rule};

/// The longest reason of a line, in characters.
const REASON_CHARS: usize = 500;
/// The longest version of the rules, in characters, as the book keeps it.
const MAX_RULE_CHARS: usize = 20_000;

impl Reader<'_> {
    /// The line of a row; `None` where what makes it one cannot be read. Its customer is still open.
    pub(crate) fn points_line(&mut self, record: &Record, origin: Origin) -> Option<PlannedPoints> {
        let no = self.whole(record, Field::LedgerLine)?;
        let day = self.day(record, self.column(Field::LedgerDay))?;
        let kind = kind_of(&self.line(record, Field::LedgerKind, MAX_NAME_CHARS))?;
        let points = self.whole(record, Field::LedgerPoints)?;
        if no < 1 || points == 0 || points.abs() > MAX_POINTS {
            return None;
        }
        let draws = self.line(record, Field::LedgerDraws, MAX_FIELD_CHARS);
        let mut line = PlannedPoints {
            origin,
            customer: None,
            code: self.number(record, Field::MemberNo),
            book: self.book(record),
            no,
            day,
            kind,
            points,
            expires: self.day(record, self.column(Field::LedgerExpires)),
            visit: self.whole(record, Field::LedgerVisit),
            takes_back: self.whole(record, Field::LedgerTakesBack),
            draws: draws.split_whitespace().filter_map(draw).collect(),
            reason: self.line(record, Field::LedgerReason, REASON_CHARS),
            staff: self.line(record, Field::LedgerStaff, MAX_NAME_CHARS),
        };
        if points > 0 && kind != Kind::Reverse && line.expires.is_some_and(|last| last < day) {
            return None;
        }
        line.origin.identities = vec![line_of_ledger(&line)];
        Some(line)
    }

    /// The version of the rules of a row; `None` where it cannot be read.
    pub(crate) fn rule(&mut self, record: &Record) -> Option<PlannedRule> {
        let since = self.day(record, self.column(Field::RuleSince))?;
        let rule = self.line(record, Field::RuleText, MAX_RULE_CHARS);
        Rule::from_json(&rule).ok()?;
        Some(PlannedRule { since, rule })
    }

    /// Whether points had lapsed that had no line yet when they went out: that follows from their lot here too.
    pub(crate) fn is_unwritten_lapse(&mut self, record: &Record) -> bool {
        let no = self.line(record, Field::LedgerLine, MAX_NAME_CHARS);
        let kind = self.line(record, Field::LedgerKind, MAX_NAME_CHARS);
        no.is_empty() && kind_of(&kind) == Some(Kind::Expire)
    }

    /// A whole number, also below zero; a blank is none and worth no word.
    fn whole(&mut self, record: &Record, field: Field) -> Option<i64> {
        let column = self.column(field)?;
        let text = self.line(record, field, MAX_NAME_CHARS);
        let number = text.parse().ok();
        if number.is_none() && !text.is_empty() {
            let cell = cell_of(record, column);
            self.remark(column, cell, Reason::BadNumber, Weight::Unreadable);
        }
        number
    }
}

/// `50@12`: 50 points of line 12.
fn draw(text: &str) -> Option<(i64, i64)> {
    let (points, line) = text.split_once('@')?;
    Some((line.parse().ok()?, points.parse().ok()?))
}
