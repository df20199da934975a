//! Every field with every question, against what a plain look at each customer says.

use std::collections::BTreeMap;

use super::*;
use crate::domain::filter::{Bound, Figure, Shipped, Silence, Terms, Test, When};
use crate::domain::{
    Birthday, Card, Change, Currency, CustomerFacts, CustomerKind, Day, Household, Money, Owner,
    Phone, PhoneEntry, Plate, SegmentRow, SegmentSort, Subject, VehicleFacts, VehicleId, Visit,
    VisitFacts, VisitLine, VisitStatus, oil,
};
use crate::insight::{Margin, Money as ShopMoney, Receipt, VisitDays};
use crate::store::test_kit::{new_store, write};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

const MONEY: ShopMoney = ShopMoney {
    margin: Margin { money: 0, cost: 0 },
    minor_per_major: 1.0,
};

fn today() -> Day {
    day("2026-11-22")
}

/// A small book in which customers differ in everything.
struct Shop {
    _dir: tempfile::TempDir,
    store: Store,
    customers: Vec<CustomerId>,
}

impl Shop {
    fn new() -> Self {
        let (dir, mut store) = new_store();
        store.today_is(today());
        // Points of 90 days, so that some lapse soon.
        let rule = "UPDATE points_rule SET since = '2026-01-01', rule = json_set(rule, '$.valid_days', 90)";
        store.conn.execute(rule, []).unwrap();
        let customers = Vec::new();
        let mut shop = Self {
            _dir: dir,
            store,
            customers,
        };
        shop.people();
        shop.vehicles();
        shop.visits();
        let beside = "
            INSERT INTO alias VALUES ('OLD-7', 2), ('OLD-8', 2), ('X-1', 3);
            INSERT INTO plate_history (vehicle_id, plate, plate_key, until) VALUES (3, 'F 55 AB', 'F55AB', '2020-01-01');
            INSERT INTO tier_given (customer_id, since, tier, until) VALUES (3, '2026-01-01', 'Gold', '2026-12-31');";
        shop.store.conn.execute_batch(beside).unwrap();
        shop
    }

    fn add(&mut self, facts: CustomerFacts) -> CustomerId {
        let change = Change::AddCustomer {
            facts: Box::new(facts),
            code: None,
            vehicle: None,
        };
        let id = write(&mut self.store, &change).unwrap().customer.unwrap();
        self.customers.push(id);
        id
    }

