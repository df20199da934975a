//! Two records of one person: everything moves, nothing is lost, and all of it comes back.

use std::collections::BTreeSet;

use super::moved::{KEYED, MOVED};
use crate::domain::{
    Author, Birthday, Change, ChangeId, CustomerFacts, CustomerId, CustomerKind, Day, GuestState,
    INDONESIA, LostTo, Mark, MessageChannel, MessagePurpose, Money, OPENING_POINTS, Occasion,
    OccasionKind, Owner, Phone, PhoneEntry, Receipt, SentMessage, Subject, Taken, VisitFacts,
    VisitId,
};
use crate::store::change::tests::undoing::dump;
use crate::store::test_kit::*;
use crate::store::{Store, StoreError, StoreResult};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A book with a programme since January, on a day in March.
fn book() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = new_store();
    let sql = "UPDATE points_rule SET since = '2026-01-01'";
    store.conn.execute(sql, []).unwrap();
    store.today_is(day("2026-03-10"));
    (dir, store)
}

fn add(store: &mut Store, facts: CustomerFacts) -> CustomerId {
    let facts = Box::new(facts);
    let (code, vehicle) = (None, None);
    let change = Change::AddCustomer {
        facts,
        code,
        vehicle,
    };
    write(store, &change).unwrap().customer.unwrap()
}

fn of(customer: CustomerId, on: &str, total: i64) -> VisitFacts {
    VisitFacts {
        customer: Some(customer),
        total: Some(Money(total)),
        ..VisitFacts::on(day(on))
    }
}

fn came(store: &mut Store, customer: CustomerId, on: &str, total: i64) -> VisitId {
    let facts = Box::new(of(customer, on, total));
    let receipt = write(store, &Change::AddVisit { facts }).unwrap();
    receipt.visit.unwrap()
}

fn merging(store: &Store, keep: CustomerId, other: CustomerId, taken: &[&str]) -> Change {
    let facts = |id| store.customer(id).unwrap().unwrap().facts;
    Change::MergeCustomers {
        keep,
        other,
        base: Box::new([facts(keep), facts(other)]),
        taken: taken
            .iter()
            .map(|field| (*field).to_owned())
            .collect::<Taken>(),
    }
}

fn merge(store: &mut Store, keep: CustomerId, other: CustomerId) -> StoreResult<Receipt> {
    let change = merging(store, keep, other, &[]);
    write(store, &change)
}

fn undo(store: &mut Store, change: Option<ChangeId>) -> StoreResult<Receipt> {
    write(store, &Change::Undo { change })
}

fn points(store: &Store, customer: CustomerId) -> (i64, Vec<(Day, i64)>) {
    let card = store
        .card(Subject::Customer(customer, None))
        .unwrap()
        .unwrap();
    let points = card.points.unwrap();
    (points.balance, points.lapsing)
}

fn numbers<const N: usize>(store: &Store, sql: &str) -> Vec<[i64; N]> {
    let mut statement = store.conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| {
        let mut numbers = [0; N];
        for (at, number) in numbers.iter_mut().enumerate() {
            *number = row.get(at)?;
        }
        Ok(numbers)
    });
    rows.unwrap().map(Result::unwrap).collect()
}

fn assert_sound(store: &mut Store) {
    let found = store.examine(Box::new(|| false)).unwrap();
    assert_eq!(found.problems, []);
    assert_nothing_loose(store);
}

/// Columns that name a customer by number and stay: they are read through `merged`, made anew, or put right where
/// they are read.
const BY_NUMBER: [(&str, &str); 9] = [
    ("merged", "customer_id"),           // an earlier merge follows
    ("phone", "customer_id"),            // all phones are a part of the facts
    ("customer_field", "customer_id"),   // so are the fields
    ("ownership", "customer_id"),        // spans are joined
    ("points_line", "customer_id"),      // appended only; read through `merged`
    ("points_lot", "customer_id"),       // made anew
    ("customer_summary", "customer_id"), // made anew
    ("change", "customer_id"),           // appended only; read through `merged`
    ("draft", "customer_id"),            // lands where it is saved
];

