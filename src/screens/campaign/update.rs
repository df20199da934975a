//! What the commands of a campaign's people do.

use super::model::People;
use crate::domain::Subject;
use crate::protocol::{Addressed, Applies, BeginCampaign, Command, Context, Go, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::text::Say;

impl Acts for People {
    const EXPLAINS: Say = Say::CampaignExplain;
    const PHONE: Option<Phone<Self>> = Some(|one| one.person.phone.clone());

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::Message => list.with_row(),
            Command::EditRow if list.value().is_none() => Applies::Blocked(Say::WordLoading),
            Command::EditRow => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn does(list: &mut ListScreen<Self>, command: Command, _: &Context) -> Vec<Step> {
        let who = list.chosen().map(|one| one.person.customer);
        let subject = who.map(|customer| Subject::Customer(customer, None));
        let campaign = list.value().map(|known| known.told.campaign.clone());
        let go = match (command, subject, campaign) {
            (Command::OpenRow, Some(of), _) => Go::Card(of),
            (Command::Message, Some(of), Some(campaign)) => Go::Message(Box::new(Addressed {
                until: Some(campaign.facts.last_day()),
                template: Some(campaign.facts.template),
                campaign: Some(campaign.id),
                offer: campaign.facts.offer,
                ..Addressed::to(of)
            })),
            (Command::EditRow, _, Some(campaign)) => {
                Go::CampaignForm(Box::new(BeginCampaign::Known(campaign)))
            }
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }
}
