use super::inbox::Inbox;
use crate::domain::odometer::OdometerWarning;
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, CustomerKind, Day, Doubt, INDONESIA, Owner, Phone,
    PhoneEntry, PhoneFlag, RemarkId, VehicleFacts, VehicleId, VisitFacts,
};
use crate::insight::review::{Quality, Reason, Same, Slip};
use crate::store::test_kit::{add_pair, author, named, new_store, op, with_plate, write};
use crate::store::{LoadKind, NewRemark, Store};

fn who(name: &str, phone: &str, birthday: &str) -> CustomerFacts {
    let phone = (!phone.is_empty()).then(|| PhoneEntry {
        phone: Phone::parse(phone, INDONESIA),
        label: String::new(),
    });
    CustomerFacts {
        phones: phone.into_iter().collect(),
        birthday: birthday.parse::<Birthday>().ok(),
        ..named(name)
    }
}

fn add(store: &mut Store, facts: CustomerFacts) -> CustomerId {
    let change = Change::AddCustomer {
        facts: Box::new(facts),
        code: None,
        vehicle: None,
    };
    write(store, &change).unwrap().customer.unwrap()
}

/// Somebody who comes on so many days.
fn comes(store: &mut Store, customer: CustomerId, days: u32) {
    for day in 1..=days {
        let facts = Box::new(VisitFacts {
            customer: Some(customer),
            ..VisitFacts::on(Day::from_ymd_opt(2026, 10, day).unwrap())
        });
        write(store, &Change::AddVisit { facts }).unwrap();
    }
}

fn reads(store: &mut Store, vehicle: VehicleId, day: u32, km: i64) {
    let facts = Box::new(VisitFacts {
        vehicle: Some(vehicle),
        odometer: Some(km),
        ..VisitFacts::on(Day::from_ymd_opt(2026, 10, day).unwrap())
    });
    write(store, &Change::AddVisit { facts }).unwrap();
}

/// Today's of one kind, and how many there are in all.
fn of(quality: &Quality, slip: Slip) -> (usize, Vec<(i64, &str)>) {
    let total = quality.totals.iter().find(|(kind, _)| *kind == slip);
    let today = quality.today.iter().filter(|item| item.slip == slip);
    let today = today.map(|item| (item.customer.0, item.about.as_str()));
    (total.map_or(0, |(_, total)| *total), today.collect())
}

#[test]
fn an_empty_book_has_nothing_to_look_at() {
    let (_dir, store) = new_store();
    assert_eq!(store.quality(10).unwrap(), Quality::default());
}

#[test]
fn twins_share_name_and_birthday_or_a_phone_under_a_compatible_name_or_a_plate() {
    let (_dir, mut store) = new_store();
    let mut add =
        |name: &str, phone: &str, birthday: &str| add(&mut store, who(name, phone, birthday)).0;
    let budi = add("Budi Santoso", "081234567890", "1990-05-17");
    add("BUDI SANTOSO", "081200000001", "--05-17");
    add("Budi Santoso", "081200000002", "1991-05-17");
    add("Budi Santoso", "081200000003", "1990-05-18");
    // A household: the same phone, another name.
    add("Sari Dewi", "081234567890", "");
    add("Santoso", "0812-3456-7890", "");
    let wayan = add("Wayan", "", "");
    let quality = store.quality(10).unwrap();
    let found = of(&quality, Slip::Twin);
    // The year that the second does not say may be that of the third too.
    assert_eq!(found.0, 3, "{found:?}");
    let pairs = [
        (budi, "C-00002 BUDI SANTOSO"),
        (budi, "C-00006 Santoso"),
        (2, "C-00003 Budi Santoso"),
    ];
    assert_eq!(found.1, pairs);
    // Two vehicles with one plate: an import may bring them.
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    for owner in [budi, wayan] {
        let vehicle = load.vehicle(None, &with_plate("B 1234 XYZ")).unwrap();
        load.ownership(vehicle, CustomerId(owner), None, None)
            .unwrap();
    }
    load.commit(&[]).unwrap();
    let quality = store.quality(10).unwrap();
    let found = of(&quality, Slip::Twin);
    assert_eq!(found.0, 4);
    assert!(found.1.contains(&(budi, "C-00007 Wayan")), "{found:?}");
}

