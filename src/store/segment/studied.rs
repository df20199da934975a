//! What has to be read customer by customer, or vehicle by vehicle: of everybody at once, and kept
//! while somebody builds a filter on it.

use super::marks::{Everybody, Marks};
use super::{promised, usual};
use crate::domain::NextService;
use crate::domain::filter::{Fact, Field, Filter, Known, Ready};
use crate::store::{Come, Store, StoreResult};

/// What was read of everybody. It holds as long as nobody changes the book.
#[derive(Debug, Default)]
pub struct Studied {
    oil: Option<Words>,
    mechanic: Option<Words>,
    promises: Option<Vec<(usize, NextService)>>,
}

impl Store {
    /// Reads of everybody what the conditions of a filter ask and takes long to read, as far as it
    /// was not read before.
    ///
    /// # Errors
    /// When the file cannot be read, or nobody waits any more; what was read whole stays.
    pub fn study(&self, filter: &Filter, studied: &mut Studied, come: Come<'_>) -> StoreResult<()> {
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
            match fact {
                Fact::UsualOil if studied.oil.is_none() => {
                    studied.oil = Some(usual::of_all(&self.conn, fact, &everybody, come)?);
                }
                Fact::UsualMechanic if studied.mechanic.is_none() => {
                    studied.mechanic = Some(usual::of_all(&self.conn, fact, &everybody, come)?);
                }
                Fact::NextServiceDay | Fact::NextServiceOdometer if studied.promises.is_none() => {
                    studied.promises = Some(promised::of_all(&self.conn, &everybody, come)?);
                }
                _ => {}
            }
        }
        Ok(())
    }
}

impl Studied {
    /// Whether nothing is to be read of a fact: it was read, or is quickly asked.
    fn has(&self, fact: Fact) -> bool {
        match fact {
            Fact::UsualOil => self.oil.is_some(),
            Fact::UsualMechanic => self.mechanic.is_some(),
            Fact::NextServiceDay | Fact::NextServiceOdometer => self.promises.is_some(),
            _ => true,
        }
    }

    /// For whom the usual oil or mechanic is as asked; `None` where that was not read.
    pub(super) fn usual(&self, fact: Fact, test: &Ready, nobody: Marks) -> Option<Marks> {
        let words = match fact {
            Fact::UsualMechanic => self.mechanic.as_ref(),
            _ => self.oil.as_ref(),
        };
        words.map(|words| words.holding(test, nobody))
    }

    /// What was promised for vehicles, with the places of their owners; `None` where that was not
    /// read.
    pub(super) fn promises(&self) -> Option<&[(usize, NextService)]> {
        self.promises.as_deref()
    }
}

/// At most one of a few words for each customer.
#[derive(Debug, Default)]
pub(super) struct Words {
    /// Each word once.
    all: Vec<String>,
    /// By the places of the customers: the place of the word.
    of: Vec<Option<u32>>,
    known: std::collections::HashMap<String, u32>,
}

impl Words {
    /// The word of the next customer.
    pub(super) fn push(&mut self, word: Option<String>) {
        let place = word.map(|word| {
            *self.known.entry(word).or_insert_with_key(|word| {
                self.all.push(word.clone());
                u32::try_from(self.all.len() - 1).unwrap_or(u32::MAX)
            })
        });
        self.of.push(place);
    }

    fn holding(&self, test: &Ready, nobody: Marks) -> Marks {
        let hold: Vec<bool> = self
            .all
            .iter()
            .map(|word| test.holds(Known::Text(word)))
            .collect();
        let mut marks = nobody;
        for (at, word) in self.of.iter().enumerate() {
            let holds = word.and_then(|word| hold.get(usize::try_from(word).ok()?));
            if holds.copied().unwrap_or(false) {
                marks.set(at);
            }
        }
        marks
    }
}
