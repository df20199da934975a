//! The one door for writes (ADR 0003).

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension};

use super::one_write::OneWrite;
use super::points::{self, Pen};
use super::writer::{Image, Writer};
use super::{
    StopRead, Store, StoreError, StoreResult, audit, change, clock, connect, draft, referral,
    summary,
};
use crate::domain::{
    Author, BatchId, Change, ChangeId, CustomerId, Day, OpId, Receipt, Undone, VehicleId, VisitId,
};

const RECEIPT: &str = "
    SELECT c.id, c.customer_id, k.code, c.vehicle_id, c.visit_id
    FROM change c LEFT JOIN customer k ON k.id = c.customer_id WHERE c.op_id = ?1";
const CHANGE: &str = "
    INSERT INTO change (op_id, at, staff_id, staff_name, terminal, kind, customer_id, vehicle_id, visit_id,
                        batch_id, undoes, fields, subjects)
    VALUES (?1, ?2, (SELECT id FROM staff WHERE id = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
const ROW: &str = "
    INSERT INTO change_row (change_id, seq, table_name, before, after) VALUES (?1, ?2, ?3, ?4, ?5)";
const CODE: &str = "SELECT code FROM customer WHERE id = ?1";

/// What a change turned out to be, for the audit and the receipt.
#[derive(Debug, Default)]
pub(super) struct Done {
    /// Its kind, such as `add_visit`.
    pub(super) kind: &'static str,
    /// Where no row changed, nothing is written at all.
    pub(super) unless_changed: bool,
    pub(super) customer: Option<CustomerId>,
    pub(super) vehicle: Option<VehicleId>,
    pub(super) visit: Option<VisitId>,
    pub(super) batch: Option<BatchId>,
    pub(super) undoes: Option<ChangeId>,
    /// That change, told before it was taken back.
    pub(super) undone: Option<Undone>,
    /// Customers who were left out because they said no to being contacted.
    pub(super) left_out: u64,
    /// Two customers who are one from now on, or are two again.
    pub(super) one: Option<points::One>,
    /// Names with what is told of them, for the audit where there are no row images to speak for it.
    pub(super) counts: Vec<(&'static str, serde_json::Value)>,
}

impl Store {
    /// Writes one thing, all of it or nothing, and answers only after it is safe on disk.
    /// The same `op` a second time answers with the first receipt and `already`.
    ///
    /// # Errors
    /// Nothing was written; only after [`StoreError::Unsure`] is that not known, and the same
    /// `op` may be tried again without danger.
    pub fn write(&mut self, author: &Author, op: OpId, change: &Change) -> StoreResult<Receipt> {
        self.write_unless(None, author, op, change)
    }

    /// As [`Store::write`], for what takes long; until it is handed to the disk `stop` is asked now
    /// and then, and with [`StoreError::Cancelled`] nothing was written.
    ///
    /// # Errors
    /// Those of [`Store::write`].
    pub fn write_unless(
        &mut self,
        stop: Option<StopRead>,
        author: &Author,
        op: OpId,
        change: &Change,
    ) -> StoreResult<Receipt> {
        let today = self.told_today();
        let attempt = |write: OneWrite<'_>| attempt(write, (author, today), op, change);
        match self.one_long_write(connect::PATIENCE, stop, attempt) {
            Err(error) if self.unsettled => self.settle(op, error),
            done => done,
        }
    }

    /// After a failure of the disk: a commit that reported an error may be in the file all the
    /// same (20 of 30 were when it was measured), so it is looked up on a fresh connection.
    fn settle(&mut self, op: OpId, error: StoreError) -> StoreResult<Receipt> {
        let found = self.reopen().and_then(|()| receipt_of(&self.conn, op));
        match found {
            Ok(Some(receipt)) => {
                // With it came the mark.
                self.marked = true;
                Ok(receipt)
            }
            Ok(None) => Err(error),
            Err(_) => Err(StoreError::Unsure(error.to_string())),
        }
    }
}

fn attempt(
    write: OneWrite<'_>,
    (author, today): (&Author, Day),
    op: OpId,
    change: &Change,
) -> StoreResult<Receipt> {
    if let Some(receipt) = receipt_of(&write, op)? {
        let already = true;
        return Ok(Receipt { already, ..receipt });
    }
    let write = write.in_a_sound_book()?;
    let mut writer = Writer::new(&write, clock::now());
    let name = author.name.as_str();
    let pen = Pen { name, today };
    let (change, landed) = change::landed(&write, change)?;
    let done = change::run(&mut writer, author, pen, &change)?;
    let mut touched = points::touched(&writer.images, done.one);
    if let Some(one) = done.one.filter(|one| one.parted) {
        points::went_on(&write, one, &mut touched)?;
    }
    referral::no_circles(&write, &touched.brought)?;
    let mut opened = points::opened(&writer.images);
    if let Some(one) = done.one.filter(|one| !one.parted) {
        opened.remove(&one.gone);
    }
    points::follow_openings(&mut writer, pen, opened.iter().copied(), true)?;
    touched.greeted.extend(opened);
    points::follow(&mut writer, pen, &touched, true)?;
    let customers = writer.customers.iter().copied();
    summary::refresh(&write, customers, writer.vehicles.iter().copied())?;
    let owing = points::below(&writer, today)?;
    let receipt = if done.is_nothing(&writer) {
        nothing_new(&done)
    } else {
        record(&writer, author, op, &done)?
    };
    draft::saved(&write, op)?;
    write.commit()?;
    Ok(Receipt {
        landed,
        owing,
        ..receipt
    })
}

impl Done {
    /// Whether everything stood in the book as it was wanted.
    fn is_nothing(&self, writer: &Writer<'_>) -> bool {
        writer.images.is_empty() && self.unless_changed
    }
}

/// What is answered where everything stood already: no line of the audit tells of it.
fn nothing_new(done: &Done) -> Receipt {
    Receipt {
        change: ChangeId(0),
        customer: done.customer,
        code: None,
        vehicle: None,
        visit: None,
        already: true,
        left_out: done.left_out,
        landed: false,
        undone: None,
        owing: Vec::new(),
    }
}

/// What was answered to an operation before.
fn receipt_of(conn: &Connection, op: OpId) -> StoreResult<Option<Receipt>> {
    let mut statement = conn.prepare_cached(RECEIPT)?;
    let receipt = statement.query_row([op.0], |row| {
        Ok(Receipt {
            change: ChangeId(row.get(0)?),
            customer: row.get::<_, Option<i64>>(1)?.map(CustomerId),
            code: row.get(2)?,
            vehicle: row.get::<_, Option<i64>>(3)?.map(VehicleId),
            visit: row.get::<_, Option<i64>>(4)?.map(VisitId),
            already: false,
            left_out: 0,
            landed: false,
            undone: None,
            owing: Vec::new(),
        })
    });
    Ok(receipt.optional()?)
}

/// Writes the audit line with the row images behind it and whom it touched.
fn record(writer: &Writer<'_>, author: &Author, op: OpId, done: &Done) -> StoreResult<Receipt> {
    let conn = writer.conn;
    let fields = if done.counts.is_empty() {
        serde_json::json!(audit::field_names(&writer.images))
    } else {
        let counts = done.counts.iter();
        counts
            .map(|(name, told)| ((*name).to_owned(), told.clone()))
            .collect::<serde_json::Value>()
    };
    let subjects = serde_json::json!({"customer": writer.customers, "vehicle": writer.vehicles});
    conn.prepare_cached(CHANGE)?.execute(rusqlite::params![
        op.0,
        writer.at,
        author.staff.map(|id| id.0),
        author.name,
        author.terminal,
        done.kind,
        done.customer.map(|id| id.0),
        done.vehicle.map(|id| id.0),
        done.visit.map(|id| id.0),
        done.batch.map(|id| id.0),
        done.undoes.map(|id| id.0),
        fields.to_string(),
        subjects.to_string(),
    ])?;
    let change = conn.last_insert_rowid();
    keep_images(conn, change, &writer.images)?;
    let code = match done.customer {
        Some(id) => conn
            .prepare_cached(CODE)?
            .query_row([id.0], |row| row.get(0))
            .optional()?,
        None => None,
    };
    Ok(Receipt {
        change: ChangeId(change),
        customer: done.customer,
        code,
        vehicle: done.vehicle,
        visit: done.visit,
        already: false,
        left_out: done.left_out,
        landed: false,
        undone: done.undone.clone(),
        owing: Vec::new(),
    })
}

/// Keeps rows as they were and as they became behind a line of the audit.
pub(super) fn keep_images(conn: &Connection, change: i64, images: &[Image]) -> StoreResult<()> {
    for (seq, image) in (0_i64..).zip(images) {
        let before = json(image, image.before.as_ref());
        let after = json(image, image.after.as_ref());
        conn.prepare_cached(ROW)?
            .execute((change, seq, image.table.name, before, after))?;
    }
    Ok(())
}

/// A row as a JSON object by column, without those that are empty.
fn json(image: &Image, row: Option<&Vec<Value>>) -> Option<String> {
    let columns = image.table.columns.iter().zip(row?);
    let object: serde_json::Map<_, _> = columns
        .filter(|(_, value)| **value != Value::Null)
        .map(|(column, value)| {
            let value = match value {
                Value::Integer(number) => serde_json::Value::from(*number),
                Value::Text(text) => serde_json::Value::from(text.as_str()),
                // No described table holds anything else; a test says so.
                _ => serde_json::Value::Null,
            };
            (column.name.to_owned(), value)
        })
        .collect();
    Some(serde_json::Value::Object(object).to_string())
}
