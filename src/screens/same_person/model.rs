//! What the screen knows.

use crate::domain::{Card, CustomerId, Found, Likely, Likeness, Subject};
use crate::kit::List;
use crate::kit::search::SearchBox;
use crate::protocol::{Query, Slot, Step};
use crate::screens::sheet::wording;
use crate::screens::shown::Shown;

use super::beside::Beside;

/// Hits that are looked at.
const HITS: usize = 30;

/// Who is the same person as somebody.
#[derive(Debug)]
pub struct SamePerson {
    /// From whose card this began; the other goes into this one, unless they are swapped.
    pub(super) of: CustomerId,
    /// Name and customer ID, once they are known.
    pub(super) who: String,
    /// What is typed to find the other.
    pub(super) search: SearchBox,
    /// Who is likely, while nothing is typed; else who is found.
    pub(super) others: Shown<Vec<Other>>,
    /// The line found nobody but this very customer.
    pub(super) only_itself: bool,
    /// Which of them is chosen.
    pub(super) list: List,
    /// Both side by side, once the other is chosen.
    pub(super) beside: Option<Beside>,
}

/// Somebody who may be the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Other {
    pub(super) id: CustomerId,
    pub(super) code: String,
    pub(super) name: String,
    /// Plate and phone.
    pub(super) known_by: String,
    /// Why; nothing for one who was searched.
    pub(super) by: Option<Likeness>,
}

impl From<&Likely> for Other {
    fn from(likely: &Likely) -> Self {
        Self {
            id: likely.who.id,
            code: likely.who.code.clone(),
            name: likely.who.name.clone(),
            known_by: likely.known_by.clone(),
            by: Some(likely.by.clone()),
        }
    }
}

impl SamePerson {
    /// A screen that knows nothing of the others yet.
    pub fn new(of: CustomerId) -> Self {
        Self {
            of,
            who: String::new(),
            search: SearchBox::default(),
            others: Shown::default(),
            only_itself: false,
            list: List::default(),
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
        self.others.ask();
        let text = self.search.query().trim().to_owned();
        if text.is_empty() {
            return Step::Read(Slot::SamePerson, Query::Likely(self.of));
        }
        let limit = HITS;
        let also = None;
        Step::Read(Slot::SamePerson, Query::Find { text, limit, also })
    }

    pub(super) fn met(&mut self, card: &Card) {
        if let Some(customer) = &card.customer {
            self.of = customer.id;
            let name = wording::person(&customer.facts);
            self.who = wording::joined(&[&name, &customer.code], " ");
        }
    }

    pub(super) fn likely(&mut self, likely: &[Likely]) {
        self.only_itself = false;
        self.put(likely.iter().map(Other::from).collect());
    }

    /// Of several vehicles of one customer the best hit stands for all.
    pub(super) fn found(&mut self, found: &Found) {
        let mut others: Vec<Other> = Vec::new();
        for hit in &found.hits {
            let Some(id) = hit.customer else { continue };
            if id != self.of && others.iter().all(|known| known.id != id) {
                others.push(Other {
                    id,
                    code: hit.code.clone(),
                    name: hit.name.clone(),
                    known_by: wording::joined(&[&hit.plate, &hit.phone], "  "),
                    by: None,
                });
            }
        }
        self.only_itself = others.is_empty() && !found.hits.is_empty();
        self.put(others);
    }

    fn put(&mut self, others: Vec<Other>) {
        let before = self.chosen().map(|other| other.id);
        let now_at = others.iter().position(|other| Some(other.id) == before);
        self.list.replace(others.len(), now_at.or(Some(0)));
        self.others.put(Some(others));
    }

    pub(super) fn chosen(&self) -> Option<&Other> {
        let others = self.others.value.as_ref()?;
        others.get(self.list.selected()?)
    }
}
