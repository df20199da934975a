//! Looking through the index: class by class, until enough were found.

use super::super::{StoreError, StoreResult};
use super::bits::Bits;
use super::entry::{Entry, Slips};
use super::hits::{COUNTED, Candidate, Candidates, Top};
use super::index::Index;
use super::names::NameSearch;
use super::query::Query;
use crate::domain::MatchClass::{self, Exact, Forgiven, Inside, Prefix, Tail};
use crate::domain::MatchField::{self, Code, Name, Phone, Plate};
use crate::domain::VehicleId;

/// Slips are forgiven when fewer than so many others were found.
pub(super) const FEW: usize = 10;

/// Somebody checks the words that may be a make or a model: `(found, words)` to those who own one.
pub(super) type ModelCheck<'a> =
    &'a dyn Fn(Vec<Candidate>, &[&Query]) -> StoreResult<Vec<Candidate>>;
/// Of so many, the newest visitors, makes and models are looked at.
pub(super) const MODELS: usize = 200;

/// One search in an index.
pub(super) struct Look<'a> {
    index: &'a Index,
    query: &'a Query,
    /// How many of one kind are kept.
    room: usize,
    wanted: &'a dyn Fn() -> bool,
    found: Candidates,
}

/// The first of each class by one field.
struct Tops {
    field: MatchField,
    tops: [Top; 4],
}

impl Tops {
    fn new(field: MatchField, room: usize) -> Self {
        let tops = [(); 4].map(|()| Top::new(room));
        Self { field, tops }
    }

    #[inline]
    fn push(&mut self, class: MatchClass, row: u32, vehicle: u32) {
        if let Some(top) = self.tops.get_mut(class as usize) {
            top.push(row, vehicle);
        }
    }
}

impl<'a> Look<'a> {
    /// A search for at most `limit` hits.
    pub(super) fn new(
        index: &'a Index,
        query: &'a Query,
        limit: usize,
        wanted: &'a dyn Fn() -> bool,
    ) -> Self {
        Self {
            index,
            query,
            // Some are found twice: by two plates of one vehicle, or two phones of one customer.
            room: 2 * limit.max(COUNTED),
            wanted,
            found: Candidates::default(),
        }
    }

    /// Everybody that the line finds, in order; enough of them, if there are very many.
    pub(super) fn run(mut self, models: ModelCheck<'_>) -> StoreResult<Candidates> {
        self.plates()?;
        if self.found.as_good_as(Prefix) < self.room {
            self.others()?;
        } else {
            self.found.more = true;
        }
        for entry in self.index.fresh.entries.values() {
            entry.whole(self.query, &mut self.found.list);
        }
        self.found.settle();
        if self.found.list.is_empty() && !self.query.tokens.is_empty() {
            self.mixed(models)?;
        }
        if self.found.list.len() < FEW {
            self.forgiven()?;
        }
        Ok(self.found)
    }

    fn go_on(&self) -> StoreResult<()> {
        if (self.wanted)() {
            Ok(())
        } else {
            Err(StoreError::Cancelled)
        }
    }

    /// Takes a finished list in.
    fn take(&mut self, class: MatchClass, field: MatchField, top: Top) {
        self.found.more |= top.overflowed();
        let rows = &self.index.packed.rows;
        for (row, vehicle) in top.into_rows() {
            let vehicle = (vehicle != 0).then_some(VehicleId(vehicle.into()));
            let rank = rows.rank(row);
            let found = rank.map(|rank| Candidate::new(class, field, rank, vehicle));
            self.found.list.extend(found);
        }
    }

    fn take_all(&mut self, tops: Tops) {
        for (class, top) in [Exact, Prefix, Tail, Inside].into_iter().zip(tops.tops) {
            self.take(class, tops.field, top);
        }
    }

    fn take_bits(&mut self, class: MatchClass, field: MatchField, rows: &Bits) {
        let mut top = Top::new(self.room);
        for row in rows.iter().take(self.room + 1) {
            top.push(row, 0);
        }
        self.take(class, field, top);
    }

