//! How the screen of a feast looks.

use super::FeastScreen;
use crate::calendar::{FeastPeople, Greeted};
use crate::kit::Canvas;
use crate::kit::table::Column;
use crate::kit::width::width;
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::listed::{self, Listed, Words};
use crate::screens::sheet::{Wording, today as words};
use crate::text::{Say, count, say};

/// Name, whether greeted, phone, plate.
fn columns(rows: &[Vec<Words>]) -> [Column; 4] {
    let most = |at: usize| rows.iter().map(|row| width(&row[at].0)).max().unwrap_or(0);
    [
        Column::growing(13, 1, 0),
        Column::fixed(most(1), 0),
        Column::fixed(most(2), 1),
        Column::fixed(most(3), 2),
    ]
}

pub(super) fn draw(screen: &FeastScreen, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let look = canvas.look;
    let wording = Wording::of(context);
    let parts = |one: &Greeted| parts(one, wording, &look.symbols);
    let rows: Vec<Vec<Words>> = screen.rows().iter().map(parts).collect();
    let known = screen.people.value.as_ref();
    let title = known.map_or_else(String::new, |known| words::feast(&known.row, wording));
    let listed = Listed {
        title: &title,
        status: &known.map_or_else(String::new, |known| status(known, wording)),
        head: known.map_or_else(Vec::new, |known| head(known, wording)),
        columns: &columns(&rows),
        titles: Vec::new(),
        rows,
        none: (wording.say(Say::FeastNobody).to_owned(), Role::Label),
        list: &screen.list,
    };
    listed::draw(&listed, &screen.people, canvas);
}

/// How many of them are greeted.
fn status(known: &FeastPeople, wording: Wording<'_>) -> String {
    let done = known.people.iter().filter(|one| one.is_done()).count() as u64;
    let of = count(wording.lang, known.row.customers);
    let mut said = say::feast_done(wording.lang, count(wording.lang, done), of);
    if known.more {
        said.push('+');
    }
    said
}

/// When a greeting fits, what is missing, and how all are written to at once.
fn head(known: &FeastPeople, wording: Wording<'_>) -> Vec<Words> {
    let lang = wording.lang;
    let (from, until) = known.row.greeting;
    let fits = say::today_why_greeting(lang, wording.date(from), wording.date(until));
    let early = from > wording.today;
    let mut head = vec![(fits, if early { Role::Attention } else { Role::Label })];
    if known.row.expected {
        let expected = wording.say(Say::TodayExpected).to_owned();
        head.push((expected, Role::Attention));
    }
    if !known.has_template {
        head.push((
            say::feast_no_template(lang, &known.row.key),
            Role::Attention,
        ));
    }
    if !known.people.is_empty() {
        head.push((say::feast_at_once(lang, &known.row.key), Role::Label));
    }
    head
}

fn parts(one: &Greeted, wording: Wording<'_>, symbols: &Symbols) -> Vec<Words> {
    let said = |say: Say| wording.say(say).to_owned();
    let state = match (one.sent, one.done, one.agreed) {
        (Some(day), ..) => (
            format!("{} {}", symbols.check, wording.date(day)),
            Role::Done,
        ),
        (None, true, _) => (
            format!("{} {}", symbols.check, said(Say::FeastMarked)),
            Role::Done,
        ),
        (None, false, None) => (said(Say::TodayNotAsked), Role::Attention),
        (None, false, Some(_)) => (said(Say::CampaignNotSent), Role::Label),
    };
    vec![
        (words::who(&one.who), Role::Strong),
        state,
        (one.who.phone.clone(), Role::Value),
        (one.who.plate.clone(), Role::Label),
    ]
}
