//! What the commands of the list of guests do.

use super::adding;
use super::model::Guests;
use crate::domain::{Change, CustomerId, Day, GuestState, Subject};
use crate::kit::Canvas;
use crate::protocol::{Addressed, Applies, Code, Command, Context, Event, Go, Level, Notice, Step};
use crate::screens::listed::{Acts, ListScreen, Phone};
use crate::text::{Lang, Say};

/// Key of the template that invites.
const INVITATION: &str = "invitation";

impl Acts for Guests {
    const EXPLAINS: Say = Say::EventExplain;
    const PHONE: Option<Phone<Self>> = Some(|guest| guest.phone.clone());

    fn can(list: &ListScreen<Self>, command: Command) -> Applies {
        match command {
            Command::GuestState | Command::RemoveRow | Command::Message => list.with_row(),
            Command::CopyPhone if list.chosen().is_some_and(|guest| guest.do_not_contact) => {
                Applies::Blocked(Say::MessageBlockedContact)
            }
            Command::EditRow | Command::AddRow | Command::Why if list.value().is_none() => {
                Applies::Blocked(Say::WordLoading)
            }
            Command::EditRow | Command::AddRow | Command::Why => Applies::Yes,
            _ => Applies::No,
        }
    }

    fn calls(list: &ListScreen<Self>, command: Command) -> Option<(Say, Say)> {
        let invites = list.of.adding.as_ref().map(|adding| adding.ahead);
        Some(match (command, invites) {
            (Command::OpenRow, None) => (Say::EventMark, Say::EventMarkHelp),
            (Command::OpenRow, Some(false)) => (Say::EventMark, Say::EventAddCameHelp),
            (Command::OpenRow, Some(true)) => (Say::EventAddInvite, Say::EventAddInviteHelp),
            (Command::GuestState, Some(_)) => (Say::EventAddComing, Say::EventAddComingHelp),
            (Command::AddRow, _) => (Say::EventAdd, Say::EventAddHelp),
            (Command::EditRow, _) => (Say::EventEdit, Say::EventEditHelp),
            _ => return None,
        })
    }

    fn covers(list: &ListScreen<Self>, command: Command) -> Option<Applies> {
        let adding = list.of.adding.as_ref()?;
        Some(adding.applies(command))
    }

    fn draws_over(list: &ListScreen<Self>, canvas: &mut Canvas<'_, '_>) {
        super::view::draw_adding(list, canvas);
    }

    fn does(list: &mut ListScreen<Self>, command: Command, context: &Context) -> Vec<Step> {
        let chosen = list.chosen().map(|guest| (guest.customer, guest.state));
        let ahead = is_ahead(list, context.today);
        let mark = |who, state| vec![mark(list, who, state, context)];
        match (command, chosen) {
            (Command::OpenRow, Some((_, state)))
                if ahead && state.toggled() == GuestState::Came =>
            {
                vec![still_ahead(context.lang)]
            }
            (Command::OpenRow, Some((who, state))) => mark(who, Some(state.toggled())),
            (Command::GuestState, Some((who, state))) => mark(who, Some(state.next(ahead))),
            (Command::RemoveRow, Some((who, _))) => mark(who, None),
            (Command::Message, Some((who, _))) => {
                let facts = list.value().map(|known| &known.told.gathering.facts);
                let to = Addressed {
                    template: ahead.then(|| INVITATION.to_owned()),
                    gathering: facts.cloned().map(Box::new),
                    ..Addressed::to(Subject::Customer(who, None))
                };
                vec![Step::Go(Go::Message(Box::new(to)))]
            }
            (Command::AddRow, _) => adding::open(list, ahead),
            (Command::EditRow, _) => {
                let told = list.value().map(|known| &known.told);
                let gathering = told.map(|told| Box::new(told.gathering.clone()));
                vec![Step::Go(Go::GatheringForm(gathering))]
            }
            _ => Vec::new(),
        }
    }

    /// When a guest is marked the next one is found anew; to the right lies the card.
    fn hears(
        list: &mut ListScreen<Self>,
        event: &Event<'_>,
        context: &Context,
    ) -> Option<Vec<Step>> {
        if let Some(steps) = adding::hears(list, event, context) {
            return Some(steps);
        }
        match event {
            Event::Saved(_) => list.find_all(),
            Event::Key(key) if key.code == Code::Right => {
                let who = list.chosen().map(|guest| guest.customer);
                let card = who.map(|who| Go::Card(Subject::Customer(who, None)));
                return card.map(|card| vec![Step::Go(card)]);
            }
            _ => {}
        }
        None
    }
}

/// Whether the gathering is still to come.
fn is_ahead(list: &ListScreen<Guests>, today: Day) -> bool {
    let facts = list.value().map(|known| &known.told.gathering.facts);
    facts.is_some_and(|facts| facts.is_ahead(today))
}

/// Nobody can have been there yet.
fn still_ahead(lang: Lang) -> Step {
    Step::Say(Notice {
        level: Level::Attention,
        text: Say::EventStillAhead.in_(lang).to_owned(),
        hint: String::new(),
    })
}

pub(super) fn mark(
    list: &ListScreen<Guests>,
    customer: CustomerId,
    state: Option<GuestState>,
    context: &Context,
) -> Step {
    let change = Change::MarkGuest {
        gathering: list.of.gathering,
        customer,
        state,
    };
    Step::Write(context.op, Box::new(change))
}
