//! A visit of a plan goes into the book.

use super::redeemed::Redeemed;
use super::work::{Work, corrects, is_other_work, settle_summary};
use super::{Receiver, dangling};
use crate::domain::{
    CustomerId, Money, NextService, VehicleId, Visit, VisitFacts, VisitId, VisitLine, VisitStatus,
};
use crate::exchange::group::{of_customer_here, one_more, visit_there};
use crate::exchange::plan::{Identity, PlannedStatus, PlannedVisit, Reason, Written};
use crate::store::{Kind, StoreResult};

/// What the book knows of a planned visit.
enum Met {
    /// All of it: nothing is to be done.
    All(VisitId),
    /// This visit, of which the file says something else now; and whether it is the file that it
    /// came from, edited.
    Otherwise(Box<Visit>, bool),
    /// Nothing.
    Nothing,
}

/// A visit that the book knows by an identity.
struct Known {
    row: i64,
    /// Whether it said the same then.
    same: bool,
    /// Whether it came from an earlier file of the same name.
    edited: bool,
}

impl Receiver<'_> {
    pub(super) fn take_visit(&mut self, planned: &PlannedVisit) -> StoreResult<Written> {
        let origin = &planned.origin;
        let new = self.visit_facts(planned)?;
        let (met, identities) = self.meet(planned, &new)?;
        let (id, written) = match met {
            Met::All(id) => (id, Written::Unchanged),
            Met::Otherwise(mut current, edited) => {
                let mut new = new.clone();
                if !planned.no.is_empty() {
                    settle_summary(&mut current.facts.lines, &mut new.lines);
                }
                let written = self.update_visit(&current, new, edited)?;
                (current.id, written)
            }
            Met::Nothing => (self.load.visit(&new)?, Written::Created),
        };
        if written == Written::Created && !planned.no.is_empty() {
            let there = visit_there(&planned.no, planned.day);
            self.load.numbered_visit(id, there)?;
        }
        if planned.redeemed.is_some() && written != Written::Unchanged {
            self.redeemed.push(Redeemed::of(id, planned));
        }
        if written != Written::Unchanged {
            self.load
                .remember(Kind::Visit, &identities, &origin.fingerprint, id.0)?;
            if let Some(identity) = identities.first().filter(|_| self.load.fresh()) {
                // An empty book cannot be asked later.
                self.visits.insert(short(identity), id);
            }
        }
        self.remarks.visit(origin, id, new.customer, new.vehicle);
        Ok(written)
    }

    /// Finds a planned visit in the book, and by which identities it is known from now on. Where a
    /// day has other work already, that stays, and this is one more visit.
    fn meet(
        &mut self,
        planned: &PlannedVisit,
        new: &VisitFacts,
    ) -> StoreResult<(Met, Vec<Identity>)> {
        let numbered = !planned.no.is_empty();
        let first = Self::ways(planned, new);
        let mut known = Vec::new();
        let (mut next, mut times) = (first.clone(), 0);
        while let Some(one) = self.known_visit(&next, planned)? {
            let (customer, vehicle) = self.load.whose_visit(VisitId(one.row))?;
            // Another book may have a visit of that number and day.
            let theirs = !numbered || is_whose((customer, vehicle), new);
            // An import that was taken back may have left it without its customer.
            let lonely = customer.is_none() && new.customer.is_some();
            if one.same && theirs && !lonely {
                return Ok((Met::All(VisitId(one.row)), Vec::new()));
            }
            known.extend(theirs.then_some((one, next)));
            times += 1;
            next = first.iter().map(|way| one_more(*way, times)).collect();
        }
        if known.is_empty()
            && let Some(current) = self.own_visit(planned, new)?
        {
            return Ok((Met::Otherwise(Box::new(current), false), next));
        }
        let others = !known.is_empty();
        for (one, ways) in known {
            let Some(current) = self.load.visit_now(VisitId(one.row))? else {
                return Ok((Met::Nothing, ways));
            };
            // The number that a visit had in its book is its own.
            if numbered || !is_apart(&current.facts, new, one.edited) {
                let otherwise = Met::Otherwise(Box::new(current), one.edited);
                return Ok((otherwise, ways));
            }
        }
        if others {
            self.unsure("", Reason::OtherWork);
        }
        Ok((Met::Nothing, next))
    }

    /// By what a planned visit is known: where nothing but the customer tells it from others, also by the
    /// customer's row, for this call may know another way to the same customer than an earlier one.
    fn ways(planned: &PlannedVisit, new: &VisitFacts) -> Vec<Identity> {
        let first = planned.origin.identities.first().copied();
        let here = planned.of_somebody.zip(new.customer);
        let here = here.map(|(rest, customer)| of_customer_here(rest, customer.0));
        first.into_iter().chain(here).collect()
    }

    /// The visit that went out of this very book: it has that number, and is theirs and of that day.
    fn own_visit(
        &mut self,
        planned: &PlannedVisit,
        new: &VisitFacts,
    ) -> StoreResult<Option<Visit>> {
        let Ok(id) = planned.no.parse().map(VisitId) else {
            return Ok(None);
        };
        let elsewhere = !planned.book.is_empty() && planned.book != self.load.mark()?;
        if elsewhere || self.load.fresh() || !self.load.had_visit(id)? {
            return Ok(None);
        }
        let same = |visit: &Visit| {
            let now = &visit.facts;
            let numbers = [&now.doc_no, &new.doc_no];
            let numbered = numbers.iter().all(|number| !number.is_empty());
            (now.customer, now.vehicle, now.day) == (new.customer, new.vehicle, new.day)
                && (!numbered || now.doc_no == new.doc_no)
        };
        Ok(self.load.visit_now(id)?.filter(same))
    }

    fn known_visit(
        &mut self,
        ways: &[Identity],
        planned: &PlannedVisit,
    ) -> StoreResult<Option<Known>> {
        if !self.load.fresh() {
            let Some(known) = self.load.known(Kind::Visit, ways)? else {
                return Ok(None);
            };
            let same = known.content == planned.origin.fingerprint;
            let file = self.remarks.file(planned.origin.file);
            return Ok(Some(Known {
                row: known.row,
                same,
                edited: !same && self.load.had_file(known.batch, file)?,
            }));
        }
        let first = ways.first().map(short);
        let Some(id) = first.and_then(|first| self.visits.get(&first)).copied() else {
            return Ok(None);
        };
        // It may wait to be written.
        self.load.write_waiting()?;
        Ok(Some(Known {
            row: id.0,
            same: false,
            edited: false,
        }))
    }

    /// A visit that the book knew takes what the record says now; the others stay.
    fn update_visit(
        &mut self,
        current: &Visit,
        new: VisitFacts,
        edited: bool,
    ) -> StoreResult<Written> {
        let before = &current.facts;
        let text = |new: String, old: &str| if new.is_empty() { old.to_owned() } else { new };
        let work = Work::of(before, &new, edited);
        let mut merged = VisitFacts {
            customer: before.customer.or(new.customer),
            vehicle: before.vehicle.or(new.vehicle),
            day: new.day,
            status: new.status,
            doc_no: text(new.doc_no, &before.doc_no),
            odometer: new.odometer.or(before.odometer),
            oil: text(new.oil, &before.oil),
            mechanics: or(new.mechanics, &before.mechanics),
            lines: work.lines,
            complaint: text(new.complaint, &before.complaint),
            note: text(new.note, &before.note),
            total: work.total,
            cost: new.cost.or(before.cost),
            discount: new.discount.or(before.discount),
            redeemed: new.redeemed.or(before.redeemed),
            payment: text(new.payment, &before.payment),
            next_service: NextService {
                day: new.next_service.day.or(before.next_service.day),
                odometer: new.next_service.odometer.or(before.next_service.odometer),
            },
        };
        merged.settle_cost(Some(before));
        if merged == *before {
            return Ok(Written::Unchanged);
        }
        if let Some(reason) = work.doubt {
            self.unsure("", reason);
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
            cost: money(planned.cost),
            discount: money(planned.discount),
            redeemed: planned.redeemed,
            payment: planned.payment.clone(),
            next_service: NextService {
                day: planned.next_day,
                odometer: planned.next_odometer,
            },
            ..VisitFacts::on(planned.day)
        })
    }
}

/// Whether a visit that the book knows is theirs: of the customer or of the vehicle, or nobody's by now.
fn is_whose(
    (customer, vehicle): (Option<CustomerId>, Option<VehicleId>),
    new: &VisitFacts,
) -> bool {
    let nobodys = customer.is_none() && vehicle.is_none();
    nobodys
        || (customer.is_some() && customer == new.customer)
        || (vehicle.is_some() && vehicle == new.vehicle)
}

fn or<T: Clone>(new: Vec<T>, old: &[T]) -> Vec<T> {
    if new.is_empty() { old.to_vec() } else { new }
}

/// The first eight bytes of a hash: there may be millions of visits.
fn short(identity: &Identity) -> u64 {
    u64::from_le_bytes(identity.first_chunk().copied().unwrap_or_default())
}

/// Whether a planned visit is none of those that are known by its identity. A receipt of another
/// day is another one: some count anew each month.
fn is_apart(current: &VisitFacts, new: &VisitFacts, edited: bool) -> bool {
    if !new.doc_no.is_empty() {
        return new.day != current.day;
    }
    is_other_work(current, new) && !(edited && corrects(current, new))
}
