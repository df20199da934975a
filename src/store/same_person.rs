//! Who may be the same person as somebody, and two records side by side.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension};

use super::change::survivor;
use super::customer::{self, full_name};
use super::{Store, StoreResult, points, referral, terms};
use crate::domain::name::compatible;
use crate::domain::{CustomerId, Day, Likely, Likeness, Named, Plate, Side};

/// Of vehicles with the plate of one that they own or owned: spans that share a day.
const SAME_PLATE: &str = "
    SELECT DISTINCT o.customer_id, w.plate
    FROM ownership a JOIN vehicle v ON v.id = a.vehicle_id
    JOIN vehicle w ON w.id = v.id OR (v.plate_key IS NOT NULL AND w.plate_key = v.plate_key)
    JOIN ownership o ON o.vehicle_id = w.id
    WHERE a.customer_id = ?1 AND o.customer_id <> ?1
      AND (a.until IS NULL OR o.since IS NULL OR o.since <= a.until)
      AND (o.until IS NULL OR a.since IS NULL OR a.since <= o.until)
    ORDER BY o.customer_id LIMIT ?2";
const SAME_PHONE: &str = "
    SELECT c.id, o.raw, c.name_key FROM phone p JOIN phone o ON o.e164 = p.e164 AND o.customer_id <> p.customer_id
    JOIN customer c ON c.id = o.customer_id WHERE p.customer_id = ?1 ORDER BY p.position, c.id LIMIT ?2";
const SAME_NAME: &str = "
    SELECT o.id, o.birth_day IS NOT NULL AND o.birth_day = c.birth_day AND o.birth_month = c.birth_month
        AND (o.birth_year IS NULL OR c.birth_year IS NULL OR o.birth_year = c.birth_year)
    FROM customer c JOIN customer o ON o.name_key = c.name_key AND o.id <> c.id
    WHERE c.id = ?1 AND c.name_key <> '' ORDER BY 2 DESC, o.id LIMIT ?2";
const OF_KIND: &str = "
    SELECT id, code, honorific, name,
           (SELECT v.plate FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id
            WHERE o.customer_id = c.id AND o.until IS NULL AND v.plate <> '' ORDER BY v.id LIMIT 1),
           (SELECT raw FROM phone WHERE customer_id = c.id ORDER BY position LIMIT 1)
    FROM customer c WHERE id = ?1 AND kind = (SELECT kind FROM customer WHERE id = ?2)
      AND NOT EXISTS (SELECT 1 FROM settled WHERE kind = 'twins' AND customer_id = min(?1, ?2) AND other_id = max(?1, ?2))";
const GOES_ALONG: &str = "
    SELECT (SELECT count(*) FROM visit WHERE customer_id = ?1),
           (SELECT count(DISTINCT vehicle_id) FROM ownership WHERE customer_id = ?1)";

/// Records that are looked at for each likeness.
const LOOKED_AT: i64 = 40;

impl Store {
    /// Who somebody is now: another, if their record turned out to be that one's.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn who_is_now(&self, id: CustomerId) -> StoreResult<CustomerId> {
        Ok(survivor(&self.conn, id)?.unwrap_or(id))
    }

    /// Who may be the same person, likeliest first: by a plate, by a phone and a name that goes with it, by name and
    /// birthday, by the name alone. Not those of whom somebody said that they are two.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn likely_same(&self, of: CustomerId, limit: usize) -> StoreResult<Vec<Likely>> {
        let _moment = self.moment()?;
        let conn = &self.conn;
        let Some(own) = customer::facts(conn, of)? else {
            return Ok(Vec::new());
        };
        let mut found: Vec<(i64, Likeness)> = Vec::new();
        let mut statement = conn.prepare_cached(SAME_PLATE)?;
        let rows = statement.query_map((of.0, LOOKED_AT), |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (id, plate): (i64, String) = row?;
            let shown = Plate::shown(&plate).into_owned();
            found.push((id, Likeness::Plate(shown)));
        }
        let name = crate::domain::name::name_key(&own.name);
        let mut statement = conn.prepare_cached(SAME_PHONE)?;
        let rows = statement.query_map((of.0, LOOKED_AT), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?;
        for row in rows {
            let (id, raw, theirs): (i64, String, String) = row?;
            if name.is_empty() || theirs.is_empty() || compatible(&name, &theirs) {
                found.push((id, Likeness::Phone(raw)));
            }
        }
        let mut statement = conn.prepare_cached(SAME_NAME)?;
        let rows = statement.query_map((of.0, LOOKED_AT), |row| Ok((row.get(0)?, row.get(1)?)))?;
        for row in rows {
            let (id, born): (i64, bool) = row?;
            let birthday = own.birthday.filter(|_| born);
            found.push((id, birthday.map_or(Likeness::Name, Likeness::Birthday)));
        }
        let mut seen = HashSet::new();
        found.retain(|(id, _)| seen.insert(*id));
        let mut likely = Vec::new();
        for (id, by) in found {
            likely.extend(told(conn, id, of, &by)?);
        }
        likely.truncate(limit);
        Ok(likely)
    }

    /// Two records side by side: who stays, and the other. `None` where one is not in the book.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn side_by_side(
        &self,
        keep: CustomerId,
        other: CustomerId,
    ) -> StoreResult<Option<[Side; 2]>> {
        let _moment = self.moment()?;
        let today = self.told_today();
        let side = |id| side(&self.conn, id, today);
        Ok(side(keep)?.zip(side(other)?).map(<[Side; 2]>::from))
    }
}

