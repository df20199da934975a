//! How the list of a day looks: the rows, and beside or below them what to do about the chosen one.

use ratatui::layout::Rect;
use ratatui::text::Span;

use super::TodayList;
use super::model::Row;
use crate::calendar::{FeastRow, Greets, Person, Today};
use crate::domain::OccasionKind;
use crate::kit::Canvas;
use crate::kit::draw::{after, panel, put, row};
use crate::kit::list::INDENT;
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{width, wrap};
use crate::look::{Role, Symbols};
use crate::protocol::Context;
use crate::screens::sheet::wording::joined;
use crate::screens::sheet::{Wording, today as words};
use crate::screens::{failed, why};
use crate::text::{Say, count, say};

/// Columns from which on what to do stands beside the list.
const WIDE: u16 = 72;
/// Rows of it where it stands below.
const BELOW: u16 = 9;

type Told = (String, Role);

pub(super) fn draw(screen: &TodayList, canvas: &mut Canvas<'_, '_>, context: &Context) {
    let wording = Wording::of(context);
    let alone = screen.chosen().is_none();
    let (left, right) = halves(canvas.area, alone);
    draw_list(screen, canvas, left, wording);
    draw_chosen(screen, canvas, right, wording);
    if let (Some(open), Some((about, told))) = (&screen.why, screen.explained(wording)) {
        why::draw(open, canvas, about, told);
    }
    screen.within.draw(canvas);
}

