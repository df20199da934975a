//! One line of fields with the remarks under it.

use super::super::form::{Place, Target};
use super::super::{Field, Form, Kind};
use super::{GAP, INDENT};
use crate::kit::Canvas;
use crate::kit::draw::{after, put, row};
use crate::kit::width::{clean_lines, width, wrap};
use crate::look::Role;
use crate::text::{Say, say};
use ratatui::layout::Rect;

/// Columns of a field beside another, and of a number; the same in a narrow form.
const BESIDE: u16 = 14;
const BESIDE_NARROW: u16 = 12;
/// Columns of a form that has room for labels beside lines of several fields.
const ROOMY: u16 = 60;

impl<Id: Copy + Eq> Form<Id> {
    /// Draws one line of fields; answers with the place of the focused one if it is here.
    pub(super) fn view_block(
        &self,
        canvas: &mut Canvas<'_, '_>,
        block: &Block,
        rows: Rows,
    ) -> Option<Rect> {
        self.view_label(canvas, block, rows);
        let look = canvas.look;
        for (at, (text, role)) in (block.label_rows() + 1..).zip(&block.remarks) {
            let line = after(rows.row(at), block.column);
            put(canvas.frame, line, text, look.style(*role), look);
        }
        let line = rows.row(block.label_rows());
        if line.is_empty() {
            return None;
        }
        let values = Rect {
            width: line.width.saturating_sub(block.column + 1),
            x: line.x + block.column,
            ..line
        };
        let column = beside(line.width);
        let others = u16::try_from(block.count - 1).unwrap_or(0) * (column + GAP);
        let mut place = Rect {
            width: values.width.saturating_sub(others),
            ..values
        };
        let mut focused = None;
        for at in block.first..block.first + block.count {
            let place_of = self.place_of(at, place.intersection(values), column);
            self.view_value(canvas, at, place_of);
            if at == self.focus {
                focused = Some(place_of);
            }
            place = Rect {
                x: place.right() + GAP,
                width: column,
                ..place
            };
        }
        focused
    }

    /// The label before its line, or above it where it is too long for the column.
    fn view_label(&self, canvas: &mut Canvas<'_, '_>, block: &Block, rows: Rows) {
        let look = canvas.look;
        let here = block.holds(self.focus);
        let role = if here { Role::Accent } else { Role::Label };
        let style = look.style(role);
        let first = rows.row(0);
        if here {
            put(canvas.frame, first, look.symbols.pointer, style, look);
        }
        match &block.label {
            Named::Before(text) => {
                put(canvas.frame, after(first, INDENT), text, style, look);
            }
            Named::Above(lines) => {
                for (at, text) in (0..).zip(lines) {
                    put(canvas.frame, after(rows.row(at), INDENT), text, style, look);
                }
            }
        }
    }

    /// A number stands against the right edge of a column of numbers, as wide as it needs.
    fn place_of(&self, at: usize, place: Rect, column: u16) -> Rect {
        let field = &self.fields[at];
        if !field.is_number() || place.width <= column {
            return place;
        }
        let needed = width(field.line.value()) + 1;
        Rect {
            width: needed.clamp(column, place.width),
            ..place
        }
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
        canvas.frame.buffer_mut().set_style(place, style);
        let line = if field.is_number() {
            let needed = width(field.line.value()) + 1;
            after(place, place.width.saturating_sub(needed))
        } else {
            place
        };
        let text = field.line.line();
        match self.completion().filter(|_| focused) {
            Some((_, rest)) => text.view_offer(canvas.frame, line, style, rest, look),
            None => text.view(canvas.frame, line, style, focused, look),
        }
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

/// The rows that a line of fields is drawn on, without those that are scrolled out above.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows {
    pub(super) area: Rect,
    pub(super) skipped: u16,
}

impl Rows {
    /// The row with this number of all; empty for one that is not seen.
    fn row(self, at: u16) -> Rect {
        let seen = at.checked_sub(self.skipped);
        seen.map_or(Rect::default(), |at| row(self.area, at))
    }
}

/// One line of fields with its label and the remarks under it.
pub(super) struct Block {
    /// The first field and how many stand on the line.
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) label: Named,
    /// Where the values begin.
    pub(super) column: u16,
    pub(super) remarks: Vec<(String, Role)>,
}

/// Where the label of a line stands.
pub(super) enum Named {
    /// On the line itself.
    Before(String),
    /// On lines of its own above it.
    Above(Vec<String>),
}

impl Named {
    /// Above, in a form of so many columns, unless there is nothing to say.
    fn above(text: &str, columns: u16) -> Self {
        if text.is_empty() {
            return Self::Above(Vec::new());
        }
        Self::Above(wrap(text, columns.saturating_sub(INDENT + 1)))
    }
}

impl Block {
    /// The line that begins with the field `first`, in a form of so many columns whose labels
    /// have `column` of them.
    pub(super) fn new(first: usize, label: &str, column: u16, columns: u16) -> Self {
        let label = if INDENT + width(label) + GAP <= column {
            Named::Before(label.to_owned())
        } else {
            Named::above(label, columns)
        };
        Self {
            first,
            count: 1,
            label,
            column,
            remarks: Vec::new(),
        }
    }

    /// One field more. Several that have little room take that of the label, which goes above.
    pub(super) fn join(&mut self, columns: u16) {
        self.count += 1;
        if let Named::Before(text) = &self.label
            && columns < ROOMY
        {
            self.label = Named::above(text, columns);
        }
        if columns < ROOMY {
            self.column = INDENT + INDENT;
        }
    }

    fn label_rows(&self) -> u16 {
        match &self.label {
            Named::Before(_) => 0,
            Named::Above(lines) => u16::try_from(lines.len()).unwrap_or(u16::MAX),
        }
    }

    pub(super) fn height(&self) -> u16 {
        let remarks = u16::try_from(self.remarks.len()).unwrap_or(u16::MAX);
        remarks.saturating_add(self.label_rows() + 1)
    }

    pub(super) fn holds(&self, field: usize) -> bool {
        (self.first..self.first + self.count).contains(&field)
    }
}

/// Columns of a field beside another in a form of so many columns.
fn beside(columns: u16) -> u16 {
    if columns < ROOMY {
        BESIDE_NARROW
    } else {
        BESIDE
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
    let before = field.before.as_deref().map(|before| match before {
        "" => Say::EntryBeforeEmpty.in_(canvas.lang).to_owned(),
        before => say::entry_before(canvas.lang, before),
    });
    let hint = if focused { field.hint(canvas.lang) } else { "" };
    let all = [
        (alert, field.error.in_(canvas.lang), Role::Danger),
        ("?", field.warning.in_(canvas.lang), Role::Attention),
        (
            alert,
            theirs.as_deref().unwrap_or_default(),
            Role::Attention,
        ),
        (
            alert,
            before.as_deref().unwrap_or_default(),
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
