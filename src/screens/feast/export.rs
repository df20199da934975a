//! The columns of a feast's people in a file.

use super::model::Greetings;
use crate::domain::export::Value;
use crate::screens::listed::FileColumn;
use crate::screens::sheet::today as words;
use crate::text::Say;

pub(super) const FILE: &[FileColumn<Greetings>] = &[
    FileColumn::new("customer_id", Say::ReviewColId, |one, _| {
        Value::text(&one.who.code)
    }),
    FileColumn::new("name", Say::ReviewColName, |one, _| {
        Value::text(words::who(&one.who))
    }),
    FileColumn::new("phone", Say::ReviewColPhone, |one, _| {
        Value::text(&one.who.phone)
    }),
    FileColumn::new("agreed", Say::TodayColAgreed, |one, wording| {
        let yes_or_no = |yes| if yes { Say::WordYes } else { Say::WordNo };
        let agreed = one.agreed.map(|yes| wording.say(yes_or_no(yes)));
        Value::text(agreed.unwrap_or_default())
    }),
    FileColumn::new("sent", Say::CampaignSentOn, |one, _| Value::day(one.sent)),
];
