//! A person of the review in a line, and in a few.

use super::words::{Tell, segment};
use crate::domain::{CustomerId, Introduced};
use crate::insight::Appraised;
use crate::screens::sheet::wording::joined;
use crate::text::{self, Say, heading, say};

impl Tell<'_> {
    /// Rhythm and silence in one line: `every 3 months, 5 months ago`; of who came after the week
    /// only that: `here again yesterday`.
    pub(super) fn rhythm(self, one: &Appraised) -> String {
        let lang = self.lang();
        if self.came_again(one) {
            return self.ago(one);
        }
        let beat = text::insight::beat(lang, &one.visits);
        joined(&[&beat, &self.ago(one)], ", ")
    }

    /// What is to be expected, in a sentence: "Overdue: comes every 3 months, last seen 5 months ago".
    pub(super) fn sentence(self, one: &Appraised) -> String {
        let lang = self.lang();
        let how = text::insight::outlook(one.outlook).in_(lang);
        let rhythm = text::insight::rhythm(lang, &one.visits);
        if self.came_again(one) {
            let sunday = self.words.date(self.sunday());
            return say::review_since(lang, heading(how), sunday, rhythm, self.ago(one));
        }
        let seen = say::insight_last_seen(lang, self.ago(one));
        // What it is called is as of the Sunday; how long ago they were here, as of today.
        let sunday = self.words.date(self.sunday());
        say::review_since(lang, heading(how), sunday, rhythm, seen)
    }

    /// Visits, money, since when, stage and segment: `12 visits · Rp 7,8 jt · since 1 Mar 2020`.
    pub(super) fn standing(self, one: &Appraised, dot: &str) -> String {
        let lang = self.lang();
        let visits = say::word_visits(lang, one.visits.count.into());
        let since = say::card_owned_from(lang, self.words.date(one.visits.first));
        let parts = [visits, self.short(one.visits.money), since];
        parts.join(dot)
    }

    /// The rung of the ladder and the segment: `on the ladder: loyal · segment: At risk`.
    pub(super) fn place(self, one: &Appraised, dot: &str) -> String {
        let lang = self.lang();
        let rung = text::insight::stage(one.stage).in_(lang);
        if !self.weekly.review.has_scores() {
            return rung.to_owned();
        }
        let place = segment(lang, Some(one.segment()));
        let rung = say::review_rung(lang, rung);
        let place = say::review_of_segment(lang, place);
        joined(&[&rung, &place], dot)
    }

    /// The phone; that there is none, or that somebody wants to be left alone.
    fn phone(self, who: &Introduced) -> &str {
        if who.no_contact {
            Say::EventDoNotContact.in_(self.lang())
        } else if who.phone.is_empty() {
            Say::CardNoPhone.in_(self.lang())
        } else {
            &who.phone
        }
    }

    /// Customer ID, plate and phone of somebody who is named.
    pub(super) fn reached(self, who: CustomerId, dot: &str) -> String {
        self.who(who).map_or_else(String::new, |who| {
            let phone = self.phone(who);
            joined(&[&who.code, &who.plate, phone], dot)
        })
    }

    /// The same without the ID, where there is little room.
    pub(super) fn reached_briefly(self, who: CustomerId, dot: &str) -> String {
        self.who(who).map_or_else(String::new, |who| {
            let phone = self.phone(who);
            joined(&[&who.plate, phone], dot)
        })
    }

    /// The pinned alert; empty without one.
    pub(super) fn alert(self, who: CustomerId, sign: &str) -> String {
        let alert = self.who(who).map_or("", |who| who.alert.as_str());
        if alert.is_empty() {
            String::new()
        } else {
            format!("{sign} {alert}")
        }
    }
}
