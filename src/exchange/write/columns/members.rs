//! The customers of a segment, with what is computed of them.

use super::{ColumnOf, column};
use crate::domain::{INDONESIA, Phone};
use crate::exchange::write::Cell;
use crate::insight::Appraised;
use crate::store::MemberRow as Row;
use crate::text::{Say as S, insight};

/// The columns of the customers of a segment.
#[rustfmt::skip]
pub const MEMBERS: &[ColumnOf<Row>] = &[
    column("customer_id", S::FormCustomerId, None, |row, _| Cell::text(&row.who.code)),
    column("name", S::FormName, None, |row, _| Cell::text(&row.who.name)),
    column("phone", S::FormPhone, None, |row, _| phone(&row.who.phone)),
    column("do_not_contact", S::ReviewColNoContact, None, |row, speech| if row.who.no_contact { speech.yes(true) } else { Cell::Blank }),
    column("plate", S::FormPlate, None, |row, _| Cell::text(&row.who.plate)),
    column("visits", S::ReviewColVisits, None, |row, _| Cell::Whole(row.who.visits.into())),
    column("money", S::ReviewHeadMoney, None, |row, _| Cell::Money(row.who.money)),
    column("last_visit", S::ExportLastVisit, None, |row, _| Cell::day(row.who.last_visit)),
    column("outlook", S::ReviewColOutlook, None, |row, speech| row.judged.map_or(Cell::Blank, |one|
        speech.word(one.outlook.name(), insight::outlook(one.outlook)))),
    column("segment", S::ReviewHeadSegment, None, |row, speech| scored(row).map_or(Cell::Blank, |one|
        speech.word(one.segment().name(), insight::segment(one.segment())))),
    column("recency_score", S::ReportColRecency, None, |row, _| score(row, |one| one.scores.recency)),
    column("frequency_score", S::ReportColFrequency, None, |row, _| score(row, |one| one.scores.frequency)),
    column("money_score", S::ReportColMoneyScore, None, |row, _| score(row, |one| one.scores.money)),
];

/// As people write it, as in the other lists of customers.
fn phone(kept: &str) -> Cell<'_> {
    match kept {
        "" => Cell::Blank,
        kept => Cell::Text(Phone::parse(kept, INDONESIA).display(INDONESIA).into()),
    }
}

/// What is computed, where places among all say something.
fn scored(row: &Row) -> Option<&Appraised> {
    row.judged.as_ref().filter(|_| row.who.scores.is_some())
}

fn score(row: &Row, of: impl Fn(&Appraised) -> u8) -> Cell<'static> {
    Cell::whole(scored(row).map(|one| of(one).into()))
}
