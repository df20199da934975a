//! What the list of gatherings does with an event.

use super::Gatherings;
use crate::domain::Change;
use crate::insight::GatheringTold;
use crate::kit::ListIntent;
use crate::protocol::{
    Answer, Applies, Choice, Command, Context, Event, ExportList, Go, Key, ListColumns, Mouse,
    Query, Question, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::text::{Lang, Say, say};

impl Screen for Gatherings {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn applies(&self, command: Command) -> Applies {
        if let Some(can) = self.why.applies(command) {
            return can;
        }
        match command {
            Command::OpenRow
            | Command::EditRow
            | Command::RemoveRow
            | Command::ExportList
            | Command::Why
                if self.chosen().is_none() =>
            {
                Applies::Blocked(Say::RowsChoose)
            }
            Command::OpenRow
            | Command::AddRow
            | Command::EditRow
            | Command::RemoveRow
            | Command::ExportList
            | Command::Why
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::EventExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale | Event::Undone => return vec![self.ask(context)],
            Event::Saved(receipt) => return vec![saved::said(receipt, context), self.ask(context)],
            Event::Command(command) if self.why.takes(command) => {}
            Event::Mouse(mouse) if self.why.takes_mouse(mouse) => {}
            Event::Command(command) => return self.command(command, context.lang),
            Event::Mouse(mouse) => return self.mouse(mouse),
            Event::Chosen(choice) => return self.removal(*choice, context),
            Event::Answer(Slot::Gatherings, Answer::Gatherings(all)) => self.arrived(all),
            Event::Failed(Slot::Gatherings, failure) => self.all.fail(failure),
            Event::Slow(Slot::Gatherings) => self.all.takes_long(),
            _ => {}
        }
        Vec::new()
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn columns(&self) -> Option<ListColumns> {
        Some(super::view::COLUMNS)
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl Gatherings {
    fn ask(&mut self, context: &Context) -> Step {
        self.all.ask();
        Step::Read(Slot::Gatherings, Query::Gatherings(context.today))
    }

    fn arrived(&mut self, all: &[GatheringTold]) {
        let before = self.chosen().map(|told| told.gathering.id);
        let mut ids = all.iter().map(|told| told.gathering.id);
        let now_at = ids.position(|id| Some(id) == before);
        self.list.replace(all.len(), now_at);
        self.all.put(Some(all.to_vec()));
    }

    fn command(&mut self, command: Command, lang: Lang) -> Vec<Step> {
        let gathering = self.chosen().map(|told| told.gathering.clone());
        let go = match (command, gathering) {
            (Command::Back, _) => Go::Back(None),
            (Command::AddRow, _) => Go::GatheringForm(None),
            (Command::OpenRow, Some(gathering)) => Go::Guests(gathering.id),
            (Command::EditRow, Some(gathering)) => Go::GatheringForm(Some(Box::new(gathering))),
            (Command::RemoveRow, Some(gathering)) => {
                self.removing = Some(gathering.id);
                Go::Ask(Question {
                    title: Say::EventRemoveTitle.in_(lang).to_owned(),
                    body: vec![say::event_remove_text(lang, &gathering.facts.name)],
                    choices: [Say::EventRemoveNo, Say::EventRemoveYes]
                        .map(|say| Question::choice(say.in_(lang)))
                        .into(),
                })
            }
            (moves, _) => {
                if let Some(key) = moves.row_key().map(Key::plain) {
                    self.list.press(key);
                }
                return Vec::new();
            }
        };
        vec![Step::Go(go)]
    }

    fn removal(&mut self, choice: Choice, context: &Context) -> Vec<Step> {
        match (self.removing.take(), choice) {
            (Some(id), Choice::Nth(1)) => {
                vec![Step::Write(
                    context.op,
                    Box::new(Change::RemoveGathering { id }),
                )]
            }
            _ => Vec::new(),
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match (intent, self.chosen()) {
            (ListIntent::Chosen(_), Some(told)) => vec![Step::Go(Go::Guests(told.gathering.id))],
            _ => Vec::new(),
        }
    }
}
