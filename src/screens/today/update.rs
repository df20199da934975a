//! What the list of a day does with an event.

use super::TodayList;
use crate::kit::Line;
use crate::protocol::{
    Applies, Code, Command, Context, Event, ExportList, Go, Key, ListColumns, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::sheet::{Wording, today as words};
use crate::text::Say;

impl Screen for TodayList {
    fn scope(&self) -> Scope {
        Scope::Today
    }

    fn applies(&self, command: Command) -> Applies {
        self.can(command)
    }

    fn footer(&self, command: Command, _: Applies) -> Option<u8> {
        Self::place(command)
    }

    fn types(&self) -> bool {
        self.typing.is_some() || (self.list.of.finding && !self.list.is_covered())
    }

    fn back_is_called(&self, context: &Context) -> (Say, Say) {
        match (
            &self.typing,
            self.list.of.finding && !self.list.is_covered(),
        ) {
            (Some(_), _) => (Say::CommandBack, Say::CommandBackHelp),
            (None, true) => (Say::CommandClear, Say::ReviewClearHelp),
            (None, false) => self.list.back_is_called(context),
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::TodayExplain, Say::TodayExplainKeys]
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn columns(&self) -> Option<ListColumns> {
        let typed = self.list.of.finding || self.typing.is_some();
        self.list.columns().filter(|_| !typed)
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let before = self.row_key();
        let covered = self.list.is_covered();
        let steps = match event {
            Event::Answer(Slot::Today, _) => return self.answered(event, context),
            Event::Command(Command::OpenCard) if covered => {
                self.list.update(Event::Command(Command::OpenRow), context)
            }
            Event::Command(command) if !covered => self.command(command, context),
            Event::Key(key) if !covered => self.key(key, context),
            Event::Paste(text) if !covered => self.paste(text, context),
            Event::Mouse(_) if self.typing.is_some() => Vec::new(),
            Event::Saved(receipt) => {
                let said = self.has_answered(context).or(self.marked());
                let said = said.unwrap_or_else(|| saved::said(receipt, context));
                let mut steps = vec![said];
                steps.extend(self.list.settle(context));
                steps
            }
            Event::NotSaved(failure) => {
                (self.marking, self.answering) = (None, None);
                saved::not_taken(failure, context)
            }
            other => self.list.update(other, context),
        };
        self.keep_picked(before.as_ref());
        steps
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl TodayList {
    /// Another list: the chosen row stays chosen, but after something was done about it its place does.
    fn answered(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let (before, at) = (self.row_key(), self.list.list.selected());
        let (acted, settled) = (self.list.has_acted(), self.list.settles);
        let place = self.list.picked();
        let picked = self.list.of.picked.as_ref().and(self.list.meant().first());
        let picked = picked.map(|reason| words::reason(&reason.why, Wording::of(context)));
        let steps = self.list.update(event, context);
        let stays = before.is_some() && self.row_key() == before;
        if stays && acted {
            self.list.pick_from(place);
        }
        let moved = stays && self.goes_on == before && self.list.list.selected() != at;
        if moved {
            self.list.list.replace(self.list.list.len(), at);
        } else if let Some(picked) =
            picked.filter(|_| stays && !acted && self.list.picked().is_none())
        {
            // A key that means this reason must not mean all the others.
            self.list.has_lost(picked);
        }
        if settled || moved {
            self.goes_on = None;
        }
        self.keep_picked(before.as_ref());
        steps
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back if self.typing.take().is_some() => {}
            Command::Back if self.list.of.finding => {
                self.list.of.finding = false;
                self.list.find_all();
            }
            Command::Filter => self.list.of.finding = true,
            Command::SortSegment => {
                return self.list.update(Event::Command(Command::SortRows), context);
            }
            Command::OpenCard => {
                return self.list.update(Event::Command(Command::OpenRow), context);
            }
            Command::Done => return self.done(context),
            Command::Snooze => return self.put_off(context),
            Command::AgreeYes => return self.answers(true, context),
            Command::AgreeNo => return self.answers(false, context),
            Command::Review => return vec![Step::Go(Go::Review)],
            Command::Segments => return vec![Step::Go(Go::Segments)],
            Command::Recovery => return vec![Step::Go(Go::Recovery)],
            Command::NextField => self.list.pick(true),
            Command::PreviousField => self.list.pick(false),
            theirs => {
                if theirs == Command::Message && !self.list.has_gone() {
                    self.goes_on = self.row_key();
                }
                return self.list.update(Event::Command(theirs), context);
            }
        }
        Vec::new()
    }

    /// Keys that are no command: a day is typed, rows are found.
    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if let Some(line) = &mut self.typing {
            if key.code == Code::Enter {
                return self.typed(context);
            }
            line.press(key);
            return Vec::new();
        }
        match (self.list.of.finding, key.typed()) {
            (true, _) if key.code == Code::Enter => self.list.of.finding = false,
            (false, Some('+')) => return self.begin_typing(context),
            (false, Some(_)) => {}
            (false, None) if key.code == Code::Backspace => {}
            _ => return self.list.update(Event::Key(key), context),
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, context: &Context) -> Vec<Step> {
        if let Some(line) = &mut self.typing {
            line.paste(text);
        } else if self.list.of.finding {
            return self.list.update(Event::Paste(text), context);
        }
        Vec::new()
    }

    /// For how long it is put off is typed.
    fn begin_typing(&mut self, context: &Context) -> Vec<Step> {
        if let Some(said) = self.list.says_gone(context) {
            return said;
        }
        if self.can(Command::Snooze) != Applies::Yes {
            return Vec::new();
        }
        if self.is_last_day(context) {
            return self.put_off(context);
        }
        self.typing = Some(Line::new("+"));
        Vec::new()
    }
}
