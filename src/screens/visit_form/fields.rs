//! The fields of a visit: filled from facts, and read back as facts.

use crate::domain::hygiene::FIELD_CHARS;
use crate::domain::{Money, VisitFacts, VisitStatus};
use crate::protocol::{Context, SuggestKind};
use crate::screens::entry::parse::{self, mistake};
use crate::screens::entry::{Field, Form, Label};
use crate::screens::sheet::wording;
use crate::text::{Say, count};

/// Which field of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitField {
    /// The shop's day.
    Day,
    /// The odometer.
    Odometer,
    /// What the customer pays.
    Total,
    /// Points that pay a part of it.
    Redeemed,
    /// The text of the line with this number.
    Line(usize),
    /// Its amount.
    Amount(usize),
    /// Who worked on it.
    Mechanics,
    /// Oil that went in.
    Oil,
    /// What the customer said is wrong.
    Complaint,
    /// Day of the next service.
    NextDay,
    /// Reading of the next service.
    NextKm,
    /// Who brought the customer, at the first visit.
    Brought,
    /// How it was paid.
    Payment,
    /// Discount on the whole.
    Discount,
    /// What the visit cost the shop.
    Cost,
    /// Notes.
    Note,
    /// Number of the receipt.
    DocNo,
    /// Open, done or cancelled.
    Status,
}

use VisitField as F;

/// The fields for a visit, each with the text of its fact.
pub(super) fn fields(facts: &VisitFacts, has_points: bool, context: &Context) -> Vec<Field<F>> {
    let (currency, trade) = (&context.currency, &context.trade);
    let amount = |amount| parse::shown_money(amount, currency);
    let next = facts.next_service;
    let km = |km| parse::shown_km(km, context.lang);
    let mut fields = vec![
        Field::text(F::Day, Say::FormDate, &parse::shown_day(Some(facts.day)))
            .example(Say::FormDateHint)
            .read_by(mistake::past_day),
        Field::text(F::Odometer, Say::FormOdometer, &km(facts.odometer)).number(mistake::km),
        Field::text(F::Total, Say::FormTotal, &amount(facts.total)).number(mistake::money),
    ];
    for (at, line) in facts.lines.iter().enumerate() {
        fields.extend(line_fields(at, &wording::line(line), &amount(line.amount)));
    }
    fields.extend(line_fields(facts.lines.len(), "", ""));
    let mut mechanics = Field::text(
        F::Mechanics,
        Say::FormMechanics,
        &facts.mechanics.join(", "),
    )
    .suggesting(SuggestKind::Mechanic)
    .called(Label::Trade(trade.workers.clone()));
    mechanics.several = true;
    mechanics.most = FIELD_CHARS;
    fields.extend([
        mechanics,
        Field::text(F::Oil, Say::FormOil, &facts.oil).suggesting(SuggestKind::Oil),
        Field::note(F::Complaint, Say::FormComplaint, &facts.complaint),
        Field::text(F::NextDay, Say::FormNextDate, &parse::shown_day(next.day))
            .example(Say::FormDateHint)
            .read_by(mistake::day),
        Field::text(F::NextKm, Say::FormNextKm, &km(next.odometer)).number(mistake::km),
        Field::text(F::Payment, Say::FormPayment, &facts.payment),
        Field::text(F::Discount, Say::FormDiscount, &amount(facts.discount)).number(mistake::money),
        Field::text(F::Cost, Say::FormCost, &amount(facts.cost)).number(mistake::money),
        Field::note(F::Note, Say::FormNote, &facts.note),
        Field::text(F::DocNo, Say::FormDocNo, &facts.doc_no),
        Field::choice(
            F::Status,
            Say::EntryStatus,
            status_value(facts.status),
            statuses(),
        ),
    ]);
    if facts.redeemed.is_some() || has_points {
        add_points(&mut fields, facts.redeemed, context);
    }
    if !trade.has_oil() {
        fields.retain(|field| field.id != F::Oil);
    }
    if facts.vehicle.is_none() || !trade.has_odometer() {
        // A sale over the counter has no odometer and promises no service, nor has a cat.
        fields.retain(|field| !matches!(field.id, F::Odometer | F::NextDay | F::NextKm));
    }
    fields
}

