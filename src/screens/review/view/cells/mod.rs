//! The columns of each list, and what stands in them.

mod people;
mod shop;
mod week;

pub(in super::super) use shop::span;
pub(super) use shop::tenth_called as tenth;
pub(in super::super) use week::{figure_label, figure_value, goes_down};

use super::super::page::Part;
use super::super::row::{Figure, Row};
use super::super::words::Tell;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::protocol::ListColumns;
use crate::text::Say;

/// One cell: its text, and how it looks.
type Cell = (String, Role);

/// The columns of the rows of a list; amounts have as many as the widest needs.
pub(super) fn columns(rows: &[Row], part: Part, tell: Tell<'_>) -> Vec<Column> {
    let Some(row) = rows.first() else {
        return Vec::new();
    };
    let fixed = Column::fixed;
    let growing = Column::growing;
    let money = fixed(money_width(rows, tell), 1).right();
    match *row {
        Row::Figure(_) => vec![
            growing(11, 1, 0),
            fixed(figure_width(tell), 0).right(),
            fixed(8, 1).right(),
            growing(19, 3, 2),
        ],
        Row::Move(_) => vec![growing(26, 2, 0), fixed(5, 0).right(), growing(20, 1, 1)],
        Row::Person(_) | Row::Known(_) if part == Part::Never => {
            vec![growing(14, 1, 0), fixed(11, 1), fixed(16, 2)]
        }
        Row::Person(_) | Row::Known(_) => vec![
            growing(13, 3, 0),
            fixed(11, 2),
            growing(28, 1, 3),
            money,
            fixed(19, 4),
        ],
        Row::Ahead(..) => vec![
            growing(13, 1, 0),
            fixed(8, 2).right(),
            fixed(18, 3).right(),
            fixed(16, 0).right(),
            Column { rank: 1, ..money },
        ],
        Row::Visit(_) => vec![
            fixed(12, 0),
            growing(14, 1, 0),
            fixed(12, 1),
            fixed(14, 0).right(),
        ],
        Row::Birthday(_) => vec![
            fixed(12, 0),
            growing(14, 2, 0),
            fixed(8, 1).right(),
            fixed(11, 2),
            fixed(16, 3),
        ],
        Row::Thanks(_) => vec![growing(14, 1, 0), growing(34, 3, 0), fixed(9, 1).right()],
        Row::Lapsing(_) => vec![
            growing(12, 1, 0),
            fixed(8, 0).right(),
            fixed(10, 1).right(),
            fixed(11, 0),
            fixed(11, 3),
            fixed(16, 2),
        ],
        Row::Campaign(_) => vec![
            growing(14, 1, 0),
            fixed(week::campaign_width(rows, tell), 3),
            fixed(7, 0).right(),
            fixed(7, 2).right(),
            money,
            Column { rank: 4, ..money },
        ],
        Row::Slip(_) => vec![growing(14, 1, 0), growing(18, 5, 0), growing(20, 3, 1)],
        Row::Segment(_) => vec![
            growing(14, 1, 0),
            fixed(7, 0).right(),
            fixed(6, 2).right(),
            money,
            fixed(6, 3).right(),
        ],
        Row::Tenth(_) => vec![growing(14, 1, 0), fixed(6, 0).right(), money],
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
            fixed(10, 4).right(),
            Column { rank: 3, ..money },
        ],
    }
}

