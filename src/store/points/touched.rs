//! Whose points may be others after a change.

use std::collections::BTreeSet;

use rusqlite::types::Value;

use crate::store::table::{CUSTOMER, Table, VISIT, VISIT_LINE};
use crate::store::writer::Image;

/// Columns of a visit that decide about points.
const DECIDE: [&str; 5] = ["customer_id", "day", "status", "total", "redeemed"];

/// Whose points may be others after what was written.
#[derive(Debug, Default)]
pub(in crate::store) struct Touched {
    /// These visits were written, or are gone.
    pub(in crate::store) visits: Vec<i64>,
    /// They came, or did not: the reward for bringing them may come with another visit.
    pub(in crate::store) friends: BTreeSet<i64>,
    /// Somebody else has brought them, or nobody.
    pub(in crate::store) brought: BTreeSet<i64>,
    /// Another visit may be the one that welcomes them, beside those who came or did not.
    pub(in crate::store) greeted: BTreeSet<i64>,
    /// Visits that may welcome nobody any more.
    pub(in crate::store) welcomed: BTreeSet<i64>,
}

/// Two customers who are one now, or were.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct One {
    /// The number that stays.
    pub(in crate::store) keep: i64,
    /// The other's.
    pub(in crate::store) gone: i64,
    /// They are two again.
    pub(in crate::store) parted: bool,
}

impl One {
    /// Whom a value of a reference means.
    fn is(one: Option<Self>, value: &Value) -> Value {
        match (one, value) {
            (Some(one), Value::Integer(number)) if *number == one.gone => one.keep.into(),
            (_, value) => value.clone(),
        }
    }

    /// Who brought them, or each of them, is said anew: there is one reward for one person, and one welcome.
    fn settle(self, touched: &mut Touched) {
        touched.brought.insert(self.keep);
        touched.greeted.insert(self.keep);
        if self.parted {
            touched.brought.insert(self.gone);
            touched.greeted.insert(self.gone);
        } else {
            touched.brought.remove(&self.gone);
        }
    }
}

impl Touched {
    pub(super) fn is_nobody(&self) -> bool {
        let Self {
            visits,
            friends,
            brought,
            greeted,
            welcomed,
        } = self;
        visits.is_empty()
            && [friends, brought, greeted, welcomed].map(BTreeSet::is_empty) == [true; 4]
    }
}

/// Whose points may be others after these writes: what somebody wrote into a note changes none. Of two who turned out to be
/// `one` (or two after all) the visits only change hands with their points.
pub(in crate::store) fn touched(images: &[Image], one: Option<One>) -> Touched {
    let mut touched = Touched::default();
    let mut visits = BTreeSet::new();
    for image in images {
        let (visit, friend, brought) = match image.table.name {
            name if name == VISIT.name && decides(image, &DECIDE, one) => {
                (Some("id"), Some("customer_id"), None)
            }
            name if name == VISIT_LINE.name => (Some("visit_id"), None, None),
            name if name == CUSTOMER.name
                && decides(image, &["referred_by"], one.filter(|one| !one.parted)) =>
            {
                (None, None, Some("id"))
            }
            _ => continue,
        };
        for row in [&image.before, &image.after].into_iter().flatten() {
            let value = |column: Option<&str>| number(image.table, row, column?);
            visits.extend(value(visit));
            touched.friends.extend(value(friend));
            touched.brought.extend(value(brought));
        }
    }
    touched.visits = visits.into_iter().collect();
    if let Some(one) = one {
        one.settle(&mut touched);
    }
    touched
}

fn decides(image: &Image, columns: &[&str], one: Option<One>) -> bool {
    let at = |column: &&str| image.table.at(column);
    let mut columns = columns.iter().filter_map(at);
    match (&image.before, &image.after) {
        (Some(before), Some(after)) => {
            let same = |at: usize| One::is(one, &before[at]) == One::is(one, &after[at]);
            columns.any(|at| !same(at))
        }
        // Somebody new whom nobody brought, or who goes.
        (Some(row), None) | (None, Some(row)) if image.table.name == CUSTOMER.name => {
            columns.any(|at| row[at] != Value::Null)
        }
        _ => true,
    }
}

fn number(table: &Table, row: &[Value], column: &str) -> Option<i64> {
    match row.get(table.at(column)?) {
        Some(Value::Integer(number)) => Some(*number),
        _ => None,
    }
}
