//! Segments: what is kept of them, and whom a filter means.

mod computed;
mod each;
mod kept;
mod marks;
mod promised;
mod rows;
mod source;
mod spelled;
mod studied;
mod taken;
#[cfg(test)]
mod tests;

use rusqlite::params_from_iter;
use rusqlite::types::ValueRef;

use super::{Store, StoreResult};
use crate::domain::CustomerId;
use crate::domain::filter::{Condition, Fact, Field, Filter, Join, Kind, Known, Ready, Unsaid};
use crate::domain::trade::Trade;
use crate::domain::{Birthday, Purpose};
use crate::insight::Appraisal;
use marks::{Everybody, Marks};
use source::{Rows, Source};
pub use studied::Studied;

/// Whom a filter means, as of the day of an appraisal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meant {
    /// Who, in the order of their numbers.
    pub customers: Vec<CustomerId>,
    /// How many customers there are.
    pub of: u64,
    /// Visits of those who are meant.
    pub visits: u64,
    /// Their money in minor units.
    pub money: i64,
    /// Why nobody can say who they are; nobody is meant then.
    pub unsaid: Option<Unsaid>,
}

impl Store {
    /// Whom a filter means. What is computed of the visits is taken from `all`, an appraisal of
    /// this book; "today" is its day. What was [studied](Store::study) is not read again. Sensitive fields tell nothing unless the owner turned them
    /// on, and then only of those who agreed.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn meant(&self, filter: &Filter, all: &Appraisal, studied: &Studied) -> StoreResult<Meant> {
        let _moment = self.moment()?;
        let trade = self.shop()?.profile;
        let everybody = Everybody::of(&self.conn)?;
        let search = Search {
            store: self,
            trade: &trade,
            all,
            studied,
            everybody: &everybody,
        };
        let unsaid = all.silence.about(filter);
        let found = match unsaid {
            None => search.run(filter)?,
            Some(_) => everybody.nobody(),
        };
        let mut meant = Meant {
            customers: everybody.of_marks(&found),
            of: everybody.count(),
            unsaid,
            ..Meant::default()
        };
        for one in &all.rows {
            if everybody.at(one.customer.0).is_some_and(|at| found.has(at)) {
                meant.visits += u64::from(one.visits.count);
                meant.money = meant.money.saturating_add(one.visits.money);
            }
        }
        Ok(meant)
    }
}

/// One look for whom a filter means.
struct Search<'a> {
    store: &'a Store,
    trade: &'a Trade,
    all: &'a Appraisal,
    studied: &'a Studied,
    everybody: &'a Everybody,
}

