//! The fields of a company's terms.

use crate::domain::Terms;
use crate::protocol::Context;
use crate::screens::entry::parse::{self, mistake};
use crate::screens::entry::{Field, Form};
use crate::text::{Lang, Say, percent_exact};

/// Which field of the terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermsField {
    /// Days within which a bill is paid.
    Days,
    /// What is taken off.
    Discount,
    /// What was agreed about prices.
    Price,
    /// Number or name of the contract.
    Contract,
    /// Its last day.
    Until,
    /// Whatever else.
    Note,
}

use TermsField as F;

/// The longest text about prices or of a contract, in characters.
const TEXT_CHARS: usize = 500;

/// The fields, each with the text of its fact.
pub(super) fn fields(terms: &Terms, lang: Lang) -> Vec<Field<F>> {
    let days = terms
        .payment_days
        .map_or_else(String::new, |days| days.to_string());
    let share = |share| percent_exact(lang, share);
    let discount = terms.discount.map_or_else(String::new, share);
    let until = parse::shown_day(terms.contract_until);
    vec![
        Field::text(F::Days, Say::TermsPaysWithin, &days).number(mistake::payment_days),
        Field::text(F::Discount, Say::TermsDiscount, &discount)
            .example(Say::TermsDiscountExample)
            .number(mistake::percent),
        Field::text(F::Price, Say::TermsPrice, &terms.price).at_most(TEXT_CHARS),
        Field::text(F::Contract, Say::TermsContract, &terms.contract).at_most(TEXT_CHARS),
        Field::text(F::Until, Say::TermsUntil, &until)
            .example(Say::FormDateHint)
            .read_by(mistake::day),
        Field::note(F::Note, Say::TermsNote, &terms.note),
    ]
}

/// What the fields say; what nobody touched stays as it was.
pub(super) fn facts(
    form: &Form<F>,
    base: &Terms,
    context: &Context,
) -> Result<Terms, Vec<(F, Say)>> {
    let mut terms = base.clone();
    let mut errors = Vec::new();
    let mut number = |id, fact: &mut Option<i64>, read: fn(&str) -> parse::Read<i64>| {
        if form.is_touched(id) {
            match read(form.value(id)) {
                Ok(value) => *fact = value,
                Err(why) => errors.push((id, why)),
            }
        }
    };
    number(F::Days, &mut terms.payment_days, parse::payment_days);
    number(F::Discount, &mut terms.discount, parse::percent);
    form.write(F::Price, &mut terms.price);
    form.write(F::Contract, &mut terms.contract);
    form.write(F::Note, &mut terms.note);
    if form.is_touched(F::Until) {
        match parse::day(form.value(F::Until), context.today) {
            Ok(day) => terms.contract_until = day,
            Err(why) => errors.push((F::Until, why)),
        }
    }
    if errors.is_empty() {
        Ok(terms)
    } else {
        Err(errors)
    }
}
