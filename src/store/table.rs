//! The tables that the door may write, described once. A test holds them against the schema.

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
    forget_summary: None,
};

pub(super) static SHOP: Table = Table {
    name: "shop",
    key: &["key"],
    columns: &[own("key"), said("value", "shop.")],
    ..PLAIN
};

pub(super) static STAFF: Table = Table {
    name: "staff",
    columns: &[
        own("id"),
        said("name", "staff"),
        own("name_key"),
        said("at_desk", "at_desk"),
        said("is_mechanic", "is_mechanic"),
        said("active", "active"),
        own("rowver"),
    ],
    shared: true,
    ..PLAIN
};

pub(super) static HOUSEHOLD: Table = Table {
    name: "household",
    columns: &[own("id"), said("name", "household"), own("rowver")],
    shared: true,
    ..PLAIN
};

pub(super) static CUSTOMER: Table = Table {
    name: "customer",
    columns: &[
        own("id"),
        said("code", "customer_id"),
        said("kind", "kind"),
        said("honorific", "honorific"),
        said("name", "name"),
        own("name_key"),
        to("household_id", "household", "household"),
        to("company_id", "customer", "company"),
        said("email", "email"),
        said("address", "address"),
        said("city", "city"),
        said("birth_day", "birthday"),
        said("birth_month", "birthday"),
        said("birth_year", "birthday"),
        said("alert", "alert"),
        said("note", "note"),
        said("source", "source"),
        said("member_since", "member_since"),
        to("batch_id", "import_batch", ""),
        own("created_at"),
        own("rowver"),
    ],
    customer: Some("id"),
    forget_summary: Some("DELETE FROM customer_summary WHERE customer_id = ?1"),
    ..PLAIN
};

