//! How a form looks: labels in one column, values beside them, what is wrong under its field,
//! proposals over what follows.

mod block;
mod proposals;

use block::{Block, remarks};

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
            _ if self.has_conflict() => Say::EntryConflictShort.in_(canvas.lang),
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
        let column = self.label_column(canvas, body.width);
        let blocks = self.blocks(canvas, body.width.saturating_sub(column + 1));
        let first = self.scroll(&blocks, body.height);
        let mut top = 0;
        let mut focused = Rect::default();
        for block in &blocks {
            let visible = top >= first && top < first + body.height;
            if visible {
                let y = body.y + top - first;
                let place = Rect {
                    y,
                    height: block.height().min(body.bottom() - y),
                    ..body
                };
                let at = self.view_block(canvas, block, place, column);
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

    fn label_column(&self, canvas: &Canvas<'_, '_>, columns: u16) -> u16 {
        let widest = self
            .fields
            .iter()
            .filter(|field| !field.beside)
            .map(|field| width(field.label.in_(canvas.lang)));
        (INDENT + widest.max().unwrap_or(0) + GAP).min(columns * 2 / 5)
    }

    fn blocks(&self, canvas: &Canvas<'_, '_>, columns: u16) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        for (at, field) in self.fields.iter().enumerate() {
            match blocks.last_mut() {
                Some(block) if field.beside => block.count += 1,
                _ => blocks.push(Block {
                    first: at,
                    count: 1,
                    remarks: Vec::new(),
                }),
            }
            if let Some(block) = blocks.last_mut() {
                let focused = at == self.focus;
                block
                    .remarks
                    .extend(remarks(field, focused, canvas, columns));
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
        let text = if self.proposals.is_empty() {
            ""
        } else {
            Say::EntryProposalsHint.in_(canvas.lang)
        };
        put(canvas.frame, area, text, look.style(Role::Label), look);
        if self.has_conflict() {
            let text = Say::EntryConflict.in_(canvas.lang);
            put(canvas.frame, area, text, look.style(Role::Attention), look);
        }
    }
}
