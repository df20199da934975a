//! The second reading: rows become records and are handed over, references first.

mod familiar;
mod people;
mod points;
mod rows;
mod rules;
mod visits;
mod whole;

use super::convert::{Found, Reader, Shop, day_of};
use super::group::{Customers, OpenVisits, Seen, Vehicles};
use super::import::CARRYING;
use super::plan::{FileReport, Origin, Sink};
use super::read::cell::Record;
use super::read::refusal::{ReadError, Refused};
use super::recognise::{Content, Field};
use super::rows::lone_day;
use super::survey::{GroupKeys, Groups};
use super::table::{RowKind, Walk};
use super::tables::{Meter, Opened, TICK, Table};
use familiar::{Familiar, Whose};

/// What the plan knows so far, across all tables of the call.
#[derive(Default)]
pub(crate) struct Plan {
    customers: Customers,
    vehicles: Vehicles,
}

impl Plan {
    /// From now on names are compared with those of companies.
    pub(crate) fn watch_companies(&mut self) {
        self.customers.firms.watch();
    }

    /// What the receiver was told last of a customer and a vehicle, as keys.
    fn told(&self, whose: Whose) -> [u32; 2] {
        let customer = whose.customer.map(|key| self.customers.told(key));
        let vehicle = whose.vehicle.map(|key| self.vehicles.told(key));
        [customer, vehicle].map(Option::unwrap_or_default)
    }
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
    /// Rows of before; only in lists of visits, where the same customers come again and again.
    familiar: Option<Familiar>,
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
        } else {
            meter.finish(self.file.source.size(table.sheet));
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
            familiar: gathers.then(|| Familiar::new(&table.layout)),
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
                meter.tick(walk.done(rows) * CARRYING)?;
            }
        }
        meter.finish(self.file.source.size(table.sheet) * CARRYING);
        Ok(())
    }

    pub(super) fn walk(&self) -> Result<Walk<'a>, Refused> {
        Walk::new(
            &self.file.source,
            self.table.sheet,
            &self.table.layout,
            self.shop,
        )
        .map_err(|error| self.failed(error))
    }

    pub(super) fn failed(&self, error: ReadError) -> Refused {
        error.of(&self.file.path)
    }

    /// A reading of its own that finds out which rows are one visit.
    pub(super) fn gather(&self, groups: &mut Groups, meter: &mut Meter<'_>) -> Result<(), Refused> {
        let mut walk = self.walk()?;
        let mut keys = self.keys();
        let mut record = Record::default();
        let (mut rows, mut row) = (0, 0);
        while let Some(kind) = walk.next(&mut record).map_err(|error| self.failed(error))? {
            rows += 1;
            if let RowKind::Data(_) = kind {
                let place = keys.place(&record, &self.table.layout, self.shop, &self.table.survey);
                groups.add(place, row, &record);
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
    pub(super) fn keys(&self) -> GroupKeys {
        let mut keys = GroupKeys::default();
        if let Some(title) = &self.table.layout.title_day {
            section(RowKind::Section, title, &mut keys, self.shop, self.table);
        }
        keys
    }

    pub(super) fn origin(&self, record: &Record) -> Origin {
        Origin {
            file: self.table.file,
            sheet: self.table.sheet,
            lines: vec![record.line],
            ..Origin::default()
        }
    }

    pub(super) fn seen(&self, record: &Record) -> Seen {
        Seen {
            table: self.number,
            line: u32::try_from(record.line).unwrap_or(u32::MAX),
        }
    }
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