    fn plates(&mut self) -> StoreResult<()> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let mut tops = Tops::new(Plate, self.room);
        packed
            .plates
            .find(&self.query.key, self.wanted, |class, row, vehicle| {
                if !fresh.hides(row, vehicle) {
                    tops.push(class, row, vehicle);
                }
            });
        self.go_on()?;
        self.take_all(tops);
        Ok(())
    }

    /// IDs, phones and names: whole and beginnings first, and the rest only if that is not enough.
    fn others(&mut self) -> StoreResult<()> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let mut codes = Tops::new(Code, self.room);
        packed.codes.find(self.query, |class, row| {
            if !fresh.rows.contains(row) {
                codes.push(class, row, 0);
            }
        });
        self.take_all(codes);
        let mut phones = Tops::new(Phone, self.room);
        packed.phones.begun(self.query, |class, row| {
            if !fresh.rows.contains(row) {
                phones.push(class, row, 0);
            }
        });
        self.go_on()?;
        self.take_all(phones);
        let mut names = NameSearch::new(
            &packed.names,
            &self.query.words,
            packed.rows.len(),
            Some(&fresh.rows),
        );
        for class in [Exact, Prefix] {
            let rows = names.next(class);
            self.take_bits(class, Name, &rows);
            self.go_on()?;
        }
        if self.found.as_good_as(Prefix) >= self.room {
            self.found.more = true;
            return Ok(());
        }
        let mut phones = Tops::new(Phone, self.room);
        packed.phones.within(self.query, self.wanted, |class, row| {
            if !fresh.rows.contains(row) {
                phones.push(class, row, 0);
            }
        });
        self.go_on()?;
        self.take_all(phones);
        for class in [Tail, Inside] {
            let rows = names.next(class);
            self.take_bits(class, Name, &rows);
            self.go_on()?;
        }
        Ok(())
    }

    /// Those whom all words of a line find together, each in its way.
    fn mixed(&mut self, models: ModelCheck<'_>) -> StoreResult<()> {
        let index = self.index;
        for entry in index.fresh.entries.values() {
            entry.mixed(self.query, &mut self.found.list);
        }
        let mut sets = Vec::new();
        for token in &self.query.tokens {
            sets.push(self.token(token)?);
        }
        let all = meet(&sets, |_| true);
        if !all.is_empty() {
            self.take_bits(Inside, Name, &all);
        }
        // A word that nobody is found by may be a make or a model; else any one of them may.
        let unknown: Vec<usize> = (0..sets.len()).filter(|at| sets[*at].is_empty()).collect();
        let guesses: Vec<Vec<usize>> = if unknown.is_empty() {
            (0..sets.len()).map(|at| vec![at]).collect()
        } else {
            vec![unknown]
        };
        let packed = &index.packed;
        let model = |at: &usize| {
            self.query
                .tokens
                .get(*at)
                .is_some_and(|token| packed.has_model(token))
        };
        let guesses = guesses.iter().filter(|guess| guess.len() < sets.len());
        for guess in guesses.filter(|guess| guess.iter().all(model)) {
            let rows = meet(&sets, |at| !guess.contains(&at));
            self.found.more |= rows.iter().nth(MODELS).is_some();
            let ranks = rows
                .iter()
                .take(MODELS)
                .filter_map(|row| index.packed.rows.rank(row));
            let some = ranks
                .map(|rank| Candidate::new(Inside, Name, rank, None))
                .collect();
            let words: Vec<&Query> = guess
                .iter()
                .filter_map(|at| self.query.tokens.get(*at))
                .collect();
            self.found.list.extend(models(some, &words)?);
            self.go_on()?;
        }
        self.found.settle();
        Ok(())
    }

    /// The rows that one word of a mixed line finds.
    fn token(&self, token: &Query) -> StoreResult<Bits> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let mut rows = packed.rows.none();
        let mut words = token.words.iter();
        if let Some(first) = words.next() {
            rows = packed.names.begun(first, packed.rows.len());
            words.for_each(|word| rows.retain(&packed.names.begun(word, packed.rows.len())));
        }
        packed
            .plates
            .find(&token.key, self.wanted, |class, row, vehicle| {
                if class <= Tail && !fresh.hides(row, vehicle) {
                    rows.insert(row);
                }
            });
        packed.codes.find(token, |class, row| {
            if class == Exact {
                rows.insert(row);
            }
        });
        let mut phone = |class, row| {
            if class <= Tail {
                rows.insert(row);
            }
        };
        packed.phones.begun(token, &mut phone);
        packed.phones.within(token, self.wanted, &mut phone);
        rows.remove(&fresh.rows);
        self.go_on()?;
        Ok(rows)
    }

    /// Those who may have been meant.
    fn forgiven(&mut self) -> StoreResult<()> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let slips = Slips::of(self.query);
        let mut top = Top::new(self.room);
        packed.plates.forgiven(&slips.plates, |row, vehicle| {
            if !fresh.hides(row, vehicle) {
                top.push(row, vehicle);
            }
        });
        self.take(Forgiven, Plate, top);
        self.go_on()?;
        let mut top = Top::new(self.room);
        packed.phones.forgiven(&slips.phones, |row| {
            if !fresh.rows.contains(row) {
                top.push(row, 0);
            }
        });
        self.take(Forgiven, Phone, top);
        self.go_on()?;
        if self.query.may_be_misspelt() {
            let rows = packed.rows.len();
            let mut names =
                NameSearch::new(&packed.names, &self.query.words, rows, Some(&fresh.rows));
            for class in [Exact, Prefix, Tail, Inside] {
                names.next(class);
            }
            let mut rows = names.next(Forgiven);
            for row in names.respaced(&slips.names, packed.rows.len()).iter() {
                rows.insert(row);
            }
            self.take_bits(Forgiven, Name, &rows);
        }
        for entry in fresh.entries.values() {
            entry.forgiven(self.query, &slips, &mut self.found.list);
        }
        self.found.settle();
        Ok(())
    }
}

/// The rows that are in all sets of the places that count.
fn meet(sets: &[Bits], counts: impl Fn(usize) -> bool) -> Bits {
    let mut sets = sets.iter().enumerate().filter(|(at, _)| counts(*at));
    let mut all = sets.next().map(|(_, set)| set.clone()).unwrap_or_default();
    sets.for_each(|(_, set)| all.retain(set));
    all
}

/// The latest visitors.
pub(super) fn latest(index: &Index, limit: usize) -> Candidates {
    let packed = index.packed.rows.iter();
    let packed = packed.filter(|(row, _)| !index.fresh.rows.contains(*row));
    let packed = packed
        .filter_map(|(row, _)| index.packed.rows.rank(row))
        .take(limit);
    let fresh = index.fresh.entries.values().map(|entry: &Entry| entry.rank);
    let mut list: Vec<_> = packed
        .chain(fresh)
        .map(|rank| Candidate::new(Exact, Name, rank, None))
        .collect();
    list.sort_unstable();
    list.truncate(limit);
    Candidates { list, more: false }
}
