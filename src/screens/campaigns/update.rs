//! What the list of campaigns does with an event.

use super::Campaigns;
use crate::domain::Change;
use crate::insight::CampaignTold;
use crate::kit::ListIntent;
use crate::protocol::{
    Answer, Applies, BeginCampaign, Choice, Code, Command, Context, Event, ExportList, Go, Key,
    ListColumns, Mouse, Query, Question, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::saved;
use crate::text::{Lang, Say, say};

/// The most that is typed to find one, in characters.
const MOST: usize = 40;

impl Screen for Campaigns {
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
            | Command::SortRows
            | Command::Back => Applies::Yes,
            command if command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn explains(&self) -> Vec<Say> {
        vec![Say::CampaignExplain]
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        let anew = event.reads_anew(self.stale, self.all.pending);
        let mut steps = match event {
            Event::Shown => vec![self.ask(context)],
            Event::Saved(receipt) => vec![saved::said(receipt, context), self.ask(context)],
            Event::Command(command) if self.why.takes(command) => Vec::new(),
            Event::Mouse(mouse) if self.why.takes_mouse(mouse) => Vec::new(),
            Event::Command(command) => self.command(command, context.lang),
            Event::Mouse(mouse) => self.mouse(mouse),
            Event::Key(key) if !self.why.is_open() => {
                self.find(key);
                Vec::new()
            }
            Event::Chosen(choice) => self.removal(*choice, context),
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

impl Campaigns {
    fn ask(&mut self, context: &Context) -> Step {
        self.all.ask();
        self.stale = false;
        Step::Read(Slot::Campaigns, Query::Campaigns(context.today))
    }

    fn heard(&mut self, event: &Event<'_>) {
        match event {
            Event::Stale => self.stale = true,
            Event::Answer(Slot::Campaigns, Answer::Campaigns(all)) => self.arrived(all),
            Event::Failed(Slot::Campaigns, failure) => self.all.fail(failure),
            Event::Slow(Slot::Campaigns) => self.all.takes_long(),
            _ => {}
        }
    }

    fn arrived(&mut self, all: &[CampaignTold]) {
        self.show(|list| list.all.put(Some(all.to_vec())));
    }

    fn command(&mut self, command: Command, lang: Lang) -> Vec<Step> {
        let campaign = self.chosen().map(|told| told.campaign.clone());
        let go = match (command, campaign) {
            (Command::Back, _) if !self.typed.is_empty() => {
                self.show(|list| list.typed.clear());
                return Vec::new();
            }
            (Command::SortRows, _) => {
                self.show(|list| list.order = list.order.next());
                return Vec::new();
            }
            (Command::Back, _) => Go::Back(None),
            (Command::AddRow, _) => Go::CampaignForm(Box::new(BeginCampaign::New(None))),
            (Command::OpenRow, Some(campaign)) => Go::Campaign(campaign.id),
            (Command::EditRow, Some(campaign)) => {
                Go::CampaignForm(Box::new(BeginCampaign::Known(campaign)))
            }
            (Command::RemoveRow, Some(campaign)) => {
                self.removing = Some(campaign.id);
                Go::Ask(Question {
                    title: Say::CampaignRemoveTitle.in_(lang).to_owned(),
                    body: vec![say::campaign_remove_text(lang, &campaign.facts.name)],
                    choices: [Say::CampaignRemoveNo, Say::CampaignRemoveYes]
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

    /// Letters find a campaign.
    fn find(&mut self, key: Key) {
        match (key.code, key.typed()) {
            (_, Some(letter)) if self.typed.chars().count() < MOST => {
                self.show(|list| list.typed.push(letter));
            }
            (Code::Backspace, _) => self.show(|list| {
                list.typed.pop();
            }),
            _ => {}
        }
    }

    fn removal(&mut self, choice: Choice, context: &Context) -> Vec<Step> {
        match (self.removing.take(), choice) {
            (Some(id), Choice::Nth(1)) => {
                vec![Step::Write(
                    context.op,
                    Box::new(Change::RemoveCampaign { id }),
                )]
            }
            _ => Vec::new(),
        }
    }

    fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let intent = self.list.mouse(mouse);
        match (intent, self.chosen()) {
            (ListIntent::Chosen(_), Some(told)) => vec![Step::Go(Go::Campaign(told.campaign.id))],
            _ => Vec::new(),
        }
    }
}
