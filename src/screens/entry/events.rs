//! What every form does with an event alike: typing, moving, proposals, leaving, saving.

use super::form::{Act, State, Target};
use super::{Advice, Field, Form, Kind, saved, unsaved};
use crate::domain::hygiene::FIELD_CHARS;
use crate::kit::Edited;
use crate::protocol::{
    Answer, Choice, Code, Command, Context, Event, Failure, Fate, Go, Key, Mouse, MouseKind, Slot,
    Step, Suggestion,
};
use crate::text::{Lang, count, say};

impl<Id: Copy + Eq> Form<Id> {
    /// Takes an event that concerns every form alike.
    pub fn update(&mut self, event: &Event<'_>, context: &Context) -> Act<Id> {
        let before = self.focused().map(|field| field.id);
        let act = self.take(event, context);
        if self.is_changed() {
            self.op.get_or_insert(context.op);
        }
        let after = self.focused().map(|field| field.id);
        if let Some(left) = before.filter(|_| before != after) {
            self.look_at(left, context);
        }
        act
    }

    /// A field that somebody left says at once what cannot be read in it.
    pub(super) fn look_at(&mut self, id: Id, context: &Context) {
        let Some(field) = self.field_mut(id).filter(|field| field.is_changed()) else {
            return;
        };
        let unread = field.reads.and_then(|read| read(field.value(), context));
        if let Some(why) = field.too_long().or_else(|| unread.map(Advice::from)) {
            field.error = why;
            field.warning.clear();
        }
    }

    /// Puts to every field that holds more than the book takes that it does, and answers how many
    /// there are. What nobody touched is in the book as it is.
    fn refuse_long(&mut self) -> usize {
        let fields = self.fields.iter().filter(|field| field.is_changed());
        let errors: Vec<_> = fields
            .filter_map(|field| Some((field.id, field.too_long()?)))
            .collect();
        let count = errors.len();
        if count > 0 {
            self.refuse(errors);
        }
        count
    }

    fn take(&mut self, event: &Event<'_>, context: &Context) -> Act<Id> {
        match event {
            Event::Command(command) => self.command(*command, context),
            Event::Key(key) => self.key(*key, context),
            Event::Paste(text) => self.paste(text),
            Event::Mouse(mouse) => self.mouse(*mouse),
            Event::Slow(Slot::Prefill) => {
                if let State::Loading { slow } = &mut self.state {
                    *slow = true;
                }
                Act::Steps(Vec::new())
            }
            Event::Failed(Slot::Prefill, failure) => {
                self.failed = Some((*failure).clone());
                Act::Steps(Vec::new())
            }
            Event::NotSaved(failure) => self.not_saved(failure),
            Event::Answer(Slot::Suggest, Answer::Suggestions(items)) => {
                self.propose(items);
                Act::Steps(Vec::new())
            }
            Event::Chosen(choice) => self.chosen(**choice),
            _ => Act::Steps(Vec::new()),
        }
    }

    fn command(&mut self, command: Command, context: &Context) -> Act<Id> {
        match command {
            Command::Save if self.state == State::Ready => {
                return match self.refuse_long() {
                    0 => Act::Save,
                    count => Act::Steps(saved::mistakes(count, context)),
                };
            }
            Command::TakeTheirs => return self.swap(),
            Command::Back => return Act::Steps(self.back(context.lang)),
            Command::Quit => return Act::Steps(self.quit(context.lang)),
            _ => {}
        }
        let Some(key) = key_of(command) else {
            return Act::Steps(Vec::new());
        };
        self.key(key, context)
    }

