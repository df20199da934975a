//! An invented shop: who has which vehicles and came when.

use chrono::{Days, NaiveDate};

use super::dice::Dice;

pub const NAMES: &[&str] = &[
    "Budi Santoso",
    "Ibu Ratna",
    "Pak Slamet",
    "Siti Aminah",
    "Agus Wijaya",
    "Dewi Lestari",
    "PT Sinar Jaya",
    "Mas Eko",
    "Hj. Fatimah",
    "Yohanes Bima",
    "Nengah Sudiarta",
    "Rina",
    "Tono",
    "CV Maju Bersama",
];
pub const CARS: &[(&str, &str)] = &[
    ("Toyota", "Avanza"),
    ("Honda", "Brio"),
    ("Suzuki", "Ertiga"),
    ("Daihatsu", "Xenia"),
    ("Honda", "Vario 125"),
    ("Yamaha", "NMAX"),
    ("Mitsubishi", "L300"),
];
pub const WORK: &[&str] = &[
    "Ganti oli",
    "Servis rem",
    "Tune up",
    "Ganti ban",
    "Spooring balancing",
    "Servis AC",
    "Ganti aki",
    "Cek kaki-kaki",
];

pub struct Visit {
    pub customer: usize,
    pub plate: [String; 3],
    pub car: (&'static str, &'static str),
    pub year: i32,
    pub day: NaiveDate,
    pub km: u32,
    pub total: u32,
    /// What was done, and for how much.
    pub lines: Vec<(&'static str, u32)>,
    pub mechanic: &'static str,
}

/// How visits become rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A row a visit.
    Whole,
    /// A row for everything that was done, with all about the visit repeated.
    Lines,
    /// The same, with what is about the visit on its first row only.
    Heads,
}

pub struct Shop {
    pub phones: Vec<String>,
    pub visits: Vec<Visit>,
}

/// Every name with a phone of its own, one or two vehicles each, some visits on different days.
pub fn shop(dice: &mut Dice, lines: bool) -> Shop {
    let people = 3 + dice.below(NAMES.len() - 3);
    let phones = (0..people)
        .map(|n| format!("81{}{:07}", dice.below(9) + 1, 1_234_507 + 1111 * n))
        .collect();
    let mut visits = Vec::new();
    for customer in 0..people {
        for vehicle in 0..=dice.below(2) {
            let region = dice.of(&["B", "AB", "D", "H", "DK", "BK"]);
            let number = 1000 + customer * 90 + vehicle * 7;
            let plate = [
                region.to_owned(),
                number.to_string(),
                dice.of(&["XYZ", "KX", "ABC", "TR"]).to_owned(),
            ];
            let (car, year) = (
                dice.of(CARS),
                2005 + i32::try_from(dice.below(20)).expect("small"),
            );
            let start = NaiveDate::from_ymd_opt(2025, 1, 25).expect("a day");
            let mut day = start + Days::new(dice.roll() % 60);
            for _ in 0..=dice.below(3) {
                let several = if lines { 1 + dice.below(4) } else { 1 };
                let first = dice.below(WORK.len());
                let line = |at: usize, dice: &mut Dice| {
                    let amount = 500 * (50 + u32::try_from(dice.below(5_000)).expect("small"));
                    (WORK[(first + at) % WORK.len()], amount)
                };
                let done: Vec<_> = (0..several).map(|at| line(at, dice)).collect();
                visits.push(Visit {
                    customer,
                    plate: plate.clone(),
                    car,
                    year,
                    day,
                    km: 10_000 + u32::try_from(dice.below(90_000)).expect("small"),
                    total: done.iter().map(|(_, amount)| amount).sum(),
                    lines: done,
                    mechanic: dice.of(&["Anto", "Giyono", "Made"]),
                });
                day = day + Days::new(20 + dice.roll() % 100);
            }
        }
    }
    visits.sort_by_key(|visit| visit.day);
    Shop { phones, visits }
}