    fn people(&mut self) {
        let phone = |raw: &str| PhoneEntry {
            phone: Phone::parse(raw, crate::domain::INDONESIA),
            label: String::new(),
        };
        let own = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
            let pairs = pairs.iter();
            pairs
                .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
                .collect()
        };
        let home = Household {
            id: None,
            name: "Keluarga Santoso".to_owned(),
        };
        let company = self.add(CustomerFacts {
            name: "PT Karya Abadi".to_owned(),
            kind: CustomerKind::Company,
            email: "kantor@karya.example".to_owned(),
            address: "Jalan Melati 7\nlantai 2".to_owned(),
            city: "Jakarta Selatan".to_owned(),
            member_since: Some(day("2024-01-15")),
            ..CustomerFacts::default()
        });
        self.add(CustomerFacts {
            name: "Budi Santoso".to_owned(),
            honorific: "Pak".to_owned(),
            phones: vec![phone("0812 3456 7890"), phone("12")],
            city: "Bogor".to_owned(),
            source: "Walk-in".to_owned(),
            birthday: Birthday::new(26, 11, Some(1974)),
            household: Some(home),
            company: Some(company),
            fields: own(&[
                ("channel", "whatsapp"),
                ("oil", "Stated 5W-30"),
                ("likes", "kopi"),
            ]),
            ..CustomerFacts::default()
        });
        self.add(CustomerFacts {
            name: "Zoë Dewi".to_owned(),
            honorific: "Bu".to_owned(),
            phones: vec![phone("12")],
            city: "BOGOR".to_owned(),
            alert: "call before touching the AC".to_owned(),
            referred_by: Some(company),
            note: "Two\nlines".to_owned(),
            birthday: Birthday::new(20, 11, None),
            fields: own(&[("mechanic", "Joko"), ("religion", "secret")]),
            member_since: Some(day("2026-11-01")),
            ..CustomerFacts::default()
        });
        self.add(CustomerFacts {
            name: "Sari".to_owned(),
            birthday: Some(Birthday::of_year(1990)),
            referred_by: Some(company),
            ..CustomerFacts::default()
        });
        self.add(CustomerFacts {
            name: "Never Came".to_owned(),
            source: "walk-in".to_owned(),
            ..CustomerFacts::default()
        });
        let answers = [
            (1, "promotions", true),
            (1, "promotions", false),
            (2, "promotions", true),
        ];
        for (at, purpose, yes) in answers.into_iter().chain([(2, "sensitive", true)]) {
            let change = Change::SetConsent {
                customer: self.customers[at],
                purpose: purpose.to_owned(),
                yes,
                day: today(),
                channel: "counter".to_owned(),
            };
            write(&mut self.store, &change).unwrap();
        }
    }

    fn vehicle(&mut self, of: usize, plate: &str, make: &str, year: Option<i32>) -> VehicleId {
        let facts = Box::new(VehicleFacts {
            plate: Plate::parse(plate),
            make: make.to_owned(),
            model: format!("{make} One"),
            color: "Red".to_owned(),
            year,
            ..VehicleFacts::default()
        });
        let change = Change::AddVehicle {
            facts,
            owner: Owner::Known(self.customers[of]),
            since: None,
        };
        write(&mut self.store, &change).unwrap().vehicle.unwrap()
    }

    fn vehicles(&mut self) {
        self.vehicle(0, "D 1234 XB", "Isuzu", Some(2015));
        self.vehicle(0, "D 99 XC", "Toyota", Some(2020));
        self.vehicle(1, "B 1234 XYZ", "Toyota", Some(2019));
        let sold = self.vehicle(3, "B 77 SD", "Honda", None);
        let change = Change::ChangeOwner {
            vehicle: sold,
            owner: Owner::Known(self.customers[1]),
            day: day("2026-06-01"),
        };
        write(&mut self.store, &change).unwrap();
    }

    fn visits(&mut self) {
        let vehicle = VehicleId(3);
        for (at, on) in [
            "2026-01-10",
            "2026-03-10",
            "2026-05-10",
            "2026-07-10",
            "2026-09-10",
        ]
        .into_iter()
        .enumerate()
        {
            let mut facts = visit(self.customers[1], on, 500_000);
            facts.vehicle = Some(vehicle);
            facts.odometer = Some(40_000 + 1_000 * i64::try_from(at).unwrap());
            facts.next_service.day = Some(day("2026-12-02"));
            facts.next_service.odometer = Some(50_000);
            facts.mechanics = vec!["Joko".to_owned()];
            if at > 2 {
                facts.mechanics.push("Bala".to_owned());
                facts.lines = vec![line("Kampas rem depan")];
            }
            self.add_visit(facts);
        }
        for (on, oil) in [
            ("2026-11-19", "HX7"),
            ("2026-11-20", "HX7"),
            ("2026-11-21", "Magnatec"),
        ] {
            let mut facts = visit(self.customers[2], on, 123_457);
            facts.oil = oil.to_owned();
            self.add_visit(facts);
        }
        let mut lines = visit(self.customers[3], "2025-01-01", 7);
        lines.lines = vec![line("Shell 10W-40")];
        lines.mechanics = vec!["Bala".to_owned()];
        self.add_visit(lines);
        let mut cancelled = visit(self.customers[4], "2026-11-20", 9_999);
        cancelled.status = VisitStatus::Cancelled;
        cancelled.lines = vec![line("Kampas rem depan")];
        cancelled.oil = "HX7".to_owned();
        self.add_visit(cancelled);
    }

    fn add_visit(&mut self, facts: VisitFacts) {
        let facts = Box::new(facts);
        write(&mut self.store, &Change::AddVisit { facts }).unwrap();
    }

    /// Judged by every visit that is done.
    fn appraisal(&self) -> Appraisal {
        let sql = "SELECT customer_id, day, total FROM visit WHERE status = 'done' ORDER BY 1";
        let mut statement = self.store.conn.prepare(sql).unwrap();
        let mut receipts: BTreeMap<i64, Vec<Receipt>> = BTreeMap::new();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let receipt = Receipt {
                day: day(&row.get::<_, String>(1).unwrap()),
                amount: row.get(2).unwrap(),
            };
            receipts
                .entry(row.get(0).unwrap())
                .or_default()
                .push(receipt);
        }
        let one = |(id, receipts): (i64, Vec<Receipt>)| {
            let visits = VisitDays::of(receipts, today()).summary()?;
            Some((CustomerId(id), visits))
        };
        let standing: Vec<_> = receipts.into_iter().filter_map(one).collect();
        let mut all = Appraisal::of(&standing, today(), None, MONEY);
        // Too few to predict from and for scores; all must be there all the same.
        all.silence = Silence::default();
        for (at, one) in all.rows.iter_mut().enumerate().skip(1) {
            one.alive = Some([0.125, 0.5, 0.9][at % 3]);
        }
        all
    }

    fn card(&self, id: CustomerId) -> Card {
        let subject = Subject::Customer(id, None);
        self.store.card(subject).unwrap().unwrap()
    }

    /// Whether what takes long is read of those who are not decided yet or of everybody before,
    /// the same are meant.
    fn meant(&self, filter: &Filter) -> Vec<CustomerId> {
        let all = self.appraisal();
        let mut studied = Studied::default();
        let meant = |studied: &Studied| self.store.meant(filter, &all, studied).unwrap();
        let alone = meant(&studied);
        let study = self.store.study(filter, today(), &mut studied, &mut |_| ());
        study.unwrap();
        assert_eq!(meant(&studied), alone, "{filter:?}");
        alone.customers
    }

    /// Places of those who are meant, from 0.
    fn named(&self, text: &str) -> Vec<usize> {
        let trade = self.store.shop().unwrap().profile;
        let terms = Terms {
            trade: &trade,
            currency: Currency::IDR,
            today: today(),
        };
        let found = self.meant(&Filter::read(text, terms).unwrap());
        let place = |id| {
            self.customers
                .iter()
                .position(|known| *known == id)
                .unwrap()
        };
        found.into_iter().map(place).collect()
    }
}