    fn key(&mut self, key: Key, context: &Context) -> Act<Id> {
        if self.state != State::Ready || self.fields.is_empty() {
            return match key.code {
                Code::Esc => Act::Steps(self.back(context.lang)),
                _ => Act::Steps(Vec::new()),
            };
        }
        let open = !self.proposals.is_empty();
        match key.code {
            Code::Esc => return Act::Steps(self.back(context.lang)),
            Code::Down if open => self.proposals.down(),
            Code::Up if open && self.proposals.chosen.is_some() => self.proposals.up(),
            Code::Enter if key.alt => return self.type_into(key),
            Code::Enter | Code::Tab if !key.shift => return self.next(),
            Code::Down => return self.next(),
            Code::Tab | Code::Up => self.focus_on(self.focus.saturating_sub(1)),
            Code::PageDown => self.focus_on(self.fields.len()),
            Code::PageUp => self.focus_on(0),
            _ => return self.type_into(key),
        }
        Act::Steps(Vec::new())
    }

    /// To the next field, taking a chosen or an offered proposal over first.
    fn next(&mut self) -> Act<Id> {
        let offered = self.completion().map(|(offered, _)| offered);
        let taken = self.proposals.chosen().or(offered).cloned();
        let from = self.focus;
        if let (Some(taken), Some(field)) = (&taken, self.fields.get_mut(from)) {
            field.accept(&taken.text);
            field.error.clear();
        }
        let empty = self
            .fields
            .get(from)
            .is_some_and(|field| field.value().is_empty());
        let passes = self
            .fields
            .get(from + 1)
            .is_some_and(|next| next.depends && empty);
        self.focus_on(from + if passes { 2 } else { 1 });
        match (taken, self.fields.get(from)) {
            (Some(taken), Some(field)) => Act::Took(field.id, taken),
            _ => Act::Steps(Vec::new()),
        }
    }

