//! What has to be read customer by customer, or vehicle by vehicle: of everybody at once, and kept
//! while somebody builds a filter on it.

use std::collections::HashMap;

use super::marks::{Everybody, Marks};
use super::taken::Takings;
use super::{each, promised};
use crate::domain::filter::{Fact, Field, Filter, Known, Ready};
use crate::domain::{Day, NextService};
use crate::store::{Come, Store, StoreResult};

/// What was read of everybody. It holds for a day, and as long as nobody changes the book.
#[derive(Debug, Default)]
pub struct Studied {
    as_of: Option<Day>,
    words: HashMap<Fact, Words>,
    promises: Option<Vec<(usize, NextService)>>,
    pub(super) takings: Option<Takings>,
}

impl Store {
    /// Reads of everybody what the conditions of a filter ask on a day and takes long to read, as
    /// far as it was not read before.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more; what was read whole stays.
    pub fn study(
        &self,
        filter: &Filter,
        as_of: Day,
        studied: &mut Studied,
        come: Come<'_>,
    ) -> StoreResult<()> {
        if studied.as_of != Some(as_of) {
            *studied = Studied {
                as_of: Some(as_of),
                ..Studied::default()
            };
        }
        let asked = filter.conditions().iter();
        let facts: Vec<Fact> = asked
            .filter_map(|condition| match condition.field {
                Field::Fact(fact) if !studied.has(fact) => Some(fact),
                _ => None,
            })
            .collect();
        if facts.is_empty() {
            return Ok(());
        }
        let _moment = self.moment()?;
        let everybody = Everybody::of(&self.conn)?;
        for fact in facts {
            if studied.has(fact) {
                continue;
            }
            match fact {
                Fact::NextServiceDay | Fact::NextServiceOdometer => {
                    studied.promises = Some(promised::of_all(&self.conn, &everybody, come)?);
                }
                Fact::Taken => {
                    let days = (None, as_of);
                    studied.takings = Some(Takings::read(&self.conn, days, &everybody, come)?);
                }
                fact => {
                    let words = each::of_all(&self.conn, (fact, as_of), &everybody, come)?;
                    studied.words.insert(fact, words);
                }
            }
        }
        Ok(())
    }
}

impl Studied {
    /// Whether nothing is to be read of a fact: it was read, or is quickly asked.
    fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::UsualOil
            | Fact::UsualMechanic
            | Fact::LastOil
            | Fact::LastMechanic
            | Fact::Tier => self.words.contains_key(&fact),
            Fact::NextServiceDay | Fact::NextServiceOdometer => self.promises.is_some(),
            Fact::Taken => self.takings.is_some(),
            _ => true,
        }
    }

    /// For whom a word that is read customer by customer is as asked; `None` where it was not read.
    pub(super) fn each(&self, fact: Fact, test: &Ready, nobody: Marks) -> Option<Marks> {
        let words = self.words.get(&fact);
        words.map(|words| words.holding(test, nobody))
    }

    /// What was promised for vehicles, with the places of their owners; `None` where that was not
    /// read.
    pub(super) fn promises(&self) -> Option<&[(usize, NextService)]> {
        self.promises.as_deref()
    }
}

/// A few words for each customer, most often one.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each word once.
    all: Vec<String>,
    /// The place of a customer with the place of a word of theirs.
    of: Vec<(u32, u32)>,
    known: HashMap<String, u32>,
}

impl Words {
    /// A word of the customer at that place.
    pub(super) fn push(&mut self, at: usize, word: String) {
        let place = *self.known.entry(word).or_insert_with_key(|word| {
            self.all.push(word.clone());
            small(self.all.len() - 1)
        });
        self.of.push((small(at), place));
    }

    fn holding(&self, test: &Ready, nobody: Marks) -> Marks {
        let hold: Vec<bool> = self
            .all
            .iter()
            .map(|word| test.holds(Known::Text(word)))
            .collect();
        let mut marks = nobody;
        for (at, word) in &self.of {
            if hold[*word as usize] {
                marks.set(*at as usize);
            }
        }
        marks
    }
}

pub(super) fn small(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
