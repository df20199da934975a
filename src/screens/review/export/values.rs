//! What stands in the columns of a row, in a file.

use super::super::row::{Figure, Row};
use super::super::view::figure_label;
use super::super::why::whole;
use super::super::words::{Tell, segment, slip, source_name};
use crate::chart;
use crate::domain::export::Value;
use crate::domain::{Introduced, Money};
use crate::insight::review::{Kind, SegmentSum};
use crate::insight::{Appraised, CampaignTold, Period};
use crate::text::{Say, doubt, insight};

/// The values of a row.
pub(in super::super) fn values(row: Row, tell: Tell<'_>) -> Vec<Value> {
    let mut values = Vec::new();
    if let Some(who) = row.who(tell.weekly) {
        let known = tell.who(who);
        let of = |fact: fn(&Introduced) -> &String| Value::text(known.map_or("", |who| fact(who)));
        values.push(of(|who| &who.code));
        values.push(Value::text(tell.name(who)));
        values.push(match row {
            Row::Slip(at) => plate(at, known, tell),
            Row::Visit(at) => came_with(at, tell),
            _ => of(|who| &who.plate),
        });
        values.push(of(|who| &who.phone));
        values.push(match known {
            Some(who) if who.no_contact => Value::text(Say::WordYes.in_(tell.lang())),
            _ => Value::Blank,
        });
    }
    if let (Row::Visit(at), true) = (row, values.is_empty()) {
        // Nobody knows whose it was.
        let nobody = Value::text(String::new());
        values = vec![
            nobody.clone(),
            nobody.clone(),
            came_with(at, tell),
            nobody,
            Value::Blank,
        ];
    }
    values.extend(own(row, tell));
    values
}

/// The plate of the vehicle that was there.
fn came_with(at: usize, tell: Tell<'_>) -> Value {
    let visit = tell.weekly.visit(at);
    Value::text(visit.map_or("", |visit| &visit.plate))
}

/// The plate that something to check is about; else that of whom it is about.
fn plate(at: usize, known: Option<&Introduced>, tell: Tell<'_>) -> Value {
    let item = tell.weekly.quality.today.get(at);
    let plate = item.and_then(|item| item.plate());
    Value::text(plate.unwrap_or(known.map_or("", |who| &who.plate)))
}

fn own(row: Row, tell: Tell<'_>) -> Vec<Value> {
    let lang = tell.lang();
    let text = |text: &str| Value::text(text);
    let money = |money: i64| Value::Money(Money(money));
    let count = |n: usize| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    match row {
        Row::Person(one) => person(one, tell),
        Row::Ahead(one, expected) => vec![
            Value::Thousandths(whole(expected.visits * 10.0) * 100),
            money(whole(expected.per_visit)),
            money(whole(expected.value)),
            money(one.visits.money),
        ],
        Row::Known(_) => Vec::new(),
        Row::Visit(at) => {
            let visit = tell.weekly.visit(at);
            visit.map_or_else(Vec::new, |visit| {
                let total = visit.total.map_or(Value::Blank, money);
                vec![Value::Day(visit.day), total]
            })
        }
        Row::Birthday(birthday) => vec![
            Value::Day(birthday.day),
            Value::whole(birthday.turns.map(i64::from)),
            text(match birthday.agreed {
                Some(true) => Say::WordYes.in_(lang),
                Some(false) => Say::WordNo.in_(lang),
                None => Say::SheetNotAsked.in_(lang),
            }),
        ],
        Row::Thanks(at) => {
            let owed = tell.weekly.thanks.get(at);
            owed.map_or_else(Vec::new, |owed| {
                vec![
                    text(&owed.friend.name),
                    Value::Day(owed.day),
                    Value::Money(owed.paid),
                    Value::Whole(owed.points),
                ]
            })
        }
        Row::Lapsing(lapsing) => vec![
            Value::Whole(lapsing.points),
            money(lapsing.worth),
            Value::Day(lapsing.day),
        ],
        Row::Campaign(at) => {
            let told = tell.weekly.campaigns.get(at);
            told.map_or_else(Vec::new, campaign)
        }
        Row::Slip(at) => {
            let item = tell.weekly.quality.today.get(at);
            item.map_or_else(Vec::new, |item| {
                vec![
                    text(slip(item.slip).in_(lang)),
                    text(&item.about),
                    Value::text(doubt::reason(lang, item)),
                ]
            })
        }
        Row::Figure(figure) => {
            let [this, usual] = counted(figure, tell);
            vec![text(figure_label(figure).in_(lang)), this, usual]
        }
        Row::Move(at) => {
            let moved = tell.weekly.review.moves.get(at);
            moved.map_or_else(Vec::new, |moved| {
                vec![
                    text(segment(lang, moved.from)),
                    text(segment(lang, Some(moved.to))),
                    count(moved.customers.len()),
                ]
            })
        }
        Row::Segment(sum) => vec![
            text(segment(lang, Some(sum.segment))),
            count(sum.customers),
            percent(sum.customers, tell.weekly.review.repeat.customers),
            money(sum.money),
            of_money(sum, tell),
        ],
        Row::Tenth(at) => tenth(at, tell),
        Row::Month(at) => month(at, tell),
        Row::Source(at) => source(at, tell),
    }
}

