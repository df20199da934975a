//! The page after the last step: the week on one page, as the report begins with it.

use super::super::words::Tell;
use super::{inside, sentence};
use crate::exchange::report::{Cell, Section, Table, Words, page, shown};
use crate::kit::draw::{after, below, panel, put_spans};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::{width, wrap};
use crate::kit::{Canvas, ScrollText};
use crate::look::{Look, Role};
use crate::screens::review::model::WIDE;
use crate::text::{Say, say};
use ratatui::layout::Rect;
use ratatui::text::Span;

/// The widest that a text reads well.
const WIDEST: u16 = 84;

/// A table in less room than this lets its words go on below.
const NARROW: u16 = 40;

/// What stands beside the rest in a wide window.
const RIGHT: [&str; 2] = ["page_waiting", "page_segments"];

type Line = Vec<Span<'static>>;

/// Draws it. It says how it is saved above what scrolls.
pub(super) fn draw(scroll: &ScrollText, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let lead = Say::ReviewClosingLead.in_(lang);
    let used = sentence(canvas, inside(area), 0, lead, Role::Label);
    let area = below(area, used);
    let look = canvas.look;
    let title = Say::ReportPageTitle.in_(lang);
    let inner = inside(panel(canvas.frame, area, title, "", true, look));
    let words = Words {
        lang,
        shop: "",
        currency: tell.words.currency,
        today: tell.words.today,
    };
    let sections = page(tell.weekly, &words);
    let beside = |section: &&Section| area.width >= WIDE && RIGHT.contains(&section.name);
    let (right, left): (Vec<&Section>, Vec<&Section>) = sections.iter().partition(beside);
    // The scroll bar takes a column.
    let room = inner.width.saturating_sub(1);
    let half = if right.is_empty() {
        room.min(WIDEST)
    } else {
        (room * 3 / 5).saturating_sub(2)
    };
    let left = lines(&left, half, tell, look);
    let right = lines(&right, room.saturating_sub(half + 3), tell, look);
    let total = u16::try_from(left.len().max(right.len())).unwrap_or(u16::MAX);
    scroll.view_rows(canvas.frame, inner, total, look, |frame, place, at| {
        let at = usize::from(at);
        if let Some(line) = left.get(at) {
            put_spans(frame, place, line, look);
        }
        if let Some(line) = right.get(at) {
            put_spans(frame, after(place, half + 3), line, look);
        }
    });
}

/// Sections under one another.
fn lines(sections: &[&Section], room: u16, tell: Tell<'_>, look: &Look) -> Vec<Line> {
    let line = |text: String, role: Role| vec![Span::styled(text, look.style(role))];
    let mut all = Vec::new();
    for section in sections {
        if !all.is_empty() {
            all.push(Line::new());
        }
        all.push(line(section.title.clone(), Role::Title));
        for sentence in &section.sentences {
            let wrapped = wrap(sentence, room).into_iter();
            all.extend(wrapped.map(|text| line(text, Role::Value)));
        }
        for table in section.tables.iter().filter(|table| !table.rows.is_empty()) {
            all.extend(rows(table, room, tell, look));
            if table.left_out() > 0 {
                let more = say::report_and_more(tell.lang(), table.left_out() as u64);
                all.push(line(more, Role::Label));
            }
        }
    }
    all
}

/// A cell on the page.
type Text = (String, Role);

/// The columns of a table and its rows; in a narrow window words go on below.
fn rows(table: &Table, room: u16, tell: Tell<'_>, look: &Look) -> Vec<Line> {
    let places = table.page_columns();
    let texts = texts(table, &places, tell);
    let narrow = room < NARROW;
    let column = |(place, at): (usize, &usize)| {
        let cells: Vec<&str> = texts.iter().map(|row| row[place].0.as_str()).collect();
        fitting(table, (place, *at), &cells, (room, narrow))
    };
    let columns: Vec<Column> = places.iter().enumerate().map(column).collect();
    let wide = widths(&columns, room);
    let rows = texts.into_iter();
    if narrow {
        return rows
            .flat_map(|row| lines_of(&row, &columns, &wide, look))
            .collect();
    }
    let spans = |(text, role)| vec![Span::styled(text, look.style(role))];
    rows.map(|row| {
        let spans = row.into_iter().map(spans).collect();
        cells(&columns, &wide, spans, look)
    })
    .collect()
}

/// A column of the page, as wide as its texts are, the label first; in a narrow window words go on
/// below where they must, and a number stands in one line. Names give way before a column is left out.
fn fitting(
    table: &Table,
    (place, at): (usize, usize),
    texts: &[&str],
    (room, narrow): (u16, bool),
) -> Column {
    let right = table.is_right(at);
    let natural = texts.iter().map(|text| width(text)).max().unwrap_or(0);
    let least = |(row, text): (usize, &&str)| match row {
        _ if !narrow => width(text),
        0 => longest_word(text),
        _ if right => width(text),
        _ => longest_word(text),
    };
    let wide = texts.iter().enumerate().map(least).max().unwrap_or(0);
    let rank = table.columns[at].rank;
    let column = match place {
        0 => Column::growing(wide.min(room / 3), 2, 0).up_to(natural),
        _ if narrow && !right => Column::growing(wide, 1, rank).up_to(natural),
        _ => Column::fixed(wide, rank),
    };
    if right { column.right() } else { column }
}

/// The labels of the columns, then the rows.
fn texts(table: &Table, places: &[usize], tell: Tell<'_>) -> Vec<Vec<Text>> {
    let label = |at: &usize| (table.columns[*at].label.to_owned(), Role::Label);
    let labels = places.iter().map(label).collect();
    let text = |cell: Option<&Cell>| {
        let role = match cell {
            Some(Cell::Money(_)) => Role::Strong,
            _ => Role::Value,
        };
        (cell.map_or_else(String::new, |cell| told(cell, tell)), role)
    };
    let rows = table.rows.iter();
    let rows = rows.map(|row| places.iter().map(|at| text(row.get(*at))).collect());
    std::iter::once(labels).chain(rows).collect()
}

/// Columns of its longest word.
fn longest_word(text: &str) -> u16 {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// The lines of a row: as many as its tallest cell has.
fn lines_of(row: &[Text], columns: &[Column], wide: &[u16], look: &Look) -> Vec<Line> {
    let wrapped: Vec<(Vec<String>, Role)> = row
        .iter()
        .zip(wide)
        .map(|((text, role), wide)| match wide {
            // A column that has given way has no lines.
            0 => (Vec::new(), *role),
            wide => (wrap(text, *wide), *role),
        })
        .collect();
    let tallest = wrapped.iter().map(|(lines, _)| lines.len()).max();
    let line = |at: usize| {
        let cell = |(lines, role): &(Vec<String>, Role)| {
            let text = lines.get(at).cloned().unwrap_or_default();
            vec![Span::styled(text, look.style(*role))]
        };
        cells(columns, wide, wrapped.iter().map(cell).collect(), look)
    };
    (0..tallest.unwrap_or(0)).map(line).collect()
}

/// A cell; amounts in few letters, as on the other steps.
fn told(cell: &Cell, tell: Tell<'_>) -> String {
    match cell {
        Cell::Money(minor) => tell.short(*minor),
        other => shown(other, tell.lang(), tell.words.currency),
    }
}
