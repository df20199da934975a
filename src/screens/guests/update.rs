//! What the list of guests does with an event.

use super::GuestList;
use crate::domain::{Change, CustomerId, Guest, GuestState, Subject};
use crate::insight::GatheringGuests;
use crate::kit::ListIntent;
use crate::protocol::{
    Answer, Applies, Code, Command, Context, Event, ExportList, Go, Key, ListColumns, Mouse, Query,
    Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::text::Say;

/// The most that is typed to find a guest, in characters.
const MOST: usize = 40;

impl Screen for GuestList {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn applies(&self, command: Command) -> Applies {
        if let Some(can) = self.why.applies(command) {
            return can;
        }
        match command {
            Command::OpenRow | Command::GuestState | Command::RemoveRow | Command::ExportList
                if self.chosen().is_none() =>
            {
                Applies::Blocked(Say::RowsChoose)
            }
            Command::EditRow | Command::AddRow | Command::Why if self.guests.value.is_none() => {
                Applies::Blocked(Say::WordLoading)
            }
            Command::CopyPhone if self.chosen().is_some_and(|guest| guest.do_not_contact) => {
                Applies::Blocked(Say::MessageBlockedContact)
            }
            Command::CopyPhone if self.phone().is_none() => Applies::Blocked(Say::CardNoPhone),
            Command::OpenRow
            | Command::GuestState
            | Command::AddRow
            | Command::EditRow
            | Command::RemoveRow
            | Command::CopyPhone
            | Command::ExportList
            | Command::Why
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn command_is_called(&self, command: Command) -> Option<(Say, Say)> {
        match command {
            Command::OpenRow => Some((Say::EventMark, Say::EventMarkHelp)),
            _ => None,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::EventExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown | Event::Stale | Event::Undone => return vec![self.ask(context)],
            Event::Saved(receipt) => {
                self.filter(String::new());
                return vec![saved::said(receipt, context), self.ask(context)];
            }
            Event::Command(command) if self.why.takes(command) => {}
            Event::Mouse(mouse) if self.why.takes_mouse(mouse) => {}
            Event::Key(_) if self.why.is_open() => {}
            Event::Command(command) => return self.command(command, context),
            Event::Key(key) => return self.key(key),
            Event::Mouse(mouse) => return self.mouse(mouse, context),
            Event::Answer(Slot::Gatherings, Answer::Guests(guests)) => match guests {
                Some(guests) => self.arrived(guests),
                // It was taken away meanwhile.
                None => return vec![Step::Go(Go::Back(None))],
            },
            Event::Failed(Slot::Gatherings, failure) => self.guests.fail(failure),
            Event::Slow(Slot::Gatherings) => self.guests.takes_long(),
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

impl GuestList {
    fn ask(&mut self, context: &Context) -> Step {
        self.guests.ask();
        Step::Read(Slot::Gatherings, Query::Guests(self.id, context.today))
    }

    fn arrived(&mut self, guests: &GatheringGuests) {
        let before = self.chosen().map(|guest| guest.customer);
        self.guests.put(Some(guests.clone()));
        self.keep(before);
    }

    /// Keeps the guest who was chosen.
    fn keep(&mut self, before: Option<CustomerId>) {
        let found = self.found();
        let is_it = |guest: &&Guest| Some(guest.customer) == before;
        let now_at = found.iter().position(is_it);
        let len = found.len();
        self.list.replace(len, now_at);
    }

    fn filter(&mut self, typed: String) {
        let before = self.chosen().map(|guest| guest.customer);
        self.typed = typed;
        self.keep(before);
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        let chosen = self.chosen().map(|guest| (guest.customer, guest.state));
        match (command, chosen) {
            (Command::Back, _) if !self.typed.is_empty() => {
                self.filter(String::new());
                Vec::new()
            }
            (Command::Back, _) => vec![Step::Go(Go::Back(None))],
            (Command::OpenRow, Some((who, state))) => {
                self.mark(who, Some(state.toggled()), context)
            }
            (Command::GuestState, Some((who, state))) => {
                self.mark(who, Some(state.next()), context)
            }
            (Command::RemoveRow, Some((who, _))) => self.mark(who, None, context),
            (Command::AddRow | Command::EditRow, _) => {
                let told = self.guests.value.as_ref();
                let gathering = told.map(|known| Box::new(known.told.gathering.clone()));
                vec![Step::Go(Go::GatheringForm(gathering))]
            }
            (Command::CopyPhone, _) => self.phone().map(Step::Copy).into_iter().collect(),
            (moves, _) => {
                if let Some(key) = moves.row_key().map(Key::plain) {
                    self.list.press(key);
                }
                Vec::new()
            }
        }
    }

    fn mark(
        &self,
        customer: CustomerId,
        state: Option<GuestState>,
        context: &Context,
    ) -> Vec<Step> {
        let change = Change::MarkGuest {
            gathering: self.id,
            customer,
            state,
        };
        vec![Step::Write(context.op, Box::new(change))]
    }

    /// Letters find a guest; to the right lies the card.
    fn key(&mut self, key: Key) -> Vec<Step> {
        let mut typed = self.typed.clone();
        match (key.code, key.typed()) {
            (_, Some(letter)) if typed.chars().count() < MOST => typed.push(letter),
            (Code::Backspace, _) => drop(typed.pop()),
            (Code::Right, _) => {
                let card = self
                    .chosen()
                    .map(|guest| Subject::Customer(guest.customer, None));
                return card.map(|of| Step::Go(Go::Card(of))).into_iter().collect();
            }
            _ => return Vec::new(),
        }
        self.filter(typed);
        Vec::new()
    }

    fn phone(&self) -> Option<String> {
        let phone = self.chosen().map(|guest| guest.phone.clone());
        phone.filter(|phone| !phone.is_empty())
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match intent {
            ListIntent::Chosen(_) => self.command(Command::OpenRow, context),
            _ => Vec::new(),
        }
    }
}
