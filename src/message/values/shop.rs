//! What the shop says of itself.

use super::{P, Sender, Values};
use crate::calendar::hijri_year;
use crate::text::{Lang, clock, full_date, opening_hours, say};

impl Values {
    /// What the shop says of itself, and of the days.
    pub(super) fn sender(&mut self, sender: Sender<'_>, lang: Lang) {
        let sign = sender.sign;
        self.give(P::Shop, sender.shop);
        self.give(P::ShopAddress, &sign.address);
        self.give(P::ShopPhone, &sign.phone);
        let hours = sign.hours.as_ref();
        let hours = hours.map(|hours| opening_hours(lang, hours));
        self.give(P::Hours, &hours.unwrap_or_default());
        let closes = sign.closes(sender.today).map(|at| clock(lang, at));
        self.give(P::Close, &closes.unwrap_or_default());
        if let Some((from, until)) = sign.closed(sender.today) {
            let [first, last] = [from, until].map(|day| full_date(lang, day));
            let closed = if from == until {
                say::message_closed_day(lang, first)
            } else {
                say::message_closed(lang, first, last)
            };
            self.give(P::Closed, &closed);
            let reopens = until.succ_opt().map(|day| full_date(lang, day));
            self.give(P::Reopen, &reopens.unwrap_or_default());
        }
        let year = hijri_year(sender.today).map(|year| year.to_string());
        self.give(P::HijriYear, &year.unwrap_or_default());
    }
}
