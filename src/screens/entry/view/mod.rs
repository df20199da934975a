//! How a form looks: labels in one column, values beside them, what is wrong under its field,
//! proposals over what follows.

mod block;
mod proposals;
#[cfg(test)]
mod tests;

use block::{Block, Rows, remarks};

use super::{Form, State};
use crate::kit::draw::{after, panel, put, row};
use crate::kit::width::{clean_lines, width, wrap};
use crate::kit::{Canvas, draw};
use crate::look::Role;
use crate::screens::failed;
use crate::text::Say;
use ratatui::layout::Rect;

/// Columns before a label, for the pointer, and between label and value.
const INDENT: u16 = 2;
const GAP: u16 = 2;
/// A form is never wider than this: short lines are read faster.
const WIDEST: u16 = 96;

impl<Id: Copy + Eq> Form<Id> {
    /// Draws the form in its frame, under `head`: who or what it is about.
    pub fn view(&self, canvas: &mut Canvas<'_, '_>, title: &str, head: &[(String, Role)]) {
        let area = Rect {
            width: canvas.area.width.min(WIDEST),
            ..canvas.area
        };
        let status = match self.state {
            State::Saving => Say::EntrySaving.in_(canvas.lang),
            _ if self.is_beside_others() => Say::EntryConflictShort.in_(canvas.lang),
            _ => "",
        };
        let look = canvas.look;
        let inner = after(panel(canvas.frame, area, title, status, true, look), 1);
        self.places.borrow_mut().clear();
        if let Some(text) = self.waiting_text(canvas) {
            put(
                canvas.frame,
                row(inner, 0),
                &text,
                look.style(Role::Label),
                look,
            );
            return;
        }
        let mut used = 0;
        for (text, role) in head.iter().filter(|(text, _)| !text.is_empty()) {
            for line in wrap(&clean_lines(text), inner.width).iter().take(2) {
                put(
                    canvas.frame,
                    row(inner, used),
                    line,
                    look.style(*role),
                    look,
                );
                used += 1;
            }
        }
        let height = inner.height.saturating_sub(used + 1);
        let body = Rect {
            y: inner.y + used,
            height,
            ..inner
        };
        let hint = row(inner, inner.height.saturating_sub(1));
        self.view_fields(canvas, body);
        self.view_hint(canvas, hint);
    }

    fn waiting_text(&self, canvas: &Canvas<'_, '_>) -> Option<String> {
        match (&self.failed, self.state) {
            (Some(failure), _) => Some(failed::sentence(failure, canvas.lang)),
            (None, State::Loading { slow: true }) => {
                Some(Say::WordLoading.in_(canvas.lang).to_owned())
            }
            (None, State::Loading { slow: false }) => Some(String::new()),
            (None, State::Ready | State::Saving) => None,
        }
    }

    fn view_fields(&self, canvas: &mut Canvas<'_, '_>, body: Rect) {
        let blocks = self.blocks(canvas, body.width);
        let first = self.scroll(&blocks, body.height);
        let mut top = 0;
        let mut focused = Rect::default();
        for block in &blocks {
            let skipped = first.saturating_sub(top);
            let y = top.saturating_sub(first);
            if skipped < block.height() && y < body.height {
                let area = Rect {
                    y: body.y + y,
                    height: (block.height() - skipped).min(body.height - y),
                    ..body
                };
                let at = self.view_block(canvas, block, Rows { area, skipped });
                focused = at.unwrap_or(focused);
            }
            top += block.height();
        }
        let visible = usize::from(body.height);
        draw::scroll_bar(
            canvas.frame,
            body,
            usize::from(first),
            visible,
            usize::from(top),
            canvas.look,
        );
        self.view_proposals(canvas, focused, body);
    }

    /// As wide as the widest label that leaves enough to the values; a wider one stands on a line
    /// of its own.
    fn label_column(&self, canvas: &Canvas<'_, '_>, columns: u16) -> u16 {
        let most = columns * 2 / 5;
        let labels = self
            .fields
            .iter()
            .filter(|field| !field.beside)
            .map(|field| INDENT + width(field.label.in_(canvas.lang)) + GAP);
        let fitting = labels.filter(|label| *label <= most).max();
        fitting.unwrap_or(INDENT + GAP)
    }

    fn blocks(&self, canvas: &Canvas<'_, '_>, columns: u16) -> Vec<Block> {
        let column = self.label_column(canvas, columns);
        let mut blocks: Vec<Block> = Vec::new();
        for (at, field) in self.fields.iter().enumerate() {
            match blocks.last_mut() {
                Some(block) if field.beside => block.join(columns),
                _ => {
                    let label = field.label.in_(canvas.lang);
                    blocks.push(Block::new(at, label, column, columns));
                }
            }
        }
        for block in &mut blocks {
            let room = columns.saturating_sub(block.column + 1);
            for at in block.first..block.first + block.count {
                let focused = at == self.focus;
                let said = remarks(&self.fields[at], focused, canvas, room);
                block.remarks.extend(said);
            }
        }
        blocks
    }

    /// The first row, moved no more than needed to see the focused field with its remarks.
    fn scroll(&self, blocks: &[Block], rows: u16) -> u16 {
        let before = blocks.iter().take_while(|block| !block.holds(self.focus));
        let top: u16 = before.map(Block::height).sum();
        let focused = blocks.iter().find(|block| block.holds(self.focus));
        let height = focused.map_or(0, Block::height).min(rows);
        let total: u16 = blocks.iter().map(Block::height).sum();
        let lowest = (top + height).saturating_sub(rows);
        let first = self.first_row.get().clamp(lowest, top.max(lowest));
        let first = first.min(total.saturating_sub(rows));
        self.first_row.set(first);
        first
    }

    fn view_hint(&self, canvas: &mut Canvas<'_, '_>, area: Rect) {
        let look = canvas.look;
        let takes = self.completion().map(|_| Say::EntryOfferHint);
        let breaks = self.focused().is_some_and(|field| field.line.has_breaks());
        let breaks = breaks.then_some(Say::EntryBreakHint);
        let chooses = (!self.proposals.is_empty()).then_some(Say::EntryProposalsHint);
        let text: Vec<&str> = [takes, chooses, breaks]
            .into_iter()
            .flatten()
            .map(|hint| hint.in_(canvas.lang))
            .collect();
        let text = text.join(look.symbols.dot);
        put(canvas.frame, area, &text, look.style(Role::Label), look);
        if self.is_beside_others() {
            let text = Say::EntryConflictHint.in_(canvas.lang);
            put(canvas.frame, area, text, look.style(Role::Attention), look);
        }
    }
}
