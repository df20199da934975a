//! What makes the tier of a customer.

use rusqlite::Connection;

use crate::domain::{CustomerId, Day, VisitId};
use crate::points::{Basis, Kind, Ledger, Line, Rule};
use crate::store::StoreResult;
use crate::store::rows::day;

const SPENT: &str = "
    SELECT day, id, total FROM visit
    WHERE customer_id = ?1 AND status = 'done' AND total IS NOT NULL ORDER BY day, id";
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

/// The money of all done visits of one customer, by day and then by number.
#[derive(Debug)]
pub(super) struct Spent(Vec<((Day, i64), i64)>);

impl Spent {
    pub(super) fn read(conn: &Connection, customer: i64) -> StoreResult<Self> {
        let mut statement = conn.prepare_cached(SPENT)?;
        let rows = statement.query_map([customer], |row| {
            Ok(((day(row, 0)?, row.get(1)?), row.get(2)?))
        })?;
        Ok(Self(rows.collect::<Result<_, _>>()?))
    }

    /// What of it came until a day or a visit.
    pub(super) fn until(&self, until: Until) -> Vec<(Day, i64)> {
        let come = self.0.partition_point(|(at, _)| *at < until.place());
        let come = self.0[..come].iter();
        come.map(|((day, _), total)| (*day, *total)).collect()
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
    Ok(match rule.basis {
        Basis::Spend => Spent::read(conn, customer.0)?.until(until),
        Basis::Points => earned(ledger, until),
    })
}

/// Points that came until a day or a visit and make the tier.
pub(super) fn earned(ledger: &Ledger, until: Until) -> Vec<(Day, i64)> {
    let lines = ledger.lines().iter().enumerate();
    let mut earned: Vec<_> = lines
        .filter(|(at, line)| {
            let earned = matches!(line.kind, Kind::Earn | Kind::Birthday | Kind::Referral);
            earned && until.counts(line) && !ledger.is_reversed(*at)
        })
        .map(|(_, line)| (line.day, line.points))
        .collect();
    earned.sort_by_key(|(day, _)| *day);
    earned
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
