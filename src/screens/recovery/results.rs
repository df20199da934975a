//! What came of the messages that asked customers to come back.

use super::WinBack;
use super::export::{column, file_name};
use crate::domain::Money;
use crate::domain::export::{Table, Value};
use crate::insight::{WITHIN, WonBack};
use crate::kit::table::Column;
use crate::look::Role;
use crate::protocol::{Context, ExportList, ExportRows};
use crate::screens::sheet::Wording;
use crate::screens::why::Lines;
use crate::text::{Say, count, say};

/// Name, when it was sent, when they came, what they paid.
pub(super) const COLUMNS: [Column; 4] = [
    Column::growing(8, 1, 0),
    Column::fixed(10, 1),
    Column::fixed(10, 0),
    Column::fixed(13, 0).right(),
];

/// What stands above the columns.
pub(super) const HEADS: [Say; 4] = [
    Say::ReviewColName,
    Say::CampaignSentOn,
    Say::CampaignCameOn,
    Say::RecoveryPaid,
];

/// What stands in them.
pub(super) fn parts(one: &WonBack, wording: Wording<'_>) -> [(String, Role); 4] {
    let came = one.came.map(|came| wording.date(came.day));
    let role = if came.is_some() {
        Role::Done
    } else {
        Role::Label
    };
    let not_yet = || wording.say(not_come(one, wording)).to_owned();
    let paid = one.came.map(|came| wording.money(Money(came.money)));
    [
        (one.who.name.clone(), Role::Strong),
        (wording.date(one.sent), Role::Value),
        (came.unwrap_or_else(not_yet), role),
        (paid.unwrap_or_default(), Role::Value),
    ]
}

/// That nobody came yet, or that the days in which it counts are over.
fn not_come(one: &WonBack, wording: Wording<'_>) -> Say {
    if one.sent + chrono::Days::new(WITHIN.into()) >= wording.today {
        Say::RecoveryNotCome
    } else {
        Say::RecoveryNever
    }
}

/// How many were sent, came back and paid.
pub(super) fn sum(all: &[WonBack], wording: Wording<'_>) -> String {
    let (back, money) = WonBack::sum(all);
    let [sent, back, days] = [all.len() as u64, back as u64, WITHIN.into()];
    let [sent, back, days] = [sent, back, days].map(|n| count(wording.lang, n));
    say::recovery_results(wording.lang, sent, back, days, wording.money(Money(money)))
}

/// Why a message counts or does not.
pub(super) fn explained(
    screen: &WinBack,
    one: &WonBack,
    wording: Wording<'_>,
) -> (String, Vec<(String, Role)>) {
    let lang = wording.lang;
    let mut lines = Lines::default();
    lines.head(Say::WhyRule, lang);
    lines.rule(Say::RecoveryWhyResults, lang);
    lines.head(Say::WhyFacts, lang);
    let sent = wording.date(one.sent);
    lines.strong(match one.came {
        Some(came) => {
            let paid = wording.money(Money(came.money));
            say::recovery_sent_came(lang, sent, wording.date(came.day), paid)
        }
        None => say::recovery_sent_not_come(lang, sent),
    });
    lines.say(sum(screen.results(), wording));
    (one.who.name.clone(), lines.all())
}

/// The list for a file.
pub(super) fn list(screen: &WinBack, context: &Context) -> ExportList {
    let title = Say::RecoveryResultsTitle.in_(context.lang);
    let columns = [
        ("customer_id", Say::ReviewColId),
        ("name", Say::ReviewColName),
        ("sent", Say::CampaignSentOn),
        ("came_back", Say::CampaignCameOn),
        ("money", Say::RecoveryPaid),
    ];
    let values = |one: &WonBack| {
        let came = one.came;
        vec![
            Value::text(&one.who.code),
            Value::text(&one.who.name),
            Value::Day(one.sent),
            Value::day(came.map(|came| came.day)),
            Value::money(came.map(|came| Money(came.money))),
        ]
    };
    ExportList {
        what: "win_backs",
        name: file_name(title),
        title: title.to_owned(),
        rows: ExportRows::Here(Table {
            title: title.to_owned(),
            columns: columns.map(|one| column(one, context.lang)).to_vec(),
            rows: screen.results().iter().map(values).collect(),
        }),
    }
}
