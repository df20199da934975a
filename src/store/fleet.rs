//! Reading the vehicles of a company or a household.

use chrono::Months;
use rusqlite::Connection;

use super::customer::{self, full_name};
use super::vehicle;
use super::{Store, StoreResult};
use crate::domain::name::fold;
use crate::domain::{
    Customer, CustomerId, CustomerKind, Day, FIELD_ROLE, Fleet, FleetPerson, FleetVehicle,
    Introduced, Money, VehicleId,
};

const OF_COMPANY: &str = "SELECT id FROM customer WHERE company_id = ?1 ORDER BY name_key LIMIT ?2";
const OF_HOUSEHOLD: &str =
    "SELECT id FROM customer WHERE household_id = ?1 ORDER BY name_key LIMIT ?2";
const LATELY: &str = "
    SELECT vehicle_id, count(*), coalesce(sum(total), 0) FROM visit
    WHERE vehicle_id = ?1 AND status = 'done' AND day > ?2 AND day <= ?3";
const PAID_LATELY: &str = "
    SELECT coalesce(sum(total), 0) FROM visit
    WHERE customer_id = ?1 AND status = 'done' AND day > ?2 AND day <= ?3";
const PAID_FOR_OTHERS: &str = "
    SELECT coalesce(sum(total), 0) FROM visit
    WHERE customer_id = ?1 AND vehicle_id = ?4 AND status = 'done' AND day > ?2 AND day <= ?3";

/// People and vehicles that are told at the most.
const PEOPLE: i64 = 500;
const VEHICLES: i64 = 500;

/// Companies, by their names.
const COMPANIES: &str =
    "SELECT id, code, name FROM customer WHERE kind = 'company' ORDER BY name_key, id";

impl Store {
    /// Companies with a word of the name, or the customer ID, beginning with `text`; at most so many. Those whose
    /// name itself begins so stand first, then by name.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn companies(&self, text: &str, most: usize) -> StoreResult<Vec<Introduced>> {
        let wanted = fold(text.trim());
        let mut statement = self.conn.prepare_cached(COMPANIES)?;
        let mut rows = statement.query([])?;
        let (mut first, mut others) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (code, name): (String, String) = (row.get(1)?, row.get(2)?);
            let name = fold(&name);
            let id = CustomerId(row.get(0)?);
            if name.starts_with(&wanted) {
                first.push(id);
            } else if name.contains(&format!(" {wanted}")) || fold(&code).starts_with(&wanted) {
                others.push(id);
            }
        }
        first.extend(others);
        first.truncate(most);
        self.introduce(&first)
    }

    /// The vehicles of a company with its people, of a household, or else of the customer alone, with what
    /// the 12 months up to a day brought. Whoever belongs to a company means that company. `None` when the
    /// customer is not in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn fleet(&self, of: CustomerId, today: Day) -> StoreResult<Option<Fleet>> {
        let _moment = self.moment()?;
        let Some(customer) = customer::read(&self.conn, of)? else {
            return Ok(None);
        };
        let customer = match customer.facts.company {
            Some(company) => customer::read(&self.conn, company)?.unwrap_or(customer),
            None => customer,
        };
        read(&self.conn, &customer, today).map(Some)
    }
}

fn read(conn: &Connection, head: &Customer, today: Day) -> StoreResult<Fleet> {
    let facts = &head.facts;
    let household = facts
        .household
        .as_ref()
        .filter(|_| facts.kind == CustomerKind::Person);
    let (name, ids) = match household.and_then(|household| household.id.map(|id| (id, household))) {
        Some((id, household)) => (household.name.clone(), members(conn, OF_HOUSEHOLD, id.0)?),
        None => (
            full_name(&facts.honorific, &facts.name),
            members(conn, OF_COMPANY, head.id.0)?,
        ),
    };
    let mut people = Vec::new();
    for id in ids {
        people.extend(customer::read(conn, id)?);
    }
    let year = (
        today.checked_sub_months(Months::new(12)).unwrap_or(today),
        today,
    );
    let mut fleet = Fleet {
        name,
        ..Fleet::default()
    };
    let is_head = |one: &Customer| one.id == head.id;
    let own = (!people.iter().any(is_head)).then_some(head);
    for owner in own.into_iter().chain(&people) {
        of_owner(conn, owner, year, &mut fleet)?;
    }
    fleet
        .vehicles
        .sort_by_key(|one| std::cmp::Reverse(one.vehicle.last_day));
    fleet.people = people.iter().map(person).collect();
    Ok(fleet)
}

