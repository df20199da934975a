//! A review with everything in it: an invented garage, appraised by the functions that appraise a
//! real one.

use std::collections::HashMap;

use chrono::Days;

use crate::domain::odometer::{OdometerWarning, Reading};
use crate::domain::{
    BatchId, Campaign, CampaignFacts, CampaignId, CustomerId, Day, Doubt, Introduced, Liability,
    Named, PhoneFlag, Remark, RemarkId, ThanksOwed, VehicleId, VisitId,
};
use crate::insight::review::{
    Backing, Birthday, DoneVisit, Flow, Kind, Lapsing, Listed, Loyalty, Narrowed, NeverServed,
    OfList, Quality, QualityItem, Reason, Review, Same, Slip, Source, Week, Weekly,
};
use crate::insight::{
    Appraisal, CampaignResult, CampaignTold, Cohorts, Group, Margin, Money, Past, Period, Receipt,
    VisitDays, Visits,
};
use crate::protocol::PointsSheet;
use crate::screens::samples::{self, day};
use crate::store::PointsEntry;

/// The Monday on which the review is read.
pub(super) fn monday() -> Day {
    day("2026-11-23")
}

/// One invented customer: the days between visits, how many there were, how many days before the
/// review the last one was, and what each brought.
type Habit = (u64, u64, u64, i64);

/// On time, late, asleep, lost, seldom, once, new, and back after long.
const HABITS: [Habit; 52] = [
    (91, 12, 163, 650_000),
    (35, 21, 64, 1_850_000),
    (182, 9, 245, 900_000),
    (28, 16, 45, 420_000),
    (60, 10, 90, 380_000),
    (91, 9, 170, 310_000),
    (30, 8, 150, 520_000),
    (45, 6, 230, 610_000),
    (60, 7, 290, 450_000),
    (90, 5, 400, 380_000),
    (40, 5, 500, 330_000),
    (30, 9, 420, 700_000),
    (30, 24, 12, 480_000),
    (60, 14, 33, 720_000),
    (91, 10, 40, 860_000),
    (14, 40, 3, 210_000),
    (21, 30, 9, 260_000),
    (45, 18, 20, 540_000),
    (90, 8, 88, 640_000),
    (120, 6, 100, 1_150_000),
    (30, 12, 25, 390_000),
    (60, 9, 57, 430_000),
    (75, 8, 30, 350_000),
    (100, 6, 60, 470_000),
    (50, 11, 14, 280_000),
    (35, 15, 6, 330_000),
    (40, 9, 11, 410_000),
    (65, 5, 21, 360_000),
    (80, 4, 47, 290_000),
    (90, 4, 70, 520_000),
    (200, 2, 620, 300_000),
    (150, 2, 480, 250_000),
    (90, 2, 330, 310_000),
    (60, 3, 410, 275_000),
    (120, 2, 35, 450_000),
    (45, 3, 19, 240_000),
    (1, 1, 700, 180_000),
    (1, 1, 540, 220_000),
    (1, 1, 430, 350_000),
    (1, 1, 365, 150_000),
    (1, 1, 300, 400_000),
    (1, 1, 210, 275_000),
    (1, 1, 120, 190_000),
    (1, 1, 66, 330_000),
    (1, 1, 25, 410_000),
    (1, 1, 16, 260_000),
    (1, 1, 6, 380_000),
    (1, 1, 4, 650_000),
    (1, 1, 2, 145_000),
    (30, 6, 1, 320_000),
    (45, 5, 3, 410_000),
    (60, 12, 5, 560_000),
];

/// Who had been away for a long time before the last visit.
const BACK: [i64; 2] = [50, 51];

const NAMES: [&str; 13] = [
    "Budi Santoso",
    "Sari Dewi",
    "Rudi Hartono",
    "Wati Lestari",
    "Agus Salim",
    "Ratna Sari",
    "Joko Susilo",
    "Dewi Anggraini",
    "Hendra Wijaya",
    "Yanti Kusuma",
    "Bambang Pratama",
    "Lina Marlina",
    "Eko Nugroho",
];

/// The visits of a customer, the oldest first.
fn days(number: i64, (gap, count, ago, _): Habit) -> Vec<Day> {
    let last = monday() - Days::new(ago);
    let visit = |back: u64| {
        // Nobody comes like clockwork, and who came back had been away for a year.
        let away = if BACK.contains(&number) && back > 0 {
            400
        } else {
            0
        };
        let wobble = (back * 7 + number.unsigned_abs() * 3) % (gap / 6 + 1);
        last - Days::new(back * gap + wobble * u64::from(back > 0) + away)
    };
    (0..count).rev().map(visit).collect()
}

fn everybody(customers: usize) -> impl Iterator<Item = (i64, Habit)> {
    (1..).zip(HABITS).take(customers)
}

