//! Rows that the book had before and that a load changes: they keep their images, so that the
//! load can be taken back.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::super::change::{overwrite_customer, overwrite_vehicle, overwrite_visit};
use super::super::table::{OWNERSHIP, VISIT};
use super::super::writer::{Image, Writer};
use super::super::{StoreResult, door, points, summary};
use super::Load;
use crate::domain::{CustomerFacts, CustomerId, Day, VehicleFacts, VehicleId, VisitFacts, VisitId};

const BATCH_OF_CUSTOMER: &str = "SELECT batch_id FROM customer WHERE id = ?1";
const BATCH_OF_VEHICLE: &str = "SELECT batch_id FROM vehicle WHERE id = ?1";
pub(super) const BATCH_OF_VISIT: &str = "SELECT batch_id FROM visit WHERE id = ?1";
const OWNERLESS: &str = "
    SELECT id FROM visit WHERE vehicle_id = ?1 AND customer_id IS NULL AND batch_id IS NOT ?2";

/// What a load changed of rows that were there before.
#[derive(Debug, Default)]
pub(super) struct Rewritten {
    pub(super) images: Vec<Image>,
    customers: BTreeSet<i64>,
    vehicles: BTreeSet<i64>,
}

impl Rewritten {
    /// Brings the summaries of whom it touched up to date.
    pub(super) fn summarise(&self, conn: &Connection) -> StoreResult<()> {
        let (customers, vehicles) = (&self.customers, &self.vehicles);
        summary::refresh(conn, customers.iter().copied(), vehicles.iter().copied())
    }

    /// Whose points of before may be others now.
    pub(super) fn touched(&self) -> points::Touched {
        points::touched(&self.images, None)
    }

    /// Customers of before whose points of before may be others now.
    pub(super) fn opened(&self) -> BTreeSet<i64> {
        points::opened(&self.images)
    }

    /// Keeps the images behind the load's line of the audit.
    pub(super) fn keep(&self, conn: &Connection, change: i64) -> StoreResult<()> {
        door::keep_images(conn, change, &self.images)
    }
}

impl Load<'_> {
    /// A customer as it shall be; what a sheet never says (alert, household …) stays.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn update_customer(&mut self, id: CustomerId, facts: &CustomerFacts) -> StoreResult<()> {
        let old = self.was_before(BATCH_OF_CUSTOMER, id.0)?;
        self.rewrite(old, |writer| overwrite_customer(writer, id, facts))
    }

    /// A vehicle as it shall be.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn update_vehicle(&mut self, id: VehicleId, facts: &VehicleFacts) -> StoreResult<()> {
        let old = self.was_before(BATCH_OF_VEHICLE, id.0)?;
        self.rewrite(old, |writer| overwrite_vehicle(writer, id, facts))
    }

    /// A visit as it shall be, its lines and mechanics too.
    ///
    /// # Errors
    /// When a row is not accepted.
    pub fn update_visit(&mut self, id: VisitId, facts: &VisitFacts) -> StoreResult<()> {
        self.write_later(true)?;
        let old = self.was_before(BATCH_OF_VISIT, id.0)?;
        self.rewrite(old, |writer| overwrite_visit(writer, id, facts))
    }

    /// The owner of a vehicle that was in the book before, and its visits that follow; `false`
    /// when the vehicle came with this load.
    pub(super) fn own_old_vehicle(
        &mut self,
        vehicle: VehicleId,
        owner: CustomerId,
        (since, until): (Option<Day>, Option<Day>),
    ) -> StoreResult<bool> {
        if !self.was_before(BATCH_OF_VEHICLE, vehicle.0)? {
            return Ok(false);
        }
        let text = |day: Option<Day>| day.map(|day| day.to_string());
        let batch = self.batch.0;
        self.rewrite(true, |writer| {
            let set = vec![
                ("vehicle_id", vehicle.0.into()),
                ("customer_id", owner.0.into()),
                ("since", text(since).into()),
                ("until", text(until).into()),
            ];
            writer.insert(&OWNERSHIP, set)?;
            let mut statement = writer.conn.prepare_cached(OWNERLESS)?;
            let visits = statement.query_map([vehicle.0, batch], |row| row.get::<_, i64>(0))?;
            let visits = visits.collect::<Result<Vec<_>, _>>()?;
            for visit in visits.into_iter().filter(|_| until.is_none()) {
                let follows = vec![("customer_id", owner.0.into())];
                writer.update(&VISIT, &[visit.into()], follows)?;
            }
            Ok(())
        })?;
        Ok(true)
    }

    /// Whether a visit of that number was in the book before this load.
    ///
    /// # Errors
    /// When the book cannot be read.
    pub fn had_visit(&self, id: VisitId) -> StoreResult<bool> {
        self.was_before(BATCH_OF_VISIT, id.0)
    }

    /// Whether a row was in the book before this load.
    pub(super) fn was_before(&self, sql: &str, id: i64) -> StoreResult<bool> {
        if self.fresh {
            return Ok(false);
        }
        let mut statement = self.tx.prepare_cached(sql)?;
        let batch: Option<Option<i64>> = statement.query_row([id], |row| row.get(0)).optional()?;
        Ok(batch.is_some_and(|batch| batch != Some(self.batch.0)))
    }

    /// Writes with a pen that keeps images; those of rows of this load are not needed.
    pub(super) fn rewrite(
        &mut self,
        old: bool,
        write: impl FnOnce(&mut Writer<'_>) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let mut writer = Writer::new(&self.tx, self.at.clone());
        write(&mut writer)?;
        if old {
            self.rewritten.images.append(&mut writer.images);
            self.rewritten.customers.append(&mut writer.customers);
            self.rewritten.vehicles.append(&mut writer.vehicles);
        }
        Ok(())
    }
}
