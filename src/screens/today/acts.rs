//! What is done about a row of the day without writing, and the picker of segments over the list.

use super::rows::{Row, Waiting};
use crate::calendar::{Reason, Why};
use crate::domain::{OccasionKind, Subject};
use crate::kit::Canvas;
use crate::message::{Given, Placeholder};
use crate::protocol::{Addressed, Answer, Applies, Command, Context, Event, Go, Scope, Slot, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::screens::sheet::referral;
use crate::screens::within;
use crate::text::Say;

impl Acts for Waiting {
    const SCOPE: Scope = Scope::Today;
    const EXPLAINS: Say = Say::TodayExplain;
    const PHONE: Option<Phone<Self>> = Some(|row| match row {
        Row::Person(person) => person.who.phone.clone(),
        Row::Notes | Row::Feast(_) => String::new(),
    });

    fn can(_: &ListScreen<Self>, _: Command) -> Applies {
        Applies::No
    }

    fn covers(list: &ListScreen<Self>, command: Command) -> Option<Applies> {
        list.of.within.applies(command)
    }

    fn draws_over(list: &ListScreen<Self>, canvas: &mut Canvas<'_, '_>) {
        list.of.within.draw(canvas);
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let go = match command {
            Command::OnlySegment => return list.of.within.pick(context),
            Command::OpenRow => opened(list),
            // Of a feast, the list of those it greets.
            Command::Message if list.feast().is_some() => opened(list),
            Command::Message => message(list),
            _ => None,
        };
        go.map(Step::Go).into_iter().collect()
    }

    /// A segment is asked with the list, so that both are of the same book.
    fn hears(
        list: &mut ListScreen<Self>,
        event: &Event<'_>,
        context: &Context,
    ) -> Option<Vec<Step>> {
        if let Event::Answer(Slot::Today, Answer::Today(_)) = event {
            let mut steps = list.told(event, context);
            steps.extend(list.of.within.again(context));
            return Some(steps);
        }
        within::narrows(list, |of| &mut of.within, event, context)
    }
}

/// The card of the chosen customer, or the list of the chosen feast.
fn opened(list: &ListScreen<Waiting>) -> Option<Go> {
    let feast = list.feast().map(|row| Go::Feast(row.key.clone()));
    let who = list.person().map(|person| person.who.id);
    feast.or(who.map(|id| Go::Card(Subject::Customer(id, None))))
}

/// A message about the reason that is meant first.
fn message(list: &ListScreen<Waiting>) -> Option<Go> {
    let (person, reason) = list.person().zip(list.meant().first())?;
    Some(Go::Message(Box::new(Addressed {
        template: Some(reason.why.template().to_owned()),
        given: given(&reason.why, &person.reasons),
        about: (reason.why.kind() == OccasionKind::Feast).then(|| reason.why.occasion()),
        ..Addressed::to(Subject::Customer(person.who.id, None))
    })))
}

/// What the list knows of the placeholders of a message: of one of thanks, all that are owed.
fn given(why: &Why, reasons: &[Reason]) -> Vec<(Placeholder, Given)> {
    if why.kind() != OccasionKind::Thanks {
        return Vec::new();
    }
    let owed = reasons.iter().filter_map(|reason| match &reason.why {
        Why::Thanks { friend, points, .. } => Some((friend, *points)),
        _ => None,
    });
    referral::given(owed)
}
