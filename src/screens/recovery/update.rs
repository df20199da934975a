//! What the commands of the lists of those to win back do.

use super::model::{LISTS, Lists};
use crate::domain::Subject;
use crate::insight::Need;
use crate::protocol::{Addressed, Answer, Applies, Command, Context, Event, Go, Scope, Slot, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::text::Say;

/// Key of the template that asks somebody to come back.
const WIN_BACK: &str = "win_back";

impl Acts for Lists {
    const SCOPE: Scope = Scope::Recovery;
    const EXPLAINS: Say = Say::RecoveryExplain;
    const PHONE: Option<Phone<Self>> = Some(|row| row.fact(|who| &who.phone).to_owned());

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::Message | Command::MarkLost => list.with_row(),
            Command::Results | Command::NextField | Command::PreviousField => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn calls(_: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        (command == Command::OpenRow).then_some((Say::CommandOpen, Say::CommandOpenHelp))
    }

    fn does(list: &mut ListScreen<Self>, command: Command, _: &Context) -> Vec<Step> {
        let who = list.chosen().map(|row| row.customer());
        let go = match (command, who) {
            (Command::OpenRow, Some(who)) => Go::Card(Subject::Customer(who, None)),
            (Command::Message, Some(who)) => Go::Message(Box::new(Addressed {
                template: Some(WIN_BACK.to_owned()),
                ..Addressed::to(Subject::Customer(who, None))
            })),
            (Command::MarkLost, Some(who)) => Go::MarkLost(who),
            (Command::NextField, _) => return turn(list, 1),
            (Command::PreviousField, _) => return turn(list, LISTS - 1),
            (Command::Results, _) => {
                let further = LISTS - 1 - list.of.at;
                return turn(list, further);
            }
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }

    /// At first the first reason that anybody has is looked at.
    fn hears(list: &mut ListScreen<Self>, event: &Event<'_>, _: &Context) -> Option<Vec<Step>> {
        if let Event::Answer(Slot::Recovery, Answer::Recovery(found)) = event
            && list.value().is_none()
        {
            let anybody = |need: &Need| found.lists.contains_key(need);
            list.of.at = Need::ALL.iter().position(anybody).unwrap_or(0);
        }
        None
    }
}

/// Goes to another list, so many further; back to the first after the last.
fn turn(list: &mut ListScreen<Lists>, by: usize) -> Vec<Step> {
    list.turn(|of| of.at = (of.at + by) % LISTS);
    Vec::new()
}
