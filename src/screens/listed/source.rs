//! Where the rows of a list come from, what tells them apart, and how they are found and put in order.

use chrono::Datelike;

use crate::domain::Day;
use crate::protocol::{Answer, Query, Slot};
use crate::text::Say;

/// What an answer of the book means for a list.
#[derive(Debug)]
pub enum Heard<T> {
    /// What is shown from now on.
    Known(T),
    /// What the list was of is not in the book any more: the screen closes.
    Gone,
    /// It is of something else.
    Else,
}

/// What a row is put in order by, the smallest first: a group, a number, a text.
pub type Rank = (i64, i64, String);

/// The largest number first.
pub fn most(number: i64) -> i64 {
    !number
}

/// The earliest day first; what has none at the end.
pub fn earliest(day: Option<Day>) -> i64 {
    day.map_or(i64::MAX, |day| day.num_days_from_ce().into())
}

/// The latest day first; what has none at the end.
pub fn latest(day: Option<Day>) -> i64 {
    day.map_or(i64::MAX, |day| most(day.num_days_from_ce().into()))
}

/// One of the orders in which the rows can stand. Equal ones stay as they came.
pub struct Order<S: Source> {
    /// What it is called: `by name`.
    pub(super) called: Say,
    /// What a row is put in order by.
    pub(super) by: for<'a> fn(S::Row<'a>) -> Rank,
}

impl<S: Source> Order<S> {
    /// What it is called, and what a row is put in order by.
    pub const fn new(called: Say, by: for<'a> fn(S::Row<'a>) -> Rank) -> Self {
        Self { called, by }
    }

    /// As the book answers.
    pub const fn as_it_came(called: Say) -> Self {
        Self::new(called, |_| (0, 0, String::new()))
    }
}

/// Where the rows of a list come from.
pub trait Source: Sized + 'static {
    /// What the book answers.
    type Known: 'static;
    /// One of the rows in it.
    type Row<'a>: Copy;
    /// What tells a row from all others.
    type Id: PartialEq;

    /// Under which slot it is asked.
    const SLOT: Slot;

    /// What is asked.
    fn query(&self, today: Day) -> Query;

    /// What is answered.
    fn heard(&self, answer: &Answer) -> Heard<Self::Known>;

    /// How many rows there are.
    fn count(&self, known: &Self::Known) -> usize;

    /// The row at a place below [`Source::count`], in the order of the book.
    fn row<'a>(&self, known: &'a Self::Known, at: usize) -> Self::Row<'a>;

    /// Which one it is.
    fn id(row: Self::Row<'_>) -> Self::Id;

    /// Whether nothing is left to do about a row: when that has become so of the chosen one by what was
    /// done here, the next one that waits is chosen, for whoever works through the list.
    fn is_done(_: Self::Row<'_>) -> bool {
        false
    }

    /// Whether a row waits for somebody to work through the list.
    fn waits(row: Self::Row<'_>) -> bool {
        !Self::is_done(row)
    }

    /// What a row is called, where it is told that somebody else has taken it away.
    fn called(row: Self::Row<'_>) -> String {
        Self::sought(row).into_iter().next().unwrap_or_default()
    }

    /// What is found by typing: names, IDs, plates, phones.
    fn sought(row: Self::Row<'_>) -> Vec<String>;

    /// Whether a row is on the list: all are, where no segment narrows it.
    fn is_meant(&self, _: Self::Row<'_>) -> bool {
        true
    }

    /// The segment that narrows the list, and whether it is known by now whom it holds.
    fn only(&self) -> Option<(&str, bool)> {
        None
    }

    /// Takes the segment off.
    fn widen(&mut self) {}

    /// The orders that one key goes through; at first they stand in the first.
    fn orders(&self) -> &'static [Order<Self>];
}
