//! A correction settles what an import doubted about the corrected field: nobody has to say twice
//! that it is right now.

use super::settle::checked;
use crate::domain::Change;
use crate::store::writer::Writer;
use crate::store::{StoreResult, audit};

pub(super) const OF_CUSTOMER: &str = "
    SELECT id, code FROM import_remark WHERE customer_id = ?1 AND settled_at IS NULL AND rejected = 0";
pub(super) const OF_VEHICLE: &str = "
    SELECT id, code FROM import_remark WHERE vehicle_id = ?1 AND settled_at IS NULL AND rejected = 0";
pub(super) const OF_VISIT: &str = "
    SELECT id, code FROM import_remark WHERE visit_id = ?1 AND settled_at IS NULL AND rejected = 0";

/// Settles the doubts about whatever this change has just corrected.
pub(super) fn settle(writer: &mut Writer<'_>, change: &Change) -> StoreResult<()> {
    let (about, id) = match change {
        Change::EditCustomer { id, .. } => (OF_CUSTOMER, id.0),
        Change::EditVehicle { id, .. } => (OF_VEHICLE, id.0),
        Change::ChangePlate { vehicle, .. } => (OF_VEHICLE, vehicle.0),
        Change::EditVisit { id, .. } => (OF_VISIT, id.0),
        _ => return Ok(()),
    };
    let changed = audit::field_names(&writer.images);
    let mut statement = writer.conn.prepare_cached(about)?;
    let doubts = statement.query_map([id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let doubts: Vec<(i64, String)> = doubts.collect::<Result<_, _>>()?;
    for (doubt, code) in doubts {
        if fields(&code)
            .iter()
            .any(|field| changed.iter().any(|name| name == field))
        {
            checked(writer, doubt)?;
        }
    }
    Ok(())
}

/// The fields, by their stable names, of which one is corrected where a doubt of this kind was
/// right. None for doubts that another look settles.
fn fields(code: &str) -> &'static [&'static str] {
    match code {
        "bad_email" => &["email"],
        "bad_year" => &["year"],
        "bad_number" => &["odometer", "next_service", "engine_cc"],
        "bad_money" | "money_undecided" | "totals_differ" | "total_once" => {
            &["total", "lines", "cost", "discount"]
        }
        "lines_kept" | "line_twice" | "row_repeated" => &["lines"],
        "same_day" | "other_work" | "visit_replaced" => &["lines", "day"],
        "future_date" | "two_digit_year" | "zero_date_blank" | "bad_date" => DAYS,
        code if code.starts_with("date_") || code.starts_with("dates_") => DAYS,
        code if code.starts_with("phone_") => &["phone"],
        code if code.starts_with("plate_") => &["plate"],
        code if code.starts_with("odometer_") => &["odometer"],
        _ => &[],
    }
}

const DAYS: &[&str] = &["day", "birthday", "member_since", "next_service"];
