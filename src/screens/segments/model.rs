//! What the list of segments is of.

use crate::domain::filter::{Shipped, Silence};
use crate::domain::{Day, Segment, SegmentId};
use crate::protocol::{Answer, Query, Slot};
use crate::screens::listed::{Heard, ListScreen, Order, Source, most};
use crate::text::{Lang, Say, filter};

/// The list of segments.
pub type Segments = ListScreen<Offering>;

/// How many those would hold that are offered, as far as that is counted.
#[derive(Debug, Default)]
pub struct Offering {
    pub(super) counted: Vec<(Shipped, Held)>,
    /// Which of these is being counted.
    pub(super) counting: Option<Shipped>,
}

/// Those that are kept and those that are offered.
#[derive(Debug, Default)]
pub struct Known {
    /// Those that are kept, with how many each holds.
    pub(super) kept: Vec<(Segment, Option<u64>)>,
    /// What cannot be said of this book.
    pub(super) silence: Silence,
    /// Those that are not kept under their names already.
    pub(super) offered: Vec<Shipped>,
    /// Whether the book has answered.
    pub(super) here: bool,
}

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row<'a> {
    /// Where a new one is begun.
    New,
    /// One that is kept, with how many it holds.
    Kept(&'a Segment, Option<u64>),
    /// One that is offered, with how many it would hold.
    Offered(Shipped, Held),
}

/// What tells a row from the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowId {
    /// Where a new one is begun.
    New,
    /// One that is kept.
    Kept(SegmentId),
    /// One that is offered.
    Offered(Shipped),
}

/// How many a segment would hold that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Held {
    /// That is not counted yet.
    Waiting,
    /// So small or young a shop cannot say it.
    Unsaid,
    /// So many.
    Count(u64),
}

impl ListScreen<Offering> {
    /// A list in which a new one can be begun, before the book has answered.
    pub fn new() -> Self {
        Self::default().knowing(Known::default())
    }

    /// The chosen one of those that are kept.
    pub(super) fn kept(&self) -> Option<&Segment> {
        match self.chosen()? {
            Row::Kept(segment, _) => Some(segment),
            Row::New | Row::Offered(..) => None,
        }
    }

    /// What the chosen one is called, kept or offered.
    pub(super) fn called(&self, lang: Lang) -> Option<String> {
        match self.chosen()? {
            Row::New => None,
            Row::Kept(segment, _) => Some(segment.kept.name.clone()),
            Row::Offered(shipped, _) => Some(filter::shipped(shipped).in_(lang).to_owned()),
        }
    }

    /// The first that is offered and not counted yet.
    pub(super) fn uncounted(&self) -> Option<Shipped> {
        let mut offered = self.value()?.offered.iter();
        let open = offered.find(|one| self.of.held(**one) == Held::Waiting);
        open.copied()
    }
}

impl Offering {
    fn held(&self, shipped: Shipped) -> Held {
        let mut counted = self.counted.iter();
        let known = counted.find(|(one, _)| *one == shipped);
        known.map_or(Held::Waiting, |(_, held)| *held)
    }
}

impl Source for Offering {
    type Known = Known;
    type Row<'a> = Row<'a>;
    type Id = RowId;

    const SLOT: Slot = Slot::Segments;

    fn query(&self, today: Day) -> Query {
        Query::Segments(today)
    }

    fn heard(&self, answer: &Answer) -> Heard<Known> {
        let Answer::Segments(kept, silence) = answer else {
            return Heard::Else;
        };
        Heard::Known(Known {
            kept: kept.clone(),
            silence: *silence,
            offered: filter::offered(kept.iter().map(|(one, _)| one.kept.name.as_str())),
            here: true,
        })
    }

    fn count(&self, known: &Known) -> usize {
        1 + known.kept.len() + known.offered.len()
    }

    fn row<'a>(&self, known: &'a Known, at: usize) -> Row<'a> {
        let Some(at) = at.checked_sub(1) else {
            return Row::New;
        };
        if let Some((segment, held)) = known.kept.get(at) {
            return Row::Kept(segment, *held);
        }
        let shipped = known.offered[at - known.kept.len()];
        Row::Offered(shipped, self.held(shipped))
    }

    fn id(row: Row<'_>) -> RowId {
        match row {
            Row::New => RowId::New,
            Row::Kept(segment, _) => RowId::Kept(segment.id),
            Row::Offered(shipped, _) => RowId::Offered(shipped),
        }
    }

    fn sought(row: Row<'_>) -> Vec<String> {
        match row {
            Row::New => Vec::new(),
            Row::Kept(segment, _) => vec![segment.kept.name.clone()],
            Row::Offered(shipped, _) => {
                let called = filter::shipped(shipped);
                Lang::ALL.map(|lang| called.in_(lang).to_owned()).into()
            }
        }
    }

    fn orders(&self) -> &'static [Order<Self>] {
        ORDERS
    }
}

const ORDERS: &[Order<Offering>] = &[
    Order::as_it_came(Say::RowsByName),
    Order::new(Say::FilterByHeld, |row| {
        let (group, held) = held(row);
        (
            group,
            most(i64::try_from(held).unwrap_or(i64::MAX)),
            String::new(),
        )
    }),
];

/// The new one stands before those that are kept, and these before the others; and how many it holds.
fn held(row: Row<'_>) -> (i64, u64) {
    match row {
        Row::New => (0, 0),
        Row::Kept(_, held) => (1, held.unwrap_or(0)),
        Row::Offered(_, Held::Count(held)) => (2, held),
        Row::Offered(_, Held::Waiting | Held::Unsaid) => (2, 0),
    }
}
