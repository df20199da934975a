//! The list that is shown, as a table for a file; where it shows the first of many, all of them.

use super::WeeklyReview;
use super::model::{Opened, Sort};
use super::page::Part;
use super::row::{Figure, Row};
use super::view::figure_label;
use super::words::{Tell, segment, slip};
use crate::domain::export::{Column, Table, Value};
use crate::domain::{Introduced, Money};
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
    let rows = match review.whole(tell.weekly, title) {
        Some(asked) => ExportRows::Reviewed(asked),
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
    /// What to ask for where more belong to the list than the screen has; `None` where it has all.
    fn whole(&self, weekly: &Weekly, title: &str) -> Option<Reviewed> {
        let here = self.here();
        Some(Reviewed {
            week: Some(weekly.review.week.sunday),
            list: self.all_of_it(weekly)?,
            order: here.map_or(Sort::Given, |here| here.sort),
            filter: here.map_or_else(String::new, |here| here.filter.clone()),
            title: title.to_owned(),
        })
    }

    /// What to ask of the book where the list is narrowed or sorted and the screen has only the
    /// first of all who belong to it.
    pub(super) fn narrowing(&self) -> Option<Reviewed> {
        let weekly = self.weekly.value.as_ref()?;
        let asked = self.whole(weekly, "")?;
        let plain = asked.order == Sort::Given && asked.filter.trim().is_empty();
        // A visit of the week is no row of people.
        (!plain && asked.list != ReviewedList::Done).then_some(asked)
    }

    /// Which list it is where more belong to it than the screen has.
    fn all_of_it(&self, weekly: &Weekly) -> Option<ReviewedList> {
        let part = self.part();
        let kind = match self.opened() {
            Some(Opened::New) => Some(Kind::New),
            Some(Opened::Back) => Some(Kind::Back),
            Some(Opened::Returning) => Some(Kind::Returning),
            Some(Opened::Visits) => {
                let (first, total) = &weekly.done;
                return (*total > first.len()).then_some(ReviewedList::Done);
            }
            Some(_) => {
                let list = self.behind.value.as_ref()?;
                let what = self.behind_of.clone()?;
                return (list.total > list.first.len()).then_some(ReviewedList::Behind(what));
            }
            None => part.kind(),
        };
        if let Some(kind) = kind {
            let list = weekly.review.lists.get(&kind)?;
            return (list.total > list.first.len()).then_some(ReviewedList::Of(kind));
        }
        let never = &weekly.never_served;
        match part {
            Part::Value => {
                let best = weekly.review.lists.get(&Kind::Top)?;
                (best.total > best.first.len()).then_some(ReviewedList::Ahead)
            }
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
        Row::Thanks(_) => &[
            ("friend", Say::ReferralColFriend),
            ("first_paid_visit", Say::ReferralColDay),
            ("paid", Say::ReferralColPaid),
            ("points", Say::PointsFieldPoints),
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
            ("tenth", Say::ReportColTenth),
            ("share_percent", Say::ReviewColShare),
            ("money", Say::ReviewHeadMoney),
            ("share_to_here_percent", Say::ReviewColToHere),
        ],
        Row::Month(_) => &[
            ("month", Say::ReviewHeadMonth),
            ("customers", Say::ReviewHeadCame),
            ("next_month", Say::ReviewHeadAgain),
            ("last_month", Say::ReviewColLastMonth),
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
            | Row::Thanks(_)
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
            money(sum.money),
        ],
        Row::Tenth(at) => {
            let shop = &tell.weekly.review.concentration;
            let upto = |tenths: usize| (shop.customers() * tenths).div_ceil(10);
            let percent = |share: f64| Value::Thousandths(super::why::whole(share * 1000.0) * 100);
            let (before, here) = (upto(at), upto(at + 1));
            let brought = shop.brought_by(here) - shop.brought_by(before);
            vec![
                count(at + 1),
                percent(shop.share_of(here) - shop.share_of(before)),
                money(i64::try_from(brought).unwrap_or(i64::MAX)),
                percent(shop.share_of(here)),
            ]
        }
        Row::Month(at) => month(at, tell),
        Row::Source(at) => source(at, tell),
    }
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
            Value::text(source.name.clone()),
            count(source.customers),
            count(source.returning),
            count(source.here),
            Value::whole(source.stays.map(i64::from)),
            Value::Money(Money(source.money)),
        ]
    })
}
