//! Where a field is read from: one fixed statement a field, so that a filter reads only what its
//! conditions need. Each gives rows of a customer and a value; a customer may have several.

use chrono::{Days, Months};

use crate::domain::Day;
use crate::domain::filter::{Fact, Field};

/// Where a field is read from.
pub(super) enum Source {
    /// From the appraisal.
    Computed(Fact),
    /// From the rows of a statement.
    Rows(Rows),
    /// From the days of birth, as of today.
    Birthday,
    /// Customer by customer: from the last visits, or the ledger of points.
    Each(Fact),
    /// From the lines of the done visits, and their oil.
    Taken,
    /// From the phones, in every spelling.
    Phones,
    /// From the last visits of each vehicle.
    Promised(Fact),
}

/// A statement and what it is asked with.
pub(super) struct Rows {
    pub(super) sql: &'static str,
    pub(super) with: Vec<String>,
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
/// Of each done visit from a day to a day who, when, the oil, and the text of its lines, a row each;
/// the rows of a visit stand together.
macro_rules! taken {
    ($how:literal) => {
        concat!(
            "SELECT v.id, v.customer_id, v.day, v.oil, coalesce(l.text, '') FROM visit v ",
            $how,
            " LEFT JOIN visit_line l ON l.visit_id = v.id ",
            "WHERE v.day >= ?1 AND v.day <= ?2 AND v.status = 'done' AND v.customer_id IS NOT NULL"
        )
    };
}
pub(super) const TAKEN_SINCE: &str = taken!("");
/// The same of nearly all visits: in the order in which the file has them.
pub(super) const TAKEN: &str = taken!("NOT INDEXED");
pub(super) const PHONES: &str = "SELECT customer_id, raw, e164 FROM phone";
/// Days with a receipt, and money, from a day to a day: `visit_by_day` has all of it.
const VISITS_OF: &str = "
    SELECT customer_id, count(DISTINCT day) FROM visit
    WHERE day >= ?1 AND day <= ?2 AND status = 'done' AND customer_id IS NOT NULL AND (total IS NULL OR total >= 0)
    GROUP BY customer_id";
const MONEY_OF: &str = "
    SELECT customer_id, coalesce(sum(total), 0) FROM visit
    WHERE day >= ?1 AND day <= ?2 AND status = 'done' AND customer_id IS NOT NULL GROUP BY customer_id";
/// What is left of the lots that are valid; of what was spent without cover there is less than none.
const POINTS: &str = "
    SELECT customer_id, sum(points) FROM points_lot
    WHERE points < 0 OR expires_on IS NULL OR expires_on >= ?1 GROUP BY customer_id";
const LAPSING: &str = "
    SELECT customer_id, sum(points) FROM points_lot
    WHERE points > 0 AND expires_on >= ?1 AND expires_on <= ?2 GROUP BY customer_id";
const BROUGHT_BY: &str = "
    SELECT c.id, k.name FROM customer c JOIN customer k ON k.id = c.referred_by
    UNION ALL SELECT c.id, k.code FROM customer c JOIN customer k ON k.id = c.referred_by";
const BROUGHT: &str = "
    SELECT c.referred_by, count(*) FROM customer c JOIN customer_summary s ON s.customer_id = c.id
    WHERE c.referred_by IS NOT NULL AND s.first_visit <= ?1 GROUP BY c.referred_by";
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
        Fact::OtherCode => "SELECT customer_id, code FROM alias",
        Fact::BroughtBy => BROUGHT_BY,
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
        Fact::EarlierPlate => {
            "SELECT o.customer_id, p.plate FROM ownership o
             JOIN plate_history p ON p.vehicle_id = o.vehicle_id WHERE o.until IS NULL"
        }
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

/// What counts up to a day: of the points, of those who were brought, of the visits of a while.
fn up_to(fact: Fact, as_of: Day) -> Option<Rows> {
    let after = |days| as_of.checked_add_days(Days::new(days)).unwrap_or(as_of);
    // The same day a year ago does not count, as with the tiers.
    let year = as_of.checked_sub_months(Months::new(12));
    let quarter = as_of.checked_sub_days(Days::new(90));
    let since = |before: Option<Day>| before.and_then(|day| day.succ_opt()).unwrap_or(as_of);
    let (sql, days) = match fact {
        Fact::VisitsYear => (VISITS_OF, vec![since(year), as_of]),
        Fact::VisitsQuarter => (VISITS_OF, vec![since(quarter), as_of]),
        Fact::MoneyYear => (MONEY_OF, vec![since(year), as_of]),
        Fact::MoneyQuarter => (MONEY_OF, vec![since(quarter), as_of]),
        Fact::Points => (POINTS, vec![as_of]),
        Fact::PointsLapsing => (LAPSING, vec![as_of, after(30)]),
        Fact::Brought => (BROUGHT, vec![as_of]),
        _ => return None,
    };
    Some(Rows {
        sql,
        with: days.iter().map(Day::to_string).collect(),
        without: Some(0),
    })
}

impl Source {
    /// Of a field, as of a day.
    pub(super) fn of(field: &Field, as_of: Day) -> Self {
        let keyed = |sql, key: &str| {
            Self::Rows(Rows {
                sql,
                with: vec![key.to_owned()],
                without: None,
            })
        };
        let fact = match field {
            Field::Consent(purpose) => return keyed(CONSENT, purpose.key()),
            Field::Own(key) => return keyed(OWN, key),
            Field::Fact(fact) => *fact,
        };
        match fact {
            Fact::BirthdayIn => Self::Birthday,
            Fact::UsualOil
            | Fact::UsualMechanic
            | Fact::LastOil
            | Fact::LastMechanic
            | Fact::Tier => Self::Each(fact),
            Fact::NextServiceDay | Fact::NextServiceOdometer => Self::Promised(fact),
            Fact::Taken => Self::Taken,
            Fact::Phone => Self::Phones,
            _ => match (up_to(fact, as_of), of_fact(fact)) {
                (Some(rows), _) => Self::Rows(rows),
                (None, Some(sql)) => Self::Rows(Rows {
                    sql,
                    with: Vec::new(),
                    without: (fact == Fact::Vehicles).then_some(0),
                }),
                (None, None) => Self::Computed(fact),
            },
        }
    }

    /// What is asked first where the order is free: the dearer, the later.
    pub(super) fn cost(&self) -> u8 {
        match self {
            Self::Computed(Fact::ExpectedVisits | Fact::PredictedValue) => 2,
            Self::Computed(_) => 0,
            Self::Rows(_) | Self::Birthday | Self::Phones => 1,
            Self::Each(_) | Self::Promised(_) | Self::Taken => 3,
        }
    }
}
