//! What the commands of the list of gatherings do.

use super::model::All;
use crate::domain::{Change, Gathering};
use crate::protocol::{Applies, Command, Context, Go, Question, Step};
use crate::screens::listed::{Acts, ListScreen};
use crate::text::{Lang, Say, say};

impl Acts for All {
    const EXPLAINS: Say = Say::EventExplainAll;

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::EditRow | Command::RemoveRow | Command::Message => list.with_row(),
            Command::AddRow | Command::Campaigns => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn calls(_: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        (command == Command::Message).then_some((Say::MessageCommand, Say::RowsMessageHelp))
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let gathering = list.chosen().map(|told| told.gathering.clone());
        let go = match (command, gathering) {
            (Command::AddRow, _) => Go::GatheringForm(None),
            // Who is written to is chosen among those of it.
            (Command::OpenRow | Command::Message, Some(gathering)) => Go::Guests(gathering.id),
            (Command::Campaigns, _) => Go::Campaigns,
            (Command::EditRow, Some(gathering)) => Go::GatheringForm(Some(Box::new(gathering))),
            (Command::RemoveRow, Some(gathering)) => {
                let change = Change::RemoveGathering { id: gathering.id };
                return list.ask_first(question(&gathering, context.lang), change);
            }
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }
}

fn question(gathering: &Gathering, lang: Lang) -> Question {
    Question {
        title: Say::EventRemoveTitle.in_(lang).to_owned(),
        body: vec![say::event_remove_text(lang, &gathering.facts.name)],
        choices: [Say::EventRemoveNo, Say::EventRemoveYes]
            .map(|say| Question::choice(say.in_(lang)))
            .into(),
    }
}
