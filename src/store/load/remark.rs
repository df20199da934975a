//! What an import was unsure of, kept with the row it is about.

use super::super::StoreResult;
use super::super::table::IMPORT_REMARK;
use super::super::writer::Writer;
use super::Load;
use crate::domain::{CustomerId, RemarkId, VehicleId, VisitId};

const REMARK: &str = "
    INSERT INTO import_remark (batch_id, file, row, column_name, value, code, rejected)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
/// Where a remark is about nobody, its place in the file says which it is.
const STANDING: &str = "
    DELETE FROM import_remark WHERE id IN (
        SELECT n.id FROM import_remark n JOIN import_remark o
        ON o.code = n.code AND o.value = n.value AND o.column_name = n.column_name
           AND o.customer_id IS n.customer_id AND o.vehicle_id IS n.vehicle_id AND o.visit_id IS n.visit_id
        WHERE n.batch_id = ?1 AND n.rejected = 0
          AND o.batch_id <> ?1 AND o.rejected = 0
          AND (coalesce(n.customer_id, n.vehicle_id, n.visit_id) IS NOT NULL
               OR (o.file = n.file AND o.row = n.row)))";
const EARLIER: &str = "
    SELECT file, row, column_name, value, code FROM import_remark
    WHERE rejected = 0 AND batch_id <> ?1";
const ABOUT: &str = "
    UPDATE import_remark SET customer_id = ?2, vehicle_id = ?3, visit_id = ?4 WHERE id = ?1";

/// Visits that waited for the points that paid a part of them, and have them now.
const PAID: &str = "
    SELECT r.id FROM import_remark r JOIN visit v ON v.id = r.visit_id
    WHERE r.code IN ('points_to_come', 'points_not_redeemed') AND r.settled_at IS NULL AND r.rejected = 0
      AND v.redeemed = CAST(r.value AS INTEGER) ORDER BY r.id";

/// Settles what earlier imports noticed about visits without the points that should have paid a part of them,
/// where those have come by now. Says how many there were.
pub(super) fn settle_paid(writer: &mut Writer<'_>) -> StoreResult<u64> {
    let paid: Vec<i64> = {
        let mut statement = writer.conn.prepare_cached(PAID)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    for remark in &paid {
        let set = vec![("settled_at", writer.at.clone().into())];
        writer.update(&IMPORT_REMARK, &[(*remark).into()], set)?;
    }
    Ok(paid.len() as u64)
}

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

    /// Hears of the remarks that earlier imports left in the book, settled or not.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn earlier_remarks(&self, mut hear: impl FnMut(&NewRemark<'_>)) -> StoreResult<()> {
        let mut statement = self.tx.prepare_cached(EARLIER)?;
        let mut rows = statement.query([self.batch.0])?;
        while let Some(row) = rows.next()? {
            let text =
                |at| -> StoreResult<&str> { Ok(row.get_ref(at)?.as_str().unwrap_or_default()) };
            hear(&NewRemark {
                file: text(0)?,
                row: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
                column: text(2)?,
                value: text(3)?,
                code: text(4)?,
                rejected: false,
            });
        }
        Ok(())
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

    /// Forgets the remarks of this load that stand in the book already, word for word, about the
    /// same, settled or not: a file that comes again with a correction is not looked through twice.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn forget_standing_remarks(&mut self) -> StoreResult<()> {
        if self.fresh {
            return Ok(());
        }
        self.run(STANDING, [self.batch.0])
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_kit::{author, named, new_store, op};
    use super::super::LoadKind;
    use super::*;
    use crate::domain::{Subject, VisitFacts};
    use crate::store::Store;

    const KM: NewRemark<'_> = NewRemark {
        file: "sheet.csv",
        row: 2,
        column: "KM",
        value: "1",
        code: "odometer_drop",
        rejected: false,
    };

    /// An import of these remarks about Budi and a visit of his, who come with the first.
    fn import(
        store: &mut Store,
        known: Option<(CustomerId, VisitId)>,
        remarks: &[NewRemark<'_>],
    ) -> (CustomerId, VisitId) {
        let files = ["sheet.csv".to_owned()];
        let mut load = store
            .load(&author("Ani"), op(), LoadKind::Import, &files)
            .unwrap();
        let (customer, visit) = known.unwrap_or_else(|| {
            let customer = load.customer(None, &named("Budi")).unwrap();
            let mut facts = VisitFacts::on("2026-11-20".parse().unwrap());
            facts.customer = Some(customer);
            (customer, load.visit(&facts).unwrap())
        });
        for remark in remarks {
            let id = load.remark(remark).unwrap();
            load.remark_is_about(id, Some(customer), None, Some(visit))
                .unwrap();
        }
        load.forget_standing_remarks().unwrap();
        load.commit(&[]).unwrap();
        (customer, visit)
    }

    fn values(store: &Store, customer: CustomerId) -> Vec<String> {
        let card = store.card(Subject::Customer(customer, None)).unwrap();
        let remarks = card.unwrap().remarks.into_iter();
        remarks.map(|remark| remark.value).collect()
    }

    fn kept(store: &Store) -> i64 {
        let sql = "SELECT count(*) FROM import_remark";
        store.conn.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn what_stands_already_is_not_noticed_again_but_something_new_is() {
        let (_dir, mut store) = new_store();
        let budi = import(&mut store, None, &[KM]);
        let other = NewRemark { value: "2", ..KM };
        import(&mut store, Some(budi), &[KM, other.clone()]);
        assert_eq!(values(&store, budi.0), ["1", "2"]);
        assert_eq!(kept(&store), 2);
        // What was settled is settled, in whichever file it comes again.
        let settle = "UPDATE import_remark SET settled_at = '2026-11-22T00:00:00Z'";
        store.conn.execute(settle, []).unwrap();
        import(&mut store, Some(budi), &[KM, other]);
        assert!(values(&store, budi.0).is_empty());
        assert_eq!(kept(&store), 2);
    }

    #[test]
    fn what_each_line_of_a_visit_says_is_told_once() {
        let (_dir, mut store) = new_store();
        let lines: Vec<_> = (2..14).map(|row| NewRemark { row, ..KM }).collect();
        let (customer, _) = import(&mut store, None, &lines);
        assert_eq!(kept(&store), 12, "a row of the file each");
        assert_eq!(values(&store, customer), ["1"]);
    }
}