/// Where the list stands, and where what to do about the chosen row; nowhere without one.
fn halves(area: Rect, alone: bool) -> (Rect, Rect) {
    if alone {
        return (area, Rect::default());
    }
    if area.width >= WIDE {
        let width = area.width / 2;
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

fn draw_list(screen: &TodayList, canvas: &mut Canvas<'_, '_>, area: Rect, wording: Wording<'_>) {
    let (look, lang) = (canvas.look, canvas.lang);
    let title = [Say::TodayTitle.in_(lang), &wording.date(wording.today)].join(look.symbols.dot);
    let today = screen.list.value.as_ref();
    let people = today.map_or(0, |today| today.people.len()) as u64;
    let status = match today {
        Some(today) if today.more => format!("{}+", say::word_customers(lang, people)),
        Some(_) if people > 0 => say::word_customers(lang, people),
        _ => String::new(),
    };
    let status = match today {
        Some(_) if screen.is_narrowed() => {
            let shown = count(lang, screen.people().len() as u64);
            say::word_of_customers(lang, shown, people)
        }
        _ => status,
    };
    let order = if screen.by_name {
        Say::ReviewByName.in_(lang)
    } else {
        ""
    };
    let status = joined(&[&status, order], look.symbols.dot);
    let inner = panel(canvas.frame, area, &title, &status, true, look);
    let inner = segment_line(screen, canvas, inner);
    let inner = filter_line(screen, canvas, inner);
    if let Some(failure) = &screen.list.failed {
        lines(
            canvas,
            after(inner, 1),
            &[(failed::sentence(failure, lang), Role::Attention)],
        );
        return;
    }
    let Some(today) = today else {
        if screen.list.slow {
            let text = match screen.list.come {
                Some(percent) => say::today_reading_at(lang, percent),
                None => Say::WordLoading.in_(lang).to_owned(),
            };
            lines(canvas, after(inner, 1), &[(text, Role::Label)]);
        }
        return;
    };
    let rows = screen.all_rows();
    if rows.is_empty() && screen.is_narrowed() {
        let none = match screen.within.called() {
            Some((_, false)) => return,
            Some(_) if !screen.is_filtered() => Say::RowsOnlyNobody,
            _ => Say::ReviewNothingFound,
        };
        let none = (none.in_(lang).to_owned(), Role::Label);
        lines(canvas, after(inner, 1), &[none]);
        return;
    }
    if rows.is_empty() {
        lines(canvas, after(inner, 1), &empty(today, wording));
        return;
    }
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| parts(row, wording, &look.symbols))
        .collect();
    let columns = columns(&rows);
    let wide = widths(&columns, inner.width.saturating_sub(INDENT + 1));
    screen.rows.view(canvas.frame, inner, true, look, |at, _| {
        let Some(row) = rows.get(at) else {
            return Vec::new();
        };
        let texts = row.iter();
        let texts = texts.map(|(text, role)| vec![Span::styled(text, look.style(*role))]);
        cells(&columns, &wide, texts.collect(), look)
    });
}

/// The segment that narrows the list, where one does; what is left of the area.
fn segment_line(screen: &TodayList, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    let (look, lang) = (canvas.look, canvas.lang);
    let text = match screen.within.called() {
        None => return area,
        Some((name, false)) => say::rows_only_counting(lang, name),
        Some((name, true)) => {
            let all = screen
                .list
                .value
                .as_ref()
                .map_or(0, |today| today.people.len());
            let [found, all] = [screen.people().len(), all].map(|n| count(lang, n as u64));
            let shown = say::rows_shown(lang, found, all);
            format!("{} · {shown}", say::rows_only_in(lang, name))
        }
    };
    let line = after(row(area, 0), 1);
    put(canvas.frame, line, &text, look.style(Role::Strong), look);
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// The words that a customer must have, where any are typed; what is left of the area.
fn filter_line(screen: &TodayList, canvas: &mut Canvas<'_, '_>, area: Rect) -> Rect {
    if screen.finding.is_none() && !screen.is_filtered() {
        return area;
    }
    let look = canvas.look;
    let line = after(row(area, 0), 1);
    let label = format!("{}: ", Say::ReviewFilter.in_(canvas.lang));
    let used = put(canvas.frame, line, &label, look.style(Role::Label), look);
    let place = after(line, used);
    if let Some(finding) = &screen.finding {
        let style = look.style(Role::FieldFocused);
        finding.view(canvas.frame, place, style, true, look);
    } else {
        let style = look.style(Role::Strong);
        put(canvas.frame, place, &screen.filter, style, look);
    }
    Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    }
}

/// What an empty day teaches.
fn empty(today: &Today, wording: Wording<'_>) -> Vec<Told> {
    vec![
        (wording.say(Say::TodayNothing).to_owned(), Role::Value),
        (String::new(), Role::Value),
        (say::today_teach(wording.lang, &today.place), Role::Label),
    ]
}

/// A name, and how near it is: that is never cut.
fn columns(rows: &[[Told; 2]]) -> [Column; 2] {
    let near = rows.iter().map(|[_, (near, _)]| width(near)).max();
    [
        Column::growing(14, 1, 0),
        Column::fixed(near.unwrap_or(0), 1).right(),
    ]
}

/// What stands in a row.
fn parts(row: Row<'_>, wording: Wording<'_>, symbols: &Symbols) -> [Told; 2] {
    match row {
        Row::Notes => {
            let text = format!("{} {}", symbols.alert, wording.say(Say::TodayNotes));
            [(text, Role::Attention), (String::new(), Role::Label)]
        }
        Row::Feast(feast) => {
            let name = format!("{} {}", symbols.star, feast.name.in_(wording.lang));
            let near = words::feast_away(feast, wording);
            [(name, Role::Accent), (near, Role::Value)]
        }
        Row::Person(person) => {
            let first = person.reasons.first();
            let kind = first.map(|reason| reason.why.kind());
            let sign = kind.map_or("", |kind| words::sign(kind, symbols));
            let name = format!("{sign} {}", words::who(&person.who));
            let near = first.map(|reason| words::away(&reason.why, wording));
            let mut near = near.unwrap_or_default();
            let more = person.reasons.len().saturating_sub(1);
            if more > 0 {
                near = format!("{near} +{more}");
            }
            [(name, Role::Strong), (near, Role::Value)]
        }
    }
}

fn draw_chosen(screen: &TodayList, canvas: &mut Canvas<'_, '_>, area: Rect, wording: Wording<'_>) {
    let look = canvas.look;
    let Some(today) = &screen.list.value else {
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
            let told = person(one, screen.picked, wording, &look.symbols);
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
