//! Carrying a plan out: the records of an import go into a load of the book.
//!
//! A record that the book knows (by what identified it before, by member number, by phone and
//! name, by plate) takes what is new and keeps everything else; nothing is ever emptied.

mod answers;
mod company;
mod customer;
mod points;
mod redeemed;
mod referral;
mod remarks;
mod rules;
mod vehicle;
mod visit;
mod work;

use foldhash::{HashMap, HashMapExt as _};

use super::plan::{
    Doubt, Finding, Identity, LooseEnd, PlannedCustomer, PlannedPoints, PlannedRule,
    PlannedVehicle, PlannedVisit, Reason, Sink, SinkResult, Written,
};
use crate::domain::name::fold;
use crate::domain::{CustomerId, VehicleId, VisitId};
use crate::exchange::read::refusal::MAX_FIELD_CHARS;
use crate::store::{Kind, Load, StoreError, StoreResult};
use remarks::Remarks;

/// Receives a plan into a load.
pub struct Receiver<'a> {
    load: Load<'a>,
    /// Row numbers by the plan's customer keys, with whether this import made the row.
    customers: Vec<Option<(CustomerId, bool)>>,
    /// Row numbers by the plan's vehicle keys, likewise.
    vehicles: Vec<Option<(VehicleId, bool)>>,
    /// The first customer that this import made; who was in the book before has a smaller number.
    first_made: Option<CustomerId>,
    /// Visits that an import into an empty book brought, by short hashes of their identities.
    visits: HashMap<u64, VisitId>,
    remarks: Remarks,
    /// Who brought whom, as the rows say; found out when everybody is there.
    referrals: Vec<referral::Told>,
    /// Lines of ledgers that came, by what makes them the same.
    ledgers: points::Ledgers,
    /// Visits that points should have paid a part of.
    redeemed: Vec<redeemed::Redeemed>,
    /// What the last record left unsure.
    doubts: Vec<Doubt>,
}

impl<'a> Receiver<'a> {
    /// Receives into `load`; `files` are the names of the files in the order of the plan.
    pub fn new(load: Load<'a>, files: Vec<String>) -> Self {
        Self {
            load,
            customers: Vec::new(),
            vehicles: Vec::new(),
            first_made: None,
            visits: HashMap::new(),
            remarks: Remarks::new(files),
            referrals: Vec::new(),
            ledgers: points::Ledgers::default(),
            redeemed: Vec::new(),
            doubts: Vec::new(),
        }
    }

    /// Says what the remarks are about and gives the load back, to be committed or dropped.
    ///
    /// # Errors
    /// When the book cannot be written.
    pub fn finish(mut self) -> StoreResult<Load<'a>> {
        self.remarks.connect(&mut self.load)?;
        self.load.forget_standing_remarks()?;
        Ok(self.load)
    }

    fn unsure(&mut self, field: &'static str, reason: Reason) {
        self.doubts.push(Doubt { field, reason });
    }

    /// That a customer is known again by what identified the record.
    fn known_again(&mut self, planned: &PlannedCustomer, id: CustomerId) -> StoreResult<()> {
        let origin = &planned.origin;
        let (who, said) = (&origin.identities, &origin.fingerprint);
        self.load.remember(Kind::Customer, who, said, id.0)
    }

    fn customer_id(&self, key: super::plan::CustomerKey) -> Option<CustomerId> {
        let known = self.customers.get(key.0 as usize).copied().flatten();
        known.map(|(id, _)| id)
    }

    fn vehicle_id(&self, key: super::plan::VehicleKey) -> Option<VehicleId> {
        let known = self.vehicles.get(key.0 as usize).copied().flatten();
        known.map(|(id, _)| id)
    }
}