fn line(text: &str) -> VisitLine {
    VisitLine {
        text: text.to_owned(),
        quantity: 1000,
        ..VisitLine::default()
    }
}

fn visit(customer: CustomerId, on: &str, total: i64) -> VisitFacts {
    VisitFacts {
        customer: Some(customer),
        total: Some(Money(total)),
        ..VisitFacts::on(day(on))
    }
}

/// What a person would say of a customer who is asked for a field.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Text(String),
    Dated(String, Day),
    Number(f64),
    Day(Day),
    Yes,
}

fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<Said> {
    let said = texts.into_iter().filter(|text| !text.is_empty());
    said.map(|text| Said::Text(text.to_owned())).collect()
}

#[expect(clippy::cast_precision_loss, reason = "small numbers")]
fn numbers(numbers: impl IntoIterator<Item = i64>) -> Vec<Said> {
    let numbers = numbers.into_iter();
    numbers.map(|number| Said::Number(number as f64)).collect()
}

/// All that is known of a customer in a field, from the card and the appraisal.
fn said(shop: &Shop, field: &Field, id: CustomerId) -> Vec<Said> {
    let card = shop.card(id);
    let facts = &card.customer.as_ref().unwrap().facts;
    let fact = match field {
        Field::Consent(purpose) => {
            let answer = purpose.answer(&card.consents);
            return texts(answer.map(|line| if line.yes { "yes" } else { "no" }));
        }
        Field::Own(key) => return texts(facts.fields.get(key).map(String::as_str)),
        Field::Fact(fact) => *fact,
    };
    if fact.is_computed() {
        return computed(shop, fact, id);
    }
    if let Some(said) = said_beyond(shop, fact, &card, id) {
        return said;
    }
    let cars = || card.vehicle.iter().chain(&card.other_vehicles);
    let days = |days: Option<Day>| days.map(Said::Day).into_iter().collect();
    match fact {
        Fact::Name => texts([&*facts.name]),
        Fact::Code => texts([&*card.customer.as_ref().unwrap().code]),
        Fact::CustomerKind if facts.kind == CustomerKind::Company => texts(["company"]),
        Fact::CustomerKind => texts(["person"]),
        Fact::Honorific => texts([&*facts.honorific]),
        Fact::HasPhone if facts.phones.iter().any(|one| one.phone.e164.is_some()) => {
            vec![Said::Yes]
        }
        Fact::HasEmail if !facts.email.is_empty() => vec![Said::Yes],
        Fact::HasPhone | Fact::HasEmail => Vec::new(),
        Fact::Email => texts([&*facts.email]),
        Fact::Address => texts([&*facts.address]),
        Fact::City => texts([&*facts.city]),
        Fact::Source => texts([&*facts.source]),
        Fact::Alert => texts([&*facts.alert]),
        Fact::Note => texts([&*facts.note]),
        Fact::BirthdayIn => {
            let born = facts.birthday;
            let until =
                born.and_then(|born| born.days_until(today(), crate::domain::LeapDay::default()));
            numbers(until)
        }
        Fact::BirthdayMonth => numbers(facts.birthday.and_then(|b| b.month).map(i64::from)),
        Fact::BirthYear => numbers(facts.birthday.and_then(|b| b.year).map(i64::from)),
        Fact::MemberSince => days(facts.member_since),
        Fact::Household => texts(facts.household.as_ref().map(|home| &*home.name)),
        Fact::Company => {
            let own = card
                .company
                .iter()
                .find(|(id, _)| Some(*id) == facts.company);
            texts(own.map(|(_, name)| &**name))
        }
        Fact::Vehicles => numbers([i64::try_from(cars().count()).unwrap()]),
        Fact::Plate => cars()
            .filter_map(|car| Some(Said::Text(car.facts.plate.as_ref()?.display())))
            .collect(),
        Fact::Make => texts(cars().map(|car| &*car.facts.make)),
        Fact::Model => texts(cars().map(|car| &*car.facts.model)),
        Fact::Year => numbers(cars().filter_map(|car| car.facts.year).map(i64::from)),
        Fact::Color => texts(cars().map(|car| &*car.facts.color)),
        Fact::Odometer => numbers(cars().filter_map(|car| Some(car.odometer?.0))),
        Fact::NextServiceDay => {
            let promised = cars().filter_map(|car| car.next_service.day);
            promised.map(Said::Day).collect()
        }
        Fact::NextServiceOdometer => numbers(cars().filter_map(|car| car.next_service.odometer)),
        Fact::UsualOil => texts(card.usual.oil.as_deref()),
        Fact::UsualMechanic => texts(card.usual.mechanic.as_deref()),
        other => panic!("{other:?}"),
    }
}

