//! What came of the messages that asked customers to come back.

use super::WinBack;
use super::model::{Lists, Row};
use crate::domain::Money;
use crate::domain::export::Value;
use crate::insight::{WITHIN, WonBack};
use crate::look::Role;
use crate::screens::listed::{Column, FileColumn, Fit, Words};
use crate::screens::sheet::Wording;
use crate::screens::why::Lines;
use crate::text::{Say, count, say};

pub(super) const COLUMNS: &[Column<Lists>] = &[
    Column::headed(
        "name",
        (Say::ReviewColName, Say::ReviewColName),
        Fit::grows(8, 1, 0),
        |row, _| (row.name(), Role::Strong),
    ),
    Column::headed(
        "sent",
        (Say::CampaignSentOn, Say::CampaignSentOn),
        Fit::exactly(10, 1),
        |row, tell| {
            let sent = row.sent().map(|one| tell.words.date(one.sent));
            (sent.unwrap_or_default(), Role::Value)
        },
    ),
    Column::headed(
        "came_back",
        (Say::CampaignCameOn, Say::CampaignCameOn),
        Fit::exactly(10, 0),
        |row, tell| {
            let one = row.sent();
            one.map_or_else(|| (String::new(), Role::Label), |one| came(one, tell.words))
        },
    ),
    Column::headed(
        "money",
        (Say::RecoveryPaid, Say::RecoveryPaid),
        Fit::exactly(13, 0).right(),
        |row, tell| {
            let came = row.sent().and_then(|one| one.came);
            let paid = came.map(|came| tell.words.money(Money(came.money)));
            (paid.unwrap_or_default(), Role::Value)
        },
    ),
    Column::new(
        "customer_id",
        Say::ReviewColId,
        Fit::exactly(9, 2),
        |row, _| (row.code().to_owned(), Role::Label),
    ),
];

/// When somebody came; that nobody came yet, or that the days in which it counts are over.
fn came(one: &WonBack, words: Wording<'_>) -> (String, Role) {
    if let Some(came) = one.came {
        return (words.date(came.day), Role::Done);
    }
    let still = one.sent + chrono::Days::new(WITHIN.into()) >= words.today;
    let not = if still {
        Say::RecoveryNotCome
    } else {
        Say::RecoveryNever
    };
    (words.say(not).to_owned(), Role::Label)
}

pub(super) const FILE: &[FileColumn<Lists>] = &[
    FileColumn::new("customer_id", Say::ReviewColId, |row, _| {
        Value::text(row.code())
    }),
    FileColumn::new("name", Say::ReviewColName, |row, _| Value::text(row.name())),
    FileColumn::new("sent", Say::CampaignSentOn, |row, _| {
        Value::day(row.sent().map(|one| one.sent))
    }),
    FileColumn::new("came_back", Say::CampaignCameOn, |row, _| {
        Value::day(row.sent().and_then(|one| one.came).map(|came| came.day))
    }),
    FileColumn::new("money", Say::RecoveryPaid, |row, _| {
        let came = row.sent().and_then(|one| one.came);
        Value::money(came.map(|came| Money(came.money)))
    }),
];

/// How many of those that are shown were sent, came back and paid.
pub(super) fn sum(list: &WinBack, words: Wording<'_>) -> String {
    let (back, money) = WonBack::sum(list.rows().filter_map(Row::sent));
    let sent = list.list.len() as u64;
    let [back, days] = [back as u64, WITHIN.into()].map(|n| count(words.lang, n));
    say::recovery_results(words.lang, sent, back, days, words.money(Money(money)))
}

/// Why a message counts or does not.
pub(super) fn explained(list: &WinBack, one: &WonBack, words: Wording<'_>) -> Vec<Words> {
    let lang = words.lang;
    let mut lines = Lines::default();
    lines.head(Say::WhyRule, lang);
    lines.rule(Say::RecoveryWhyResults, lang);
    lines.head(Say::WhyFacts, lang);
    let sent = words.date(one.sent);
    lines.strong(match one.came {
        Some(came) => {
            let paid = words.money(Money(came.money));
            say::recovery_sent_came(lang, sent, words.date(came.day), paid)
        }
        None => say::recovery_sent_not_come(lang, sent),
    });
    lines.say(sum(list, words));
    lines.all()
}
