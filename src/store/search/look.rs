//! Looking through the index: class by class, until enough were found.

use super::super::{StoreError, StoreResult};
use super::bits::Bits;
use super::entry::Entry;
use super::hits::{COUNTED, Candidate, Candidates, Distance, Top};
use super::index::Index;
use super::name_search::NameSearch;
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

    /// The first row that may be left out when it matches as a beginning or worse: with enough
    /// beginnings before it nothing worse is of use either.
    #[inline]
    fn end(&self) -> u32 {
        self.tops[Prefix as usize].end_row()
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
        if !self.is_enough(Prefix) {
            self.others()?;
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

    /// Whether so many match so well that nothing worse would be listed or counted.
    fn is_enough(&mut self, class: MatchClass) -> bool {
        let enough = self.room / 2;
        if self.found.as_good_as(class) > enough {
            self.found.settle();
        }
        let is_enough = self.found.as_good_as(class) > enough;
        self.found.more |= is_enough;
        is_enough
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

    /// Takes in those who are far from what was typed.
    fn take_far(&mut self, take: impl FnOnce(&mut Self)) {
        let before = self.found.list.len();
        take(self);
        for one in self.found.list.iter_mut().skip(before) {
            *one = one.with(Distance::Far);
        }
    }

    fn plates(&mut self) -> StoreResult<()> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let mut tops = Tops::new(Plate, self.room);
        packed
            .plates
            .begun(&self.query.key, self.wanted, |class, row, vehicle| {
                if !fresh.hides(row, vehicle) {
                    tops.push(class, row, vehicle);
                }
                tops.end()
            });
        self.go_on()?;
        self.take_all(tops);
        Ok(())
    }

    /// Plates in which letters stand at the end or in the middle.
    fn letters_within(&mut self) -> StoreResult<()> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let mut tops = Tops::new(Plate, self.room);
        packed
            .plates
            .letters_within(&self.query.key, self.wanted, |class, row, vehicle| {
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
            phones.end()
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
        if self.is_enough(Prefix) {
            return Ok(());
        }
        self.letters_within()?;
        let mut phones = Tops::new(Phone, self.room);
        packed.phones.within(self.query, self.wanted, |class, row| {
            if !fresh.rows.contains(row) {
                phones.push(class, row, 0);
            }
        });
        self.go_on()?;
        self.take_all(phones);
        for class in [Tail, Inside] {
            if class == Inside && self.is_enough(Tail) {
                return Ok(());
            }
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
        let is_model = |token: &&Query| index.packed.has_model(token);
        let (may_be_models, mut others): (Vec<&Query>, Vec<&Query>) =
            self.query.tokens.iter().partition(is_model);
        // The longest first: it finds the fewest, and whom it does not find the rest need not seek.
        others.sort_by_key(|token| std::cmp::Reverse(token.key.len()));
        let mut all = None;
        for token in others {
            let found = self.token(token, all.as_ref())?;
            if found.is_empty() {
                self.found.settle();
                return Ok(());
            }
            all = Some(found);
        }
        let mut sets = Vec::new();
        for token in &may_be_models {
            sets.push(self.token(token, all.as_ref())?);
        }
        let meet = |counts: &dyn Fn(usize) -> bool| {
            let some = sets.iter().enumerate().filter(|(at, _)| counts(*at));
            let some = some.map(|(_, set)| set);
            all.iter().chain(some).cloned().reduce(|mut all, set| {
                all.retain(&set);
                all
            })
        };
        if let Some(rows) = meet(&|_| true) {
            self.take_bits(Inside, Name, &rows);
        }
        // A word that nobody is found by may be a make or a model; else any one of them may.
        let unknown: Vec<usize> = (0..sets.len()).filter(|at| sets[*at].is_empty()).collect();
        let guesses: Vec<Vec<usize>> = if unknown.is_empty() {
            (0..sets.len()).map(|at| vec![at]).collect()
        } else {
            vec![unknown]
        };
        for guess in guesses {
            let Some(rows) = meet(&|at| !guess.contains(&at)) else {
                continue;
            };
            self.found.more |= rows.iter().nth(MODELS).is_some();
            let ranks = rows.iter().take(MODELS);
            let some = ranks.filter_map(|row| index.packed.rows.rank(row));
            let some = some.map(|rank| Candidate::new(Inside, Name, rank, None));
            let words: Vec<&Query> = guess.iter().map(|at| may_be_models[*at]).collect();
            self.found.list.extend(models(some.collect(), &words)?);
            self.go_on()?;
        }
        self.found.settle();
        Ok(())
    }

    /// The rows that one word of a mixed line finds, among some.
    fn token(&self, token: &Query, among: Option<&Bits>) -> StoreResult<Bits> {
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
                u32::MAX
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
        packed.phones.begun(token, |class, row| {
            phone(class, row);
            u32::MAX
        });
        packed.phones.within(token, self.wanted, &mut phone);
        rows.remove(&fresh.rows);
        if let Some(among) = among {
            rows.retain(among);
        }
        self.go_on()?;
        Ok(rows)
    }

    /// Those who may have been meant.
    fn forgiven(&mut self) -> StoreResult<()> {
        let (packed, fresh) = (&self.index.packed, &self.index.fresh);
        let slips = self.query.slips();
        let [mut whole, mut begun] = [(); 2].map(|()| Top::new(self.room));
        packed.plates.forgiven(&slips.plates, |near, row, vehicle| {
            if fresh.hides(row, vehicle) {
                return;
            }
            match near {
                Distance::Near => whole.push(row, vehicle),
                Distance::Far => begun.push(row, vehicle),
            }
        });
        self.take(Forgiven, Plate, whole);
        self.take_far(|look| look.take(Forgiven, Plate, begun));
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
            let (mut near, far) = names.forgiven();
            near.add(&names.respaced(&slips.names));
            self.take_bits(Forgiven, Name, &near);
            self.take_far(|look| look.take_bits(Forgiven, Name, &far));
        }
        for entry in fresh.entries.values() {
            entry.forgiven(self.query, slips, &mut self.found.list);
        }
        self.found.settle();
        Ok(())
    }
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
    Candidates::from(list)
}
