//! A receiver that keeps the plan in memory, with the look-up rules that `plan::Sink` documents.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use kenal::exchange::import::{Options, run};
use kenal::exchange::plan::{
    CustomerKey, Finding, Identity, Level, Origin, PlannedCustomer, PlannedPhone, PlannedVehicle,
    PlannedVisit, Report, Sink, SinkResult, VehicleKey, Written,
};
use kenal::exchange::read::refusal::Refused;

use crate::faults;

/// A row of the book.
#[derive(Debug, Clone)]
pub struct Kept<T> {
    /// What is known by now.
    pub record: T,
    /// Every file and line that had a part in it.
    pub lines: Vec<(usize, u64)>,
    fingerprints: HashSet<Identity>,
    /// The run that made it.
    run: u32,
}

impl<T> Kept<T> {
    fn new(record: T, origin: &Origin, run: u32) -> Self {
        let mut kept = Self {
            record,
            lines: Vec::new(),
            fingerprints: HashSet::new(),
            run,
        };
        kept.remember(origin);
        kept
    }

    fn remember(&mut self, origin: &Origin) {
        self.fingerprints.insert(origin.fingerprint);
        let lines = origin.lines.iter().map(|line| (origin.file, *line));
        self.lines.extend(lines);
    }
}

/// Ways to a row.
#[derive(Debug, Clone, Default)]
struct Known {
    customers: HashMap<Identity, usize>,
    vehicles: HashMap<Identity, usize>,
    visits: HashMap<Identity, usize>,
    people: HashMap<(String, String), usize>,
    members: HashMap<String, usize>,
    plates: HashMap<String, usize>,
}

impl Known {
    fn customer(&mut self, row: usize, new: &PlannedCustomer) {
        learn(&mut self.customers, row, &new.origin);
        for e164 in new.phones.iter().filter_map(|phone| phone.e164.clone()) {
            self.people
                .entry((e164, new.name_key.clone()))
                .or_insert(row);
        }
        if !new.member_no.is_empty() {
            self.members.entry(new.member_no.clone()).or_insert(row);
        }
    }

    fn vehicle(&mut self, row: usize, new: &PlannedVehicle) {
        learn(&mut self.vehicles, row, &new.origin);
        if !new.plate_key.is_empty() {
            self.plates.entry(new.plate_key.clone()).or_insert(row);
        }
    }

    /// By member number, else by a usable phone and the same name.
    fn person(&self, new: &PlannedCustomer) -> Option<usize> {
        let mut phones = new.phones.iter().filter_map(|phone| phone.e164.clone());
        self.members.get(&new.member_no).copied().or_else(|| {
            phones.find_map(|e164| self.people.get(&(e164, new.name_key.clone())).copied())
        })
    }
}

fn learn(known: &mut HashMap<Identity, usize>, row: usize, origin: &Origin) {
    for identity in &origin.identities {
        known.entry(*identity).or_insert(row);
    }
}

fn recall(known: &HashMap<Identity, usize>, origin: &Origin) -> Option<usize> {
    origin
        .identities
        .iter()
        .find_map(|id| known.get(id).copied())
}

/// The book in memory.
#[derive(Debug, Clone, Default)]
pub struct Book {
    /// Customers in the order of their coming.
    pub customers: Vec<Kept<PlannedCustomer>>,
    /// Vehicles in the order of their coming.
    pub vehicles: Vec<Kept<PlannedVehicle>>,
    /// Owner of each vehicle, as an index into `customers`.
    pub owners: Vec<Option<usize>>,
    /// Visits in the order of their coming.
    pub visits: Vec<Kept<PlannedVisit>>,
    /// Customer and vehicle of each visit.
    pub who: Vec<(Option<usize>, Option<usize>)>,
    /// What the last import noticed.
    pub findings: Vec<Finding>,
    /// What no import may do; see `faults.rs`.
    pub faults: Vec<String>,
    known: Known,
    customer_keys: HashMap<CustomerKey, usize>,
    vehicle_keys: HashMap<VehicleKey, usize>,
    run: u32,
}

