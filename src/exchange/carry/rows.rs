//! A row becomes facts, and facts become records.

use super::familiar::{Key, Whose};
use super::{Carrier, Plan, Reading, section};
use crate::exchange::convert::{Reader, Weight};
use crate::exchange::group::{Customers, Seen, paper_key, somebody};
use crate::exchange::plan::{
    CustomerKey, Level, PlannedCustomer, PlannedVehicle, PlannedVisit, Reason,
};
use crate::exchange::read::cell::{Cell, Record};
use crate::exchange::read::refusal::Refused;
use crate::exchange::recognise::{Content, Field};
use crate::exchange::rejected::reject_again;
use crate::exchange::survey::{GroupKeys, Of, Place};
use crate::exchange::table::RowKind;
use crate::exchange::tables::Table;
use crate::exchange::tell::{tell_row, tell_skipped, without_identity};
use crate::exchange::width::Fit;

impl Carrier<'_> {
    pub(super) fn row(
        &mut self,
        kind: RowKind,
        record: &Record,
        original: &[Cell],
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let fit = match kind {
            RowKind::Data(fit) => fit,
            RowKind::Foreign => return self.reject_foreign(record),
            RowKind::Rejected => {
                return reject_again(self.table, record, self.report, self.sink);
            }
            RowKind::Totals | RowKind::Footer if self.shop.strict => {
                return self.reject_totals(record);
            }
            _ => {
                self.report.skipped += 1;
                section(kind, record, &mut reading.keys, self.shop, self.table);
                let reason = match kind {
                    RowKind::HeaderAgain => Reason::RepeatedHeaderSkipped,
                    RowKind::Totals => Reason::TotalsRow,
                    RowKind::Footer => Reason::FooterRow,
                    _ => return Ok(()),
                };
                return tell_skipped(
                    self.table,
                    record,
                    reason,
                    Level::Skipped,
                    self.report,
                    self.sink,
                );
            }
        };
        match fit {
            Fit::Exact => {}
            Fit::Short => reading
                .reader
                .remark_row(Reason::ShortRow, Weight::Note, None),
            Fit::Beside => reading
                .reader
                .remark_row(Reason::TooManyFields, Weight::Note, None),
            Fit::Wide => reading
                .reader
                .remark_row(Reason::TooManyFields, Weight::Unreadable, None),
        }
        self.data(record, original, reading)
    }

    /// A row of another list below the table is nobody's.
    fn reject_foreign(&mut self, record: &Record) -> Result<(), Refused> {
        self.report.rows += 1;
        self.report.rejected += 1;
        let (reason, level) = (Reason::AnotherTable, Level::Rejected);
        tell_skipped(self.table, record, reason, level, self.report, self.sink)
    }

    /// Under `--strict` a total is a row like any other, and one without an identity.
    pub(super) fn reject_totals(&mut self, record: &Record) -> Result<(), Refused> {
        self.report.rows += 1;
        self.report.rejected += 1;
        let name = self.table.layout.columns.first(Field::CustomerName);
        let named = name.is_some_and(|column| !record.cell(column).is_blank());
        let reason = if named {
            Reason::TotalsRow
        } else {
            Reason::EmptyIdentity
        };
        tell_skipped(
            self.table,
            record,
            reason,
            Level::Rejected,
            self.report,
            self.sink,
        )
    }

    pub(super) fn data(
        &mut self,
        record: &Record,
        original: &[Cell],
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let content = self.table.layout.content;
        if content == Content::Points {
            return self.points_row(record, original, reading);
        }
        if content == Content::Rules {
            return self.rule_row(record, original, reading);
        }
        let gathers = content == Content::Visits && self.table.layout.wide.is_empty();
        let row = reading.row;
        reading.row += 1;
        let place = gathers.then(|| {
            reading
                .keys
                .place(record, &self.table.layout, self.shop, &self.table.survey)
        });
        let facts = self.facts(record, place, reading);
        let known = facts.continues.is_some() || facts.whose.is_some();
        let empty = !(known || has_identity(&facts, self.table) || self.is_numbered(&facts));
        if empty {
            without_identity(&mut reading.reader);
        }
        let again = self.repeats_strictly(&facts);
        if let Some(seen) = again {
            reading.reader.remark_row(
                Reason::DuplicateInFile,
                Weight::Unreadable,
                Some(seen.line.into()),
            );
        }
        let rejected = empty || reading.reader.is_rejected();
        let gathered = !rejected && self.accept(record, facts, place, reading)?;
        let flagged = tell_row(
            &mut reading.reader,
            self.table,
            record,
            original,
            rejected,
            self.report,
            self.sink,
        )?;
        if let Some(open) = reading.open.last().filter(|_| gathered) {
            open.flagged = flagged;
        }
        match place {
            Some(place) if reading.groups.ends(place, row) => self.close(place.until, reading),
            _ => Ok(()),
        }
    }

    /// Whether a visit says whose it is by the shop's own number for the customer alone. Under
    /// `--strict` the number must be one that this call knows.
    pub(super) fn is_numbered(&self, facts: &Facts) -> bool {
        let number = &facts.customer.member_no;
        let known = !self.shop.strict || self.plan.customers.of_member(&facts.customer).is_some();
        self.table.layout.content.repeats_people() && !number.is_empty() && known
    }

    /// Under `--strict` a list of people holds nobody twice.
    pub(super) fn repeats_strictly(&self, facts: &Facts) -> Option<Seen> {
        let people = self.shop.strict && self.table.layout.content == Content::Customers;
        let seen = people
            .then(|| self.plan.customers.has_phone(&facts.customer))
            .flatten();
        seen.filter(|seen| seen.table == self.number)
    }

    pub(super) fn facts(
        &self,
        record: &Record,
        place: Option<Place>,
        reading: &mut Reading<'_>,
    ) -> Facts {
        let mut facts = Facts::default();
        if let Some(familiar) = &reading.familiar {
            facts.key = familiar.key(record);
            facts.whose = familiar.get(facts.key, self.plan);
        }
        if facts.whose.is_none() {
            self.somebody(record, &mut facts, &mut reading.reader);
        }
        facts.continues = self.continued(&facts, place, reading);
        let reader = &mut reading.reader;
        for group in &self.table.layout.wide {
            facts.visits.extend(reader.side_visit(record, group));
        }
        if let Some(place) = place {
            let mut visit = reader.part(record, !reading.once);
            let filled = place.day.filter(|_| place.filled || place.of == Of::Above);
            let gathered = reading.open.day(place.until);
            if place.guessed {
                reader.remark_row(Reason::DateMissing, Weight::Doubt, None);
            }
            match reader.visit_day(record, filled.or(gathered)) {
                Some(day) => {
                    visit.day = day;
                    facts.visits.push(visit);
                }
                None => reader.remark_lost(&visit),
            }
        }
        facts
    }

    /// Whose visit the row continues: it names nobody, or nobody else than its document does.
    fn continued(
        &self,
        facts: &Facts,
        place: Option<Place>,
        reading: &mut Reading<'_>,
    ) -> Option<Continued> {
        let place = place?;
        let open = reading.open.continued(place)?;
        let owner = open.visit.customer;
        let name = &facts.customer.name_key;
        let of_owner = |customers: &Customers| match facts.whose {
            Some(whose) => whose.customer.is_none() || whose.customer == owner,
            None => name.is_empty() || owner.is_some_and(|key| customers.bears(key, name)),
        };
        let goes_on = place.of != Of::Document || of_owner(&self.plan.customers);
        goes_on.then(|| Continued {
            who: open.who.clone(),
            owner: owner.filter(|_| place.of == Of::Document),
        })
    }

    /// Reads the customer and the vehicle of a row.
    fn somebody(&self, record: &Record, facts: &mut Facts, reader: &mut Reader<'_>) {
        let before = reader.remarks.len();
        facts.customer = reader.customer(record);
        facts.vehicle = reader.vehicle(record, &facts.customer.name);
        facts.plain = reader.remarks.len() == before;
        let person = self
            .table
            .layout
            .columns
            .person_no
            .map(|column| record.cell(column).text().into_owned());
        let person = person.map(|text| {
            text.chars()
                .filter(char::is_ascii_alphanumeric)
                .collect::<String>()
        });
        facts.person = person
            .filter(|number| number.len() >= 8)
            .map(|number| paper_key(&number));
    }

    /// Whose a row is that says something new; told to the receiver.
    fn meet(
        &mut self,
        record: &Record,
        facts: &mut Facts,
        reading: &mut Reading<'_>,
    ) -> Result<Whose, Refused> {
        let before = reading.reader.remarks.len();
        let customer = self.customer(record, facts, reading)?;
        let vehicle = self.vehicle(record, facts, customer, reading)?;
        let whose = Whose {
            customer: customer.map(|(key, _)| key),
            vehicle,
        };
        // Which company a row means may change while companies arrive; what continues the row
        // above tells of nobody itself.
        let plain = facts.plain
            && facts.customer.company.is_empty()
            && has_identity(facts, self.table)
            && self.leads_to(facts, whose.customer)
            && reading.reader.remarks.len() == before;
        if let Some(familiar) = reading.familiar.as_mut().filter(|_| plain) {
            familiar.keep(facts.key, whose, self.plan);
        }
        Ok(whose)
    }

    /// Whether the numbers of a row belong to its customer, now and so for ever. One that belongs
    /// to nobody yet may become somebody's.
    fn leads_to(&self, facts: &Facts, customer: Option<CustomerKey>) -> bool {
        let known = &self.plan.customers;
        let number = &facts.customer.member_no;
        let ours = |key: Option<CustomerKey>| key.is_some() && key == customer;
        (number.is_empty() || ours(known.of_member(&facts.customer)))
            && facts
                .person
                .is_none_or(|number| ours(known.of_person(number)))
    }

    /// Hands over what a row tells. True when it belongs to a visit that is still gathered.
    pub(super) fn accept(
        &mut self,
        record: &Record,
        mut facts: Facts,
        place: Option<Place>,
        reading: &mut Reading<'_>,
    ) -> Result<bool, Refused> {
        let whose = match facts.whose {
            Some(whose) => whose,
            None => self.meet(record, &mut facts, reading)?,
        };
        let (customer, vehicle) = (whose.customer, whose.vehicle);
        let changed = customer.is_some_and(|key| self.plan.customers.fates.is_changed(key.0))
            || vehicle.is_some_and(|key| self.plan.vehicles.fates.is_changed(key.0));
        let who = facts.who(self.plan, customer, &reading.keys);
        let owner = customer.or_else(|| self.plan.vehicles.owner(vehicle?));
        let mut visits = std::mem::take(&mut facts.visits);
        for visit in &mut visits {
            visit.customer = owner;
            visit.vehicle = vehicle;
            visit.origin = self.origin(record);
        }
        let Some(place) = place else {
            self.side_visits(visits, &who, changed, reading)?;
            return Ok(false);
        };
        let Some(visit) = visits.pop() else {
            self.settle_row(changed);
            return Ok(false);
        };
        if let Some(owner) = owner
            && self.plan.customers.comes_again_by_name(owner, visit.day)
        {
            reading
                .reader
                .remark_row(Reason::NameAlone, Weight::Doubt, None);
        }
        let text = super::visits::row_text(record, self.table);
        self.join(visit, who, place, text, changed, reading);
        Ok(true)
    }
}

