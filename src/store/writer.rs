//! The pen behind the door: it writes rows and keeps each as it was and as it became.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::StoreResult;
use super::table::Table;
use crate::domain::customer_code;

/// A column and its value.
pub(super) type Set = (&'static str, Value);

/// A row as it was and as it became; values in the order of the table's columns.
#[derive(Debug)]
pub(super) struct Image {
    pub(super) table: &'static Table,
    pub(super) before: Option<Vec<Value>>,
    pub(super) after: Option<Vec<Value>>,
}

impl Image {
    /// A whole number of the row, as it is or, where it is gone, was.
    pub(super) fn number(&self, column: &str) -> Option<i64> {
        let row = self.after.as_ref().or(self.before.as_ref())?;
        match row.get(self.table.at(column)?) {
            Some(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }
}

/// Writes within one transaction.
pub(super) struct Writer<'c> {
    pub(super) conn: &'c Connection,
    /// The instant of the change.
    pub(super) at: String,
    pub(super) images: Vec<Image>,
    /// Customers that the change touched.
    pub(super) customers: BTreeSet<i64>,
    /// Vehicles that the change touched.
    pub(super) vehicles: BTreeSet<i64>,
}

impl<'c> Writer<'c> {
    pub(super) fn new(conn: &'c Connection, at: String) -> Self {
        Self {
            conn,
            at,
            images: Vec::new(),
            customers: BTreeSet::new(),
            vehicles: BTreeSet::new(),
        }
    }

    /// One row by its key.
    pub(super) fn row(
        &self,
        table: &'static Table,
        key: &[Value],
    ) -> StoreResult<Option<Vec<Value>>> {
        let mut statement = self.conn.prepare_cached(&table.select())?;
        let width = table.columns.len();
        let row = statement.query_row(params_from_iter(key), |row| {
            (0..width).map(|at| row.get(at)).collect()
        });
        Ok(row.optional()?)
    }

    /// Writes a new row and gives its row number.
    pub(super) fn insert(&mut self, table: &'static Table, set: Vec<Set>) -> StoreResult<i64> {
        let columns: Vec<_> = set.iter().map(|(column, _)| *column).collect();
        let values: Vec<_> = set.into_iter().map(|(_, value)| value).collect();
        self.conn
            .prepare_cached(&table.insert(&columns))?
            .execute(params_from_iter(&values))?;
        let id = self.conn.last_insert_rowid();
        let given = |name: &&str| columns.iter().position(|column| column == name);
        let key: Vec<Value> = table
            .key
            .iter()
            .map(|name| given(name).map_or(Value::Integer(id), |at| values[at].clone()))
            .collect();
        let after = self.row(table, &key)?;
        self.keep(table, None, after);
        Ok(id)
    }

    /// Counts a row of an appended table, written elsewhere, as a part of the change.
    pub(super) fn note(&mut self, table: &'static Table, id: i64) -> StoreResult<()> {
        let after = self.row(table, &[Value::Integer(id)])?;
        self.keep(table, None, after);
        Ok(())
    }

    /// Sets columns of a row where they differ, and says whether anything did. A row that is not
    /// there stays not there.
    pub(super) fn update(
        &mut self,
        table: &'static Table,
        key: &[Value],
        mut set: Vec<Set>,
    ) -> StoreResult<bool> {
        let Some(before) = self.row(table, key)? else {
            return Ok(false);
        };
        set.retain(|(column, value)| table.at(column).is_some_and(|at| before[at] != *value));
        if set.is_empty() {
            return Ok(false);
        }
        self.replace(table, key, before, set)?;
        Ok(true)
    }

    /// Counts a change of a row whose own columns stay: something that belongs to it changed.
    pub(super) fn touch(&mut self, table: &'static Table, id: i64) -> StoreResult<()> {
        let key = [Value::Integer(id)];
        match self.row(table, &key)? {
            Some(before) => self.replace(table, &key, before, Vec::new()),
            None => Ok(()),
        }
    }

    fn replace(
        &mut self,
        table: &'static Table,
        key: &[Value],
        before: Vec<Value>,
        mut set: Vec<Set>,
    ) -> StoreResult<()> {
        set.retain(|(column, _)| *column != "rowver");
        if let Some(Value::Integer(rowver)) = table.at("rowver").map(|at| &before[at]) {
            set.push(("rowver", Value::Integer(rowver.saturating_add(1))));
        }
        let columns: Vec<_> = set.iter().map(|(column, _)| *column).collect();
        let values = set.iter().map(|(_, value)| value).chain(key);
        self.conn
            .prepare_cached(&table.update(&columns))?
            .execute(params_from_iter(values))?;
        let mut after = before.clone();
        for (column, value) in set {
            if let Some(at) = table.at(column) {
                after[at] = value;
            }
        }
        self.keep(table, Some(before), Some(after));
        Ok(())
    }

    /// Takes a row away.
    pub(super) fn delete(&mut self, table: &'static Table, key: &[Value]) -> StoreResult<()> {
        let Some(before) = self.row(table, key)? else {
            return Ok(());
        };
        if let Some(forget) = table.forget_summary {
            self.conn
                .prepare_cached(forget)?
                .execute(params_from_iter(key))?;
        }
        self.conn
            .prepare_cached(&table.delete())?
            .execute(params_from_iter(key))?;
        self.keep(table, Some(before), None);
        Ok(())
    }

    /// Makes the rows that hang on `parent` those of `wanted`, each by the second column of its
    /// key. Says whether anything changed.
    pub(super) fn hang(
        &mut self,
        table: &'static Table,
        parent: i64,
        wanted: Vec<(Value, Vec<Set>)>,
    ) -> StoreResult<bool> {
        let mut gone = self.hanging(table, parent)?;
        let mut changed = false;
        for (child, mut set) in wanted {
            let key = [Value::Integer(parent), child.clone()];
            if let Some(at) = gone.iter().position(|known| *known == child) {
                gone.remove(at);
                changed |= self.update(table, &key, set)?;
            } else {
                set.push((table.key[0], Value::Integer(parent)));
                set.push((table.key[1], child));
                self.insert(table, set)?;
                changed = true;
            }
        }
        for child in gone {
            self.delete(table, &[Value::Integer(parent), child])?;
            changed = true;
        }
        Ok(changed)
    }

    fn hanging(&self, table: &'static Table, parent: i64) -> StoreResult<Vec<Value>> {
        let mut statement = self.conn.prepare_cached(&table.children())?;
        let rows = statement.query_map([parent], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn keep(
        &mut self,
        table: &'static Table,
        before: Option<Vec<Value>>,
        after: Option<Vec<Value>>,
    ) {
        for row in [&before, &after].into_iter().flatten() {
            let id = |column: Option<&str>| match &row[table.at(column?)?] {
                Value::Integer(id) => Some(*id),
                _ => None,
            };
            self.customers.extend(id(table.customer));
            self.vehicles.extend(id(table.vehicle));
        }
        self.images.push(Image {
            table,
            before,
            after,
        });
    }

    /// The next customer ID that nobody has or had. It is never given out again, whatever is
    /// undone.
    pub(super) fn next_code(&self) -> StoreResult<String> {
        loop {
            let number: i64 = self
                .conn
                .prepare_cached(NEXT_NUMBER)?
                .query_row([], |row| row.get(0))?;
            let code = customer_code(number.unsigned_abs());
            if !self.code_is_taken(&code)? {
                return Ok(code);
            }
        }
    }

    /// Whether a customer has this ID, or had it and is found by it.
    pub(super) fn code_is_taken(&self, code: &str) -> StoreResult<bool> {
        let mut statement = self.conn.prepare_cached(CODE_TAKEN)?;
        Ok(statement.query_row([code], |row| row.get(0))?)
    }
}

const NEXT_NUMBER: &str = "
    INSERT INTO counter (name, value) VALUES ('customer_code', 1)
    ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value";
const CODE_TAKEN: &str = "
    SELECT EXISTS (SELECT 1 FROM customer WHERE code = ?1) OR EXISTS (SELECT 1 FROM alias WHERE code = ?1)";
