//! What the front desk does with an event.

use super::columns;
use super::model::{Desk, VISITS, WIDE, screenful};
use crate::domain::{Card, Found, Receipt, Subject};
use crate::kit::{Edited, ListIntent};
use crate::protocol::{
    Addressed, Answer, Applies, Code, Command, Context, Event, ExportList, Go, Key, ListColumns,
    Mouse, MouseKind, Query, Scope, Slot, Step,
};
use crate::screens::sheet::whole;
use crate::screens::{Screen, vehicle_menu};
use crate::text::Say;

impl Screen for Desk {
    fn scope(&self) -> Scope {
        Scope::Desk
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            Command::OpenCard
            | Command::NewVisit
            | Command::Redeem
            | Command::Vehicle
            | Command::CopyPhone
            | Command::WhyCard
            | Command::Points
            | Command::SamePerson
            | Command::EditCustomer
            | Command::Message
            | Command::CounterSale => self.applies_to_hit(command),
            Command::Back if !self.has_more_than_the_start() => {
                Applies::Blocked(Say::DeskNothingToClear)
            }
            Command::OpenDraft | Command::DropDraft if self.draft().is_none() => {
                Applies::Blocked(Say::DraftNone)
            }
            Command::ExportList if !self.lists_somebody() => Applies::Blocked(Say::ExportNobody),
            Command::NewCustomer
            | Command::ExportList
            | Command::OpenDraft
            | Command::DropDraft
            | Command::Shop
            | Command::Programme
            | Command::Review
            | Command::Today
            | Command::Segments
            | Command::Recovery
            | Command::Gatherings
            | Command::Thanks
            | Command::Campaigns
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn back_is_called(&self, context: &Context) -> (Say, Say) {
        if self.shows_opened_card(context) {
            (Say::CommandBack, Say::DeskBackHelp)
        } else {
            (Say::CommandClear, Say::CommandClearHelp)
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::HelpFind]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        self.without_plates = context.trade.asset.is_none();
        match event {
            Event::Shown | Event::Stale => self.refresh(context),
            Event::Command(command) => self.command(command, context),
            Event::Key(key) => self.key(key, context),
            Event::Paste(text) => match self.search.paste(text) {
                Edited::Changed => self.typed(context),
                Edited::Moved | Edited::Full | Edited::No => Vec::new(),
            },
            Event::Mouse(mouse) => self.mouse(mouse, context),
            Event::Answer(slot, answer) => self.answer(slot, answer, context),
            Event::Failed(slot, failure) => {
                match slot {
                    Slot::Matches => self.found.fail(failure),
                    Slot::Card => self.card.fail(failure),
                    Slot::History => self.history.fail(failure),
                    _ => {}
                }
                Vec::new()
            }
            Event::Slow(Slot::Matches) => {
                self.found.slow = self.found.pending;
                Vec::new()
            }
            Event::Slow(Slot::Card) => {
                self.card.slow = self.card.pending;
                Vec::new()
            }
            Event::Chosen(choice) if self.dropping.is_some() => self.dropped(*choice, context),
            Event::Chosen(choice) => {
                let step = self
                    .menu
                    .take()
                    .and_then(|of| vehicle_menu::chosen(of, *choice));
                step.into_iter().collect()
            }
            Event::SavedAbove(receipt) => self.saved_above(receipt, context),
            Event::Slow(_)
            | Event::Come(..)
            | Event::Saved(_)
            | Event::NotSaved(_)
            | Event::Undone
            | Event::Taken(_) => Vec::new(),
        }
    }

    fn list(&self, context: &Context) -> Option<ExportList> {
        Some(super::export::list(self, context))
    }

    fn columns(&self) -> Option<ListColumns> {
        Some(columns::called(!self.without_plates))
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl Desk {
    fn applies_to_hit(&self, command: Command) -> Applies {
        if self.is_behind() {
            return Applies::Yes;
        }
        let Some(hit) = self.hit() else {
            return Applies::Blocked(Say::NoticeBlockedNoCustomer);
        };
        match command {
            Command::EditCustomer
            | Command::CounterSale
            | Command::Message
            | Command::Points
            | Command::SamePerson
                if hit.customer.is_none() =>
            {
                Applies::Blocked(Say::NoticeBlockedNoOwner)
            }
            Command::CopyPhone if hit.phone.is_empty() => Applies::Blocked(Say::CardNoPhone),
            _ => Applies::Yes,
        }
    }

    fn command(&mut self, command: Command, context: &Context) -> Vec<Step> {
        match command {
            Command::Back => self.back(context),
            Command::NewCustomer => self.new_customer(),
            Command::Shop => vec![Step::Go(Go::Shop)],
            Command::Programme => vec![Step::Go(Go::Programme)],
            Command::Review => vec![Step::Go(Go::Review)],
            Command::Today => vec![Step::Go(Go::Today)],
            Command::Segments => vec![Step::Go(Go::Segments)],
            Command::Recovery => vec![Step::Go(Go::Recovery)],
            Command::Campaigns => vec![Step::Go(Go::Campaigns)],
            Command::Gatherings => vec![Step::Go(Go::Gatherings)],
            Command::Thanks => vec![Step::Go(Go::Thanks)],
            Command::OpenDraft => self.open_draft(),
            Command::DropDraft => self.drop_draft(context),
            Command::OpenCard
            | Command::NewVisit
            | Command::Redeem
            | Command::Points
            | Command::SamePerson
            | Command::Vehicle
            | Command::CopyPhone
            | Command::WhyCard
            | Command::EditCustomer
            | Command::Message
            | Command::CounterSale => self.act(command, context),
            command => {
                let key = command.row_key().map(Key::plain);
                key.map_or_else(Vec::new, |key| self.moved(key, context))
            }
        }
    }

    /// Acts on the chosen match; when the matches of what was typed are still on their way,
    /// as soon as they are there, so that a quick hand never opens the wrong customer.
    fn act(&mut self, command: Command, context: &Context) -> Vec<Step> {
        if self.is_behind() {
            self.waiting = Some(command);
            return Vec::new();
        }
        let Some((hit, of)) = self.hit().and_then(|hit| Some((hit, hit.subject()?))) else {
            return Vec::new();
        };
        let go = match (command, of) {
            (Command::OpenCard, _) => return self.open(of, context),
            (Command::WhyCard, _) => Go::WhyCard(of),
            (Command::NewVisit, _) => Go::NewVisit(of),
            (Command::Redeem, _) => Go::Redeem(of),
            (Command::Message, _) => Go::Message(Box::new(Addressed::to(of))),
            (Command::CounterSale, Subject::Customer(customer, _)) => {
                Go::NewVisit(Subject::Customer(customer, None))
            }
            (Command::Points, Subject::Customer(customer, _)) => Go::Points(customer),
            (Command::SamePerson, Subject::Customer(customer, _)) => Go::SamePerson(customer),
            (Command::EditCustomer, Subject::Customer(customer, _)) => Go::EditCustomer(customer),
            (Command::Vehicle, _) => {
                self.menu = Some(of);
                return vec![vehicle_menu::open(of, context)];
            }
            (Command::CopyPhone, _) => return vec![Step::Copy(hit.phone.clone())],
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }

    fn open(&mut self, of: Subject, context: &Context) -> Vec<Step> {
        let narrow = context.size.0 < super::model::NARROW;
        if narrow && !self.shows_card_only(context.size.0) {
            self.card_open = true;
            return Vec::new();
        }
        vec![Step::Go(Go::Card(of))]
    }

    fn new_customer(&self) -> Vec<Step> {
        let go = match self.ownerless() {
            Some(of @ Subject::Vehicle(vehicle)) => Go::NewOwner(vehicle, of),
            _ => Go::NewCustomer(self.search.query().trim().to_owned()),
        };
        vec![Step::Go(go)]
    }

    fn back(&mut self, context: &Context) -> Vec<Step> {
        self.waiting = None;
        if self.shows_opened_card(context) {
            self.card_open = false;
            return Vec::new();
        }
        if self.search.query().is_empty() && self.saved.is_none() {
            return Vec::new();
        }
        self.search.set("");
        self.typed(context)
    }

    fn key(&mut self, key: Key, context: &Context) -> Vec<Step> {
        let narrow = context.size.0 < super::model::NARROW;
        match (key.code, self.search.press(key)) {
            (_, Edited::Changed) => self.typed(context),
            (Code::Right, _) if narrow && self.hit().is_some() => {
                self.card_open = true;
                Vec::new()
            }
            (Code::Left, _) if self.card_open => {
                self.card_open = false;
                Vec::new()
            }
            (Code::Enter, Edited::No) => self.act(Command::OpenCard, context),
            (_, Edited::No) => self.moved(key, context),
            (_, Edited::Moved | Edited::Full) => Vec::new(),
        }
    }

    fn mouse(&mut self, mouse: Mouse, context: &Context) -> Vec<Step> {
        let at = (mouse.column, mouse.row).into();
        if let (MouseKind::Press, Some(command)) =
            (mouse.kind, self.offered_at(mouse.column, mouse.row))
        {
            return self.command(command, context);
        }
        let intent = match mouse.kind {
            MouseKind::Press | MouseKind::Double if self.search.click(at) => return Vec::new(),
            MouseKind::Press => match self.list.click(at) {
                // A single press on the chosen row opens nothing; a double one does.
                ListIntent::Chosen(_) => ListIntent::Ignored,
                intent => intent,
            },
            MouseKind::Double => self.list.click(at),
            MouseKind::WheelUp => self.list.wheel(at, false),
            MouseKind::WheelDown => self.list.wheel(at, true),
        };
        self.follow(intent, context)
    }

    fn moved(&mut self, key: Key, context: &Context) -> Vec<Step> {
        let intent = self.list.press(key);
        self.follow(intent, context)
    }

    fn follow(&mut self, intent: ListIntent, context: &Context) -> Vec<Step> {
        match intent {
            ListIntent::Ignored => Vec::new(),
            ListIntent::Chosen(_) => self.act(Command::OpenCard, context),
            ListIntent::Moved => {
                let mut steps = self.follow_card(None, context);
                steps.extend(self.more(context));
                steps
            }
        }
    }

    /// Asks for further matches when the last one is reached.
    fn more(&mut self, context: &Context) -> Option<Step> {
        let found = self.found.value.as_ref()?;
        let at_end = self.list.selected()? + 1 >= found.hits.len();
        let further = found.more || found.total > found.hits.len();
        if !at_end || !further || self.found.pending {
            return None;
        }
        self.wanted = found.hits.len() + screenful(context);
        Some(self.find(context))
    }

    fn find(&mut self, context: &Context) -> Step {
        self.found.ask();
        let query = Query::Find {
            text: self.search.query().to_owned(),
            limit: self.wanted.max(screenful(context)),
            also: self.saved,
        };
        Step::Read(Slot::Matches, query)
    }

    /// Another line: other matches, from the top.
    fn typed(&mut self, context: &Context) -> Vec<Step> {
        self.wanted = 0;
        self.waiting = None;
        self.card_open = false;
        self.saved = None;
        self.goes_to_saved = false;
        vec![self.find(context)]
    }

    /// Whom a form has just written about is looked at when the desk is seen again, whatever was
    /// typed before.
    fn saved_above(&mut self, receipt: &Receipt, context: &Context) -> Vec<Step> {
        let about = match (receipt.customer, receipt.vehicle) {
            (Some(customer), vehicle) => Some(Subject::Customer(customer, vehicle)),
            (None, vehicle) => vehicle.map(Subject::Vehicle),
        };
        if about.is_some() {
            self.saved = about;
            self.goes_to_saved = true;
            self.card_open = context.size.0 < super::model::NARROW;
        }
        Vec::new()
    }

    fn refresh(&mut self, context: &Context) -> Vec<Step> {
        self.card_of = None;
        self.card_open = self.shows_opened_card(context);
        vec![self.find(context), Step::Read(Slot::Drafts, Query::Drafts)]
    }

    fn answer(&mut self, slot: Slot, answer: &Answer, context: &Context) -> Vec<Step> {
        match (slot, answer) {
            (Slot::Matches, Answer::Found(found)) => self.arrived(found, context),
            (Slot::Drafts, Answer::Drafts(drafts)) => {
                self.drafts.clone_from(drafts);
                Vec::new()
            }
            // Without a chosen match nobody waits for the card that is still on its way; nor after
            // one that came with its matches.
            (Slot::Card, Answer::Card(card)) if self.card_of.is_some() && self.card.pending => {
                self.put_card(card.as_deref(), context);
                Vec::new()
            }
            (Slot::History, Answer::History(visits, _)) if self.card_of.is_some() => {
                self.history.put(Some(visits.clone()));
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// New matches. Those of the same line keep the chosen one where it is.
    fn arrived(&mut self, found: &Found, context: &Context) -> Vec<Step> {
        let same_line = self.found.value.is_some() && self.found_for == self.search.query();
        let chosen = self.subject().filter(|_| same_line);
        let mut hits = found.hits.iter();
        let now_at = if std::mem::take(&mut self.goes_to_saved) {
            hits.position(|hit| self.is_saved(hit))
        } else {
            chosen.and_then(|chosen| hits.position(|hit| hit.subject() == Some(chosen)))
        };
        // Whoever was taken back meanwhile is nobody to come back to.
        let still_there = found.hits.iter().any(|hit| self.is_saved(hit));
        self.saved = self.saved.filter(|_| still_there);
        self.found.put(Some(found.clone()));
        self.found_for = self.search.query().to_owned();
        if same_line {
            self.list.replace(found.hits.len(), now_at);
        } else {
            self.list.reset(found.hits.len());
        }
        let mut steps = self.follow_card(found.first.as_deref(), context);
        if let Some(command) = self.waiting.take() {
            steps.extend(self.act(command, context));
        }
        steps
    }

    fn put_card(&mut self, card: Option<&Card>, context: &Context) {
        let mut card = card.cloned();
        if let Some(card) = &mut card {
            card.as_of(context.today);
        }
        self.card.put(card);
    }

    /// Shows the card of the chosen match: `first` when it came with the matches and is the one,
    /// else it is asked for, unless it is there or on its way.
    fn follow_card(&mut self, first: Option<&Card>, context: &Context) -> Vec<Step> {
        let of = self.subject();
        if of == self.card_of && of.is_some() {
            return Vec::new();
        }
        self.card_of = of;
        let Some(of) = of else {
            self.card.put(None);
            self.history.put(None);
            return Vec::new();
        };
        let mut steps = Vec::new();
        if let (Some(_), Some(0)) = (first, self.list.selected()) {
            self.put_card(first, context);
        } else {
            self.card.ask();
            steps.push(Step::Read(Slot::Card, Query::Card(of)));
        }
        if context.size.0 >= WIDE {
            self.history.ask();
            let query = Query::History {
                subject: whole(of),
                skip: 0,
                limit: VISITS,
            };
            steps.push(Step::Read(Slot::History, query));
        }
        steps
    }
}
