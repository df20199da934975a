//! The list of one reason as a table for a file.

use super::WinBack;
use super::model::Lists;
use crate::domain::Money;
use crate::domain::export::{Table, Value};
use crate::insight::{Recovering, Recovery};
use crate::protocol::{Context, Recovered};
use crate::screens::listed::FileColumn;
use crate::screens::sheet::{Wording, recovery};
use crate::text::Say;

/// Everybody of a reason who has the words, in the order asked for, out of all who are to be won back.
pub fn whole(found: Recovery, asked: &Recovered, context: &Context) -> Table {
    WinBack::asked(found, asked).table(Wording::of(context))
}

/// What is told of somebody to win back.
fn of(row: super::model::Row<'_>, tell: impl FnOnce(&Recovering) -> Value) -> Value {
    row.needing().map_or(Value::Blank, tell)
}

pub(super) const FILE: &[FileColumn<Lists>] = &[
    FileColumn::new("customer_id", Say::ReviewColId, |row, _| {
        Value::text(row.code())
    }),
    FileColumn::new("name", Say::ReviewColName, |row, _| Value::text(row.name())),
    FileColumn::new("plate", Say::ReviewColPlate, |row, _| {
        Value::text(row.fact(|who| &who.plate))
    }),
    FileColumn::new("phone", Say::ReviewColPhone, |row, _| {
        Value::text(row.fact(|who| &who.phone))
    }),
    FileColumn::new("last_visit", Say::ReviewColLast, |row, _| {
        of(row, |one| Value::Day(one.one.visits.last))
    }),
    FileColumn::new("visits", Say::ReviewColVisits, |row, _| {
        of(row, |one| Value::Whole(one.one.visits.count.into()))
    }),
    FileColumn::new("money", Say::ReviewHeadMoney, |row, _| {
        Value::Money(Money(row.money()))
    }),
    FileColumn::new("reason", Say::RecoveryReasonColumn, |row, words| {
        of(row, |one| Value::text(recovery::reason(one, words)))
    }),
    FileColumn::new("asked", Say::CampaignSentOn, |row, _| {
        Value::day(row.asked().map(|asked| asked.day))
    }),
];
