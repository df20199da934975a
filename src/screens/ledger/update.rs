//! What the sheet of points does with an event.

use super::LedgerSheet;
use super::typed::Typing;
use crate::domain::Subject;
use crate::domain::export::{ExportFilter, ExportKind};
use crate::kit::Line;
use crate::protocol::{
    Answer, Applies, Code, Command, Context, Event, ExportList, ExportRows, Go, Key, Mouse, Query,
    Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::why::{self, Why};
use crate::text::Say;

impl Screen for LedgerSheet {
    fn scope(&self) -> Scope {
        Scope::Points
    }

    fn applies(&self, command: Command) -> Applies {
        if self.typing.is_some() {
            // Letters type; Enter keeps.
            return if command == Command::Back {
                Applies::Yes
            } else {
                Applies::No
            };
        }
        if self.why.is_some() {
            let closes = matches!(command, Command::Back | Command::Why);
            let can = closes || command.row_key().is_some();
            return if can { Applies::Yes } else { Applies::No };
        }
        let tiers = self.brief().is_some_and(|brief| brief.tier.is_some());
        match command {
            Command::AdjustPoints | Command::GiveTier if self.writing => {
                Applies::Blocked(Say::NoticeBlockedBusy)
            }
            Command::ExportList if self.rows.is_empty() => Applies::Blocked(Say::ExportNobody),
            Command::GiveTier if !tiers => Applies::Blocked(Say::LedgerNoTiers),
            Command::AdjustPoints
            | Command::GiveTier
            | Command::Why
            | Command::OpenCard
            | Command::Redeem
            | Command::Programme
            | Command::ExportList
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::LedgerExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale | Event::Undone => vec![self.ask()],
            Event::Command(command) => self.command(command),
            Event::Key(key) => self.key(key, context),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Paste(text) => {
                if let Some(typing) = &mut self.typing {
                    typing.line_mut().paste(text);
                }
                Vec::new()
            }
            Event::Answer(Slot::Points, Answer::Points(sheet)) => {
                self.put(sheet.as_deref().cloned());
                Vec::new()
            }
            Event::Failed(Slot::Points, failure) => {
                self.sheet.fail(failure);
                Vec::new()
            }
            Event::Slow(Slot::Points) => {
                self.sheet.takes_long();
                Vec::new()
            }
            Event::Saved(receipt) => {
                (self.typing, self.writing) = (None, false);
                vec![saved::said(receipt, context), self.ask()]
            }
            Event::NotSaved(failure) => {
                self.writing = false;
                saved::not_taken(failure, context)
            }
            _ => Vec::new(),
        }
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        let title = Say::LedgerTitle.in_(context.lang);
        let filter = ExportFilter {
            customers: Some(vec![self.customer]),
            ..ExportFilter::default()
        };
        Some(ExportList {
            what: "points",
            name: title.to_lowercase(),
            title: title.to_owned(),
            rows: ExportRows::Book(ExportKind::Points, filter),
        })
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl LedgerSheet {
    fn ask(&mut self) -> Step {
        self.sheet.ask();
        Step::Read(Slot::Points, Query::Points(self.customer))
    }

    fn command(&mut self, command: Command) -> Vec<Step> {
        let who = Subject::Customer(self.customer, None);
        match command {
            Command::Back if self.why.take().is_some() || self.typing.take().is_some() => {}
            Command::Back => return vec![Step::Go(Go::Back(None))],
            Command::Why => {
                self.why = match self.why.take() {
                    None => Some(Why::default()),
                    Some(_) => None,
                };
            }
            Command::OpenCard => return vec![Step::Go(Go::Card(who))],
            Command::Programme => return vec![Step::Go(Go::Programme)],
            Command::Redeem => return vec![Step::Go(Go::Redeem(who))],
            Command::AdjustPoints => self.typing = Some(Typing::Points(Line::new("+"))),
            Command::GiveTier => self.typing = Some(Typing::Tier(Line::new(""))),
            moves => {
                if let Some(code) = moves.row_key() {
                    self.moved(Key::plain(code));
                }
            }
        }
        Vec::new()
    }

    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        let Some(typing) = &mut self.typing else {
            self.moved(key);
            return Vec::new();
        };
        if self.writing {
            return Vec::new();
        }
        if key.code == Code::Enter {
            return self.typed(context);
        }
        typing.line_mut().press(key);
        Vec::new()
    }

    fn moved(&mut self, key: Key) {
        match &self.why {
            Some(why) => {
                why.scroll.press(key);
            }
            None => {
                self.rows.press(key);
            }
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        if self.why.is_some() {
            why::mouse(&mut self.why, mouse.kind);
            return Vec::new();
        }
        self.rows.mouse(mouse);
        Vec::new()
    }
}
