//! Customers and vehicles of a row.

use super::rows::Facts;
use super::{Carrier, Reading};
use crate::domain::name::name_key;
use crate::exchange::convert::{CompanyText, Weight, company_text};
use crate::exchange::group::{Known, Seen, Way, firm_identity};
use crate::exchange::plan::{
    CustomerKey, Doubt, Origin, PlannedCustomer, Reason, VehicleKey, Written,
};
use crate::exchange::read::cell::Record;
use crate::exchange::read::refusal::Refused;
use crate::exchange::recognise::{Content, Field};
use crate::exchange::tell::count;

impl Carrier<'_> {
    /// The customer of a row, handed over when there is news; with whether this row brought him.
    pub(super) fn customer(
        &mut self,
        record: &Record,
        facts: &mut Facts,
        reading: &mut Reading<'_>,
    ) -> Result<Option<(CustomerKey, bool)>, Refused> {
        let customer = &mut facts.customer;
        let plate = facts
            .vehicle
            .as_ref()
            .map_or("", |vehicle| vehicle.plate_key.as_str());
        let joined = facts
            .person
            .and_then(|person| self.plan.customers.of_person(person))
            .or_else(|| self.plan.customers.of_member(customer));
        let of_document = facts.continues.as_ref().and_then(|visit| visit.owner);
        plate.clone_into(&mut customer.plate_key);
        let nobody = customer.name.is_empty() && customer.phones.is_empty();
        // The book may know a number that this call does not.
        let numbered = plate.is_empty()
            && self.table.layout.content.repeats_people()
            && !customer.member_no.is_empty();
        if nobody && (joined.or(of_document).is_some() || !numbered) {
            return Ok(joined.or(of_document).map(|key| (key, false)));
        }
        self.company(record, customer, reading)?;
        let usable = customer.phones.iter().any(|phone| phone.e164.is_some());
        let owner = self.plan.vehicles.owner_of_plate(plate);
        let nameless = customer.name.is_empty() && of_document.is_some();
        if (!usable || nameless)
            && let Some(owner) = joined.or(of_document).or(owner)
            && (self.plan.customers.bears(owner, &customer.name_key) || customer.name.is_empty())
        {
            self.plan.customers.same(customer, owner);
            self.tell_customer(record, customer, reading)?;
            return Ok(Some((owner, false)));
        }
        let beside = match &facts.vehicle {
            Some(vehicle) if plate.is_empty() => {
                format!("{} {}", vehicle.make, vehicle.model).to_lowercase()
            }
            _ => plate.to_owned(),
        };
        let content = self.table.layout.content;
        let each_row =
            content == Content::Customers || (content == Content::Vehicles && plate.is_empty());
        let beside = if content == Content::Customers {
            String::new()
        } else {
            beside
        };
        let seen = self.seen(record);
        let known = self
            .plan
            .customers
            .place(customer, &beside, facts.person, each_row, seen);
        self.remark_customer(known, reading);
        let written = self.tell_customer(record, customer, reading)?;
        if nobody && written == Some(Written::Created) {
            reading
                .reader
                .remark_row(Reason::EmptyIdentity, Weight::Doubt, None);
        }
        Ok(Some((known.key, known.way == Way::New)))
    }

    /// Hands a customer over when there is news.
    fn tell_customer(
        &mut self,
        record: &Record,
        customer: &mut PlannedCustomer,
        reading: &mut Reading<'_>,
    ) -> Result<Option<Written>, Refused> {
        let here = self.origin(record);
        customer.origin.file = here.file;
        customer.origin.sheet = here.sheet;
        customer.origin.lines = here.lines;
        if !self.plan.customers.is_news(customer) {
            return Ok(None);
        }
        let written = self.sink.customer(customer)?;
        self.doubts(record, reading);
        let news = self.plan.customers.fates.remember(customer.key.0, written);
        count(self.report, written, news, |report| {
            &mut report.created.customers
        });
        Ok(Some(written))
    }

    /// The company of a contact person comes before him.
    fn company(
        &mut self,
        record: &Record,
        customer: &mut PlannedCustomer,
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let Some(column) = self.table.layout.columns.first(Field::Company) else {
            return Ok(());
        };
        let mut doubt = |reason| {
            let cell = record.cell(column);
            reading.reader.remark(column, cell, reason, Weight::Doubt);
        };
        match company_text(&customer.company) {
            CompanyText::Nothing => return Ok(()),
            CompanyText::Unclear => {
                doubt(Reason::CompanyUnclear);
                return Ok(());
            }
            CompanyText::Name => {}
        }
        let name_key = name_key(&customer.company);
        let met = self.plan.customers.firm(&name_key, self.seen(record));
        customer.works_for = Some(met.key);
        if let Some(reason) = met.doubt {
            doubt(reason);
        }
        if met.is_new {
            let identity = firm_identity(&name_key);
            let written = self.sink.customer(&PlannedCustomer {
                key: met.key,
                origin: Origin {
                    identities: vec![identity],
                    fingerprint: identity,
                    ..self.origin(record)
                },
                name: customer.company.clone(),
                name_key,
                is_company: true,
                named_only: true,
                ..PlannedCustomer::default()
            })?;
            self.doubts(record, reading);
            let news = self.plan.customers.fates.remember(met.key.0, written);
            count(self.report, written, news, |report| {
                &mut report.created.customers
            });
        }
        Ok(())
    }

    /// What the receiver was unsure of, at the cell that it is about.
    fn doubts(&mut self, record: &Record, reading: &mut Reading<'_>) {
        for Doubt { field, reason } in self.sink.doubts() {
            let column = Field::of_name(field);
            match column.and_then(|field| self.table.layout.columns.first(field)) {
                Some(column) => {
                    let cell = record.cell(column);
                    reading.reader.remark(column, cell, reason, Weight::Doubt);
                }
                None => reading.reader.remark_row(reason, Weight::Doubt, None),
            }
        }
    }

    pub(super) fn remark_customer(&mut self, known: Known, reading: &mut Reading<'_>) {
        let here = |seen: &Seen| seen.table == self.number;
        let people = self.table.layout.content == Content::Customers;
        match known.way {
            Way::Again(seen) if people && here(&seen) => {
                reading.reader.remark_row(
                    Reason::DuplicateInFile,
                    Weight::Doubt,
                    Some(seen.line.into()),
                );
            }
            _ => {}
        }
        if known.namesake {
            reading
                .reader
                .remark_row(Reason::CompanyNamesake, Weight::Doubt, None);
        }
        if let Some(seen) = known.twin {
            let line = Some(seen.line.into()).filter(|_| here(&seen));
            reading
                .reader
                .remark_row(Reason::TwoCustomers, Weight::Doubt, line);
        }
        if let Some(seen) = known.shared {
            let line = Some(seen.line.into()).filter(|_| here(&seen));
            reading
                .reader
                .remark_row(Reason::PhoneShared, Weight::Doubt, line);
        }
    }

    pub(super) fn vehicle(
        &mut self,
        record: &Record,
        facts: &mut Facts,
        customer: Option<(CustomerKey, bool)>,
        reading: &mut Reading<'_>,
    ) -> Result<Option<VehicleKey>, Refused> {
        let origin = self.origin(record);
        let seen = self.seen(record);
        let Some(vehicle) = &mut facts.vehicle else {
            return Ok(None);
        };
        let owner = customer.and_then(|(key, _)| Some((key, self.plan.customers.identity(key)?)));
        let known = self.plan.vehicles.place(vehicle, owner, seen);
        vehicle.origin.file = origin.file;
        vehicle.origin.sheet = origin.sheet;
        vehicle.origin.lines = origin.lines;
        let vehicles = self.table.layout.content == Content::Vehicles;
        if let Some(before) = known.before {
            let line = Some(u64::from(before.line)).filter(|_| before.table == self.number);
            let other = match (known.owner, customer) {
                (Some(owner), Some((key, _))) => owner != key,
                _ => false,
            };
            let is_new = customer.is_some_and(|(_, is_new)| is_new);
            if other && (vehicles || is_new) {
                reading
                    .reader
                    .remark_row(Reason::PlateOtherOwner, Weight::Doubt, line);
            } else if vehicles && line.is_some() {
                reading
                    .reader
                    .remark_row(Reason::DuplicateInFile, Weight::Doubt, line);
            }
        }
        if self.plan.vehicles.is_news(vehicle) {
            let written = self.sink.vehicle(vehicle)?;
            self.doubts(record, reading);
            let news = self.plan.vehicles.fates.remember(known.key.0, written);
            count(self.report, written, news, |report| {
                &mut report.created.vehicles
            });
        }
        Ok(Some(known.key))
    }
}