#[test]
fn a_table_that_refers_to_customers_is_never_forgotten() {
    let (_dir, store) = new_store();
    let sql = "
        SELECT m.name, f.\"from\" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
        WHERE m.type = 'table' AND f.\"table\" = 'customer'
        UNION SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
        WHERE m.type = 'table' AND c.name = 'customer_id'";
    let mut statement = store.conn.prepare(sql).unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let schema: BTreeSet<(String, String)> = rows.unwrap().map(Result::unwrap).collect();
    let named = |(table, column): &(&str, &str)| ((*table).to_owned(), (*column).to_owned());
    let moved = MOVED.iter().chain(&KEYED);
    let moved = moved.map(|(table, column)| (table.name, *column));
    let known: BTreeSet<_> = moved.chain(BY_NUMBER).map(|one| named(&one)).collect();
    assert_eq!(known, schema);
}

/// Two records of one person with everything that hangs on a customer, and a friend.
#[expect(clippy::too_many_lines, reason = "a line for each thing")]
fn full(store: &mut Store) -> [CustomerId; 3] {
    let phone = |raw: &str| PhoneEntry {
        phone: Phone::parse(raw, INDONESIA),
        label: String::new(),
    };
    let mut facts = named("Budi Santoso");
    facts.phones = vec![phone("0812 1111 2222")];
    facts.fields.insert("oil".to_owned(), "HX7".to_owned());
    facts
        .fields
        .insert(OPENING_POINTS.to_owned(), "300".to_owned());
    let keep = add(store, facts);
    let friend = add(store, named("Sari"));
    let mut facts = named("Budi S.");
    facts.honorific = "Pak".to_owned();
    facts.phones = vec![phone("+62 812-1111-2222"), phone("0813 5555 6666")];
    facts.birthday = Birthday::new(3, 5, Some(1980));
    facts.referred_by = Some(friend);
    facts.note = "Suka kopi".to_owned();
    facts.fields.insert("oil".to_owned(), "Helix".to_owned());
    facts
        .fields
        .insert(OPENING_POINTS.to_owned(), "200".to_owned());
    let other = add(store, facts);
    let brought = add(
        store,
        CustomerFacts {
            referred_by: Some(other),
            ..named("Dewi")
        },
    );
    let owned = Change::AddVehicle {
        facts: Box::new(with_plate("B 1234 XYZ")),
        owner: Owner::Known(other),
        since: Some(day("2020-01-01")),
    };
    let vehicle = write(store, &owned).unwrap().vehicle.unwrap();
    came(store, keep, "2026-02-01", 400_000);
    let mut facts = of(other, "2026-02-10", 650_000);
    facts.vehicle = Some(vehicle);
    let facts = Box::new(facts);
    write(store, &Change::AddVisit { facts }).unwrap();
    came(store, brought, "2026-02-20", 100_000);
    let message = |customer| {
        Change::MarkSent(Box::new(SentMessage {
            customer,
            day: day("2026-03-01"),
            template: String::new(),
            purpose: MessagePurpose::Transactional,
            channel: MessageChannel::WhatsApp,
            language: "id".to_owned(),
            body: "Mobil sudah selesai".to_owned(),
            campaign: None,
            about: None,
        }))
    };
    let lost = |customer, on: &str| Change::MarkLost {
        customer,
        base: None,
        lost: Some(LostTo {
            day: day(on),
            competitor: "Maju".to_owned(),
            reason: String::new(),
        }),
    };
    let tier = |customer, name: &str, until: &str| Change::GiveTier {
        customer,
        tier: Some((name.to_owned(), day(until))),
        reason: String::new(),
    };
    let put_off = |customer, mark| Change::MarkOccasions {
        customer: Some(customer),
        occasions: vec![Occasion {
            kind: OccasionKind::Birthday,
            refers: "2026".to_owned(),
        }],
        mark,
    };
    let answer = |customer, purpose: &str, yes| Change::SetConsent {
        customer,
        purpose: purpose.to_owned(),
        yes,
        day: day("2026-03-02"),
        channel: "counter".to_owned(),
    };
    let changes = [
        message(keep),
        message(other),
        lost(keep, "2026-03-01"),
        lost(other, "2026-03-05"),
        tier(keep, "Silver", "2026-12-31"),
        tier(other, "Gold", "2026-06-30"),
        put_off(keep, Mark::Until(day("2026-04-01"))),
        put_off(other, Mark::Done),
        answer(other, "promotions", false),
        answer(keep, "promotions", true),
        answer(other, "birthday", true),
        Change::Thank {
            referrer: other,
            friend: brought,
            day: day("2026-03-03"),
        },
        Change::AddGathering {
            facts: Box::new(crate::domain::GatheringFacts {
                name: "Kopdar".to_owned(),
                day: day("2026-03-08"),
                time: String::new(),
                place: String::new(),
                note: String::new(),
            }),
            guests: vec![keep, other],
        },
        Change::Settle(crate::domain::Doubt::twins(keep, other)),
        Change::Settle(crate::domain::Doubt::twins(other, friend)),
    ];
    for change in changes {
        write(store, &change).unwrap();
    }
    let gathering = store.gatherings(day("2026-03-10")).unwrap()[0].gathering.id;
    let guest = Change::MarkGuest {
        gathering,
        customer: other,
        state: Some(GuestState::Came),
    };
    write(store, &guest).unwrap();
    let alias = "INSERT INTO alias VALUES ('LAMA-7', ?1)";
    store.conn.execute(alias, [other.0]).unwrap();
    [keep, other, brought]
}

