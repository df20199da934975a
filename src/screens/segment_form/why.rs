//! Why somebody stands among those whom the filter means.

use super::SegmentForm;
use crate::domain::{Card, CustomerId, SegmentRow, Subject, Visit};
use crate::insight::Visits;
use crate::look::{Role, Symbols};
use crate::protocol::{Context, Query, Slot, Step};
use crate::screens::sheet::Wording;
use crate::screens::shown::Shown;
use crate::screens::why::{self, Lines, Why};
use crate::screens::why_filter;
use crate::text::Say;

/// Visits that are told at the most.
const VISITS: usize = 60;

/// An explanation that is open: of whom, and what the book knows of them.
#[derive(Debug)]
pub(super) struct Explained {
    pub(super) who: CustomerId,
    pub(super) open: Option<Why>,
    pub(super) card: Shown<Card>,
    pub(super) visits: Shown<(Vec<Visit>, usize)>,
}

impl SegmentForm {
    /// Opens the explanation of whoever is chosen, or closes it.
    pub(super) fn explain(&mut self) -> Vec<Step> {
        let row = self.chosen().map(|row| row.customer);
        let Some(who) = row.filter(|_| self.why.is_none()) else {
            self.why = None;
            return Vec::new();
        };
        let mut explained = Explained {
            who,
            open: Some(Why::default()),
            card: Shown::default(),
            visits: Shown::default(),
        };
        explained.card.ask();
        explained.visits.ask();
        self.why = Some(explained);
        let subject = Subject::Customer(who, None);
        let history = Query::History {
            subject,
            skip: 0,
            limit: VISITS,
        };
        vec![
            Step::Read(Slot::Card, Query::Card(subject)),
            Step::Read(Slot::History, history),
        ]
    }

    /// The chosen one of the people.
    pub(super) fn chosen(&self) -> Option<&SegmentRow> {
        let held = self.held.value.as_ref()?;
        held.rows.get(self.people.selected()?)
    }

    /// Whom the explanation is of, and its lines.
    pub(super) fn explained(
        &self,
        context: &Context,
        symbols: &Symbols,
    ) -> Option<(String, Vec<(String, Role)>)> {
        let why = self.why.as_ref()?;
        let held = self.held.value.as_ref()?;
        let row = held.rows.iter().find(|row| row.customer == why.who)?;
        let wording = Wording::of(context);
        let mut lines = Lines::default();
        let card = why.card.value.as_ref();
        let filter = self.filter(wording);
        let whom = card.map(|card| (row, card));
        why_filter::conditions(&mut lines, &filter, whom, (wording, symbols.bullet));
        let days = card.and_then(|card| Some((card.attendance.as_ref()?, card.spent.0)));
        if let Some((days, money)) = days {
            lines.head(Say::WhyFacts, wording.lang);
            let visits = Visits::told(days, money);
            why::attendance(&mut lines, &visits, wording.today, wording);
        }
        if let Some((visits, total)) = &why.visits.value {
            why::history(&mut lines, (visits, *total), wording, symbols);
        }
        Some((row.name.clone(), lines.all()))
    }
}
