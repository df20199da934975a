//! Writing customers.

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, types};

use super::clean::Remarks;
use super::merge::{self, Three};
use super::{refused, terms, vehicle};
use crate::domain::hygiene::NAME_CHARS;
use crate::domain::{
    CustomerFacts, CustomerId, Household, HouseholdId, OPENING_POINTS, Owner, PhoneEntry, Taken,
    VehicleFacts, joined, name,
};
use crate::store::door::Done;
use crate::store::rows::kind_word;
use crate::store::table::{CUSTOMER, CUSTOMER_FIELD, HOUSEHOLD, PHONE};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult, customer as read};

/// Refuses when the customer is not in the book.
pub(super) fn must_exist(writer: &Writer<'_>, id: CustomerId) -> StoreResult<()> {
    match writer.row(&CUSTOMER, &[id.0.into()])? {
        Some(_) => Ok(()),
        None => Err(StoreError::Gone),
    }
}

/// A new customer, with the first vehicle if one is known.
pub(super) fn add(
    writer: &mut Writer<'_>,
    facts: &CustomerFacts,
    code: Option<&str>,
    first: Option<&VehicleFacts>,
) -> StoreResult<Done> {
    let has_plate = first.is_some_and(|vehicle| vehicle.plate.is_some());
    let customer = insert(writer, facts, code, has_plate)?;
    let vehicle = match first {
        Some(first) => {
            let owner = Owner::Known(customer);
            Some(vehicle::insert(writer, first, &owner, None)?.0)
        }
        None => None,
    };
    Ok(Done {
        kind: "add_customer",
        customer: Some(customer),
        vehicle,
        ..Done::default()
    })
}

/// Writes a new customer under `code`, or under the next ID.
pub(super) fn insert(
    writer: &mut Writer<'_>,
    facts: &CustomerFacts,
    code: Option<&str>,
    has_plate: bool,
) -> StoreResult<CustomerId> {
    let mut remarks = Remarks::default();
    let facts = remarks.customer(facts, has_plate);
    let code = code.map(|code| remarks.line("code", code, 60));
    if code.as_deref() == Some("") {
        remarks.say("code", "required");
    }
    remarks.none()?;
    let code = match code {
        Some(code) if writer.code_is_taken(&code)? => return Err(refused("code", "id_taken")),
        Some(code) => code,
        None => writer.next_code()?,
    };
    let mut set = columns(writer, None, &facts)?;
    set.push(("code", code.into()));
    set.push(("created_at", writer.at.clone().into()));
    let id = writer.insert(&CUSTOMER, set)?;
    hang(writer, id, &facts)?;
    Ok(CustomerId(id))
}

/// New facts about a customer, unless others wrote something that this person has not seen.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: CustomerId,
    base: &CustomerFacts,
    mine: &CustomerFacts,
) -> StoreResult<Done> {
    let theirs = read::read(writer.conn, id)?.ok_or(StoreError::Gone)?.facts;
    let mut remarks = Remarks::default();
    let mine = remarks.customer(mine, has_vehicle(writer, id)?);
    remarks.none()?;
    let merged = merge::customer(&Three {
        base,
        theirs: &theirs,
        mine: &mine,
    })?;
    if theirs.kind != merged.kind {
        terms::stay_with_companies(writer.conn, id, merged.kind)?;
    }
    put(writer, id, &merged)?;
    Ok(Done {
        kind: "edit_customer",
        customer: Some(id),
        ..Done::default()
    })
}

/// Writes down who brought a customer of whom nobody knew that.
pub(super) fn is_brought(
    writer: &mut Writer<'_>,
    id: Option<CustomerId>,
    by: CustomerId,
) -> StoreResult<()> {
    let id = id.ok_or_else(|| refused("referred_by", "required"))?;
    let now = read::read(writer.conn, id)?.ok_or(StoreError::Gone)?.facts;
    if now.referred_by.is_some_and(|known| known != by) {
        return Err(refused("referred_by", "already_brought"));
    }
    let facts = CustomerFacts {
        referred_by: Some(by),
        ..now
    };
    put(writer, id, &facts)
}

/// Makes a customer what a sheet says; what no sheet says stays.
pub(in crate::store) fn overwrite(
    writer: &mut Writer<'_>,
    id: CustomerId,
    facts: &CustomerFacts,
) -> StoreResult<()> {
    let now = read::read(writer.conn, id)?.ok_or(StoreError::Gone)?.facts;
    let mut fields = now.fields;
    let mut said = facts.clone();
    if is_of_two(writer, id)? {
        // The sheet knows one of two records: what the other added stays.
        said.fields.remove(OPENING_POINTS);
        said.phones = joined(
            facts,
            &CustomerFacts {
                phones: now.phones,
                ..CustomerFacts::default()
            },
            &Taken::new(),
        )
        .phones;
    }
    fields.extend(said.fields.clone());
    // Nor does a sheet make a person of a company that something was agreed with.
    let kind = match terms::stay_with_companies(writer.conn, id, said.kind) {
        Ok(()) => said.kind,
        Err(StoreError::Refused(_)) => now.kind,
        Err(error) => return Err(error),
    };
    let facts = CustomerFacts {
        kind,
        alert: now.alert,
        source: now.source,
        household: now.household,
        company: facts.company.or(now.company),
        referred_by: facts.referred_by.or(now.referred_by),
        fields,
        ..said
    };
    put(writer, id, &facts)
}