fn members(conn: &Connection, sql: &str, id: i64) -> StoreResult<Vec<CustomerId>> {
    let mut statement = conn.prepare_cached(sql)?;
    let rows = statement.query_map([id, PEOPLE], |row| row.get(0).map(CustomerId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn person(customer: &Customer) -> FleetPerson {
    let facts = &customer.facts;
    FleetPerson {
        customer: customer.id,
        name: full_name(&facts.honorific, &facts.name),
        role: facts.fields.get(FIELD_ROLE).cloned().unwrap_or_default(),
        phone: facts.phones.first().map_or_else(String::new, |entry| {
            entry.phone.display(crate::domain::INDONESIA)
        }),
    }
}

/// The vehicles of one owner, and what they paid besides.
fn of_owner(
    conn: &Connection,
    owner: &Customer,
    year: (Day, Day),
    fleet: &mut Fleet,
) -> StoreResult<()> {
    let (from, until) = (year.0.to_string(), year.1.to_string());
    let mut lately = conn.prepare_cached(LATELY)?;
    let mut paid_for = conn.prepare_cached(PAID_FOR_OTHERS)?;
    let mut paid: i64 = conn
        .prepare_cached(PAID_LATELY)?
        .query_row((owner.id.0, &from, &until), |row| row.get(0))?;
    for id in vehicle::owned_now(conn, owner.id, VEHICLES)? {
        let Some(vehicle) = vehicle::read(conn, id)? else {
            continue;
        };
        let VehicleId(number) = id;
        let (visits, money) = lately.query_row((number, &from, &until), |row| {
            Ok((row.get(1)?, row.get(2)?))
        })?;
        let own: i64 = paid_for.query_row((owner.id.0, &from, &until, number), |row| row.get(0))?;
        paid = paid.saturating_sub(own);
        fleet.vehicles.push(FleetVehicle {
            owner: owner.id,
            owner_name: full_name(&owner.facts.honorific, &owner.facts.name),
            vehicle,
            visits,
            money: Money(money),
        });
    }
    fleet.besides = Money(fleet.besides.0.saturating_add(paid));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::test_kit::{named, new_store, with_plate, write};
    use super::*;
    use crate::domain::{Change, CustomerFacts, VisitFacts};

    fn add(
        store: &mut Store,
        facts: CustomerFacts,
        plate: Option<&str>,
    ) -> (CustomerId, Option<VehicleId>) {
        let change = Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: plate.map(|plate| Box::new(with_plate(plate))),
        };
        let receipt = write(store, &change).unwrap();
        (receipt.customer.unwrap(), receipt.vehicle)
    }

    fn visit(
        store: &mut Store,
        customer: CustomerId,
        vehicle: Option<VehicleId>,
        on: &str,
        total: i64,
    ) {
        let mut facts = VisitFacts::on(on.parse().unwrap());
        (facts.customer, facts.vehicle) = (Some(customer), vehicle);
        facts.total = Some(Money(total));
        let facts = Box::new(facts);
        write(store, &Change::AddVisit { facts }).unwrap();
    }

    #[test]
    fn companies_are_found_by_a_word_of_their_name_or_their_id_and_persons_are_none() {
        let (_dir, mut store) = new_store();
        add(&mut store, named("Karya Budi"), None);
        for name in ["PT Karya Abadi", "Karya Motor", "CV Sejahtera"] {
            let facts = CustomerFacts {
                kind: CustomerKind::Company,
                ..named(name)
            };
            add(&mut store, facts, None);
        }
        let found = |text: &str, most| {
            let all = store.companies(text, most).unwrap().into_iter();
            all.map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!(found("karya", 9), ["Karya Motor", "PT Karya Abadi"]);
        assert_eq!(found("karya", 1), ["Karya Motor"]);
        assert_eq!(found("c-00004", 9), ["CV Sejahtera"]);
        assert_eq!(found("", 9).len(), 3);
    }

    #[test]
    fn a_company_has_its_vehicles_and_those_of_its_people_with_the_money_of_twelve_months() {
        let (_dir, mut store) = new_store();
        let firm = CustomerFacts {
            kind: CustomerKind::Company,
            ..named("PT Maju")
        };
        let (firm, truck) = add(&mut store, firm, Some("B 9001 AA"));
        let mut agus = CustomerFacts {
            company: Some(firm),
            ..named("Agus")
        };
        agus.fields
            .insert(FIELD_ROLE.to_owned(), "driver".to_owned());
        let (agus, car) = add(&mut store, agus, Some("B 1 AG"));
        visit(&mut store, firm, truck, "2026-11-20", 900_000);
        visit(&mut store, firm, truck, "2025-11-26", 5_000_000);
        visit(&mut store, firm, None, "2026-10-01", 50_000);
        visit(&mut store, agus, car, "2026-11-22", 300_000);
        let today = "2026-11-26".parse().unwrap();
        let fleet = store.fleet(firm, today).unwrap().unwrap();
        assert_eq!(fleet.name, "PT Maju");
        let plates = fleet.vehicles.iter().map(|one| one.vehicle.facts.called());
        assert_eq!(plates.collect::<Vec<_>>(), ["B 1 AG", "B 9001 AA"]);
        let money: Vec<i64> = fleet.vehicles.iter().map(|one| one.money.0).collect();
        assert_eq!(money, [300_000, 900_000]);
        assert_eq!(
            (fleet.besides.0, fleet.money().0, fleet.visits()),
            (50_000, 1_250_000, 2)
        );
        assert_eq!(fleet.people.len(), 1);
        assert_eq!(fleet.people[0].role, "driver");
        // A driver means the company.
        assert_eq!(store.fleet(agus, today).unwrap().unwrap(), fleet);
        assert_eq!(store.fleet(CustomerId(99), today).unwrap(), None);
    }

    #[test]
    fn a_household_has_the_vehicles_of_all_who_live_in_it() {
        let (_dir, mut store) = new_store();
        let household = |id| crate::domain::Household {
            id,
            name: "Keluarga Reksa".to_owned(),
        };
        let joni = CustomerFacts {
            household: Some(household(None)),
            ..named("Joni")
        };
        let (joni, _) = add(&mut store, joni, Some("B 1 JO"));
        let known = store.customer(joni).unwrap().unwrap().facts.household;
        let ani = CustomerFacts {
            household: known,
            ..named("Ani")
        };
        add(&mut store, ani, Some("B 2 AN"));
        let fleet = store.fleet(joni, "2026-11-26".parse().unwrap()).unwrap();
        let fleet = fleet.unwrap();
        assert_eq!(fleet.name, "Keluarga Reksa");
        assert_eq!((fleet.people.len(), fleet.vehicles.len()), (2, 2));
        let alone = add(&mut store, named("Budi"), Some("B 3 BU")).0;
        let fleet = store.fleet(alone, "2026-11-26".parse().unwrap()).unwrap();
        let fleet = fleet.unwrap();
        assert_eq!((fleet.people.len(), fleet.vehicles.len()), (0, 1));
    }
}
