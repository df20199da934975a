//! A visit as it is now.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::{Day, VisitId};
use crate::points::{Billed, BilledLine};
use crate::store::StoreResult;
use crate::store::rows::day;

const VISIT_NOW: &str = "
    SELECT v.customer_id, v.day, v.status, v.total, v.redeemed, c.referred_by
    FROM visit v LEFT JOIN customer c ON c.id = v.customer_id WHERE v.id = ?1";
const LINES: &str = "SELECT text, amount FROM visit_line WHERE visit_id = ?1 ORDER BY position";

/// The first paid visit of a customer, by day and then by number: these columns of it, as SQL.
macro_rules! first_paid_of {
    ($columns:literal, $customer:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM visit WHERE customer_id = ",
            $customer,
            " AND status = 'done' AND total > 0 ORDER BY day, id LIMIT 1"
        )
    };
}

pub(super) use first_paid_of;

/// A visit as it is now, as far as it decides.
pub(super) struct Now {
    pub(super) customer: i64,
    /// Who brought whose it is.
    pub(super) referrer: Option<i64>,
    pub(super) is_done: bool,
    pub(super) billed: Billed,
}

impl Now {
    pub(super) fn read(conn: &Connection, visit: VisitId) -> StoreResult<Option<Self>> {
        let mut statement = conn.prepare_cached(VISIT_NOW)?;
        let now = statement.query_row([visit.0], |row| {
            let customer: Option<i64> = row.get(0)?;
            Ok(customer
                .map(|customer| (customer, row.get::<_, String>(2)))
                .map(|(customer, status)| {
                    Ok::<_, rusqlite::Error>(Self {
                        customer,
                        referrer: row.get(5)?,
                        is_done: status? == "done",
                        billed: Billed {
                            day: day(row, 1)?,
                            total: row.get(3)?,
                            redeemed: row.get::<_, Option<i64>>(4)?.unwrap_or(0),
                            lines: Vec::new(),
                        },
                    })
                }))
        });
        Ok(now.optional()?.flatten().transpose()?)
    }

    pub(super) fn is_paid(&self) -> bool {
        self.is_done && self.billed.is_paid()
    }
}

/// The first visit that a customer ever paid, and its day.
pub(super) fn first_paid(conn: &Connection, customer: i64) -> StoreResult<Option<(i64, Day)>> {
    let mut statement = conn.prepare_cached(first_paid_of!("id, day", "?1"))?;
    let first = statement.query_row([customer], |row| Ok((row.get(0)?, day(row, 1)?)));
    Ok(first.optional()?)
}

/// What counts of a visit's lines.
pub(super) fn lines(conn: &Connection, visit: VisitId) -> StoreResult<Vec<BilledLine>> {
    let mut statement = conn.prepare_cached(LINES)?;
    let rows = statement.query_map([visit.0], |row| {
        Ok(BilledLine {
            text: row.get(0)?,
            amount: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
