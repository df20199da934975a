//! The summaries beside the same sums in SQL that knows nothing of them.

use proptest::prelude::*;

use crate::domain::{Change, CustomerId, Day, Money, VisitFacts, VisitStatus};
use crate::store::test_kit::{add_customer, author, named, new_store, op, write};
use crate::store::{LoadKind, Store, StoreError};

/// Everybody's summary as plain SQL tells it from the visits.
const ANEW: &str = "
    WITH done AS (SELECT * FROM visit WHERE status = 'done'),
    came AS (SELECT DISTINCT customer_id, day FROM done WHERE total IS NULL OR total >= 0),
    apart AS (
        SELECT customer_id, CAST(julianday(day) - julianday(lag(day) OVER (PARTITION BY customer_id ORDER BY day)) AS INTEGER) AS gap
        FROM came),
    placed AS (
        SELECT customer_id, gap, row_number() OVER (PARTITION BY customer_id ORDER BY gap) AS place,
               count(*) OVER (PARTITION BY customer_id) AS n
        FROM apart WHERE gap IS NOT NULL)
    SELECT c.id,
        (SELECT count(*) FROM done d WHERE d.customer_id = c.id),
        (SELECT coalesce(sum(total), 0) FROM done d WHERE d.customer_id = c.id),
        (SELECT min(day) FROM visit v WHERE v.customer_id = c.id AND status <> 'cancelled'),
        (SELECT max(day) FROM visit v WHERE v.customer_id = c.id AND status <> 'cancelled'),
        (SELECT count(*) FROM came d WHERE d.customer_id = c.id),
        (SELECT min(day) FROM came d WHERE d.customer_id = c.id),
        (SELECT max(day) FROM came d WHERE d.customer_id = c.id),
        (SELECT CAST(2 * avg(gap) AS INTEGER) FROM placed p
         WHERE p.customer_id = c.id AND n >= 3 AND place IN ((n + 1) / 2, (n + 2) / 2)),
        (SELECT max(gap) FROM placed p WHERE p.customer_id = c.id AND n >= 3),
        (SELECT coalesce(sum(total), 0) FROM done d WHERE d.customer_id = c.id AND total IS NOT NULL AND cost IS NOT NULL),
        (SELECT coalesce(sum(cost), 0) FROM done d WHERE d.customer_id = c.id AND total IS NOT NULL AND cost IS NOT NULL)
    FROM customer c ORDER BY c.id";
const KEPT: &str = "SELECT * FROM customer_summary ORDER BY customer_id";
/// The same of the vehicles.
const VEHICLES_ANEW: &str = "
    WITH real AS (SELECT * FROM visit WHERE status <> 'cancelled'),
    read AS (
        SELECT vehicle_id, odometer, row_number() OVER (PARTITION BY vehicle_id ORDER BY day DESC, id DESC) AS place
        FROM real WHERE odometer IS NOT NULL)
    SELECT v.id, (SELECT count(*) FROM real t WHERE t.vehicle_id = v.id AND status = 'done'),
        (SELECT max(day) FROM real t WHERE t.vehicle_id = v.id),
        (SELECT odometer FROM read r WHERE r.vehicle_id = v.id AND place = 1)
    FROM vehicle v ORDER BY v.id";
const VEHICLES_KEPT: &str = "SELECT * FROM vehicle_summary ORDER BY vehicle_id";

fn rows(store: &Store, sql: &str) -> Vec<String> {
    let mut statement = store.conn.prepare(sql).unwrap();
    let width = statement.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let value = |at| row.get::<_, rusqlite::types::Value>(at).unwrap();
        Ok(format!("{:?}", (0..width).map(value).collect::<Vec<_>>()))
    };
    let rows = statement.query_map([], row).unwrap();
    rows.map(Result::unwrap).collect()
}

/// Asserts that everybody and every vehicle has a summary, and that it is what the visits say.
pub(in crate::store) fn assert_true(store: &Store) {
    assert_eq!(rows(store, KEPT), rows(store, ANEW));
    let vehicles = rows(store, VEHICLES_ANEW);
    assert_eq!(rows(store, VEHICLES_KEPT), vehicles);
}

/// A visit made of small numbers: few days, so that some meet; refunds and free visits among them.
fn visit(customer: Option<CustomerId>, (days, money, other): (u16, u8, u8)) -> VisitFacts {
    let day = Day::from_ymd_opt(2023, 12, 1).unwrap() + chrono::Days::new(u64::from(days % 400));
    let status = [
        VisitStatus::Done,
        VisitStatus::Done,
        VisitStatus::Done,
        VisitStatus::Open,
        VisitStatus::Cancelled,
    ];
    let amount = (i64::from(money) - 64) * 500;
    VisitFacts {
        customer,
        status: status[usize::from(other) % status.len()],
        total: (money % 7 > 0).then_some(Money(amount)),
        cost: (other % 3 > 0).then_some(Money(i64::from(other) * 100)),
        ..VisitFacts::on(day)
    }
}