pub(super) static PHONE: Table = Table {
    name: "phone",
    key: &["customer_id", "position"],
    columns: &[
        to("customer_id", "customer", ""),
        own("position"),
        said("raw", "phone"),
        own("e164"),
        own("tail"),
        said("label", "phone"),
        own("flag"),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(super) static CONSENT: Table = Table {
    name: "consent",
    columns: &[
        own("id"),
        to("customer_id", "customer", ""),
        said("purpose", "consent"),
        said("state", "consent"),
        said("day", "consent"),
        said("channel", "consent"),
        to("staff_id", "staff", ""),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(super) static CUSTOMER_FIELD: Table = Table {
    name: "customer_field",
    key: &["customer_id", "key"],
    columns: &[
        to("customer_id", "customer", ""),
        own("key"),
        said("value", "field."),
    ],
    customer: Some("customer_id"),
    ..PLAIN
};

pub(super) static VEHICLE: Table = Table {
    name: "vehicle",
    columns: &[
        own("id"),
        said("plate", "plate"),
        own("plate_key"),
        own("plate_tail"),
        said("make", "make"),
        said("model", "model"),
        said("year", "year"),
        said("color", "color"),
        said("vin", "vin"),
        said("engine_no", "engine_no"),
        said("engine_cc", "engine_cc"),
        said("note", "note"),
        said("next_service_day", "next_service"),
        said("next_service_odometer", "next_service"),
        to("batch_id", "import_batch", ""),
        own("created_at"),
        own("rowver"),
    ],
    vehicle: Some("id"),
    forget_summary: Some("DELETE FROM vehicle_summary WHERE vehicle_id = ?1"),
    ..PLAIN
};

pub(super) static VEHICLE_FIELD: Table = Table {
    name: "vehicle_field",
    key: &["vehicle_id", "key"],
    columns: &[
        to("vehicle_id", "vehicle", ""),
        own("key"),
        said("value", "field."),
    ],
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(super) static PLATE_HISTORY: Table = Table {
    name: "plate_history",
    columns: &[
        own("id"),
        to("vehicle_id", "vehicle", ""),
        said("plate", "earlier_plate"),
        own("plate_key"),
        own("plate_tail"),
        said("until", "earlier_plate"),
    ],
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(super) static OWNERSHIP: Table = Table {
    name: "ownership",
    columns: &[
        own("id"),
        to("vehicle_id", "vehicle", ""),
        to("customer_id", "customer", "owner"),
        said("since", "owned_since"),
        said("until", "owned_until"),
    ],
    customer: Some("customer_id"),
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(super) static VISIT: Table = Table {
    name: "visit",
    columns: &[
        own("id"),
        to("customer_id", "customer", "customer"),
        to("vehicle_id", "vehicle", "vehicle"),
        said("day", "day"),
        said("status", "status"),
        said("doc_no", "doc_no"),
        said("odometer", "odometer"),
        said("oil", "oil"),
        said("complaint", "complaint"),
        said("note", "note"),
        said("total", "total"),
        said("cost", "cost"),
        said("discount", "discount"),
        said("payment", "payment"),
        said("next_service_day", "next_service"),
        said("next_service_odometer", "next_service"),
        to("batch_id", "import_batch", ""),
        own("created_at"),
        own("rowver"),
    ],
    customer: Some("customer_id"),
    vehicle: Some("vehicle_id"),
    ..PLAIN
};

pub(super) static VISIT_LINE: Table = Table {
    name: "visit_line",
    key: &["visit_id", "position"],
    columns: &[
        to("visit_id", "visit", ""),
        own("position"),
        said("text", "lines"),
        said("quantity", "lines"),
        said("amount", "lines"),
        said("cost", "lines"),
    ],
    ..PLAIN
};

pub(super) static VISIT_MECHANIC: Table = Table {
    name: "visit_mechanic",
    key: &["visit_id", "position"],
    columns: &[
        to("visit_id", "visit", ""),
        own("position"),
        to("staff_id", "staff", "mechanics"),
    ],
    ..PLAIN
};

/// Every table that the door writes.
pub(super) static TABLES: [&Table; 14] = [
    &SHOP,
    &STAFF,
    &HOUSEHOLD,
    &CUSTOMER,
    &PHONE,
    &CONSENT,
    &CUSTOMER_FIELD,
    &VEHICLE,
    &VEHICLE_FIELD,
    &PLATE_HISTORY,
    &OWNERSHIP,
    &VISIT,
    &VISIT_LINE,
    &VISIT_MECHANIC,
];

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

    /// The keys of rows that hold the `id` of a row in this column.
    pub(super) fn referring(&self, column: &str) -> String {
        let (key, name) = (self.key.join(", "), self.name);
        format!("SELECT {key} FROM {name} WHERE {column} = ?1 LIMIT 50")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::migrate::blank;

    #[test]
    fn every_described_table_has_exactly_the_columns_of_the_schema() {
        let conn = blank().unwrap();
        for table in TABLES {
            let columns = |sql: &str| -> Vec<String> {
                let mut statement = conn.prepare(sql).unwrap();
                let rows = statement.query_map([table.name], |row| row.get(0)).unwrap();
                rows.map(Result::unwrap).collect()
            };
            let described: Vec<_> = table.columns.iter().map(|column| column.name).collect();
            let real = columns("SELECT name FROM pragma_table_info(?1) ORDER BY cid");
            assert_eq!(described, real, "{}", table.name);
            let key = columns("SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk");
            assert_eq!(table.key, key, "{}", table.name);
        }
    }

    #[test]
    fn every_reference_of_the_schema_is_described() {
        let conn = blank().unwrap();
        for table in TABLES {
            let mut statement = conn
                .prepare("SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?1)")
                .unwrap();
            let rows = statement.query_map([table.name], |row| Ok((row.get(0)?, row.get(1)?)));
            for row in rows.unwrap() {
                let (from, to): (String, String) = row.unwrap();
                let column = &table.columns[table.at(&from).unwrap()];
                assert_eq!(column.refers, to, "{}.{from}", table.name);
            }
        }
    }

    #[test]
    fn every_table_of_the_book_is_described_or_has_its_own_way() {
        // Read and written by statements of their own, each for a reason.
        let own_way = [
            "alias",            // given by imports only
            "change",           // the audit itself
            "change_row",       // the audit itself
            "change_subject",   // the audit itself
            "counter",          // never goes back
            "customer_summary", // recomputed
            "vehicle_summary",  // recomputed
            "draft",            // nobody's change yet
            "import_batch",
            "import_identity",
            "import_remark",
            "job",
        ];
        let conn = blank().unwrap();
        let mut statement = conn
            .prepare(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'",
            )
            .unwrap();
        let names = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        for name in names.map(Result::unwrap) {
            let described = table(&name).is_some();
            assert!(described != own_way.contains(&name.as_str()), "{name}");
        }
    }
}
