//! What the full card knows.

use crate::domain::{Attended, Card, MessageEntry, Purpose, ReferralTree, Subject, Visit};
use crate::insight::Offers;
use crate::kit::{List, ScrollText};
use crate::protocol::Context;
use crate::screens::shown::Shown;
use crate::screens::why::Why;

/// From so many columns on both parts stand beside each other.
const TWO_PANES: u16 = 76;
/// Visits that are asked for at once.
pub const PAGE: usize = 50;

/// Whether the window has room for one part only.
pub(super) fn shows_one(context: &Context) -> bool {
    context.size.0 < TWO_PANES
}

/// A part of the card that keys move through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pane {
    /// The visits.
    History,
    /// Everything else.
    Profile,
}

/// Whose history is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Whose {
    /// All visits of the customer, with any vehicle.
    #[default]
    Customer,
    /// All visits of the vehicle, under any owner.
    Vehicle,
}

impl Whose {
    /// The other one.
    pub(super) fn other(self) -> Whose {
        match self {
            Whose::Customer => Whose::Vehicle,
            Whose::Vehicle => Whose::Customer,
        }
    }
}

/// What a dialog over the card asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Asking {
    /// Nothing.
    #[default]
    Nothing,
    /// What to do about the vehicle.
    Vehicle,
    /// Which purpose is answered.
    Purpose,
    /// What the customer says to this one.
    Answer(Purpose),
}

/// A row of the history.
#[derive(Debug, Clone, Copy)]
pub(super) enum Told<'a> {
    /// A visit.
    Visit(&'a Visit),
    /// A message that the customer was sent.
    Sent(&'a MessageEntry),
}

/// Where what a row of the history tells stands among the visits, or among the messages.
#[derive(Debug, Clone, Copy)]
pub(super) enum Placed {
    /// A visit.
    Visit(usize),
    /// A message.
    Sent(usize),
}

impl Told<'_> {
    /// Which one it is: whether a message, and its number.
    pub(super) fn id(self) -> (bool, i64) {
        match self {
            Self::Visit(visit) => (false, visit.id.0),
            Self::Sent(sent) => (true, sent.id),
        }
    }
}

/// The full card of one customer, or of a vehicle that nobody owns.
#[derive(Debug)]
pub struct FullCard {
    /// Whose it is, and which vehicle is in question.
    pub(super) subject: Subject,
    /// What is known.
    pub(super) card: Shown<Card>,
    /// Whose history is told.
    pub(super) whose: Whose,
    /// Whether somebody chose that.
    pub(super) chosen: bool,
    /// The visits so far, newest first.
    pub(super) visits: Shown<Vec<Visit>>,
    /// What the customer was sent, the newest first.
    pub(super) messages: Vec<MessageEntry>,
    /// The gatherings that the customer is or was a guest of, the youngest first.
    pub(super) gatherings: Vec<Attended>,
    /// How many visits there are.
    pub(super) total: usize,
    /// The rows of the history, newest first.
    pub(super) rows: Vec<Placed>,
    /// Which visit is chosen.
    pub(super) list: List,
    /// How far the profile is scrolled.
    pub(super) scroll: ScrollText,
    /// How far the visit that is told in full is scrolled.
    pub(super) detail: ScrollText,
    /// Which part somebody turned to.
    pub(super) turned: Option<Pane>,
    /// Whether the part with the visits is in front, or beside, and takes the keys.
    pub(super) on_visits: bool,
    /// Which menu or question is open.
    pub(super) asking: Asking,
    /// Who brought whom, once it is known.
    pub(super) referrals: Option<ReferralTree>,
    /// What is worth offering, once it is known.
    pub(super) offers: Option<Offers>,
    /// Whether it is explained where its numbers come from.
    pub(super) why: Option<Why>,
}

impl FullCard {
    /// The card of a customer or vehicle.
    pub fn new(subject: Subject) -> Self {
        Self {
            subject,
            card: Shown::default(),
            whose: Whose::default(),
            chosen: false,
            visits: Shown::default(),
            messages: Vec::new(),
            gatherings: Vec::new(),
            total: 0,
            rows: Vec::new(),
            list: List::default(),
            scroll: ScrollText::default(),
            detail: ScrollText::default(),
            turned: None,
            on_visits: false,
            asking: Asking::Nothing,
            referrals: None,
            offers: None,
            why: None,
        }
    }

    /// The same, with where its numbers come from open over it.
    pub fn explaining(subject: Subject) -> Self {
        Self {
            why: Some(Why::default()),
            ..Self::new(subject)
        }
    }

    /// Which part the keys move through: until somebody turns, the visits where they stand
    /// beside the customer, and the customer where there is room for one of both.
    pub(super) fn pane(&self, context: &Context) -> Pane {
        self.turned.unwrap_or(if shows_one(context) {
            Pane::Profile
        } else {
            Pane::History
        })
    }

    /// The visits that have arrived.
    pub(super) fn loaded(&self) -> &[Visit] {
        self.visits.value.as_deref().unwrap_or_default()
    }

    /// Puts the rows of the history in order: the visits that have arrived, and among those of the customer
    /// what the customer was sent in the same time.
    pub(super) fn order(&mut self) {
        let visits = self.loaded();
        let oldest = visits.last().filter(|_| visits.len() < self.total);
        let oldest = oldest.map(|visit| visit.facts.day);
        let of_customer = matches!(self.told(), Subject::Customer(..));
        let sent = self.messages.iter().enumerate().filter(|_| of_customer);
        let since =
            |(_, one): &(usize, &MessageEntry)| oldest.is_none_or(|day| one.message.day >= day);
        let mut sent = sent.filter(since).peekable();
        let mut rows = Vec::new();
        for (at, visit) in visits.iter().enumerate() {
            while let Some((at, _)) = sent.next_if(|(_, one)| one.message.day >= visit.facts.day) {
                rows.push(Placed::Sent(at));
            }
            rows.push(Placed::Visit(at));
        }
        rows.extend(sent.map(|(at, _)| Placed::Sent(at)));
        self.rows = rows;
    }

    /// What a row of the history tells.
    pub(super) fn row_at(&self, at: usize) -> Option<Told<'_>> {
        match *self.rows.get(at)? {
            Placed::Visit(at) => self.loaded().get(at).map(Told::Visit),
            Placed::Sent(at) => self.messages.get(at).map(Told::Sent),
        }
    }

    /// The chosen row.
    pub(super) fn row(&self) -> Option<Told<'_>> {
        self.row_at(self.list.selected()?)
    }

    /// The chosen visit; `None` where it is a message.
    pub(super) fn visit(&self) -> Option<&Visit> {
        match self.row()? {
            Told::Visit(visit) => Some(visit),
            Told::Sent(_) => None,
        }
    }

    /// Lets the row that was chosen be chosen still, at first the newest visit.
    pub(super) fn stay_at(&mut self, chosen: Option<(bool, i64)>) {
        self.order();
        let rows = || (0..self.rows.len()).map(|at| self.row_at(at));
        let at = rows().position(|row| row.map(Told::id) == chosen && chosen.is_some());
        let first = || rows().position(|row| matches!(row, Some(Told::Visit(_))));
        let (many, at) = (self.rows.len(), at.or_else(first));
        self.list.replace(many, at);
    }
}