impl Search<'_> {
    /// Condition by condition, the cheap ones first; whoever is decided is asked no more.
    fn run(&self, filter: &Filter) -> StoreResult<Marks> {
        let mut open = self.everybody.all();
        let mut found = self.everybody.nobody();
        let mut conditions: Vec<&Condition> = filter.conditions().iter().collect();
        let as_of = self.all.as_of;
        conditions.sort_by_key(|condition| Source::of(&condition.field, as_of).cost());
        for condition in conditions {
            let mut holds = self.holds(condition, &open)?;
            if condition.not {
                holds.turn_over();
            }
            match filter.join() {
                Join::All => open.keep(&holds),
                Join::Any => {
                    holds.keep(&open);
                    found.add(&holds);
                    open.take_off(&holds);
                }
            }
        }
        Ok(match filter.join() {
            Join::All => open,
            Join::Any => found,
        })
    }

    /// For whom of the `open` the test of a condition holds; of the others it may say anything.
    fn holds(&self, condition: &Condition, open: &Marks) -> StoreResult<Marks> {
        let test = condition.test.ready(self.all.as_of);
        match Source::of(&condition.field, self.all.as_of) {
            Source::Computed(fact) => Ok(self.computed(fact, &test, open)),
            Source::Rows(rows) => self.rows(&rows, &condition.field, &test, open),
            Source::Birthday => self.birthdays(&test),
            Source::Each(fact) => self.each(fact, &test, open),
            Source::Taken => self.taken(&condition.test),
            Source::Phones => self.phones(&condition.test, open),
            Source::Promised(fact) => self.promised(fact, &test, open),
        }
    }

    fn rows(&self, rows: &Rows, field: &Field, test: &Ready, open: &Marks) -> StoreResult<Marks> {
        let mut marks = self.everybody.nobody();
        if let Some(none) = rows.without
            && test.holds(Known::Whole(none))
        {
            marks = self.everybody.all();
        }
        let yes_no = matches!(field, Field::Fact(fact) if fact.kind() == Kind::YesNo);
        let may_see = self.agreed(field)?;
        let mut statement = self.store.conn.prepare_cached(rows.sql)?;
        let mut found = statement.query(params_from_iter(&rows.with))?;
        while let Some(row) = found.next()? {
            let at = self.everybody.at(row.get(0)?);
            let Some(at) = at.filter(|at| open.has(*at)) else {
                continue;
            };
            let known = match row.get_ref(1)? {
                _ if yes_no => Known::Yes,
                ValueRef::Integer(number) => Known::Whole(number),
                ValueRef::Text(text) => Known::Text(std::str::from_utf8(text).unwrap_or_default()),
                _ => continue,
            };
            let holds = may_see.as_ref().is_none_or(|may| may.has(at)) && test.holds(known);
            // One of several rows is enough; whoever has a row is not as those without.
            if holds {
                marks.set(at);
            } else if rows.without.is_some() {
                marks.clear(at);
            }
        }
        Ok(marks)
    }

    /// Whose sensitive field may be looked at; `None` where the field is not sensitive.
    fn agreed(&self, field: &Field) -> StoreResult<Option<Marks>> {
        let Field::Own(key) = field else {
            return Ok(None);
        };
        if !self.trade.field(key).is_some_and(|own| own.sensitive) {
            return Ok(None);
        }
        if !self.trade.sensitive {
            return Ok(Some(self.everybody.nobody()));
        }
        let mut agreed = self.everybody.nobody();
        let mut statement = self.store.conn.prepare_cached(source::CONSENT)?;
        let mut rows = statement.query([Purpose::Sensitive.key()])?;
        while let Some(row) = rows.next()? {
            if row.get_ref(1)?.as_str() == Ok("yes")
                && let Some(at) = self.everybody.at(row.get(0)?)
            {
                agreed.set(at);
            }
        }
        Ok(Some(agreed))
    }

    /// Days until the next birthday.
    fn birthdays(&self, test: &Ready) -> StoreResult<Marks> {
        let mut marks = self.everybody.nobody();
        let leap_day = self.store.leap_day()?;
        let mut statement = self.store.conn.prepare_cached(source::BIRTHDAYS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let born = Birthday {
                day: row.get(1)?,
                month: row.get(2)?,
                year: None,
            };
            let until = born.days_until(self.all.as_of, leap_day);
            if let (Some(at), Some(until)) = (self.everybody.at(row.get(0)?), until)
                && test.holds(Known::Whole(until))
            {
                marks.set(at);
            }
        }
        Ok(marks)
    }

    /// What is computed of the visits.
    fn computed(&self, fact: Fact, test: &Ready, open: &Marks) -> Marks {
        let mut marks = self.everybody.nobody();
        if computed::without_visits(fact).is_some_and(|known| test.holds(known)) {
            marks = self.everybody.all();
        }
        let mut expecting = self.all.prediction.expecting(self.all.as_of);
        for one in &self.all.rows {
            let at = self.everybody.at(one.customer.0);
            let Some(at) = at.filter(|at| open.has(*at)) else {
                continue;
            };
            let known = computed::known(fact, one, self.all, &mut expecting);
            if known.is_some_and(|known| test.holds(known)) {
                marks.set(at);
            } else {
                marks.clear(at);
            }
        }
        marks
    }
}