impl Sink for Receiver<'_> {
    fn customer(&mut self, customer: &PlannedCustomer) -> SinkResult<Written> {
        let written = self.take_customer(customer)?;
        Ok(self.take_answers(customer, written)?)
    }

    fn vehicle(&mut self, vehicle: &PlannedVehicle) -> SinkResult<Written> {
        Ok(self.take_vehicle(vehicle)?)
    }

    fn visit(&mut self, visit: &PlannedVisit) -> SinkResult<Written> {
        Ok(self.take_visit(visit)?)
    }

    fn knows_points(&mut self, line: &PlannedPoints) -> SinkResult<bool> {
        Ok(self.knows_line(line)?)
    }

    fn points(&mut self, line: &PlannedPoints) -> SinkResult<()> {
        Ok(self.take_line(line)?)
    }

    fn rule(&mut self, rule: &PlannedRule) -> SinkResult<Written> {
        Ok(self.take_rule(rule)?)
    }

    fn doubts(&mut self) -> Vec<Doubt> {
        std::mem::take(&mut self.doubts)
    }

    fn loose_ends(&mut self) -> SinkResult<Vec<LooseEnd>> {
        let mut ends = self.find_referrers()?;
        ends.extend(self.ledgers.loose_ends());
        ends.extend(self.find_unpaid()?);
        Ok(ends)
    }

    fn knows(&mut self, finding: &Finding) -> SinkResult<bool> {
        Ok(self.remarks.knows(&self.load, finding)?)
    }

    fn finding(&mut self, finding: &Finding) -> SinkResult<()> {
        Ok(self.remarks.take(&self.load, finding)?)
    }
}

/// The row that these identities belong to, and whether it said the same then.
fn known(
    load: &Load<'_>,
    kind: Kind,
    identities: &[Identity],
    fingerprint: &Identity,
) -> StoreResult<Option<(i64, bool)>> {
    if load.fresh() {
        return Ok(None);
    }
    let known = load.known(kind, identities)?;
    Ok(known.map(|known| (known.row, known.content == *fingerprint)))
}

/// Puts `value` at `key`, growing the list.
fn remember<T: Clone>(list: &mut Vec<Option<T>>, key: u32, value: T) {
    let at = key as usize;
    if list.len() <= at {
        list.resize(at + 1, None);
    }
    if let Some(place) = list.get_mut(at) {
        *place = Some(value);
    }
}

/// A reference to a record that never came: a mistake of the plan's maker.
fn dangling(what: &str) -> StoreError {
    StoreError::Internal(format!("the plan refers to a {what} that it does not hold"))
}

/// Fills an empty text; says whether it did.
fn fill(field: &mut String, value: &str) -> bool {
    let fills = field.is_empty() && !value.is_empty();
    if fills {
        value.clone_into(field);
    }
    fills
}

/// Takes a text that says something else; says whether it did.
fn take(field: &mut String, value: &str) -> bool {
    let takes = !value.is_empty() && field != value;
    if takes {
        value.clone_into(field);
    }
    takes
}

/// Adds the lines that are not there yet, as far as a note may go; says whether there were any.
fn add_lines(field: &mut String, lines: &str) -> bool {
    let mut added = false;
    for line in lines.lines().filter(|line| !line.is_empty()) {
        let full = field.chars().count() + line.chars().count() >= MAX_FIELD_CHARS;
        if full || field.lines().any(|known| known == line) {
            continue;
        }
        if !field.is_empty() {
            field.push('\n');
        }
        field.push_str(line);
        added = true;
    }
    added
}

/// Takes a note with a line that is not there yet; says whether it did. What other rows added
/// to it is no reason to write it anew.
fn take_lines(field: &mut String, lines: &str) -> bool {
    let known = |line: &str| field.lines().any(|known| known == line);
    !lines.lines().all(known) && take(field, lines)
}

/// Whether a text says something that another does not hold; case and signs do not count.
fn differs(known: &str, text: &str) -> bool {
    let bare = |text: &str| -> String {
        let folded = fold(text);
        folded.chars().filter(|c| c.is_alphanumeric()).collect()
    };
    !known.is_empty() && !bare(known).contains(&bare(text))
}

/// Fills a missing value; says whether it did.
fn fill_some<T: PartialEq + Clone>(field: &mut Option<T>, value: Option<&T>) -> bool {
    let fills = field.is_none() && value.is_some();
    if fills {
        *field = value.cloned();
    }
    fills
}

/// Takes a value that says something else; says whether it did.
fn take_some<T: PartialEq + Clone>(field: &mut Option<T>, value: Option<&T>) -> bool {
    let takes = value.is_some() && field.as_ref() != value;
    if takes {
        *field = value.cloned();
    }
    takes
}
