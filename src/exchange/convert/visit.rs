//! What a row tells of a visit: the whole of it, or one of its lines.

use chrono::NaiveDate;

use super::{Found, Reader, Weight, day_of, status};
use crate::exchange::plan::{PlannedLine, PlannedVisit, Reason};
use crate::exchange::read::cell::Record;
use crate::exchange::recognise::{Content, Field};
use crate::exchange::survey::day_columns;

impl Reader<'_> {
    /// The day in the row's own cells, with a remark where it is doubtful or missing. `filled` is
    /// the day of a row above that stands for this one.
    pub(crate) fn visit_day(
        &mut self,
        record: &Record,
        filled: Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        let columns: Vec<usize> = day_columns(self.layout).collect();
        let mut bad = None;
        for column in columns {
            let cell = record.cell(column);
            match day_of(cell, column, self.shop, self.survey) {
                Found::Blank | Found::Zero => {}
                Found::Bad(reason) => bad = bad.or(Some((column, reason))),
                Found::Day(day, doubt) => {
                    if let Some((reason, weight)) = doubt {
                        self.remark(column, cell, reason, weight);
                    }
                    if day > self.shop.today {
                        self.remark(column, cell, Reason::FutureDate, Weight::Doubt);
                    }
                    return Some(day);
                }
            }
        }
        if let Some((column, reason)) = bad {
            self.remark(column, record.cell(column), reason, Weight::Unreadable);
            return None;
        }
        if filled.is_none() {
            let column = day_columns(self.layout).next();
            match column {
                Some(column) => self.remark(
                    column,
                    record.cell(column),
                    Reason::DateMissing,
                    Weight::Doubt,
                ),
                None => self.remark_row(Reason::DateMissing, Weight::Doubt, None),
            }
        }
        filled
    }

    /// Notes what a row says was done, where it cannot be a visit for want of a day.
    pub(crate) fn remark_lost(&mut self, visit: &PlannedVisit) {
        if self.shop.strict {
            return;
        }
        let words = visit.lines.iter().map(|line| match line.amount {
            Some(amount) => format!("{} {amount}", line.text),
            None => line.text.clone(),
        });
        let total = visit
            .total
            .filter(|_| visit.lines.iter().all(|line| line.amount.is_none()));
        let total = total.map(|total| total.to_string());
        let all: Vec<String> = words.chain(total).collect();
        if !all.is_empty() {
            self.remark_text(&all.join(" · "), Reason::VisitNotMade, Weight::Doubt);
        }
    }

    /// Everything else that the row tells of its visit.
    pub(crate) fn part(&mut self, record: &Record, sums_totals: bool) -> PlannedVisit {
        let total = self.total.and_then(|column| self.money_in(record, column));
        let status = self.line(record, Field::Status, 100);
        PlannedVisit {
            status: if self.layout.ours {
                status::of_ours(&status)
            } else {
                status::read(&status)
            },
            no: self.visit_no(record),
            book: self.book(record),
            doc_no: self.short(record, Field::InvoiceNo),
            odometer: self.odometer(record, self.column(Field::Odometer)),
            oil: self.short(record, Field::Oil),
            mechanics: self.mechanics(record),
            lines: self.lines(record, if sums_totals { total } else { None }),
            complaint: self.note(record, Field::Complaint),
            note: if self.layout.content == Content::Visits {
                self.note(record, Field::Notes)
            } else {
                String::new()
            },
            total,
            cost: self.money(record, Field::VisitCost),
            discount: self
                .money(record, Field::Discount)
                .filter(|discount| *discount != 0),
            redeemed: self.redeemed(record),
            payment: self.short(record, Field::PaymentMethod),
            next_day: self.day(record, self.column(Field::NextServiceDate)),
            next_odometer: self.odometer(record, self.column(Field::NextServiceKm)),
            ..PlannedVisit::default()
        }
    }

    /// Who worked on it, each once.
    fn mechanics(&mut self, record: &Record) -> Vec<String> {
        let columns: Vec<usize> = self.layout.columns.all(Field::Mechanic).to_vec();
        let mut all = Vec::new();
        for column in columns {
            let text = self.line_in(record, column, 200);
            let names = if self.layout.ours {
                text.split(", ").map(str::to_owned).collect()
            } else {
                split_names(&text)
            };
            for name in names.into_iter().filter(|name| !name.is_empty()) {
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        all
    }

    /// The lines that the row stands for. `rest` is an amount that belongs to the row alone.
    fn lines(&mut self, record: &Record, rest: Option<i64>) -> Vec<PlannedLine> {
        let work = self.note(record, Field::WorkDone);
        let parts = self.note(record, Field::Parts);
        let quantity = self.quantity(record);
        let unit = self.money(record, Field::UnitPrice);
        let amount = self
            .money(record, Field::LineAmount)
            .or(times(unit, quantity))
            .or(rest);
        let cost = self
            .money(record, Field::WholeLineCost)
            .or(times(self.money(record, Field::LineCost), quantity));
        let labour = self.money(record, Field::LabourAmount);
        let goods = self.money(record, Field::PartsAmount);
        let line = |text: String, amount: Option<i64>| PlannedLine {
            text,
            quantity: 1000,
            amount,
            cost: None,
        };
        let mut lines = Vec::new();
        if !work.is_empty() {
            lines.push(PlannedLine {
                quantity,
                cost,
                ..line(work, amount.or(labour))
            });
        } else if let Some(labour) = labour.filter(|labour| *labour != 0) {
            lines.push(line(self.header_of(&[Field::LabourAmount]), Some(labour)));
        }
        if !parts.is_empty() {
            let own = if lines.is_empty() { amount } else { None };
            let (quantity, cost) = if lines.is_empty() {
                (quantity, cost)
            } else {
                (1000, None)
            };
            lines.push(PlannedLine {
                quantity,
                cost,
                ..line(parts, own.or(goods))
            });
        } else if let Some(goods) = goods.filter(|goods| *goods != 0) {
            lines.push(line(self.header_of(&[Field::PartsAmount]), Some(goods)));
        }
        if let Some(amount) = amount.filter(|amount| *amount != 0 && lines.is_empty()) {
            // An amount without a word for it is still money.
            let header = self.header_of(&[Field::LineAmount, Field::UnitPrice, Field::Total]);
            lines.push(PlannedLine {
                quantity,
                cost,
                ..line(header, Some(amount))
            });
        }
        lines
    }

    /// What the first column of these fields is called, for a line that has no words of its own.
    fn header_of(&self, fields: &[Field]) -> String {
        let column = fields
            .iter()
            .find_map(|&field| Some((field, self.column(field)?)));
        let Some((field, column)) = column else {
            return Field::Total.name().to_owned();
        };
        let name = self.layout.names.get(column).map(|name| name.trim());
        name.filter(|name| !name.is_empty())
            .unwrap_or(field.name())
            .to_owned()
    }

    /// The visit of one group of columns in a sheet that shows visits side by side; `None` when
    /// the group is blank.
    pub(crate) fn side_visit(
        &mut self,
        record: &Record,
        group: &[(Field, usize)],
    ) -> Option<PlannedVisit> {
        if group
            .iter()
            .all(|(_, column)| super::number::says_zero(&record.cell(*column).text()))
        {
            return None;
        }
        let column = |field| {
            group
                .iter()
                .find(|(other, _)| *other == field)
                .map(|(_, column)| *column)
        };
        let day_column = column(Field::VisitDate)?;
        let cell = record.cell(day_column);
        let day = self.day(record, Some(day_column));
        let Some(day) = day else {
            if cell.is_blank() {
                self.remark(day_column, cell, Reason::DateMissing, Weight::Doubt);
            }
            return None;
        };
        if day > self.shop.today {
            self.remark(day_column, cell, Reason::FutureDate, Weight::Doubt);
        }
        let mut visit = PlannedVisit {
            day,
            ..PlannedVisit::default()
        };
        for &(field, column) in group {
            self.side_fact(record, field, column, &mut visit);
        }
        if let Some(line) = visit.lines.first_mut() {
            line.amount = visit.total;
        }
        Some(visit)
    }

    fn side_fact(
        &mut self,
        record: &Record,
        field: Field,
        column: usize,
        visit: &mut PlannedVisit,
    ) {
        match field {
            Field::Odometer => visit.odometer = self.odometer(record, Some(column)),
            Field::NextServiceKm => visit.next_odometer = self.odometer(record, Some(column)),
            Field::NextServiceDate => visit.next_day = self.day(record, Some(column)),
            Field::Total => visit.total = self.money_in(record, column),
            Field::Mechanic => visit.mechanics = split_names(&self.line_in(record, column, 200)),
            Field::Oil => visit.oil = self.line_in(record, column, 200),
            Field::InvoiceNo => visit.doc_no = self.line_in(record, column, 200),
            Field::PaymentMethod => visit.payment = self.line_in(record, column, 200),
            Field::Status => visit.status = status::read(&self.line_in(record, column, 200)),
            Field::Complaint => visit.complaint = self.note_in(record, column),
            Field::Notes => visit.note = self.note_in(record, column),
            Field::WorkDone | Field::Parts => {
                let text = self.note_in(record, column);
                if !text.is_empty() {
                    visit.lines.push(PlannedLine {
                        text,
                        quantity: 1000,
                        ..PlannedLine::default()
                    });
                }
            }
            _ => {}
        }
    }
}

/// So many thousandths of an amount.
fn times(unit: Option<i64>, quantity: i64) -> Option<i64> {
    Some(unit?.checked_mul(quantity)? / 1000)
}

/// `BALA / MARGANA`, `Budi, Tono dan Adi`.
fn split_names(text: &str) -> Vec<String> {
    let marked = text
        .replace(" dan ", "/")
        .replace(" DAN ", "/")
        .replace(" and ", "/");
    let names = marked.split(['/', ',', ';', '&', '+']).map(str::trim);
    names
        .filter(|name| !super::says_nothing(name))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mechanics_who_worked_together_are_several() {
        assert_eq!(split_names("BALA / MARGANA"), ["BALA", "MARGANA"]);
        assert_eq!(split_names("Budi, Tono dan Adi"), ["Budi", "Tono", "Adi"]);
        assert!(split_names(" - ").is_empty());
    }

    #[test]
    fn half_a_litre_costs_half() {
        assert_eq!(times(Some(90_000), 500), Some(45_000));
        assert_eq!(times(Some(i64::MAX), 2000), None);
    }
}
