//! How the list of a day looks: the rows, and beside or below them what to do about the chosen one.

use ratatui::layout::Rect;

use super::TodayList;
use super::rows::Row;
use crate::calendar::{FeastRow, Greets, Person};
use crate::domain::OccasionKind;
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put, row};
use crate::kit::width::wrap;
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::sheet::{Wording, today as words};
use crate::text::Say;

/// Columns from which on what to do stands beside the list.
const WIDE: u16 = 72;
/// Columns of it where there is room for plates in the list, and of both.
const BESIDE: u16 = 40;
const ROOMY: u16 = 106;
/// Rows of it where it stands below.
const BELOW: u16 = 9;

type Told = (String, Role);

pub(super) fn draw(screen: &TodayList, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let wording = Wording::of(context);
    let alone = screen.chosen().is_none();
    let (left, right) = halves(canvas.area, alone);
    let mut beside = Canvas {
        frame: canvas.frame,
        area: left,
        ..*canvas
    };
    screen.list.draw_list(&mut beside, context);
    draw_chosen(screen, canvas, right, wording);
    screen.list.draw_why(canvas, context);
    screen.list.of.within.draw(canvas);
}

/// Where the list stands, and where what to do about the chosen row; nowhere without one.
fn halves(area: Rect, alone: bool) -> (Rect, Rect) {
    if alone {
        return (area, Rect::default());
    }
    if area.width >= WIDE {
        // What is to do about somebody reads well in forty columns.
        let width = (area.width / 2).max(area.width.min(ROOMY) - BESIDE);
        let right = Rect {
            x: area.x + width,
            width: area.width - width,
            ..area
        };
        return (Rect { width, ..area }, right);
    }
    let below = BELOW.min(area.height / 2);
    let height = area.height - below;
    let right = Rect {
        y: area.y + height,
        height: below,
        ..area
    };
    (Rect { height, ..area }, right)
}

fn draw_chosen(screen: &TodayList, canvas: &mut Canvas<'_, '_>, area: Rect, wording: Wording<'_>) {
    let look = canvas.look;
    let Some(today) = screen.list.value() else {
        return;
    };
    let (title, told) = match screen.chosen() {
        None => return,
        Some(Row::Notes) => {
            let notes = words::notes(today, wording).into_iter();
            let notes = notes.map(|note| (note, Role::Value)).collect();
            (wording.say(Say::TodayNotes).to_owned(), notes)
        }
        Some(Row::Feast(row)) => {
            let name = row.name.in_(wording.lang).to_owned();
            (name, feast(row, wording))
        }
        Some(Row::Person(one)) => {
            let told = person(one, screen.list.picked(), wording, &look.symbols);
            (words::who(&one.who), told)
        }
    };
    let mut inner = after(panel(canvas.frame, area, &title, "", false, look), 1);
    inner.width = inner.width.saturating_sub(1);
    if let Some(line) = &screen.typing {
        let at = row(inner, 0);
        let label = format!("{} ", Say::TodayAgainOn.in_(canvas.lang));
        let used = put(canvas.frame, at, &label, look.style(Role::Label), look);
        let place = after(at, used);
        let style = look.style(Role::FieldFocused);
        line.view(canvas.frame, place, style, true, look);
        let height = inner.height.saturating_sub(1);
        inner = Rect {
            y: inner.y + 1,
            height,
            ..inner
        };
    }
    lines(canvas, inner, &told);
}

fn feast(row: &FeastRow, wording: Wording<'_>) -> Vec<Told> {
    let expected = if row.expected {
        wording.say(Say::TodayExpected)
    } else {
        ""
    };
    let mut told = vec![
        (words::feast(row, wording), Role::Strong),
        (expected.to_owned(), Role::Attention),
        (words::greeted(row, wording), Role::Value),
    ];
    if row.greets != Greets::Nobody {
        told.push((wording.say(Say::FeastHelp).to_owned(), Role::Value));
    }
    told.push((wording.say(Say::TodayHelpFeast).to_owned(), Role::Label));
    told.retain(|(text, _)| !text.is_empty());
    told
}

/// Who it is, then every reason with what to do about it.
fn person(
    person: &Person,
    picked: Option<usize>,
    wording: Wording<'_>,
    symbols: &Symbols,
) -> Vec<Told> {
    let who = &person.who;
    let mut told = vec![(words::reached(who, wording, symbols.dot), Role::Value)];
    if !who.alert.is_empty() {
        told.push((format!("{} {}", symbols.alert, who.alert), Role::Attention));
    }
    for (at, reason) in person.reasons.iter().enumerate() {
        told.push((String::new(), Role::Value));
        let kind = reason.why.kind();
        let pointer = if picked == Some(at) {
            format!("{} ", symbols.pointer)
        } else {
            String::new()
        };
        let sign = words::sign(kind, symbols);
        let line = format!("{pointer}{sign} {}", words::reason(&reason.why, wording));
        told.push((line, Role::Strong));
        told.push((wording.say(help(kind)).to_owned(), Role::Label));
        if reason.agreed.is_none() {
            told.push((wording.say(Say::TodayAskFirst).to_owned(), Role::Attention));
        }
    }
    told
}

/// What to do about a reason.
fn help(kind: OccasionKind) -> Say {
    match kind {
        OccasionKind::Birthday => Say::TodayHelpBirthday,
        OccasionKind::Feast => Say::TodayHelpWish,
        OccasionKind::Points => Say::TodayHelpPoints,
        OccasionKind::WinBack => Say::TodayHelpWinBack,
        OccasionKind::Thanks => Say::TodayHelpThanks,
    }
}

/// Lines from the top, wrapped; what has no room is left out from the end.
fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, told: &[Told]) {
    let look = canvas.look;
    let mut at = 0;
    for (text, role) in told {
        for line in wrap(text, area.width) {
            if at >= area.height {
                return;
            }
            put(canvas.frame, row(area, at), &line, look.style(*role), look);
            at += 1;
        }
    }
}
