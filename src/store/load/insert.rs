//! Rows of a load, one aggregate at a time.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::super::change::staff_key;
use super::super::rows::{kind_word, status_word};
use super::super::{StoreError, StoreResult};
use super::Load;
use crate::domain::{
    CustomerFacts, CustomerId, Day, EarlierPlate, HouseholdId, Money, PhoneEntry, Plate, StaffId,
    VehicleFacts, VehicleId, VisitFacts, VisitId, customer_code, customer_number, lines_cost, name,
    plate,
};

const CUSTOMER: &str = "
    INSERT INTO customer (id, code, kind, honorific, name, name_key, household_id, company_id, email, address,
        city, birth_day, birth_month, birth_year, alert, note, source, member_since, batch_id, created_at, referred_by)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)";
const PHONE: &str = "
    INSERT INTO phone (customer_id, position, raw, e164, tail, label, flag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const FIELD: &str = "INSERT INTO customer_field (customer_id, key, value) VALUES (?1, ?2, ?3)";
const HOUSEHOLD_OF_NAME: &str = "SELECT id FROM household WHERE name = ?1 ORDER BY id LIMIT 1";
const ALIAS: &str = "
    INSERT OR IGNORE INTO alias (code, customer_id)
    SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM customer WHERE code = ?1)";
const HOUSEHOLD: &str = "INSERT OR IGNORE INTO household (id, name) VALUES (?1, ?2)";
const VEHICLE: &str = "
    INSERT INTO vehicle (id, plate, plate_key, plate_tail, make, model, year, color, vin, engine_no, engine_cc,
        note, batch_id, created_at)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
const VEHICLE_FIELD: &str =
    "INSERT INTO vehicle_field (vehicle_id, key, value) VALUES (?1, ?2, ?3)";
const OWNERSHIP: &str =
    "INSERT INTO ownership (vehicle_id, customer_id, since, until) VALUES (?1, ?2, ?3, ?4)";
const EARLIER: &str = "
    INSERT INTO plate_history (vehicle_id, plate, plate_key, plate_tail, until) VALUES (?1, ?2, ?3, ?4, ?5)";
const STAFF: &str = "
    INSERT INTO staff (name, name_key, at_desk, is_mechanic) VALUES (?1, ?2, ?3, ?4)
    ON CONFLICT (name_key) DO UPDATE SET at_desk = max(at_desk, excluded.at_desk),
        is_mechanic = max(is_mechanic, excluded.is_mechanic)
    RETURNING id";
const CODE_TAKEN: &str = "
    SELECT EXISTS (SELECT 1 FROM customer WHERE code = ?1) OR EXISTS (SELECT 1 FROM alias WHERE code = ?1)";

