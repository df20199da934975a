//! How the list of guests looks.

use super::GuestList;
use crate::domain::{Guest, GuestState};
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::protocol::{Command, Context, ListColumns};
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, gathering};
use crate::text::{Say, say};

/// Name, how they stand to it, phone, ID.
fn columns(rows: &[Vec<Words>]) -> [Column; 4] {
    let most = |at: usize| rows.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
    [
        Column::growing(14, 1, 0),
        Column::fixed(most(1), 0),
        Column::fixed(most(2), 2),
        Column::fixed(most(3), 1),
    ]
}

/// What its columns are called.
pub(super) const COLUMNS: ListColumns = ListColumns {
    list: "guests",
    all: &[
        ("name", Say::FormName),
        ("state", Say::EventFileState),
        ("phone", Say::FormPhone),
        ("customer_id", Say::FormCustomerId),
    ],
};

pub(super) fn draw(screen: &GuestList, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let (look, lang) = (canvas.look, canvas.lang);
    let words = Wording::of(context);
    let found = screen.found();
    let rows: Vec<Vec<Words>> = found
        .iter()
        .map(|guest| parts(guest, words, &look.symbols))
        .collect();
    let told = screen.guests.value.as_ref().map(|known| &known.told);
    let title = told.map_or_else(String::new, |told| {
        let facts = &told.gathering.facts;
        format!(
            "{}{}{}",
            facts.name,
            look.symbols.dot,
            words.date(facts.day)
        )
    });
    let status = told.map_or_else(String::new, |told| gathering::attendance(told, words));
    let effect = told.map(|told| gathering::effect(told, words));
    let finding = if screen.typed.is_empty() {
        (Say::EventFilterEmpty.in_(lang).to_owned(), Role::Label)
    } else {
        (say::event_filter(lang, &screen.typed), Role::Strong)
    };
    let mut head = vec![finding];
    let effect = effect.unwrap_or_default().into_iter();
    head.extend(effect.map(|text| (text, Role::Label)));
    let none = if screen.typed.is_empty() {
        say::event_nobody(lang, Command::AddRow.spec().keys[0])
    } else {
        Say::EventNobodyFound.in_(lang).to_owned()
    };
    let listed = Listed {
        title: &title,
        status: &status,
        head,
        columns: &listed::wanted(&columns(&rows), &COLUMNS, context),
        titles: Vec::new(),
        rows,
        none: (none, Role::Label),
        list: &screen.list,
    };
    listed::draw(&listed, &screen.guests, canvas);
    let told = told.map(|told| gathering::explained(told, words));
    screen.why.draw(canvas, told);
}

/// Whoever came is marked by a sign and a word; so is who is still to come and wants no contact.
fn parts(guest: &Guest, words: Wording<'_>, symbols: &Symbols) -> Vec<Words> {
    let (sign, role) = match guest.state {
        GuestState::Invited | GuestState::Coming if guest.do_not_contact => {
            (symbols.alert, Role::Danger)
        }
        GuestState::Came => (symbols.check, Role::Done),
        GuestState::Coming => (symbols.bullet, Role::Value),
        GuestState::Invited | GuestState::Absent => (" ", Role::Label),
    };
    let state = match guest.state {
        GuestState::Invited if guest.do_not_contact => Say::EventDoNotContact,
        state => gathering::state(state),
    };
    let state = words.say(state);
    vec![
        (guest.name.clone(), Role::Strong),
        (format!("{sign} {state}"), role),
        gathering::reached_by(guest, words.lang),
        (guest.code.clone(), Role::Label),
    ]
}
