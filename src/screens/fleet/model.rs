//! What the screen of a fleet knows.

use std::cmp::Reverse;

use crate::domain::{CustomerId, Day, Fleet, FleetPerson, FleetVehicle, Subject};
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Explaining;
use crate::text::Say;

/// In which order the vehicles stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// Whoever came last first.
    #[default]
    Last,
    /// The next service first.
    Next,
    /// Most money first.
    Money,
    /// By plate.
    Plate,
}

impl Order {
    pub(super) fn next(self) -> Self {
        match self {
            Self::Last => Self::Next,
            Self::Next => Self::Money,
            Self::Money => Self::Plate,
            Self::Plate => Self::Last,
        }
    }

    pub(super) fn called(self) -> Say {
        match self {
            Self::Last => Say::FleetByLast,
            Self::Next => Say::FleetByNext,
            Self::Money => Say::FleetByMoney,
            Self::Plate => Say::FleetByPlate,
        }
    }
}

/// A row: people stand before vehicles.
#[derive(Debug, Clone, Copy)]
pub(super) enum Row<'a> {
    /// Somebody who belongs to it.
    Person(&'a FleetPerson),
    /// One of the vehicles.
    Vehicle(&'a FleetVehicle),
}

impl Row<'_> {
    /// Whose card it opens.
    pub(super) fn subject(self) -> Subject {
        match self {
            Self::Person(person) => Subject::Customer(person.customer, None),
            Self::Vehicle(one) => Subject::Customer(one.owner, Some(one.vehicle.id)),
        }
    }
}

/// The vehicles and people of a company or a household.
#[derive(Debug)]
pub struct FleetScreen {
    /// Of whom.
    pub(super) of: CustomerId,
    /// What is known.
    pub(super) fleet: Shown<Fleet>,
    /// Which row is chosen.
    pub(super) list: List,
    /// In which order the vehicles stand.
    pub(super) order: Order,
    /// Where the numbers of the chosen vehicle come from, while that is explained.
    pub(super) why: Explaining,
}

impl FleetScreen {
    /// The fleet of a customer.
    pub fn new(of: CustomerId) -> Self {
        Self {
            of,
            fleet: Shown::default(),
            list: List::default(),
            order: Order::default(),
            why: Explaining::default(),
        }
    }

    /// The rows.
    pub(super) fn rows(&self) -> Vec<Row<'_>> {
        let Some(fleet) = &self.fleet.value else {
            return Vec::new();
        };
        let mut vehicles: Vec<&FleetVehicle> = fleet.vehicles.iter().collect();
        match self.order {
            Order::Last => vehicles.sort_by_key(|one| Reverse(one.vehicle.last_day)),
            Order::Next => vehicles.sort_by_key(|one| due(one)),
            Order::Money => vehicles.sort_by_key(|one| Reverse(one.money)),
            Order::Plate => vehicles.sort_by_key(|one| one.vehicle.facts.called()),
        }
        let people = fleet.people.iter().map(Row::Person);
        people
            .chain(vehicles.into_iter().map(Row::Vehicle))
            .collect()
    }

    /// The chosen row.
    pub(super) fn chosen(&self) -> Option<Row<'_>> {
        self.rows().get(self.list.selected()?).copied()
    }
}

/// When the next service was promised; what was never promised stands at the end.
fn due(one: &FleetVehicle) -> (bool, Option<Day>, Option<i64>) {
    let next = one.vehicle.next_service;
    (next.is_empty(), next.day.or(Some(Day::MAX)), next.odometer)
}
