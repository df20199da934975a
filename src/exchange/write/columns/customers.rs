//! Customers.

use super::{ColumnOf, Speech, born, column};
use crate::exchange::recognise::Field as F;
use crate::exchange::write::Cell;
use crate::store::CustomerRow as Row;
use crate::text::Say as S;

/// Phones that have columns of their own; further ones stand in the last of them.
const PHONES: usize = 3;
/// What stands between several values of one kind, as other programs write it too.
const SEVERAL: &str = " ::: ";

/// The columns of a list of customers.
#[rustfmt::skip]
pub const CUSTOMERS: &[ColumnOf<Row>] = &[
    column("customer_id", S::FormCustomerId, Some(F::MemberNo), |row, _| Cell::text(&row.code)),
    column("kind", S::FormKind, Some(F::Kind), kind),
    column("honorific", S::FormHonorific, Some(F::Honorific), |row, _| Cell::text(&row.honorific)),
    column("name", S::FormName, Some(F::CustomerName), |row, _| Cell::text(&row.name)),
    column("phone", S::FormPhone, Some(F::Phone), |row, _| phone(row, 0)),
    column("phone_label", S::ExportPhoneLabel, Some(F::PhoneLabel), |row, _| label(row, 0)),
    column("phone_2", S::ExportPhone2, Some(F::Phone), |row, _| phone(row, 1)),
    column("phone_2_label", S::ExportPhone2Label, Some(F::PhoneLabel), |row, _| label(row, 1)),
    column("phone_3", S::ExportPhone3, Some(F::Phone), |row, _| phone(row, 2)),
    column("phone_3_label", S::ExportPhone3Label, Some(F::PhoneLabel), |row, _| label(row, 2)),
    column("email", S::FormEmail, Some(F::Email), |row, _| Cell::text(&row.email)),
    column("address", S::FormAddress, Some(F::Address), |row, _| Cell::text(&row.address)),
    column("city", S::FormCity, Some(F::City), |row, _| Cell::text(&row.city)),
    column("birthday", S::FormBirthday, Some(F::Birthday), |row, _| born(row.birthday)),
    column("member_since", S::FormMemberSince, Some(F::MemberSince), |row, _| Cell::day(row.member_since)),
    column("household", S::FormHousehold, Some(F::Household), |row, _| Cell::text(&row.household)),
    column("company_id", S::ExportCompanyId, None, |row, _| Cell::text(&row.company_code)),
    column("company", S::FormCompany, Some(F::Company), |row, _| Cell::text(&row.company)),
    column("referred_by", S::ReferralBy, Some(F::ReferredBy), |row, _| Cell::text(&row.referred_by)),
    column("source", S::FormSource, Some(F::Source), |row, _| Cell::text(&row.source)),
    column("alert", S::FormAlert, Some(F::Alert), |row, _| Cell::text(&row.alert)),
    column("note", S::FormNote, Some(F::Notes), |row, _| Cell::text(&row.note)),
    column("other_ids", S::ExportOtherIds, Some(F::OtherIds), |row, _| Cell::made(row.aliases.join(SEVERAL))),
    column("consent_service_reminders", S::SheetConsentServiceReminders, Some(F::ConsentServiceReminders), |row, speech| consent(row, 0, speech)),
    column("consent_promotions", S::SheetConsentPromotions, Some(F::ConsentPromotions), |row, speech| consent(row, 1, speech)),
    column("consent_birthday", S::SheetConsentBirthday, Some(F::ConsentBirthday), |row, speech| consent(row, 2, speech)),
    column("consent_sensitive", S::SheetConsentSensitive, Some(F::ConsentSensitive), |row, speech| consent(row, 3, speech)),
    column("consent_contact", S::SheetConsentContact, Some(F::ConsentContact), |row, speech| consent(row, 4, speech)),
    column("visits", S::ExportVisits, None, |row, _| Cell::Whole(row.visits)),
    column("spent", S::ExportSpent, None, |row, _| Cell::Money(row.spent)),
    column("first_visit", S::ExportFirstVisit, None, |row, _| Cell::day(row.first_day)),
    column("last_visit", S::ExportLastVisit, None, |row, _| Cell::day(row.last_day)),
    column("book", S::ExportBook, Some(F::Book), |_, speech| speech.book()),
];

fn kind<'r>(row: &'r Row, speech: &Speech<'_>) -> Cell<'r> {
    if row.is_company {
        speech.word("company", S::WordCompany)
    } else {
        speech.word("person", S::WordPerson)
    }
}

fn phone(row: &Row, at: usize) -> Cell<'_> {
    several(row, at, |(raw, _)| raw)
}

fn label(row: &Row, at: usize) -> Cell<'_> {
    several(row, at, |(_, label)| label)
}

fn several(row: &Row, at: usize, of: fn(&(String, String)) -> &String) -> Cell<'_> {
    let rest = row.phones.get(at..).unwrap_or_default();
    match rest {
        [_, _, ..] if at + 1 == PHONES => {
            let all: Vec<&str> = rest.iter().map(|entry| of(entry).as_str()).collect();
            if all.iter().all(|text| text.is_empty()) {
                return Cell::Blank;
            }
            Cell::made(all.join(SEVERAL))
        }
        [entry, ..] => Cell::text(of(entry)),
        [] => Cell::Blank,
    }
}

/// `yes 2026-05-17 whatsapp`; nothing while nobody has asked.
fn consent<'r>(row: &'r Row, at: usize, speech: &Speech<'_>) -> Cell<'r> {
    let Some(answer) = row.consents.get(at).and_then(Option::as_ref) else {
        return Cell::Blank;
    };
    let Cell::Text(word) = speech.yes(answer.yes) else {
        return Cell::Blank;
    };
    let text = format!("{word} {} {}", answer.day, answer.channel);
    Cell::made(text.trim_end().to_owned())
}
