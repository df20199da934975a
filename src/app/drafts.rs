//! What is typed and not saved: kept in the book while it is typed, and when the program ends.

use std::collections::BTreeMap;
use std::time::Duration;

use super::App;
use super::stack::Token;
use crate::domain::{Draft, OpId};
use crate::protocol::{Context, Effect, Event, Failure, Fate, Go, Level, Notice, Scope, Timer};
use crate::text::Say;

/// How long nobody types before what is typed is kept: a cut of the power costs no more.
const PAUSE: Duration = Duration::from_secs(3);

/// What is kept in the book of the forms that are open.
#[derive(Debug, Default)]
pub(super) struct Kept(BTreeMap<Token, Draft>);

impl App {
    /// What the open forms hold unsaved when the program ends, the lowest first. Whoever `quits`
    /// was asked about the form on top; only what lies below it was forgotten.
    pub fn unsaved(&self, quits: bool, context: &Context) -> Vec<Draft> {
        let top = self.screens.top_token();
        let open = self.screens.all();
        open.filter(|(token, _)| !quits || *token != top)
            .filter_map(|(_, screen)| screen.unsaved(context))
            .collect()
    }

    /// Something may have been typed: once that rests, it is kept.
    pub(super) fn keep_soon(&self) -> Option<Effect> {
        let typing = matches!(self.screens.top().scope(), Scope::Form | Scope::Message);
        typing.then_some(Effect::Wake(Timer::Draft, PAUSE))
    }

    /// Keeps what differs from what is kept already.
    pub(super) fn keep_drafts(&mut self, context: &Context) -> Vec<Effect> {
        let open = self.screens.all();
        let typed = open.filter_map(|(token, screen)| Some((token, screen.unsaved(context)?)));
        let news: Vec<(Token, Draft)> = typed
            .filter(|(token, draft)| self.kept.0.get(token) != Some(draft))
            .collect();
        if news.is_empty() {
            return Vec::new();
        }
        self.kept.0.extend(news.iter().cloned());
        let drafts = news.into_iter().map(|(_, draft)| draft);
        vec![Effect::KeepDrafts(drafts.collect())]
    }

    /// A screen puts its text aside: closing it throws nothing away.
    pub(super) fn leave_draft(&mut self, draft: Box<Draft>) -> Effect {
        self.kept.0.retain(|_, kept| kept.op != draft.op);
        Effect::LeaveDraft(draft)
    }

    /// Nobody fills this draft in any more, says a screen.
    pub(super) fn end_draft(&mut self, op: OpId, fate: Fate) -> Effect {
        self.kept.0.retain(|_, draft| draft.op != op);
        Effect::EndDraft(op, fate)
    }

    /// A screen was closed, saved or thrown away: what was kept of it is of no use. What lay over
    /// it, nobody was asked about.
    pub(super) fn closed(&mut self, closed: Token) -> Vec<Effect> {
        let gone = self.kept.0.split_off(&closed);
        let ends = gone.into_iter().map(|(token, draft)| {
            let fate = if token == closed {
                Fate::Thrown
            } else {
                Fate::Left
            };
            Effect::EndDraft(draft.op, fate)
        });
        ends.collect()
    }

    /// Leaves: the screen on top was asked about its text.
    pub(super) fn quits(&mut self) -> Vec<Effect> {
        let mut effects = self.closed(self.screens.top_token());
        effects.push(Effect::Quit);
        effects
    }

    /// Opens the form of a draft that this terminal has taken.
    pub(super) fn taken(
        &mut self,
        taken: Result<Box<Draft>, Failure>,
        context: &Context,
    ) -> Vec<Effect> {
        let draft = match taken {
            Ok(draft) => draft,
            Err(Failure::Gone) => {
                let notice = self.terms(context).blocked(Say::DraftGone);
                let mut effects = vec![self.notices.show(notice)];
                effects.extend(self.tell_top(Event::Stale, context));
                return effects;
            }
            Err(failure) => return self.say_failure(&failure, context),
        };
        let (op, top) = (draft.op, self.screens.top_token());
        if self.screens.top().scope() == Scope::Message && self.overlay.is_none() {
            // The message asked for what somebody had begun of it.
            self.kept.0.insert(top, (*draft).clone());
            return self.tell_top(Event::Taken(&draft), context);
        }
        // Whoever went elsewhere meanwhile is not disturbed there.
        let waits = self.screens.top().scope() == Scope::Desk && self.overlay.is_none();
        if !waits {
            return vec![Effect::EndDraft(op, Fate::Left)];
        }
        let mut effects = self.go(top, Go::Resume(draft.clone()), context);
        if self.screens.top_token() == top {
            return vec![Effect::EndDraft(op, Fate::Left)];
        }
        self.kept.0.insert(self.screens.top_token(), *draft);
        effects.push(self.notices.show(Notice {
            level: Level::Info,
            text: Say::DraftOpened.in_(context.lang).to_owned(),
            hint: String::new(),
        }));
        effects
    }
}
