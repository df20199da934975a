//! Two records that are one person: everything of one goes to the other, and its ID stays valid.

mod answers;
mod landed;
mod moved;
mod owned;
mod parted;
#[cfg(test)]
mod tests;

pub(in crate::store) use landed::{landed, survivor};
pub(super) use parted::{after as after_parting, before as before_parting};

use rusqlite::Connection;

use super::clean::Remarks;
use super::merge;
use super::refused;
use crate::domain::{CustomerFacts, CustomerId, FIELD_TERMS, Taken, joined};
use crate::store::customer::{self as read, full_name};
use crate::store::door::Done;
use crate::store::points::{self, One, Pen};
use crate::store::referral::stands_above;
use crate::store::table::{ALIAS, CUSTOMER, CUSTOMER_FIELD, MERGED, PHONE};
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult};

const GOES_ALONG: &str = "
    SELECT (SELECT count(*) FROM visit WHERE customer_id = ?1),
           (SELECT count(DISTINCT vehicle_id) FROM ownership WHERE customer_id = ?1),
           (SELECT coalesce(sum(points), 0) FROM points_lot WHERE customer_id = ?1)";

/// Who is one person, and what is taken of whoever goes.
pub(super) struct Both<'a> {
    pub(super) keep: CustomerId,
    pub(super) other: CustomerId,
    pub(super) base: &'a [CustomerFacts; 2],
    pub(super) taken: &'a Taken,
}

/// Makes two records one.
pub(super) fn merge(writer: &mut Writer<'_>, pen: Pen<'_>, both: &Both<'_>) -> StoreResult<Done> {
    let (keep, gone) = (both.keep.0, both.other.0);
    if keep == gone {
        return Err(refused("other", "same_customer"));
    }
    let mine = read::read(writer.conn, both.keep)?.ok_or(StoreError::Gone)?;
    let theirs = read::read(writer.conn, both.other)?.ok_or(StoreError::Gone)?;
    if mine.facts.kind != theirs.facts.kind {
        return Err(refused("kind", "kinds_differ"));
    }
    for (base, now) in both.base.iter().zip([&mine.facts, &theirs.facts]) {
        merge::as_seen(base, now)?;
    }
    let told = told(writer.conn, gone, &theirs.code, &theirs.facts)?;
    for customer in [keep, gone] {
        points::lapse(writer, pen, customer)?;
    }
    let set = vec![
        ("gone_id", gone.into()),
        ("customer_id", keep.into()),
        ("into_id", keep.into()),
        ("day", pen.today.to_string().into()),
        ("line_id", points::newest_line(writer.conn)?.into()),
    ];
    moved::each(writer, &MERGED, "customer_id", (gone, keep))?;
    writer.insert(&MERGED, set)?;
    answers::join(writer, (gone, keep))?;
    not_of_oneself(writer, &mine.facts, both)?;
    moved::all(writer, pen, (gone, keep), both.taken.contains(FIELD_TERMS))?;
    owned::join(writer, (gone, keep))?;
    moved::marks(writer, keep, (&theirs.code, &mine.code))?;
    for table in [&PHONE, &CUSTOMER_FIELD] {
        moved::drop_all(writer, table, gone)?;
    }
    let mut facts = joined(&mine.facts, &theirs.facts, both.taken);
    let meant = |id: CustomerId| if id.0 == gone { both.keep } else { id };
    facts.company = facts.company.map(meant).filter(|id| id.0 != keep);
    facts.referred_by = match facts.referred_by.map(meant) {
        Some(by) if stands_above(writer.conn, keep, by.0)? => None,
        by => by,
    };
    let mut remarks = Remarks::default();
    let facts = remarks.customer(&facts, true);
    remarks.none()?;
    super::customer::put(writer, both.keep, &facts)?;
    writer.delete(&CUSTOMER, &[gone.into()])?;
    let set = vec![("code", theirs.code.into()), ("customer_id", keep.into())];
    writer.insert(&ALIAS, set)?;
    let one = One {
        keep,
        gone,
        parted: false,
    };
    points::join(writer, pen, one)?;
    Ok(Done {
        kind: "merge_customers",
        customer: Some(both.keep),
        one: Some(one),
        counts: told,
        ..Done::default()
    })
}

/// Nobody is brought by themselves, or works for themselves.
fn not_of_oneself(
    writer: &mut Writer<'_>,
    mine: &CustomerFacts,
    both: &Both<'_>,
) -> StoreResult<()> {
    let named = [
        ("referred_by", mine.referred_by),
        ("company_id", mine.company),
    ];
    let own = named.into_iter().filter(|(_, id)| *id == Some(both.other));
    let set = own
        .map(|(column, _)| (column, None::<i64>.into()))
        .collect();
    writer.update(&CUSTOMER, &[both.keep.0.into()], set)?;
    Ok(())
}

/// Who goes, and what goes along with them.
fn told(
    conn: &Connection,
    gone: i64,
    code: &str,
    facts: &CustomerFacts,
) -> StoreResult<Vec<(&'static str, serde_json::Value)>> {
    let mut statement = conn.prepare_cached(GOES_ALONG)?;
    let counts: [i64; 3] =
        statement.query_row([gone], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?;
    let name = full_name(&facts.honorific, &facts.name);
    Ok(vec![
        ("merged", format!("{code} {name}").trim().into()),
        ("visits", counts[0].into()),
        ("vehicles", counts[1].into()),
        ("points", counts[2].into()),
    ])
}
