//! What was agreed with a company.

use serde::Serialize;

use super::some;
use crate::domain::{self, Day, Running};

/// The terms of a company.
#[derive(Debug, Serialize)]
pub struct Terms {
    price: Option<String>,
    discount_percent: Option<f64>,
    payment_days: Option<i64>,
    contract: Option<String>,
    contract_until: Option<Day>,
    contract_runs: Option<&'static str>,
    notes: Option<String>,
}

impl Terms {
    /// As of a day.
    pub fn of(terms: &domain::Terms, today: Day) -> Terms {
        let hundredths = terms.discount.and_then(|share| i32::try_from(share).ok());
        Terms {
            price: some(&terms.price),
            discount_percent: hundredths.map(|share| f64::from(share) / 100.0),
            payment_days: terms.payment_days,
            contract: some(&terms.contract),
            contract_until: terms.contract_until,
            contract_runs: terms.running(today).map(|running| match running {
                Running::Long => "long",
                Running::EndsSoon => "ends_soon",
                Running::Ended => "ended",
            }),
            notes: some(&terms.note),
        }
    }
}
