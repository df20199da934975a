//! Those whom a filter means, as a list shows them.

use std::cmp::Reverse;
use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::{CustomerId, Money, Plate, SegmentRow, SegmentSort};
use crate::insight::Appraisal;
use crate::store::contact::no_contact;
use crate::store::customer::full_name;
use crate::store::{Store, StoreError, StoreResult};

const NAMES: &str = "SELECT id, name_key FROM customer";
const WHO: &str = concat!(
    "
    SELECT c.code, c.honorific, c.name,
           (SELECT coalesce(p.e164, p.raw) FROM phone p WHERE p.customer_id = c.id ORDER BY p.position LIMIT 1),
           coalesce(
               (SELECT v.plate FROM visit t JOIN vehicle v ON v.id = t.vehicle_id
                JOIN ownership o ON o.vehicle_id = v.id AND o.customer_id = c.id AND o.until IS NULL
                WHERE t.customer_id = c.id AND t.status = 'done' AND v.plate <> ''
                ORDER BY t.day DESC, t.id DESC LIMIT 1),
               (SELECT v.plate FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
                WHERE o.customer_id = c.id AND o.until IS NULL AND v.plate <> ''
                ORDER BY o.since DESC, o.id DESC LIMIT 1)),
           ",
    no_contact!("c.id"),
    "
    FROM customer c WHERE c.id = ?1"
);

impl Store {
    /// The first `limit` of these customers after `skip`, in that order; of equals the one with
    /// the lower number first. Who is no longer in the book is left out.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more.
    pub fn segment_rows(
        &self,
        customers: &[CustomerId],
        all: &Appraisal,
        sort: SegmentSort,
        skip: usize,
        limit: usize,
    ) -> StoreResult<Vec<SegmentRow>> {
        let _moment = self.moment()?;
        let sorted = sorted(&self.conn, customers, all, sort)?;
        let mut found = Vec::new();
        for id in sorted.into_iter().skip(skip).take(limit) {
            found.extend(row(&self.conn, id, all)?);
        }
        Ok(found)
    }
}

impl Store {
    /// All of these customers in that order, one by one.
    ///
    /// # Errors
    /// As [`Store::segment_rows`], and whatever `each` refuses.
    pub(in crate::store) fn each_segment_row<E: From<StoreError>>(
        &self,
        customers: &[CustomerId],
        all: &Appraisal,
        sort: SegmentSort,
        mut each: impl FnMut(SegmentRow) -> Result<(), E>,
    ) -> Result<(), E> {
        for id in sorted(&self.conn, customers, all, sort)? {
            if let Some(found) = row(&self.conn, id, all)? {
                each(found)?;
            }
        }
        Ok(())
    }
}

fn sorted(
    conn: &Connection,
    customers: &[CustomerId],
    all: &Appraisal,
    sort: SegmentSort,
) -> StoreResult<Vec<CustomerId>> {
    let mut sorted = customers.to_vec();
    let visits = |id: &CustomerId| all.get(*id).map(|one| one.visits);
    match sort {
        SegmentSort::Money => {
            sorted.sort_by_cached_key(|id| (Reverse(visits(id).map(|v| v.money)), id.0));
        }
        SegmentSort::Visits => {
            sorted.sort_by_cached_key(|id| (Reverse(visits(id).map(|v| v.count)), id.0));
        }
        SegmentSort::LastVisit => {
            sorted.sort_by_cached_key(|id| (Reverse(visits(id).map(|v| v.last)), id.0));
        }
        SegmentSort::Name => {
            let names = names(conn)?;
            let key = |id: &CustomerId| names.get(&id.0).cloned().unwrap_or_default();
            sorted.sort_by_cached_key(|id| (key(id), id.0));
        }
    }
    Ok(sorted)
}

fn names(conn: &Connection) -> StoreResult<HashMap<i64, String>> {
    let mut statement = conn.prepare_cached(NAMES)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn row(conn: &Connection, id: CustomerId, all: &Appraisal) -> StoreResult<Option<SegmentRow>> {
    let judged = all.get(id);
    let scored = judged.filter(|_| all.silence.scores.is_none());
    let mut statement = conn.prepare_cached(WHO)?;
    let row = statement.query_row([id.0], |row| {
        let (honorific, name): (String, String) = (row.get(1)?, row.get(2)?);
        let plate: Option<String> = row.get(4)?;
        let (phone, no_contact): (Option<String>, bool) = (row.get(3)?, row.get(5)?);
        let plate = plate.and_then(|plate| Plate::parse(&plate));
        Ok(SegmentRow {
            customer: id,
            code: row.get(0)?,
            name: full_name(&honorific, &name),
            phone: phone.filter(|_| !no_contact).unwrap_or_default(),
            no_contact,
            plate: plate.map_or_else(String::new, |plate| plate.display()),
            visits: judged.map_or(0, |one| one.visits.count),
            money: Money(judged.map_or(0, |one| one.visits.money)),
            last_visit: judged.map(|one| one.visits.last),
            scores: scored.map(|one| {
                let scores = one.scores;
                [scores.recency, scores.frequency, scores.money]
            }),
            segment: scored.map(|one| one.segment().name()),
            outlook: judged.map(|one| one.outlook.name()),
            stage: judged.map(|one| one.stage.name()),
        })
    });
    Ok(row.optional()?)
}
