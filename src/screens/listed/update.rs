//! What a list over the book does with an event.

use super::gone::is_of_row;
use super::screen::Begun;
use super::{Acts, ListScreen};
use crate::domain::Change;
use crate::kit::{Canvas, ListIntent};
use crate::protocol::{
    Applies, Choice, Code, Command, Context, Event, ExportList, Go, Key, ListColumns, Mouse,
    Question, Scope, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::text::Say;

impl<S: Acts> Screen for ListScreen<S> {
    fn scope(&self) -> Scope {
        S::SCOPE
    }

    fn applies(&self, command: Command) -> Applies {
        let covered = self.why.applies(command);
        if let Some(can) = covered.or_else(|| S::covers(self, command)) {
            return can;
        }
        let can = match S::can(self, command) {
            Applies::No => self.can(command),
            own => own,
        };
        // That the row has gone is said first.
        match can {
            Applies::Blocked(_) if self.gone.is_some() && is_of_row(command) => Applies::Yes,
            can => can,
        }
    }

    fn back_is_called(&self, _: &Context) -> (Say, Say) {
        let all = self.typed.is_empty() && self.of.only().is_none();
        if all || self.why.is_open() {
            (Say::CommandBack, Say::CommandBackHelp)
        } else {
            (Say::CommandClear, Say::ReviewClearHelp)
        }
    }

    fn command_is_called(&self, command: Command) -> Option<(Say, Say)> {
        S::calls(self, command)
    }

    fn explains(&self) -> Vec<Say> {
        vec![S::EXPLAINS, Say::RowsExplainFind]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.known.pending);
        let told = if self.is_covered() {
            None
        } else {
            self.tells_gone(&event, context)
        };
        let mut steps = match told.or_else(|| S::hears(self, &event, context)) {
            Some(steps) => steps,
            None => self.hear(event, context),
        };
        if anew && steps.is_empty() {
            steps = self.ask(context);
        }
        steps
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        self.file(context)
    }

    fn columns(&self) -> Option<ListColumns> {
        // What lies over the list has none.
        (!self.is_covered()).then(|| self.called_columns())
    }

    fn view(&self, canvas: &mut Canvas<'_, '_>, context: &Context) {
        self.draw_list(canvas, context);
        self.draw_why(canvas, context);
        S::draws_over(self, canvas);
    }
}

impl<S: Acts> ListScreen<S> {
    /// Whether an explanation, or something of the list's own, lies over it.
    pub(in crate::screens) fn is_covered(&self) -> bool {
        self.why.is_open() || S::covers(self, Command::Columns).is_some()
    }

    /// What can be done in every list.
    fn can(&self, command: Command) -> Applies {
        match command {
            Command::OpenRow | Command::Why => self.with_row(),
            Command::ExportList if self.out().next().is_none() => {
                Applies::Blocked(Say::ExportNobody)
            }
            Command::SortRows if self.of.orders().len() < 2 => Applies::No,
            Command::CopyPhone if S::PHONE.is_none() => Applies::No,
            Command::CopyPhone if self.phone().is_none() => Applies::Blocked(Say::CardNoPhone),
            Command::ExportList | Command::SortRows | Command::CopyPhone | Command::Back => {
                Applies::Yes
            }
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn hear(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown => return self.settle(context),
            Event::Stale => return self.has_changed(context),
            Event::Saved(receipt) => {
                let mut steps = vec![saved::said(receipt, context)];
                steps.extend(self.settle(context));
                return steps;
            }
            Event::Command(command) if self.why.takes(command) => {}
            Event::Key(key) if self.why.takes_key(key) => {}
            Event::Mouse(mouse) if self.why.takes_mouse(mouse) => {}
            Event::Command(command) => return self.command(command, context),
            Event::Key(key) => self.find(key),
            Event::Paste(text) => text.chars().for_each(|letter| self.type_in(letter)),
            Event::Mouse(mouse) => return self.mouse(mouse, context),
            Event::Chosen(choice) => return self.answers(*choice, context),
            other => return self.told(&other, context),
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back if !self.typed.is_empty() => self.find_all(),
            Command::Back if self.of.only().is_some() => self.show(|list| list.of.widen()),
            Command::Back => return vec![Step::Go(Go::Back(None))],
            Command::SortRows => self.sort_on(),
            Command::CopyPhone => return self.phone().map(Step::Copy).into_iter().collect(),
            moves => {
                let Some(key) = moves.row_key().map(Key::plain) else {
                    if is_of_row(command) {
                        self.acts();
                    }
                    let adds = command == Command::AddRow;
                    self.begun = adds.then(|| Begun::NoneOf(self.all_ids()));
                    return S::does(self, command, context);
                };
                self.list.press(key);
            }
        }
        Vec::new()
    }

    /// Letters find rows; other keys move among them.
    fn find(&mut self, key: Key) {
        match (key.code, key.typed()) {
            (_, Some(letter)) => self.type_in(letter),
            (Code::Backspace, _) => self.type_back(),
            _ => drop(self.list.press(key)),
        }
    }

    /// The phone of the chosen row.
    fn phone(&self) -> Option<String> {
        let phone = S::PHONE?;
        let phone = phone(self.chosen()?);
        (!phone.is_empty()).then_some(phone)
    }

    /// Asks before a row is taken away. The first choice keeps it.
    pub(in crate::screens) fn ask_first(
        &mut self,
        question: Question,
        change: Change,
    ) -> Vec<Step> {
        self.removing = Some(change);
        vec![Step::Go(Go::Ask(question))]
    }

    /// What was answered to that.
    fn answers(&mut self, choice: Choice, context: &Context) -> Vec<Step> {
        match (self.removing.take(), choice) {
            (Some(change), Choice::Nth(1)) => vec![Step::Write(context.op, Box::new(change))],
            _ => Vec::new(),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        match self.list.mouse(mouse) {
            ListIntent::Chosen(_) => {
                self.acts();
                S::does(self, Command::OpenRow, context)
            }
            _ => Vec::new(),
        }
    }
}
