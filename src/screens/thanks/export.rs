//! The columns of the thanks in a file.

use super::model::Owed;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<Owed>] = &[
    FileColumn::new("customer_id", Say::FormCustomerId, |owed, _| {
        Value::text(&owed.referrer.code)
    }),
    FileColumn::new("name", Say::FormName, |owed, _| {
        Value::text(&owed.referrer.name)
    }),
    FileColumn::new("friend_id", Say::ReferralColFriendId, |owed, _| {
        Value::text(&owed.friend.code)
    }),
    FileColumn::new("friend", Say::ReferralColFriend, |owed, _| {
        Value::text(&owed.friend.name)
    }),
    FileColumn::new("paid_on", Say::ReferralColDay, |owed, _| {
        Value::Day(owed.day)
    }),
    FileColumn::new("paid", Say::ReferralColPaid, |owed, _| {
        Value::Money(owed.paid)
    }),
    FileColumn::new("points", Say::PointsFieldPoints, |owed, _| {
        Value::count(owed.points.unsigned_abs())
    }),
];