/// What a row tells, before it is known whose it is.
#[derive(Default)]
pub(super) struct Facts {
    /// What it says of its customer and vehicle, as a key.
    key: Key,
    /// Whose it is, if an earlier row said the same; customer and vehicle were not read then.
    whose: Option<Whose>,
    /// Whether there was nothing to remark on customer and vehicle.
    plain: bool,
    pub(super) customer: PlannedCustomer,
    pub(super) vehicle: Option<PlannedVehicle>,
    pub(super) visits: Vec<PlannedVisit>,
    /// Hash of the number of an identity paper, to join tables.
    pub(super) person: Option<u64>,
    /// The visit that it continues.
    pub(super) continues: Option<Continued>,
}

/// A visit that a row continues.
pub(super) struct Continued {
    /// By what the visit is known.
    who: String,
    /// Whose document it is.
    pub(super) owner: Option<CustomerKey>,
}

impl Facts {
    /// Of a row that tells of a customer and nothing else.
    pub(super) fn of(customer: PlannedCustomer) -> Self {
        Self {
            customer,
            ..Self::default()
        }
    }

    /// By what a visit of this row is known again: the plate, else the customer with what tells the
    /// vehicle or the animal.
    fn who(&self, plan: &Plan, customer: Option<CustomerKey>, keys: &GroupKeys) -> String {
        let read = self.vehicle.as_ref().map(|vehicle| &vehicle.plate_key);
        match read.map_or(keys.plate(), String::as_str) {
            plate if !plate.is_empty() => plate.to_owned(),
            _ if self.continues.is_some() => {
                let continued = self.continues.as_ref();
                continued.map_or(String::new(), |visit| visit.who.clone())
            }
            _ => {
                let customer = customer.and_then(|key| plan.customers.identity(key));
                somebody(customer, keys.beside())
            }
        }
    }
}

pub(super) fn has_identity(facts: &Facts, table: &Table) -> bool {
    let customer = &facts.customer;
    let vehicle = facts.vehicle.as_ref();
    let plate = vehicle.is_some_and(|vehicle| !vehicle.plate_key.is_empty());
    let chassis = vehicle.is_some_and(|vehicle| !vehicle.vin.is_empty())
        && table.layout.content == Content::Vehicles;
    let numbered = !customer.member_no.is_empty() && table.layout.content.repeats_people();
    numbered || !customer.name.is_empty() || !customer.phones.is_empty() || plate || chassis
}
