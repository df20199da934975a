//! Writing vehicles, their plates and their owners.

use rusqlite::OptionalExtension;
use rusqlite::types::Value;

use super::clean::Remarks;
use super::merge::{self, Three};
use super::{customer, refused};
use crate::domain::{CustomerId, Day, Owner, Plate, VehicleFacts, VehicleId};
use crate::store::door::Done;
use crate::store::table::{OWNERSHIP, PLATE_HISTORY, VEHICLE, VEHICLE_FIELD, VISIT};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult, vehicle as read};

const TAKEN: &str = "SELECT EXISTS (SELECT 1 FROM vehicle WHERE plate_key = ?1 AND id <> ?2)";
const OWNER_NOW: &str =
    "SELECT id, customer_id, since FROM ownership WHERE vehicle_id = ?1 AND until IS NULL";
const EVER_OWNED: &str = "SELECT EXISTS (SELECT 1 FROM ownership WHERE vehicle_id = ?1)";
const OWNERLESS: &str = "SELECT id FROM visit WHERE vehicle_id = ?1 AND customer_id IS NULL";

/// Refuses when the vehicle is not in the book.
pub(super) fn must_exist(writer: &Writer<'_>, id: VehicleId) -> StoreResult<()> {
    match writer.row(&VEHICLE, &[id.0.into()])? {
        Some(_) => Ok(()),
        None => Err(StoreError::Gone),
    }
}

/// A new vehicle.
pub(super) fn add(
    writer: &mut Writer<'_>,
    facts: &VehicleFacts,
    owner: &Owner,
    since: Option<Day>,
) -> StoreResult<Done> {
    let (vehicle, customer) = insert(writer, facts, owner, since)?;
    Ok(Done {
        kind: "add_vehicle",
        customer,
        vehicle: Some(vehicle),
        ..Done::default()
    })
}

/// Writes a new vehicle and whose it is.
pub(super) fn insert(
    writer: &mut Writer<'_>,
    facts: &VehicleFacts,
    owner: &Owner,
    since: Option<Day>,
) -> StoreResult<(VehicleId, Option<CustomerId>)> {
    let mut remarks = Remarks::default();
    let facts = remarks.vehicle(facts);
    remarks.day("day", since);
    remarks.none()?;
    if let Some(plate) = &facts.plate {
        must_be_free(writer, plate, VehicleId(0))?;
    }
    let owner = owner_row(writer, owner, facts.plate.is_some())?;
    let mut set = columns(&facts);
    set.push(("created_at", writer.at.clone().into()));
    let id = writer.insert(&VEHICLE, set)?;
    hang(writer, id, &facts)?;
    if let Some(owner) = owner {
        own(writer, VehicleId(id), owner, since)?;
    }
    Ok((VehicleId(id), owner))
}

/// New facts about a vehicle, unless others wrote something that this person has not seen.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: VehicleId,
    base: &VehicleFacts,
    mine: &VehicleFacts,
) -> StoreResult<Done> {
    let now = read::read(writer.conn, id)?.ok_or(StoreError::Gone)?;
    let mut remarks = Remarks::default();
    let mine = remarks.vehicle(mine);
    remarks.none()?;
    let merged = merge::vehicle(&Three {
        base,
        theirs: &now.facts,
        mine: &mine,
    })?;
    let key = |facts: &VehicleFacts| facts.plate.as_ref().map(|plate| plate.key.clone());
    if key(&now.facts).is_some() && key(&merged).is_none() {
        // Another plate is a slip that is corrected; a new one keeps the old one, and that is
        // another change.
        return Err(refused("plate", "change_plate"));
    }
    if let Some(plate) = &merged.plate {
        must_be_free(writer, plate, id)?;
    }
    put(writer, id, &merged)?;
    Ok(Done {
        kind: "edit_vehicle",
        customer: read::owner_now(writer.conn, id)?,
        vehicle: Some(id),
        ..Done::default()
    })
}

/// Makes a vehicle what a sheet says; fields that it does not name stay.
pub(in crate::store) fn overwrite(
    writer: &mut Writer<'_>,
    id: VehicleId,
    facts: &VehicleFacts,
) -> StoreResult<()> {
    let now = read::read(writer.conn, id)?.ok_or(StoreError::Gone)?.facts;
    let mut fields = now.fields;
    fields.extend(facts.fields.clone());
    let facts = VehicleFacts {
        fields,
        ..facts.clone()
    };
    put(writer, id, &facts)
}

/// Writes what differs; a change of fields is one of the vehicle.
fn put(writer: &mut Writer<'_>, id: VehicleId, facts: &VehicleFacts) -> StoreResult<()> {
    let own = writer.update(&VEHICLE, &[id.0.into()], columns(facts))?;
    if hang(writer, id.0, facts)? && !own {
        writer.touch(&VEHICLE, id.0)?;
    }
    Ok(())
}

/// The vehicle was sold, or its owner is known at last.
pub(super) fn change_owner(
    writer: &mut Writer<'_>,
    vehicle: VehicleId,
    owner: &Owner,
    day: Day,
) -> StoreResult<Done> {
    must_exist(writer, vehicle)?;
    let mut remarks = Remarks::default();
    remarks.day("day", Some(day));
    remarks.none()?;
    let conn = writer.conn;
    let ever: bool = conn
        .prepare_cached(EVER_OWNED)?
        .query_row([vehicle.0], |row| row.get(0))?;
    let seller = end_ownership(writer, vehicle, owner, day)?;
    let buyer = owner_row(writer, owner, true)?;
    if let Some(buyer) = buyer {
        // Of a vehicle that never had an owner nobody knows since when it is this one.
        own(writer, vehicle, buyer, ever.then_some(day))?;
        let mut statement = conn.prepare_cached(OWNERLESS)?;
        let visits = statement.query_map([vehicle.0], |row| row.get::<_, i64>(0))?;
        for visit in visits.collect::<Result<Vec<_>, _>>()? {
            let follows = vec![("customer_id", buyer.0.into())];
            writer.update(&VISIT, &[visit.into()], follows)?;
        }
    }
    Ok(Done {
        kind: "change_owner",
        customer: buyer.or(seller),
        vehicle: Some(vehicle),
        ..Done::default()
    })
}

