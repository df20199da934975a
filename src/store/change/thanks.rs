//! Thanks for bringing somebody.

use super::clean::Remarks;
use super::refused;
use crate::domain::{CustomerId, Day};
use crate::store::door::Done;
use crate::store::table::{CUSTOMER, THANKS};
use crate::store::writer::Writer;
use crate::store::{StoreError, StoreResult};

/// Somebody was thanked. Who was thanked for the same before stays thanked on that day.
pub(super) fn thank(
    writer: &mut Writer<'_>,
    referrer: CustomerId,
    friend: CustomerId,
    day: Day,
) -> StoreResult<Done> {
    let mut remarks = Remarks::default();
    remarks.day("day", Some(day));
    remarks.none()?;
    let row = writer
        .row(&CUSTOMER, &[friend.0.into()])?
        .ok_or(StoreError::Gone)?;
    let by = CUSTOMER.at("referred_by").map(|at| row[at].clone());
    if by != Some(referrer.0.into()) {
        return Err(refused("referred_by", "not_brought"));
    }
    let key = [referrer.0.into(), friend.0.into()];
    if writer.row(&THANKS, &key)?.is_none() {
        let set = vec![
            ("customer_id", referrer.0.into()),
            ("friend_id", friend.0.into()),
            ("day", day.to_string().into()),
        ];
        writer.insert(&THANKS, set)?;
    }
    Ok(Done {
        kind: "thank",
        customer: Some(referrer),
        ..Done::default()
    })
}