fn standing(customers: usize, as_of: Day) -> Vec<(CustomerId, Visits)> {
    everybody(customers)
        .filter_map(|(number, habit)| {
            let receipts = days(number, habit).into_iter().map(|day| Receipt {
                day,
                amount: Some(habit.3),
            });
            let visits = VisitDays::of(receipts, as_of).summary()?;
            Some((CustomerId(number), visits))
        })
        .collect()
}

fn appraisal(customers: usize, as_of: Day) -> Appraisal {
    let then = as_of - Days::new(90);
    let (known, now) = (standing(customers, then), standing(customers, as_of));
    let counts: HashMap<_, _> = known.iter().map(|(id, one)| (*id, one.count)).collect();
    let since = now.iter().filter_map(|(id, one)| {
        let before = counts.get(id)?;
        Some(u64::from(one.count - before))
    });
    let past = Past {
        then,
        known: known.iter().map(|(_, one)| *one).collect(),
        since: since.sum(),
    };
    let shop = Money {
        margin: Margin {
            money: 1_000,
            cost: 620,
        },
        minor_per_major: 1.0,
    };
    Appraisal::of(&now, as_of, Some(&past), shop)
}

fn flow(customers: usize, week: Week) -> Flow {
    let mut flow = Flow::default();
    for (number, habit) in everybody(customers) {
        let all = days(number, habit);
        let within = all
            .iter()
            .filter(|day| (week.monday()..=week.sunday).contains(*day));
        let came = within.count() as u64;
        flow.visits += came;
        flow.money += habit.3 * i64::try_from(came).expect("few");
        let is_new = all.first().is_some_and(|first| *first >= week.monday());
        flow.new += u64::from(came > 0 && is_new);
        flow.returning += u64::from(came > 0 && !is_new);
    }
    flow
}

fn introduced(number: i64) -> Introduced {
    let at = usize::try_from(number).expect("from 1");
    let name = NAMES[at % NAMES.len()];
    let company = number == 2;
    Introduced {
        id: CustomerId(number),
        code: format!("C-{number:05}"),
        honorific: if company { "PT" } else { ["Pak", "Bu"][at % 2] }.to_owned(),
        name: if company { "Karya Abadi" } else { name }.to_owned(),
        is_company: company,
        plate: format!("B {} {}", 1_000 + number * 37, ["XYZ", "SD", "KA"][at % 3]),
        phone: format!("0812-3456-{:04}", 1_000 + number * 13),
        no_contact: false,
        alert: if number == 1 {
            "call before touching the AC".to_owned()
        } else {
            String::new()
        },
    }
}

/// The review of the garage's first so many customers.
fn weekly(customers: usize) -> Weekly {
    let week = Week::over_on(monday());
    let weeks: Vec<Flow> = (0..9)
        .map(|back| flow(customers, week.earlier(back)))
        .collect();
    let now = appraisal(customers, week.sunday);
    let before = appraisal(customers, week.earlier(1).sunday);
    let year = (0..52).rev().map(|back| week.earlier(back));
    Weekly {
        review: Review::of((week, week.monday()), &now, &before, &weeks, 20),
        people: HashMap::new(),
        year: year
            .map(|week| (week.monday(), flow(customers, week)))
            .collect(),
        birthdays: Vec::new(),
        thanks: Vec::new(),
        never_served: NeverServed::default(),
        quality: Quality::default(),
        points: None,
        lapsing: (Vec::new(), 0),
        campaigns: Vec::new(),
        done: (Vec::new(), 0),
        further: HashMap::new(),
        since: HashMap::new(),
    }
}

/// A garage with everything in it.
pub(super) fn full() -> Weekly {
    let birthday = |customer, day_text: &str, turns| Birthday {
        customer: CustomerId(customer),
        day: day(day_text),
        turns,
        agreed: turns.map(|_| true),
    };
    Weekly {
        people: (1..=57).map(|n| (CustomerId(n), introduced(n))).collect(),
        birthdays: vec![
            birthday(1, "2026-11-26", Some(52)),
            birthday(14, "2026-11-30", None),
            birthday(23, "2026-12-05", Some(41)),
        ],
        thanks: vec![owed(1, 16), owed(23, 50)],
        points: Some(Liability {
            points: 184_200,
            worth: 18_420_000,
            lapsing: [1_680, 2_210, 33_156],
        }),
        lapsing: (
            vec![
                lapsing(2, 1_430, "2026-12-03"),
                lapsing(9, 250, "2026-12-20"),
            ],
            2,
        ),
        campaigns: vec![
            campaign(2, "Asleep in November", 30, 9),
            campaign(1, "Once only, a free check before the year ends", 112, 0),
        ],
        done: (done(), 8),
        never_served: NeverServed {
            total: 1_922,
            first: (53..=57).rev().map(CustomerId).collect(),
        },
        quality: Quality {
            totals: vec![
                (Slip::Import, 3),
                (Slip::Twin, 4),
                (Slip::Odometer, 2),
                (Slip::DeadPhone, 17),
                (Slip::NoBirthday, 31),
            ],
            today: to_check(),
        },
        ..weekly(HABITS.len())
    }
}

