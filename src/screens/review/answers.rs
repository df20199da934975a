//! What is asked of the book, and what becomes of the answers.

use super::WeeklyReview;
use super::model::Opened;
use super::model::VISITS;
use super::page::Page;
use super::row::Row;
use crate::domain::{CustomerId, Subject};
use crate::insight::review::{Backing, Behind, Narrowed};
use crate::protocol::{Answer, Context, Failure, Query, Slot, Step};

impl WeeklyReview {
    /// The book has changed. All of it would have to be read again, while hardly anything of a
    /// week that is over can be another: that waits until somebody does something here.
    pub(super) fn changed(&mut self, context: &Context) -> Vec<Step> {
        if std::mem::take(&mut self.own) {
            return self.ask(context);
        }
        self.stale = true;
        let known = self.visits_of.filter(|_| self.visits.value.is_some());
        let anew = known.map(|who| self.read_visits(who));
        anew.into_iter().collect()
    }

    /// Something was written or taken back from here: whoever did it wants to see it at once.
    pub(super) fn done_here(&mut self, context: &Context) -> Vec<Step> {
        self.own = true;
        self.ask(context)
    }

    /// Asks for the review. What is shown stays until the new one is there.
    pub(super) fn ask(&mut self, context: &Context) -> Vec<Step> {
        self.size = context.size;
        self.weekly.ask();
        self.stale = false;
        let query = Query::Review {
            today: context.today,
            week: self.week,
        };
        let mut steps = vec![Step::Read(Slot::Review, query)];
        if let Some(who) = self.visits_of.filter(|_| self.visits.value.is_some()) {
            steps.push(self.read_visits(who));
        } else {
            self.visits.pending = false;
        }
        steps
    }

    /// Asks who stayed when the last step is shown: that takes longer, and not everybody comes so
    /// far.
    pub(super) fn ask_loyalty(&mut self) -> Vec<Step> {
        let shown = self
            .weekly
            .value
            .as_ref()
            .filter(|_| self.page == Page::Money);
        let Some(sunday) = shown.map(|weekly| weekly.review.week.sunday) else {
            return Vec::new();
        };
        let known = self.loyalty.value.as_ref().map(|(day, _)| *day);
        if known == Some(sunday) || self.loyalty.pending {
            return Vec::new();
        }
        self.loyalty.ask();
        vec![Step::Read(Slot::Loyalty, Query::Loyalty(sunday))]
    }

    /// Asks for the people behind the number that is opened, where they are not there yet.
    pub(super) fn ask_behind(&mut self, context: &Context) -> Vec<Step> {
        let Some(what) = self.behind_wanted() else {
            return Vec::new();
        };
        let behind = &self.behind;
        let known = behind.value.is_some() || behind.pending || behind.failed.is_some();
        let sunday = self
            .weekly
            .value
            .as_ref()
            .map(|weekly| weekly.review.week.sunday);
        let (Some(as_of), false) = (sunday, known && self.behind_of.as_ref() == Some(&what)) else {
            return Vec::new();
        };
        self.behind.put(None);
        self.behind.ask();
        self.behind_of = Some(what.clone());
        let today = context.today;
        let query = Query::Behind { what, as_of, today };
        vec![Step::Read(Slot::Behind, query)]
    }

    /// Behind which number the opened list stands; `None` where the review has its people.
    fn behind_wanted(&self) -> Option<Behind> {
        let loyalty = self.loyalty.value.as_ref().map(|(_, loyalty)| loyalty);
        Some(match self.opened()? {
            Opened::Segment(segment) => Behind::Segment(segment),
            Opened::Move(at) => {
                let moved = self.weekly.value.as_ref()?.review.moves.get(at)?;
                Behind::Moved(moved.from, moved.to)
            }
            Opened::Tenth(at) => Behind::Tenth(at),
            Opened::Month(at) => Behind::Month(loyalty?.cohorts.rows.get(at)?.period),
            Opened::Source(at) => Behind::Source(loyalty?.sources.get(at)?.name.clone()),
            _ => return None,
        })
    }

    /// Asks the book for a list that is narrowed or sorted, where the screen has only the first of
    /// all who belong to it.
    pub(super) fn ask_narrowed(&mut self, context: &Context) -> Vec<Step> {
        let Some(asked) = self.narrowing() else {
            return Vec::new();
        };
        let narrowed = &self.narrowed;
        let known = narrowed.value.is_some() || narrowed.pending || narrowed.failed.is_some();
        if known && self.narrowed_of.as_ref() == Some(&asked) {
            return Vec::new();
        }
        self.narrowed.put(None);
        self.narrowed.ask();
        self.narrowed_of = Some(asked.clone());
        let today = context.today;
        vec![Step::Read(Slot::Narrowed, Query::Narrowed { asked, today })]
    }

    /// All who are left of a list are there.
    fn narrow_down(&mut self, narrowed: &Narrowed) {
        if let Some(weekly) = &mut self.weekly.value {
            let people = narrowed.people.iter();
            weekly
                .people
                .extend(people.map(|one| (one.id, one.clone())));
            weekly.since.extend(&narrowed.since);
            let visits = narrowed.visits.iter();
            weekly
                .further
                .extend(visits.map(|(at, one)| (*at, one.clone())));
        }
        self.narrowed.put(Some(narrowed.clone()));
        self.settle();
    }

    /// The people behind a number are there: they are named as everybody else is.
    fn stand_behind(&mut self, backing: &Backing) {
        if let Some(weekly) = &mut self.weekly.value {
            let people = backing.people.iter();
            weekly
                .people
                .extend(people.map(|one| (one.id, one.clone())));
            weekly.since.extend(&backing.since);
        }
        self.behind.put(Some(backing.list.clone()));
        self.settle();
    }

