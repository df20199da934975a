//! A visit: a work order or receipt.

use super::{CustomerId, Day, Money, NextService, VehicleId, VisitId};

/// How far a visit has come. Only done visits count in totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VisitStatus {
    /// The work goes on.
    Open,
    /// Finished.
    #[default]
    Done,
    /// Called off; shown, never counted.
    Cancelled,
}

/// One line of work, part or oil.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VisitLine {
    /// What was done or sold.
    pub text: String,
    /// Quantity in thousandths; 1000 is one.
    pub quantity: i64,
    /// What the line cost the customer, if known.
    pub amount: Option<Money>,
    /// What it cost the shop, if known.
    pub cost: Option<Money>,
}

/// Everything a person may edit about a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFacts {
    /// The customer; `None` while the vehicle's owner is not known.
    pub customer: Option<CustomerId>,
    /// The vehicle; `None` for a counter sale.
    pub vehicle: Option<VehicleId>,
    /// The shop's calendar day.
    pub day: Day,
    /// Open, done or cancelled.
    pub status: VisitStatus,
    /// Number of the work order or receipt; may be empty.
    pub doc_no: String,
    /// Odometer in km.
    pub odometer: Option<i64>,
    /// Oil that went in; may be empty.
    pub oil: String,
    /// Who worked on it, the first one leading.
    pub mechanics: Vec<String>,
    /// Lines in their order.
    pub lines: Vec<VisitLine>,
    /// What the customer said was wrong, verbatim.
    pub complaint: String,
    /// Free notes.
    pub note: String,
    /// What the customer paid or owes, if known.
    pub total: Option<Money>,
    /// What the visit cost the shop, if known.
    pub cost: Option<Money>,
    /// Discount given on the whole, if any.
    pub discount: Option<Money>,
    /// Cash, transfer … as written.
    pub payment: String,
    /// The next service that the shop promised at this visit.
    pub next_service: NextService,
}

impl VisitFacts {
    /// An empty, done visit on `day`.
    pub fn on(day: Day) -> Self {
        Self {
            customer: None,
            vehicle: None,
            day,
            status: VisitStatus::Done,
            doc_no: String::new(),
            odometer: None,
            oil: String::new(),
            mechanics: Vec::new(),
            lines: Vec::new(),
            complaint: String::new(),
            note: String::new(),
            total: None,
            cost: None,
            discount: None,
            payment: String::new(),
            next_service: NextService::default(),
        }
    }
}

/// A visit as the book holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visit {
    /// Row number.
    pub id: VisitId,
    /// Grows with every change; guards against lost updates.
    pub rowver: i64,
    /// Plate of its vehicle today, for showing; empty for a counter sale.
    pub plate: String,
    /// What is known.
    pub facts: VisitFacts,
}
