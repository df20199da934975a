//! What the front desk knows.

use crate::domain::{Card, Found, Hit, KeptDraft, MatchClass, OpId, Subject, Visit};
use crate::kit::{List, Place, SearchBox};
use crate::protocol::{Command, Context};
use crate::screens::shown::Shown;

/// Under so many columns the card takes the place of the list.
pub const NARROW: u16 = 60;
/// From so many columns on the history stands beside the card.
pub const WIDE: u16 = 200;
/// Rows around the list: header, search line, frames, footer.
const AROUND: u16 = 7;
/// Hits in the common window of 24 rows.
const SCREENFUL: usize = 17;
/// Visits beside the card.
pub const VISITS: usize = 50;

/// The front desk.
#[derive(Debug, Default)]
pub struct Desk {
    /// The search line.
    pub(super) search: SearchBox,
    /// Which match is chosen, and where the list is scrolled to.
    pub(super) list: List,
    /// The matches.
    pub(super) found: Shown<Found>,
    /// The line that the matches on screen belong to.
    pub(super) found_for: String,
    /// Hits that the list was followed down to; at least a screenful is asked for.
    pub(super) wanted: usize,
    /// The counter card.
    pub(super) card: Shown<Card>,
    /// Whose card was asked for last.
    pub(super) card_of: Option<Subject>,
    /// Visits beside the card, newest first.
    pub(super) history: Shown<Vec<Visit>>,
    /// Narrow windows: whether the card stands in the place of the list.
    pub(super) card_open: bool,
    /// What was asked before the matches of the newest line were there; done when they are.
    pub(super) waiting: Option<Command>,
    /// The choices of the vehicle menu that is open.
    pub(super) menu: Option<Subject>,
    /// Who was written down last: listed whatever the line finds, until it says something else.
    pub(super) saved: Option<Subject>,
    /// Whether the list has yet to go to them.
    pub(super) goes_to_saved: bool,
    /// What is kept of forms that were not saved, the newest first.
    pub(super) drafts: Vec<KeptDraft>,
    /// Where the line about drafts was drawn, and the part of it that throws one away.
    pub(super) offer: Place,
    pub(super) offer_to_drop: Place,
    /// Whether the trade knows no vehicle: nothing is said of plates then.
    pub(super) without_plates: bool,
    /// The one that the person is asked whether to throw away.
    pub(super) dropping: Option<OpId>,
}

impl Desk {
    /// An empty search line.
    pub fn new() -> Self {
        Self::default()
    }

    /// The matches that have arrived.
    pub(super) fn hits(&self) -> &[Hit] {
        self.found.value.as_ref().map_or(&[], |found| &found.hits)
    }

    /// Whether anybody is listed, or may be as soon as the matches of what is typed are there.
    pub(super) fn lists_somebody(&self) -> bool {
        self.is_behind() || !self.hits().is_empty()
    }

    /// The chosen match.
    pub(super) fn hit(&self) -> Option<&Hit> {
        self.hits().get(self.list.selected()?)
    }

    /// Whom the chosen match means.
    pub(super) fn subject(&self) -> Option<Subject> {
        self.hit().and_then(Hit::subject)
    }

    /// Whether a match is whoever was written down last.
    pub(super) fn is_saved(&self, hit: &Hit) -> bool {
        self.saved.is_some_and(|who| hit.is_of(who))
    }

    /// The draft that is offered: the newest.
    pub(super) fn draft(&self) -> Option<&KeptDraft> {
        self.drafts.first()
    }

    /// Whether nothing has been written down yet.
    pub(super) fn is_empty_book(&self) -> bool {
        let book = self.found.value.as_ref();
        let nobody = book.is_some_and(|found| found.customers == 0 && found.hits.is_empty());
        nobody && self.search.query().trim().is_empty()
    }

    /// Whether the matches on screen are older than the search line.
    pub(super) fn is_behind(&self) -> bool {
        self.found.pending && self.found_for != self.search.query()
    }

    /// Whether a window of this width shows the card in the place of the list: when it was opened,
    /// or when the line can hardly mean anybody but the first. Down shows the others.
    pub(super) fn shows_card_only(&self, columns: u16) -> bool {
        let sure = !self.search.query().trim().is_empty()
            && self.list.selected() == Some(0)
            && self.first_stands_alone();
        columns < NARROW && (self.card_open || sure)
    }

    /// Whether the card was opened in the place of the list, to which Esc goes back.
    pub(super) fn shows_opened_card(&self, context: &Context) -> bool {
        self.card_open && context.size.0 < NARROW
    }

    /// Whether there is anything that Esc takes away: what was typed, a card over the list, or
    /// whoever is listed because they were just saved.
    pub(super) fn has_more_than_the_start(&self) -> bool {
        !self.search.query().is_empty() || self.card_open || self.saved.is_some()
    }

    /// Whether the first is the only one found, the only one without a slip, or the only one that
    /// fits exactly by what it fits: a plate's number beside a customer ID of the same digits.
    fn first_stands_alone(&self) -> bool {
        match self.hits() {
            [] => false,
            [_] => true,
            [first, next, ..] if first.class == MatchClass::Exact => {
                (next.class, next.field) != (first.class, first.field)
            }
            [first, next, ..] => {
                first.class != MatchClass::Forgiven && next.class == MatchClass::Forgiven
            }
        }
    }

    /// The vehicle of the chosen match when nobody knows whose it is, unless it only
    /// resembles what was typed.
    pub(super) fn ownerless(&self) -> Option<Subject> {
        let hit = self.hit()?;
        let meant = hit.class != MatchClass::Forgiven && !self.is_behind();
        match hit.subject()? {
            vehicle @ Subject::Vehicle(_) if meant => Some(vehicle),
            _ => None,
        }
    }
}

/// Hits that are asked for at first, and how many more when the list is followed down: filling
/// them in costs more than finding them, so no more than a window can show.
pub(super) fn screenful(context: &Context) -> usize {
    usize::from(context.size.1.saturating_sub(AROUND)).max(SCREENFUL)
}
