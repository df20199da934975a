//! What the commands of the list of thanks do.

use super::model::Owed;
use crate::domain::{Change, Subject};
use crate::protocol::{Addressed, Applies, Command, Context, Go, Step};
use crate::screens::listed::{Acts, ListScreen};
use crate::screens::sheet::referral;
use crate::text::Say;

impl Acts for Owed {
    const EXPLAINS: Say = Say::ReferralThanksExplain;

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::Message | Command::RemoveRow => list.with_row(),
            _ => Applies::No,
        }
    }

    fn calls(_: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        let said = (Say::ReferralThanksDone, Say::ReferralThanksDoneHelp);
        (command == Command::RemoveRow).then_some(said)
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let Some(owed) = list.chosen().cloned() else {
            return Vec::new();
        };
        let all = list.value().map_or(&[][..], |known| &known.owed);
        let of = Subject::Customer(owed.referrer.id, None);
        let step = match command {
            Command::OpenRow => Step::Go(Go::Card(of)),
            Command::Message => Step::Go(Go::Message(Box::new(Addressed {
                template: Some(referral::THANKS.to_owned()),
                given: referral::given(referral::owed_to(all, owed.referrer.id)),
                ..Addressed::to(of)
            }))),
            Command::RemoveRow => {
                let thank = Change::Thank {
                    referrer: owed.referrer.id,
                    friend: owed.friend.id,
                    day: context.today,
                };
                Step::Write(context.op, Box::new(thank))
            }
            _ => return Vec::new(),
        };
        vec![step]
    }
}
