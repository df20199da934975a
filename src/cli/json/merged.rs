//! Two records that became one.

use serde::Serialize;

/// What `kenal merge` did.
#[derive(Debug, Serialize)]
pub struct OnePerson {
    /// The change, for `undo`.
    pub change: i64,
    /// Who stayed.
    pub customer_id: String,
    /// The ID of the record that went into it; it stays valid.
    pub merged: String,
    /// All IDs that find the one who stayed, beside their own.
    pub aliases: Vec<String>,
    /// Visits that went along.
    pub visits: i64,
    /// Vehicles that went along.
    pub vehicles: i64,
    /// Points that went along.
    pub points: i64,
    /// Points of the one now; `null` without a programme.
    pub balance: Option<i64>,
    /// Fields of which the value of the other was taken.
    pub taken: Vec<String>,
}