    /// Asks for the visits of whoever is chosen, where they are shown.
    pub(super) fn follow(&mut self, shown: bool) -> Vec<Step> {
        let wanted = self.chosen();
        if self.visits_of != wanted {
            self.visits.put(None);
            self.visits_of = wanted;
        }
        let visits = &self.visits;
        let known = visits.value.is_some() || visits.pending || visits.failed.is_some();
        let who = wanted.filter(|_| shown && !known);
        who.map(|who| self.read_visits(who)).into_iter().collect()
    }

    /// Asks for the points of whoever is chosen, where it is explained which of them lapse.
    pub(super) fn follow_points(&mut self) -> Vec<Step> {
        let wanted = match self.row() {
            Some(Row::Lapsing(lapsing)) if self.why.is_some() => Some(lapsing.customer),
            _ => None,
        };
        if self.points_of == wanted {
            return Vec::new();
        }
        self.points.put(None);
        self.points_of = wanted;
        let ask = wanted.map(|who| {
            self.points.ask();
            Step::Read(Slot::Points, Query::Points(who))
        });
        ask.into_iter().collect()
    }

    fn read_visits(&mut self, who: CustomerId) -> Step {
        self.visits.ask();
        let query = Query::History {
            subject: Subject::Customer(who, None),
            skip: 0,
            limit: VISITS,
        };
        Step::Read(Slot::History, query)
    }

    pub(super) fn answered(&mut self, slot: Slot, answer: &Answer) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Review, Answer::Review(weekly)) => {
                let chosen = self.chosen();
                self.weekly.put(Some((**weekly).clone()));
                self.behind.put(None);
                self.behind_of = None;
                self.narrowed.put(None);
                self.narrowed_of = None;
                self.settle_at(chosen);
                // What was known of it is of another day, or of a book that has changed.
                if self.page != Page::Money {
                    self.loyalty.put(None);
                }
                self.loyalty.pending = false;
                return self.read_loyalty_anew();
            }
            (Slot::Loyalty, Answer::Loyalty(loyalty)) => {
                let shown = self.weekly.value.as_ref();
                let sunday = shown.map(|weekly| weekly.review.week.sunday);
                self.loyalty
                    .put(sunday.map(|day| (day, (**loyalty).clone())));
                self.settle();
            }
            (Slot::Behind, Answer::Behind(backing)) => self.stand_behind(backing),
            (Slot::Narrowed, Answer::Narrowed(narrowed)) => self.narrow_down(narrowed),
            (Slot::History, Answer::History(visits, total)) => {
                self.visits.put(Some((visits.clone(), *total)));
            }
            (Slot::Points, Answer::Points(sheet)) => {
                let lines = sheet.as_ref().map(|sheet| sheet.lines.clone());
                self.points.put(lines);
            }
            _ => {}
        }
        Vec::new()
    }

    fn read_loyalty_anew(&mut self) -> Vec<Step> {
        let shown = self
            .weekly
            .value
            .as_ref()
            .filter(|_| self.page == Page::Money);
        let sunday = shown.map(|weekly| weekly.review.week.sunday);
        let step = sunday.map(|sunday| {
            self.loyalty.ask();
            Step::Read(Slot::Loyalty, Query::Loyalty(sunday))
        });
        step.into_iter().collect()
    }

    pub(super) fn not_answered(&mut self, slot: Slot, failure: &Failure) -> Vec<Step> {
        match slot {
            Slot::Review => self.weekly.fail(failure),
            Slot::Loyalty => self.loyalty.fail(failure),
            Slot::Behind => self.behind.fail(failure),
            Slot::Narrowed => self.narrowed.fail(failure),
            Slot::History => self.visits.fail(failure),
            Slot::Points => self.points.fail(failure),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn slow(&mut self, slot: Slot) -> Vec<Step> {
        match slot {
            Slot::Review => self.weekly.takes_long(),
            Slot::Loyalty => self.loyalty.takes_long(),
            Slot::Behind => self.behind.takes_long(),
            Slot::Narrowed => self.narrowed.takes_long(),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn has_come(&mut self, slot: Slot, percent: u8) -> Vec<Step> {
        match slot {
            Slot::Review => self.weekly.has_come(percent),
            Slot::Loyalty => self.loyalty.has_come(percent),
            Slot::Behind => self.behind.has_come(percent),
            Slot::Narrowed => self.narrowed.has_come(percent),
            _ => {}
        }
        Vec::new()
    }

    /// The list knows how many rows there are, and keeps its place.
    pub(super) fn settle(&mut self) {
        let chosen = self.chosen();
        self.settle_at(chosen);
    }

    fn settle_at(&mut self, chosen: Option<CustomerId>) {
        // A move that is there no more closes.
        self.forget_opened();
        let rows = self.rows();
        let weekly = self.weekly.value.as_ref();
        let at = chosen.and_then(|who| {
            let is = |row: &Row| weekly.and_then(|weekly| row.who(weekly)) == Some(who);
            rows.iter().position(is)
        });
        let len = rows.len();
        self.here_mut().list.replace(len, at);
    }

    fn forget_opened(&mut self) {
        let Some(weekly) = &self.weekly.value else {
            return;
        };
        let moves = weekly.review.moves.len();
        let here = self.here_mut();
        if let Some(super::model::Opened::Move(at)) = here.opened
            && at >= moves
        {
            here.opened = None;
        }
    }
}
