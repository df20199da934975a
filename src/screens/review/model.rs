//! What the weekly review knows.

use std::collections::{BTreeMap, BTreeSet};

use super::page::{Page, Part};
use super::row::Row;
use crate::domain::{CustomerId, Day, Introduced, ThanksOwed, Visit};
use crate::insight::Segment;
use crate::insight::review::{Behind, Listed, Loyalty, Narrowed, QualityItem, Weekly};
use crate::kit::{Line, List, Place, ScrollText};
use crate::screens::shown::Shown;
use crate::screens::why::Why;
use crate::screens::within::Within;
use crate::store::PointsEntry;

/// From so many columns on whoever is chosen is told beside the list.
pub(super) const WIDE: u16 = 110;
/// Visits of whoever is chosen that are asked for.
pub(super) const VISITS: usize = 60;

use crate::protocol::Reviewed;
pub(super) use crate::protocol::ReviewedOrder as Sort;

/// People behind a row that is no person: whoever is opened there is listed in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opened {
    /// Who came for the first time.
    New,
    /// Who came back.
    Back,
    /// Who made this move, by its place among all.
    Move(usize),
    /// Who came in the week and had been there before.
    Returning,
    /// The visits of the week.
    Visits,
    /// The people of a segment.
    Segment(Segment),
    /// Those of a tenth of the money.
    Tenth(usize),
    /// Those of a month, by its place among all.
    Month(usize),
    /// Those of a source, by its place among all.
    Source(usize),
}

/// How far a person has come in one list. It keeps its place until the review is closed.
#[derive(Debug, Clone, Default)]
pub(super) struct Spot {
    /// The chosen row.
    pub(super) list: List,
    /// How the list stood before something in it was opened: the chosen row, its order, and what it
    /// was narrowed to.
    pub(super) outer: (usize, Sort, String),
    /// How it is sorted.
    pub(super) sort: Sort,
    /// Only rows with this.
    pub(super) filter: String,
    /// What is opened in it.
    pub(super) opened: Option<Opened>,
}

/// The weekly review.
#[derive(Debug, Default)]
pub struct WeeklyReview {
    /// A day of the week that was asked for; `None` for the last one that is over.
    pub(super) week: Option<Day>,
    /// What the week changed.
    pub(super) weekly: Shown<Weekly>,
    /// Whether the book has changed since that was asked: asked anew when somebody looks.
    pub(super) stale: bool,
    /// Whether something was written from here: the next change of the book is that one.
    pub(super) own: bool,
    /// Who stayed, as of which day.
    pub(super) loyalty: Shown<(Day, Loyalty)>,
    /// The people behind a number.
    pub(super) behind: Shown<Listed>,
    /// Behind which they stand.
    pub(super) behind_of: Option<Behind>,
    /// A list that holds more than the screen, narrowed or sorted.
    pub(super) narrowed: Shown<Narrowed>,
    /// What that is.
    pub(super) narrowed_of: Option<Reviewed>,
    /// To whom lists of people are narrowed.
    pub(super) within: Within,
    /// The step that is shown.
    pub(super) page: Page,
    /// The page after the last step, where that is shown: how far it is scrolled.
    pub(super) closing: Option<ScrollText>,
    /// Which list of each step is shown.
    pub(super) parts: BTreeMap<Page, usize>,
    /// How far a person has come in each list.
    pub(super) lists: BTreeMap<Part, Spot>,
    /// The line that a filter is typed into.
    pub(super) typing: Option<Line>,
    /// Who was looked at.
    pub(super) seen: BTreeSet<CustomerId>,
    /// What is being settled.
    pub(super) settling: Option<QualityItem>,
    /// The thanks that are being written.
    pub(super) thanking: Option<ThanksOwed>,
    /// Whose answer to birthday greetings is being written, and whether it is a yes.
    pub(super) answering: Option<(CustomerId, bool)>,
    /// What is explained.
    pub(super) why: Option<Why>,
    /// Visits of whoever is chosen, and how many there are.
    pub(super) visits: Shown<(Vec<Visit>, usize)>,
    /// Of whom they were asked.
    pub(super) visits_of: Option<CustomerId>,
    /// The lines of the points of whoever is chosen.
    pub(super) points: Shown<Vec<PointsEntry>>,
    /// Of whom they were asked.
    pub(super) points_of: Option<CustomerId>,
    /// The window when it was asked last: another size asks nothing anew.
    pub(super) size: (u16, u16),
    /// Where the steps and the lists of a step can be pressed.
    pub(super) places: [Place; 9],
    pub(super) part_places: [Place; 6],
}

impl WeeklyReview {
    /// The review of the last week that is over.
    pub fn new() -> Self {
        Self::default()
    }

    /// The lists of the step.
    pub(super) fn lists_here(&self) -> &'static [Part] {
        let prediction = self
            .weekly
            .value
            .as_ref()
            .map(|weekly| &weekly.review.prediction);
        self.page
            .parts(prediction.is_some_and(|said| said.churn.is_some()))
    }

    /// The list that is shown.
    pub(super) fn part(&self) -> Part {
        let parts = self.lists_here();
        let at = self.parts.get(&self.page).copied().unwrap_or(0);
        parts.get(at).copied().unwrap_or(parts[0])
    }

    /// The list that is shown, where it is narrowed or sorted and the book has told all of it.
    pub(super) fn narrowed(&self) -> Option<&Narrowed> {
        let narrowed = self.narrowed.value.as_ref()?;
        let of = self.narrowed_of.as_ref()?;
        (self.narrowing().as_ref() == Some(of)).then_some(narrowed)
    }

    /// Whether the list is to be narrowed or sorted over more than the screen has, or to a segment,
    /// and that is not there yet: until then it stands as it was given.
    pub(super) fn works_out(&self) -> bool {
        let counting = self.only().is_some_and(|(_, counted)| !counted);
        counting || (self.narrowing().is_some() && self.narrowed().is_none())
    }

    /// The segment that narrows the list, and whether it is known by now whom it holds; `None` where
    /// the list has everybody, as the lists that count people have.
    pub(super) fn only(&self) -> Option<(&str, bool)> {
        self.within.called().filter(|_| self.lists_people())
    }

    /// Whether the rows are about people, or visits of theirs, and do not count any.
    pub(super) fn lists_people(&self) -> bool {
        self.opened().is_some() || !self.part().counts()
    }

    /// How far the person has come in the list that is shown.
    pub(super) fn here(&self) -> Option<&Spot> {
        self.lists.get(&self.part())
    }

    /// The same, to change.
    pub(super) fn here_mut(&mut self) -> &mut Spot {
        self.lists.entry(self.part()).or_default()
    }

    /// What is opened in the list.
    pub(super) fn opened(&self) -> Option<Opened> {
        self.here().and_then(|here| here.opened)
    }

    /// The chosen row.
    pub(super) fn row(&self) -> Option<Row> {
        let at = self.here()?.list.selected()?;
        self.rows().into_iter().nth(at)
    }

    /// Who is chosen.
    pub(super) fn chosen(&self) -> Option<CustomerId> {
        let weekly = self.weekly.value.as_ref()?;
        self.row()?.who(weekly)
    }

    /// Somebody who is named in the review.
    pub(super) fn introduced(&self, who: CustomerId) -> Option<&Introduced> {
        self.weekly.value.as_ref()?.people.get(&who)
    }
}