impl Book {
    /// Brings files in; a refused or stopped import leaves the book as it was.
    pub fn import(&mut self, paths: &[PathBuf], options: &Options) -> Result<Report, Refused> {
        let before = self.clone();
        self.run += 1;
        self.customer_keys.clear();
        self.vehicle_keys.clear();
        self.findings.clear();
        let report = match run(paths, options, self, &mut ()) {
            Ok(report) => report,
            Err(refused) => {
                *self = before;
                return Err(refused);
            }
        };
        self.faults.extend(faults::of_report(&report, self));
        Ok(report)
    }

    /// The vehicle of a plate key, if the book has it.
    pub fn vehicle(&self, plate_key: &str) -> Option<usize> {
        self.known.plates.get(plate_key).copied()
    }

    /// The owner of the vehicle of a plate key, if both are known.
    pub fn owner(&self, plate_key: &str) -> Option<&PlannedCustomer> {
        let owner = self.owners[self.vehicle(plate_key)?]?;
        Some(&self.customers[owner].record)
    }

    /// Who came: named by the visit, else the owner of its vehicle.
    pub fn visitor(&self, visit: usize) -> Option<usize> {
        let (customer, vehicle) = self.who[visit];
        customer.or_else(|| self.owners[vehicle?])
    }

    /// Customers that a line had a part in, without the company that it named beside them.
    pub fn customers_of_line(&self, line: u64) -> Vec<&PlannedCustomer> {
        let has = |kept: &&Kept<PlannedCustomer>| {
            !kept.record.named_only && kept.lines.iter().any(|(_, l)| *l == line)
        };
        self.customers
            .iter()
            .filter(has)
            .map(|k| &k.record)
            .collect()
    }

    /// Vehicles that a line had a part in.
    pub fn vehicles_of_line(&self, line: u64) -> Vec<&PlannedVehicle> {
        let has = |kept: &&Kept<PlannedVehicle>| kept.lines.iter().any(|(_, l)| *l == line);
        self.vehicles
            .iter()
            .filter(has)
            .map(|k| &k.record)
            .collect()
    }

    /// Rows that this run made: customers, vehicles, visits.
    pub fn created(&self) -> (u64, u64, u64) {
        (
            count(&self.customers, self.run),
            count(&self.vehicles, self.run),
            count(&self.visits, self.run),
        )
    }

    /// Lines that carry a finding of a level, without those about the whole file.
    pub fn lines_at(&self, level: Level) -> HashSet<(usize, String, u64)> {
        let at = |f: &&Finding| f.level == level && f.line > 0;
        let place = |f: &Finding| (f.file, f.sheet.clone(), f.line);
        self.findings.iter().filter(at).map(place).collect()
    }

    /// Findings with the code of a reason.
    pub fn found(&self, code: &str) -> usize {
        let is_it = |f: &&Finding| f.reason.code() == code;
        self.findings.iter().filter(is_it).count()
    }

    /// The company of which a row tells the name alone.
    fn company(&mut self, new: &PlannedCustomer) -> Written {
        let named = |kept: &Kept<PlannedCustomer>| {
            kept.record.is_company && kept.record.name_key == new.name_key
        };
        let known = recall(&self.known.customers, &new.origin);
        let row = known.or_else(|| self.customers.iter().position(named));
        let (row, written) = if let Some(row) = row {
            (row, Written::Unchanged)
        } else {
            let kept = Kept::new(new.clone(), &new.origin, self.run);
            self.known.customer(self.customers.len(), new);
            self.customers.push(kept);
            (self.customers.len() - 1, Written::Created)
        };
        self.customer_keys.insert(new.key, row);
        written
    }

    /// The company that a customer of this import works for.
    pub fn company_of(&self, customer: &PlannedCustomer) -> Option<&PlannedCustomer> {
        let row = self.customer_keys.get(&customer.works_for?)?;
        Some(&self.customers[*row].record)
    }

