//! How the picker of segments looks, over the list.

use ratatui::text::Span;

use super::Within;
use crate::kit::Canvas;
use crate::kit::draw::{after, centred, clear, panel, put};
use crate::kit::table::{Column, cells, widths};
use crate::kit::width::wrap;
use crate::look::Role;
use crate::text::{Say, count};

/// The widest that it is.
const WIDEST: u16 = 56;
/// Name, and how many it holds.
const COLUMNS: [Column; 2] = [Column::growing(12, 1, 0), Column::fixed(7, 1).right()];

impl Within {
    /// Draws the picker where it is open.
    pub fn draw(&self, canvas: &mut Canvas<'_, '_>) {
        let Some(picker) = &self.picker else { return };
        let (look, lang, area) = (canvas.look, canvas.lang, canvas.area);
        let columns = area.width.saturating_sub(4).min(WIDEST);
        let said = match &picker.groups {
            None => Say::FilterCounting.in_(lang),
            Some(_) => "",
        };
        let mut said = wrap(said, columns.saturating_sub(4));
        said.retain(|line| !line.is_empty());
        let rows = picker.groups.as_ref().map_or(0, |_| picker.list.len());
        let rows = u16::try_from(rows + said.len()).unwrap_or(u16::MAX);
        let height = rows.saturating_add(2).min(area.height.saturating_sub(2));
        let place = centred(area, (columns, height));
        clear(canvas.frame, place, look);
        let title = Say::RowsOnlyTitle.in_(lang);
        let mut inner = panel(canvas.frame, place, title, "", true, look);
        for line in &said {
            put(
                canvas.frame,
                after(inner, 1),
                line,
                look.style(Role::Label),
                look,
            );
            inner.y += 1;
            inner.height = inner.height.saturating_sub(1);
        }
        let Some(groups) = &picker.groups else { return };
        let wide = widths(&COLUMNS, inner.width.saturating_sub(3));
        picker.list.view(canvas.frame, inner, true, look, |at, _| {
            let (name, many) = match at.checked_sub(1).and_then(|at| groups.get(at)) {
                None => (Say::RowsOnlyEverybody.in_(lang).to_owned(), String::new()),
                Some(group) => {
                    let many = group.holds.map(|held| count(lang, held));
                    (group.name.clone(), many.unwrap_or_else(|| "–".to_owned()))
                }
            };
            let texts = vec![
                vec![Span::styled(name, look.style(Role::Value))],
                vec![Span::styled(many, look.style(Role::Label))],
            ];
            cells(&COLUMNS, &wide, texts, look)
        });
    }
}
