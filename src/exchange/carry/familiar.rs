//! Rows that say of their customer and vehicle word for word what an earlier row said, as most
//! rows of a list of visits do: whose they are is not read a second time.

use std::hash::{Hash as _, Hasher as _};

use foldhash::{HashMap, HashMapExt as _};

use super::Plan;
use crate::exchange::plan::{CustomerKey, VehicleKey};
use crate::exchange::read::cell::Record;
use crate::exchange::recognise::{Field, Layout};
use crate::exchange::table::hasher;

/// Whose a row is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Whose {
    pub(super) customer: Option<CustomerKey>,
    pub(super) vehicle: Option<VehicleKey>,
}

/// An earlier row. There are millions, so it takes no more than it must.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    customer: CustomerKey,
    vehicle: VehicleKey,
    /// What the receiver was told of both then.
    told: [u32; 2],
}

/// The earlier rows of a table by what they say of customer and vehicle.
#[derive(Debug)]
pub(super) struct Familiar {
    /// The columns that say it.
    columns: Vec<usize>,
    by: HashMap<u64, Earlier>,
}

impl Familiar {
    pub(super) fn new(layout: &Layout) -> Self {
        let says_whose =
            |field: Field| !(field.is_of_visit() || matches!(field, Field::Notes | Field::RowNumber));
        let fields = layout.columns.iter().filter(|(field, _)| says_whose(*field));
        let mut columns: Vec<usize> = fields.flat_map(|(_, columns)| columns).copied().collect();
        columns.extend(layout.columns.person_no);
        Self {
            columns,
            by: HashMap::new(),
        }
    }

    /// What a row says of its customer and vehicle, as a key.
    pub(super) fn key(&self, record: &Record) -> u64 {
        let mut hasher = hasher();
        for &column in &self.columns {
            let cell = record.cell(column);
            // 45000 is a day in one kind of cell and a number in another.
            std::mem::discriminant(cell).hash(&mut hasher);
            cell.text().hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Whose the row is, if an earlier one said the same and the receiver was told nothing else
    /// since.
    pub(super) fn get(&self, key: u64, plan: &Plan) -> Option<Whose> {
        let earlier = self.by.get(&key)?;
        let whose = Whose {
            customer: some(earlier.customer),
            vehicle: some(earlier.vehicle),
        };
        (plan.told(whose) == earlier.told).then_some(whose)
    }

    /// Remembers a row about which nothing had to be remarked.
    pub(super) fn keep(&mut self, key: u64, whose: Whose, plan: &Plan) {
        let earlier = Earlier {
            customer: whose.customer.unwrap_or_default(),
            vehicle: whose.vehicle.unwrap_or_default(),
            told: plan.told(whose),
        };
        self.by.insert(key, earlier);
    }
}

/// Keys that are no customer's and no vehicle's.
fn some<K: Default + PartialEq>(key: K) -> Option<K> {
    (key != K::default()).then_some(key)
}
