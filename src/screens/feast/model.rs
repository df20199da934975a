//! What the screen of a feast knows.

use crate::calendar::{FeastPeople, Greeted};
use crate::domain::CustomerId;
use crate::kit::List;
use crate::screens::shown::Shown;

/// The people of a feast.
#[derive(Debug)]
pub struct FeastScreen {
    /// Its key.
    pub(super) key: String,
    /// What is known.
    pub(super) people: Shown<FeastPeople>,
    /// Whether the book has changed since.
    pub(super) stale: bool,
    /// Who is chosen.
    pub(super) list: List,
}

impl FeastScreen {
    /// The people of the feast with this key.
    pub fn new(key: String) -> Self {
        Self {
            key,
            people: Shown::default(),
            stale: false,
            list: List::default(),
        }
    }

    /// Everybody, whoever is still to be greeted first.
    pub(super) fn rows(&self) -> &[Greeted] {
        let known = self.people.value.as_ref();
        known.map_or(&[], |known| &known.people)
    }

    /// The chosen one.
    pub(super) fn chosen(&self) -> Option<&Greeted> {
        self.rows().get(self.list.selected()?)
    }

    /// Puts newer rows in place. Whoever was chosen stays chosen, until nothing is left to do about
    /// them: then the next one is.
    pub(super) fn arrived(&mut self, people: &FeastPeople) {
        let before = self.chosen().map(|one| (one.who.id, one.is_done()));
        let at = self.list.selected();
        self.people.put(Some(people.clone()));
        let place = |id: CustomerId| self.rows().iter().position(|one| one.who.id == id);
        let now_at = before.and_then(|(id, was_done)| {
            let now_at = place(id)?;
            let newly_done = !was_done && self.rows()[now_at].is_done();
            if newly_done { at } else { Some(now_at) }
        });
        let len = self.rows().len();
        self.list.replace(len, now_at.filter(|at| *at < len));
    }
}