#[test]
fn everything_of_one_goes_to_the_other_and_comes_back_row_by_row() {
    let (_dir, mut store) = book();
    let [keep, other, brought] = full(&mut store);
    let before = dump(&store);
    let (mine, theirs) = (points(&store, keep), points(&store, other));
    merge(&mut store, keep, other).unwrap();
    assert_sound(&mut store);

    let customer = store.customer(keep).unwrap().unwrap();
    assert_eq!(customer.aliases, ["C-00003", "LAMA-7"]);
    let facts = customer.facts;
    assert_eq!(
        (facts.name.as_str(), facts.honorific.as_str()),
        ("Budi Santoso", "Pak")
    );
    let phones: Vec<_> = facts
        .phones
        .iter()
        .map(|entry| entry.phone.raw.as_str())
        .collect();
    assert_eq!(phones, ["0812 1111 2222", "0813 5555 6666"]);
    assert_eq!(
        (facts.fields["oil"].as_str(), facts.note.as_str()),
        ("HX7", "Suka kopi")
    );
    assert!(store.customer(other).unwrap().is_none());
    for id in ["C-00003", "c-3", "LAMA-7", "B 1234 XYZ"] {
        let found = store.who(id).unwrap();
        assert!(
            matches!(found[..], [Subject::Customer(who, _)] if who == keep),
            "{id}"
        );
    }
    let card = store.card(Subject::Customer(keep, None)).unwrap().unwrap();
    assert_eq!((card.visits, card.spent.0, card.brought), (2, 1_050_000, 1));
    assert_eq!(card.points.unwrap().balance, mine.0 + theirs.0);
    assert_eq!(
        store.customer(brought).unwrap().unwrap().facts.referred_by,
        Some(keep)
    );
    let refused = card
        .consents
        .iter()
        .find(|line| line.purpose == "promotions");
    assert!(refused.is_some_and(|line| !line.yes));
    assert_eq!(card.lost_to.unwrap().day, day("2026-03-05"));
    assert_eq!(store.messages_of(keep, 9).unwrap().len(), 2);
    let one = "SELECT count(*), count(done_on) FROM today_mark";
    assert_eq!(numbers(&store, one), [[1, 1]]);
    let guests = "SELECT customer_id, state = 'came' FROM event_guest";
    assert_eq!(numbers(&store, guests), [[keep.0, 1]]);
    let given = "SELECT customer_id, tier = 'Gold' FROM tier_given";
    assert_eq!(numbers(&store, given), [[keep.0, 1]]);
    let settled = "SELECT customer_id, other_id FROM settled";
    assert_eq!(numbers(&store, settled), [[keep.0, 2]]);

    undo(&mut store, None).unwrap();
    assert_eq!(dump(&store), before);
    assert_eq!(
        (points(&store, keep), points(&store, other)),
        (mine, theirs)
    );
    assert_sound(&mut store);
}