#[test]
fn regular_customers_without_phone_or_birthday_are_told_and_others_are_not() {
    let (_dir, mut store) = new_store();
    let known = add(&mut store, who("Budi", "081234567890", "--05-17"));
    let bare = add(&mut store, who("Sari", "", ""));
    let seldom = add(&mut store, who("Joko", "", ""));
    let company = CustomerFacts {
        kind: CustomerKind::Company,
        ..who("Karya", "", "")
    };
    let company = add(&mut store, company);
    let dead = add(&mut store, who("Dewi", "6.28E+12", "1990"));
    let last = add(&mut store, who("Wayan", "", "--01-02"));
    for (customer, days) in [
        (known, 9),
        (bare, 4),
        (seldom, 3),
        (company, 5),
        (dead, 4),
        (last, 6),
    ] {
        comes(&mut store, customer, days);
    }
    let quality = store.quality(20).unwrap();
    let no_phone = vec![(last.0, ""), (company.0, ""), (bare.0, "")];
    assert_eq!(of(&quality, Slip::NoPhone), (3, no_phone));
    assert_eq!(
        of(&quality, Slip::NoBirthday),
        (2, vec![(bare.0, ""), (dead.0, "")])
    );
    assert_eq!(
        of(&quality, Slip::DeadPhone),
        (1, vec![(dead.0, "6.28E+12")])
    );
    assert_eq!(quality.totals.len(), 3);
}

