//! The lists of the index, all by the same rows: customers, and vehicles without a known owner,
//! newest visitor first.

use std::collections::{BTreeSet, HashSet};

use super::bits::Bits;
use super::codes::Codes;
use super::hits::{Rank, Who};
use super::names::Names;
use super::phones::Phones;
use super::plates::Plates;
use super::query::Query;
use super::scrap::Scrap;

/// Marks the number of a vehicle among those of customers.
const VEHICLE: u32 = 1 << 31;

/// A book, packed.
#[derive(Debug, Default)]
pub(super) struct Packed {
    pub(super) rows: Rows,
    /// Customers among them.
    pub(super) customers: usize,
    pub(super) plates: Plates,
    pub(super) codes: Codes,
    pub(super) phones: Phones,
    pub(super) names: Names,
    /// Words of makes and models.
    pub(super) models: BTreeSet<String>,
}

impl Packed {
    /// Whether a word may be a make or a model.
    pub(super) fn has_model(&self, token: &Query) -> bool {
        let begins = |typed: &String| {
            let next = self.models.range::<String, _>(typed..).next();
            next.is_some_and(|word| word.starts_with(typed))
        };
        !token.words.is_empty() && token.words.iter().all(begins)
    }
}

/// Who stands in which row.
#[derive(Debug, Default)]
pub(super) struct Rows {
    ids: Vec<u32>,
    days: Vec<u16>,
}

impl Rows {
    /// Puts everybody in order. Row numbers beyond two thousand million are left to the file.
    pub(super) fn build(mut ranks: Vec<(Who, u16)>, scrap: &mut Scrap) -> Self {
        ranks.retain(|(who, _)| number(*who).is_some());
        ranks.sort_unstable_by_key(|(who, day)| Rank::new(*day, *who));
        let mut rows = Self {
            ids: Vec::with_capacity(ranks.len()),
            days: ranks.iter().map(|(_, day)| *day).collect(),
        };
        let ids = ranks.iter().filter_map(|(who, _)| number(*who));
        rows.ids.extend(ids);
        scrap.keep(ranks);
        rows
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    /// Who stands in a row.
    pub(super) fn who(&self, row: u32) -> Option<Who> {
        let id = *self.ids.get(row as usize)?;
        let number = i64::from(id & !VEHICLE);
        Some(if id & VEHICLE == 0 {
            Who::Customer(number)
        } else {
            Who::Vehicle(number)
        })
    }

    /// The rank of a row.
    pub(super) fn rank(&self, row: u32) -> Option<Rank> {
        let day = *self.days.get(row as usize)?;
        Some(Rank::new(day, self.who(row)?))
    }

    /// The row of a rank, as it was when the book was packed.
    pub(super) fn row_of(&self, rank: Rank) -> Option<u32> {
        let len = u32::try_from(self.len()).ok()?;
        let (mut low, mut high) = (0, len);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.rank(middle)? < rank {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (self.rank(low)? == rank).then_some(low)
    }

    /// Everybody with their rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, Who)> {
        (0..u32::MAX).map_while(|row| Some((row, self.who(row)?)))
    }

    /// The rows of some.
    pub(super) fn find(&self, some: &BTreeSet<Who>) -> Vec<u32> {
        let wanted: HashSet<u32> = some.iter().filter_map(|who| number(*who)).collect();
        let rows = (0_u32..).zip(&self.ids);
        rows.filter(|(_, id)| wanted.contains(id))
            .map(|(row, _)| row)
            .collect()
    }

    /// No row.
    pub(super) fn none(&self) -> Bits {
        Bits::none(self.len())
    }
}

fn number(who: Who) -> Option<u32> {
    let (id, mark) = match who {
        Who::Customer(id) => (id, 0),
        Who::Vehicle(id) => (id, VEHICLE),
    };
    let id = u32::try_from(id).ok().filter(|id| *id < VEHICLE)?;
    Some(id | mark)
}
