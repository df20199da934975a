//! The columns of the campaigns in a file.

use super::model::All;
use crate::domain::Money;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::screens::sheet::message;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<All>] = &[
    FileColumn::new("campaign", Say::CampaignFieldName, |told, _| {
        Value::text(&told.campaign.facts.name)
    }),
    FileColumn::new("segment", Say::CampaignSegment, |told, _| {
        Value::text(&told.campaign.facts.segment)
    }),
    FileColumn::new("template", Say::CampaignTemplate, |told, words| {
        Value::text(message::called(&told.campaign.facts.template, words.lang))
    }),
    FileColumn::new("from", Say::CampaignFieldSince, |told, _| {
        Value::Day(told.campaign.facts.since)
    }),
    FileColumn::new("until", Say::CampaignUntil, |told, _| {
        Value::Day(told.campaign.facts.until)
    }),
    FileColumn::new("within_days", Say::CampaignWithin, |told, _| {
        Value::Whole(told.campaign.facts.within)
    }),
    FileColumn::new("sent", Say::CampaignFileSent, |told, _| {
        Value::count(told.result.sent.people)
    }),
    FileColumn::new("came", Say::CampaignFileCame, |told, _| {
        Value::count(told.result.sent.came)
    }),
    FileColumn::new("money", Say::CampaignMoney, |told, _| {
        Value::Money(Money(told.result.sent.money))
    }),
    FileColumn::new("due_anyway", Say::CampaignFileAnyway, |told, _| {
        Value::count(told.result.sent.due_anyway)
    }),
    FileColumn::new("not_sent", Say::CampaignFileNotSent, |told, _| {
        Value::count(told.result.control.people)
    }),
    FileColumn::new("not_sent_came", Say::CampaignFileNotSentCame, |told, _| {
        Value::count(told.result.control.came)
    }),
    FileColumn::new("points", Say::CampaignFilePoints, |told, _| {
        Value::Whole(told.result.cost())
    }),
    FileColumn::new("cost", Say::CampaignFileCost, |told, _| {
        Value::Money(Money(told.cost))
    }),
];