#[test]
fn the_audit_says_who_became_whom_and_tells_both() {
    let (_dir, mut store) = book();
    let [keep, other, _] = full(&mut store);
    let of_both = store.audit(Some(keep), 99).unwrap().len();
    let of_other = store.audit(Some(other), 99).unwrap().len();
    merge(&mut store, keep, other).unwrap();
    let lines = store.audit(Some(keep), 99).unwrap();
    assert!(lines.len() > of_both && lines.len() > of_other);
    let merged = &lines[0];
    assert_eq!(
        (merged.kind.as_str(), merged.code.as_deref()),
        ("merge_customers", Some("C-00001"))
    );
    let told: Vec<_> = merged
        .fields
        .iter()
        .map(|field| (&*field.name, &*field.new))
        .collect();
    assert!(
        told.contains(&("merged", "C-00003 Pak Budi S.")),
        "{told:?}"
    );
    assert!(told.contains(&("visits", "1")), "{told:?}");
}

#[test]
fn what_cannot_be_one_is_refused_and_what_others_changed_is_seen_first() {
    let (_dir, mut store) = book();
    let (budi, sari) = (
        add(&mut store, named("Budi")),
        add(&mut store, named("Budi S")),
    );
    let firm = CustomerFacts {
        kind: CustomerKind::Company,
        ..named("PT Maju")
    };
    let firm = add(&mut store, firm);
    let reason = |result: StoreResult<Receipt>| match result {
        Err(StoreError::Refused(why)) => why[0].1.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(merge(&mut store, budi, budi)), "same_customer");
    assert_eq!(reason(merge(&mut store, budi, firm)), "kinds_differ");
    let seen = merging(&store, budi, sari, &[]);
    let base = store.customer(sari).unwrap().unwrap().facts;
    let mine = CustomerFacts {
        city: "Malang".to_owned(),
        ..base.clone()
    };
    let change = Change::EditCustomer {
        id: sari,
        base: Box::new(base),
        facts: Box::new(mine),
    };
    write(&mut store, &change).unwrap();
    match write(&mut store, &seen) {
        Err(StoreError::Conflict(met)) => assert_eq!(met[0].field, "city"),
        other => panic!("{other:?}"),
    }
    merge(&mut store, budi, sari).unwrap();
    assert_eq!(store.customer(budi).unwrap().unwrap().facts.city, "Malang");
}

#[test]
fn what_another_terminal_still_writes_for_whoever_is_gone_lands_on_the_one() {
    let (_dir, mut store) = book();
    let (keep, other) = (
        add(&mut store, named("Budi")),
        add(&mut store, named("Budi S")),
    );
    let visit = came(&mut store, other, "2026-03-01", 50_000);
    let seen = store.visit(visit).unwrap().unwrap().facts;
    let base = store.customer(other).unwrap().unwrap().facts;
    merge(&mut store, keep, other).unwrap();
    let sari = author("Sari");
    let facts = Box::new(of(other, "2026-03-10", 80_000));
    let receipt = store
        .write(&sari, op(), &Change::AddVisit { facts })
        .unwrap();
    assert_eq!(
        (receipt.customer, receipt.code.as_deref(), receipt.landed),
        (Some(keep), Some("C-00001"), true)
    );
    // A form that was open with the visit as it was.
    let change = Change::EditVisit {
        id: visit,
        base: Box::new(seen.clone()),
        facts: Box::new(VisitFacts {
            total: Some(Money(60_000)),
            ..seen
        }),
    };
    store.write(&sari, op(), &change).unwrap();
    let card = store.card(Subject::Customer(keep, None)).unwrap().unwrap();
    assert_eq!((card.visits, card.spent.0), (2, 140_000));
    // What was seen of a record that is gone is not written over another.
    let change = Change::EditCustomer {
        id: other,
        facts: Box::new(named("Budi Setiawan")),
        base: Box::new(base),
    };
    match store.write(&sari, op(), &change) {
        Err(StoreError::Refused(why)) => assert_eq!(why[0].1, "merged_into C-00001 Budi"),
        other => panic!("{other:?}"),
    }
    assert_sound(&mut store);
}

