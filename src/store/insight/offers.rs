//! What is worth offering to a customer, by what others take.

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::super::rows::day;
use super::super::{Store, StoreResult, vehicle};
use crate::domain::{CustomerId, Day};
use crate::insight::{Offers, TakenTogether, Thing, Together, WINDOW, thing};

const HOW_MANY: &str = "
    SELECT count(*) FROM visit WHERE day > ?1 AND day <= ?2 AND status = 'done' AND customer_id IS NOT NULL";
/// Of customers one in so many, so that a large book takes no longer than a small one.
const TAKEN: &str = "
    SELECT v.customer_id, v.id, l.text FROM visit v JOIN visit_line l ON l.visit_id = v.id
    WHERE v.day > ?1 AND v.day <= ?2 AND v.status = 'done' AND v.customer_id % ?3 = 0
    ORDER BY v.customer_id, v.id";
const OWN: &str = "
    SELECT v.day, l.text FROM visit v JOIN visit_line l ON l.visit_id = v.id
    WHERE v.customer_id = ?1 AND v.status = 'done' AND v.day <= ?2";

/// Visits of a year that are counted; of more, a part of the customers stands for all.
const COUNTED: i64 = 40_000;
/// Offers that are made.
const MOST: usize = 5;
/// Vehicles of a customer of which it is told what is due: of a fleet those that came last.
const VEHICLES: i64 = 100;
/// Days ahead in which a promised service is due.
const SOON: u64 = 21;

impl Store {
    /// What customers took together within the year before a day. Of a large book a part of the
    /// customers stands for all.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn taken_together(&self, as_of: Day) -> StoreResult<TakenTogether> {
        let _moment = self.moment()?;
        let from = as_of.checked_sub_days(Days::new(WINDOW.into()));
        let stretch = [from.unwrap_or(Day::MIN).to_string(), as_of.to_string()];
        let visits: i64 = self
            .conn
            .prepare_cached(HOW_MANY)?
            .query_row([&stretch[0], &stretch[1]], |row| row.get(0))?;
        let one_in = (visits / COUNTED).max(0) + 1;
        let mut taken = TakenTogether::default();
        let mut customer: Option<(i64, BTreeSet<Thing>)> = None;
        let mut visit: Option<(i64, BTreeSet<Thing>)> = None;
        let mut statement = self.conn.prepare_cached(TAKEN)?;
        let mut rows = statement.query((&stretch[0], &stretch[1], one_in))?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(2)?.as_str().unwrap_or_default();
            let key = thing(text);
            if key.is_empty() {
                continue;
            }
            let name = text.trim();
            let of = (row.get(0)?, taken.by_customers.place(&key, name));
            put(&mut customer, of, &mut taken.by_customers);
            let of = (row.get(1)?, taken.by_visits.place(&key, name));
            put(&mut visit, of, &mut taken.by_visits);
        }
        if let Some((_, took)) = customer {
            taken.by_customers.add(&took);
        }
        if let Some((_, took)) = visit {
            taken.by_visits.add(&took);
        }
        Ok(taken)
    }

    /// What is worth offering to a customer on a day.
    ///
    /// # Errors
    /// As [`Store::taken_together`].
    pub fn offers(
        &self,
        customer: CustomerId,
        as_of: Day,
        together: &TakenTogether,
    ) -> StoreResult<Offers> {
        let _moment = self.moment()?;
        let mut own: BTreeMap<String, (String, Day)> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(OWN)?;
        let mut rows = statement.query((customer.0, as_of.to_string()))?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            let (key, on) = (thing(text), day(row, 0)?);
            if key.is_empty() {
                continue;
            }
            let known = own
                .entry(key)
                .or_insert_with(|| (text.trim().to_owned(), on));
            if known.1 <= on {
                *known = (text.trim().to_owned(), on);
            }
        }
        let all = &together.by_customers;
        let taken = own.iter();
        let taken = taken.filter_map(|(key, (_, last))| Some((all.known(key)?, *last)));
        let offers = all.offers(&taken.collect(), as_of, MOST);
        let until = as_of.checked_add_days(Days::new(SOON)).unwrap_or(as_of);
        let due = self.promised(customer)?.filter(|due| *due <= until);
        let year = |day: &Day| (as_of - *day).num_days() <= i64::from(WINDOW);
        let mut takes: Vec<(String, Day)> = own.into_values().collect();
        takes.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        Ok(Offers {
            offers,
            due,
            breadth: takes.len(),
            breadth_year: takes.iter().filter(|(_, last)| year(last)).count(),
            takes,
        })
    }
}

impl Store {
    /// The first of the days on which the vehicles of a customer are due, as their cards show them.
    fn promised(&self, customer: CustomerId) -> StoreResult<Option<Day>> {
        let mut first: Option<Day> = None;
        for owned in vehicle::owned_now(&self.conn, customer, VEHICLES)? {
            let due = vehicle::next_service(&self.conn, owned)?.day;
            first = first.into_iter().chain(due).min();
        }
        Ok(first)
    }
}

