//! What the visit form does with an event.

use super::VisitForm;
use super::facts;
use super::fields::{self, VisitField as F};
use super::model::Opened;
use crate::domain::{
    Change, CustomerId, Day, Draft, NextService, Subject, VisitFacts, contradicted_sum,
};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Prefill, Query, Scope, Slot, Step,
};
use crate::screens::Screen;
use crate::screens::entry::form::{Act, State};
use crate::screens::entry::{parse, saved};
use crate::text::Say;
use chrono::TimeDelta;

/// Days within which a proposal for the next service is believed.
const DAYS: std::ops::RangeInclusive<i64> = 14..=400;
/// Kilometres within which it is.
const KILOMETRES: std::ops::RangeInclusive<i64> = 500..=20_000;

impl Screen for VisitForm {
    fn scope(&self) -> Scope {
        Scope::Form
    }

    fn applies(&self, command: Command) -> Applies {
        match command {
            Command::ClearLines if self.form.state == State::Ready => Applies::Yes,
            Command::Redeem if self.form.state == State::Ready && self.has_points() => Applies::Yes,
            Command::Redeem => Applies::Blocked(Say::VisitNoPoints),
            command => saved::applies(command, &self.form),
        }
    }

    fn explains(&self) -> Vec<Say> {
        self.form.explains()
    }

    fn update(&mut self, event: Event<'_>, context: &Context) -> Vec<Step> {
        match event {
            Event::Shown if self.base.is_none() => self.ask(),
            Event::Answer(Slot::Prefill, Answer::Prefill(Some(prefill))) => {
                self.prefill(prefill, context)
            }
            Event::Answer(Slot::Check, Answer::Prefill(Some(prefill))) => {
                self.about(prefill, context);
                self.offer_points(context);
                self.know_points(context);
                self.redeem_at_once(context)
            }
            Event::Answer(Slot::Prefill, Answer::Visit(Some(visit))) => {
                self.filled(visit.facts.clone(), context);
                self.redeem_at_once(context)
            }
            Event::Answer(Slot::Prefill, Answer::Prefill(None) | Answer::Visit(None)) => {
                self.form.failed = Some(crate::protocol::Failure::Gone);
                Vec::new()
            }
            Event::Saved(receipt) => saved::close(receipt, context),
            // Points may be others now.
            Event::Stale if self.form.state == State::Ready => vec![self.ask_about()],
            Event::Command(Command::ClearLines) => {
                self.clear_lines(context);
                Vec::new()
            }
            Event::Command(Command::Redeem) => {
                self.redeem(context);
                Vec::new()
            }
            event => {
                let act = self.form.update(&event, context);
                self.act(act, context)
            }
        }
    }

    fn unsaved(&self, context: &Context) -> Option<Draft> {
        self.draft(context)
    }

    fn view(&self, canvas: &mut crate::kit::Canvas<'_, '_>, context: &Context) {
        super::view::draw(self, canvas, context);
    }
}

impl VisitForm {
    fn ask(&self) -> Vec<Step> {
        let about = self.ask_about();
        match self.visit {
            None => vec![Step::Read(Slot::Prefill, self.about_it())],
            Some(visit) => vec![Step::Read(Slot::Prefill, Query::Visit(visit)), about],
        }
    }

    fn about_it(&self) -> Query {
        Query::Prefill(self.subject, self.visit)
    }

    /// Asks anew whom it is for and what there is.
    fn ask_about(&self) -> Step {
        Step::Read(Slot::Check, self.about_it())
    }

    fn about(&mut self, prefill: &Prefill, context: &Context) {
        self.is_known = true;
        self.title.clone_from(&prefill.title);
        self.alert.clone_from(&prefill.alert);
        self.readings.clone_from(&prefill.readings);
        self.same_as = prefill.same_as;
        let last = prefill.last.filter(|(_, day)| *day == context.today);
        self.written = last.map(|(visit, _)| visit);
        self.points.clone_from(&prefill.points);
        self.asks_referrer = self.visit.is_none() && prefill.asks_referrer;
        self.terms.clone_from(&prefill.terms);
        self.interval = interval(prefill.next_service, self.readings.first().copied());
    }

    fn prefill(&mut self, prefill: &Prefill, context: &Context) -> Vec<Step> {
        self.about(prefill, context);
        if let (Opened::ToRedeem, Some(visit)) = (self.opened, self.written) {
            // What points shall pay is the visit of today, and not one more.
            let subject = self.subject;
            *self = Self {
                opened: Opened::ToRedeem,
                ..Self::edit(visit, subject)
            };
            return self.ask();
        }
        let mut facts = prefill.visit.clone();
        facts.day = context.today;
        if self.is_counter_sale(context) || context.trade.asset.is_none() {
            // A sale over the counter has nothing to do with the customer's car.
            facts.vehicle = None;
        }
        if facts.next_service.day.is_none() {
            facts.next_service.day = self.next_day(facts.day);
            self.proposed_day = parse::shown_day(facts.next_service.day);
        }
        let amounts = facts.lines.iter().filter_map(|line| line.amount);
        let sum: i64 = amounts.map(|amount| amount.0).sum();
        let amounts: Vec<_> = facts.lines.iter().map(|line| line.amount).collect();
        let total = facts.total;
        if let Some(sum) = total.and_then(|total| contradicted_sum(total, &amounts)) {
            // A slip of last time is not proposed again.
            facts.total = Some(sum);
        }
        self.total_typed = facts.total.is_some_and(|total| total.0 != sum);
        self.filled(facts, context);
        self.redeem_at_once(context)
    }

