//! Saving a filter, and what comes of it.

use super::SegmentForm;
use super::model::{Cell, Spot};
use crate::domain::{Change, FieldConflict, OpId, Receipt};
use crate::protocol::{Context, Failure, Step};
use crate::screens::entry::saved;
use crate::screens::sheet::Wording;
use crate::text::{Say, say};

impl SegmentForm {
    /// Saves, or says what needs a look first.
    pub(super) fn save(&mut self, context: &Context) -> Vec<Step> {
        let wording = Wording::of(context);
        if self.saving {
            return Vec::new();
        }
        self.take(wording);
        if let Some(at) = self.unfinished(wording) {
            let missing = self.rows.get(at).is_some_and(|row| row.field.is_some());
            let cell = if missing { Cell::Value } else { Cell::Field };
            self.spot = Spot::Row(at, cell);
            return saved::mistakes(1, context);
        }
        let facts = self.facts(wording);
        if facts.name.is_empty() {
            self.spot = Spot::Name;
            Say::FormRequired
                .in_(context.lang)
                .clone_into(&mut self.refused);
            return saved::mistakes(1, context);
        }
        if self.kept.is_some() && self.unread.is_none() && !self.is_changed(wording) {
            return saved::unchanged(context);
        }
        let facts = Box::new(facts);
        let change = match &self.kept {
            None => Change::AddSegment { facts },
            Some((id, base)) => Change::EditSegment {
                id: *id,
                base: Box::new(base.clone()),
                facts,
            },
        };
        let op: OpId = *self.op.get_or_insert(context.op);
        self.saving = true;
        self.refused.clear();
        vec![Step::Write(op, Box::new(change))]
    }

    /// It is safe on disk: back to the list.
    pub(super) fn saved(&mut self, receipt: &Receipt, context: &Context) -> Vec<Step> {
        let now = self.facts(Wording::of(context));
        self.before = (now.name, now.filter);
        self.saving = false;
        saved::close(receipt, context)
    }

    /// It was not saved; everything typed stays.
    pub(super) fn not_saved(&mut self, failure: &Failure, context: &Context) {
        self.saving = false;
        // Whatever is saved next is another attempt.
        self.op = None;
        match failure {
            Failure::Conflict(fields) => self.conflict(fields, context),
            Failure::Refused(fields) => {
                let why = fields.first().map_or("", |(_, code)| code);
                saved::reason(why)
                    .in_(context.lang)
                    .clone_into(&mut self.refused);
                self.spot = Spot::Name;
            }
            Failure::Gone => {
                self.kept = None;
                Say::FilterRemovedMeanwhile
                    .in_(context.lang)
                    .clone_into(&mut self.refused);
            }
            _ => {}
        }
    }

    /// From now on what somebody else made of it is what was seen: saving again keeps mine.
    fn conflict(&mut self, fields: &[FieldConflict], context: &Context) {
        let Some((_, base)) = &mut self.kept else {
            return;
        };
        for field in fields {
            let seen = match field.field.as_str() {
                "segment" => &mut base.name,
                _ => &mut base.filter,
            };
            field.theirs.clone_into(seen);
            let theirs = match crate::domain::filter::Filter::from_json(&field.theirs) {
                Ok(filter) => filter.text(super::row::currency(Wording::of(context))),
                Err(_) => field.theirs.clone(),
            };
            self.refused = say::filter_conflict(context.lang, theirs);
        }
    }
}
