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

    /// The chosen visit.
    pub(super) fn visit(&self) -> Option<&Visit> {
        self.loaded().get(self.list.selected()?)
    }
}
