//! The books of invented shops, in the ways people really keep them, with what must become of them.
//! All names, plates and numbers are made up.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::Deserialize;

use crate::book::Book;
use crate::case::{Wrong, hold};
use crate::expected::Expectations;
use crate::here;

/// A customer or a vehicle that somebody looks up after the import.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Look {
    /// Key of the plate; or, for shops without vehicles, the name of the customer.
    plate: Option<String>,
    name: Option<String>,
    /// Name of the owner.
    owner: Option<String>,
    /// All usable phones of the customer, E.164.
    phones: Option<Vec<String>>,
    birthday: Option<String>,
    points: Option<i64>,
    address: Option<String>,
    member_no: Option<String>,
    company: Option<bool>,
    /// A piece of the customer's or vehicle's note.
    note: Option<String>,
    make: Option<String>,
    model: Option<String>,
    year: Option<i32>,
    color: Option<String>,
    /// Days of all visits, in order.
    days: Option<Vec<String>>,
    /// Of the last visit.
    total: Option<i64>,
    odometer: Option<i64>,
    oil: Option<String>,
    mechanics: Option<BTreeSet<String>>,
    lines: Option<Vec<String>>,
    complaint: Option<String>,
    payment: Option<String>,
    next_day: Option<String>,
}

impl Look {
    /// What is not as it should be.
    pub fn check(&self, book: &Book) -> Wrong {
        let who = self.plate.as_ref().or(self.name.as_ref());
        let who = who.expect("a plate or a name").clone();
        let vehicle = self.plate.as_ref().map(|plate| book.vehicle(plate));
        if vehicle == Some(None) {
            return vec![format!("{who}: no such vehicle")];
        }
        let vehicle = vehicle.flatten();
        let named = || {
            book.customers
                .iter()
                .position(|kept| Some(&kept.record.name) == self.name.as_ref())
        };
        let customer = vehicle.map_or_else(named, |vehicle| book.owners[vehicle]);
        if self.name.is_some() && customer.is_none() {
            return vec![format!("{who}: no such customer")];
        }
        let mut wrong = Wrong::new();
        self.check_customer(
            &who,
            customer.map(|c| &book.customers[c].record),
            &mut wrong,
        );
        if let Some(vehicle) = vehicle {
            self.check_vehicle(&who, &book.vehicles[vehicle].record, &mut wrong);
        }
        self.check_visits(&who, book, customer, vehicle, &mut wrong);
        wrong
    }

    fn check_customer(
        &self,
        who: &str,
        customer: Option<&kenal::exchange::plan::PlannedCustomer>,
        wrong: &mut Wrong,
    ) {
        let birthday = customer.and_then(|c| c.birthday).map(|b| {
            let year = b.year.map_or("-".to_owned(), |year| year.to_string());
            format!("{year}-{:02}-{:02}", b.month, b.day)
        });
        let phones = customer.map(|c| c.phones.iter().filter_map(|p| p.e164.clone()).collect());
        say(
            wrong,
            who,
            "owner",
            customer.map(|c| c.name.clone()),
            &self.owner,
        );
        say(wrong, who, "phones", phones, &self.phones);
        say(wrong, who, "birthday", birthday, &self.birthday);
        say(
            wrong,
            who,
            "points",
            customer.and_then(|c| c.points),
            &self.points,
        );
        say(
            wrong,
            who,
            "address",
            customer.map(|c| c.address.clone()),
            &self.address,
        );
        say(
            wrong,
            who,
            "member number",
            customer.map(|c| c.member_no.clone()),
            &self.member_no,
        );
        say(
            wrong,
            who,
            "firm",
            customer.map(|c| c.is_company),
            &self.company,
        );
        if self.plate.is_none() {
            self.check_note(who, customer.map_or("", |c| &c.note), wrong);
        }
    }

    fn check_note(&self, who: &str, note: &str, wrong: &mut Wrong) {
        if self
            .note
            .as_ref()
            .is_some_and(|piece| !note.contains(piece.as_str()))
        {
            wrong.push(format!("{who}, note: {note:?}"));
        }
    }

    fn check_vehicle(
        &self,
        who: &str,
        vehicle: &kenal::exchange::plan::PlannedVehicle,
        wrong: &mut Wrong,
    ) {
        say(wrong, who, "make", Some(vehicle.make.clone()), &self.make);
        say(
            wrong,
            who,
            "model",
            Some(vehicle.model.clone()),
            &self.model,
        );
        say(wrong, who, "year", vehicle.year, &self.year);
        say(
            wrong,
            who,
            "colour",
            Some(vehicle.color.clone()),
            &self.color,
        );
        self.check_note(who, &vehicle.note, wrong);
    }

    fn check_visits(
        &self,
        who: &str,
        book: &Book,
        customer: Option<usize>,
        vehicle: Option<usize>,
        wrong: &mut Wrong,
    ) {
        let its = |place: &usize| match vehicle {
            Some(_) => book.who[*place].1 == vehicle,
            None => book.visitor(*place) == customer,
        };
        let mut places: Vec<usize> = (0..book.visits.len()).filter(its).collect();
        places.sort_by_key(|place| book.visits[*place].record.day);
        let day = |day: NaiveDate| day.to_string();
        let days = places
            .iter()
            .map(|place| day(book.visits[*place].record.day))
            .collect();
        say(wrong, who, "days", Some(days), &self.days);
        let last = places.last().map(|place| &book.visits[*place].record);
        let lines = last.map(|v| v.lines.iter().map(|line| line.text.clone()).collect());
        let mechanics = last.map(|v| v.mechanics.iter().cloned().collect());
        say(wrong, who, "total", last.and_then(|v| v.total), &self.total);
        say(
            wrong,
            who,
            "odometer",
            last.and_then(|v| v.odometer),
            &self.odometer,
        );
        say(wrong, who, "oil", last.map(|v| v.oil.clone()), &self.oil);
        say(wrong, who, "mechanics", mechanics, &self.mechanics);
        say(wrong, who, "lines", lines, &self.lines);
        say(
            wrong,
            who,
            "complaint",
            last.map(|v| v.complaint.clone()),
            &self.complaint,
        );
        say(
            wrong,
            who,
            "payment",
            last.map(|v| v.payment.clone()),
            &self.payment,
        );
        say(
            wrong,
            who,
            "next day",
            last.and_then(|v| v.next_day).map(day),
            &self.next_day,
        );
    }
}

/// Complains where something is asked and is not so.
fn say<T: PartialEq + std::fmt::Debug>(
    wrong: &mut Wrong,
    who: &str,
    what: &str,
    is: Option<T>,
    should: &Option<T>,
) {
    if should.is_some() && is != *should {
        wrong.push(format!("{who}, {what}: {is:?}, should be {should:?}"));
    }
}

#[test]
fn the_books_of_other_shops_become_what_their_owners_expect() {
    let folder = here("shops");
    let cases = Expectations::read(&folder.join("expected.toml"))
        .into_iter()
        .map(|case| {
            let folder = folder.clone();
            (
                case.name.clone(),
                Box::new(move || case.check(&folder)) as _,
            )
        });
    hold("shops", cases.collect());
}