/// One more thing of whoever comes next in the rows; who came before is counted.
fn put(now: &mut Option<(i64, BTreeSet<Thing>)>, (id, thing): (i64, Thing), all: &mut Together) {
    match now {
        Some((known, took)) if *known == id => {
            took.insert(thing);
        }
        _ => {
            if let Some((_, took)) = now.replace((id, BTreeSet::from([thing]))) {
                all.add(&took);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{add_customer, add_pair, new_store, write};
    use super::*;
    use crate::domain::{Change, NextService, VisitFacts, VisitLine, VisitStatus};

    fn come(store: &mut Store, customer: CustomerId, on: &str, lines: &[&str]) {
        let line = |text: &&str| VisitLine {
            text: (*text).to_owned(),
            quantity: 1000,
            ..VisitLine::default()
        };
        let facts = VisitFacts {
            customer: Some(customer),
            lines: lines.iter().map(line).collect(),
            ..VisitFacts::on(on.parse().unwrap())
        };
        let facts = Box::new(facts);
        write(store, &Change::AddVisit { facts }).unwrap();
    }

    #[test]
    fn what_others_of_the_year_take_together_is_offered_to_whoever_takes_half_of_it() {
        let (_dir, mut store) = new_store();
        let as_of: Day = "2026-11-22".parse().unwrap();
        for number in 0..40 {
            let one = add_customer(&mut store, "somebody");
            let lines: &[&str] = match number {
                0..15 => &["Ganti oli mesin", "Filter oli"],
                15..20 => &["GANTI OLI MESIN"],
                _ => &["Ban"],
            };
            come(&mut store, one, "2026-05-01", lines);
        }
        let budi = add_customer(&mut store, "Budi");
        come(&mut store, budi, "2025-09-01", &["filter oli"]);
        come(&mut store, budi, "2026-09-01", &["Shell HX7 10W-40"]);
        let together = store.taken_together(as_of).unwrap();
        assert_eq!(together.by_customers.counted(), 41);
        let found = store.offers(budi, as_of, &together).unwrap();
        assert_eq!(found.offers.len(), 1);
        let offer = &found.offers[0];
        assert_eq!(
            (&*offer.thing, &*offer.because),
            ("Filter oli", "Ganti oli mesin")
        );
        assert_eq!((offer.both, offer.of), (15, 21));
        assert_eq!(offer.last, Some("2025-09-01".parse().unwrap()));
        assert_eq!((found.breadth, found.breadth_year), (2, 1));
        let bundles = together.bundles();
        assert_eq!(bundles.len(), 1);
        let bundle = &bundles[0];
        // Fewer than twenty visits with a filter say nothing from its side.
        assert_eq!(
            (&*bundle.one, &*bundle.other),
            ("Ganti oli mesin", "Filter oli")
        );
        assert_eq!((bundle.both, bundle.of), (15, 21));
    }

    #[test]
    fn what_the_last_visit_promised_is_due_as_on_the_card() {
        let (_dir, mut store) = new_store();
        let as_of: Day = "2026-11-22".parse().unwrap();
        let (budi, avanza) = add_pair(&mut store, "Budi", "B 1234 XYZ");
        let together = TakenTogether::default();
        let mut promise = |on: &str, next: Option<&str>| {
            let facts = Box::new(VisitFacts {
                customer: Some(budi),
                vehicle: Some(avanza),
                next_service: NextService {
                    day: next.map(|day| day.parse().unwrap()),
                    odometer: None,
                },
                ..VisitFacts::on(on.parse().unwrap())
            });
            write(&mut store, &Change::AddVisit { facts }).unwrap();
            let due = store.offers(budi, as_of, &together).unwrap().due;
            due.map(|due| due.to_string())
        };
        assert_eq!(promise("2026-06-01", None), None);
        assert_eq!(
            promise("2026-08-01", Some("2026-11-30")).as_deref(),
            Some("2026-11-30")
        );
        // A later promise holds; one that lies far ahead is nothing to offer yet.
        assert_eq!(promise("2026-09-01", Some("2026-12-31")), None);
    }

    #[test]
    fn cancelled_visits_and_those_of_other_years_count_in_nothing() {
        let (_dir, mut store) = new_store();
        let as_of: Day = "2026-11-22".parse().unwrap();
        let budi = add_customer(&mut store, "Budi");
        come(&mut store, budi, "2025-11-22", &["Ban"]);
        come(&mut store, budi, "2026-11-23", &["Ban"]);
        let facts = VisitFacts {
            customer: Some(budi),
            status: VisitStatus::Cancelled,
            lines: vec![VisitLine {
                text: "Busi".to_owned(),
                quantity: 1000,
                ..VisitLine::default()
            }],
            ..VisitFacts::on(as_of)
        };
        let facts = Box::new(facts);
        write(&mut store, &Change::AddVisit { facts }).unwrap();
        let together = store.taken_together(as_of).unwrap();
        assert_eq!(together, TakenTogether::default());
        let found = store.offers(budi, as_of, &together).unwrap();
        assert_eq!((found.breadth, found.offers.len()), (1, 0));
    }
}
