//! How the list of campaigns looks.

use super::export::FILE;
use super::model::All;
use crate::domain::Money;
use crate::look::Role;
use crate::protocol::Command;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, campaign};
use crate::screens::why::Lines;
use crate::text::{Say, count, say};

impl Looks for All {
    fn name(&self) -> &'static str {
        "campaigns"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn title(_: &ListScreen<Self>, words: Wording<'_>) -> String {
        words.say(Say::CampaignTitle).to_owned()
    }

    /// What all of them did, then the chosen one.
    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let all = list.rows().map(|told| told.result.sent);
        let sum = match list.list.len() {
            0 | 1 => String::new(),
            many => say::campaign_total(
                words.lang,
                say::campaign_count(words.lang, many as u64),
                campaign::sum(all.map(|sent| (sent.people, sent.came, sent.money)), words),
            ),
        };
        let chosen = list
            .chosen()
            .into_iter()
            .flat_map(|told| campaign::told(told, words));
        std::iter::once((sum, Role::Value))
            .chain(chosen.map(|text| (text, Role::Label)))
            .collect()
    }

    fn none(_: &ListScreen<Self>, words: Wording<'_>) -> Words {
        let key = Command::AddRow.spec().keys[0];
        (say::campaign_none(words.lang, key), Role::Label)
    }

    /// What counts as coming back, and what came of the chosen one.
    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        let (told, lang) = (list.chosen()?, tell.words.lang);
        let mut lines = Lines::default();
        lines.head(Say::WhyRule, lang);
        lines.rule(Say::CampaignExplain, lang);
        lines.head(Say::WhyFacts, lang);
        for line in campaign::told(told, tell.words) {
            lines.say(line);
        }
        lines.head(Say::WhyRows, lang);
        lines.rule(Say::CampaignWhyRows, lang);
        Some((told.campaign.facts.name.clone(), lines.all()))
    }
}

const COLUMNS: &[Column<All>] = &[
    Column::headed(
        "name",
        (Say::FormName, Say::FormName),
        Fit::grows(14, 1, 0),
        |told, _| (told.campaign.facts.name.clone(), Role::Strong),
    ),
    Column::headed(
        "sent",
        (Say::CampaignFileSent, Say::CampaignSent),
        Fit::widest(1).within(12, u16::MAX).cramped(11),
        |told, tell| {
            let reach = if tell.narrow {
                campaign::reach_in_brief(told, tell.words)
            } else {
                campaign::reach(told, tell.words)
            };
            (reach, Role::Label)
        },
    ),
    Column::headed(
        "came",
        (Say::CampaignFileCame, Say::CampaignCame),
        Fit::widest(0).right(),
        |told, tell| (count(tell.words.lang, told.result.sent.came), Role::Value),
    ),
    Column::new(
        "share",
        Say::CampaignFileShare,
        Fit::widest(2).within(6, u16::MAX).right(),
        |told, tell| (campaign::share(&told.result.sent, tell.words), Role::Value),
    ),
    Column::headed(
        "money",
        (Say::CampaignMoney, Say::CampaignMoney),
        Fit::widest(3).right(),
        |told, tell| (tell.words.money(Money(told.result.sent.money)), Role::Value),
    ),
];
