//! The ledger of points, a row a line.

use super::{ColumnOf, Speech, column, said};
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::points::{Kind, WELCOME};
use crate::store::PointsRow as Row;
use crate::text::Say as S;

/// The columns of the ledger. A book takes none of them back: points follow the visits.
#[rustfmt::skip]
pub const POINTS: &[ColumnOf<Row>] = &[
    column("points_line", S::ExportPointsLine, None, |row, _| Cell::whole(Some(row.id))),
    column("customer_id", S::FormCustomerId, Some(F::MemberNo), |row, _| Cell::text(&row.code)),
    column("name", S::FormName, Some(F::CustomerName), |row, _| said(&row.honorific, &row.name)),
    column("date", S::ExportPointsDate, None, |row, _| Cell::day(Some(row.day))),
    column("kind", S::ExportPointsKind, None, kind),
    column("points", S::PointsFieldPoints, None, |row, _| Cell::whole(Some(row.points))),
    column("expires", S::ExportPointsExpires, None, |row, _| Cell::day(row.expires)),
    column("visit", S::ExportPointsVisit, None, |row, _| Cell::whole(row.visit)),
    column("takes_back", S::ExportPointsTakesBack, None, |row, _| Cell::whole(row.reverses)),
    column("reason", S::PointsFieldReason, None, |row, _| Cell::text(&row.reason)),
    column("staff", S::ExportPointsStaff, None, |row, _| Cell::text(&row.staff)),
];

fn kind<'r>(row: &'r Row, speech: &Speech<'_>) -> Cell<'r> {
    let say = match row.kind {
        Kind::Earn if row.reason == WELCOME => S::PointsWelcome,
        Kind::Earn => S::PointsEarn,
        Kind::Redeem => S::PointsRedeem,
        Kind::Expire => S::PointsExpire,
        Kind::Adjust => S::PointsAdjust,
        Kind::Referral => S::PointsReferral,
        Kind::Birthday => S::PointsBirthday,
        Kind::Opening => S::PointsOpening,
        Kind::Reverse => S::PointsReverse,
    };
    speech.word(row.kind.key(), say)
}