/// The same of the history, the points, and what a customer had before; `None` for other facts.
fn said_beyond(shop: &Shop, fact: Fact, card: &Card, id: CustomerId) -> Option<Vec<Said>> {
    let facts = &card.customer.as_ref().unwrap().facts;
    let visits = shop.store.history(Subject::Customer(id, None), 0, 100);
    let visits = visits.unwrap().0;
    let points = card.points.as_ref().unwrap();
    let cars = || card.vehicle.iter().chain(&card.other_vehicles);
    Some(match fact {
        Fact::VisitsYear => came_since(&visits, "2025-11-23"),
        Fact::VisitsQuarter => came_since(&visits, "2026-08-25"),
        Fact::MoneyYear => paid_since(&visits, "2025-11-23"),
        Fact::MoneyQuarter => paid_since(&visits, "2026-08-25"),
        Fact::Taken => done(&visits)
            .flat_map(|facts| {
                let lines = facts.lines.iter().map(|line| &line.text);
                let oil = Some(&facts.oil).filter(|oil| !oil.is_empty());
                lines.chain(oil).map(|text| (text.clone(), facts.day))
            })
            .map(|(text, day)| Said::Dated(text, day))
            .collect(),
        Fact::LastOil => texts(whole(&visits).find_map(oil::of_visit).as_deref()),
        Fact::LastMechanic => {
            let last = whole(&visits).find(|facts| !facts.mechanics.is_empty());
            texts(
                last.iter()
                    .flat_map(|facts| &facts.mechanics)
                    .map(|name| &**name),
            )
        }
        Fact::Points => numbers([points.balance]),
        Fact::PointsLapsing => {
            let soon = points
                .lapsing
                .iter()
                .filter(|(last, _)| *last <= day("2026-12-22"));
            numbers([soon.map(|(_, points)| points).sum()])
        }
        Fact::Tier => texts(points.tier.as_ref().map(|tier| &*tier.name)),
        Fact::BroughtBy => match facts.referred_by {
            Some(by) => {
                let by = shop.card(by).customer.unwrap();
                texts([&*by.facts.name, &*by.code])
            }
            None => Vec::new(),
        },
        Fact::Brought => numbers([card.brought.into()]),
        Fact::OtherCode => texts(
            card.customer
                .as_ref()
                .unwrap()
                .aliases
                .iter()
                .map(|one| &**one),
        ),
        Fact::Phone => facts.phones.iter().flat_map(spelled).collect(),
        Fact::EarlierPlate => cars()
            .flat_map(|car| &car.earlier_plates)
            .map(|earlier| Said::Text(earlier.plate.clone()))
            .collect(),
        _ => return None,
    })
}

/// Visits that were not cancelled, newest first.
fn whole(visits: &[Visit]) -> impl Iterator<Item = &VisitFacts> {
    let visits = visits.iter().map(|visit| &visit.facts);
    visits.filter(|facts| facts.status != VisitStatus::Cancelled)
}

