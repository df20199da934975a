//! For tests: what a view draws, as text with its styles listed below it, so that a
//! snapshot sees a moved highlight or a lost colour.

use crate::look::{Look, Theme};
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use ratatui::{Frame, Terminal};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The look that snapshots are drawn with: the dark theme and Unicode symbols.
///
/// # Panics
/// When the built-in dark theme cannot be read.
pub fn look() -> Look {
    Look::new(
        Theme::load("dark").expect("the dark theme is built in"),
        false,
    )
}

/// Draws once on a screen of that size and describes it: text, then one line for every row
/// that has styles, as `row: from-to style` with columns counted from 0, then the cursor.
pub fn draw(width: u16, height: u16, view: impl FnOnce(&mut Frame<'_>)) -> String {
    let (buffer, cursor) = render(width, height, view);
    let mut out = rows(&buffer);
    let styles: String = (0..height).map(|y| runs(&buffer, y)).collect();
    if !styles.is_empty() {
        let _ = write!(out, "-- styles\n{styles}");
    }
    if let Some((x, y)) = cursor {
        let _ = writeln!(out, "-- cursor {x},{y}");
    }
    out
}

/// Draws once and gives the text alone, without spaces at the ends of lines.
pub fn text(width: u16, height: u16, view: impl FnOnce(&mut Frame<'_>)) -> String {
    rows(&render(width, height, view).0)
}

fn render(
    width: u16,
    height: u16,
    view: impl FnOnce(&mut Frame<'_>),
) -> (Buffer, Option<(u16, u16)>) {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a test screen");
    terminal.draw(view).expect("drawing in memory");
    let backend = terminal.backend();
    let cursor = backend.cursor_visible().then(|| backend.cursor_position());
    (backend.buffer().clone(), cursor.map(|at| (at.x, at.y)))
}

fn rows(buffer: &Buffer) -> String {
    let mut out = String::new();
    for line in buffer.content.chunks(usize::from(buffer.area.width)) {
        let mut text = String::new();
        let mut covered = 0;
        for cell in line {
            // A wide letter covers the cell after it.
            if covered == 0 {
                text.push_str(cell.symbol());
                covered = cell.symbol().width();
            }
            covered = covered.saturating_sub(1);
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}

fn runs(buffer: &Buffer, y: u16) -> String {
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in 0..buffer.area.width {
        let style = describe(&buffer[(x, y)]);
        match runs.last_mut() {
            Some((_, to, last)) if *last == style && *to + 1 == x => *to = x,
            _ if style.is_empty() => {}
            _ => runs.push((x, x, style)),
        }
    }
    if runs.is_empty() {
        return String::new();
    }
    let list: Vec<_> = runs
        .iter()
        .map(|(from, to, style)| format!("{from}-{to} {style}"))
        .collect();
    format!("{y:2}: {}\n", list.join(" | "))
}

fn describe(cell: &Cell) -> String {
    let mut words = Vec::new();
    if cell.fg != Color::Reset {
        words.push(cell.fg.to_string().to_lowercase());
    }
    if cell.bg != Color::Reset {
        words.push(format!("on {}", cell.bg.to_string().to_lowercase()));
    }
    for (modifier, name) in [
        (Modifier::BOLD, "bold"),
        (Modifier::DIM, "dim"),
        (Modifier::ITALIC, "italic"),
        (Modifier::UNDERLINED, "underlined"),
        (Modifier::REVERSED, "reversed"),
    ] {
        if cell.modifier.contains(modifier) {
            words.push(name.to_owned());
        }
    }
    words.join(" ")
}
