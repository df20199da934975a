//! The ledger of points, a row a line.

use super::{ColumnOf, column, said};
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::points::{Kind, WELCOME};
use crate::store::PointsRow as Row;
use crate::text::{Lang, Say as S};

/// The columns of the ledger.
#[rustfmt::skip]
pub const POINTS: &[ColumnOf<Row>] = &[
    column("points_line", S::ExportPointsLine, Some(F::LedgerLine), |row, _| Cell::whole(row.id)),
    column("customer_id", S::FormCustomerId, Some(F::MemberNo), |row, _| Cell::text(&row.code)),
    column("name", S::FormName, Some(F::CustomerName), |row, _| said(&row.honorific, &row.name)),
    column("date", S::ExportPointsDate, Some(F::LedgerDay), |row, _| Cell::day(Some(row.day))),
    column("kind", S::ExportPointsKind, Some(F::LedgerKind), |row, speech| speech.word(row.kind.key(), word(row.kind, &row.reason))),
    column("points", S::PointsFieldPoints, Some(F::LedgerPoints), |row, _| Cell::whole(Some(row.points))),
    column("expires", S::ExportPointsExpires, Some(F::LedgerExpires), |row, _| Cell::day(row.expires)),
    column("visit", S::ExportPointsVisit, Some(F::LedgerVisit), |row, _| Cell::whole(row.visit)),
    column("takes_back", S::ExportPointsTakesBack, Some(F::LedgerTakesBack), |row, _| Cell::whole(row.reverses)),
    column("draws", S::ExportPointsDraws, Some(F::LedgerDraws), |row, _| Cell::text(&row.draws)),
    column("reason", S::PointsFieldReason, Some(F::LedgerReason), |row, _| Cell::text(&row.reason)),
    column("staff", S::ExportPointsStaff, Some(F::LedgerStaff), |row, _| Cell::text(&row.staff)),
    column("book", S::ExportBook, Some(F::Book), |_, speech| speech.book()),
];

/// What people call a kind of line; the welcome is a line of a visit that says so.
fn word(kind: Kind, reason: &str) -> S {
    match kind {
        Kind::Earn if reason == WELCOME => S::PointsWelcome,
        Kind::Earn => S::PointsEarn,
        Kind::Redeem => S::PointsRedeem,
        Kind::Expire => S::PointsExpire,
        Kind::Adjust => S::PointsAdjust,
        Kind::Referral => S::PointsReferral,
        Kind::Birthday => S::PointsBirthday,
        Kind::Opening => S::PointsOpening,
        Kind::Reverse => S::PointsReverse,
    }
}

/// The kind that a file means: the stable word, or what people call it.
pub(in crate::exchange) fn kind_of(text: &str) -> Option<Kind> {
    let says = |say: S| Lang::ALL.map(|lang| say.in_(lang)).contains(&text);
    let by_word = |kind: &Kind| says(word(*kind, ""));
    let welcome = || says(S::PointsWelcome).then_some(Kind::Earn);
    let by_word = || Kind::ALL.into_iter().find(by_word);
    Kind::of(text).or_else(by_word).or_else(welcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_again_in_every_spelling() {
        for kind in Kind::ALL {
            assert_eq!(kind_of(kind.key()), Some(kind));
            for lang in Lang::ALL {
                assert_eq!(kind_of(word(kind, "").in_(lang)), Some(kind), "{lang:?}");
            }
        }
        assert_eq!(kind_of(S::PointsWelcome.in_(Lang::Id)), Some(Kind::Earn));
        assert_eq!(kind_of("gift"), None);
    }
}