fn done(visits: &[Visit]) -> impl Iterator<Item = &VisitFacts> {
    whole(visits).filter(|facts| facts.status == VisitStatus::Done)
}

fn came_since(visits: &[Visit], from: &str) -> Vec<Said> {
    let came = done(visits).filter(|facts| facts.day >= day(from));
    let days: std::collections::BTreeSet<Day> = came.map(|facts| facts.day).collect();
    numbers([i64::try_from(days.len()).unwrap()])
}

fn paid_since(visits: &[Visit], from: &str) -> Vec<Said> {
    let paid = done(visits).filter(|facts| facts.day >= day(from));
    numbers([paid.map(|facts| facts.total.unwrap().0).sum()])
}

/// A phone as it was written, and in digits as somebody may type it.
fn spelled(entry: &PhoneEntry) -> Vec<Said> {
    let digits = entry.phone.raw.replace(' ', "");
    let national = entry
        .phone
        .e164
        .as_deref()
        .map(|e164| e164.replace("+62", ""));
    let ways = national.map(|rest| [format!("0{rest}"), format!("62{rest}")]);
    let ways = ways.into_iter().flatten();
    let all = [entry.phone.raw.clone(), digits].into_iter().chain(ways);
    all.map(Said::Text).collect()
}

fn computed(shop: &Shop, fact: Fact, id: CustomerId) -> Vec<Said> {
    let all = shop.appraisal();
    let Some(one) = all.get(id) else {
        return match fact {
            Fact::Visits | Fact::Money => vec![Said::Number(0.0)],
            Fact::Stage => texts(["suspect"]),
            _ => Vec::new(),
        };
    };
    let visits = one.visits;
    match fact {
        Fact::Visits => numbers([visits.count.into()]),
        Fact::Money => numbers([visits.money]),
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        Fact::MoneyPerVisit => {
            let average = visits.money as f64 / f64::from(visits.count);
            vec![Said::Number(average.round())]
        }
        Fact::FirstVisit => vec![Said::Day(visits.first)],
        Fact::LastVisit => vec![Said::Day(visits.last)],
        Fact::DaysSilent => numbers([(today() - visits.last).num_days()]),
        Fact::UsualGap => numbers(visits.gaps.map(|gaps| gaps.usual().into())),
        Fact::LongestGap => numbers(visits.gaps.map(|gaps| gaps.longest.into())),
        Fact::DueDay => one.rhythm.due.map(Said::Day).into_iter().collect(),
        Fact::Outlook => texts([one.outlook.name()]),
        Fact::Stage => texts([one.stage.name()]),
        Fact::Segment => texts([one.scores.segment().name()]),
        Fact::Recency => numbers([one.scores.recency.into()]),
        Fact::Frequency => numbers([one.scores.frequency.into()]),
        Fact::MoneyScore => numbers([one.scores.money.into()]),
        Fact::Chance => one
            .alive
            .map(|alive| Said::Number(alive * 100.0))
            .into_iter()
            .collect(),
        // Too few customers: nothing is predicted.
        _ => Vec::new(),
    }
}

