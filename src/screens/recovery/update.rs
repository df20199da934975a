//! What the commands of the lists of those to win back do.

use super::model::{LISTS, Lists, Row};
use crate::domain::Subject;
use crate::insight::Need;
use crate::kit::Canvas;
use crate::protocol::{Addressed, Answer, Applies, Command, Context, Event, Go, Scope, Slot, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::screens::within;
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
            Command::Results
            | Command::NextField
            | Command::PreviousField
            | Command::OnlySegment => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn calls(_: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        (command == Command::OpenRow).then_some((Say::CommandOpen, Say::CommandOpenHelp))
    }

    fn covers(list: &ListScreen<Self>, command: Command) -> Option<Applies> {
        list.of.within.applies(command)
    }

    fn draws_over(list: &ListScreen<Self>, canvas: &mut Canvas<'_, '_>) {
        list.of.within.draw(canvas);
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let who = list.chosen().map(Row::customer);
        let go = match (command, who) {
            (Command::OpenRow, Some(who)) => Go::Card(Subject::Customer(who, None)),
            (Command::Message, Some(who)) => Go::Message(Box::new(Addressed {
                template: Some(WIN_BACK.to_owned()),
                ..Addressed::to(Subject::Customer(who, None))
            })),
            (Command::MarkLost, Some(who)) => Go::MarkLost(who),
            (Command::OnlySegment, _) => return list.of.within.pick(context),
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

    /// At first the first reason that anybody has is looked at. A segment is asked with the lists.
    fn hears(
        list: &mut ListScreen<Self>,
        event: &Event<'_>,
        context: &Context,
    ) -> Option<Vec<Step>> {
        if let Event::Answer(Slot::Recovery, Answer::Recovery(found)) = event {
            if list.value().is_none() {
                let anybody = |need: &Need| found.lists.contains_key(need);
                list.of.at = Need::ALL.iter().position(anybody).unwrap_or(0);
            }
            let mut steps = list.told(event, context);
            steps.extend(list.of.within.again(context));
            return Some(steps);
        }
        within::narrows(list, |of| &mut of.within, event, context)
    }
}

/// Goes to another list, so many further; back to the first after the last.
fn turn(list: &mut ListScreen<Lists>, by: usize) -> Vec<Step> {
    list.turn(|of| of.at = (of.at + by) % LISTS);
    Vec::new()
}
