//! What the screen does with an event.

use super::SamePerson;
use super::beside::Beside;
use crate::kit::ListIntent;
use crate::kit::line::Edited;
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Go, Key, Level, Notice, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::screens::sheet::wording::{joined, person};
use crate::text::{Say, say};

/// The key that takes a save back, as it ships.
const UNDO: &str = "Ctrl+Z";

impl Screen for SamePerson {
    fn scope(&self) -> Scope {
        Scope::Merge
    }

    fn applies(&self, command: Command) -> Applies {
        let Some(beside) = &self.beside else {
            return match command {
                Command::OpenRow if self.chosen().is_none() => Applies::Blocked(Say::RowsChoose),
                Command::OpenRow | Command::Back => Applies::Yes,
                command if command.row_key().is_some() => Applies::Yes,
                _ => Applies::No,
            };
        };
        match command {
            _ if beside.saving && command != Command::Quit => {
                Applies::Blocked(Say::NoticeBlockedBusy)
            }
            Command::Save | Command::SwapSides if beside.sides.value.is_none() => {
                Applies::Blocked(Say::WordLoading)
            }
            Command::TakeOther if beside.chosen().is_none() => Applies::No,
            Command::Save | Command::SwapSides | Command::TakeOther | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn command_is_called(&self, command: Command) -> Option<(Say, Say)> {
        match command {
            Command::OpenRow => Some((Say::SameChoose, Say::SameChooseHelp)),
            Command::Save => Some((Say::SameSave, Say::SameSaveHelp)),
            _ => None,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![match self.beside {
            None => Say::SameExplain,
            Some(_) => Say::SameExplainBoth,
        }]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale | Event::Undone => return self.ask(),
            Event::Command(command) => return self.command(command, context),
            Event::Key(key) => return self.key(key),
            Event::Paste(text) if self.beside.is_none() => {
                let edited = self.search.paste(text);
                return self.typed(edited);
            }
            Event::Mouse(mouse) => {
                let list = match &mut self.beside {
                    Some(beside) => &mut beside.list,
                    None => &mut self.list,
                };
                if let ListIntent::Chosen(_) = list.mouse(mouse) {
                    let command = match &self.beside {
                        Some(_) => Command::TakeOther,
                        None => Command::OpenRow,
                    };
                    return self.command(command, context);
                }
            }
            Event::Answer(Slot::Card, Answer::Card(card)) => match card {
                Some(card) => self.met(card),
                None => return vec![Step::Go(Go::Back(None))],
            },
            Event::Answer(Slot::SamePerson, answer) => return self.answered(answer, context),
            Event::Failed(Slot::SamePerson, failure) => match &mut self.beside {
                Some(beside) => beside.sides.fail(failure),
                None => self.others.fail(failure),
            },
            Event::Slow(Slot::SamePerson) => match &mut self.beside {
                Some(beside) => beside.sides.takes_long(),
                None => self.others.takes_long(),
            },
            Event::Saved(receipt) => return self.saved(receipt.already, context),
            Event::NotSaved(failure) => return self.not_saved(failure, context),
            _ => {}
        }
        Vec::new()
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl SamePerson {
    fn answered(&mut self, answer: &Answer, context: &Context) -> Vec<Step> {
        match (answer, &mut self.beside) {
            (Answer::Likely(likely), None) => self.likely(likely),
            (Answer::Found(found), None) => self.found(found),
            (Answer::SideBySide(Some(sides)), Some(beside)) => beside.arrived(sides),
            // One of them went meanwhile.
            (Answer::SideBySide(None), Some(_)) => {
                self.beside = None;
                let mut steps = vec![saved::not_read(&Failure::Gone, context)];
                steps.extend(self.ask());
                return steps;
            }
            _ => {}
        }
        Vec::new()
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match (command, &mut self.beside) {
            (Command::Save, Some(beside)) => return beside.save(context.op).into_iter().collect(),
            (Command::TakeOther, Some(beside)) => beside.turn(),
            (Command::SwapSides, Some(beside)) => beside.swap(),
            (Command::Back, Some(_)) => {
                self.beside = None;
                return self.ask();
            }
            (Command::Back, None) if !self.search.query().is_empty() => {
                self.search.set("");
                return vec![self.ask_others()];
            }
            (Command::Back, None) => return vec![Step::Go(Go::Back(None))],
            (Command::OpenRow, None) => {
                let Some(other) = self.chosen().map(|other| other.id) else {
                    return Vec::new();
                };
                let beside = self.beside.insert(Beside::new(self.of, other));
                return vec![beside.ask()];
            }
            (moves, beside) => {
                if let Some(key) = moves.row_key().map(Key::plain) {
                    match beside {
                        Some(beside) => beside.list.press(key),
                        None => self.list.press(key),
                    };
                }
            }
        }
        Vec::new()
    }

    /// Letters find the other; over both records none is typed.
    fn key(&mut self, key: Key) -> Vec<Step> {
        if self.beside.is_some() {
            return Vec::new();
        }
        let edited = self.search.press(key);
        self.typed(edited)
    }

    fn typed(&mut self, edited: Edited) -> Vec<Step> {
        match edited {
            Edited::Changed => vec![self.ask_others()],
            Edited::Moved | Edited::Full | Edited::No => Vec::new(),
        }
    }

    fn saved(&mut self, already: bool, context: &Context) -> Vec<Step> {
        let sides = self
            .beside
            .as_ref()
            .and_then(|beside| beside.sides.value.as_ref());
        let called = |side: &crate::domain::Side| {
            joined(&[&person(&side.customer.facts), &side.customer.code], " ")
        };
        let text = match sides {
            Some([keep, other]) if !already => {
                say::same_done(context.lang, called(other), called(keep), UNDO)
            }
            _ => Say::NoticeSavedAlready.in_(context.lang).to_owned(),
        };
        vec![Step::Go(Go::Back(Some(Notice {
            level: Level::Done,
            text,
            hint: String::new(),
        })))]
    }

    fn not_saved(&mut self, failure: &Failure, context: &Context) -> Vec<Step> {
        let Some(beside) = &mut self.beside else {
            return Vec::new();
        };
        beside.saving = false;
        match failure {
            Failure::Conflict(fields) => {
                let again = beside.met(fields);
                let words = crate::screens::sheet::Wording::of(context);
                let named: Vec<String> = fields
                    .iter()
                    .map(|field| super::view::field_name(&field.field, words))
                    .collect();
                let text = say::same_changed(context.lang, named.join(", "));
                vec![
                    again,
                    Step::Say(Notice {
                        level: Level::Attention,
                        text,
                        hint: String::new(),
                    }),
                ]
            }
            failure => saved::not_taken(failure, context),
        }
    }
}