    fn fault(&mut self, faults: Vec<String>) {
        self.faults.extend(faults);
    }
}

fn count<T>(rows: &[Kept<T>], run: u32) -> u64 {
    rows.iter().filter(|kept| kept.run == run).count() as u64
}

/// How a record meets the row that it belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Meeting {
    /// Everything it says was imported before.
    Known,
    /// The row's own line, edited: what it says counts.
    Edited,
    /// More facts: only gaps are filled.
    More,
}

fn meeting<T>(kept: &Kept<T>, origin: &Origin) -> Meeting {
    if kept.fingerprints.contains(&origin.fingerprint) {
        Meeting::Known
    } else {
        Meeting::Edited
    }
}

fn written(changed: bool) -> Written {
    if changed {
        Written::Updated
    } else {
        Written::Unchanged
    }
}

fn text(old: &mut String, new: &str, meeting: Meeting) -> bool {
    let stays = new.is_empty() || old == new || (meeting == Meeting::More && !old.is_empty());
    if !stays {
        new.clone_into(old);
    }
    !stays
}

fn value<T: Clone + PartialEq>(old: &mut Option<T>, new: &Option<T>, meeting: Meeting) -> bool {
    let stays = new.is_none() || old == new || (meeting == Meeting::More && old.is_some());
    if !stays {
        old.clone_from(new);
    }
    !stays
}

/// Merges fields of the same name, without stopping at the first change.
macro_rules! merge {
    ($old:expr, $new:expr, $meeting:expr, text: $($t:ident),*; value: $($v:ident),*) => {
        [$(text(&mut $old.$t, &$new.$t, $meeting),)* $(value(&mut $old.$v, &$new.$v, $meeting),)*]
            .contains(&true)
    };
}

fn merge_customer(old: &mut PlannedCustomer, new: &PlannedCustomer, meeting: Meeting) -> bool {
    let mut changed = merge!(old, new, meeting,
        text: name, company, email, address, city, member_no, note;
        value: birthday, points, spent, member_since);
    old.name_key = kenal::domain::name::name_key(&old.name);
    for phone in &new.phones {
        let same = |known: &PlannedPhone| match &phone.e164 {
            Some(e164) => known.e164.as_ref() == Some(e164),
            None => known == phone,
        };
        if !old.phones.iter().any(same) {
            old.phones.push(phone.clone());
            changed = true;
        }
    }
    changed
}

fn merge_vehicle(old: &mut PlannedVehicle, new: &PlannedVehicle, meeting: Meeting) -> bool {
    merge!(old, new, meeting,
        text: plate, plate_key, make, model, color, vin, engine_no, note;
        value: year, engine_cc)
}

fn merge_visit(old: &mut PlannedVisit, new: &PlannedVisit, meeting: Meeting) -> bool {
    let mut changed = merge!(old, new, meeting,
        text: doc_no, oil, complaint, note, payment;
        value: odometer, total, discount, next_day, next_odometer);
    if old.day != new.day || old.status != new.status {
        (old.day, old.status) = (new.day, new.status);
        changed = true;
    }
    if !new.mechanics.is_empty() && old.mechanics != new.mechanics {
        old.mechanics.clone_from(&new.mechanics);
        changed = true;
    }
    if !new.lines.is_empty() && old.lines != new.lines {
        old.lines.clone_from(&new.lines);
        changed = true;
    }
    changed
}

