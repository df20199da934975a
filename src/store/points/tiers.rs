//! Who has which tier on a day.

use rusqlite::Connection;

use super::gains::{Until, gains, given};
use super::{Kept, Rules};
use crate::domain::{CustomerId, Day};
use crate::points::{Basis, Ledger, Rule, Standing, tier};
use crate::store::StoreResult;
use crate::store::numbers::numbers_of;

const HAS_LINES: &str = concat!(
    "
    SELECT EXISTS (SELECT 1 FROM points_line
                   WHERE customer_id IN ",
    numbers_of!("?1"),
    ")"
);

/// Where a customer stands on a day, with what came on it.
pub(super) fn standing(
    conn: &Connection,
    ledger: &Ledger,
    rule: &Rule,
    customer: CustomerId,
    today: Day,
) -> StoreResult<Option<Standing>> {
    let gains = gains(conn, ledger, rule, customer, Until::Through(today))?;
    let given = given(conn, rule, customer, today)?;
    Ok(tier(rule, &gains, given, today))
}

/// The tiers of many customers on one day; the rule is read once.
#[derive(Debug)]
pub(in crate::store) struct Tiers {
    rule: Rule,
    today: Day,
}

impl Tiers {
    /// Of a day; `None` where there are no tiers then.
    pub(in crate::store) fn on(conn: &Connection, today: Day) -> StoreResult<Option<Self>> {
        let rule = Rules::in_force(conn, today)?;
        let rule = rule.filter(|rule| !rule.tier.is_empty());
        Ok(rule.map(|rule| Self { rule, today }))
    }

    /// The tier of one of them and its place: a read of an index, where money makes the tiers.
    /// `None` for whoever has no points while the programme is off.
    pub(in crate::store) fn of(
        &self,
        conn: &Connection,
        customer: CustomerId,
    ) -> StoreResult<Option<(String, usize)>> {
        if !self.rule.on {
            let mut statement = conn.prepare_cached(HAS_LINES)?;
            if !statement.query_row([customer.0], |row| row.get(0))? {
                return Ok(None);
            }
        }
        let ledger = match self.rule.basis {
            Basis::Spend => Ledger::default(),
            Basis::Points => Kept::read(conn, customer.0)?.ledger,
        };
        let standing = standing(conn, &ledger, &self.rule, customer, self.today)?;
        Ok(standing.map(|standing| {
            let place = standing.tier;
            (self.rule.tier[place].name.clone(), place)
        }))
    }
}
