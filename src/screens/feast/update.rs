//! What the screen of a feast does with an event.

use super::FeastScreen;
use crate::domain::{CustomerId, Subject};
use crate::kit::ListIntent;
use crate::protocol::{
    Addressed, Answer, Applies, Command, Context, Event, ExportList, Go, Key, Mouse, Query, Scope,
    Slot, Step,
};
use crate::screens::Screen;
use crate::text::Say;

impl Screen for FeastScreen {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn applies(&self, command: Command) -> Applies {
        let nobody = self.chosen().is_none();
        match command {
            Command::OpenRow | Command::Message | Command::ExportList if nobody => {
                Applies::Blocked(Say::RowsChoose)
            }
            Command::CopyPhone if self.phone().is_none() => Applies::Blocked(Say::CardNoPhone),
            Command::OpenRow
            | Command::Message
            | Command::ExportList
            | Command::CopyPhone
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::FeastExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.people.pending);
        let mut steps = match event {
            Event::Shown => vec![self.ask(context)],
            Event::Command(command) => self.command(command),
            Event::Mouse(mouse) => self.mouse(mouse),
            // The owner took it out of the file meanwhile.
            Event::Answer(Slot::Feast, Answer::Feast(None)) => vec![Step::Go(Go::Back(None))],
            other => {
                self.heard(&other);
                Vec::new()
            }
        };
        if anew && steps.is_empty() {
            steps.push(self.ask(context));
        }
        steps
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        super::export::list(self, context)
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl FeastScreen {
    fn ask(&mut self, context: &Context) -> Step {
        self.people.ask();
        self.stale = false;
        let (key, today) = (self.key.clone(), context.today);
        Step::Read(Slot::Feast, Query::Feast { key, today })
    }

    fn heard(&mut self, event: &Event<'_>) {
        match event {
            Event::Stale => self.stale = true,
            Event::Answer(Slot::Feast, Answer::Feast(Some(people))) => self.arrived(people),
            Event::Failed(Slot::Feast, failure) => self.people.fail(failure),
            Event::Slow(Slot::Feast) => self.people.takes_long(),
            _ => {}
        }
    }

    fn command(&mut self, command: Command) -> Vec<Step> {
        let of = self.who().map(|id| Subject::Customer(id, None));
        let go = match (command, of) {
            (Command::Back, _) => Go::Back(None),
            (Command::OpenRow, Some(of)) => Go::Card(of),
            (Command::Message, Some(of)) => Go::Message(Box::new(Addressed {
                template: Some(self.key.clone()),
                ..Addressed::to(of)
            })),
            (Command::CopyPhone, _) => {
                return self.phone().map(Step::Copy).into_iter().collect();
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

    fn who(&self) -> Option<CustomerId> {
        self.chosen().map(|one| one.who.id)
    }

    fn phone(&self) -> Option<String> {
        let phone = self.chosen().map(|one| one.who.phone.clone());
        phone.filter(|phone| !phone.is_empty())
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        match self.list.mouse(mouse) {
            ListIntent::Chosen(_) => self.command(Command::OpenRow),
            _ => Vec::new(),
        }
    }
}
