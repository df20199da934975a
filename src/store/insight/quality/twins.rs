//! Records that may be one customer: the same name and birthday, the same phone and a compatible
//! name, the same plate on two vehicles. The same phone under another name is a household.

use rusqlite::{Connection, OptionalExtension};

use super::super::super::StoreResult;
use super::super::super::customer::full_name;
use super::customers::Shared;
use super::inbox::Inbox;
use crate::domain::name::compatible;
use crate::domain::{Birthday, CustomerId, Doubt};
use crate::insight::review::{Reason, Same, Slip};

pub(super) const SHARED_PLATES: &str = "
    SELECT plate_key FROM vehicle WHERE plate_key IS NOT NULL GROUP BY plate_key HAVING count(*) > 1";
const OWNERS: &str = "
    SELECT DISTINCT o.customer_id, v.plate FROM vehicle v
    JOIN ownership o ON o.vehicle_id = v.id AND o.until IS NULL
    WHERE v.plate_key = ?1 ORDER BY o.customer_id LIMIT ?2";
const NAME_KEY: &str = "SELECT name_key FROM customer WHERE id = ?1";
const NAME: &str = "SELECT code, honorific, name FROM customer WHERE id = ?1";

/// Of so many records with one phone, plate or name and birthday the first are compared: the
/// largest fleet of a real shop has 35.
const COMPARED: usize = 40;

const BORN: &str = "
    SELECT birth_day, birth_month, birth_year FROM customer WHERE id IN (?1, ?2) ORDER BY birth_year DESC";
const PHONE: &str = "
    SELECT p.raw FROM phone p JOIN phone o ON o.e164 = p.e164 WHERE p.customer_id = ?1 AND o.customer_id = ?2
    ORDER BY p.position";
const PLATE: &str = "
    SELECT v.plate FROM vehicle v JOIN ownership a ON a.vehicle_id = v.id AND a.until IS NULL
    JOIN vehicle w ON w.plate_key = v.plate_key JOIN ownership b ON b.vehicle_id = w.id AND b.until IS NULL
    WHERE a.customer_id = ?1 AND b.customer_id = ?2";

/// What two records share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Birthday,
    Phone,
    Plate,
}

/// Two customers, the one with the lower number first, and what they share.
type Pair = (i64, i64, By);

pub(super) fn look(
    conn: &Connection,
    inbox: &mut Inbox,
    phones: Vec<Shared>,
    born: Vec<Shared>,
) -> StoreResult<()> {
    let mut pairs = same_birthday(inbox, born);
    same_phone(conn, inbox, phones, &mut pairs)?;
    same_plate(conn, inbox, &mut pairs)?;
    pairs.sort_unstable();
    pairs.dedup_by_key(|pair| (pair.0, pair.1));
    for (one, other, by) in pairs {
        let newer = inbox.came.often(other) > inbox.came.often(one);
        let (customer, other) = if newer { (other, one) } else { (one, other) };
        let doubt = twins(customer, other);
        inbox.put(Slip::Twin, customer, doubt, || {
            Ok((named(conn, other)?, reason(conn, (customer, other), by)?))
        })?;
    }
    Ok(())
}

fn twins(one: i64, other: i64) -> Doubt {
    Doubt::twins(CustomerId(one), CustomerId(other))
}

/// What two customers share, as it is written at the first of them.
fn reason(conn: &Connection, both: (i64, i64), by: By) -> StoreResult<Reason> {
    let written = |sql| -> StoreResult<String> {
        let mut statement = conn.prepare_cached(sql)?;
        let written = statement.query_row(both, |row| row.get(0)).optional()?;
        Ok(written.unwrap_or_default())
    };
    Ok(Reason::Same(match by {
        By::Birthday => Same::Birthday(birthday(conn, both)?),
        By::Phone => Same::Phone(written(PHONE)?),
        By::Plate => Same::Plate(written(PLATE)?),
    }))
}

/// The birthday of both, with the year where one says it.
fn birthday(conn: &Connection, both: (i64, i64)) -> StoreResult<Birthday> {
    let mut statement = conn.prepare_cached(BORN)?;
    Ok(statement.query_row(both, |row| {
        Ok(Birthday {
            day: row.get(0)?,
            month: row.get(1)?,
            year: row.get(2)?,
        })
    })?)
}

