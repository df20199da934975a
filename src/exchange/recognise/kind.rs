//! What a table holds. Lists in which nobody can be known again make no customer unasked.

use super::{Columns, Field};
use crate::exchange::import::Kind;
use crate::exchange::read::cell::Record;

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Content {
    /// People and firms.
    Customers,
    /// Vehicles, with or without their owners.
    Vehicles,
    /// Visits, or lines of visits.
    Visits,
    /// Lines of the ledger of points, as only our own exports have them.
    Points,
    /// Versions of the rules of the points, likewise.
    Rules,
    /// New vehicles on stock: the plate is the lorry's that brought them.
    StockList,
    /// Receipts: a name, a day and an amount identify nobody.
    CashLog,
    /// Nothing that a customer book keeps.
    Nothing,
}

impl Content {
    /// The word that reports use.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Vehicles => "vehicles",
            Self::Visits => "visits",
            Self::Points => "points",
            Self::Rules => "rules",
            Self::StockList | Self::CashLog | Self::Nothing => "none",
        }
    }

    /// Whether rows of it come in.
    pub(crate) fn comes_in(self) -> bool {
        self <= Self::Rules
    }

    /// Whether many rows may be of one customer, and the shop's number tells whose.
    pub(crate) fn repeats_people(self) -> bool {
        matches!(self, Self::Visits | Self::Points)
    }
}

/// How many different plates and frame numbers the sample shows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Counted {
    rows: usize,
    plates: usize,
    frames: usize,
}

impl Counted {
    pub(super) fn of(sample: &[Record], columns: &Columns) -> Self {
        let different = |column: Option<usize>| {
            let Some(column) = column else { return 0 };
            let mut seen: Vec<_> = sample
                .iter()
                .map(|record| record.cell(column).text())
                .collect();
            seen.sort_unstable();
            seen.dedup();
            seen.len()
        };
        let frame = columns.first(Field::Vin).or(columns.first(Field::EngineNo));
        Self {
            rows: sample.len(),
            plates: different(columns.first(Field::Plate)),
            frames: different(frame),
        }
    }

    /// Many vehicles under few plates.
    fn shows_stock(self) -> bool {
        self.rows >= 10 && self.plates * 3 <= self.rows && self.frames * 10 >= self.rows * 8
    }
}

/// Decides what the rows are; what the person asked for wins.
pub(super) fn decide(columns: &Columns, wide: bool, asked: Kind, counted: Counted) -> Content {
    let has = |field| columns.first(field).is_some();
    let any = |fields: &[Field]| fields.iter().any(|&field| has(field));
    let person = any(&[
        Field::CustomerName,
        Field::FirstName,
        Field::LastName,
        Field::Phone,
        Field::RegistrationName,
        Field::Company,
    ]);
    let plate = has(Field::Plate);
    let automobile = any(&[Field::Vin, Field::EngineNo, Field::Make, Field::Model]);
    let by_itself = asked == Kind::Vehicles && automobile;
    let day = wide || any(&[Field::VisitDate, Field::DateOut]);
    let money = any(&[Field::Total, Field::InvoiceNo]);
    // Receipts of a cashier's program carry no names, but the shop's numbers of its customers.
    let numbered = has(Field::MemberNo) && day && money;
    if !(person || plate || by_itself || numbered) {
        let stock = has(Field::Vin) && automobile;
        return if stock {
            Content::StockList
        } else {
            Content::Nothing
        };
    }
    let people = if plate || (automobile && asked == Kind::Vehicles) {
        Content::Vehicles
    } else {
        Content::Customers
    };
    match asked {
        Kind::Customers | Kind::Vehicles => return people,
        Kind::Visits => return Content::Visits,
        Kind::Auto => {}
    }
    if !person && counted.shows_stock() {
        return Content::StockList;
    }
    let work = any(&[
        Field::WorkDone,
        Field::Parts,
        Field::Oil,
        Field::Odometer,
        Field::Complaint,
        Field::Mechanic,
        Field::LineAmount,
        Field::LabourAmount,
        Field::PartsAmount,
    ]);
    let tells = work
        || money
        || any(&[
            Field::Status,
            Field::NextServiceDate,
            Field::NextServiceKm,
            Field::PaymentMethod,
        ]);
    let known_again = plate
        || automobile
        || any(&[
            Field::Phone,
            Field::Email,
            Field::Address,
            Field::Birthday,
            Field::MemberNo,
        ]);
    if day && money && !work && !known_again {
        return Content::CashLog;
    }
    if day && (tells || plate || wide) && (known_again || work) {
        return Content::Visits;
    }
    people
}