/// Somebody whose points lapse.
fn lapsing(customer: i64, points: i64, last: &str) -> Lapsing {
    Lapsing {
        customer: CustomerId(customer),
        points,
        worth: points * 100,
        day: day(last),
    }
}

/// What is left of the points of whoever has most that lapse: of two visits, and of a third that
/// is valid for longer.
pub(super) fn points() -> PointsSheet {
    let line = |id, points, left, came: &str, expires: &str| PointsEntry {
        id: Some(id),
        kind: crate::points::Kind::Earn,
        points,
        day: day(came),
        expires: Some(day(expires)),
        visit: Some(VisitId(id)),
        reason: String::new(),
        staff: "Rina".to_owned(),
        takes_back: None,
        welcome: false,
        weight: None,
        bill: None,
        reckoned: None,
        left,
    };
    PointsSheet {
        card: samples::card(),
        lines: vec![
            line(1, 600, 0, "2025-06-02", "2026-06-02"),
            line(2, 430, 430, "2025-12-10", "2026-12-10"),
            line(3, 1_200, 1_000, "2025-12-03", "2026-12-03"),
            line(4, 90, 90, "2026-08-03", "2027-08-03"),
        ],
        rule: None,
    }
}

/// A campaign of November of which so many were sent a message and came back.
fn campaign(id: i64, name: &str, sent: u64, came: u64) -> CampaignTold {
    let group = |people: u64, came: u64| Group {
        people,
        came,
        money: i64::try_from(came).expect("few") * 650_000,
        due_anyway: came / 2,
        due_anyway_money: i64::try_from(came / 2).expect("few") * 600_000,
        open: people / 3,
    };
    let points = i64::try_from(came).expect("few") * 65;
    CampaignTold {
        campaign: Campaign {
            id: CampaignId(id),
            facts: CampaignFacts {
                name: name.to_owned(),
                segment: "Asleep".to_owned(),
                filter: "{}".to_owned(),
                template: "win_back".to_owned(),
                purpose: "promotion".to_owned(),
                offer: None,
                since: day("2026-11-02"),
                until: day("2026-11-30"),
                within: 14,
                note: String::new(),
            },
        },
        result: CampaignResult {
            sent: group(sent, came),
            control: group(12, 1),
            earned: points,
            redeemed: 0,
            given: 0,
        },
        cost: points * 100,
    }
}

/// Thanks to one for bringing another.
fn owed(referrer: i64, friend: i64) -> ThanksOwed {
    let named = |n: i64| Named {
        id: CustomerId(n),
        code: introduced(n).code,
        name: introduced(n).name,
        honorific: String::new(),
    };
    ThanksOwed {
        referrer: named(referrer),
        friend: named(friend),
        day: day("2026-11-18"),
        paid: crate::domain::Money(650_000),
        points: if referrer == 1 { 50 } else { 0 },
    }
}

/// The visits of the week, the first of them of somebody who is not known.
fn done() -> Vec<DoneVisit> {
    let visit = |customer: Option<i64>| DoneVisit {
        customer: customer.map(CustomerId),
        vehicle: Some(VehicleId(9)),
        plate: "B 9013 XY".to_owned(),
        day: day("2026-11-18"),
        total: Some(650_000),
    };
    vec![visit(None), visit(Some(3)), visit(Some(48))]
}

/// Something of five kinds to look at.
fn to_check() -> Vec<QualityItem> {
    let item = |slip, customer, about: &str, doubt, reason| QualityItem {
        slip,
        customer: CustomerId(customer),
        about: about.to_owned(),
        doubt,
        reason,
    };
    let reading = |day_text: &str, km| Reading {
        day: day(day_text),
        km,
    };
    let odd = reading("2026-11-02", 452_100);
    let remark = Remark {
        batch: BatchId(1),
        file: "services.csv".to_owned(),
        row: 2_392,
        column: String::new(),
        value: String::new(),
        code: "dates_differ".to_owned(),
    };
    vec![
        item(
            Slip::Import,
            2,
            "",
            Doubt::Remark(RemarkId(7)),
            Reason::Remark {
                remark,
                plate: "AB 1886 HZ".to_owned(),
                visit: Some(day("2026-07-14")),
            },
        ),
        item(
            Slip::Twin,
            4,
            "C-00011 Bu Wati L.",
            Doubt::twins(CustomerId(4), CustomerId(11)),
            Reason::Same(Same::Phone("0812-3456-7890".to_owned())),
        ),
        item(
            Slip::Odometer,
            13,
            "452100",
            Doubt::Reading {
                vehicle: VehicleId(31),
                day: odd.day,
                km: odd.km,
            },
            Reason::Reading {
                plate: "B 9013 XY".to_owned(),
                reading: odd,
                odd: Some(OdometerWarning::ExtraDigit { likely: 45_210 }),
            },
        ),
        item(
            Slip::DeadPhone,
            18,
            "0812",
            Doubt::Phone(CustomerId(18), "0812".to_owned()),
            Reason::Phone(Some(PhoneFlag::BadLength)),
        ),
        item(
            Slip::NoBirthday,
            16,
            "",
            Doubt::NoBirthday(CustomerId(16)),
            Reason::Came(12),
        ),
    ]
}