    fn type_into(&mut self, key: Key) -> Act<Id> {
        let deletes = matches!(key.code, Code::Backspace | Code::Delete);
        if deletes && self.completion().is_some() {
            self.proposals.refuse();
            return Act::Steps(Vec::new());
        }
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Act::Steps(Vec::new());
        };
        if matches!(field.kind, Kind::Choice(_)) {
            let turned = match key.code {
                Code::Right | Code::Char(' ') => field.turn(true),
                Code::Left => field.turn(false),
                _ => false,
            };
            return if turned {
                Act::Typed(field.id)
            } else {
                Act::Steps(Vec::new())
            };
        }
        match field.line.press(key) {
            Edited::Changed => {
                let act = self.typed();
                self.proposals.after_letter = key.typed().is_some();
                act
            }
            Edited::Full => self.full(),
            Edited::Moved | Edited::No => Act::Steps(Vec::new()),
        }
    }

    /// Says that what was to be put in does not fit, and that nothing of it was.
    fn full(&mut self) -> Act<Id> {
        if let Some(field) = self.fields.get_mut(self.focus) {
            let most = FIELD_CHARS as u64;
            field.warning = Advice::new(|lang| say::entry_full(lang, count(lang, most)));
        }
        Act::Steps(Vec::new())
    }

    /// Takes pasted text, all of it or nothing.
    fn paste(&mut self, text: &str) -> Act<Id> {
        let ready = self.state == State::Ready;
        let Some(field) = self.fields.get_mut(self.focus).filter(|_| ready) else {
            return Act::Steps(Vec::new());
        };
        if matches!(field.kind, Kind::Choice(_)) {
            return Act::Steps(Vec::new());
        }
        match field.line.paste(text) {
            Edited::Changed => self.typed(),
            Edited::Full => self.full(),
            Edited::Moved | Edited::No => Act::Steps(Vec::new()),
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Act<Id> {
        let none = Act::Steps(Vec::new());
        let pressed = matches!(mouse.kind, MouseKind::Press | MouseKind::Double);
        if !pressed || self.state != State::Ready {
            return none;
        }
        // Proposals were drawn last and lie on top.
        let hit = self
            .places
            .borrow()
            .iter()
            .rev()
            .find(|place| place.holds(mouse))
            .copied();
        match hit.map(|place| place.target) {
            Some(Target::Proposal(at)) => {
                self.proposals.chosen = Some(at);
                return self.next();
            }
            Some(Target::Field(at)) if at != self.focus => self.focus_on(at),
            Some(Target::Field(at)) => {
                let line = self.fields.get_mut(at).map(|field| field.line.line_mut());
                line.map(|line| line.click((mouse.column, mouse.row).into()));
            }
            None => {}
        }
        none
    }

    fn typed(&mut self) -> Act<Id> {
        self.proposals.clear();
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Act::Steps(Vec::new());
        };
        field.error = field.too_long().unwrap_or_default();
        field.warning.clear();
        Act::Typed(field.id)
    }

    fn propose(&mut self, items: &[Suggestion]) {
        let Some(field) = self.fields.get(self.focus) else {
            return;
        };
        let typed = field.last_as_typed();
        if field.suggest.is_some() && !typed.is_empty() && !field.line.is_selected() {
            self.proposals.set(items, typed, field.completes());
        }
    }

    /// Puts the other entry of a field that two people changed in the place of this one.
    fn swap(&mut self) -> Act<Id> {
        let both = |field: &Field<Id>| field.theirs.is_some();
        if !self.focused().is_some_and(both)
            && let Some(at) = self.fields.iter().position(both)
        {
            self.focus_on(at);
        }
        let Some(field) = self.fields.get_mut(self.focus) else {
            return Act::Steps(Vec::new());
        };
        let Some(theirs) = field.theirs.take() else {
            return Act::Steps(Vec::new());
        };
        field.theirs = Some(field.value().to_owned());
        field.line.set(&theirs);
        Act::Typed(field.id)
    }

    /// Esc: first the proposals, then the form, which asks when something was typed.
    fn back(&mut self, lang: Lang) -> Vec<Step> {
        if !self.proposals.is_empty() {
            self.proposals.clear();
            return Vec::new();
        }
        if self.is_changed() {
            return self.leave(Go::Back(None), lang);
        }
        let left = self.left_behind().into_iter();
        left.chain([Step::Go(Go::Back(None))]).collect()
    }

    fn quit(&mut self, lang: Lang) -> Vec<Step> {
        match self.left_behind() {
            Some(left) => vec![left, Step::Go(Go::Quit)],
            None => self.leave(Go::Quit, lang),
        }
    }

    /// A draft that could not be put in is still somebody's text: it stays in the book.
    fn left_behind(&self) -> Option<Step> {
        let draft = self.pending.as_ref()?;
        Some(Step::EndDraft(draft.op, Fate::Left))
    }

    /// Asks before something typed is thrown away. Without anything typed nothing stands
    /// against leaving.
    fn leave(&mut self, to: Go, lang: Lang) -> Vec<Step> {
        if !self.is_changed() {
            return Vec::new();
        }
        self.asking = Some(to);
        unsaved::ask(lang)
    }

    fn chosen(&mut self, choice: Choice) -> Act<Id> {
        let to = self.asking.take().filter(|_| choice == Choice::Nth(1));
        Act::Steps(to.map(Step::Go).into_iter().collect())
    }

    fn not_saved(&mut self, failure: &Failure) -> Act<Id> {
        self.state = State::Ready;
        match failure {
            Failure::Conflict(_) => Act::Reload,
            Failure::Refused(reasons) => Act::Refused(reasons.clone()),
            _ => Act::Steps(Vec::new()),
        }
    }
}

/// The key that a moving command of the table stands for.
fn key_of(command: Command) -> Option<Key> {
    Some(match command {
        Command::Up => Key::plain(Code::Up),
        Command::Down => Key::plain(Code::Down),
        Command::PageUp | Command::First => Key::plain(Code::PageUp),
        Command::PageDown | Command::Last => Key::plain(Code::PageDown),
        Command::NextField => Key::plain(Code::Tab),
        Command::PreviousField => Key::shift(Code::Tab),
        _ => return None,
    })
}
