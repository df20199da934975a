//! What came of the campaigns of the days under review.

use super::super::{Cell, Place, Section, Table};
use super::words::{Tell, text};
use crate::insight::CampaignTold;
use crate::text::{Say, say};

/// Each with how many were sent a message, came back, with how much money, and what that cost in
/// points.
pub(super) fn campaigns(tell: &Tell<'_>) -> Section {
    let says = (
        Say::ReviewCampaignsTitle,
        Say::ReportCampaignsLead,
        Say::ReportCampaignsNone,
    );
    tell.section(says, table("campaigns", "campaign", tell))
}

/// The same on the one page; nothing where none ran.
pub(super) fn on_page(tell: &Tell<'_>) -> Option<Section> {
    let title = Say::ReviewCampaignsTitle;
    let table = table("page_campaigns", "what", tell);
    let any = !table.rows.is_empty();
    any.then(|| Section {
        sentences: Vec::new(),
        ..tell.section((title, title, title), table)
    })
}

fn table(name: &'static str, first: &'static str, tell: &Tell<'_>) -> Table {
    let rows: Vec<Vec<Cell>> = tell
        .weekly
        .campaigns
        .iter()
        .map(|one| row(one, tell))
        .collect();
    let (both, file, page) = (Place::Both, Place::File, Place::Page);
    Table {
        name,
        title: tell.say(Say::CampaignTitle),
        columns: vec![
            tell.column(first, Say::CampaignFieldName, both, 0),
            tell.column("since", Say::CampaignFieldSince, file, 0),
            tell.column("until", Say::CampaignFieldUntil, file, 0),
            tell.column("days", Say::ReportColDays, page, 4),
            tell.column("within_days", Say::CampaignFieldWithin, file, 0),
            tell.column("people", Say::ReviewColMeant, file, 0),
            tell.column("sent", Say::CampaignSentOn, both, 0),
            tell.column("came", Say::ReviewColCameBack, both, 0),
            tell.column("of_them", Say::ReviewHeadOfThem, page, 2),
            tell.column("money", Say::ReviewHeadMoney, both, 0),
            tell.column("due_anyway", Say::ReviewColDueAnyway, both, 3),
            tell.column("points_cost", Say::ReviewColPointsCost, both, 1),
            tell.column("not_sent_came", Say::ReportColControl, file, 0),
            tell.column("not_sent_money", Say::ReportColControlMoney, file, 0),
        ],
        total: rows.len(),
        rows,
        on_page: true,
    }
}

fn row(told: &CampaignTold, tell: &Tell<'_>) -> Vec<Cell> {
    let (facts, lang) = (&told.campaign.facts, tell.lang());
    let (sent, rest) = (&told.result.sent, &told.result.control);
    let whole = |n: u64| Cell::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    let share = sent.share().and_then(|share| u32::try_from(share).ok());
    let share = share.map_or(Cell::Blank, |share| {
        Cell::Share(f64::from(share) / 10_000.0)
    });
    let dates = crate::text::review::dates(lang, facts.since, facts.until);
    let days = say::campaign_days(lang, facts.within.unsigned_abs());
    vec![
        text(&facts.name),
        Cell::Day(facts.since),
        Cell::Day(facts.until),
        Cell::Text(format!("{dates} + {days}")),
        Cell::Whole(facts.within),
        whole(sent.people + rest.people),
        whole(sent.people),
        whole(sent.came),
        share,
        Cell::Money(sent.money),
        whole(sent.due_anyway),
        Cell::Money(told.cost),
        whole(rest.came),
        Cell::Money(rest.money),
    ]
}