#[test]
fn readings_that_cannot_be_and_vehicles_without_a_plate_are_told_with_their_owner() {
    let (_dir, mut store) = new_store();
    let (budi, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    for (day, km) in [(1, 45_000), (8, 450_100), (15, 45_900)] {
        reads(&mut store, vehicle, day, km);
    }
    let (sari, other) = add_pair(&mut store, "Sari", "B 2 A");
    reads(&mut store, other, 1, 10_000);
    reads(&mut store, other, 8, 10_500);
    let change = Change::AddVehicle {
        facts: Box::new(VehicleFacts {
            make: "Toyota".to_owned(),
            model: "Avanza".to_owned(),
            ..VehicleFacts::default()
        }),
        owner: Owner::Known(sari),
        since: None,
    };
    write(&mut store, &change).unwrap();
    let quality = store.quality(10).unwrap();
    assert_eq!(of(&quality, Slip::Odometer), (1, vec![(budi.0, "450100")]));
    assert_eq!(
        of(&quality, Slip::NoPlate),
        (1, vec![(sari.0, "Toyota Avanza")])
    );
    store
        .conn
        .execute("UPDATE shop SET value = 'salon' WHERE key = 'trade'", [])
        .unwrap();
    assert_eq!(store.quality(10).unwrap(), Quality::default());
}

#[test]
fn what_an_import_was_unsure_of_is_told_until_it_is_settled() {
    let (_dir, mut store) = new_store();
    let (budi, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    let facts = VisitFacts {
        customer: Some(budi),
        ..VisitFacts::on(Day::from_ymd_opt(2026, 10, 1).unwrap())
    };
    let visit = load.visit(&facts).unwrap();
    for (value, customer, vehicle, visit, rejected) in [
        ("31/02", Some(budi), None, None, false),
        ("12,5", None, None, Some(visit), false),
        ("??", None, Some(vehicle), None, false),
        ("of nobody", None, None, None, false),
        ("not in", Some(budi), None, None, true),
    ] {
        let remark = NewRemark {
            file: "sheet.csv",
            row: 2,
            column: "Tgl",
            value,
            code: "bad_date",
            rejected,
        };
        let remark = load.remark(&remark).unwrap();
        load.remark_is_about(remark, customer, vehicle, visit)
            .unwrap();
    }
    load.commit(&[]).unwrap();
    let quality = store.quality(10).unwrap();
    let all = ["Tgl 31/02", "Tgl 12,5", "Tgl ??"].map(|about| (budi.0, about));
    assert_eq!(of(&quality, Slip::Import), (3, all.to_vec()));
    let of_visit = quality.today.iter().find(|item| item.about == "Tgl 12,5");
    let Reason::Remark {
        remark,
        plate,
        visit,
    } = &of_visit.unwrap().reason
    else {
        panic!("{of_visit:?}")
    };
    assert_eq!((remark.file.as_str(), remark.row), ("sheet.csv", 2));
    assert_eq!((plate.as_str(), *visit), ("", Some(facts.day)));
    assert_eq!(quality.today[2].plate(), Some("B 1 A"));
    let change = Change::Settle(quality.today[2].doubt.clone());
    write(&mut store, &change).unwrap();
    assert_eq!(of(&store.quality(10).unwrap(), Slip::Import).0, 2);
}

/// A book with one thing to look at of every kind that the door can bring into it.
fn a_book_to_check() -> (tempfile::TempDir, Store) {
    let (dir, mut store) = new_store();
    let (budi, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    for (day, km) in [(1, 45_000), (8, 450_100), (15, 45_900)] {
        reads(&mut store, vehicle, day, km);
    }
    let twin = add(&mut store, who("Sari Dewi", "081234567890", "1990-05-17"));
    add(&mut store, who("Sari", "0812-3456-7890", ""));
    comes(&mut store, twin, 5);
    let bare = add(&mut store, who("Joko", "", ""));
    comes(&mut store, bare, 4);
    add(&mut store, who("Dewi", "0812", ""));
    let change = Change::AddVehicle {
        facts: Box::new(VehicleFacts {
            make: "Toyota".to_owned(),
            ..VehicleFacts::default()
        }),
        owner: Owner::Known(budi),
        since: None,
    };
    write(&mut store, &change).unwrap();
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    for row in 2..5 {
        let remark = NewRemark {
            file: "sheet.csv",
            row,
            column: "Tgl",
            value: "31/02",
            code: "bad_date",
            rejected: false,
        };
        let remark = load.remark(&remark).unwrap();
        load.remark_is_about(remark, Some(budi), None, None)
            .unwrap();
    }
    for _ in 0..2 {
        let vehicle = load.vehicle(None, &with_plate("B 77 ZZ")).unwrap();
        load.ownership(vehicle, budi, None, None).unwrap();
    }
    load.commit(&[]).unwrap();
    (dir, store)
}

#[test]
fn each_kind_is_settled_for_good_and_an_undo_brings_it_back() {
    let (_dir, mut store) = a_book_to_check();
    let before = store.quality(20).unwrap();
    let kinds: Vec<Slip> = before.totals.iter().map(|(slip, _)| *slip).collect();
    let all = [
        Slip::Import,
        Slip::Twin,
        Slip::Odometer,
        Slip::DeadPhone,
        Slip::NoPhone,
        Slip::NoBirthday,
        Slip::NoPlate,
    ];
    assert_eq!(kinds, all, "{before:?}");
    assert_eq!(of(&before, Slip::Import).0, 1, "said thrice, told once");
    for item in &before.today {
        let change = Change::Settle(item.doubt.clone());
        let told = |quality: &Quality| quality.today.contains(item);
        write(&mut store, &change).unwrap();
        let settled = store.quality(20).unwrap();
        assert!(!told(&settled), "{item:?}");
        assert_eq!(settled.today.len() + 1, before.today.len());
        write(&mut store, &Change::Undo { change: None }).unwrap();
        assert_eq!(store.quality(20).unwrap(), before, "{item:?}");
    }
    for item in &before.today {
        let change = Change::Settle(item.doubt.clone());
        write(&mut store, &change).unwrap();
    }
    assert_eq!(store.quality(20).unwrap(), Quality::default());
    let audit = store.audit(None, 1).unwrap();
    assert_eq!(audit[0].kind, "settle");
}

#[test]
fn what_is_written_there_later_is_another_doubt() {
    let (_dir, mut store) = new_store();
    let (_, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    for (day, km) in [(1, 45_000), (8, 450_100), (15, 45_900)] {
        reads(&mut store, vehicle, day, km);
    }
    let odd = store.quality(10).unwrap().today.remove(0);
    write(&mut store, &Change::Settle(odd.doubt)).unwrap();
    assert_eq!(store.quality(10).unwrap(), Quality::default());
    reads(&mut store, vehicle, 22, 461_000);
    let quality = store.quality(10).unwrap();
    assert_eq!(of(&quality, Slip::Odometer).1[0].1, "461000");
}

#[test]
fn a_third_record_is_held_against_the_second_where_the_first_is_somebody_else() {
    let (_dir, mut store) = new_store();
    let records = ["Sari", "Sari", "Sari"].map(|name| {
        let facts = who(name, "081234567890", "");
        add(&mut store, facts)
    });
    let [first, second, third] = records;
    let settle = |store: &mut Store, one, other| {
        write(store, &Change::Settle(Doubt::twins(one, other))).unwrap();
        let quality = store.quality(10).unwrap();
        let doubts = quality.today.into_iter().map(|item| item.doubt);
        doubts.collect::<Vec<_>>()
    };
    let left = settle(&mut store, third, first);
    let wanted = [Doubt::twins(first, second), Doubt::twins(second, third)];
    assert_eq!(left, wanted);
}

#[test]
fn each_says_why_with_the_values_behind_it() {
    let (_dir, store) = a_book_to_check();
    let quality = store.quality(20).unwrap();
    let why = |slip: Slip| {
        let of_it = quality.today.iter().filter(|item| item.slip == slip);
        of_it.map(|item| item.reason.clone()).collect::<Vec<_>>()
    };
    let twins = why(Slip::Twin);
    assert!(twins.contains(&Reason::Same(Same::Phone("081234567890".to_owned()))));
    assert!(twins.contains(&Reason::Same(Same::Plate("B 77 ZZ".to_owned()))));
    let Reason::Reading {
        plate,
        reading,
        odd,
    } = &why(Slip::Odometer)[0]
    else {
        panic!("{quality:?}")
    };
    assert_eq!((plate.as_str(), reading.km), ("B 1 A", 450_100));
    assert_eq!(*odd, Some(OdometerWarning::ExtraDigit { likely: 45_010 }));
    assert_eq!(
        why(Slip::DeadPhone),
        [Reason::Phone(Some(PhoneFlag::BadLength))]
    );
    assert_eq!(why(Slip::NoPhone), [Reason::Came(4)]);
    assert_eq!(why(Slip::NoPlate), [Reason::NoPlate]);
}

#[test]
fn kinds_take_turns_and_those_who_come_most_are_first() {
    let (_dir, mut store) = new_store();
    let customers: Vec<_> = (0..6)
        .map(|at| add(&mut store, named(&format!("N{at}"))))
        .collect();
    for (customer, days) in customers.iter().zip([1, 6, 3, 2, 5, 4]) {
        comes(&mut store, *customer, days);
    }
    let mut inbox = Inbox::read(&store.conn, 4).unwrap();
    for customer in &customers {
        for slip in [Slip::NoBirthday, Slip::NoPhone] {
            let doubt = Doubt::NoPhone(*customer);
            let told = || Ok((String::new(), Reason::Came(1)));
            inbox.put(slip, customer.0, doubt, told).unwrap();
        }
    }
    let doubt = Doubt::Remark(RemarkId(1));
    let told = || Ok((String::new(), Reason::NoPlate));
    inbox
        .put(Slip::Import, customers[0].0, doubt, told)
        .unwrap();
    let quality = inbox.today();
    assert_eq!(
        quality.totals,
        [(Slip::Import, 1), (Slip::NoPhone, 6), (Slip::NoBirthday, 6)]
    );
    let today: Vec<_> = quality
        .today
        .iter()
        .map(|item| (item.customer.0, item.slip))
        .collect();
    let [first, second, fifth] = [1, 0, 4].map(|at| customers[at].0);
    let wanted = [
        (first, Slip::NoPhone),
        (first, Slip::NoBirthday),
        (fifth, Slip::NoPhone),
        (second, Slip::Import),
    ];
    assert_eq!(today, wanted);
}

#[test]
fn what_is_rare_is_found_by_its_index_and_what_is_new_by_its_day() {
    let (_dir, store) = new_store();
    for (sql, step) in [
        (
            super::vehicles::WITHOUT,
            "USING INDEX vehicle_without_plate",
        ),
        (super::odometers::NEWEST, "USING INDEX visit_by_day"),
        (
            super::twins::SHARED_PLATES,
            "USING COVERING INDEX vehicle_by_plate",
        ),
    ] {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let mut statement = store.conn.prepare(&explain).unwrap();
        let values = vec![1; statement.parameter_count()];
        let rows = statement.query_map(rusqlite::params_from_iter(values), |row| row.get(3));
        let plan: Vec<String> = rows.unwrap().map(Result::unwrap).collect();
        assert!(plan[0].contains(step), "{plan:?}");
        assert!(!plan.iter().any(|step| step.contains("TEMP")), "{plan:?}");
    }
}
