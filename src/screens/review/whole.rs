//! A list of the review with all who belong to it, for a file or narrowed on the screen: however
//! many, some of them are introduced at a time.

use std::collections::HashMap;

use super::export::{columns, values};
use super::find::{filter_words, folded, told};
use super::model::Sort;
use super::order::{longest_first, soonest_first};
use super::row::{Row, again_last, ahead, known, people};
use super::words::Tell;
use crate::domain::export::{Column, Value};
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::review::{DoneVisit, Listed, OfList, Weekly};
use crate::protocol::{Among, Context, Reviewed, ReviewedList};
use crate::text::Lang;

/// The rows of a list on their way into a file, or to be narrowed.
#[derive(Debug)]
pub struct WholeList {
    weekly: Weekly,
    rows: Vec<Row>,
    /// Words that a row must have.
    words: Vec<String>,
    /// Only rows about these.
    within: Option<Among>,
    order: Sort,
    /// Whether whoever came again stands last.
    by_since: bool,
}

impl WholeList {
    /// The rows of a list; `weekly` has all rows of all lists, `behind` those who stand behind a
    /// number where the list is of such.
    pub fn of(asked: &Reviewed, weekly: Weekly, behind: Option<Listed>) -> Self {
        let rows = match behind {
            Some(list) => list.first.into_iter().map(Row::Person).collect(),
            None => rows(&weekly, &asked.list),
        };
        let called = matches!(asked.list, ReviewedList::Of(kind) if kind.is_to_call());
        let mut list = Self {
            rows,
            weekly,
            words: filter_words(&asked.filter),
            within: asked.within.clone(),
            order: asked.order,
            by_since: called && asked.order == Sort::Given,
        };
        // What needs nobody's name stands in its order at once.
        let (rows, weekly) = (&mut list.rows, &list.weekly);
        match asked.order {
            Sort::Money => rows.sort_by_key(|row| std::cmp::Reverse(row.money(weekly, None))),
            Sort::Soonest => soonest_first(rows),
            _ => {}
        }
        list
    }

    /// Its columns.
    pub fn columns(&self, lang: Lang) -> Vec<Column> {
        self.rows
            .first()
            .map_or_else(Vec::new, |row| columns(*row, &self.weekly, lang))
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nobody is on it.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Who is meant by the rows from `from` on, up to `count` of them, in their order; a visit of
    /// which nobody knows whose it was means nobody.
    pub fn who(&self, from: usize, count: usize) -> Vec<CustomerId> {
        let rows = self.rows.iter().skip(from).take(count);
        rows.filter_map(|row| row.who(&self.weekly)).collect()
    }

    /// Whether it stands in the order of names, which [`WholeList::name`] must tell first.
    pub fn wants_names(&self) -> bool {
        self.order == Sort::Name
    }

    /// Whether the order asks who came again, whom [`WholeList::came`] must tell first.
    pub fn wants_since(&self) -> bool {
        self.by_since || self.order == Sort::Longest
    }

    /// Puts it in the order of names; a row about nobody stands last.
    pub fn name(&mut self, names: &HashMap<CustomerId, String>) {
        let weekly = &self.weekly;
        self.rows.sort_by_cached_key(|row| {
            let name = row.who(weekly).and_then(|who| names.get(&who));
            Sort::by_name(name.map_or("", String::as_str))
        });
    }

    /// Puts those who came again last, or everybody in the order in which they were here last.
    pub fn came(&mut self, since: &HashMap<CustomerId, Day>) {
        if self.order == Sort::Longest {
            longest_first(&mut self.rows, since);
        } else {
            again_last(&mut self.rows, since);
        }
    }

    /// The Sunday up to which visits are in it.
    pub fn sunday(&self) -> Day {
        self.weekly.review.week.sunday
    }

    /// Whether some of its rows are left out.
    pub fn is_narrowed(&self) -> bool {
        !self.words.is_empty() || self.within.is_some()
    }

    /// Who the rows that are told next are about, and who of them came after the Sunday.
    pub fn introduce(&mut self, people: Vec<Introduced>, since: HashMap<CustomerId, Day>) {
        let people = people.into_iter().map(|one| (one.id, one));
        self.weekly.people = people.collect();
        self.weekly.since = since;
    }

    /// What stands in the rows from `from` on, up to `count` of them, that have the words.
    pub fn values(&self, from: usize, count: usize, context: &Context) -> Vec<Vec<Value>> {
        let tell = Tell::new(&self.weekly, None, context);
        let kept = self.kept(from, count);
        kept.map(|row| values(row, tell)).collect()
    }

    /// The same rows as a screen takes them, each with what a filter finds in it.
    pub fn told(&self, from: usize, count: usize) -> Vec<(OfList, String)> {
        let told = |row: Row| Some((row.of_list(&self.weekly)?, self.text(row)?));
        self.kept(from, count).filter_map(told).collect()
    }

    /// The visit at a place among all of the days under review.
    pub fn visit(&self, at: usize) -> Option<&DoneVisit> {
        self.weekly.visit(at)
    }

    /// The rows from `from` on, up to `count` of them, that have the words and whose people are
    /// still in the book.
    fn kept(&self, from: usize, count: usize) -> impl Iterator<Item = Row> + '_ {
        let rows = self.rows.iter().skip(from).take(count).copied();
        let rows = rows.filter(|row| Among::keeps(self.within.as_ref(), row.who(&self.weekly)));
        rows.filter(|row| {
            let text = self.text(*row);
            text.is_some_and(|text| self.words.iter().all(|word| text.contains(word.as_str())))
        })
    }

    /// What a filter finds in a row; `None` where it is about somebody who was not introduced.
    fn text(&self, row: Row) -> Option<String> {
        let there = match row.who(&self.weekly) {
            Some(who) => Some(self.weekly.people.get(&who)?),
            None => None,
        };
        Some(folded(&told(row, &self.weekly, there)))
    }
}

fn rows(weekly: &Weekly, list: &ReviewedList) -> Vec<Row> {
    match list {
        ReviewedList::Of(kind) => people(weekly, *kind),
        ReviewedList::Never => known(&weekly.never_served.first),
        ReviewedList::Birthdays => {
            let ahead = weekly.birthdays.iter().copied();
            ahead.map(Row::Birthday).collect()
        }
        ReviewedList::Lapsing => {
            let lapsing = weekly.lapsing.0.iter().copied();
            lapsing.map(Row::Lapsing).collect()
        }
        ReviewedList::Ahead => ahead(weekly),
        ReviewedList::Done => (0..weekly.done.0.len()).map(Row::Visit).collect(),
        ReviewedList::Behind(_) => Vec::new(),
    }
}
