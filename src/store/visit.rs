//! Reading visits, one and by the page.

use rusqlite::{Connection, OptionalExtension, Row};

use super::customer::full_name;
use super::rows::{day, maybe_day, money, status};
use super::vehicle::readings;
use super::{Store, StoreResult};
use crate::domain::odometer::{self, Reading};
use crate::domain::{
    CustomerId, NextService, Plate, Subject, VehicleId, Visit, VisitFacts, VisitId, VisitLine,
    vehicle_called,
};

/// What the points are worth that paid a part of a visit `t`, by the rules that paid it; nothing
/// while it is not done.
macro_rules! redeemed_worth {
    () => {
        concat!(
            "CASE WHEN t.redeemed > 0 THEN t.redeemed * (",
            "SELECT json_extract(r.rule, '$.worth') FROM points_line l JOIN points_rule r ON r.id = l.rule_id ",
            "WHERE l.visit_id = t.id AND l.kind = 'redeem' AND t.status = 'done' ORDER BY l.id DESC LIMIT 1) END "
        )
    };
}
pub(super) use redeemed_worth;

macro_rules! visits {
    ($rest:literal) => {
        concat!(
            "SELECT t.id, t.rowver, v.plate, t.customer_id, t.vehicle_id, t.day, t.status, t.doc_no, ",
            "t.odometer, t.oil, t.complaint, t.note, t.total, t.cost, t.discount, t.payment, ",
            "t.next_service_day, t.next_service_odometer, c.code, c.honorific, c.name, ",
            "v.make, v.model, v.vin, t.redeemed, ",
            redeemed_worth!(),
            "FROM visit t LEFT JOIN vehicle v ON v.id = t.vehicle_id ",
            "LEFT JOIN customer c ON c.id = t.customer_id ",
            $rest
        )
    };
}

const BY_ID: &str = visits!("WHERE t.id = ?1");
const OF_CUSTOMER: &str =
    visits!("WHERE t.customer_id = ?1 ORDER BY t.day DESC, t.id DESC LIMIT ?2 OFFSET ?3");
const OF_VEHICLE: &str =
    visits!("WHERE t.vehicle_id = ?1 ORDER BY t.day DESC, t.id DESC LIMIT ?2 OFFSET ?3");
const COUNT_OF_CUSTOMER: &str = "SELECT count(*) FROM visit WHERE customer_id = ?1";
const COUNT_OF_VEHICLE: &str = "SELECT count(*) FROM visit WHERE vehicle_id = ?1";
const LINES: &str = "
    SELECT visit_id, text, quantity, amount, cost FROM visit_line
    WHERE visit_id IN (SELECT value FROM json_each(?1)) ORDER BY visit_id, position";
const MECHANICS: &str = "
    SELECT m.visit_id, s.name FROM visit_mechanic m JOIN staff s ON s.id = m.staff_id
    WHERE m.visit_id IN (SELECT value FROM json_each(?1)) ORDER BY m.visit_id, m.position";

/// Newest readings of a vehicle that are judged beside one another.
const JUDGED: u32 = 200;

/// Whose visits are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// All of a customer, whatever the vehicle.
    Customer(CustomerId),
    /// All of a vehicle, whoever owned it.
    Vehicle(VehicleId),
}

impl From<Subject> for Of {
    fn from(subject: Subject) -> Self {
        match subject {
            Subject::Customer(id, _) => Self::Customer(id),
            Subject::Vehicle(id) => Self::Vehicle(id),
        }
    }
}

/// One visit; `None` when there is none of that number.
pub(super) fn read(conn: &Connection, id: VisitId) -> StoreResult<Option<Visit>> {
    let mut statement = conn.prepare_cached(BY_ID)?;
    let mut visits: Vec<Visit> = statement
        .query_row([id.0], row)
        .optional()?
        .into_iter()
        .collect();
    complete(conn, &mut visits)?;
    Ok(visits.pop())
}

/// Visits, newest first, each with its lines and mechanics.
pub(super) fn page(
    conn: &Connection,
    of: Of,
    skip: usize,
    limit: usize,
) -> StoreResult<Vec<Visit>> {
    let (sql, id) = match of {
        Of::Customer(id) => (OF_CUSTOMER, id.0),
        Of::Vehicle(id) => (OF_VEHICLE, id.0),
    };
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([id, count(limit), count(skip)], row)?;
    let mut visits: Vec<Visit> = rows.collect::<Result<_, _>>()?;
    complete(conn, &mut visits)?;
    Ok(visits)
}

