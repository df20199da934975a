//! A mark for some of the customers.

use rusqlite::Connection;

use crate::domain::CustomerId;
use crate::store::StoreResult;

const ALL: &str = "SELECT id FROM customer";

/// All customers, in the order of their numbers.
pub(super) struct Everybody(Vec<i64>);

impl Everybody {
    pub(super) fn of(conn: &Connection) -> StoreResult<Self> {
        let mut statement = conn.prepare_cached(ALL)?;
        let rows = statement.query_map([], |row| row.get(0))?;
        let mut ids: Vec<i64> = rows.collect::<Result<_, _>>()?;
        ids.sort_unstable();
        Ok(Self(ids))
    }

    pub(super) fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// Their numbers.
    pub(super) fn ids(&self) -> &[i64] {
        &self.0
    }

    /// The place of a customer; `None` for nobody's number.
    pub(super) fn at(&self, id: i64) -> Option<usize> {
        // Where no number is missing it stands at once.
        let first = self.0.first()?;
        let guess = usize::try_from(id.checked_sub(*first)?).ok()?;
        if self.0.get(guess) == Some(&id) {
            return Some(guess);
        }
        self.0.binary_search(&id).ok()
    }

    pub(super) fn nobody(&self) -> Marks {
        Marks(vec![false; self.0.len()])
    }

    pub(super) fn all(&self) -> Marks {
        Marks(vec![true; self.0.len()])
    }

    /// Those who are marked, with their places.
    pub(super) fn marked<'a>(
        &'a self,
        marks: &'a Marks,
    ) -> impl Iterator<Item = (usize, i64)> + 'a {
        let both = self.0.iter().zip(&marks.0).enumerate();
        both.filter_map(|(at, (id, marked))| marked.then_some((at, *id)))
    }

    pub(super) fn of_marks(&self, marks: &Marks) -> Vec<CustomerId> {
        let marked = self.marked(marks);
        marked.map(|(_, id)| CustomerId(id)).collect()
    }
}

/// A mark for each customer, by place.
pub(super) struct Marks(Vec<bool>);

impl Marks {
    pub(super) fn has(&self, at: usize) -> bool {
        self.0.get(at).copied().unwrap_or(false)
    }

    pub(super) fn set(&mut self, at: usize) {
        self.put(at, true);
    }

    pub(super) fn clear(&mut self, at: usize) {
        self.put(at, false);
    }

    fn put(&mut self, at: usize, mark: bool) {
        if let Some(place) = self.0.get_mut(at) {
            *place = mark;
        }
    }

    pub(super) fn turn_over(&mut self) {
        self.0.iter_mut().for_each(|mark| *mark = !*mark);
    }

    /// Keeps only the marks that the others have too.
    pub(super) fn keep(&mut self, others: &Marks) {
        self.each(others, |mark, other| mark && other);
    }

    pub(super) fn add(&mut self, others: &Marks) {
        self.each(others, |mark, other| mark || other);
    }

    pub(super) fn take_off(&mut self, others: &Marks) {
        self.each(others, |mark, other| mark && !other);
    }

    fn each(&mut self, others: &Marks, becomes: fn(bool, bool) -> bool) {
        for (mark, other) in self.0.iter_mut().zip(&others.0) {
            *mark = becomes(*mark, *other);
        }
    }
}
