//! Birthdays.

use super::{ColumnOf, Speech, born, column, said};
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::store::BirthdayRow as Row;
use crate::text::Say as S;
use chrono::Datelike as _;

/// The columns of a list of birthdays.
#[rustfmt::skip]
pub const BIRTHDAYS: &[ColumnOf<Row>] = &[
    column("customer_id", S::FormCustomerId, Some(F::MemberNo), |row, _| Cell::text(&row.code)),
    column("name", S::FormName, Some(F::CustomerName), |row, _| said(&row.honorific, &row.name)),
    column("phone", S::FormPhone, Some(F::Phone), |row, _| Cell::text(&row.phone)),
    column("birthday", S::FormBirthday, Some(F::Birthday), |row, _| born(Some(row.birthday))),
    column("next_birthday", S::ExportNextBirthday, None, |row, speech| Cell::day(row.birthday.next(speech.today, speech.trade.leap_day))),
    column("turns", S::ExportTurns, None, turns),
    column("consent_birthday", S::SheetConsentBirthday, Some(F::ConsentBirthday), may_be_greeted),
    column("last_visit", S::ExportLastVisit, None, |row, _| Cell::day(row.last_day)),
    column("book", S::ExportBook, Some(F::Book), |_, speech| speech.book()),
];

fn turns<'r>(row: &'r Row, speech: &Speech<'_>) -> Cell<'r> {
    let next = row.birthday.next(speech.today, speech.trade.leap_day);
    let turns = next.and_then(|next| row.birthday.turns(next.year()));
    Cell::whole(turns.map(i64::from))
}

/// Nothing while nobody has asked.
fn may_be_greeted<'r>(row: &'r Row, speech: &Speech<'_>) -> Cell<'r> {
    row.consent.map_or(Cell::Blank, |yes| speech.yes(yes))
}
