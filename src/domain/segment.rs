//! A filter over customers that is kept under a name.

use super::filter::{Filter, Mistake, Unsaid};
use super::{CustomerId, Day, Money, SegmentId};

/// What can be edited about a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentFacts {
    /// The name, 1 to 200 characters; no two segments have the same, case and accents aside.
    pub name: String,
    /// Whom it holds.
    pub filter: Filter,
}

/// A segment as the book keeps it, word for word: what somebody saw who edits it or takes it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentKept {
    /// The name.
    pub name: String,
    /// The filter in the form of the book.
    pub filter: String,
}

/// A segment of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The row.
    pub id: SegmentId,
    /// As it is kept.
    pub kept: SegmentKept,
    /// Whom it holds; what is wrong where this program cannot read it.
    pub filter: Result<Filter, Mistake>,
}

/// In which order those whom a segment holds are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SegmentSort {
    /// Who brought most first.
    #[default]
    Money,
    /// Who came most often first.
    Visits,
    /// Who came last first; who never came at the end.
    LastVisit,
    /// By name.
    Name,
}

impl SegmentSort {
    /// All of them, in the order in which one key goes through them.
    pub const ALL: [Self; 4] = [Self::Money, Self::Visits, Self::LastVisit, Self::Name];

    /// The next one.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|sort| *sort == self);
        Self::ALL[(at.unwrap_or(0) + 1) % Self::ALL.len()]
    }
}

/// One of those whom a segment holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentRow {
    /// Who.
    pub customer: CustomerId,
    /// The customer ID.
    pub code: String,
    /// The name with the honorific.
    pub name: String,
    /// The first phone; empty without any, and of whoever wants to be left alone.
    pub phone: String,
    /// Whether they said no to being contacted.
    pub no_contact: bool,
    /// The plate of the vehicle that came last; empty without any.
    pub plate: String,
    /// How many days they came.
    pub visits: u32,
    /// All their money.
    pub money: Money,
    /// When they came last; `None` for whoever never came.
    pub last_visit: Option<Day>,
    /// Their scores of recency, frequency and money, 1 to 5.
    pub scores: Option<[u8; 3]>,
    /// The stable name of their segment of recency and frequency.
    pub segment: Option<&'static str>,
    /// The stable name of their outlook.
    pub outlook: Option<&'static str>,
    /// The stable name of how far they have come; `None` for whoever never came.
    pub stage: Option<&'static str>,
}

/// Those whom a filter means.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentHeld {
    /// All of them, in the order of their numbers.
    pub customers: Vec<CustomerId>,
    /// How many customers there are.
    pub of: u64,
    /// Their visits.
    pub visits: u64,
    /// Their money.
    pub money: Money,
    /// The first of them, in the order that was asked for.
    pub rows: Vec<SegmentRow>,
    /// Why nobody can say who they are; nobody is meant then.
    pub unsaid: Option<Unsaid>,
}
