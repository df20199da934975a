//! Reading the whole book into the packed lists, streaming, in a second for a million customers.

use std::collections::{BTreeSet, HashMap, HashSet};

use rusqlite::{Connection, Row};

use super::super::{StoreError, StoreResult};
use super::codes::Codes;
use super::entry::phone_digits;
use super::hits::{Who, day_number};
use super::names::NameBuilder;
use super::own::{self, OwnText};
use super::packed::{Packed, Rows};
use super::phones::Phones;
use super::plates::PlateBuilder;
use super::scrap::Scrap;
use crate::domain::{name, plate};

const CUSTOMERS: &str = "SELECT id FROM customer ORDER BY id";
const CUSTOMER_DAYS: &str = "SELECT customer_id, last_day FROM customer_summary WHERE last_day IS NOT NULL ORDER BY customer_id";
const OWNERS: &str =
    "SELECT vehicle_id, customer_id FROM ownership NOT INDEXED WHERE until IS NULL";
const VEHICLES: &str = "SELECT id FROM vehicle ORDER BY id";
const VEHICLE_DAY: &str = "SELECT last_day FROM vehicle_summary WHERE vehicle_id = ?1";
const NAMES: &str = "SELECT id, code, name_key, company_id FROM customer ORDER BY id";
const COMPANY: &str = "SELECT name_key FROM customer WHERE id = ?1";
const ALIASES: &str = "SELECT customer_id, code FROM alias";
const PLATES: &str = "
    SELECT id, plate_key, make, model, CASE WHEN plate_key IS NULL THEN vin ELSE '' END FROM vehicle";
const EARLIER: &str = "SELECT vehicle_id, plate_key FROM plate_history";
const PHONES: &str = "SELECT customer_id, e164, raw FROM phone";

/// Rows between two looks at whether the index is still wanted.
const ROWS: usize = 8192;

/// Reads the book step by step.
pub(super) struct Reading<'a> {
    pub(super) conn: &'a Connection,
    pub(super) percent: &'a dyn Fn(u8),
    pub(super) wanted: &'a dyn Fn() -> bool,
}

/// Numbers in ascending order, each with the row it got. Numbers of a book have few gaps.
#[derive(Default)]
struct RowOf {
    numbers: Vec<u32>,
    rows: Vec<u32>,
}

const NO_ROW: u32 = u32::MAX;

impl RowOf {
    fn place(&self, id: i64) -> Option<usize> {
        let id = u32::try_from(id).ok()?;
        let guess = id.checked_sub(*self.numbers.first()?)? as usize;
        if self.numbers.get(guess) == Some(&id) {
            return Some(guess);
        }
        self.numbers.binary_search(&id).ok()
    }

    fn of(&self, id: i64) -> Option<u32> {
        let row = *self.rows.get(self.place(id)?)?;
        (row != NO_ROW).then_some(row)
    }
}

