//! `kenal find --json`.

use serde::Serialize;

use super::some;
use crate::domain::{self, Day, Hit, MatchClass};

/// Counting ends here; more than that is only said to be more.
const COUNTED: usize = 1_000;

/// What one search found.
#[derive(Debug, Serialize)]
pub struct Found {
    query: String,
    elapsed_us: u64,
    total: usize,
    total_more: bool,
    hits: Vec<FoundHit>,
}

/// One line of it.
#[derive(Debug, Serialize)]
struct FoundHit {
    customer_id: Option<String>,
    name: Option<String>,
    plate: Option<String>,
    earlier_plate: Option<String>,
    vehicle: Option<String>,
    phone: Option<String>,
    tier: Option<String>,
    last_visit: Option<Day>,
    #[serde(rename = "match")]
    class: &'static str,
}

impl Found {
    /// The answer to a search that took so long, as it is on that day.
    pub fn new(query: &str, elapsed_us: u64, found: &domain::Found, today: Day) -> Found {
        Found {
            query: query.to_owned(),
            elapsed_us,
            total: found.total.max(found.hits.len()).min(COUNTED),
            total_more: found.more || found.total > COUNTED,
            hits: found
                .hits
                .iter()
                .map(|hit| FoundHit::of(hit, today))
                .collect(),
        }
    }
}

impl FoundHit {
    fn of(hit: &Hit, today: Day) -> FoundHit {
        FoundHit {
            customer_id: some(&hit.code),
            name: some(&hit.name),
            plate: some(&hit.plate),
            earlier_plate: some(&hit.earlier_plate),
            vehicle: some(&hit.vehicle_text),
            phone: some(&hit.phone),
            tier: hit.tier.as_ref().map(|(name, _)| name.clone()),
            // Nobody has been here on a day that has not come.
            last_visit: hit.last_day.filter(|day| *day <= today),
            class: match hit.class {
                MatchClass::Exact => "exact",
                MatchClass::Prefix => "prefix",
                MatchClass::Tail => "tail",
                MatchClass::Inside => "inside",
                MatchClass::Forgiven => "forgiven",
            },
        }
    }
}
