//! What a list over the book knows.

use std::fmt;

use super::{Order, Source};
use crate::domain::Change;
use crate::kit::List;
use crate::protocol::Applies;
use crate::screens::narrow;
use crate::screens::shown::Shown;
use crate::screens::why::Explaining;
use crate::text::Say;

/// The most that is typed to find rows, in characters.
const MOST: usize = 40;

/// A list over the book.
pub struct ListScreen<S: Source> {
    /// Of what.
    pub(in crate::screens) of: S,
    /// What is known.
    pub(in crate::screens) known: Shown<S::Known>,
    /// Which of the rows are shown, in their order.
    standing: Vec<usize>,
    /// Which of these is chosen.
    pub(in crate::screens) list: List,
    /// In which of its orders they stand.
    pub(super) order: usize,
    /// What is typed to find rows.
    pub(super) typed: String,
    /// The row that was chosen before something was typed.
    left: Option<S::Id>,
    /// Why the chosen one is there, while that is explained.
    pub(super) why: Explaining,
    /// What takes a row away, while that is asked.
    pub(super) removing: Option<Change>,
    /// Whether the book has changed since.
    pub(super) stale: bool,
    /// Whether the last answer took long: then it is not asked again at every save of the shop.
    pub(super) costly: bool,
    /// About which row something has been done here, until it is known what came of it.
    pub(super) acted: Option<S::Id>,
    /// The row that was begun here, until it is chosen.
    pub(super) begun: Option<Begun<S::Id>>,
    /// Whether the answer that is awaited tells that.
    pub(in crate::screens) settles: bool,
    /// The name of the chosen row that somebody else took away, until that is said.
    pub(super) gone: Option<String>,
}

/// A row that was begun here and is not on the list yet.
pub(super) enum Begun<Id> {
    /// None of those that there were before.
    NoneOf(Vec<Id>),
    /// This one.
    This(Id),
}

impl<S: Source> fmt::Debug for ListScreen<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = (self.standing.len(), self.order, &self.typed);
        write!(out, "ListScreen {rows:?}")
    }
}

impl<S: Source + Default> Default for ListScreen<S> {
    fn default() -> Self {
        Self::of(S::default())
    }
}

impl<S: Source> ListScreen<S> {
    /// A list that knows nothing yet.
    pub fn of(of: S) -> Self {
        Self {
            of,
            known: Shown::default(),
            standing: Vec::new(),
            list: List::default(),
            order: 0,
            typed: String::new(),
            left: None,
            why: Explaining::default(),
            removing: None,
            stale: false,
            costly: false,
            acted: None,
            begun: None,
            settles: false,
            gone: None,
        }
    }

    /// What is known, once it is there.
    pub(in crate::screens) fn value(&self) -> Option<&S::Known> {
        self.known.value.as_ref()
    }

