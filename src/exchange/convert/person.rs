//! The customer of a row.

use super::{Reader, Weight, says_nothing};
use crate::domain::CustomerKind;
use crate::domain::name::{WrittenName, name_key};
use crate::exchange::plan::{PlannedCustomer, Reason};
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::{MAX_FIELD_CHARS, MAX_NAME_CHARS};
use crate::exchange::recognise::Field;

impl Reader<'_> {
    /// Everything the row says about a customer; key and origin are still open.
    pub(crate) fn customer(&mut self, record: &Record) -> PlannedCustomer {
        let company = self.name(record, Field::Company);
        let name = self.full_name(record, &company);
        let (phones, labels) = self.phones(record);
        let (email, more_mail) = self.emails(record);
        let mut notes = labels;
        notes.extend(more_mail);
        if !self.layout.content.repeats_people() {
            // In a list of visits notes are the visit's; here what somebody complained of is one.
            notes.insert(0, self.note(record, Field::Complaint));
            notes.insert(0, self.note(record, Field::Notes));
        }
        notes.retain(|note| !note.is_empty());
        let mut note = notes.join("\n");
        if note.chars().count() > MAX_FIELD_CHARS {
            self.remark_row(Reason::FieldTooLong, Weight::Unreadable, None);
            note = note.chars().take(MAX_FIELD_CHARS).collect();
        }
        let own = self.own_customer(record);
        let mut referred_by = self.line(record, Field::ReferredBy, MAX_NAME_CHARS);
        if says_nothing(&referred_by) {
            referred_by.clear();
        }
        let written = WrittenName::parse(&name);
        let own_name = name_key(&name);
        // The company itself: the same text, or the same name in other words.
        let itself =
            name == company || (written.honorific.is_empty() && own_name == name_key(&company));
        PlannedCustomer {
            name_key: own_name,
            is_company: own
                .as_ref()
                .and_then(|own| own.is_company)
                .unwrap_or(written.kind == CustomerKind::Company || (!name.is_empty() && itself)),
            company: if itself { String::new() } else { company },
            name,
            referred_by,
            phones,
            email,
            address: self.line(record, Field::Address, MAX_FIELD_CHARS),
            city: self.short(record, Field::City),
            birthday: self.birthday(record),
            points: self.points(record),
            spent: self.money(record, Field::Spent),
            member_no: self.number(record, Field::MemberNo),
            book: self.book(record),
            member_since: self.day(record, self.column(Field::MemberSince)),
            note,
            answers: self.answers(record),
            own,
            ..PlannedCustomer::default()
        }
    }

    /// The name, or first and last name, or the name on the registration, or the firm's.
    fn full_name(&mut self, record: &Record, company: &str) -> String {
        let name = self.name(record, Field::CustomerName);
        if !name.is_empty() {
            return name;
        }
        let first = self.name(record, Field::FirstName);
        let last = self.name(record, Field::LastName);
        let both = format!("{first} {last}").trim().to_owned();
        if !both.is_empty() {
            return both.chars().take(MAX_NAME_CHARS).collect();
        }
        let registered = self.name(record, Field::RegistrationName);
        if registered.chars().filter(|c| c.is_alphabetic()).count() >= 2 {
            return registered;
        }
        company.to_owned()
    }

    /// The first address, and the others.
    fn emails(&mut self, record: &Record) -> (String, Vec<String>) {
        let columns: Vec<usize> = self.layout.columns.all(Field::Email).to_vec();
        let mut all: Vec<String> = Vec::new();
        for column in columns {
            let text = self.line_in(record, column, 200);
            let mut odd = false;
            // Google writes several values of one kind as `a ::: b`.
            for one in text.split(" ::: ").map(str::trim) {
                let address = one.contains('@') && !one.contains(' ');
                odd |= !address && !super::says_nothing(one);
                if address && !all.iter().any(|known| known == one) {
                    all.push(one.to_owned());
                }
            }
            if odd {
                let cell = record.cell(column);
                self.remark(column, cell, Reason::BadEmail, Weight::Unreadable);
            }
        }
        let more = all.split_off(all.len().min(1));
        (all.pop().unwrap_or_default(), more)
    }
}