/// Every question that can be asked about one value: with the value itself, and beside it.
fn questions(kind: Kind, about: &Said) -> Vec<Test> {
    let around = |of: fn(Figure) -> Test, value: f64| {
        let figure = Figure::parse(&format!("{value:.3}")).unwrap();
        [-1_000, 0, 1_000].map(|by| of(Figure(figure.0 + by)))
    };
    let mut asked = Vec::new();
    match (kind, about) {
        (Kind::YesNo, _) => return vec![Test::Yes],
        (Kind::Text, Said::Text(text)) => {
            let part: String = text.chars().skip(1).take(3).collect();
            let part = if part.trim().is_empty() {
                text.clone()
            } else {
                part
            };
            asked.push(Test::Contains(part.to_uppercase()));
            asked.push(Test::Is(vec![text.to_uppercase()]));
            asked.push(Test::Is(vec!["other".to_owned(), text.clone()]));
        }
        (Kind::Dated, Said::Dated(text, on)) => {
            let part = text.to_uppercase();
            asked.push(Test::Contains(part.clone()));
            asked.push(Test::Is(vec!["other".to_owned(), part.clone()]));
            for by in [-1, 0, 1] {
                let from = *on + chrono::TimeDelta::days(by);
                let ago = i32::try_from((from - today()).num_days()).unwrap();
                for from in [When::On(from), When::Today(ago)] {
                    let part = part.clone();
                    asked.push(Test::Since { part, from });
                }
            }
        }
        (Kind::Choice, Said::Text(text)) => asked.push(Test::Is(vec![text.clone()])),
        (Kind::Number | Kind::Days, Said::Number(value)) => {
            for of in [
                |n| Test::Number(Bound::Below(n)),
                |n| Test::Number(Bound::AtMost(n)),
                |n| Test::Number(Bound::Exactly(n)),
                |n| Test::Number(Bound::AtLeast(n)),
                |n| Test::Number(Bound::Above(n)),
                |n: Figure| Test::Number(Bound::Between(n, Figure(n.0 + 2_000))),
            ] {
                asked.extend(around(of, *value));
            }
        }
        (Kind::Money, Said::Number(value)) => {
            for of in [
                |n: Figure| Test::Money(Bound::Below(n.0 / 1000)),
                |n: Figure| Test::Money(Bound::AtMost(n.0 / 1000)),
                |n: Figure| Test::Money(Bound::Exactly(n.0 / 1000)),
                |n: Figure| Test::Money(Bound::AtLeast(n.0 / 1000)),
                |n: Figure| Test::Money(Bound::Above(n.0 / 1000)),
                |n: Figure| Test::Money(Bound::Between(n.0 / 1000, n.0 / 1000 + 2)),
            ] {
                asked.extend(around(of, *value));
            }
        }
        (Kind::Day, Said::Day(value)) => {
            for by in [-1, 0, 1] {
                let on = When::On(*value + chrono::TimeDelta::days(by));
                let days = i32::try_from((*value - today()).num_days() + by).unwrap();
                for when in [on, When::Today(days)] {
                    let later = When::On(when.day(today()) + chrono::TimeDelta::days(2));
                    asked.extend([
                        Test::Day(Bound::Below(when)),
                        Test::Day(Bound::AtMost(when)),
                        Test::Day(Bound::Exactly(when)),
                        Test::Day(Bound::AtLeast(when)),
                        Test::Day(Bound::Above(when)),
                        Test::Day(Bound::Between(when, later)),
                    ]);
                }
            }
        }
        (kind, said) => panic!("{kind:?} {said:?}"),
    }
    asked.push(Test::Known);
    asked
}

/// Whether a person would answer a question with yes.
fn would_say(test: &Test, about: &Said) -> bool {
    fn bounded<T: PartialOrd + Copy>(bound: Bound<T>, value: T) -> bool {
        match bound {
            Bound::Below(one) => value < one,
            Bound::AtMost(one) => value <= one,
            Bound::Exactly(one) => value == one,
            Bound::AtLeast(one) => value >= one,
            Bound::Above(one) => value > one,
            Bound::Between(from, until) => from <= value && value <= until,
        }
    }
    let plain = |text: &str| text.to_lowercase().replace('ë', "e");
    match (test, about) {
        (Test::Known, _) | (Test::Yes, Said::Yes) => true,
        (Test::Is(words), Said::Text(text) | Said::Dated(text, _)) => {
            words.iter().any(|w| plain(w) == plain(text))
        }
        (Test::Since { part, from }, Said::Dated(text, on)) => {
            plain(text).contains(&plain(part)) && *on >= from.day(today())
        }
        (Test::Contains(part), Said::Text(text) | Said::Dated(text, _)) => {
            plain(text).contains(&plain(part))
        }
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        (Test::Number(bound), Said::Number(value)) => {
            bounded(bound.map(|figure| figure.0 as f64 / 1000.0), *value)
        }
        #[expect(clippy::cast_precision_loss, reason = "small numbers")]
        (Test::Money(bound), Said::Number(value)) => {
            bounded(bound.map(|minor| minor as f64), *value)
        }
        (Test::Day(bound), Said::Day(value)) => {
            bounded(bound.map(|when| when.day(today())), *value)
        }
        _ => false,
    }
}

