//! Cars as they drive in Indonesia, with their oil, and plates that no two share.

use chrono::Datelike as _;

use crate::domain::{Plate, VehicleFacts};

use super::calendar::{DayNo, day};
use super::dice::{Dice, scattered};

/// A model with what belongs to it.
#[derive(Debug)]
pub(super) struct Model {
    make: &'static str,
    name: &'static str,
    /// First model year.
    from: i32,
    cc: i64,
    /// The oil that the workshop puts in.
    pub(super) oil: &'static str,
    /// Litres of it, in thousandths.
    pub(super) litres: i64,
    /// Rupiah a litre.
    pub(super) oil_price: i64,
    /// Tyre size.
    pub(super) tyre: &'static str,
    /// Kilometres to the next oil.
    pub(super) interval: i64,
}

const fn model(
    (make, name): (&'static str, &'static str),
    (from, cc): (i32, i64),
    (oil, litres, oil_price): (&'static str, i64, i64),
    tyre: &'static str,
    interval: i64,
) -> Model {
    Model {
        make,
        name,
        from,
        cc,
        oil,
        litres,
        oil_price,
        tyre,
        interval,
    }
}

const HX7: &str = "Shell HX7 10W-40";
const ECO: &str = "Fastron Ecogreen 0W-20";
const ULTRA: &str = "Helix Ultra 5W-30";
const RIMULA: &str = "Rimula R4 15W-40";
const TMO: &str = "TMO 10W-40";

#[rustfmt::skip]
const MODELS: &[(Model, u64)] = &[
    (model(("Toyota", "Avanza"), (2004, 1329), (HX7, 3500, 95_000), "185/70 R14", 5000), 160),
    (model(("Daihatsu", "Xenia"), (2004, 1298), (HX7, 3500, 95_000), "185/70 R14", 5000), 80),
    (model(("Toyota", "Kijang Innova"), (2005, 1998), (TMO, 5000, 90_000), "205/65 R15", 5000), 90),
    (model(("Toyota", "Innova Diesel"), (2005, 2494), (RIMULA, 6000, 85_000), "205/65 R15", 5000), 40),
    (model(("Toyota", "Kijang Kapsul"), (1997, 1781), ("Mesran Super 20W-50", 4000, 55_000), "195/70 R14", 5000), 30),
    (model(("Honda", "Brio"), (2012, 1199), (ECO, 3500, 110_000), "175/65 R14", 7500), 90),
    (model(("Honda", "Jazz"), (2004, 1497), (ULTRA, 3500, 125_000), "175/65 R15", 7500), 50),
    (model(("Honda", "HR-V"), (2015, 1498), (ECO, 3500, 110_000), "215/60 R16", 7500), 40),
    (model(("Honda", "Mobilio"), (2014, 1496), (ECO, 3500, 110_000), "185/65 R15", 7500), 30),
    (model(("Daihatsu", "Ayla"), (2013, 998), (ECO, 3000, 110_000), "175/65 R14", 7500), 50),
    (model(("Toyota", "Agya"), (2013, 1197), (ECO, 3000, 110_000), "175/65 R14", 7500), 50),
    (model(("Daihatsu", "Terios"), (2007, 1495), (HX7, 3500, 95_000), "215/65 R16", 5000), 30),
    (model(("Toyota", "Rush"), (2007, 1496), (ULTRA, 3500, 125_000), "215/65 R16", 5000), 40),
    (model(("Daihatsu", "Gran Max"), (2008, 1495), (HX7, 4000, 95_000), "165 R13", 5000), 50),
    (model(("Suzuki", "Ertiga"), (2012, 1462), (ECO, 3500, 110_000), "185/65 R15", 7500), 50),
    (model(("Suzuki", "Carry"), (2000, 1493), (HX7, 4000, 95_000), "165 R13", 5000), 40),
    (model(("Suzuki", "APV"), (2005, 1493), (HX7, 4000, 95_000), "185/80 R14", 5000), 20),
    (model(("Mitsubishi", "Xpander"), (2017, 1499), (ULTRA, 4000, 125_000), "205/55 R16", 10_000), 60),
    (model(("Mitsubishi", "L300"), (1998, 2477), (RIMULA, 6000, 85_000), "185 R14", 5000), 30),
    (model(("Mitsubishi", "Pajero Sport"), (2009, 2442), (RIMULA, 8000, 85_000), "265/70 R16", 5000), 20),
    (model(("Toyota", "Fortuner"), (2006, 2494), (RIMULA, 7000, 85_000), "265/65 R17", 5000), 20),
    (model(("Nissan", "Grand Livina"), (2007, 1498), (ULTRA, 4000, 125_000), "185/65 R15", 7500), 30),
    (model(("Isuzu", "Panther"), (2000, 2499), (RIMULA, 6000, 85_000), "205/70 R15", 5000), 20),
    (model(("Hyundai", "Stargazer"), (2022, 1497), (ECO, 3500, 110_000), "205/55 R16", 10_000), 10),
    (model(("Wuling", "Confero"), (2017, 1485), (ULTRA, 4000, 125_000), "195/60 R15", 5000), 10),
];

const COLORS: &[(&str, u64)] = &[
    ("Hitam", 28),
    ("Putih", 26),
    ("Silver", 22),
    ("Abu-abu", 12),
    ("Merah", 7),
    ("Biru", 5),
];

/// Regions of plates: mostly the shop's own, with the letters that may follow the number.
const REGIONS: &[(&str, u64)] = &[
    ("B", 560),
    ("D", 60),
    ("F", 90),
    ("T", 40),
    ("A", 40),
    ("E", 20),
    ("Z", 15),
    ("G", 15),
    ("H", 25),
    ("AB", 25),
    ("AD", 30),
    ("AA", 15),
    ("R", 15),
    ("L", 15),
    ("N", 10),
    ("BE", 10),
    ("BG", 5),
    ("BK", 5),
    ("DK", 5),
];

/// Cars that firms keep.
pub(super) fn work_car(dice: &mut Dice) -> &'static Model {
    const WORK: [usize; 7] = [0, 2, 3, 13, 15, 18, 22];
    &MODELS[WORK[dice.index(WORK.len())]].0
}

