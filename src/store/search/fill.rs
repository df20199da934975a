//! The lines that are shown: what the book says now about those who were found.

use std::cell::OnceCell;

use fuzzy_matcher::skim::SkimMatcherV2;
use rusqlite::{Connection, OptionalExtension, Row};

use super::super::StoreResult;
use super::super::customer::full_name;
use super::super::points::Tiers;
use super::super::rows::maybe_day;
use super::entry::phone_digits;
use super::hits::Candidate;
use super::marks;
use super::own;
use super::query::Query;
use super::rules;
use crate::domain::MatchClass::{self, Forgiven};
use crate::domain::{Day, Hit, INDONESIA, MatchField, Phone, Plate, VehicleId, name};

const CUSTOMER: &str = "
    SELECT c.code, c.honorific, c.name, c.alert <> '', s.last_day
    FROM customer c LEFT JOIN customer_summary s ON s.customer_id = c.id WHERE c.id = ?1";
const PHONES: &str = "SELECT raw, e164 FROM phone WHERE customer_id = ?1 ORDER BY position";
const VEHICLE: &str = "
    SELECT v.id, v.plate, v.make, v.model, v.year, s.last_day, v.vin
    FROM vehicle v LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id WHERE v.id = ?1";
const NEWEST_VEHICLE: &str = "
    SELECT v.id, v.plate, v.make, v.model, v.year, s.last_day, v.vin
    FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
    LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id
    WHERE o.customer_id = ?1 AND o.until IS NULL
    ORDER BY s.last_day DESC, v.id DESC LIMIT 1";
/// What a customer brings that has a name, in the order of [`NEWEST_VEHICLE`].
const NAMED: &str = "
    SELECT v.id, v.make FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
    LEFT JOIN vehicle_summary s ON s.vehicle_id = v.id
    WHERE o.customer_id = ?1 AND o.until IS NULL AND v.make <> ''
    ORDER BY s.last_day DESC, v.id DESC";
const MODEL: &str = "SELECT make, model FROM vehicle WHERE id = ?1";
const MODELS_OF: &str = "
    SELECT v.make, v.model FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
    WHERE o.customer_id = ?1 AND o.until IS NULL";
const EARLIER: &str = "SELECT plate FROM plate_history WHERE vehicle_id = ?1 ORDER BY id DESC";

/// Fills lines for one search.
pub(super) struct Filling<'a> {
    conn: &'a Connection,
    query: &'a Query,
    names: OnceCell<bool>,
    tiers: Option<Tiers>,
    matcher: SkimMatcherV2,
}

