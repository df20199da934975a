//! What the form of a filter knows.

use super::row::Row;
use super::why::Explained;
use crate::domain::filter::{Condition, Filter, Join, Mistake};
use crate::domain::{SegmentFacts, SegmentHeld, SegmentId, SegmentKept, SegmentSort};
use crate::kit::{Line, List, Place};
use crate::protocol::{Begin, Context, Go};
use crate::screens::sheet::Wording;
use crate::screens::shown::Shown;
use crate::text::filter;

/// Rows that are seen at once at the most.
pub(super) const MOST_ROWS: usize = 8;

/// A part of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cell {
    /// What is asked for.
    Field,
    /// How.
    Verb,
    /// With which value.
    Value,
}

/// Where the keys go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// The name of the segment.
    Name,
    /// Whether all must hold or any.
    Join,
    /// A row of what is asked.
    Row(usize, Cell),
    /// The customers below.
    People,
}

/// The form.
#[derive(Debug)]
pub struct SegmentForm {
    /// The segment that is edited, as it was seen; `None` for a new one.
    pub(super) kept: Option<(SegmentId, SegmentKept)>,
    /// Its text, where it cannot be read and nothing was asked anew yet.
    pub(super) unread: Option<(Mistake, String)>,
    /// The name.
    pub(super) name: Line,
    /// How the rows are joined.
    pub(super) join: Join,
    /// What is asked. The last row is always empty: there goes what is asked next.
    pub(super) rows: Vec<Row>,
    /// Where the keys go.
    pub(super) spot: Spot,
    /// Which of the offers below a cell is chosen.
    pub(super) offer: usize,
    /// Whether the offers are open: something was typed there.
    pub(super) offering: bool,
    /// What stood in the form when it was opened, or was saved.
    pub(super) before: (String, Filter),
    /// The filter that was asked for last, and in which order.
    pub(super) asked: Option<(Filter, SegmentSort)>,
    /// Whether the book has changed since then: asked anew when something is done here.
    pub(super) stale: bool,
    /// Whom it means.
    pub(super) held: Shown<SegmentHeld>,
    /// In which order they are listed.
    pub(super) sort: SegmentSort,
    /// In which order those who are shown are: another one is looked at from its top.
    pub(super) shown: SegmentSort,
    /// The row that is not whole or not right, and so counts for nothing.
    pub(super) half: Option<usize>,
    /// Who of them is chosen.
    pub(super) people: List,
    /// What is wrong with the name or with what was saved, as a sentence.
    pub(super) refused: String,
    /// The name of this attempt to save.
    pub(super) op: Option<crate::domain::OpId>,
    /// Whether saving waits for its answer.
    pub(super) saving: bool,
    /// Why somebody stands there, while that is explained.
    pub(super) why: Option<Explained>,
    /// Where to, while it is asked whether something typed is thrown away.
    pub(super) leaving: Option<Go>,
    /// Where name, join and rows were drawn.
    pub(super) places: [Place; 2],
    pub(super) row_places: [[Place; 3]; MOST_ROWS],
    /// The first row that is seen.
    pub(super) first: std::cell::Cell<usize>,
}

impl SegmentForm {
    /// The form of a filter.
    pub fn new(begin: &Begin, context: &Context) -> Self {
        let wording = Wording::of(context);
        let (mut kept, mut unread, mut name) = (None, None, String::new());
        let filter = match begin {
            Begin::Nothing => Filter::default(),
            Begin::Shipped(shipped) => {
                filter::shipped(*shipped)
                    .in_(context.lang)
                    .clone_into(&mut name);
                shipped.filter()
            }
            Begin::Kept(segment) => {
                kept = Some((segment.id, segment.kept.clone()));
                segment.kept.name.clone_into(&mut name);
                match &segment.filter {
                    Ok(filter) => filter.clone(),
                    Err(mistake) => {
                        unread = Some((mistake.clone(), segment.kept.filter.clone()));
                        Filter::default()
                    }
                }
            }
        };
        let mut rows: Vec<Row> = filter
            .conditions()
            .iter()
            .map(|condition| Row::of(condition, wording))
            .collect();
        rows.push(Row::default());
        let first = if matches!(begin, Begin::Nothing) {
            Spot::Row(0, Cell::Field)
        } else {
            Spot::People
        };
        Self {
            kept,
            unread,
            name: Line::new(&name),
            join: filter.join(),
            leaving: None,
            rows,
            spot: first,
            offer: 0,
            offering: false,
            before: (name, filter),
            asked: None,
            stale: false,
            held: Shown::default(),
            sort: SegmentSort::default(),
            shown: SegmentSort::default(),
            half: None,
            people: List::default(),
            refused: String::new(),
            op: None,
            saving: false,
            why: None,
            places: Default::default(),
            row_places: Default::default(),
            first: std::cell::Cell::new(0),
        }
    }

    /// What the rows ask as far as they are whole and right.
    pub(super) fn filter(&self, wording: Wording<'_>) -> Filter {
        let whole = self
            .rows
            .iter()
            .filter_map(|row| row.condition(wording)?.ok());
        let whole: Vec<Condition> = whole.collect();
        Filter::new(self.join, whole)
    }

    /// The first row that is not whole or not right.
    pub(super) fn unfinished(&self, wording: Wording<'_>) -> Option<usize> {
        let wrong = |row: &Row| match row.condition(wording) {
            Some(condition) => condition.is_err(),
            None => !row.is_empty(),
        };
        self.rows.iter().position(wrong)
    }

    /// Name and filter as they stand.
    pub(super) fn facts(&self, wording: Wording<'_>) -> SegmentFacts {
        SegmentFacts {
            name: self.name.value().trim().to_owned(),
            filter: self.filter(wording),
        }
    }

    /// Whether something stands in the form that is not saved.
    pub(super) fn is_changed(&self, wording: Wording<'_>) -> bool {
        let now = self.facts(wording);
        let half = self.unfinished(wording).is_some();
        half || (&now.name, &now.filter) != (&self.before.0, &self.before.1)
    }
}
