//! What insight is told, beside the same in plain SQL or known beforehand.

use chrono::{Datelike as _, Days};
use tempfile::TempDir;

use super::Stretch;
use crate::domain::{
    Birthday, Change, CustomerFacts, CustomerId, CustomerKind, Day, INDONESIA, Money, Owner, Phone,
    PhoneEntry, Purpose, VehicleFacts, VisitFacts, VisitStatus,
};
use crate::insight::review::{self, Behind, Flow, Kind};
use crate::insight::{Cohorts, Margin, Period};
use crate::store::test_kit::{
    add_customer, add_pair, author, named, new_store, op, with_plate, write,
};
use crate::store::{LoadKind, Store, StoreError};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A book of forty customers and what they did from November 2023 to January 2025: refunds, free
/// visits, days with two receipts, open and cancelled ones, visits of nobody.
fn busy() -> (TempDir, Store) {
    let (dir, mut store) = new_store();
    let mut number: u64 = 20_260_112;
    let mut next = |below: u64| {
        number = number
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (number >> 33) % below
    };
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    let customers: Vec<_> = (0..40)
        .map(|at| load.customer(None, &named(&format!("N{at}"))).unwrap())
        .collect();
    for _ in 0..600 {
        // Some come more often than others; one in twenty is nobody.
        let who = next(40) * next(41) / 40;
        let status = match next(10) {
            0 => VisitStatus::Open,
            1 => VisitStatus::Cancelled,
            _ => VisitStatus::Done,
        };
        let amount = i64::try_from(next(100)).unwrap() - 8;
        let facts = VisitFacts {
            customer: (next(20) > 0).then(|| customers[usize::try_from(who).unwrap()]),
            status,
            total: (next(9) > 0).then_some(Money(amount * 1_000)),
            ..VisitFacts::on(day("2023-11-10") + Days::new(next(430)))
        };
        load.visit(&facts).unwrap();
    }
    load.commit(&[]).unwrap();
    (dir, store)
}

/// Days from before the first visit to after the last.
fn days() -> impl Iterator<Item = Day> {
    (0..30).map(|at| day("2023-11-05") + Days::new(at * 17))
}

/// Values of the rows of a statement, as text.
fn rows(store: &Store, sql: &str, values: &[&str]) -> Vec<Vec<String>> {
    let mut statement = store.conn.prepare(sql).unwrap();
    let width = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let value = |at| match row.get(at).unwrap() {
            rusqlite::types::Value::Integer(number) => number.to_string(),
            rusqlite::types::Value::Text(text) => text,
            other => format!("{other:?}"),
        };
        Ok((0..width).map(value).collect())
    };
    let values = rusqlite::params_from_iter(values);
    let rows = statement.query_map(values, row).unwrap();
    rows.map(Result::unwrap).collect()
}

const STANDING: &str = "
    SELECT customer_id, count(DISTINCT day) FILTER (WHERE coalesce(total, 0) >= 0) AS visits,
           min(day) FILTER (WHERE coalesce(total, 0) >= 0), max(day) FILTER (WHERE coalesce(total, 0) >= 0),
           coalesce(sum(total), 0)
    FROM visit WHERE status = 'done' AND customer_id IS NOT NULL AND day <= ?1
    GROUP BY customer_id HAVING visits > 0 ORDER BY customer_id";

#[test]
fn everybody_stands_as_of_any_day_where_their_visits_put_them() {
    let (_dir, store) = busy();
    for as_of in days() {
        let standing = store.standing(as_of).unwrap();
        assert_eq!(standing, store.recomputed(as_of).unwrap(), "{as_of}");
        let told = standing.iter().map(|(customer, visits)| {
            let numbers = [customer.0, i64::from(visits.count)].map(|one| one.to_string());
            let days = [visits.first, visits.last].map(|one| one.to_string());
            let money = [visits.money.to_string()];
            [&numbers[..], &days[..], &money[..]].concat()
        });
        let wanted = rows(&store, STANDING, &[&as_of.to_string()]);
        assert_eq!(told.collect::<Vec<_>>(), wanted, "{as_of}");
    }
    assert!(store.standing(day("2023-11-05")).unwrap().is_empty());
    assert!(store.standing(day("2025-02-01")).unwrap().len() > 30);
}

