//! What the list of those to win back does with an event.

use super::WinBack;
use super::model::LISTS;
use crate::domain::{CustomerId, Day, Subject};
use crate::insight::{Need, Recovery};
use crate::kit::ListIntent;
use crate::protocol::{
    Addressed, Answer, Applies, Command, Context, Event, ExportList, Go, Key, Mouse, Query, Scope,
    Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::why::{self, Why};
use crate::text::Say;

/// Key of the template that asks somebody to come back.
const WIN_BACK: &str = "win_back";

impl Screen for WinBack {
    fn scope(&self) -> Scope {
        Scope::Recovery
    }

    fn applies(&self, command: Command) -> Applies {
        let phone = self.chosen().and_then(|row| self.who(row));
        let phone = phone.map(|who| &who.phone);
        match command {
            Command::CopyPhone if self.need().is_none() => Applies::No,
            Command::OpenCard
            | Command::Message
            | Command::Why
            | Command::CopyPhone
            | Command::MarkLost
                if self.customer().is_none() =>
            {
                Applies::Blocked(Say::ReviewNobodyChosen)
            }
            Command::CopyPhone if phone.is_none_or(String::is_empty) => {
                Applies::Blocked(Say::CardNoPhone)
            }
            Command::ExportList if self.len() == 0 => Applies::Blocked(Say::ExportNobody),
            Command::OpenCard
            | Command::Message
            | Command::Results
            | Command::Why
            | Command::CopyPhone
            | Command::MarkLost
            | Command::ExportList
            | Command::NextField
            | Command::PreviousField
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        Some(super::export::list(self, context))
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.found.pending);
        let mut steps = match event {
            Event::Shown => vec![self.ask(context)],
            Event::Command(command) => self.command(command),
            Event::Key(key) => {
                match &self.why {
                    Some(why) => drop(why.scroll.press(key)),
                    None => drop(self.list.press(key)),
                }
                Vec::new()
            }
            Event::Mouse(mouse) if self.why.is_some() => {
                why::mouse(&mut self.why, mouse.kind);
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Saved(receipt) => vec![saved::said(receipt, context), self.ask(context)],
            Event::Stale => {
                self.stale = true;
                Vec::new()
            }
            Event::Answer(Slot::Recovery, Answer::Recovery(found)) => {
                self.arrived(found);
                Vec::new()
            }
            Event::Failed(Slot::Recovery, failure) => {
                self.found.fail(failure);
                Vec::new()
            }
            Event::Slow(Slot::Recovery) => {
                self.found.takes_long();
                Vec::new()
            }
            Event::Come(Slot::Recovery, percent) => {
                self.found.has_come(percent);
                Vec::new()
            }
            _ => Vec::new(),
        };
        if anew {
            steps.push(self.ask(context));
        }
        steps
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl WinBack {
    fn ask(&mut self, context: &Context) -> Step {
        self.found.ask();
        self.stale = false;
        Step::Read(Slot::Recovery, Query::Recovery(context.today))
    }

    /// The chosen one stays chosen; at first the first reason that anybody has is looked at.
    fn arrived(&mut self, found: &Recovery) {
        let before = self.place();
        let first = self.found.value.is_none();
        self.found.put(Some(found.clone()));
        if first {
            let anybody = |need: &Need| found.lists.contains_key(need);
            self.at = Need::ALL.iter().position(anybody).unwrap_or(0);
        }
        let of_reason = self.rows().iter().map(|row| (row.one.customer, None));
        let of_messages = self
            .results()
            .iter()
            .map(|one| (one.who.id, Some(one.sent)));
        let same = |one: (CustomerId, Option<Day>)| Some(one) == before;
        let now_at = match self.need() {
            Some(_) => of_reason.into_iter().position(same),
            None => of_messages.into_iter().position(same),
        };
        let len = self.len();
        self.list.replace(len, now_at.or((len > 0).then_some(0)));
    }

    /// The chosen row: whose it is, and of a message its day.
    fn place(&self) -> Option<(CustomerId, Option<Day>)> {
        let sent = self.result().map(|one| one.sent);
        self.customer().map(|customer| (customer, sent))
    }

    fn command(&mut self, command: Command) -> Vec<Step> {
        let subject = self.customer().map(|who| Subject::Customer(who, None));
        match (command, subject) {
            (Command::Why, _) if self.why.is_none() => self.why = Some(Why::default()),
            (Command::Why | Command::Back, _) if self.why.take().is_some() => {}
            (Command::Back, _) => return vec![Step::Go(Go::Back(None))],
            (Command::OpenCard, Some(of)) => return vec![Step::Go(Go::Card(of))],
            (Command::Message, Some(of)) => {
                return vec![Step::Go(Go::Message(Box::new(Addressed {
                    template: Some(WIN_BACK.to_owned()),
                    ..Addressed::to(of)
                })))];
            }
            (Command::MarkLost, Some(Subject::Customer(customer, _))) => {
                return vec![Step::Go(Go::MarkLost(customer))];
            }
            (Command::CopyPhone, _) => {
                let who = self.chosen().and_then(|row| self.who(row));
                return who
                    .map(|who| Step::Copy(who.phone.clone()))
                    .into_iter()
                    .collect();
            }
            (Command::NextField, _) => self.turn(1),
            (Command::Results, _) => self.turn(LISTS - 1 - self.at),
            (Command::PreviousField, _) => self.turn(LISTS - 1),
            (moves, _) => match (moves.row_key().map(Key::plain), &self.why) {
                (Some(key), Some(why)) => drop(why.scroll.press(key)),
                (Some(key), None) => drop(self.list.press(key)),
                (None, _) => {}
            },
        }
        Vec::new()
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match intent {
            ListIntent::Chosen(_) => self.command(Command::OpenCard),
            _ => Vec::new(),
        }
    }
}
