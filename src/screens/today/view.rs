//! How the list of a day looks: the rows, and beside or below them what to do about the chosen one.

use ratatui::layout::Rect;

use super::TodayList;
use super::rows::Row;
use crate::calendar::{FeastRow, Greets, Person};
use crate::domain::OccasionKind;
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put, put_right, row};
use crate::kit::width::{width, wrap};
use crate::look::{Role, Symbols};
use crate::protocol::{Command, Context};
use crate::screens::sheet::{Wording, today as words};
use crate::text::Say;

/// Columns from which on what to do stands beside the list.
const WIDE: u16 = 72;
/// Columns of it where there is room for plates in the list, and of both.
const BESIDE: u16 = 40;
const ROOMY: u16 = 106;
/// Rows of it where it stands below.
const BELOW: u16 = 9;
/// Rows of the list beside its own: the frame, and what is found.
const FRAME: u16 = 3;

type Told = (String, Role);

pub(super) fn draw(screen: &TodayList, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let wording = Wording::of(context);
    let rows = screen.chosen().map(|_| screen.list.list.len());
    let (left, right) = halves(canvas.area, rows);
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

/// Where the list of so many rows stands, and where what to do about the chosen one; nowhere without one.
fn halves(area: Rect, rows: Option<usize>) -> (Rect, Rect) {
    let Some(rows) = rows else {
        return (area, Rect::default());
    };
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
    // Rows that a short list does not need are for what is read below it.
    let wanted = u16::try_from(rows)
        .unwrap_or(u16::MAX)
        .saturating_add(FRAME);
    let height = (area.height - BELOW.min(area.height / 2)).min(wanted);
    let below = area.height - height;
    let right = Rect {
        y: area.y + height,
        height: below,
        ..area
    };
    (Rect { height, ..area }, right)
}

fn draw_chosen(screen: &TodayList, canvas: &mut Canvas<'_, '_>, area: Rect, wording: Wording<'_>) {
    let look = canvas.look;
    let (Some(today), Some(chosen)) = (screen.list.value(), screen.chosen()) else {
        return;
    };
    let title = match chosen {
        Row::Notes => wording.say(Say::TodayNotes).to_owned(),
        Row::Feast(row) => row.name.in_(wording.lang).to_owned(),
        Row::Person(one) => words::who(&one.who),
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
    let told = match chosen {
        Row::Notes => {
            let notes = words::notes(today, wording).into_iter();
            notes.map(|note| (note, Role::Value)).collect()
        }
        Row::Feast(row) => feast(row, wording),
        Row::Person(one) => {
            let picked = screen.list.picked();
            let all = person(one, (picked, None), wording, &look.symbols);
            let is_cut = fitting(all.clone(), (inner.width, inner.height)).1;
            match picked.filter(|_| is_cut) {
                // What a key means is read, however few rows there are.
                Some(first) => person(one, (picked, Some(first)), wording, &look.symbols),
                None => all,
            }
        }
    };
    lines(canvas, inner, told);
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
    let nobody = (row.greets == Greets::Nobody).then(|| words::nobody(row, wording));
    told.extend(nobody.map(|nobody| (nobody, Role::Value)));
    let help = match row.greets {
        Greets::Nobody => [None, Some(Say::TodayHelpNobody)],
        Greets::Vehicles => [Some(Say::FeastHelpCheck), Some(Say::TodayHelpCheck)],
        _ => [Some(Say::FeastHelp), Some(Say::TodayHelpFeast)],
    };
    for (say, role) in help.into_iter().zip([Role::Value, Role::Label]) {
        told.extend(say.map(|say| (wording.say(say).to_owned(), role)));
    }
    told.retain(|(text, _)| !text.is_empty());
    told
}

/// Who it is, then every reason with what to do about it, one of them first.
fn person(
    person: &Person,
    (picked, first): (Option<usize>, Option<usize>),
    wording: Wording<'_>,
    symbols: &Symbols,
) -> Vec<Told> {
    let who = &person.who;
    let mut told = vec![(words::reached(who, wording, symbols.dot), Role::Value)];
    if !who.alert.is_empty() {
        told.push((format!("{} {}", symbols.alert, who.alert), Role::Attention));
    }
    let mut reasons: Vec<_> = person.reasons.iter().enumerate().collect();
    reasons.sort_by_key(|(at, _)| first.is_some_and(|first| first != *at));
    for (at, reason) in reasons {
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

/// Lines from the top, wrapped. Where there is no room for all, empty lines go first, then advice; what is
/// left out even so is told by a sign on the last line, and `?` tells all of it.
fn lines(canvas: &mut Canvas<'_, '_>, area: Rect, told: Vec<Told>) {
    let look = canvas.look;
    let (mut lines, is_cut) = fitting(told, (area.width, area.height));
    let key = Command::Why
        .spec()
        .keys
        .first()
        .copied()
        .unwrap_or_default();
    let sign = format!(" {} {key}", look.symbols.more);
    if let Some((last, _)) = lines.last_mut().filter(|_| is_cut) {
        *last = wrap(last, area.width.saturating_sub(width(&sign))).remove(0);
    }
    for (at, (line, role)) in (0..area.height).zip(&lines) {
        put(canvas.frame, row(area, at), line, look.style(*role), look);
    }
    if is_cut {
        let last = row(area, area.height.saturating_sub(1));
        put_right(canvas.frame, last, &sign, look.style(Role::Label), look);
    }
}

/// The lines for which there is room, and whether some are left out.
fn fitting(mut told: Vec<Told>, (columns, rows): (u16, u16)) -> (Vec<Told>, bool) {
    let rows = usize::from(rows);
    let wrapped = |told: &[Told]| {
        let lines = told.iter().flat_map(|(text, role)| {
            let lines = wrap(text, columns).into_iter();
            lines.map(|line| (line, *role))
        });
        lines.collect::<Vec<Told>>()
    };
    // Who it is stands first and stays.
    let gives_way: [fn(&Told) -> bool; 2] = [
        |(text, _)| text.is_empty(),
        |(_, role)| *role == Role::Label,
    ];
    for which in gives_way {
        while wrapped(&told).len() > rows {
            let Some(at) = told.iter().rposition(which) else {
                break;
            };
            told.remove(at);
        }
    }
    let mut lines = wrapped(&told);
    let is_cut = lines.len() > rows;
    lines.truncate(rows);
    (lines, is_cut)
}
