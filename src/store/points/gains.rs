//! What makes the tier of a customer.

use rusqlite::Connection;

use crate::domain::{CustomerId, Day, VisitId};
use crate::points::{Basis, Kind, Ledger, Line, Rule};
use crate::store::StoreResult;
use crate::store::rows::day;

const SPENT_BEFORE: &str = "
    SELECT day, total FROM visit
    WHERE customer_id = ?1 AND (day, id) < (?2, ?3) AND status = 'done' AND total IS NOT NULL ORDER BY day";
const GIVEN: &str =
    "SELECT tier, until FROM tier_given WHERE customer_id = ?1 AND since <= ?2 AND until >= ?2";

/// Until when something counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Until {
    /// Through that day.
    Through(Day),
    /// Before a visit on a day: what came earlier on that day counts too.
    Visit(Day, VisitId),
}

impl Until {
    /// The day and the visit before which it counts.
    fn place(self) -> (Day, i64) {
        match self {
            Self::Through(day) => (day, i64::MAX),
            Self::Visit(day, visit) => (day, visit.0),
        }
    }

    /// Whether what a visit brought on a day counts.
    fn counts(self, line: &Line) -> bool {
        let visit = line.visit.map_or(0, |visit| visit.0);
        (line.day, visit) < self.place() && visit != self.place().1
    }
}

/// What makes the tier, money or points, until a day or a visit.
pub(super) fn gains(
    conn: &Connection,
    ledger: &Ledger,
    rule: &Rule,
    customer: CustomerId,
    until: Until,
) -> StoreResult<Vec<(Day, i64)>> {
    if rule.basis == Basis::Points {
        let lines = ledger.lines().iter().enumerate();
        let mut gains: Vec<_> = lines
            .filter(|(at, line)| {
                let earned = matches!(line.kind, Kind::Earn | Kind::Birthday | Kind::Referral);
                earned && until.counts(line) && !ledger.is_reversed(*at)
            })
            .map(|(_, line)| (line.day, line.points))
            .collect();
        gains.sort_by_key(|(day, _)| *day);
        return Ok(gains);
    }
    let mut statement = conn.prepare_cached(SPENT_BEFORE)?;
    let (day_of, visit) = until.place();
    let rows = statement.query_map((customer.0, day_of.to_string(), visit), |row| {
        Ok((day(row, 0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The highest tier that somebody gave and that is valid on a day, by its place, and through which day.
pub(super) fn given(
    conn: &Connection,
    rule: &Rule,
    customer: CustomerId,
    on: Day,
) -> StoreResult<Option<(usize, Day)>> {
    let mut statement = conn.prepare_cached(GIVEN)?;
    let given = statement.query_map((customer.0, on.to_string()), |row| {
        Ok((row.get::<_, String>(0)?, day(row, 1)?))
    })?;
    let mut highest = None;
    for row in given {
        let (name, until) = row?;
        let place = rule.tier.iter().position(|tier| tier.name == name);
        highest = highest.max(place.map(|place| (place, until)));
    }
    Ok(highest)
}