#[test]
fn one_after_the_other_become_one_and_come_apart_in_turn() {
    let (_dir, mut store) = book();
    // Not even a line of the ledger is another one afterwards where nobody is welcomed twice.
    let sql = "UPDATE points_rule SET rule = json_set(rule, '$.welcome', 0)";
    store.conn.execute(sql, []).unwrap();
    let ids = ["Budi", "Budi S", "Budi Santoso"].map(|name| add(&mut store, named(name)));
    for (at, id) in ids.into_iter().enumerate() {
        came(
            &mut store,
            id,
            "2026-02-01",
            100_000 * (1 + i64::try_from(at).unwrap()),
        );
    }
    let mut states = Vec::new();
    for (keep, other) in [(ids[1], ids[2]), (ids[0], ids[1])] {
        states.push(dump(&store));
        merge(&mut store, keep, other).unwrap();
        assert_sound(&mut store);
    }
    assert_eq!(points(&store, ids[0]).0, 60);
    for code in ["C-00001", "C-00002", "C-00003"] {
        assert_eq!(store.who(code).unwrap(), [Subject::Customer(ids[0], None)]);
    }
    while let Some(before) = states.pop() {
        undo(&mut store, None).unwrap();
        assert_eq!(dump(&store), before);
        assert_sound(&mut store);
    }
}

#[test]
fn a_debt_is_paid_by_what_the_other_has_and_owed_again_when_they_are_two() {
    let (_dir, mut store) = book();
    let (keep, other) = (
        add(&mut store, named("Budi")),
        add(&mut store, named("Budi S")),
    );
    let visit = came(&mut store, keep, "2026-02-01", 1_000_000);
    let spent = Change::AdjustPoints {
        customer: keep,
        points: -150,
        redeemed: true,
        reason: "oleh-oleh".to_owned(),
    };
    write(&mut store, &spent).unwrap();
    let facts = store.visit(visit).unwrap().unwrap().facts;
    let cancelled = Change::EditVisit {
        id: visit,
        base: Box::new(facts.clone()),
        facts: Box::new(VisitFacts {
            status: crate::domain::VisitStatus::Cancelled,
            ..facts
        }),
    };
    write(&mut store, &cancelled).unwrap();
    came(&mut store, other, "2026-02-05", 1_000_000);
    let before = dump(&store);
    let apart = (points(&store, keep), points(&store, other));
    assert_eq!((apart.0.0, apart.1.0), (-150, 200));
    let merged = merge(&mut store, keep, other).unwrap();
    assert_eq!(points(&store, keep), (50, vec![(day("2027-02-05"), 50)]));
    assert_sound(&mut store);
    undo(&mut store, None).unwrap();
    assert_eq!(dump(&store), before);
    assert_eq!((points(&store, keep), points(&store, other)), apart);
    // Once more, and then points go that were the other's: that rests on it.
    undo(&mut store, Some(ChangeId(merged.change.0 + 1))).unwrap();
    let spent = Change::AdjustPoints {
        customer: keep,
        points: -50,
        redeemed: true,
        reason: "kaus".to_owned(),
    };
    let later = write(&mut store, &spent).unwrap();
    match undo(&mut store, Some(ChangeId(later.change.0 - 1))) {
        Err(StoreError::RestsOn { change, .. }) => assert_eq!(change, later.change),
        other => panic!("{other:?}"),
    }
    undo(&mut store, None).unwrap();
    undo(&mut store, Some(ChangeId(later.change.0 - 1))).unwrap();
    assert_eq!((points(&store, keep), points(&store, other)), apart);
    assert_sound(&mut store);
}

