//! Lines that are one visit, gathered until the last of them was read.

use std::collections::HashMap;

use chrono::{Datelike as _, NaiveDate};

use super::identity::{identity, of_visit};
use crate::exchange::plan::{Identity, PlannedStatus, PlannedVisit};
use crate::exchange::survey::{Of, Place};

/// A visit that is still being read.
#[derive(Debug)]
pub(crate) struct Open {
    /// What is known so far; `total` is what the first line says of the whole.
    pub(crate) visit: PlannedVisit,
    /// Who and what it is known by: plate key, else the customer's identity.
    pub(crate) who: String,
    /// How many of its rows wrote something besides.
    pub(crate) changed_rows: u64,
    /// How many rows it has.
    pub(crate) rows: u64,
    /// Whether its last row needs checking already.
    pub(crate) flagged: bool,
    /// Sum of the lines' amounts and of totals that belong to lines.
    sum: Option<i64>,
    /// A row's own text, to know an exact repetition.
    seen_rows: Vec<(u64, u64)>,
    /// Whether it was told that the lines carry several days.
    told_days: bool,
}

/// What another line turned out to be.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Joined {
    /// The day of the first line and that of this one, where they differ and that was not told.
    pub(crate) days_differ: Option<(NaiveDate, NaiveDate)>,
    /// The line has another total than the first.
    pub(crate) totals_differ: bool,
    /// Both have a total, and it is the same.
    pub(crate) totals_agree: bool,
    /// What speaks for another visit of the day.
    pub(crate) another: Another,
    /// The row says exactly what this earlier line says.
    pub(crate) repeats: Option<u64>,
}

/// What speaks for two visits where no document number holds the lines together.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Another {
    /// Nothing.
    #[default]
    No,
    /// Each line has a total.
    OwnTotal,
    /// The lines read different odometers.
    OwnReading,
}

impl Another {
    fn of(mine: &PlannedVisit, other: &PlannedVisit) -> Self {
        if !mine.doc_no.is_empty() || !mine.no.is_empty() {
            return Self::No;
        }
        let readings = mine.odometer.zip(other.odometer);
        if readings.is_some_and(|(mine, other)| mine != other) {
            Self::OwnReading
        } else if mine.total.is_some() && other.total.is_some() {
            Self::OwnTotal
        } else {
            Self::No
        }
    }
}

impl Open {
    pub(crate) fn new(visit: PlannedVisit, who: String, row: u64) -> Self {
        let line = visit.origin.lines.first().copied().unwrap_or_default();
        let sum = sum_of(&visit);
        Self {
            visit,
            who,
            changed_rows: 0,
            rows: 0,
            flagged: false,
            sum,
            seen_rows: vec![(row, line)],
            told_days: false,
        }
    }

    /// Adds a further line. Facts that the visit has already stay. A row that stands there word for
    /// word is one line more only where it `may_repeat`.
    pub(crate) fn join(&mut self, other: PlannedVisit, row: u64, may_repeat: bool) -> Joined {
        let line = other.origin.lines.first().copied().unwrap_or_default();
        let before = self
            .seen_rows
            .iter()
            .find(|(seen, _)| *seen == row)
            .map(|(_, line)| *line);
        let mine = &mut self.visit;
        mine.origin.lines.extend(&other.origin.lines);
        let joined = Joined {
            days_differ: (other.day != mine.day && !std::mem::replace(&mut self.told_days, true))
                .then_some((mine.day, other.day)),
            totals_differ: other.total.is_some()
                && mine.total.is_some()
                && other.total != mine.total,
            totals_agree: other.total.is_some_and(|total| total != 0) && other.total == mine.total,
            another: Another::of(mine, &other),
            repeats: before,
        };
        if joined.repeats.is_some() && !may_repeat {
            return joined;
        }
        self.seen_rows.push((row, line));
        let more = sum_of(&other);
        self.sum = match (self.sum, more) {
            (Some(sum), Some(more)) => sum.checked_add(more),
            (sum, more) => sum.or(more),
        };
        let mine = &mut self.visit;
        mine.customer = mine.customer.or(other.customer);
        mine.vehicle = mine.vehicle.or(other.vehicle);
        mine.odometer = if mine.doc_no.is_empty() && mine.no.is_empty() {
            // Two visits of one day: the higher reading is the later one.
            mine.odometer.max(other.odometer)
        } else {
            mine.odometer.or(other.odometer)
        };
        mine.total = mine.total.or(other.total);
        mine.cost = mine.cost.or(other.cost);
        mine.discount = mine.discount.or(other.discount);
        mine.redeemed = mine.redeemed.or(other.redeemed);
        mine.next_day = mine.next_day.or(other.next_day);
        mine.next_odometer = mine.next_odometer.or(other.next_odometer);
        if mine.status == PlannedStatus::Done {
            mine.status = other.status;
        }
        for (to, from) in [
            (&mut mine.doc_no, other.doc_no),
            (&mut mine.oil, other.oil),
            (&mut mine.payment, other.payment),
        ] {
            if to.is_empty() {
                *to = from;
            }
        }
        for (to, from) in [
            (&mut mine.complaint, other.complaint),
            (&mut mine.note, other.note),
        ] {
            add_text(to, &from);
        }
        for name in other.mechanics {
            if !mine.mechanics.contains(&name) {
                mine.mechanics.push(name);
            }
        }
        mine.lines.extend(other.lines);
        joined
    }

