//! What the list of segments knows.

use crate::domain::filter::{Shipped, Silence};
use crate::domain::name::fold;
use crate::domain::{Segment, SegmentKept};
use crate::kit::List;
use crate::screens::shown::Shown;
use crate::screens::why::Why;
use crate::text::{Lang, filter};

/// A row of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row<'a> {
    /// Where a new one is begun.
    New,
    /// One that is kept, with how many it holds.
    Kept(&'a Segment, Option<u64>),
    /// One that is offered, with how many it would hold.
    Offered(Shipped, Held),
}

/// How many a segment would hold that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// That is not counted yet.
    Waiting,
    /// So small or young a shop cannot say it.
    Unsaid,
    /// So many.
    Count(u64),
}

/// The list of segments.
#[derive(Debug, Default)]
pub struct Segments {
    /// Those that are kept.
    pub(super) kept: Shown<Vec<(Segment, Option<u64>)>>,
    /// Whether the book has changed since they were counted: counted anew when something is done
    /// here.
    pub(super) stale: bool,
    /// What cannot be said of this book.
    pub(super) silence: Silence,
    /// How many those would hold that are offered, as far as that is counted.
    pub(super) offered: Vec<(Shipped, Held)>,
    /// Which of these is being counted.
    pub(super) counting: Option<Shipped>,
    /// Which row is chosen.
    pub(super) list: List,
    /// What the chosen one asks, while that is explained.
    pub(super) why: Option<Why>,
    /// Which one is to be taken away, while that is asked.
    pub(super) removing: Option<SegmentKept>,
}

impl Segments {
    /// A list that knows nothing yet.
    pub fn new() -> Self {
        Self {
            list: List::new(1),
            ..Self::default()
        }
    }

    /// The rows: a new one, those that are kept, and those that are offered and not kept under
    /// their names already.
    pub(super) fn rows(&self, lang: Lang) -> Vec<Row<'_>> {
        let Some(kept) = &self.kept.value else {
            return vec![Row::New];
        };
        let is_kept = |shipped: &Shipped| {
            let name = fold(filter::shipped(*shipped).in_(lang));
            kept.iter()
                .any(|(segment, _)| fold(&segment.kept.name) == name)
        };
        let offered = Shipped::ALL.into_iter().filter(|one| !is_kept(one));
        let rows = kept
            .iter()
            .map(|(segment, count)| Row::Kept(segment, *count));
        std::iter::once(Row::New)
            .chain(rows)
            .chain(offered.map(|one| Row::Offered(one, self.held(one))))
            .collect()
    }

    /// How many one would hold that is offered.
    fn held(&self, shipped: Shipped) -> Held {
        let mut offered = self.offered.iter();
        let known = offered.find(|(one, _)| *one == shipped);
        known.map_or(Held::Waiting, |(_, held)| *held)
    }

    /// The first that is offered and not counted yet.
    pub(super) fn uncounted(&self, lang: Lang) -> Option<Shipped> {
        let rows = self.rows(lang).into_iter();
        let mut open = rows.filter_map(|row| match row {
            Row::Offered(shipped, Held::Waiting) => Some(shipped),
            _ => None,
        });
        open.next()
    }

    /// The chosen row.
    pub(super) fn chosen(&self, lang: Lang) -> Option<Row<'_>> {
        self.rows(lang).get(self.list.selected()?).copied()
    }
}