impl Load<'_> {
    /// A new customer under the next ID, or as row `id` of an empty book.
    ///
    /// # Errors
    /// When the row is not accepted; the load should be given up.
    pub fn customer(
        &mut self,
        id: Option<CustomerId>,
        facts: &CustomerFacts,
    ) -> StoreResult<CustomerId> {
        let code = self.next_code()?;
        self.customer_with(id, &code, facts)
    }

    /// A new customer under this ID, or under the next one where somebody has or had it.
    ///
    /// # Errors
    /// As for [`Load::customer`].
    pub fn customer_under(
        &mut self,
        code: Option<&str>,
        facts: &CustomerFacts,
    ) -> StoreResult<CustomerId> {
        match code.zip(code.and_then(customer_number)) {
            Some((code, number)) if customer_code(number) == code && !self.is_taken(code)? => {
                self.next_code = self.next_code.max(number);
                self.given = true;
                self.customer_with(None, code, facts)
            }
            _ => self.customer(None, facts),
        }
    }

    /// The household of this name, new or known.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn household(&mut self, name: &str) -> StoreResult<HouseholdId> {
        let mut statement = self.tx.prepare_cached(HOUSEHOLD_OF_NAME)?;
        let known: Option<i64> = statement.query_row([name], |row| row.get(0)).optional()?;
        if let Some(id) = known {
            return Ok(HouseholdId(id));
        }
        drop(statement);
        self.run("INSERT INTO household (name) VALUES (?1)", [name])?;
        Ok(HouseholdId(self.tx.last_insert_rowid()))
    }

    fn is_taken(&self, code: &str) -> StoreResult<bool> {
        let mut statement = self.tx.prepare_cached(CODE_TAKEN)?;
        Ok(statement.query_row([code], |row| row.get(0))?)
    }

    fn customer_with(
        &mut self,
        id: Option<CustomerId>,
        code: &str,
        facts: &CustomerFacts,
    ) -> StoreResult<CustomerId> {
        if let Some(household) = &facts.household
            && let Some(HouseholdId(id)) = household.id
        {
            self.run(HOUSEHOLD, (id, &household.name))?;
        }
        let birthday = facts.birthday;
        let mut statement = self.tx.prepare_cached(CUSTOMER)?;
        statement.execute(rusqlite::params![
            id.map(|id| id.0),
            code,
            kind_word(facts.kind),
            facts.honorific,
            facts.name,
            name::name_key(&facts.name),
            facts.household.as_ref().and_then(|h| h.id).map(|id| id.0),
            facts.company.map(|id| id.0),
            facts.email,
            facts.address,
            facts.city,
            birthday.and_then(|b| b.day),
            birthday.and_then(|b| b.month),
            birthday.and_then(|b| b.year),
            facts.alert,
            facts.note,
            facts.source,
            facts.member_since.map(|day| day.to_string()),
            self.batch.0,
            self.at,
            facts.referred_by.map(|id| id.0),
        ])?;
        let id = CustomerId(self.tx.last_insert_rowid());
        for (position, entry) in (0_i64..).zip(&facts.phones) {
            add_phone(&self.tx, id, position, entry)?;
        }
        for (key, value) in &facts.fields {
            self.run(FIELD, (id.0, key, value))?;
        }
        Ok(id)
    }

    /// Another ID by which a customer is found; one that somebody has already stays where it is.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn alias(&self, code: &str, id: CustomerId) -> StoreResult<()> {
        self.run(ALIAS, (code, id.0))
    }

    /// A new vehicle, as row `id` of an empty book if given.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn vehicle(
        &mut self,
        id: Option<VehicleId>,
        facts: &VehicleFacts,
    ) -> StoreResult<VehicleId> {
        let plate = facts.plate.as_ref();
        let mut statement = self.tx.prepare_cached(VEHICLE)?;
        statement.execute(rusqlite::params![
            id.map(|id| id.0),
            plate.map_or("", |plate| &plate.typed),
            plate.map(|plate| &plate.key),
            plate.map_or("", Plate::tail),
            facts.make,
            facts.model,
            facts.year,
            facts.color,
            facts.vin,
            facts.engine_no,
            facts.engine_cc,
            facts.note,
            self.batch.0,
            self.at,
        ])?;
        let id = VehicleId(self.tx.last_insert_rowid());
        for (key, value) in &facts.fields {
            self.run(VEHICLE_FIELD, (id.0, key, value))?;
        }
        Ok(id)
    }

    /// Who owned a vehicle when. A vehicle has at most one owner without a last day.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn ownership(
        &mut self,
        vehicle: VehicleId,
        owner: CustomerId,
        since: Option<Day>,
        until: Option<Day>,
    ) -> StoreResult<()> {
        if self.own_old_vehicle(vehicle, owner, (since, until))? {
            return Ok(());
        }
        let text = |day: Option<Day>| day.map(|day| day.to_string());
        self.run(OWNERSHIP, (vehicle.0, owner.0, text(since), text(until)))
    }

    /// A plate that a vehicle carried before.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn earlier_plate(&self, vehicle: VehicleId, earlier: &EarlierPlate) -> StoreResult<()> {
        let key = plate::key(&earlier.plate);
        let tail = key.find(|c: char| c.is_ascii_digit());
        let tail = tail.and_then(|at| key.get(at..)).unwrap_or_default();
        let until = earlier.until.to_string();
        self.run(EARLIER, (vehicle.0, &earlier.plate, &key, tail, until))
    }

    /// A whole visit. Into an empty book it may be written later, together with others.
    ///
    /// # Errors
    /// When a row is not accepted, this one or one that waited.
    pub fn visit(&mut self, facts: &VisitFacts) -> StoreResult<VisitId> {
        let amount = |money: Option<Money>| Value::from(money.map(|money| money.0));
        self.last_visit += 1;
        self.redeems |= facts.redeemed.is_some();
        let id = VisitId(self.last_visit);
        let cost = facts.cost.or_else(|| lines_cost(&facts.lines));
        self.later.visit([
            id.0.into(),
            facts.customer.map(|id| id.0).into(),
            facts.vehicle.map(|id| id.0).into(),
            facts.day.to_string().into(),
            status_word(facts.status).to_owned().into(),
            facts.doc_no.clone().into(),
            facts.odometer.into(),
            facts.oil.clone().into(),
            facts.complaint.clone().into(),
            facts.note.clone().into(),
            amount(facts.total),
            amount(cost),
            amount(facts.discount),
            facts.payment.clone().into(),
            facts.next_service.day.map(|day| day.to_string()).into(),
            facts.next_service.odometer.into(),
            facts.redeemed.into(),
            self.batch.0.into(),
            self.at.clone().into(),
        ]);
        self.visit_parts(id, facts)?;
        self.write_later(!self.fresh)?;
        Ok(id)
    }

    /// Lines and mechanics of a visit.
    fn visit_parts(&mut self, id: VisitId, facts: &VisitFacts) -> StoreResult<()> {
        let amount = |money: Option<Money>| Value::from(money.map(|money| money.0));
        for (position, line) in (0_i64..).zip(&facts.lines) {
            self.later.line([
                id.0.into(),
                position.into(),
                line.text.clone().into(),
                line.quantity.into(),
                amount(line.amount),
                amount(line.cost),
            ]);
        }
        for (position, name) in (0_i64..).zip(&facts.mechanics) {
            let staff = self.staff(name, false, true)?;
            self.later
                .mechanic([id.0.into(), position.into(), staff.0.into()]);
        }
        Ok(())
    }

    /// Writes all rows that wait, so that they can be read.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn write_waiting(&mut self) -> StoreResult<()> {
        self.write_later(true)
    }

    /// Writes rows that wait: those that fill a statement, or all.
    pub(super) fn write_later(&mut self, all: bool) -> StoreResult<()> {
        self.later.write(&self.tx, all)
    }

    /// Somebody who works here, new or known.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn staff(&mut self, name: &str, at_desk: bool, is_mechanic: bool) -> StoreResult<StaffId> {
        if let Some(known) = self.staff.get(name) {
            return Ok(*known);
        }
        let mut statement = self.tx.prepare_cached(STAFF)?;
        let key = staff_key(name);
        let id = statement.query_row((name, key, at_desk, is_mechanic), |row| row.get(0))?;
        drop(statement);
        self.staff.insert(name.to_owned(), StaffId(id));
        Ok(StaffId(id))
    }

    /// The next customer ID that nobody has or had.
    fn next_code(&mut self) -> StoreResult<String> {
        loop {
            self.next_code = self
                .next_code
                .checked_add(1)
                .ok_or_else(|| StoreError::Internal("customer IDs ran out".into()))?;
            let code = customer_code(self.next_code);
            // In an empty book only an ID that a row brought along can be in the way.
            let taken = (!self.fresh || self.given) && self.is_taken(&code)?;
            if !taken {
                return Ok(code);
            }
        }
    }

    /// Runs a prepared statement that gives nothing back.
    pub(super) fn run(&self, sql: &str, values: impl rusqlite::Params) -> StoreResult<()> {
        self.tx.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }
}

/// A phone at its place in a customer's list.
pub(super) fn add_phone(
    conn: &Connection,
    id: CustomerId,
    position: i64,
    entry: &PhoneEntry,
) -> StoreResult<()> {
    let phone = &entry.phone;
    conn.prepare_cached(PHONE)?.execute((
        id.0,
        position,
        &phone.raw,
        &phone.e164,
        phone.tail(),
        &entry.label,
        phone.flag.map_or("", |flag| flag.code()),
    ))?;
    Ok(())
}
