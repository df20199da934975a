//! The customers of a case.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use crate::domain::{Currency, Day, Money};
use crate::insight::model::Spender;
use crate::insight::{Pace, Receipt, Rhythm, Stage, VisitDays, Visits, stage};

use super::case::Case;

/// One customer.
#[derive(Debug, Default)]
pub(super) struct Customer {
    /// As the file names them.
    pub name: String,
    /// Everything paid, after the day of the case too.
    pub receipts: Vec<Receipt>,
    /// The days up to the day of the case.
    pub days: VisitDays,
    /// The same summed up; nothing for whoever never came.
    pub visits: Option<Visits>,
    /// Who sent them.
    referred_by: Option<String>,
    /// Contacts that somebody wrote down.
    talks: u32,
}

/// All customers, by name.
#[derive(Debug)]
pub(super) struct Shop {
    pub as_of: Day,
    minor_per_major: f64,
    pub customers: Vec<Customer>,
    has_contacts: bool,
}

/// What somebody brought by sending others.
#[derive(Debug, Default, Clone, Copy, serde::Serialize)]
pub(super) struct Referrals {
    made: u32,
    successful: u32,
    revenue_minor: i64,
}

#[derive(serde::Deserialize)]
struct Transaction {
    customer_id: String,
    date: Day,
    amount: f64,
}

#[derive(serde::Deserialize)]
struct Contact {
    customer_id: String,
    referred_by: Option<String>,
    interactions: u32,
}

impl Shop {
    /// Reads the receipts; why not, where they cannot be read.
    pub(super) fn read(path: &Path, case: &Case) -> Result<Self, String> {
        let currency = Currency {
            decimals: case.exponent,
            ..Currency::IDR
        };
        let mut by_name: BTreeMap<String, Vec<Receipt>> = BTreeMap::new();
        for row in rows::<Transaction>(path)? {
            let amount = Money::from_number(row.amount, currency).ok_or("amount")?;
            let receipt = Receipt {
                day: row.date,
                amount: Some(amount.0),
            };
            by_name.entry(row.customer_id).or_default().push(receipt);
        }
        let customers = by_name.into_iter().map(|(name, receipts)| {
            let days = VisitDays::of(receipts.iter().copied(), case.as_of);
            Customer {
                name,
                visits: days.summary(),
                days,
                receipts,
                ..Customer::default()
            }
        });
        Ok(Self {
            as_of: case.as_of,
            minor_per_major: case.minor_per_major(),
            customers: customers.collect(),
            has_contacts: false,
        })
    }

    /// Reads who sent whom; why not, where it cannot be read.
    pub(super) fn add_contacts(&mut self, path: &Path) -> Result<(), String> {
        let places = self.customers.iter().enumerate();
        let mut places: HashMap<String, usize> =
            places.map(|(at, one)| (one.name.clone(), at)).collect();
        for row in rows::<Contact>(path)? {
            let at = *places.entry(row.customer_id.clone()).or_insert_with(|| {
                self.customers.push(Customer {
                    name: row.customer_id,
                    ..Customer::default()
                });
                self.customers.len() - 1
            });
            self.customers[at].talks = row.interactions;
            self.customers[at].referred_by = row.referred_by;
        }
        self.customers.sort_by(|a, b| a.name.cmp(&b.name));
        self.has_contacts = true;
        Ok(())
    }

    /// Those who came, summed up.
    pub(super) fn visits(&self) -> Vec<Visits> {
        self.customers.iter().filter_map(|one| one.visits).collect()
    }

    /// How many have receipts and never came: refunds only, or later than the day of the case.
    pub(super) fn paid_without_visits(&self) -> usize {
        let never = |one: &&Customer| one.visits.is_none() && !one.receipts.is_empty();
        self.customers.iter().filter(never).count()
    }

    /// Those that a table of customers lists: who came, and whoever was written down by name.
    pub(super) fn is_listed(&self, one: &Customer) -> bool {
        one.visits.is_some() || self.has_contacts
    }

    /// Average money per visit of somebody who came; nothing where they paid nothing.
    pub(super) fn spender(&self, one: &Customer) -> Option<Spender> {
        let visits = one.visits?;
        let on_days = one.money_on(one.days.days());
        let average = on_days / self.minor_per_major / f64::from(visits.count);
        (average > 0.0).then_some(Spender {
            visits: visits.count,
            average,
        })
    }

    /// The same without the first visit.
    pub(super) fn repeat_spender(&self, one: &Customer) -> Option<Spender> {
        let visits = one.visits.filter(|visits| visits.repeats() > 0)?;
        let on_days = one.money_on(&one.days.days()[1..]);
        let average = on_days / self.minor_per_major / f64::from(visits.repeats());
        (average > 0.0).then_some(Spender {
            visits: visits.repeats(),
            average,
        })
    }

    /// What each customer brought by sending others; nothing without a file of contacts.
    pub(super) fn referrals(&self) -> Option<BTreeMap<&str, Referrals>> {
        let names: HashSet<&str> = self.customers.iter().map(|one| one.name.as_str()).collect();
        let mut all: BTreeMap<&str, Referrals> = BTreeMap::new();
        for one in &self.customers {
            let Some(by) = one.referred_by.as_deref() else {
                continue;
            };
            if by == one.name || !names.contains(by) {
                continue;
            }
            let sum = all.entry(by).or_default();
            sum.made += 1;
            if let Some(visits) = one.visits {
                sum.successful += 1;
                sum.revenue_minor += visits.money;
            }
        }
        self.has_contacts.then_some(all)
    }

    /// Where a customer stands in their rhythm.
    pub(super) fn pace(&self, one: &Customer) -> Pace {
        one.visits.as_ref().map_or(Pace::TooFewVisits, |visits| {
            Rhythm::of(visits, self.as_of).pace
        })
    }

    /// How far each customer has come.
    pub(super) fn stages(&self) -> Vec<Stage> {
        let referrals = self.referrals().unwrap_or_default();
        let brought = |one: &Customer| referrals.get(one.name.as_str()).map_or(0, |r| r.successful);
        let rung =
            |one: &Customer| stage(one.visits.as_ref(), self.pace(one), one.talks, brought(one));
        self.customers.iter().map(rung).collect()
    }
}

impl Customer {
    /// Money in minor units on some days.
    #[expect(clippy::cast_precision_loss, reason = "amounts are below 2⁵³")]
    fn money_on(&self, days: &[Day]) -> f64 {
        let on = |receipt: &&Receipt| days.binary_search(&receipt.day).is_ok();
        let amounts = self.receipts.iter().filter(on).filter_map(|one| one.amount);
        amounts.sum::<i64>() as f64
    }
}

fn rows<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let mut reader = csv::Reader::from_path(path).map_err(|error| error.to_string())?;
    let rows = reader.deserialize().collect::<Result<_, _>>();
    rows.map_err(|error: csv::Error| error.to_string())
}
