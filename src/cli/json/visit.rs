//! Visits in JSON.

use serde::Serialize;

use super::some;
use crate::domain::{self, Attended, Day, Money, VisitLine, VisitStatus};

/// A visit.
#[derive(Debug, Serialize)]
pub struct Visit {
    id: i64,
    date: Day,
    status: &'static str,
    plate: Option<String>,
    vehicle: Option<String>,
    customer_id: Option<String>,
    customer: Option<String>,
    odometer: Option<i64>,
    odometer_doubtful: bool,
    services: Vec<String>,
    lines: Vec<Line>,
    oil: Option<String>,
    mechanics: Vec<String>,
    total: Option<i64>,
    /// Points that pay a part of it.
    redeemed: Option<i64>,
    /// What they were worth, and what was left of the total; `null` while it is not done.
    redeemed_worth: Option<i64>,
    left_to_pay: Option<i64>,
    complaint: Option<String>,
    notes: Option<String>,
    document: Option<String>,
    payment: Option<String>,
    next_service: Option<Next>,
}

/// One line of it. A quantity is in thousandths.
#[derive(Debug, Serialize)]
struct Line {
    text: String,
    quantity: i64,
    amount: Option<i64>,
}

/// What was promised at the visit.
#[derive(Debug, Serialize)]
struct Next {
    date: Option<Day>,
    odometer: Option<i64>,
}

impl From<&domain::Visit> for Visit {
    fn from(visit: &domain::Visit) -> Visit {
        let facts = &visit.facts;
        let next = facts.next_service;
        let paid = visit.paid_by_points();
        Visit {
            id: visit.id.0,
            date: facts.day,
            status: match facts.status {
                VisitStatus::Open => "open",
                VisitStatus::Done => "done",
                VisitStatus::Cancelled => "cancelled",
            },
            plate: some(&visit.plate),
            vehicle: some(&visit.vehicle),
            customer_id: some(&visit.code),
            customer: some(&visit.name),
            odometer: facts.odometer,
            odometer_doubtful: visit.doubtful_odometer,
            services: facts.lines.iter().map(|line| line.text.clone()).collect(),
            lines: facts.lines.iter().map(Line::from).collect(),
            oil: some(&facts.oil),
            mechanics: facts.mechanics.clone(),
            total: minor(facts.total),
            redeemed: facts.redeemed,
            redeemed_worth: minor(paid.map(|paid| paid.worth)),
            left_to_pay: minor(paid.map(|paid| paid.left)),
            complaint: some(&facts.complaint),
            notes: some(&facts.note),
            document: some(&facts.doc_no),
            payment: some(&facts.payment),
            next_service: (!next.is_empty()).then_some(Next {
                date: next.day,
                odometer: next.odometer,
            }),
        }
    }
}

impl From<&VisitLine> for Line {
    fn from(line: &VisitLine) -> Line {
        Line {
            text: line.text.clone(),
            quantity: line.quantity,
            amount: minor(line.amount),
        }
    }
}

fn minor(amount: Option<Money>) -> Option<i64> {
    amount.map(|Money(minor)| minor)
}

/// `kenal history --json`.
#[derive(Debug, Serialize)]
pub struct History {
    /// The customer ID; `null` for a vehicle whose owner is not known.
    pub customer_id: Option<String>,
    /// The vehicle's plate, where one was asked for.
    pub plate: Option<String>,
    /// How many visits there are.
    pub total: usize,
    /// Newest first.
    pub visits: Vec<Visit>,
    /// Messages that the customer was sent, newest first; none for a vehicle.
    pub messages: Vec<super::Sent>,
    /// Gatherings that the customer is or was a guest of, newest first; none for a vehicle.
    pub gatherings: Vec<Gathering>,
}

/// A gathering that the customer is or was a guest of.
#[derive(Debug, Serialize)]
pub struct Gathering {
    name: String,
    date: Day,
    state: &'static str,
}

impl From<&Attended> for Gathering {
    fn from(attended: &Attended) -> Self {
        Self {
            name: attended.name.clone(),
            date: attended.day,
            state: attended.state.word(),
        }
    }
}
