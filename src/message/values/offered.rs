//! What the customer has of the shop: points, and what a campaign promises.

use super::{P, Values};
use crate::domain::{CampaignOffer, Card};
use crate::message::template::{Filling, FillingDate};
use crate::text::{Lang, count, full_date};

impl Values {
    /// What a campaign promises, where the text offers or gives something; the day on which it ends,
    /// where the template means none of its own.
    pub fn promised(&mut self, offer: &CampaignOffer, filling: Filling, lang: Lang) {
        self.give(P::Offer, &offer.text);
        self.give(P::Gift, &offer.text);
        if let (FillingDate::Given, Some(until)) = (filling.date, offer.until) {
            self.give(P::Date, &full_date(lang, until));
        }
    }

    pub(super) fn points(&mut self, card: &Card, filling: Filling, lang: Lang) {
        let Some(points) = &card.points else {
            return;
        };
        if !filling.points_given
            && let Ok(balance) = u64::try_from(points.balance)
        {
            self.give(P::Points, &count(lang, balance));
        }
        if let (FillingDate::PointsLapse, Some((day, _))) = (filling.date, points.lapsing.first()) {
            self.give(P::Date, &full_date(lang, *day));
        }
    }
}
