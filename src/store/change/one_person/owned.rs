//! Vehicles that both owned: spans that overlap or follow each other are one.

use crate::domain::Day;
use crate::store::StoreResult;
use crate::store::rows::maybe_day;
use crate::store::table::OWNERSHIP;
use crate::store::writer::Writer;

const SPANS: &str = "
    SELECT id, vehicle_id, since, until FROM ownership
    WHERE customer_id IN (?1, ?2) ORDER BY vehicle_id, since, id";

/// Since when and until when; `None`: not known, and until today.
type Span = (Option<Day>, Option<Day>);

/// Gives the vehicles of one to the other.
pub(super) fn join(writer: &mut Writer<'_>, (from, to): (i64, i64)) -> StoreResult<()> {
    let mut statement = writer.conn.prepare_cached(SPANS)?;
    let rows = statement.query_map((from, to), |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            (maybe_day(row, 2)?, maybe_day(row, 3)?),
        ))
    })?;
    let spans: Vec<(i64, i64, Span)> = rows.collect::<Result<_, _>>()?;
    for own in spans.chunk_by(|one, other| one.1 == other.1) {
        let mut kept: Option<(i64, Span)> = None;
        for (id, _, span) in own {
            match kept {
                Some((first, known)) if meet(known, *span) => {
                    // Only one row may be that of today.
                    writer.delete(&OWNERSHIP, &[(*id).into()])?;
                    kept = Some((first, together(known, *span)));
                }
                _ => {
                    put(writer, kept, to)?;
                    kept = Some((*id, *span));
                }
            }
        }
        put(writer, kept, to)?;
    }
    Ok(())
}

fn put(writer: &mut Writer<'_>, span: Option<(i64, Span)>, owner: i64) -> StoreResult<()> {
    let Some((id, (since, until))) = span else {
        return Ok(());
    };
    let text = |day: Option<Day>| day.map(|day| day.to_string());
    let set = vec![
        ("customer_id", owner.into()),
        ("since", text(since).into()),
        ("until", text(until).into()),
    ];
    writer.update(&OWNERSHIP, &[id.into()], set)?;
    Ok(())
}

/// Whether the second begins before the day after the first ends. It begins later, or nobody knows when it did.
fn meet(first: Span, second: Span) -> bool {
    let next = first.1.map(|until| until.succ_opt().unwrap_or(until));
    next.is_none_or(|next| second.0.is_none_or(|since| since <= next))
}

fn together(first: Span, second: Span) -> Span {
    let since = first.0.into_iter().chain(second.0).min();
    let until = first.1.zip(second.1).map(|(one, other)| one.max(other));
    (since, until)
}
