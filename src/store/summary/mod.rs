//! Visits and money of a customer, visits and reading of a vehicle: kept with every write, and
//! made for many at once at the end of a load.

mod anew;
mod bulk;
mod customer;
#[cfg(test)]
mod tests;
mod vehicle;

pub(super) use anew::{CUSTOMERS_UNTRUE, VEHICLES_UNTRUE};
pub(super) use bulk::{all, of_batch};
#[cfg(test)]
pub(super) use tests::assert_true;

use rusqlite::Connection;

use super::{StoreError, StoreResult};

/// Brings the summaries of these customers and vehicles up to date; one that is gone has none.
///
/// # Errors
/// [`StoreError::Refused`] when a customer's money leaves what an amount can hold.
pub(super) fn refresh(
    conn: &Connection,
    customers: impl IntoIterator<Item = i64>,
    vehicles: impl IntoIterator<Item = i64>,
) -> StoreResult<()> {
    customer::refresh(conn, customers)?;
    vehicle::refresh(conn, vehicles)
}

fn too_large() -> StoreError {
    StoreError::Refused(vec![("total".to_owned(), "too_large".to_owned())])
}