fn person(one: Appraised, tell: Tell<'_>) -> Vec<Value> {
    let lang = tell.lang();
    let mut values = vec![
        Value::text(insight::outlook(one.outlook).in_(lang)),
        Value::whole(one.visits.gaps.map(|gaps| gaps.usual().into())),
        Value::Day(one.visits.last),
        Value::day(tell.weekly.came_again(&one)),
        Value::Whole(one.visits.count.into()),
        Value::Money(Money(one.visits.money)),
        Value::Day(tell.sunday()),
    ];
    if tell.weekly.review.has_scores() {
        values.push(Value::text(segment(lang, Some(one.segment()))));
    }
    values
}

/// What a tenth of all customers brought, and what those up to it.
fn tenth(at: usize, tell: Tell<'_>) -> Vec<Value> {
    let shop = &tell.weekly.review.concentration;
    let upto = |tenths: usize| (shop.customers() * tenths).div_ceil(10);
    let percent = |share: f64| Value::Thousandths(whole(share * 1000.0) * 100);
    let (before, here) = (upto(at), upto(at + 1));
    let brought = shop.brought_by(here) - shop.brought_by(before);
    vec![
        Value::Whole(i64::try_from(at + 1).unwrap_or(i64::MAX)),
        percent(shop.share_of(here) - shop.share_of(before)),
        Value::Money(Money(i64::try_from(brought).unwrap_or(i64::MAX))),
        percent(shop.share_of(here)),
    ]
}

fn campaign(told: &CampaignTold) -> Vec<Value> {
    let facts = &told.campaign.facts;
    let (sent, rest) = (&told.result.sent, &told.result.control);
    let whole = |n: u64| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    vec![
        Value::text(&facts.name),
        Value::Day(facts.since),
        Value::Day(facts.until),
        Value::Whole(facts.within),
        whole(sent.people + rest.people),
        whole(sent.people),
        whole(sent.came),
        Value::Money(Money(sent.money)),
        whole(sent.due_anyway),
        Value::Money(Money(told.cost)),
    ]
}

/// The share of a segment of all money that was brought.
fn of_money(sum: SegmentSum, tell: Tell<'_>) -> Value {
    let brought = |sum: &SegmentSum| i128::from(sum.money.max(0));
    let all = tell.weekly.review.segments.iter().map(brought);
    percent(brought(&sum), all.sum::<i128>())
}

/// A part of all in per cent, to the hundredth.
fn percent(part: impl TryInto<i128>, all: impl TryInto<i128>) -> Value {
    let (part, all) = (part.try_into().unwrap_or(0), all.try_into().unwrap_or(0));
    Value::Thousandths(i64::from(chart::share(part, all)) * 10)
}

/// A figure of the week and the usual one.
fn counted(figure: Figure, tell: Tell<'_>) -> [Value; 2] {
    let review = &tell.weekly.review;
    let (flow, usual) = (review.flow, review.usual);
    let whole = |n: u64| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    let half = |twice: u64| match twice % 2 {
        0 => whole(twice / 2),
        _ => Value::Thousandths(i64::try_from(twice).unwrap_or(0).saturating_mul(500)),
    };
    let usually = |twice: Option<u64>| twice.map_or(Value::Blank, half);
    match figure {
        Figure::Visits => [
            whole(flow.visits),
            usually(usual.map(|usual| usual.visits_x2)),
        ],
        Figure::New => [whole(flow.new), usually(usual.map(|usual| usual.new_x2))],
        Figure::Returning => [
            whole(flow.returning),
            usually(usual.map(|usual| usual.returning_x2)),
        ],
        Figure::Money => [
            Value::Money(Money(flow.money)),
            Value::money(usual.map(|usual| Money(usual.money))),
        ],
        Figure::Back => {
            let back = review.lists.get(&Kind::Back).map_or(0, |back| back.total);
            [whole(back as u64), Value::Blank]
        }
    }
}

fn month(at: usize, tell: Tell<'_>) -> Vec<Value> {
    let row = tell
        .loyalty
        .and_then(|loyalty| loyalty.cohorts.rows.get(at));
    row.map_or_else(Vec::new, |row| {
        let active = |at: usize| Value::whole(row.active.get(at).map(|n| i64::from(*n)));
        vec![
            Value::day(Period::Month.first_day(row.period)),
            active(0),
            active(1),
            Value::whole(row.active.last().map(|n| i64::from(*n))),
        ]
    })
}

fn source(at: usize, tell: Tell<'_>) -> Vec<Value> {
    let source = tell.loyalty.and_then(|loyalty| loyalty.sources.get(at));
    let count = |n: usize| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    source.map_or_else(Vec::new, |source| {
        vec![
            Value::text(source_name(&source.name, tell.lang())),
            count(source.customers),
            count(source.returning),
            count(source.here),
            Value::whole(source.stays.map(i64::from)),
            Value::Money(Money(source.money)),
        ]
    })
}
