//! What is worth offering to a customer, by what others take.

mod changes;
mod due;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use chrono::Days;

use super::super::rows::day;
use super::super::{Store, StoreResult, vehicle};
use crate::domain::{CustomerId, Day, VehicleId};
use crate::insight::{
    Offers, TakenTogether, Taking, Thing, Together, Took, WINDOW, is_work, thing,
};

const HOW_MANY: &str = "
    SELECT count(*) FROM visit WHERE day > ?1 AND day <= ?2 AND status = 'done' AND customer_id IS NOT NULL";
/// Of customers one in so many, so that a large book takes no longer than a small one.
const TAKEN: &str = "
    SELECT v.customer_id, v.id, l.text FROM visit v JOIN visit_line l ON l.visit_id = v.id
    WHERE v.day > ?1 AND v.day <= ?2 AND v.status = 'done' AND v.customer_id % ?3 = 0
    ORDER BY v.customer_id, v.id";
const OWN: &str = "
    SELECT v.day, l.text, v.vehicle_id FROM visit v JOIN visit_line l ON l.visit_id = v.id
    WHERE v.customer_id = ?1 AND v.status = 'done' AND v.day <= ?2";

/// Visits of a year that are counted; of more, a part of the customers stands for all.
const COUNTED: i64 = 40_000;
/// Offers that are made.
const MOST: usize = 5;
/// Dearer variants that are named.
const MOST_DEARER: usize = 2;
/// Vehicles of a customer of which it is told what is due: of a fleet those that came last.
const VEHICLES: i64 = 100;

impl Store {
    /// What customers took together within the year before a day. Of a large book a part of the
    /// customers stands for all.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn taken_together(&self, as_of: Day) -> StoreResult<TakenTogether> {
        let _moment = self.moment()?;
        let (stretch, one_in) = self.stretch(WINDOW, as_of)?;
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
        taken.variants = self.changes(as_of)?;
        Ok(taken)
    }

    /// The days up to one, and one in how many customers is counted.
    fn stretch(&self, days: u32, as_of: Day) -> StoreResult<([String; 2], i64)> {
        let from = as_of.checked_sub_days(Days::new(days.into()));
        let stretch = [from.unwrap_or(Day::MIN).to_string(), as_of.to_string()];
        let visits: i64 = self
            .conn
            .prepare_cached(HOW_MANY)?
            .query_row([&stretch[0], &stretch[1]], |row| row.get(0))?;
        Ok((stretch, (visits / COUNTED).max(0) + 1))
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
        let owned = vehicle::owned_now(&self.conn, customer, VEHICLES)?;
        let mut own: BTreeMap<String, (String, Day)> = BTreeMap::new();
        let mut by_vehicle: BTreeMap<Option<i64>, Vec<Taking>> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(OWN)?;
        let mut rows = statement.query((customer.0, as_of.to_string()))?;
        while let Some(row) = rows.next()? {
            let text = row.get_ref(1)?.as_str().unwrap_or_default();
            let (key, on) = (thing(text), day(row, 0)?);
            // What a vehicle took that is somebody else's now is nothing to offer.
            let with: Option<i64> = row.get(2)?;
            let theirs = with.is_none_or(|with| owned.contains(&VehicleId(with)));
            if let Some(variant) = together.variants.known(text).filter(|_| theirs) {
                let took = by_vehicle.entry(with).or_default();
                took.push(Taking { variant, day: on });
            }
            if key.is_empty() {
                continue;
            }
            let known = own
                .entry(key)
                .or_insert_with(|| (text.trim().to_owned(), on));
            // Of one day the name of the part, not of the work on it.
            let better = known.1 == on && is_work(&known.0);
            if known.1 < on || better {
                *known = (text.trim().to_owned(), on);
            }
        }
        let all = &together.by_customers;
        let taken = own.iter();
        let taken = taken.filter_map(|(key, (_, last))| Some((all.known(key)?, *last)));
        let offers = all.offers(&taken.collect(), as_of, MOST);
        let by_vehicle = by_vehicle.into_iter();
        let by_vehicle = by_vehicle.map(|(id, took)| (id.map(VehicleId), took));
        let by_vehicle: Vec<Took> = by_vehicle.collect();
        let dearer = together.variants.offers(&by_vehicle, as_of, MOST_DEARER);
        let mut taken_by = Vec::new();
        for id in dearer.iter().flat_map(|one| &one.with) {
            taken_by.extend(vehicle::facts(&self.conn, *id)?.map(|facts| (*id, facts)));
        }
        let due = self.services_due(&owned, as_of)?;
        let year = |day: &Day| (as_of - *day).num_days() <= i64::from(WINDOW);
        let mut takes: Vec<(String, Day)> = own.into_values().collect();
        takes.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
        Ok(Offers {
            offers,
            dearer,
            due,
            taken_by,
            of_fleet: owned.len() > 1,
            breadth: takes.len(),
            breadth_year: takes.iter().filter(|(_, last)| year(last)).count(),
            takes,
        })
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