    /// The rows that are shown, in their order.
    pub(in crate::screens) fn rows(&self) -> impl Iterator<Item = S::Row<'_>> {
        let known = self.known.value.iter();
        known.flat_map(|known| self.standing.iter().map(|at| self.of.row(known, *at)))
    }

    /// The row that is shown at a place.
    pub(in crate::screens) fn row(&self, at: usize) -> Option<S::Row<'_>> {
        let known = self.known.value.as_ref()?;
        Some(self.of.row(known, *self.standing.get(at)?))
    }

    /// The chosen one.
    pub(in crate::screens) fn chosen(&self) -> Option<S::Row<'_>> {
        self.row(self.list.selected()?)
    }

    /// Whether there are none at all, whatever is typed.
    pub(in crate::screens) fn is_empty(&self) -> bool {
        self.value().is_none_or(|known| self.of.count(known) == 0)
    }

    /// Whether only some are shown: those with what is typed, or of a segment.
    pub(in crate::screens) fn is_narrowed(&self) -> bool {
        !self.typed.trim().is_empty() || self.of.only().is_some()
    }

    /// Whether it is explained why a row is there.
    pub(in crate::screens) fn is_explaining(&self) -> bool {
        self.why.is_open()
    }

    /// Yes where a row is chosen.
    pub(in crate::screens) fn with_row(&self) -> Applies {
        match self.list.selected() {
            Some(_) => Applies::Yes,
            None => Applies::Blocked(Say::RowsChoose),
        }
    }

    /// In which order they stand.
    pub(super) fn order(&self) -> Option<&'static Order<S>> {
        self.of.orders().get(self.order)
    }

    /// Changes what is shown, or in which order; the chosen one stays chosen.
    pub(in crate::screens) fn show(&mut self, change: impl FnOnce(&mut Self)) {
        let before = self.chosen().map(S::id);
        change(self);
        self.stand_with(before.as_ref());
    }

    /// Puts the rows in their order; this one is chosen, if it is shown.
    fn stand_with(&mut self, chosen: Option<&S::Id>) {
        self.stand();
        let is_it = |row: S::Row<'_>| chosen.is_some_and(|id| S::id(row) == *id);
        let now_at = self.rows().position(is_it);
        self.list.replace(self.standing.len(), now_at);
    }

    /// Another of its lists. What is typed holds for it too, and so does the order where it has the
    /// same ones.
    pub(in crate::screens) fn turn(&mut self, change: impl FnOnce(&mut S)) {
        let before = self.of.orders();
        change(&mut self.of);
        if !std::ptr::eq(before, self.of.orders()) {
            self.order = 0;
        }
        self.stand();
        self.list.reset(self.standing.len());
        (self.acted, self.gone) = (None, None);
    }

    /// What was known is known anew.
    pub(super) fn arrived(&mut self, known: S::Known) {
        self.costly = self.known.slow;
        self.renew(|list| list.known.put(Some(known)));
        if std::mem::take(&mut self.settles) {
            self.acted = None;
        }
    }

    /// Types a letter to find rows; a stroke before anything else only begins, as it does in the
    /// review.
    pub(super) fn type_in(&mut self, letter: char) {
        let begins = letter == '/' && self.typed.is_empty();
        if !begins && !letter.is_control() && self.typed.chars().count() < MOST {
            if self.typed.is_empty() {
                self.left = self.chosen().map(S::id);
            }
            self.typed.push(letter);
            self.finds();
        }
    }

    /// Takes the last letter back; without any the row is chosen that was before them.
    pub(super) fn type_back(&mut self) {
        match (self.typed.pop(), self.typed.is_empty()) {
            (Some(_), true) => {
                let left = self.left.take();
                self.stand_with(left.as_ref());
            }
            (Some(_), false) => self.finds(),
            (None, _) => {}
        }
    }

    /// The first of the rows with what is typed is chosen.
    fn finds(&mut self) {
        self.stand();
        self.list.reset(self.standing.len());
    }

    /// Nothing new is begun after all: whatever comes next is somebody else's.
    pub(in crate::screens) fn begins_nothing(&mut self) {
        self.begun = None;
    }

    /// Chooses a row as soon as it is there: it is being written.
    pub(in crate::screens) fn chooses_once_there(&mut self, id: S::Id) {
        self.begun = Some(Begun::This(id));
    }

    /// Shows all again, whatever was typed. The row that was found stays chosen; where none was, the one is that was
    /// chosen before.
    pub(in crate::screens) fn find_all(&mut self) {
        let found = self.chosen().map(S::id).or(self.left.take());
        self.typed.clear();
        self.stand_with(found.as_ref());
    }

    /// All rows, also those that are not shown.
    pub(super) fn all_ids(&self) -> Vec<S::Id> {
        let known = self.known.value.iter();
        let all =
            known.flat_map(|known| (0..self.of.count(known)).map(|at| self.of.row(known, at)));
        all.map(S::id).collect()
    }

    /// Chooses a row; where what is typed hides it, all are shown.
    pub(in crate::screens) fn choose(&mut self, id: &S::Id) {
        if !self.rows().any(|row| S::id(row) == *id) {
            self.typed.clear();
        }
        self.stand_with(Some(id));
    }

    /// Puts the rows with what is typed in their order.
    fn stand(&mut self) {
        let Some(known) = &self.known.value else {
            self.standing.clear();
            return;
        };
        let (of, wanted) = (&self.of, narrow::wanted(&self.typed));
        let all = 0..of.count(known);
        let mut standing: Vec<usize> = all.filter(|at| of.is_meant(of.row(known, *at))).collect();
        if !wanted.is_empty() {
            standing.retain(|at| narrow::has(&S::sought(of.row(known, *at)), &wanted));
        }
        if let Some(order) = self.order() {
            standing.sort_by_cached_key(|at| (order.by)(of.row(known, *at)));
        }
        self.standing = standing;
    }

    /// The next order.
    pub(super) fn sort_on(&mut self) {
        let orders = self.of.orders().len().max(1);
        self.show(|list| list.order = (list.order + 1) % orders);
    }

    /// Another order and other words, before anything is known: for the whole of a list.
    pub(in crate::screens) fn standing_so(mut self, order: usize, typed: &str) -> Self {
        (self.order, self.typed) = (order, typed.to_owned());
        self
    }

    /// Puts what is known in its place without an answer.
    pub(in crate::screens) fn knowing(mut self, known: S::Known) -> Self {
        self.arrived(known);
        self
    }

    /// In which order, and with which words.
    pub(in crate::screens) fn stands(&self) -> (usize, &str) {
        (self.order, self.typed.trim())
    }
}
