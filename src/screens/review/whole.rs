//! A list of the review with all who belong to it, for a file: however many, some of them are
//! introduced at a time.

use std::collections::HashMap;

use super::export::{columns, values};
use super::find::{folded, told};
use super::model::Sort;
use super::row::{Row, known, people};
use super::words::Tell;
use crate::domain::export::{Column, Value};
use crate::domain::{CustomerId, Day, Introduced};
use crate::insight::Appraised;
use crate::insight::review::{Kind, Weekly};
use crate::protocol::{Context, Reviewed, ReviewedList};
use crate::text::Lang;

/// The rows of a list on their way into a file.
#[derive(Debug)]
pub struct WholeList {
    weekly: Weekly,
    rows: Vec<Row>,
    /// Words that a row must have.
    words: Vec<String>,
    by_name: bool,
}

impl WholeList {
    /// The rows of a list; `weekly` has all rows of all lists.
    pub fn of(asked: &Reviewed, weekly: Weekly) -> Self {
        let mut rows = rows(&weekly, asked.list);
        if asked.order == Sort::Longest {
            super::row::longest_first(&mut rows);
        }
        Self {
            rows,
            weekly,
            words: asked.filter.split_whitespace().map(folded).collect(),
            by_name: asked.order == Sort::Name,
        }
    }

    /// Its columns.
    pub fn columns(&self, lang: Lang) -> Vec<Column> {
        self.rows
            .first()
            .map_or_else(Vec::new, |row| columns(*row, lang))
    }

    /// Who is on it, in its order.
    pub fn who(&self) -> Vec<CustomerId> {
        let who = self.rows.iter().filter_map(|row| row.who(&self.weekly));
        who.collect()
    }

    /// Whether it stands in the order of names, which [`WholeList::name`] must tell first.
    pub fn wants_names(&self) -> bool {
        self.by_name
    }

    /// Puts it in the order of names, which are told in the order in which it stands.
    pub fn name(&mut self, names: Vec<String>) {
        let mut named: Vec<(String, Row)> = names.into_iter().zip(self.rows.drain(..)).collect();
        named.sort_by(|(one, _), (other, _)| one.cmp(other));
        self.rows.extend(named.into_iter().map(|(_, row)| row));
    }

    /// The Sunday up to which visits are in it.
    pub fn sunday(&self) -> Day {
        self.weekly.review.week.sunday
    }

    /// What stands in the rows from `from` on, up to `count` of them, that have the words; `people`
    /// are those whom they are about, and `since` says who of them came after the Sunday.
    pub fn values(
        &mut self,
        from: usize,
        count: usize,
        people: Vec<Introduced>,
        since: HashMap<CustomerId, Day>,
        context: &Context,
    ) -> Vec<Vec<Value>> {
        let people = people.into_iter().map(|one| (one.id, one));
        self.weekly.people = people.collect();
        self.weekly.since = since;
        let tell = Tell::new(&self.weekly, None, context);
        let rows = self.rows.iter().skip(from).take(count);
        rows.filter(|row| {
            // Who is no longer in the book is left out.
            let there = row.who(&self.weekly).and_then(|who| tell.who(who));
            let has = |there: &Introduced| folded(&told(**row, &self.weekly, Some(there)));
            there.is_some_and(|there| {
                let text = has(there);
                self.words.iter().all(|word| text.contains(word.as_str()))
            })
        })
        .map(|row| values(*row, tell))
        .collect()
    }
}

fn rows(weekly: &Weekly, list: ReviewedList) -> Vec<Row> {
    match list {
        ReviewedList::Of(kind) => people(weekly, kind),
        ReviewedList::Never => known(&weekly.never_served.first),
        ReviewedList::Birthdays => {
            let ahead = weekly.birthdays.iter().copied();
            ahead.map(Row::Birthday).collect()
        }
        ReviewedList::Moved(from, to) => {
            let mut moves = weekly.review.moves.iter();
            let moved = moves.find(|moved| (moved.from, moved.to) == (from, to));
            let customers = moved.map_or(&[] as &[_], |moved| &moved.customers);
            // Everybody with visits is on this list.
            let best = weekly.review.lists.get(&Kind::Top);
            let best = best.map_or(&[] as &[Appraised], |list| &list.first);
            let judged: HashMap<CustomerId, &Appraised> =
                best.iter().map(|one| (one.customer, one)).collect();
            let row = |who: &CustomerId| {
                judged
                    .get(who)
                    .map_or(Row::Known(*who), |one| Row::Person(**one))
            };
            customers.iter().map(row).collect()
        }
    }
}
