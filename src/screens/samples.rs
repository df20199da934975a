//! Invented people and cars for the tests of the screens.

#![expect(clippy::missing_panics_doc, reason = "tests panic when they fail")]

use crate::domain::filter::Filter;
use crate::domain::{Attendance, BatchId, ChangeId, FIELD_LIKES, FIELD_WAITS};
use crate::domain::{
    Birthday, Card, Change, Customer, CustomerFacts, CustomerId, Day, Found, Hit, INDONESIA,
    LeapDay, MatchClass, MatchField, Money, NextService, OpId, Ownership, Phone, PhoneEntry, Plate,
    Receipt, Remark, Usual, Vehicle, VehicleFacts, VehicleId, Visit, VisitFacts, VisitId,
    VisitLine,
};
use crate::domain::{Segment, SegmentHeld, SegmentId, SegmentKept};
use crate::kit::{Canvas, probe};
use crate::protocol::{Answer, Command, Context, Desk, Event, Key, Keymap, Scope, ShopFacts, Step};
use crate::screens::Screen;
use crate::text::Lang;

/// The day of all tests: a Sunday.
pub fn today() -> Day {
    day("2026-11-22")
}

/// A day from its ISO text.
pub fn day(text: &str) -> Day {
    text.parse().expect("an ISO date")
}

/// The world of the tests, in a window of that size.
pub fn context(size: (u16, u16)) -> Context {
    Context {
        today: today(),
        time: "09:41".to_owned(),
        size,
        desk: Desk {
            staff: "Rina".to_owned(),
        },
        ascii: false,
        lang: Lang::En,
        currency: "IDR".to_owned(),
        trade: std::sync::Arc::default(),
        columns: std::sync::Arc::default(),
        op: OpId([7; 16]),
    }
}

/// A phone in the list of a customer.
pub fn phone(text: &str) -> PhoneEntry {
    PhoneEntry {
        phone: Phone::parse(text, INDONESIA),
        label: String::new(),
    }
}

/// Pak Budi with everything that a counter card may say.
pub fn budi() -> Customer {
    let fields = [
        (FIELD_LIKES, "coffee without sugar"),
        (FIELD_WAITS, "waits"),
    ];
    Customer {
        id: CustomerId(42),
        code: "C-00042".to_owned(),
        aliases: Vec::new(),
        rowver: 3,
        facts: CustomerFacts {
            honorific: "Pak".to_owned(),
            name: "Budi Santoso".to_owned(),
            phones: vec![phone("081234567890")],
            birthday: Some(Birthday {
                day: Some(26),
                month: Some(11),
                year: Some(1974),
            }),
            alert: "call before touching the AC".to_owned(),
            fields: fields
                .map(|(key, value)| (key.to_owned(), value.to_owned()))
                .into(),
            ..CustomerFacts::default()
        },
    }
}

/// His Avanza.
pub fn avanza() -> Vehicle {
    Vehicle {
        id: VehicleId(7),
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
            customer: CustomerId(42),
            name: "Pak Budi Santoso".to_owned(),
            code: "C-00042".to_owned(),
            since: Some(day("2020-03-01")),
            until: None,
        }],
        odometer: Some((45_210, day("2026-08-12"))),
        readings: Vec::new(),
        last_day: Some(day("2026-08-12")),
        next_service: NextService {
            day: Some(day("2026-12-02")),
            odometer: Some(50_200),
        },
    }
}

/// The visit with this number, one quarter before the one with the number below it.
pub fn visit(number: i64) -> Visit {
    let line = |text: &str, amount| VisitLine {
        text: text.to_owned(),
        quantity: 1000,
        amount: Some(Money(amount)),
        cost: None,
    };
    let mut facts = VisitFacts::on(day("2026-08-12") - chrono::Duration::days(91 * number));
    facts.customer = Some(CustomerId(42));
    facts.vehicle = Some(VehicleId(7));
    facts.odometer = Some(45_210 - 4_900 * number);
    facts.oil = "Shell HX7 10W-40".to_owned();
    facts.mechanics = vec!["Joko".to_owned()];
    facts.lines = vec![line("oil change", 450_000), line("oil filter", 200_000)];
    facts.total = Some(Money(650_000));
    Visit {
        id: VisitId(100 + number),
        rowver: 1,
        plate: "B 1234 XYZ".to_owned(),
        vehicle: "B 1234 XYZ".to_owned(),
        code: "C-00042".to_owned(),
        name: "Pak Budi Santoso".to_owned(),
        doubtful_odometer: false,
        redeemed_worth: None,
        facts,
    }
}

