//! What follows from what is typed: further lines, the sum, warnings, proposals.

use super::VisitForm;
use super::fields::{self, VisitField as F};
use crate::domain::{Day, Money, contradicted_sum};
use crate::protocol::{Context, Suggestion};
use crate::screens::entry::{Advice, parse};
use crate::screens::sheet::{Wording, odometer};
use crate::text::{Say, distance, say};

/// A visit this many days back may carry a wrong year.
const OLD: i64 = 180;

impl VisitForm {
    /// What follows from another content of a field.
    pub(super) fn typed(&mut self, id: F, context: &Context) {
        match id {
            F::Line(at) if at + 1 == fields::line_count(&self.form) => self.add_line(),
            F::Total => self.total_typed = !self.form.value(F::Total).is_empty(),
            F::Odometer | F::Day => self.check(context),
            _ => {}
        }
        match id {
            F::Amount(_) | F::Line(_) => self.add_up(true, context),
            // An emptied total is about to be typed anew; it must not fill itself under the hand.
            F::Total => self.add_up(false, context),
            F::Redeemed => self.tell_points(context),
            _ => {}
        }
        let bill = matches!(id, F::Amount(_) | F::Line(_) | F::Total);
        if bill && !self.form.value(F::Redeemed).is_empty() {
            self.tell_points(context);
        }
    }

    pub(super) fn took(&mut self, id: F, taken: &Suggestion, context: &Context) {
        if id == F::Brought {
            self.referrer = taken.customer.map(|id| (id, taken.text.clone()));
        }
        let F::Line(at) = id else { return };
        let amount = taken.amount.map(crate::domain::Money);
        if let (Some(amount), Some(field)) = (amount, self.form.field_mut(F::Amount(at))) {
            field
                .line
                .set(&parse::shown_money(Some(amount), &context.currency));
            field.line.select();
        }
        self.typed(id, context);
    }

    pub(super) fn add_line(&mut self) {
        let at = fields::line_count(&self.form);
        let last = self
            .form
            .fields
            .iter()
            .rposition(|field| matches!(field.id, F::Amount(_)));
        let place = last.map_or(0, |last| last + 1);
        let [text, amount] = fields::line_fields(at, "", "");
        self.form.fields.splice(place..place, [text, amount]);
        if self.form.focus >= place {
            self.form.focus += 2;
        }
    }

    pub(super) fn clear_lines(&mut self, context: &Context) {
        let is_line = |id: F| matches!(id, F::Line(_) | F::Amount(_));
        let place = self.form.fields.iter().position(|field| is_line(field.id));
        let Some(place) = place else { return };
        self.form.fields.retain(|field| !is_line(field.id));
        let empty = fields::line_fields(0, "", "");
        self.form.fields.splice(place..place, empty);
        self.form.go_to(F::Line(0));
        self.add_up(true, context);
    }

    /// The total follows the lines until somebody types one; then it says where they differ.
    pub(super) fn add_up(&mut self, follow: bool, context: &Context) {
        let sum = fields::sum(&self.form, &context.currency);
        let shown = parse::shown_money(sum, &context.currency);
        let typed = self.total_typed;
        let total = parse::money(self.form.value(F::Total), &context.currency);
        let far = self.contradicted(context);
        let Some(field) = self.form.field_mut(F::Total) else {
            return;
        };
        field.warning.clear();
        if !typed && follow {
            field.line.set(&shown);
        } else if let Some(sum) = far {
            field.warning = Advice::new(|lang| {
                say::visit_total_far(lang, Wording::of(context).in_(lang).money(sum))
            });
        } else if let (Some(sum), Ok(Some(total))) = (sum, total)
            && sum != total
        {
            field.warning = Advice::new(|lang| {
                say::visit_lines_differ(lang, Wording::of(context).in_(lang).money(sum))
            });
        }
    }

    /// The sum of the lines, where the total is so far from it that one of them is a slip.
    fn contradicted(&self, context: &Context) -> Option<Money> {
        let total = parse::money(self.form.value(F::Total), &context.currency);
        let amounts = fields::amounts(&self.form, &context.currency);
        contradicted_sum(total.ok().flatten()?, &amounts)
    }

    /// Entries that look like a slip and that nobody was asked about yet. A small discount or an
    /// old receipt is none.
    pub(super) fn doubts(&self, context: &Context) -> Vec<(F, String)> {
        let far = self.contradicted(context).is_some();
        let asked = [F::Odometer, F::Total].into_iter().filter_map(|id| {
            let field = self.form.field(id)?;
            let doubtful = !field.warning.is_empty() && (id == F::Odometer || far);
            doubtful.then(|| (id, field.value().to_owned()))
        });
        asked.filter(|entry| !self.told.contains(entry)).collect()
    }

    /// Looks at the reading and the day, and proposes the next reading.
    pub(super) fn check(&mut self, context: &Context) {
        let typed = self.form.value(F::Day);
        // The last such day before one that lies ahead.
        let day = parse::past_day(typed, context.today)
            .or_else(|_| parse::day(typed, context.today))
            .ok()
            .flatten();
        let km = parse::km(self.form.value(F::Odometer)).ok().flatten();
        let about_day = day.map_or_else(Advice::default, |day| about_day(day, context.today));
        let about_km = match (day, km) {
            (Some(day), Some(km)) => {
                let (others, wording) = (self.others(), Wording::of(context));
                Advice::new(|lang| odometer::warning(km, day, &others, wording.in_(lang)))
            }
            _ => Advice::default(),
        };
        if let Some(field) = self.form.field_mut(F::Day) {
            field.warning = about_day;
        }
        if let Some(field) = self.form.field_mut(F::Odometer) {
            field.warning = about_km;
        }
        let next = km
            .zip(self.interval.1)
            .map(|(km, further)| parse::shown_km(Some(km + further), context.lang));
        if let (Some(next), Some(field)) = (next, self.form.field_mut(F::NextKm))
            && (field.value().is_empty() || field.value() == self.proposed_km)
        {
            field.line.set(&next);
            self.proposed_km = next;
        }
        self.follow_day(day);
    }

    /// The day that was proposed for the next service lies as far from the day of the visit as
    /// before. One that somebody typed stays.
    fn follow_day(&mut self, day: Option<Day>) {
        let next = parse::shown_day(day.and_then(|day| self.next_day(day)));
        let proposed = std::mem::take(&mut self.proposed_day);
        let field = self.form.field_mut(F::NextDay);
        match field.filter(|field| !proposed.is_empty() && field.value() == proposed) {
            Some(field) if !next.is_empty() => {
                field.line.set(&next);
                self.proposed_day = next;
            }
            _ => self.proposed_day = proposed,
        }
    }

    /// Readings of other visits than this one.
    pub(super) fn others(&self) -> Vec<(Day, i64)> {
        let own = self.base.as_ref().filter(|_| self.visit.is_some());
        let own = own.and_then(|base| Some((base.day, base.odometer?)));
        let mut readings = self.readings.clone();
        readings.retain(|reading| Some(*reading) != own);
        readings
    }
}

fn about_day(day: Day, today: Day) -> Advice {
    match (today - day).num_days() {
        ..0 => Say::VisitFutureDate.into(),
        OLD.. => Advice::new(|lang| say::visit_old_date(lang, distance(lang, day, today))),
        _ => Advice::default(),
    }
}
