//! What an import was unsure of, kept with the row it is about.

use super::super::StoreResult;
use super::Load;
use crate::domain::{CustomerId, VehicleId, VisitId};

const REMARK: &str = "
    INSERT INTO import_remark (batch_id, file, row, column_name, value, code, rejected)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
const ABOUT: &str = "
    UPDATE import_remark SET customer_id = ?2, vehicle_id = ?3, visit_id = ?4 WHERE id = ?1";

/// One thing that an import noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRemark<'a> {
    /// File name.
    pub file: &'a str,
    /// Row in the file, counted from 1.
    pub row: u64,
    /// Header of the column; empty when it is about the whole row.
    pub column: &'a str,
    /// The text as it stands there.
    pub value: &'a str,
    /// Reason code, such as `bad_date`.
    pub code: &'a str,
    /// Whether the row did not come in.
    pub rejected: bool,
}

/// Names a remark of this load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemarkId(i64);

impl Load<'_> {
    /// Keeps a remark.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn remark(&self, remark: &NewRemark<'_>) -> StoreResult<RemarkId> {
        let row = i64::try_from(remark.row).unwrap_or(i64::MAX);
        self.run(
            REMARK,
            (
                self.batch.0,
                remark.file,
                row,
                remark.column,
                remark.value,
                remark.code,
                remark.rejected,
            ),
        )?;
        Ok(RemarkId(self.tx.last_insert_rowid()))
    }

    /// Says what a remark is about.
    ///
    /// # Errors
    /// When the row is not accepted.
    pub fn remark_is_about(
        &mut self,
        remark: RemarkId,
        customer: Option<CustomerId>,
        vehicle: Option<VehicleId>,
        visit: Option<VisitId>,
    ) -> StoreResult<()> {
        // It may be about a visit that waits.
        self.write_later(true)?;
        let ids = (
            remark.0,
            customer.map(|id| id.0),
            vehicle.map(|id| id.0),
            visit.map(|id| id.0),
        );
        self.run(ABOUT, ids)
    }
}
