//! Gatherings: what is said of them, their guests, and what they did to visits.

use std::collections::BTreeMap;

use chrono::Days;
use rusqlite::{Connection, OptionalExtension, Row};

use super::contact::no_contact;
use super::customer::full_name;
use super::rows::{day, phone_of};
use super::{Store, StoreResult};
use crate::domain::hygiene::clean_line;
use crate::domain::name::fold;
use crate::domain::{
    Attended, CustomerId, Day, Gathering, GatheringFacts, GatheringId, Guest, GuestState,
};
use crate::insight::{AROUND, GatheringGuests, GatheringTold, Receipt, gathering_result};

const ALL: &str = "SELECT id, name, day, place, note, time FROM event ORDER BY day DESC, id DESC";
const ONE: &str = "SELECT id, name, day, place, note, time FROM event WHERE id = ?1";
const NAMED: &str = "SELECT id FROM event WHERE name_key = ?1";
const GUESTS: &str = concat!(
    "
    SELECT c.id, c.code, c.honorific, c.name,
           (SELECT p.raw FROM phone p WHERE p.customer_id = c.id ORDER BY p.position LIMIT 1), g.state,
           ",
    no_contact!("c.id"),
    ", e.day
    FROM event_guest g JOIN customer c ON c.id = g.customer_id JOIN event e ON e.id = g.event_id
    WHERE g.event_id = ?1 ORDER BY c.name_key, c.id"
);
const OF_CUSTOMER: &str = "
    SELECT e.name, e.day, g.state FROM event_guest g JOIN event e ON e.id = g.event_id
    WHERE g.customer_id = ?1 ORDER BY e.day DESC, e.id DESC";
const VISITS: &str = "
    SELECT g.customer_id, v.day, v.total
    FROM event_guest g JOIN visit v ON v.customer_id = g.customer_id
    WHERE g.event_id = ?1 AND v.status = 'done' AND v.day BETWEEN ?2 AND ?3";

/// What is said of a gathering; `None` when there is none of that number.
pub(super) fn facts(conn: &Connection, id: GatheringId) -> StoreResult<Option<GatheringFacts>> {
    Ok(one(conn, id)?.map(|gathering| gathering.facts))
}

fn one(conn: &Connection, id: GatheringId) -> StoreResult<Option<Gathering>> {
    let mut statement = conn.prepare_cached(ONE)?;
    Ok(statement.query_row([id.0], gathering).optional()?)
}

fn gathering(row: &Row<'_>) -> rusqlite::Result<Gathering> {
    Ok(Gathering {
        id: GatheringId(row.get(0)?),
        facts: GatheringFacts {
            name: row.get(1)?,
            day: day(row, 2)?,
            place: row.get(3)?,
            note: row.get(4)?,
            time: row.get(5)?,
        },
    })
}

fn guest(row: &Row<'_>) -> rusqlite::Result<Guest> {
    let (honorific, name): (String, String) = (row.get(2)?, row.get(3)?);
    Ok(Guest {
        customer: CustomerId(row.get(0)?),
        code: row.get(1)?,
        name: full_name(&honorific, &name),
        phone: phone_of(row, 4)?,
        // The schema knows no other.
        state: GuestState::of(&row.get::<_, String>(5)?).unwrap_or_default(),
        do_not_contact: row.get(6)?,
        day: day(row, 7)?,
    })
}

