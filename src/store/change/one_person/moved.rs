//! What hangs on a customer, table by table. A test holds these lists against the schema.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::domain::Day;
use crate::store::StoreResult;
use crate::store::points::{Pen, Rules};
use crate::store::table::{
    ALIAS, CAMPAIGN_TARGET, COMPANY_TERMS, CONSENT, CUSTOMER, EVENT_GUEST, IMPORT_REMARK, LOST_TO,
    MESSAGE, SETTLED, THANKS, TIER_GIVEN, TODAY_MARK, Table, VISIT,
};
use crate::store::writer::{Set, Writer};

/// Columns that name a customer and say somebody else from now on.
pub(super) static MOVED: [(&Table, &str); 10] = [
    (&ALIAS, "customer_id"),
    (&CONSENT, "customer_id"),
    (&VISIT, "customer_id"),
    (&MESSAGE, "customer_id"),
    (&IMPORT_REMARK, "customer_id"),
    (&TODAY_MARK, "customer_id"),
    (&SETTLED, "customer_id"),
    (&SETTLED, "other_id"),
    (&CUSTOMER, "company_id"),
    (&CUSTOMER, "referred_by"),
];

/// Rows of which a customer is a part of the key: one row of both stays.
pub(super) static KEYED: [(&Table, &str); 7] = [
    (&CAMPAIGN_TARGET, "customer_id"),
    (&EVENT_GUEST, "customer_id"),
    (&THANKS, "customer_id"),
    (&THANKS, "friend_id"),
    (&TIER_GIVEN, "customer_id"),
    (&LOST_TO, "customer_id"),
    (&COMPANY_TERMS, "customer_id"),
];

/// Moves the rows of all these tables.
pub(super) fn all(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    (from, to): (i64, i64),
    their_terms: bool,
) -> StoreResult<()> {
    for (table, column) in MOVED {
        each(writer, table, column, (from, to))?;
    }
    let rules = Rules::read(writer.conn)?;
    let places = rules.on(pen.today).map(|version| &version.rule.tier);
    let tier = |row: &[Value]| {
        let text = |column| TIER_GIVEN.at(column).map(|at| row[at].clone());
        let until = match text("until") {
            Some(Value::Text(until)) => until,
            _ => String::new(),
        };
        let place = match (text("tier"), places) {
            (Some(Value::Text(name)), Some(tiers)) => {
                tiers.iter().position(|tier| tier.name == name)
            }
            _ => None,
        };
        (until >= pen.today.to_string(), place, until)
    };
    let at =
        |table: &'static Table, column, row: &[Value]| table.at(column).map(|at| row[at].clone());
    for (table, column) in KEYED {
        let theirs_stays = |theirs: &[Value], mine: &[Value]| match table.name {
            name if name == EVENT_GUEST.name => {
                let near = |row| at(table, "state", row).map(|state| nearness(&state));
                near(theirs) > near(mine)
            }
            name if name == TIER_GIVEN.name => tier(theirs) > tier(mine),
            name if name == LOST_TO.name => day(table, theirs) > day(table, mine),
            name if name == THANKS.name => day(table, theirs) < day(table, mine),
            name if name == COMPANY_TERMS.name => their_terms,
            _ => false,
        };
        rekey(writer, table, column, (from, to), theirs_stays)?;
    }
    alone(writer)
}

fn nearness(state: &Value) -> usize {
    let order = ["invited", "absent", "coming", "came"];
    let is = |word: &&str| matches!(state, Value::Text(state) if state == word);
    order.iter().position(is).unwrap_or_default()
}

fn day(table: &'static Table, row: &[Value]) -> Option<Day> {
    match table.at("day").map(|at| &row[at]) {
        Some(Value::Text(day)) => day.parse().ok(),
        _ => None,
    }
}