impl Sink for Book {
    fn customer(&mut self, new: &PlannedCustomer) -> SinkResult<Written> {
        self.fault(faults::of_customer(new));
        if let Some(key) = new.works_for
            && !self.customer_keys.contains_key(&key)
        {
            self.faults
                .push(format!("a customer before the company: {new:?}"));
        }
        if new.named_only {
            return Ok(self.company(new));
        }
        let met = if let Some(row) = self.customer_keys.get(&new.key) {
            Some((*row, Meeting::More))
        } else if let Some(row) = recall(&self.known.customers, &new.origin) {
            if self.customers[row].run == self.run {
                self.faults
                    .push(format!("two customers with one identity: {new:?}"));
            }
            Some((row, meeting(&self.customers[row], &new.origin)))
        } else {
            self.known.person(new).map(|row| (row, Meeting::More))
        };
        let Some((row, meeting)) = met else {
            let kept = Kept::new(new.clone(), &new.origin, self.run);
            self.customer_keys.insert(new.key, self.customers.len());
            self.known.customer(self.customers.len(), new);
            self.customers.push(kept);
            return Ok(Written::Created);
        };
        self.customer_keys.insert(new.key, row);
        self.known.customer(row, new);
        let kept = &mut self.customers[row];
        kept.remember(&new.origin);
        Ok(written(
            meeting != Meeting::Known && merge_customer(&mut kept.record, new, meeting),
        ))
    }

    fn vehicle(&mut self, new: &PlannedVehicle) -> SinkResult<Written> {
        self.fault(faults::of_vehicle(new));
        let owner = new.owner.map(|key| self.customer_keys.get(&key).copied());
        if owner == Some(None) {
            self.faults
                .push(format!("a vehicle before its owner: {new:?}"));
        }
        let owner = owner.flatten();
        let met = if let Some(row) = self.vehicle_keys.get(&new.key) {
            Some((*row, Meeting::More))
        } else if let Some(row) = recall(&self.known.vehicles, &new.origin) {
            if self.vehicles[row].run == self.run {
                self.faults
                    .push(format!("two vehicles with one identity: {new:?}"));
            }
            Some((row, meeting(&self.vehicles[row], &new.origin)))
        } else if new.plate_key.is_empty() {
            None
        } else {
            Book::vehicle(self, &new.plate_key).map(|row| (row, Meeting::More))
        };
        let Some((row, meeting)) = met else {
            let kept = Kept::new(new.clone(), &new.origin, self.run);
            self.vehicle_keys.insert(new.key, self.vehicles.len());
            self.known.vehicle(self.vehicles.len(), new);
            self.vehicles.push(kept);
            self.owners.push(owner);
            return Ok(Written::Created);
        };
        self.vehicle_keys.insert(new.key, row);
        self.known.vehicle(row, new);
        let kept = &mut self.vehicles[row];
        kept.remember(&new.origin);
        let mut changed =
            meeting != Meeting::Known && merge_vehicle(&mut kept.record, new, meeting);
        let moves = owner.is_some() && self.owners[row] != owner;
        if moves && (self.owners[row].is_none() || meeting == Meeting::Edited) {
            self.owners[row] = owner;
            changed = true;
        }
        Ok(written(changed))
    }

    fn visit(&mut self, new: &PlannedVisit) -> SinkResult<Written> {
        self.fault(faults::of_visit(new));
        let customer = new
            .customer
            .map(|key| self.customer_keys.get(&key).copied());
        let vehicle = new.vehicle.map(|key| self.vehicle_keys.get(&key).copied());
        if customer == Some(None) || vehicle == Some(None) {
            self.faults
                .push(format!("a visit before its customer or vehicle: {new:?}"));
        }
        let Some(row) = recall(&self.known.visits, &new.origin) else {
            let kept = Kept::new(new.clone(), &new.origin, self.run);
            learn(&mut self.known.visits, self.visits.len(), &new.origin);
            self.visits.push(kept);
            self.who.push((customer.flatten(), vehicle.flatten()));
            return Ok(Written::Created);
        };
        if self.visits[row].run == self.run {
            self.faults
                .push(format!("two visits with one identity: {new:?}"));
        }
        let meeting = meeting(&self.visits[row], &new.origin);
        learn(&mut self.known.visits, row, &new.origin);
        let kept = &mut self.visits[row];
        kept.remember(&new.origin);
        Ok(written(
            meeting != Meeting::Known && merge_visit(&mut kept.record, new, meeting),
        ))
    }

    fn finding(&mut self, finding: &Finding) -> SinkResult<()> {
        self.fault(faults::of_finding(finding));
        self.findings.push(finding.clone());
        Ok(())
    }
}
