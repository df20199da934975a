//! When a list is asked for, and asked for anew.
//!
//! It is asked when the screen comes to the top, after a save of its own and when something is taken
//! back. When anything else changes in the book it is asked at once where the last answer came
//! quickly, so that what is on the screen is true; where it took long it waits until somebody does
//! something here, so that the shop's saves do not keep the machine busy.

use super::{Heard, ListScreen, Source};
use crate::protocol::{Answer, Context, Event, Go, Step};

impl<S: Source> ListScreen<S> {
    /// Asks the book what came of what was done here.
    pub(in crate::screens) fn settle(&mut self, context: &Context) -> Vec<Step> {
        self.settles = true;
        self.ask(context)
    }

    /// Asks the book.
    pub(super) fn ask(&mut self, context: &Context) -> Vec<Step> {
        self.known.ask();
        self.stale = false;
        vec![Step::Read(S::SLOT, self.of.query(context.today))]
    }

    /// The book has changed.
    pub(super) fn has_changed(&mut self, context: &Context) -> Vec<Step> {
        if self.costly || self.known.pending {
            self.stale = true;
            return Vec::new();
        }
        self.ask(context)
    }

    /// What is told of the question.
    pub(in crate::screens) fn told(&mut self, event: &Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Answer(slot, answer) if *slot == S::SLOT => {
                return self.answered(answer, context);
            }
            Event::Failed(slot, failure) if *slot == S::SLOT => self.known.fail(failure),
            Event::Slow(slot) if *slot == S::SLOT => self.known.takes_long(),
            Event::Come(slot, percent) if *slot == S::SLOT => self.known.has_come(*percent),
            _ => {}
        }
        Vec::new()
    }

    fn answered(&mut self, answer: &Answer, context: &Context) -> Vec<Step> {
        match self.of.heard(answer) {
            Heard::Known(known) => self.arrived(known),
            Heard::Gone => return vec![Step::Go(Go::Back(None))],
            Heard::Else => {}
        }
        // What changed while it was on its way may not be in it.
        if self.stale && !self.costly {
            return self.ask(context);
        }
        Vec::new()
    }
}
