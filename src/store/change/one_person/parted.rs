//! A merge that is taken back: what it made one is two again.

use std::collections::BTreeSet;

use rusqlite::types::Value;

use crate::store::StoreResult;
use crate::store::audit::images::{Kept, writes_since};
use crate::store::change::undo::rests_on;
use crate::store::points::{self, One, Pen};
use crate::store::table::{MERGED, POINTS_LINE};
use crate::store::writer::Writer;

/// Of a merge with these images: gives back what either took of the other's points. Before the rows are put back. Of a
/// merge that was taken back and holds again: writes off what has lapsed.
pub(in crate::store::change) fn before(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    images: &[Kept],
) -> StoreResult<Option<One>> {
    let merged = images.iter().filter(|kept| kept.table.name == MERGED.name);
    let (mut one, mut theirs) = (None, BTreeSet::new());
    for kept in merged {
        let row = kept.after.as_ref().or(kept.before.as_ref());
        let Some([Value::Integer(gone), Value::Integer(keep), ..]) = row.map(Vec::as_slice) else {
            continue;
        };
        theirs.insert(*gone);
        if kept.before.is_none() || kept.after.is_none() {
            let parted = kept.before.is_none();
            let (keep, gone) = (*keep, *gone);
            one = Some(One { keep, gone, parted });
        }
    }
    match one {
        Some(one) if one.parted => points::part(writer, pen, one.keep, &theirs)?,
        Some(one) => {
            for customer in [one.keep, one.gone] {
                points::lapse(writer, pen, customer)?;
            }
        }
        None => {}
    }
    Ok(one)
}

/// The same after the rows are put back: each pays what it owes with what it has. Refuses where somebody spent points since that were the other's.
pub(in crate::store::change) fn after(
    writer: &mut Writer<'_>,
    pen: Pen<'_>,
    one: One,
    change: i64,
) -> StoreResult<()> {
    if !one.parted {
        // What was written for either meanwhile is that one's alone.
        let newest = points::newest_line(writer.conn)?;
        let set = vec![
            ("day", pen.today.to_string().into()),
            ("line_id", newest.into()),
        ];
        writer.update(&MERGED, &[one.gone.into()], set)?;
        return points::join(writer, pen, one);
    }
    for customer in [one.keep, one.gone] {
        for line in points::level(writer, pen, customer)? {
            let key = [line.into()];
            if let Some((later, _)) = writes_since(writer.conn, &POINTS_LINE, &key, change)?.last()
            {
                return Err(rests_on(writer.conn, *later)?);
            }
        }
    }
    Ok(())
}