    /// The whole visit. `once` says that the column of totals holds the visit's own total,
    /// `by_number` that its document number is no queue number.
    pub(crate) fn whole(self, once: bool, by_number: bool) -> PlannedVisit {
        let mut visit = self.visit;
        // In our own exports a visit without a total has none.
        if visit.no.is_empty() && (!once || visit.total.is_none()) {
            visit.total = self.sum.or(visit.total);
        }
        visit.origin.identities = vec![known_by(&visit, &self.who, by_number)];
        let beside = self.who.split_once(BESIDE).map(|(_, beside)| beside);
        let beside = beside.filter(|_| visit.no.is_empty());
        visit.of_somebody = beside.map(|beside| known_by(&visit, beside, by_number));
        visit.origin.fingerprint = of_visit(&visit);
        visit
    }
}

/// What the row's own lines cost, less nothing; `None` when no line has an amount.
fn sum_of(visit: &PlannedVisit) -> Option<i64> {
    let amounts = visit.lines.iter().filter_map(|line| line.amount);
    amounts.fold(None, |sum: Option<i64>, amount| {
        sum.map_or(Some(amount), |sum| sum.checked_add(amount))
    })
}

/// Adds a text that does not stand there yet.
fn add_text(to: &mut String, from: &str) {
    const MOST: usize = 10_000;
    if from.is_empty() || to.contains(from) || to.chars().count() + from.chars().count() >= MOST {
        return;
    }
    if !to.is_empty() {
        to.push('\n');
    }
    to.push_str(from);
}

/// What stands between a customer and what tells their visit beside that.
const BESIDE: char = '\u{1f}';

/// By what a visit without a plate is known again: whose it is, as far as this call knows that, and what
/// tells the vehicle or the animal.
pub(crate) fn somebody(customer: Option<Identity>, beside: &str) -> String {
    customer.map_or_else(
        || beside.to_owned(),
        |customer| format!("{customer:?}{BESIDE}{beside}"),
    )
}

/// Document numbers begin anew with the year, so the year belongs to them. Whose the visit of a number is
/// tells the receiver: who that is may stand in other files of the call, or in none.
fn known_by(visit: &PlannedVisit, who: &str, by_number: bool) -> Identity {
    if !visit.no.is_empty() {
        return identity("visit of a book", &[&visit.no, &visit.day.to_string()]);
    }
    if visit.doc_no.is_empty() || !by_number {
        identity("visit by day", &[who, &visit.day.to_string()])
    } else {
        identity(
            "visit by number",
            &[who, &visit.doc_no, &visit.day.year().to_string()],
        )
    }
}

/// The visits of a table that are not whole yet, by the key until whose last row they are open.
#[derive(Debug, Default)]
pub(crate) struct OpenVisits {
    by: HashMap<u64, Vec<Open>>,
    last: Last,
}

/// Where the last row went that belongs to a visit.
#[derive(Debug, Default)]
struct Last {
    key: u64,
    until: u64,
    who: String,
}

impl OpenVisits {
    /// The open visit of somebody to whom a row belongs.
    pub(crate) fn of(&mut self, place: Place, who: &str) -> Option<&mut Open> {
        self.last.key = place.key;
        self.last.until = place.until;
        who.clone_into(&mut self.last.who);
        self.last()
    }

