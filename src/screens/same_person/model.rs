//! What the screen knows.

use crate::domain::{Card, CustomerId, Likely, Subject};
use crate::protocol::{Query, Slot, Step};
use crate::screens::sheet::wording;
use crate::screens::whom::{Person, Whom};

use super::beside::Beside;

/// Who is the same person as somebody.
#[derive(Debug)]
pub struct SamePerson {
    /// From whose card this began; the other goes into this one, unless they are swapped.
    pub(super) of: CustomerId,
    /// Name and customer ID, once they are known.
    pub(super) who: String,
    /// Who is likely, while nothing is typed; else who is found.
    pub(super) others: Whom,
    /// Both side by side, once the other is chosen.
    pub(super) beside: Option<Beside>,
}

impl SamePerson {
    /// A screen that knows nothing of the others yet.
    pub fn new(of: CustomerId) -> Self {
        Self {
            of,
            who: String::new(),
            others: Whom::new(Slot::SamePerson, ""),
            beside: None,
        }
    }

    /// Asks for whatever is shown.
    pub(super) fn ask(&mut self) -> Vec<Step> {
        if let Some(beside) = &mut self.beside {
            return vec![beside.ask()];
        }
        let card = Query::Card(Subject::Customer(self.of, None));
        vec![Step::Read(Slot::Card, card), self.ask_others()]
    }

    pub(super) fn ask_others(&mut self) -> Step {
        let found = self.others.find();
        found.unwrap_or_else(|| self.others.ask(Query::Likely(self.of)))
    }

    pub(super) fn met(&mut self, card: &Card) {
        if let Some(customer) = &card.customer {
            self.of = customer.id;
            let name = wording::person(&customer.facts);
            self.who = wording::joined(&[&name, &customer.code], " ");
        }
    }

    pub(super) fn likely(&mut self, likely: &[Likely]) {
        self.others.put(likely.iter().map(Person::from).collect());
    }
}
