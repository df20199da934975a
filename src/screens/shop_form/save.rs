//! Saving the facts of the shop, only those that somebody touched.

use super::ShopForm;
use super::fields::{self, ShopField as F};
use crate::domain::trade::own::{self, OwnField};
use crate::domain::trade::{FACT_FIELDS, FACT_LEAP_DAY, FACT_SENSITIVE, FACT_TRADE};
use crate::domain::{
    Change, Currency, FACT_ADDRESS, FACT_CLOSED_FROM, FACT_CLOSED_UNTIL, FACT_HOURS,
    FACT_MESSAGE_LANGUAGE, FACT_PHONE, Hours, ShopEdit, ShopSign, StaffEdit,
};
use crate::protocol::{Context, Step};
use crate::screens::entry::{parse, saved};
use crate::text::Say;

impl ShopForm {
    pub(super) fn save(&mut self, context: &Context) -> Vec<Step> {
        let currency = self.form.value(F::Currency).to_uppercase();
        if self.form.is_touched(F::Currency) && Currency::of(&currency).is_none() {
            let bad = vec![(F::Currency, Say::ShopCurrencyBad)];
            return self.form.mistakes(bad, context);
        }
        let mut facts = match self.holidays(context) {
            Ok(facts) => facts,
            Err(bad) => return self.form.mistakes(bad, context),
        };
        for (id, key) in [
            (F::Name, "name"),
            (F::Trade, FACT_TRADE),
            (F::Currency, "currency"),
            (F::Offset, "utc_offset_minutes"),
            (F::Sensitive, FACT_SENSITIVE),
            (F::LeapDay, FACT_LEAP_DAY),
            (F::Address, FACT_ADDRESS),
            (F::Phone, FACT_PHONE),
            (F::Language, FACT_MESSAGE_LANGUAGE),
        ] {
            if self.form.is_touched(id) {
                let value = match id {
                    F::Currency => currency.clone(),
                    _ => self.form.value(id).to_owned(),
                };
                let field = self.form.field(id);
                let base = field.map(|field| field.original.clone());
                facts.push(ShopEdit {
                    key: key.to_owned(),
                    base: base.unwrap_or_default(),
                    value,
                });
            }
        }
        match self.hours() {
            Ok(hours) => facts.extend(hours),
            Err(why) => return self.form.mistakes(vec![(F::Hours, why)], context),
        }
        let base = self.base.as_ref().map(|base| base.fields.clone());
        let base = base.unwrap_or_default();
        let before = own::read(&base);
        let own = self.own(&before);
        if own != before {
            facts.push(ShopEdit {
                key: FACT_FIELDS.to_owned(),
                base,
                value: own::written(&own),
            });
        }
        let staff = self.staff();
        if facts.is_empty() && staff.is_empty() {
            return saved::unchanged(context);
        }
        self.form.submit(Change::SetShop { facts, staff }, context)
    }

    /// When it is open, if that was touched, as the book keeps it.
    fn hours(&self) -> Result<Option<ShopEdit>, Say> {
        let hours = parse::hours(self.form.value(F::Hours))?;
        let sign = self.base.as_ref().map(|base| base.sign.clone());
        let before = sign.unwrap_or_default();
        let touched = self.form.is_touched(F::Hours) && hours != before.hours;
        Ok(touched.then(|| ShopEdit {
            key: FACT_HOURS.to_owned(),
            base: before.hours_text(),
            value: hours.as_ref().map(Hours::to_string).unwrap_or_default(),
        }))
    }

    /// The days of the holidays that were touched, as the book keeps them.
    fn holidays(&self, context: &Context) -> Result<Vec<ShopEdit>, Vec<(F, Say)>> {
        let (mut facts, mut bad) = (Vec::new(), Vec::new());
        let sign = self.base.as_ref().map(|base| base.sign.clone());
        let sign = sign.unwrap_or_default();
        let mut days = Vec::new();
        for (id, key, before) in [
            (F::ClosedFrom, FACT_CLOSED_FROM, sign.closed_from),
            (F::ClosedUntil, FACT_CLOSED_UNTIL, sign.closed_until),
        ] {
            match parse::day(self.form.value(id), context.today) {
                Ok(day) => {
                    days.push(day);
                    if self.form.is_touched(id) && day != before {
                        facts.push(ShopEdit {
                            key: key.to_owned(),
                            base: ShopSign::day_text(before),
                            value: ShopSign::day_text(day),
                        });
                    }
                }
                Err(why) => bad.push((id, why)),
            }
        }
        if let [from, Some(until)] = days[..]
            && from.is_none_or(|from| from > until)
        {
            bad.push((F::ClosedUntil, Say::ShopClosedBefore));
        }
        if bad.is_empty() { Ok(facts) } else { Err(bad) }
    }

    /// Those whose name or place was touched.
    fn staff(&self) -> Vec<StaffEdit> {
        let people = self.base.iter().flat_map(|base| &base.staff);
        let edits = people.filter_map(|member| {
            let (name, works) = (F::Person(member.id), F::Works(member.id));
            let touched = self.form.is_touched(name) || self.form.is_touched(works);
            touched.then(|| {
                let base = member.facts.clone();
                let mut facts = base.clone();
                self.form.write(name, &mut facts.name);
                facts.active = self.form.value(works) == "1";
                StaffEdit {
                    id: member.id,
                    base,
                    facts,
                }
            })
        });
        edits.collect()
    }

    /// Whose name the book would not take: without one, or another's.
    pub(super) fn refused_person(&self) -> F {
        let names = self.form.fields.iter();
        let touched = names
            .filter(|field| matches!(field.id, F::Person(_)) && field.is_changed())
            .map(|field| field.id);
        let mut touched: Vec<F> = touched.collect();
        touched.sort_by_key(|id| !self.form.value(*id).is_empty());
        touched.first().copied().unwrap_or(F::Name)
    }

    /// The shop's own fields as they stand; one that was renamed keeps its key, and of two that
    /// would have the same key the first stays.
    fn own(&self, before: &[OwnField]) -> Vec<OwnField> {
        let mut all: Vec<OwnField> = Vec::new();
        for at in 0..self.own_count() {
            let kind = fields::kind(self.form.value(F::Kind(at)));
            let field = OwnField::parse(self.form.value(F::Own(at)), kind, before.get(at));
            let new = field.filter(|field| all.iter().all(|known| known.key != field.key));
            all.extend(new);
        }
        all
    }

    /// How many rows of own fields there are, the empty one at the end included.
    pub(super) fn own_count(&self) -> usize {
        let fields = self.form.fields.iter();
        fields.filter(|field| matches!(field.id, F::Own(_))).count()
    }
}
