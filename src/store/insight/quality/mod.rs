//! The data quality inbox: what may be wrong with the data, a few things a day, first those of
//! the customers who come most. Each check reads its table once; only of odometers, of whose readings
//! there are as many as visits, no more than the newest are looked at.

mod customers;
mod inbox;
mod odometers;
mod remarks;
#[cfg(test)]
mod tests;
mod twins;
mod vehicles;

use rusqlite::Connection;

use super::super::{Store, StoreResult};
use crate::insight::review::Quality;
use inbox::Inbox;

/// Visit days from which on a shop should know how to reach somebody.
const REGULAR: u32 = 4;

impl Store {
    /// What may be wrong with the data: how much of each kind, and at most `limit` things for
    /// today. Kinds take turns, in each those come first who come most; the same book gives the
    /// same things. What somebody settled, and what leads to no customer, is left out.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn quality(&self, limit: usize) -> StoreResult<Quality> {
        let _moment = self.moment()?;
        let asset = self.shop()?.profile.asset;
        let conn: &Connection = &self.conn;
        let mut inbox = Inbox::read(conn, limit)?;
        remarks::look(conn, &mut inbox)?;
        let phones = customers::phones(conn, &mut inbox)?;
        let born = customers::birthdays(conn, &mut inbox)?;
        twins::look(conn, &mut inbox, phones, born)?;
        if asset.as_ref().is_some_and(|asset| asset.odometer) {
            odometers::look(conn, &mut inbox)?;
        }
        if asset.is_some_and(|asset| asset.registered) {
            vehicles::look(conn, &mut inbox)?;
        }
        Ok(inbox.today())
    }
}
