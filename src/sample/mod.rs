//! Floor 1: the sample garage, an invented shop to try everything on. Nobody in it exists: names
//! are put together from word lists, phones begin with 084, which no operator has, e-mail
//! addresses end in `example.com`, and the town is on no map.
//!
//! Pure: the same seed and the same day give the same customers, in the same order, on every
//! machine. They come party by party, so a million need no more memory than one.

mod bonds;
mod calendar;
mod care;
mod cars;
mod dice;
mod party;
mod people;
mod rhythm;
mod words;
mod work;

#[cfg(test)]
mod tests;

use chrono::{Months, NaiveDate};

use crate::domain::Day;
use bonds::Bonds;
pub use care::{Care, SampleCampaign, SampleGathering};
use dice::Dice;
use party::{Maker, kind};
pub use party::{Party, SampleVehicle};

/// The shop's name.
pub const SHOP_NAME: &str = "Bengkel Maju Jaya";
/// The most customers that a sample garage is made with.
pub const MOST_CUSTOMERS: u64 = 1_000_000;
/// How many customers it has when nobody says.
pub const USUAL_CUSTOMERS: u64 = 2_400;

/// The names of those who work here, with whether each stands at the desk; the others are mechanics.
pub fn staff() -> impl Iterator<Item = (&'static str, bool)> {
    let desk = people::desk().iter().map(|name| (*name, true));
    desk.chain(words::MECHANICS.iter().map(|name| (*name, false)))
}

/// What the shop promises to each tier, the lowest first.
pub fn promises() -> impl Iterator<Item = &'static str> {
    words::PROMISES.iter().copied()
}

/// The garage, as a stream of parties.
#[derive(Debug, Clone)]
pub struct Garage {
    seed: u64,
    customers: i64,
    opened: calendar::DayNo,
    today: calendar::DayNo,
    parties: u64,
    numbers: Numbers,
    bonds: Bonds,
}

/// The numbers given out so far.
#[derive(Debug, Clone, Default)]
struct Numbers {
    customers: i64,
    vehicles: i64,
    households: i64,
    plates: u64,
}

impl Garage {
    /// A garage that opened five years before `today` and has that many customers by now.
    pub fn new(seed: u64, customers: u64, today: Day) -> Self {
        let opened = today
            .checked_sub_months(Months::new(60))
            .unwrap_or(NaiveDate::MIN);
        Self {
            seed,
            customers: i64::try_from(customers.min(MOST_CUSTOMERS)).unwrap_or_default(),
            opened: calendar::number(opened),
            today: calendar::number(today),
            parties: 0,
            numbers: Numbers::default(),
            bonds: Bonds::new(seed),
        }
    }

    /// What it does for its customers beside their cars; `None` where it is small.
    pub fn care(&self) -> Option<Care> {
        let today = calendar::day(self.today)?;
        Care::of(self.seed, self.customers.unsigned_abs(), today)
    }

    /// Customers that have come out so far, of how many.
    pub fn progress(&self) -> (u64, u64) {
        (
            self.numbers.customers.unsigned_abs(),
            self.customers.unsigned_abs(),
        )
    }
}

impl Iterator for Garage {
    type Item = Party;

    fn next(&mut self) -> Option<Party> {
        let room = self.customers - self.numbers.customers;
        if room <= 0 {
            return None;
        }
        let mut dice = Dice::new(self.seed, self.parties);
        self.parties += 1;
        let kind = kind(&mut dice, room.unsigned_abs());
        let maker = Maker {
            dice,
            seed: self.seed,
            numbers: &mut self.numbers,
            opened: self.opened,
            today: self.today,
            party: Party::default(),
        };
        let mut party = maker.make(kind);
        self.bonds.tie(&mut party);
        Some(party)
    }
}
