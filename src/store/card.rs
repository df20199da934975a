//! The counter card: everything about a customer and a vehicle at one glance.

use rusqlite::{Connection, OptionalExtension};

use super::visit::{Of, bare_page, complete};
use super::{Store, StoreResult, customer, vehicle};
use crate::domain::{
    Card, Customer, CustomerId, FIELD_MECHANIC, FIELD_OIL, Money, Subject, USUAL_VISITS, Usual,
    Vehicle, VehicleId, Visit, VisitFacts, VisitStatus, oil, usual,
};

const CUSTOMER_SUMMARY: &str = "SELECT visits, spent FROM customer_summary WHERE customer_id = ?1";
const VEHICLE_SUMMARY: &str = "
    SELECT (SELECT visits FROM vehicle_summary WHERE vehicle_id = ?1),
           (SELECT sum(total) FROM visit WHERE vehicle_id = ?1 AND status = 'done')";

/// Visits that are read to find out what is usual.
const LOOKED_AT: usize = 20;
/// Vehicles of one customer that a card holds; the largest fleet of a real shop has 35.
const VEHICLES: i64 = 100;

impl Store {
    /// The counter card; `None` when customer and vehicle are not in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn card(&self, subject: Subject) -> StoreResult<Option<Card>> {
        read(&self.conn, subject)
    }

    /// What a visit begins with: lines, oil, mechanics and total of the last done visit of this
    /// vehicle (of this customer, for a counter sale), with what is usual where there is none.
    /// Its day is the day of that visit. `None` when the subject is not in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn same_as_last_time(&self, card: &Card) -> StoreResult<VisitFacts> {
        let customer = card.customer.as_ref().map(|customer| customer.id);
        let vehicle = card.vehicle.as_ref().map(|vehicle| vehicle.id);
        let last = last_done(&self.conn, customer, vehicle)?;
        let mut facts =
            VisitFacts::on(last.as_ref().map_or_else(Default::default, |last| last.day));
        facts.customer = customer;
        facts.vehicle = vehicle;
        if let Some(last) = last {
            facts.lines = last.lines;
            facts.mechanics = last.mechanics;
            facts.oil = last.oil;
            facts.total = last.total;
            facts.payment = last.payment;
        }
        if facts.oil.is_empty() {
            facts.oil = card.usual.oil.clone().unwrap_or_default();
        }
        if facts.mechanics.is_empty() {
            facts.mechanics = card.usual.mechanic.clone().into_iter().collect();
        }
        Ok(facts)
    }
}

