//! Rows that the book had before and that a load changes.

use super::super::StoreResult;
use super::super::rows::{kind_word, status_word};
use super::Load;
use super::insert::{add_phone, visit_parts};
use crate::domain::{
    CustomerFacts, CustomerId, Money, Plate, VehicleFacts, VehicleId, VisitFacts, VisitId, name,
};

const CUSTOMER: &str = "
    UPDATE customer SET kind = ?2, honorific = ?3, name = ?4, name_key = ?5, email = ?6, address = ?7, city = ?8,
        birth_day = ?9, birth_month = ?10, birth_year = ?11, note = ?12, member_since = ?13, rowver = rowver + 1
    WHERE id = ?1";
const NO_PHONES: &str = "DELETE FROM phone WHERE customer_id = ?1";
const FIELD: &str = "
    INSERT INTO customer_field (customer_id, key, value) VALUES (?1, ?2, ?3)
    ON CONFLICT (customer_id, key) DO UPDATE SET value = excluded.value";
const VEHICLE: &str = "
    UPDATE vehicle SET plate = ?2, plate_key = ?3, plate_tail = ?4, make = ?5, model = ?6, year = ?7, color = ?8,
        vin = ?9, engine_no = ?10, engine_cc = ?11, note = ?12, rowver = rowver + 1
    WHERE id = ?1";
const VISIT: &str = "
    UPDATE visit SET customer_id = ?2, vehicle_id = ?3, day = ?4, status = ?5, doc_no = ?6, odometer = ?7, oil = ?8,
        complaint = ?9, note = ?10, total = ?11, cost = ?12, discount = ?13, payment = ?14, next_service_day = ?15,
        next_service_odometer = ?16, rowver = rowver + 1
    WHERE id = ?1";
const NO_LINES: &str = "DELETE FROM visit_line WHERE visit_id = ?1";
const NO_MECHANICS: &str = "DELETE FROM visit_mechanic WHERE visit_id = ?1";

impl Load<'_> {
    /// A customer as it shall be; what a sheet never says (alert, household …) stays.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn update_customer(&mut self, id: CustomerId, facts: &CustomerFacts) -> StoreResult<()> {
        let birthday = facts.birthday;
        self.run(
            CUSTOMER,
            rusqlite::params![
                id.0,
                kind_word(facts.kind),
                facts.honorific,
                facts.name,
                name::name_key(&facts.name),
                facts.email,
                facts.address,
                facts.city,
                birthday.and_then(|b| b.day),
                birthday.and_then(|b| b.month),
                birthday.and_then(|b| b.year),
                facts.note,
                facts.member_since.map(|day| day.to_string()),
            ],
        )?;
        self.run(NO_PHONES, [id.0])?;
        for (position, entry) in (0_i64..).zip(&facts.phones) {
            add_phone(&self.tx, id, position, entry)?;
        }
        for (key, value) in &facts.fields {
            self.run(FIELD, (id.0, key, value))?;
        }
        Ok(())
    }

    /// A vehicle as it shall be.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn update_vehicle(&mut self, id: VehicleId, facts: &VehicleFacts) -> StoreResult<()> {
        let plate = facts.plate.as_ref();
        self.run(
            VEHICLE,
            rusqlite::params![
                id.0,
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
            ],
        )
    }

    /// A visit as it shall be, its lines and mechanics too.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn update_visit(&mut self, id: VisitId, facts: &VisitFacts) -> StoreResult<()> {
        let amount = |money: Option<Money>| money.map(|money| money.0);
        self.run(
            VISIT,
            rusqlite::params![
                id.0,
                facts.customer.map(|id| id.0),
                facts.vehicle.map(|id| id.0),
                facts.day.to_string(),
                status_word(facts.status),
                facts.doc_no,
                facts.odometer,
                facts.oil,
                facts.complaint,
                facts.note,
                amount(facts.total),
                amount(facts.cost),
                amount(facts.discount),
                facts.payment,
                facts.next_service.day.map(|day| day.to_string()),
                facts.next_service.odometer,
            ],
        )?;
        self.run(NO_LINES, [id.0])?;
        self.run(NO_MECHANICS, [id.0])?;
        visit_parts(self, id, facts)
    }
}
