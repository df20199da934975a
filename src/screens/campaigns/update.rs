//! What the commands of the list of campaigns do.

use super::model::All;
use crate::domain::{Campaign, Change};
use crate::protocol::{Applies, BeginCampaign, Command, Context, Go, Question, Step};
use crate::screens::listed::{Acts, ListScreen};
use crate::text::{Lang, Say, say};

impl Acts for All {
    const EXPLAINS: Say = Say::CampaignExplain;

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::EditRow | Command::RemoveRow | Command::Message => list.with_row(),
            Command::AddRow | Command::Gatherings => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn calls(_: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        (command == Command::Message).then_some((Say::MessageCommand, Say::RowsMessageHelp))
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let campaign = list.chosen().map(|told| told.campaign.clone());
        let go = match (command, campaign) {
            (Command::AddRow, _) => Go::CampaignForm(Box::new(BeginCampaign::New(None))),
            // Who is written to is chosen among those of it.
            (Command::OpenRow | Command::Message, Some(campaign)) => Go::Campaign(campaign.id),
            (Command::Gatherings, _) => Go::Gatherings,
            (Command::EditRow, Some(campaign)) => {
                Go::CampaignForm(Box::new(BeginCampaign::Known(campaign)))
            }
            (Command::RemoveRow, Some(campaign)) => {
                let change = Change::RemoveCampaign { id: campaign.id };
                return list.ask_first(question(&campaign, context.lang), change);
            }
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }
}

fn question(campaign: &Campaign, lang: Lang) -> Question {
    Question {
        title: Say::CampaignRemoveTitle.in_(lang).to_owned(),
        body: vec![say::campaign_remove_text(lang, &campaign.facts.name)],
        choices: [Say::CampaignRemoveNo, Say::CampaignRemoveYes]
            .map(|say| Question::choice(say.in_(lang)))
            .into(),
    }
}
