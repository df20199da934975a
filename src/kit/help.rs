//! The help page: keys and what they do, by section.

use super::draw::{after, put};
use super::scroll::ScrollText;
use super::width::{width, wrap};
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;

/// A section of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// Keys, spelled and joined (`F2, Alt+2`), with the sentence that explains them. An
    /// empty key makes a sentence that takes the whole width.
    pub entries: Vec<(String, String)>,
}

/// A row of the page, ready to draw.
enum Row<'a> {
    Title(&'a str),
    Entry(&'a str, String),
    Text(String),
    Blank,
}

/// Draws the sections into `area`, scrolled by `scroll`.
pub fn view(
    frame: &mut Frame<'_>,
    area: Rect,
    sections: &[Section],
    scroll: &ScrollText,
    look: &Look,
) {
    let keys = sections
        .iter()
        .flat_map(|section| &section.entries)
        .map(|(key, _)| width(key));
    let column = keys.max().unwrap_or(0).min(area.width / 2) + 2;
    let rows = rows(sections, column, area.width.saturating_sub(1));
    let total = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    scroll.view_rows(frame, area, total, look, |frame, place, at| {
        match &rows[usize::from(at)] {
            Row::Title(title) => {
                put(frame, place, title, look.style(Role::Title), look);
            }
            Row::Entry(key, text) => {
                let keys = Rect {
                    width: column.min(place.width).saturating_sub(1),
                    ..place
                };
                put(frame, keys, key, look.style(Role::Key), look);
                put(
                    frame,
                    after(place, column),
                    text,
                    look.style(Role::Value),
                    look,
                );
            }
            Row::Text(text) => {
                put(frame, place, text, look.style(Role::Value), look);
            }
            Row::Blank => {}
        }
    });
}

fn rows(sections: &[Section], column: u16, columns: u16) -> Vec<Row<'_>> {
    let mut rows = Vec::new();
    for section in sections {
        if !rows.is_empty() {
            rows.push(Row::Blank);
        }
        rows.push(Row::Title(&section.title));
        for (key, text) in &section.entries {
            if key.is_empty() {
                rows.extend(wrap(text, columns).into_iter().map(Row::Text));
            } else {
                let lines = wrap(text, columns.saturating_sub(column));
                let keys = std::iter::once(key.as_str()).chain(std::iter::repeat(""));
                rows.extend(keys.zip(lines).map(|(key, line)| Row::Entry(key, line)));
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kit::probe;

    #[test]
    fn keys_stand_in_one_column_and_sentences_wrap_beside_them() {
        let look = probe::look();
        let entry = |key: &str, text: &str| (key.to_owned(), text.to_owned());
        let sections = [
            Section {
                title: "On this screen".to_owned(),
                entries: vec![entry(
                    "F2, Alt+2",
                    "Write down a visit, filled in with what this customer always takes",
                )],
            },
            Section {
                title: "Everywhere".to_owned(),
                entries: vec![entry("Esc", "Back"), entry("", "Letters always type.")],
            },
        ];
        let scroll = ScrollText::default();
        insta::assert_snapshot!(probe::draw(44, 8, |frame| view(
            frame,
            frame.area(),
            &sections,
            &scroll,
            &look
        )));
    }
}
