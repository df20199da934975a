//! Where a field is read from: one fixed statement a field, so that a filter reads only what its
//! conditions need. Each gives rows of a customer and a value; a customer may have several.

use crate::domain::filter::{Fact, Field};

/// Where a field is read from.
pub(super) enum Source {
    /// From the appraisal.
    Computed(Fact),
    /// From the rows of a statement.
    Rows(Rows),
    /// From the days of birth, as of today.
    Birthday,
    /// From the last visits of each customer.
    Usual(Fact),
    /// From the last visits of each vehicle.
    Promised(Fact),
}

/// A statement and what it is asked with.
pub(super) struct Rows {
    pub(super) sql: &'static str,
    pub(super) key: Option<String>,
    /// The number of whoever has no row.
    pub(super) without: Option<i64>,
}

/// The newest answer about a purpose: of a bare column beside `max`, SQLite gives that row's.
pub(super) const CONSENT: &str =
    "SELECT customer_id, state, max(id) FROM consent WHERE purpose = ?1 GROUP BY customer_id";
pub(super) const BIRTHDAYS: &str =
    "SELECT id, birth_day, birth_month FROM customer WHERE birth_day IS NOT NULL";
/// What was written down of the vehicles themselves as their next service.
pub(super) const WRITTEN: &str = "
    SELECT o.customer_id, o.vehicle_id, v.next_service_day, v.next_service_odometer
    FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id WHERE o.until IS NULL";
const OWN: &str = "SELECT customer_id, value FROM customer_field WHERE key = ?1";

macro_rules! of_vehicles {
    ($column:literal) => {
        concat!(
            "SELECT o.customer_id, v.",
            $column,
            " FROM ownership o JOIN vehicle v ON v.id = o.vehicle_id WHERE o.until IS NULL"
        )
    };
}

/// What a fact of the book is read with.
fn of_fact(fact: Fact) -> Option<&'static str> {
    Some(match fact {
        Fact::Name => "SELECT id, name FROM customer",
        Fact::Code => "SELECT id, code FROM customer",
        Fact::CustomerKind => "SELECT id, kind FROM customer",
        Fact::Honorific => "SELECT id, honorific FROM customer",
        Fact::HasPhone => "SELECT customer_id, 1 FROM phone WHERE e164 IS NOT NULL",
        Fact::HasEmail => "SELECT id, 1 FROM customer WHERE email <> ''",
        Fact::Email => "SELECT id, email FROM customer",
        Fact::Address => "SELECT id, address FROM customer",
        Fact::City => "SELECT id, city FROM customer",
        Fact::Source => "SELECT id, source FROM customer",
        Fact::Alert => "SELECT id, alert FROM customer",
        Fact::Note => "SELECT id, note FROM customer",
        Fact::BirthdayMonth => "SELECT id, birth_month FROM customer",
        Fact::BirthYear => "SELECT id, birth_year FROM customer",
        Fact::MemberSince => "SELECT id, member_since FROM customer",
        Fact::Household => {
            "SELECT c.id, h.name FROM customer c JOIN household h ON h.id = c.household_id"
        }
        Fact::Company => {
            "SELECT c.id, k.name FROM customer c JOIN customer k ON k.id = c.company_id"
        }
        Fact::Vehicles => {
            "SELECT customer_id, count(*) FROM ownership WHERE until IS NULL GROUP BY customer_id"
        }
        Fact::Plate => of_vehicles!("plate"),
        Fact::Make => of_vehicles!("make"),
        Fact::Model => of_vehicles!("model"),
        Fact::Year => of_vehicles!("year"),
        Fact::Color => of_vehicles!("color"),
        Fact::Odometer => {
            "SELECT o.customer_id, s.last_odometer FROM ownership o
             JOIN vehicle_summary s ON s.vehicle_id = o.vehicle_id WHERE o.until IS NULL"
        }
        _ => return None,
    })
}

impl Source {
    /// Of a field.
    pub(super) fn of(field: &Field) -> Self {
        let keyed = |sql, key: &str| {
            Self::Rows(Rows {
                sql,
                key: Some(key.to_owned()),
                without: None,
            })
        };
        match field {
            Field::Consent(purpose) => keyed(CONSENT, purpose.key()),
            Field::Own(key) => keyed(OWN, key),
            Field::Fact(Fact::BirthdayIn) => Self::Birthday,
            Field::Fact(fact @ (Fact::UsualOil | Fact::UsualMechanic)) => Self::Usual(*fact),
            Field::Fact(fact @ (Fact::NextServiceDay | Fact::NextServiceOdometer)) => {
                Self::Promised(*fact)
            }
            Field::Fact(fact) => match of_fact(*fact) {
                Some(sql) => Self::Rows(Rows {
                    sql,
                    key: None,
                    without: (*fact == Fact::Vehicles).then_some(0),
                }),
                None => Self::Computed(*fact),
            },
        }
    }

    /// What is asked first where the order is free: the dearer, the later.
    pub(super) fn cost(&self) -> u8 {
        match self {
            Self::Computed(Fact::ExpectedVisits | Fact::PredictedValue) => 2,
            Self::Computed(_) => 0,
            Self::Rows(_) | Self::Birthday => 1,
            Self::Usual(_) | Self::Promised(_) => 3,
        }
    }
}
