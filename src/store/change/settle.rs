//! What looked wrong and somebody found right: nobody is asked again.

use rusqlite::types::Value;

use super::customer;
use crate::domain::{CustomerId, Doubt, RemarkId, VehicleId, VisitId};
use crate::store::door::Done;
use crate::store::settled::row_of;
use crate::store::table::{IMPORT_REMARK, SETTLED, VEHICLE};
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult};

/// The remark, and what else the import said in the same words about the same: each line of a
/// visit may have been noticed.
const ALIKE: &str = "
    SELECT o.id FROM import_remark n JOIN import_remark o
    ON o.code = n.code AND o.value = n.value AND o.column_name = n.column_name
       AND o.customer_id IS n.customer_id AND o.vehicle_id IS n.vehicle_id AND o.visit_id IS n.visit_id
    WHERE n.id = ?1 AND o.rejected = 0 ORDER BY o.id";

/// Settles a doubt; what is settled already stays so.
pub(super) fn settle(writer: &mut Writer<'_>, doubt: &Doubt) -> StoreResult<Done> {
    if let Doubt::Remark(id) = doubt {
        return remark(writer, *id);
    }
    let row = row_of(doubt);
    for customer in [row.customer, row.other].into_iter().flatten() {
        customer::must_exist(writer, customer)?;
    }
    if let Some(vehicle) = row.vehicle
        && writer.row(&VEHICLE, &[vehicle.0.into()])?.is_none()
    {
        return Err(StoreError::Gone);
    }
    writer.insert(
        &SETTLED,
        vec![
            ("kind", row.kind.to_owned().into()),
            ("customer_id", row.customer.map(|id| id.0).into()),
            ("other_id", row.other.map(|id| id.0).into()),
            ("vehicle_id", row.vehicle.map(|id| id.0).into()),
            ("value", row.value.into()),
            ("settled_at", writer.at.clone().into()),
        ],
    )?;
    Ok(Done {
        kind: "settle",
        customer: row.customer,
        vehicle: row.vehicle,
        ..Done::default()
    })
}

fn remark(writer: &mut Writer<'_>, id: RemarkId) -> StoreResult<Done> {
    let row = writer.row(&IMPORT_REMARK, &[id.0.into()])?;
    let row = row.ok_or(StoreError::Gone)?;
    let whole = |column: &str| match IMPORT_REMARK.at(column).map(|at| &row[at]) {
        Some(Value::Integer(id)) => Some(*id),
        _ => None,
    };
    let done = Done {
        kind: "settle",
        customer: whole("customer_id").map(CustomerId),
        vehicle: whole("vehicle_id").map(VehicleId),
        visit: whole("visit_id").map(VisitId),
        ..Done::default()
    };
    let mut statement = writer.conn.prepare_cached(ALIKE)?;
    let alike = statement.query_map([id.0], |row| row.get(0))?;
    let alike: Vec<i64> = alike.collect::<Result<_, _>>()?;
    for one in alike {
        checked(writer, one)?;
    }
    Ok(done)
}

/// Makes one line of what an import noticed one that is looked at.
pub(super) fn checked(writer: &mut Writer<'_>, remark: i64) -> StoreResult<()> {
    let set = vec![("settled_at", writer.at.clone().into())];
    writer.update(&IMPORT_REMARK, &[remark.into()], set)?;
    Ok(())
}
