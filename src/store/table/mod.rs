//! The tables that the door may write, described once, and the statements that their descriptions
//! give. A test holds them against the schema.

mod book;
#[cfg(test)]
mod tests;

pub(super) use book::*;

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    /// The columns of the primary key.
    pub(super) key: &'static [&'static str],
    pub(super) columns: &'static [Column],
    /// The column that says which customer a row is about.
    pub(super) customer: Option<&'static str>,
    /// The column that says which vehicle a row is about.
    pub(super) vehicle: Option<&'static str>,
    /// Rows that a change may make by the way and others then use too: undo leaves them where
    /// somebody does.
    pub(super) shared: bool,
    /// Its rows are never changed or taken away: undo writes others.
    pub(super) appended: bool,
    /// Deletes the summary that goes with a row.
    pub(super) forget_summary: Option<&'static str>,
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    /// What the audit calls it; empty for what only the program needs.
    pub(super) field: &'static str,
    /// The table whose `id` it holds.
    pub(super) refers: &'static str,
}

/// A column that a person fills in.
const fn said(name: &'static str, field: &'static str) -> Column {
    let refers = "";
    Column {
        name,
        field,
        refers,
    }
}

/// A column that only the program needs.
const fn own(name: &'static str) -> Column {
    said(name, "")
}

/// A column that holds the `id` of another table's row.
const fn to(name: &'static str, refers: &'static str, field: &'static str) -> Column {
    Column {
        name,
        field,
        refers,
    }
}

/// A table with nothing special about it.
const PLAIN: Table = Table {
    name: "",
    key: &["id"],
    columns: &[],
    customer: None,
    vehicle: None,
    shared: false,
    appended: false,
    forget_summary: None,
};

/// The table of that name.
pub(super) fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().copied().find(|table| table.name == name)
}

impl Table {
    /// Where a column stands.
    pub(super) fn at(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }

    /// Whether its rows count their changes.
    pub(super) fn counts(&self) -> bool {
        self.at("rowver").is_some()
    }

    /// `a = ?1 AND b = ?2` for the key, numbered from `first`.
    fn key_is(&self, first: usize) -> String {
        let each = self.key.iter().zip(first..);
        let each = each.map(|(column, at)| format!("{column} = ?{at}"));
        each.collect::<Vec<_>>().join(" AND ")
    }

    /// All columns of one row.
    pub(super) fn select(&self) -> String {
        let columns: Vec<_> = self.columns.iter().map(|column| column.name).collect();
        let (columns, name) = (columns.join(", "), self.name);
        format!("SELECT {columns} FROM {name} WHERE {}", self.key_is(1))
    }

    /// A new row with these columns.
    pub(super) fn insert(&self, columns: &[&'static str]) -> String {
        let places: Vec<_> = (1..=columns.len()).map(|at| format!("?{at}")).collect();
        let (columns, places, name) = (columns.join(", "), places.join(", "), self.name);
        format!("INSERT INTO {name} ({columns}) VALUES ({places})")
    }

    /// Sets these columns of one row: first their values, then the key.
    pub(super) fn update(&self, columns: &[&'static str]) -> String {
        let set: Vec<_> = columns
            .iter()
            .zip(1..)
            .map(|(column, at)| format!("{column} = ?{at}"))
            .collect();
        let (set, key) = (set.join(", "), self.key_is(columns.len() + 1));
        format!("UPDATE {} SET {set} WHERE {key}", self.name)
    }

    /// Takes one row away.
    pub(super) fn delete(&self) -> String {
        format!("DELETE FROM {} WHERE {}", self.name, self.key_is(1))
    }

    /// The second column of the key of all rows whose first one is given.
    pub(super) fn children(&self) -> String {
        let (parent, child) = (self.key[0], self.key[1]);
        format!("SELECT {child} FROM {} WHERE {parent} = ?1", self.name)
    }

    /// The keys of all rows that hold a number in this column.
    pub(super) fn holding(&self, column: &str) -> String {
        let (key, name) = (self.key.join(", "), self.name);
        format!("SELECT {key} FROM {name} WHERE {column} = ?1 ORDER BY {key}")
    }

    /// The keys of rows that hold the `id` of a row in this column.
    pub(super) fn referring(&self, column: &str) -> String {
        let (key, name) = (self.key.join(", "), self.name);
        format!("SELECT {key} FROM {name} WHERE {column} = ?1 LIMIT 50")
    }
}
