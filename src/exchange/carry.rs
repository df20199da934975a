//! The second reading: rows become records and are handed over, references first.

use super::convert::{Found, Reader, Shop, Weight, day_of};
use super::group::{Customers, Open, OpenVisits, Seen, Vehicles, Way};
use super::plan::{
    CustomerKey, FileReport, Level, Origin, PlannedCustomer, PlannedVehicle, PlannedVisit, Reason,
    Sink, VehicleKey, Written,
};
use super::read::Source;
use super::read::cell::{Cell, Record};
use super::read::encoding::Encoding;
use super::read::refusal::{ReadError, Refused};
use super::recognise::{Content, Field};
use super::rows::lone_day;
use super::survey::{GroupKeys, Groups, Place};
use super::table::{RowKind, Walk, hash_of};
use super::tables::{Meter, Opened, TICK, Table};
use super::tell::{count, tell, tell_row, tell_skipped, without_identity};
use super::width::Fit;

/// What the plan knows so far, across all tables of the call.
#[derive(Default)]
pub(crate) struct Plan {
    customers: Customers,
    vehicles: Vehicles,
}

/// Hands over one table.
pub(crate) struct Carrier<'a> {
    pub(crate) number: u32,
    pub(crate) table: &'a Table,
    pub(crate) file: &'a Opened,
    pub(crate) shop: Shop,
    pub(crate) plan: &'a mut Plan,
    pub(crate) report: &'a mut FileReport,
    pub(crate) sink: &'a mut dyn Sink,
}

/// The state of one reading.
struct Reading<'a> {
    groups: Groups,
    keys: GroupKeys,
    open: OpenVisits,
    reader: Reader<'a>,
    row: u32,
    once: bool,
}

impl<'a> Carrier<'a> {
    /// Reads the table and hands over its records.
    pub(crate) fn carry(&mut self, meter: &mut Meter<'_>) -> Result<(), Refused> {
        let table = self.table;
        let gathers = table.layout.content == Content::Visits && table.layout.wide.is_empty();
        let mut groups = Groups::new(&table.layout);
        if gathers {
            self.gather(&mut groups, meter)?;
        }
        let total = table
            .layout
            .columns
            .totals
            .iter()
            .copied()
            .find(|&column| groups.is_constant(column));
        let mut reading = Reading {
            groups,
            keys: self.keys(),
            open: OpenVisits::default(),
            reader: Reader::new(self.shop, &table.layout, &table.survey),
            row: 0,
            once: total.is_some() || table.layout.columns.totals.is_empty(),
        };
        // A discount that differs from line to line belongs to the lines and is in their amounts.
        let discounts = &table.layout.columns.discounts;
        reading.reader.discount = discounts
            .iter()
            .copied()
            .find(|&column| reading.groups.is_constant(column));
        reading.reader.total = total.or_else(|| table.layout.columns.first(Field::Total));
        let mut walk = self.walk()?;
        let mut record = Record::default();
        let mut rows = 0;
        while let Some(kind) = walk.next(&mut record).map_err(|error| self.failed(error))? {
            rows += 1;
            self.report.skipped += walk.take_blanks();
            self.row(kind, &record, walk.original(&record), &mut reading)?;
            if rows % TICK == 0 {
                meter.tick(walk.done(rows))?;
            }
        }
        meter.finish(self.file.source.size(table.sheet));
        Ok(())
    }

