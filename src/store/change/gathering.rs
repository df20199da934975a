//! Gatherings and their guests.

use rusqlite::OptionalExtension;

use super::campaign::MOST;
use super::clean::Remarks;
use super::{customer, merge, refused};
use crate::domain::hygiene::{FIELD_CHARS, NAME_CHARS};
use crate::domain::name::fold;
use crate::domain::{
    CustomerId, Day, FieldConflict, GatheringFacts, GatheringId, GuestState, Purpose,
};
use crate::store::door::Done;
use crate::store::table::{CUSTOMER, EVENT, EVENT_GUEST};
use crate::store::writer::{Set, Writer};
use crate::store::{StoreError, StoreResult};
use crate::store::{customer as read, gathering};

const GUESTS: &str = "SELECT customer_id FROM event_guest WHERE event_id = ?1";

/// The longest time of day, in characters.
const TIME_CHARS: usize = 40;
/// A new one, with those who are invited.
pub(super) fn add(
    writer: &mut Writer<'_>,
    facts: &GatheringFacts,
    guests: &[CustomerId],
) -> StoreResult<Done> {
    let wanted = clean(facts)?;
    free(writer, &wanted.name, None)?;
    let mut set = columns(&wanted);
    set.push(("created_at", writer.at.clone().into()));
    let id = writer.insert(&EVENT, set)?;
    let left_out = guests_in(writer, id, guests)?;
    Ok(Done {
        left_out,
        ..done("add_event")
    })
}

/// Makes one what was wanted of it, if nobody touched it meanwhile, and invites these too.
pub(super) fn edit(
    writer: &mut Writer<'_>,
    id: GatheringId,
    base: &GatheringFacts,
    (facts, guests): (&GatheringFacts, &[CustomerId]),
) -> StoreResult<Done> {
    let theirs = gathering::facts(writer.conn, id)?.ok_or(StoreError::Gone)?;
    let mine = clean(facts)?;
    if theirs != *base && theirs != mine {
        return Err(StoreError::Conflict(conflicts([base, &theirs, &mine])));
    }
    free(writer, &mine.name, Some(id))?;
    writer.update(&EVENT, &[id.0.into()], columns(&mine))?;
    let left_out = guests_in(writer, id.0, guests)?;
    Ok(Done {
        left_out,
        ..done("edit_event")
    })
}

/// Takes one away, with its guests.
pub(super) fn remove(writer: &mut Writer<'_>, id: GatheringId) -> StoreResult<Done> {
    must_exist(writer, id)?;
    let guests: Vec<i64> = {
        let mut statement = writer.conn.prepare_cached(GUESTS)?;
        let rows = statement.query_map([id.0], |row| row.get(0))?;
        rows.collect::<Result<_, _>>()?
    };
    for guest in guests {
        writer.delete(&EVENT_GUEST, &[id.0.into(), guest.into()])?;
    }
    writer.delete(&EVENT, &[id.0.into()])?;
    Ok(done("remove_event"))
}

/// More guests. Whoever said no to being contacted is not among them, whoever asks: no list and no
/// script comes past it.
pub(super) fn invite(
    writer: &mut Writer<'_>,
    id: GatheringId,
    guests: &[CustomerId],
) -> StoreResult<Done> {
    must_exist(writer, id)?;
    let left_out = guests_in(writer, id.0, guests)?;
    Ok(Done {
        left_out,
        unless_changed: true,
        ..done("invite")
    })
}

/// How somebody stands to a gathering; nobody was at one that is still to come.
pub(super) fn mark(
    writer: &mut Writer<'_>,
    id: GatheringId,
    (customer, state): (CustomerId, Option<GuestState>),
    today: Day,
) -> StoreResult<Done> {
    let facts = gathering::facts(writer.conn, id)?.ok_or(StoreError::Gone)?;
    customer::must_exist(writer, customer)?;
    if state == Some(GuestState::Came) && facts.is_ahead(today) {
        return Err(refused("event_guest", "still_ahead"));
    }
    let key = [id.0.into(), customer.0.into()];
    let is_guest = writer.row(&EVENT_GUEST, &key)?.is_some();
    match state {
        None => writer.delete(&EVENT_GUEST, &key)?,
        Some(state) if is_guest => {
            let set = vec![("state", state.word().to_owned().into())];
            writer.update(&EVENT_GUEST, &key, set)?;
        }
        // Whoever comes by themselves is welcome; an invitation would be a way to contact them.
        Some(GuestState::Invited) if leaves_alone(writer, customer)? => {
            return Err(refused("event_guest", "do_not_contact"));
        }
        Some(state) => put(writer, id.0, customer, state)?,
    }
    Ok(Done {
        customer: Some(customer),
        unless_changed: true,
        ..done("mark_guest")
    })
}

