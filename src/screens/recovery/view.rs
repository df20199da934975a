//! How the lists of those to win back look.

use super::export;
use super::model::{Lists, Row};
use super::results;
use crate::domain::Money;
use crate::insight::review::Week;
use crate::insight::{Asked, Need};
use crate::look::Role;
use crate::protocol::{ExportRows, Recovered};
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, left_alone, recovery};
use crate::screens::why;
use crate::text::{self, Say, count, say};

impl Looks for Lists {
    fn name(&self) -> &'static str {
        self.need().map_or("win_backs", |_| "recovery")
    }

    fn columns(&self) -> &'static [Column<Self>] {
        self.need().map_or(results::COLUMNS, |_| COLUMNS)
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        self.need().map_or(results::FILE, |_| export::FILE)
    }

    fn elsewhere(list: &ListScreen<Self>) -> Option<ExportRows> {
        let need = list.of.need().filter(|_| list.is_cut())?;
        let (order, words) = list.stands();
        Some(ExportRows::Recovering(Recovered {
            need,
            order,
            words: words.to_owned(),
            within: list.of.within.customers(),
        }))
    }

    fn file_name(&self, words: Wording<'_>) -> Option<String> {
        Some(words.say(called(self.need())).to_owned())
    }

    fn title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        words.say(Say::RecoveryTitle).to_owned()
    }

    fn file_title(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        list.of.within.titled(words.say(called(list.of.need())))
    }

    /// The reasons with how many each holds, the one that is looked at standing out.
    fn tabs(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let Some(found) = list.value() else {
            return Vec::new();
        };
        let tab = |need: Option<Need>| {
            let many = match need {
                Some(need) => found.lists.get(&need).map_or(0, |list| list.total),
                None => found.won_back.len(),
            };
            let role = if need == list.of.need() {
                Role::Accent
            } else {
                Role::Label
            };
            let many = count(words.lang, many as u64);
            (format!("{} {many}", words.say(called(need))), role)
        };
        Need::ALL
            .map(Some)
            .into_iter()
            .chain([None])
            .map(tab)
            .collect()
    }

    /// How many stand there and what they brought, or what came of the messages.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        if list.of.need().is_none() {
            let sum = || vec![(results::sum(list, words), Role::Label)];
            return if list.list.is_empty() {
                Vec::new()
            } else {
                sum()
            };
        }
        let found = list.value().zip(list.of.need());
        let alone = found.map_or(&[][..], |(found, need)| found.left_alone(need));
        let alone = alone.iter().filter(|who| list.of.within.has(**who));
        let alone = left_alone(alone.count() as u64, words);
        if list.list.is_empty() {
            return alone.into_iter().collect();
        }
        let all = list.needing().filter(|_| !list.is_narrowed());
        let (many, money) = if let Some(all) = all {
            (all.total, all.money)
        } else {
            let money = list.rows().map(Row::money).fold(0, i64::saturating_add);
            (list.list.len(), money)
        };
        let sum = say::report_brought(words.lang, many as u64, words.money(Money(money)));
        let mut head = vec![(sum, Role::Label)];
        if list.is_cut() {
            let first = list.needing().map_or(0, |list| list.first.len());
            let first = count(words.lang, first as u64);
            head.push((say::recovery_first(words.lang, first), Role::Attention));
        }
        head.extend(alone);
        head
    }

    fn none(list: &ListScreen<Self>, words: Wording<'_>) -> Words {
        let nobody = list.value().is_some_and(|found| found.lists.is_empty());
        let say = match list.of.need() {
            None => Say::RecoveryResultsNone,
            Some(_) if nobody => Say::RecoveryNobody,
            Some(_) => Say::RecoveryNone,
        };
        (words.say(say).to_owned(), Role::Label)
    }

    /// Who the chosen one is, and why they are there.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let words = tell.words;
        let row = list.chosen()?;
        let Row::Needs(one, ..) = row else {
            return Some((row.name(), results::explained(list, row.sent()?, words)));
        };
        let mut lines = why::Lines::default();
        lines.head(Say::WhyRule, words.lang);
        lines.rule(recovery::rule(one.need), words.lang);
        let sunday = Week::over_on(words.today).sunday;
        let [today, sunday] = [words.today, sunday].map(|day| text::full_date(words.lang, day));
        lines.say(say::recovery_why_today(words.lang, today, sunday));
        lines.head(Say::WhyFacts, words.lang);
        lines.strong(recovery::reason(one, words));
        if let Some(asked) = row.asked() {
            lines.say(recovery::asked(asked.day, words, tell.symbols));
            if asked.is_waited_for {
                lines.rule(Say::RecoveryAskedStill, words.lang);
            }
        }
        why::attendance(&mut lines, &one.one.visits, words.today, words);
        Some((row.name(), lines.all()))
    }
}

/// What a list is called.
fn called(need: Option<Need>) -> Say {
    need.map_or(Say::RecoveryResultsTitle, recovery::title)
}

/// That a message went, and when: `✓ 27 Nov`.
fn sent(asked: Asked, tell: Tell<'_>) -> Words {
    let day = tell.words.date(asked.day);
    (format!("{} {day}", tell.symbols.check), Role::Done)
}

// The reason is what the list is for: plate, phone and money give way to it.
const COLUMNS: &[Column<Lists>] = &[
    Column::headed(
        "name",
        (Say::ReviewColName, Say::ReviewColName),
        Fit::grows(16, 1, 0).within(16, 22).cramped(14),
        |row, _| (row.name(), Role::Strong),
    ),
    Column::headed(
        "reason",
        (Say::RecoveryReasonColumn, Say::RecoveryReasonColumn),
        Fit::widest(0).within(12, 44).cramped(19),
        |row, tell| {
            let reason = if tell.narrow {
                recovery::brief
            } else {
                recovery::short
            };
            // In the narrowest window the sign stands for the column.
            if let Some(asked) = row.asked().filter(|_| tell.narrow) {
                return sent(asked, tell);
            }
            let text = row.needing().map(|one| reason(one, tell.words));
            (text.unwrap_or_default(), Role::Value)
        },
    ),
    Column::headed(
        "asked",
        (Say::CampaignSentOn, Say::CampaignSentOn),
        Fit::widest(1).if_any(),
        |row, tell| {
            let asked = row.asked().filter(|_| !tell.narrow);
            let none = || (String::new(), Role::Label);
            asked.map_or_else(none, |asked| sent(asked, tell))
        },
    ),
    Column::headed(
        "plate",
        (Say::ReviewColPlate, Say::ReviewColPlate),
        Fit::exactly(11, 2),
        |row, _| (row.fact(|who| &who.plate).to_owned(), Role::Value),
    ),
    Column::headed(
        "phone",
        (Say::ReviewColPhone, Say::ReviewColPhone),
        Fit::exactly(16, 3),
        |row, _| (row.fact(|who| &who.phone).to_owned(), Role::Label),
    ),
    Column::headed(
        "money",
        (Say::ReviewHeadMoney, Say::ReviewHeadMoney),
        Fit::exactly(14, 4).right(),
        |row, tell| (tell.words.money(Money(row.money())), Role::Value),
    ),
];