/// Any car, as often as it is seen.
pub(super) fn any_car(dice: &mut Dice) -> &'static Model {
    dice.weighted(MODELS)
}

/// A vehicle of that model, bought before `from`. `number` decides the plate.
pub(super) fn vehicle(dice: &mut Dice, model: &Model, plate: Plate, from: DayNo) -> VehicleFacts {
    let now = day(from).map_or(model.from, |day| day.year());
    let age = i32::try_from(dice.between(0, 12)).unwrap_or_default();
    let year = (now - age).max(model.from).min(now);
    VehicleFacts {
        plate: Some(plate),
        make: model.make.to_owned(),
        model: model.name.to_owned(),
        year: (dice.chance(930) && year >= 1900).then_some(year),
        color: if dice.chance(700) {
            (*dice.weighted(COLORS)).to_owned()
        } else {
            String::new()
        },
        engine_cc: dice.chance(300).then_some(model.cc),
        ..VehicleFacts::default()
    }
}

/// The plate of a number; numbers give plates of their own.
pub(super) fn plate(dice: &mut Dice, seed: u64, number: u64) -> Option<Plate> {
    const LETTERS: u64 = 26;
    const SUFFIXES: u64 = LETTERS + LETTERS * LETTERS + LETTERS * LETTERS * LETTERS;
    const NUMBERS: u64 = 9_999;
    let region = dice.weighted(REGIONS);
    let at = scattered(number, NUMBERS * SUFFIXES, seed);
    let digits = 1 + at % NUMBERS;
    // Walks on from 0, so that the number and the letters change together.
    Plate::parse(&format!("{region} {digits} {}", suffix(at / NUMBERS)))
}

fn suffix(mut at: u64) -> String {
    let mut length = 1;
    let mut space = 26;
    while at >= space && length < 3 {
        at -= space;
        space *= 26;
        length += 1;
    }
    let mut letters = [b'A'; 3];
    for place in (0..length).rev() {
        letters[place] += u8::try_from(at % 26).unwrap_or_default();
        at /= 26;
    }
    letters[..length].iter().map(|&b| char::from(b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{oil, plate::Indonesian};
    use std::collections::BTreeSet;

    #[test]
    fn suffixes_are_one_to_three_letters() {
        assert_eq!(suffix(0), "A");
        assert_eq!(suffix(25), "Z");
        assert_eq!(suffix(26), "AA");
        assert_eq!(suffix(26 + 676), "AAA");
        assert_eq!(suffix(26 + 676 + 17_575), "ZZZ");
    }

    #[test]
    fn no_two_numbers_share_a_plate() {
        let mut dice = Dice::new(1, 0);
        let keys: BTreeSet<String> = (0..20_000)
            .map(|number| plate(&mut dice, 1, number).unwrap().key)
            .inspect(|key| assert!(Indonesian::of(key).is_some(), "{key}"))
            .collect();
        assert_eq!(keys.len(), 20_000);
    }

    #[test]
    fn every_model_takes_an_engine_oil() {
        for (model, weight) in MODELS {
            assert!(oil::is_engine_oil(model.oil), "{}", model.oil);
            assert!(*weight > 0 && model.litres % 500 == 0);
        }
    }
}
