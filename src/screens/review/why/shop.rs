//! Why the shop's own numbers are what they are: how uneven the money is, who stayed, what is
//! predicted and how good that was.

use super::super::view::span;
use super::super::words::{Tell, month as month_name, source_name};
use crate::insight::model::Backtest;
use crate::screens::why::Lines;
use crate::text::{self, Lang, Say, insight, review, say};

/// How few bring how much.
pub(super) fn concentration(lines: &mut Lines, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    let shop = &tell.weekly.review.concentration;
    lines.strong(review::best_bring(lang, shop));
    let eighty = shop.customers_for_80_percent();
    lines.say(say::why_eighty(
        lang,
        eighty as u64,
        tell.count(shop.customers()),
        tell.short_sum(shop.total()),
    ));
    lines.say(insight::care(lang, shop));
    lines.head(Say::WhyRule, tell.lang());
    lines.rule(Say::WhyTenths, tell.lang());
    lines.rule(Say::WhyCare, tell.lang());
    let gini = pointed(lang, format!("{:.2}", shop.gini()));
    lines.say(say::why_gini(
        lang,
        gini,
        review::spread(shop.gini()).in_(lang),
    ));
    Say::ReviewTenthsTitle.in_(lang).to_owned()
}

/// Those who came first in one month.
pub(super) fn month(lines: &mut Lines, at: usize, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    let cohorts = tell.loyalty.map(|loyalty| &loyalty.cohorts);
    let Some(row) = cohorts.and_then(|cohorts| cohorts.rows.get(at)) else {
        return String::new();
    };
    let all = row.active.first().copied().unwrap_or(0) as usize;
    let name = month_name(lang, row.period);
    lines.strong(say::why_month(lang, &name, tell.count(all)));
    lines.rule(Say::WhyMonths, tell.lang());
    // Of the newest month nothing is known yet.
    let after = row.active.iter().enumerate().skip(1);
    if row.active.len() > 1 {
        lines.head(Say::WhyMonthsAfter, tell.lang());
    }
    for (after, came) in after {
        let part = tell.part(*came as usize, all);
        lines.say(say::why_month_row(
            lang,
            month_name(lang, row.period + i32::try_from(after).unwrap_or(0)),
            tell.count(*came as usize),
            part,
        ));
    }
    if cohorts.is_some_and(|cohorts| !cohorts.last_complete) {
        lines.rule(Say::WhyMonthNotOver, tell.lang());
    }
    name
}

/// A source.
pub(super) fn source(lines: &mut Lines, at: usize, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    let Some(source) = tell.loyalty.and_then(|loyalty| loyalty.sources.get(at)) else {
        return String::new();
    };
    lines.strong(say::why_source(
        lang,
        say::word_customers(lang, source.customers as u64),
        tell.money(source.money),
    ));
    lines.say(say::why_source_again(
        lang,
        tell.count(source.returning),
        tell.part(source.returning, source.customers),
        source.here as u64,
        tell.part(source.here, source.customers),
    ));
    match source.stays {
        Some(days) => lines.say(say::why_source_stays(lang, span(days, tell))),
        None => lines.rule(Say::WhySourceNew, tell.lang()),
    }
    lines.head(Say::WhyRule, tell.lang());
    lines.rule(Say::WhySources, tell.lang());
    source_name(&source.name, lang).to_owned()
}

/// What is predicted in this shop at all.
pub(super) fn prediction(lines: &mut Lines, tell: Tell<'_>) {
    lines.head(Say::WhyPrediction, tell.lang());
    model(lines, tell);
}

/// What all brought so far, and how many visits may be expected of them.
pub(super) fn ahead(lines: &mut Lines, tell: Tell<'_>) {
    let lang = tell.lang();
    let review = &tell.weekly.review;
    let money: i64 = review
        .segments
        .iter()
        .fold(0_i64, |sum, one| sum.saturating_add(one.money));
    let customers = i64::try_from(review.repeat.customers).unwrap_or(i64::MAX);
    let gate = &review.prediction.gate;
    lines.say(say::report_history(
        lang,
        say::word_customers(lang, review.repeat.customers as u64),
        tell.money(money),
        say::word_visits(lang, u64::from(gate.customers) + gate.repeats),
        tell.money(money.checked_div(customers).unwrap_or(0)),
    ));
    if let Some(visits) = review.prediction.ahead {
        let visits = whole(visits).unsigned_abs();
        lines.say(say::report_ahead(lang, visits));
    }
    lines.say(match review.prediction.margin.share() {
        Some(share) => say::report_value_of_margin(lang, tell.share(share)),
        None => Say::ReportValueOfMoney.in_(lang).to_owned(),
    });
}

/// Whether the model may speak, how it was tried on the past, and its parameters.
pub(super) fn model(lines: &mut Lines, tell: Tell<'_>) {
    let lang = tell.lang();
    let model = &tell.weekly.review.prediction;
    let gate = &model.gate;
    if model.churn.is_some() && !gate.shortages_for_numbers().is_empty() {
        let count = |n: u32| text::count(lang, n.into());
        // The rule of `Gate::shortages_for_numbers`.
        lines.say(say::why_numbers_short(
            lang,
            100,
            30,
            180,
            count(gate.customers),
            count(gate.returning),
            count(gate.days),
        ));
    } else if let Some(why) = insight::why_not_predicted(lang, model) {
        lines.say(format!("{}.", text::heading(&why)));
    }
    if let Some(test) = model.backtest {
        let predicted = text::count(lang, whole(test.predicted).unsigned_abs());
        let actual = text::count(lang, test.actual);
        let known = tell.count(test.customers);
        lines.say(say::why_backtest(
            lang,
            Backtest::DAYS,
            predicted,
            known,
            actual,
        ));
    }
    if model.churn.is_some() {
        lines.rule(Say::WhyModel, tell.lang());
    }
    if let Some(learned) = model.learned() {
        let every = span(
            u32::try_from(whole(learned.every)).unwrap_or(u32::MAX),
            tell,
        );
        let leave = insight::few_of_many(lang, learned.leave);
        lines.say(say::why_learned(lang, every, leave));
        if let Some(money) = learned.per_visit {
            lines.say(say::why_learned_money(lang, tell.short(whole(money))));
            lines.rule(Say::WhyFormula, tell.lang());
        }
    }
}

/// A number with one digit behind the point.
pub(in super::super) fn decimal(number: f64, tell: Tell<'_>) -> String {
    pointed(tell.lang(), format!("{number:.1}"))
}

fn pointed(lang: Lang, text: String) -> String {
    match lang {
        Lang::En => text,
        Lang::Id => text.replace('.', ","),
    }
}

/// The nearest whole number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what does not fit is shown as the largest that does"
)]
pub(in super::super) fn whole(number: f64) -> i64 {
    number.round() as i64
}
