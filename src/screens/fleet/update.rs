//! What the screen of a fleet does with an event.

use super::FleetScreen;
use super::model::Row;
use crate::domain::{Fleet, Subject};
use crate::kit::ListIntent;
use crate::protocol::{
    Answer, Applies, Command, Context, Event, ExportList, Go, Key, ListColumns, Mouse, Query,
    Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::text::Say;

impl Screen for FleetScreen {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn applies(&self, command: Command) -> Applies {
        if let Some(can) = self.why.applies(command) {
            return can;
        }
        let is_empty = self.list.is_empty();
        match command {
            Command::OpenRow | Command::ExportList | Command::Why if is_empty => {
                Applies::Blocked(Say::RowsChoose)
            }
            Command::CopyPhone if self.phone().is_none() => Applies::Blocked(Say::CardNoPhone),
            Command::OpenRow
            | Command::SortRows
            | Command::ExportList
            | Command::Why
            | Command::CopyPhone
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::FleetExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale | Event::Undone => {
                self.fleet.ask();
                let query = Query::Fleet(self.of, context.today);
                return vec![Step::Read(Slot::Fleet, query)];
            }
            Event::Answer(Slot::Fleet, Answer::Fleet(fleet)) => self.arrived(fleet.as_deref()),
            Event::Failed(Slot::Fleet, failure) => self.fleet.fail(failure),
            Event::Slow(Slot::Fleet) => self.fleet.takes_long(),
            Event::Command(command) if self.why.takes(command) => {}
            Event::Mouse(mouse) if self.why.takes_mouse(mouse) => {}
            Event::Command(command) => return self.command(command),
            Event::Mouse(mouse) => return self.mouse(mouse),
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

impl FleetScreen {
    fn arrived(&mut self, fleet: Option<&Fleet>) {
        let before = self.chosen().map(Row::subject);
        self.fleet.put(Some(fleet.cloned().unwrap_or_default()));
        self.keep(before);
    }

    /// Keeps the row that was chosen.
    fn keep(&mut self, before: Option<Subject>) {
        let rows = self.rows();
        let now_at = rows.iter().position(|row| Some(row.subject()) == before);
        let len = rows.len();
        self.list.replace(len, now_at);
    }

    fn command(&mut self, command: Command) -> Vec<Step> {
        match command {
            Command::Back => vec![Step::Go(Go::Back(None))],
            Command::OpenRow => self.open(),
            Command::CopyPhone => self.phone().map(Step::Copy).into_iter().collect(),
            Command::SortRows => {
                let before = self.chosen().map(Row::subject);
                self.order = self.order.next();
                self.keep(before);
                Vec::new()
            }
            moves => {
                if let Some(key) = moves.row_key().map(Key::plain) {
                    self.list.press(key);
                }
                Vec::new()
            }
        }
    }

    fn open(&self) -> Vec<Step> {
        let chosen = self.chosen().map(Row::subject);
        chosen
            .map(|subject| Step::Go(Go::Card(subject)))
            .into_iter()
            .collect()
    }

    fn phone(&self) -> Option<String> {
        match self.chosen()? {
            Row::Person(person) if !person.phone.is_empty() => Some(person.phone.clone()),
            _ => None,
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match intent {
            ListIntent::Chosen(_) => self.open(),
            _ => Vec::new(),
        }
    }
}