/// Customer ID and name.
fn named(conn: &Connection, customer: i64) -> StoreResult<String> {
    let mut statement = conn.prepare_cached(NAME)?;
    let named = statement.query_row([customer], |row| {
        let [code, honorific, name]: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        Ok(format!("{code} {}", full_name(&honorific, &name)))
    });
    Ok(named.optional()?.unwrap_or_default())
}

/// Years of birth go together where one is not known.
fn same_birthday(inbox: &Inbox, mut born: Vec<Shared>) -> Vec<Pair> {
    born.sort_unstable();
    let mut pairs = Vec::new();
    for group in born.chunk_by(|one, other| one.hash == other.hash) {
        let together = |one: &Shared, other: &Shared| {
            let years = one.year.zip(other.year);
            years.is_none_or(|(one, other)| one == other)
        };
        pairs_of(
            inbox,
            By::Birthday,
            group,
            |one| one.customer,
            together,
            &mut pairs,
        );
    }
    pairs
}

fn same_phone(
    conn: &Connection,
    inbox: &Inbox,
    mut phones: Vec<Shared>,
    pairs: &mut Vec<Pair>,
) -> StoreResult<()> {
    phones.sort_unstable();
    // Somebody may have one number twice.
    phones.dedup();
    let mut statement = conn.prepare_cached(NAME_KEY)?;
    let groups = phones.chunk_by(|one, other| one.hash == other.hash);
    for group in groups.filter(|group| group.len() > 1) {
        let mut holders: Vec<(i64, String)> = Vec::new();
        for one in group.iter().take(COMPARED) {
            let name = statement.query_row([one.customer], |row| row.get(0));
            holders.extend(name.optional()?.map(|name| (one.customer, name)));
        }
        let together = |one: &(i64, String), other: &(i64, String)| compatible(&one.1, &other.1);
        pairs_of(inbox, By::Phone, &holders, |one| one.0, together, pairs);
    }
    Ok(())
}

/// Two vehicles of one customer, or of which one has no owner, are told by their plate.
fn same_plate(conn: &Connection, inbox: &mut Inbox, pairs: &mut Vec<Pair>) -> StoreResult<()> {
    let mut statement = conn.prepare_cached(SHARED_PLATES)?;
    let mut plates = statement.query([])?;
    let most = i64::try_from(COMPARED).unwrap_or(i64::MAX);
    while let Some(plate) = plates.next()? {
        let mut statement = conn.prepare_cached(OWNERS)?;
        let key = plate.get_ref(0)?.as_str().unwrap_or_default();
        let owners = statement.query_map((key, most), |row| {
            Ok((row.get(0)?, row.get::<_, String>(1)?))
        })?;
        let mut owners: Vec<(i64, String)> = owners.collect::<Result<_, _>>()?;
        owners.dedup_by_key(|owner| owner.0);
        match &mut owners[..] {
            [(customer, plate)] => {
                let doubt = Doubt::Plate(CustomerId(*customer), key.to_owned());
                let shown = super::super::shown_plate(Some(std::mem::take(plate)));
                let reason = Reason::Same(Same::Plate(shown.clone()));
                inbox.put(Slip::Twin, *customer, doubt, || Ok((shown, reason)))?;
            }
            owners => pairs_of(inbox, By::Plate, owners, |one| one.0, |_, _| true, pairs),
        }
    }
    Ok(())
}

/// Of records that share something, each that goes together with one before it, unless somebody
/// said that those are two.
fn pairs_of<T>(
    inbox: &Inbox,
    by: By,
    group: &[T],
    id: impl Fn(&T) -> i64,
    together: impl Fn(&T, &T) -> bool,
    pairs: &mut Vec<Pair>,
) {
    let open = |one: &T, other: &T| !inbox.is_settled(&twins(id(one), id(other)));
    let group = &group[..group.len().min(COMPARED)];
    for (at, other) in group.iter().enumerate() {
        let mut before = group[..at].iter();
        let first = before.find(|one| together(one, other) && open(one, other));
        pairs.extend(first.map(|one| (id(one), id(other), by)));
    }
}
