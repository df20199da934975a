//! The columns of each list, and what stands in them.

mod columns;
mod people;
mod shop;
mod week;

pub(in super::super) use columns::called;
pub(super) use columns::columns;

pub(in super::super) use shop::span;
pub(super) use shop::tenth_called as tenth;
pub(in super::super) use week::{figure_label, figure_value, goes_down};

use super::super::row::Row;
use super::super::words::Tell;
use crate::look::{Role, Symbols};
use crate::text::Say;

/// One cell: its text, and how it looks.
type Cell = (String, Role);

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
