//! One line of fields with the remarks under it.

use super::super::form::{Place, Target};
use super::super::{Field, Form, Kind};
use super::{GAP, INDENT};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, row};
use crate::kit::width::{clean_lines, wrap};
use crate::look::Role;
use crate::text::{Say, say};
use ratatui::layout::Rect;

/// Columns of a field beside another.
const BESIDE: u16 = 14;
/// The same where the values have less than [`ROOMY`] columns.
const BESIDE_NARROW: u16 = 10;
const ROOMY: u16 = 40;

impl<Id: Copy + Eq> Form<Id> {
    /// Draws one line of fields; answers with the place of the focused one if it is here.
    pub(super) fn view_block(
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

    pub(super) fn view_value(&self, canvas: &mut Canvas<'_, '_>, at: usize, place: Rect) {
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
}

/// One line of fields with the remarks under it.
pub(super) struct Block {
    /// The first field and how many stand on the line.
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) remarks: Vec<(String, Role)>,
}

impl Block {
    pub(super) fn height(&self) -> u16 {
        1 + u16::try_from(self.remarks.len()).unwrap_or(u16::MAX)
    }

    pub(super) fn holds(&self, field: usize) -> bool {
        (self.first..self.first + self.count).contains(&field)
    }
}

/// What stands under a field: what is wrong, what wants attention, what somebody else wrote.
pub(super) fn remarks<Id>(
    field: &Field<Id>,
    focused: bool,
    canvas: &Canvas<'_, '_>,
    columns: u16,
) -> Vec<(String, Role)> {
    let alert = canvas.look.symbols.alert;
    let theirs = field.theirs.as_deref().map(|theirs| match theirs {
        mine if field.value() == field.original.trim() => say::entry_yours(canvas.lang, mine),
        "" => Say::EntryTheirsEmpty.in_(canvas.lang).to_owned(),
        theirs => say::entry_theirs(canvas.lang, theirs),
    });
    let hint = if focused { field.hint(canvas.lang) } else { "" };
    let all = [
        (alert, field.error.as_str(), Role::Danger),
        ("?", field.warning.as_str(), Role::Attention),
        (
            alert,
            theirs.as_deref().unwrap_or_default(),
            Role::Attention,
        ),
        (" ", hint, Role::Label),
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
