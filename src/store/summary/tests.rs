//! The summaries beside the same sums in SQL that knows nothing of them.

use proptest::prelude::*;

use super::anew::{BOTH, CUSTOMERS_UNTRUE, VEHICLES_UNTRUE};
use crate::domain::{Change, CustomerId, Day, Money, VisitFacts, VisitStatus};
use crate::store::test_kit::{add_customer, author, named, new_store, op, write};
use crate::store::{LoadKind, Store, StoreError};

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
    for (kept, anew) in BOTH {
        assert_eq!(rows(store, kept), rows(store, anew));
    }
    for untrue in [CUSTOMERS_UNTRUE, VEHICLES_UNTRUE] {
        assert!(rows(store, untrue).is_empty());
    }
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