fn visits() -> impl Strategy<Value = Vec<(u8, (u16, u8, u8))>> {
    prop::collection::vec(any::<(u8, (u16, u8, u8))>(), 0..40)
}

/// Into the book in one piece: who is new, and visits of these and of those known before.
fn load(store: &mut Store, new: usize, visits: &[(u8, (u16, u8, u8))]) -> crate::domain::BatchId {
    let known = store.conn.prepare("SELECT id FROM customer ORDER BY id");
    let mut everybody: Vec<_> = known
        .unwrap()
        .query_map([], |row| row.get(0).map(CustomerId))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    for at in 0..new {
        everybody.push(load.customer(None, &named(&format!("N{at}"))).unwrap());
    }
    for (whose, facts) in visits {
        // One in so many belongs to nobody.
        let customer = everybody.get(usize::from(*whose) % (everybody.len() + 1));
        load.visit(&visit(customer.copied(), *facts)).unwrap();
    }
    load.commit(&[]).unwrap().batch
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn summaries_are_true_after_loads_writes_and_what_takes_them_back(
        first in visits(), second in visits(), single in visits(), back in any::<[bool; 2]>(),
    ) {
        let (_dir, mut store) = new_store();
        let one = load(&mut store, 3, &first);
        assert_true(&store);
        let two = load(&mut store, 1, &second);
        assert_true(&store);
        for (whose, facts) in single.into_iter().take(10) {
            let facts = Box::new(visit(Some(CustomerId(i64::from(whose % 4) + 1)), facts));
            write(&mut store, &Change::AddVisit { facts }).unwrap();
            assert_true(&store);
            if whose > 200 {
                write(&mut store, &Change::Undo { change: None }).unwrap();
                assert_true(&store);
            }
        }
        for (batch, goes) in [two, one].into_iter().zip(back) {
            if goes {
                write(&mut store, &Change::UndoImport { batch }).unwrap();
                assert_true(&store);
            }
        }
    }
}

#[test]
fn money_that_no_amount_can_hold_is_refused_and_nothing_is_written() {
    let (_dir, mut store) = new_store();
    let customer = add_customer(&mut store, "Budi");
    let most = |cost| VisitFacts {
        customer: Some(customer),
        total: Some(Money(1)),
        cost,
        ..VisitFacts::on(Day::from_ymd_opt(2026, 11, 20).unwrap())
    };
    let mut add = |cost| {
        let facts = Box::new(most(cost));
        write(&mut store, &Change::AddVisit { facts })
    };
    add(Some(Money::MAX)).unwrap();
    let refused = add(Some(Money(1)));
    assert!(
        matches!(refused, Err(StoreError::Refused(_))),
        "{refused:?}"
    );
    add(None).unwrap();
    assert_true(&store);
    let ani = author("Ani");
    let mut load = store.load(&ani, op(), LoadKind::Import, &[]).unwrap();
    load.visit(&most(Some(Money(1)))).unwrap();
    let refused = load.commit(&[]);
    assert!(
        matches!(refused, Err(StoreError::Refused(_))),
        "{refused:?}"
    );
    assert_true(&store);
}

fn plan(store: &Store, sql: &str) -> String {
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let mut statement = store.conn.prepare(&explain).unwrap();
    let nulls = vec![rusqlite::types::Value::Null; statement.parameter_count()];
    let rows = statement.query_map(rusqlite::params_from_iter(nulls), |row| {
        row.get::<_, String>(3)
    });
    rows.unwrap()
        .map(Result::unwrap)
        .collect::<Vec<_>>()
        .join("; ")
}

#[test]
fn visits_of_customers_are_summed_up_without_looking_at_the_visits_themselves() {
    let (_dir, mut store) = new_store();
    let known = [[(1, (1, 99, 1)); 40], [(2, (300, 99, 1)); 40]].concat();
    load(&mut store, 200, &known);
    for analysed in [false, true] {
        if analysed {
            store.conn.execute_batch("ANALYZE").unwrap();
        }
        let one = plan(&store, super::customer::VISITS);
        assert_eq!(
            one,
            "SEARCH visit USING COVERING INDEX visit_by_customer (customer_id=?)"
        );
        let all = plan(&store, super::bulk::VISITS);
        assert_eq!(
            all,
            "SEARCH visit USING COVERING INDEX visit_by_customer (customer_id>?)"
        );
    }
}