#[test]
fn what_lapses_while_they_are_one_is_lapsed_when_they_are_two() {
    let (_dir, mut store) = book();
    let (keep, other) = (
        add(&mut store, named("Budi")),
        add(&mut store, named("Budi S")),
    );
    came(&mut store, keep, "2026-03-01", 300_000);
    came(&mut store, other, "2026-02-05", 1_000_000);
    merge(&mut store, keep, other).unwrap();
    store.today_is(day("2027-02-10"));
    came(&mut store, keep, "2027-02-10", 100_000);
    // The welcome that stayed was the earlier one.
    assert_eq!(points(&store, keep).0, 30 + 10);
    // The later visit stays with whom it was written for.
    let merged = store.audit(Some(keep), 9).unwrap();
    let merged = merged
        .iter()
        .find(|line| line.kind == "merge_customers")
        .unwrap()
        .id;
    undo(&mut store, Some(merged)).unwrap();
    assert_eq!((points(&store, keep).0, points(&store, other).0), (140, 0));
    assert_sound(&mut store);
}

#[test]
fn one_person_is_welcomed_once_and_brought_once_and_two_are_again_when_they_are_two() {
    let (_dir, mut store) = book();
    let (sari, dewi) = (
        add(&mut store, named("Sari")),
        add(&mut store, named("Dewi")),
    );
    let brought_by = |name: &str, by| CustomerFacts {
        referred_by: Some(by),
        ..named(name)
    };
    let keep = add(&mut store, brought_by("Budi", sari));
    let other = add(&mut store, brought_by("Budi S", dewi));
    came(&mut store, keep, "2026-02-10", 100_000);
    came(&mut store, other, "2026-02-01", 100_000);
    let all = [keep, other, sari, dewi];
    let before: Vec<_> = all.iter().map(|id| points(&store, *id)).collect();
    let sums: Vec<i64> = before.iter().map(|(sum, _)| *sum).collect();
    assert_eq!(sums, [160, 160, 50, 50]);
    let merged = merge(&mut store, keep, other).unwrap();
    assert_sound(&mut store);
    let sums = |store: &Store| [keep, sari, dewi].map(|id| points(store, id).0);
    // Sari is said to have brought them; the earlier welcome stays.
    assert_eq!(sums(&store), [10 + 10 + 100 + 50, 50, 0]);
    undo(&mut store, None).unwrap();
    let after: Vec<_> = all.iter().map(|id| points(&store, *id)).collect();
    assert_eq!(after, before);
    assert_sound(&mut store);
    // Also where somebody comes again before it is taken back.
    undo(&mut store, Some(ChangeId(merged.change.0 + 1))).unwrap();
    assert_eq!(sums(&store), [10 + 10 + 100 + 50, 50, 0]);
    let again = came(&mut store, keep, "2026-03-10", 100_000);
    undo(&mut store, Some(ChangeId(merged.change.0 + 2))).unwrap();
    let after = all.map(|id| points(&store, id).0);
    assert_eq!(after, [170, 160, 50, 50]);
    assert!(store.visit(again).unwrap().is_some());
    assert_sound(&mut store);
}

#[test]
fn who_turns_out_to_have_brought_themselves_is_rewarded_for_nobody() {
    let (_dir, mut store) = book();
    let keep = add(&mut store, named("Budi"));
    let other = CustomerFacts {
        referred_by: Some(keep),
        ..named("Budi S")
    };
    let other = add(&mut store, other);
    came(&mut store, other, "2026-02-01", 100_000);
    assert_eq!((points(&store, keep).0, points(&store, other).0), (50, 160));
    merge(&mut store, keep, other).unwrap();
    assert_eq!(points(&store, keep).0, 110);
    assert_sound(&mut store);
    undo(&mut store, None).unwrap();
    assert_eq!((points(&store, keep).0, points(&store, other).0), (50, 160));
    assert_sound(&mut store);
}

