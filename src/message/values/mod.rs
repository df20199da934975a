//! What stands for the placeholders, from the card of a customer: one room for each thing that the
//! book knows of them.

mod customer;
#[cfg(test)]
mod every;
mod gathering;
mod offered;
mod shop;
#[cfg(test)]
mod tests;
mod vehicle;
mod visits;

use std::collections::BTreeMap;

use super::Placeholder as P;
use super::template::Filling;
use crate::domain::{Card, Day, ShopSign};
use crate::text::Lang;

/// Who writes, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sender<'a> {
    /// The shop's name; may be empty.
    pub shop: &'a str,
    /// ISO 4217 code of its currency.
    pub currency: &'a str,
    /// Its day.
    pub today: Day,
    /// What it tells its customers of itself.
    pub sign: &'a ShopSign,
}

/// Values by placeholder. One that is empty is left out of the text; one that is not here is a
/// hole in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Values(BTreeMap<P, String>);

impl Values {
    /// What the card says, in the language of the message.
    pub fn of(card: &Card, sender: Sender<'_>, filling: Filling, lang: Lang) -> Self {
        let mut values = Self::default();
        values.sender(sender, lang);
        if let Some(customer) = &card.customer {
            values.person(&customer.facts, lang);
        }
        values.vehicle(card, lang);
        values.visits(card, sender, filling, lang);
        values.points(card, filling, lang);
        values
    }

    /// Says what stands for a placeholder; nothing said leaves the hole.
    pub fn give(&mut self, placeholder: P, value: &str) {
        // An honorific and a form of address may be left out on purpose, and the plate of what has none.
        let can_be_dropped = matches!(placeholder, P::Honorific | P::Address | P::Plate);
        if can_be_dropped || !value.trim().is_empty() {
            self.0.insert(placeholder, value.trim().to_owned());
        }
    }

    /// What stands for a placeholder; `None` when nobody knows.
    pub fn get(&self, placeholder: P) -> Option<&str> {
        self.0.get(&placeholder).map(String::as_str)
    }
}
