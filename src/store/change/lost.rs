//! Customers who went to somebody else.

use super::clean::Remarks;
use super::{customer, merge};
use crate::domain::hygiene::NAME_CHARS;
use crate::domain::{CustomerId, LostTo};
use crate::store::door::Done;
use crate::store::table::LOST_TO;
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult, lost};

/// The longest reason, in characters.
const REASON_CHARS: usize = 500;

/// Marks a customer as lost to another shop; `None` takes the mark away. What others made of it
/// meanwhile is seen first.
pub(super) fn mark(
    writer: &mut Writer<'_>,
    id: CustomerId,
    base: Option<&LostTo>,
    wanted: Option<&LostTo>,
) -> StoreResult<Done> {
    customer::must_exist(writer, id)?;
    let wanted = wanted.map(clean).transpose()?;
    let theirs = lost::now(writer.conn, id)?;
    if theirs.as_ref() != base && theirs != wanted {
        let three = [base, theirs.as_ref(), wanted.as_ref()].map(texts);
        return Err(StoreError::Conflict(merge::met(three)));
    }
    let key = [id.0.into()];
    match wanted {
        None => writer.delete(&LOST_TO, &key)?,
        Some(lost) => {
            let mut set = vec![
                ("day", lost.day.to_string().into()),
                ("competitor", lost.competitor.into()),
                ("reason", lost.reason.into()),
            ];
            // A mark that is over is in the book as well.
            if writer.row(&LOST_TO, &key)?.is_some() {
                writer.update(&LOST_TO, &key, set)?;
            } else {
                set.push(("customer_id", id.0.into()));
                writer.insert(&LOST_TO, set)?;
            }
        }
    }
    Ok(Done {
        kind: "mark_lost",
        customer: Some(id),
        ..Done::default()
    })
}

fn clean(lost: &LostTo) -> StoreResult<LostTo> {
    let mut remarks = Remarks::default();
    remarks.day("day", Some(lost.day));
    let clean = LostTo {
        day: lost.day,
        competitor: remarks.line("competitor", &lost.competitor, NAME_CHARS),
        reason: remarks.line("reason", &lost.reason, REASON_CHARS),
    };
    remarks.none()?;
    Ok(clean)
}

/// A mark field by field; the day is empty where there is none.
fn texts(lost: Option<&LostTo>) -> [(&'static str, String); 3] {
    let text = |of: fn(&LostTo) -> &String| lost.map(of).cloned().unwrap_or_default();
    [
        ("competitor", text(|lost| &lost.competitor)),
        ("reason", text(|lost| &lost.reason)),
        (
            "day",
            lost.map_or_else(String::new, |lost| lost.day.to_string()),
        ),
    ]
}
