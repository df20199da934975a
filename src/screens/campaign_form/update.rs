//! What the form of a campaign does with an event.

use super::CampaignForm;
use super::fields::{self, CampaignField as F};
use crate::domain::{CampaignFacts, Change, CustomerId, SegmentHeld};
use crate::insight::CampaignPeople;
use crate::protocol::{
    Answer, Applies, BeginCampaign, Command, Context, Event, Failure, Go, Level, Notice, Query,
    Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::saved;
use crate::screens::group::{Group, groups};
use crate::text::Say;

impl Screen for CampaignForm {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            Command::Save if self.counting.is_some() => Applies::Blocked(Say::NoticeBlockedBusy),
            command => saved::applies(command, &self.form),
        }
    }

    fn explains(&self) -> Vec<Say> {
        let mut all = vec![Say::CampaignExplain];
        all.extend(self.form.explains());
        all
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown if self.form.fields.is_empty() => {
                let segments = Step::Read(Slot::Segments, Query::Segments(context.today));
                vec![segments, Step::Read(Slot::Prefill, Query::Templates)]
            }
            Event::Shown | Event::Stale => Vec::new(),
            Event::Answer(Slot::Segments, Answer::Segments(segments, _)) => {
                self.groups
                    .get_or_insert_with(|| groups(segments, context.lang));
                self.filled(context)
            }
            Event::Answer(Slot::Prefill, Answer::Templates(templates)) => {
                self.templates.get_or_insert_with(|| templates.clone());
                self.filled(context)
            }
            Event::Answer(Slot::Meant, Answer::Meant(held)) => {
                self.counted(held);
                match self.counting.take() {
                    Some(facts) => self.begin(facts, &held.customers, context),
                    None => Vec::new(),
                }
            }
            Event::Failed(Slot::Meant, failure) => {
                self.asked = None;
                let saves = self.counting.take().is_some();
                let said = saves.then(|| saved::not_read(failure, context));
                said.into_iter().collect()
            }
            Event::Answer(Slot::Campaigns, Answer::Campaign(left)) => {
                self.left_by_others(left.as_deref(), context);
                Vec::new()
            }
            Event::Failed(Slot::Campaigns, failure) => vec![saved::not_read(failure, context)],
            Event::Failed(Slot::Segments | Slot::Prefill, failure) => {
                self.form.failed = Some(failure.clone());
                Vec::new()
            }
            Event::Saved(receipt) => {
                let mut steps = match self.gap() {
                    Some(gap) => vec![Step::Go(Go::Back(Some(Notice {
                        level: Level::Attention,
                        text: gap.in_(context.lang).to_owned(),
                        hint: String::new(),
                    })))],
                    None => saved::close(receipt, context),
                };
                if let BeginCampaign::New(Some(_)) = &self.begin {
                    // From a segment: the new one stands first among the campaigns.
                    steps.push(Step::Go(Go::Campaigns));
                }
                steps
            }
            event => {
                let act = self.form.update(&event, context);
                self.act(act, context)
            }
        }
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl CampaignForm {
    fn filled(&mut self, context: &Context) -> Vec<Step> {
        if self.form.fields.is_empty()
            && let Some(fields) = self.fields(context)
        {
            let first = match &self.begin {
                BeginCampaign::New(Some(_)) => F::Template,
                _ => F::Name,
            };
            self.form.fill(fields, first);
            return self.count(context);
        }
        Vec::new()
    }

    /// Asks how many the chosen segment holds, where that is not known with its name.
    fn count(&mut self, context: &Context) -> Vec<Step> {
        let group = self.group().filter(|group| group.holds.is_none());
        match group.cloned() {
            Some(group) => self.ask(group, context),
            None => Vec::new(),
        }
    }

    fn ask(&mut self, group: Group, context: &Context) -> Vec<Step> {
        self.asked = Some(group.name);
        vec![Step::Read(
            Slot::Meant,
            Query::held(group.filter, context.today),
        )]
    }

    fn counted(&mut self, held: &SegmentHeld) {
        let asked = self.asked.take();
        let mut all = self.groups.iter_mut().flatten();
        let group = all.find(|group| asked.as_ref() == Some(&group.name));
        if let Some(group) = group.filter(|_| held.unsaid.is_none()) {
            group.holds = Some(held.customers.len() as u64);
        }
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(F::Segment) => {
                self.follow(context);
                self.count(context)
            }
            Act::Typed(_) | Act::Took(..) => Vec::new(),
            Act::Save => self.save(context),
            Act::Reload => self.reload(context),
            Act::Refused(reasons) => self.form.refused(&reasons, field, context),
        }
    }

    /// Reads again what somebody else changed too.
    fn reload(&self, context: &Context) -> Vec<Step> {
        let mut steps = vec![saved::conflict(context)];
        if let BeginCampaign::Known(campaign) = &self.begin {
            let query = Query::Campaign(campaign.id, context.today);
            steps.push(Step::Read(Slot::Campaigns, query));
        }
        steps
    }

    fn left_by_others(&mut self, left: Option<&CampaignPeople>, context: &Context) {
        let Some(left) = left else {
            self.form.failed = Some(Failure::Gone);
            return;
        };
        self.begin = BeginCampaign::Known(left.told.campaign.clone());
        if let Some(fields) = self.fields(context) {
            self.form.show(fields, F::Name);
        }
    }

    /// A name that nobody typed follows the segment.
    fn follow(&mut self, context: &Context) {
        let named = self
            .group()
            .map(|group| fields::named(&group.name, context));
        let mut all = self.groups.iter().flatten();
        let now = self.form.value(F::Name);
        let is_ours = now.is_empty() || all.any(|group| fields::named(&group.name, context) == now);
        if let (Some(named), true, Some(field)) = (named, is_ours, self.form.field_mut(F::Name)) {
            field.line.set(&named);
        }
    }

    /// Finds out whom the segment holds before anything is written; whom a known campaign means
    /// stays.
    fn save(&mut self, context: &Context) -> Vec<Step> {
        let facts = match self.facts(context) {
            Ok(facts) => facts,
            Err(errors) => return self.form.mistakes(errors, context),
        };
        if let BeginCampaign::Known(campaign) = &self.begin {
            if facts == campaign.facts {
                return saved::unchanged(context);
            }
            let change = Change::EditCampaign {
                id: campaign.id,
                base: Box::new(campaign.facts.clone()),
                facts: Box::new(facts),
            };
            return self.form.submit(change, context);
        }
        let Some(group) = self.group().cloned() else {
            return Vec::new();
        };
        self.counting = Some(facts);
        self.ask(group, context)
    }

    fn begin(
        &mut self,
        facts: CampaignFacts,
        targets: &[CustomerId],
        context: &Context,
    ) -> Vec<Step> {
        let change = Change::AddCampaign {
            facts: Box::new(facts),
            targets: targets.to_vec(),
        };
        self.form.submit(change, context)
    }
}

/// Which field holds a fact.
fn field(fact: &str) -> F {
    match fact {
        "segment" => F::Segment,
        "template" => F::Template,
        "offer" => F::Offer,
        "offer_until" => F::OfferUntil,
        "since" | "until" => F::Until,
        "within_days" => F::Within,
        "note" => F::Note,
        _ => F::Name,
    }
}
