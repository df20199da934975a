//! A visit of a plan goes into the book.

use super::{Receiver, dangling, known};
use crate::domain::{Money, NextService, Visit, VisitFacts, VisitId, VisitLine, VisitStatus};
use crate::exchange::plan::{Identity, PlannedStatus, PlannedVisit, Reason, Written};
use crate::store::{Kind, StoreResult};

impl Receiver<'_> {
    pub(super) fn take_visit(&mut self, planned: &PlannedVisit) -> StoreResult<Written> {
        let origin = &planned.origin;
        let new = self.visit_facts(planned)?;
        let before = self.visit_before(planned)?;
        let current = match before {
            Some((row, _)) => self.load.visit_now(VisitId(row))?,
            None => None,
        };
        let same = before.is_some_and(|(_, same)| same);
        let (id, written) = match current {
            None => (self.load.visit(&new)?, Written::Created),
            Some(current) if same => (current.id, Written::Unchanged),
            Some(current) => (current.id, self.update_visit(&current, new.clone())?),
        };
        if written != Written::Unchanged {
            self.load
                .remember(Kind::Visit, &origin.identities, &origin.fingerprint, id.0)?;
            self.met(planned, id);
        }
        self.remarks.visit(origin, id, new.customer, new.vehicle);
        Ok(written)
    }

    /// The row of a visit that the book knows, and whether the same was said of it then; or one that
    /// an earlier table of this import brought.
    fn visit_before(&mut self, planned: &PlannedVisit) -> StoreResult<Option<(i64, bool)>> {
        let origin = &planned.origin;
        if !self.load.fresh() {
            let (identities, says) = (&origin.identities, &origin.fingerprint);
            return known(&self.load, Kind::Visit, identities, says);
        }
        let mut known = origin.identities.iter().map(short);
        let Some(id) = known.find_map(|id| self.visits.get(&id).copied()) else {
            return Ok(None);
        };
        // It may wait to be written.
        self.load.write_waiting()?;
        Ok(Some((id.0, false)))
    }

    /// Keeps in mind what an empty book could not be asked.
    fn met(&mut self, planned: &PlannedVisit, id: VisitId) {
        if self.load.fresh() {
            for identity in &planned.origin.identities {
                self.visits.insert(short(identity), id);
            }
        }
    }

    /// A visit that the book knew takes what the record says now; the others stay.
    fn update_visit(&mut self, current: &Visit, new: VisitFacts) -> StoreResult<Written> {
        let before = &current.facts;
        let text = |new: String, old: &str| if new.is_empty() { old.to_owned() } else { new };
        let merged = VisitFacts {
            customer: before.customer.or(new.customer),
            vehicle: before.vehicle.or(new.vehicle),
            day: new.day,
            status: new.status,
            doc_no: text(new.doc_no, &before.doc_no),
            odometer: new.odometer.or(before.odometer),
            oil: text(new.oil, &before.oil),
            mechanics: or(new.mechanics, &before.mechanics),
            lines: or(new.lines, &before.lines),
            complaint: text(new.complaint, &before.complaint),
            note: text(new.note, &before.note),
            total: new.total.or(before.total),
            cost: new.cost.or(before.cost),
            discount: new.discount.or(before.discount),
            payment: text(new.payment, &before.payment),
            next_service: NextService {
                day: new.next_service.day.or(before.next_service.day),
                odometer: new.next_service.odometer.or(before.next_service.odometer),
            },
        };
        if merged == *before {
            return Ok(Written::Unchanged);
        }
        if merged.doc_no.is_empty() && other_work(before, &merged) {
            self.unsure("", Reason::VisitReplaced);
        }
        self.load.update_visit(current.id, &merged)?;
        Ok(Written::Updated)
    }

    /// A planned visit as the book's facts. Without a customer it is the vehicle's owner's.
    fn visit_facts(&self, planned: &PlannedVisit) -> StoreResult<VisitFacts> {
        let vehicle = match planned.vehicle {
            Some(key) => Some(self.vehicle_id(key).ok_or_else(|| dangling("vehicle"))?),
            None => None,
        };
        let customer = match (planned.customer, vehicle) {
            (Some(key), _) => Some(self.customer_id(key).ok_or_else(|| dangling("customer"))?),
            (None, Some(vehicle)) => self.load.owner_of(vehicle)?,
            (None, None) => None,
        };
        let money = |minor: Option<i64>| minor.map(Money);
        Ok(VisitFacts {
            customer,
            vehicle,
            status: match planned.status {
                PlannedStatus::Open => VisitStatus::Open,
                PlannedStatus::Done => VisitStatus::Done,
                PlannedStatus::Cancelled => VisitStatus::Cancelled,
            },
            doc_no: planned.doc_no.clone(),
            odometer: planned.odometer,
            oil: planned.oil.clone(),
            mechanics: planned.mechanics.clone(),
            lines: planned
                .lines
                .iter()
                .map(|line| VisitLine {
                    text: line.text.clone(),
                    quantity: line.quantity,
                    amount: money(line.amount),
                    cost: money(line.cost),
                })
                .collect(),
            complaint: planned.complaint.clone(),
            note: planned.note.clone(),
            total: money(planned.total),
            discount: money(planned.discount),
            payment: planned.payment.clone(),
            next_service: NextService {
                day: planned.next_day,
                odometer: planned.next_odometer,
            },
            ..VisitFacts::on(planned.day)
        })
    }
}

fn or<T: Clone>(new: Vec<T>, old: &[T]) -> Vec<T> {
    if new.is_empty() { old.to_vec() } else { new }
}

/// The first eight bytes of a hash: there may be millions of visits.
fn short(identity: &Identity) -> u64 {
    u64::from_le_bytes(identity.first_chunk().copied().unwrap_or_default())
}

/// Whether no line of the one is a line of the other.
fn other_work(before: &VisitFacts, now: &VisitFacts) -> bool {
    let in_both = |line: &VisitLine| now.lines.iter().any(|other| other.text == line.text);
    !before.lines.is_empty() && !now.lines.is_empty() && !before.lines.iter().any(in_both)
}
