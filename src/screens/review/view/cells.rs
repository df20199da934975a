//! The columns of each list, and what stands in them.

use super::super::page::Part;
use super::super::row::{Figure, Row};
use super::super::trend::Trend;
use super::super::words::{Tell, segment, slip};
use crate::domain::CustomerId;
use crate::insight::Appraised;
use crate::kit::table::Column;
use crate::look::{Role, Symbols};
use crate::text::{self, Say, say};

/// One cell.
type Cell = (String, Role);

/// The columns of the rows of a list.
pub(super) fn columns(row: Row, part: Part) -> Vec<Column> {
    let fixed = Column::fixed;
    let growing = Column::growing;
    match row {
        Row::Figure(_) => vec![
            growing(11, 1, 0),
            fixed(10, 0).right(),
            fixed(8, 1).right(),
            growing(19, 3, 2),
        ],
        Row::Move(_) => vec![growing(26, 2, 0), fixed(5, 0).right(), growing(20, 1, 1)],
        Row::Person(_) | Row::Known(_) if part == Part::Never => {
            vec![growing(14, 1, 0), fixed(11, 1), fixed(16, 2)]
        }
        Row::Person(_) | Row::Known(_) => vec![
            growing(13, 2, 0),
            fixed(11, 2),
            growing(29, 1, 3),
            fixed(10, 1).right(),
            fixed(19, 4),
        ],
        Row::Birthday(_) => vec![
            fixed(11, 0),
            growing(14, 2, 0),
            fixed(8, 1).right(),
            fixed(11, 2),
            fixed(16, 3),
        ],
        Row::Slip(_) => vec![growing(14, 1, 0), growing(18, 2, 0), growing(12, 1, 1)],
        Row::Segment(_) => vec![
            growing(14, 1, 0),
            fixed(7, 0).right(),
            fixed(6, 2).right(),
            fixed(12, 1).right(),
            fixed(6, 3).right(),
        ],
        Row::Tenth(_) => vec![growing(14, 1, 0), fixed(6, 0).right(), fixed(12, 1).right()],
        Row::Month(_) => vec![
            fixed(8, 0),
            fixed(6, 0).right(),
            fixed(10, 1).right(),
            fixed(10, 2).right(),
        ],
        Row::Source(_) => vec![
            growing(12, 1, 0),
            fixed(6, 0).right(),
            fixed(7, 1).right(),
            fixed(10, 2).right(),
            fixed(12, 4).right(),
            fixed(12, 3).right(),
        ],
    }
}

/// What stands above the columns; empty where the rows say it themselves.
pub(super) fn heads(row: Row, tell: Tell<'_>) -> Vec<String> {
    let says: &[Say] = match row {
        Row::Segment(_) => &[
            Say::ReviewHeadSegment,
            Say::ReviewHeadCustomers,
            Say::ReviewHeadOfAll,
            Say::ReviewHeadMoney,
            Say::ReviewHeadOfAll,
        ],
        Row::Tenth(_) => &[
            Say::ReviewHeadTenth,
            Say::ReviewHeadBrings,
            Say::ReviewHeadMoney,
        ],
        Row::Month(_) => &[
            Say::ReviewHeadMonth,
            Say::ReviewHeadCame,
            Say::ReviewHeadAgain,
            Say::ReviewHeadLast,
        ],
        Row::Source(_) => &[
            Say::ReviewHeadSource,
            Say::ReviewHeadCustomers,
            Say::ReviewHeadReturning,
            Say::ReviewHeadHere,
            Say::ReviewHeadStays,
            Say::ReviewHeadMoney,
        ],
        _ => &[],
    };
    says.iter()
        .map(|say| say.in_(tell.lang()).to_owned())
        .collect()
}

/// What stands in the columns of a row.
pub(super) fn cells(row: Row, tell: Tell<'_>, symbols: &Symbols) -> Vec<Cell> {
    match row {
        Row::Figure(figure) => self::figure(figure, tell, symbols),
        Row::Move(at) => moved(at, tell, symbols),
        Row::Person(one) => person(&one, tell),
        Row::Known(who) => known(who, tell),
        Row::Birthday(birthday) => self::birthday(birthday, tell),
        Row::Slip(at) => slipped(at, tell),
        Row::Segment(sum) => {
            let review = &tell.weekly.review;
            let all = review.concentration.customers();
            vec![
                (
                    segment(tell.lang(), Some(sum.segment)).to_owned(),
                    Role::Strong,
                ),
                (tell.count(sum.customers), Role::Value),
                (tell.part(sum.customers, all), Role::Label),
                (tell.short(sum.money), Role::Value),
                (money_share(sum.money.into(), tell), Role::Label),
            ]
        }
        Row::Tenth(at) => tenth(at, tell),
        Row::Month(at) => month(at, tell),
        Row::Source(at) => source(at, tell),
    }
}

