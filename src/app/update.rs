//! One message in, effects out.

use super::overlay::{Intent, Overlay};
use super::reads::Asker;
use super::view::too_small;
use super::{App, Writer};
use crate::domain::Receipt;
use crate::protocol::{
    Answer, Command, Context, Effect, Event, Failure, Key, Mouse, MouseKind, Msg, Notice, Query,
    ReadId, Scope, Slot, Timer, WriteId,
};
use crate::screens::entry::saved;
use crate::screens::sheet::{Wording, wording};
use crate::text::{Say, say};

/// Whether a command works while something lies over the screen.
pub(super) fn disturbs_nothing(command: Command) -> bool {
    matches!(
        command,
        Command::Help | Command::Quit | Command::Redraw | Command::SwitchLanguage
    )
}

impl App {
    /// What to do before the first frame: the desk asks for what it shows, the shell for the
    /// shop, and what is to be heard about the book's place is said.
    pub fn start(&mut self, context: &Context) -> Vec<Effect> {
        self.today = Some(context.today);
        let mut effects = vec![self.ask(Slot::Shop, Query::Shop)];
        effects.extend(self.tell_top(Event::Shown, context));
        let greeting = self.greeting.take();
        effects.extend(greeting.map(|notice| self.notices.show(notice)));
        effects
    }

    /// Takes a message in.
    pub fn update(&mut self, msg: Msg, context: &Context) -> Vec<Effect> {
        match msg {
            Msg::Key(key) => self.typed(|app| app.key(key, context)),
            Msg::Paste(text) => self.typed(|app| app.paste(&text, context)),
            Msg::Mouse(mouse) => self.typed(|app| app.mouse(mouse, context)),
            // A larger window shows more.
            Msg::Resize(..) => self.tell_top(Event::Stale, context),
            Msg::Come(id, percent) => match self.reads.asker(id) {
                Some(Asker::Screen(token)) => {
                    self.tell(token, Event::Come(id.slot, percent), context)
                }
                _ => Vec::new(),
            },
            Msg::Read(id, answer) => self.answered(id, answer, context),
            Msg::Exporting(percent) => self.exporting(percent, context),
            Msg::Exported(result) => self.exported(result, context),
            Msg::Wrote(id, result) => {
                let failed = result.is_err();
                let mut effects = self.wrote(id, result, context);
                self.leaving &= !failed;
                if self.leaving && self.writes.is_empty() {
                    effects.extend(self.quits());
                }
                effects
            }
            Msg::Taken(taken) => self.taken(taken, context),
            Msg::Woke(timer) => self.woke(timer, context),
            Msg::FileChanged => {
                let mut effects = vec![self.ask(Slot::Shop, Query::Shop)];
                effects.extend(self.tell_top(Event::Stale, context));
                effects
            }
            Msg::Indexed(percent) => self.indexed(percent, context),
            Msg::Noticed(failure) => self.say_failure(&failure, context),
        }
    }

    /// Lets a person do something, and remembers to keep what that typed.
    fn typed(&mut self, act: impl FnOnce(&mut App) -> Vec<Effect>) -> Vec<Effect> {
        let mut effects = act(self);
        effects.extend(self.keep_soon());
        effects
    }

    fn key(&mut self, key: Key, context: &Context) -> Vec<Effect> {
        if too_small(context.size) {
            let quits = self.keymap.command(Scope::Global, key) == Some(Command::Quit);
            return if quits {
                self.run(Command::Quit, context)
            } else {
                Vec::new()
            };
        }
        if let Some(overlay) = &mut self.overlay {
            return match overlay.press(key) {
                Intent::Pass => self.everywhere(key, context),
                intent => self.overlay_wants(intent, context),
            };
        }
        self.screen_key(key, context)
    }

    /// A key that an overlay has no use for: of the commands that work everywhere only those
    /// that cannot disturb what lies below.
    fn everywhere(&mut self, key: Key, context: &Context) -> Vec<Effect> {
        match self.keymap.command(Scope::Global, key) {
            Some(command) if disturbs_nothing(command) => self.run(command, context),
            _ => Vec::new(),
        }
    }

    fn overlay_wants(&mut self, intent: Intent, context: &Context) -> Vec<Effect> {
        match intent {
            Intent::Pass | Intent::Stay => Vec::new(),
            Intent::Close => {
                // Under help there may be the box that it explains.
                self.overlay = self.under.take();
                Vec::new()
            }
            Intent::Run(command) => {
                self.overlay = None;
                self.run(command, context)
            }
            Intent::AtDesk(person) => {
                self.overlay = None;
                self.at_desk(person, context)
            }
            Intent::Export(chosen) => {
                self.overlay = None;
                self.export(*chosen, context)
            }
            Intent::Columns(hidden) => vec![Effect::RememberColumns(Box::new(hidden))],
            Intent::Answer(asker, choice) => {
                self.overlay = None;
                self.tell(asker, Event::Chosen(&choice), context)
            }
        }
    }

