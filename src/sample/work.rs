//! What is done at a visit: lines, oil, mechanics, money, complaints, the next service.

use crate::domain::{Money, NextService, VisitFacts, VisitLine, VisitStatus};

use super::calendar::{DayNo, day};
use super::cars::Model;
use super::dice::Dice;
use super::words::{COMPLAINTS, MECHANICS};

/// Work and parts beside the oil: text, price of the part, price of the work, share of visits in 1000.
#[rustfmt::skip]
const EXTRAS: &[(&str, i64, i64, u64)] = &[
    ("Filter oli", 45_000, 0, 480),
    ("Tune up", 0, 175_000, 130),
    ("Filter udara", 95_000, 0, 100),
    ("Filter AC / kabin", 120_000, 0, 80),
    ("Spooring balancing", 0, 250_000, 90),
    ("Kampas rem depan", 385_000, 90_000, 70),
    ("Kampas rem belakang", 290_000, 90_000, 45),
    ("Servis rem 4 roda", 0, 160_000, 60),
    ("Minyak rem", 65_000, 60_000, 40),
    ("Kuras radiator", 85_000, 75_000, 45),
    ("Busi", 220_000, 50_000, 60),
    ("Aki", 950_000, 25_000, 30),
    ("Ban", 725_000, 30_000, 35),
    ("Servis AC", 0, 350_000, 45),
    ("Wiper", 135_000, 0, 40),
    ("Cuci injektor", 0, 225_000, 40),
    ("Shockbreaker depan", 1_150_000, 200_000, 15),
    ("Kampas kopling set", 1_450_000, 550_000, 10),
    ("Fan belt", 185_000, 75_000, 20),
    ("Scanning ECU", 0, 100_000, 25),
];

const PAYMENTS: &[(&str, u64)] = &[("Tunai", 50), ("QRIS", 22), ("Transfer", 20), ("Debit", 8)];

/// What stays the same from visit to visit of one vehicle.
pub(super) struct Habits {
    /// The mechanic who usually works on it.
    pub(super) mechanic: usize,
    /// The oil that went in when the owner asked for another than the model's.
    pub(super) oil: &'static str,
}

/// How many mechanics the shop had: two at the start, six by today.
fn mechanics_on(visit: DayNo, today: DayNo) -> usize {
    let years_ago = (today - visit) / 365;
    usize::try_from(6 - years_ago)
        .unwrap_or(2)
        .clamp(2, MECHANICS.len())
}

impl Habits {
    /// Habits of a vehicle of this model.
    pub(super) fn new(dice: &mut Dice, model: &Model) -> Self {
        let oil = if dice.chance(850) {
            model.oil
        } else {
            "Mobil Super 10W-40"
        };
        Self {
            mechanic: dice.index(MECHANICS.len()),
            oil,
        }
    }
}

/// A visit on a day; the caller adds whose it is and the odometer.
pub(super) fn visit(
    dice: &mut Dice,
    model: &Model,
    habits: &Habits,
    on: DayNo,
    today: DayNo,
) -> Option<VisitFacts> {
    let mut facts = VisitFacts::on(day(on)?);
    // Prices have risen by five per cent a year.
    let level = 1000 - ((today - on) * 50 / 365).min(400);
    if dice.chance(860) {
        habits.oil.clone_into(&mut facts.oil);
        let oil = line(
            habits.oil,
            model.litres,
            model.oil_price * model.litres / 1000,
            level,
        );
        facts
            .lines
            .push(line("Ganti oli mesin", 1000, 40_000, level));
        facts.lines.push(oil);
    }
    extras(dice, &mut facts, level);
    if facts.lines.is_empty() {
        facts.lines.push(line("General check", 1000, 75_000, level));
    }
    let mechanics = mechanics_on(on, today);
    facts.mechanics = who(dice, habits, mechanics);
    pay(dice, &mut facts);
    if dice.chance(120) {
        (*dice.pick(COMPLAINTS)).clone_into(&mut facts.complaint);
    }
    if on == today && dice.chance(300) {
        facts.status = VisitStatus::Open;
    } else if dice.chance(8) {
        facts.status = VisitStatus::Cancelled;
    }
    Some(facts)
}

