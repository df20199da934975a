//! What the list of a fleet is of.

use crate::domain::{CustomerId, Day, Fleet, FleetPerson, FleetVehicle, Plate, Subject};
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Rank, Source, earliest, latest, most};
use crate::screens::sheet::wording;
use crate::text::Say;

/// The vehicles and people of a company or a household.
pub type FleetScreen = ListScreen<OfCustomer>;

/// What belongs to the company or the household of a customer.
#[derive(Debug)]
pub struct OfCustomer(CustomerId);

impl ListScreen<OfCustomer> {
    /// The fleet of a customer.
    pub fn new(of: CustomerId) -> Self {
        Self::of(OfCustomer(of))
    }
}

/// A row: people stand before vehicles.
#[derive(Debug, Clone, Copy)]
pub enum Row<'a> {
    /// Somebody who belongs to it.
    Person(&'a FleetPerson),
    /// One of the vehicles.
    Vehicle(&'a FleetVehicle),
}

impl<'a> Row<'a> {
    /// Whose card it opens.
    pub(super) fn subject(self) -> Subject {
        match self {
            Self::Person(person) => Subject::Customer(person.customer, None),
            Self::Vehicle(one) => Subject::Customer(one.owner, Some(one.vehicle.id)),
        }
    }

    /// The vehicle, where it is one.
    pub(super) fn vehicle(self) -> Option<&'a FleetVehicle> {
        match self {
            Self::Person(_) => None,
            Self::Vehicle(one) => Some(one),
        }
    }
}

impl Source for OfCustomer {
    type Known = Fleet;
    type Row<'a> = Row<'a>;
    type Id = Subject;

    const SLOT: Slot = Slot::Fleet;

    fn query(&self, today: Day) -> Query {
        Query::Fleet(self.0, today)
    }

    fn heard(&self, answer: &Answer) -> Heard<Fleet> {
        match answer {
            Answer::Fleet(fleet) => Heard::Known(fleet.as_deref().cloned().unwrap_or_default()),
            _ => Heard::Else,
        }
    }

    fn count(&self, fleet: &Fleet) -> usize {
        fleet.people.len() + fleet.vehicles.len()
    }

    fn row<'a>(&self, fleet: &'a Fleet, at: usize) -> Row<'a> {
        let people = fleet.people.len();
        match fleet.people.get(at) {
            Some(person) => Row::Person(person),
            None => Row::Vehicle(&fleet.vehicles[at - people]),
        }
    }

    fn id(row: Row<'_>) -> Subject {
        row.subject()
    }

    fn sought(row: Row<'_>) -> Vec<String> {
        match row {
            Row::Person(person) => [&person.name, &person.role, &person.phone]
                .map(String::clone)
                .into(),
            Row::Vehicle(one) => {
                let facts = &one.vehicle.facts;
                let plate = facts.plate.as_ref().map(Plate::display);
                let earlier = one.vehicle.earlier_plates.iter();
                let earlier = earlier.map(|earlier| earlier.plate.clone());
                let mut texts = vec![wording::vehicle(facts), one.owner_name.clone()];
                texts.extend(plate.into_iter().chain(earlier));
                texts
            }
        }
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<OfCustomer>] = &[
    Order::new(Say::RowsByLast, |row| {
        of_vehicle(row, |one| (1, latest(one.vehicle.last_day), String::new()))
    }),
    Order::new(Say::FleetByNext, |row| of_vehicle(row, next)),
    Order::new(Say::RowsByMoney, |row| {
        of_vehicle(row, |one| (1, most(one.money.0), String::new()))
    }),
    Order::new(Say::RowsByPlate, |row| {
        of_vehicle(row, |one| (1, 0, one.vehicle.facts.called()))
    }),
];

/// People stand before vehicles, as they came.
fn of_vehicle(row: Row<'_>, by: impl FnOnce(&FleetVehicle) -> Rank) -> Rank {
    row.vehicle().map_or_else(Rank::default, by)
}

/// When the next service was promised; what was never promised stands at the end.
fn next(one: &FleetVehicle) -> Rank {
    let next = one.vehicle.next_service;
    let km = next.odometer.map(|km| format!("{km:012}"));
    let group = if next.is_empty() { 2 } else { 1 };
    (group, earliest(next.day), km.unwrap_or_default())
}
