//! What the screen of the programme does with an event.

use super::Programme;
use crate::domain::Change;
use crate::kit::{Line, ListIntent};
use crate::protocol::{
    Answer, Applies, Code, Command, Context, Event, ExportList, Go, Key, Level, Mouse, MouseKind,
    Notice, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::text::Say;

impl Screen for Programme {
    fn scope(&self) -> Scope {
        Scope::Programme
    }

    fn applies(&self, command: Command) -> Applies {
        if self.typing.is_some() {
            // Digits type; Enter keeps.
            return if command == Command::Back {
                Applies::Yes
            } else {
                Applies::No
            };
        }
        match command {
            Command::Save if self.writing => Applies::Blocked(Say::NoticeBlockedBusy),
            Command::Save if !self.is_other() => Applies::Blocked(Say::ProgrammeSame),
            Command::Play if self.rule.value.is_none() => Applies::Blocked(Say::WordLoading),
            Command::ExportList if self.played.value.is_none() => {
                Applies::Blocked(Say::ProgrammeNotPlayed)
            }
            Command::Save | Command::Play | Command::ExportList | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::ProgrammeExplain, Say::ProgrammeExplainFile]
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale => return vec![self.ask()],
            Event::Command(command) => return self.command(command, context),
            Event::Key(key) => return self.key(key, context),
            Event::Mouse(mouse) => return self.mouse(mouse, context),
            Event::Paste(text) => {
                if let Some(line) = &mut self.typing {
                    line.paste(text);
                }
            }
            Event::Answer(Slot::Rules, Answer::Rules(rule)) => {
                self.rule.put(Some(rule.as_deref().cloned()));
            }
            Event::Answer(Slot::Played, Answer::Played(played)) => {
                self.played.put(Some((**played).clone()));
            }
            Event::Failed(Slot::Rules, failure) => self.rule.fail(failure),
            Event::Failed(Slot::Played, failure) => self.played.fail(failure),
            Event::Slow(Slot::Rules) => self.rule.takes_long(),
            Event::Slow(Slot::Played) => self.played.takes_long(),
            Event::Come(Slot::Played, percent) => self.played.has_come(percent),
            Event::Saved(receipt) => {
                (self.other, self.writing) = (None, false);
                return vec![saved::said(receipt, context), self.ask()];
            }
            Event::NotSaved(_) => self.writing = false,
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl Programme {
    fn ask(&mut self) -> Step {
        self.rule.ask();
        Step::Read(Slot::Rules, Query::Rules)
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back if self.typing.take().is_some() => {}
            // What is only tried out goes first.
            Command::Back if self.is_other() => self.other = None,
            Command::Back => return vec![Step::Go(Go::Back(None))],
            Command::Play => return self.play(context),
            Command::Save => {
                let Some(rule) = self.other.as_ref().filter(|_| self.is_other()) else {
                    return Vec::new();
                };
                let change = Change::SetPointsRule {
                    since: context.today,
                    rule: rule.to_json(),
                };
                self.writing = true;
                return vec![Step::Write(context.op, Box::new(change))];
            }
            moves => {
                if let Some(code) = moves.row_key() {
                    self.rows.press(Key::plain(code));
                }
            }
        }
        Vec::new()
    }

    fn play(&mut self, context: &Context) -> Vec<Step> {
        let Some(rule) = self.shown() else {
            return Vec::new();
        };
        self.played.ask();
        let query = Query::Play {
            rule: Box::new(rule),
            today: context.today,
        };
        vec![Step::Read(Slot::Played, query)]
    }

    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if let Some(line) = &mut self.typing {
            if key.code == Code::Enter {
                return self.typed(context);
            }
            line.press(key);
            return Vec::new();
        }
        match key.typed() {
            Some(digit) if digit.is_ascii_digit() => {
                self.typing = Some(Line::new(&digit.to_string()));
            }
            _ if key.code == Code::Enter => self.begin(context),
            _ => {
                self.rows.press(key);
            }
        }
        Vec::new()
    }

    fn begin(&mut self, context: &Context) {
        if let Some((number, rule)) = self.number().zip(self.shown()) {
            self.typing = Some(Line::new(&number.typed(&rule, &context.currency)));
        }
    }

    fn typed(&mut self, context: &Context) -> Vec<Step> {
        let (Some(line), Some(number), Some(rule)) = (&self.typing, self.number(), self.shown())
        else {
            return Vec::new();
        };
        match number.read(line.value(), &rule, &context.currency) {
            Some(rule) => {
                (self.other, self.typing) = (Some(rule), None);
                Vec::new()
            }
            None => vec![Step::Say(Notice {
                level: Level::Attention,
                text: Say::ProgrammeBadNumber.in_(context.lang).to_owned(),
                hint: String::new(),
            })],
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        if self.typing.is_some() {
            return Vec::new();
        }
        let intent = self.rows.mouse(mouse);
        if let (ListIntent::Chosen(_), MouseKind::Double) = (intent, mouse.kind) {
            self.begin(context);
        }
        Vec::new()
    }
}