/// The keys of all rows that hold a number in a column.
fn holding(
    writer: &Writer<'_>,
    table: &'static Table,
    column: &str,
    id: i64,
) -> StoreResult<Vec<Vec<Value>>> {
    let mut statement = writer.conn.prepare_cached(&table.holding(column))?;
    let rows = statement.query_map([id], |row| {
        (0..table.key.len())
            .map(|at| row.get(at))
            .collect::<Result<Vec<_>, _>>()
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Makes a column say another customer wherever it says this one.
pub(super) fn each(
    writer: &mut Writer<'_>,
    table: &'static Table,
    column: &'static str,
    (from, to): (i64, i64),
) -> StoreResult<()> {
    for key in holding(writer, table, column, from)? {
        writer.update(table, &key, vec![(column, to.into())])?;
    }
    Ok(())
}

/// Takes all rows of a customer away.
pub(super) fn drop_all(
    writer: &mut Writer<'_>,
    table: &'static Table,
    customer: i64,
) -> StoreResult<()> {
    for key in holding(writer, table, "customer_id", customer)? {
        writer.delete(table, &key)?;
    }
    Ok(())
}

/// The same where the column is a part of the key. Of two rows that would be one the one that is there stays, unless
/// `theirs_stays`.
fn rekey(
    writer: &mut Writer<'_>,
    table: &'static Table,
    column: &'static str,
    (from, to): (i64, i64),
    theirs_stays: impl Fn(&[Value], &[Value]) -> bool,
) -> StoreResult<()> {
    for key in holding(writer, table, column, from)? {
        let Some(mut row) = writer.row(table, &key)? else {
            continue;
        };
        writer.delete(table, &key)?;
        if let Some(at) = table.at(column) {
            row[at] = to.into();
        }
        let places = table.key.iter().filter_map(|name| table.at(name));
        let key: Vec<Value> = places.map(|at| row[at].clone()).collect();
        let columns = table.columns.iter().zip(row.clone());
        let set: Vec<Set> = columns
            .map(|(column, value)| (column.name, value))
            .collect();
        match writer.row(table, &key)? {
            None => {
                writer.insert(table, set)?;
            }
            Some(mine) if theirs_stays(&row, &mine) => {
                let own = set
                    .into_iter()
                    .filter(|(name, _)| !table.key.contains(name));
                writer.update(table, &key, own.collect())?;
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Takes away what is said of two and would be said of one: that they are two, and thanks to oneself.
fn alone(writer: &mut Writer<'_>) -> StoreResult<()> {
    for (table, one, other) in [
        (&SETTLED, "customer_id", "other_id"),
        (&THANKS, "customer_id", "friend_id"),
    ] {
        let key = table.key.join(", ");
        let sql = format!("SELECT {key} FROM {} WHERE {one} = {other}", table.name);
        let mut statement = writer.conn.prepare_cached(&sql)?;
        let keys = statement.query_map(params_from_iter([0_i64; 0]), |row| {
            (0..table.key.len())
                .map(|at| row.get(at))
                .collect::<Result<Vec<Value>, _>>()
        })?;
        for key in keys.collect::<Result<Vec<_>, _>>()? {
            writer.delete(table, &key)?;
        }
    }
    let sql = "SELECT id, customer_id, other_id FROM settled WHERE kind = 'twins' AND customer_id > other_id";
    let mut statement = writer.conn.prepare_cached(sql)?;
    let turned = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    for row in turned.collect::<Result<Vec<(i64, i64, i64)>, _>>()? {
        let set = vec![("customer_id", row.2.into()), ("other_id", row.1.into())];
        writer.update(&SETTLED, &[row.0.into()], set)?;
    }
    Ok(())
}

const OF_FRIEND: &str = "SELECT id FROM today_mark WHERE kind = 'thanks' AND refers = ?1";
/// Marks of one customer about the same: what is done is done, else what was said last.
const TWICE: &str = "
    SELECT m.id FROM today_mark m WHERE m.customer_id = ?1 AND EXISTS (
        SELECT 1 FROM today_mark o WHERE o.customer_id = m.customer_id AND o.kind = m.kind AND o.refers = m.refers
          AND o.id <> m.id
          AND CASE WHEN (o.done_on IS NULL) = (m.done_on IS NULL) THEN o.id > m.id ELSE o.done_on IS NOT NULL END)";

/// What is done or put off of somebody's day: marks that name whoever goes by their ID name the other, and of two about
/// the same one stays.
pub(super) fn marks(
    writer: &mut Writer<'_>,
    keep: i64,
    (from, to): (&str, &str),
) -> StoreResult<()> {
    let ids = |writer: &Writer<'_>, sql, value: Value| -> StoreResult<Vec<i64>> {
        let mut statement = writer.conn.prepare_cached(sql)?;
        let rows = statement.query_map([value], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    for id in ids(writer, OF_FRIEND, from.to_owned().into())? {
        let set = vec![("refers", to.to_owned().into())];
        writer.update(&TODAY_MARK, &[id.into()], set)?;
    }
    for id in ids(writer, TWICE, keep.into())? {
        writer.delete(&TODAY_MARK, &[id.into()])?;
    }
    Ok(())
}
