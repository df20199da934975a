//! Talking with the screens: events down, steps up.

use std::time::Duration;

use super::overlay::Overlay;
use super::reads::Asker;
use super::stack::Token;
use super::{App, Writer};
use crate::domain::{Change, OpId};
use crate::protocol::{Context, Effect, Event, Failure, Go, Query, Slot, Step, Timer, WriteId};
use crate::text::Say;

/// A read that takes longer than this is said to be under way.
const SLOW: Duration = Duration::from_millis(150);

impl App {
    /// Tells the screen on top.
    pub(super) fn tell_top(&mut self, event: Event<'_>, context: &Context) -> Vec<Effect> {
        self.tell(self.screens.top_token(), event, context)
    }

    /// Tells a screen, if it is still open, and does what it wants.
    pub(super) fn tell(
        &mut self,
        token: Token,
        event: Event<'_>,
        context: &Context,
    ) -> Vec<Effect> {
        let Some(screen) = self.screens.get_mut(token) else {
            return Vec::new();
        };
        let steps = screen.update(event, context);
        steps
            .into_iter()
            .flat_map(|step| self.step(token, step, context))
            .collect()
    }

    fn step(&mut self, token: Token, step: Step, context: &Context) -> Vec<Effect> {
        match step {
            // What lies below reads anew when it is on top again; asking now would take the place of
            // what the screen on top waits for.
            Step::Read(..) if token != self.screens.top_token() => Vec::new(),
            Step::Read(slot, query) => {
                let id = self.reads.ask(slot, Asker::Screen(token));
                vec![Effect::Read(id, query), Effect::Wake(Timer::Slow(id), SLOW)]
            }
            Step::Write(op, change) => vec![self.write(Writer::Screen(token), op, *change)],
            Step::Say(notice) => vec![self.notices.show(notice)],
            Step::Copy(text) => {
                let copied = self.terms(context).info(Say::NoticeCopied);
                vec![Effect::Copy(text), self.notices.show(copied)]
            }
            Step::CopyUnsaid(text) => vec![Effect::Copy(text)],
            Step::SaveReport(week) => self.save_report(week, context),
            Step::LeaveDraft(draft) => vec![self.leave_draft(draft)],
            Step::EndDraft(op, fate) => vec![self.end_draft(op, fate)],
            Step::Go(go) => self.go(token, go, context),
        }
    }

    pub(super) fn go(&mut self, token: Token, go: Go, context: &Context) -> Vec<Effect> {
        match go {
            Go::Quit => self.leave(context),
            Go::Ask(question) => {
                self.overlay = Some(Overlay::question(token, question));
                Vec::new()
            }
            go if self.read_only && writes(&go) => {
                let notice = self.terms(context).blocked(Say::NoticeBlockedReadOnly);
                vec![self.notices.show(notice)]
            }
            Go::TakeDraft(op) => vec![Effect::TakeDraft(op)],
            Go::Back(notice) => {
                self.notices.turn();
                let mut effects: Vec<Effect> = notice
                    .map(|notice| self.notices.show(notice))
                    .into_iter()
                    .collect();
                if self.screens.close(token) {
                    let unread = self.reads.forget(token);
                    effects.extend(unread.into_iter().map(Effect::StopReading));
                    effects.extend(self.closed(token));
                    effects.extend(self.tell_top(Event::Shown, context));
                }
                effects
            }
            other => {
                let Some(screen) = (self.open)(&other, context) else {
                    return Vec::new();
                };
                self.notices.turn();
                self.screens.push(screen);
                self.tell_top(Event::Shown, context)
            }
        }
    }

    /// Leaves, but not before every write is answered: one that fails is shown, with what was
    /// typed still there.
    pub(super) fn leave(&mut self, context: &Context) -> Vec<Effect> {
        if self.writes.is_empty() {
            return self.quits();
        }
        self.leaving = true;
        let saving = self.terms(context).info(Say::NoticeSaving);
        vec![self.notices.show(saving)]
    }

    /// A read of the shell's own.
    pub(super) fn ask(&mut self, slot: Slot, query: Query) -> Effect {
        Effect::Read(self.reads.ask(slot, Asker::Shell), query)
    }

    /// A write, remembering who waits for it.
    pub(super) fn write(&mut self, writer: Writer, op: OpId, change: Change) -> Effect {
        self.last_write += 1;
        let id = WriteId(self.last_write);
        self.writes.insert(id, writer);
        Effect::Write {
            id,
            op,
            change: Box::new(change),
        }
    }

    /// Says why something did not happen.
    pub(super) fn say_failure(&mut self, failure: &Failure, context: &Context) -> Vec<Effect> {
        let notice = self.terms(context).failure(failure);
        notice
            .map(|notice| self.notices.show(notice))
            .into_iter()
            .collect()
    }
}

/// Whether it is a form, which is there to write.
fn writes(go: &Go) -> bool {
    matches!(
        go,
        Go::NewCustomer(_)
            | Go::EditCustomer(_)
            | Go::EditNote(_)
            | Go::Shop
            | Go::Terms(_)
            | Go::GatheringForm(_)
            | Go::CampaignForm(_)
            | Go::NewVisit(_)
            | Go::EditVisit(..)
            | Go::NewVehicle(_)
            | Go::EditVehicle(..)
            | Go::NewPlate(..)
            | Go::NewOwner(..)
            | Go::TakeDraft(_)
    )
}