/// Ends what is owned today on the day before `day`, and says whose it was.
fn end_ownership(
    writer: &mut Writer<'_>,
    vehicle: VehicleId,
    next: &Owner,
    day: Day,
) -> StoreResult<Option<CustomerId>> {
    let now = writer
        .conn
        .prepare_cached(OWNER_NOW)?
        .query_row([vehicle.0], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get(2)?))
        })
        .optional()?;
    let Some((ownership, customer, since)) = now else {
        return Ok(None);
    };
    let customer = CustomerId(customer);
    if *next == Owner::Known(customer) {
        return Err(refused("owner", "same_owner"));
    }
    let since: Option<String> = since;
    let since: Option<Day> = since.and_then(|since| since.parse().ok());
    if since.is_some_and(|since| day < since) {
        return Err(refused("day", "too_early"));
    }
    // Whoever bought and sold it on one day owned it that day.
    let until = day.pred_opt().max(since).unwrap_or(day);
    let set = vec![("until", until.to_string().into())];
    writer.update(&OWNERSHIP, &[ownership.into()], set)?;
    Ok(Some(customer))
}

/// The vehicle has a new plate; the old one keeps finding it.
pub(super) fn change_plate(
    writer: &mut Writer<'_>,
    vehicle: VehicleId,
    plate: &Plate,
    day: Day,
) -> StoreResult<Done> {
    let now = read::read(writer.conn, vehicle)?.ok_or(StoreError::Gone)?;
    let mut remarks = Remarks::default();
    remarks.day("day", Some(day));
    let plate = remarks.plate(plate);
    remarks.none()?;
    let plate = plate.ok_or_else(|| refused("plate", "bad_plate"))?;
    must_be_free(writer, &plate, vehicle)?;
    if let Some(before) = now.facts.plate.filter(|before| before.key != plate.key) {
        let mut set = plate_columns(Some(&before));
        set.push(("vehicle_id", vehicle.0.into()));
        set.push(("until", day.to_string().into()));
        writer.insert(&PLATE_HISTORY, set)?;
    }
    writer.update(&VEHICLE, &[vehicle.0.into()], plate_columns(Some(&plate)))?;
    Ok(Done {
        kind: "change_plate",
        customer: read::owner_now(writer.conn, vehicle)?,
        vehicle: Some(vehicle),
        ..Done::default()
    })
}

/// Refuses when another vehicle carries the plate today.
fn must_be_free(writer: &Writer<'_>, plate: &Plate, but: VehicleId) -> StoreResult<()> {
    let taken: bool = writer
        .conn
        .prepare_cached(TAKEN)?
        .query_row((&plate.key, but.0), |row| row.get(0))?;
    if taken {
        Err(refused("plate", "plate_taken"))
    } else {
        Ok(())
    }
}

/// The row of an owner; somebody new is written.
fn owner_row(
    writer: &mut Writer<'_>,
    owner: &Owner,
    has_plate: bool,
) -> StoreResult<Option<CustomerId>> {
    Ok(match owner {
        Owner::Known(id) => {
            customer::must_exist(writer, *id)?;
            Some(*id)
        }
        Owner::New(facts) => Some(customer::insert(writer, facts, None, has_plate)?),
        Owner::Unknown => None,
    })
}

fn own(
    writer: &mut Writer<'_>,
    vehicle: VehicleId,
    owner: CustomerId,
    since: Option<Day>,
) -> StoreResult<()> {
    writer.insert(
        &OWNERSHIP,
        vec![
            ("vehicle_id", vehicle.0.into()),
            ("customer_id", owner.0.into()),
            ("since", since.map(|day| day.to_string()).into()),
        ],
    )?;
    Ok(())
}

/// The vehicle's own columns.
fn columns(facts: &VehicleFacts) -> Vec<Set> {
    let mut set = plate_columns(facts.plate.as_ref());
    let text = |text: &String| Value::from(text.clone());
    set.extend([
        ("make", text(&facts.make)),
        ("model", text(&facts.model)),
        ("year", facts.year.map(i64::from).into()),
        ("color", text(&facts.color)),
        ("vin", text(&facts.vin)),
        ("engine_no", text(&facts.engine_no)),
        ("engine_cc", facts.engine_cc.into()),
        ("note", text(&facts.note)),
    ]);
    set
}

fn plate_columns(plate: Option<&Plate>) -> Vec<Set> {
    let text = |text: &str| Value::from(text.to_owned());
    vec![
        ("plate", text(plate.map_or("", |plate| &plate.typed))),
        ("plate_key", plate.map(|plate| plate.key.clone()).into()),
        ("plate_tail", text(plate.map_or("", Plate::tail))),
    ]
}

/// The fields of the trade. Says whether anything changed.
fn hang(writer: &mut Writer<'_>, id: i64, facts: &VehicleFacts) -> StoreResult<bool> {
    let fields = facts
        .fields
        .iter()
        .map(|(key, value)| (key.clone().into(), vec![("value", value.clone().into())]));
    writer.hang(&VEHICLE_FIELD, id, fields.collect())
}
