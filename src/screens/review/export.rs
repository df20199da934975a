//! The list that is shown, as a table for a file; where it shows the first of many, all of them.

use super::WeeklyReview;
use super::model::{Opened, Sort};
use super::page::Part;
use super::row::Row;
use super::view::{figure_label, figure_value};
use super::words::{Tell, segment, slip};
use crate::domain::export::{Column, Table, Value};
use crate::domain::{CustomerId, Introduced, Money};
use crate::insight::Period;
use crate::insight::review::{Kind, Weekly};
use crate::protocol::{Context, ExportList, ExportRows, Reviewed, ReviewedList};
use crate::text::{Lang, Say, doubt, insight};

/// What the screen offers; `None` where the list is empty.
pub(super) fn list(review: &WeeklyReview, context: &Context) -> Option<ExportList> {
    if review.closing.is_some() {
        return None;
    }
    let tell = review.tell(context)?;
    let rows = review.rows();
    let first = rows.first()?;
    let title = review.part().title().in_(context.lang);
    let rows = match review.all_of_it(tell.weekly) {
        Some(list) => ExportRows::Reviewed(Reviewed {
            week: Some(tell.sunday()),
            list,
            order: review.here().map_or(Sort::Given, |here| here.sort),
            filter: review
                .here()
                .map_or_else(String::new, |here| here.filter.clone()),
            title: title.to_owned(),
        }),
        None => ExportRows::Here(Table {
            title: title.to_owned(),
            columns: columns(*first, tell.lang()),
            rows: rows.iter().map(|row| values(*row, tell)).collect(),
        }),
    };
    Some(ExportList {
        what: "review_list",
        name: file_name(review.part(), context.lang),
        title: title.to_owned(),
        rows,
    })
}

impl WeeklyReview {
    /// What to ask for where more belong to the list than stand in it; `None` where all do.
    fn all_of_it(&self, weekly: &Weekly) -> Option<ReviewedList> {
        let part = self.part();
        let kind = match self.opened() {
            Some(Opened::Move(at)) => {
                let moved = weekly.review.moves.get(at)?;
                let here = |who: &CustomerId| weekly.people.contains_key(who);
                let all = moved.customers.iter().all(here);
                return (!all).then_some(ReviewedList::Moved(moved.from, moved.to));
            }
            Some(Opened::New) => Some(Kind::New),
            Some(Opened::Back) => Some(Kind::Back),
            Some(Opened::Returning) => Some(Kind::Returning),
            Some(_) => return None,
            None => part.kind(),
        };
        if let Some(kind) = kind {
            let list = weekly.review.lists.get(&kind)?;
            return (list.total > list.first.len()).then_some(ReviewedList::Of(kind));
        }
        let never = &weekly.never_served;
        match part {
            Part::Never if never.total > never.first.len() => Some(ReviewedList::Never),
            Part::Birthdays if weekly.birthdays.len() >= Weekly::MOST => {
                Some(ReviewedList::Birthdays)
            }
            _ => None,
        }
    }
}

/// One word, in the person's language, fit for a file's name.
fn file_name(part: Part, lang: Lang) -> String {
    let word = part.word().in_(lang);
    let kept = word
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' });
    kept.flat_map(char::to_lowercase).collect()
}

fn column((name, label): (&str, Say), lang: Lang) -> Column {
    Column {
        name: name.to_owned(),
        label: label.in_(lang).to_owned(),
    }
}