/// Whether another record turned out to be this customer.
fn is_of_two(writer: &Writer<'_>, id: CustomerId) -> StoreResult<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM merged WHERE customer_id = ?1)";
    let mut statement = writer.conn.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], |row| row.get(0))?)
}

/// Writes what differs; a change of phones or fields is one of the customer.
pub(super) fn put(
    writer: &mut Writer<'_>,
    id: CustomerId,
    facts: &CustomerFacts,
) -> StoreResult<()> {
    let set = columns(writer, Some(id), facts)?;
    let own = writer.update(&CUSTOMER, &[id.0.into()], set)?;
    if hang(writer, id.0, facts)? && !own {
        writer.touch(&CUSTOMER, id.0)?;
    }
    Ok(())
}

fn has_vehicle(writer: &Writer<'_>, id: CustomerId) -> StoreResult<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM ownership WHERE customer_id = ?1)";
    let mut statement = writer.conn.prepare_cached(sql)?;
    Ok(statement.query_row([id.0], |row| row.get(0))?)
}

/// The customer's own columns; `own` is the customer when there is one already.
fn columns(
    writer: &mut Writer<'_>,
    own: Option<CustomerId>,
    facts: &CustomerFacts,
) -> StoreResult<Vec<Set>> {
    if let Some(company) = facts.company {
        if own == Some(company) {
            return Err(refused("company", "own_company"));
        }
        if writer.row(&CUSTOMER, &[company.0.into()])?.is_none() {
            return Err(refused("company", "unknown"));
        }
    }
    if let Some(by) = facts.referred_by {
        if own == Some(by) {
            return Err(refused("referred_by", "own_referrer"));
        }
        if writer.row(&CUSTOMER, &[by.0.into()])?.is_none() {
            return Err(refused("referred_by", "unknown"));
        }
    }
    let household = match &facts.household {
        Some(wanted) => household(writer, wanted)?.map(|id| id.0),
        None => None,
    };
    let birthday = facts.birthday;
    let part = |part: Option<u32>| Value::from(part.map(i64::from));
    let text = |text: &String| types::Value::from(text.clone());
    Ok(vec![
        ("kind", kind_word(facts.kind).to_owned().into()),
        ("honorific", text(&facts.honorific)),
        ("name", text(&facts.name)),
        ("name_key", name::name_key(&facts.name).into()),
        ("household_id", household.into()),
        ("company_id", facts.company.map(|id| id.0).into()),
        ("referred_by", facts.referred_by.map(|id| id.0).into()),
        ("email", text(&facts.email)),
        ("address", text(&facts.address)),
        ("city", text(&facts.city)),
        ("birth_day", part(birthday.and_then(|b| b.day))),
        ("birth_month", part(birthday.and_then(|b| b.month))),
        (
            "birth_year",
            birthday.and_then(|b| b.year).map(i64::from).into(),
        ),
        ("alert", text(&facts.alert)),
        ("note", text(&facts.note)),
        ("source", text(&facts.source)),
        (
            "member_since",
            facts.member_since.map(|day| day.to_string()).into(),
        ),
    ])
}

/// The household that is meant: the row, else one of that name, else a new one.
fn household(writer: &mut Writer<'_>, wanted: &Household) -> StoreResult<Option<HouseholdId>> {
    if let Some(id) = wanted.id
        && writer.row(&HOUSEHOLD, &[id.0.into()])?.is_some()
    {
        return Ok(Some(id));
    }
    let mut remarks = Remarks::default();
    let name = remarks.line("household", &wanted.name, NAME_CHARS);
    remarks.none()?;
    if name.is_empty() {
        return Ok(None);
    }
    let known = writer
        .conn
        .prepare_cached("SELECT id FROM household WHERE name = ?1 ORDER BY id LIMIT 1")?
        .query_row([&name], |row| row.get(0))
        .optional()?;
    let id = match known {
        Some(id) => id,
        None => writer.insert(&HOUSEHOLD, vec![("name", name.into())])?,
    };
    Ok(Some(HouseholdId(id)))
}

/// Phones and fields. Says whether anything changed.
fn hang(writer: &mut Writer<'_>, id: i64, facts: &CustomerFacts) -> StoreResult<bool> {
    let phones = (0_i64..).zip(&facts.phones);
    let phones = phones.map(|(position, entry)| (position.into(), phone(entry)));
    let phones = writer.hang(&PHONE, id, phones.collect())?;
    let fields = facts
        .fields
        .iter()
        .map(|(key, value)| (key.clone().into(), vec![("value", value.clone().into())]));
    let fields = writer.hang(&CUSTOMER_FIELD, id, fields.collect())?;
    Ok(phones || fields)
}

fn phone(entry: &PhoneEntry) -> Vec<Set> {
    let phone = &entry.phone;
    let flag = phone.flag.map_or("", |flag| flag.code());
    vec![
        ("raw", phone.raw.clone().into()),
        ("e164", phone.e164.clone().into()),
        ("tail", phone.tail().into()),
        ("label", entry.label.clone().into()),
        ("flag", flag.to_owned().into()),
    ]
}
