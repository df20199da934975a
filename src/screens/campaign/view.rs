//! How a campaign's people look.

use super::export::FILE;
use super::model::People;
use crate::domain::{Gate, Money};
use crate::insight::PersonTold;
use crate::look::Role;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, campaign, left_alone};
use crate::screens::why::Lines;
use crate::text::Say;

impl Looks for People {
    fn name(&self) -> &'static str {
        "campaign"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn file_name(&self, words: Wording<'_>) -> Option<String> {
        Some(words.say(Say::CampaignFieldName).to_owned())
    }

    fn title(list: &ListScreen<Self>, _: Wording<'_>) -> String {
        let told = list.value().map(|known| &known.told);
        told.map_or_else(String::new, |told| told.campaign.facts.name.clone())
    }

    fn status(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        let told = list.value().map(|known| &known.told);
        told.map_or_else(String::new, |told| campaign::reach(told, words))
    }

    /// What came of those who are shown, where they are not all; else of the campaign.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        if list.is_narrowed() {
            let shown = list.rows().map(|one| {
                let came = one.returned.came.filter(|_| one.sent.is_some());
                let money = came.map_or(0, |_| one.returned.money);
                (
                    u64::from(one.sent.is_some()),
                    u64::from(came.is_some()),
                    money,
                )
            });
            return vec![(campaign::sum(shown, words), Role::Label)];
        }
        let told = list.value().map(|known| &known.told);
        let told = told.into_iter().flat_map(|told| {
            let means = campaign::means(told, words);
            std::iter::once(means).chain(campaign::told(told, words))
        });
        let alone = list.value().map_or(0, |known| {
            let to_send = known.people.iter().filter(|one| one.sent.is_none());
            to_send.filter(|one| one.gate == Gate::DoNotContact).count() as u64
        });
        let told = told.map(|text| (text, Role::Label));
        told.chain(left_alone(alone, words)).collect()
    }

    fn none(_: &ListScreen<Self>, words: Wording<'_>) -> Words {
        (words.say(Say::TermsNobody).to_owned(), Role::Label)
    }

    /// What counts as coming back, and what somebody did.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let (one, words) = (list.chosen()?, tell.words);
        let mut lines = Lines::default();
        lines.head(Say::WhyRule, words.lang);
        lines.rule(Say::CampaignExplain, words.lang);
        lines.head(Say::WhyFacts, words.lang);
        let told = &list.value()?.told;
        lines.say(campaign::means(told, words));
        lines.say(campaign::period_of(told, words));
        let said = |label: Say, text: &str| format!("{}: {text}", words.say(label));
        let no = words.say(Say::WordNo);
        lines.say(said(Say::CampaignSentOn, &sent(one, words)));
        let returned = &one.returned;
        let came = returned.came.map(|day| words.date(day));
        lines.say(said(Say::CampaignCameOn, came.as_deref().unwrap_or(no)));
        if came.is_some() {
            let money = words.money(Money(returned.money));
            lines.say(said(Say::CampaignMoney, &money));
            let yes = words.say(Say::WordYes);
            let anyway = if returned.due_anyway { yes } else { no };
            lines.say(said(Say::CampaignFileAnyway, anyway));
        }
        Some((one.person.name.clone(), lines.all()))
    }
}

/// When somebody was sent a message, or why not.
fn sent(one: &PersonTold, words: Wording<'_>) -> String {
    let not_sent = || words.say(campaign::not_sent(one.gate)).to_owned();
    one.sent.map_or_else(not_sent, |day| words.date(day))
}

const COLUMNS: &[Column<People>] = &[
    Column::headed(
        "name",
        (Say::FormName, Say::FormName),
        Fit::grows(13, 1, 0),
        |one, _| (one.person.name.clone(), Role::Strong),
    ),
    Column::headed(
        "sent",
        (Say::CampaignSentOn, Say::CampaignSentOn),
        Fit::widest(0).within(8, u16::MAX),
        |one, tell| {
            let role = match one.sent {
                Some(_) => Role::Value,
                None if one.gate.is_open() => Role::Label,
                None if one.gate == Gate::DoNotContact => Role::Danger,
                None => Role::Attention,
            };
            (sent(one, tell.words), role)
        },
    ),
    Column::headed(
        "came",
        (Say::CampaignCameOn, Say::CampaignCameOn),
        Fit::widest(1),
        |one, tell| {
            let day = one.returned.came.map(|day| tell.words.date(day));
            let came = day.map(|day| format!("{} {day}", tell.symbols.check));
            (came.unwrap_or_default(), Role::Done)
        },
    ),
    Column::headed(
        "money",
        (Say::CampaignMoney, Say::CampaignMoney),
        Fit::widest(2).right(),
        |one, tell| {
            let came = one.returned.came;
            let money = came.map(|_| tell.words.money(Money(one.returned.money)));
            (money.unwrap_or_default(), Role::Value)
        },
    ),
    Column::new(
        "due_anyway",
        Say::CampaignFileAnyway,
        Fit::widest(3),
        |one, tell| {
            let anyway = one.returned.came.is_some() && one.returned.due_anyway;
            let anyway = anyway.then(|| tell.words.say(Say::CampaignAnyway).to_owned());
            (anyway.unwrap_or_default(), Role::Label)
        },
    ),
    Column::new("phone", Say::FormPhone, Fit::widest(4), |one, _| {
        (one.person.phone.clone(), Role::Label)
    }),
];