/// What the columns of such a row are called, where some of them can be put away.
pub(in super::super) fn called(row: Row, part: Part) -> Option<ListColumns> {
    let list = |list, all: &[(&'static str, Say)]| {
        let all = all.to_vec();
        Some(ListColumns { list, all })
    };
    match row {
        Row::Person(_) | Row::Known(_) if part == Part::Never => list(
            "review_never",
            &[
                ("name", Say::ReviewColName),
                ("plate", Say::ReviewColPlate),
                ("phone", Say::ReviewColPhone),
            ],
        ),
        Row::Person(_) | Row::Known(_) => list(
            "review_people",
            &[
                ("name", Say::ReviewColName),
                ("plate", Say::ReviewColPlate),
                ("outlook", Say::FilterFactOutlook),
                ("money", Say::ReviewHeadMoney),
                ("segment", Say::ReviewHeadSegment),
            ],
        ),
        Row::Ahead(..) => list(
            "review_value",
            &[
                ("name", Say::ReviewColName),
                ("visits", Say::ReviewHeadAhead),
                ("money_per_visit", Say::ReportColPerVisit),
                ("value", Say::ReportColValue),
                ("money", Say::ReportColSoFar),
            ],
        ),
        Row::Segment(_) => list(
            "review_segments",
            &[
                ("segment", Say::ReviewHeadSegment),
                ("customers", Say::ReviewHeadCustomers),
                ("customers_share", Say::RowsCustomersShare),
                ("money", Say::ReviewHeadMoney),
                ("money_share", Say::RowsMoneyShare),
            ],
        ),
        Row::Source(_) => list(
            "review_sources",
            &[
                ("source", Say::ReviewHeadSource),
                ("customers", Say::ReviewHeadCustomers),
                ("returning", Say::ReviewHeadReturning),
                ("here", Say::ReviewHeadHere),
                ("stays", Say::ReviewHeadStays),
                ("money", Say::ReviewHeadMoney),
            ],
        ),
        _ => None,
    }
}

/// Columns that the figures of the week need.
fn figure_width(tell: Tell<'_>) -> u16 {
    let widths = Figure::ALL.map(|figure| width(&figure_value(figure, tell).0));
    widths.into_iter().max().unwrap_or(0).max(10)
}

/// Columns that the amounts of these rows need.
fn money_width(rows: &[Row], tell: Tell<'_>) -> u16 {
    let amount = |row: &Row| match row {
        Row::Person(one) | Row::Ahead(one, _) => Some(one.visits.money),
        Row::Segment(sum) => Some(sum.money),
        Row::Source(at) => {
            let loyalty = tell.loyalty?;
            Some(loyalty.sources.get(*at)?.money)
        }
        Row::Campaign(at) => Some(tell.weekly.campaigns.get(*at)?.result.sent.money),
        _ => None,
    };
    let told = |row: &Row| match row {
        Row::Tenth(at) => Some(shop::tenth_money(*at, tell)),
        row => amount(row).map(|money| tell.short(money)),
    };
    let widths = rows.iter().filter_map(told).map(|text| width(&text));
    widths.max().unwrap_or(0).max(10)
}

/// What stands above the columns; empty where the rows say it themselves.
pub(super) fn heads(row: Row, tell: Tell<'_>) -> Vec<String> {
    let says: &[Say] = match row {
        Row::Ahead(..) => &[
            Say::ReviewColName,
            Say::ReviewHeadAhead,
            Say::ReportColPerVisit,
            Say::ReportColValue,
            Say::ReportColSoFar,
        ],
        Row::Lapsing(_) => &[
            Say::ReviewColName,
            Say::PointsFieldPoints,
            Say::ReviewColWorth,
            Say::ReviewColValidUntil,
        ],
        Row::Campaign(_) => &[
            Say::ReviewColName,
            Say::CampaignSentOn,
            Say::ReviewHeadBack,
            Say::ReviewHeadOfThem,
            Say::ReviewHeadMoney,
            Say::ReviewHeadInPoints,
        ],
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
    let said = says.iter().map(|say| say.in_(tell.lang()).to_owned());
    let last = shop::last_month(tell).filter(|_| matches!(row, Row::Month(_)));
    said.chain(last).collect()
}

/// What stands in the columns of a row.
pub(super) fn cells(row: Row, tell: Tell<'_>, symbols: &Symbols) -> Vec<Cell> {
    match row {
        Row::Figure(figure) => week::figure(figure, tell, symbols),
        Row::Campaign(at) => week::campaign(at, tell),
        Row::Move(at) => week::moved(at, tell, symbols),
        Row::Person(one) => people::person(&one, tell),
        Row::Ahead(one, expected) => people::ahead(&one, expected, tell),
        Row::Known(who) => people::known(who, tell),
        Row::Visit(at) => people::visit(at, tell),
        Row::Birthday(birthday) => people::birthday(birthday, tell),
        Row::Thanks(at) => people::thanks(at, tell),
        Row::Lapsing(lapsing) => people::lapsing(lapsing, tell),
        Row::Slip(at) => people::slipped(at, tell),
        Row::Segment(sum) => shop::segment(sum, tell),
        Row::Tenth(at) => shop::tenth(at, tell),
        Row::Month(at) => shop::month(at, tell),
        Row::Source(at) => shop::source(at, tell),
    }
}