#[test]
fn nobody_is_brought_by_themselves_or_by_whom_they_brought() {
    let (_dir, mut store) = book();
    let other = add(&mut store, named("Budi S"));
    let between = add(
        &mut store,
        CustomerFacts {
            referred_by: Some(other),
            ..named("Sari")
        },
    );
    let keep = add(
        &mut store,
        CustomerFacts {
            referred_by: Some(between),
            ..named("Budi")
        },
    );
    let twin = add(
        &mut store,
        CustomerFacts {
            referred_by: Some(keep),
            ..named("Budi Santoso")
        },
    );
    let before = dump(&store);
    merge(&mut store, keep, other).unwrap();
    let by = |store: &Store, id| store.customer(id).unwrap().unwrap().facts.referred_by;
    assert_eq!((by(&store, keep), by(&store, between)), (None, Some(keep)));
    merge(&mut store, keep, twin).unwrap();
    assert_eq!(by(&store, keep), None);
    undo(&mut store, None).unwrap();
    undo(&mut store, None).unwrap();
    assert_eq!(dump(&store), before);
}

#[test]
fn spans_of_one_vehicle_are_one_where_they_meet() {
    let (_dir, mut store) = book();
    let (keep, vehicle) = add_pair(&mut store, "Budi", "B 1234 XYZ");
    let other = add(&mut store, named("Budi S"));
    let between = add(&mut store, named("Sari"));
    for (owner, on) in [
        (other, "2021-05-01"),
        (between, "2022-05-01"),
        (keep, "2023-05-01"),
    ] {
        let change = Change::ChangeOwner {
            vehicle,
            owner: Owner::Known(owner),
            day: day(on),
        };
        write(&mut store, &change).unwrap();
    }
    let before = dump(&store);
    merge(&mut store, keep, other).unwrap();
    let spans = "SELECT customer_id, coalesce(substr(since, 1, 4), 0), coalesce(substr(until, 1, 4), 0) FROM ownership ORDER BY id";
    let mut statement = store.conn.prepare(spans).unwrap();
    let rows = statement.query_map([], |row| {
        let text = |at| {
            row.get::<_, rusqlite::types::Value>(at)
                .map(|value| match value {
                    rusqlite::types::Value::Text(text) => text,
                    _ => String::new(),
                })
        };
        Ok((row.get::<_, i64>(0)?, text(1)?, text(2)?))
    });
    let spans: Vec<_> = rows.unwrap().map(Result::unwrap).collect();
    drop(statement);
    let span =
        |id: CustomerId, since: &str, until: &str| (id.0, since.to_owned(), until.to_owned());
    assert_eq!(
        spans,
        [
            span(keep, "2021", "2022"),
            span(between, "2022", "2023"),
            span(keep, "2023", "")
        ]
    );
    undo(&mut store, None).unwrap();
    assert_eq!(dump(&store), before);
}

#[test]
fn only_whoever_merged_takes_it_back_without_naming_it() {
    let (_dir, mut store) = book();
    let (keep, other) = (
        add(&mut store, named("Budi")),
        add(&mut store, named("Budi S")),
    );
    merge(&mut store, keep, other).unwrap();
    let sari = Author {
        terminal: "another".to_owned(),
        ..author("Sari")
    };
    let nothing = store.write(&sari, op(), &Change::Undo { change: None });
    assert!(matches!(nothing, Err(StoreError::NothingToUndo)));
    let undone = undo(&mut store, None).unwrap().undone.unwrap();
    assert_eq!(
        (undone.kind.as_str(), undone.code.as_str()),
        ("merge_customers", "C-00001")
    );
}
