//! What the full card does with an event.

use super::FullCard;
use super::model::{Asking, PAGE, Pane, Whose};
use crate::domain::{CustomerId, CustomerKind, Subject, Visit};
use crate::kit::{ListIntent, ScrollText};
use crate::protocol::{
    Addressed, Answer, Applies, Code, Command, Context, Event, ExportList, Go, Key, ListColumns,
    Mouse, MouseKind, Query, Scope, Slot, Step,
};
use crate::screens::entry::saved;
use crate::screens::sheet::profile;
use crate::screens::why::{self, Why};
use crate::screens::{Screen, vehicle_menu};
use crate::text::Say;

impl Screen for FullCard {
    fn scope(&self) -> Scope {
        Scope::Card
    }

    fn applies(&self, command: Command) -> Applies {
        let known = matches!(self.subject, Subject::Customer(..));
        match command {
            Command::EditCustomer
            | Command::CounterSale
            | Command::Consent
            | Command::Message
            | Command::MarkLost
            | Command::SamePerson
            | Command::Fleet
            | Command::Points
            | Command::Why
                if !known =>
            {
                Applies::Blocked(Say::NoticeBlockedNoOwner)
            }
            Command::Terms if self.company().is_none() => Applies::Blocked(Say::TermsNoCompany),
            Command::CopyPhone if self.phone().is_none() => Applies::Blocked(Say::CardNoPhone),
            Command::EditVisit
                if self.why.is_some() || !self.on_visits || self.visit().is_none() =>
            {
                Applies::No
            }
            Command::WhoseHistory => self.can_switch(),
            Command::ExportList if self.loaded().is_empty() => Applies::Blocked(Say::ExportNobody),
            Command::NewVisit
            | Command::Redeem
            | Command::Points
            | Command::Vehicle
            | Command::EditCustomer
            | Command::CounterSale
            | Command::Consent
            | Command::Message
            | Command::Terms
            | Command::Fleet
            | Command::Gatherings
            | Command::Thanks
            | Command::Campaigns
            | Command::ExportList
            | Command::CopyPhone
            | Command::Review
            | Command::Today
            | Command::Programme
            | Command::Segments
            | Command::Recovery
            | Command::MarkLost
            | Command::SamePerson
            | Command::Why
            | Command::EditVisit
            | Command::Back => Applies::Yes,
            command if command.moves() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let steps = match event {
            Event::Shown | Event::Stale => {
                let mut steps = self.ask();
                steps.extend(self.ask_beside(context));
                steps
            }
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => self.key(key, context),
            Event::Mouse(mouse) => self.mouse(mouse, context),
            Event::Answer(Slot::Card, Answer::Card(card)) => {
                let mut card = card.as_deref().cloned();
                if let Some(card) = &mut card {
                    card.as_of(context.today);
                }
                self.card.put(card);
                let steps = self.let_go();
                if steps.is_empty() {
                    self.settle()
                } else {
                    steps
                }
            }
            Event::Answer(Slot::History, Answer::History(visits, total)) => {
                self.arrived(visits, *total);
                self.settle()
            }
            Event::Answer(Slot::Messages, Answer::Messages(messages, gatherings)) => {
                let chosen = self.row().map(super::model::Told::id);
                self.messages.clone_from(messages);
                self.stay_at(chosen);
                self.gatherings.clone_from(gatherings);
                Vec::new()
            }
            Event::Answer(Slot::Referrals | Slot::Offers, answer) => {
                self.beside_arrived(answer);
                Vec::new()
            }
            Event::Failed(Slot::Card, failure) => {
                self.card.fail(failure);
                Vec::new()
            }
            Event::Failed(Slot::History, failure) => {
                self.visits.fail(failure);
                Vec::new()
            }
            Event::Slow(slot) => {
                self.card.slow |= slot == Slot::Card;
                self.visits.slow |= slot == Slot::History;
                Vec::new()
            }
            Event::Saved(receipt) => vec![saved::said(receipt, context)],
            Event::Chosen(choice) => match std::mem::take(&mut self.asking) {
                Asking::Nothing => Vec::new(),
                Asking::Vehicle => {
                    let step = vehicle_menu::chosen(self.subject, *choice);
                    step.into_iter().collect()
                }
                Asking::Purpose => self.purpose_chosen(*choice, context),
                Asking::Answer(purpose) => self.answered(purpose, *choice, context),
            },
            _ => Vec::new(),
        };
        self.on_visits = self.pane(context) == Pane::History;
        steps
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        Some(super::export::list(self, context))
    }

    fn columns(&self) -> Option<ListColumns> {
        Some(super::view::history_columns())
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl FullCard {
    /// Asks for the card, and again for as many visits as are seen.
    fn ask(&mut self) -> Vec<Step> {
        self.card.ask();
        let limit = self.loaded().len().max(PAGE);
        let card = Step::Read(Slot::Card, Query::Card(self.subject));
        let mut steps = vec![card, self.page(0, limit)];
        if let Subject::Customer(customer, _) = self.subject {
            steps.push(Step::Read(Slot::Messages, Query::Messages(customer)));
        }
        steps
    }

    pub(super) fn page(&mut self, skip: usize, limit: usize) -> Step {
        self.visits.ask();
        let subject = self.told();
        Step::Read(
            Slot::History,
            Query::History {
                subject,
                skip,
                limit,
            },
        )
    }

    /// Visits: further ones stand behind those that are there, others take their place.
    fn arrived(&mut self, visits: &[Visit], total: usize) {
        let chosen = self.row().map(super::model::Told::id);
        let before = self.visits.value.take().unwrap_or_default();
        let last = before.last().map(|visit| (visit.facts.day, visit.id));
        let first = visits.first().map(|visit| (visit.facts.day, visit.id));
        let further =
            !visits.is_empty() && last.zip(first).is_some_and(|(last, first)| first < last);
        let mut all = if further { before } else { Vec::new() };
        all.extend_from_slice(visits);
        self.total = total;
        self.visits.put(Some(all));
        self.stay_at(chosen);
    }

    fn phone(&self) -> Option<String> {
        let customer = self.card.value.as_ref()?.customer.as_ref()?;
        customer
            .facts
            .phones
            .first()
            .map(|entry| entry.phone.display(crate::domain::INDONESIA))
    }

    /// The company that the customer is or belongs to.
    fn company(&self) -> Option<CustomerId> {
        let customer = self.card.value.as_ref()?.customer.as_ref()?;
        let is_company = customer.facts.kind == CustomerKind::Company;
        customer.facts.company.or(is_company.then_some(customer.id))
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        if command == Command::Why || (command == Command::Back && self.why.is_some()) {
            self.why = match self.why.take() {
                None => Some(Why::default()),
                Some(_) => None,
            };
            return Vec::new();
        }
        if let Some(why) = self.why.as_mut()
            && let Some(code) = command.row_key()
        {
            why.scroll.press(Key::plain(code));
            return Vec::new();
        }
        let go = match (command, self.subject) {
            (Command::Back, _) => Go::Back(None),
            (Command::Review, _) => Go::Review,
            (Command::Today, _) => Go::Today,
            (Command::Programme, _) => Go::Programme,
            (Command::Segments, _) => Go::Segments,
            (Command::Recovery, _) => Go::Recovery,
            (Command::MarkLost, Subject::Customer(customer, _)) => Go::MarkLost(customer),
            (Command::SamePerson, Subject::Customer(customer, _)) => Go::SamePerson(customer),
            (Command::NewVisit, of) => Go::NewVisit(self.with_vehicle(of)),
            (Command::Redeem, of) => Go::Redeem(self.with_vehicle(of)),
            (Command::Points, Subject::Customer(customer, _)) => Go::Points(customer),
            (Command::EditCustomer, Subject::Customer(customer, _)) => Go::EditCustomer(customer),
            (Command::CounterSale, Subject::Customer(customer, _)) => {
                Go::NewVisit(Subject::Customer(customer, None))
            }
            (Command::Message, of) => Go::Message(Box::new(Addressed::to(self.with_vehicle(of)))),
            (Command::EditVisit, _) => return self.open_visit(context),
            (Command::CopyPhone, _) => return self.phone().map(Step::Copy).into_iter().collect(),
            (Command::Vehicle, of) => {
                self.asking = Asking::Vehicle;
                return vec![vehicle_menu::open(self.with_vehicle(of), context)];
            }
            (Command::WhoseHistory, _) => return self.switch(context),
            (Command::Campaigns, _) => Go::Campaigns,
            (Command::Gatherings, _) => Go::Gatherings,
            (Command::Thanks, _) => Go::Thanks,
            (Command::Fleet, Subject::Customer(customer, _)) => Go::Fleet(customer),
            (Command::Terms, _) => match self.company() {
                Some(company) => Go::Terms(company),
                None => return Vec::new(),
            },
            (Command::Consent, _) => return self.ask_purpose(context),
            (Command::NextField | Command::PreviousField, _) => {
                self.turn(context);
                return Vec::new();
            }
            (command, _) => {
                let key = command.row_key().map(Key::plain);
                return key.map_or_else(Vec::new, |key| self.moved(key, context));
            }
        };
        vec![Step::Go(go)]
    }

    /// The subject with the vehicle that the card shows, where none was named.
    fn with_vehicle(&mut self, of: Subject) -> Subject {
        let shown = self
            .card
            .value
            .as_ref()
            .and_then(|card| card.vehicle.as_ref());
        if let (Subject::Customer(customer, None), Some(vehicle)) = (of, shown) {
            self.subject = Subject::Customer(customer, Some(vehicle.id));
        }
        self.subject
    }

    /// Keys that are no command. No line is typed into here, so letters are further bindings.
    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        if let Some(why) = &mut self.why {
            why.scroll.press(key);
            return Vec::new();
        }
        match key.code {
            Code::Left | Code::Right => {
                self.turn(context);
                Vec::new()
            }
            Code::Char(' ') => {
                match self.pane(context) {
                    Pane::History => self.detail.turn(),
                    Pane::Profile => self.scroll.turn(),
                }
                Vec::new()
            }
            Code::Char('v') => self.command(Command::NewVisit, context),
            Code::Char('e') if matches!(self.subject, Subject::Customer(..)) => {
                self.command(Command::EditCustomer, context)
            }
            Code::Char('c') if context.trade.asset.is_some() => {
                self.command(Command::Vehicle, context)
            }
            Code::Char('r') if self.can_switch() == Applies::Yes => self.switch(context),
            Code::Char(digit @ '1'..='9') => self.other_vehicle(digit),
            Code::Char(letter) if key.typed().is_some() => {
                let purpose = self.purpose(letter, context);
                purpose.map_or_else(Vec::new, |purpose| self.ask_answer(purpose, context))
            }
            Code::Home | Code::End => self.moved(key, context),
            _ => Vec::new(),
        }
    }

    /// Opens the visit as that of whoever made it, with the vehicle that was there.
    fn open_visit(&self, context: &Context) -> Vec<Step> {
        let on_visits = self.pane(context) == Pane::History;
        let visit = self.visit().filter(|_| on_visits);
        let go = visit.map(|visit| {
            let subject = match (visit.facts.customer, visit.facts.vehicle) {
                (Some(customer), vehicle) => Subject::Customer(customer, vehicle),
                (None, Some(vehicle)) => Subject::Vehicle(vehicle),
                (None, None) => self.subject,
            };
            Step::Go(Go::EditVisit(visit.id, subject))
        });
        go.into_iter().collect()
    }

    /// A vehicle that was sold meanwhile is in question no more: another one of the customer is.
    /// Where the customer is gone, by an undo, the card is that of whoever owns the vehicle now.
    fn let_go(&mut self) -> Vec<Step> {
        let Some(card) = &self.card.value else {
            return Vec::new();
        };
        let owner = card
            .vehicle
            .as_ref()
            .and_then(|vehicle| vehicle.owners.first());
        let now = owner.filter(|owner| owner.until.is_none());
        let Some(customer) = card.customer.as_ref().map(|customer| customer.id) else {
            let Some((owner, vehicle)) = now.zip(card.vehicle.as_ref()) else {
                return Vec::new();
            };
            self.subject = Subject::Customer(owner.customer, Some(vehicle.id));
            return self.ask();
        };
        if now.is_none_or(|now| now.customer == customer) {
            return Vec::new();
        }
        self.subject = Subject::Customer(customer, None);
        self.whose = Whose::Customer;
        self.ask()
    }

    /// Shows the vehicle with this number on the card.
    fn other_vehicle(&mut self, digit: char) -> Vec<Step> {
        let number = digit.to_digit(10).unwrap_or(0) as usize;
        let card = self.card.value.as_ref();
        let vehicle = card.and_then(|card| profile::numbered(card).nth(number.checked_sub(1)?));
        let (Some(vehicle), Subject::Customer(customer, _)) = (vehicle, self.subject) else {
            return Vec::new();
        };
        self.subject = Subject::Customer(customer, Some(vehicle.id));
        self.card.ask();
        let mut steps = vec![Step::Read(Slot::Card, Query::Card(self.subject))];
        if self.whose == Whose::Vehicle {
            steps.extend(self.tell(Whose::Vehicle));
        }
        steps
    }

    fn turn(&mut self, context: &Context) {
        self.turned = Some(match self.pane(context) {
            Pane::History => Pane::Profile,
            Pane::Profile => Pane::History,
        });
    }

    fn moved(&mut self, key: Key, context: &Context) -> Vec<Step> {
        match self.pane(context) {
            Pane::Profile => {
                self.scroll.press(key);
                Vec::new()
            }
            Pane::History => {
                let intent = self.list.press(key);
                self.follow(intent, context)
            }
        }
    }

    fn follow(&mut self, intent: ListIntent, context: &Context) -> Vec<Step> {
        match intent {
            ListIntent::Ignored => Vec::new(),
            ListIntent::Chosen(_) => self.open_visit(context),
            ListIntent::Moved => {
                // Another visit is read from its beginning.
                self.detail = ScrollText::default();
                self.more().into_iter().collect()
            }
        }
    }

    /// Asks for the next page when the last visit is reached.
    fn more(&mut self) -> Option<Step> {
        let loaded = self.loaded().len();
        let at_end = self.list.selected()? + 1 >= self.rows.len();
        (at_end && loaded < self.total && !self.visits.pending).then(|| self.page(loaded, PAGE))
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        if self.why.is_some() {
            why::mouse(&mut self.why, mouse.kind);
            return Vec::new();
        }
        let at = (mouse.column, mouse.row).into();
        let wheel = match mouse.kind {
            MouseKind::WheelUp => Some(false),
            MouseKind::WheelDown => Some(true),
            MouseKind::Press | MouseKind::Double => None,
        };
        if let Some(down) = wheel.filter(|_| self.detail.holds(at)) {
            self.detail.wheel(down);
            return Vec::new();
        }
        let intent = match mouse.kind {
            MouseKind::Press => match self.list.click(at) {
                ListIntent::Chosen(_) => ListIntent::Ignored,
                intent => intent,
            },
            MouseKind::Double => self.list.click(at),
            MouseKind::WheelUp => self.list.wheel(at, false),
            MouseKind::WheelDown => self.list.wheel(at, true),
        };
        if intent == ListIntent::Ignored {
            match mouse.kind {
                MouseKind::WheelUp => self.scroll.wheel(false),
                MouseKind::WheelDown => self.scroll.wheel(true),
                MouseKind::Press | MouseKind::Double => {}
            }
        }
        self.follow(intent, context)
    }
}
