//! Drawing a form: labels in one column, scrolled so that the focus is seen.

use super::Form;
use super::field::{Body, Field, Remark};
use crate::kit::draw::{after, put, row, scroll_bar};
use crate::kit::width::{clean_lines, width, wrap};
use crate::look::{Look, Role};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Scroll memory: the first row seen.
pub(super) type Seen = u16;

/// Columns before a label, for the pointer, and between label and value.
const INDENT: u16 = 2;
const GAP: u16 = 2;

impl<Id: Copy + PartialEq> Form<Id> {
    /// Draws the form. The last row of `area` belongs to the hint of the focused field,
    /// the last column to the scroll bar.
    pub fn view(&self, frame: &mut Frame<'_>, area: Rect, look: &Look) {
        let body = Rect {
            height: area.height.saturating_sub(1),
            width: area.width.saturating_sub(1),
            ..area
        };
        if body.is_empty() {
            return;
        }
        let column = self.label_column(body.width);
        let values = body.width.saturating_sub(column);
        let heights: Vec<u16> = self
            .fields
            .iter()
            .map(|field| field.height(values))
            .collect();
        let first = self.scroll(&heights, body.height);
        let mut top = 0_u16;
        for (at, (field, height)) in self.fields.iter().zip(&heights).enumerate() {
            field.area.set(Rect::default());
            let visible = top + height > first && top < first + body.height;
            if visible {
                // A field that is cut off above is drawn from its first visible row on.
                let skipped = first.saturating_sub(top);
                let y = body.y + top.saturating_sub(first);
                let room = (body.bottom() - y).min(height - skipped);
                let place = Rect {
                    y,
                    height: room,
                    ..body
                };
                field.area.set(place);
                field.view(frame, place, skipped, column, at == self.focus, look);
            }
            top += height;
        }
        let total: u16 = heights.iter().sum();
        let bar = Rect {
            width: area.width,
            ..body
        };
        scroll_bar(
            frame,
            bar,
            usize::from(first),
            usize::from(body.height),
            usize::from(total),
            look,
        );
        self.view_focus(frame, area, column, look);
    }

    /// What belongs to the focused field and lies over the others.
    fn view_focus(&self, frame: &mut Frame<'_>, area: Rect, column: u16, look: &Look) {
        let Some(field) = self.fields.get(self.focus) else {
            return;
        };
        let hint = after(row(area, area.height - 1), INDENT);
        put(frame, hint, &field.hint, look.style(Role::Label), look);
        if field.suggestions.is_open() {
            let line = row(field.area.get(), field.cursor_row());
            field
                .suggestions
                .view(frame, after(line, column), area, look);
        }
    }

    fn label_column(&self, columns: u16) -> u16 {
        let label = |field: &Field<Id>| width(&field.label) + if field.required { 2 } else { 0 };
        let widest = self.fields.iter().map(label).max().unwrap_or(0);
        (INDENT + widest + GAP).min(columns * 2 / 5 + INDENT)
    }

    /// The first row, moved no more than needed to see the focused field.
    fn scroll(&self, heights: &[u16], rows: u16) -> u16 {
        let top: u16 = heights.iter().take(self.focus).sum();
        let height = heights.get(self.focus).copied().unwrap_or(0).min(rows);
        let total: u16 = heights.iter().sum();
        let lowest = (top + height).saturating_sub(rows);
        let first = self
            .seen
            .get()
            .clamp(lowest, top.max(lowest))
            .min(total.saturating_sub(rows));
        self.seen.set(first);
        first
    }
}

impl<Id: Copy> Field<Id> {
    /// Rows that the field takes: its lines and its remark.
    fn height(&self, columns: u16) -> u16 {
        let remark = u16::try_from(self.remark_lines(columns).len()).unwrap_or(0);
        self.body_height() + remark
    }

    fn body_height(&self) -> u16 {
        match &self.body {
            Body::Line(_) | Body::Choice { .. } => 1,
            Body::Many { lines, .. } => u16::try_from(lines.len()).unwrap_or(u16::MAX),
            Body::Notes { rows, .. } => *rows,
        }
    }

    /// The row of the field in which the cursor is.
    pub(super) fn cursor_row(&self) -> u16 {
        match &self.body {
            Body::Many { at, .. } => u16::try_from(*at).unwrap_or(0),
            _ => 0,
        }
    }

    fn remark_lines(&self, columns: u16) -> Vec<String> {
        let Some(Remark::Error(text) | Remark::Warning(text)) = &self.remark else {
            return Vec::new();
        };
        wrap(&clean_lines(text), columns.saturating_sub(2))
    }

    fn view(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        skipped: u16,
        column: u16,
        focused: bool,
        look: &Look,
    ) {
        if skipped == 0 {
            let role = if focused { Role::Accent } else { Role::Label };
            let label = Rect {
                width: column.saturating_sub(1),
                ..row(area, 0)
            };
            if focused {
                put(frame, label, look.symbols.pointer, look.style(role), look);
            }
            let mark = if self.required { " *" } else { "" };
            put(
                frame,
                after(label, INDENT),
                &format!("{}{mark}", self.label),
                look.style(role),
                look,
            );
        }
        let values = after(area, column);
        let body = self.body_height().saturating_sub(skipped).min(area.height);
        self.view_body(
            frame,
            Rect {
                height: body,
                ..values
            },
            skipped,
            focused,
            look,
        );
        let below = Rect {
            y: values.y + body,
            height: area.height - body,
            ..values
        };
        self.view_remark(
            frame,
            below,
            skipped.saturating_sub(self.body_height()),
            values.width,
            look,
        );
    }

    fn view_body(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        skipped: u16,
        focused: bool,
        look: &Look,
    ) {
        let role = |focused| {
            if focused {
                Role::FieldFocused
            } else {
                Role::Field
            }
        };
        match &self.body {
            Body::Line(line) => line.view(frame, area, look.style(role(focused)), focused, look),
            Body::Many { lines, at } => {
                for (y, (index, line)) in
                    (0..area.height).zip(lines.iter().enumerate().skip(usize::from(skipped)))
                {
                    let here = focused && index == *at;
                    line.view(frame, row(area, y), look.style(role(here)), here, look);
                }
            }
            Body::Notes { notes, .. } => notes.view(frame, area, focused, look),
            Body::Choice { options, at } => {
                let option = options.get(*at).map_or("", String::as_str);
                let arrows = if focused { "  < >" } else { "" };
                let text = format!("{option}{arrows}");
                frame
                    .buffer_mut()
                    .set_style(area, look.style(role(focused)));
                put(frame, area, &text, look.style(role(focused)), look);
            }
        }
    }

    /// A sign stands before the remark: `!` for an error, `?` for a warning.
    fn view_remark(
        &self,
        frame: &mut Frame<'_>,
        area: Rect,
        skipped: u16,
        columns: u16,
        look: &Look,
    ) {
        let (sign, role) = match &self.remark {
            Some(Remark::Error(_)) => (look.symbols.alert, Role::Danger),
            Some(Remark::Warning(_)) => ("?", Role::Attention),
            None => return,
        };
        let lines = self.remark_lines(columns);
        for (y, (at, line)) in
            (0..area.height).zip(lines.iter().enumerate().skip(usize::from(skipped)))
        {
            let sign = if at == 0 { sign } else { " " };
            put(
                frame,
                row(area, y),
                &format!("{sign} {line}"),
                look.style(role),
                look,
            );
        }
    }
}
