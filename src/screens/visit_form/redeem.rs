//! Points that pay a part of the visit.

use super::VisitForm;
use super::fields::{self, VisitField as F};
use super::model::Opened;
use crate::domain::Money;
use crate::points::most_redeemable;
use crate::protocol::{Context, Level, Notice, Step};
use crate::screens::entry::{Advice, parse};
use crate::text::{Say, count, money, say};

impl VisitForm {
    /// Whether there are points to redeem, or some pay a part of this visit already.
    pub(super) fn has_points(&self) -> bool {
        self.form.field(F::Redeemed).is_some()
    }

    /// Asks for points at a visit that is corrected, once it is known that there are any.
    pub(super) fn offer_points(&mut self, context: &Context) {
        let ready = !self.form.fields.is_empty() && !self.has_points();
        if self.points.is_some() && ready {
            let focus = self.form.focus;
            fields::add_points(&mut self.form.fields, None, context);
            let before = self.form.fields.iter().take(focus + 1);
            let moved = before.filter(|field| field.id == F::Redeemed).count();
            self.form.focus = focus + moved;
        }
    }

    /// Lets points pay as soon as the form is filled and it is known what there is, if that is what it
    /// was opened for. Where none can, that is said.
    pub(super) fn redeem_at_once(&mut self, context: &Context) -> Vec<Step> {
        let is_ready = self.base.is_some() && self.is_known;
        if !is_ready || self.opened != Opened::ToRedeem {
            return Vec::new();
        }
        self.opened = Opened::ToWrite;
        if self.has_points() {
            self.redeem(context);
            return Vec::new();
        }
        vec![Step::Say(Notice {
            level: Level::Attention,
            text: Say::VisitNoPoints.in_(context.lang).to_owned(),
            hint: String::new(),
        })]
    }

    /// Lets as many points pay as there are and as the rule lets.
    pub(super) fn redeem(&mut self, context: &Context) {
        let most = self.most(context);
        if let Some(field) = self.form.field_mut(F::Redeemed) {
            let text = if most > 0 {
                count(context.lang, most.unsigned_abs())
            } else {
                String::new()
            };
            field.line.set(&text);
        }
        self.tell_points(context);
        self.form.go_to(F::Redeemed);
    }

    /// Says under the field what there is and what of it may pay this bill; where points do pay,
    /// what is left to pay.
    pub(super) fn tell_points(&mut self, context: &Context) {
        let Some((has, rule)) = self.points.clone() else {
            return;
        };
        let most = self.most(context);
        let worth = most.saturating_mul(rule.worth);
        let pays = parse::points(self.form.value(F::Redeemed)).ok().flatten();
        let pays = pays.filter(|pays| *pays > 0 && *pays <= most);
        let left = self.left_to_pay(pays.unwrap_or(0).saturating_mul(rule.worth), context);
        let has = has.max(0).unsigned_abs();
        let advice = |lang| {
            if let (Some(pays), Some(left)) = (pays, left) {
                let worth = money(lang, pays.saturating_mul(rule.worth), &context.currency);
                let left = money(lang, left, &context.currency);
                say::visit_points_pay(lang, pays.unsigned_abs(), worth, left)
            } else if most > 0 {
                let worth = money(lang, worth, &context.currency);
                say::visit_points_most(lang, has, count(lang, most.unsigned_abs()), worth)
            } else {
                say::visit_points_none(lang, count(lang, has))
            }
        };
        if let Some(field) = self.form.field_mut(F::Redeemed) {
            // What is said now is said of other numbers than what was refused.
            field.error.clear();
            field.warning = Advice::new(advice);
        }
    }

    /// What is left of the total when points pay so much of it.
    fn left_to_pay(&self, worth: i64, context: &Context) -> Option<i64> {
        let total = parse::money(self.form.value(F::Total), &context.currency);
        Some(total.ok().flatten()?.0.saturating_sub(worth))
    }

    /// There are so many points now: what was said of others before goes.
    pub(super) fn know_points(&mut self, context: &Context) {
        let Some(field) = self.form.field(F::Redeemed) else {
            return;
        };
        if !field.value().is_empty() && field.error.is_empty() {
            self.tell_points(context);
        }
    }

    /// The most points that may pay what the field of the total says.
    fn most(&self, context: &Context) -> i64 {
        let Some((has, rule)) = &self.points else {
            return 0;
        };
        let total = parse::money(self.form.value(F::Total), &context.currency);
        let total = total.ok().flatten().unwrap_or(Money(0));
        most_redeemable(rule, total.0, *has)
    }
}