fn told(conn: &Connection, id: i64, of: CustomerId, by: &Likeness) -> StoreResult<Option<Likely>> {
    let mut statement = conn.prepare_cached(OF_KIND)?;
    let told = statement.query_row((id, of.0), |row| {
        let (honorific, name): (String, String) = (row.get(2)?, row.get(3)?);
        let plate: Option<String> = row.get(4)?;
        let plate = plate.map(|plate| Plate::shown(&plate).into_owned());
        let known: Vec<String> = [plate, row.get(5)?].into_iter().flatten().collect();
        Ok(Likely {
            who: Named {
                id: CustomerId(row.get(0)?),
                code: row.get(1)?,
                name: full_name(&honorific, &name),
                honorific,
            },
            known_by: known.join("  "),
            by: by.clone(),
        })
    });
    Ok(told.optional()?)
}

fn side(conn: &Connection, id: CustomerId, today: Day) -> StoreResult<Option<Side>> {
    let Some(customer) = customer::read(conn, id)? else {
        return Ok(None);
    };
    let named = |id: Option<CustomerId>| id.map_or(Ok(None), |id| referral::named(conn, id));
    let mut statement = conn.prepare_cached(GOES_ALONG)?;
    let (visits, vehicles) = statement.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(Some(Side {
        company: named(customer.facts.company)?,
        referred_by: named(customer.facts.referred_by)?,
        terms: terms::read(conn, id)?,
        consents: customer::consents(conn, id)?,
        visits,
        vehicles,
        points: points::brief(conn, id, today)?.map_or(0, |points| points.balance),
        customer,
    }))
}

#[cfg(test)]
mod tests {
    use super::super::test_kit::*;
    use super::*;
    use crate::domain::{
        Birthday, Change, CustomerFacts, Doubt, INDONESIA, Owner, Phone, PhoneEntry,
    };

    fn with_phone(name: &str, phone: &str) -> CustomerFacts {
        CustomerFacts {
            phones: vec![PhoneEntry {
                phone: Phone::parse(phone, INDONESIA),
                label: String::new(),
            }],
            ..named(name)
        }
    }

    fn add(store: &mut Store, facts: CustomerFacts) -> CustomerId {
        let facts = Box::new(facts);
        let change = Change::AddCustomer {
            facts,
            code: None,
            vehicle: None,
        };
        write(store, &change).unwrap().customer.unwrap()
    }

    #[test]
    fn a_plate_comes_before_a_phone_before_a_birthday_before_a_name_alone() {
        let (_dir, mut store) = new_store();
        let born = Birthday::new(3, 5, Some(1980));
        let budi = CustomerFacts {
            birthday: born,
            ..with_phone("Budi Santoso", "0812 1111 2222")
        };
        let budi = add(&mut store, budi);
        add_customer(&mut store, "Budi Santoso");
        add(
            &mut store,
            CustomerFacts {
                birthday: born,
                ..named("Budi Santoso")
            },
        );
        add(&mut store, with_phone("Budi", "+62 812 1111 2222"));
        // A household shares a phone, and is no candidate.
        add(&mut store, with_phone("Sari", "0812 1111 2222"));
        for owner in [budi, CustomerId(2)] {
            let change = Change::AddVehicle {
                facts: Box::new(with_plate("B 1 A")),
                owner: Owner::Known(owner),
                since: None,
            };
            let vehicle = write(&mut store, &change);
            if vehicle.is_err() {
                let sql = "INSERT INTO vehicle (plate, plate_key, created_at) VALUES ('B 1 A', 'B1A', '2026-01-01T00:00:00.000Z')";
                store.conn.execute(sql, []).unwrap();
                let sql = "INSERT INTO ownership (vehicle_id, customer_id) VALUES (last_insert_rowid(), ?1)";
                store.conn.execute(sql, [owner.0]).unwrap();
            }
        }
        let likely = store.likely_same(budi, 9).unwrap();
        let told: Vec<_> = likely
            .iter()
            .map(|likely| (likely.who.id.0, likely.by.clone()))
            .collect();
        let birthday = Likeness::Birthday(born.unwrap());
        assert_eq!(
            told,
            [
                (2, Likeness::Plate("B 1 A".to_owned())),
                (4, Likeness::Phone("+62 812 1111 2222".to_owned())),
                (3, birthday),
            ]
        );
        write(
            &mut store,
            &Change::Settle(Doubt::twins(CustomerId(4), budi)),
        )
        .unwrap();
        assert_eq!(store.likely_same(budi, 9).unwrap().len(), 2);
        let [one, other] = store.side_by_side(budi, CustomerId(2)).unwrap().unwrap();
        assert_eq!((one.vehicles, other.vehicles, other.visits), (1, 1, 0));
    }
}
