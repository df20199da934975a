//! Whom to win back, and what came of messages that asked for it.

use super::{ColumnOf, column, said};
use crate::domain::Money;
use crate::exchange::write::Cell;
use crate::insight::{Gaps, Need, WonBack};
use crate::store::RecoveryRow as Row;
use crate::text::Say as S;

/// The columns of a list of those to win back.
#[rustfmt::skip]
pub const RECOVERY: &[ColumnOf<Row>] = &[
    column("customer_id", S::FormCustomerId, None, |row, _| Cell::text(&row.who.code)),
    column("name", S::FormName, None, |row, _| said(&row.who.honorific, &row.who.name)),
    column("plate", S::ReviewColPlate, None, |row, _| Cell::text(&row.who.plate)),
    column("phone", S::ReviewColPhone, None, |row, _| Cell::text(&row.who.phone)),
    column("reason", S::RecoveryReasonColumn, None, |row, speech| speech.word(row.needing.need.name(), called(row.needing.need))),
    column("usual_gap_days", S::ReviewColUsual, None, |row, _| Cell::whole(row.needing.one.visits.gaps.map(Gaps::usual).map(i64::from))),
    column("last_visit", S::ReviewColLast, None, |row, _| Cell::Day(row.needing.one.visits.last)),
    column("visits", S::ReviewColVisits, None, |row, _| Cell::Whole(row.needing.one.visits.count.into())),
    column("money", S::ReviewHeadMoney, None, |row, _| Cell::Money(Money(row.needing.one.visits.money))),
    column("paid_before", S::RecoveryPaidBefore, None, |row, _| spends(row, |(before, _)| before)),
    column("pays_now", S::RecoveryPaysNow, None, |row, _| spends(row, |(_, now)| now)),
    column("lost_to", S::RecoveryFormTo, None, |row, _| Cell::text(row.needing.lost_to.as_ref().map_or("", |lost| &lost.competitor))),
    column("lost_since", S::RecoveryFormSince, None, |row, _| Cell::day(row.needing.lost_to.as_ref().map(|lost| lost.day))),
    column("lost_why", S::RecoveryFormWhy, None, |row, _| Cell::text(row.needing.lost_to.as_ref().map_or("", |lost| &lost.reason))),
];

/// The columns of a list of messages that asked somebody to come back.
#[rustfmt::skip]
pub const WIN_BACKS: &[ColumnOf<WonBack>] = &[
    column("customer_id", S::FormCustomerId, None, |row, _| Cell::text(&row.who.code)),
    column("name", S::FormName, None, |row, _| Cell::text(&row.who.name)),
    column("sent", S::CampaignSentOn, None, |row, _| Cell::Day(row.sent)),
    column("came_back", S::CampaignCameOn, None, |row, _| Cell::day(row.came.map(|came| came.day))),
    column("money", S::RecoveryPaid, None, |row, _| Cell::money(row.came.map(|came| Money(came.money)))),
];

fn spends(row: &Row, of: fn((i64, i64)) -> i64) -> Cell<'_> {
    let less = row.needing.stagnation.as_ref();
    let spends = less.and_then(|less| less.spends);
    Cell::money(spends.map(|spends| Money(of(spends))))
}

/// What a reason is called.
const fn called(need: Need) -> S {
    match need {
        Need::LostTo => S::RecoveryLostTo,
        Need::Lost => S::RecoveryLost,
        Need::Sleeping => S::RecoverySleeping,
        Need::Silent => S::RecoverySilent,
        Need::Slipping => S::RecoverySlipping,
        Need::Stagnating => S::RecoveryStagnating,
    }
}
