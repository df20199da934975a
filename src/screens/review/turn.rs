//! To another step, another list, another week, and into the people behind a row.

use super::WeeklyReview;
use super::model::Opened;
use super::page::Page;
use crate::domain::Day;
use crate::insight::review::Week;
use crate::kit::ScrollText;
use crate::protocol::{Context, Step};

impl WeeklyReview {
    /// Another step; what was opened in a list stays open there.
    pub(super) fn turn_to(&mut self, page: Option<Page>) -> Vec<Step> {
        let Some(page) = page else { return Vec::new() };
        self.closing = None;
        self.page = page;
        self.settle();
        self.ask_loyalty()
    }

    /// The next step; behind the last one the week on one page.
    pub(super) fn turn_on(&mut self) -> Vec<Step> {
        if self.page.next().is_none() && self.closing.is_none() {
            self.closing = Some(ScrollText::default());
        }
        self.turn_to(self.page.next())
    }

    /// Another list of the step.
    pub(super) fn turn_part(&mut self, by: usize) {
        let count = self.lists_here().len();
        let at = self.parts.entry(self.page).or_default();
        *at = (*at + by) % count;
        self.settle();
    }

    /// A week earlier or later; past the last one that is over there is none.
    pub(super) fn other_week(&mut self, earlier: bool, context: &Context) -> Vec<Step> {
        let Some(weekly) = &self.weekly.value else {
            return Vec::new();
        };
        let shown = self.week.map_or(weekly.review.week, Week::of);
        let last = Week::over_on(context.today);
        let week: Day = if earlier {
            shown.earlier(1).sunday
        } else {
            shown.sunday + chrono::Days::new(7)
        };
        self.week = (week < last.sunday).then_some(week);
        // Another week has other moves.
        for list in self.lists.values_mut() {
            list.opened = None;
        }
        self.ask(context)
    }

    /// Another filter: the list begins at the top again.
    pub(super) fn narrow(&mut self, filter: &str) {
        filter.clone_into(&mut self.here_mut().filter);
        let rows = self.rows().len();
        self.here_mut().list.reset(rows);
    }

    pub(super) fn open_people(&mut self, opened: Opened) {
        let here = self.here_mut();
        let chosen = here.list.selected().unwrap_or(0);
        let filter = std::mem::take(&mut here.filter);
        here.outer = (chosen, std::mem::take(&mut here.sort), filter);
        here.opened = Some(opened);
        self.narrow("");
    }

    /// Closes what was opened in the list; `false` where nothing was.
    pub(super) fn close_opened(&mut self) -> bool {
        let here = self.here_mut();
        if here.opened.take().is_none() {
            return false;
        }
        let (chosen, sort, filter) = std::mem::take(&mut here.outer);
        here.sort = sort;
        self.narrow(&filter);
        self.here_mut().list.select(chosen);
        true
    }
}