fn row(row: &Row<'_>) -> rusqlite::Result<Visit> {
    let plate: Option<String> = row.get(2)?;
    let text = |at| Ok::<_, rusqlite::Error>(row.get::<_, Option<String>>(at)?.unwrap_or_default());
    let plate = plate.and_then(|plate| Plate::parse(&plate));
    Ok(Visit {
        id: VisitId(row.get(0)?),
        rowver: row.get(1)?,
        vehicle: vehicle_called(plate.as_ref(), &text(21)?, &text(22)?, &text(23)?),
        plate: plate.map_or_else(String::new, |plate| plate.display()),
        code: text(18)?,
        name: full_name(&text(19)?, &text(20)?),
        doubtful_odometer: false,
        redeemed_worth: money(row, 25)?,
        facts: VisitFacts {
            customer: row.get::<_, Option<i64>>(3)?.map(CustomerId),
            vehicle: row.get::<_, Option<i64>>(4)?.map(VehicleId),
            day: day(row, 5)?,
            status: status(&row.get::<_, String>(6)?),
            doc_no: row.get(7)?,
            odometer: row.get(8)?,
            oil: row.get(9)?,
            complaint: row.get(10)?,
            note: row.get(11)?,
            total: money(row, 12)?,
            cost: money(row, 13)?,
            discount: money(row, 14)?,
            redeemed: row.get(24)?,
            payment: row.get(15)?,
            next_service: NextService {
                day: maybe_day(row, 16)?,
                odometer: row.get(17)?,
            },
            mechanics: Vec::new(),
            lines: Vec::new(),
        },
    })
}

/// Reads lines and mechanics of all the visits, in two statements.
fn complete(conn: &Connection, visits: &mut [Visit]) -> StoreResult<()> {
    if visits.is_empty() {
        return Ok(());
    }
    let ids: Vec<String> = visits.iter().map(|visit| visit.id.0.to_string()).collect();
    let ids = format!("[{}]", ids.join(","));
    let mut lines = conn.prepare_cached(LINES)?;
    let mut rows = lines.query([&ids])?;
    while let Some(row) = rows.next()? {
        if let Some(visit) = find(visits, row.get(0)?) {
            visit.facts.lines.push(VisitLine {
                text: row.get(1)?,
                quantity: row.get(2)?,
                amount: money(row, 3)?,
                cost: money(row, 4)?,
            });
        }
    }
    let mut mechanics = conn.prepare_cached(MECHANICS)?;
    let mut rows = mechanics.query([&ids])?;
    while let Some(row) = rows.next()? {
        if let Some(visit) = find(visits, row.get(0)?) {
            visit.facts.mechanics.push(row.get(1)?);
        }
    }
    question(conn, visits)
}

/// Marks the readings that do not go with the others of their vehicle.
fn question(conn: &Connection, visits: &mut [Visit]) -> StoreResult<()> {
    let read = visits.iter().filter(|visit| visit.facts.odometer.is_some());
    let mut vehicles: Vec<VehicleId> = read.filter_map(|visit| visit.facts.vehicle).collect();
    vehicles.sort_unstable_by_key(|vehicle| vehicle.0);
    vehicles.dedup();
    for vehicle in vehicles {
        let readings: Vec<Reading> = readings(conn, vehicle, JUDGED)?;
        let doubtful = odometer::doubtful(&readings);
        for visit in visits
            .iter_mut()
            .filter(|visit| visit.facts.vehicle == Some(vehicle))
        {
            let (day, km) = (visit.facts.day, visit.facts.odometer);
            let found = doubtful
                .iter()
                .any(|odd| odd.day == day && Some(odd.km) == km);
            visit.doubtful_odometer = found;
        }
    }
    Ok(())
}

/// The visit of that number; a page is short.
fn find(visits: &mut [Visit], id: i64) -> Option<&mut Visit> {
    visits.iter_mut().find(|visit| visit.id.0 == id)
}

impl Store {
    /// One visit; `None` when there is none of that number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn visit(&self, id: VisitId) -> StoreResult<Option<Visit>> {
        read(&self.conn, id)
    }

    /// A page of the history, newest first, and how many visits there are in all. Of a customer
    /// all visits with any vehicle; of a vehicle all visits under any owner.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn history(
        &self,
        subject: Subject,
        skip: usize,
        limit: usize,
    ) -> StoreResult<(Vec<Visit>, usize)> {
        let _moment = self.moment()?;
        let of = Of::from(subject);
        let visits = page(&self.conn, of, skip, limit)?;
        let (sql, id) = match of {
            Of::Customer(id) => (COUNT_OF_CUSTOMER, id.0),
            Of::Vehicle(id) => (COUNT_OF_VEHICLE, id.0),
        };
        let total: i64 = self
            .conn
            .prepare_cached(sql)?
            .query_row([id], |row| row.get(0))?;
        Ok((visits, usize::try_from(total).unwrap_or(usize::MAX)))
    }
}
