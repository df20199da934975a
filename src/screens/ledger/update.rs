//! What the sheet of points does with an event.

use super::LedgerSheet;
use super::typed::Typing;
use crate::domain::Subject;
use crate::kit::Line;
use crate::protocol::{
    Applies, Code, Command, Context, Event, ExportList, Go, Key, ListColumns, Scope, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
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
        if self.lines.is_explaining() {
            return self.lines.applies(command);
        }
        let tiers = self.brief().is_some_and(|brief| brief.tier.is_some());
        match command {
            Command::AdjustPoints | Command::GiveTier if self.writing => {
                Applies::Blocked(Say::NoticeBlockedBusy)
            }
            Command::GiveTier if !tiers => Applies::Blocked(Say::LedgerNoTiers),
            Command::AdjustPoints
            | Command::GiveTier
            | Command::OpenCard
            | Command::Redeem
            | Command::Programme => Applies::Yes,
            theirs => self.lines.applies(theirs),
        }
    }

    fn back_is_called(&self, context: &Context) -> (Say, Say) {
        match self.typing {
            Some(_) => (Say::CommandBack, Say::CommandBackHelp),
            None => self.lines.back_is_called(context),
        }
    }

    fn explains(&self) -> Vec<Say> {
        self.lines.explains()
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Command(command) => match self.own(command) {
                Some(steps) => steps,
                None => self.lines.update(event, context),
            },
            Event::Key(key) if self.typing.is_some() => self.key(key, context),
            Event::Paste(text) if self.typing.is_some() => {
                if let Some(typing) = &mut self.typing {
                    typing.edit(|line| {
                        line.paste(text);
                    });
                }
                Vec::new()
            }
            Event::NotSaved(failure) => {
                self.writing = false;
                saved::not_taken(failure, context)
            }
            Event::Saved(_) => {
                (self.typing, self.writing) = (None, false);
                self.lines.update(event, context)
            }
            other => self.lines.update(other, context),
        }
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        self.lines.list(context)
    }

    fn columns(&self) -> Option<ListColumns> {
        self.lines.columns()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl LedgerSheet {
    /// Commands that are not those of a list.
    fn own(&mut self, command: Command) -> Option<Vec<Step>> {
        let who = Subject::Customer(self.customer, None);
        let go = match command {
            Command::Back if self.typing.take().is_some() => return Some(Vec::new()),
            Command::OpenCard => Go::Card(who),
            Command::Programme => Go::Programme,
            Command::Redeem => Go::Redeem(who),
            Command::AdjustPoints => {
                self.typing = Some(Typing::Points(Line::new("+")));
                return Some(Vec::new());
            }
            Command::GiveTier => {
                self.typing = Some(Typing::Tier(Line::new("")));
                return Some(Vec::new());
            }
            _ => return None,
        };
        Some(vec![Step::Go(go)])
    }

    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if self.writing {
            return Vec::new();
        }
        if key.code == Code::Enter {
            return self.typed(context);
        }
        if let Some(typing) = &mut self.typing {
            typing.edit(|line| {
                line.press(key);
            });
        }
        Vec::new()
    }
}