fn extras(dice: &mut Dice, facts: &mut VisitFacts, level: i64) {
    for (text, part, work, share) in EXTRAS {
        if !dice.chance(*share) {
            continue;
        }
        let pieces = if *text == "Ban" {
            dice.between(1, 4)
        } else {
            1
        };
        if *part > 0 {
            facts
                .lines
                .push(line(text, pieces * 1000, part * pieces, level));
        }
        if *work > 0 {
            let text = if *part > 0 {
                format!("Jasa {}", text.to_lowercase())
            } else {
                (*text).to_owned()
            };
            facts.lines.push(line(&text, 1000, *work, level));
        }
    }
}

/// A line with its price at the level of the day, in thousands of rupiah.
fn line(text: &str, quantity: i64, price: i64, level: i64) -> VisitLine {
    VisitLine {
        text: text.to_owned(),
        quantity,
        amount: Some(Money(thousands(price * level / 1000))),
        cost: None,
    }
}

fn thousands(amount: i64) -> i64 {
    (amount + 500) / 1000 * 1000
}

fn who(dice: &mut Dice, habits: &Habits, mechanics: usize) -> Vec<String> {
    let usual = if dice.chance(720) {
        habits.mechanic
    } else {
        dice.index(mechanics)
    };
    let first = usual % mechanics;
    let mut names = vec![MECHANICS[first].to_owned()];
    if dice.chance(90) {
        names.push(MECHANICS[(first + 1) % mechanics].to_owned());
    }
    names
}

fn pay(dice: &mut Dice, facts: &mut VisitFacts) {
    let sum: i64 = facts
        .lines
        .iter()
        .filter_map(|line| line.amount)
        .map(|Money(n)| n)
        .sum();
    let discount = if dice.chance(40) {
        thousands(sum / 20)
    } else {
        0
    };
    facts.discount = (discount > 0).then_some(Money(discount));
    facts.total = Some(Money(sum - discount));
    (*dice.weighted(PAYMENTS)).clone_into(&mut facts.payment);
}

/// What the shop promises at the end of a visit with oil: three months, as most workshops write it.
pub(super) fn next_service(
    dice: &mut Dice,
    model: &Model,
    on: DayNo,
    odometer: Option<i64>,
) -> NextService {
    NextService {
        day: day(on + dice.between(89, 96)),
        odometer: odometer.map(|km| (km + model.interval + 500) / 1000 * 1000),
    }
}

#[cfg(test)]
mod tests {
    use super::super::cars::any_car;
    use super::*;

    const TODAY: DayNo = 739_942;

    #[test]
    fn a_bill_is_the_sum_of_its_lines_less_the_discount_in_thousands() {
        let mut dice = Dice::new(4, 0);
        for _ in 0..300 {
            let model = any_car(&mut dice);
            let habits = Habits::new(&mut dice, model);
            let visit = visit(&mut dice, model, &habits, TODAY - 500, TODAY).unwrap();
            let sum: i64 = visit.lines.iter().map(|line| line.amount.unwrap().0).sum();
            let discount = visit.discount.map_or(0, |Money(n)| n);
            assert_eq!(visit.total, Some(Money(sum - discount)));
            assert_eq!(sum % 1000, 0);
            assert!(!visit.lines.is_empty() && !visit.mechanics.is_empty());
        }
    }

    #[test]
    fn the_shop_began_with_two_mechanics() {
        assert_eq!(mechanics_on(TODAY - 5 * 365, TODAY), 2);
        assert_eq!(mechanics_on(TODAY, TODAY), 6);
    }
}
