//! Visits with their lines and mechanics.

use std::collections::BTreeMap;

use rusqlite::{Row, Rows, Statement};

use super::beside::Beside;
use super::{Reached, Wanted, add, put};
use crate::domain::export::ExportFilter;
use crate::domain::{Day, Money, Plate, VisitStatus};
use crate::store::rows::{day, maybe_day, money, status};
use crate::store::visit::redeemed_worth;
use crate::store::{Store, StoreError, StoreResult};

/// A visit on the way out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitRow {
    /// Its number in the book.
    pub id: i64,
    /// The shop's calendar day.
    pub day: Day,
    /// Open, done or cancelled.
    pub status: VisitStatus,
    /// Number of the work order or receipt; may be empty.
    pub doc_no: String,
    /// Customer ID; empty while nobody is known.
    pub code: String,
    /// The customer's name as it is said, the honorific before it.
    pub name: String,
    /// Plate of its vehicle today; empty for a counter sale.
    pub plate: String,
    /// Odometer in km.
    pub odometer: Option<i64>,
    /// Oil that went in; may be empty.
    pub oil: String,
    /// Who worked on it, the first one leading, with commas between them.
    pub mechanics: String,
    /// What its lines say, in their order, with semicolons between them; in a list of visits.
    pub services: String,
    /// Its lines in their order; in a list of lines.
    pub lines: Vec<RowLine>,
    /// Which of them is meant, in a list of lines.
    pub at: usize,
    /// What the customer said was wrong.
    pub complaint: String,
    /// Free notes.
    pub note: String,
    /// What the customer paid or owes.
    pub total: Option<Money>,
    /// What it cost the shop.
    pub cost: Option<Money>,
    /// Discount on the whole.
    pub discount: Option<Money>,
    /// Points that paid a part of it.
    pub redeemed: Option<i64>,
    /// What they were worth by the rules that paid it; nothing while it is not done.
    pub redeemed_worth: Option<Money>,
    /// Cash, transfer … as written.
    pub payment: String,
    /// Promised day of the next service.
    pub next_service_day: Option<Day>,
    /// Promised reading, in km.
    pub next_service_odometer: Option<i64>,
}

/// A line of a visit on the way out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowLine {
    /// What was done or sold.
    pub text: String,
    /// In thousandths.
    pub quantity: i64,
    /// What it cost the customer.
    pub amount: Option<Money>,
    /// What it cost the shop.
    pub cost: Option<Money>,
}

/// What a list tells of its visits.
#[derive(Clone, Copy)]
enum Tells {
    /// Each in one row.
    Visits,
    /// Each line in a row.
    Lines,
}

/// The visits of everybody, or of many; of a few; of a vehicle. `$t` is the column of their numbers.
macro_rules! whose {
    (every) => {
        "(?1 IS NULL OR t.customer_id IN (SELECT value FROM json_each(?1))) AND ?4 IS NULL"
    };
    (few $t:literal) => {
        concat!(
            $t,
            " IN (SELECT id FROM visit WHERE customer_id IN (SELECT value FROM json_each(?1))) ",
            "AND ?4 IS NULL"
        )
    };
    (vehicle $t:literal) => {
        concat!($t, " IN (SELECT id FROM visit WHERE vehicle_id = ?4)")
    };
}

macro_rules! visits {
    ($($whose:tt)+) => {
        concat!(
            "SELECT t.id, t.day, t.status, t.doc_no, c.code, c.honorific, c.name, v.plate, t.odometer, t.oil, ",
            "t.complaint, t.note, t.total, t.cost, t.discount, t.payment, t.next_service_day, ",
            "t.next_service_odometer, t.redeemed, ",
            redeemed_worth!(),
            "FROM visit t LEFT JOIN customer c ON c.id = t.customer_id ",
            "LEFT JOIN vehicle v ON v.id = t.vehicle_id WHERE ",
            whose!($($whose)+),
            " AND (?2 IS NULL OR t.day >= ?2) AND (?3 IS NULL OR t.day <= ?3) ORDER BY t.id"
        )
    };
}

macro_rules! lines {
    ($($where:tt)*) => {
        concat!("SELECT visit_id, text, quantity, amount, cost FROM visit_line ", $($where)*, " ORDER BY visit_id, position")
    };
}

/// What a list of visits tells of the lines. A column that is read costs as much as a step.
macro_rules! services {
    ($($where:tt)*) => {
        concat!("SELECT visit_id, text FROM visit_line ", $($where)*, " ORDER BY visit_id, position")
    };
}

macro_rules! mechanics {
    ($($where:tt)*) => {
        concat!("SELECT visit_id, staff_id FROM visit_mechanic ", $($where)*, " ORDER BY visit_id, position")
    };
}

/// Visits, services, lines and mechanics: of everybody or of many, of a few, of a vehicle.
const EVERY: [&str; 4] = [visits!(every), services!(""), lines!(""), mechanics!("")];
const FEW: [&str; 4] = [
    visits!(few "t.id"),
    services!("WHERE ", whose!(few "visit_id")),
    lines!("WHERE ", whose!(few "visit_id")),
    mechanics!("WHERE ", whose!(few "visit_id")),
];
const OF_VEHICLE: [&str; 4] = [
    visits!(vehicle "t.id"),
    services!("WHERE ", whose!(vehicle "visit_id")),
    lines!("WHERE ", whose!(vehicle "visit_id")),
    mechanics!("WHERE ", whose!(vehicle "visit_id")),
];
const STAFF: &str = "SELECT id, name FROM staff";
const LAST: &str = "SELECT max(id) FROM visit";

