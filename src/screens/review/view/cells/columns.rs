//! The columns of each list: how wide they are, which give way, and what they are called.

use super::super::super::page::Part;
use super::super::super::row::{Figure, Row};
use super::super::super::words::Tell;
use super::{cells, figure_value, heads, shop, week};
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::Symbols;
use crate::protocol::ListColumns;
use crate::text::Say;

/// Names are whole in so many columns, most of them.
const NAME: u16 = 34;
/// A phone as it is written in the country, or with its own.
const PHONE: u16 = 16;

/// Columns from which on a list is no list on a phone.
const ROOMY: u16 = 60;

/// The columns of the rows of a list in so much room; numbers have as many as the widest needs. None grows further
/// than its text, so that in a wide window a name and its numbers stay together.
#[expect(clippy::too_many_lines, reason = "one table")]
pub(in super::super) fn columns(
    rows: &[Row],
    part: Part,
    tell: Tell<'_>,
    (symbols, room): (&Symbols, u16),
) -> Vec<Column> {
    let Some(row) = rows.first() else {
        return Vec::new();
    };
    let fixed = Column::fixed;
    let growing = Column::growing;
    let money = fixed(money_width(rows, tell), 1).right();
    let widest = widest(rows, tell, symbols);
    let wide = |at: usize| widest.get(at).copied().unwrap_or(0);
    let told = |at: usize, rank: u8| fixed(wide(at), rank);
    match *row {
        Row::Figure(_) => vec![
            growing(11, 1, 0).up_to(20),
            fixed(figure_width(tell), 0).right(),
            fixed(8, 1).right(),
            growing(19, 3, 2).up_to(44),
        ],
        Row::Move(_) => vec![
            growing(26, 2, 0).up_to(44),
            fixed(5, 0).right(),
            growing(20, 1, 1),
        ],
        Row::Person(_) | Row::Known(_) if part == Part::Never => {
            vec![growing(14, 1, 0).up_to(NAME), told(1, 2), told(2, 1)]
        }
        Row::Person(_) | Row::Known(_) => {
            let outlook = wide(3).min(36);
            vec![
                growing(13, 1, 0).up_to(NAME),
                told(1, 2),
                told(2, 5),
                growing(outlook.min(28), 1, 3).up_to(outlook),
                money,
                told(5, 4),
            ]
        }
        Row::Ahead(..) => vec![
            growing(13, 1, 0).up_to(NAME),
            told(1, 2).right(),
            told(2, 3).right(),
            told(3, 0).right(),
            Column { rank: 1, ..money },
        ],
        Row::Visit(_) => vec![
            told(0, 0),
            growing(11, 1, 0).up_to(NAME),
            told(2, 1),
            told(3, 0).right(),
        ],
        Row::Birthday(_) => vec![
            told(0, 0),
            growing(14, 2, 0).up_to(NAME),
            fixed(1, 0),
            told(3, 1).right(),
            told(4, 2),
            told(5, 3),
        ],
        Row::Thanks(_) => vec![
            growing(14, 1, 0).up_to(NAME),
            growing(34, 3, 0).up_to(64),
            fixed(9, 1).right(),
        ],
        // Where there is room at all, names are told before plates are.
        Row::Lapsing(_) => vec![
            growing(if room < ROOMY { 12 } else { 20 }, 1, 0).up_to(NAME),
            told(1, 0).right(),
            told(2, 1).right(),
            told(3, 0),
            fixed(11, 3),
            fixed(PHONE, 2),
        ],
        Row::Campaign(_) => vec![
            growing(14, 1, 0).up_to(48),
            fixed(week::campaign_width(rows, tell), 3),
            fixed(7, 0).right(),
            fixed(7, 2).right(),
            money,
            Column { rank: 4, ..money },
        ],
        Row::Slip(_) => vec![
            growing(14, 1, 0).up_to(NAME),
            growing(18, 5, 0).up_to(40),
            growing(20, 3, 1),
        ],
        Row::Segment(_) => vec![
            growing(14, 1, 0).up_to(24),
            fixed(7, 0).right(),
            fixed(6, 2).right(),
            money,
            fixed(6, 3).right(),
        ],
        Row::Tenth(_) => vec![growing(14, 1, 0).up_to(24), fixed(6, 0).right(), money],
        Row::Month(_) => vec![
            fixed(8, 0),
            fixed(6, 0).right(),
            fixed(10, 1).right(),
            fixed(10, 2).right(),
        ],
        Row::Source(_) => vec![
            growing(12, 1, 0).up_to(NAME),
            told(1, 0).right(),
            told(2, 1).right(),
            told(3, 2).right(),
            told(4, 4).right(),
            Column { rank: 3, ..money },
        ],
    }
}

