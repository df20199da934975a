//! What stands beside the card: who brought whom, and what is worth offering. Asked for after the
//! card, so that the card waits for neither.

use super::FullCard;
use crate::domain::Subject;
use crate::kit::Fact;
use crate::protocol::{Answer, Context, Query, Slot, Step};
use crate::screens::sheet::{Wording, offers, referral};
use crate::text::Say;

impl FullCard {
    /// Asks for it.
    pub(super) fn ask_beside(&mut self, context: &Context) -> Vec<Step> {
        let Subject::Customer(customer, _) = self.subject else {
            return Vec::new();
        };
        let today = context.today;
        vec![
            Step::Read(Slot::Referrals, Query::Referrals(customer)),
            Step::Read(Slot::Offers, Query::Offers { customer, today }),
        ]
    }

    /// Takes what came. A failure leaves the part out: nobody waits for it.
    pub(super) fn beside_arrived(&mut self, answer: &Answer) {
        match answer {
            Answer::Referrals(tree) => self.referrals = Some((**tree).clone()),
            Answer::Offers(offers) => self.offers = Some((**offers).clone()),
            _ => {}
        }
    }

    /// The parts with their titles.
    pub(super) fn beside(&self, wording: Wording<'_>) -> Vec<(Say, Vec<Fact>)> {
        let offers = self.offers.as_ref();
        let offers = offers.map(|found| offers::facts(found, wording));
        let tree = self.referrals.as_ref();
        let tree = tree.map(|found| referral::facts(found, wording));
        vec![
            (Say::OffersTitle, offers.unwrap_or_default()),
            (Say::ReferralTitle, tree.unwrap_or_default()),
        ]
    }
}