#[test]
fn a_few_who_came_since_are_summed_up_from_their_visits_and_a_refund_since_counts_as_coming() {
    let (_dir, mut store) = new_store();
    let visit = |store: &mut Store, customer, on: &str, total| {
        let facts = Box::new(VisitFacts {
            customer: Some(customer),
            total: Some(Money(total)),
            ..VisitFacts::on(day(on))
        });
        write(store, &Change::AddVisit { facts }).unwrap();
    };
    let customers: Vec<_> = (0..40)
        .map(|at| add_customer(&mut store, &format!("N{at}")))
        .collect();
    for (at, customer) in (1..).zip(&customers[..38]) {
        visit(&mut store, *customer, "2026-11-01", at * 100);
    }
    let (refunded, again, new) = (customers[0], customers[1], customers[38]);
    visit(&mut store, refunded, "2026-11-20", -70);
    visit(&mut store, again, "2026-11-20", 50);
    visit(&mut store, new, "2026-11-20", 50);
    let of = |as_of: &str, customer: CustomerId| {
        let days = ["2026-11-21", as_of, "2026-11-19"].map(day);
        let [_, all, _] = store.standings(days).unwrap();
        assert_eq!(all, store.standing(day(as_of)).unwrap());
        assert_eq!(all, store.recomputed(day(as_of)).unwrap());
        let found = all.iter().find(|(id, _)| *id == customer);
        found.map(|(_, visits)| (visits.count, visits.money))
    };
    assert_eq!(of("2026-11-19", refunded), Some((1, 100)));
    assert_eq!(of("2026-11-20", refunded), Some((1, 30)));
    assert_eq!(of("2026-11-19", again), Some((1, 200)));
    assert_eq!(of("2026-11-20", again), Some((2, 250)));
    assert_eq!(of("2026-11-19", new), None);
    assert_eq!(of("2026-11-20", new), Some((1, 50)));
    assert_eq!(of("2026-11-20", customers[39]), None);
}

/// Every stretch with a visit or money: visits, money, new, returning.
const FLOW: &str = "
    WITH done AS (SELECT *, iif(?3 = 'week', date(day, '-6 days', 'weekday 1'), date(day, 'start of month')) AS stretch
                  FROM visit WHERE status = 'done'),
    came AS (SELECT DISTINCT stretch, customer_id, day FROM done
             WHERE customer_id IS NOT NULL AND coalesce(total, 0) >= 0 AND day BETWEEN ?1 AND ?2),
    first AS (SELECT customer_id, min(day) AS day FROM done WHERE coalesce(total, 0) >= 0 GROUP BY customer_id)
    SELECT stretch,
        (SELECT count(*) FROM came c WHERE c.stretch = d.stretch), coalesce(sum(total), 0),
        (SELECT count(*) FROM came c JOIN first f USING (customer_id, day) WHERE c.stretch = d.stretch),
        (SELECT count(DISTINCT customer_id) FROM came c WHERE c.stretch = d.stretch AND customer_id NOT IN
            (SELECT customer_id FROM came c JOIN first f USING (customer_id, day) WHERE c.stretch = d.stretch))
    FROM done d WHERE day BETWEEN ?1 AND ?2 GROUP BY stretch ORDER BY stretch";

#[test]
fn weeks_and_months_went_as_the_visits_say() {
    let (_dir, store) = busy();
    let spans = [
        ("2023-01-01", "2025-12-31"),
        ("2024-02-01", "2024-02-29"),
        ("2024-02-14", "2024-05-02"),
        ("2024-05-06", "2024-05-12"),
    ];
    for (from, to) in spans {
        for (by, word) in [(Stretch::Week, "week"), (Stretch::Month, "month")] {
            let flow = store.flow(day(from), day(to), by).unwrap();
            let told = flow.iter().filter(|(_, flow)| *flow != Flow::default());
            let told = told.map(|(begin, flow)| {
                let counts = [flow.visits, flow.new, flow.returning].map(|one| one.to_string());
                let [visits, new, returning] = counts;
                vec![
                    begin.to_string(),
                    visits,
                    flow.money.to_string(),
                    new,
                    returning,
                ]
            });
            let mut wanted = rows(&store, FLOW, &[from, to, word]);
            wanted.retain(|row| row[1..].iter().any(|count| count != "0"));
            assert_eq!(told.collect::<Vec<_>>(), wanted, "{from} {to} {word}");
        }
    }
}

