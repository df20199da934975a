//! Who was found how, and in which order they are listed.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::domain::{CustomerId, Day, MatchClass, MatchField, Subject, VehicleId};

/// How many are counted before "more" is said.
pub(super) const COUNTED: usize = 1000;

/// Whom a hit is about: a customer, or a vehicle whose owner is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Who {
    /// A customer's row.
    Customer(i64),
    /// A vehicle's row.
    Vehicle(i64),
}

/// The place among equals: newest visit first, then customers before vehicles, then the newest row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Rank(i64, bool, i64);

impl Rank {
    /// Of somebody who came last on `day` (days since 1970, 0 for never).
    pub(super) fn new(day: u16, who: Who) -> Self {
        match who {
            Who::Customer(id) => Self(-i64::from(day), false, -id),
            Who::Vehicle(id) => Self(-i64::from(day), true, -id),
        }
    }

    /// Whom it is the rank of.
    pub(super) fn who(self) -> Who {
        if self.1 {
            Who::Vehicle(-self.2)
        } else {
            Who::Customer(-self.2)
        }
    }
}

/// A day as ranks count it: days since 1970 from 1 on, 0 for never.
pub(super) fn day_number(day: Option<Day>) -> u16 {
    let days = day.map(|day| (day - Day::default()).num_days().max(1));
    days.map_or(0, |days| u16::try_from(days).unwrap_or(u16::MAX))
}

/// How far a line with a slip is from what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Distance {
    /// All of a plate was typed, or of a name's words one has a slip.
    Near,
    /// It may be the beginning of a plate, or several words of a name have slips.
    Far,
}

/// One that was found. The order of the fields is the order of the list: class, field,
/// distance, newest visitor, newest vehicle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Candidate {
    pub(super) class: MatchClass,
    pub(super) field: MatchField,
    pub(super) distance: Distance,
    pub(super) rank: Rank,
    /// The vehicle that matched, negated so that the newest comes first; 0 for none.
    vehicle: i64,
}

impl Candidate {
    pub(super) fn new(
        class: MatchClass,
        field: MatchField,
        rank: Rank,
        vehicle: Option<VehicleId>,
    ) -> Self {
        let vehicle = match rank.who() {
            Who::Customer(_) => vehicle.map_or(0, |id| -id.0),
            Who::Vehicle(_) => 0,
        };
        Self {
            class,
            field,
            distance: Distance::Near,
            rank,
            vehicle,
        }
    }

    /// Somebody who is known and was not sought.
    pub(super) fn known(who: Subject) -> Self {
        let (who, vehicle) = match who {
            Subject::Customer(id, vehicle) => (Who::Customer(id.0), vehicle),
            Subject::Vehicle(id) => (Who::Vehicle(id.0), None),
        };
        Self::new(
            MatchClass::Exact,
            MatchField::Name,
            Rank::new(0, who),
            vehicle,
        )
    }

    /// As [`crate::domain::Hit::is_of`].
    pub(super) fn is_of(self, who: Subject) -> bool {
        match who {
            Subject::Customer(id, vehicle) => {
                self.customer() == Some(id) && (vehicle.is_none() || self.vehicle() == vehicle)
            }
            Subject::Vehicle(id) => self.customer().is_none() && self.vehicle() == Some(id),
        }
    }

    /// The same, so far from what was typed.
    pub(super) fn with(self, distance: Distance) -> Self {
        Self { distance, ..self }
    }

    pub(super) fn customer(self) -> Option<CustomerId> {
        match self.rank.who() {
            Who::Customer(id) => Some(CustomerId(id)),
            Who::Vehicle(_) => None,
        }
    }

    pub(super) fn vehicle(self) -> Option<VehicleId> {
        match self.rank.who() {
            Who::Vehicle(id) => Some(VehicleId(id)),
            Who::Customer(_) => (self.vehicle != 0).then_some(VehicleId(-self.vehicle)),
        }
    }
}

/// Everybody that was found, and whether there are more.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Candidates {
    pub(super) list: Vec<Candidate>,
    pub(super) more: bool,
    /// So many were left when they were settled last; since then some were added at most.
    settled: usize,
}

impl From<Vec<Candidate>> for Candidates {
    /// All that there are.
    fn from(list: Vec<Candidate>) -> Self {
        Self {
            list,
            ..Self::default()
        }
    }
}

impl Candidates {
    /// Sorts, and leaves everybody once: by the best match, and by every vehicle whose plate matches.
    pub(super) fn settle(&mut self) {
        if self.settled == self.list.len() {
            return;
        }
        // What is found comes in order, class by class: the stable sort makes use of that.
        self.list.sort();
        let by_plate = |one: &Candidate| one.field == MatchField::Plate;
        let hasher = RandomState::default();
        let many = self.list.len();
        let mut vehicles = HashSet::with_capacity_and_hasher(many, hasher);
        if self.list.iter().all(by_plate) {
            self.list
                .retain(|one| vehicles.insert((one.rank.who(), one.vehicle)));
        } else {
            let mut known = HashSet::with_capacity_and_hasher(many, RandomState::default());
            self.list.retain(|one| {
                let new = known.insert(one.rank.who());
                if by_plate(one) {
                    vehicles.insert((one.rank.who(), one.vehicle))
                } else {
                    new
                }
            });
        }
        self.settled = self.list.len();
    }

