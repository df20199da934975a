//! A small book in memory: one customer with one car, and whatever is written into it.

use std::sync::{Arc, Mutex};

use kenal::domain::{
    Author, Card, Change, ChangeId, Customer, CustomerFacts, CustomerId, Day, Found, Hit,
    INDONESIA, MatchClass, MatchField, Money, NextService, OpId, Ownership, Phone, PhoneEntry,
    Plate, Receipt, Subject, Usual, Vehicle, VehicleFacts, VehicleId, Visit, VisitFacts, VisitId,
    VisitLine,
};
use kenal::protocol::{Answer, Failure, PlateCheck, Prefill, Query, ShopFacts};
use kenal::runtime::{Reading, Wanted, Writing};

/// The day of the journeys.
pub fn today() -> Day {
    "2026-11-22".parse().expect("a day")
}

/// What was written, in order.
#[derive(Clone, Default)]
pub struct Book(Arc<Mutex<Vec<Change>>>);

const BUDI: CustomerId = CustomerId(42);
const AVANZA: VehicleId = VehicleId(7);

impl Book {
    /// What was written by now.
    pub fn written(&self) -> Vec<Change> {
        self.0.lock().expect("one thread").clone()
    }

    /// The one thing that was written.
    pub fn wrote(&self) -> Change {
        match self.written().as_slice() {
            [change] => change.clone(),
            other => panic!("one write, not {other:?}"),
        }
    }
}

impl Reading for Book {
    fn answer(&mut self, query: &Query, _: &Wanted) -> Result<Answer, Failure> {
        Ok(match query {
            Query::Find { text, .. } => Answer::Found(found(text)),
            Query::Card(_) => Answer::Card(Some(Box::new(card()))),
            Query::History { .. } => Answer::History(vec![visit()], 1),
            Query::Visit(_) => Answer::Visit(Some(Box::new(visit()))),
            Query::Prefill(subject) => Answer::Prefill(Some(Box::new(prefill(*subject)))),
            Query::Suggest { .. } => Answer::Suggestions(Vec::new()),
            Query::CheckPlate(_) => Answer::Plate(PlateCheck::default()),
            Query::CheckPhone(_) => Answer::Phone(Vec::new()),
            Query::Staff => Answer::Staff(vec!["Rina".to_owned()]),
            Query::Shop => Answer::Shop(ShopFacts {
                name: "Bengkel Maju Jaya".to_owned(),
                currency: "IDR".to_owned(),
                trade: "garage".to_owned(),
                utc_offset_minutes: 420,
            }),
        })
    }

    fn changed(&mut self) -> Result<bool, Failure> {
        Ok(true)
    }
}

impl Writing for Book {
    fn write(&mut self, _: &Author, _: OpId, change: &Change) -> Result<Receipt, Failure> {
        self.0.lock().expect("one thread").push(change.clone());
        Ok(Receipt {
            change: ChangeId(1),
            customer: Some(BUDI),
            code: Some("C-00042".to_owned()),
            vehicle: Some(AVANZA),
            visit: None,
            already: false,
        })
    }
}

fn found(text: &str) -> Found {
    let hit = Hit {
        customer: Some(BUDI),
        vehicle: Some(AVANZA),
        code: "C-00042".to_owned(),
        name: "Pak Budi Santoso".to_owned(),
        plate: "B 1234 XYZ".to_owned(),
        vehicle_text: "Toyota Avanza 2019".to_owned(),
        phone: "0812-3456-7890".to_owned(),
        last_day: Some(visit().facts.day),
        alert: true,
        class: MatchClass::Exact,
        field: MatchField::Plate,
        marks: vec![2, 3, 4, 5],
    };
    let known = text.is_empty() || "1234".starts_with(text);
    let hits: Vec<Hit> = known.then_some(hit).into_iter().collect();
    Found {
        total: hits.len(),
        hits,
        customers: 12_480,
        ..Found::default()
    }
}

fn card() -> Card {
    Card {
        customer: Some(Customer {
            id: BUDI,
            code: "C-00042".to_owned(),
            aliases: Vec::new(),
            rowver: 1,
            facts: CustomerFacts {
                honorific: "Pak".to_owned(),
                name: "Budi Santoso".to_owned(),
                alert: "call before touching the AC".to_owned(),
                phones: vec![PhoneEntry {
                    phone: Phone::parse("081234567890", INDONESIA),
                    label: String::new(),
                }],
                ..CustomerFacts::default()
            },
        }),
        vehicle: Some(Vehicle {
            id: AVANZA,
            rowver: 1,
            facts: VehicleFacts {
                plate: Plate::parse("B 1234 XYZ"),
                make: "Toyota".to_owned(),
                model: "Avanza".to_owned(),
                year: Some(2019),
                ..VehicleFacts::default()
            },
            earlier_plates: Vec::new(),
            owners: vec![Ownership {
                customer: BUDI,
                name: "Pak Budi Santoso".to_owned(),
                code: "C-00042".to_owned(),
                since: None,
                until: None,
            }],
            odometer: visit().facts.odometer.map(|km| (km, visit().facts.day)),
            last_day: Some(visit().facts.day),
            next_service: NextService {
                day: "2026-12-02".parse().ok(),
                odometer: Some(50_200),
            },
        }),
        other_vehicles: Vec::new(),
        former_vehicles: Vec::new(),
        last_visit: Some(visit()),
        usual: usual(),
        visits: 12,
        spent: Money(7_800_000),
        household: Vec::new(),
        company: Vec::new(),
        consents: Vec::new(),
        remarks: Vec::new(),
    }
}

fn usual() -> Usual {
    Usual {
        oil: Some("Shell HX7 10W-40".to_owned()),
        mechanic: Some("Joko".to_owned()),
    }
}

fn visit() -> Visit {
    let line = |text: &str, amount| VisitLine {
        text: text.to_owned(),
        quantity: 1000,
        amount: Some(Money(amount)),
        cost: None,
    };
    Visit {
        id: VisitId(100),
        rowver: 1,
        plate: "B 1234 XYZ".to_owned(),
        facts: VisitFacts {
            customer: Some(BUDI),
            vehicle: Some(AVANZA),
            odometer: Some(45_210),
            oil: "Shell HX7 10W-40".to_owned(),
            mechanics: vec!["Joko".to_owned()],
            lines: vec![line("ganti oli", 450_000), line("filter oli", 200_000)],
            total: Some(Money(650_000)),
            ..VisitFacts::on("2026-08-12".parse().expect("a day"))
        },
    }
}

fn prefill(subject: Subject) -> Prefill {
    Prefill {
        subject,
        title: "Pak Budi Santoso · B 1234 XYZ".to_owned(),
        visit: VisitFacts {
            day: today(),
            odometer: None,
            ..visit().facts
        },
        readings: vec![(visit().facts.day, 45_210)],
        usual: usual(),
        alert: "call before touching the AC".to_owned(),
        next_service: NextService::default(),
    }
}