fn must_exist(writer: &Writer<'_>, id: GatheringId) -> StoreResult<()> {
    match writer.row(&EVENT, &[id.0.into()])? {
        Some(_) => Ok(()),
        None => Err(StoreError::Gone),
    }
}

/// Whether this customer said no to being contacted.
fn leaves_alone(writer: &Writer<'_>, customer: CustomerId) -> StoreResult<bool> {
    let consents = read::consents(writer.conn, customer)?;
    Ok(Purpose::Contact.refused(&consents))
}

/// Invites all of these who are no guests yet and may be contacted, and says how many may not.
fn guests_in(writer: &mut Writer<'_>, id: i64, guests: &[CustomerId]) -> StoreResult<u64> {
    let mut left_out = 0;
    let mut guests = guests.to_vec();
    guests.sort_unstable();
    guests.dedup();
    if guests.len() > MOST {
        return Err(refused("segment", "too_many"));
    }
    for guest in guests {
        if writer.row(&CUSTOMER, &[guest.0.into()])?.is_none() {
            return Err(StoreError::Gone);
        }
        let key = [id.into(), guest.0.into()];
        if writer.row(&EVENT_GUEST, &key)?.is_some() {
            continue;
        }
        if leaves_alone(writer, guest)? {
            left_out += 1;
            continue;
        }
        put(writer, id, guest, GuestState::Invited)?;
    }
    Ok(left_out)
}

fn put(
    writer: &mut Writer<'_>,
    id: i64,
    customer: CustomerId,
    state: GuestState,
) -> StoreResult<()> {
    let set = vec![
        ("event_id", id.into()),
        ("customer_id", customer.0.into()),
        ("state", state.word().to_owned().into()),
    ];
    writer.insert(&EVENT_GUEST, set).map(drop)
}

fn done(kind: &'static str) -> Done {
    Done {
        kind,
        ..Done::default()
    }
}

fn clean(facts: &GatheringFacts) -> StoreResult<GatheringFacts> {
    let mut remarks = Remarks::default();
    let name = remarks.line("event", &facts.name, NAME_CHARS);
    if name.is_empty() {
        remarks.say("event", "required");
    }
    remarks.day("day", Some(facts.day));
    let clean = GatheringFacts {
        name,
        day: facts.day,
        time: remarks.line("event_time", &facts.time, TIME_CHARS),
        place: remarks.line("event_place", &facts.place, NAME_CHARS),
        note: remarks.note("note", &facts.note, FIELD_CHARS),
    };
    remarks.none()?;
    Ok(clean)
}

/// Refuses a name that another one has.
fn free(writer: &Writer<'_>, name: &str, own: Option<GatheringId>) -> StoreResult<()> {
    let sql = "SELECT id FROM event WHERE name_key = ?1";
    let mut statement = writer.conn.prepare_cached(sql)?;
    let holder: Option<i64> = statement
        .query_row([fold(name)], |row| row.get(0))
        .optional()?;
    if holder.is_some() && holder != own.map(|id| id.0) {
        return Err(refused("event", "name_taken"));
    }
    Ok(())
}

fn columns(facts: &GatheringFacts) -> Vec<Set> {
    vec![
        ("name", facts.name.clone().into()),
        ("name_key", fold(&facts.name).into()),
        ("day", facts.day.to_string().into()),
        ("time", facts.time.clone().into()),
        ("place", facts.place.clone().into()),
        ("note", facts.note.clone().into()),
    ]
}

/// The fields that somebody else changed meanwhile.
fn conflicts(three: [&GatheringFacts; 3]) -> Vec<FieldConflict> {
    let texts = |facts: &GatheringFacts| {
        [
            ("event", facts.name.clone()),
            ("day", facts.day.to_string()),
            ("event_time", facts.time.clone()),
            ("event_place", facts.place.clone()),
            ("note", facts.note.clone()),
        ]
    };
    merge::met(three.map(texts))
}