    /// How many customers are among those that are counted.
    pub(super) fn people(&self) -> usize {
        let counted = self.list.iter().take(COUNTED);
        let people: HashSet<_, RandomState> = counted.filter_map(|one| one.customer()).collect();
        people.len()
    }

    /// How many of them match so well, or better.
    pub(super) fn as_good_as(&self, class: MatchClass) -> usize {
        self.list.iter().filter(|one| one.class <= class).count()
    }
}

/// The first of many by their row, which is the order of rank in a packed list.
#[derive(Debug)]
pub(super) struct Top {
    room: usize,
    /// Row and vehicle in one number; twice as many as there is room for, until they are thinned.
    kept: Vec<u64>,
    /// From here on nothing belongs to the first.
    end: u64,
    overflowed: bool,
}

impl Top {
    /// Keeps at most `room`, at least one.
    pub(super) fn new(room: usize) -> Self {
        Self {
            room: room.max(1),
            kept: Vec::new(),
            end: u64::MAX,
            overflowed: false,
        }
    }

    /// Takes a row with a vehicle (0 for none), if it belongs to the first.
    #[inline]
    pub(super) fn push(&mut self, row: u32, vehicle: u32) {
        let place = u64::from(row) << 32 | u64::from(vehicle);
        if place >= self.end {
            return;
        }
        self.kept.push(place);
        if self.kept.len() >= 2 * self.room {
            self.thin();
        }
    }

    fn thin(&mut self) {
        if self.kept.len() > self.room {
            let (_, last, _) = self.kept.select_nth_unstable(self.room - 1);
            self.end = *last;
            self.kept.truncate(self.room);
            self.overflowed = true;
        }
    }

    /// The first row that is of no use any more: there are enough before it.
    #[inline]
    pub(super) fn end_row(&self) -> u32 {
        u32::try_from(self.end >> 32).unwrap_or(u32::MAX)
    }

    pub(super) fn overflowed(&self) -> bool {
        self.overflowed || self.kept.len() > self.room
    }

    /// Row and vehicle of those that were kept, in order.
    pub(super) fn into_rows(mut self) -> impl Iterator<Item = (u32, u32)> {
        self.thin();
        self.kept.sort_unstable();
        let low = |place: u64| u32::try_from(place & u64::from(u32::MAX)).unwrap_or_default();
        let rows = self.kept.into_iter();
        rows.map(move |place| (low(place >> 32), low(place)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(
        class: MatchClass,
        field: MatchField,
        day: u16,
        id: i64,
        vehicle: i64,
    ) -> Candidate {
        let vehicle = (vehicle > 0).then_some(VehicleId(vehicle));
        Candidate::new(class, field, Rank::new(day, Who::Customer(id)), vehicle)
    }

    #[test]
    fn class_goes_before_field_and_field_before_the_newest_visit() {
        use MatchClass::{Exact, Prefix};
        use MatchField::{Code, Name, Phone, Plate};
        let wanted = vec![
            candidate(Exact, Plate, 5, 1, 1),
            candidate(Exact, Code, 9, 2, 0),
            candidate(Exact, Phone, 9, 3, 0),
            candidate(Exact, Name, 9, 4, 0),
            candidate(Prefix, Plate, 9, 5, 7),
            candidate(Prefix, Plate, 9, 5, 6),
            candidate(Prefix, Plate, 8, 7, 0),
            candidate(Prefix, Plate, 8, 6, 0),
            candidate(Prefix, Plate, 0, 8, 0),
        ];
        let reversed: Vec<_> = wanted.iter().rev().copied().collect();
        let mut found = Candidates::from(reversed);
        found.settle();
        assert_eq!(found.list, wanted);
    }

    #[test]
    fn everybody_is_listed_once_but_for_plates() {
        use MatchClass::{Exact, Prefix};
        use MatchField::{Name, Plate};
        let mut found = Candidates::from(vec![
            candidate(Exact, Name, 5, 1, 0),
            candidate(Prefix, Plate, 5, 1, 3),
            candidate(Prefix, Plate, 5, 1, 4),
            candidate(Exact, Plate, 5, 1, 3),
            candidate(Prefix, Name, 5, 2, 0),
        ]);
        found.settle();
        let left: Vec<_> = found
            .list
            .iter()
            .map(|one| (one.class, one.field, one.vehicle))
            .collect();
        assert_eq!(
            left,
            [(Exact, Plate, -3), (Prefix, Plate, -4), (Prefix, Name, 0),]
        );
    }

    #[test]
    fn the_first_rows_are_kept_of_many() {
        let mut top = Top::new(3);
        for row in [9, 4, 7, 1, 8, 2] {
            top.push(row, 0);
        }
        assert!(top.overflowed());
        let mut rows: Vec<_> = top.into_rows().map(|(row, _)| row).collect();
        rows.sort_unstable();
        assert_eq!(rows, [1, 2, 4]);
    }

    #[test]
    fn a_rank_knows_whose_it_is() {
        for who in [Who::Customer(7), Who::Vehicle(9)] {
            assert_eq!(Rank::new(3, who).who(), who);
        }
    }
}