impl Store {
    /// All gatherings with what they did up to a day, the youngest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn gatherings(&self, as_of: Day) -> StoreResult<Vec<GatheringTold>> {
        let _moment = self.moment()?;
        let all: Vec<Gathering> = {
            let mut statement = self.conn.prepare_cached(ALL)?;
            let rows = statement.query_map([], gathering)?;
            rows.collect::<Result<_, _>>()?
        };
        let mut told = Vec::new();
        for gathering in all {
            let guests = guests(&self.conn, gathering.id)?;
            told.push(summed(&self.conn, gathering, &guests, as_of)?);
        }
        Ok(told)
    }

    /// The gathering of a name, case and accents aside; `None` when there is none.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn gathering_named(&self, name: &str) -> StoreResult<Option<GatheringId>> {
        let mut statement = self.conn.prepare_cached(NAMED)?;
        let key = fold(&clean_line(name).text);
        let id = statement.query_row([key], |row| row.get(0)).optional()?;
        Ok(id.map(GatheringId))
    }

    /// The gatherings that a customer is or was a guest of, the youngest first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn gatherings_of(&self, customer: CustomerId) -> StoreResult<Vec<Attended>> {
        let mut statement = self.conn.prepare_cached(OF_CUSTOMER)?;
        let rows = statement.query_map([customer.0], |row| {
            Ok(Attended {
                name: row.get(0)?,
                day: day(row, 1)?,
                state: GuestState::of(&row.get::<_, String>(2)?).unwrap_or_default(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// A gathering with all its guests and what it did up to a day; `None` when there is none of
    /// that number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn gathering_guests(
        &self,
        id: GatheringId,
        as_of: Day,
    ) -> StoreResult<Option<GatheringGuests>> {
        let _moment = self.moment()?;
        let Some(gathering) = one(&self.conn, id)? else {
            return Ok(None);
        };
        let guests = guests(&self.conn, id)?;
        let told = summed(&self.conn, gathering, &guests, as_of)?;
        Ok(Some(GatheringGuests { told, guests }))
    }
}

fn guests(conn: &Connection, id: GatheringId) -> StoreResult<Vec<Guest>> {
    let mut statement = conn.prepare_cached(GUESTS)?;
    let rows = statement.query_map([id.0], guest)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn summed(
    conn: &Connection,
    gathering: Gathering,
    guests: &[Guest],
    as_of: Day,
) -> StoreResult<GatheringTold> {
    let on = gathering.facts.day;
    let around = Days::new(AROUND);
    let first = on.checked_sub_days(around).unwrap_or(on);
    let last = on.checked_add_days(around).unwrap_or(on);
    let mut statement = conn.prepare_cached(VISITS)?;
    let mut rows = statement.query((gathering.id.0, first.to_string(), last.to_string()))?;
    let mut receipts: BTreeMap<i64, Vec<Receipt>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let receipt = Receipt {
            day: day(row, 1)?,
            amount: row.get(2)?,
        };
        receipts.entry(row.get(0)?).or_default().push(receipt);
    }
    let of = |guest: &Guest| {
        receipts
            .get(&guest.customer.0)
            .map_or(&[][..], |all| &all[..])
    };
    let sides = guests
        .iter()
        .map(|guest| (guest.state == GuestState::Came, of(guest)));
    let result = gathering_result(sides, on, as_of);
    Ok(GatheringTold { gathering, result })
}

#[cfg(test)]
mod tests {
    use super::super::StoreError;
    use super::super::test_kit::{add_customer, assert_nothing_loose, new_store, write};
    use super::*;
    use crate::domain::{Change, Money, VisitFacts};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A book on a day behind its gathering.
    fn book() -> (tempfile::TempDir, Store) {
        let (dir, mut store) = new_store();
        store.today_is(day("2026-11-26"));
        (dir, store)
    }

    fn facts() -> GatheringFacts {
        GatheringFacts {
            name: "Kopdar Juni".to_owned(),
            day: day("2026-06-06"),
            time: String::new(),
            place: "Bengkel".to_owned(),
            note: String::new(),
        }
    }

    fn add(guests: &[CustomerId]) -> Change {
        Change::AddGathering {
            facts: Box::new(facts()),
            guests: guests.to_vec(),
        }
    }

    fn visit(store: &mut Store, customer: CustomerId, on: &str, total: i64) {
        let mut facts = VisitFacts::on(day(on));
        facts.customer = Some(customer);
        facts.total = Some(Money(total));
        let facts = Box::new(facts);
        write(store, &Change::AddVisit { facts }).unwrap();
    }

    fn told(store: &Store) -> GatheringGuests {
        let id = store.gathering_named("kopdar JUNI").unwrap().unwrap();
        let told = store.gathering_guests(id, day("2026-11-26")).unwrap();
        told.unwrap()
    }

    fn states(store: &Store) -> Vec<(String, GuestState)> {
        let guests = told(store).guests.into_iter();
        guests.map(|guest| (guest.name, guest.state)).collect()
    }

    #[test]
    fn a_gathering_tells_who_came_and_what_it_did_to_visits() {
        let (_dir, mut store) = book();
        let [ani, budi] = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
        visit(&mut store, ani, "2026-05-01", 100_000);
        visit(&mut store, ani, "2026-07-01", 250_000);
        visit(&mut store, ani, "2026-08-01", 250_000);
        visit(&mut store, budi, "2026-07-01", 70_000);
        write(&mut store, &add(&[budi, ani, ani])).unwrap();
        let id = told(&store).told.gathering.id;
        let came = Change::MarkGuest {
            gathering: id,
            customer: ani,
            state: Some(GuestState::Came),
        };
        write(&mut store, &came).unwrap();
        let attended = store.gatherings_of(ani).unwrap();
        assert_eq!(attended[0].name, "Kopdar Juni");
        assert_eq!(
            (attended[0].day, attended[0].state),
            (day("2026-06-06"), GuestState::Came)
        );
        let result = told(&store).told.result;
        assert_eq!((result.came.people, result.others.people), (1, 1));
        assert_eq!(
            (result.came.before.visits, result.came.after.visits),
            (1, 2)
        );
        assert_eq!(result.came.after.money, 500_000);
        assert_eq!(result.others.after.money, 70_000);
        let all = store.gatherings(day("2026-11-26")).unwrap();
        assert_eq!(all, [told(&store).told]);
    }

    #[test]
    fn inviting_twice_keeps_who_came_and_everything_is_taken_back_step_by_step() {
        let (_dir, mut store) = book();
        let [ani, budi] = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
        write(&mut store, &add(&[ani])).unwrap();
        let gathering = told(&store).told.gathering.id;
        let mark = |customer, state| Change::MarkGuest {
            gathering,
            customer,
            state,
        };
        write(&mut store, &mark(ani, Some(GuestState::Came))).unwrap();
        let guests = vec![ani, budi];
        write(&mut store, &Change::Invite { gathering, guests }).unwrap();
        let name = |name: &str, state| (name.to_owned(), state);
        let both = [
            name("Ani", GuestState::Came),
            name("Budi", GuestState::Invited),
        ];
        assert_eq!(states(&store), both);
        write(&mut store, &mark(budi, None)).unwrap();
        assert_eq!(states(&store), both[..1]);
        write(&mut store, &Change::RemoveGathering { id: gathering }).unwrap();
        assert_eq!(store.gathering_named("Kopdar Juni").unwrap(), None);
        let undo = Change::Undo { change: None };
        write(&mut store, &undo).unwrap();
        assert_eq!(states(&store), both[..1]);
        write(&mut store, &undo).unwrap();
        assert_eq!(states(&store), both);
        write(&mut store, &undo).unwrap();
        write(&mut store, &undo).unwrap();
        assert_eq!(states(&store), [name("Ani", GuestState::Invited)]);
        write(&mut store, &undo).unwrap();
        assert_eq!(store.gathering_named("Kopdar Juni").unwrap(), None);
        assert_nothing_loose(&store);
    }

    #[test]
    fn what_is_corrected_and_whom_it_invites_is_one_change() {
        let (_dir, mut store) = book();
        let [ani, budi] = ["Ani", "Budi"].map(|name| add_customer(&mut store, name));
        write(&mut store, &add(&[ani])).unwrap();
        let before = told(&store).told.gathering;
        let edit = Change::EditGathering {
            id: before.id,
            base: Box::new(before.facts.clone()),
            facts: Box::new(GatheringFacts {
                place: "the park".to_owned(),
                ..before.facts.clone()
            }),
            guests: vec![ani, budi],
        };
        write(&mut store, &edit).unwrap();
        assert_eq!(told(&store).told.gathering.facts.place, "the park");
        assert_eq!(states(&store).len(), 2);
        write(&mut store, &Change::Undo { change: None }).unwrap();
        assert_eq!(told(&store).told.gathering.facts, before.facts);
        assert_eq!(states(&store).len(), 1);
    }

    #[test]
    fn whoever_said_no_to_being_contacted_is_never_invited_and_is_marked_when_they_say_so_later() {
        let (_dir, mut store) = book();
        let [ani, budi, citra] =
            ["Ani", "Budi", "Citra"].map(|name| add_customer(&mut store, name));
        let answers = |customer, yes| Change::SetConsent {
            customer,
            purpose: "contact".to_owned(),
            yes,
            day: day("2026-05-01"),
            channel: "counter".to_owned(),
        };
        write(&mut store, &answers(ani, false)).unwrap();
        let made = write(&mut store, &add(&[ani, budi])).unwrap();
        assert_eq!(made.left_out, 1);
        let gathering = told(&store).told.gathering.id;
        let invite = Change::Invite {
            gathering,
            guests: vec![ani, citra],
        };
        assert_eq!(write(&mut store, &invite).unwrap().left_out, 1);
        let mark = |state| Change::MarkGuest {
            gathering,
            customer: ani,
            state: Some(state),
        };
        match write(&mut store, &mark(GuestState::Invited)) {
            Err(StoreError::Refused(fields)) => assert_eq!(fields[0].1, "do_not_contact"),
            other => panic!("{other:?}"),
        }
        // Who comes without being asked is welcome.
        write(&mut store, &mark(GuestState::Came)).unwrap();
        write(&mut store, &answers(citra, false)).unwrap();
        let alone = |store: &Store| -> Vec<(String, bool)> {
            let guests = told(store).guests.into_iter();
            guests.map(|one| (one.name, one.do_not_contact)).collect()
        };
        let name = |name: &str, marked| (name.to_owned(), marked);
        let three = [name("Ani", true), name("Budi", false), name("Citra", true)];
        assert_eq!(alone(&store), three);
        write(&mut store, &answers(citra, true)).unwrap();
        assert_eq!(alone(&store)[2], name("Citra", false));
    }

    #[test]
    fn what_stands_already_is_no_change() {
        let (_dir, mut store) = book();
        let ani = add_customer(&mut store, "Ani");
        write(&mut store, &add(&[ani])).unwrap();
        let gathering = told(&store).told.gathering.id;
        let came = Change::MarkGuest {
            gathering,
            customer: ani,
            state: Some(GuestState::Came),
        };
        assert!(!write(&mut store, &came).unwrap().already);
        let lines = store.audit(None, 50).unwrap();
        assert!(write(&mut store, &came).unwrap().already);
        let guests = vec![ani];
        let again = Change::Invite { gathering, guests };
        assert!(write(&mut store, &again).unwrap().already);
        assert_eq!(store.audit(None, 50).unwrap(), lines);
    }

    #[test]
    fn nobody_was_at_a_gathering_that_is_still_to_come() {
        let (_dir, mut store) = book();
        let ani = add_customer(&mut store, "Ani");
        write(&mut store, &add(&[ani])).unwrap();
        let gathering = told(&store).told.gathering.id;
        let mark = |state| Change::MarkGuest {
            gathering,
            customer: ani,
            state: Some(state),
        };
        store.today_is(day("2026-06-05"));
        match write(&mut store, &mark(GuestState::Came)) {
            Err(StoreError::Refused(fields)) => assert_eq!(fields[0].1, "still_ahead"),
            other => panic!("{other:?}"),
        }
        write(&mut store, &mark(GuestState::Coming)).unwrap();
        store.today_is(day("2026-06-06"));
        write(&mut store, &mark(GuestState::Came)).unwrap();
    }

    #[test]
    fn two_gatherings_have_two_names_and_nobody_is_invited_to_none() {
        let (_dir, mut store) = book();
        let ani = add_customer(&mut store, "Ani");
        write(&mut store, &add(&[])).unwrap();
        match write(&mut store, &add(&[])) {
            Err(StoreError::Refused(fields)) => assert_eq!(fields[0].1, "name_taken"),
            other => panic!("{other:?}"),
        }
        let nowhere = Change::MarkGuest {
            gathering: GatheringId(99),
            customer: ani,
            state: Some(GuestState::Came),
        };
        assert!(matches!(write(&mut store, &nowhere), Err(StoreError::Gone)));
    }
}
