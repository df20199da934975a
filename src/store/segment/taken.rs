//! What was taken: the lines of the done visits, and the oil that was written down as such. The same
//! few texts come again and again, so that each is kept and compared once.

use std::cmp::Reverse;

use chrono::Datelike;
use foldhash::HashMap;
use rusqlite::Connection;

use super::Search;
use super::marks::{Everybody, Marks};
use super::source::{TAKEN, TAKEN_SINCE};
use super::studied::small;
use crate::domain::Day;
use crate::domain::filter::{Known, Ready, Test};
use crate::store::come::share;
use crate::store::{Come, StoreResult};

const LAST: &str = "SELECT coalesce(max(id), 0) FROM visit";

/// So many visits are read between two words about how far it has come.
const TOLD: i64 = 16_384;
/// So many takings may stand there before what came twice is taken off for the first time.
const CROWDED: usize = 1 << 20;

impl Search<'_> {
    /// Which customers took what is asked for, ever or since a day.
    pub(super) fn taken(&self, test: &Test) -> StoreResult<Marks> {
        let as_of = self.all.as_of;
        let since = match test {
            Test::Since { from, .. } => Some(from.day(as_of)),
            _ => None,
        };
        let (ready, nobody) = (test.ready(as_of), self.everybody.nobody());
        if let Some(takings) = &self.studied.takings {
            return Ok(takings.holding(&ready, since, nobody));
        }
        let days = (since, as_of);
        let takings = Takings::read(&self.store.conn, days, self.everybody, &mut |_| ())?;
        Ok(takings.holding(&ready, since, nobody))
    }
}

/// What customers took, each with the last day on which they did.
#[derive(Debug, Default)]
pub(super) struct Takings {
    /// Each text once.
    texts: Vec<String>,
    of: Vec<Taking>,
}

#[derive(Debug, Clone, Copy)]
struct Taking {
    /// The place of a customer.
    at: u32,
    /// The place of a text.
    text: u32,
    /// The day, in days of the common era.
    day: i32,
}

impl Takings {
    /// Of everybody, from a day or from the first visit on, up to a day.
    pub(super) fn read(
        conn: &Connection,
        (since, as_of): (Option<Day>, Day),
        everybody: &Everybody,
        come: Come<'_>,
    ) -> StoreResult<Self> {
        let last: i64 = conn.query_row(LAST, [], |row| row.get(0))?;
        let mut reading = Reading::default();
        // Nearly all of the book is read in the order in which it stands there, a few days by their
        // day.
        let mut statement =
            conn.prepare_cached(if since.is_some() { TAKEN_SINCE } else { TAKEN })?;
        // A day of the book has four figures for the year.
        let first = Day::from_ymd_opt(1, 1, 1).unwrap_or_default();
        let from = since.map_or(first, |since| since.max(first));
        let mut rows = statement.query([from.to_string(), as_of.to_string()])?;
        let (mut visit, mut told) = (0, 0);
        let (mut at, mut day) = (None, 0);
        while let Some(row) = rows.next()? {
            let text = |column| {
                row.get_ref(column)
                    .map(|it| it.as_str().unwrap_or_default())
            };
            let id: i64 = row.get(0)?;
            if id != visit {
                visit = id;
                at = everybody.at(row.get(1)?);
                let of: Option<Day> = text(2)?.parse().ok();
                day = of.map_or(0, |day| day.num_days_from_ce());
                reading.takes(at, text(3)?, day);
                if id - told >= TOLD {
                    told = id;
                    come(share(whole(id), whole(last)));
                }
            }
            reading.takes(at, text(4)?, day);
        }
        Ok(reading.done())
    }

    /// Who took something for which a test holds, ever or not before a day.
    fn holding(&self, test: &Ready, since: Option<Day>, nobody: Marks) -> Marks {
        let holds = |text: &String| test.holds(Known::Text(text));
        let hold: Vec<bool> = self.texts.iter().map(holds).collect();
        let since = since.map_or(i32::MIN, |since| since.num_days_from_ce());
        let mut marks = nobody;
        for one in &self.of {
            if hold[one.text as usize] && one.day >= since {
                marks.set(one.at as usize);
            }
        }
        marks
    }
}

/// Takings while they are read.
#[derive(Debug, Default)]
struct Reading {
    takings: Takings,
    known: HashMap<String, u32>,
    /// How many were left when what came twice was taken off.
    left: usize,
}

impl Reading {
    /// A customer took something on a day; an empty text says nothing.
    fn takes(&mut self, at: Option<usize>, text: &str, day: i32) {
        let Some(at) = at.filter(|_| !text.is_empty()) else {
            return;
        };
        let Takings { texts, of } = &mut self.takings;
        let known = self.known.get(text).copied();
        let text = known.unwrap_or_else(|| {
            let place = small(texts.len());
            texts.push(text.to_owned());
            self.known.insert(text.to_owned(), place);
            place
        });
        let at = small(at);
        of.push(Taking { at, text, day });
        if of.len() >= CROWDED.max(2 * self.left) {
            self.thin_out();
        }
    }

    /// Of what somebody took more than once only the last time stays.
    fn thin_out(&mut self) {
        let of = &mut self.takings.of;
        of.sort_unstable_by_key(|one| (one.at, one.text, Reverse(one.day)));
        of.dedup_by_key(|one| (one.at, one.text));
        self.left = of.len();
    }

    fn done(mut self) -> Takings {
        self.thin_out();
        self.takings.of.shrink_to_fit();
        self.takings
    }
}

fn whole(id: i64) -> usize {
    usize::try_from(id).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_came_more_than_once_the_last_day_stays_however_often_it_is_thinned_out() {
        let mut reading = Reading::default();
        for (at, text, day) in [(1, "oil", 10), (0, "oil", 30), (1, "oil", 20), (1, "", 99)] {
            reading.takes(Some(at), text, day);
        }
        reading.thin_out();
        reading.takes(Some(1), "oil", 15);
        reading.takes(Some(1), "belt", 5);
        reading.takes(None, "belt", 6);
        let takings = reading.done();
        assert_eq!(takings.texts, ["oil", "belt"]);
        let of = takings.of.iter().map(|one| (one.at, one.text, one.day));
        assert_eq!(of.collect::<Vec<_>>(), [(0, 0, 30), (1, 0, 20), (1, 1, 5)]);
    }
}