#[test]
fn stretches_without_a_visit_are_there_too() {
    let (_dir, store) = new_store();
    let begins = |from: &str, to: &str, by| {
        let flow = store.flow(day(from), day(to), by).unwrap();
        assert!(flow.iter().all(|(_, flow)| *flow == Flow::default()));
        flow.iter()
            .map(|(begin, _)| begin.to_string())
            .collect::<Vec<_>>()
    };
    let weeks = begins("2026-11-18", "2026-11-23", Stretch::Week);
    assert_eq!(weeks, ["2026-11-16", "2026-11-23"]);
    let months = begins("2026-12-31", "2027-02-01", Stretch::Month);
    assert_eq!(months, ["2026-12-01", "2027-01-01", "2027-02-01"]);
    assert!(begins("2026-11-18", "2026-11-17", Stretch::Week).is_empty());
}

/// Of each month of first visits, how many came in each month: both by number.
const COHORTS: &str = "
    WITH came AS (SELECT DISTINCT customer_id, 12 * substr(day, 1, 4) + substr(day, 6, 2) - 1 AS month FROM visit
                  WHERE status = 'done' AND customer_id IS NOT NULL AND coalesce(total, 0) >= 0 AND day <= ?1)
    SELECT f.month, c.month - f.month, count(*)
    FROM came c JOIN (SELECT customer_id, min(month) AS month FROM came GROUP BY customer_id) f USING (customer_id)
    GROUP BY 1, 2 ORDER BY 1, 2";

#[test]
fn cohorts_are_those_of_the_visits() {
    let (_dir, store) = busy();
    for as_of in ["2024-06-30", "2024-12-15"] {
        let cohorts: Cohorts = store.cohorts(Period::Month, day(as_of)).unwrap();
        assert_eq!(cohorts.last_complete, as_of == "2024-06-30");
        let last = Period::Month.number(day(as_of));
        let mut told = Vec::new();
        for row in &cohorts.rows {
            assert_eq!(
                row.period + i32::try_from(row.active.len()).unwrap() - 1,
                last
            );
            for (after, count) in row
                .active
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
            {
                told.push(vec![
                    row.period.to_string(),
                    after.to_string(),
                    count.to_string(),
                ]);
            }
        }
        assert_eq!(told, rows(&store, COHORTS, &[as_of]), "{as_of}");
    }
}

#[test]
fn the_margin_is_that_of_visits_whose_money_and_cost_are_known() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    for (total, cost, status) in [
        (Some(500), Some(300), VisitStatus::Done),
        (Some(100), None, VisitStatus::Done),
        (None, Some(40), VisitStatus::Done),
        (Some(900), Some(100), VisitStatus::Open),
        (Some(-50), Some(-20), VisitStatus::Done),
    ] {
        let facts = Box::new(VisitFacts {
            customer: Some(customer),
            total: total.map(Money),
            cost: cost.map(Money),
            status,
            ..VisitFacts::on(day("2026-11-20"))
        });
        write(&mut store, &Change::AddVisit { facts }).unwrap();
    }
    let (money, cost) = (450, 280);
    let on = |text: &str| store.margin(day(text)).unwrap();
    assert_eq!(on("2026-11-20"), Margin { money, cost });
    // As of an earlier day none of it has happened.
    assert_eq!(on("2026-11-19"), Margin::default());
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

fn came(store: &mut Store, customer: CustomerId, status: VisitStatus) {
    let facts = Box::new(VisitFacts {
        customer: Some(customer),
        status,
        ..VisitFacts::on(day("2026-11-20"))
    });
    write(store, &Change::AddVisit { facts }).unwrap();
}

#[test]
fn sources_are_those_of_customers_who_came() {
    let (_dir, mut store) = new_store();
    let from = |name: &str, source: &str| CustomerFacts {
        source: source.to_owned(),
        ..named(name)
    };
    let budi = add(&mut store, from("Budi", "Instagram"));
    add(&mut store, from("Sari", "radio"));
    let joko = add(&mut store, from("Joko", ""));
    let dewi = add(&mut store, from("Dewi", "Instagram"));
    for customer in [dewi, joko, budi] {
        came(&mut store, customer, VisitStatus::Done);
    }
    let sources = store.sources().unwrap();
    let told: Vec<_> = sources
        .iter()
        .map(|(id, source)| (*id, &**source))
        .collect();
    assert_eq!(told, [(budi, "Instagram"), (joko, ""), (dewi, "Instagram")]);
}