    fn paste(&mut self, text: &str, context: &Context) -> Vec<Effect> {
        match &mut self.overlay {
            _ if too_small(context.size) => Vec::new(),
            Some(overlay) => {
                overlay.paste(text);
                Vec::new()
            }
            None => self.tell_top(Event::Paste(text), context),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Effect> {
        if too_small(context.size) {
            return Vec::new();
        }
        let pressed = matches!(mouse.kind, MouseKind::Press | MouseKind::Double);
        let hit = self.places.borrow().command_at(mouse).filter(|_| pressed);
        if let Some(overlay) = &mut self.overlay {
            if let Some(command) = hit.filter(|command| disturbs_nothing(*command)) {
                return self.run(command, context);
            }
            let intent = overlay.mouse(mouse);
            return self.overlay_wants(intent, context);
        }
        match hit {
            Some(command) => self.run(command, context),
            None => self.tell_top(Event::Mouse(mouse), context),
        }
    }

    /// Gives an answer to whoever waits for it. An older one than the newest of its slot is
    /// dropped: what it would show is no longer asked for.
    fn answered(
        &mut self,
        id: ReadId,
        answer: Result<Answer, Failure>,
        context: &Context,
    ) -> Vec<Effect> {
        let Some(asker) = self.reads.take(id) else {
            return Vec::new();
        };
        let mut moved = Vec::new();
        let picker = self.under.as_mut().or(self.overlay.as_mut());
        match (&answer, picker) {
            (Ok(Answer::Shop(facts)), _) if self.shop.as_ref() != Some(facts) => {
                let before = self.shop.replace(facts.clone());
                moved.push(Effect::Shop(Box::new(facts.clone())));
                let before = before.map(|shop| shop.staff).unwrap_or_default();
                moved.extend(self.still_at_desk(&before, &facts.staff, context));
            }
            (Ok(Answer::Staff(names)), Some(Overlay::Staff(picker))) => {
                picker.set_names(names.clone());
            }
            _ => {}
        }
        match (asker, answer) {
            (_, Err(Failure::Cancelled)) | (Asker::Shell, Ok(_)) => moved,
            (Asker::Shell, Err(failure)) => self.say_failure(&failure, context),
            (Asker::Screen(token), Ok(answer)) => {
                moved.extend(self.tell(token, Event::Answer(id.slot, &answer), context));
                moved
            }
            (Asker::Screen(token), Err(failure)) => {
                let mut effects = self.say_failure(&failure, context);
                effects.extend(self.tell(token, Event::Failed(id.slot, &failure), context));
                effects
            }
        }
    }

    fn wrote(
        &mut self,
        id: WriteId,
        result: Result<Receipt, Failure>,
        context: &Context,
    ) -> Vec<Effect> {
        match (self.writes.remove(&id), result) {
            (Some(Writer::Screen(token)), Ok(receipt)) => {
                let below = self.screens.all().map(|(known, _)| known);
                let below: Vec<_> = below.filter(|known| *known < token).collect();
                let mut effects = Vec::new();
                for screen in below {
                    effects.extend(self.tell(screen, Event::SavedAbove(&receipt), context));
                }
                effects.extend(self.tell(token, Event::Saved(&receipt), context));
                effects
            }
            (Some(Writer::Screen(token)), Err(failure)) => {
                // What stands at the fields is the screen's to show; the rest is said here, where
                // the screen may still say it better.
                let at_fields = matches!(failure, Failure::Conflict(_) | Failure::Refused(_));
                let mut effects = if at_fields {
                    Vec::new()
                } else {
                    self.say_failure(&failure, context)
                };
                effects.extend(self.tell(token, Event::NotSaved(&failure), context));
                effects
            }
            (Some(Writer::Undo), Ok(receipt)) => {
                let notice = self.taken_back(&receipt, context);
                let mut effects = vec![self.notices.show(notice)];
                effects.extend(self.tell_top(Event::Undone, context));
                effects
            }
            (Some(Writer::Staff | Writer::Log) | None, Ok(_)) => Vec::new(),
            (Some(Writer::Log), Err(Failure::ReadOnly | Failure::Damaged)) => {
                self.not_logged(context)
            }
            (_, Err(failure)) => self.say_failure(&failure, context),
        }
    }

    /// Says what is no longer in the book, and whose it was.
    fn taken_back(&self, receipt: &Receipt, context: &Context) -> Notice {
        let said = self.terms(context).done(Say::ShellUndone);
        let Some(undone) = &receipt.undone else {
            return said;
        };
        let what = wording::undone(undone, Wording::of(context));
        let notice = Notice {
            text: say::notice_undone(context.lang, what),
            ..said
        };
        saved::with_below(notice, receipt, context.lang)
    }

    fn woke(&mut self, timer: Timer, context: &Context) -> Vec<Effect> {
        match timer {
            Timer::Notice(number) => {
                self.notices.expire(number);
                Vec::new()
            }
            Timer::Draft => self.keep_drafts(context),
            Timer::Slow(id) => match self.reads.asker(id) {
                Some(Asker::Screen(token)) => self.tell(token, Event::Slow(id.slot), context),
                _ => Vec::new(),
            },
            // Distances and "today" on the screen are another day's now.
            Timer::Minute if self.today.replace(context.today) != Some(context.today) => {
                self.tell_top(Event::Stale, context)
            }
            Timer::Minute => Vec::new(),
        }
    }

    /// The search index grew. What was sought in a part of it is sought again in all of it.
    fn indexed(&mut self, percent: u8, context: &Context) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.indexed, percent);
        if before < 100 && percent >= 100 {
            self.tell_top(Event::Stale, context)
        } else {
            Vec::new()
        }
    }
}
