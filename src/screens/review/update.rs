//! What the review does with an event.

use super::WeeklyReview;
use super::model::{Opened, WIDE};
use super::page::Page;
use super::why::Why;
use crate::domain::{Day, Subject};
use crate::insight::review::Week;
use crate::kit::{Edited, Line, ListIntent};
use crate::protocol::{
    Applies, Code, Command, Context, Event, ExportList, Go, Key, Mouse, MouseKind, Scope, Step,
};
use crate::screens::Screen;
use crate::text::Say;

impl Screen for WeeklyReview {
    fn scope(&self) -> Scope {
        Scope::Review
    }

    fn applies(&self, command: Command) -> Applies {
        if self.typing.is_some() {
            return while_typing(command);
        }
        if self.why.is_some() {
            return while_why(command);
        }
        match command {
            Command::OpenCard => self.can_open(),
            Command::CopyPhone => self.can_copy(),
            Command::Note | Command::Seen if self.chosen().is_none() => {
                Applies::Blocked(Say::ReviewNobodyChosen)
            }
            Command::Sort | Command::Filter if !self.has_people() => {
                Applies::Blocked(Say::ReviewNothingToSort)
            }
            Command::Why if self.weekly.value.is_none() => Applies::Blocked(Say::ReviewNotYet),
            Command::NextStep if self.page.next().is_none() => {
                Applies::Blocked(Say::ReviewLastStep)
            }
            Command::PreviousStep if self.page.previous().is_none() && self.opened().is_none() => {
                Applies::Blocked(Say::ReviewFirstStep)
            }
            Command::LaterWeek if self.week.is_none() => Applies::Blocked(Say::ReviewLastWeek),
            Command::EarlierWeek if self.weekly.value.is_none() => {
                Applies::Blocked(Say::ReviewNotYet)
            }
            Command::NextField | Command::PreviousField if self.page.parts().len() < 2 => {
                Applies::Blocked(Say::ReviewOneList)
            }
            Command::Note
            | Command::Seen
            | Command::Sort
            | Command::Filter
            | Command::Why
            | Command::NextStep
            | Command::PreviousStep
            | Command::LaterWeek
            | Command::EarlierWeek
            | Command::Back
            | Command::NextField
            | Command::PreviousField => Applies::Yes,
            command if moving(command).is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn back_is_called(&self, _: &Context) -> (Say, Say) {
        let here = self.here();
        if self.why.is_some() || self.opened().is_some() {
            (Say::CommandBack, Say::ReviewBackHelp)
        } else if self.typing.is_some() || here.is_some_and(|here| !here.filter.is_empty()) {
            (Say::CommandClear, Say::ReviewClearHelp)
        } else {
            (Say::CommandBack, Say::ReviewCloseHelp)
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![self.part().lead(), Say::ReviewKeysHelp]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let mut steps = match event {
            Event::Stale if self.size != context.size => {
                self.size = context.size;
                Vec::new()
            }
            Event::Shown | Event::Stale => self.ask(context),
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => self.key(key),
            Event::Paste(text) => {
                self.pasted(text);
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Answer(slot, answer) => self.answered(slot, answer),
            Event::Failed(slot, failure) => self.not_answered(slot, failure),
            Event::Slow(slot) => self.slow(slot),
            Event::Come(slot, percent) => self.has_come(slot, percent),
            Event::Saved(_) | Event::SavedAbove(_) | Event::NotSaved(_) | Event::Chosen(_) => {
                Vec::new()
            }
        };
        steps.extend(self.follow(context.size.0 >= WIDE || self.why.is_some()));
        steps
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl WeeklyReview {
    fn can_open(&self) -> Applies {
        let opens = self.row().and_then(super::row::Row::opens);
        match self.chosen() {
            None if opens.is_none() => Applies::Blocked(Say::ReviewNobodyChosen),
            _ => Applies::Yes,
        }
    }

    fn can_copy(&self) -> Applies {
        let phone = self.chosen().and_then(|who| self.introduced(who));
        match phone {
            None => Applies::Blocked(Say::ReviewNobodyChosen),
            Some(who) if who.phone.is_empty() => Applies::Blocked(Say::CardNoPhone),
            Some(_) => Applies::Yes,
        }
    }

    /// Whether the list is one of people.
    fn has_people(&self) -> bool {
        let Some(weekly) = &self.weekly.value else {
            return false;
        };
        let rows = self.all_rows(weekly);
        rows.first().is_some_and(|row| row.who(weekly).is_some())
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back => return self.back(),
            Command::Why => {
                self.why = match self.why.take() {
                    None => Some(Why::default()),
                    Some(_) => None,
                };
            }
            Command::OpenCard if self.why.is_some() => self.why = None,
            Command::OpenCard => return self.open(),
            Command::Note => return self.go(Go::EditNote),
            Command::CopyPhone => return self.copy(),
            Command::Seen => self.mark(),
            Command::Sort => self.sort_anew(),
            Command::Filter => {
                let filter = self.here_mut().filter.clone();
                self.typing = Some(Line::new(&filter));
            }
            Command::NextStep => return self.turn_to(self.page.next()),
            Command::PreviousStep if self.close_opened() => {}
            Command::PreviousStep => return self.turn_to(self.page.previous()),
            Command::NextField => self.turn_part(1),
            Command::PreviousField => self.turn_part(self.page.parts().len() - 1),
            Command::EarlierWeek => return self.other_week(true, context),
            Command::LaterWeek => return self.other_week(false, context),
            moves => {
                if let Some(code) = moving(moves) {
                    self.moved(Key::plain(code));
                }
            }
        }
        Vec::new()
    }

    /// Closes what lies over the list, then what narrows it, then the review.
    fn back(&mut self) -> Vec<Step> {
        if self.why.take().is_some() {
            return Vec::new();
        }
        if self.typing.take().is_some() || !self.here_mut().filter.is_empty() {
            self.narrow("");
            return Vec::new();
        }
        if self.close_opened() {
            return Vec::new();
        }
        vec![Step::Go(Go::Back(None))]
    }

    /// Keys that are no command: digits go to a step; a filter is typed.
    fn key(&mut self, key: Key) -> Vec<Step> {
        if let Some(line) = &mut self.typing {
            if key.code == Code::Enter {
                self.typing = None;
            } else if line.press(key) == Edited::Changed {
                let filter = line.value().to_owned();
                self.narrow(&filter);
            }
            return Vec::new();
        }
        if self.why.is_some() {
            self.moved(key);
            return Vec::new();
        }
        if let Some(digit @ '1'..='9') = key.typed() {
            let at = digit.to_digit(10).unwrap_or(1) as usize - 1;
            return self.turn_to(Page::ALL.get(at).copied());
        }
        self.moved(key);
        Vec::new()
    }

    fn pasted(&mut self, text: &str) {
        if let Some(line) = &mut self.typing {
            line.paste(text);
            let filter = line.value().to_owned();
            self.narrow(&filter);
        }
    }

    /// Another filter: the list begins at the top again.
    fn narrow(&mut self, filter: &str) {
        filter.clone_into(&mut self.here_mut().filter);
        let rows = self.rows().len();
        self.here_mut().list.reset(rows);
    }

    fn sort_anew(&mut self) {
        let here = self.here_mut();
        here.sort = here.sort.next();
        here.list.select(0);
    }

    /// Marks whoever is chosen as looked at, and goes to the next; once more takes the mark away.
    fn mark(&mut self) {
        let Some(who) = self.chosen() else { return };
        if !self.seen.remove(&who) {
            self.seen.insert(who);
            self.moved(Key::plain(Code::Down));
        }
    }

    /// Another step; what was opened in a list stays open there.
    fn turn_to(&mut self, page: Option<Page>) -> Vec<Step> {
        let Some(page) = page else { return Vec::new() };
        self.page = page;
        self.settle();
        self.ask_loyalty()
    }

    /// Another list of the step.
    fn turn_part(&mut self, by: usize) {
        let count = self.page.parts().len();
        let at = self.parts.entry(self.page).or_default();
        *at = (*at + by) % count;
        self.settle();
    }

    /// A week earlier or later; past the last one that is over there is none.
    fn other_week(&mut self, earlier: bool, context: &Context) -> Vec<Step> {
        let Some(weekly) = &self.weekly.value else {
            return Vec::new();
        };
        let shown = self.week.map_or(weekly.review.week, Week::of);
        let last = Week::over_on(context.today);
        let week: Day = if earlier {
            shown.earlier(1).sunday
        } else {
            shown.sunday + chrono::Days::new(7)
        };
        self.week = (week < last.sunday).then_some(week);
        // Another week has other moves.
        for list in self.lists.values_mut() {
            list.opened = None;
        }
        self.ask(context)
    }

    /// Opens the card of whoever is chosen, or the people behind a row that is nobody.
    fn open(&mut self) -> Vec<Step> {
        let opens = self.row().and_then(super::row::Row::opens);
        match opens {
            Some(opened) => {
                self.open_people(opened);
                Vec::new()
            }
            None => self.go(|who| Go::Card(Subject::Customer(who, None))),
        }
    }

    fn open_people(&mut self, opened: Opened) {
        let here = self.here_mut();
        here.outer = here.list.selected().unwrap_or(0);
        here.opened = Some(opened);
        self.narrow("");
    }

    /// Closes what was opened in the list; `false` where nothing was.
    fn close_opened(&mut self) -> bool {
        let here = self.here_mut();
        if here.opened.take().is_none() {
            return false;
        }
        let outer = here.outer;
        self.narrow("");
        self.here_mut().list.select(outer);
        true
    }

    fn go(&self, to: impl Fn(crate::domain::CustomerId) -> Go) -> Vec<Step> {
        let step = self.chosen().map(|who| Step::Go(to(who)));
        step.into_iter().collect()
    }

    fn copy(&self) -> Vec<Step> {
        let who = self.chosen().and_then(|who| self.introduced(who));
        let phone = who.map(|who| Step::Copy(who.phone.clone()));
        phone.into_iter().collect()
    }

    fn moved(&mut self, key: Key) {
        match &self.why {
            Some(why) => {
                why.scroll.press(key);
            }
            None => {
                self.here_mut().list.press(key);
            }
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let pressed = matches!(mouse.kind, MouseKind::Press | MouseKind::Double);
        if let Some(why) = &self.why {
            match mouse.kind {
                MouseKind::WheelUp => why.scroll.wheel(false),
                MouseKind::WheelDown => why.scroll.wheel(true),
                MouseKind::Press | MouseKind::Double => self.why = None,
            }
            return Vec::new();
        }
        let hit = |places: &[crate::kit::Place]| {
            let mut places = places.iter();
            places.position(|place| place.has(mouse.column, mouse.row))
        };
        if let Some(at) = hit(&self.places).filter(|_| pressed) {
            return self.turn_to(Page::ALL.get(at).copied());
        }
        if let Some(at) = hit(&self.part_places).filter(|_| pressed) {
            self.parts.insert(self.page, at);
            self.settle();
            return Vec::new();
        }
        let at = (mouse.column, mouse.row).into();
        let list = &mut self.here_mut().list;
        let intent = match mouse.kind {
            MouseKind::Press | MouseKind::Double => list.click(at),
            MouseKind::WheelUp => list.wheel(at, false),
            MouseKind::WheelDown => list.wheel(at, true),
        };
        match (intent, mouse.kind) {
            (ListIntent::Chosen(_), MouseKind::Double) => self.open(),
            _ => Vec::new(),
        }
    }
}

/// What can be done while a filter is typed: letters type, and Enter keeps what they found.
fn while_typing(command: Command) -> Applies {
    let moves = matches!(
        command,
        Command::Back | Command::Up | Command::Down | Command::PageUp | Command::PageDown
    );
    if moves { Applies::Yes } else { Applies::No }
}

/// What can be done while something is explained.
fn while_why(command: Command) -> Applies {
    let closes = matches!(command, Command::Back | Command::Why | Command::OpenCard);
    if closes || moving(command).is_some() {
        Applies::Yes
    } else {
        Applies::No
    }
}

fn moving(command: Command) -> Option<Code> {
    Some(match command {
        Command::Up => Code::Up,
        Command::Down => Code::Down,
        Command::PageUp => Code::PageUp,
        Command::PageDown => Code::PageDown,
        Command::First => Code::Home,
        Command::Last => Code::End,
        _ => return None,
    })
}