#[test]
fn whoever_never_came_is_told_the_newest_first_and_who_is_in_the_shop_is_not_among_them() {
    let (_dir, mut store) = new_store();
    let [never, cancelled, open, done, late] =
        ["Budi", "Sari", "Joko", "Dewi", "Wayan"].map(|name| add_customer(&mut store, name));
    came(&mut store, cancelled, VisitStatus::Cancelled);
    came(&mut store, open, VisitStatus::Open);
    came(&mut store, done, VisitStatus::Done);
    let told = |limit| store.never_served(day("2026-11-22"), limit).unwrap();
    let all = vec![late, cancelled, never];
    assert_eq!(
        told(9),
        review::NeverServed {
            total: 3,
            first: all
        }
    );
    assert_eq!(
        told(1),
        review::NeverServed {
            total: 3,
            first: vec![late]
        }
    );
    // Before that week: whoever came first in it counts where they were in the book by then.
    let before = || store.never_served(day("2026-11-15"), 9).unwrap();
    assert_eq!(before().total, 3);
    store
        .conn
        .execute(
            "UPDATE customer SET created_at = '2026-11-01T03:00:00Z' WHERE id = ?1",
            [done.0],
        )
        .unwrap();
    assert_eq!(before().first, [late, done, cancelled, never]);
    // An order that nobody closed is no visit any more.
    let later = store.never_served(day("2026-12-21"), 9).unwrap();
    assert_eq!(later.first, [late, open, cancelled, never]);
}

#[test]
fn whoever_has_an_order_open_is_here() {
    let (_dir, mut store) = new_store();
    let [cancelled, open, done] =
        ["Sari", "Joko", "Dewi"].map(|name| add_customer(&mut store, name));
    came(&mut store, cancelled, VisitStatus::Cancelled);
    came(&mut store, open, VisitStatus::Open);
    came(&mut store, done, VisitStatus::Done);
    let all = [cancelled, open, done];
    let seen = |after: &str, until: &str| {
        let seen = store.seen_since(day(after), day(until), &all).unwrap();
        let mut who: Vec<_> = seen.into_keys().collect();
        who.sort();
        who
    };
    assert_eq!(seen("2026-11-15", "2026-11-22"), [open, done]);
    // Begun before the week was over, and not done yet.
    assert_eq!(seen("2026-11-22", "2026-11-25"), [open]);
    assert_eq!(seen("2026-11-22", "2026-12-21"), []);
    let here = |today: &str| store.in_the_shop(day(today)).unwrap();
    assert_eq!(here("2026-11-22"), [open].into());
    assert!(here("2026-11-19").is_empty() && here("2026-12-21").is_empty());
}

#[test]
fn rows_are_introduced_in_the_order_asked_with_phone_and_newest_plate() {
    let (_dir, mut store) = new_store();
    let phone = |raw| PhoneEntry {
        phone: Phone::parse(raw, INDONESIA),
        label: String::new(),
    };
    let budi = add(
        &mut store,
        CustomerFacts {
            kind: CustomerKind::Company,
            honorific: "PT".to_owned(),
            alert: "pays late".to_owned(),
            phones: vec![phone("kantor"), phone("081234567890")],
            ..named("Karya Abadi")
        },
    );
    let sari = add_customer(&mut store, "Sari");
    for (plate, since) in [
        ("B 1 A", "2020-01-01"),
        ("B 2 B", "2024-01-01"),
        ("B 3 C", "2022-01-01"),
    ] {
        let change = Change::AddVehicle {
            facts: Box::new(with_plate(plate)),
            owner: Owner::Known(budi),
            since: Some(day(since)),
        };
        write(&mut store, &change).unwrap();
    }
    let told = store
        .introduce(&[sari, CustomerId(99), budi, sari])
        .unwrap();
    assert_eq!(
        told.iter().map(|one| one.id).collect::<Vec<_>>(),
        [sari, budi, sari]
    );
    let company = &told[1];
    assert_eq!(
        (company.code.as_str(), company.honorific.as_str()),
        ("C-00001", "PT")
    );
    assert_eq!(
        (company.name.as_str(), company.is_company),
        ("Karya Abadi", true)
    );
    assert_eq!(
        (company.plate.as_str(), company.alert.as_str()),
        ("B 2 B", "pays late")
    );
    assert_eq!(
        company.phone,
        phone("081234567890").phone.display(INDONESIA)
    );
    let sari = &told[0];
    assert_eq!([&sari.plate, &sari.phone, &sari.alert], ["", "", ""]);
    assert!(!sari.is_company);
}

