//! What the fields of a visit say, read as facts.

use super::fields::{VisitField as F, line_count};
use crate::domain::{Day, NextService, VisitFacts, VisitLine, VisitStatus};
use crate::screens::entry::{Form, parse};
use crate::text::Say;

/// Takes `4 × spark plug`, `4x spark plug` apart into thousandths and text.
pub(super) fn read_line(text: &str) -> (i64, &str) {
    let whole = (1000, text);
    let Some(at) = text.find(['×', 'x', 'X']) else {
        return whole;
    };
    let (number, rest) = text.split_at(at);
    let rest = rest.trim_start_matches(['×', 'x', 'X']).trim();
    let (units, part) = number
        .trim()
        .split_once(['.', ','])
        .unwrap_or((number.trim(), ""));
    let digits =
        |text: &str, most: usize| text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    if rest.is_empty() || units.is_empty() || !digits(units, 6) || !digits(part, 3) {
        return whole;
    }
    match format!("{units}{part:0<3}").parse() {
        Ok(quantity) if quantity > 0 => (quantity, rest),
        _ => whole,
    }
}

/// What the fields say, over what no field shows. Errors name their fields.
pub(super) fn facts(
    form: &Form<F>,
    base: &VisitFacts,
    today: Day,
    currency: &str,
) -> Result<VisitFacts, Vec<(F, Say)>> {
    let mut errors = Vec::new();
    let mut facts = base.clone();
    let mut reader = Reader {
        form,
        errors: &mut errors,
    };
    let day = |text: &str| parse::past_day(text, today);
    if let Some(day) = reader.read(F::Day, Some(facts.day), day) {
        facts.day = day;
    } else if form.value(F::Day).is_empty() {
        reader.errors.push((F::Day, Say::FormRequired));
    }
    let money = |text: &str| parse::money(text, currency);
    facts.odometer = reader.read(F::Odometer, base.odometer, parse::km);
    facts.total = reader.read(F::Total, base.total, money);
    facts.redeemed = reader.read(F::Redeemed, base.redeemed, parse::points);
    facts.discount = reader.read(F::Discount, base.discount, money);
    facts.cost = reader.read(F::Cost, base.cost, money);
    let promised = base.next_service;
    facts.next_service = NextService {
        day: reader.read(F::NextDay, promised.day, |text| parse::day(text, today)),
        odometer: reader.read(F::NextKm, promised.odometer, parse::km),
    };
    facts.lines = (0..line_count(form))
        .filter_map(|at| reader.line(at, base, currency))
        .collect();
    if form.is_touched(F::Mechanics) {
        let mechanics = form.value(F::Mechanics).split(',').map(str::trim);
        let named = mechanics.filter(|name| !name.is_empty());
        facts.mechanics = named.map(str::to_owned).collect();
    }
    form.write(F::Oil, &mut facts.oil);
    form.write(F::Complaint, &mut facts.complaint);
    form.write(F::Payment, &mut facts.payment);
    form.write(F::Note, &mut facts.note);
    form.write(F::DocNo, &mut facts.doc_no);
    facts.status = read_status(form.value(F::Status));
    if errors.is_empty() {
        Ok(facts)
    } else {
        Err(errors)
    }
}

/// Reads fields and gathers what is wrong with them.
pub(super) struct Reader<'a> {
    form: &'a Form<F>,
    errors: &'a mut Vec<(F, Say)>,
}

impl Reader<'_> {
    /// The fact of a field; the one it had where nobody touched it.
    fn read<T>(
        &mut self,
        id: F,
        before: Option<T>,
        read: impl FnOnce(&str) -> parse::Read<T>,
    ) -> Option<T> {
        if !self.form.is_touched(id) {
            return before;
        }
        match read(self.form.value(id)) {
            Ok(value) => value,
            Err(why) => {
                self.errors.push((id, why));
                None
            }
        }
    }

    fn line(&mut self, at: usize, base: &VisitFacts, currency: &str) -> Option<VisitLine> {
        let text = self.form.value(F::Line(at));
        let before = base.lines.get(at);
        let untouched = !self.form.is_touched(F::Line(at)) && !text.is_empty();
        let kept = before.filter(|_| untouched);
        let amount = kept.and_then(|line| line.amount);
        let amount = self.read(F::Amount(at), amount, |text| parse::money(text, currency));
        if let Some(kept) = kept {
            return Some(VisitLine {
                amount,
                ..kept.clone()
            });
        }
        if text.is_empty() {
            if amount.is_some() {
                self.errors.push((F::Line(at), Say::FormRequired));
            }
            return None;
        }
        let (quantity, text) = read_line(text);
        // What a line cost the shop is not shown; it stays with the line that it belongs to.
        let before = base.lines.iter().find(|line| line.text == text);
        Some(VisitLine {
            text: text.to_owned(),
            quantity,
            amount,
            cost: before.and_then(|line| line.cost),
        })
    }
}

pub(super) fn read_status(value: &str) -> VisitStatus {
    match value {
        "open" => VisitStatus::Open,
        "cancelled" => VisitStatus::Cancelled,
        _ => VisitStatus::Done,
    }
}
