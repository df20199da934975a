//! Whose history is told: that of the customer, or that of the vehicle under all its owners.

use super::FullCard;
use super::model::{Pane, Whose, shows_one};
use crate::domain::{Subject, VehicleId};
use crate::protocol::{Applies, Context, Step};
use crate::screens::sheet::{Wording, counter, whole, wording};
use crate::text::Say;

impl FullCard {
    /// Whom the history is asked for.
    pub(super) fn told(&self) -> Subject {
        match (self.whose, self.shown_vehicle()) {
            (Whose::Vehicle, Some(vehicle)) => Subject::Vehicle(vehicle),
            _ => whole(self.subject),
        }
    }

    /// Whether the other history can be asked for.
    pub(super) fn can_switch(&self) -> Applies {
        match self.subject {
            Subject::Vehicle(_) => Applies::Blocked(Say::NoticeBlockedNoOwner),
            Subject::Customer(..) if self.shown_vehicle().is_none() => {
                Applies::Blocked(Say::NoticeBlockedNoVehicle)
            }
            Subject::Customer(..) => Applies::Yes,
        }
    }

    /// Tells the other history, and shows it where something else is seen instead.
    pub(super) fn switch(&mut self, context: &Context) -> Vec<Step> {
        self.chosen = true;
        if shows_one(context) {
            self.turned = Some(Pane::History);
        }
        let other = self.whose.other();
        self.tell(other)
    }

    /// A customer who never came himself is told what the vehicle has behind it, until somebody
    /// chooses.
    pub(super) fn settle(&mut self) -> Vec<Step> {
        let never = self.total == 0 && self.visits.value.is_some() && !self.visits.pending;
        let card = self.card.value.as_ref();
        let came = card
            .and_then(|card| card.vehicle.as_ref())
            .is_some_and(|vehicle| vehicle.last_day.is_some());
        if never && came && !self.chosen && self.whose == Whose::Customer {
            self.tell(Whose::Vehicle)
        } else {
            Vec::new()
        }
    }

    /// Asks for this history from its beginning.
    pub(super) fn tell(&mut self, whose: Whose) -> Vec<Step> {
        self.whose = whose;
        self.visits.value = None;
        self.total = 0;
        self.rows.clear();
        self.list.replace(0, None);
        vec![self.page(0, super::model::PAGE)]
    }

    /// Whose history is told, in words, and whose the other one is; nothing where there is only one.
    pub(super) fn words(&self, context: &Context) -> Option<(String, String)> {
        let words = Wording::of(context);
        let card = self.card.value.as_ref()?;
        let vehicle = counter::asset(card, words)?;
        let customer = wording::person(&card.customer.as_ref()?.facts);
        let called = Some(vehicle.facts.called()).filter(|called| !called.is_empty());
        let plate = called.unwrap_or_else(|| words.asset());
        Some(match self.whose {
            Whose::Customer => (customer, plate),
            Whose::Vehicle => (plate, customer),
        })
    }

    fn shown_vehicle(&self) -> Option<VehicleId> {
        match (self.subject, &self.card.value) {
            (Subject::Customer(_, Some(vehicle)) | Subject::Vehicle(vehicle), _) => Some(vehicle),
            (_, Some(card)) => card.vehicle.as_ref().map(|vehicle| vehicle.id),
            (_, None) => None,
        }
    }
}
