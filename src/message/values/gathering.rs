//! To which gathering a message invites.

use super::{P, Values};
use crate::domain::GatheringFacts;
use crate::text::{Lang, header_date};

impl Values {
    /// What a gathering is called, when and where it is; what nobody wrote down stays a hole.
    pub fn gathering(&mut self, facts: &GatheringFacts, lang: Lang) {
        self.give(P::Event, &facts.name);
        self.give(P::Day, &header_date(lang, facts.day));
        self.give(P::Date, &header_date(lang, facts.day));
        self.give(P::Time, &facts.time);
        self.give(P::Place, &facts.place);
    }
}