impl Reading<'_> {
    /// The whole book.
    pub(super) fn packed(&self) -> StoreResult<Packed> {
        let mut scrap = Scrap::default();
        let (rows, customers, vehicles) = self.rows(&mut scrap)?;
        (self.percent)(25);
        let (names, mut codes) = self.names(rows.len(), &customers, &mut scrap)?;
        (self.percent)(60);
        let (plates, models) = self.plates(&vehicles, &mut codes)?;
        codes.shrink();
        (self.percent)(85);
        let phones = self.phones(&customers, &mut scrap)?;
        (self.percent)(100);
        Ok(Packed {
            rows,
            customers: customers.numbers.len(),
            plates: plates.build(&mut scrap),
            codes,
            phones,
            names,
            models,
        })
    }

    /// Runs over all rows of a statement.
    fn each(
        &self,
        sql: &str,
        mut take: impl FnMut(&Row<'_>) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let mut statement = self.conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        let mut count = 0;
        while let Some(row) = rows.next()? {
            if count % ROWS == 0 && !(self.wanted)() {
                return Err(StoreError::Cancelled);
            }
            count += 1;
            take(row)?;
        }
        Ok(())
    }

    /// Everybody in order, the rows of customers, and the rows that vehicles lead to.
    fn rows(&self, scrap: &mut Scrap) -> StoreResult<(Rows, RowOf, RowOf)> {
        let (mut customers, mut vehicles) = (RowOf::default(), RowOf::default());
        self.numbers(CUSTOMERS, &mut customers)?;
        let mut days = vec![0_u16; customers.numbers.len()];
        self.each(CUSTOMER_DAYS, |row| {
            if let Some(place) = customers.place(row.get(0)?) {
                days[place] = day_number(
                    row.get_ref(1)?
                        .as_str()
                        .ok()
                        .and_then(|day| day.parse().ok()),
                );
            }
            Ok(())
        })?;
        self.numbers(VEHICLES, &mut vehicles)?;
        // Until rows are numbered: the place of the owner.
        self.each(OWNERS, |row| {
            let (vehicle, owner) = (vehicles.place(row.get(0)?), customers.place(row.get(1)?));
            if let (Some(vehicle), Some(owner)) = (vehicle, owner) {
                vehicles.rows[vehicle] = u32::try_from(owner).unwrap_or(NO_ROW);
            }
            Ok(())
        })?;
        let mut everybody: Vec<(Who, u16)> = Vec::with_capacity(days.len());
        let ids = customers.numbers.iter().zip(&days);
        everybody.extend(ids.map(|(id, day)| (Who::Customer((*id).into()), *day)));
        for (id, owner) in vehicles.numbers.iter().zip(&vehicles.rows) {
            if *owner == NO_ROW {
                everybody.push((Who::Vehicle((*id).into()), self.vehicle_day(*id)?));
            }
        }
        scrap.keep(days);
        let rows = Rows::build(everybody, scrap);
        number_rows(&rows, &mut customers, &mut vehicles);
        Ok((rows, customers, vehicles))
    }

    fn numbers(&self, sql: &str, into: &mut RowOf) -> StoreResult<()> {
        self.each(sql, |row| {
            into.numbers
                .extend(u32::try_from(row.get::<_, i64>(0)?).ok());
            Ok(())
        })?;
        into.rows = vec![NO_ROW; into.numbers.len()];
        Ok(())
    }

    fn vehicle_day(&self, id: u32) -> StoreResult<u16> {
        use rusqlite::OptionalExtension;
        let mut statement = self.conn.prepare_cached(VEHICLE_DAY)?;
        let day = statement.query_row([id], |row| super::super::rows::maybe_day(row, 0));
        Ok(day_number(day.optional()?.flatten()))
    }

    fn names(
        &self,
        rows: usize,
        customers: &RowOf,
        scrap: &mut Scrap,
    ) -> StoreResult<(super::names::Names, Codes)> {
        let mut names = NameBuilder::with_rows(rows);
        let mut codes = Codes::with_rows(rows);
        let mut contacts: Vec<(u32, i64)> = Vec::new();
        self.each(NAMES, |row| {
            let Some(place) = customers.of(row.get(0)?) else {
                return Ok(());
            };
            codes.set(row.get_ref(1)?.as_str().unwrap_or_default(), place);
            names.push(row.get_ref(2)?.as_str().unwrap_or_default(), place);
            if let Some(company) = row.get(3)? {
                contacts.push((place, company));
            }
            Ok(())
        })?;
        for (row, company) in contacts {
            let mut statement = self.conn.prepare_cached(COMPANY)?;
            let key: Option<String> = rusqlite::OptionalExtension::optional(
                statement.query_row([company], |row| row.get(0)),
            )?;
            names.push_contact(&key.unwrap_or_default(), row);
        }
        let mut own = |row: &Row<'_>| {
            let value = row.get_ref(1)?.as_str().unwrap_or_default();
            match (customers.of(row.get(0)?), OwnText::of(value)) {
                (Some(place), OwnText::Number(key)) => codes.alias(&key, place),
                (Some(place), OwnText::Words(key)) => names.push_contact(&key, place),
                _ => {}
            }
            StoreResult::Ok(())
        };
        self.each(own::FIELDS, &mut own)?;
        if own::has_names(self.conn)? {
            self.each(own::NAMES, &mut own)?;
        }
        self.households(customers, &mut names)?;
        self.each(ALIASES, |row| {
            if let Some(place) = customers.of(row.get(0)?) {
                codes.alias(
                    &plate::key(row.get_ref(1)?.as_str().unwrap_or_default()),
                    place,
                );
            }
            Ok(())
        })?;
        Ok((names.build(scrap), codes))
    }

    /// Members are found by the name of their household: each is read once, for many live in one.
    fn households(&self, customers: &RowOf, names: &mut NameBuilder) -> StoreResult<()> {
        let mut keys: HashMap<i64, String> = HashMap::new();
        self.each(own::HOUSEHOLDS, |row| {
            let name = row.get_ref(1)?.as_str().unwrap_or_default();
            keys.insert(row.get(0)?, name::name_key(name));
            Ok(())
        })?;
        self.each(own::MEMBERS, |row| {
            if let (Some(place), Some(key)) = (customers.of(row.get(0)?), keys.get(&row.get(1)?)) {
                names.push_contact(key, place);
            }
            Ok(())
        })
    }

    /// Plates, and the chassis numbers of vehicles that have none yet.
    fn plates(
        &self,
        vehicles: &RowOf,
        codes: &mut Codes,
    ) -> StoreResult<(PlateBuilder, BTreeSet<String>)> {
        let mut plates = PlateBuilder::with_room(vehicles.numbers.len());
        let mut add = |row: &Row<'_>| {
            let id: i64 = row.get(0)?;
            let key = row.get_ref(1)?.as_str_or_null().ok().flatten();
            if let (Some(key), Some(place), Ok(id)) = (key, vehicles.of(id), u32::try_from(id)) {
                plates.push(key, place, id);
            }
            StoreResult::Ok(())
        };
        let mut models: HashSet<String> = HashSet::new();
        self.each(PLATES, |row| {
            for column in 2..4 {
                let text = row.get_ref(column)?.as_str().unwrap_or_default();
                if !models.contains(text) {
                    models.insert(text.to_owned());
                }
            }
            let chassis = row.get_ref(4)?.as_str().unwrap_or_default();
            if !chassis.is_empty()
                && let Some(place) = vehicles.of(row.get(0)?)
            {
                codes.alias(&plate::key(chassis), place);
            }
            add(row)
        })?;
        self.each(EARLIER, add)?;
        let words = models.iter().flat_map(|text| name::words(text));
        Ok((plates, words.collect()))
    }

    fn phones(&self, customers: &RowOf, scrap: &mut Scrap) -> StoreResult<Phones> {
        let mut phones = Vec::with_capacity(customers.numbers.len());
        self.each(PHONES, |row| {
            if let Some(place) = customers.of(row.get(0)?) {
                let e164 = row.get_ref(1)?.as_str_or_null().ok().flatten();
                let digits = phone_digits(e164, row.get_ref(2)?.as_str().unwrap_or_default());
                phones.extend(Phones::packed(&digits).map(|number| (number, place)));
            }
            Ok(())
        })?;
        let packed = Phones::build(&mut phones);
        scrap.keep(phones);
        Ok(packed)
    }
}

/// Turns places into rows, now that everybody has one.
fn number_rows(rows: &Rows, customers: &mut RowOf, vehicles: &mut RowOf) {
    for (row, who) in rows.iter() {
        match who {
            Who::Customer(id) => {
                if let Some(place) = customers.place(id) {
                    customers.rows[place] = row;
                }
            }
            Who::Vehicle(_) => {}
        }
    }
    for owner in &mut vehicles.rows {
        *owner = customers
            .rows
            .get(*owner as usize)
            .copied()
            .unwrap_or(NO_ROW);
    }
    for (row, who) in rows.iter() {
        if let Who::Vehicle(id) = who
            && let Some(place) = vehicles.place(id)
        {
            vehicles.rows[place] = row;
        }
    }
}
