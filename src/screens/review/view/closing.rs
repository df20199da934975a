//! The page after the last step: the week on one page, as the report begins with it.

use super::super::words::Tell;
use super::{inside, sentence};
use crate::exchange::report::{Cell, Section, Table, Words, page, shown};
use crate::kit::draw::{after, panel, put_spans};
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

/// What stands beside the rest in a wide window.
const RIGHT: [&str; 2] = ["page_waiting", "page_segments"];

type Line = Vec<Span<'static>>;

/// Draws it. It says how it is saved above what scrolls.
pub(super) fn draw(scroll: &ScrollText, canvas: &mut Canvas<'_, '_>, area: Rect, tell: Tell<'_>) {
    let lang = tell.lang();
    let lead = Say::ReviewClosingLead.in_(lang);
    let used = sentence(canvas, inside(area), 0, lead, Role::Label);
    let area = Rect {
        y: area.y + used.min(area.height),
        height: area.height.saturating_sub(used),
        ..area
    };
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

/// The columns of a table and its rows.
fn rows(table: &Table, room: u16, tell: Tell<'_>, look: &Look) -> Vec<Line> {
    let places = table.page_columns();
    let label = |at: &usize| (table.columns[*at].label.to_owned(), Role::Label);
    let mut texts: Vec<Vec<(String, Role)>> = vec![places.iter().map(label).collect()];
    for row in &table.rows {
        let of = |at: &usize| {
            row.get(*at)
                .map_or_else(String::new, |cell| told(cell, tell))
        };
        let role = |at: &usize| match row.get(*at) {
            Some(Cell::Money(_)) => Role::Strong,
            _ => Role::Value,
        };
        texts.push(places.iter().map(|at| (of(at), role(at))).collect());
    }
    let widest = |place: usize| {
        let column = texts.iter().filter_map(|row| row.get(place));
        column.map(|(text, _)| width(text)).max().unwrap_or(0)
    };
    let natural: Vec<u16> = (0..places.len()).map(widest).collect();
    let columns: Vec<Column> = places
        .iter()
        .zip(&natural)
        .enumerate()
        .map(|(place, (at, wide))| {
            // Names give way before a column is left out.
            let column = if place == 0 {
                Column::growing((room / 3).min(*wide), 1, 0)
            } else {
                Column::fixed(*wide, table.columns[*at].rank)
            };
            if table.is_right(*at) {
                column.right()
            } else {
                column
            }
        })
        .collect();
    let mut wide = widths(&columns, room);
    if let (Some(first), Some(natural)) = (wide.first_mut(), natural.first()) {
        *first = (*first).min(*natural);
    }
    let spans = |row: Vec<(String, Role)>| {
        let row = row.into_iter();
        let row = row.map(|(text, role)| vec![Span::styled(text, look.style(role))]);
        cells(&columns, &wide, row.collect(), look)
    };
    texts.into_iter().map(spans).collect()
}

/// A cell; amounts in few letters, as on the other steps.
fn told(cell: &Cell, tell: Tell<'_>) -> String {
    match cell {
        Cell::Money(minor) => tell.short(*minor),
        other => shown(other, tell.lang(), tell.words.currency),
    }
}