#[test]
fn a_vehicle_that_was_sold_or_has_no_plate_is_nobodys_plate() {
    let (_dir, mut store) = new_store();
    let (budi, vehicle) = add_pair(&mut store, "Budi", "B 1 A");
    let change = Change::AddVehicle {
        facts: Box::new(VehicleFacts {
            make: "Toyota".to_owned(),
            ..VehicleFacts::default()
        }),
        owner: Owner::Known(budi),
        since: Some(day("2026-01-01")),
    };
    write(&mut store, &change).unwrap();
    assert_eq!(store.introduce(&[budi]).unwrap()[0].plate, "B 1 A");
    let change = Change::ChangeOwner {
        vehicle,
        owner: Owner::New(Box::new(named("Sari"))),
        day: day("2026-11-21"),
    };
    write(&mut store, &change).unwrap();
    assert_eq!(store.introduce(&[budi]).unwrap()[0].plate, "");
}

#[test]
fn the_plate_is_that_of_the_car_that_came_last_and_is_theirs_still() {
    let (_dir, mut store) = new_store();
    let (budi, first) = add_pair(&mut store, "Budi", "B 1 A");
    let change = Change::AddVehicle {
        facts: Box::new(with_plate("B 2 B")),
        owner: Owner::Known(budi),
        since: Some(day("2026-01-01")),
    };
    let second = write(&mut store, &change).unwrap().vehicle.unwrap();
    let plate = |store: &Store| store.introduce(&[budi]).unwrap()[0].plate.clone();
    assert_eq!(plate(&store), "B 2 B");
    let came = |store: &mut Store, vehicle, on: &str, status| {
        let facts = Box::new(VisitFacts {
            customer: Some(budi),
            vehicle: Some(vehicle),
            status,
            ..VisitFacts::on(day(on))
        });
        write(store, &Change::AddVisit { facts }).unwrap();
    };
    came(&mut store, first, "2026-03-01", VisitStatus::Done);
    came(&mut store, second, "2026-03-02", VisitStatus::Open);
    assert_eq!(plate(&store), "B 1 A");
    came(&mut store, second, "2026-03-03", VisitStatus::Done);
    assert_eq!(plate(&store), "B 2 B");
    let sold = Change::ChangeOwner {
        vehicle: second,
        owner: Owner::New(Box::new(named("Sari"))),
        day: day("2026-03-04"),
    };
    write(&mut store, &sold).unwrap();
    assert_eq!(plate(&store), "B 1 A");
}

#[test]
fn birthdays_ahead_go_over_new_year_and_leap_days_and_leave_companies_out() {
    let (_dir, mut store) = new_store();
    let mut born = |text: &str, kind| {
        let facts = CustomerFacts {
            birthday: Some(text.parse::<Birthday>().unwrap()),
            kind,
            ..named(text)
        };
        add(&mut store, facts)
    };
    let new_year = born("1990-01-02", CustomerKind::Person);
    let eve = born("--12-31", CustomerKind::Person);
    let leap = born("1992-02-29", CustomerKind::Person);
    born("1980-12-31", CustomerKind::Company);
    born("1985", CustomerKind::Person);
    let told = |from: &str, days, limit| {
        let ahead = store.birthdays(day(from), days, limit).unwrap();
        let ahead = ahead
            .iter()
            .map(|one| (one.customer, one.day.to_string(), one.turns));
        ahead.collect::<Vec<_>>()
    };
    let year = |text: &str, id, turns| (id, text.to_owned(), turns);
    assert_eq!(
        told("2026-12-20", 14, 9),
        [
            year("2026-12-31", eve, None),
            year("2027-01-02", new_year, Some(37))
        ]
    );
    assert_eq!(told("2026-12-20", 14, 1).len(), 1);
    assert_eq!(told("2026-12-20", 13, 9).len(), 1);
    assert_eq!(
        told("2027-02-28", 1, 9),
        [year("2027-02-28", leap, Some(35))]
    );
    assert_eq!(told("2028-02-28", 1, 9), []);
    assert_eq!(
        told("2028-02-29", 1, 9),
        [year("2028-02-29", leap, Some(36))]
    );
    assert_eq!(day("2028-02-29").year(), 2028);
}

