//! Who brought whom. It has dice of its own, so that people, cars and visits are those of a garage in
//! which nobody brought anybody.

use std::collections::VecDeque;

use super::Party;
use super::dice::Dice;
use super::words::TOLD_BY_FRIENDS;
use crate::domain::{CustomerFacts, CustomerId, CustomerKind, Day, VisitStatus};

/// The stream of the dice.
const BONDS: u64 = 0x626f_6e64_7300_0001;
/// So many regulars of lately may have brought somebody.
const REGULARS: usize = 40;
/// Visits after which somebody tells friends of the shop.
const CONTENT: usize = 3;

/// Who has been here for a while by now, party after party.
#[derive(Debug, Clone)]
pub(super) struct Bonds {
    seed: u64,
    /// With the day of the first visit, the newest regular first.
    regulars: VecDeque<(CustomerId, Day)>,
}

impl Bonds {
    /// Those of the garage of a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self {
            seed: seed ^ BONDS,
            regulars: VecDeque::with_capacity(REGULARS),
        }
    }

    /// Writes into the facts of the next party's customers who brought them.
    pub(super) fn tie(&mut self, party: &mut Party) {
        for (id, facts) in &mut party.customers {
            let days = || {
                let done = party.visits.iter().filter(|visit| {
                    visit.customer == Some(*id) && visit.status == VisitStatus::Done
                });
                done.map(|visit| visit.day)
            };
            let Some(first) = days().min() else { continue };
            let mut dice = Dice::new(self.seed, id.0.unsigned_abs());
            facts.referred_by = self.brought(facts, first, &mut dice);
            if facts.kind == CustomerKind::Person && days().count() >= CONTENT {
                self.regulars.truncate(REGULARS - 1);
                self.regulars.push_front((*id, first));
            }
        }
    }

    /// Who brought somebody that friends told of the shop: one who had been here before.
    fn brought(&self, facts: &CustomerFacts, first: Day, dice: &mut Dice) -> Option<CustomerId> {
        let told = facts.source == TOLD_BY_FRIENDS && facts.kind == CustomerKind::Person;
        if !told || !dice.chance(700) {
            return None;
        }
        let before = |(_, since): &&(CustomerId, Day)| *since < first;
        let before: Vec<_> = self.regulars.iter().filter(before).collect();
        let one = (!before.is_empty()).then(|| dice.pick(&before))?;
        Some(one.0)
    }
}
