//! `kenal segment --json`.

use serde::Serialize;

use super::some;
use crate::domain::{Day, SegmentRow};
use crate::store::Meant;

/// The segments that are kept.
#[derive(Debug, Serialize)]
pub struct Segments {
    /// The day on which they hold so many.
    pub as_of: Day,
    /// Each of them.
    pub segments: Vec<Segment>,
}

/// One of them.
#[derive(Debug, Serialize)]
pub struct Segment {
    /// Its name; nothing for a filter that is not kept.
    pub name: Option<String>,
    /// The filter as a person types it; nothing where it cannot be read.
    #[serde(rename = "where")]
    pub typed: Option<String>,
    /// The filter as the book keeps it.
    pub filter: serde_json::Value,
    /// How many it holds; nothing where it cannot be read, or nobody can say it.
    pub customers: Option<usize>,
    /// Why not.
    pub why_not: Option<String>,
}

/// Those whom one holds.
#[derive(Debug, Serialize)]
pub struct Held {
    name: Option<String>,
    #[serde(rename = "where")]
    typed: String,
    filter: serde_json::Value,
    as_of: Day,
    total: Option<usize>,
    /// Why nobody can say who they are.
    why_not: Option<String>,
    of: u64,
    visits: Option<u64>,
    money: Option<i64>,
    customers: Vec<Customer>,
}

#[derive(Debug, Serialize)]
struct Customer {
    #[serde(rename = "customer_id")]
    code: String,
    name: String,
    plate: Option<String>,
    phone: Option<String>,
    do_not_contact: bool,
    visits: u32,
    money: i64,
    last_visit: Option<Day>,
    rfm: Option<&'static str>,
    outlook: Option<&'static str>,
}

impl Held {
    /// Those of a segment, or of a filter without a name.
    pub fn new(segment: Segment, as_of: Day, meant: &Meant, rows: &[SegmentRow]) -> Self {
        let said = meant.unsaid.is_none();
        Self {
            name: segment.name,
            typed: segment.typed.unwrap_or_default(),
            filter: segment.filter,
            as_of,
            total: said.then_some(meant.customers.len()),
            why_not: segment.why_not,
            of: meant.of,
            visits: said.then_some(meant.visits),
            money: said.then_some(meant.money),
            customers: rows.iter().map(Customer::of).collect(),
        }
    }
}

impl Customer {
    fn of(row: &SegmentRow) -> Self {
        Self {
            code: row.code.clone(),
            name: row.name.clone(),
            plate: some(&row.plate),
            phone: some(&row.phone),
            do_not_contact: row.no_contact,
            visits: row.visits,
            money: row.money.0,
            last_visit: row.last_visit,
            rfm: row.segment,
            outlook: row.outlook,
        }
    }
}

/// A field that can be asked for.
#[derive(Debug, Serialize)]
pub struct Asked {
    /// Its stable name.
    pub field: String,
    /// What people call it, in their language.
    pub label: String,
    /// What it holds.
    pub kind: &'static str,
    /// The words that it may be, where it is one of a few.
    pub choices: Vec<String>,
}
