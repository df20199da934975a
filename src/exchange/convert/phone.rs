//! Phones of a row.

use super::{Reader, Shop, Weight, cell_of};
use crate::domain::hygiene::clean_line;
use crate::domain::{INDONESIA, Phone, PhoneFlag};
use crate::exchange::plan::{PlannedPhone, Reason};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::recognise::Field;

impl Reader<'_> {
    /// The phones of all phone columns, each number once, with what was written beside them.
    pub(super) fn phones(&mut self, record: &Record) -> (Vec<PlannedPhone>, Vec<String>) {
        let columns: Vec<usize> = self.layout.columns.all(Field::Phone).to_vec();
        let (mut phones, mut labels) = (Vec::new(), Vec::new());
        for column in columns {
            self.phones_in(record, column, &mut phones, &mut labels);
        }
        if self.layout.ours {
            self.label_phones(record, &mut phones);
        }
        (phones, labels)
    }

    fn phones_in(
        &mut self,
        record: &Record,
        column: usize,
        phones: &mut Vec<PlannedPhone>,
        labels: &mut Vec<String>,
    ) {
        let cell = cell_of(record, column);
        if cell.is_blank() {
            return;
        }
        if *cell == Cell::Error {
            return self.remark(column, cell, Reason::CellError, Weight::Unreadable);
        }
        // Google writes several values of one kind as `a ::: b`.
        let text = cell.text();
        let text = clean_phone(self.bare(&text)).replace(" ::: ", "\n");
        let read = Phone::parse_all(&text, self.shop.home);
        if read.len() > 1 {
            self.remark(column, cell, Reason::PhoneMultiple, Weight::Unreadable);
        }
        for (phone, label) in read {
            if let Some((reason, weight)) = phone.flag.map(reason_of) {
                self.remark(column, cell, reason, weight);
            }
            if is_short_mobile(&phone, self.shop) {
                self.remark(column, cell, Reason::PhoneBadLength, Weight::Doubt);
            }
            let stopgap = matches!(
                phone.flag,
                Some(PhoneFlag::Placeholder | PhoneFlag::NoDigits)
            );
            let known = |known: &PlannedPhone| {
                known.raw == phone.raw || (known.e164.is_some() && known.e164 == phone.e164)
            };
            if stopgap || phones.iter().any(known) {
                continue;
            }
            if !label.is_empty() {
                labels.push(format!("{}: {label}", phone.raw));
            }
            phones.push(PlannedPhone {
                raw: clean_line(&phone.raw).text.chars().take(200).collect(),
                e164: phone.e164,
                label: String::new(),
            });
        }
    }
}

/// As written, but for what no terminal may see; a break between two numbers stays one.
fn clean_phone(text: &str) -> String {
    let text = text.trim();
    let lines: Vec<String> = text.lines().map(|line| clean_line(line).text).collect();
    lines.join("\n")
}

fn reason_of(flag: PhoneFlag) -> (Reason, Weight) {
    match flag {
        PhoneFlag::LeadingZeroRestored => (Reason::LeadingZeroRestored, Weight::Note),
        PhoneFlag::DecimalRemoved => (Reason::PhoneDecimalRemoved, Weight::Note),
        PhoneFlag::DoubledZero => (Reason::PhoneZeroDoubled, Weight::Doubt),
        PhoneFlag::Scientific => (Reason::PhoneScientific, Weight::Unreadable),
        PhoneFlag::Letters => (Reason::PhoneLetters, Weight::Unreadable),
        PhoneFlag::NoDigits => (Reason::PhoneNoDigits, Weight::Unreadable),
        PhoneFlag::TooLong => (Reason::PhoneTooLong, Weight::Unreadable),
        PhoneFlag::BadLength => (Reason::PhoneBadLength, Weight::Unreadable),
        PhoneFlag::Multiple => (Reason::PhoneMultiple, Weight::Unreadable),
        PhoneFlag::Placeholder => (Reason::PhonePlaceholder, Weight::Unreadable),
    }
}

/// An Indonesian number that begins like a mobile one and is shorter than any. It keeps its
/// digits, for it may be found by them.
fn is_short_mobile(phone: &Phone, shop: Shop) -> bool {
    let national = phone
        .e164
        .as_deref()
        .and_then(|e164| e164.strip_prefix("+62"));
    shop.home == INDONESIA
        && national.is_some_and(|digits| digits.starts_with('8') && digits.len() < 9)
}