/// The share of all money.
fn money_share(money: i128, tell: Tell<'_>) -> String {
    let all = tell.weekly.review.concentration.total();
    text::percent(tell.lang(), crate::chart::share(money, all))
}

/// A figure of the week, against the usual one where there is one.
fn figure(figure: Figure, tell: Tell<'_>, symbols: &Symbols) -> Vec<Cell> {
    let lang = tell.lang();
    let label = figure_label(figure).in_(lang).to_owned();
    let (value, trend) = figure_value(figure, tell);
    let Some((trend, usual)) = trend else {
        let words = Say::ReviewBackWords.in_(lang).to_owned();
        return vec![
            (label, Role::Value),
            (value, Role::Strong),
            (String::new(), Role::Value),
            (words, Role::Label),
        ];
    };
    vec![
        (label, Role::Value),
        (value, Role::Strong),
        (trend.sign(lang, symbols), trend.role()),
        (trend.words(lang, &usual), Role::Label),
    ]
}

/// What a figure is called.
pub(in super::super) fn figure_label(figure: Figure) -> Say {
    match figure {
        Figure::Visits => Say::ReviewFigureVisits,
        Figure::Money => Say::ReviewFigureMoney,
        Figure::New => Say::ReviewFigureNew,
        Figure::Returning => Say::ReviewFigureReturning,
        Figure::Back => Say::ReviewFigureBack,
    }
}

/// The value of a figure, and how it stands against the usual one.
pub(in super::super) fn figure_value(
    figure: Figure,
    tell: Tell<'_>,
) -> (String, Option<(Trend, String)>) {
    let review = &tell.weekly.review;
    let (flow, usual) = (review.flow, review.usual);
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let counted = |now: u64, usual: u64| {
        let trend = Trend::of(whole(now), whole(usual));
        let count = |n| text::count(tell.lang(), n);
        (count(now), Some((trend, count(usual))))
    };
    match figure {
        Figure::Visits => counted(flow.visits, usual.visits),
        Figure::New => counted(flow.new, usual.new),
        Figure::Returning => counted(flow.returning, usual.returning),
        Figure::Money => {
            let trend = Trend::of(flow.money, usual.money);
            (
                tell.short(flow.money),
                Some((trend, tell.short(usual.money))),
            )
        }
        Figure::Back => {
            let back = review.lists.get(&crate::insight::review::Kind::Back);
            (tell.count(back.map_or(0, |back| back.total)), None)
        }
    }
}

fn moved(at: usize, tell: Tell<'_>, symbols: &Symbols) -> Vec<Cell> {
    let Some(moved) = tell.weekly.review.moves.get(at) else {
        return Vec::new();
    };
    let lang = tell.lang();
    let way = format!(
        "{} {} {}",
        segment(lang, moved.from),
        symbols.arrow,
        segment(lang, Some(moved.to))
    );
    let named = moved
        .customers
        .iter()
        .filter(|who| tell.who(**who).is_some());
    let names: Vec<String> = named.take(3).map(|who| tell.name(*who)).collect();
    let more = moved.customers.len() - names.len();
    let mut who = names.join(", ");
    if more > 0 && !who.is_empty() {
        who = format!("{who}, {}", say::word_more(lang, more as u64));
    }
    let role = if goes_down(moved.from, moved.to) {
        Role::Attention
    } else {
        Role::Strong
    };
    vec![
        (way, role),
        (tell.count(moved.customers.len()), Role::Value),
        (who, Role::Label),
    ]
}

/// Whether a move is one to be worried about: to where nobody has come lately.
pub(in super::super) fn goes_down(
    from: Option<crate::insight::Segment>,
    to: crate::insight::Segment,
) -> bool {
    from.is_some_and(|from| from < to)
}

