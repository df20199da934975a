//! Which vehicle the message is about.

use super::{P, Values};
use crate::domain::{Card, Plate};
use crate::text::{Lang, Say};

impl Values {
    pub(super) fn vehicle(&mut self, card: &Card, lang: Lang) {
        let Some(vehicle) = &card.vehicle else {
            return;
        };
        let facts = &vehicle.facts;
        let plate = facts.plate.as_ref().map(Plate::display).unwrap_or_default();
        let known = [facts.make.as_str(), facts.model.as_str()];
        let known: Vec<&str> = known.into_iter().filter(|text| !text.is_empty()).collect();
        self.give(P::Vehicle, &known.join(" "));
        if known.is_empty() {
            // A plate alone says which one it is.
            self.give(P::Vehicle, Say::MessageSomeVehicle.in_(lang));
        }
        self.give(P::Plate, &plate);
    }
}
