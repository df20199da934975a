//! Doubts that were settled, as rows of their table.

use std::collections::HashSet;

use rusqlite::{Connection, Row};

use super::StoreResult;
use crate::domain::{CustomerId, Doubt, VehicleId};

const SETTLED: &str = "SELECT kind, customer_id, other_id, vehicle_id, value FROM settled";

/// A doubt as the columns that tell it from all others.
#[derive(Debug, Default)]
pub(super) struct SettledRow {
    pub(super) kind: &'static str,
    pub(super) customer: Option<CustomerId>,
    pub(super) other: Option<CustomerId>,
    pub(super) vehicle: Option<VehicleId>,
    pub(super) value: String,
}

/// The row of a doubt; a remark of an import has none, it says by itself that it is settled.
pub(super) fn row_of(doubt: &Doubt) -> SettledRow {
    let of = |kind, customer: &CustomerId, value: &str| SettledRow {
        kind,
        customer: Some(*customer),
        value: value.to_owned(),
        ..SettledRow::default()
    };
    match doubt {
        Doubt::Remark(_) => SettledRow::default(),
        Doubt::Twins(one, other) => SettledRow {
            other: Some(*other),
            ..of("twins", one, "")
        },
        Doubt::Plate(customer, key) => of("plate", customer, key),
        Doubt::Reading { vehicle, day, km } => SettledRow {
            kind: "reading",
            vehicle: Some(*vehicle),
            value: format!("{day} {km}"),
            ..SettledRow::default()
        },
        Doubt::Phone(customer, raw) => of("phone", customer, raw),
        Doubt::NoPhone(customer) => of("no_phone", customer, ""),
        Doubt::NoBirthday(customer) => of("no_birthday", customer, ""),
        Doubt::NoPlate(vehicle) => SettledRow {
            kind: "no_plate",
            vehicle: Some(*vehicle),
            ..SettledRow::default()
        },
    }
}

/// Every doubt that was settled, but for the remarks of imports.
pub(super) fn all(conn: &Connection) -> StoreResult<HashSet<Doubt>> {
    let mut statement = conn.prepare_cached(SETTLED)?;
    let mut rows = statement.query([])?;
    let mut all = HashSet::new();
    while let Some(row) = rows.next()? {
        all.extend(doubt(row)?);
    }
    Ok(all)
}

fn doubt(row: &Row<'_>) -> StoreResult<Option<Doubt>> {
    let (kind, value): (String, String) = (row.get(0)?, row.get(4)?);
    let customer = row.get::<_, Option<i64>>(1)?.map(CustomerId);
    let other = row.get::<_, Option<i64>>(2)?.map(CustomerId);
    let vehicle = row.get::<_, Option<i64>>(3)?.map(VehicleId);
    Ok(match (kind.as_str(), customer, vehicle) {
        ("twins", Some(one), _) => other.map(|other| Doubt::twins(one, other)),
        ("plate", Some(customer), _) => Some(Doubt::Plate(customer, value)),
        ("reading", _, Some(vehicle)) => reading(vehicle, &value),
        ("phone", Some(customer), _) => Some(Doubt::Phone(customer, value)),
        ("no_phone", Some(customer), _) => Some(Doubt::NoPhone(customer)),
        ("no_birthday", Some(customer), _) => Some(Doubt::NoBirthday(customer)),
        ("no_plate", _, Some(vehicle)) => Some(Doubt::NoPlate(vehicle)),
        _ => None,
    })
}

fn reading(vehicle: VehicleId, value: &str) -> Option<Doubt> {
    let (day, km) = value.split_once(' ')?;
    let (day, km) = (day.parse().ok()?, km.parse().ok()?);
    Some(Doubt::Reading { vehicle, day, km })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Change;
    use crate::store::test_kit::{add_pair, new_store, write};

    #[test]
    fn a_doubt_that_was_settled_is_read_as_the_same_doubt() {
        let (_dir, mut store) = new_store();
        let (customer, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
        let (other, _) = add_pair(&mut store, "Sari", "B 2 A");
        let doubts = [
            Doubt::twins(other, customer),
            Doubt::Plate(customer, "B1A".to_owned()),
            Doubt::Reading {
                vehicle,
                day: "2026-10-02".parse().unwrap(),
                km: 452_100,
            },
            Doubt::Phone(customer, "0812".to_owned()),
            Doubt::NoPhone(customer),
            Doubt::NoBirthday(customer),
            Doubt::NoPlate(vehicle),
        ];
        for doubt in &doubts {
            write(&mut store, &Change::Settle(doubt.clone())).unwrap();
        }
        let all = all(&store.conn).unwrap();
        assert_eq!(all, doubts.into_iter().collect());
    }
}