fn read(conn: &Connection, subject: Subject) -> StoreResult<Option<Card>> {
    let (customer, vehicle) = who(conn, subject)?;
    if customer.is_none() && vehicle.is_none() {
        return Ok(None);
    }
    let owner = customer.as_ref().map(|customer| customer.id);
    let shown = vehicle.as_ref().map(|vehicle| vehicle.id);
    let visits = looked_at(conn, owner, shown)?;
    let (count, spent) = summary(conn, owner, shown)?;
    let (household, company) = match &customer {
        Some(customer) => (
            customer::housemates(conn, customer)?,
            customer::company(conn, customer)?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let others = |ids: Vec<VehicleId>| all_but(conn, ids, shown);
    let (other_vehicles, former_vehicles, consents) = match owner {
        Some(owner) => (
            others(vehicle::owned_now(conn, owner, VEHICLES)?)?,
            others(vehicle::owned_before(conn, owner, VEHICLES)?)?,
            customer::consents(conn, owner)?,
        ),
        None => (Vec::new(), Vec::new(), Vec::new()),
    };
    Ok(Some(Card {
        usual: usually(conn, &visits, customer.as_ref())?,
        last_visit: match visits
            .into_iter()
            .find(|visit| visit.facts.status != VisitStatus::Cancelled)
        {
            Some(visit) => Some(complete(conn, visit)?),
            None => None,
        },
        remarks: customer::remarks(conn, owner, shown)?,
        customer,
        vehicle,
        other_vehicles,
        former_vehicles,
        visits: count,
        spent,
        household,
        company,
        consents,
    }))
}

/// The customer and the vehicle that are meant. Without a vehicle named it is the customer's most
/// recent visitor; without a customer it is whoever owns the vehicle today.
fn who(conn: &Connection, subject: Subject) -> StoreResult<(Option<Customer>, Option<Vehicle>)> {
    let (customer, vehicle) = match subject {
        Subject::Customer(id, Some(vehicle)) => (Some(id), Some(vehicle)),
        Subject::Customer(id, None) => {
            let newest = vehicle::owned_now(conn, id, 1)?.first().copied();
            (Some(id), newest)
        }
        Subject::Vehicle(id) => (vehicle::owner_now(conn, id)?, Some(id)),
    };
    let customer = match customer {
        Some(id) => customer::read(conn, id)?,
        None => None,
    };
    let vehicle = match vehicle {
        Some(id) => vehicle::read(conn, id)?,
        None => None,
    };
    Ok((customer, vehicle))
}

/// The newest visits of the vehicle, or of the customer when there is none; without their lines
/// and mechanics.
fn looked_at(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> StoreResult<Vec<Visit>> {
    let of = match (vehicle, customer) {
        (Some(id), _) => Of::Vehicle(id),
        (None, Some(id)) => Of::Customer(id),
        (None, None) => return Ok(Vec::new()),
    };
    bare_page(conn, of, 0, LOOKED_AT)
}

fn last_done(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> StoreResult<Option<VisitFacts>> {
    let visits = looked_at(conn, customer, vehicle)?;
    let done = visits
        .into_iter()
        .find(|visit| visit.facts.status == VisitStatus::Done);
    match done {
        Some(visit) => Ok(Some(complete(conn, visit)?.facts)),
        None => Ok(None),
    }
}

fn summary(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> StoreResult<(u32, Money)> {
    let (sql, id) = match (customer, vehicle) {
        (Some(id), _) => (CUSTOMER_SUMMARY, id.0),
        (None, Some(id)) => (VEHICLE_SUMMARY, id.0),
        (None, None) => return Ok((0, Money(0))),
    };
    let mut statement = conn.prepare_cached(sql)?;
    let known: Option<(Option<u32>, Option<i64>)> = statement
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (visits, spent) = known.unwrap_or_default();
    Ok((visits.unwrap_or(0), Money(spent.unwrap_or(0))))
}

/// What is stated beats what is seen. Visits are completed only as far as needed.
fn usually(conn: &Connection, visits: &[Visit], customer: Option<&Customer>) -> StoreResult<Usual> {
    let stated = |key| customer.and_then(|customer| customer.facts.fields.get(key).cloned());
    let (mut oil, mut mechanic) = (stated(FIELD_OIL), stated(FIELD_MECHANIC));
    let (mut with_oil, mut with_mechanic) = (Vec::new(), Vec::new());
    for visit in visits {
        let enough = |named: &Vec<Vec<String>>, stated: bool| stated || named.len() >= USUAL_VISITS;
        if enough(&with_oil, oil.is_some()) && enough(&with_mechanic, mechanic.is_some()) {
            break;
        }
        if visit.facts.status == VisitStatus::Cancelled {
            continue;
        }
        let visit = complete(conn, visit.clone())?.facts;
        with_oil.extend(Some(oils(&visit)).filter(|named| !named.is_empty()));
        with_mechanic.extend(Some(visit.mechanics).filter(|named| !named.is_empty()));
    }
    oil = oil.or_else(|| usual(with_oil));
    mechanic = mechanic.or_else(|| usual(with_mechanic));
    Ok(Usual { oil, mechanic })
}

/// The oil of a visit: written down as such, else the line that names an engine oil's grade.
fn oils(visit: &VisitFacts) -> Vec<String> {
    if !visit.oil.is_empty() {
        return vec![visit.oil.clone()];
    }
    let line = visit
        .lines
        .iter()
        .find(|line| oil::is_engine_oil(&line.text));
    line.map(|line| line.text.clone()).into_iter().collect()
}

fn all_but(
    conn: &Connection,
    ids: Vec<VehicleId>,
    shown: Option<VehicleId>,
) -> StoreResult<Vec<Vehicle>> {
    let mut vehicles = Vec::new();
    for id in ids.into_iter().filter(|id| Some(*id) != shown) {
        vehicles.extend(vehicle::read(conn, id)?);
    }
    Ok(vehicles)
}
