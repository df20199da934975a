//! One more guest, who is on no list: found by what is typed, and written down as one who came or,
//! before the day, as one who is invited or says that they come.

use super::model::Guests;
use crate::domain::{CustomerId, GuestState};
use crate::protocol::{
    Answer, Applies, Command, Context, Event, Failure, Level, Notice, Slot, Step,
};
use crate::screens::entry::saved;
use crate::screens::listed::ListScreen;
use crate::screens::sheet::gathering;
use crate::screens::whom::Whom;
use crate::text::{Say, say};

/// The picker of one more guest.
#[derive(Debug)]
pub(super) struct Adding {
    /// Whom.
    pub(super) whom: Whom,
    /// Whether the gathering is still to come.
    pub(super) ahead: bool,
    /// What was pressed before it was known who is found: it is meant for the answer.
    early: Option<Command>,
    /// Who is being written down.
    saving: Option<CustomerId>,
}

impl Adding {
    fn new(typed: &str, ahead: bool) -> Self {
        Self {
            whom: Whom::new(Slot::NewGuest, typed),
            ahead,
            early: None,
            saving: None,
        }
    }

    /// What can be done while it is open.
    pub(super) fn applies(&self, command: Command) -> Applies {
        let acts = command == Command::OpenRow || self.ahead && command == Command::GuestState;
        match command {
            _ if acts && self.saving.is_some() => Applies::Blocked(Say::NoticeBlockedBusy),
            _ if acts && self.whom.chosen().is_none() && !self.whom.people.pending => {
                Applies::Blocked(Say::EventAddNobody)
            }
            _ if acts || command == Command::Back || command.row_key().is_some() => Applies::Yes,
            _ => Applies::No,
        }
    }

    /// What a command makes of whoever is chosen.
    fn state(&self, command: Command) -> GuestState {
        match (self.ahead, command) {
            (false, _) => GuestState::Came,
            (true, Command::GuestState) => GuestState::Coming,
            (true, _) => GuestState::Invited,
        }
    }

    fn ask(&mut self) -> Vec<Step> {
        self.early = None;
        let asked = self.whom.find();
        if asked.is_none() {
            self.whom.put(Vec::new());
        }
        asked.into_iter().collect()
    }
}

/// Opens the picker with what is typed into the list.
pub(super) fn open(list: &mut ListScreen<Guests>, ahead: bool) -> Vec<Step> {
    // Who is chosen once they are there is known when they are written down.
    list.begins_nothing();
    let typed = list.stands().1.to_owned();
    list.of.adding.insert(Adding::new(&typed, ahead)).ask()
}

/// Takes what is meant for the picker; `None` for what is not, and while it is not open.
pub(super) fn hears(
    list: &mut ListScreen<Guests>,
    event: &Event<'_>,
    context: &Context,
) -> Option<Vec<Step>> {
    let adding = list.of.adding.as_mut()?;
    let whom = &mut adding.whom;
    Some(match event {
        Event::Key(key) if whom.key(*key) => adding.ask(),
        Event::Paste(text) if whom.paste(text) => adding.ask(),
        Event::Mouse(mouse) if whom.mouse(*mouse) => add(list, Command::OpenRow, context),
        Event::Key(_) | Event::Paste(_) | Event::Mouse(_) => Vec::new(),
        Event::Command(Command::Back) => {
            list.of.adding = None;
            Vec::new()
        }
        Event::Command(command @ (Command::OpenRow | Command::GuestState)) => {
            if whom.people.pending {
                adding.early = Some(*command);
                return Some(Vec::new());
            }
            add(list, *command, context)
        }
        Event::Command(command) => {
            whom.moves(*command);
            Vec::new()
        }
        Event::Answer(Slot::NewGuest, Answer::Found(found)) => {
            whom.found(found, None);
            match adding.early.take() {
                Some(command) => add(list, command, context),
                None => Vec::new(),
            }
        }
        Event::Failed(Slot::NewGuest, failure) => {
            adding.early = None;
            whom.people.fail(failure);
            Vec::new()
        }
        Event::Slow(Slot::NewGuest) => {
            whom.people.takes_long();
            Vec::new()
        }
        Event::NotSaved(failure) => {
            adding.saving = None;
            not_added(adding, failure, context)
        }
        Event::Saved(_) => {
            // The row stands chosen when the list has it.
            list.of.adding = None;
            return None;
        }
        _ => return None,
    })
}

/// Writes whoever is chosen down; who is a guest already is shown instead.
fn add(list: &mut ListScreen<Guests>, command: Command, context: &Context) -> Vec<Step> {
    let Some(adding) = &mut list.of.adding else {
        return Vec::new();
    };
    let Some(person) = adding.whom.chosen() else {
        return Vec::new();
    };
    let (who, name) = (person.id, person.name.clone());
    let state = adding.state(command);
    let mut guests = list.known.value.iter().flat_map(|known| &known.guests);
    if let Some(guest) = guests.find(|guest| guest.customer == who) {
        let now = gathering::state(guest.state, adding.ahead).in_(context.lang);
        let text = say::event_add_already(context.lang, name, now);
        list.of.adding = None;
        list.find_all();
        list.choose(&who);
        return vec![said(text)];
    }
    if adding.saving.replace(who).is_some() {
        return Vec::new();
    }
    list.find_all();
    list.chooses_once_there(who);
    vec![super::update::mark(list, who, Some(state), context)]
}

/// Why nobody was written down, where the book says that; the rest is said by the shell.
fn not_added(adding: &Adding, failure: &Failure, context: &Context) -> Vec<Step> {
    let alone = matches!(failure, Failure::Refused(reasons)
        if reasons.iter().any(|(_, code)| code == "do_not_contact"));
    match adding.whom.chosen().filter(|_| alone) {
        Some(person) => {
            let key = Command::GuestState.spec().keys[0];
            vec![said(say::event_add_alone(context.lang, &person.name, key))]
        }
        None => saved::not_taken(failure, context),
    }
}

fn said(text: String) -> Step {
    Step::Say(Notice {
        level: Level::Attention,
        text,
        hint: String::new(),
    })
}
