//! What the commands of the list of segments do.

use super::model::{Held, Offering, Row};
use crate::domain::{Change, Segment};
use crate::protocol::{
    Answer, Applies, Begin, BeginCampaign, Command, Context, Event, Go, Query, Question, Scope,
    Slot, Step,
};
use crate::screens::listed::{Acts, ListScreen};
use crate::text::{Lang, Say, say};

impl Acts for Offering {
    const SCOPE: Scope = Scope::Segments;
    const EXPLAINS: Say = Say::FilterExplainList;

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        let none_kept = list.value().is_none_or(|known| known.kept.is_empty());
        match command {
            Command::RemoveRow if list.kept().is_none() => Applies::Blocked(Say::FilterChooseKept),
            Command::ExportList if none_kept => Applies::Blocked(Say::FilterNoneKept),
            Command::Why | Command::NewCampaign
                if matches!(list.chosen(), None | Some(Row::New)) =>
            {
                Applies::Blocked(Say::FilterChooseOne)
            }
            Command::RemoveRow
            | Command::NewCampaign
            | Command::Campaigns
            | Command::Gatherings
            | Command::Today => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn calls(_: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        match command {
            Command::OpenRow => Some((Say::FilterCommandOpen, Say::FilterCommandOpenHelp)),
            Command::RemoveRow => Some((Say::FilterCommandRemove, Say::FilterCommandRemoveHelp)),
            _ => None,
        }
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let kept = list.kept().cloned();
        let go = match (command, kept) {
            (Command::OpenRow, _) => match list.chosen() {
                None => return Vec::new(),
                Some(row) => Go::Filter(Box::new(begin(row))),
            },
            (Command::Today, _) => Go::Today,
            (Command::Campaigns, _) => Go::Campaigns,
            (Command::Gatherings, _) => Go::Gatherings,
            // A campaign for those whom the chosen segment holds.
            (Command::NewCampaign, _) => {
                Go::CampaignForm(Box::new(BeginCampaign::New(list.called(context.lang))))
            }
            (Command::RemoveRow, Some(segment)) => {
                let question = question(&segment, context.lang);
                let change = Change::RemoveSegment {
                    id: segment.id,
                    base: Box::new(segment.kept),
                };
                return list.ask_first(question, change);
            }
            _ => return Vec::new(),
        };
        vec![Step::Go(go)]
    }

    /// Those that are offered are counted one after the other, once the list stands: nobody waits
    /// for it.
    fn hears(
        list: &mut ListScreen<Self>,
        event: &Event<'_>,
        context: &Context,
    ) -> Option<Vec<Step>> {
        match event {
            Event::Answer(Slot::Segments, _) => {
                let first = !list.value().is_some_and(|known| known.here);
                // The book may have changed.
                list.of.counted.clear();
                let mut steps = list.told(event, context);
                let any = list.value().is_some_and(|known| !known.kept.is_empty());
                if first && any && !list.is_narrowed() {
                    // What is kept is what most come for.
                    list.list.select(1);
                }
                steps.extend(count_offered(list, context));
                Some(steps)
            }
            Event::Answer(Slot::Meant, Answer::Meant(held)) => {
                let counted = match held.unsaid {
                    Some(_) => Held::Unsaid,
                    None => Held::Count(held.customers.len() as u64),
                };
                let of = list.of.counting.take();
                list.show(|list| list.of.counted.extend(of.map(|one| (one, counted))));
                Some(count_offered(list, context))
            }
            Event::Failed(Slot::Meant, _) => {
                list.of.counting = None;
                None
            }
            _ => None,
        }
    }
}

fn count_offered(list: &mut ListScreen<Offering>, context: &Context) -> Vec<Step> {
    list.of.counting = list.uncounted();
    let step = list
        .of
        .counting
        .map(|shipped| Step::Read(Slot::Meant, Query::held(shipped.filter(), context.today)));
    step.into_iter().collect()
}

/// With what its filter begins.
fn begin(row: Row<'_>) -> Begin {
    match row {
        Row::New => Begin::Nothing,
        Row::Kept(segment, _) => Begin::Kept(segment.clone()),
        Row::Offered(shipped, _) => Begin::Shipped(shipped),
    }
}

fn question(segment: &Segment, lang: Lang) -> Question {
    Question {
        title: Say::FilterRemoveTitle.in_(lang).to_owned(),
        body: vec![say::filter_remove_text(lang, &segment.kept.name)],
        choices: [Say::FilterRemoveNo, Say::FilterRemoveYes]
            .map(|say| Question::choice(say.in_(lang)))
            .into(),
    }
}
