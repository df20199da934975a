//! One template: its text in each language, what it is for and what it says.

use serde::Deserialize;

use super::check::offered;
use super::letter::{Piece, pieces};
use super::{Letter, Mistake, Placeholder, Sender, Values, check};
use crate::domain::{Card, Meant, MessagePurpose, STOP_FOOTER, TemplateFacts, tells_how_to_stop};
use crate::text::Lang;

/// Where the values come from that mean different things in different templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filling {
    /// The day: of the last visit, or on which points lapse; else whoever sends says it.
    pub date: FillingDate,
    /// The work is the next service, not that of today's visit.
    pub next_service: bool,
    /// Whoever sends says how many points, not the balance.
    pub points_given: bool,
}

/// What a text says of the last visit or of what comes, which must be true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// It was long ago.
    LongAgo,
    /// The next service is overdue.
    Overdue,
    /// There was none.
    NeverCame,
    /// It was today.
    Today,
    /// It was not long ago.
    Lately,
    /// Nothing of it; it invites to a gathering, which is still to come.
    Invites,
}

/// Which day `{date}` means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FillingDate {
    /// Whoever sends says it.
    #[default]
    Given,
    /// The day of the last visit.
    LastVisit,
    /// The day on which points lapse.
    PointsLapse,
}

/// A template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Its name: `birthday`.
    pub key: String,
    /// What for: a promotion where a text of the shop offers something, whatever it was made for.
    pub purpose: MessagePurpose,
    /// What it was made for.
    pub made_for: MessagePurpose,
    /// What makes a promotion of it though it was made for something else, as it stands there.
    pub offers: Option<String>,
    /// Where some of its values come from.
    pub filling: Filling,
    /// What it says of the last visit.
    pub claims: Option<Claim>,
    /// Whether it ships; else it is the shop's own.
    pub ships: bool,
    /// Whether the shop wrote a text of it.
    pub changed: bool,
    /// Whether it greets at a birthday, with a gift or without.
    pub birthday: bool,
    pub(super) id: String,
    pub(super) en: String,
}

impl Template {
    /// One of the shop's own, without a text.
    pub fn new(key: &str, made_for: MessagePurpose) -> Self {
        Self {
            key: key.to_owned(),
            purpose: made_for,
            made_for,
            offers: None,
            filling: Filling::default(),
            claims: None,
            ships: false,
            changed: true,
            birthday: made_for == MessagePurpose::Birthday,
            id: String::new(),
            en: String::new(),
        }
    }

    /// Its text in a language; in the other one where it has none.
    pub fn text(&self, lang: Lang) -> &str {
        let (wanted, other) = match lang {
            Lang::Id => (&self.id, &self.en),
            Lang::En => (&self.en, &self.id),
        };
        if wanted.is_empty() { other } else { wanted }
    }

    /// Whether its texts may be sent for what it is for. The book may hold one that a newer
    /// program, or somebody past the program, wrote.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn check(&self) -> Result<(), Mistake> {
        Lang::ALL
            .into_iter()
            .try_for_each(|lang| self.check_as(self.purpose, self.text(lang)))
    }

    /// Looks whether a text may be one of its own, for what it was made for.
    ///
    /// # Errors
    /// The first thing that is wrong with the text.
    pub fn check_text(&self, text: &str) -> Result<(), Mistake> {
        self.check_as(self.made_for, text)
    }

    fn check_as(&self, purpose: MessagePurpose, text: &str) -> Result<(), Mistake> {
        check(purpose, text)?;
        if self.key == STOP_FOOTER {
            if let Some(name) = placeholder(text) {
                return Err(Mistake::NotFilled(name.to_owned()));
            }
            tells_how_to_stop(text).map_err(Mistake::NoWayOut)?;
        }
        Ok(())
    }

    /// What a message of it is, by its text as it goes: what it was made for, or a promotion where it
    /// offers something. A text that somebody wrote by hand stands for that of the template.
    pub fn meant(
        &self,
        (by_hand, text): (Option<&str>, &str),
        card: &Card,
        from: Sender<'_>,
    ) -> Meant {
        let words = match by_hand {
            Some(text) => offered(self.made_for, text),
            None => self.offers.clone(),
        };
        match words {
            Some(words) => Meant::offering(self.made_for, &words),
            None => Meant::of(self.made_for, text, &told_of(card, from)),
        }
    }

    /// What the shop's texts are with this one among them. What offers something is kept as a promotion,
    /// and is what it was made for again when the words are taken out.
    pub fn written(&self, base: Option<&TemplateFacts>, lang: Lang, text: &str) -> TemplateFacts {
        let mut facts = base.cloned().unwrap_or_else(|| TemplateFacts {
            key: self.key.clone(),
            purpose: self.made_for,
            id: String::new(),
            en: String::new(),
        });
        match lang {
            Lang::Id => text.clone_into(&mut facts.id),
            Lang::En => text.clone_into(&mut facts.en),
        }
        let mut after = self.clone();
        after.take(&facts);
        facts.purpose = after.purpose;
        facts
    }

    /// Takes the texts of the shop, and becomes a promotion where they offer something.
    pub(super) fn take(&mut self, facts: &TemplateFacts) {
        self.changed = true;
        for (text, own) in [(&mut self.id, &facts.id), (&mut self.en, &facts.en)] {
            if !own.is_empty() {
                text.clone_from(own);
            }
        }
        self.weigh();
    }

    /// Looks whether its texts offer something. Greetings that do stay greetings: they are refused.
    pub(super) fn weigh(&mut self) {
        self.offers = None;
        if !self.made_for.greets() {
            let mut texts = [&self.id, &self.en].into_iter();
            self.offers = texts.find_map(|text| offered(self.made_for, text));
        }
        let words = self.offers.as_deref();
        let meant = words.map(|words| Meant::offering(self.made_for, words));
        self.purpose = meant.map_or(self.made_for, |meant| meant.purpose());
    }

    /// Whether its texts have a place for an offer, whatever the language.
    pub fn has_place_for_an_offer(&self) -> bool {
        let offers = |piece| match piece {
            Piece::Placeholder(name) => Placeholder::of(name).is_some_and(Placeholder::offers),
            Piece::Text(_) => false,
        };
        let mut all = Lang::ALL.into_iter();
        all.all(|lang| pieces(self.text(lang)).into_iter().any(offers))
    }

    /// Its text with the values of a customer.
    pub fn fill(&self, lang: Lang, values: &Values) -> Letter {
        Letter::new(self.text(lang), values)
    }
}

/// The first placeholder of a text.
fn placeholder(text: &str) -> Option<&str> {
    pieces(text).into_iter().find_map(|piece| match piece {
        Piece::Placeholder(name) => Some(name),
        Piece::Text(_) => None,
    })
}

/// What offers nothing where it stands in a text: what the shop and the customer are called, and what was
/// done today.
fn told_of<'a>(card: &'a Card, from: Sender<'a>) -> Vec<&'a str> {
    let name = card
        .customer
        .as_ref()
        .map(|customer| customer.facts.name.as_str());
    let visits = card.last_visit.iter().chain(&card.earlier_visits);
    let today = visits.filter(|visit| visit.facts.day == from.today);
    let done = today.flat_map(|visit| &visit.facts.lines);
    let done = done.map(|line| line.text.as_str());
    std::iter::once(from.shop).chain(name).chain(done).collect()
}
