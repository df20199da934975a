//! The columns of the gatherings in a file.

use super::model::All;
use crate::domain::Money;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<All>] = &[
    FileColumn::new("gathering", Say::EventFieldName, |told, _| {
        Value::text(&told.gathering.facts.name)
    }),
    FileColumn::new("day", Say::EventDay, |told, _| {
        Value::Day(told.gathering.facts.day)
    }),
    FileColumn::new("time", Say::EventTime, |told, _| {
        Value::text(&told.gathering.facts.time)
    }),
    FileColumn::new("place", Say::EventPlace, |told, _| {
        Value::text(&told.gathering.facts.place)
    }),
    FileColumn::new("guests", Say::EventFileGuests, |told, _| {
        Value::count(told.result.came.people + told.result.others.people)
    }),
    FileColumn::new("came", Say::EventFileCame, |told, _| {
        Value::count(told.result.came.people)
    }),
    FileColumn::new("days_compared", Say::EventFileDays, |told, _| {
        Value::count(told.result.days_after)
    }),
    FileColumn::new(
        "came_visits_before",
        Say::EventFileVisitsBefore,
        |told, _| Value::count(told.result.came.before.visits),
    ),
    FileColumn::new("came_visits_after", Say::EventFileVisitsAfter, |told, _| {
        Value::count(told.result.came.after.visits)
    }),
    FileColumn::new("came_money_before", Say::EventFileMoneyBefore, |told, _| {
        Value::Money(Money(told.result.came.before.money))
    }),
    FileColumn::new("came_money_after", Say::EventFileMoneyAfter, |told, _| {
        Value::Money(Money(told.result.came.after.money))
    }),
    FileColumn::new("note", Say::EventNote, |told, _| {
        Value::text(&told.gathering.facts.note)
    }),
];
