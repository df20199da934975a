//! Customers who went to somebody else.

use super::clean::Remarks;
use super::customer;
use crate::domain::hygiene::NAME_CHARS;
use crate::domain::{CustomerId, LostTo};
use crate::store::StoreResult;
use crate::store::door::Done;
use crate::store::table::LOST_TO;
use crate::store::writer::Writer;

/// The longest reason, in characters.
const REASON_CHARS: usize = 500;

/// Marks a customer as lost to another shop; `None` takes the mark away.
pub(super) fn mark(
    writer: &mut Writer<'_>,
    id: CustomerId,
    lost: Option<&LostTo>,
) -> StoreResult<Done> {
    customer::must_exist(writer, id)?;
    let key = [id.0.into()];
    match lost {
        None => writer.delete(&LOST_TO, &key)?,
        Some(lost) => {
            let mut remarks = Remarks::default();
            let competitor = remarks.line("competitor", &lost.competitor, NAME_CHARS);
            let reason = remarks.line("reason", &lost.reason, REASON_CHARS);
            remarks.day("day", Some(lost.day));
            remarks.none()?;
            let mut set = vec![
                ("day", lost.day.to_string().into()),
                ("competitor", competitor.into()),
                ("reason", reason.into()),
            ];
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
