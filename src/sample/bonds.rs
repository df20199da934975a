//! What ties customers to the shop: who brought whom, and what they agreed to. Both have dice of their
//! own, so that visits and cars are those of a garage without them.

use std::collections::VecDeque;

use super::Party;
use super::dice::Dice;
use super::words::TOLD_BY_FRIENDS;
use crate::domain::{CustomerFacts, CustomerId, CustomerKind, Day, Purpose, VisitStatus};

/// The stream of the dice.
const BONDS: u64 = 0x626f_6e64_7300_0001;
/// So many regulars of lately may have brought somebody.
const REGULARS: usize = 40;
/// Visits after which somebody tells friends of the shop.
const CONTENT: usize = 3;
/// Days after which whoever brought somebody was thanked, as a rule.
const THANKED_AFTER: u64 = 10;

/// How many of a thousand were asked about each purpose, and how many of these agreed.
const ASKED: &[(Purpose, u64, u64)] = &[
    (Purpose::ServiceReminders, 620, 930),
    (Purpose::Birthday, 480, 900),
    (Purpose::Promotions, 450, 760),
    (Purpose::Contact, 20, 0),
];

/// An answer of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// Whose.
    pub customer: CustomerId,
    /// About what.
    pub purpose: Purpose,
    /// Yes or no.
    pub yes: bool,
    /// The day of the first visit.
    pub day: Day,
}

/// Somebody was thanked for bringing another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thanked {
    /// Who.
    pub referrer: CustomerId,
    /// For whom.
    pub friend: CustomerId,
    /// When.
    pub day: Day,
}

/// Who has been here for a while by now, party after party.
#[derive(Debug, Clone, Default)]
pub struct Bonds {
    seed: u64,
    regulars: VecDeque<(CustomerId, Day)>,
}

impl Bonds {
    /// Those of the garage of a seed.
    pub fn new(seed: u64) -> Self {
        Self {
            seed: seed ^ BONDS,
            regulars: VecDeque::with_capacity(REGULARS),
        }
    }

    /// Ties the customers of the next party: who brought them is written into their facts. Answers
    /// what they agreed to, and who was thanked for them by `today`.
    pub fn tie(&mut self, party: &mut Party, today: Day) -> (Vec<Answer>, Vec<Thanked>) {
        let (mut answers, mut thanked) = (Vec::new(), Vec::new());
        for (id, facts) in &mut party.customers {
            let days = || {
                let theirs = party.visits.iter().filter(|visit| {
                    visit.customer == Some(*id) && visit.status == VisitStatus::Done
                });
                theirs.map(|visit| visit.day)
            };
            let Some(first) = days().min() else { continue };
            let mut dice = Dice::new(self.seed, id.0.unsigned_abs());
            if let Some(referrer) = self.brought(facts, first, &mut dice) {
                facts.referred_by = Some(referrer);
                let day = first + chrono::Days::new(THANKED_AFTER);
                if day < today && dice.chance(800) {
                    let friend = *id;
                    thanked.push(Thanked {
                        referrer,
                        friend,
                        day,
                    });
                }
            }
            answers.extend(agreed(*id, first, &mut dice));
            if facts.kind == CustomerKind::Person && days().count() >= CONTENT {
                self.regulars.truncate(REGULARS - 1);
                self.regulars.push_front((*id, first));
            }
        }
        (answers, thanked)
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

fn agreed(customer: CustomerId, day: Day, dice: &mut Dice) -> Vec<Answer> {
    let mut answers = Vec::new();
    for (purpose, asked, agreed) in ASKED {
        let (asked, yes) = (dice.chance(*asked), dice.chance(*agreed));
        if asked {
            answers.push(Answer {
                customer,
                purpose: *purpose,
                yes,
                day,
            });
        }
    }
    answers
}
