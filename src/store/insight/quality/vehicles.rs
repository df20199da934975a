//! Vehicles without a plate.

use rusqlite::Connection;

use super::super::super::StoreResult;
use super::inbox::Inbox;
use crate::domain::{Doubt, VehicleId};
use crate::insight::review::{Reason, Slip};

pub(super) const WITHOUT: &str = "
    SELECT o.customer_id, v.make, v.model, v.id FROM vehicle v
    JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL WHERE v.plate_key IS NULL ORDER BY v.id";

pub(super) fn look(conn: &Connection, inbox: &mut Inbox) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(WITHOUT)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let doubt = Doubt::NoPlate(VehicleId(row.get(3)?));
        inbox.put(Slip::NoPlate, row.get(0)?, doubt, || {
            let (make, model): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((format!("{make} {model}").trim().to_owned(), Reason::NoPlate))
        })?;
    }
    Ok(())
}
