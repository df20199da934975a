//! What the mouse does.

use super::WeeklyReview;
use super::page::Page;
use crate::kit::{ListIntent, Place};
use crate::protocol::{Mouse, MouseKind, Step};
use crate::screens::why;

impl WeeklyReview {
    /// Presses a step, a list of the step or a row; turns the wheel over a list.
    pub(super) fn mouse(&mut self, mouse: Mouse) -> Vec<Step> {
        let pressed = matches!(mouse.kind, MouseKind::Press | MouseKind::Double);
        if self.why.is_some() {
            why::mouse(&mut self.why, mouse.kind);
            return Vec::new();
        }
        let hit = |places: &[Place]| {
            let mut places = places.iter();
            places.position(|place| place.has(mouse.column, mouse.row))
        };
        if let Some(at) = hit(&self.places).filter(|_| pressed) {
            return self.turn_to(Page::ALL.get(at).copied());
        }
        if let Some(closing) = &self.closing {
            match mouse.kind {
                MouseKind::WheelUp => closing.wheel(false),
                MouseKind::WheelDown => closing.wheel(true),
                MouseKind::Press | MouseKind::Double => {}
            }
            return Vec::new();
        }
        if let Some(at) = hit(&self.part_places).filter(|_| pressed) {
            self.parts.insert(self.page, at);
            self.settle();
            return Vec::new();
        }
        let at = (mouse.column, mouse.row).into();
        let list = &mut self.here_mut().list;
        let intent = match mouse.kind {
            MouseKind::Press | MouseKind::Double => list.click(at),
            MouseKind::WheelUp => list.wheel(at, false),
            MouseKind::WheelDown => list.wheel(at, true),
        };
        match (intent, mouse.kind) {
            (ListIntent::Chosen(_), MouseKind::Double) => self.open(),
            _ => Vec::new(),
        }
    }
}