/// A garage so young that no model may speak and no score says anything.
pub(super) fn small() -> Weekly {
    Weekly {
        people: (1..=12).map(|n| (CustomerId(n), introduced(n))).collect(),
        ..weekly(12)
    }
}

/// A book without a visit.
pub(super) fn empty() -> Weekly {
    weekly(0)
}

/// Who stayed in the full garage.
pub(super) fn loyalty() -> Loyalty {
    let all: Vec<Vec<Day>> = everybody(HABITS.len())
        .map(|(number, habit)| days(number, habit))
        .collect();
    let sunday = Week::over_on(monday()).sunday;
    let source = |name: &str, customers, returning, here, money, stays| Source {
        name: name.to_owned(),
        customers,
        returning,
        here,
        money,
        stays,
    };
    Loyalty {
        cohorts: Cohorts::of(Period::Month, all.iter().map(Vec::as_slice), sunday),
        sources: vec![
            source("teman", 21, 18, 15, 78_400_000, Some(640)),
            source("Google Maps", 14, 7, 5, 21_300_000, Some(190)),
            source("brosur", 6, 1, 1, 2_150_000, Some(0)),
            source("", 11, 9, 6, 30_900_000, None),
        ],
    }
}

/// The same garage, a thousand times as large.
pub(super) fn huge(mut weekly: Weekly) -> Weekly {
    for list in weekly.review.lists.values_mut() {
        list.total *= 1_000;
        list.money = list.money.saturating_mul(1_000);
    }
    weekly.review.flow.visits *= 10_000;
    weekly.review.flow.money = weekly.review.flow.money.saturating_mul(10_000);
    for (_, flow) in &mut weekly.year {
        flow.money = flow.money.saturating_mul(10_000);
        flow.visits *= 10_000;
    }
    weekly
}

/// Two people who stand behind a number, one of whom no other list names.
pub(super) fn backing() -> Backing {
    let weekly = full();
    let list = &weekly.review.lists[&Kind::Top];
    let mut first: Vec<_> = list.first.iter().take(2).copied().collect();
    first[1].customer = CustomerId(99);
    Backing {
        list: Listed {
            total: 2,
            money: 1_000_000,
            first,
        },
        people: vec![introduced(99)],
        since: HashMap::new(),
    }
}

/// Whoever is left of a list that holds more than the screen.
pub(super) fn narrowed() -> Narrowed {
    let backing = backing();
    Narrowed {
        total: 201,
        money: Some(7_500_000),
        first: backing
            .list
            .first
            .iter()
            .copied()
            .map(OfList::Person)
            .collect(),
        people: backing.people,
        since: backing.since,
        visits: HashMap::new(),
    }
}

/// What everybody of that garage may bring, as the book tells it.
pub(super) fn ahead() -> Narrowed {
    let mut weekly = foretold();
    let sunday = weekly.review.week.sunday;
    let best = weekly.review.lists.get_mut(&Kind::Top).expect("the best");
    best.first = appraisal(HABITS.len(), sunday).rows;
    let (total, money) = (best.total, best.money);
    let rows = crate::screens::review::row::ahead(&weekly).into_iter();
    Narrowed {
        total,
        money: Some(money),
        first: rows.filter_map(|row| row.of_list(&weekly)).collect(),
        people: weekly.people.values().cloned().collect(),
        since: HashMap::new(),
        visits: HashMap::new(),
    }
}

/// The same garage with enough customers, as its models have it, to say what may come.
pub(super) fn foretold() -> Weekly {
    let mut weekly = full();
    let prediction = &mut weekly.review.prediction;
    prediction.gate.customers = prediction.gate.customers.max(100);
    prediction.gate.returning = prediction.gate.returning.max(30);
    if let Some(test) = &mut prediction.backtest {
        test.predicted = f64::from(u32::try_from(test.actual).expect("few"));
    }
    prediction.ahead = Some(61.4);
    assert!(prediction.is_shown(), "{prediction:?}");
    weekly
}
