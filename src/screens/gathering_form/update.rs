//! What the form of a gathering does with an event.

use super::GatheringForm;
use super::fields::{self, GatheringField as F};
use crate::domain::{Change, CustomerId, Segment};
use crate::insight::GatheringGuests;
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::Act;
use crate::screens::entry::saved;
use crate::screens::group::groups;
use crate::text::{Lang, Say};

impl Screen for GatheringForm {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            Command::Save if self.counting => Applies::Blocked(Say::NoticeBlockedBusy),
            command => saved::applies(command, &self.form),
        }
    }

    fn explains(&self) -> Vec<Say> {
        self.form.explains()
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown if self.form.fields.is_empty() => {
                vec![Step::Read(Slot::Segments, Query::Segments(context.today))]
            }
            Event::Shown | Event::Stale => Vec::new(),
            Event::Answer(Slot::Segments, Answer::Segments(segments, _)) => {
                self.filled(segments, context.lang);
                Vec::new()
            }
            Event::Answer(Slot::Meant, Answer::Meant(held)) if self.counting => {
                self.counting = false;
                self.write(&held.customers, context)
            }
            Event::Answer(Slot::Gatherings, Answer::Guests(left)) => {
                self.left_by_others(left.as_deref());
                Vec::new()
            }
            Event::Failed(Slot::Gatherings, failure) => vec![saved::not_read(failure, context)],
            Event::Failed(Slot::Meant, failure) => {
                self.counting = false;
                vec![saved::not_read(failure, context)]
            }
            Event::Failed(Slot::Segments, failure) => {
                self.form.failed = Some(failure.clone());
                Vec::new()
            }
            Event::Saved(receipt) => saved::close(receipt, context),
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

impl GatheringForm {
    fn filled(&mut self, segments: &[(Segment, Option<u64>)], lang: Lang) {
        if !self.form.fields.is_empty() {
            return;
        }
        self.groups = groups(segments, lang);
        let fields = fields::fields(self.base.as_ref(), &self.groups);
        let first = if self.base.is_some() {
            F::Invite
        } else {
            F::Name
        };
        self.form.fill(fields, first);
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(_) | Act::Took(..) => Vec::new(),
            Act::Save => self.save(context),
            Act::Reload => self.reload(context),
            Act::Refused(reasons) => self.form.refused(&reasons, field, context),
        }
    }

    /// Reads again what somebody else changed too.
    fn reload(&self, context: &Context) -> Vec<Step> {
        let mut steps = vec![saved::conflict(context)];
        if let Some(base) = &self.base {
            let query = Query::Guests(base.id, context.today);
            steps.push(Step::Read(Slot::Gatherings, query));
        }
        steps
    }

    fn left_by_others(&mut self, left: Option<&GatheringGuests>) {
        let Some(left) = left else {
            self.form.failed = Some(Failure::Gone);
            return;
        };
        let fields = fields::fields(Some(&left.told.gathering), &self.groups);
        self.base = Some(left.told.gathering.clone());
        self.form.show(fields, F::Name);
    }

    /// Finds out whom the chosen segment holds before anything is written.
    fn save(&mut self, context: &Context) -> Vec<Step> {
        if let Err(errors) = fields::facts(&self.form, self.base.as_ref(), context) {
            return self.form.mistakes(errors, context);
        }
        let chosen = self.form.value(F::Invite);
        let mut groups = self.groups.iter();
        match groups.find(|group| group.name == chosen) {
            None => self.write(&[], context),
            Some(group) => {
                self.counting = true;
                let query = Query::held(group.filter.clone(), context.today);
                vec![Step::Read(Slot::Meant, query)]
            }
        }
    }

    fn write(&mut self, guests: &[CustomerId], context: &Context) -> Vec<Step> {
        let facts = match fields::facts(&self.form, self.base.as_ref(), context) {
            Ok(facts) => facts,
            Err(errors) => return self.form.mistakes(errors, context),
        };
        let Some(base) = &self.base else {
            let change = Change::AddGathering {
                facts: Box::new(facts),
                guests: guests.to_vec(),
            };
            return self.form.submit(change, context);
        };
        let guests = guests.to_vec();
        let change = if facts != base.facts {
            Change::EditGathering {
                id: base.id,
                base: Box::new(base.facts.clone()),
                facts: Box::new(facts),
                guests,
            }
        } else if guests.is_empty() {
            return saved::unchanged(context);
        } else {
            let gathering = base.id;
            Change::Invite { gathering, guests }
        };
        self.form.submit(change, context)
    }
}

/// Which field holds a fact.
fn field(fact: &str) -> F {
    match fact {
        "day" => F::Day,
        "event_time" => F::Time,
        "event_place" => F::Place,
        "segment" => F::Invite,
        "note" => F::Note,
        _ => F::Name,
    }
}
