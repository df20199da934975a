//! What makes the tier of a customer.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::{CustomerId, Day};
use crate::points::{Basis, Kind, Ledger, Rule};
use crate::store::StoreResult;
use crate::store::rows::day;

const SPENT_BEFORE: &str = "
    SELECT day, total FROM visit WHERE customer_id = ?1 AND day < ?2 AND status = 'done' AND total IS NOT NULL
    ORDER BY day";
const GIVEN: &str = "SELECT tier, until FROM tier_given WHERE customer_id = ?1";

/// What makes the tier, before a day: money or points.
pub(super) fn gains(
    conn: &Connection,
    ledger: &Ledger,
    rule: &Rule,
    customer: CustomerId,
    before: Day,
) -> StoreResult<Vec<(Day, i64)>> {
    if rule.basis == Basis::Points {
        let lines = ledger.lines().iter().enumerate();
        let mut gains: Vec<_> = lines
            .filter(|(at, line)| {
                let earned = matches!(line.kind, Kind::Earn | Kind::Birthday | Kind::Referral);
                earned && line.day < before && !ledger.is_reversed(*at)
            })
            .map(|(_, line)| (line.day, line.points))
            .collect();
        gains.sort_by_key(|(day, _)| *day);
        return Ok(gains);
    }
    let mut statement = conn.prepare_cached(SPENT_BEFORE)?;
    let rows = statement.query_map((customer.0, before.to_string()), |row| {
        Ok((day(row, 0)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The tier that somebody gave, by its place, and through which day.
pub(super) fn given(
    conn: &Connection,
    rule: &Rule,
    customer: CustomerId,
) -> StoreResult<Option<(usize, Day)>> {
    let mut statement = conn.prepare_cached(GIVEN)?;
    let given = statement.query_row([customer.0], |row| {
        Ok((row.get::<_, String>(0)?, day(row, 1)?))
    });
    let given = given.optional()?;
    Ok(given.and_then(|(name, until)| {
        let place = rule.tier.iter().position(|tier| tier.name == name)?;
        Some((place, until))
    }))
}
