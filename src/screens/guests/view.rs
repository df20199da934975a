//! How the list of guests looks.

use super::export::FILE;
use super::model::Guests;
use crate::domain::GuestState;
use crate::kit::Canvas;
use crate::kit::draw::clear;
use crate::look::Role;
use crate::protocol::Command;
use crate::screens::listed::{Column, FileColumn, Fit, ListScreen, Looks, Tell, Words};
use crate::screens::sheet::{Wording, gathering};
use crate::screens::whom::view::Around;
use crate::text::{Say, say};

/// Columns below which there is hardly any room.
const NARROW: u16 = 60;

impl Looks for Guests {
    fn name(&self) -> &'static str {
        "guests"
    }

    fn columns(&self) -> &'static [Column<Self>] {
        COLUMNS
    }

    fn file_columns(&self) -> &'static [FileColumn<Self>] {
        FILE
    }

    fn file_name(&self, words: Wording<'_>) -> Option<String> {
        Some(words.say(Say::EventFileGuests).to_owned())
    }

    fn title(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        let told = list.value().map(|known| &known.told.gathering.facts);
        told.map_or_else(String::new, |facts| {
            format!("{} · {}", facts.name, words.date(facts.day))
        })
    }

    fn status(list: &ListScreen<Self>, words: Wording<'_>) -> String {
        let told = list.value().map(|known| &known.told);
        told.map_or_else(String::new, |told| gathering::attendance(told, words))
    }

    fn head(list: &ListScreen<Self>, words: Wording<'_>) -> Vec<Words> {
        let facts = list.value().map(|known| &known.told.gathering.facts);
        let hint = match facts {
            _ if list.is_narrowed() => String::new(),
            Some(facts) if facts.is_ahead(words.today) => {
                let key = Command::GuestState.spec().keys[0];
                say::event_filter_ahead(words.lang, key)
            }
            _ => words.say(Say::EventFilterEmpty).to_owned(),
        };
        let effect = list
            .value()
            .map(|known| gathering::effect(&known.told, words));
        let effect = effect.into_iter().flatten();
        std::iter::once(hint)
            .chain(effect)
            .map(|text| (text, Role::Label))
            .collect()
    }

    fn none(_: &ListScreen<Self>, words: Wording<'_>) -> Words {
        let [one, segment] = [Command::AddRow, Command::EditRow].map(|key| key.spec().keys[0]);
        (say::event_nobody(words.lang, one, segment), Role::Label)
    }

    fn explained(list: &ListScreen<Self>, tell: Tell<'_>) -> Option<(String, Vec<Words>)> {
        Some(gathering::explained(&list.value()?.told, tell.words))
    }
}

/// Draws the picker of one more guest over the list, while it is open; who is one already is marked.
pub(super) fn draw_adding(list: &ListScreen<Guests>, canvas: &mut Canvas<'_, '_>) {
    let Some(adding) = &list.of.adding else {
        return;
    };
    clear(canvas.frame, canvas.area, canvas.look);
    let lang = canvas.lang;
    let none = if adding.whom.is_typed() {
        Say::EventAddNoneFound
    } else {
        Say::EventAddType
    };
    let hint = if canvas.area.width < NARROW {
        Say::EventAddHint
    } else {
        Say::EventAddSearch
    };
    let around = Around {
        title: Say::EventAddTitle.in_(lang),
        hint: hint.in_(lang),
        found: Say::SameFound.in_(lang),
        none: none.in_(lang),
    };
    let guests = list.value().map_or(&[][..], |known| &known.guests);
    adding.whom.draw(around, canvas, |person| {
        let mut same = guests.iter().filter(|guest| guest.customer == person.id);
        let state = same
            .next()
            .map(|guest| gathering::state(guest.state, adding.ahead));
        let said = state.map(|state| say::event_add_is(lang, state.in_(lang)));
        (said.unwrap_or_default(), Role::Done)
    });
}

const COLUMNS: &[Column<Guests>] = &[
    Column::new("name", Say::FormName, Fit::grows(14, 1, 0), |guest, _| {
        (guest.name.clone(), Role::Strong)
    }),
    // Whoever came is marked by a sign and a word; so is who is still to come and wants no contact.
    Column::new(
        "state",
        Say::EventFileState,
        Fit::widest(0),
        |guest, tell| {
            let (sign, role) = match guest.state {
                GuestState::Invited | GuestState::Coming if guest.do_not_contact => {
                    (tell.symbols.alert, Role::Danger)
                }
                GuestState::Came => (tell.symbols.check, Role::Done),
                GuestState::Coming => (tell.symbols.bullet, Role::Value),
                GuestState::Invited | GuestState::Absent => (" ", Role::Label),
            };
            let state = match guest.state {
                GuestState::Invited if guest.do_not_contact => Say::EventDoNotContact,
                state => gathering::state(state, guest.day > tell.words.today),
            };
            let state = tell.words.say(state);
            // In the narrowest window the room of no sign is the name's.
            if sign == " " && tell.narrow {
                return (state.to_owned(), role);
            }
            (format!("{sign} {state}"), role)
        },
    ),
    Column::new("phone", Say::FormPhone, Fit::widest(2), |guest, tell| {
        gathering::reached_by(guest, tell.words.lang)
    }),
    Column::new(
        "customer_id",
        Say::FormCustomerId,
        Fit::widest(1),
        |guest, _| (guest.code.clone(), Role::Label),
    ),
];