/// The field for the points that pay a part, behind the total.
pub(super) fn add_points(fields: &mut Vec<Field<F>>, redeemed: Option<i64>, context: &Context) {
    let points = redeemed.map(|points| count(context.lang, points.unsigned_abs()));
    let points = points.unwrap_or_default();
    let field = Field::text(F::Redeemed, Say::PointsFieldRedeemed, &points).number(mistake::points);
    let total = fields.iter().position(|field| field.id == F::Total);
    fields.insert(total.map_or(0, |at| at + 1), field);
}

/// The field that asks at the first visit who brought the customer.
pub(super) fn add_brought(fields: &mut Vec<Field<F>>) {
    let field = Field::text(F::Brought, Say::ReferralBy, "")
        .example(Say::ReferralExample)
        .suggesting(SuggestKind::Customer);
    let place = fields.iter().position(|field| field.id == F::Complaint);
    fields.insert(place.unwrap_or(fields.len()), field);
}

/// The two fields of a line.
pub(super) fn line_fields(at: usize, text: &str, amount: &str) -> [Field<F>; 2] {
    let label = if at == 0 {
        Label::Say(Say::FormServices)
    } else {
        Label::None
    };
    [
        Field::text(F::Line(at), Say::FormServices, text)
            .at_most(FIELD_CHARS)
            .called(label)
            .suggesting(SuggestKind::Line),
        Field::text(F::Amount(at), Say::FormTotal, amount)
            .depending()
            .number(mistake::money),
    ]
}

/// How many lines the form has, the empty one at the end included.
pub(super) fn line_count(form: &Form<F>) -> usize {
    form.fields
        .iter()
        .filter(|field| matches!(field.id, F::Line(_)))
        .count()
}

/// The amounts of the lines that say something; `None` for one that cannot be read.
pub(super) fn amounts(form: &Form<F>, currency: &str) -> Vec<Option<Money>> {
    let lines = (0..line_count(form)).filter(|at| !form.value(F::Line(*at)).is_empty());
    let read = |at| parse::money(form.value(F::Amount(at)), currency);
    lines.map(|at| read(at).ok().flatten()).collect()
}

/// The sum of the lines' amounts; `None` when no line has one that can be read.
pub(super) fn sum(form: &Form<F>, currency: &str) -> Option<Money> {
    let amounts: Vec<Money> = amounts(form, currency).into_iter().flatten().collect();
    Money::checked_sum(amounts.iter().copied()).filter(|_| !amounts.is_empty())
}

fn statuses() -> Vec<(String, Label)> {
    [VisitStatus::Done, VisitStatus::Open, VisitStatus::Cancelled]
        .map(|status| {
            (
                status_value(status).to_owned(),
                Label::Say(status_word(status)),
            )
        })
        .into()
}

fn status_word(status: VisitStatus) -> Say {
    match status {
        VisitStatus::Open => Say::VisitOpen,
        VisitStatus::Done => Say::VisitDone,
        VisitStatus::Cancelled => Say::VisitCancelled,
    }
}

fn status_value(status: VisitStatus) -> &'static str {
    match status {
        VisitStatus::Open => "open",
        VisitStatus::Done => "done",
        VisitStatus::Cancelled => "cancelled",
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::read_line;
    use super::*;
    use crate::domain::VisitLine;
    use rstest::rstest;

    #[rstest]
    #[case("oil filter", 1000, "oil filter")]
    #[case("4x spark plug", 4000, "spark plug")]
    #[case("4 × spark plug", 4000, "spark plug")]
    #[case("3,5 x oil", 3500, "oil")]
    #[case("x-ray", 1000, "x-ray")]
    #[case("mixture", 1000, "mixture")]
    #[case("0x nothing", 1000, "0x nothing")]
    fn a_quantity_before_a_line_is_understood(
        #[case] typed: &str,
        #[case] quantity: i64,
        #[case] text: &str,
    ) {
        assert_eq!(read_line(typed), (quantity, text));
    }

    #[test]
    fn every_line_is_read_back_as_it_was() {
        for quantity in [1000, 4000, 500, 3500, 1250] {
            let line = VisitLine {
                text: "spark plug".to_owned(),
                quantity,
                ..VisitLine::default()
            };
            assert_eq!(read_line(&wording::line(&line)), (quantity, "spark plug"));
        }
    }
}
