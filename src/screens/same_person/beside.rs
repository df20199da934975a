//! Two records side by side, and of which of both each fact is taken.

use std::collections::BTreeSet;

use crate::domain::{
    Change, CustomerFacts, CustomerId, FIELD_TERMS, FieldConflict, OpId, Side, Taken, differing,
};
use crate::kit::List;
use crate::protocol::{Query, Slot, Step};
use crate::screens::shown::Shown;

/// Both records, and what is chosen.
#[derive(Debug)]
pub(super) struct Beside {
    /// Who stays.
    pub(super) keep: CustomerId,
    /// Who goes into that one.
    pub(super) other: CustomerId,
    /// Both, as far as they are read.
    pub(super) sides: Shown<[Side; 2]>,
    /// The fields in which they differ.
    pub(super) fields: Vec<String>,
    /// Those of which the other's value is taken.
    pub(super) taken: Taken,
    /// Those that somebody changed since they were shown.
    pub(super) changed: BTreeSet<String>,
    /// Which field is chosen.
    pub(super) list: List,
    /// The name of every attempt to save, once there was one.
    op: Option<OpId>,
    /// Whether it is being saved.
    pub(super) saving: bool,
}

impl Beside {
    pub(super) fn new(keep: CustomerId, other: CustomerId) -> Self {
        Self {
            keep,
            other,
            sides: Shown::default(),
            fields: Vec::new(),
            taken: Taken::new(),
            changed: BTreeSet::new(),
            list: List::default(),
            op: None,
            saving: false,
        }
    }

    pub(super) fn ask(&mut self) -> Step {
        self.sides.ask();
        Step::Read(Slot::SamePerson, Query::SideBySide(self.keep, self.other))
    }

    /// Both are here, for the first time or as somebody changed them: what was chosen stays chosen
    /// where they still differ.
    pub(super) fn arrived(&mut self, sides: &[Side; 2]) {
        let chosen = self.chosen().cloned();
        let [keep, other] = [&sides[0].customer.facts, &sides[1].customer.facts];
        if let Some([mine, theirs]) = &self.sides.value {
            for (before, now) in [
                (&mine.customer.facts, keep),
                (&theirs.customer.facts, other),
            ] {
                self.changed.extend(changed(before, now));
            }
        }
        self.fields = differing(keep, other);
        if sides.iter().all(|side| side.terms.is_some()) && sides[0].terms != sides[1].terms {
            self.fields.push(FIELD_TERMS.to_owned());
        }
        self.taken.retain(|field| self.fields.contains(field));
        let now_at = self
            .fields
            .iter()
            .position(|field| Some(field) == chosen.as_ref());
        self.list.replace(self.fields.len(), now_at.or(Some(0)));
        self.sides.put(Some(sides.clone()));
    }

    pub(super) fn chosen(&self) -> Option<&String> {
        self.fields.get(self.list.selected()?)
    }

    /// Takes the value of the other record, or the first again.
    pub(super) fn turn(&mut self) {
        if let Some(field) = self.chosen().cloned()
            && !self.taken.remove(&field)
        {
            self.taken.insert(field);
        }
    }

    /// The other one stays: whatever was chosen is chosen still.
    pub(super) fn swap(&mut self) {
        std::mem::swap(&mut self.keep, &mut self.other);
        if let Some(sides) = &mut self.sides.value {
            sides.swap(0, 1);
        }
        let all = self.fields.iter();
        self.taken = all
            .filter(|field| !self.taken.contains(*field))
            .cloned()
            .collect();
        self.op = None;
    }

    /// What is saved; nothing as long as both are not read.
    pub(super) fn save(&mut self, op: OpId) -> Option<Step> {
        let sides = self.sides.value.as_ref()?;
        let [keep, other] = sides.each_ref().map(|side| side.customer.facts.clone());
        let change = Change::MergeCustomers {
            keep: self.keep,
            other: self.other,
            base: Box::new([keep, other]),
            taken: self.taken.clone(),
        };
        self.saving = true;
        let op = *self.op.get_or_insert(op);
        Some(Step::Write(op, Box::new(change)))
    }

    /// Somebody changed one of them meanwhile: both are read again, the choices stay.
    pub(super) fn met(&mut self, fields: &[FieldConflict]) -> Step {
        self.changed
            .extend(fields.iter().map(|field| field.field.clone()));
        self.ask()
    }
}

/// The fields of which a record says something else now.
fn changed(before: &CustomerFacts, now: &CustomerFacts) -> Vec<String> {
    let mut fields = differing(before, now);
    let either = [
        ("phone", before.phones != now.phones),
        ("alert", before.alert != now.alert),
        ("note", before.note != now.note),
    ];
    fields.extend(
        either
            .into_iter()
            .filter(|(_, differ)| *differ)
            .map(|(field, _)| field.to_owned()),
    );
    fields
}