#[test]
fn every_field_answers_every_question_as_the_card_would() {
    let shop = Shop::new();
    let trade = shop.store.shop().unwrap().profile;
    let mut silent = Vec::new();
    for field in Field::all(&trade) {
        let known: Vec<Vec<Said>> = shop
            .customers
            .iter()
            .map(|id| said(&shop, &field, *id))
            .collect();
        let about = known.iter().flatten();
        let mut asked: Vec<Test> = about
            .flat_map(|one| questions(field.kind(&trade), one))
            .collect();
        asked.dedup();
        if asked.is_empty() {
            silent.push(field.name().into_owned());
        }
        for test in asked {
            for not in [false, true] {
                let condition = Condition {
                    field: field.clone(),
                    not,
                    test: test.clone(),
                };
                let text = condition.text(Currency::IDR);
                let wanted = shop
                    .customers
                    .iter()
                    .zip(&known)
                    .filter(|(_, known)| known.iter().any(|one| would_say(&test, one)) != not);
                let wanted: Vec<CustomerId> = wanted.map(|(id, _)| *id).collect();
                let found = shop.meant(&Filter::new(Join::All, vec![condition]));
                assert_eq!(found, wanted, "{text}: {known:?}");
            }
        }
    }
    // Nobody in this book has any of these; the rest was asked for.
    let own: Vec<_> = silent
        .iter()
        .filter(|name| !name.starts_with("field."))
        .collect();
    let wanted = [
        "expected_visits",
        "predicted_value",
        "consent.service_reminders",
        "consent.birthday",
        "consent.contact",
    ];
    assert_eq!(own, wanted);
}

#[test]
fn conditions_are_joined_as_they_are_written() {
    let shop = Shop::new();
    assert_eq!(shop.named("everybody"), [0, 1, 2, 3, 4]);
    assert_eq!(shop.named("city = bogor"), [1, 2]);
    assert_eq!(shop.named("city = bogor and visits > 3"), [1]);
    assert_eq!(
        shop.named("visits > 3 or city = bogor or name ~ abadi"),
        [0, 1, 2]
    );
    assert_eq!(shop.named("make = toyota and not make = isuzu"), [1]);
    assert_eq!(shop.named("vehicles = 0 and visits = 0"), [4]);
    assert_eq!(shop.named("vehicles = 0 or stage = suspect"), [0, 2, 3, 4]);
    assert_eq!(
        shop.named("usual_oil ~ hx7 or usual_mechanic = bala"),
        [2, 3]
    );
    assert_eq!(shop.named("not has_phone and has_email"), [0]);
    assert_eq!(shop.named("phone = \"+62 812-3456-7890\""), [1]);
    assert_eq!(shop.named("phone ~ 0812-34 and points > 40"), [1]);
    assert_eq!(shop.named("taken ~ \"kampas rem\" since 2026-09-10"), [1]);
    assert_eq!(shop.named("taken ~ kampas since 2026-09-11"), [0; 0]);
    assert_eq!(
        shop.named("taken ~ shell and taken !~ shell since today-365"),
        [3]
    );
    // The oil that a visit names counts as taken, of one that is done; a line or an oil is enough.
    assert_eq!(shop.named("taken ~ hx7"), [2]);
    assert_eq!(shop.named("taken ~ magnatec since 2026-11-21"), [2]);
    assert_eq!(shop.named("taken ~ hx7 since 2026-11-21"), [0; 0]);
    assert_eq!(shop.named("taken ~ hx7 or taken ~ shell"), [2, 3]);
    assert_eq!(shop.named("taken !~ hx7 and visits > 1"), [1]);
    assert_eq!(shop.named("last_mechanic = bala"), [1, 3]);
    assert_eq!(shop.named("tier = gold and brought_by ~ karya"), [2]);
    assert_eq!(shop.named("brought = 2 or other_id = old-8"), [0, 1]);
    assert_eq!(shop.named("visits_12_months < 1 and visits = 1"), [3]);
    assert!(shop.named("city is unknown and city = bogor").is_empty());
}

#[test]
fn what_is_offered_means_whom_its_name_says() {
    let shop = Shop::new();
    let of = |shipped: Shipped| shop.meant(&shipped.filter());
    let [company, budi, _zoe, sari, never] = shop.customers[..] else {
        panic!("five");
    };
    assert_eq!(of(Shipped::BirthdaySoon), [budi]);
    assert_eq!(of(Shipped::OneVisitOnly), [sari]);
    assert_eq!(of(Shipped::NeverServed), [company, never]);
    assert_eq!(of(Shipped::ServiceSoon), [budi]);
}

#[test]
fn the_sums_are_those_of_whom_is_meant() {
    let shop = Shop::new();
    let city = Test::Is(vec!["Bogor".to_owned()]);
    let filter = Filter::new(Join::All, vec![Condition::of(Fact::City, city)]);
    let meant = shop
        .store
        .meant(&filter, &shop.appraisal(), &Studied::default())
        .unwrap();
    let sums = (meant.of, meant.visits, meant.money);
    assert_eq!(sums, (5, 8, 5 * 500_000 + 3 * 123_457));
}

