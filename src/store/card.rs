//! The counter card: everything about a customer and a vehicle at one glance.

use rusqlite::{Connection, OptionalExtension, Row};

use super::change::staff_key;
use super::rows::day;
use super::shop::retired;
use super::visit::{Of, page};
use super::{Store, StoreResult, customer, lost, points, referral, terms, vehicle, visit};
use crate::domain::{
    Attendance, Card, Customer, CustomerId, Day, FIELD_MECHANIC, FIELD_OIL, Money, Subject,
    USUAL_VISITS, Usual, Vehicle, VehicleId, Visit, VisitFacts, VisitId, VisitStatus, oil, usual,
};

const CUSTOMER_SUMMARY: &str = "
    SELECT visit_days, spent, visit_days, first_visit, last_visit, gap_median_x2, gap_longest
    FROM customer_summary WHERE customer_id = ?1";
const VEHICLE_SUMMARY: &str = "
    SELECT (SELECT visits FROM vehicle_summary WHERE vehicle_id = ?1),
           (SELECT sum(total) FROM visit WHERE vehicle_id = ?1 AND status = 'done')";

const LAST_SALE: &str = "
    SELECT id FROM visit WHERE customer_id = ?1 AND day >= ?2 AND vehicle_id IS NULL
    AND status <> 'cancelled' ORDER BY day DESC, id DESC LIMIT 1";

/// Visits that are read at first; most often they tell all there is to tell.
const FIRST: usize = 6;
/// Visits that are read at the most to find out what is usual.
pub(super) const LOOKED_AT: usize = 24;
/// Vehicles of one customer that a card holds; the largest fleet of a real shop has 35.
const VEHICLES: i64 = 100;

impl Store {
    /// The counter card; `None` when customer and vehicle are not in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn card(&self, subject: Subject) -> StoreResult<Option<Card>> {
        let _moment = self.moment()?;
        read(&self.conn, subject, self.told_today())
    }

    /// What a visit begins with: lines, oil, mechanics and total of the last done visit of this
    /// vehicle (for a counter sale, of the last one of this customer), with what is usual where
    /// there is none. The oil and the mechanic that the customer prefers come before both.
    /// Its day is the day of that visit, or the first of 1970 when there is none. `None` when the subject is not in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn same_as_last_time(&self, card: &Card) -> StoreResult<VisitFacts> {
        let customer = card.customer.as_ref().map(|customer| customer.id);
        let vehicle = card.vehicle.as_ref().map(|vehicle| vehicle.id);
        let _moment = self.moment()?;
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
        let stated = |key| {
            let customer = card.customer.as_ref()?;
            customer.facts.fields.get(key).cloned()
        };
        // What the customer prefers beats what was taken last.
        if let Some(oil) = stated(FIELD_OIL) {
            facts.oil = oil;
        } else if facts.oil.is_empty() {
            facts.oil = card.usual.oil.clone().unwrap_or_default();
        }
        let left = retired(&self.conn)?;
        facts
            .mechanics
            .retain(|name| !left.contains(&staff_key(name)));
        let here = |name: &String| !left.contains(&staff_key(name));
        match stated(FIELD_MECHANIC).filter(here) {
            Some(preferred) if facts.mechanics.contains(&preferred) => {}
            Some(preferred) => facts.mechanics = vec![preferred],
            None if facts.mechanics.is_empty() => {
                facts.mechanics = card.usual.mechanic.clone().into_iter().collect();
            }
            None => {}
        }
        Ok(facts)
    }
}

