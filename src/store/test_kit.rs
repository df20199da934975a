//! What the store's tests share.

use tempfile::TempDir;

use super::{NewShop, Store, StoreResult};
use crate::domain::{
    Author, Change, CustomerFacts, CustomerId, OpId, Receipt, VehicleFacts, VehicleId,
};

/// A new book in a folder that goes away with it.
pub(super) fn new_store() -> (TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::create(&dir.path().join("book.kenal"), &shop()).unwrap();
    (dir, store)
}

pub(super) fn shop() -> NewShop {
    NewShop {
        name: "Bengkel Maju".to_owned(),
        currency: "IDR".to_owned(),
        trade: "garage".to_owned(),
        utc_offset_minutes: 420,
    }
}

/// Somebody at a terminal of their own.
pub(super) fn author(name: &str) -> Author {
    Author {
        staff: None,
        name: name.to_owned(),
        terminal: format!("desk of {name}"),
    }
}

/// A name for an attempt that nobody has used.
pub(super) fn op() -> OpId {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).unwrap();
    OpId(bytes)
}

/// Writes as Ani.
pub(super) fn write(store: &mut Store, change: &Change) -> StoreResult<Receipt> {
    store.write(&author("Ani"), op(), change)
}

pub(super) fn named(name: &str) -> CustomerFacts {
    CustomerFacts {
        name: name.to_owned(),
        ..CustomerFacts::default()
    }
}

pub(super) fn add_customer(store: &mut Store, name: &str) -> CustomerId {
    let change = Change::AddCustomer {
        facts: Box::new(named(name)),
        code: None,
        vehicle: None,
    };
    write(store, &change).unwrap().customer.unwrap()
}

pub(super) fn with_plate(plate: &str) -> VehicleFacts {
    VehicleFacts {
        plate: crate::domain::Plate::parse(plate),
        ..VehicleFacts::default()
    }
}

/// A customer with a vehicle.
pub(super) fn add_pair(store: &mut Store, name: &str, plate: &str) -> (CustomerId, VehicleId) {
    let change = Change::AddCustomer {
        facts: Box::new(named(name)),
        code: None,
        vehicle: Some(Box::new(with_plate(plate))),
    };
    let receipt = write(store, &change).unwrap();
    (receipt.customer.unwrap(), receipt.vehicle.unwrap())
}

/// Asserts that no row refers to one that is not there.
pub(super) fn assert_nothing_loose(store: &Store) {
    let sql = "SELECT count(*) FROM pragma_foreign_key_check";
    let loose: i64 = store.conn.query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(loose, 0);
}