fn person(one: &Appraised, tell: Tell<'_>) -> Vec<Cell> {
    let plate = tell.who(one.customer).map(|who| who.plate.clone());
    let place = if tell.weekly.review.has_scores() {
        segment(tell.lang(), Some(one.segment()))
    } else {
        ""
    };
    vec![
        (tell.name(one.customer), Role::Strong),
        (plate.unwrap_or_default(), Role::Value),
        (tell.rhythm(one), Role::Value),
        (tell.short(one.visits.money), Role::Value),
        (place.to_owned(), Role::Label),
    ]
}

fn known(who: CustomerId, tell: Tell<'_>) -> Vec<Cell> {
    let name = tell.name(who);
    let person = tell.who(who);
    let plate = person.map_or("", |who| &who.plate);
    let phone = person.map_or("", |who| &who.phone);
    vec![
        (name, Role::Strong),
        (plate.to_owned(), Role::Value),
        (phone.to_owned(), Role::Label),
        (String::new(), Role::Value),
        (String::new(), Role::Value),
    ]
}

fn birthday(birthday: crate::insight::review::Birthday, tell: Tell<'_>) -> Vec<Cell> {
    let who = tell.who(birthday.customer);
    let turns = birthday
        .turns
        .map(|age| say::review_turns(tell.lang(), age));
    let lang = tell.lang();
    vec![
        (
            text::distance(lang, birthday.day, tell.words.today),
            Role::Strong,
        ),
        (tell.name(birthday.customer), Role::Strong),
        (turns.unwrap_or_default(), Role::Value),
        (tell.words.date(birthday.day), Role::Label),
        (
            who.map_or_else(String::new, |who| who.phone.clone()),
            Role::Label,
        ),
    ]
}

fn slipped(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(item) = tell.weekly.quality.today.get(at) else {
        return Vec::new();
    };
    vec![
        (tell.name(item.customer), Role::Strong),
        (slip(item.slip).in_(tell.lang()).to_owned(), Role::Value),
        (item.about.clone(), Role::Label),
    ]
}

fn tenth(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let shop = &tell.weekly.review.concentration;
    let upto = |tenths: usize| shop.share_of((shop.customers() * tenths).div_ceil(10));
    let share = upto(at + 1) - upto(at);
    let money = money_of(share, shop.total());
    let label = if at == 0 {
        Say::ReviewBestTenth.in_(tell.lang()).to_owned()
    } else {
        say::review_tenth(tell.lang(), at + 1)
    };
    vec![
        (label, Role::Strong),
        (tell.share(share), Role::Value),
        (tell.short_sum(money), Role::Value),
    ]
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "shown to three digits"
)]
fn money_of(share: f64, total: i128) -> i128 {
    (share * total as f64).round() as i128
}

fn month(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(row) = tell
        .loyalty
        .and_then(|loyalty| loyalty.cohorts.rows.get(at))
    else {
        return Vec::new();
    };
    let part = |of: Option<&u32>| {
        let all = row.active.first().copied().unwrap_or(0);
        of.map_or_else(String::new, |of| tell.part(*of as usize, all as usize))
    };
    let all = row.active.first().copied().unwrap_or(0);
    let last = row.active.last().filter(|_| row.active.len() > 2);
    vec![
        (
            crate::insight::Period::Month.label(row.period),
            Role::Strong,
        ),
        (tell.count(all as usize), Role::Value),
        (part(row.active.get(1)), Role::Value),
        (part(last), Role::Label),
    ]
}

fn source(at: usize, tell: Tell<'_>) -> Vec<Cell> {
    let Some(source) = tell.loyalty.and_then(|loyalty| loyalty.sources.get(at)) else {
        return Vec::new();
    };
    let lang = tell.lang();
    let name = if source.name.is_empty() {
        Say::ReviewNoSource.in_(lang).to_owned()
    } else {
        source.name.clone()
    };
    let stays = source.stays.map(|days| span(days, tell));
    vec![
        (name, Role::Strong),
        (tell.count(source.customers), Role::Value),
        (tell.part(source.returning, source.customers), Role::Value),
        (tell.part(source.here, source.customers), Role::Value),
        (stays.unwrap_or_default(), Role::Value),
        (tell.short(source.money), Role::Label),
    ]
}

/// A stretch of days in the unit a person would choose: `5 months`.
pub(in super::super) fn span(days: u32, tell: Tell<'_>) -> String {
    let lang = tell.lang();
    let days = u64::from(days);
    match days {
        ..14 => say::review_span_days(lang, days),
        14..60 => say::review_span_weeks(lang, days / 7),
        60..730 => say::review_span_months(lang, days * 12 / 365),
        _ => say::review_span_years(lang, days / 365),
    }
}