impl<'a> Filling<'a> {
    pub(super) fn new(conn: &'a Connection, query: &'a Query) -> Self {
        Self {
            conn,
            query,
            names: OnceCell::new(),
            tiers: None,
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// Says of each who is filled in which tier they have on that day.
    pub(super) fn with_tiers(mut self, today: Day) -> StoreResult<Self> {
        self.tiers = Tiers::on(self.conn, today)?;
        Ok(self)
    }

    /// The line of one of them; `None` when it is no longer in the book.
    pub(super) fn hit(&self, one: Candidate) -> StoreResult<Option<Hit>> {
        let mut hit = Hit {
            customer: one.customer(),
            vehicle: one.vehicle(),
            code: String::new(),
            name: String::new(),
            plate: String::new(),
            earlier_plate: String::new(),
            vehicle_text: String::new(),
            phone: String::new(),
            last_day: None,
            alert: false,
            tier: None,
            class: one.class,
            field: one.field,
            marks: Vec::new(),
        };
        if !self.customer(&mut hit)? || !self.vehicle(&mut hit)? {
            return Ok(None);
        }
        let query = self.query;
        hit.marks = match one.field {
            MatchField::Plate if !hit.earlier_plate.is_empty() => {
                marks::in_plate(&hit.earlier_plate, &query.key, one.class)
            }
            MatchField::Plate => marks::in_plate(&hit.plate, &query.key, one.class),
            MatchField::Code => marks::in_code(&hit.code, query, one.class),
            MatchField::Phone => marks::in_phone(&hit.phone, query, one.class),
            MatchField::Name => marks::in_name(&hit.name, &query.words, &self.matcher),
        };
        Ok(Some(hit))
    }

    /// Fills in who it is; `false` when that customer is gone.
    fn customer(&self, hit: &mut Hit) -> StoreResult<bool> {
        let Some(customer) = hit.customer else {
            return Ok(true);
        };
        let mut statement = self.conn.prepare_cached(CUSTOMER)?;
        let found = statement.query_row([customer.0], |row| {
            let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
            hit.code = row.get(0)?;
            hit.name = full_name(&honorific, &name);
            hit.alert = row.get(3)?;
            hit.last_day = maybe_day(row, 4)?;
            Ok(())
        });
        if found.optional()?.is_none() {
            return Ok(false);
        }
        hit.phone = self.phone(customer.0, hit.field, hit.class)?;
        if let Some(tiers) = &self.tiers {
            hit.tier = tiers.of(self.conn, customer)?;
        }
        Ok(true)
    }

    /// The phone that matched, else the first usable one.
    fn phone(&self, customer: i64, field: MatchField, class: MatchClass) -> StoreResult<String> {
        let mut statement = self.conn.prepare_cached(PHONES)?;
        let rows = statement.query_map([customer], |row| {
            Ok(Phone {
                raw: row.get(0)?,
                e164: row.get(1)?,
                flag: None,
            })
        })?;
        let phones: Vec<Phone> = rows.collect::<Result<_, _>>()?;
        let matches = |phone: &&Phone| {
            let digits = phone_digits(phone.e164.as_deref(), &phone.raw);
            if class == Forgiven {
                rules::phone_forgiven(&self.query.slips().phones, &digits)
            } else {
                rules::phone(self.query, &digits) == Some(class)
            }
        };
        let by_phone = field == MatchField::Phone;
        let matched = phones.iter().filter(|_| by_phone).find(matches);
        let usable = || phones.iter().find(|phone| phone.e164.is_some());
        let shown = matched.or_else(usable);
        Ok(shown
            .map(|phone| phone.display(INDONESIA))
            .unwrap_or_default())
    }

    /// Fills in the vehicle; `false` when the one that matched is gone.
    fn vehicle(&self, hit: &mut Hit) -> StoreResult<bool> {
        if hit.field == MatchField::Name && hit.vehicle.is_none() {
            hit.vehicle = self.pet(hit)?;
        }
        let (sql, id) = match (hit.vehicle, hit.customer) {
            (Some(vehicle), _) => (VEHICLE, vehicle.0),
            (None, Some(customer)) => (NEWEST_VEHICLE, customer.0),
            (None, None) => return Ok(false),
        };
        let mut statement = self.conn.prepare_cached(sql)?;
        let without_owner = hit.customer.is_none();
        let found = statement.query_row([id], |row| {
            hit.vehicle = Some(VehicleId(row.get(0)?));
            hit.plate = row.get(1)?;
            hit.vehicle_text = vehicle_text(row)?;
            if without_owner {
                hit.last_day = maybe_day(row, 5)?;
            }
            Ok(())
        });
        let known = found.optional()?.is_some();
        if known {
            self.plates(hit)?;
        }
        Ok(known || hit.vehicle.is_none())
    }

    /// Which of a customer's pets bears the name that was typed, if one does.
    fn pet(&self, hit: &Hit) -> StoreResult<Option<VehicleId>> {
        let Some(customer) = hit.customer.filter(|_| self.have_names()) else {
            return Ok(None);
        };
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let mut rows = statement.query([customer.0])?;
        while let Some(row) = rows.next()? {
            let words = name::words(row.get_ref(1)?.as_str().unwrap_or_default());
            let typed = |word: &String| {
                let mut typed = self.query.words.iter();
                typed.any(|typed| word.starts_with(typed))
            };
            if words.iter().any(typed) {
                return Ok(Some(VehicleId(row.get(0)?)));
            }
        }
        Ok(None)
    }

    /// Whether what customers bring has names; asked once.
    fn have_names(&self) -> bool {
        // Where the trade cannot be read nothing else can.
        *self
            .names
            .get_or_init(|| own::has_names(self.conn).unwrap_or_default())
    }

    /// The plate of today as displayed, and the earlier one if that matched.
    fn plates(&self, hit: &mut Hit) -> StoreResult<()> {
        let today = Plate::parse(&hit.plate);
        let by_today = |plate: &Plate| self.matches_plate(plate, hit.class);
        if hit.field == MatchField::Plate
            && !today.as_ref().is_some_and(by_today)
            && let Some(vehicle) = hit.vehicle
        {
            let earlier = self.earlier(vehicle, hit.class)?;
            hit.earlier_plate = earlier.map(|plate| plate.display()).unwrap_or_default();
        }
        hit.plate = today.map(|plate| plate.display()).unwrap_or_default();
        Ok(())
    }

    fn matches_plate(&self, plate: &Plate, class: MatchClass) -> bool {
        if class == Forgiven {
            rules::plate_forgiven(&self.query.slips().plates, &plate.key).is_some()
        } else {
            rules::plate(&self.query.key, &plate.key) == Some(class)
        }
    }

    fn earlier(&self, vehicle: VehicleId, class: MatchClass) -> StoreResult<Option<Plate>> {
        let mut statement = self.conn.prepare_cached(EARLIER)?;
        let rows = statement.query_map([vehicle.0], |row| row.get::<_, String>(0))?;
        for plate in rows {
            let plate = Plate::parse(&plate?);
            if let Some(plate) = plate.filter(|plate| self.matches_plate(plate, class)) {
                return Ok(Some(plate));
            }
        }
        Ok(None)
    }
}

/// Make, model and year, as far as known; without a plate the chassis number, too.
fn vehicle_text(row: &Row<'_>) -> rusqlite::Result<String> {
    let (make, model): (String, String) = (row.get(2)?, row.get(3)?);
    let year = row.get::<_, Option<i32>>(4)?.map(|year| year.to_string());
    let plated = row
        .get_ref(1)?
        .as_str()
        .is_ok_and(|plate| !plate.is_empty());
    let vin = if plated { String::new() } else { row.get(6)? };
    let parts = [make, model, year.unwrap_or_default(), vin];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Ok(parts.join(" "))
}

/// Of those whom the other words find, who owns a vehicle whose make or model begins with these words.
pub(super) fn with_models(
    conn: &Connection,
    some: Vec<Candidate>,
    words: &[&Query],
) -> StoreResult<Vec<Candidate>> {
    let mut found = Vec::new();
    for one in some {
        let (sql, id) = match (one.customer(), one.vehicle()) {
            (Some(customer), _) => (MODELS_OF, customer.0),
            (None, Some(vehicle)) => (MODEL, vehicle.0),
            (None, None) => continue,
        };
        let mut models = Vec::new();
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        while let Some(row) = rows.next()? {
            for column in 0..2 {
                models.extend(name::words(
                    row.get_ref(column)?.as_str().unwrap_or_default(),
                ));
            }
        }
        let begins = |typed: &String| models.iter().any(|word| word.starts_with(typed));
        let known = |token: &&Query| !token.words.is_empty() && token.words.iter().all(begins);
        if words.iter().all(known) {
            found.push(one);
        }
    }
    Ok(found)
}