#[test]
fn birthdays_of_who_was_not_asked_are_told_so_and_of_who_refused_not_at_all() {
    let (_dir, mut store) = new_store();
    let facts = CustomerFacts {
        birthday: Some("--12-31".parse::<Birthday>().unwrap()),
        ..named("Budi")
    };
    let customer = add(&mut store, facts);
    let agreed = |store: &Store| {
        let ahead = store.birthdays(day("2026-12-20"), 14, 9).unwrap();
        ahead.first().map(|one| one.agreed)
    };
    assert_eq!(agreed(&store), Some(None));
    for (purpose, yes, told) in [
        (Purpose::Birthday, true, Some(Some(true))),
        (Purpose::Birthday, false, None),
        (Purpose::Birthday, true, Some(Some(true))),
        (Purpose::Contact, false, None),
    ] {
        let change = Change::SetConsent {
            customer,
            purpose: purpose.key().to_owned(),
            yes,
            day: day("2026-12-01"),
            channel: "counter".to_owned(),
        };
        write(&mut store, &change).unwrap();
        assert_eq!(agreed(&store), told, "{purpose:?} {yes}");
    }
}

#[test]
fn nobody_who_stopped_waiting_is_answered() {
    let (_dir, mut store) = busy();
    store.conn.progress_handler(1, Some(|| true)).unwrap();
    let as_of = day("2024-12-31");
    let ends = [
        store.standing(as_of).map(drop),
        store.recomputed(as_of).map(drop),
        store.flow(as_of, as_of, Stretch::Week).map(drop),
        store.cohorts(Period::Month, as_of).map(drop),
        store.sources().map(drop),
        store.margin(as_of).map(drop),
        store.introduce(&[CustomerId(1)]).map(drop),
        store.never_served(as_of, 3).map(drop),
        store.birthdays(as_of, 7, 3).map(drop),
    ];
    for end in ends {
        assert!(matches!(end, Err(StoreError::Cancelled)), "{end:?}");
    }
    store.stop_when(None);
}

#[test]
fn sums_are_read_from_indexes_that_hold_all_of_it() {
    let (_dir, store) = busy();
    for analysed in [false, true] {
        if analysed {
            store.conn.execute_batch("ANALYZE").unwrap();
        }
        for (sql, index) in [
            (
                super::standing::OF_ALL,
                "SEARCH visit USING COVERING INDEX visit_by_customer (customer_id>?)",
            ),
            (
                super::standing::OF_ONE,
                "SEARCH visit USING COVERING INDEX visit_by_customer (customer_id=?)",
            ),
            (
                super::flow::DONE,
                "SEARCH visit USING COVERING INDEX visit_by_day (day>? AND day<?)",
            ),
        ] {
            let explain = format!("EXPLAIN QUERY PLAN {sql}");
            let count = store.conn.prepare(&explain).unwrap().parameter_count();
            let plan = rows(&store, &explain, &["1", "2"][..count]);
            let told: Vec<_> = plan.iter().map(|row| row[3].as_str()).collect();
            assert_eq!(told, [index], "{analysed}");
        }
    }
}

#[test]
fn who_stands_behind_a_number_are_as_many_as_it_says_and_brought_what_it_says() {
    let (_dir, store) = busy();
    let today = day("2026-11-26");
    let asked = Some(day("2024-06-12"));
    let weekly = store.review(today, asked, None, &mut |_| ()).unwrap();
    let as_of = weekly.review.week.sunday;
    assert!(weekly.review.flow.visits > 0);
    let behind = |what| {
        let backing = store.behind(&what, (as_of, today), &mut |_| ()).unwrap();
        assert_eq!(backing.people.len(), backing.list.first.len());
        (backing.list.total, backing.list.money)
    };
    for sum in &weekly.review.segments {
        let here = behind(Behind::Segment(sum.segment));
        assert_eq!(here, (sum.customers, sum.money), "{sum:?}");
    }
    let tenths: Vec<_> = (0..10).map(|at| behind(Behind::Tenth(at))).collect();
    let all: usize = tenths.iter().map(|tenth| tenth.0).sum();
    assert_eq!(all, weekly.review.concentration.customers());
    assert!(tenths[0].1 > tenths[9].1);
    let loyalty = store.loyalty(as_of, &mut |_| ()).unwrap();
    assert!(!loyalty.cohorts.rows.is_empty() && !loyalty.sources.is_empty());
    for row in &loyalty.cohorts.rows {
        let first = behind(Behind::Month(row.period));
        assert_eq!(first.0, row.active[0] as usize);
    }
    for source in &loyalty.sources {
        let here = behind(Behind::Source(source.name.clone()));
        assert_eq!(here, (source.customers, source.money));
    }
    let flow = weekly.review.flow;
    let money: i64 = weekly.done.0.iter().filter_map(|visit| visit.total).sum();
    assert_eq!((weekly.done.0.len(), money), (weekly.done.1, flow.money));
    let returning = &weekly.review.lists[&Kind::Returning];
    assert_eq!(returning.total as u64, flow.returning);
}