#[test]
fn what_is_sensitive_tells_nothing_unless_the_owner_wants_it_and_the_customer_agreed() {
    let mut shop = Shop::new();
    let filter = Filter::from_json(
        r#"{"join":"all","conditions":[{"field":"field.religion","test":"known"}]}"#,
    )
    .unwrap();
    assert_eq!(shop.meant(&filter), []);
    let on = Change::SetShop {
        facts: vec![crate::domain::ShopEdit {
            key: "sensitive".to_owned(),
            base: String::new(),
            value: "1".to_owned(),
        }],
        staff: Vec::new(),
    };
    write(&mut shop.store, &on).unwrap();
    let zoe = shop.customers[2];
    assert_eq!(shop.meant(&filter), [zoe]);
    let no = Change::SetConsent {
        customer: zoe,
        purpose: "sensitive".to_owned(),
        yes: false,
        day: today(),
        channel: String::new(),
    };
    write(&mut shop.store, &no).unwrap();
    assert_eq!(shop.meant(&filter), []);
}

#[test]
fn rows_come_in_the_order_that_was_asked_for() {
    let shop = Shop::new();
    let all = shop.appraisal();
    let codes = |sort, skip, limit| {
        let rows = shop
            .store
            .segment_rows(&shop.customers, &all, sort, skip, limit)
            .unwrap();
        rows.into_iter()
            .map(|row| row.customer.0)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(SegmentSort::Money, 0, 9), [2, 3, 4, 1, 5]);
    assert_eq!(codes(SegmentSort::Visits, 0, 2), [2, 3]);
    assert_eq!(codes(SegmentSort::LastVisit, 1, 2), [2, 4]);
    assert_eq!(codes(SegmentSort::Name, 0, 9), [2, 1, 5, 4, 3]);
    let budi = &shop
        .store
        .segment_rows(&shop.customers, &all, SegmentSort::Money, 0, 1)
        .unwrap()[0];
    let told = (
        &*budi.name,
        &*budi.phone,
        &*budi.plate,
        budi.visits,
        budi.money.0,
    );
    assert_eq!(
        told,
        (
            "Pak Budi Santoso",
            "+6281234567890",
            "B 1234 XYZ",
            5,
            2_500_000
        )
    );
}

#[test]
fn the_choices_of_a_filter_are_the_words_of_insight() {
    use crate::insight::{Outlook, Segment, Stage};
    let segments = Segment::ALL.map(Segment::name);
    assert_eq!(Fact::Segment.choices(), segments);
    assert_eq!(Fact::Outlook.choices(), Outlook::ALL.map(Outlook::name));
    assert_eq!(Fact::Stage.choices(), Stage::ALL.map(Stage::name));
}

#[test]
fn an_unwanted_look_ends() {
    let mut shop = Shop::new();
    let all = shop.appraisal();
    let filter = Shipped::ServiceSoon.filter();
    // Asked at every step of SQLite's machine.
    let stop: crate::store::StopRead = Box::new(|| true);
    shop.store.stop_when(Some(stop));
    shop.store.conn.progress_handler(1, Some(|| true)).unwrap();
    let ended = shop.store.meant(&filter, &all, &Studied::default());
    assert!(
        matches!(ended, Err(crate::store::StoreError::Cancelled)),
        "{ended:?}"
    );
}

#[test]
fn of_so_few_customers_nobody_stands_in_a_segment_and_it_is_said_why() {
    let shop = Shop::new();
    let mut all = shop.appraisal();
    all.silence = Appraisal::of(&[], today(), None, MONEY).silence;
    let terms = Terms {
        trade: &shop.store.shop().unwrap().profile,
        currency: Currency::IDR,
        today: today(),
    };
    let meant = |text: &str| {
        let filter = Filter::read(text, terms).unwrap();
        shop.store
            .meant(&filter, &all, &Studied::default())
            .unwrap()
    };
    for asked in [
        "rfm = champion",
        "not rfm = champion",
        "frequency_score >= 1",
    ] {
        let none = meant(asked);
        assert_eq!(
            (none.customers, none.unsaid),
            (Vec::new(), all.silence.scores)
        );
    }
    assert!(all.silence.scores.is_some());
    assert!(!meant("visits > 0").customers.is_empty());
    let rows = shop
        .store
        .segment_rows(&shop.customers, &all, SegmentSort::Money, 0, 9);
    let scored = |row: &SegmentRow| row.segment.is_some() || row.scores.is_some();
    assert!(!rows.unwrap().iter().any(scored));
}