impl Store {
    /// Gives every visit that the filter means, in the order in which they were written down.
    ///
    /// # Errors
    /// When the file cannot be read, and whatever `each` refuses.
    pub fn export_visits<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&VisitRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        self.walk_visits(filter, Tells::Visits, |visit, reached| each(visit, reached))
    }

    /// Gives every line of those visits, each with its visit; a visit without lines comes once.
    ///
    /// # Errors
    /// As for [`Store::export_visits`].
    pub fn export_lines<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        mut each: impl FnMut(&VisitRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        self.walk_visits(filter, Tells::Lines, |visit, reached| {
            for at in 0..visit.lines.len().max(1) {
                visit.at = at;
                each(visit, reached)?;
            }
            visit.at = 0;
            Ok(())
        })
    }

    fn walk_visits<E: From<StoreError>>(
        &self,
        filter: &ExportFilter,
        tells: Tells,
        mut each: impl FnMut(&mut VisitRow, Reached) -> Result<(), E>,
    ) -> Result<(), E> {
        let _moment = self.listing()?;
        let all = self.last(LAST)?;
        let staff = self.staff_names()?;
        let wanted = Wanted::of(filter);
        let [visits, services, lines, mechanics] = match &wanted {
            Wanted {
                vehicle: Some(_), ..
            } => OF_VEHICLE,
            Wanted { few: true, .. } => FEW,
            _ => EVERY,
        };
        let (lines, line): (_, ReadInto) = match tells {
            Tells::Visits => (services, service),
            Tells::Lines => (lines, line),
        };
        let walk = |sql| self.conn.prepare(sql).map_err(StoreError::from);
        let (mut visits, mut lines, mut mechanics) =
            (walk(visits)?, walk(lines)?, walk(mechanics)?);
        let mut lines = Beside::new(of(&mut lines, &wanted)?);
        let mut mechanics = Beside::new(of(&mut mechanics, &wanted)?);
        let mut rows = visits.query(wanted.all()).map_err(StoreError::from)?;
        let mut held = VisitRow::default();
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            read(row, &mut held).map_err(StoreError::from)?;
            lines.of(held.id, |row| line(row, &mut held))?;
            mechanics.of(held.id, |row| {
                let name = staff.get(&row.get(1)?).map_or("", String::as_str);
                let between = if held.mechanics.is_empty() { "" } else { ", " };
                held.mechanics.push_str(between);
                held.mechanics.push_str(name);
                Ok(())
            })?;
            let done = held.id.unsigned_abs();
            each(&mut held, Reached { done, all })?;
        }
        Ok(())
    }

    fn staff_names(&self) -> Result<BTreeMap<i64, String>, StoreError> {
        let mut statement = self.conn.prepare(STAFF)?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What stands beside the visits: all of it, or that of the same visits.
fn of<'s>(statement: &'s mut Statement<'_>, wanted: &Wanted) -> StoreResult<Rows<'s>> {
    if statement.parameter_count() == 0 {
        return Ok(statement.query([])?);
    }
    Ok(statement.query(wanted.whose())?)
}

/// Reads a line of the visit that is held.
type ReadInto = fn(&Row<'_>, &mut VisitRow) -> rusqlite::Result<()>;

fn service(row: &Row<'_>, held: &mut VisitRow) -> rusqlite::Result<()> {
    if !held.services.is_empty() {
        held.services.push_str("; ");
    }
    add(row, 1, &mut held.services)
}

fn line(row: &Row<'_>, held: &mut VisitRow) -> rusqlite::Result<()> {
    held.lines.push(RowLine {
        text: row.get(1)?,
        quantity: row.get(2)?,
        amount: money(row, 3)?,
        cost: money(row, 4)?,
    });
    Ok(())
}

fn read(row: &Row<'_>, held: &mut VisitRow) -> rusqlite::Result<()> {
    held.id = row.get(0)?;
    held.day = day(row, 1)?;
    held.status = status(row.get_ref(2)?.as_str()?);
    put(row, 3, &mut held.doc_no)?;
    put(row, 4, &mut held.code)?;
    put(row, 5, &mut held.name)?;
    if !held.name.is_empty() {
        held.name.push(' ');
    }
    add(row, 6, &mut held.name)?;
    held.plate.clear();
    if let Some(plate) = row.get_ref(7)?.as_str_or_null()? {
        held.plate.push_str(&Plate::shown(plate));
    }
    held.odometer = row.get(8)?;
    put(row, 9, &mut held.oil)?;
    held.mechanics.clear();
    held.services.clear();
    held.lines.clear();
    put(row, 10, &mut held.complaint)?;
    put(row, 11, &mut held.note)?;
    held.total = money(row, 12)?;
    held.cost = money(row, 13)?;
    held.discount = money(row, 14)?;
    put(row, 15, &mut held.payment)?;
    held.next_service_day = maybe_day(row, 16)?;
    held.next_service_odometer = row.get(17)?;
    held.redeemed = row.get(18)?;
    held.redeemed_worth = money(row, 19)?;
    Ok(())
}