    fn walk(&self) -> Result<Walk<'a>, Refused> {
        Walk::new(
            &self.file.source,
            self.table.sheet,
            &self.table.layout,
            self.shop,
        )
        .map_err(|error| self.failed(error))
    }

    fn failed(&self, error: ReadError) -> Refused {
        error.of(&self.file.path)
    }

    /// A reading of its own that finds out which rows are one visit.
    fn gather(&self, groups: &mut Groups, meter: &mut Meter<'_>) -> Result<(), Refused> {
        let mut walk = self.walk()?;
        let mut keys = self.keys();
        let mut record = Record::default();
        let (mut rows, mut row) = (0, 0);
        while let Some(kind) = walk.next(&mut record).map_err(|error| self.failed(error))? {
            rows += 1;
            if let RowKind::Data(_) = kind {
                let place = keys.place(&record, &self.table.layout, self.shop, &self.table.survey);
                groups.add(place.key, row, &record);
                row += 1;
            } else {
                section(kind, &record, &mut keys, self.shop, self.table);
            }
            if rows % TICK == 0 {
                meter.tick(walk.done(rows))?;
            }
        }
        groups.close();
        meter.finish(self.file.source.size(self.table.sheet));
        Ok(())
    }

    /// Keys that know the day above the header.
    fn keys(&self) -> GroupKeys {
        let mut keys = GroupKeys::default();
        if let Some(title) = &self.table.layout.title_day {
            section(RowKind::Section, title, &mut keys, self.shop, self.table);
        }
        keys
    }

    fn row(
        &mut self,
        kind: RowKind,
        record: &Record,
        original: &[Cell],
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let fit = match kind {
            RowKind::Data(fit) => fit,
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

    /// Under `--strict` a total is a row like any other, and one without an identity.
    fn reject_totals(&mut self, record: &Record) -> Result<(), Refused> {
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

    fn data(
        &mut self,
        record: &Record,
        original: &[Cell],
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let gathers =
            self.table.layout.content == Content::Visits && self.table.layout.wide.is_empty();
        let row = reading.row;
        reading.row += 1;
        let place = gathers.then(|| {
            reading
                .keys
                .place(record, &self.table.layout, self.shop, &self.table.survey)
        });
        let facts = self.facts(record, place, reading);
        let empty =
            !(facts.continues || has_identity(&facts, self.table) || self.is_numbered(&facts));
        if empty {
            without_identity(&mut reading.reader);
        }
        let again = self.repeats_strictly(&facts);
        if let Some(seen) = again {
            reading
                .reader
                .remark_row(Reason::DuplicateInFile, Weight::Unreadable, Some(seen.line));
        }
        let rejected = empty || reading.reader.is_rejected();
        if !rejected {
            self.accept(record, facts, place, reading)?;
        }
        tell_row(
            &mut reading.reader,
            self.table,
            record,
            original,
            rejected,
            self.report,
            self.sink,
        )?;
        match place {
            Some(place) if reading.groups.ends(place.key, row) => self.close(place.key, reading),
            _ => Ok(()),
        }
    }

    /// Whether a visit says whose it is by the shop's own number for the customer alone. Under
    /// `--strict` the number must be one that this call knows.
    fn is_numbered(&self, facts: &Facts) -> bool {
        let number = &facts.customer.member_no;
        let known = !self.shop.strict || self.plan.customers.of_member(number).is_some();
        self.table.layout.content == Content::Visits && !number.is_empty() && known
    }

    /// Under `--strict` a list of people holds nobody twice.
    fn repeats_strictly(&self, facts: &Facts) -> Option<Seen> {
        let people = self.shop.strict && self.table.layout.content == Content::Customers;
        let seen = people
            .then(|| self.plan.customers.has_phone(&facts.customer))
            .flatten();
        seen.filter(|seen| seen.table == self.number)
    }

    fn facts(&self, record: &Record, place: Option<Place>, reading: &mut Reading<'_>) -> Facts {
        let reader = &mut reading.reader;
        let customer = reader.customer(record);
        let vehicle = reader.vehicle(record, &customer.name);
        let mut visits = Vec::new();
        for group in &self.table.layout.wide {
            visits.extend(reader.side_visit(record, group));
        }
        // What would be continued may have been rejected.
        let goes_on = |place: Place| place.continues && reading.open.get(place.key).is_some();
        let continues = place.is_some_and(goes_on);
        if let Some(place) = place {
            let mut visit = reader.part(record, !reading.once);
            let filled = place.day.filter(|_| place.filled || place.continues);
            let gathered = reading.open.get(place.key).map(|open| open.visit.day);
            if place.guessed {
                reader.remark_row(Reason::DateMissing, Weight::Doubt, None);
            }
            if let Some(day) = reader.visit_day(record, filled.or(gathered)) {
                visit.day = day;
                visits.push(visit);
            }
        }
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
        let person = person
            .filter(|number| number.len() >= 8)
            .map(|number| hash_of(&number));
        Facts {
            customer,
            vehicle,
            visits,
            person,
            continues,
        }
    }

    /// Hands over what a row tells.
    fn accept(
        &mut self,
        record: &Record,
        mut facts: Facts,
        place: Option<Place>,
        reading: &mut Reading<'_>,
    ) -> Result<(), Refused> {
        let customer = self.customer(record, &mut facts, reading)?;
        let vehicle = self.vehicle(record, &mut facts, customer, reading)?;
        let changed = customer.is_some_and(|(key, _)| self.plan.customers.fates.is_changed(key.0))
            || vehicle.is_some_and(|key| self.plan.vehicles.fates.is_changed(key.0));
        let key = customer.map(|(key, _)| key);
        let who = facts.who(self.plan, key);
        let owner = key.or_else(|| facts.vehicle.as_ref().and_then(|vehicle| vehicle.owner));
        let mut visits = std::mem::take(&mut facts.visits);
        for visit in &mut visits {
            visit.customer = owner;
            visit.vehicle = vehicle;
            visit.origin = self.origin(record);
        }
        let Some(place) = place else {
            return self.side_visits(visits, &who, changed);
        };
        match visits.pop() {
            Some(visit) => {
                self.join(
                    visit,
                    who,
                    place,
                    row_text(record, self.table),
                    changed,
                    reading,
                );
            }
            None => self.settle_row(changed),
        }
        Ok(())
    }

    /// Visits that stand side by side are whole at once.
    fn side_visits(
        &mut self,
        visits: Vec<PlannedVisit>,
        who: &str,
        changed: bool,
    ) -> Result<(), Refused> {
        let mut changed = changed;
        let mut whole: Vec<Open> = Vec::new();
        for visit in visits {
            let same =
                |open: &&mut Open| open.visit.day == visit.day && open.visit.doc_no == visit.doc_no;
            match whole.iter_mut().find(same) {
                Some(open) => drop(open.join(visit, 0, true)),
                None => whole.push(Open::new(visit, who.to_owned(), 0)),
            }
        }
        for open in whole {
            changed |= self.visit(&open.whole(false, true))?;
        }
        self.settle_row(changed);
        Ok(())
    }

    /// Counts a row that waits for nothing more.
    fn settle_row(&mut self, changed: bool) {
        self.report.rows += 1;
        self.report.imported += u64::from(changed);
        self.report.unchanged += u64::from(!changed);
    }

    fn join(
        &mut self,
        visit: PlannedVisit,
        who: String,
        place: Place,
        text: u64,
        changed: bool,
        reading: &mut Reading<'_>,
    ) {
        let has_lines = self.table.layout.columns.first(Field::LineAmount).is_some()
            || self.table.layout.columns.first(Field::UnitPrice).is_some()
            || place.continues;
        let Some(open) = reading.open.get(place.key) else {
            let mut open = Open::new(visit, who, text);
            open.rows = 1;
            open.changed_rows = u64::from(changed);
            return reading.open.insert(place.key, open);
        };
        open.rows += 1;
        open.changed_rows += u64::from(changed);
        let joined = open.join(visit, text, has_lines);
        if joined.days_differ {
            reading
                .reader
                .remark_row(Reason::DatesDiffer, Weight::Doubt, None);
        }
        if joined.totals_differ && reading.once {
            reading
                .reader
                .remark_row(Reason::TotalsDiffer, Weight::Doubt, None);
        }
        if let Some(line) = joined.repeats {
            reading
                .reader
                .remark_row(Reason::DuplicateInFile, Weight::Doubt, Some(line));
        }
    }

    /// Hands over a visit of which every line was read.
    fn close(&mut self, key: u64, reading: &mut Reading<'_>) -> Result<(), Refused> {
        let Some(open) = reading.open.take(key) else {
            return Ok(());
        };
        let (rows, changed_rows) = (open.rows, open.changed_rows);
        let by_number = self.table.survey.documents_are_sure();
        let changed = self.visit(&open.whole(reading.once, by_number))?;
        self.report.rows += rows;
        self.report.imported += if changed { rows } else { changed_rows };
        self.report.unchanged += if changed { 0 } else { rows - changed_rows };
        Ok(())
    }

    fn visit(&mut self, visit: &PlannedVisit) -> Result<bool, Refused> {
        let written = self.sink.visit(visit)?;
        count(self.report, written, true, |report| {
            &mut report.created.visits
        });
        Ok(written > Written::Unchanged)
    }

    fn origin(&self, record: &Record) -> Origin {
        Origin {
            file: self.table.file,
            lines: vec![record.line],
            ..Origin::default()
        }
    }

    fn seen(&self, record: &Record) -> Seen {
        Seen {
            table: self.number,
            line: record.line,
        }
    }

    /// The customer of a row, handed over when there is news; with whether this row brought him.
    fn customer(
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
            .or_else(|| {
                self.plan
                    .customers
                    .of_member(&customer.member_no)
                    .filter(|_| !customer.member_no.is_empty())
            });
        let nobody = customer.name.is_empty() && customer.phones.is_empty();
        // The book may know a number that this call does not.
        let numbered = plate.is_empty()
            && self.table.layout.content == Content::Visits
            && !customer.member_no.is_empty();
        if nobody && (joined.is_some() || !numbered) {
            return Ok(joined.map(|key| (key, false)));
        }
        let usable = customer.phones.iter().any(|phone| phone.e164.is_some());
        let owner = self.plan.vehicles.owner_of_plate(plate);
        if !usable
            && let Some(owner) = joined.or(owner)
            && (self.plan.customers.bears(owner, &customer.name_key) || customer.name.is_empty())
        {
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
        customer.origin = Origin {
            file: self.table.file,
            lines: vec![record.line],
            ..std::mem::take(&mut customer.origin)
        };
        if self.plan.customers.is_news(customer) {
            let written = self.sink.customer(customer)?;
            let news = self.plan.customers.fates.remember(known.key.0, written);
            count(self.report, written, news, |report| {
                &mut report.created.customers
            });
            if nobody && written == Written::Created {
                reading
                    .reader
                    .remark_row(Reason::EmptyIdentity, Weight::Doubt, None);
            }
        }
        Ok(Some((known.key, known.way == Way::New)))
    }

    fn remark_customer(&mut self, known: super::group::Known, reading: &mut Reading<'_>) {
        let here = |seen: &Seen| seen.table == self.number;
        let people = self.table.layout.content == Content::Customers;
        match known.way {
            Way::Again(seen) if people && here(&seen) => {
                reading
                    .reader
                    .remark_row(Reason::DuplicateInFile, Weight::Doubt, Some(seen.line));
            }
            _ => {}
        }
        if let Some(seen) = known.shared {
            let line = Some(seen.line).filter(|_| here(&seen));
            reading
                .reader
                .remark_row(Reason::PhoneShared, Weight::Doubt, line);
        }
    }

    fn vehicle(
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
        vehicle.origin = Origin {
            file: origin.file,
            lines: origin.lines,
            ..std::mem::take(&mut vehicle.origin)
        };
        let vehicles = self.table.layout.content == Content::Vehicles;
        if let Some(before) = known.before {
            let line = Some(before.line).filter(|_| before.table == self.number);
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
            let news = self.plan.vehicles.fates.remember(known.key.0, written);
            count(self.report, written, news, |report| {
                &mut report.created.vehicles
            });
        }
        Ok(Some(known.key))
    }

    /// Tells what concerns the table as a whole, and counts its rows as passed over when it is a
    /// list that makes no customers.
    pub(crate) fn introduce(&mut self) -> Result<(), Refused> {
        let layout = &self.table.layout;
        let mut about = Vec::new();
        for &column in &layout.columns.sensitive {
            let name = layout.names.get(column).map_or("", |name| name.trim());
            about.push((Reason::SensitiveLeftOut, Level::Note, name.to_owned()));
        }
        let guessed = matches!(
            &self.file.source,
            Source::Text {
                encoding: Encoding::Windows1252,
                ..
            }
        );
        if guessed {
            about.push((Reason::EncodingGuessed, Level::Note, String::new()));
        }
        if layout.header_row == 0 {
            about.push((Reason::NoHeader, Level::Check, String::new()));
        }
        match layout.content {
            Content::StockList => about.push((Reason::StockList, Level::Check, String::new())),
            Content::CashLog => about.push((Reason::CashLog, Level::Check, String::new())),
            Content::Visits if self.table.survey.fills_down() => {
                about.push((Reason::DateFilledDown, Level::Note, String::new()));
            }
            _ => {}
        }
        for (reason, level, column) in about {
            let finding =
                super::tell::finding(self.table.file, &self.table.sheet_name, reason, level);
            tell(
                super::plan::Finding { column, ..finding },
                self.report,
                self.sink,
            )?;
        }
        Ok(())
    }

    /// Turns away every row of a list that makes no customers, and says so of each.
    pub(crate) fn turn_away(&mut self, meter: &mut Meter<'_>) -> Result<(), Refused> {
        let reason = match self.table.layout.content {
            Content::StockList => Reason::StockList,
            _ => Reason::CashLog,
        };
        let mut walk = self.walk()?;
        let mut record = Record::default();
        let mut rows = 0;
        while let Some(kind) = walk.next(&mut record).map_err(|error| self.failed(error))? {
            rows += 1;
            self.report.skipped += walk.take_blanks();
            if let RowKind::Data(_) = kind {
                self.report.rows += 1;
                self.report.rejected += 1;
                let (level, table) = (Level::Rejected, self.table);
                tell_skipped(table, &record, reason, level, self.report, self.sink)?;
            } else {
                self.report.skipped += 1;
            }
            if rows % TICK == 0 {
                meter.tick(walk.done(rows))?;
            }
        }
        Ok(())
    }
}

/// What a row tells, before it is known whose it is.
struct Facts {
    customer: PlannedCustomer,
    vehicle: Option<PlannedVehicle>,
    visits: Vec<PlannedVisit>,
    /// Hash of the number of an identity paper, to join tables.
    person: Option<u64>,
    continues: bool,
}

impl Facts {
    /// By what a visit of this row is known again: the plate, else the customer.
    fn who(&self, plan: &Plan, customer: Option<CustomerKey>) -> String {
        match &self.vehicle {
            Some(vehicle) if !vehicle.plate_key.is_empty() => vehicle.plate_key.clone(),
            _ => customer
                .and_then(|key| plan.customers.identity(key))
                .map_or(String::new(), |id| format!("{id:?}")),
        }
    }
}

fn has_identity(facts: &Facts, table: &Table) -> bool {
    let customer = &facts.customer;
    let vehicle = facts.vehicle.as_ref();
    let plate = vehicle.is_some_and(|vehicle| !vehicle.plate_key.is_empty());
    let chassis = vehicle.is_some_and(|vehicle| !vehicle.vin.is_empty())
        && table.layout.content == Content::Vehicles;
    let numbered = !customer.member_no.is_empty() && table.layout.content == Content::Visits;
    numbered || !customer.name.is_empty() || !customer.phones.is_empty() || plate || chassis
}

/// The whole row as a key, to know an exact repetition; running numbers do not count.
fn row_text(record: &Record, table: &Table) -> u64 {
    let number = table.layout.columns.first(Field::RowNumber);
    let cells = record
        .cells
        .iter()
        .enumerate()
        .filter(|(column, _)| Some(*column) != number);
    hash_of(
        &cells
            .map(|(_, cell)| cell.text().into_owned())
            .collect::<Vec<_>>(),
    )
}

/// A day that stands alone holds for the rows below it.
fn section(kind: RowKind, record: &Record, keys: &mut GroupKeys, shop: Shop, table: &Table) {
    if kind == RowKind::Section
        && let Some((column, cell)) = lone_day(record)
        && let Found::Day(day, _) = day_of(cell, column, shop, &table.survey)
    {
        keys.section(day);
    }
}
