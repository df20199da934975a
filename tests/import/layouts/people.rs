//! Lists of people.

use std::fs;

use chrono::{Datelike, Days, NaiveDate};
use kenal::exchange::plan::PlannedCustomer;

use super::columns::PEOPLE;
use super::dice::Dice;
use super::file::written;
use super::shop::{NAMES, Shop, shop};
use super::ways::{MONTHS, day, money, phone};
use crate::book::Book;
use crate::options;

/// A list of people and how it is written.
struct List {
    shop: Shop,
    columns: Vec<(&'static str, &'static str)>,
    births: Vec<NaiveDate>,
    days: usize,
    amounts: usize,
    /// Birthdays are written without their year.
    yearless: bool,
}

impl List {
    fn new(dice: &mut Dice) -> Self {
        let shop = shop(dice, false);
        let mut columns = Vec::new();
        for (at, (kind, names)) in PEOPLE.iter().enumerate() {
            if at < 3 || !dice.once_in(3) {
                columns.push((*kind, dice.of(names)));
            }
        }
        if dice.once_in(2) {
            dice.shuffle(&mut columns);
        }
        // A day above 12 says which number is the month. Two digits of a year leave the century open.
        let born = |at: usize, dice: &mut Dice| {
            first() + Days::new(if at == 0 { 0 } else { dice.roll() % 14_000 })
        };
        let births = (0..shop.phones.len()).map(|at| born(at, dice)).collect();
        let days = dice.of(&[0, 2, 3, 5]);
        Self {
            shop,
            columns,
            births,
            days,
            amounts: dice.below(2),
            yearless: days == 3 && dice.once_in(2),
        }
    }

    fn rows(&self, dice: &mut Dice) -> Vec<Vec<String>> {
        let header = self
            .columns
            .iter()
            .map(|(_, name)| (*name).to_owned())
            .collect();
        let mut rows = vec![header];
        for at in 0..self.births.len() {
            let cells = self
                .columns
                .iter()
                .map(|(kind, _)| self.cell(kind, at, dice));
            rows.push(cells.collect());
        }
        rows
    }

    fn cell(&self, kind: &str, at: usize, dice: &mut Dice) -> String {
        let born = self.births[at];
        match kind {
            "name" => NAMES[at].to_owned(),
            "phone" => phone(&self.shop.phones[at], dice.below(7)),
            "born" if self.yearless => {
                format!("{} {}", born.day(), MONTHS[born.month0() as usize])
            }
            "born" => day(born, self.days),
            "address" => dice
                .of(&["Jl. Mawar 5, Bogor", "Gg. Melati No. 12", ""])
                .to_owned(),
            "points" => money(points(at), self.amounts),
            "member" => format!("M-{:03}", at + 1),
            "email" => format!("orang{at}@contoh.test"),
            "since" => day(first() + Days::new(22_000 + 30 * at as u64), self.days),
            "no" => (at + 1).to_string(),
            _ => dice.of(&["", "langganan"]).to_owned(),
        }
    }

    fn has(&self, wanted: &str) -> bool {
        self.columns.iter().any(|(kind, _)| *kind == wanted)
    }

    /// What is wrong about one of them.
    fn check(&self, at: usize, book: &Book) -> Option<String> {
        let wanted = format!("+62{}", self.shop.phones[at]);
        let reached = |customer: &&PlannedCustomer| {
            customer
                .phones
                .iter()
                .any(|phone| phone.e164.as_ref() == Some(&wanted))
        };
        let Some(found) = book.customers.iter().map(|kept| &kept.record).find(reached) else {
            return Some(format!("nobody has {wanted}"));
        };
        let born = self.births[at];
        let is = (
            found.name.as_str(),
            found.birthday.map(|b| (b.day, b.month, b.year)),
            found.points,
            found.member_no.clone(),
        );
        let should = (
            NAMES[at],
            Some((
                born.day(),
                born.month(),
                (!self.yearless).then(|| born.year()),
            )),
            self.has("points").then_some(i64::from(points(at))),
            if self.has("member") {
                format!("M-{:03}", at + 1)
            } else {
                String::new()
            },
        );
        (is != should).then(|| format!("{is:?}, should be {should:?}"))
    }
}

fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(1961, 1, 25).expect("a day")
}

fn points(at: usize) -> u32 {
    u32::try_from(at * 610).expect("small")
}

/// A list of people in the layout of a seed: everybody comes in with phone, birthday and points.
pub fn check_people(seed: u64) -> Result<(), String> {
    let mut dice = Dice(seed ^ 0xFEED);
    let list = List::new(&mut dice);
    let rows = list.rows(&mut dice);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("pelanggan.csv");
    fs::write(&path, written(&rows, &mut dice)).expect("written");
    let mut book = Book::default();
    let text = || {
        rows.iter()
            .map(|row| row.join(" | "))
            .collect::<Vec<_>>()
            .join("\n")
    };
    book.import(&[path], &options())
        .map_err(|refused| format!("{refused}\n{}", text()))?;
    let mut wrong = book.faults.clone();
    wrong.extend((0..list.births.len()).filter_map(|at| list.check(at, &book)));
    let counts = (book.customers.len(), book.vehicles.len(), book.visits.len());
    if counts != (list.births.len(), 0, 0) {
        wrong.push(format!("customers, vehicles, visits: {counts:?}"));
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!("{}\n{}", wrong.join("\n"), text()))
}
