//! The campaigns as a list for a file.

use super::Campaigns;
use crate::domain::Money;
use crate::domain::export::Value;
use crate::insight::CampaignTold;
use crate::protocol::{Context, ExportList};
use crate::screens::listed;
use crate::screens::sheet::message;
use crate::text::{Lang, Say};

const COLUMNS: [(&str, Say); 14] = [
    ("campaign", Say::CampaignFieldName),
    ("segment", Say::CampaignSegment),
    ("template", Say::CampaignTemplate),
    ("from", Say::CampaignFieldSince),
    ("until", Say::CampaignUntil),
    ("within_days", Say::CampaignWithin),
    ("sent", Say::CampaignFileSent),
    ("came", Say::CampaignFileCame),
    ("money", Say::CampaignMoney),
    ("due_anyway", Say::CampaignFileAnyway),
    ("not_sent", Say::CampaignFileNotSent),
    ("not_sent_came", Say::CampaignFileNotSentCame),
    ("points", Say::CampaignFilePoints),
    ("cost", Say::CampaignFileCost),
];

/// All of them, in the order of the screen.
pub(super) fn list(screen: &Campaigns, context: &Context) -> Option<ExportList> {
    let lang = context.lang;
    let told = screen.told();
    let title = Say::CampaignTitle.in_(lang);
    let rows = told.iter().copied();
    let rows = rows.map(|told| values(told, lang)).collect();
    let about = ("campaigns", title, title);
    (!told.is_empty()).then(|| listed::file(about, &COLUMNS, rows, lang))
}

fn values(told: &CampaignTold, lang: Lang) -> Vec<Value> {
    let facts = &told.campaign.facts;
    let result = &told.result;
    let whole = |n: u64| Value::Whole(i64::try_from(n).unwrap_or(i64::MAX));
    vec![
        Value::text(&facts.name),
        Value::text(&facts.segment),
        Value::text(message::called(&facts.template, lang)),
        Value::Day(facts.since),
        Value::Day(facts.until),
        Value::Whole(facts.within),
        whole(result.sent.people),
        whole(result.sent.came),
        Value::Money(Money(result.sent.money)),
        whole(result.sent.due_anyway),
        whole(result.control.people),
        whole(result.control.came),
        Value::Whole(result.cost()),
        Value::Money(Money(told.cost)),
    ]
}
