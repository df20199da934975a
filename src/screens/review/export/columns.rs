//! The columns of the rows of a list, in a file.

use super::super::row::Row;
use crate::domain::export::Column;
use crate::insight::review::Weekly;
use crate::text::{Lang, Say};

fn column((name, label): (&str, Say), lang: Lang) -> Column {
    Column {
        name: name.to_owned(),
        label: label.in_(lang).to_owned(),
    }
}

/// The segment of somebody: it says something only where there are enough of them.
const SEGMENT: (&str, Say) = ("segment", Say::ReviewHeadSegment);

/// The columns of the rows of a list.
pub(in super::super) fn columns(row: Row, weekly: &Weekly, lang: Lang) -> Vec<Column> {
    let who = [
        ("customer_id", Say::ReviewColId),
        ("name", Say::ReviewColName),
        ("plate", Say::ReviewColPlate),
        ("phone", Say::ReviewColPhone),
        ("do_not_contact", Say::ReviewColNoContact),
    ];
    let people = matches!(
        row,
        Row::Person(_)
            | Row::Ahead(..)
            | Row::Visit(_)
            | Row::Known(_)
            | Row::Birthday(_)
            | Row::Thanks(_)
            | Row::Lapsing(_)
            | Row::Slip(_)
    );
    let who = who.into_iter().filter(|_| people);
    let scored = weekly.review.has_scores();
    let own = own(row).iter().copied();
    who.chain(own.filter(|one| scored || *one != SEGMENT))
        .map(|one| column(one, lang))
        .collect()
}

/// Those that are not who somebody is.
fn own(row: Row) -> &'static [(&'static str, Say)] {
    match row {
        Row::Person(_) => &[
            ("outlook", Say::ReviewColOutlook),
            ("usual_gap_days", Say::ReviewColUsual),
            ("last_visit", Say::ReviewColLast),
            ("came_again", Say::ReportColAgain),
            ("visits", Say::ReviewColVisits),
            ("money", Say::ReviewHeadMoney),
            ("as_of", Say::ReportColAsOf),
            SEGMENT,
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
            ("agreed", Say::TodayColAgreed),
        ],
        Row::Thanks(_) => &[
            ("friend", Say::ReferralColFriend),
            ("first_paid_visit", Say::ReferralColDay),
            ("paid", Say::ReferralColPaid),
            ("points", Say::PointsFieldPoints),
        ],
        Row::Lapsing(_) => &[
            ("points", Say::PointsFieldPoints),
            ("worth", Say::ReviewColWorth),
            ("valid_until", Say::ReviewColValidUntil),
        ],
        Row::Campaign(_) => &[
            ("campaign", Say::CampaignFieldName),
            ("since", Say::CampaignFieldSince),
            ("until", Say::CampaignFieldUntil),
            ("within_days", Say::CampaignFieldWithin),
            ("people", Say::ReviewColMeant),
            ("sent", Say::CampaignSentOn),
            ("came", Say::ReviewColCameBack),
            ("money", Say::CampaignMoney),
            ("due_anyway", Say::ReviewColDueAnyway),
            ("points_cost", Say::ReviewColPointsCost),
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
            SEGMENT,
            ("customers", Say::ReviewHeadCustomers),
            ("of_customers_percent", Say::ReportColOfCustomersPercent),
            ("money", Say::ReviewHeadMoney),
            ("of_money_percent", Say::ReportColOfMoneyPercent),
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
    }
}
