//! The columns of a campaign's people in a file.

use super::model::People;
use crate::domain::Money;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::screens::sheet::campaign;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<People>] = &[
    FileColumn::new("customer_id", Say::FormCustomerId, |one, _| {
        Value::text(&one.person.code)
    }),
    FileColumn::new("name", Say::FormName, |one, _| {
        Value::text(&one.person.name)
    }),
    FileColumn::new("phone", Say::FormPhone, |one, _| {
        Value::text(&one.person.phone)
    }),
    FileColumn::new("sent", Say::CampaignSentOn, |one, _| Value::day(one.sent)),
    FileColumn::new("not_sent_because", Say::CampaignNotSentWhy, |one, words| {
        let shut = one.sent.is_none() && !one.gate.is_open();
        let why = shut.then(|| words.say(campaign::not_sent(one.gate)));
        Value::text(why.unwrap_or_default())
    }),
    FileColumn::new("came", Say::CampaignCameOn, |one, _| {
        Value::day(one.returned.came)
    }),
    FileColumn::new("money", Say::CampaignMoney, |one, _| {
        Value::money(one.returned.came.map(|_| Money(one.returned.money)))
    }),
    FileColumn::new("due_anyway", Say::CampaignAnyway, |one, _| {
        Value::whole(
            one.returned
                .came
                .map(|_| i64::from(one.returned.due_anyway)),
        )
    }),
];
