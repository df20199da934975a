//! Proposals over what stands below or above their field.

use super::super::Form;
use super::super::form::{Place, Target};
use crate::kit::Canvas;
use crate::kit::draw::{after, clear, put, put_right, row};
use crate::kit::width::width;
use crate::look::Role;
use ratatui::layout::Rect;

impl<Id: Copy + Eq> Form<Id> {
    /// Proposals over what follows the focused field, or over what stands before it where
    /// there is more room.
    pub(super) fn view_proposals(&self, canvas: &mut Canvas<'_, '_>, under: Rect, bounds: Rect) {
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
        let (x, columns) = self.columns_of_proposals(under, bounds);
        let area = Rect {
            x,
            y,
            width: columns,
            height,
        };
        // Nor the labels of what they cover, which would read as theirs.
        let covered = Rect {
            x: bounds.x,
            width: area.right().saturating_sub(bounds.x),
            ..area
        };
        clear(canvas.frame, covered, canvas.look);
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
            // Who or what it is stands there as a whole; the detail, a phone most often, as a whole or not.
            let style = look.style(role);
            let taken = put(canvas.frame, line, &item.text, style, look) + 1;
            let beside = after(line, taken.min(line.width));
            if beside.width >= width(&item.detail) {
                put_right(canvas.frame, beside, &item.detail, style, look);
            }
            self.places.borrow_mut().push(Place {
                target: Target::Proposal(usize::from(at)),
                left: line.x,
                top: line.y,
                width: line.width,
            });
        }
    }

    /// Where they begin and how wide they are: under the value and nothing of what lies there looks
    /// out beside them, further left where they would be cut.
    fn columns_of_proposals(&self, under: Rect, bounds: Rect) -> (u16, u16) {
        let items = self.proposals.items.iter();
        let widest = items
            .map(|item| width(&item.text) + width(&item.detail) + 4)
            .max();
        let widest = widest.unwrap_or(0).max(under.width);
        let right = bounds.right().saturating_sub(1);
        let x = right.saturating_sub(widest).max(bounds.x).min(under.x);
        (x, widest.clamp(1, right.saturating_sub(x).max(1)))
    }
}
