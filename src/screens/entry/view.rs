//! How a form looks: labels in one column, values beside them, what is wrong under its field,
//! proposals over what follows.

use super::form::{Place, Target};
use super::{Field, Form, Kind, State};
use crate::kit::draw::{after, clear, panel, put, put_right, row};
use crate::kit::width::{clean_lines, width, wrap};
use crate::kit::{Canvas, draw};
use crate::look::Role;
use crate::screens::failed;
use crate::text::{Say, say};
use ratatui::layout::Rect;

/// Columns before a label, for the pointer, and between label and value.
const INDENT: u16 = 2;
const GAP: u16 = 2;
/// Columns of a field beside another.
const BESIDE: u16 = 14;
/// The same where the values have less than [`ROOMY`] columns.
const BESIDE_NARROW: u16 = 10;
const ROOMY: u16 = 40;
/// A form is never wider than this: short lines are read faster.
const WIDEST: u16 = 96;

/// One line of fields with the remarks under it.
struct Block {
    /// The first field and how many stand on the line.
    first: usize,
    count: usize,
    remarks: Vec<(String, Role)>,
}

impl Block {
    fn height(&self) -> u16 {
        1 + u16::try_from(self.remarks.len()).unwrap_or(u16::MAX)
    }

    fn holds(&self, field: usize) -> bool {
        (self.first..self.first + self.count).contains(&field)
    }
}

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
                block.remarks.extend(remarks(field, canvas, columns));
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

    /// Draws one line of fields; answers with the place of the focused one if it is here.
    fn view_block(
        &self,
        canvas: &mut Canvas<'_, '_>,
        block: &Block,
        area: Rect,
        column: u16,
    ) -> Option<Rect> {
        let look = canvas.look;
        let line = row(area, 0);
        let here = block.holds(self.focus);
        let label = Rect {
            width: column.saturating_sub(1),
            ..line
        };
        let role = if here { Role::Accent } else { Role::Label };
        if here {
            put(
                canvas.frame,
                label,
                look.symbols.pointer,
                look.style(role),
                look,
            );
        }
        let text = self.fields[block.first].label.in_(canvas.lang);
        put(
            canvas.frame,
            after(label, INDENT),
            text,
            look.style(role),
            look,
        );
        let values = Rect {
            width: line.width.saturating_sub(column + 1),
            x: line.x + column,
            ..line
        };
        let beside = if values.width < ROOMY {
            BESIDE_NARROW
        } else {
            BESIDE
        };
        let others = u16::try_from(block.count - 1).unwrap_or(0) * (beside + GAP);
        let mut place = Rect {
            width: values.width.saturating_sub(others),
            ..values
        };
        let mut focused = None;
        for at in block.first..block.first + block.count {
            self.view_value(canvas, at, place);
            if at == self.focus {
                focused = Some(place);
            }
            place = Rect {
                x: place.right() + GAP,
                width: beside,
                ..place
            };
        }
        for (at, (text, role)) in (1..area.height).zip(&block.remarks) {
            put(
                canvas.frame,
                after(row(area, at), column),
                text,
                look.style(*role),
                look,
            );
        }
        focused
    }

    fn view_value(&self, canvas: &mut Canvas<'_, '_>, at: usize, place: Rect) {
        let (field, look) = (&self.fields[at], canvas.look);
        let focused = at == self.focus;
        self.places.borrow_mut().push(Place {
            target: Target::Field(at),
            left: place.x,
            top: place.y,
            width: place.width,
        });
        let role = match (focused, field.line.is_selected()) {
            (true, true) => Role::Selected,
            (true, false) => Role::FieldFocused,
            (false, _) => Role::Field,
        };
        let style = look.style(role);
        if let Kind::Choice(_) = field.kind {
            canvas.frame.buffer_mut().set_style(place, style);
            let shown = field.shown(canvas.lang);
            let text = if focused {
                format!("< {shown} >")
            } else {
                shown.to_owned()
            };
            put(canvas.frame, place, &text, style, look);
            return;
        }
        field
            .line
            .line()
            .view(canvas.frame, place, style, focused, look);
        if let Some(example) = field.example.filter(|_| focused) {
            let room = after(place, 1);
            let text = example.in_(canvas.lang);
            field
                .line
                .line()
                .placeholder(canvas.frame, room, text, look);
        }
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

    /// Proposals over what follows the focused field, or over what stands before it where
    /// there is more room.
    fn view_proposals(&self, canvas: &mut Canvas<'_, '_>, under: Rect, bounds: Rect) {
        if self.proposals.is_empty() || under.is_empty() {
            return;
        }
        let needed = u16::try_from(self.proposals.items.len()).unwrap_or(u16::MAX);
        let below = bounds.bottom().saturating_sub(under.bottom());
        let above = under.y.saturating_sub(bounds.y);
        let (y, height) = if below >= needed || below >= above {
            (under.bottom(), needed.min(below))
        } else {
            (under.y - needed.min(above), needed.min(above))
        };
        let widest = self.proposals.items.iter();
        let widest = widest
            .map(|item| width(&item.text) + width(&item.detail) + 4)
            .max();
        let room = bounds.right().saturating_sub(under.x + 1);
        let area = Rect {
            y,
            height,
            x: under.x,
            width: widest.unwrap_or(0).clamp(1, room.max(1)),
        };
        clear(canvas.frame, area, canvas.look);
        for (at, item) in (0..height).zip(&self.proposals.items) {
            let line = row(area, at);
            let chosen = self.proposals.chosen == Some(usize::from(at));
            let look = canvas.look;
            let role = if chosen {
                Role::Selected
            } else {
                Role::SelectedElsewhere
            };
            canvas.frame.buffer_mut().set_style(line, look.style(role));
            put_right(canvas.frame, line, &item.detail, look.style(role), look);
            let room = line.width.saturating_sub(width(&item.detail) + 1);
            put(
                canvas.frame,
                Rect {
                    width: room,
                    ..line
                },
                &item.text,
                look.style(role),
                look,
            );
            self.places.borrow_mut().push(Place {
                target: Target::Proposal(usize::from(at)),
                left: line.x,
                top: line.y,
                width: line.width,
            });
        }
    }
}

/// What stands under a field: what is wrong, what wants attention, what somebody else wrote.
fn remarks<Id>(field: &Field<Id>, canvas: &Canvas<'_, '_>, columns: u16) -> Vec<(String, Role)> {
    let alert = canvas.look.symbols.alert;
    let theirs = field.theirs.as_deref().map(|theirs| match theirs {
        "" => Say::EntryTheirsEmpty.in_(canvas.lang).to_owned(),
        theirs => say::entry_theirs(canvas.lang, theirs),
    });
    let all = [
        (alert, field.error.as_str(), Role::Danger),
        ("?", field.warning.as_str(), Role::Attention),
        (
            alert,
            theirs.as_deref().unwrap_or_default(),
            Role::Attention,
        ),
    ];
    let mut lines = Vec::new();
    for (sign, text, role) in all.into_iter().filter(|(_, text, _)| !text.is_empty()) {
        let wrapped = wrap(&clean_lines(text), columns.saturating_sub(2));
        for (at, line) in wrapped.iter().enumerate() {
            let sign = if at == 0 { sign } else { " " };
            lines.push((format!("{sign} {line}"), role));
        }
    }
    lines
}
