//! What the screen does with an event.

use super::SamePerson;
use super::beside::Beside;
use crate::domain::Receipt;
use crate::kit::ListIntent;
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
                Command::OpenRow if self.others.chosen().is_none() => {
                    Applies::Blocked(Say::RowsChoose)
                }
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
                let other = self.others.paste(text);
                return self.typed(other);
            }
            Event::Mouse(mouse) => {
                let (is_chosen, command) = match &mut self.beside {
                    Some(beside) => {
                        let intent = beside.list.mouse(mouse);
                        let is_chosen = matches!(intent, ListIntent::Chosen(_));
                        (is_chosen, Command::TakeOther)
                    }
                    None => (self.others.mouse(mouse), Command::OpenRow),
                };
                if is_chosen {
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
                None => self.others.people.fail(failure),
            },
            Event::Slow(Slot::SamePerson) => match &mut self.beside {
                Some(beside) => beside.sides.takes_long(),
                None => self.others.people.takes_long(),
            },
            Event::Saved(receipt) => return self.saved(receipt, context),
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
            (Answer::Found(found), None) => self.others.found(found, Some(self.of)),
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
            (Command::Back, None) if !self.others.search.query().is_empty() => {
                self.others.clear();
                return vec![self.ask_others()];
            }
            (Command::Back, None) => return vec![Step::Go(Go::Back(None))],
            (Command::OpenRow, None) => {
                let Some(other) = self.others.chosen().map(|other| other.id) else {
                    return Vec::new();
                };
                let beside = self.beside.insert(Beside::new(self.of, other));
                return vec![beside.ask()];
            }
            (moves, Some(beside)) => {
                if let Some(key) = moves.row_key().map(Key::plain) {
                    beside.list.press(key);
                }
            }
            (moves, None) => self.others.moves(moves),
        }
        Vec::new()
    }

    /// Letters find the other; over both records none is typed.
    fn key(&mut self, key: Key) -> Vec<Step> {
        if self.beside.is_some() {
            return Vec::new();
        }
        let other = self.others.key(key);
        self.typed(other)
    }

    /// Asks anew where another text is typed.
    fn typed(&mut self, other: bool) -> Vec<Step> {
        other.then(|| self.ask_others()).into_iter().collect()
    }

    fn saved(&mut self, receipt: &Receipt, context: &Context) -> Vec<Step> {
        let sides = self
            .beside
            .as_ref()
            .and_then(|beside| beside.sides.value.as_ref());
        let called = |side: &crate::domain::Side| {
            joined(&[&person(&side.customer.facts), &side.customer.code], " ")
        };
        let text = match sides {
            Some([keep, other]) if !receipt.already => {
                say::same_done(context.lang, called(other), called(keep), UNDO)
            }
            _ => Say::NoticeSavedAlready.in_(context.lang).to_owned(),
        };
        let done = Notice {
            level: Level::Done,
            text,
            hint: String::new(),
        };
        // What goes along may leave fewer points than none.
        let said = saved::with_below(done, receipt, context.lang);
        vec![Step::Go(Go::Back(Some(said)))]
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