    /// Whether it is a sale without what the customers of this trade bring.
    pub(super) fn is_counter_sale(&self, context: &Context) -> bool {
        context.trade.asset.is_some() && matches!(self.subject, Subject::Customer(_, None))
    }

    /// The day as far from this one as the next service was from the last visit.
    pub(super) fn next_day(&self, day: Day) -> Option<Day> {
        day.checked_add_signed(TimeDelta::try_days(self.interval.0?)?)
    }

    /// Puts the facts into the fields: for the first time, or as somebody else left them.
    fn filled(&mut self, facts: VisitFacts, context: &Context) {
        let mut fresh = fields::fields(&facts, self.points.is_some(), context);
        if self.asks_referrer {
            fields::add_brought(&mut fresh);
        }
        if self.base.is_some() {
            while fields::line_count(&self.form) <= facts.lines.len() {
                self.add_line();
            }
        }
        let reads_odometer = facts.vehicle.is_some() && context.trade.has_odometer();
        let focus = if reads_odometer {
            F::Odometer
        } else {
            F::Line(0)
        };
        self.form.show(fresh, focus);
        self.base = Some(facts);
        self.bring_back(context);
    }

    fn act(&mut self, act: Act<F>, context: &Context) -> Vec<Step> {
        match act {
            Act::Steps(steps) => steps,
            Act::Typed(id) => {
                self.typed(id, context);
                self.form.suggest().into_iter().collect()
            }
            Act::Took(id, taken) => {
                self.took(id, &taken, context);
                Vec::new()
            }
            Act::Save => self.save(context),
            Act::Reload => {
                let mut steps = self.ask();
                steps.push(saved::conflict(context));
                steps
            }
            Act::Refused(reasons) => self.refused(&reasons, context),
        }
    }

    fn save(&mut self, context: &Context) -> Vec<Step> {
        let Some(base) = self.base.clone() else {
            return Vec::new();
        };
        let read = facts::facts(&self.form, &base, context.today, &context.currency);
        let facts = match (read, self.referred_by()) {
            (Ok(facts), Ok(by)) => (facts, by),
            (read, by) => {
                let errors = read.err().into_iter().flatten().chain(by.err());
                return self.form.mistakes(errors.collect(), context);
            }
        };
        let (facts, by) = facts;
        let doubts = self.doubts(context);
        if let Some((first, _)) = doubts.first() {
            self.form.go_to(*first);
            self.told.extend(doubts);
            return saved::unsure(context);
        }
        let change = match self.visit {
            Some(_) if facts == base => return saved::unchanged(context),
            Some(id) => Change::EditVisit {
                id,
                base: Box::new(base),
                facts: Box::new(facts),
            },
            None => match by {
                Some(referred_by) => Change::AddFirstVisit {
                    facts: Box::new(facts),
                    referred_by,
                },
                None => Change::AddVisit {
                    facts: Box::new(facts),
                },
            },
        };
        self.form.submit(change, context)
    }

    /// Who brought the customer, where that is asked and answered.
    fn referred_by(&self) -> Result<Option<CustomerId>, (F, Say)> {
        let name = self.form.value(F::Brought);
        let chosen = self.referrer.as_ref().filter(|(_, chosen)| chosen == name);
        match chosen {
            Some((id, _)) => Ok(Some(*id)),
            None if name.is_empty() => Ok(None),
            None => Err((F::Brought, Say::ReferralChoose)),
        }
    }

    fn refused(&mut self, reasons: &[(String, String)], context: &Context) -> Vec<Step> {
        let (has_points, asks_referrer) = (self.has_points(), self.asks_referrer);
        let spent = saved::is_spent(reasons);
        let field = |fact: &str| match fact {
            "odometer" => F::Odometer,
            "total" => F::Total,
            "points" if spent && self.form.is_touched(F::Status) => F::Status,
            "points" if spent => F::Total,
            "redeemed" | "points" if has_points => F::Redeemed,
            "lines" => F::Line(0),
            "referred_by" if asks_referrer => F::Brought,
            "mechanics" => F::Mechanics,
            _ => F::Day,
        };
        let fields: Vec<(String, F)> = reasons
            .iter()
            .map(|(fact, _)| (fact.clone(), field(fact)))
            .collect();
        let at = |fact: &str| {
            let known = fields.iter().find(|(known, _)| known == fact);
            known.map_or(F::Day, |(_, at)| *at)
        };
        let mut steps = self.form.refused(reasons, at, context);
        if fields.iter().any(|(_, at)| *at == F::Redeemed) {
            // Whoever asks for as many as may pay gets what may pay now.
            steps.push(self.ask_about());
        }
        steps
    }
}

/// How far away the next service was promised last time, where that is believable.
fn interval(promise: NextService, last: Option<(Day, i64)>) -> (Option<i64>, Option<i64>) {
    let Some((day, km)) = last else {
        return (None, None);
    };
    let days = promise.day.map(|next| (next - day).num_days());
    let further = promise.odometer.map(|next| next - km);
    (
        days.filter(|days| DAYS.contains(days)),
        further.filter(|further| KILOMETRES.contains(further)),
    )
}
