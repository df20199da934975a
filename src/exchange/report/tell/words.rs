//! What everything in a report is told with.

use super::super::{Cell, Column, Place, Section, Table};
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::Appraised;
use crate::insight::review::{Loyalty, Week, Weekly};
use crate::text::{self, Lang, Say, say};

/// The person and the shop that a report is for.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The person's language.
    pub lang: Lang,
    /// The shop's name; may be empty.
    pub shop: &'a str,
    /// The shop's currency (ISO 4217 code).
    pub currency: &'a str,
    /// The day on which the report is read.
    pub today: Day,
}

/// The review, and the words that it is told in.
pub(super) struct Tell<'a> {
    pub(super) weekly: &'a Weekly,
    pub(super) loyalty: &'a Loyalty,
    pub(super) words: &'a Words<'a>,
}

impl Tell<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.words.lang
    }

    pub(super) fn say(&self, say: Say) -> String {
        say.in_(self.lang()).to_owned()
    }

    /// The day as of which everything is.
    pub(super) fn sunday(&self) -> Day {
        self.weekly.review.week.sunday
    }

    /// How long ago somebody was here, as of today; that they came again after the week.
    pub(super) fn seen(&self, one: &Appraised) -> String {
        text::review::ago(self.lang(), self.weekly, one, self.words.today)
    }

    /// When somebody came again after the week; blank for whoever did not, and where an order has been
    /// open since before.
    pub(super) fn again(&self, one: &Appraised) -> Cell {
        self.weekly.came_again(one).map_or(Cell::Blank, Cell::Day)
    }

    /// Which parts are of today, where the review is not that of the last week which is over.
    pub(super) fn of_today(&self) -> Option<String> {
        let (lang, today) = (self.lang(), self.words.today);
        let earlier = Week::over_on(today).sunday != self.sunday();
        earlier.then(|| say::nobody_of_today(lang, text::full_date(lang, today)))
    }

    /// Whether it is a week that is reviewed, and not a longer stretch.
    pub(super) fn is_week(&self) -> bool {
        self.weekly.review.since == self.weekly.review.week.monday()
    }

    /// The days that are reviewed: `week 47, 16–22 Nov 2026`.
    pub(super) fn days(&self) -> String {
        let (lang, sunday) = (self.lang(), self.sunday());
        let since = self.weekly.review.since;
        let dates = text::review::dates(lang, since, sunday);
        if self.is_week() {
            say::review_week_of(lang, self.weekly.review.week.number(), dates)
        } else {
            dates
        }
    }

    pub(super) fn who(&self, who: CustomerId) -> Option<&Introduced> {
        self.weekly.people.get(&who)
    }

    /// Honorific and name; the ID of somebody whose name nobody wrote down.
    pub(super) fn name(&self, who: CustomerId) -> String {
        match self.who(who) {
            None => String::new(),
            Some(who) if who.name.is_empty() => who.code.clone(),
            Some(who) if who.honorific.is_empty() => who.name.clone(),
            Some(who) => format!("{} {}", who.honorific, who.name),
        }
    }

    pub(super) fn count(&self, n: usize) -> String {
        text::count(self.lang(), n as u64)
    }

    pub(super) fn money(&self, minor: i64) -> String {
        text::money(self.lang(), minor, self.words.currency)
    }

    pub(super) fn share(&self, share: f64) -> String {
        text::share(self.lang(), share)
    }

    /// A column.
    pub(super) fn column(&self, name: &'static str, label: Say, place: Place, rank: u8) -> Column {
        Column {
            name,
            label: label.in_(self.lang()),
            place,
            rank,
        }
    }

    /// A section of one table; where that is empty, `nothing` is said instead of what leads to it.
    pub(super) fn section(&self, (title, lead, nothing): (Say, Say, Say), table: Table) -> Section {
        let empty = table.rows.is_empty();
        Section {
            name: table.name,
            title: self.say(title),
            sentences: vec![self.say(if empty { nothing } else { lead })],
            tables: vec![table],
            chart: None,
        }
    }
}

/// Text; blank where there is none.
pub(super) fn text(text: &str) -> Cell {
    match text {
        "" => Cell::Blank,
        text => Cell::Text(text.to_owned()),
    }
}

/// A count.
pub(super) fn whole(n: usize) -> Cell {
    Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX))
}

/// A whole number that may be unknown.
pub(super) fn maybe(n: Option<u32>) -> Cell {
    n.map_or(Cell::Blank, |n| Cell::Whole(n.into()))
}