fn read(conn: &Connection, subject: Subject, today: Day) -> StoreResult<Option<Card>> {
    let (customer, vehicle) = who(conn, subject)?;
    if customer.is_none() && vehicle.is_none() {
        return Ok(None);
    }
    let owner = customer.as_ref().map(|customer| customer.id);
    let shown = vehicle.as_ref().map(|vehicle| vehicle.id);
    let visits = looked_at(conn, owner, shown, told_enough)?;
    let summary = summary(conn, owner, shown)?;
    let (household, company) = match &customer {
        Some(customer) => (
            customer::housemates(conn, customer)?,
            customer::company(conn, customer)?,
        ),
        None => (Vec::new(), Vec::new()),
    };
    let terms = match &customer {
        Some(customer) => terms::read(conn, customer.facts.company.unwrap_or(customer.id))?,
        None => None,
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
    let points = match owner {
        Some(owner) => points::brief(conn, owner, today)?,
        None => None,
    };
    let last_came = summary.attendance.map(|came| came.last);
    let (referred_by, brought, lost_to) = match &customer {
        Some(customer) => (
            match customer.facts.referred_by {
                Some(by) => referral::named(conn, by)?,
                None => None,
            },
            referral::brought_who_came(conn, customer.id, today)?,
            lost::to(conn, customer.id, last_came)?,
        ),
        None => (None, 0, None),
    };
    let usual = usually(&visits, customer.as_ref(), &retired(conn)?);
    let mut counted = visits.into_iter().filter(|visit| !is_cancelled(visit));
    let last_visit = counted.next();
    let since = last_visit.as_ref().map(|visit| visit.facts.day);
    let last_sale = match (owner, shown) {
        (Some(owner), Some(_)) => last_sale(conn, owner, since)?,
        _ => None,
    };
    Ok(Some(Card {
        usual,
        last_visit,
        last_sale,
        earlier_visits: counted.collect(),
        remarks: customer::remarks(conn, owner, shown)?,
        customer,
        vehicle,
        other_vehicles,
        former_vehicles,
        visits: summary.visits,
        spent: summary.spent,
        attendance: summary.attendance,
        household,
        company,
        terms,
        consents,
        points,
        referred_by,
        brought,
        lost_to,
        feasts: Vec::new(),
    }))
}

/// The newest sale over the counter from a day on.
fn last_sale(
    conn: &Connection,
    customer: CustomerId,
    since: Option<Day>,
) -> StoreResult<Option<Visit>> {
    let since = since.map(|day| day.to_string()).unwrap_or_default();
    let mut statement = conn.prepare_cached(LAST_SALE)?;
    let id = statement.query_row((customer.0, since), |row| row.get(0));
    match id.optional()? {
        Some(id) => visit::read(conn, VisitId(id)),
        None => Ok(None),
    }
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

/// The newest visits of the vehicle, or of the customer when there is none: a few, and more only
/// while they are not `enough`.
fn looked_at(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
    enough: impl Fn(&[Visit]) -> bool,
) -> StoreResult<Vec<Visit>> {
    let of = match (vehicle, customer) {
        (Some(id), _) => Of::Vehicle(id),
        (None, Some(id)) => Of::Customer(id),
        (None, None) => return Ok(Vec::new()),
    };
    let mut visits = page(conn, of, 0, FIRST)?;
    if visits.len() == FIRST && !enough(&visits) {
        visits.extend(page(conn, of, FIRST, LOOKED_AT - FIRST)?);
    }
    Ok(visits)
}

fn is_cancelled(visit: &Visit) -> bool {
    visit.facts.status == VisitStatus::Cancelled
}

/// Whether as many visits name an oil, and as many a mechanic, as are asked what is usual.
fn told_enough(visits: &[Visit]) -> bool {
    let counted = || visits.iter().filter(|visit| !is_cancelled(visit));
    let oils = counted().filter(|visit| oil::of_visit(&visit.facts).is_some());
    let mechanics = counted().filter(|visit| !visit.facts.mechanics.is_empty());
    oils.count() >= USUAL_VISITS && mechanics.count() >= USUAL_VISITS
}

fn last_done(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> StoreResult<Option<VisitFacts>> {
    let alike = |visit: &Visit| vehicle.is_some() || visit.facts.vehicle.is_none();
    let done = |visit: &Visit| visit.facts.status == VisitStatus::Done && alike(visit);
    let visits = looked_at(conn, customer, vehicle, |visits| visits.iter().any(done))?;
    let last = visits.into_iter().find(done);
    Ok(last.map(|visit| visit.facts))
}

/// Done visits, their money, and the days on which the customer came.
#[derive(Default)]
struct Summary {
    visits: u32,
    spent: Money,
    attendance: Option<Attendance>,
}

/// Of the customer, else of the vehicle.
fn summary(
    conn: &Connection,
    customer: Option<CustomerId>,
    vehicle: Option<VehicleId>,
) -> StoreResult<Summary> {
    let known = match (customer, vehicle) {
        (Some(id), _) => conn
            .prepare_cached(CUSTOMER_SUMMARY)?
            .query_row([id.0], of_customer),
        (None, Some(id)) => conn
            .prepare_cached(VEHICLE_SUMMARY)?
            .query_row([id.0], counted),
        (None, None) => return Ok(Summary::default()),
    };
    Ok(known.optional()?.unwrap_or_default())
}

fn counted(row: &Row<'_>) -> rusqlite::Result<Summary> {
    Ok(Summary {
        visits: row.get::<_, Option<u32>>(0)?.unwrap_or(0),
        spent: Money(row.get::<_, Option<i64>>(1)?.unwrap_or(0)),
        attendance: None,
    })
}

fn of_customer(row: &Row<'_>) -> rusqlite::Result<Summary> {
    let days: u32 = row.get(2)?;
    let attendance = |row: &Row<'_>| -> rusqlite::Result<Attendance> {
        let median: Option<u32> = row.get(5)?;
        Ok(Attendance {
            days,
            first: day(row, 3)?,
            last: day(row, 4)?,
            gaps: median.zip(row.get(6)?),
        })
    };
    Ok(Summary {
        attendance: (days > 0).then(|| attendance(row)).transpose()?,
        ..counted(row)?
    })
}

/// What is stated beats what is seen.
/// Who has left is usual no more.
fn usually(visits: &[Visit], customer: Option<&Customer>, left: &[String]) -> Usual {
    let here = |name: &String| left.is_empty() || !left.contains(&staff_key(name));
    let stated = |key| customer.and_then(|customer| customer.facts.fields.get(key).cloned());
    let counted = || visits.iter().filter(|visit| !is_cancelled(visit));
    let oils = counted().map(|visit| oil::of_visit(&visit.facts).into_iter().collect());
    let mechanics = counted().map(|visit| {
        let named = visit.facts.mechanics.iter();
        named.filter(|name| here(name)).cloned().collect()
    });
    Usual {
        oil: stated(FIELD_OIL).or_else(|| usual(oils)),
        mechanic: stated(FIELD_MECHANIC)
            .filter(here)
            .or_else(|| usual(mechanics)),
    }
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

#[cfg(test)]
mod tests {
    use super::super::test_kit::{add_pair, new_store, write};
    use super::*;
    use crate::domain::{Change, VisitLine};

    #[test]
    fn a_sale_over_the_counter_is_filled_from_the_last_sale_and_never_from_the_car() {
        let (_dir, mut store) = new_store();
        let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
        let mut sell = |vehicle, text: &str, day: u32| {
            let mut facts = VisitFacts::on(Day::from_ymd_opt(2026, 11, day).unwrap());
            facts.customer = Some(customer);
            facts.vehicle = vehicle;
            facts.lines = vec![VisitLine {
                text: text.to_owned(),
                quantity: 1000,
                ..VisitLine::default()
            }];
            let facts = Box::new(facts);
            write(&mut store, &Change::AddVisit { facts }).unwrap();
            let mut card = store
                .card(Subject::Customer(customer, None))
                .unwrap()
                .unwrap();
            card.vehicle = None;
            let next = store.same_as_last_time(&card).unwrap();
            let texts = next.lines.iter().map(|line| line.text.clone());
            texts.collect::<Vec<_>>()
        };
        assert!(sell(Some(vehicle), "oil change", 1).is_empty());
        assert_eq!(sell(None, "wiper", 2), ["wiper"]);
        assert_eq!(sell(Some(vehicle), "tune up", 3), ["wiper"]);
    }

    #[test]
    fn what_the_customer_prefers_comes_before_what_was_taken_last() {
        let (_dir, mut store) = new_store();
        let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
        let mut facts = VisitFacts::on(Day::from_ymd_opt(2026, 11, 1).unwrap());
        (facts.customer, facts.vehicle) = (Some(customer), Some(vehicle));
        (facts.oil, facts.mechanics) = ("Shell HX7".to_owned(), vec!["Joko".to_owned()]);
        let facts = Box::new(facts);
        write(&mut store, &Change::AddVisit { facts }).unwrap();
        let subject = Subject::Customer(customer, Some(vehicle));
        let mut card = store.card(subject).unwrap().unwrap();
        let mut filled = |mechanic: &str| {
            let known = card.customer.as_mut().unwrap();
            let prefers = [(FIELD_OIL, "Castrol Magnatec"), (FIELD_MECHANIC, mechanic)];
            known.facts.fields = prefers
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into();
            let next = store.same_as_last_time(&card).unwrap();
            (next.oil, next.mechanics)
        };
        let oil = "Castrol Magnatec".to_owned();
        assert_eq!(filled("Bala"), (oil.clone(), vec!["Bala".to_owned()]));
        assert_eq!(filled("Joko"), (oil, vec!["Joko".to_owned()]));
    }

    #[test]
    fn a_sale_over_the_counter_is_told_beside_the_car_until_the_car_comes_again() {
        let (_dir, mut store) = new_store();
        let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
        let mut sold = |of, day: u32| {
            let mut facts = VisitFacts::on(Day::from_ymd_opt(2026, 11, day).unwrap());
            (facts.customer, facts.vehicle) = (Some(customer), of);
            let facts = Box::new(facts);
            write(&mut store, &Change::AddVisit { facts }).unwrap();
            let subject = Subject::Customer(customer, Some(vehicle));
            let card = store.card(subject).unwrap().unwrap();
            assert_eq!(
                card.last_visit.and_then(|visit| visit.facts.vehicle),
                Some(vehicle)
            );
            card.last_sale.map(|sale| sale.facts.day.to_string())
        };
        assert_eq!(sold(Some(vehicle), 1), None);
        assert_eq!(sold(None, 2).as_deref(), Some("2026-11-02"));
        assert_eq!(sold(None, 3).as_deref(), Some("2026-11-03"));
        assert_eq!(sold(Some(vehicle), 4), None);
    }
}