/// The whole counter card of Pak Budi.
pub fn card() -> Card {
    Card {
        customer: Some(budi()),
        vehicle: Some(avanza()),
        other_vehicles: Vec::new(),
        former_vehicles: Vec::new(),
        last_visit: Some(visit(0)),
        earlier_visits: Vec::new(),
        last_sale: None,
        usual: Usual {
            oil: Some("Shell HX7 10W-40".to_owned()),
            mechanic: Some("Joko".to_owned()),
        },
        visits: 12,
        spent: Money(7_800_000),
        attendance: Some(Attendance {
            days: 12,
            first: day("2023-11-15"),
            last: day("2026-08-12"),
            gaps: Some((182, 120)),
        }),
        household: Vec::new(),
        company: Vec::new(),
        terms: None,
        consents: Vec::new(),
        remarks: Vec::new(),
        points: None,
        referred_by: None,
        brought: 0,
        lost_to: None,
        feasts: Vec::new(),
    }
}

/// What an import was unsure of.
pub fn remark() -> Remark {
    Remark {
        batch: BatchId(1),
        file: "service.csv".to_owned(),
        row: 12,
        column: "Tgl".to_owned(),
        value: "31/02/2026".to_owned(),
        code: "bad_date".to_owned(),
    }
}

/// A hit whose plate matched.
pub fn hit(number: i64, plate: &str, name: &str) -> Hit {
    Hit {
        customer: Some(CustomerId(number)),
        vehicle: Some(VehicleId(number)),
        code: format!("C-{number:05}"),
        name: name.to_owned(),
        plate: plate.to_owned(),
        earlier_plate: String::new(),
        vehicle_text: "Toyota Avanza 2019".to_owned(),
        phone: "0812-3456-7890".to_owned(),
        last_day: Some(day("2026-08-12")),
        alert: false,
        tier: None,
        class: MatchClass::Exact,
        field: MatchField::Plate,
        marks: vec![2, 3, 4, 5],
    }
}

/// An answer of these hits among 12,480 customers.
pub fn found(hits: Vec<Hit>) -> Found {
    Found {
        total: hits.len(),
        people: hits.len(),
        hits,
        customers: 12_480,
        ..Found::default()
    }
}

/// A segment that is kept, and how many it holds.
pub fn segment(name: &str) -> (Segment, Option<u64>) {
    let filter = Filter::default();
    let kept = SegmentKept {
        name: name.to_owned(),
        filter: filter.to_json(),
    };
    let segment = Segment {
        id: SegmentId(1),
        kept,
        filter: Ok(filter),
    };
    (segment, Some(2))
}

/// That a filter means these.
pub fn held(customers: &[i64]) -> Answer {
    let customers = customers.iter().map(|number| CustomerId(*number));
    Answer::Meant(Box::new(SegmentHeld {
        customers: customers.collect(),
        ..SegmentHeld::default()
    }))
}

/// That a segment holds these.
pub fn holds(customers: &[i64]) -> Answer {
    match held(customers) {
        Answer::Meant(held) => Answer::Holds(Some(held)),
        other => other,
    }
}

/// What a write answers.
pub fn receipt() -> Receipt {
    Receipt {
        change: ChangeId(9),
        customer: Some(CustomerId(42)),
        code: Some("C-00042".to_owned()),
        vehicle: None,
        visit: None,
        already: false,
        left_out: 0,
        landed: false,
        undone: None,
        owing: Vec::new(),
    }
}

/// What a screen asked to write.
pub fn change(steps: &[Step]) -> Option<Change> {
    steps.iter().find_map(|step| match step {
        Step::Write(_, change) => Some((**change).clone()),
        _ => None,
    })
}

/// A garage in which nobody is known yet.
pub fn shop() -> ShopFacts {
    ShopFacts {
        name: "Bengkel Maju".to_owned(),
        currency: "IDR".to_owned(),
        trade: "garage".to_owned(),
        utc_offset_minutes: 420,
        fields: String::new(),
        sensitive: false,
        leap_day: LeapDay::default(),
        sign: Box::default(),
        staff: Vec::new(),
        damage: None,
    }
}

/// Presses keys as the shell would: a key of the table becomes its command, another one types.
pub fn press(screen: &mut dyn Screen, keys: &str, context: &Context) -> Vec<Step> {
    let keymap = Keymap::default();
    let mut steps = Vec::new();
    for key in Key::sequence(keys).expect("keys") {
        steps.extend(press_one(screen, &keymap, key, context));
    }
    steps
}

fn press_one(screen: &mut dyn Screen, keymap: &Keymap, key: Key, context: &Context) -> Vec<Step> {
    let scope: Scope = screen.scope();
    let command: Option<Command> = keymap.command(scope, key);
    let typed = screen.types() && key.typed().is_some();
    match command.filter(|_| !typed) {
        Some(command) => screen.update(Event::Command(command), context),
        None => screen.update(Event::Key(key), context),
    }
}

/// The screen as it is drawn, with its style runs.
pub fn drawn(screen: &dyn Screen, context: &Context) -> String {
    let look = probe::look();
    let (width, height) = context.size;
    probe::draw(width, height, |frame| {
        let area = frame.area();
        let mut canvas = Canvas {
            frame,
            area,
            look: &look,
            lang: context.lang,
        };
        screen.view(&mut canvas, context);
    })
}
