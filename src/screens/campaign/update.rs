//! What the screen of a campaign does with an event.

use super::CampaignScreen;
use crate::domain::{CustomerId, Subject};
use crate::insight::CampaignPeople;
use crate::kit::ListIntent;
use crate::protocol::{
    Addressed, Answer, Applies, BeginCampaign, Command, Context, Event, ExportList, Go, Key,
    ListColumns, Mouse, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::text::Say;

impl Screen for CampaignScreen {
    fn scope(&self) -> Scope {
        Scope::Lists
    }

    fn applies(&self, command: Command) -> Applies {
        if let Some(can) = self.why.applies(command) {
            return can;
        }
        let nobody = self.chosen().is_none();
        match command {
            Command::OpenRow | Command::ExportList | Command::Message | Command::Why if nobody => {
                Applies::Blocked(Say::RowsChoose)
            }
            Command::EditRow if self.people.value.is_none() => Applies::Blocked(Say::WordLoading),
            Command::CopyPhone if self.phone().is_none() => Applies::Blocked(Say::CardNoPhone),
            Command::OpenRow
            | Command::Message
            | Command::EditRow
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
        vec![Say::CampaignExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.people.pending);
        let mut steps = match event {
            Event::Shown => vec![self.ask(context)],
            Event::Command(command) if self.why.takes(command) => Vec::new(),
            Event::Mouse(mouse) if self.why.takes_mouse(mouse) => Vec::new(),
            Event::Command(command) => self.command(command),
            Event::Mouse(mouse) => self.mouse(mouse),
            // It was taken away meanwhile.
            Event::Answer(Slot::Campaigns, Answer::Campaign(None)) => {
                vec![Step::Go(Go::Back(None))]
            }
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

    fn columns(&self) -> Option<ListColumns> {
        Some(super::view::COLUMNS)
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl CampaignScreen {
    fn ask(&mut self, context: &Context) -> Step {
        self.people.ask();
        self.stale = false;
        Step::Read(Slot::Campaigns, Query::Campaign(self.id, context.today))
    }

    fn heard(&mut self, event: &Event<'_>) {
        match event {
            Event::Stale => self.stale = true,
            Event::Answer(Slot::Campaigns, Answer::Campaign(Some(people))) => self.arrived(people),
            Event::Failed(Slot::Campaigns, failure) => self.people.fail(failure),
            Event::Slow(Slot::Campaigns) => self.people.takes_long(),
            _ => {}
        }
    }

    fn arrived(&mut self, people: &CampaignPeople) {
        let before = self.who();
        self.people.put(Some(people.clone()));
        self.keep(before);
    }

    fn who(&self) -> Option<CustomerId> {
        self.chosen().map(|one| one.person.customer)
    }

    /// Keeps whoever was chosen.
    fn keep(&mut self, before: Option<CustomerId>) {
        let rows = self.rows();
        let now_at = rows
            .iter()
            .position(|one| Some(one.person.customer) == before);
        let len = rows.len();
        self.list.replace(len, now_at);
    }

    fn command(&mut self, command: Command) -> Vec<Step> {
        let subject = self.who().map(|customer| Subject::Customer(customer, None));
        let campaign = self.people.value.as_ref();
        let campaign = campaign.map(|known| known.told.campaign.clone());
        let go = match (command, subject, campaign) {
            (Command::Back, ..) => Go::Back(None),
            (Command::OpenRow, Some(of), _) => Go::Card(of),
            (Command::Message, Some(of), Some(campaign)) => Go::Message(Box::new(Addressed {
                template: Some(campaign.facts.template),
                campaign: Some(campaign.id),
                ..Addressed::to(of)
            })),
            (Command::EditRow, _, Some(campaign)) => {
                Go::CampaignForm(Box::new(BeginCampaign::Known(campaign)))
            }
            (Command::CopyPhone, ..) => {
                return self.phone().map(Step::Copy).into_iter().collect();
            }
            (Command::SortRows, ..) => {
                let before = self.who();
                self.order = self.order.next();
                self.keep(before);
                return Vec::new();
            }
            (moves, ..) => {
                if let Some(key) = moves.row_key().map(Key::plain) {
                    self.list.press(key);
                }
                return Vec::new();
            }
        };
        vec![Step::Go(go)]
    }

    fn phone(&self) -> Option<String> {
        let phone = self.chosen().map(|one| one.person.phone.clone());
        phone.filter(|phone| !phone.is_empty())
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match intent {
            ListIntent::Chosen(_) => self.command(Command::OpenRow),
            _ => Vec::new(),
        }
    }
}
