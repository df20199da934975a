//! What may come: the prediction and the value of customers, or why nothing is said of it.

use super::super::{Cell, Place, Section, Table};
use super::words::{Tell, text};
use crate::insight::review::Kind;
use crate::insight::{Appraised, Expected};
use crate::text::{self, Say, insight, say};

/// What may come.
pub(super) fn ahead(tell: &Tell<'_>) -> Section {
    let lang = tell.lang();
    let said = &tell.weekly.review.prediction;
    let mut sentences = history(tell);
    let shown = said.ahead.zip(said.backtest.as_ref());
    if let Some((ahead, test)) = shown.filter(|_| said.is_shown()) {
        sentences.push(say::report_ahead(lang, insight::whole(ahead)));
        sentences.push(say::report_tried(
            lang,
            insight::whole(test.predicted),
            text::count(lang, test.actual),
        ));
        sentences.push(match said.margin.share() {
            Some(share) => say::report_value_of_margin(lang, tell.share(share)),
            None => tell.say(Say::ReportValueOfMoney),
        });
        sentences.push(tell.say(Say::ReportValueFormula));
        sentences.push(tell.say(Say::ReportNoSeason));
    } else if let Some(why) = insight::why_not_predicted(lang, said) {
        sentences.push(format!("{}.", text::heading(&why)));
    }
    let tables = if said.is_shown() {
        vec![value(tell)]
    } else {
        Vec::new()
    };
    Section {
        name: "ahead",
        title: tell.say(Say::ReportAheadTitle),
        sentences,
        tables,
        chart: None,
    }
}

/// What all customers brought, and each of them on average.
fn history(tell: &Tell<'_>) -> Vec<String> {
    let review = &tell.weekly.review;
    let all = review.segments.iter();
    let money = all.fold(0_i64, |sum, one| sum.saturating_add(one.money));
    let customers = i64::try_from(review.repeat.customers).unwrap_or(i64::MAX);
    let each = money.checked_div(customers).unwrap_or(0);
    let visits = u64::from(review.prediction.gate.customers) + review.prediction.gate.repeats;
    vec![say::report_history(
        tell.lang(),
        say::word_customers(tell.lang(), review.repeat.customers as u64),
        tell.money(money),
        say::word_visits(tell.lang(), visits),
        tell.money(each),
    )]
}

/// Those who may bring most, of all that the review names.
fn value(tell: &Tell<'_>) -> Table {
    let list = tell.weekly.review.lists.get(&Kind::Top);
    let best = list.map_or(&[] as &[_], |list| &list.first);
    let said = &tell.weekly.review.prediction;
    let of = |one: &Appraised| Some((*one, said.expected(&one.visits, tell.sunday())?));
    let mut all: Vec<(Appraised, Expected)> = best.iter().filter_map(of).collect();
    all.sort_by(|(_, one), (_, other)| other.value.total_cmp(&one.value));
    let rows: Vec<Vec<Cell>> = all
        .iter()
        .map(|(one, ahead)| row(one, *ahead, tell))
        .collect();
    let both = Place::Both;
    Table {
        name: "value",
        title: tell.say(Say::ReportValueTitle),
        columns: vec![
            tell.column("customer_id", Say::ReviewColId, Place::File, 0),
            tell.column("name", Say::ReviewColName, both, 0),
            tell.column("visits_90_days", Say::ReportColVisitsAhead, both, 0),
            tell.column("money_per_visit", Say::ReportColPerVisit, both, 1),
            tell.column("value_3_years", Say::ReportColValue, both, 0),
            tell.column("money", Say::ReportColSoFar, both, 2),
        ],
        total: list.map_or(0, |list| list.total),
        rows,
        on_page: true,
    }
}

fn row(one: &Appraised, ahead: Expected, tell: &Tell<'_>) -> Vec<Cell> {
    let code = tell.who(one.customer).map_or("", |who| who.code.as_str());
    vec![
        text(code),
        text(&tell.name(one.customer)),
        Cell::Thousandths(minor(ahead.visits * 10.0) * 100),
        Cell::Money(minor(ahead.per_visit)),
        Cell::Money(minor(ahead.value)),
        Cell::Money(one.visits.money),
    ]
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "what is beyond every amount becomes the largest"
)]
fn minor(amount: f64) -> i64 {
    amount.round() as i64
}
