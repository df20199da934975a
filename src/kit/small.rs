//! What is drawn when the window is too small for anything else.

use super::draw::{put, row};
use super::width::wrap;
use crate::look::{Look, Role};
use ratatui::Frame;

/// Says so in the middle of whatever there is.
pub fn view(frame: &mut Frame<'_>, title: &str, hint: &str, look: &Look) {
    let area = frame.area();
    let title_lines = wrap(title, area.width);
    let lines = title_lines.iter().map(|line| (line, Role::Strong));
    let hint_lines = wrap(hint, area.width);
    let lines: Vec<_> = lines
        .chain(hint_lines.iter().map(|line| (line, Role::Value)))
        .collect();
    let needed = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let top = area.height.saturating_sub(needed) / 2;
    for (at, (line, role)) in (top..area.height).zip(lines) {
        put(frame, row(area, at), line, look.style(role), look);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    #[test]
    fn the_sentence_is_readable_in_a_tiny_window() {
        let look = Look::default();
        let text = probe::text(16, 7, |frame| {
            view(
                frame,
                "This window is too small",
                "It has 16×6; 40×20 are needed.",
                &look,
            );
        });
        assert_eq!(
            text,
            "\nThis window is\ntoo small\nIt has 16×6;\n40×20 are\nneeded.\n\n"
        );
        probe::draw(1, 1, |frame| view(frame, "small", "hint", &look));
    }
}
