//! What only our own exports say: facts that have no column elsewhere.

use super::{Reader, cell_of};
use crate::domain::trade::Trade;
use crate::domain::{Day, EarlierPlate, Plate};
use crate::exchange::plan::{PlannedOwn, PlannedPhone};
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::{MAX_FIELD_CHARS, MAX_NAME_CHARS};
use crate::exchange::recognise::Field;
use crate::text::{Lang, Say};

/// What stands between several values of one kind.
const SEVERAL: &str = " ::: ";

impl Reader<'_> {
    /// What a row of our own says of a customer beside the rest; nothing in any other table.
    pub(super) fn own_customer(&mut self, record: &Record) -> Option<Box<PlannedOwn>> {
        if !self.layout.ours {
            return None;
        }
        let kind = self.line(record, Field::Kind, 60);
        let named = |stable: &str, say: Say| {
            let labels = Lang::ALL.map(|lang| say.in_(lang));
            kind.eq_ignore_ascii_case(stable) || labels.contains(&kind.as_str())
        };
        Some(Box::new(PlannedOwn {
            is_company: match kind.as_str() {
                "" => None,
                _ => Some(named("company", Say::WordCompany)),
            },
            honorific: self.line(record, Field::Honorific, MAX_NAME_CHARS),
            has_honorific: self.column(Field::Honorific).is_some(),
            household: self.line(record, Field::Household, MAX_NAME_CHARS),
            source: self.line(record, Field::Source, MAX_NAME_CHARS),
            alert: self.note(record, Field::Alert),
            other_ids: self
                .line(record, Field::OtherIds, MAX_FIELD_CHARS)
                .split(SEVERAL)
                .map(str::trim)
                .filter(|id| !id.is_empty())
                .map(str::to_owned)
                .collect(),
            fields: self.own_fields(record),
        }))
    }

    /// Fields of the trade's own by their keys, choices by their stable values.
    pub(super) fn own_fields(&mut self, record: &Record) -> Vec<(String, String)> {
        let layout = self.layout;
        let mut fields = Vec::new();
        for (column, key) in &layout.own {
            let text = self.note_in(record, *column);
            if !text.is_empty() {
                fields.push((key.clone(), stable(&layout.trade, key, text)));
            }
        }
        fields
    }

    /// Whose the phones are, each beside its own.
    pub(super) fn label_phones(&mut self, record: &Record, phones: &mut [PlannedPhone]) {
        let layout = self.layout;
        let labels = layout.columns.all(Field::PhoneLabel);
        let numbers = layout.columns.all(Field::Phone);
        for (number, label) in numbers.iter().zip(labels) {
            let numbers = self.line_in(record, *number, MAX_FIELD_CHARS);
            let labels = self.line_in(record, *label, MAX_FIELD_CHARS);
            for (raw, label) in numbers.split(SEVERAL).zip(labels.split(SEVERAL)) {
                let phone = phones.iter_mut().find(|phone| phone.raw == raw.trim());
                if let Some(phone) = phone {
                    label.trim().clone_into(&mut phone.label);
                }
            }
        }
    }

    /// `B 1 A 2024-05-17, B 2 B 2020-01-01`.
    pub(super) fn earlier_plates(&mut self, record: &Record) -> Vec<EarlierPlate> {
        let text = self.line(record, Field::EarlierPlates, MAX_FIELD_CHARS);
        let one = |text: &str| {
            let (plate, until) = text.trim().rsplit_once(' ')?;
            let until: Day = until.parse().ok()?;
            let plate = Plate::parse(plate)?.display();
            Some(EarlierPlate { plate, until })
        };
        text.split(',').filter_map(one).collect()
    }

    /// The book from which the row went out, as it calls itself; empty where nothing says so.
    pub(super) fn book(&mut self, record: &Record) -> String {
        if self.layout.ours {
            self.line(record, Field::Book, MAX_NAME_CHARS)
        } else {
            String::new()
        }
    }

    /// The number that a visit had in the book from which it went out; empty elsewhere.
    pub(super) fn visit_no(&self, record: &Record) -> String {
        let column = self.column(Field::VisitNo).filter(|_| self.layout.ours);
        column.map_or(String::new(), |column| {
            cell_of(record, column).text().trim().to_owned()
        })
    }
}

/// The stable value of a choice that is written in somebody's words.
fn stable(trade: &Trade, key: &str, text: String) -> String {
    let choices = trade.field(key).map(|field| field.choices.as_slice());
    let choice = choices
        .unwrap_or_default()
        .iter()
        .find(|choice| [&choice.en, &choice.id].contains(&&text));
    choice.map_or(text, |choice| choice.value.clone())
}