/// What the columns of such a row are called, where some of them can be put away: the first always
/// stays, and the figures of the week are one sentence each.
#[expect(clippy::too_many_lines, reason = "one table")]
pub(in super::super::super) fn called(row: Row, part: Part) -> Option<ListColumns> {
    let (list, all): (_, &[(&'static str, Say)]) = match row {
        Row::Figure(_) => return None,
        Row::Person(_) | Row::Known(_) if part == Part::Never => (
            "review_never",
            &[
                ("name", Say::ReviewColName),
                ("plate", Say::ReviewColPlate),
                ("phone", Say::ReviewColPhone),
            ],
        ),
        Row::Person(_) | Row::Known(_) => (
            "review_people",
            &[
                ("name", Say::ReviewColName),
                ("plate", Say::ReviewColPlate),
                ("phone", Say::ReviewColPhone),
                ("outlook", Say::FilterFactOutlook),
                ("money", Say::ReviewHeadMoney),
                ("segment", Say::ReviewHeadSegment),
            ],
        ),
        Row::Ahead(..) => (
            "review_value",
            &[
                ("name", Say::ReviewColName),
                ("visits_90_days", Say::ReportColVisitsAhead),
                ("money_per_visit", Say::ReportColPerVisit),
                ("value_3_years", Say::ReportColValue),
                ("money", Say::ReportColSoFar),
            ],
        ),
        Row::Visit(_) => (
            "review_visits",
            &[
                ("day", Say::FormDate),
                ("name", Say::ReviewColName),
                ("plate", Say::ReviewColPlate),
                ("money", Say::ReviewHeadMoney),
            ],
        ),
        Row::Birthday(_) => (
            "review_birthdays",
            &[
                ("when", Say::ReviewColBirthday),
                ("name", Say::ReviewColName),
                ("agreed", Say::TodayColAgreed),
                ("turns", Say::ReviewColTurns),
                ("birthday", Say::FormDate),
                ("phone", Say::ReviewColPhone),
            ],
        ),
        Row::Thanks(_) => (
            "review_thanks",
            &[
                ("name", Say::ReviewColName),
                ("friend", Say::ReferralColFriend),
                ("points", Say::PointsFieldPoints),
            ],
        ),
        Row::Lapsing(_) => (
            "review_lapsing",
            &[
                ("name", Say::ReviewColName),
                ("points", Say::PointsFieldPoints),
                ("worth", Say::ReviewColWorth),
                ("valid_until", Say::ReviewColValidUntil),
                ("plate", Say::ReviewColPlate),
                ("phone", Say::ReviewColPhone),
            ],
        ),
        Row::Campaign(_) => (
            "review_campaigns",
            &[
                ("campaign", Say::CampaignFieldName),
                ("sent", Say::CampaignSentOn),
                ("came", Say::ReviewColCameBack),
                ("share", Say::ReviewHeadOfThem),
                ("money", Say::CampaignMoney),
                ("points_cost", Say::ReviewColPointsCost),
            ],
        ),
        Row::Slip(_) => (
            "review_data",
            &[
                ("name", Say::ReviewColName),
                ("issue", Say::ReviewColIssue),
                ("reason", Say::ReviewColReason),
            ],
        ),
        Row::Move(_) => (
            "review_moves",
            &[
                ("way", Say::ReviewMovedLabel),
                ("customers", Say::ReviewHeadCustomers),
                ("who", Say::ReviewColName),
            ],
        ),
        Row::Segment(_) => (
            "review_segments",
            &[
                ("segment", Say::ReviewHeadSegment),
                ("customers", Say::ReviewHeadCustomers),
                ("of_customers_percent", Say::RowsCustomersShare),
                ("money", Say::ReviewHeadMoney),
                ("of_money_percent", Say::RowsMoneyShare),
            ],
        ),
        Row::Tenth(_) => (
            "review_tenths",
            &[
                ("tenth", Say::ReportColTenth),
                ("share_percent", Say::ReviewColShare),
                ("money", Say::ReviewHeadMoney),
            ],
        ),
        Row::Month(_) => (
            "review_months",
            &[
                ("month", Say::ReviewHeadMonth),
                ("customers", Say::ReviewHeadCame),
                ("next_month", Say::ReviewHeadAgain),
                ("last_month", Say::ReviewColLastMonth),
            ],
        ),
        Row::Source(_) => (
            "review_sources",
            &[
                ("source", Say::ReviewHeadSource),
                ("customers", Say::ReviewHeadCustomers),
                ("returning", Say::ReviewHeadReturning),
                ("here", Say::ReviewHeadHere),
                ("stays_days", Say::ReviewHeadStays),
                ("money", Say::ReviewHeadMoney),
            ],
        ),
    };
    let all = all.to_vec();
    Some(ListColumns { list, all })
}

/// Columns that the texts of each column need, with what stands above it.
fn widest(rows: &[Row], tell: Tell<'_>, symbols: &Symbols) -> Vec<u16> {
    let heads = rows.first().map_or_else(Vec::new, |row| heads(*row, tell));
    let mut widest: Vec<u16> = heads.iter().map(|head| width(head)).collect();
    for row in rows {
        let cells = cells(*row, tell, symbols);
        widest.resize(widest.len().max(cells.len()), 0);
        for (wide, (text, _)) in widest.iter_mut().zip(&cells) {
            *wide = width(text).max(*wide);
        }
    }
    widest
}

/// Columns that the figures of the week need.
fn figure_width(tell: Tell<'_>) -> u16 {
    let widths = Figure::ALL.map(|figure| width(&figure_value(figure, tell).0));
    widths.into_iter().max().unwrap_or(0).max(10)
}

/// Columns that the amounts of these rows need.
fn money_width(rows: &[Row], tell: Tell<'_>) -> u16 {
    let told = |row: &Row| match row {
        Row::Tenth(at) => Some(shop::tenth_money(*at, tell)),
        row => {
            let money = row.money(tell.weekly, tell.loyalty);
            money.map(|money| tell.short(money))
        }
    };
    let widths = rows.iter().filter_map(told).map(|text| width(&text));
    widths.max().unwrap_or(0).max(10)
}