/// The columns of the rows of a list.
pub(super) fn columns(row: Row, lang: Lang) -> Vec<Column> {
    let who = [
        ("customer_id", Say::ReviewColId),
        ("name", Say::ReviewColName),
        ("plate", Say::ReviewColPlate),
        ("phone", Say::ReviewColPhone),
    ];
    let own: &[(&str, Say)] = match row {
        Row::Person(_) => &[
            ("outlook", Say::ReviewColOutlook),
            ("usual_gap_days", Say::ReviewColUsual),
            ("last_visit", Say::ReviewColLast),
            ("visits", Say::ReviewColVisits),
            ("money", Say::ReviewHeadMoney),
            ("segment", Say::ReviewHeadSegment),
        ],
        Row::Ahead(..) => &[
            ("visits_90_days", Say::ReportColVisitsAhead),
            ("money_per_visit", Say::ReportColPerVisit),
            ("value_3_years", Say::ReportColValue),
            ("money", Say::ReportColSoFar),
        ],
        Row::Known(_) => &[],
        Row::Visit(_) => &[("day", Say::FormDate), ("money", Say::ReviewHeadMoney)],
        Row::Birthday(_) => &[
            ("birthday", Say::ReviewColBirthday),
            ("turns", Say::ReviewColTurns),
        ],
        Row::Slip(_) => &[
            ("issue", Say::ReviewColIssue),
            ("about", Say::ReviewColAbout),
            ("reason", Say::ReviewColReason),
        ],
        Row::Figure(_) => &[
            ("figure", Say::ReviewColFigure),
            ("this_week", Say::ReviewColThisWeek),
            ("usual", Say::ReviewColUsualWeek),
        ],
        Row::Move(_) => &[
            ("from", Say::ReviewColFrom),
            ("to", Say::ReviewColTo),
            ("customers", Say::ReviewHeadCustomers),
        ],
        Row::Segment(_) => &[
            ("segment", Say::ReviewHeadSegment),
            ("customers", Say::ReviewHeadCustomers),
            ("money", Say::ReviewHeadMoney),
        ],
        Row::Tenth(_) => &[
            ("tenth", Say::ReviewHeadTenth),
            ("share_to_here_percent", Say::ReviewColToHere),
        ],
        Row::Month(_) => &[
            ("month", Say::ReviewHeadMonth),
            ("customers", Say::ReviewHeadCame),
            ("next_month", Say::ReviewHeadAgain),
        ],
        Row::Source(_) => &[
            ("source", Say::ReviewHeadSource),
            ("customers", Say::ReviewHeadCustomers),
            ("returning", Say::ReviewColReturning),
            ("here", Say::ReviewColHere),
            ("stays_days", Say::ReviewColStays),
            ("money", Say::ReviewHeadMoney),
        ],
    };
    let people = matches!(
        row,
        Row::Person(_)
            | Row::Ahead(..)
            | Row::Visit(_)
            | Row::Known(_)
            | Row::Birthday(_)
            | Row::Slip(_)
    );
    let who = who.into_iter().filter(|_| people);
    who.chain(own.iter().copied())
        .map(|one| column(one, lang))
        .collect()
}

/// The values of a row.
pub(super) fn values(row: Row, tell: Tell<'_>) -> Vec<Value> {
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
    }
    if let (Row::Visit(at), true) = (row, values.is_empty()) {
        // Nobody knows whose it was.
        let nobody = Value::text(String::new());
        values = vec![nobody.clone(), nobody.clone(), came_with(at, tell), nobody];
    }
    values.extend(own(row, tell));
    values
}

/// The plate of the vehicle that was there.
fn came_with(at: usize, tell: Tell<'_>) -> Value {
    let visit = tell.weekly.done.0.get(at);
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
        Row::Person(one) => vec![
            text(insight::outlook(one.outlook).in_(lang)),
            Value::whole(one.visits.gaps.map(|gaps| gaps.usual().into())),
            Value::Day(one.visits.last),
            Value::Whole(one.visits.count.into()),
            money(one.visits.money),
            text(segment(lang, Some(one.segment()))),
        ],
        Row::Ahead(one, expected) => vec![
            Value::Thousandths(super::why::whole(expected.visits * 10.0) * 100),
            money(super::why::whole(expected.per_visit)),
            money(super::why::whole(expected.value)),
            money(one.visits.money),
        ],
        Row::Known(_) => Vec::new(),
        Row::Visit(at) => {
            let visit = tell.weekly.done.0.get(at);
            visit.map_or_else(Vec::new, |visit| {
                let total = visit.total.map_or(Value::Blank, money);
                vec![Value::Day(visit.day), total]
            })
        }
        Row::Birthday(birthday) => vec![
            Value::Day(birthday.day),
            Value::whole(birthday.turns.map(i64::from)),
        ],
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
            let (value, trend) = figure_value(figure, tell);
            vec![
                text(figure_label(figure).in_(lang)),
                Value::text(value),
                Value::text(trend.map_or_else(String::new, |(_, usual)| usual)),
            ]
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
            money(sum.money),
        ],
        Row::Tenth(at) => {
            let shop = &tell.weekly.review.concentration;
            let best = (shop.customers() * (at + 1)).div_ceil(10);
            let percent = super::why::whole(shop.share_of(best) * 100.0);
            vec![count(at + 1), Value::Whole(percent)]
        }
        Row::Month(at) => month(at, tell),
        Row::Source(at) => source(at, tell),
    }
}

fn month(at: usize, tell: Tell<'_>) -> Vec<Value> {
    let row = tell
        .loyalty
        .and_then(|loyalty| loyalty.cohorts.rows.get(at));
    row.map_or_else(Vec::new, |row| {
        let active = |at: usize| Value::whole(row.active.get(at).map(|n| i64::from(*n)));
        vec![
            Value::text(Period::Month.label(row.period)),
            active(0),
            active(1),
        ]
    })
}

fn source(at: usize, tell: Tell<'_>) -> Vec<Value> {
    let source = tell.loyalty.and_then(|loyalty| loyalty.sources.get(at));
    let count = |n: usize| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    source.map_or_else(Vec::new, |source| {
        vec![
            Value::text(source.name.clone()),
            count(source.customers),
            count(source.returning),
            count(source.here),
            Value::whole(source.stays.map(i64::from)),
            Value::Money(Money(source.money)),
        ]
    })
}