    /// The visit to which the last row went, while it is open.
    pub(crate) fn last(&mut self) -> Option<&mut Open> {
        let mut all = self.by.get_mut(&self.last.until)?.iter_mut();
        all.find(|open| open.who == self.last.who)
    }

    /// The visit that a row continues which names nobody, or the one of its document. What would
    /// be continued may have been rejected.
    pub(crate) fn continued(&mut self, place: Place) -> Option<&Open> {
        match place.of {
            Of::Day => None,
            Of::Document => self.by.get(&place.until)?.last(),
            Of::Above if place.key != self.last.key => None,
            Of::Above => self.last().map(|open| &*open),
        }
    }

    /// The day of what was gathered last under a key.
    pub(crate) fn day(&self, until: u64) -> Option<NaiveDate> {
        Some(self.by.get(&until)?.last()?.visit.day)
    }

    pub(crate) fn insert(&mut self, until: u64, open: Open) {
        self.by.entry(until).or_default().push(open);
    }

    /// The visits of which the last row was read, in the order of their first rows.
    pub(crate) fn take(&mut self, until: u64) -> Vec<Open> {
        self.by.remove(&until).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::plan::PlannedLine;

    fn line(amount: i64, total: i64) -> PlannedVisit {
        PlannedVisit {
            doc_no: "WO-1".to_owned(),
            lines: vec![PlannedLine {
                amount: Some(amount),
                ..PlannedLine::default()
            }],
            total: Some(total),
            ..PlannedVisit::default()
        }
    }

    #[test]
    fn a_total_that_stands_on_every_line_is_taken_once() {
        let mut open = Open::new(line(100, 250), "B1A".to_owned(), 1);
        open.join(line(150, 250), 2, true);
        assert_eq!(open.whole(true, true).total, Some(250));
    }

    #[test]
    fn amounts_that_belong_to_lines_are_added() {
        let mut open = Open::new(line(100, 100), "B1A".to_owned(), 1);
        open.join(line(150, 150), 2, true);
        assert_eq!(open.whole(false, true).total, Some(250));
    }

    #[test]
    fn a_row_that_stands_twice_is_one() {
        let mut open = Open::new(line(100, 100), "B1A".to_owned(), 1);
        assert!(open.join(line(100, 100), 1, false).repeats.is_some());
        assert_eq!(open.whole(false, true).lines.len(), 1);
    }

    #[test]
    fn a_number_of_another_year_is_another_visit() {
        let of = |year| {
            let day = chrono::NaiveDate::from_ymd_opt(year, 5, 1).unwrap();
            let visit = PlannedVisit { day, ..line(1, 1) };
            Open::new(visit, "B1A".to_owned(), 1)
                .whole(true, true)
                .origin
                .identities
        };
        assert_ne!(of(2025), of(2026));
    }

    #[test]
    fn two_readings_or_two_totals_of_a_day_speak_for_two_visits() {
        let visit = |doc_no: &str, odometer, total| PlannedVisit {
            doc_no: doc_no.to_owned(),
            odometer,
            total,
            ..PlannedVisit::default()
        };
        let joined = |first: PlannedVisit, second| {
            let mut open = Open::new(first, "B1A".to_owned(), 1);
            open.join(second, 2, false).another
        };
        let first = || visit("", Some(100), Some(5));
        assert_eq!(
            joined(first(), visit("", Some(110), None)),
            Another::OwnReading
        );
        assert_eq!(
            joined(first(), visit("", Some(100), Some(7))),
            Another::OwnTotal
        );
        assert_eq!(joined(first(), visit("", None, None)), Another::No);
        let numbered = visit("WO-1", Some(100), Some(5));
        assert_eq!(
            joined(numbered, visit("WO-1", Some(110), Some(7))),
            Another::No
        );
    }

    #[test]
    fn several_days_in_one_document_are_told_once() {
        let day = |day| chrono::NaiveDate::from_ymd_opt(2026, 5, day).unwrap();
        let on = |at| PlannedVisit {
            day: day(at),
            ..line(1, 1)
        };
        let mut open = Open::new(on(1), "B1A".to_owned(), 1);
        let both = (on(1).day, on(2).day);
        assert_eq!(open.join(on(2), 2, true).days_differ, Some(both));
        assert_eq!(open.join(on(3), 3, true).days_differ, None);
        assert_eq!(open.whole(true, true).day, day(1));
    }
}
