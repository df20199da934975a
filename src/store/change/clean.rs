//! Facts made fit for the book, or refused field by field. What a form checked is checked again:
//! scripts write too.

use std::collections::BTreeMap;

use chrono::Datelike;

use crate::domain::hygiene::{
    ALERT_CHARS, EMAIL_CHARS, FIELD_CHARS, HONORIFIC_CHARS, NAME_CHARS, PLATE_CHARS, clean_line,
    clean_note,
};
use crate::domain::odometer::MAX_KM;
use crate::domain::{
    Birthday, CustomerFacts, Day, Money, Phone, PhoneEntry, Plate, VehicleFacts, VisitFacts,
    VisitLine,
};
use crate::store::{StoreError, StoreResult};

/// Lines, mechanics or phones that one thing may have.
const MANY: usize = 500;
/// Thousandths: a million pieces.
const MOST_PIECES: i64 = 1_000_000_000;

/// What is wrong, by field and reason code.
#[derive(Debug, Default)]
pub(super) struct Remarks(Vec<(String, String)>);

impl Remarks {
    pub(super) fn say(&mut self, field: &str, code: &str) {
        let remark = (field.to_owned(), code.to_owned());
        if !self.0.contains(&remark) {
            self.0.push(remark);
        }
    }

    /// Refuses when anything was said.
    pub(super) fn none(self) -> StoreResult<()> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(StoreError::Refused(self.0))
        }
    }

    /// One line of at most `most` characters.
    pub(super) fn line(&mut self, field: &str, text: &str, most: usize) -> String {
        self.fits(field, clean_line(text).text, most)
    }

    /// Several lines of at most `most` characters together.
    pub(super) fn note(&mut self, field: &str, text: &str, most: usize) -> String {
        self.fits(field, clean_note(text).text, most)
    }

    fn fits(&mut self, field: &str, text: String, most: usize) -> String {
        if text.chars().count() > most {
            self.say(field, "too_long");
        }
        text
    }

    /// A day that four digits of a year can say.
    pub(super) fn day(&mut self, field: &str, day: Option<Day>) {
        if day.is_some_and(|day| !(1..=9999).contains(&day.year())) {
            self.say(field, "bad_date");
        }
    }

    fn money(&mut self, field: &str, money: Option<Money>) {
        if money.is_some_and(|money| Money::new(money.0).is_none()) {
            self.say(field, "too_large");
        }
    }

    fn odometer(&mut self, field: &str, km: Option<i64>) {
        match km {
            Some(km) if km < 0 => self.say(field, "negative"),
            Some(km) if km > MAX_KM => self.say(field, "too_large"),
            _ => {}
        }
    }

    fn few(&mut self, field: &str, count: usize) {
        if count > MANY {
            self.say(field, "too_long");
        }
    }

    /// Values by key; an empty one is none.
    fn fields(&mut self, fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        let mut kept = BTreeMap::new();
        for (key, value) in fields {
            let name = format!("field.{key}");
            let value = self.note(&name, value, FIELD_CHARS);
            if !(1..=60).contains(&key.chars().count()) || clean_line(key).text != *key {
                self.say(&name, "unknown");
            }
            if !value.is_empty() {
                kept.insert(key.clone(), value);
            }
        }
        kept
    }

    /// A customer. `found_otherwise`: there is a plate to find this customer by.
    pub(super) fn customer(
        &mut self,
        facts: &CustomerFacts,
        found_otherwise: bool,
    ) -> CustomerFacts {
        let clean = CustomerFacts {
            kind: facts.kind,
            honorific: self.line("honorific", &facts.honorific, HONORIFIC_CHARS),
            name: self.line("name", &facts.name, NAME_CHARS),
            phones: self.phones(&facts.phones),
            email: self.line("email", &facts.email, EMAIL_CHARS),
            address: self.note("address", &facts.address, FIELD_CHARS),
            city: self.line("city", &facts.city, NAME_CHARS),
            birthday: facts.birthday,
            alert: self.note("alert", &facts.alert, ALERT_CHARS),
            note: self.note("note", &facts.note, FIELD_CHARS),
            source: self.line("source", &facts.source, 200),
            member_since: facts.member_since,
            household: facts.household.clone(),
            company: facts.company,
            referred_by: facts.referred_by,
            fields: self.fields(&facts.fields),
        };
        if clean.name.is_empty() && clean.phones.is_empty() && !found_otherwise {
            self.say("name", "required");
        }
        self.day("member_since", clean.member_since);
        if clean
            .birthday
            .is_some_and(|birthday| !is_possible(birthday))
        {
            self.say("birthday", "bad_date");
        }
        clean
    }

    fn phones(&mut self, phones: &[PhoneEntry]) -> Vec<PhoneEntry> {
        self.few("phone", phones.len());
        let mut kept = Vec::new();
        for entry in phones {
            let raw = self.line("phone", &entry.phone.raw, 200);
            let e164 = entry.phone.e164.clone();
            if e164.as_deref().is_some_and(|number| !is_e164(number)) {
                self.say("phone", "bad_phone");
            }
            if raw.is_empty() {
                continue;
            }
            let flag = entry.phone.flag;
            kept.push(PhoneEntry {
                phone: Phone { raw, e164, flag },
                label: self.line("phone", &entry.label, 200),
            });
        }
        kept
    }

    /// A vehicle.
    pub(super) fn vehicle(&mut self, facts: &VehicleFacts) -> VehicleFacts {
        let clean = VehicleFacts {
            plate: facts.plate.as_ref().and_then(|plate| self.plate(plate)),
            make: self.line("make", &facts.make, 200),
            model: self.line("model", &facts.model, 200),
            year: facts.year,
            color: self.line("color", &facts.color, 200),
            vin: self.line("vin", &facts.vin, PLATE_CHARS),
            engine_no: self.line("engine_no", &facts.engine_no, PLATE_CHARS),
            engine_cc: facts.engine_cc,
            note: self.note("note", &facts.note, FIELD_CHARS),
            fields: self.fields(&facts.fields),
        };
        if clean == VehicleFacts::default() {
            self.say("plate", "required");
        }
        if clean
            .year
            .is_some_and(|year| !(1900..=9999).contains(&year))
        {
            self.say("year", "bad_year");
        }
        if clean
            .engine_cc
            .is_some_and(|cc| !(1..=100_000).contains(&cc))
        {
            self.say("engine_cc", "too_large");
        }
        clean
    }

    /// A plate; `None` when nothing is left of it.
    pub(super) fn plate(&mut self, plate: &Plate) -> Option<Plate> {
        let plate = Plate::parse(&self.line("plate", &plate.typed, PLATE_CHARS))?;
        if plate.key.chars().count() > PLATE_CHARS {
            self.say("plate", "too_long");
        }
        Some(plate)
    }

    /// A visit.
    pub(super) fn visit(&mut self, facts: &VisitFacts) -> VisitFacts {
        if facts.customer.is_none() && facts.vehicle.is_none() {
            self.say("customer", "required");
        }
        self.day("day", Some(facts.day));
        self.day("next_service", facts.next_service.day);
        self.odometer("odometer", facts.odometer);
        self.odometer("next_service", facts.next_service.odometer);
        // A refund has a total below zero; a discount below zero would be a surcharge.
        self.money("total", facts.total);
        self.money("cost", facts.cost);
        self.money("discount", facts.discount);
        if facts.discount.is_some_and(|discount| discount.0 < 0) {
            self.say("discount", "negative");
        }
        self.few("mechanics", facts.mechanics.len());
        let mechanics = facts.mechanics.iter();
        let mechanics = mechanics.map(|name| self.line("mechanics", name, NAME_CHARS));
        VisitFacts {
            mechanics: mechanics.filter(|name| !name.is_empty()).collect(),
            doc_no: self.line("doc_no", &facts.doc_no, 200),
            oil: self.line("oil", &facts.oil, 200),
            lines: self.lines(&facts.lines),
            complaint: self.note("complaint", &facts.complaint, FIELD_CHARS),
            note: self.note("note", &facts.note, FIELD_CHARS),
            payment: self.line("payment", &facts.payment, 200),
            ..*facts
        }
    }

    /// Lines of work; one without a text, amount and cost is none.
    fn lines(&mut self, lines: &[VisitLine]) -> Vec<VisitLine> {
        self.few("lines", lines.len());
        let mut kept = Vec::new();
        for line in lines {
            let text = self.line("lines", &line.text, FIELD_CHARS);
            if text.is_empty() && line.amount.is_none() && line.cost.is_none() {
                continue;
            }
            if text.is_empty() {
                self.say("lines", "required");
            }
            if !(-MOST_PIECES..=MOST_PIECES).contains(&line.quantity) {
                self.say("lines", "too_large");
            }
            self.money("lines", line.amount);
            self.money("lines", line.cost);
            kept.push(VisitLine {
                text,
                ..line.clone()
            });
        }
        kept
    }
}

fn is_possible(birthday: Birthday) -> bool {
    let year = birthday
        .year
        .is_none_or(|year| (1880..=9999).contains(&year));
    let day = match (birthday.day, birthday.month) {
        (Some(day), Some(month)) => Birthday::new(day, month, birthday.year).is_some(),
        (None, None) => birthday.year.is_some(),
        _ => false,
    };
    year && day
}

fn is_e164(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or_default();
    (1..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}
